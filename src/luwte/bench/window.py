"""The console's start, memory and speed on screen, each in a process of its own."""

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from luwte.bench.children import ChildError
from luwte.bench.report import Figure, ratio
from luwte.protocol.ids import new_id
from luwte.settings import Profile, save_profile

_SECONDS: Final = 120.0
_STARTS: Final = 3
_BARE: Final = """
import json, sys, time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1200, 780)
window.show()
app.processEvents()
took = 1e3 * (time.time() - float(sys.argv[1]))
try:
    status = open("/proc/self/status", encoding="ascii").read()
except OSError:
    status = "VmRSS: 0"
memory = int(status.split("VmRSS:")[1].split()[0])
print(json.dumps({"first_window": took, "memory": memory}))
"""


async def measure_window() -> list[Figure]:
    """Start the console some times, then fill it; without a display Qt draws into memory."""
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as folder:
        enrol(Path(folder))
        bares = [await run_child("-c", _BARE, str(time.time())) for _ in range(_STARTS)]
        firsts = [
            await run_child("-m", "luwte.bench.opening", folder, str(time.time())) for _ in range(_STARTS)
        ]
        busy = await run_child("-m", "luwte.bench.screen", folder)
    bare = min(bares, key=lambda one: one["first_window"])
    best = min(firsts, key=lambda one: one["first_window"])
    return [*_starting(bare, best), *_working(busy)]


def _starting(bare: dict[str, float], best: dict[str, float]) -> list[Figure]:
    ms: Final = "ms"
    seen = "the sign-in page, painted" + ("" if _has_display() else " into memory: no display here")
    peers = "peers on Debian 12: psi-plus 452 ms / 76 MB, nheko 389 ms / 156 MB"
    floor = "Python, PySide6, one empty window: what any console in Python begins with"
    start = f"console: start to first window, best of {_STARTS}"
    return [
        Figure(f"bare PySide6 window: start, best of {_STARTS}", bare["first_window"], ms, note=floor),
        Figure("bare PySide6 window: memory", bare["memory"] / 1024, "MB"),
        Figure(start, best["first_window"], ms, 389, "at most", seen),
        Figure("console: memory at the first page", best["memory"] / 1024, "MB", 76, "at most", peers),
        Figure("console: from the first key to everything loaded", best["whole"], ms),
        Figure("console: memory with everything loaded", best["memory_whole"] / 1024, "MB"),
    ]


def _working(busy: dict[str, float]) -> list[Figure]:
    ms: Final = "ms"
    frame = "a screenful a frame past every line; reading and measuring included"
    return [
        Figure("console: 200-line transcript to first paint", busy["fill_short"], ms),
        Figure("console: 10,000-line transcript to first paint", busy["fill_long"], ms),
        ratio("10,000-line transcript / 200-line one", busy["fill_long"], busy["fill_short"], 2.0, "at most"),
        Figure("console: frame while scrolling 10,000 lines, p50", busy["frame_p50"], ms, note=frame),
        Figure("console: frame while scrolling 10,000 lines, p99", busy["frame_p99"], ms, 16.0, "at most"),
        Figure("console: a new line at the end of 10,000", busy["append"], ms, 16.0, "at most"),
        Figure("console: 500 conversations into the list", busy["add_many"], ms),
        Figure("console: switch among 500 conversations", busy["switch"], ms, 16.0, "at most"),
        Figure("console: a new line in one of 500 conversations", busy["new_line"], ms, 16.0, "at most"),
        Figure("console: filter of 500 conversations", busy["filter"], ms, 16.0, "at most"),
        Figure("console: switch among 500 notes of 19,000 signs", busy["note_switch"], ms, 16.0, "at most"),
        Figure("console: a key in a note of 19,000 signs", busy["note_key"], ms, 16.0, "at most"),
        Figure("console: memory when full", busy["memory"] / 1024, "MB"),
    ]


def enrol(folder: Path) -> None:
    """Make a volunteer who has a profile on this computer, as on every evening but the first."""
    save_profile(
        folder,
        Profile("https://chat.example", new_id(), bytes(32), new_id(), bytes(16), 65_536, 3, 1, b""),
    )


async def run_child(*words: str, seconds: float = _SECONDS) -> dict[str, float]:
    """Run our Python with these words and return the JSON object it prints; ChildError ``no_start``."""
    surroundings = dict(os.environ)
    if not _has_display():
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=surroundings,
    )
    try:
        async with asyncio.timeout(seconds):
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
