"""What a line costs: durable, acknowledged and delivered, beside a bare relay in the same run."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from luwte.bench.children import Child, child
from luwte.bench.load import paced, saturating
from luwte.bench.meter import Spread, middle, spread
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


@dataclass(frozen=True)
class Course:
    """One server under every load: spreads by rate, saturation, and its processor time per line there.

    All are medians of some rounds.
    """

    paced: dict[int, tuple[Spread, Spread, Spread]]
    saturation: float
    cpu_per_line: float | None


async def measure_lines(plan: Plan) -> list[Figure]:
    """Run the loads on the bare relay, on our server, and on our server with a slow disk."""
    async with child("luwte.bench.relay") as relay, pairs(relay, plan.conversations) as scene:
        bare = await _course(relay, scene, plan)
    ours = await _ours(plan, 0.0)
    slow = await _ours(plan, SLOW_DISK, rates=())
    figures: list[Figure] = []
    for rate in RATES:
        figures += _spreads(f"bare relay, {rate:,} lines/s", bare.paced[rate])
        figures += _spreads(f"Luwte, {rate:,} lines/s", ours.paced[rate])
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


async def _ours(plan: Plan, pause: float, rates: tuple[int, ...] = RATES) -> Course:
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as name:
        folder = Path(name)
        async with (
            child("luwte.bench.served", str(folder / "server"), str(pause)) as server,
            conversations(server, folder, plan.conversations) as scene,
        ):
            return await _course(server, scene, plan, rates)


async def _course(server: Child, scene: Scene, plan: Plan, rates: tuple[int, ...] = RATES) -> Course:
    await paced(scene.lanes, scene.wires, RATES[0], 1.0)
    measured = {rate: await _paced(scene, rate, plan) for rate in rates}
    rounds = [await _saturated(server, scene, plan) for _ in range(ROUNDS)]
    costs = [cost for _, cost in rounds if cost is not None]
    return Course(measured, median(rate for rate, _ in rounds), median(costs) if costs else None)


async def _paced(scene: Scene, rate: int, plan: Plan) -> tuple[Spread, Spread, Spread]:
    """Return how long lines took to be acknowledged and delivered, and how late the load itself was."""
    rounds = [await paced(scene.lanes, scene.wires, rate, plan.seconds) for _ in range(ROUNDS)]
    return (
        middle([spread(meter.acknowledged) for meter in rounds]),
        middle([spread(meter.delivered) for meter in rounds]),
        middle([spread(meter.late) for meter in rounds]),
    )


async def _saturated(server: Child, scene: Scene, plan: Plan) -> tuple[float, float | None]:
    """Return the lines a second of one saturating load, and the server's processor seconds per line."""
    before = server.cpu_seconds()
    rate, count = await saturating(scene.lanes, scene.wires, plan.seconds, plan.stock)
    after = server.cpu_seconds()
    return rate, None if before is None or after is None or not count else (after - before) / count


def _beside(rate: int, bare: Course, ours: Course) -> list[Figure]:
    figures = []
    for place, what in enumerate(("acknowledged", "delivered")):
        mine, reference = ours.paced[rate][place], bare.paced[rate][place]
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
