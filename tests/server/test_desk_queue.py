"""The queue: fair, honest, one place per visitor; and accepting, with one winner."""

import pytest

from luwte.protocol.messages import (
    Accept,
    HouseState,
    Limit,
    Members,
    Opened,
    Pause,
    QuickExit,
    StaffRefused,
    VisitorEnd,
    VisitorRefused,
    WaiterJoined,
    WaiterLeft,
    WaiterPresence,
    Waiting,
    Withdraw,
)
from luwte.server.effects import SendResumed, StoreConversation, StoreWords
from tests.server.plays import Play, entering, shifts_of, token


def positions(play: Play, visitor: str) -> list[int]:
    return [each.position for each in play.visitor_got(visitor, Waiting)]


def test_everybody_on_shift_hears_of_a_newcomer_and_the_visitor_hears_their_place() -> None:
    """C9"""
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    assert play.last("Vera", WaiterJoined).waiter.conversation == conversation
    assert play.last_to_visitor("Ada", Waiting) == Waiting(position=1, volunteers=1)


def test_entered_is_said_in_the_list_that_stores_the_visitor() -> None:
    play = Play()
    play.enter("Ada")
    kinds = {type(effect) for effect in play.effects}
    assert {StoreConversation, StoreWords} <= kinds


def test_places_follow_arrival_and_only_shrink_when_somebody_in_front_goes() -> None:
    play = Play()
    play.open_shift("Vera")
    for visitor in ("Ada", "Bo", "Cy"):
        play.enter(visitor)
    play.visitor_says("Ada", VisitorEnd())
    assert positions(play, "Bo") == [2, 1]
    assert positions(play, "Cy") == [3, 2]


def test_the_number_of_volunteers_tells_the_truth_about_pauses_and_dropped_consoles() -> None:
    """C9"""
    play = Play()
    play.open_shift("Vera")
    play.open_shift("Wim")
    play.enter("Ada")
    play.says("Vera", Pause(is_on=True))
    play.staff_drops("Wim")
    assert [each.volunteers for each in play.visitor_got("Ada", Waiting)] == [2, 1, 0]


def test_a_browser_waits_in_one_place_only() -> None:
    play = Play()
    play.enter("Ada")
    play.visitor_says("Ada", entering("Ada"))
    assert play.last_to_visitor("Ada", VisitorRefused).code == "not_now"
    assert len(play.shelf.rows) == 1


def test_a_full_queue_lets_nobody_in_and_says_so_to_the_consoles() -> None:
    play = Play()
    play.open_shift("Vera")
    for number in range(5):
        play.enter(f"visitor {number}")
    play.hello("Ada")
    play.visitor_says("Ada", entering("Ada"))
    assert play.last_to_visitor("Ada", VisitorRefused).code == "full"
    assert play.desk.house_state() == ("full", None)
    assert play.last("Vera", HouseState).state == "full"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"is_open": False, "opens_at": 5}, "closed"),
        ({"intake": frozenset()}, "closed"),
        ({"archive": {}}, "closed"),
        ({"policy_version": 4}, "old_policy"),
        ({"intake": frozenset({"another key"})}, "key_missing"),
    ],
)
def test_nobody_is_let_in_while_the_house_cannot_keep_its_promises(
    changes: dict[str, object], code: str
) -> None:
    """C10: consent holds for the present policy only; without this week's keys the line is closed."""
    play = Play()
    play.house(**changes)
    play.hello("Ada")
    play.visitor_says("Ada", entering("Ada"))
    assert play.last_to_visitor("Ada", VisitorRefused).code == code
    assert not play.shelf.rows


def test_a_paused_house_keeps_who_waits_and_lets_nobody_new_in() -> None:
    play = Play()
    waiting = play.enter("Ada")
    play.carry_out(play.desk.house_paused(True, play.now))
    play.hello("Bo")
    play.visitor_says("Bo", entering("Bo"))
    assert play.last_to_visitor("Bo", VisitorRefused).code == "paused"
    assert waiting in play.shelf.rows
    play.restart()
    assert play.desk.house_state() == ("paused", None)


def test_closing_time_keeps_who_waits_until_the_last_shift_is_over() -> None:
    """C9: whoever waits is answered or told, never left before a dark screen."""
    play = Play()
    play.open_shift("Vera", hours=1)
    waiting = play.enter("Ada")
    play.house(is_open=False)
    assert waiting in play.shelf.rows
    play.wait(3_600)
    assert play.shelf.forgotten == {waiting}


