"""What visitors cost who are only there: memory per connection, and what ten thousand of them add to a
line."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from luwte.bench.children import Child, child
from luwte.bench.lines import Plan
from luwte.bench.load import paced
from luwte.bench.meter import spread
from luwte.bench.report import Figure
from luwte.bench.scene import conversations
from luwte.bench.talkers import idle_visitor
from luwte.bench.wire import Wire

MEMORY_AT: Final = 5_000
CROWD: Final = 10_000
RATE: Final = 1_000
_TOGETHER: Final = 50
_SPARE_FILES: Final = 500


async def measure_idle(plan: Plan) -> list[Figure]:
    """Open idle visitors beside the conversations; fewer where the system lets a program have fewer files."""
    possible = max(0, open_files() - _SPARE_FILES)
    at, crowd = min(MEMORY_AT, possible), min(CROWD, possible)
    note = "" if crowd == CROWD else f"only {crowd:,} connections: raise ulimit -n for all"
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as name:
        folder = Path(name)
        async with (
            child("luwte.bench.served", str(folder / "server"), "0") as server,
            conversations(server, folder, plan.conversations) as scene,
        ):
            await paced(scene.lanes, scene.wires, RATE, 1.0)
            quiet = spread((await paced(scene.lanes, scene.wires, RATE, plan.seconds)).delivered)
            before = server.kilobytes()
            idle: list[Wire] = []
            try:
                await _come(server, idle, at)
                after = server.kilobytes()
                await _come(server, idle, crowd)
                crowded = spread((await paced(scene.lanes, scene.wires, RATE, plan.seconds)).delivered)
            finally:
                _go(idle)
    each = None if before is None or after is None or not at else (after - before) / at
    return [
        Figure(f"memory of the server per idle visitor at {at:,}", each, "KB", 20.0, "at most", note),
        Figure(f"Luwte, {RATE:,} lines/s: delivered p50, nobody idle", quiet.p50, "ms"),
        Figure(f"Luwte, {RATE:,} lines/s: delivered p50, {crowd:,} idle", crowded.p50, "ms"),
        Figure(
            f"what {crowd:,} idle visitors add to p50",
            100 * (crowded.p50 / quiet.p50 - 1) if quiet.p50 else None,
            "%",
            30.0,
            "at most",
            note,
        ),
    ]


def open_files() -> int:
    """Return how many files one program may have open; raised to what the system allows."""
    if sys.platform == "win32":
        return 2_000
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return 1_000_000 if soft == resource.RLIM_INFINITY else soft


async def _come(server: Child, idle: list[Wire], count: int) -> None:
    while len(idle) < count:
        async with asyncio.TaskGroup() as group:
            coming = [
                group.create_task(idle_visitor(server.port)) for _ in range(min(_TOGETHER, count - len(idle)))
            ]
        idle += [task.result() for task in coming]


def _go(idle: Sequence[Wire]) -> None:
    for wire in idle:
        wire.close()
