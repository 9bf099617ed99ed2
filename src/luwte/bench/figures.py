"""What a year's figures cost beside the bare opening of the same registrations, and whether the window lives
meanwhile."""

import tempfile
from pathlib import Path
from typing import Final

from luwte.bench.report import Figure, ratio
from luwte.bench.window import enrol, run_child

REGISTRATIONS: Final = 100_000
"""What a large line has after ten years."""
QUICK: Final = 5_000
"""For a short look; what begins once, such as loading the solver, weighs twenty times as much then."""
_SECONDS: Final = 900.0
_LOOKS: Final = {
    "question": "another question, the slowest",
    "compared": "beside a year earlier",
    "filter": "another filter",
    "crossed": "two questions crossed, for the first time",
    "time": "another time",
    "report": "the question which report",
}


async def measure_figures(count: int = REGISTRATIONS) -> list[Figure]:
    """Open, count and draw so many registrations in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as folder:
        enrol(Path(folder))
        told = await run_child("-m", "luwte.bench.counting", folder, str(count), seconds=_SECONDS)
    few = "" if count == REGISTRATIONS else f"with {count:,} only: what begins once weighs more"
    return [*_opening(count, told, few), *_waiting(told)]


def _opening(count: int, told: dict[str, float], few: str) -> list[Figure]:
    used = "processor time"
    return [
        Figure(f"registrations: bare opening of {count:,}", told["bare"], "s", note=used),
        Figure("registrations: opened in portions by the console", told["opened"], "s", note=used),
        Figure("registrations: opened, counted and drawn", told["drawn"], "s", note=used),
        ratio(
            "registrations: opened, counted, drawn / bare opening",
            told["drawn"],
            told["bare"],
            1.5,
            "at most",
        ),
        Figure("registrations: until the first charts are there", told["first_chart"], "s", note=few),
        Figure("registrations: memory while they are open", told["memory"], "MB", 60.0, "at most"),
    ]


def _waiting(told: dict[str, float]) -> list[Figure]:
    ms: Final = "ms"
    goal = "processor time of all threads between two looks, 5 ms apart"
    figures = [
        Figure(f"figures: {what}", told[name], ms, 100.0, "at most", "processor time until painted")
        for name, what in _LOOKS.items()
    ]
    longest = "figures: the window's longest wait"
    return [
        *figures,
        Figure("figures: the annual report made", told["report_made"], "s", note="processor time"),
        Figure(f"{longest} while reading", told["all_reading"], ms, 100.0, "at most", goal),
        Figure(f"{longest} for the first charts", told["all_first_charts"], ms, 100.0, "at most", goal),
        Figure(f"{longest} at any later step", told["all_later"], ms, 100.0, "at most", goal),
        Figure(f"{longest} of all, of its own doing", told["own"], ms, 100.0, "at most", "its own thread"),
        Figure(f"{longest} of all, by the clock", told["late"], ms, note=f"idle {told['late_idle']:.0f} ms"),
        Figure("figures: the window's waits by the clock, p99", told["late_p99"], ms),
    ]
