"""One conversation's own rules, without a desk around it."""

import pytest

from luwte.protocol.messages import Members
from luwte.protocol.parts import KeyOffer
from luwte.server.conversation import LAST_EPOCH, RECENT_LINES, Conversation, NoEpochLeftError
from luwte.server.rows import Reader, RecentLine, SavedConversation
from tests.server.plays import INTAKE, STANDARD, START, entering, frame, member, name_id, offer_for, token


def conversation() -> Conversation:
    return Conversation.entered(
        name_id("Ada's"), token("Ada"), entering("Ada"), order=1, retention="standard", now=START
    )


def reader(person: str) -> Reader:
    shift = name_id(f"{person} shift")
    return Reader(name_id(person), shift, member(shift))


def answer(talk: Conversation) -> KeyOffer:
    """Ask the page, and return its keys."""
    question = Members(
        conversation=talk.id,
        epoch=talk.wanted_epoch,
        members=talk.asked(),
        archive=STANDARD.claim,
        retention=talk.retention,
    )
    return offer_for(question)


def test_a_new_conversation_has_no_reader_and_wants_no_keys() -> None:
    talk = conversation()
    assert (talk.stage, talk.members, talk.are_keys_wanted) == ("waiting", (), False)


def test_the_first_readers_are_asked_for_epoch_nought() -> None:
    talk = conversation()
    talk.want((reader("Vera"),), name_id("Vera"), STANDARD)
    assert (talk.wanted_epoch, talk.epoch, talk.are_keys_wanted) == (0, -1, True)
    assert talk.owner == name_id("Vera")


def test_keys_nobody_was_asked_for_are_stale() -> None:
    talk = conversation()
    talk.want((reader("Vera"),), name_id("Vera"), STANDARD)
    offer = answer(talk)
    talk.want((reader("Vera"), reader("Wim")), name_id("Vera"), STANDARD)
    assert talk.why_offer_refused(offer) == "stale_epoch"


def test_an_epoch_the_page_has_seen_is_never_used_for_other_people() -> None:
    talk = conversation()
    talk.want((reader("Vera"),), name_id("Vera"), STANDARD)
    talk.want((reader("Wim"),), name_id("Wim"), STANDARD)
    assert talk.wanted_epoch == 0
    talk.asked()
    talk.want((reader("Xena"),), name_id("Xena"), STANDARD)
    assert talk.wanted_epoch == 1


def test_keeping_keys_names_who_joined_and_who_is_gone() -> None:
    talk = conversation()
    talk.want((reader("Vera"),), name_id("Vera"), STANDARD)
    assert talk.keep(answer(talk)) == ((reader("Vera"),), ())
    talk.want((reader("Wim"),), name_id("Wim"), STANDARD)
    assert talk.owner == name_id("Vera")
    assert talk.members == (reader("Vera"), reader("Wim"))
    offer = answer(talk)
    assert talk.why_offer_refused(offer) is None
    assert talk.keep(offer) == ((reader("Wim"),), (reader("Vera"),))
    assert talk.owner == name_id("Wim")
    assert talk.offer_for(reader("Wim").shift) == offer
    assert talk.offer_for(reader("Vera").shift) is None


def test_epochs_end_where_the_wire_cannot_count_on() -> None:
    talk = conversation()
    for number in range(LAST_EPOCH + 1):
        talk.want((reader(f"{number}"),), name_id(f"{number}"), STANDARD)
        talk.asked()
    assert not talk.has_epochs_left
    with pytest.raises(NoEpochLeftError):
        talk.want((reader("Vera"),), name_id("Vera"), STANDARD)


def test_numbers_start_at_one_and_names_are_remembered_up_to_a_bound() -> None:
    talk = conversation()
    for number in range(RECENT_LINES + 1):
        line = talk.store(name_id(f"line {number}"), "visitor", frame(talk.id, "visitor"), START)
        assert line.number == number + 1
    assert talk.stored(name_id("line 0"), "visitor") is None
    last = talk.stored(name_id(f"line {RECENT_LINES}"), "visitor")
    assert last is not None
    assert last.number == RECENT_LINES + 1


def test_a_restored_conversation_is_away_with_the_full_window_and_counts_on() -> None:
    """C3"""
    talk = conversation()
    recent = tuple(RecentLine(name_id(f"line {number}"), number, "visitor", START) for number in (4, 5))
    saved = SavedConversation(talk.row, INTAKE, talk.words, None, recent, is_share_kept=True)
    back = Conversation.restored(saved, START + 900)
    assert (back.presence, back.away_since, back.last) == ("away", START + 900, 5)
    assert back.stored(name_id("line 4"), "visitor") == recent[0]
    assert back.returned(START + 910) == 10


def test_keys_left_by_a_crash_before_their_epoch_began_are_not_believed() -> None:
    talk = conversation()
    talk.want((reader("Vera"),), name_id("Vera"), STANDARD)
    orphan = answer(talk)
    saved = SavedConversation(talk.row, INTAKE, talk.words, orphan, (), is_share_kept=False)
    back = Conversation.restored(saved, START)
    assert back.offer is None
    assert back.are_keys_wanted
    assert back.why_offer_refused(orphan) is None


def test_a_clock_that_jumps_back_makes_nobody_away_for_a_negative_time() -> None:
    talk = conversation()
    talk.dropped(START)
    assert talk.returned(START - 500) == 0
