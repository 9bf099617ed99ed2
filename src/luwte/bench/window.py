"""The console's start, memory and speed on screen, each in a process of its own."""

import asyncio
import json
import os
import sys
import tempfile
import time
from typing import Final

from luwte.bench.children import ChildError
from luwte.bench.report import Figure, ratio

_SECONDS: Final = 120.0
_STARTS: Final = 3


async def measure_window() -> list[Figure]:
    """Start the console some times, then fill it; without a display Qt draws into memory."""
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as folder:
        firsts = [await _run("first", folder) for _ in range(_STARTS)]
        busy = await _run("busy", folder)
    best = min(firsts, key=lambda one: one["first_window"])
    where = "" if _has_display() else "drawn into memory, no display here"
    peers = "peers on Debian 12: psi-plus 452 ms / 76 MB, nheko 389 ms / 156 MB"
    ms: Final = "ms"
    return [
        Figure(
            f"console: start to first window, best of {_STARTS}",
            best["first_window"],
            ms,
            389,
            "at most",
            where,
        ),
        Figure("console: memory at the first page", best["memory"] / 1024, "MB", 76, "at most", peers),
        Figure("console: 200-line transcript to first paint", busy["fill_short"], ms),
        Figure("console: 10,000-line transcript to first paint", busy["fill_long"], ms),
        ratio("10,000-line transcript / 200-line one", busy["fill_long"], busy["fill_short"], 2.0, "at most"),
        Figure("console: frame while scrolling 10,000 lines, p50", busy["frame_p50"], ms),
        Figure("console: frame while scrolling 10,000 lines, p99", busy["frame_p99"], ms, 16.0, "at most"),
        Figure("console: a new line at the end of 10,000", busy["append"], ms, 16.0, "at most"),
        Figure("console: 500 conversations into the list", busy["add_many"], ms),
        Figure("console: switch among 500 conversations", busy["switch"], ms, 16.0, "at most"),
        Figure("console: a new line in one of 500 conversations", busy["new_line"], ms, 16.0, "at most"),
        Figure(
            "console: filter of 500 conversations", None, ms, 16.0, "at most", "the list has no filter yet"
        ),
        Figure("console: memory when full", busy["memory"] / 1024, "MB"),
    ]


async def _run(what: str, folder: str) -> dict[str, float]:
    surroundings = dict(os.environ)
    if not _has_display():
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    command = (sys.executable, "-m", "luwte.bench.screen", what, folder, str(time.time()))
    started = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env=surroundings
    )
    try:
        async with asyncio.timeout(_SECONDS):
            out, _ = await started.communicate()
        measured = json.loads(out)
    except (TimeoutError, ValueError):
        raise ChildError("no_start") from None
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()
    return {name: float(value or 0) for name, value in measured.items()}


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
