"""What every system's listener tells: that nobody sits here any more."""

from PySide6.QtCore import QObject, Signal


class SessionWatch(QObject):
    """Hears nothing itself.

    Signals: left (), somebody left the computer or is about to.
    """

    left = Signal()
