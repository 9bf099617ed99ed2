"""The hours of a shift: planned, nearly over, over; breathing space and pauses; and how it ends here."""

from typing import Literal

import pytest
from msgspec import structs

from luwte.console.state import (
    AlarmRang,
    AlarmSilenced,
    NoticeRaised,
    Queue,
    QueueChanged,
    Receipt,
    Session,
    SessionChanged,
    ShiftSealed,
)
from luwte.console.state import intentions as wish
from luwte.console.state.leaving import Leaving
from luwte.console.trust import TrustError
from luwte.protocol import messages as say
from luwte.settings import Preferences
from tests.console.helpline import NOOR, SAM, Play, PlayedVisitor, admitted, shift_claim, signed_in
from tests.wire.helpline import NOW

HOUR = 3_600
BREATH = 120
"""Seconds after a conversation, of the default policy."""


def session(play: Play) -> Session:
    return play.state.session


def leaving(play: Play) -> Leaving | None:
    return play.state.leaving


def notices(play: Play) -> list[tuple[str, str]]:
    return [(change.notice.code, change.notice.what) for change in play.heard(NoticeRaised)]


def ends(play: Play, visitor: PlayedVisitor, why: Literal["visitor", "withdrawn"] = "visitor") -> None:
    play.hears(say.Ended(visitor.conversation, why))


# ── planned, soon, last ─────────────────────────────────────────────────────────────────────────


def test_a_shift_is_planned_as_the_house_does_and_ends_at_the_latest_with_its_certificate() -> None:
    play = Play()
    now, policy = session(play), play.state.seat.trust.policy  # type: ignore[union-attr]
    assert (now.shift_hours, now.planned_hours) == (policy.limits.shift_hours, policy.shift.planned_hours)
    assert now.shift_began == NOW
    assert now.shift_planned == NOW + now.planned_hours * HOUR
    assert now.shift_until == shift_claim(play.shift.certificate).not_after
    play.waits(60)
    play.drops()
    play.returns()
    assert session(play).shift_began == NOW, "coming back does not begin it anew"


def test_no_server_makes_a_shift_longer_by_its_word_or_by_its_clock() -> None:
    play = keeper()
    until = session(play).shift_until
    seat = play.state.seat
    assert until is not None
    assert seat is not None
    assert seat.shift is not None
    play.hears(say.ShiftOpened(seat.shift.claim.shift, NOW + 1_000 * HOUR, seat.share, True, [], []))
    assert session(play).shift_until == until
    play.drops()
    play.state.returned(-1_000 * HOUR, play.now)
    play.hears(say.ShiftOpened(seat.shift.claim.shift, NOW + 12 * HOUR, seat.share, True, [], []))
    assert session(play).shift_until == until
    play.drops()
    play.waits(until - play.now)
    assert session(play).stage == "sealing"


def test_the_planned_end_can_be_moved_but_neither_into_the_past_nor_past_the_latest_end() -> None:
    play = Play()
    until = session(play).shift_until
    assert until is not None
    for wanted, got in ((NOW + HOUR, NOW + HOUR), (NOW - HOUR, NOW), (until + HOUR, until)):
        play.wants(wish.PlanEnd(wanted))
        assert session(play).shift_planned == got
    play.hears(say.ShiftClosed("closed"))
    play.wants(wish.PlanEnd(NOW + HOUR))
    assert session(play).shift_planned is None


def test_the_clock_calls_the_planned_end_and_fifteen_and_five_minutes_before_the_last() -> None:
    play = Play()
    until = session(play).shift_until
    assert until is not None
    play.wants(wish.PlanEnd(NOW + HOUR))
    calls = []
    for at in (NOW + 10, NOW + HOUR, until - 901, until - 900, until - 300, until + 59):
        play.waits(at - play.now)
        calls.append(session(play).shift_call)
    assert calls == ["", "planned", "planned", "soon", "last", "last"]
    assert len([change for change in play.heard(SessionChanged) if change.session.shift_call == "soon"]) == 1


def test_going_on_after_the_planned_end_takes_the_call_back() -> None:
    play = Play()
    play.wants(wish.PlanEnd(NOW))
    assert session(play).shift_call == "planned"
    play.wants(wish.PlanEnd(NOW + HOUR))
    assert session(play).shift_call == ""


