"""A clock that nobody sets and that goes on while the computer sleeps: how long something has lasted."""

import sys
import time
from pathlib import Path
from typing import Final

_NAME: Final = Path("/proc/sys/kernel/random/boot_id")


def steady_seconds() -> float:
    """Return seconds since some moment of this computer's run."""
    # What Python calls monotonic stands still on Linux while the computer sleeps, and on macOS too.
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # noqa: RET505 - one branch a system: the type checker sees only its own
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        return time.monotonic()


def run_name() -> str:
    """Return what names this computer's run, from switching it on to switching it off; "" without one."""
    # Only Linux is asked: elsewhere the seconds alone have to do.
    try:
        return _NAME.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
