"""The server's clock: the system's time at the start, and what has truly passed since.

The system's clock may be set forward or back under a running server. A window of five minutes must last five
minutes all the same, so every term is measured on a clock that cannot be set; how far the two have come apart
is told, and beyond five minutes nothing is erased until a person has looked (``security.md``, Time).
"""

import sys
import time
from collections.abc import Callable
from typing import Final

MOST_APART: Final = 300
"""Seconds the system's clock may leave ours before nothing is erased any more."""


def passed() -> float:
    """Return seconds since some moment, the time a computer slept included; never set, never backwards."""
    if sys.platform == "win32":
        return time.monotonic()
    # Linux stops CLOCK_MONOTONIC while the computer sleeps; a server's window would outlast the night.
    return time.clock_gettime(time.CLOCK_BOOTTIME if sys.platform == "linux" else time.CLOCK_MONOTONIC)


class SteadyClock:
    """Unix seconds that never jump. ``wall`` is the system's clock, ``steady`` one that cannot be set."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = passed) -> None:
        self._wall = wall
        self._steady = steady
        self._began = wall() - steady()

    def __call__(self) -> int:
        """Return the time now, in unix seconds."""
        return int(self._began + self._steady())

    @property
    def seconds_apart(self) -> int:
        """How far the system's clock is ahead of ours (behind: less than nought)."""
        return round(self._wall() - self._began - self._steady())

    @property
    def is_sound(self) -> bool:
        """Whether the system's clock still tells about the same as ours."""
        return abs(self.seconds_apart) <= MOST_APART
