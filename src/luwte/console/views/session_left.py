"""What every system's listener tells: that nobody sits here any more."""

from PySide6.QtCore import QObject, Signal, Slot

from luwte.console.state import Session


class SessionWatch(QObject):
    """Hears nothing itself.

    Signals: left (), somebody left the computer or is about to.
    """

    left = Signal()

    @Slot(object)
    def follow_session(self, session: Session) -> None:
        """Know whether the desk is open; most systems need not be told."""
