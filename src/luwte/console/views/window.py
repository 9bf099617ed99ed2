"""The window: which page is in front follows from the session. Its title never says more than the
program's name."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from luwte.console.state import Session, TrustAlarm
from luwte.console.views.desk import Desk
from luwte.console.views.enrol import EnrolPage
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.shift_pages import AlarmPage, SealedPage, ShiftPage
from luwte.console.views.sign_in import LockPage, SignInPage
from luwte.console.views.theme import Theme
from luwte.console.views.totp import TotpPage


class Window(QMainWindow):
    """All pages in one stack.

    Signals: close_wanted () - the window never closes by itself.
    """

    close_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__()
        self._theme = theme
        self._session: Session | None = None
        self.setWindowTitle("Luwte")
        self.setWindowIcon(theme.icon("luwte", "primary", 64))
        self.desk: Desk | None = None
        self.enrol = EnrolPage(theme, sentences)
        self.totp = TotpPage(theme, sentences)
        self.sign_in = SignInPage(theme, sentences)
        self.shift = ShiftPage(theme, sentences)
        self.lock = LockPage(theme, sentences)
        self.sealed = SealedPage(theme, sentences)
        self.alarm = AlarmPage(theme, sentences)
        self.pages = QStackedWidget()
        for page in (
            self.sign_in,
            self.enrol,
            self.totp,
            self.shift,
            self.lock,
            self.sealed,
            self.alarm,
        ):
            self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.resize(1_200, 780)
        self.setMinimumSize(640, 480)

    def furnish(self, desk: Desk) -> None:
        """Put the desk behind the first pages; it is not needed before a shift."""
        self.desk = desk
        self.pages.addWidget(desk)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Bring the page in front that belongs to where the person is, and tell it."""
        self._session = session
        page = self._page(session)
        for told in (self.enrol, self.totp, self.sign_in, self.shift, self.lock, self.sealed):
            if told is page:
                told.show_session(session)
        if self.pages.currentWidget() is not page:
            before = self.pages.currentWidget()
            self.pages.setCurrentWidget(page)
            if isinstance(before, EnrolPage | SignInPage | TotpPage | LockPage):
                before.clear_secrets()
            if isinstance(page, CalmPage):
                page.start()

    @Slot(object)
    def show_alarm(self, alarm: TrustAlarm) -> None:
        """The server cannot be trusted: nothing else is in front from now on."""
        self.alarm.show_alarm(alarm)
        self.pages.setCurrentWidget(self.alarm)
        self.alarm.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask instead of closing: the program ends in order or not at all."""
        event.ignore()
        self.close_wanted.emit()

    def _page(self, session: Session) -> QWidget:
        match session.stage:
            case "enrol":
                return self.totp if session.totp_uri else self.enrol
            case "sign_in":
                return self.sign_in
            case "shift_start":
                return self.shift
            case "on_shift":
                return self.lock if session.is_locked or self.desk is None else self.desk
            case "sealed":
                return self.sealed
            case "broken":
                return self.alarm
