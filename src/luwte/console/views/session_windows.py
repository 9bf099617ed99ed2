"""Windows tells a window that the session is locked or the computer sleeps.

Not tried on Windows by its makers; written after the documentation of WTSRegisterSessionNotification and
WM_POWERBROADCAST.
"""

import ctypes
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from luwte import log
from luwte.console.views.session_left import SessionWatch

WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
PBT_APMSUSPEND: Final = 0x0004
WTS_CONSOLE_DISCONNECT: Final = 0x2
WTS_SESSION_LOCK: Final = 0x7
THIS_SESSION: Final = 0

LEAVING: Final = {
    WM_POWERBROADCAST: {PBT_APMSUSPEND},
    WM_WTSSESSION_CHANGE: {WTS_CONSOLE_DISCONNECT, WTS_SESSION_LOCK},
}


class _Message(ctypes.Structure):
    """The beginning of MSG, as far as it is read."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("what", ctypes.c_size_t),
    )


class _Filter(QAbstractNativeEventFilter):
    """Sees every message of the system before Qt does, and takes none."""

    def __init__(self, watch: "WindowsWatch") -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Look whether somebody leaves."""
        if QByteArray(kind) == QByteArray(b"windows_generic_MSG"):
            told = _Message.from_address(int(message))
            if told.what in LEAVING.get(told.message, ()):
                self._watch.left.emit()
        return False, 0


class WindowsWatch(SessionWatch):
    """Listens with the window of this handle; ``terminal`` is wtsapi32, for the tests."""

    def __init__(self, handle: int, terminal: Any = None) -> None:
        super().__init__()
        library = terminal or ctypes.CDLL("wtsapi32")
        if not library.WTSRegisterSessionNotification(ctypes.c_void_p(handle), THIS_SESSION):
            log.note("console.session", "not_heard", missing=1)
        self.filter = _Filter(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self.filter)