# ── winding down, pauses ────────────────────────────────────────────────────────────────────────


def test_who_winds_down_gets_no_new_visitor_and_is_away_for_nobody() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.WindDown(True))
    assert session(play).is_ending
    assert not session(play).is_paused
    assert play.spoken(say.Pause) == [say.Pause(True)]
    play.hears(say.WaiterJoined(PlayedVisitor("Maan").waiter()))
    play.waits(60)
    assert play.heard(AlarmRang) == []
    play.wants(wish.AcceptVisitor())
    assert notices(play) == [("not_now", "accept")]
    play.wants(wish.SetPause(True))
    play.wants(wish.SetPause(False))
    play.drops()
    play.returns(play.opened(visitor))
    play.wants(wish.WindDown(False))
    assert [pause.is_on for pause in play.spoken(say.Pause)] == [True, True, True, True, False]


def test_an_entitled_pause_lasts_until_it_is_ended_by_hand() -> None:
    play = Play()
    minutes = play.state.seat.trust.policy.shift.pause_minutes  # type: ignore[union-attr]
    play.hears(say.WaiterJoined(PlayedVisitor().waiter()))
    play.waits(1)
    play.wants(wish.SetPause(True))
    assert session(play).pause_until == NOW + 1 + 60 * minutes
    assert len(play.heard(AlarmSilenced)) == 1
    play.waits(60 * minutes + 60)
    assert session(play).is_paused
    assert len(play.heard(AlarmRang)) == 1
    play.wants(wish.SetPause(False))
    assert (session(play).is_paused, session(play).pause_until) == (False, None)


# ── breathing space ─────────────────────────────────────────────────────────────────────────────


def test_after_a_conversation_nobody_is_pushed_until_there_was_time_to_breathe() -> None:
    play = Play()
    visitor = play.talks_with(PlayedVisitor())
    ends(play, visitor)
    now = session(play)
    assert (now.resting_until, now.rested_with, now.rested_conversation) == (
        NOW + BREATH,
        "Zeester",
        visitor.conversation,
    )
    play.hears(say.WaiterJoined(PlayedVisitor("Maan").waiter()))
    play.waits(BREATH - 1)
    assert play.heard(AlarmRang) == []
    assert play.heard(QueueChanged) == [], "not even that someone waits"
    play.waits(1)
    assert session(play).resting_until is None
    assert session(play).rested_with == session(play).rested_conversation == ""
    assert play.heard(QueueChanged)[-1].queue == Queue("someone", someone_waits=True, can_accept=True)
    assert [ring.step for ring in play.heard(AlarmRang)] == [0], "the alarm's times begin now"


def test_who_breathed_enough_says_so_and_who_accepts_by_hand_has() -> None:
    play = Play(preferences=Preferences(queue="all", conversations=3))
    for decides in (wish.EndRest(), wish.AcceptVisitor()):
        ends(play, play.talks_with(PlayedVisitor()))
        waiter = PlayedVisitor("Maan").waiter()
        play.hears(say.WaiterJoined(waiter))
        assert session(play).resting_until is not None
        play.wants(decides)
        assert session(play).resting_until is None
        play.hears(say.WaiterLeft(waiter.conversation, "accepted"))
    assert len(play.spoken(say.Accept)) == 1


def test_there_is_time_to_breathe_after_handing_over_but_not_for_who_only_came_along() -> None:
    play = Play()
    handed, along = play.talks_with(PlayedVisitor()), PlayedVisitor("Maan")
    play.hears(say.MembersWanted(handed.conversation, 1, SAM.claim.person, [play.member]))
    play.hears(say.Left(handed.conversation, "handed_over"))
    assert session(play).rested_with == "Zeester"
    play.wants(wish.EndRest())
    play.hears(say.Opened(play.opened(along, owner=SAM), "along"))
    play.hears(say.Left(along.conversation, "stepped_out"))
    assert session(play).resting_until is None


def test_c6_of_a_visitor_who_withdrew_the_breathing_space_keeps_no_name() -> None:
    play = Play()
    ends(play, play.talks_with(PlayedVisitor()), "withdrawn")
    assert session(play).resting_until == NOW + BREATH
    assert session(play).rested_with == session(play).rested_conversation == ""


