"""What a line costs: durable, acknowledged and delivered, beside a bare relay in the same run."""

import itertools
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from luwte.bench.children import Child, child
from luwte.bench.load import paced, saturating
from luwte.bench.meter import Meter, Spread, middle, spread
from luwte.bench.report import Figure, ratio
from luwte.bench.scene import Scene, conversations, pairs

CONVERSATIONS: Final = 100
RATES: Final = (200, 1_000)
HELD_AGAINST: Final = 1_000
"""The rate at which the goals hold."""
ROUNDS: Final = 3
"""Of each load in one run; the median counts, so that a moment of other work does not decide."""
SLOW_DISK: Final = 0.002
"""Seconds a commit takes longer on the slow disk."""


@dataclass(frozen=True)
class Plan:
    """How long and how many: the defaults are the goals' own; a quick look takes less."""

    conversations: int = CONVERSATIONS
    seconds: float = 5.0
    stock: int = 500
    """Lines per sender that are sealed ahead of the saturating load."""


@dataclass
class Course:
    """One server under every load. All figures are medians of some rounds."""

    server: Child
    scene: Scene
    _meters: dict[int, list[Meter]] = field(default_factory=dict)
    _rates: list[float] = field(default_factory=list)
    _costs: list[float] = field(default_factory=list)

    async def pace(self, rate: int, seconds: float) -> None:
        """Go one round at a fixed rate."""
        self._meters.setdefault(rate, []).append(
            await paced(self.scene.lanes, self.scene.wires, rate, seconds)
        )

    async def saturate(self, plan: Plan) -> None:
        """Go one round with as many lines as will go through."""
        before = self.server.cpu_seconds()
        rate, count = await saturating(self.scene.lanes, self.scene.wires, plan.seconds, plan.stock)
        after = self.server.cpu_seconds()
        self._rates.append(rate)
        if before is not None and after is not None and count:
            self._costs.append((after - before) / count)

    def paced(self, rate: int) -> tuple[Spread, Spread, Spread]:
        """Return how long lines took to be acknowledged and delivered, and how late the load itself was."""
        meters = self._meters[rate]
        return (
            middle([spread(meter.acknowledged) for meter in meters]),
            middle([spread(meter.delivered) for meter in meters]),
            middle([spread(meter.late) for meter in meters]),
        )

    @property
    def saturation(self) -> float:
        """Lines a second when as many as possible are sent."""
        return median(self._rates)

    @property
    def cpu_per_line(self) -> float | None:
        """The server's processor seconds per line there; None where the system does not tell."""
        return median(self._costs) if self._costs else None


async def measure_lines(plan: Plan) -> list[Figure]:
    """Run the loads on the bare relay, on our server, and on our server with a slow disk: round by round in
    turn, so that what else the machine does meets all of them alike."""
    async with _bare(plan) as bare, _ours(plan, 0.0) as ours, _ours(plan, SLOW_DISK) as slow:
        for course in (bare, ours, slow):
            await paced(course.scene.lanes, course.scene.wires, RATES[0], 1.0)
        for rate, _, course in itertools.product(RATES, range(ROUNDS), (bare, ours)):
            await course.pace(rate, plan.seconds)
        for _, course in itertools.product(range(ROUNDS), (bare, ours, slow)):
            await course.saturate(plan)
    figures: list[Figure] = []
    for rate in RATES:
        figures += _spreads(f"bare relay, {rate:,} lines/s", bare.paced(rate))
        figures += _spreads(f"Luwte, {rate:,} lines/s", ours.paced(rate))
        if rate == HELD_AGAINST:
            figures += _beside(rate, bare, ours)
    return [
        *figures,
        *_saturation("bare relay", bare),
        *_saturation("Luwte", ours),
        *_saturation(f"Luwte, {1e3 * SLOW_DISK:g} ms more per commit", slow),
        ratio("saturation / bare relay", ours.saturation, bare.saturation, 0.6, "at least"),
        ratio("saturation with a slow disk / without", slow.saturation, ours.saturation, 0.8, "at least"),
    ]


@asynccontextmanager
async def _bare(plan: Plan) -> AsyncIterator[Course]:
    async with child("luwte.bench.relay") as relay, pairs(relay, plan.conversations) as scene:
        yield Course(relay, scene)


@asynccontextmanager
async def _ours(plan: Plan, pause: float) -> AsyncIterator[Course]:
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as name:
        folder = Path(name)
        async with (
            child("luwte.bench.served", str(folder / "server"), str(pause)) as server,
            conversations(server, folder, plan.conversations) as scene,
        ):
            yield Course(server, scene)


def _beside(rate: int, bare: Course, ours: Course) -> list[Figure]:
    figures = []
    for place, what in enumerate(("acknowledged", "delivered")):
        mine, reference = ours.paced(rate)[place], bare.paced(rate)[place]
        name = f"{what} / bare relay, {rate:,} lines/s"
        figures.append(ratio(f"p50 {name}", mine.p50, reference.p50, 4.0, "at most"))
        figures.append(ratio(f"p99 {name}", mine.p99, reference.p99, 4.0, "at most"))
    return figures


def _spreads(name: str, spreads: tuple[Spread, Spread, Spread]) -> list[Figure]:
    acknowledged, delivered, late = spreads
    return [
        Figure(f"{name}: acknowledged p50", acknowledged.p50, "ms"),
        Figure(f"{name}: acknowledged p99", acknowledged.p99, "ms"),
        Figure(f"{name}: delivered p50", delivered.p50, "ms"),
        Figure(
            f"{name}: delivered p99", delivered.p99, "ms", note=f"the load itself was {late.p99:.2g} ms late"
        ),
    ]


def _saturation(name: str, course: Course) -> list[Figure]:
    cpu = None if course.cpu_per_line is None else 1e6 * course.cpu_per_line
    return [
        Figure(f"{name}: saturation", course.saturation, "lines/s"),
        Figure(f"{name}: processor time of the server per line there", cpu, "µs"),
    ]