def test_a_running_conversation_goes_on_after_closing_time() -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.talk("Ada", "Vera")
    play.house(is_open=False)
    play.visitor_writes("Ada", conversation)
    assert len(play.shelf.lines[conversation]) == 1


def test_twenty_consoles_accept_one_visitor_and_one_wins() -> None:
    play = Play()
    people = [f"volunteer {number}" for number in range(20)]
    for person in people:
        play.open_shift(person)
    conversation = play.enter("Ada")
    for person in people:
        play.accept(person, conversation)
    winners = [person for person in people if play.got(person, Opened)]
    assert winners == people[:1]
    for person in people[1:]:
        assert play.last(person, StaffRefused).code == "taken"
        assert play.last(person, WaiterLeft) == WaiterLeft(conversation=conversation, why="accepted")
    assert shifts_of(play.last_to_visitor("Ada", Members).members) == [play.shift_of[people[0]]]


def test_accepting_again_after_a_lost_answer_opens_the_same_conversation() -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.accept("Vera", conversation)
    play.accept("Vera", conversation)
    assert len(play.got("Vera", Opened)) == 2
    assert len(play.visitor_got("Ada", Members)) == 1


def test_the_personal_limit_holds_and_may_be_raised_up_to_the_houses() -> None:
    play = Play()
    play.open_shift("Vera")
    conversations = [play.enter(f"visitor {number}") for number in range(5)]
    for conversation in conversations[:3]:
        play.accept("Vera", conversation)
    assert play.last("Vera", StaffRefused).code == "at_limit"
    play.says("Vera", Limit(conversations=15))
    for conversation in conversations[2:]:
        play.accept("Vera", conversation)
    assert len(play.got("Vera", Opened)) == 4


def test_who_pauses_accepts_nobody_until_the_pause_is_over() -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.says("Vera", Pause(is_on=True))
    play.accept("Vera", conversation)
    assert play.last("Vera", StaffRefused).code == "not_now"
    play.says("Vera", Pause(is_on=False))
    play.accept("Vera", conversation)
    assert play.got("Vera", Opened)


def test_nobody_is_accepted_without_this_weeks_archive_key() -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.house(archive={})
    play.accept("Vera", conversation)
    assert play.last("Vera", StaffRefused).code == "key_missing"
    assert conversation in play.shelf.rows


def test_an_unknown_conversation_is_refused_with_the_message_it_was_about() -> None:
    play = Play()
    play.open_shift("Vera")
    unknown = play.shift_of["Vera"]
    play.says("Vera", Accept(conversation=unknown))
    assert play.last("Vera", StaffRefused) == StaffRefused(
        code="unknown_conversation", what="accept", conversation=unknown
    )


def test_a_waiting_visitor_who_drops_keeps_the_place_and_comes_back_to_it() -> None:
    """C3"""
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.enter("Bo")
    play.drop("Ada")
    assert play.last("Vera", WaiterPresence) == WaiterPresence(conversation=conversation, is_here=False)
    play.wait(299)
    play.hello("Ada")
    assert play.last_to_visitor("Ada", SendResumed) == SendResumed(
        visitor=token("Ada"), conversation=conversation, stage="waiting", last=0, was_away=299, is_fresh=True
    )
    assert positions(play, "Ada") == [1, 1]
    assert positions(play, "Bo") == [2]
    assert play.last("Vera", WaiterPresence).is_here


def test_a_waiting_visitor_who_stays_away_loses_the_place_and_leaves_nothing() -> None:
    """C3"""
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.drop("Ada")
    play.wait(301)
    assert play.last("Vera", WaiterLeft) == WaiterLeft(conversation=conversation, why="window")
    assert play.shelf.forgotten == {conversation}
    assert not play.desk.is_live(token("Ada"))


@pytest.mark.parametrize(
    ("message", "why"), [(VisitorEnd(), "left"), (QuickExit(), "left"), (Withdraw(), "withdrawn")]
)
def test_leaving_the_queue_stops_every_alarm_and_leaves_nothing(
    message: VisitorEnd | QuickExit | Withdraw, why: str
) -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.visitor_says("Ada", message)
    assert play.last("Vera", WaiterLeft).why == why
    assert play.shelf.forgotten == {conversation}
    assert not play.shelf.words


def test_while_the_server_drains_nobody_enters_or_is_accepted() -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.enter("Ada")
    play.carry_out(play.desk.drain(play.now))
    play.accept("Vera", conversation)
    assert play.last("Vera", StaffRefused).code == "draining"
    play.hello("Bo")
    play.visitor_says("Bo", entering("Bo"))
    assert play.last_to_visitor("Bo", VisitorRefused).code == "draining"