def test_a_pause_takes_the_place_of_the_breathing_space() -> None:
    play = Play()
    ends(play, play.talks_with(PlayedVisitor()))
    play.wants(wish.SetPause(True))
    assert session(play).resting_until is None
    play.wants(wish.SetPause(False))
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SetPause(True))
    ends(play, visitor)
    assert session(play).resting_until is None


# ── the end ─────────────────────────────────────────────────────────────────────────────────────


def keeper() -> Play:
    """A console whose vault somebody destroys at the end."""
    play = Play()
    play.state.has_keeper = True
    return play


RECEIPT = Receipt(NOW + 9, NOW, 1, 0, 0, 1, 4, 4_096, is_server_told=True, is_keyring_cleared=True)


def test_t8_a_shift_ends_as_the_server_says_and_is_sealed_once_everything_is_destroyed() -> None:
    play = keeper()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.WriteNote(visitor.conversation, "weg straks"))
    play.wants(wish.WriteNote("", "pad"))
    ends(play, visitor)
    play.wants(wish.LeaveShift())
    assert play.spoken(say.CloseShift) == [say.CloseShift()]
    play.hears(say.ShiftClosed("closed"))
    assert leaving(play) == Leaving("closed", NOW, 2, 0, 0, 1, is_server_told=True)
    assert (session(play).stage, session(play).sealed_why) == ("sealing", "closed")
    assert session(play).shift_until is session(play).shift_began is session(play).shift_planned is None
    seat = play.state.seat
    assert seat is not None
    assert (seat.shift, seat.vault, seat.share) == (None, "", b"")
    play.state.session_is(play.now, sealing=0.4)
    outcome = play.state.sealed(RECEIPT, play.now)
    assert ShiftSealed(RECEIPT) in outcome.changes
    assert leaving(play) is None
    assert session(play).stage == "sealed"


def test_with_conversations_open_only_force_ends_a_shift_and_the_desk_passes_them_on() -> None:
    play = keeper()
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.SendLine(visitor.conversation, "onderweg"))
    play.wants(wish.KeepDraft(visitor.conversation, "half"))
    play.wants(wish.LeaveShift())
    assert (notices(play), play.spoken(say.CloseShift)) == ([("not_now", "close_shift")], [])
    play.wants(wish.LeaveShift(is_forced=True))
    assert play.spoken(say.CloseShift) == [say.CloseShift(is_forced=True)]
    play.hears(say.ShiftClosed("closed"))
    assert leaving(play) == Leaving("closed", NOW, 0, 1, 1, 1, is_server_told=True)
    assert play.state.talks.all == {}


@pytest.mark.parametrize(
    ("is_forced", "code", "is_over"),
    [(False, "not_now", False), (True, "not_now", True), (False, "storage", True)],
)
def test_an_end_that_a_conversation_came_before_is_taken_back_unless_it_was_forced(
    is_forced: bool, code: Literal["not_now", "storage"], is_over: bool
) -> None:
    play = keeper()
    play.wants(wish.LeaveShift(is_forced=is_forced))
    play.talks_with(PlayedVisitor())
    play.hears(say.StaffRefused(code, "close_shift"))
    play.waits(10)
    assert (leaving(play) is not None) is is_over
    assert notices(play) == ([] if is_over else [("not_now", "close_shift")])


@pytest.mark.parametrize("is_forced", [False, True])
def test_t8_without_a_line_the_shift_ends_here_at_once_and_the_server_learns_it_later(
    is_forced: bool,
) -> None:
    play = keeper()
    if is_forced:
        play.talks_with(PlayedVisitor())
    play.drops()
    play.wants(wish.LeaveShift(is_forced=is_forced))
    assert leaving(play) == Leaving("closed", NOW, 0, 0, 0, int(is_forced), is_server_told=False)
    assert play.state.talks.all == {}
    assert (session(play).stage, notices(play)) == ("sealing", [])


