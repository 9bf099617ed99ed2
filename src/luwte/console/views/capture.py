"""Keeps windows out of screenshots, recordings and shared screens, where the system offers it.

Windows and macOS do; Linux does not, and nothing is promised there. The program's own pictures (``grab``) are
not touched. Not tried on Windows and macOS by its makers; written after the documentation of
SetWindowDisplayAffinity and NSWindow.sharingType.
"""

import ctypes
import sys
from typing import Any, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from luwte import log

EXCLUDED: Final = 0x11
"""WDA_EXCLUDEFROMCAPTURE; since Windows 10 2004. Older ones know black instead: WDA_MONITOR."""

BLACK: Final = 0x01
NOT_SHARED: Final = 0
"""NSWindowSharingNone."""

OBJECTIVE_C: Final = "/usr/lib/libobjc.dylib"


class Exclusion(QObject):
    """Takes each window of the program out of captures when it comes on the screen with the focus."""

    def __init__(self, window: QWidget, platform: str = sys.platform) -> None:
        super().__init__(window)
        self._platform = platform
        self._is_told = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and platform in {"win32", "darwin"}:
            app.focusWindowChanged.connect(self.follow)
            window.winId()  # makes the window's handle now, so that not even its first frame is caught
            self.follow(window.windowHandle())

    @Slot(QWindow)
    def follow(self, window: QWindow | None) -> None:
        """A window is in front: nobody captures it from now on."""
        if window is None:
            return
        try:
            is_excluded = exclude(int(window.winId()), self._platform)
        except (OSError, AttributeError) as error:
            self._tell(type(error).__name__)
        else:
            if not is_excluded:
                self._tell("refused")

    def _tell(self, why: str) -> None:
        if not self._is_told:
            self._is_told = True
            log.note("console.capture", "not_excluded", error=why)


def exclude(handle: int, platform: str, library: Any = None) -> bool:
    """Take a window out of captures; False if the system will not. ``library`` is the system's, for the
    tests.

    Raises OSError or AttributeError where there is no such system.
    """
    match platform:
        case "win32":
            user = library or ctypes.CDLL("user32")
            window = ctypes.c_void_p(handle)
            return any(user.SetWindowDisplayAffinity(window, how) for how in (EXCLUDED, BLACK))
        case "darwin":
            send = _sender(library or ctypes.CDLL(OBJECTIVE_C))
            # What Qt calls the window's id is its view there.
            inside = send(handle, b"window")
            if inside:
                send(inside, b"setSharingType:", NOT_SHARED)
            return bool(inside)
        case _:
            return False


def _sender(objective: Any) -> Any:
    """Return how to send a message to an object: its address, the message's name, and one number."""
    objective.sel_registerName.restype = ctypes.c_void_p
    objective.objc_msgSend.restype = ctypes.c_void_p

    def send(whom: int, name: bytes, *numbers: int) -> int:
        selector = ctypes.c_void_p(objective.sel_registerName(name))
        given = [ctypes.c_ulong(number) for number in numbers]
        return objective.objc_msgSend(ctypes.c_void_p(whom), selector, *given) or 0

    return send
