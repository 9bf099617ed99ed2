"""Colleagues: hand-over, asking along, danger, stepping out, whispers."""

from collections.abc import Callable

import pytest

from luwte.protocol.messages import (
    Answer,
    Answered,
    AskAlong,
    Asked,
    CloseShift,
    Danger,
    EndConversation,
    HandOver,
    Left,
    Limit,
    Lines,
    Members,
    Opened,
    Pause,
    StaffRefused,
    StaffState,
    StepOut,
    VisitorEnd,
    Whisper,
    Whispered,
    Withdraw,
)
from luwte.protocol.parts import Note
from luwte.server.effects import Send
from luwte.server.requests import LAPSES_AFTER
from tests.server.plays import Play, name_id, shifts_of, token


def talking(*coordinators: str) -> tuple[Play, str]:
    play = Play()
    play.open_shift("Vera")
    play.open_shift("Wim")
    for person in coordinators:
        play.open_shift(person, "coordinator")
    return play, play.talk("Ada", "Vera")


def agree(play: Play, person: str, *, is_yes: bool = True) -> None:
    play.says(person, Answer(request=play.last(person, Asked).request.request, is_yes=is_yes))


def code(play: Play, person: str) -> str:
    return play.last(person, StaffRefused).code


def test_a_no_leaves_everything_as_it_was() -> None:
    play, conversation = talking()
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim", is_yes=False)
    assert play.last("Vera", Answered).by == name_id("Wim")
    assert not play.last("Vera", Answered).is_yes
    assert len(play.visitor_got("Ada", Members)) == 1


@pytest.mark.parametrize("kind", [HandOver, AskAlong])
def test_only_a_colleague_who_is_there_and_not_pausing_can_be_asked(kind: type[HandOver | AskAlong]) -> None:
    play, conversation = talking()
    for to in ("Vera", "nobody"):
        play.says("Vera", kind(conversation=conversation, to=name_id(to)))
        assert code(play, "Vera") == "no_colleague"
    play.says("Wim", Pause(is_on=True))
    play.says("Vera", kind(conversation=conversation, to=name_id("Wim")))
    play.says("Wim", Pause(is_on=False))
    play.staff_drops("Wim")
    play.says("Vera", kind(conversation=conversation, to=name_id("Wim")))
    assert [each.code for each in play.got("Vera", StaffRefused)] == ["no_colleague"] * 4


@pytest.mark.parametrize("kind", [HandOver, AskAlong])
def test_only_who_answers_may_hand_over_or_ask_along(kind: type[HandOver | AskAlong]) -> None:
    play, conversation = talking("Cleo")
    play.says("Wim", kind(conversation=conversation, to=name_id("Cleo")))
    assert code(play, "Wim") == "not_allowed"
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    play.give_keys("Ada")
    play.says("Wim", kind(conversation=conversation, to=name_id("Cleo")))
    assert [each.code for each in play.got("Wim", StaffRefused)] == ["not_allowed"] * 2


def test_the_same_colleague_is_not_asked_twice_at_once() -> None:
    play, conversation = talking()
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    assert code(play, "Vera") == "not_now"


def test_a_colleague_at_the_limit_takes_over_only_after_raising_it() -> None:
    play, conversation = talking()
    play.says("Wim", Limit(conversations=1))
    play.talk("Bo", "Wim")
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    assert code(play, "Wim") == "at_limit"
    play.says("Wim", Limit(conversations=2))
    agree(play, "Wim")
    assert play.last("Wim", Opened).why == "handed_over"


def test_an_unanswered_request_lapses_and_both_hear_it() -> None:
    play, conversation = talking()
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    play.wait(120)
    for person in ("Vera", "Wim"):
        assert play.last(person, Answered).by is None
    agree(play, "Wim")
    assert code(play, "Wim") == "not_now"


def test_a_request_lapses_with_its_conversation_and_with_its_asker() -> None:
    play, conversation = talking()
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    play.visitor_says("Ada", VisitorEnd())
    assert play.last("Wim", Answered).by is None
    other = play.talk("Bo", "Vera")
    play.says("Vera", AskAlong(conversation=other, to=name_id("Wim")))
    play.clear()
    play.carry_out(play.desk.person_removed(name_id("Vera"), play.now))
    assert play.last("Wim", Answered).by is None


