"""Times from the intended moment of sending, and what is made of them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

import msgspec
from msgspec import Struct

from luwte.bench.wire import Wire

clock: Final = time.perf_counter


class _Named(Struct):
    id: str = ""


class _Heard(Struct):
    """As much of a message as the load needs: whose line it is about."""

    type: str
    id: str = ""
    lines: list[_Named] = []


_decoder: Final = msgspec.json.Decoder(_Heard)


@dataclass(frozen=True)
class Spread:
    """Milliseconds: median, 99th percentile, how many."""

    p50: float
    p99: float
    count: int


@dataclass
class Meter:
    """Notes when each line was meant to leave, was acknowledged and was delivered. Times in seconds."""

    acknowledged: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    _meant: dict[str, tuple[float, Wire]] = field(default_factory=dict)

    def sent(self, line: str, meant: float, sender: Wire) -> None:
        """A line leaves now; it was meant to leave at ``meant``."""
        self._meant[line] = (meant, sender)
        self.late.append(clock() - meant)

    def hear(self, wire: Wire, text: bytes) -> Sequence[str]:
        """Note what a message says about lines; return the lines it acknowledges."""
        now = clock()
        heard = _decoder.decode(text)
        if heard.type == "lines":
            for line in heard.lines:
                self._note(line.id, self.delivered, now)
            return ()
        meant = self._meant.get(heard.id) if heard.type in {"stored", "line"} else None
        if meant is None:
            return ()
        if wire is meant[1]:
            self.acknowledged.append(now - meant[0])
            return (heard.id,)
        self.delivered.append(now - meant[0])
        return ()

    def _note(self, line: str, times: list[float], now: float) -> None:
        meant = self._meant.get(line)
        if meant is not None:
            times.append(now - meant[0])


def spread(seconds: Sequence[float]) -> Spread:
    """Return the spread of times; zeros where there are none."""
    ordered = sorted(seconds)
    if not ordered:
        return Spread(0.0, 0.0, 0)
    last = len(ordered) - 1
    return Spread(1e3 * ordered[last // 2], 1e3 * ordered[int(last * 0.99)], len(ordered))


def middle(rounds: Sequence[Spread]) -> Spread:
    """Return the median of each figure over some rounds, and how many values there were in all."""
    return Spread(
        median(each.p50 for each in rounds),
        median(each.p99 for each in rounds),
        sum(each.count for each in rounds),
    )
