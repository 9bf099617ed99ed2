"""macOS tells everybody that the screen is locked; before it sleeps it locks, unless its owner switched that
off.

Not tried on macOS by its makers; written after the documentation of CFNotificationCenter.
"""

import ctypes
from typing import Any, Final

from luwte.console.views.session_left import SessionWatch

FRAMEWORK: Final = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
LOCKED: Final = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart")
UTF8: Final = 0x08000100
AT_ONCE: Final = 4
"""CFNotificationSuspensionBehaviorDeliverImmediately."""

_CALL = ctypes.CFUNCTYPE(None, *(ctypes.c_void_p,) * 5)


class MacWatch(SessionWatch):
    """Listens at the distributed notification centre; ``foundation`` is CoreFoundation, for the tests."""

    def __init__(self, foundation: Any = None) -> None:
        super().__init__()
        library = foundation or ctypes.CDLL(FRAMEWORK)
        library.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        library.CFStringCreateWithCString.restype = ctypes.c_void_p
        centre = ctypes.c_void_p(library.CFNotificationCenterGetDistributedCenter())
        self._call = _CALL(self._told)  # kept: the centre knows its address only
        for name in LOCKED:
            words = ctypes.c_void_p(library.CFStringCreateWithCString(None, name, UTF8))
            library.CFNotificationCenterAddObserver(
                centre, None, self._call, words, None, ctypes.c_long(AT_ONCE)
            )

    def _told(self, *_what: object) -> None:
        self.left.emit()
