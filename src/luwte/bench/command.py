"""``luwte bench``: what a line costs and what memory is used, beside a bare relay in the same run.

Loopback only, throw-away data, ends by itself. Goals stand beside the figures; no test asserts on time.
"""

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from luwte.bench.children import ChildError
from luwte.bench.figures import QUICK, REGISTRATIONS, measure_figures
from luwte.bench.idle import measure_idle, open_files
from luwte.bench.lines import Plan, measure_lines
from luwte.bench.loops import punctual_loop
from luwte.bench.report import Figure, as_json, as_line
from luwte.bench.sealing import measure_sealing
from luwte.bench.vault import measure_vault
from luwte.bench.window import measure_window
from luwte.bench.wire import WireError

FAILED: Final = 1
_QUICK: Final = Plan(conversations=20, seconds=1.0, stock=100)
_PARTS: Final = ("lines", "idle", "console", "vault", "figures")
_SENTENCES: Final = {
    "no_start": "a process that was to be measured did not start.",
    "handshake": "a connection was refused.",
}


def run(argv: Sequence[str]) -> int:
    """Measure and print; 0 when everything was measured, whatever the figures, 1 if something did not run."""
    parser = argparse.ArgumentParser(prog="luwte bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--quick", action="store_true", help="a short look, with fewer conversations")
    parser.add_argument("--only", choices=_PARTS, action="append", help="measure this part alone")
    asked = parser.parse_args(argv)
    plan = _QUICK if asked.quick else Plan()
    open_files()
    figures = [_surroundings()]
    tell: Callable[[str], object] = (lambda _line: None) if asked.json else _write
    tell(as_line(figures[0]))
    try:
        for part in asked.only or _PARTS:
            with asyncio.Runner(loop_factory=punctual_loop) as runner:
                measured = runner.run(_measured(part, plan))
            figures += measured
            for figure in measured:
                tell(as_line(figure))
    except (ChildError, WireError) as error:
        sys.stderr.write(f"luwte bench: {_SENTENCES.get(error.code, error.code)}\n")
        return FAILED
    if asked.json:
        _write(as_json(figures))
    return 0


def _surroundings() -> Figure:
    """Say how busy the machine was before: on a busy one only ratios and processor times mean anything."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    note = f"{os.cpu_count() or 1} processors, Python {platform.python_version()}, {platform.system()}"
    return Figure("programs that wanted to run before we began, on average", load, "", note=note)


async def _measured(part: str, plan: Plan) -> list[Figure]:
    measures: dict[str, Callable[[], Awaitable[list[Figure]]]] = {
        "lines": lambda: _lines(plan),
        "idle": lambda: measure_idle(plan),
        "console": measure_window,
        "vault": _vault,
        "figures": lambda: measure_figures(QUICK if plan is _QUICK else REGISTRATIONS),
    }
    return await measures[part]()


async def _lines(plan: Plan) -> list[Figure]:
    return [*measure_sealing(), *await measure_lines(plan)]


async def _vault() -> list[Figure]:
    return measure_vault()


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
