"""What a person sees first: the language, the look, and one page."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit

from luwte.console.state import Session
from luwte.console.views.focus import FocusRing
from luwte.console.views.language import Language
from luwte.console.views.sentences import Sentences
from luwte.console.views.theme import Theme
from luwte.console.views.window import Window
from luwte.settings import Preferences, SettingsError, load_preferences, load_profile

PATIENCE: Final = 500
"""Milliseconds the window may take to come on the screen before the rest is loaded all the same."""

_SIGNS: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
)


class Front(QObject):
    """The window with its first page, made before anything else; the desk is put behind it later.

    Signals: touched (somebody begins to do something, or wants the window closed).
    """

    touched = Signal()

    def __init__(self, preferences: Preferences, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.preferences = preferences
        self.is_touched = False
        self.is_closed = False
        self._is_alone = True
        self._early: Callable[[], None] | None = None
        self._language = Language(preferences.language)
        self.theme = Theme(preferences.theme, preferences.text_percent / 100)
        self.theme.apply()
        self.sentences = Sentences()
        self.window = Window(self.theme, self.sentences, now)
        self.ring = FocusRing(self.theme, self.window)

    def open(self, session: Session) -> None:
        """Show the page that belongs to this session, and wait until it is on the screen."""
        window = self.window
        window.show_session(session)
        window.close_wanted.connect(self.end)
        if session.stage == "sign_in":
            window.sign_in.sign_in_wanted.connect(self._keep_sign_in)
        else:
            window.enrol.enrol_wanted.connect(self._keep_enrol)
        for field in window.findChildren(QLineEdit):
            field.textChanged.connect(self.touch)  # a screen reader fills it in without a key
        window.show()
        window.windowHandle().installEventFilter(self)
        self._wait_for_screen()

    def refuse(self, code: str) -> None:
        """Show why the program cannot begin here; closing the window is all that is left."""
        self.window.show_refusal(code)
        self.window.close_wanted.connect(self.end)
        self.window.show()
        self._wait_for_screen()

    def give_way(self) -> None:
        """The whole console listens now: pass on what was pressed before."""
        self._is_alone, self.is_touched = False, True
        early, self._early = self._early, None
        if early is not None:
            early()

    def leave(self) -> None:
        """Take the window away, and the language."""
        self.window.hide()
        self._language.fall_silent()

    @Slot()
    def touch(self) -> None:
        """Somebody begins."""
        if not self.is_touched:
            self.is_touched = True
            self.touched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice the first key or press in the window; it goes on to where it was meant for."""
        if event.type() in _SIGNS:
            watched.removeEventFilter(self)
            self.touch()
        return False

    @Slot()
    def end(self) -> None:
        """Nothing runs behind the page yet: leave at once."""
        if self._is_alone:
            self.is_closed = True
            self.touch()

    def _wait_for_screen(self) -> None:
        screen = self.window.windowHandle()
        patience = QTimer()
        patience.setSingleShot(True)
        patience.start(PATIENCE)
        while patience.isActive() and not screen.isExposed():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.processEvents()

    @Slot(str, str)
    def _keep_sign_in(self, password: str, figures: str) -> None:
        if self._is_alone:
            self._early = partial(self.window.sign_in.sign_in_wanted.emit, password, figures)

    @Slot(str, str, str)
    def _keep_enrol(self, server: str, code: str, password: str) -> None:
        if self._is_alone:
            self._early = partial(self.window.enrol.enrol_wanted.emit, server, code, password)


def open_front(where: Path, server: str = "", found_until: float | None = None) -> Front:
    """Put the first page of the profile in a folder on the screen; makes the QApplication if there is none.

    ``found_until``: until when a shift of before a crash is meant to run (unix seconds). Raises
    SettingsError if the preferences cannot be read.
    """
    front = _made(where)
    try:
        profile = load_profile(where)
    except SettingsError:
        profile = None
        front.touch()  # the core says what is wrong
    front.open(
        Session("enrol", server=server)
        if profile is None
        else Session("sign_in", server=profile.server, found_until=found_until)
    )
    return front


def open_refusal(where: Path, code: str) -> Front:
    """Put one page on the screen that says why the program cannot begin: a code of VaultError.

    Raises SettingsError if the preferences cannot be read.
    """
    front = _made(where)
    front.refuse(code)
    return front


def _made(where: Path) -> Front:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        app.setStyle("Fusion")
        app.setQuitOnLastWindowClosed(False)
    front = Front(load_preferences(where))
    if isinstance(app, QApplication):
        app.focusChanged.connect(front.ring.follow)
    return front
