"""Epochs: who reads from when on, and whose keys are taken."""

from dataclasses import replace

import pytest

from luwte.protocol.messages import (
    Answer,
    AskAlong,
    Asked,
    HandOver,
    Keys,
    KeysArrived,
    KeysKept,
    Left,
    Lines,
    Members,
    MembersWanted,
    Opened,
    StaffRefused,
    StaffState,
    VisitorRefused,
)
from luwte.protocol.parts import KeyOffer
from luwte.server.effects import SendStaffLines, StoreConversation, StoreOffer
from tests.server.plays import STANDARD, VIOLENCE, Play, name_id, offer_for, shifts_of


def talking() -> tuple[Play, str]:
    play = Play()
    play.open_shift("Vera")
    play.open_shift("Wim")
    return play, play.talk("Ada", "Vera")


def agree(play: Play, person: str, *, is_yes: bool = True) -> None:
    play.says(person, Answer(request=play.last(person, Asked).request.request, is_yes=is_yes))


def test_accepting_asks_the_page_for_keys_sealed_to_the_winner_and_this_weeks_archive() -> None:
    play = Play()
    shift = play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.accept("Vera", conversation)
    question = play.last_to_visitor("Ada", Members)
    assert (question.epoch, shifts_of(question.members), question.archive) == (0, [shift], STANDARD.claim)
    assert play.last("Vera", Opened).conversation.offer is None


def test_keys_are_stored_then_confirmed_to_both_sides() -> None:
    play, conversation = talking()
    assert {StoreOffer, StoreConversation} <= {type(effect) for effect in play.effects}
    assert play.last_to_visitor("Ada", KeysKept).epoch == 0
    assert play.last("Vera", KeysArrived).conversation == conversation
    assert not play.got("Wim", KeysArrived)


def test_the_same_keys_again_are_confirmed_again() -> None:
    play, conversation = talking()
    play.visitor_says("Ada", Keys(offer=play.shelf.offers[conversation]))
    assert len(play.visitor_got("Ada", KeysKept)) == 2
    assert len(play.got("Vera", KeysArrived)) == 1


def _without(offer: KeyOffer) -> KeyOffer:
    return KeyOffer(offer.epoch, offer.seals[:1], offer.archive_key, offer.archive, offer.signature)


def _with_ghost(offer: KeyOffer) -> KeyOffer:
    ghost = type(offer.seals[0])(shift=name_id("ghost"), sealed=bytes(80))
    return KeyOffer(offer.epoch, [*offer.seals, ghost], offer.archive_key, offer.archive, offer.signature)


def _twice(offer: KeyOffer) -> KeyOffer:
    seals = [offer.seals[0], offer.seals[0]]
    return KeyOffer(offer.epoch, seals, offer.archive_key, offer.archive, offer.signature)


def _other_archive(offer: KeyOffer) -> KeyOffer:
    return KeyOffer(offer.epoch, offer.seals, VIOLENCE.key, offer.archive, offer.signature)


def _earlier(offer: KeyOffer) -> KeyOffer:
    return KeyOffer(0, offer.seals, offer.archive_key, offer.archive, offer.signature)


def _later(offer: KeyOffer) -> KeyOffer:
    return KeyOffer(offer.epoch + 1, offer.seals, offer.archive_key, offer.archive, offer.signature)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_without, "bad_message"),
        (_with_ghost, "bad_message"),
        (_twice, "bad_message"),
        (_other_archive, "bad_message"),
        (_earlier, "stale_epoch"),
        (_later, "stale_epoch"),
    ],
)
def test_keys_for_others_than_the_members_shown_are_refused(spoil: object, code: str) -> None:
    play, conversation = talking()
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    assert callable(spoil)
    play.visitor_says("Ada", Keys(offer=spoil(offer_for(play.last_to_visitor("Ada", Members)))))
    assert play.last_to_visitor("Ada", VisitorRefused).code == code
    assert play.shelf.rows[conversation].epoch == 0


