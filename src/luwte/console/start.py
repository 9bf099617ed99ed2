"""Starts the console: one page first, everything else when somebody begins.

Half of a start went into keys, sockets and a desk that nobody needs before the password is typed.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QSocketNotifier

from luwte.console.front import Front, open_front, open_refusal
from luwte.console.qt import ConsoleError, prepare
from luwte.console.steady import run_name, steady_seconds
from luwte.hardening import close_to_others
from luwte.settings import SettingsError, console_folder, load_profile
from luwte.vault.errors import VaultError
from luwte.vault.shift import Run, alone, find

RUNS_ALREADY: Final = "Luwte is open on this computer already: look for its window."


def run(server: str | None = None) -> int:
    """Start the console and return the exit code when it has ended.

    ConsoleError ``vault_folder`` if it runs already, once the person has read so.
    """
    prepare()
    where = console_folder()
    with ExitStack() as held:
        try:
            held.enter_context(alone(where))
        except VaultError as error:
            if error.code == "vault_folder":
                _begins(front := open_refusal(where, error.code))
                front.leave()
                raise ConsoleError(error.code, RUNS_ALREADY) from None
            # A disk in a network that knows no locks is no second console.
        # Before any window: nothing of a shift that is over is left on this computer.
        now = int(time.time())
        found = find(where, now, _owner(where), Run(run_name(), steady_seconds()))
        front = open_front(where, server or "", found.meant_until(now) if found else None)
        if not _begins(front):
            front.leave()
            return 0
        # WORKAROUND https://github.com/flatpak/xdg-desktop-portal/issues/2141: not before the window is
        # there, because portals refuse a program they may not look up in /proc, and the first thing they are
        # asked for is whether the desktop is dark. May go to the start once current desktops answer.
        close_to_others()
        # Keys, sockets and the desk: none of it is needed, nor takes memory, before somebody is there.
        from luwte.console.loop import drive, work_behind  # noqa: PLC0415

        drive(lambda: work_behind(front, server or ""))
    return 0


def _owner(where: Path) -> tuple[str, str] | None:
    """Return whose shifts may lie here; None if the profile cannot say now."""
    try:
        profile = load_profile(where)
    except SettingsError:
        return None
    return (profile.helpline, profile.person) if profile else ("", "")


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