def test_a_strangers_answer_is_refused() -> None:
    play, conversation = talking("Cleo")
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    play.says("Cleo", Answer(request=play.last("Wim", Asked).request.request, is_yes=True))
    assert code(play, "Cleo") == "not_now"
    assert not play.got("Cleo", Opened)


def test_asked_along_means_reading_and_writing_but_not_ending() -> None:
    play, conversation = talking()
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    assert sorted(shifts_of(play.last_to_visitor("Ada", Members).members)) == sorted(
        [play.shift_of["Vera"], play.shift_of["Wim"]]
    )
    play.give_keys("Ada")
    play.writes("Wim", conversation, epoch=1)
    assert len(play.got("Vera", Lines)) == 1
    play.says("Wim", EndConversation(conversation=conversation))
    assert code(play, "Wim") == "not_allowed"


def test_stepping_out_ends_the_reading_at_once_and_the_owner_cannot() -> None:
    play, conversation = talking()
    play.says("Vera", AskAlong(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    play.give_keys("Ada")
    play.says("Vera", StepOut(conversation=conversation))
    assert code(play, "Vera") == "not_allowed"
    play.says("Wim", StepOut(conversation=conversation))
    assert [each.why for each in play.got("Wim", Left)] == ["stepped_out"]
    assert play.last_to_visitor("Ada", StaffState) == StaffState(person=name_id("Wim"), state="left")
    play.visitor_writes("Ada", conversation, epoch=1)
    assert not play.got("Wim", Lines)
    assert play.give_keys("Ada").epoch == 2
    assert [each.person for each in play.shelf.rows[conversation].readers] == [name_id("Vera")]


def test_danger_calls_every_coordinator_on_shift_and_the_first_yes_joins() -> None:
    """H3"""
    play, conversation = talking("Cleo", "Dirk")
    play.says("Dirk", Pause(is_on=True))
    notes = [Note(shift=play.shift_of["Cleo"], sealed=b"c" * 48)]
    play.says("Vera", Danger(conversation=conversation, notes=notes))
    assert play.last("Cleo", Asked).request.note == b"c" * 48
    assert play.last("Dirk", Asked).request.kind == "danger"
    assert not play.got("Wim", Asked)
    agree(play, "Dirk")
    assert play.last("Dirk", Opened).why == "danger"
    assert play.last("Cleo", Answered).by == name_id("Dirk")
    assert play.last("Vera", Answered).is_yes
    agree(play, "Cleo")
    assert code(play, "Cleo") == "not_now"
    assert play.shelf.rows[conversation].next_owner == name_id("Vera")


def test_danger_without_a_coordinator_on_the_line_is_said_at_once() -> None:
    """H3"""
    play, conversation = talking()
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    play.open_shift("Cleo", "coordinator")
    play.staff_drops("Cleo")
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    assert [each.code for each in play.got("Vera", StaffRefused)] == ["no_coordinator"] * 2


def test_a_call_for_danger_does_not_lapse_and_finds_a_coordinator_who_comes_on_shift() -> None:
    """H3"""
    play, conversation = talking("Cleo")
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    assert code(play, "Vera") == "not_now"
    play.wait(1_000)
    play.open_shift("Dirk", "coordinator")
    agree(play, "Dirk")
    assert play.last("Dirk", Opened).conversation.conversation == conversation


def test_when_every_coordinator_says_no_the_asker_hears_it() -> None:
    """H3"""
    play, conversation = talking("Cleo", "Dirk")
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    agree(play, "Cleo", is_yes=False)
    assert not play.got("Vera", Answered)
    agree(play, "Dirk", is_yes=False)
    assert not play.last("Vera", Answered).is_yes


def test_a_console_that_drops_gets_its_requests_again() -> None:
    play, conversation = talking("Cleo")
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    play.staff_drops("Cleo")
    play.clear()
    play.staff_returns("Cleo")
    assert play.last("Cleo", Asked).request.conversation == conversation


def test_a_call_for_danger_outlives_a_restart_with_its_notes_and_its_time() -> None:
    """H3"""
    play, conversation = talking("Cleo", "Dirk", "Eva")
    notes = [Note(shift=play.shift_of[each], sealed=each[:1].encode() * 48) for each in ("Cleo", "Dirk")]
    play.says("Vera", Danger(conversation=conversation, notes=notes))
    agree(play, "Eva", is_yes=False)
    asked = {each: play.last(each, Asked) for each in ("Cleo", "Dirk")}
    play.clear()
    play.now += 1_000
    play.restart()
    for person in ("Vera", "Cleo", "Dirk", "Eva"):
        play.staff_returns(person)
    assert {each: play.last(each, Asked) for each in ("Cleo", "Dirk")} == asked
    assert not play.got("Eva", Asked)
    assert not play.got("Vera", Asked)
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    assert code(play, "Vera") == "not_now"
    agree(play, "Dirk")
    assert play.last("Vera", Answered).is_yes
    assert play.shelf.requests == {}


@pytest.mark.parametrize("kind", [HandOver, AskAlong])
def test_who_is_asked_has_the_full_time_again_after_a_restart(kind: type[HandOver | AskAlong]) -> None:
    """T7"""
    play, conversation = talking()
    play.says("Vera", kind(conversation=conversation, to=name_id("Wim"), note=b"n" * 48))
    play.now += LAPSES_AFTER - 1
    play.restart()
    for person in ("Vera", "Wim"):
        play.staff_returns(person)
    play.wait(LAPSES_AFTER - 1)
    assert not play.got("Vera", Answered)
    assert play.last("Wim", Asked).request.note == b"n" * 48
    agree(play, "Wim")
    assert play.last("Vera", Answered).by == name_id("Wim")
    assert play.shelf.requests == {}


@pytest.mark.parametrize(
    "ends",
    [
        lambda play: agree(play, "Cleo", is_yes=False),
        lambda play: agree(play, "Cleo"),
        lambda play: play.says("Cleo", CloseShift()),
        lambda play: play.visitor_says("Ada", VisitorEnd()),
        lambda play: play.visitor_says("Ada", Withdraw()),
    ],
)
def test_nothing_of_a_request_is_kept_once_it_is_over(ends: Callable[[Play], None]) -> None:
    play, conversation = talking("Cleo")
    play.says("Vera", Danger(conversation=conversation, notes=[]))
    assert [each.kind for each in play.shelf.requests.values()] == ["danger"]
    ends(play)
    assert play.shelf.requests == {}
    play.restart()
    play.staff_returns("Vera")


def test_a_note_to_a_former_shift_is_not_kept_for_the_next() -> None:
    play, conversation = talking("Cleo")
    notes = [Note(shift=play.shift_of["Cleo"], sealed=b"c" * 48)]
    play.says("Vera", Danger(conversation=conversation, notes=notes))
    play.open_shift("Cleo", "coordinator", shift="Cleo's second")
    (kept,) = play.shelf.requests.values()
    assert dict(kept.notes) == {name_id("Cleo"): None}


def test_a_whisper_reaches_one_console_and_nothing_else() -> None:
    """T8: no visitor, no row, no colleague but the one it is for."""
    play, conversation = talking("Cleo")
    play.clear()
    play.says("Vera", Whisper(to=name_id("Wim"), conversation=conversation, sealed=b"w" * 60))
    assert play.last("Wim", Whispered).sender == name_id("Vera")
    assert len(play.effects) == 1
    assert isinstance(play.effects[0], Send)
    assert not play.to_visitor[token("Ada")]


def test_a_whisper_to_who_is_not_there_or_about_somebody_elses_conversation_is_refused() -> None:
    play, conversation = talking()
    play.says("Wim", Whisper(to=name_id("Vera"), conversation=conversation, sealed=bytes(60)))
    assert code(play, "Wim") == "not_allowed"
    play.staff_drops("Wim")
    for to in ("Wim", "nobody", "Vera"):
        play.says("Vera", Whisper(to=name_id(to), conversation=None, sealed=bytes(60)))
    assert [each.code for each in play.got("Vera", StaffRefused)] == ["no_colleague"] * 3


def test_a_hand_over_before_the_first_keys_leaves_the_former_owner_out_at_once() -> None:
    play = Play()
    play.open_shift("Vera")
    play.open_shift("Wim")
    conversation = play.enter("Ada")
    play.accept("Vera", conversation)
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    agree(play, "Wim")
    assert play.got("Vera", Left)
    play.says("Vera", CloseShift())
    assert play.give_keys("Ada").epoch == 1
