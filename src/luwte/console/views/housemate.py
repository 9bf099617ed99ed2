"""Nobody else reads along: covers everything at once, and puts open dialogs away behind a lock.

A page that covers was chosen over blurring: a blurred desk still shows who writes how much, and blurring a
window of 1200 × 800 takes 40 times the processor time of painting one page with a mark.
"""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from luwte.console.state import Session
from luwte.console.views.window import Window


class Curtain(QObject):
    """Follows the lock and the focus of the program.

    Covered: the panic key was pressed and the lock has not come yet, or in housemate mode no window of the
    program has the focus. Behind a cover or a lock no dialog, menu or tooltip shows either; dialogs come back
    as they were.

    Signals: lock_wanted ().
    """

    lock_wanted = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._session = Session()
        self._is_housemate = False
        self._is_active = True
        self._is_panicked = False
        self._is_lock_due = False
        self._is_drawn = False
        self._away: list[QDialog] = []
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._look_soon)

    @property
    def is_covered(self) -> bool:
        """Tell whether nothing but the mark is to be seen."""
        is_unwatched = self._is_housemate and not self._is_active and not self._session.is_locked
        return self._is_working and (self._is_panicked or is_unwatched)

    def set_housemate(self, is_on: bool) -> None:
        """Cover everything while no window of the program has the focus, or not."""
        self._is_housemate = is_on
        self._draw()

    @Slot(object)
    def follow_session(self, session: Session) -> None:
        """Follow the lock; a panic is over once it is there and no password is being looked at."""
        self._session = session
        if not self._is_working or (session.is_locked and not session.is_busy):
            self._is_panicked = self._is_lock_due = False
        self._draw()
        if self._is_panicked:
            self.lock()

    @Slot()
    def lock(self) -> None:
        """Lock, if there is something to lock; also what a password that is being looked at would open."""
        if self._is_working and (self._session.is_busy or not self._session.is_locked):
            self._is_lock_due = True
            self.lock_wanted.emit()

    @Slot()
    def panic(self) -> None:
        """Cover everything now, get out of sight, and lock."""
        if self._is_working:
            self._is_panicked = self._is_lock_due = True
            self._draw()
            self.lock_wanted.emit()
        self._window.showMinimized()

    @Slot()
    def tick(self) -> None:
        """A lock that did not come is asked for again: whoever left must not find the desk open."""
        if self._is_lock_due:
            self.lock()

    @property
    def _is_working(self) -> bool:
        return self._session.stage == "on_shift"

    @Slot()
    def _look_soon(self) -> None:
        # Not at once: from a window to its dialog the focus may be nowhere for a moment.
        QTimer.singleShot(0, self, self.look)

    @Slot()
    def look(self) -> None:
        """Look whether one of the program's windows has the focus."""
        self.follow_focus(is_here=QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive)

    def follow_focus(self, *, is_here: bool) -> None:
        """One of the program's windows has the focus, or none has."""
        self._is_active = is_here
        self._draw()

    def _draw(self) -> None:
        is_covered = self.is_covered
        is_drawn = is_covered or (self._is_working and self._session.is_locked)
        if is_covered:
            self._window.cover()
        else:
            self._window.uncover()
        if is_drawn and not self._is_drawn:
            self._put_away()
        self._is_drawn, was_drawn = is_drawn, self._is_drawn
        if was_drawn and not is_drawn:
            self._bring_back()

    def _put_away(self) -> None:
        for _ in range(len(QApplication.topLevelWidgets())):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        was_in_front = QApplication.activeWindow()
        for window in QApplication.topLevelWidgets():
            if window.windowType() == Qt.WindowType.ToolTip:
                window.hide()  # asked to, a tooltip takes a third of a second
            elif isinstance(window, QDialog) and window.isVisible() and self._is_ours(window):
                window.finished.connect(self._forget)
                self._away.append(window)
                window.hide()
        if was_in_front in self._away and not self.is_covered:
            self._window.activateWindow()  # the password is to be typed there now

    def _bring_back(self) -> None:
        dialogs, self._away = self._away, []
        for dialog in dialogs:
            if isValid(dialog):
                dialog.finished.disconnect(self._forget)
                dialog.open()

    @Slot()
    def _forget(self) -> None:
        """A question was settled while it was away: it does not come back."""
        self._away = [dialog for dialog in self._away if isValid(dialog) and dialog is not self.sender()]

    def _is_ours(self, dialog: QWidget) -> bool:
        above: QWidget | None = dialog
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is self._window
