"""How long a window has to wait: a short timer in its loop, and how much later than meant it comes back.

On a busy machine the clock on the wall tells of others too; what this program used meanwhile does not.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

TICK: Final = 0.005
"""Seconds between two looks at whether the loop still answers."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Between two looks, in milliseconds: how much later than meant the second came, the processor time of
    the loop's own thread, and of all threads."""

    late: float
    own: float
    all: float


@dataclass
class Waits:
    """The waits of every stage of what is measured."""

    found: dict[str, list[Wait]] = field(default_factory=dict)
    _stage: str = ""
    _is_over: bool = False

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note what happens now under this name."""
        before, self._stage = self._stage, name
        try:
            yield
        finally:
            self._stage = before

    async def watch(self) -> None:
        """Look again and again until ``end``; what happens in no stage is not noted."""
        while not self._is_over:
            stage = self._stage
            wall, own, every = time.perf_counter(), time.thread_time(), time.process_time()
            await asyncio.sleep(TICK)
            if stage:
                wait = Wait(
                    1e3 * (time.perf_counter() - wall - TICK),
                    1e3 * (time.thread_time() - own),
                    1e3 * (time.process_time() - every),
                )
                self.found.setdefault(stage, []).append(wait)

    def end(self) -> None:
        """Look no longer."""
        self._is_over = True

    def of(self, *stages: str) -> Sequence[Wait]:
        """Return the waits of some stages, or of all that are known."""
        return [wait for stage in stages or self.found for wait in self.found.get(stage, ())]


def longest(waits: Sequence[Wait]) -> Wait:
    """Return the longest of each kind, not necessarily of one wait."""
    return Wait(
        max((wait.late for wait in waits), default=0.0),
        max((wait.own for wait in waits), default=0.0),
        max((wait.all for wait in waits), default=0.0),
    )
