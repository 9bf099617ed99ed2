"""The demo: a throw-away helpline with its real server, real consoles and a scripted visitor, in one go."""

import os
import sys
from pathlib import Path

from luwte.demo.shed import throwaway
from luwte.demo.watch import DemoError
from luwte.errors import LuwteError

__all__ = ["DemoError", "run"]


def run(screens: Path | None = None) -> int:
    """Play the tour and return the exit code; ``screens`` is where a picture of every step goes.

    Without a display the tour plays offscreen and ends by itself; with one it stays open afterwards, and a
    person can be the next visitor.
    """
    has_display = _has_display()
    if not has_display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt reads its platform when it is loaded, so the choice comes first.
    from luwte.console.loop import drive  # noqa: PLC0415 - see above
    from luwte.demo.tour import Tour  # noqa: PLC0415 - see above

    with throwaway() as folder:
        tour = Tour(folder, screens, stays_open=has_display)
        failures: list[Exception] = []
        try:
            drive(tour.play)
        except* LuwteError as group:
            failures = _leaves(group)
        for failure in failures:
            print(f"The demo stopped: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _has_display() -> bool:
    if "QT_QPA_PLATFORM" in os.environ:
        return os.environ["QT_QPA_PLATFORM"].split(":")[0] not in {"offscreen", "minimal"}
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _leaves(group: ExceptionGroup[LuwteError]) -> list[Exception]:
    leaves: list[Exception] = []
    for error in group.exceptions:
        leaves.extend(_leaves(error) if isinstance(error, ExceptionGroup) else [error])
    return leaves
