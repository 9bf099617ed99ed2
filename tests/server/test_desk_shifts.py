"""Consoles that drop, return, restart, expire; people who are removed; and the server's own restart."""

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from luwte.protocol.messages import (
    Answer,
    AskAlong,
    Asked,
    CloseShift,
    Colleagues,
    Draining,
    Ended,
    HandOver,
    KeysArrived,
    Left,
    Lines,
    LineStored,
    Members,
    MembersWanted,
    Opened,
    Pause,
    ShiftClosed,
    ShiftOpened,
    StaffRefused,
    StaffState,
    VisitorDraining,
    VisitorEnded,
    WaiterJoined,
    WaiterLeft,
    WaiterPresence,
    Withdraw,
)
from luwte.server.effects import SendResumed, SendStaffLines
from tests.server.plays import Play, member, name_id, shifts_of, token


def talking(*others: str) -> tuple[Play, str]:
    play = Play()
    play.open_shift("Vera")
    for person in others:
        play.open_shift(person)
    conversation = play.talk("Ada", "Vera")
    play.visitor_writes("Ada", conversation)
    return play, conversation


def states(play: Play, visitor: str) -> list[str]:
    return [each.state for each in play.visitor_got(visitor, StaffState)]


def bring_along(play: Play, person: str, conversation: str) -> None:
    play.says("Vera", AskAlong(conversation=conversation, to=name_id(person)))
    play.says(person, Answer(request=play.last(person, Asked).request.request, is_yes=True))
    play.give_keys("Ada")


def test_a_shift_begins_with_queue_colleagues_and_ones_own_conversations() -> None:
    play, conversation = talking()
    waiting = play.enter("Bo")
    play.open_shift("Wim")
    opened = play.last("Wim", ShiftOpened)
    assert [each.conversation for each in opened.queue] == [waiting]
    assert opened.conversations == []
    assert len(play.last("Wim", Colleagues).people) == 2
    play.staff_drops("Vera")
    play.staff_returns("Vera")
    mine = play.last("Vera", ShiftOpened).conversations
    assert [each.conversation for each in mine] == [conversation]
    assert mine[0].offer == play.shelf.offers[conversation]
    assert mine[0].last == 1


def test_colleagues_see_who_is_available_busy_paused_or_away() -> None:
    play, _ = talking("Wim")

    def state() -> str:
        return play.last("Wim", Colleagues).people[0].state

    assert state() == "available"
    play.talk("Bo", "Vera")
    assert state() == "busy"
    play.says("Vera", Pause(is_on=True))
    assert state() == "paused"
    play.staff_drops("Vera")
    assert state() == "away"


def test_a_dropped_console_keeps_its_conversations_and_the_visitor_is_told_the_truth() -> None:
    play, conversation = talking()
    play.staff_drops("Vera")
    assert states(play, "Ada")[-1] == "reconnecting"
    play.visitor_writes("Ada", conversation)
    assert play.last_to_visitor("Ada", LineStored).number == 2
    play.wait(299)
    play.staff_returns("Vera")
    assert states(play, "Ada")[-1] == "here"
    assert len(play.visitor_got("Ada", Members)) == 1


def test_the_same_shift_opened_again_is_a_console_that_came_back() -> None:
    play, _ = talking()
    play.staff_drops("Vera")
    play.open_shift("Vera")
    assert states(play, "Ada")[-1] == "here"
    assert len(play.shelf.shifts) == 1
    assert len(play.visitor_got("Ada", Members)) == 1


def test_a_renewed_certificate_of_the_same_shift_is_shown_from_then_on_without_new_keys() -> None:
    play, conversation = talking("Wim")
    row = play.shelf.shifts[play.shift_of["Vera"]]
    anew = structs.replace(row.member.shift, signature=bytes([1]) * 64)
    renewed = replace(row, member=structs.replace(row.member, shift=anew))
    play.carry_out(play.desk.shift_opened(renewed, play.now))
    assert play.shelf.shifts[row.shift].member == renewed.member
    assert play.shelf.rows[conversation].readers[0].member == renewed.member
    assert renewed.member in [each.member for each in play.last("Wim", Colleagues).people]
    assert len(play.visitor_got("Ada", Members)) == 1


