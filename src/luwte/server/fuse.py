"""Whose error ends what: one in a decision ends the server, in order; one before it ends one connection.

While desk, roster and clerk decide, an error of ours may leave half a decision in memory: nothing may be
built on that, so the program stops and starts again from what is durable. Everything before concerns the
connection that said it, and must not be a way to end everybody's conversations from afar.
"""

import asyncio
from collections.abc import Callable

from luwte.log import note, place


class Fuse:
    """``with`` it around every decision; an error in it is what the server ends with."""

    def __init__(self) -> None:
        self.blown: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Exception) and not self.blown.done():
            note("server.fuse", "decision_failed", kind=type(error).__name__, at=place(error))
            self.blown.set_exception(error)


class Cordon:
    """``with`` it around what one connection says: an error there closes that connection and is counted."""

    def __init__(self, fuse: Fuse) -> None:
        self._fuse = fuse
        self.errors = 0

    def around(self, close: Callable[[], None]) -> "_Around":
        """Return the cordon of one connection; ``close`` ends it without a word."""
        return _Around(self, close)

    def broken(self, error: Exception) -> None:
        """Count and tell an error, unless the whole server ends with it."""
        self.errors += 1
        if not self._fuse.blown.done():
            note(
                "server.fuse", "session_failed", kind=type(error).__name__, at=place(error), count=self.errors
            )


class _Around:
    def __init__(self, cordon: Cordon, close: Callable[[], None]) -> None:
        self._cordon = cordon
        self._close = close

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        self._cordon.broken(error)
        self._close()
        return True
