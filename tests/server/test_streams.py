"""Stored lines come in pieces, as fast as they are taken, once, and in their order among everything said."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from luwte.abuse.gate import Rate
from luwte.protocol.ids import new_id
from luwte.protocol.parts import StoredLine
from luwte.server import streams, tables
from luwte.server.folder import opened
from luwte.server.streams import MOST_READINGS, TOO_SLOW, Reading, Streams
from luwte.server.tables import LINES_AT_ONCE

WIDE = Rate(2**40, 2**40)
STORED = 3 * LINES_AT_ONCE + 1


class Wire:
    """A connection that takes more only when told, and remembers what it was sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed: int | None = None
        self.go_on: Callable[[], None] | None = None
        self._changed = asyncio.Event()

    def send(self, text: bytes) -> None:
        self.sent.append(text)
        self._changed.set()

    def cut(self, code: int) -> None:
        self.closed = code

    def when_roomy(self, go_on: Callable[[], None]) -> None:
        self.go_on = go_on
        self._changed.set()

    def take(self) -> None:
        """Take what was sent, so that there is room again."""
        assert self.go_on is not None
        go_on, self.go_on = self.go_on, None
        go_on()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until the server has come so far."""
        async with asyncio.timeout(10):
            while not is_so():
                self._changed.clear()
                await self._changed.wait()

    async def until_waiting(self) -> None:
        """Wait until the next piece waits for room."""
        await self.until(lambda: self.go_on is not None)

    @property
    def numbers(self) -> list[int]:
        return [number for text in self.sent if text.startswith(b"[") for number in json.loads(text)]


@asynccontextmanager
async def reading(folder: Path, rate: Rate = WIDE) -> AsyncIterator[tuple[Streams, Callable[..., Reading]]]:
    """Streams over a folder with one conversation of some lines."""
    conversation = new_id()
    with opened(folder) as databases:
        databases.rows.run("INSERT INTO conversations VALUES (?, ?, ?)", (conversation, 0, b""))
        with databases.rows.transaction():
            for number in range(1, STORED + 1):
                line = tables.line(conversation, StoredLine(number, new_id(), "visitor", bytes(121), 1))
                databases.rows.run(line.sql, line.values)

        def asked(after: int = 0, through: int = STORED) -> Reading:
            return Reading(
                conversation,
                after,
                through,
                lambda lines: json.dumps([line.number for line in lines]).encode(),
            )

        under_test = Streams(folder, rate)
        async with asyncio.TaskGroup() as group:
            running = group.create_task(under_test.run())
            yield under_test, asked
            running.cancel()


async def test_lines_come_in_pieces_and_what_is_said_meanwhile_comes_behind_them(tmp_path: Path) -> None:
    wire = Wire()
    async with reading(tmp_path) as (under_test, asked):
        under_test.send(wire, b"before")
        under_test.read(wire, asked())
        under_test.send(wire, b"behind")
        await wire.until_waiting()
        assert wire.numbers == list(range(1, LINES_AT_ONCE + 1))
        for _ in range(3):
            wire.take()
            if wire.sent[-1] != b"behind":
                await wire.until(lambda: wire.go_on is not None or wire.sent[-1] == b"behind")
        assert wire.sent[0] == b"before"
        assert wire.sent[-1] == b"behind"
        assert wire.numbers == list(range(1, STORED + 1))
        under_test.send(wire, b"at once")
        assert wire.sent[-1] == b"at once"


async def test_asked_again_and_again_they_are_read_once_and_only_as_they_are_taken(tmp_path: Path) -> None:
    """Of one peer's two hundred questions one piece is in memory; another peer is served meanwhile."""
    greedy, other = Wire(), Wire()
    async with reading(tmp_path) as (under_test, asked):
        for after in (0, 0, 5, *range(200)):
            under_test.read(greedy, asked(after))
        await greedy.until_waiting()
        under_test.read(other, asked(STORED - 1))
        await other.until(lambda: other.numbers == [STORED])
        assert greedy.numbers == list(range(1, LINES_AT_ONCE + 1))


async def test_a_peer_that_goes_further_back_each_time_is_bounded(tmp_path: Path) -> None:
    wire = Wire()
    async with reading(tmp_path) as (under_test, asked):
        for after in range(STORED - 1, 0, -1):
            under_test.read(wire, asked(after, after + 1))
        for _ in range(MOST_READINGS - 1):
            await wire.until_waiting()
            wire.take()
        await wire.until(lambda: len(wire.numbers) == MOST_READINGS)
        under_test.send(wire, b"at once")
        assert wire.sent[-1] == b"at once"


async def test_lines_beyond_the_rate_wait(tmp_path: Path) -> None:
    wire = Wire()
    async with reading(tmp_path, Rate(1, 1e-9)) as (under_test, asked):
        under_test.read(wire, asked())
        await wire.until(lambda: wire.numbers != [])
        other = Wire()
        under_test.read(other, asked(STORED - 1))
        await other.until(lambda: other.numbers == [STORED])
        assert wire.go_on is None
        assert len(wire.numbers) == LINES_AT_ONCE


async def test_of_a_conversation_that_is_over_nothing_more_comes_but_its_end(tmp_path: Path) -> None:
    """C6."""
    wire = Wire()
    async with reading(tmp_path) as (under_test, asked):
        gone = asked()
        under_test.read(wire, Reading(new_id(), 0, 100, gone.text))
        under_test.send(wire, b"ended")
        await wire.until(lambda: wire.sent == [b"ended"])


async def test_a_connection_that_is_cut_hears_what_was_said_and_no_more_lines(tmp_path: Path) -> None:
    wire = Wire()
    async with reading(tmp_path) as (under_test, asked):
        under_test.read(wire, asked())
        under_test.send(wire, b"goodbye")
        under_test.cut(wire, 1000)
        assert wire.sent[-1] == b"goodbye"
        assert wire.closed == 1000


async def test_a_connection_that_takes_nothing_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MOST_BEHIND", 10)
    wire = Wire()
    async with reading(tmp_path) as (under_test, asked):
        under_test.read(wire, asked())
        for _ in range(11):
            under_test.send(wire, b"x")
        assert wire.closed == TOO_SLOW
