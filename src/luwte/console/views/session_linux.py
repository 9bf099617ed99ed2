"""Linux tells on two buses that the desktop is locked, the computer goes to sleep or its lid is closed."""

from typing import Any, Final

from PySide6.QtCore import SLOT, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from luwte import log
from luwte.console.state import Session
from luwte.console.views.session_left import SessionWatch

SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Who tells on the session bus that the screen is locked: KDE and others, GNOME, Cinnamon, MATE, Xfce."""

LOGIND: Final = "org.freedesktop.login1"
LOGIND_PATH: Final = "/org/freedesktop/login1"
MANAGER: Final = "org.freedesktop.login1.Manager"
SESSION: Final = "org.freedesktop.login1.Session"
UPOWER: Final = "org.freedesktop.UPower"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
ASKED: Final = {SESSION: (LOGIND, "LockedHint"), UPOWER: (UPOWER, "LidIsClosed")}
"""Whose properties change when a desktop locks or a lid is closed, and which one is asked for then."""

PATIENCE: Final = 5_000
"""Milliseconds an answer may take."""


class LinuxWatch(SessionWatch):
    """Listens on both buses. Whoever is on the session bus may say that the screen is locked: it only locks
    this desk.

    Sleep is put off until the desk is locked (logind allows five seconds): a computer that wakes up must not
    show for a moment what was on the screen.
    """

    def __init__(self, session: QDBusConnection, system: QDBusConnection) -> None:
        super().__init__()
        self._system = system
        self._is_open = False
        self.is_sleepy = False
        self._sleep: QDBusUnixFileDescriptor | None = None
        heard = [
            session.connect("", "", saver, "ActiveChanged", self, _slot("_active(bool)")) for saver in SAVERS
        ]
        # Others may be on the system bus: there, the service itself must have said it.
        heard += [
            system.connect(LOGIND, "", MANAGER, "PrepareForSleep", self, _slot("_sleeps(bool)")),
            system.connect(LOGIND, "", SESSION, "Lock", self, _slot("_locked()")),
        ]
        for service in (LOGIND, UPOWER):
            heard.append(
                system.connect(
                    service, "", PROPERTIES, "PropertiesChanged", self, _slot("_changed(QDBusMessage)")
                )
            )
        # Without a bus there is no desktop that could be locked, as in a container: nothing is amiss then.
        if session.isConnected() and system.isConnected() and not all(heard):
            log.note("console.session", "not_heard", missing=heard.count(False))

    @Slot(object)
    def follow_session(self, session: Session) -> None:
        """Put sleep off while the desk is open, and let it come once it is locked."""
        was_open, self._is_open = self._is_open, session.stage == "on_shift" and not session.is_locked
        if self._is_open and not was_open and not self.is_sleepy:
            self._put_off_sleep()
        elif not self._is_open:
            self._sleep = None

    def _put_off_sleep(self) -> None:
        asked = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, MANAGER, "Inhibit")
        asked.setArguments(["sleep", "Luwte", "Locks before the computer sleeps", "delay"])
        answer, failure = _slot("_put_off(QDBusUnixFileDescriptor)"), _slot("_not_told(QDBusError)")
        self._system.callWithCallback(asked, self, answer, failure, PATIENCE)

    @Slot(QDBusUnixFileDescriptor)
    def _put_off(self, handle: QDBusUnixFileDescriptor) -> None:
        if self._is_open:
            self._sleep = handle  # sleep waits as long as this is kept

    @Slot(bool)
    def _sleeps(self, is_sleepy: bool) -> None:
        self.is_sleepy = is_sleepy
        if is_sleepy:
            self.left.emit()
        elif self._is_open and self._sleep is None:
            self._put_off_sleep()

    @Slot(bool)
    def _active(self, is_active: bool) -> None:
        if is_active:
            self.left.emit()

    @Slot()
    def _locked(self) -> None:
        self.left.emit()

    @Slot(QDBusMessage)
    def _changed(self, message: QDBusMessage) -> None:
        """Ask for the one property that matters: PySide cannot read the map of those that changed."""
        whose = str(message.arguments()[0]) if message.arguments() else ""
        if whose in ASKED:
            service, name = ASKED[whose]
            asked = QDBusMessage.createMethodCall(service, message.path(), PROPERTIES, "Get")
            asked.setArguments([whose, name])
            answer, failure = _slot("_told(QDBusVariant)"), _slot("_not_told(QDBusError)")
            self._system.callWithCallback(asked, self, answer, failure, PATIENCE)

    @Slot(QDBusVariant)
    def _told(self, value: QDBusVariant) -> None:
        if value.variant() is True:
            self.left.emit()

    @Slot(QDBusError)
    def _not_told(self, _error: QDBusError) -> None:
        """It went away meanwhile; the next change is asked about again."""


def listen() -> SessionWatch:
    """Listen on this session's bus and on the system's."""
    return LinuxWatch(QDBusConnection.sessionBus(), QDBusConnection.systemBus())


def _slot(name: str) -> Any:
    return SLOT(name)  # the stubs ask for bytes, PySide itself takes this text only