def test_several_changes_before_the_page_answers_ask_for_the_newest_only() -> None:
    play, conversation = talking()
    play.open_shift("Xena")
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    first = offer_for(play.last_to_visitor("Ada", Members))
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Xena")))
    agree(play, "Xena")
    play.visitor_says("Ada", Keys(offer=first))
    assert play.last_to_visitor("Ada", VisitorRefused).code == "stale_epoch"
    play.give_keys("Ada")
    row = play.shelf.rows[conversation]
    assert (row.epoch, len(row.readers)) == (2, 3)


def test_changes_while_the_page_is_away_share_one_epoch_and_are_asked_on_its_return() -> None:
    play, conversation = talking()
    play.open_shift("Xena")
    play.drop("Ada")
    for person in ("Wim", "Xena"):
        play.says("Vera", AskAlong(conversation=conversation, to=name_id(person)))
        agree(play, person)
    assert play.shelf.rows[conversation].wanted_epoch == 1
    play.clear()
    play.hello("Ada")
    question = play.last_to_visitor("Ada", Members)
    assert (question.epoch, len(question.members)) == (1, 3)


def test_a_hand_over_leaves_the_owner_in_until_the_visitors_keys_arrived() -> None:
    """T7: the colleague who takes over gets everything; the visitor is shown who leaves."""
    play, conversation = talking()
    play.visitor_writes("Ada", conversation)
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim"), note=bytes(48)))
    assert play.last("Wim", Asked).request.note == bytes(48)
    agree(play, "Wim")
    assert play.last("Wim", Opened).why == "handed_over"
    wanted = play.last("Vera", MembersWanted)
    assert (wanted.owner, shifts_of(wanted.members)) == (name_id("Wim"), [play.shift_of["Wim"]])
    play.writes("Vera", conversation)
    assert len(play.shelf.lines[conversation]) == 2
    assert not play.got("Vera", Left)
    play.give_keys("Ada")
    assert play.last("Vera", Left).why == "handed_over"
    assert play.last("Wim", KeysArrived).offer.epoch == 1
    assert play.last("Wim", SendStaffLines) == SendStaffLines(play.shift_of["Wim"], conversation, 0, 2)
    assert play.last_to_visitor("Ada", StaffState) == StaffState(person=name_id("Vera"), state="left")


def test_whoever_handed_over_can_neither_write_nor_hear_any_more() -> None:
    play, conversation = talking()
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    play.give_keys("Ada")
    play.clear()
    play.visitor_writes("Ada", conversation, epoch=1)
    play.writes("Vera", conversation, epoch=1)
    assert not play.got("Vera", Lines)
    assert play.last("Vera", StaffRefused).code == "not_allowed"
    assert len(play.got("Wim", Lines)) == 1


def test_who_joins_hears_nothing_before_the_keys_are_there() -> None:
    play, conversation = talking()
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    play.visitor_writes("Ada", conversation)
    play.writes("Wim", conversation)
    assert not play.got("Wim", Lines)
    assert play.last("Wim", StaffRefused).code == "not_now"


def test_a_conversation_uses_the_archive_key_of_the_week_its_keys_are_asked_in() -> None:
    play, conversation = talking()
    next_week = replace(STANDARD, key=name_id("next week"))
    play.house(archive={"standard": next_week})
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    question = play.last_to_visitor("Ada", Members)
    play.visitor_says("Ada", Keys(offer=offer_for(question)))
    assert play.last_to_visitor("Ada", VisitorRefused).code == "bad_message"
    play.visitor_says("Ada", Keys(offer=offer_for(question, archive=next_week.key)))
    assert play.last_to_visitor("Ada", KeysKept).epoch == 1


def test_the_last_epochs_are_kept_for_consoles_that_restart() -> None:
    play, conversation = talking()
    for number in range(70):
        play.open_shift("Vera", shift=f"shift {number}")
        if conversation not in play.shelf.rows:
            break
        play.give_keys("Ada")
    assert number == 63
    play, conversation = talking()
    for number in range(56):
        play.open_shift("Vera", shift=f"shift {number}")
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    assert play.last("Vera", StaffRefused).code == "at_limit"
