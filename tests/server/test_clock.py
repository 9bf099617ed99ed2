"""Clock jumps: whoever sets the system clock ends no window early, and erasing waits until it is right."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.server.clock import SteadyClock, passed
from tests.server.running import PATIENCE, VERA, Clock, Talk, helpline, running, staff, talking, visitor

DAY = 86_400
WINDOW = 300


@dataclass
class WatchedClock(Clock):
    """Notices that the server compares the two clocks, which it does once in every tick."""

    looked: asyncio.Event = field(default_factory=asyncio.Event)

    def wall(self) -> int:
        self.looked.set()
        return super().wall()

    async def tick(self, talk: Talk) -> None:
        """Wait until the server has noticed the time, and what it did about it is on disk."""
        self.looked.clear()
        async with asyncio.timeout(PATIENCE):
            await self.looked.wait()
            # An answer leaves after everything that was wanted before it.
            await talk.noor.say(say.CatchUp(new_id(), 0))
            while not isinstance(await talk.noor.hear(), say.StaffRefused):
                pass


@pytest.mark.parametrize("jump", [-10 * 365 * DAY, -3_600, -301, 301, 3_600, DAY, 10 * 365 * DAY])
def test_a_clock_that_was_set_changes_no_second_and_is_noticed(jump: int) -> None:
    system = Clock()
    clock = system.steady()
    began = clock()
    system.set_ahead = jump
    assert clock() == began
    assert (clock.seconds_apart, clock.is_sound) == (jump, False)
    system.now += 60
    assert clock() == began + 60
    system.set_ahead = 0
    assert clock.is_sound


@pytest.mark.parametrize("apart", [-300, -1, 0, 1, 300])
def test_a_few_minutes_apart_are_no_alarm(apart: int) -> None:
    system = Clock()
    clock = system.steady()
    system.set_ahead = apart
    assert clock.is_sound


def test_seconds_are_whole_and_never_ahead_of_the_time() -> None:
    clock = SteadyClock(lambda: 1_000.9, iter((0.25, 0.3, 0.45)).__next__)
    assert [clock(), clock()] == [1_000, 1_001]


def test_what_has_passed_is_told_by_this_computer_and_never_runs_backwards() -> None:
    first = passed()
    assert first <= passed()
    assert SteadyClock(time.time, lambda: first).is_sound


@pytest.mark.parametrize("jump", [3_600, 40 * DAY, -3_600, -40 * DAY])
async def test_a_jump_of_the_system_clock_ends_no_window_and_no_shift(tmp_path: Path, jump: int) -> None:
    """C3: five minutes are five minutes, whatever the operator's computer says."""
    clock = WatchedClock()
    async with running(tmp_path, clock=clock) as server:
        await helpline(server)
        async with talking(server) as talk:
            await say_and_drop(talk)
            clock.set_ahead = jump
            clock.now += WINDOW - 1
            await clock.tick(talk)
            async with visitor(server, talk.visitor.cookie) as again:
                resumed = await again.until(say.Resumed)
                assert (resumed.stage, resumed.last, resumed.was_away) == ("talking", 1, WINDOW - 1)


@pytest.mark.parametrize("jump", [400, -400, 40 * DAY])
async def test_while_the_clock_is_wrong_nothing_is_erased_and_the_alarm_is_told_once(
    tmp_path: Path, jump: int, caplog: pytest.LogCaptureFixture
) -> None:
    clock = WatchedClock()
    async with running(tmp_path, clock=clock) as server:
        await helpline(server)
        async with talking(server) as talk:
            await say_and_drop(talk)
            before = erasable(tmp_path)
            clock.set_ahead = jump
            await clock.tick(talk)
            clock.now += 2 * 3_600
            await clock.tick(talk)
            assert erasable(tmp_path) == before
            assert told(caplog) == [f"clock_jumped seconds={jump}"]

            clock.set_ahead = 0
            assert (await talk.noor.until(say.Ended)).why == "window"
            assert told(caplog) == [f"clock_jumped seconds={jump}", "clock_right_again seconds=0"]
    assert transcripts(tmp_path) == 1


async def test_coordinators_are_told_of_a_wrong_clock_and_nobody_else(tmp_path: Path) -> None:
    clock = WatchedClock()
    async with running(tmp_path, clock=clock) as server:
        await helpline(server)
        async with talking(server) as talk, staff(server) as vera:
            assert isinstance(await vera.sign_in(VERA, clock.now + 30), say.SignedIn)
            await vera.open_shift(VERA)
            clock.set_ahead = 400
            assert not (await vera.until(say.ClockChanged)).is_right
            # A console that comes back hears it again; one tick more tells nobody anything.
            await vera.open_shift(VERA)
            assert not (await vera.until(say.ClockChanged)).is_right
            await clock.tick(talk)
            clock.set_ahead = 0
            assert (await vera.until(say.ClockChanged)).is_right
            await vera.open_shift(VERA)
            await clock.tick(talk)
        for peer, count in ((vera, 3), (talk.noor, 0)):
            heard = [peer.read(frame) for frame in peer.heard]
            assert sum(isinstance(message, say.ClockChanged) for message in heard) == count


async def test_a_server_stopped_while_the_clock_is_wrong_keeps_who_is_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """C3: the next start gives the full window again, by whatever time it is then."""
    clock = WatchedClock()
    async with running(tmp_path, clock=clock) as server:
        await helpline(server)
        async with talking(server) as talk:
            cookie = talk.visitor.cookie
            await say_and_drop(talk)
            clock.set_ahead = 3_600
            await clock.tick(talk)
            clock.now += 2 * WINDOW
            server.stop.set()
            await talk.noor.until(say.Draining)
    assert told(caplog) == ["clock_jumped seconds=3600"]
    clock.now, clock.set_ahead = clock.wall(), 0
    async with running(tmp_path, clock=clock) as server, visitor(server, cookie) as again:
        assert (await again.until(say.Resumed)).last == 1


async def say_and_drop(talk: Talk) -> None:
    """Have one line stored, then lose the visitor."""
    await talk.visitor.say(talk.visitor.line("ik ben er nog"))
    await talk.visitor.until(say.LineStored)
    await talk.visitor.socket.close()
    while (await talk.noor.until(say.VisitorChanged)).presence != "away":
        pass


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what the server's office has logged."""
    return [record.getMessage() for record in caplog.records if record.name == "luwte.server.office"]


def erasable(folder: Path) -> list[int]:
    """Return how many rows there are of everything that ends by time."""
    with reading(folder / "luwte.sqlite") as rows, reading(folder / "keys.sqlite") as keys:
        counts = [count(rows, table) for table in ("conversations", "lines", "shifts", "transcripts")]
        return counts + [count(keys, table) for table in ("shares", "origin_secrets", "sign_in_tokens")]


def transcripts(folder: Path) -> int:
    """Return how many conversations were archived."""
    with reading(folder / "luwte.sqlite") as rows:
        return count(rows, "transcripts")


def count(database: sqlite3.Connection, table: str) -> int:
    (number,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert isinstance(number, int)
    return number


@contextlib.contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        yield database
