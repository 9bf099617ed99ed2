"""Ends the program in order when the system asks: on Ctrl+C, at the end of a session, at a shutdown."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Final

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


async def until_told(work: Callable[[], Coroutine[object, object, None]]) -> None:
    """Do the work; a signal cancels it, so that its own clean-up runs, and is an ordinary end."""
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    if task is None or sys.platform == "win32":  # loops there take no signals
        await work()
        return
    told = asyncio.Event()

    def tell() -> None:
        if not told.is_set():
            told.set()
            task.cancel()

    for number in SIGNALS:
        loop.add_signal_handler(number, tell)
    try:
        await work()
    except asyncio.CancelledError:
        if not told.is_set():
            raise
        task.uncancel()
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)
