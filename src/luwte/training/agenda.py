"""What is to happen, and when: the played server's own clockwork."""

import heapq
from collections.abc import Callable
from itertools import count
from typing import Final

from luwte.protocol.messages import ToStaff

Happening = Callable[[float], list[ToStaff]]
"""What happens at a time, as messages to the console."""


class Agenda:
    """Happenings in the order of their times; those of one time in the order they were added."""

    def __init__(self) -> None:
        self._entries: Final[list[tuple[float, int, Happening]]] = []
        self._order: Final = count()

    def add(self, at: float, happening: Happening) -> None:
        """Let this happen at a time (unix seconds)."""
        heapq.heappush(self._entries, (at, next(self._order), happening))

    @property
    def next_at(self) -> float | None:
        """When the next one is due."""
        return self._entries[0][0] if self._entries else None

    def next(self) -> list[ToStaff]:
        """Let the next one happen."""
        at, _, happening = heapq.heappop(self._entries)
        return happening(at)


def earliest(*times: float | None) -> float | None:
    """Return the first of these times, None if there is none."""
    return min((at for at in times if at is not None), default=None)
