"""What a person sees first: the language, the look, and one page. Everything else is loaded when they begin.

Half of a start went into keys, sockets and a desk that nobody needs before the password is typed.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QLineEdit

from luwte import log
from luwte.console.state import Session
from luwte.console.views.focus import FocusRing
from luwte.console.views.language import Language
from luwte.console.views.sentences import Sentences
from luwte.console.views.theme import Theme
from luwte.console.views.window import Window
from luwte.errors import LuwteError
from luwte.settings import Preferences, SettingsError, console_folder, load_preferences, load_profile

BROKEN_QT: Final = "6.12.0"
SIZE_HINTS: Final = "propagateSizeHints"
"""Screens without a window system say that they have none at every window: it means nothing."""

PATIENCE: Final = 500
"""Milliseconds the window may take to come on the screen before the rest is loaded all the same."""

_SIGNS: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
)


class ConsoleError(LuwteError):
    """The console cannot start; ``sentence`` says why in plain words."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.sentence = sentence


class Front(QObject):
    """The window with its first page, made before anything else; the desk is put behind it later.

    Signals: touched (somebody begins to do something, or wants the window closed).
    """

    touched = Signal()

    def __init__(self, preferences: Preferences) -> None:
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
        self.window = Window(self.theme, self.sentences)
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
        screen = window.windowHandle()
        screen.installEventFilter(self)
        patience = QTimer()
        patience.setSingleShot(True)
        patience.start(PATIENCE)
        while patience.isActive() and not screen.isExposed():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.processEvents()

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

    @Slot(str, str)
    def _keep_sign_in(self, password: str, figures: str) -> None:
        if self._is_alone:
            self._early = partial(self.window.sign_in.sign_in_wanted.emit, password, figures)

    @Slot(str, str, str)
    def _keep_enrol(self, server: str, code: str, password: str) -> None:
        if self._is_alone:
            self._early = partial(self.window.enrol.enrol_wanted.emit, server, code, password)


def open_front(where: Path, server: str = "") -> Front:
    """Put the first page of the profile in a folder on the screen; makes the QApplication if there is none.

    Raises SettingsError if the preferences cannot be read.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        app.setStyle("Fusion")
        app.setQuitOnLastWindowClosed(False)
    front = Front(load_preferences(where))
    if isinstance(app, QApplication):
        app.focusChanged.connect(front.ring.follow)
    try:
        profile = load_profile(where)
    except SettingsError:
        profile = None
        front.touch()  # the core says what is wrong
    front.open(
        Session("enrol", server=server) if profile is None else Session("sign_in", server=profile.server)
    )
    return front


def prepare() -> None:
    """Refuse a Qt that does not work, name the program to the desktop, and see to it that Qt's complaints are
    written down without words."""
    check_qt()
    qInstallMessageHandler(note_of_qt)
    QApplication.setApplicationName("Luwte")
    QApplication.setDesktopFileName("luwte")


def check_qt(version: str = pyside_version, python: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse the one PySide that aborts the interpreter, with a sentence that says what to do.

    Raises ConsoleError.
    """
    if version == BROKEN_QT and python < (3, 12):
        raise ConsoleError(
            "broken_qt",
            "PySide6 6.12.0 does not work with Python 3.11: install PySide6-Essentials 6.11.3 instead.",
        )


def note_of_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write down that Qt complained: its category and kind, never its words, which may repeat a file or a
    name."""
    if kind != QtMsgType.QtDebugMsg and SIZE_HINTS not in text:
        log.note("console.qt", kind.name, category=context.category or "default")


def run(server: str | None = None) -> int:
    """Start the console and return the exit code when it has ended."""
    prepare()
    front = open_front(console_folder(), server or "")
    if not _begins(front):
        front.leave()
        return 0
    # Keys, sockets and the desk: none of it is needed, nor takes memory, before somebody is there.
    from luwte.console.loop import drive, work_behind  # noqa: PLC0415

    drive(lambda: work_behind(front, server or ""))
    return 0


def _begins(front: Front) -> bool:
    """Wait behind the first page until somebody begins; False if the program is to end instead."""
    waiting = QEventLoop()
    front.touched.connect(waiting.quit)
    with _signals_end(front):
        if not front.is_touched:
            waiting.exec()
    return not front.is_closed


@contextmanager
def _signals_end(front: Front) -> Iterator[None]:
    """Let a signal end the program in order; Qt's own loop knows of no signals, so a pipe tells it."""
    if sys.platform == "win32":
        yield
        return
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    heard = QSocketNotifier(reads, QSocketNotifier.Type.Read)
    heard.activated.connect(front.end)
    handlers = {number: signal.signal(number, _heard) for number in (signal.SIGTERM, signal.SIGINT)}
    signal.set_wakeup_fd(writes)
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        heard.setEnabled(False)
        os.close(reads)
        os.close(writes)


def _heard(_number: int, _frame: object) -> None:
    """A signal came: the pipe tells of it."""
