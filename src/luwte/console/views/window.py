"""The window: which page is in front follows from the session. Its title never says more than the
program's name."""

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QToolButton, QWidget

from luwte.console.state import Notice, Session, TrustAlarm
from luwte.console.views.cover import Cover
from luwte.console.views.enrol import EnrolPage
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.sign_in import LockPage, SignInPage
from luwte.console.views.theme import Theme
from luwte.console.views.totp import TotpPage

if TYPE_CHECKING:
    from luwte.console.views.alarm_page import AlarmPage
    from luwte.console.views.begin_page import BeginPage
    from luwte.console.views.desk import Desk
    from luwte.console.views.figures_page import FiguresPage
    from luwte.console.views.resume_page import ResumePage
    from luwte.console.views.sealed_page import SealedPage, SealingPage

FRAME: Final = 40
"""Pixels that a desktop may put around a window, above and below."""

_Page = TypeVar("_Page", bound=QWidget)


class Window(QMainWindow):
    """All pages in one stack.

    Signals: close_wanted () - the window never closes by itself.
    """

    close_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self._is_beginning_again = False
        self._is_counting = False
        self._session: Session | None = None
        self.setWindowTitle("Luwte")
        self.setWindowIcon(theme.icon("luwte", "primary", 64))
        self._sentences = sentences
        self.desk: Desk | None = None
        self.figures: FiguresPage | None = None
        self.pages = QStackedWidget()
        self._in_front: QWidget | None = None
        self._is_covered = False
        self.setCentralWidget(self.pages)
        # A laptop's screen may be lower than that: the row of buttons would lie under its edge.
        room = QGuiApplication.primaryScreen().availableSize() - QSize(0, FRAME)
        self.resize(QSize(1_200, 780).boundedTo(room))
        self.setMinimumSize(640, 480)

    # A page is made when it is needed first, and those behind the sign-in are read then too: one of them is
    # all that a start waits for.

    @cached_property
    def enrol(self) -> EnrolPage:
        """The first evening."""
        return self._added(EnrolPage(self._theme, self._sentences))

    @cached_property
    def totp(self) -> TotpPage:
        """A coordinator's second factor."""
        return self._added(TotpPage(self._theme, self._sentences))

    @cached_property
    def sign_in(self) -> SignInPage:
        """The password."""
        return self._added(SignInPage(self._theme, self._sentences))

    @cached_property
    def begin(self) -> "BeginPage":
        """Before a shift."""
        from luwte.console.views.begin_page import BeginPage  # noqa: PLC0415 - late, see above

        return self._added(BeginPage(self._theme, self._sentences, self._now))

    @cached_property
    def resume(self) -> "ResumePage":
        """A shift of before a crash."""
        from luwte.console.views.resume_page import ResumePage  # noqa: PLC0415 - late, see above

        return self._added(ResumePage(self._theme, self._sentences))

    @cached_property
    def sealing(self) -> "SealingPage":
        """While a shift is destroyed."""
        from luwte.console.views.sealed_page import SealingPage  # noqa: PLC0415 - late, see above

        return self._added(SealingPage(self._theme))

    @cached_property
    def lock(self) -> LockPage:
        """Everything is hidden."""
        return self._added(LockPage(self._theme, self._sentences))

    @cached_property
    def sealed(self) -> "SealedPage":
        """After a shift."""
        from luwte.console.views.sealed_page import SealedPage  # noqa: PLC0415 - late, see above

        return self._added(SealedPage(self._theme, self._sentences.shift))

    @cached_property
    def blank(self) -> Cover:
        """Nothing to see."""
        return self._added(Cover(self._theme))

    @cached_property
    def alarm(self) -> "AlarmPage":
        """The server cannot be trusted."""
        from luwte.console.views.alarm_page import AlarmPage  # noqa: PLC0415 - late, see above

        return self._added(AlarmPage(self._theme, self._sentences))

    def furnish(self, desk: "Desk", figures: "FiguresPage") -> None:
        """Put the desk and the figures behind the first pages; nobody needs them before signing in."""
        self.desk = self._added(desk)
        self.figures = self._added(figures)
        figures.leave_wanted.connect(self._leave_figures)

    def cover(self) -> None:
        """Show nothing but the mark; pages come and go behind it."""
        self._is_covered = True
        self._put(self.blank)

    def uncover(self) -> None:
        """Show the page again that is in front."""
        if self._is_covered:
            self._is_covered = False
            if self._in_front is not None:
                self._put(self._in_front)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Bring the page in front that belongs to where the person is, and tell it."""
        self._session = session
        if session.stage != "sealed":
            self._is_beginning_again = False
        is_over = session.stage not in {"shift_start", "on_shift"} or session.is_practice
        if self._is_counting and is_over and self.figures is not None:
            self._is_counting = False
            self.figures.leave()
        page = self._page(session)
        if isinstance(page, CalmPage):
            page.show_session(session)
        if self._in_front is not page:
            before = self._in_front
            self._bring(page)
            if isinstance(before, CalmPage):
                before.leave()
            if isinstance(page, CalmPage):
                page.start()

    @Slot()
    def begin_again(self) -> None:
        """Leave the receipt for the page on which another shift begins."""
        self._is_beginning_again = True
        if self._session is not None:
            self.show_session(self._session)

    @Slot()
    def count(self) -> None:
        """Bring the figures in front."""
        session = self._session
        if self.figures is None or session is None or session.stage not in {"shift_start", "on_shift"}:
            return
        self._is_counting = True
        self.show_session(session)
        self.figures.start()

    @Slot()
    def _leave_figures(self) -> None:
        if self._is_counting and self._session is not None:
            self._is_counting = False
            self.show_session(self._session)

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Tell it on the page before a shift, also what became of notes of before: the desk is not in front
        then."""
        is_before = self._session is not None and self._session.stage in {"sign_in", "shift_start"}
        sentence = self._sentences.notice(notice) if is_before else None
        if is_before and notice.code in {"vault_lost", "vault_damaged"}:
            self.begin.tell(self._sentences.reason(notice.code))
        elif sentence is not None:
            self.begin.tell(sentence.text)

    def show_refusal(self, code: str) -> None:
        """The program cannot begin here, and nothing else will be in front."""
        from luwte.console.views.refusal_page import RefusalPage  # noqa: PLC0415 - late, see above

        refusal = self._added(RefusalPage(self._theme, self._sentences, code))
        refusal.quit_wanted.connect(self.close_wanted)
        self._bring(refusal)
        refusal.start()

    @Slot(object)
    def show_alarm(self, alarm: TrustAlarm) -> None:
        """The server cannot be trusted: nothing else is in front from now on."""
        self.alarm.show_alarm(alarm)
        self._bring(self.alarm)
        self.alarm.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return presses the button that has the focus, as space does; Qt's own know it in questions only."""
        focused = self.focusWidget()
        is_return = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()
        is_plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if is_return and is_plain and isinstance(focused, QPushButton | QToolButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask instead of closing: the program ends in order or not at all."""
        event.ignore()
        self.close_wanted.emit()

    def _added(self, page: _Page) -> _Page:
        page.setParent(self.pages)
        page.hide()
        return page

    def _bring(self, page: QWidget) -> None:
        self._in_front = page
        if not self._is_covered:
            self._put(page)

    def _put(self, page: QWidget) -> None:
        """Let a page be all there is: of one left in the stack, a screen reader could read on behind a
        lock."""
        pages = self.pages
        if pages.indexOf(page) < 0:
            pages.addWidget(page)
        pages.setCurrentWidget(page)
        for other in [pages.widget(place) for place in range(pages.count())]:
            if other is not None and other is not page:
                pages.removeWidget(other)
        if self.desk is not None and page is self.desk:
            self.desk.start()

    def _page(self, session: Session) -> QWidget:  # noqa: PLR0911 - one a stage
        if self._is_counting and self.figures is not None:
            return self._unlocked(session, self.figures)
        match session.stage:
            case "enrol":
                return self.totp if session.totp_uri else self.enrol
            case "sign_in":
                return self.sign_in
            case "shift_start":
                return self._unlocked(session, self.begin)
            case "resume":
                return self._unlocked(session, self.resume)
            case "on_shift":
                return self.lock if session.is_locked or self.desk is None else self.desk
            case "sealing":
                return self.sealing
            case "sealed":
                return self._unlocked(session, self.begin) if self._is_beginning_again else self.sealed
            case "broken":
                return self.alarm

    def _unlocked(self, session: Session, page: QWidget) -> QWidget:
        """Return the page, or the lock before it: a shift that ended behind a lock opens nothing."""
        return self.lock if session.is_locked else page
