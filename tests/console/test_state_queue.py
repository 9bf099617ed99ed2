"""The waiting room: calm modes, the alarm at 0, 20, 40 s, silence at any accept, never while paused."""

import pytest

from luwte.console.state import AlarmRang, AlarmSilenced, NoticeRaised, QueueChanged
from luwte.console.state import intentions as wish
from luwte.console.state.rows import QueueMode
from luwte.protocol import messages as say
from luwte.protocol.parts import Waiter
from luwte.settings import Preferences
from tests.console.helpline import INTAKE, Play, PlayedVisitor
from tests.wire.helpline import NOW


def rings(play: Play) -> list[object]:
    """What could be heard so far: the steps, and "silent"."""
    return [
        change.step if isinstance(change, AlarmRang) else "silent"
        for change in play.changes
        if isinstance(change, AlarmRang | AlarmSilenced)
    ]


def test_a_waiting_visitor_rings_at_0_20_and_40_seconds_and_then_no_more() -> None:
    play = Play()
    play.hears(say.WaiterJoined(PlayedVisitor().waiter()))
    assert rings(play) == [0]
    heard_at = [
        second
        for second in range(1, 120)
        if any(isinstance(change, AlarmRang) for change in play.waits(1).changes)
    ]
    assert heard_at == [20, 40]
    assert rings(play) == [0, 1, 2]


def test_any_accept_silences_it_in_the_same_step() -> None:
    play = Play()
    visitor, other = PlayedVisitor(), PlayedVisitor("Maan")
    play.hears(say.WaiterJoined(visitor.waiter()))
    play.waits(5)
    play.hears(say.WaiterJoined(other.waiter()))
    outcome = play.hears(say.WaiterLeft(visitor.conversation, "accepted"))
    assert any(isinstance(change, AlarmSilenced) for change in outcome.changes)
    play.forget()
    play.waits(19)
    assert rings(play) == []
    play.waits(1)
    assert rings(play) == [1], "who still waits rings at their own next time"


def test_an_own_accept_silences_it_before_the_server_answers() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.WaiterJoined(visitor.waiter()))
    play.wants(wish.AcceptVisitor(visitor.conversation))
    assert rings(play) == [0, "silent"]
    assert play.spoken(say.Accept) == [say.Accept(visitor.conversation)]


def test_it_never_rings_for_who_pauses_is_full_offline_or_wants_to_see_nothing() -> None:
    paused = Play()
    paused.wants(wish.SetPause(is_on=True))
    full = Play()
    full.talks_with(PlayedVisitor("een"))
    full.wants(wish.SetLimit(1))
    away = Play()
    away.drops()
    blind = Play(preferences=Preferences(queue="nothing"))
    for play in (paused, full, away, blind):
        play.forget()
        play.hears(say.WaiterJoined(PlayedVisitor().waiter()))
        for _ in range(60):
            play.waits(1)
        assert rings(play) == []


def test_a_pause_silences_it_and_its_times_begin_anew_after_the_pause() -> None:
    play = Play()
    play.hears(say.WaiterJoined(PlayedVisitor().waiter()))
    play.wants(wish.SetPause(is_on=True))
    play.waits(30)
    assert rings(play) == [0, "silent"]
    play.wants(wish.SetPause(is_on=False))
    play.waits(20)
    assert rings(play) == [0, "silent", 0, 1]


def test_a_lost_line_silences_it_and_a_return_does_not_ring_the_same_step_again() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.WaiterJoined(visitor.waiter()))
    play.drops()
    assert rings(play) == [0, "silent"]


def test_who_lost_their_line_does_not_ring_until_they_are_back() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.WaiterJoined(visitor.waiter(is_here=False)))
    play.waits(30)
    assert rings(play) == []
    play.hears(say.WaiterPresence(visitor.conversation, is_here=True))
    assert rings(play) == [0]


@pytest.mark.parametrize(
    ("mode", "someone", "names"),
    [("nothing", False, []), ("someone", True, []), ("all", True, ["Zeester", "Maan"])],
)
def test_the_calm_modes_show_nothing_someone_or_all(mode: QueueMode, someone: bool, names: list[str]) -> None:
    play = Play()
    play.wants(wish.SetQueueMode(mode))
    play.hears(say.WaiterJoined(PlayedVisitor("Maan").waiter(since=NOW + 5)))
    play.hears(say.WaiterJoined(PlayedVisitor().waiter()))
    queue = play.heard(QueueChanged)[-1].queue
    assert (queue.mode, queue.someone_waits, [waiter.nickname for waiter in queue.waiters]) == (
        mode,
        someone,
        names,
    )


def test_accepting_nobody_in_particular_takes_who_waits_longest_and_is_there() -> None:
    play = Play()
    gone, first, second = PlayedVisitor("weg"), PlayedVisitor("eerst"), PlayedVisitor("dan")
    play.hears(say.WaiterJoined(second.waiter(since=NOW + 9)))
    play.hears(say.WaiterJoined(first.waiter(since=NOW + 5)))
    play.hears(say.WaiterJoined(gone.waiter(since=NOW, is_here=False)))
    play.wants(wish.AcceptVisitor())
    play.wants(wish.AcceptVisitor())
    assert play.spoken(say.Accept) == [say.Accept(first.conversation), say.Accept(second.conversation)]


def test_a_colleague_was_first_is_told_and_the_next_may_be_accepted() -> None:
    play = Play()
    visitor = PlayedVisitor()
    play.hears(say.WaiterJoined(visitor.waiter()))
    play.wants(wish.AcceptVisitor(visitor.conversation))
    play.hears(say.StaffRefused("taken", "accept", visitor.conversation))
    assert [change.notice.code for change in play.heard(NoticeRaised)] == ["taken"]
    assert play.heard(QueueChanged)[-1].queue.can_accept


def test_words_that_do_not_open_are_shown_as_such_and_can_still_be_accepted() -> None:
    play = Play(preferences=Preferences(queue="all"))
    waiter = PlayedVisitor().waiter()
    broken = Waiter(
        waiter.conversation, waiter.since, waiter.visitor_key, INTAKE.claim.key, bytes(64), is_here=True
    )
    play.hears(say.WaiterJoined(broken))
    [row] = play.heard(QueueChanged)[-1].queue.waiters
    assert (row.nickname, row.is_readable) == ("", False)


def test_pause_and_limit_are_said_again_after_every_return() -> None:
    play = Play()
    play.wants(wish.SetPause(is_on=True))
    play.wants(wish.SetLimit(4))
    play.drops()
    play.forget()
    play.returns()
    assert play.spoken(say.Pause) == [say.Pause(is_on=True)]
    assert play.spoken(say.Limit) == [say.Limit(4)]
