"""Hears from the system that nobody sits here any more: the desktop is locked, the computer sleeps, the lid
is closed.

What a system does not tell is not known; the lock after idle time holds everywhere.
"""

import sys

from PySide6.QtWidgets import QWidget

from luwte import log
from luwte.console.views.session_left import SessionWatch


def watch_session(window: QWidget) -> SessionWatch:
    """Listen to the system this runs on; where it cannot be heard, one note in the log says so."""
    try:
        match sys.platform:
            case "win32":
                from luwte.console.views.session_windows import WindowsWatch  # noqa: PLC0415 - that system's

                return WindowsWatch(int(window.winId()))
            case "darwin":
                from luwte.console.views.session_mac import MacWatch  # noqa: PLC0415 - that system's

                return MacWatch()
            case _:
                from luwte.console.views.session_linux import listen  # noqa: PLC0415 - that system's

                return listen()
    except (OSError, AttributeError, ImportError) as error:
        log.note("console.session", "not_heard", error=type(error).__name__)
        return SessionWatch()
