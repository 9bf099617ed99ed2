"""Registering on the desk: which forms are open, which one is in front, and what becomes of each.

A form opens when a conversation of mine ends, and by hand. It may wait until the shift ends, in memory only:
a crash forgets what was not registered yet, and nothing of it is ever on the disk (R1).
"""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget

from luwte.console.models.people import ConversationsModel
from luwte.console.state import Notice, PolicyView, Session
from luwte.console.state.intentions import Register
from luwte.console.views.form_page import FormPage, OpenForm
from luwte.console.views.form_words import FormWords
from luwte.console.views.sentences import Sentence
from luwte.console.views.theme import Theme
from luwte.policy import RegistrationForm

ENDINGS: Final = frozenset({"visitor", "staff", "window", "quick_exit", "silent", "closed", "withdrawn"})
"""After these the contact was mine to the end; one that was handed over is registered by whoever ends it."""

ASKED: Final = frozenset({"staff", "silent"})
"""Endings by this volunteer's own hand, after which the hands go to the form."""

MOST: Final = 24
"""Forms open at once; one more conversation than that ends without a form."""

KEPT_IN_MEMORY: Final = frozenset({"outbox_disk", "outbox_full"})


class Registering(QObject):
    """The open forms, over the place in the middle of the desk where one of them stands.

    Signals: register_wanted (Register) · shown (whether a form is in front) · waiting_changed (forms open in
    all, those out of sight) · said (Sentence) · told (what a screen reader should say) · left () - the hands
    go elsewhere · select_wanted (conversation) · details_wanted () - the pane at the right.
    """

    register_wanted = Signal(object)
    shown = Signal(bool)
    waiting_changed = Signal(int, int)
    said = Signal(object)
    told = Signal(str)
    left = Signal()
    select_wanted = Signal(str)
    details_wanted = Signal()

    def __init__(self, place: QStackedWidget, mine: ConversationsModel, theme: Theme) -> None:
        super().__init__(place)
        self._place, self._mine, self._theme = place, mine, theme
        self._words = FormWords()
        self._language = QLocale().name()[:2]
        self._policy = PolicyView()
        self._session = Session()
        self._pages: list[FormPage] = []
        self._aside: set[int] = set()
        self._number = 0
        self._front = ""
        self._back = ""
        """The conversation from which somebody came to a form."""
        self._sending: FormPage | None = None
        self._is_asked = False
        self.page: FormPage | None = None

    @property
    def is_shown(self) -> bool:
        """Whether a form is in front."""
        return self.page is not None and not self._front

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Offer this policy's form from now on; open ones keep theirs."""
        self._policy = policy

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Forget all forms once the shift is over."""
        self._session = session
        if session.stage != "on_shift" and self._pages:
            for page in self._pages:
                page.forget()
                self._take_out(page)
            self._pages, self._aside, self._back = [], set(), ""
            self.page = self._sending = None
            self._tell()

    @Slot(str, str)
    def conversation_over(self, conversation: str, why: str) -> None:
        """Open a form for a conversation of mine that ended; its row must still be known."""
        row = self._mine.row(conversation)
        form = self._policy.registration
        if row is None or not row.is_mine or why not in ENDINGS or form is None or len(self._pages) >= MOST:
            return
        if why == "withdrawn":
            # C6: what went on in it is nobody's any more, not even as a theme; nor is the name.
            self._add(replace(self._opened(replace(form, fields=())), is_bare=True))
        else:
            self._add(replace(self._opened(form), nickname=row.nickname))
        self._is_asked = why in ASKED
        if not self._front and self.page is None:
            self._show(self._pages[-1])
        else:
            self._tell()

    def show_front(self, conversation: str) -> None:
        """Follow which conversation is in front; without one, a form that nobody put aside is."""
        self._front = conversation
        if conversation:
            self._back = ""
        if not conversation and self.page is None:
            waiting = [page for page in self._pages if page.opened.number not in self._aside]
            if waiting:
                self._show(waiting[-1])
                return
        if not conversation and self.page is not None:
            self._start()
        self._tell()

    @Slot()
    def add_by_hand(self) -> None:
        """Open a form for a contact by phone, mail or at the desk (C4)."""
        if self._session.stage != "on_shift":
            return
        form = self._policy.registration
        if form is None:
            self.said.emit(Sentence(self.tr("Your helpline registers nothing."), "call"))
            return
        shown = self.page if self.is_shown else None
        is_new = shown is None or shown.is_touched() or not shown.opened.is_by_hand
        if is_new and len(self._pages) < MOST:
            self._add(replace(self._opened(form), is_by_hand=True))
            self._bring(self._pages[-1])
        elif shown is not None:
            shown.start()

    @Slot()
    def reach(self) -> None:
        """Bring the form in front that was put aside last, or the one that waits longest."""
        if self._pages:
            self._bring(self.page or self._pages[0])

    @Slot()
    def begin(self) -> None:
        """What the shortcut does: to a form that waits, else to a new one."""
        if self._pages and not self.is_shown:
            self.reach()
        else:
            self.add_by_hand()

    @Slot()
    def registered(self) -> None:
        """A registration is safe on this computer: its form is done."""
        page = self._sending
        if page is None:
            return
        if self._session.is_practice:
            text = self.tr("Noted, for practice: nothing of it is kept.")
        else:
            text = self.tr("Noted. It goes along at the end of your shift, among others.")
        self.said.emit(Sentence(text, "call"))
        self._close(page)

    @Slot(str, str)
    def refused(self, code: str, field: str) -> None:
        """The form did not go as it was: it says why, and keeps what is in it."""
        page, self._sending = self._sending, None
        if page is not None:
            page.refuse(code, field)

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """What the disk refused waits in the console's memory: sent again, it would count twice."""
        page = self._sending
        if page is None:
            return
        if notice.code in KEPT_IN_MEMORY:
            self._close(page)
        elif notice.code == "busy":
            self._sending = None
            page.taken()

    # ── the forms ──

    def _opened(self, form: RegistrationForm) -> OpenForm:
        self._number += 1
        return OpenForm(self._number, form, self._policy.version)

    def _add(self, opened: OpenForm) -> None:
        page = FormPage(opened, self._theme, self._words, self._language)
        page.send_wanted.connect(self._send)
        page.later_wanted.connect(self._put_aside)
        page.drop_wanted.connect(self._drop)
        page.details_wanted.connect(self.details_wanted)
        page.told.connect(self.told)
        self._pages.append(page)
        self._place.addWidget(page)

    def _bring(self, page: FormPage) -> None:
        """Put a form in front, also from a conversation, to which the hands come back."""
        self._is_asked = True
        self._back = self._front or self._back
        if self._front:
            self.page = page
            self._place.setCurrentWidget(page)
            self.select_wanted.emit("")
        else:
            self._show(page)

    def _show(self, page: FormPage) -> None:
        self._aside.discard(page.opened.number)
        self.page = page
        self._place.setCurrentWidget(page)
        self._tell()
        self._start()

    def _start(self) -> None:
        """Give the form the hands, unless they write elsewhere, such as in a note."""
        page, now = self.page, QApplication.focusWidget()
        is_free = not isinstance(now, QLineEdit | QPlainTextEdit) or self._place.isAncestorOf(now)
        if page is not None and (self._is_asked or is_free):
            page.start(is_asked=self._is_asked)
            self.told.emit(page.head.name.accessibleName())
        self._is_asked = False

    def _send(self, registration: Register) -> None:
        page = self.sender()
        if isinstance(page, FormPage):
            self._sending = page
            self.register_wanted.emit(registration)

    def _put_aside(self) -> None:
        page = self.page
        if page is None:
            return
        if page.opened.is_by_hand and not page.is_touched():
            self._close(page)
        else:
            self._aside.add(page.opened.number)
            self.page = None
            self._go_on()

    def _drop(self) -> None:
        if self.page is not None:
            self._close(self.page)

    def _close(self, page: FormPage) -> None:
        if page is self._sending:
            self._sending = None
        page.forget()
        self._pages.remove(page)
        self._aside.discard(page.opened.number)
        self._take_out(page)
        if page is self.page:
            self.page = None
            self._go_on()
        else:
            self._tell()

    def _go_on(self) -> None:
        """To the next form, back to the conversation one came from, or to the rest of the desk."""
        waiting = [page for page in self._pages if page.opened.number not in self._aside]
        if self._front:
            self._tell()
        elif waiting:
            self._is_asked = True
            self._show(waiting[0])
        else:
            back, self._back = self._back, ""
            self._tell()
            if back and self._mine.row(back) is not None:
                self.select_wanted.emit(back)
            else:
                self.left.emit()

    def _take_out(self, page: FormPage) -> None:
        self._place.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _tell(self) -> None:
        is_shown = self.is_shown
        out_of_sight = len(self._pages) - int(is_shown)
        if self.page is not None:
            self.page.head.show_others(len(self._pages) - 1)
        self.shown.emit(is_shown)
        self.waiting_changed.emit(len(self._pages), out_of_sight)
