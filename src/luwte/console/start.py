"""Starts the console: one page first, everything else when somebody begins.

Half of a start went into keys, sockets and a desk that nobody needs before the password is typed.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QSocketNotifier

from luwte.console.front import Front, open_front
from luwte.console.qt import prepare
from luwte.hardening import close_to_others
from luwte.settings import console_folder


def run(server: str | None = None) -> int:
    """Start the console and return the exit code when it has ended."""
    prepare()
    front = open_front(console_folder(), server or "")
    if not _begins(front):
        front.leave()
        return 0
    # Not before the window is there: a desktop's portals refuse a program they may not look up in /proc, and
    # the first thing they are asked for is whether the desktop is dark.
    close_to_others()
    # Keys, sockets and the desk: none of it is needed, nor takes memory, before somebody is there.
    from luwte.console.loop import drive, work_behind  # noqa: PLC0415

    drive(lambda: work_behind(front, server or ""))
    return 0


def _begins(front: Front) -> bool:
    """Wait behind the first page until somebody begins; False if the program is to end instead."""
    waiting = QEventLoop()
    front.touched.connect(waiting.quit)
    with _signals_end(front):
        if not front.is_touched:
            waiting.exec()
    return not front.is_closed


@contextmanager
def _signals_end(front: Front) -> Iterator[None]:
    """Let a signal end the program in order; Qt's own loop knows of no signals, so a pipe tells it."""
    if sys.platform == "win32":
        yield
        return
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    heard = QSocketNotifier(reads, QSocketNotifier.Type.Read)
    heard.activated.connect(front.end)
    handlers = {number: signal.signal(number, _heard) for number in (signal.SIGTERM, signal.SIGINT)}
    signal.set_wakeup_fd(writes)
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        heard.setEnabled(False)
        os.close(reads)
        os.close(writes)


def _heard(_number: int, _frame: object) -> None:
    """A signal came: the pipe tells of it."""