@pytest.mark.parametrize("change", [{"person": name_id("Wim")}, {"member": member("another key")}])
def test_a_running_shift_never_passes_to_another_person_or_key(change: dict[str, Any]) -> None:
    """T4: the session refuses it; should it ever come so far, the desk decides nothing."""
    play, conversation = talking("Wim")
    row = play.shelf.shifts[play.shift_of["Vera"]]
    with pytest.raises(ValueError, match="its person and its key"):
        play.desk.shift_opened(replace(row, **change), play.now)
    assert play.shelf.rows[conversation].readers[0].member == row.member


def test_a_restarted_console_gets_every_conversation_back_under_its_new_key() -> None:
    play, conversation = talking()
    play.staff_drops("Vera")
    new = play.open_shift("Vera", shift="second shift")
    assert [each.conversation for each in play.last("Vera", ShiftOpened).conversations] == [conversation]
    assert play.last("Vera", ShiftOpened).conversations[0].offer is None
    assert shifts_of(play.last_to_visitor("Ada", Members).members) == [new]
    play.visitor_writes("Ada", conversation)
    assert not play.got("Vera", Lines)
    play.give_keys("Ada")
    assert play.last("Vera", KeysArrived).offer.epoch == 1
    assert play.last("Vera", SendStaffLines) == SendStaffLines(new, conversation, 0, 2)
    assert not play.got("Vera", Left)
    assert "left" not in states(play, "Ada")


@pytest.mark.parametrize("is_noticed", [True, False])
def test_c6_a_console_that_takes_over_learns_who_withdrew_while_the_one_before_was_dead(
    is_noticed: bool,
) -> None:
    """A computer without power says nothing: its line may still stand."""
    play, conversation = talking()
    if is_noticed:
        play.staff_drops("Vera")
    play.visitor_says("Ada", Withdraw())
    play.clear()
    for shift in ("second shift", "third shift"):
        play.open_shift("Vera", shift=shift)
        assert play.got("Vera", Ended) == [Ended(conversation=conversation, why="withdrawn")]
        assert play.last("Vera", ShiftOpened).conversations == []


def test_a_second_console_takes_over_only_after_asking() -> None:
    play, _ = talking()
    former = play.shift_of["Vera"]
    person = name_id("Vera")
    assert play.desk.may_open_shift(person, takes_over=False) == "shift_elsewhere"
    assert play.desk.may_open_shift(person, takes_over=True) is None
    play.open_shift("Vera", shift="second shift")
    assert play.to_shift[former][-1] == ShiftClosed(why="taken_over")
    assert former not in play.shelf.shifts
    assert play.desk.shift_of(person) == play.shift_of["Vera"]


def test_a_console_that_is_away_need_not_be_asked_about() -> None:
    play, _ = talking()
    play.staff_drops("Vera")
    assert play.desk.may_open_shift(name_id("Vera"), takes_over=False) is None


def test_a_shift_closes_only_when_nobody_depends_on_it() -> None:
    play, _ = talking("Wim")
    play.says("Vera", CloseShift())
    assert play.last("Vera", StaffRefused).code == "not_now"
    play.says("Wim", CloseShift())
    assert play.last("Wim", ShiftClosed).why == "closed"
    assert play.desk.shift_of(name_id("Wim")) is None


def test_who_must_go_all_the_same_leaves_the_visitor_to_everybody_at_once() -> None:
    """T8: a computer that is needed for something else is no reason to keep its notes readable."""
    play, conversation = talking("Wim")
    play.says("Vera", CloseShift(is_forced=True))
    assert play.last("Vera", ShiftClosed).why == "closed"
    assert play.last("Wim", WaiterJoined).waiter.conversation == conversation
    assert states(play, "Ada")[-1] == "reconnecting"
    play.accept("Wim", conversation)
    play.give_keys("Ada")
    assert play.shelf.rows[conversation].owner == name_id("Wim")
    assert play.shelf.vaults.get(name_id("Vera")) is None


def test_a_visitor_whose_volunteer_stays_away_comes_to_the_head_of_everybodys_queue() -> None:
    play, conversation = talking("Wim")
    play.enter("Bo")
    play.staff_drops("Vera")
    play.wait(301)
    play.wait(10)
    assert play.last("Wim", WaiterJoined).waiter.conversation == conversation
    assert (
        len([each for each in play.got("Wim", WaiterJoined) if each.waiter.conversation == conversation]) == 2
    )
    play.open_shift("Xena")
    queue = [each.conversation for each in play.last("Xena", ShiftOpened).queue]
    assert queue[0] == conversation
    play.accept("Wim", conversation)
    assert play.last("Wim", Opened).conversation.conversation == conversation
    play.give_keys("Ada")
    row = play.shelf.rows[conversation]
    assert (row.owner, row.epoch) == (name_id("Wim"), 1)
    assert states(play, "Ada")[-1] == "left"


