"""Whether somebody is at the desk: hands on keyboard and mouse, and how long ago.

Looks at the few events a window gets from its system, not at all events of the program, which would slow
every repaint.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from luwte.console.state import PolicyView

ASLEEP: Final = 60.0
"""Seconds between two looks, a second apart by rights, from which on the computer must have slept."""

PANIC: Final = "F12"
"""Far from the keys one types, and one key on every keyboard."""

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Hands(QObject):
    """Feels keyboard and mouse in the window and in every dialog and menu over it.

    Signals: moved () · lock_pressed (), Ctrl+L also where the desk's shortcuts do not reach · panic_pressed
    ().
    """

    moved = Signal()
    lock_pressed = Signal()
    panic_pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.follow)
            self.follow(QGuiApplication.focusWindow())

    @Slot(QWindow)
    def follow(self, window: QWindow | None) -> None:
        """A window has the focus now: feel what is done in it, if it is one of this desk."""
        above = window
        own = self._window.windowHandle()
        while above is not None and above is not own:
            above = above.transientParent()
        if window is not None and above is not None:
            window.installEventFilter(self)  # once more does no harm: Qt keeps one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's
        """Notice a touch; take the two keys that must work everywhere."""
        if event.type() in _TOUCHES:
            self.moved.emit()
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_F12:
            self.panic_pressed.emit()
            return True
        if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.lock_pressed.emit()
            return True
        return False


class Idle(QObject):
    """Counts the time since the last touch. ``now`` gives unix seconds; ``look`` is called every second.

    Signals: idled (), as long ago as the house policy allows, or the computer slept in between.
    """

    idled = Signal()

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._now = now
        self._minutes = PolicyView().idle_lock_minutes
        self._touched = self._looked = now()

    @Slot(object)
    def follow_policy(self, policy: PolicyView) -> None:
        """Take over how long the house allows."""
        self._minutes = policy.idle_lock_minutes

    @Slot()
    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._now()

    @Slot()
    def look(self) -> None:
        """See how long ago the last touch was."""
        now = self._now()
        passed, self._looked = now - self._looked, now
        if passed < 0:  # the clock was set back: what was waited stays waited
            self._touched += passed
        if passed > ASLEEP or now - self._touched >= 60 * self._minutes:
            self._touched = now
            self.idled.emit()
