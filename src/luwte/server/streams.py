"""Stored lines on their way to readers: read piece by piece, off the writer's path, as a peer takes them.

One piece of one connection at a time, in turn. A connection that lines are on their way to hears everything
else behind them, so that it hears all in the order it was decided in.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from luwte.abuse.gate import Bucket, Rate
from luwte.database import Database
from luwte.protocol.ids import ConversationId
from luwte.protocol.parts import StoredLine
from luwte.server import tables
from luwte.server.folder import ROWS

MOST_READINGS: Final = 64
"""Readings one connection may have asked for; a further one is dropped."""
MOST_BEHIND: Final = 8 * 1024 * 1024
"""Bytes that may wait behind lines on their way; a connection that is slower is cut."""
TOO_SLOW: Final = 1013
"""Close code: come back later."""


class Wire(Protocol):
    """One open connection. No method waits; a connection that cannot keep up is cut."""

    def send(self, text: bytes) -> None:
        """Send one text frame (UTF-8), or drop it if the connection is gone."""

    def cut(self, code: int) -> None:
        """Close the connection after what was sent to it."""

    def when_roomy(self, go_on: Callable[[], None]) -> None:
        """Call once most of what was sent has left; not at all if the connection ends before."""


@dataclass
class Reading:
    """Lines of a conversation with ``after`` < number ≤ ``through``; ``text`` makes a message of some."""

    conversation: ConversationId
    after: int
    through: int
    text: Callable[[list[StoredLine]], bytes]
    begins_after: int = field(init=False)

    def __post_init__(self) -> None:
        self.begins_after = self.after

    def covers(self, other: "Reading") -> bool:
        """Whether this one brings the other's lines too; what came later waits behind it."""
        return self.conversation == other.conversation and self.begins_after <= other.after


@dataclass
class _Stream:
    """What one connection still gets, the reading under way first."""

    wire: Wire
    waiting: deque[Reading | bytes]
    behind: int = 0

    def has(self, reading: Reading) -> bool:
        """Whether this reading is on its way already, or there are too many."""
        readings = [each for each in self.waiting if isinstance(each, Reading)]
        return len(readings) >= MOST_READINGS or any(each.covers(reading) for each in readings)

    def say(self) -> None:
        """Send what waits before the next reading."""
        while self.waiting and isinstance(text := self.waiting[0], bytes):
            self.waiting.popleft()
            self.behind -= len(text)
            self.wire.send(text)


class Streams:
    """Everything on its way to connections that is not sent yet."""

    def __init__(self, folder: Path, rate: Rate) -> None:
        self._folder = folder
        self._rate = rate
        self._streams: dict[Wire, _Stream] = {}
        self._paid: dict[Wire, Bucket] = {}
        # One place per connection at most: a stream is in here, being read, or waits for its wire.
        self._ready: asyncio.Queue[_Stream] = asyncio.Queue()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="luwte-reader")
        self._rows: Database | None = None

    def send(self, wire: Wire, text: bytes) -> None:
        """Send, behind the lines that are on their way."""
        stream = self._streams.get(wire)
        if stream is None:
            wire.send(text)
            return
        stream.waiting.append(text)
        stream.behind += len(text)
        if stream.behind > MOST_BEHIND:
            self.forget(wire)
            wire.cut(TOO_SLOW)

    def read(self, wire: Wire, reading: Reading) -> None:
        """Have stored lines sent; asked for again while they are on their way, they come once."""
        stream = self._streams.get(wire)
        if stream is None:
            stream = self._streams[wire] = _Stream(wire, deque([reading]))
            self._ready.put_nowait(stream)
        elif not stream.has(reading):
            stream.waiting.append(reading)

    def cut(self, wire: Wire, code: int) -> None:
        """Close a connection after what was said to it; lines not sent yet are not waited for."""
        stream = self._streams.pop(wire, None)
        if stream is not None:
            stream.waiting = deque(each for each in stream.waiting if isinstance(each, bytes))
            stream.say()
        wire.cut(code)

    def forget(self, wire: Wire) -> None:
        """The connection is gone."""
        self._streams.pop(wire, None)
        self._paid.pop(wire, None)

    async def run(self) -> None:
        """Read and send until cancelled. An error of the database rises."""
        try:
            while True:
                await self._advance(await self._ready.get())
        finally:
            self._thread.shutdown(wait=True)
            if self._rows is not None:
                self._rows.close()

    async def _advance(self, stream: _Stream) -> None:
        reading = stream.waiting[0]
        if not isinstance(reading, Reading):
            raise TypeError("a stream stands at a reading")
        loop = asyncio.get_running_loop()
        lines = await loop.run_in_executor(self._thread, self._read, reading)
        if self._streams.get(stream.wire) is not stream:
            return
        if lines:
            reading.after = lines[-1].number
            stream.wire.send(reading.text(lines))
        if not lines or reading.after >= reading.through:
            # Without lines the conversation has ended meanwhile: that is among what waits behind.
            stream.waiting.popleft()
            stream.say()
        if not stream.waiting:
            del self._streams[stream.wire]
            return
        bucket = self._paid.setdefault(stream.wire, Bucket(self._rate, at=loop.time()))
        debt = bucket.owe(sum(len(line.frame) for line in lines), loop.time())
        go_on = partial(stream.wire.when_roomy, partial(self._go_on, stream))
        if debt > 0:
            loop.call_later(debt, go_on)
        else:
            go_on()

    def _go_on(self, stream: _Stream) -> None:
        if self._streams.get(stream.wire) is stream:
            self._ready.put_nowait(stream)

    def _read(self, reading: Reading) -> list[StoredLine]:
        if self._rows is None:
            self._rows = Database(self._folder / ROWS)
        return tables.lines(self._rows, reading.conversation, reading.after, reading.through)