def test_t8_a_server_that_does_not_answer_holds_no_shift_open() -> None:
    for breaks in (False, True):
        play = keeper()
        play.wants(wish.LeaveShift())
        if breaks:
            play.drops()
            play.waits(1)
        else:
            play.waits(4)
            assert leaving(play) is None
            play.waits(1)
        assert leaving(play) == Leaving("closed", NOW, 0, 0, 0, 0, is_server_told=False)


def test_t8_at_its_latest_end_a_shift_is_over_with_or_without_the_server() -> None:
    for is_there, seconds in ((True, 60), (False, 0)):
        play = keeper()
        play.talks_with(PlayedVisitor())
        until = session(play).shift_until
        assert until is not None
        if not is_there:
            play.drops()
        play.waits(until + seconds - 1 - play.now)
        assert leaving(play) is None
        play.waits(1)
        assert leaving(play) == Leaving("expired", NOW, 0, 0, 0, 1, is_server_told=False)
        assert session(play).sealed_why == "expired"


def test_t8_nothing_that_was_on_its_way_comes_back_into_a_shift_that_is_over() -> None:
    play = keeper()
    visitor = play.talks_with(PlayedVisitor())
    opened = play.opened(visitor)
    late = (say.Opened(opened, "reopened"), play.shift_opened(opened))
    play.wants(wish.LeaveShift(is_forced=True))
    play.waits(5)
    waiter = PlayedVisitor("Maan").waiter()
    play.hears(*late, say.WaiterJoined(waiter), say.ShiftClosed("expired"))
    assert play.state.talks.all == {}
    assert play.state.waiting.row(waiter.conversation) is None
    assert session(play).sealed_why == "closed"


def test_t8_a_lie_of_the_server_empties_the_console_and_has_the_vault_destroyed() -> None:
    play = keeper()
    play.talks_with(PlayedVisitor())
    play.state.distrust(TrustError("ghost", "member"), play.now)
    assert leaving(play) == Leaving("closed", NOW, 0, 0, 0, 1, is_server_told=False)
    assert play.state.talks.all == {}
    play.state.sealed(RECEIPT, play.now)
    assert session(play).stage == "broken"


def test_t8_signing_out_of_a_running_shift_destroys_what_is_local_first() -> None:
    play = keeper()
    play.wants(wish.WriteNote("", "pad"))
    play.state.sign_out(play.now)
    assert leaving(play) == Leaving("closed", NOW, 1, 0, 0, 0, is_server_told=False)
    assert (session(play).stage, session(play).person) == ("sealing", "")


def test_a_sign_in_that_is_renewed_meanwhile_does_not_hide_what_the_end_has_to_tell() -> None:
    play = keeper()
    play.hears(say.ShiftClosed("expired"))
    play.state.signed_in(admitted(NOOR), play.now)
    assert session(play).stage == "sealing"
    play.state.sealed(RECEIPT, play.now)
    play.state.signed_in(admitted(NOOR, structs.replace(signed_in(NOOR), token=bytes(32))), play.now)
    assert session(play).stage == "sealed"


def test_what_was_locked_stays_locked_when_the_shift_ends_by_itself() -> None:
    play = keeper()
    play.state.session_is(play.now, is_locked=True)
    play.hears(say.ShiftClosed("ended"))
    assert (session(play).stage, session(play).is_locked) == ("sealing", True)


def test_the_next_shift_begins_with_nothing_of_the_one_before() -> None:
    play = keeper()
    play.wants(wish.WindDown(True))
    play.wants(wish.SetPause(True))
    play.hears(say.ShiftClosed("closed"))
    play.state.sealed(RECEIPT, play.now)
    play.now += HOUR
    [opened] = play.state.begin_shift(play.now, takes_over=False).messages
    assert isinstance(opened, say.OpenShift)
    play.shift = opened
    play.hears(play.shift_opened())
    now = session(play)
    assert (now.stage, now.shift_began, now.shift_call) == ("on_shift", NOW + HOUR, "")
    assert not any((now.is_ending, now.is_paused, now.pause_until, now.sealing))


def test_a_clock_that_was_set_shortens_no_patience_with_the_server() -> None:
    play = keeper()
    play.wants(wish.LeaveShift())
    play.now += HOUR
    play.state.clock_jumped(HOUR, play.now)
    play.waits(4)
    assert leaving(play) is None
