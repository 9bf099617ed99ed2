"""The event loops of what is measured, and of whoever measures it."""

import asyncio
import select
import selectors
import sys
from collections.abc import Coroutine


def run_on_fast_loop(main: Coroutine[object, object, None]) -> None:
    """Run to the end on uvloop where it exists, as ``luwte server`` does; an interrupt ends it quietly."""
    try:
        if sys.platform == "win32":
            asyncio.run(main)
        else:
            import uvloop  # noqa: PLC0415 - not on Windows

            uvloop.run(main)
    except KeyboardInterrupt:
        return


if sys.platform == "linux":

    class _Punctual(selectors.EpollSelector):
        """Wakes at the microsecond it was asked for: epoll itself counts whole milliseconds."""

        def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
            """Wait for a file, or for so long."""
            if timeout is not None and timeout > 0:
                select.select([self.fileno()], [], [], timeout)
                timeout = 0
            return super().select(timeout)


def punctual_loop() -> asyncio.AbstractEventLoop:
    """Return a loop for a load: its timers are exact, so that it need not spin until its next line is due.

    A load that spins keeps a processor from the server, whose threads then wait there for the kernel's next
    tick (4 ms): that shows as the server's slowest lines.
    """
    if sys.platform == "linux":
        return asyncio.SelectorEventLoop(_Punctual())
    else:  # noqa: RET505 - a type checker takes what follows a bare return for unreachable
        return asyncio.new_event_loop()
