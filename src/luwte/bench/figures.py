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


async def measure_figures(count: int = REGISTRATIONS) -> list[Figure]:
    """Open, count and draw so many registrations in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as folder:
        enrol(Path(folder))
        told = await run_child("-m", "luwte.bench.counting", folder, str(count), seconds=_SECONDS)
    few = "" if count == REGISTRATIONS else f"with {count:,} only: what begins once weighs more"
    processor = "processor time"
    return [
        Figure(f"registrations: bare opening of {count:,}", told["bare"], "s", note=processor),
        Figure("registrations: opened in portions by the console", told["opened"], "s", note=processor),
        Figure("registrations: opened, counted and drawn", told["drawn"], "s", note=processor),
        ratio(
            "registrations: opened, counted, drawn / bare opening",
            told["drawn"],
            told["bare"],
            1.5,
            "at most",
        ),
        Figure("registrations: until the first charts are there", told["first_chart"], "s", note=few),
        Figure("registrations: the window's longest wait meanwhile", told["pause"], "ms"),
        Figure("registrations: the window's waits meanwhile, p99", told["pause_p99"], "ms"),
    ]
