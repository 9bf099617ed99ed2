"""Asks every connection in turn whether its peer is still there: one timer for all of them.

The library would keep a task with a timer for each, a sixth of what an idle visitor costs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

PING_SECONDS: Final = 20
"""Seconds between two questions to one connection, and the beats in one round."""


class Asked(Protocol):
    """A connection as the pulse knows it."""

    def ask_whether_there(self) -> None:
        """Send a ping, or end the connection if nothing at all came since the last one."""


class Pulse:
    """One beat a second; every connection has its turn once in a round."""

    def __init__(self) -> None:
        self._turns: list[set[Asked]] = [set() for _ in range(PING_SECONDS)]
        self._at = 0

    @contextmanager
    def of(self, connection: Asked) -> Iterator[None]:
        """Ask a connection while the block runs, first in a round's time."""
        turn = self._turns[self._at]
        turn.add(connection)
        try:
            yield
        finally:
            turn.discard(connection)

    def beat(self) -> None:
        """A second has passed: ask those whose turn it is."""
        self._at = (self._at + 1) % PING_SECONDS
        for connection in tuple(self._turns[self._at]):
            connection.ask_whether_there()
