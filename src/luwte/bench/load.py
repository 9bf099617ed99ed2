"""The two loads: lines at a fixed rate, timed from when each was meant to leave, and as many as will go
through."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from luwte.bench.meter import Meter, clock
from luwte.bench.wire import Wire

OUTSTANDING: Final = 8
"""Lines of one sender that may be under way at once when as much as possible is sent."""
_SETTLE_SECONDS: Final = 10.0

Made = tuple[str, bytes]
"""A line ready to leave: its id, and the framed bytes."""


@dataclass
class Lane:
    """One direction of one conversation: who sends, and how its next lines are made."""

    wire: Wire
    make: Callable[[], Made]
    ready: deque[Made] = field(default_factory=deque)

    def stock(self, count: int) -> None:
        """Make lines ahead, so that sealing them costs no time while it is measured."""
        while len(self.ready) < count:
            self.ready.append(self.make())

    def take(self) -> Made:
        """Return the next line."""
        return self.ready.popleft() if self.ready else self.make()


async def paced(lanes: Sequence[Lane], wires: Sequence[Wire], rate: int, seconds: float) -> Meter:
    """Send ``rate`` lines a second over all lanes in turn, whatever the server does; return all times.

    On a loop whose timers are exact: ``punctual_loop``.
    """
    meter = Meter()
    _listen(wires, meter, lambda _wire, _line: None)
    count = int(rate * seconds)
    for lane in lanes:
        lane.stock(-(-count // len(lanes)))
    start = clock() + 0.05
    for number in range(count):
        meant = start + number / rate
        await asyncio.sleep(meant - clock())
        lane = lanes[number % len(lanes)]
        line, framed_bytes = lane.take()
        meter.sent(line, meant, lane.wire)
        lane.wire.write(framed_bytes)
    await _settle(meter, count)
    return meter


async def saturating(
    lanes: Sequence[Lane], wires: Sequence[Wire], seconds: float, stock: int
) -> tuple[float, int]:
    """Keep every lane full for so long; return the lines a second that were acknowledged *and* delivered, and
    how many lines were sent in all."""
    meter = Meter()
    by_line: dict[str, Lane] = {}
    end = 0.0

    def send(lane: Lane) -> None:
        line, framed_bytes = lane.take()
        by_line[line] = lane
        meter.sent(line, clock(), lane.wire)
        lane.wire.write(framed_bytes)

    def acknowledged(_wire: Wire, line: str) -> None:
        lane = by_line.pop(line, None)
        if lane is not None and clock() < end:
            send(lane)

    for lane in lanes:
        lane.stock(stock)
    _listen(wires, meter, acknowledged)
    start = clock()
    end = start + seconds
    for lane in lanes:
        for _ in range(OUTSTANDING):
            send(lane)
    await asyncio.sleep(seconds)
    done = min(len(meter.acknowledged), len(meter.delivered))
    took = clock() - start
    await _settle(meter, len(meter.late))
    return done / took, len(meter.late)


def _listen(wires: Sequence[Wire], meter: Meter, acknowledged: Callable[[Wire, str], None]) -> None:
    def hear(wire: Wire, text: bytes) -> None:
        for line in meter.hear(wire, text):
            acknowledged(wire, line)

    for wire in wires:
        wire.on_text = hear


async def _settle(meter: Meter, count: int) -> None:
    """Wait until every line has arrived, or for as long as is reasonable: what is missing shows in the
    counts."""
    end = clock() + _SETTLE_SECONDS
    while min(len(meter.acknowledged), len(meter.delivered)) < count and clock() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
