"""What the desk does while nobody asks it anything: nothing but what the policy's times say (N3)."""

import pytest

from luwte.protocol.messages import EndConversation, ShiftOpened, WaiterLeft
from luwte.server.effects import CloseOut, CutStaff, CutVisitor, Effect, Forget
from tests.server.plays import Play, name_id

NAMES = ("Ada", "Bo", "Cas", "Dee")
WINDOW = 300


def alone(play: Play, seconds: int) -> list[Effect]:
    """Let the desk's time pass and return all it decided by itself."""
    found: list[Effect] = []
    until = play.now + seconds
    while play.now < until:
        play.now += 10
        effects = play.desk.tick(play.now)
        found += effects
        play.carry_out(effects)
    return found


def ends(effects: list[Effect]) -> list[Effect]:
    return [one for one in effects if isinstance(one, CloseOut | Forget | CutVisitor | CutStaff)]


def test_n3_no_visitor_who_is_there_is_ended_blocked_or_passed_on_by_itself() -> None:
    """Silent for hours, in a conversation or waiting: a person decides."""
    play = Play()
    play.open_shift("Vera")
    conversation = play.talk("Ada", "Vera")
    waiting = play.enter("Bo")
    play.clear()
    effects = alone(play, 2 * 3600)
    assert ends(effects) == []
    assert play.got("Vera", WaiterLeft) == []
    assert play.shelf.rows[conversation].owner == name_id("Vera")
    assert {conversation, waiting} <= set(play.shelf.rows)


def test_n3_the_queue_is_the_order_of_coming_and_nothing_changes_it() -> None:
    play = Play()
    play.open_shift("Vera")
    came = [play.enter(name) for name in NAMES]
    alone(play, 3600)
    play.open_shift("Wim")
    assert [waiter.conversation for waiter in play.last("Wim", ShiftOpened).queue] == came


@pytest.mark.parametrize("late", [False, True])
def test_n3_who_is_away_is_ended_by_the_policys_window_and_by_nothing_else(late: bool) -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.talk("Ada", "Vera")
    other = play.talk("Bo", "Vera")
    play.drop("Ada")
    ended = ends(alone(play, WINDOW + (20 if late else 0)))
    assert bool(ended) is late
    assert (conversation not in play.shelf.rows) is late
    assert other in play.shelf.rows


def test_n3_it_takes_a_persons_word_to_end_a_conversation() -> None:
    play = Play()
    play.open_shift("Vera")
    conversation = play.talk("Ada", "Vera")
    assert ends(alone(play, 1800)) == []
    play.says("Vera", EndConversation(conversation=conversation, is_silent=True))
    assert conversation not in play.shelf.rows