def test_a_rescue_does_not_push_anybody_back_in_the_queue() -> None:
    play, _ = talking("Wim")
    play.enter("Bo")
    play.clear()
    play.staff_drops("Vera")
    play.wait(301)
    play.drop("Bo")
    play.hello("Bo")
    assert {each.position for each in play.to_visitor[token("Bo")] if hasattr(each, "position")} == {1}


def test_a_volunteer_who_returns_before_anybody_accepted_takes_the_visitor_back() -> None:
    play, conversation = talking("Wim")
    play.staff_drops("Vera")
    play.wait(301)
    play.drop("Ada")
    assert play.last("Wim", WaiterPresence).conversation == conversation
    play.hello("Ada")
    play.staff_returns("Vera")
    assert play.last("Wim", WaiterLeft).conversation == conversation
    assert play.last("Vera", ShiftOpened).queue == []
    play.accept("Wim", conversation)
    assert play.last("Wim", StaffRefused).code == "taken"
    play.writes("Vera", conversation)
    assert len(play.shelf.lines[conversation]) == 2


def test_a_restarted_console_takes_the_lost_visitor_back_too() -> None:
    play, conversation = talking("Wim")
    play.staff_drops("Vera")
    play.wait(301)
    play.open_shift("Vera", shift="second shift")
    assert play.last("Wim", WaiterLeft).conversation == conversation
    play.give_keys("Ada")
    play.writes("Vera", conversation, epoch=1)
    assert len(play.shelf.lines[conversation]) == 2


def test_a_colleague_who_is_along_takes_over_from_a_console_that_stays_away() -> None:
    play, conversation = talking("Wim")
    bring_along(play, "Wim", conversation)
    play.staff_drops("Vera")
    play.wait(301)
    assert play.last("Wim", MembersWanted).owner == name_id("Wim")
    assert shifts_of(play.last_to_visitor("Ada", Members).members) == [play.shift_of["Wim"]]
    play.give_keys("Ada")
    play.staff_returns("Vera")
    assert play.last("Vera", ShiftOpened).conversations == []


def test_an_agreed_hand_over_survives_the_loss_of_the_former_owner() -> None:
    play, conversation = talking("Wim")
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    play.says("Wim", Answer(request=play.last("Wim", Asked).request.request, is_yes=True))
    play.carry_out(play.desk.person_removed(name_id("Vera"), play.now))
    play.give_keys("Ada")
    assert play.shelf.rows[conversation].owner == name_id("Wim")


def test_an_agreed_hand_over_whose_taker_is_lost_goes_back_to_the_owner() -> None:
    play, conversation = talking("Wim")
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    play.says("Wim", Answer(request=play.last("Wim", Asked).request.request, is_yes=True))
    play.carry_out(play.desk.person_removed(name_id("Wim"), play.now))
    play.give_keys("Ada")
    row = play.shelf.rows[conversation]
    assert (row.owner, row.next_owner) == (name_id("Vera"), name_id("Vera"))


def test_an_agreed_hand_over_whose_taker_is_lost_waits_for_anybody_while_the_owner_is_away() -> None:
    play, conversation = talking("Wim")
    play.says("Vera", HandOver(conversation=conversation, to=name_id("Wim")))
    play.says("Wim", Answer(request=play.last("Wim", Asked).request.request, is_yes=True))
    play.staff_drops("Vera")
    play.carry_out(play.desk.person_removed(name_id("Wim"), play.now))
    row = play.shelf.rows[conversation]
    assert (row.owner, row.next_owner, row.wanted) == (None, None, ())
    play.staff_returns("Vera")
    assert play.last("Vera", WaiterLeft).conversation == conversation
    play.give_keys("Ada")
    assert play.shelf.rows[conversation].owner == name_id("Vera")
    play.writes("Vera", conversation, epoch=play.shelf.rows[conversation].epoch)
    assert len(play.shelf.lines[conversation]) == 2


