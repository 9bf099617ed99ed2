"""A clock that nobody sets and that goes on while the computer sleeps: how long something has lasted."""

import sys
import time


def steady_seconds() -> float:
    """Return seconds since some moment of this computer's run."""
    # What Python calls monotonic stands still on Linux while the computer sleeps, and on macOS too.
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # noqa: RET505 - one branch a system: the type checker sees only its own
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        return time.monotonic()