def test_a_removed_person_is_cut_at_once_and_reads_nothing_more() -> None:
    play, conversation = talking("Wim")
    removed = play.shift_of["Vera"]
    play.carry_out(play.desk.person_removed(name_id("Vera"), play.now))
    assert removed in play.cut
    assert play.last("Wim", WaiterJoined).waiter.conversation == conversation
    assert states(play, "Ada")[-1] == "reconnecting"
    play.clear()
    play.visitor_writes("Ada", conversation)
    play.writes("Vera", conversation)
    assert not play.to_shift[removed]
    play.accept("Wim", conversation)
    assert [seal.shift for seal in play.give_keys("Ada").seals] == [play.shift_of["Wim"]]
    assert play.last("Wim", SendStaffLines).through == 2


def test_removing_somebody_who_came_along_asks_for_new_keys() -> None:
    play, conversation = talking("Wim")
    bring_along(play, "Wim", conversation)
    play.carry_out(play.desk.person_removed(name_id("Wim"), play.now))
    assert shifts_of(play.last_to_visitor("Ada", Members).members) == [play.shift_of["Vera"]]
    play.writes("Vera", conversation, epoch=1)
    assert len(play.shelf.lines[conversation]) == 2


def test_an_expired_shift_loses_its_conversations_to_the_queue() -> None:
    play, conversation = talking()
    play.open_shift("Wim", hours=12)
    play.wait(8 * 3_600)
    assert play.last("Vera", ShiftClosed).why == "expired"
    assert play.last("Wim", WaiterJoined).waiter.conversation == conversation


def test_outside_opening_hours_a_lost_visitor_is_told_when_the_last_shift_is_over() -> None:
    """C9"""
    play, conversation = talking()
    play.house(is_open=False)
    play.carry_out(play.desk.person_removed(name_id("Vera"), play.now))
    play.wait(1)
    assert play.last_to_visitor("Ada", VisitorEnded).why == "closed"
    assert conversation in play.shelf.closed_out


def test_after_a_restart_everybody_has_the_full_window_again() -> None:
    """C3"""
    play, conversation = talking()
    waiting = play.enter("Bo")
    play.drop("Ada")
    play.wait(290)
    play.restart()
    play.wait(299)
    assert {conversation, waiting} <= set(play.shelf.rows)
    play.staff_returns("Vera")
    play.hello("Ada")
    assert play.last_to_visitor("Ada", SendResumed).stage == "talking"
    play.writes("Vera", conversation)
    play.wait(2)
    assert set(play.shelf.rows) == {conversation}
    assert play.shelf.forgotten == {waiting}


def test_after_a_restart_the_queue_keeps_its_order_and_newcomers_stand_behind() -> None:
    play, _ = talking()
    waiting = [play.enter(visitor) for visitor in ("Bo", "Cy")]
    play.restart()
    waiting.append(play.enter("Di"))
    play.staff_returns("Vera")
    assert [each.conversation for each in play.last("Vera", ShiftOpened).queue] == waiting


def test_after_a_restart_a_pending_question_for_keys_is_asked_again() -> None:
    play, conversation = talking()
    play.open_shift("Vera", shift="second shift")
    play.restart()
    play.staff_returns("Vera")
    play.hello("Ada")
    assert play.give_keys("Ada").epoch == 1
    play.writes("Vera", conversation, epoch=1)
    assert len(play.shelf.lines[conversation]) == 2


def test_after_a_restart_a_lost_conversation_is_still_in_the_queue() -> None:
    play, conversation = talking("Wim")
    play.carry_out(play.desk.person_removed(name_id("Vera"), play.now))
    play.restart()
    play.hello("Ada")
    play.staff_returns("Wim")
    assert [each.conversation for each in play.last("Wim", ShiftOpened).queue] == [conversation]
    play.accept("Wim", conversation)
    play.give_keys("Ada")
    assert play.shelf.rows[conversation].owner == name_id("Wim")


def test_a_pause_and_a_limit_survive_a_restart() -> None:
    play, _ = talking()
    play.says("Vera", Pause(is_on=True))
    play.restart()
    play.staff_returns("Vera")
    assert play.last("Vera", Colleagues).people[0].state == "paused"


def test_draining_tells_everybody() -> None:
    play, _ = talking()
    play.carry_out(play.desk.drain(play.now))
    assert play.got("Vera", Draining)
    assert play.visitor_got("Ada", VisitorDraining)


def test_events_for_a_shift_that_is_over_change_nothing() -> None:
    play, conversation = talking()
    play.carry_out(play.desk.person_removed(name_id("Vera"), play.now))
    for event in (play.staff_drops, play.staff_returns):
        event("Vera")
        assert not play.effects
    play.writes("Vera", conversation)
    assert not play.effects
