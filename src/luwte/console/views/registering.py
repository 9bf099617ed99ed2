"""Registering on the desk: which forms are open, which one is in front, and what becomes of each.

A form opens when a conversation of mine ends, and by hand. It may wait until the shift ends; after a crash it
is there again, because every change of it is handed on to be kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget

from luwte.console.models.people import ConversationsModel
from luwte.console.state import FormRow, Notice, PolicyView, Session
from luwte.console.state.intentions import Register
from luwte.console.views.form_page import FormPage, first_channel
from luwte.console.views.form_words import FormWords
from luwte.console.views.sentences import Sentence
from luwte.console.views.theme import Theme
from luwte.console.views.undoing import Undoing
from luwte.policy import Quick, RegistrationForm
from luwte.protocol.ids import new_id

ENDINGS: Final = frozenset({"visitor", "staff", "window", "quick_exit", "silent", "closed", "withdrawn"})
"""After these the contact was mine to the end; one that was handed over is registered by whoever ends it."""

ASKED: Final = frozenset({"staff", "silent"})
"""Endings by this volunteer's own hand, after which the hands go to the form."""

MOST: Final = 24
"""Forms open at once; of one more conversation than that it is said that it has none."""


class Registering(QObject):
    """The open forms, over the place in the middle of the desk where one of them stands.

    Signals: register_wanted (Register) · keep_wanted (FormRow: an open form as it stands) · drop_wanted
    (form) · shown (whether a form is in front) · waiting_changed (forms open in all, those out of sight) ·
    said (Sentence) · told (what a screen reader should say) · left () - the hands go elsewhere ·
    select_wanted (conversation) · details_wanted () - the pane at the right.
    """

    register_wanted = Signal(object)
    keep_wanted = Signal(object)
    drop_wanted = Signal(str)
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
        self._aside: set[str] = set()
        self._front = ""
        self._back = ""
        """The conversation from which somebody came to a form."""
        self._sending: dict[str, Quick | Literal[""]] = {}
        self.undoing = Undoing(self)
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
        # A second factor that is asked for anew is no end: everything waits where it is.
        is_waiting = session.stage == "sign_in" and session.shift_began is not None
        if session.stage == "on_shift" or is_waiting:
            return
        self._sending.clear()
        self.undoing.forget()
        if self._pages:
            for page in self._pages:
                page.forget()
                self._take_out(page)
            self._pages, self._aside, self._back = [], set(), ""
            self.page = None
            self._tell()

    @Slot(str, str)
    def conversation_over(self, conversation: str, why: str) -> None:
        """Open a form for a conversation of mine that ended; its row must still be known."""
        row = self._mine.row(conversation)
        form = self._policy.registration
        if row is None or not row.is_mine or why not in ENDINGS or form is None:
            return
        if len(self._pages) >= MOST:
            text = self.tr("Too many registrations wait, so this one has no form. Note it by hand later.")
            self.said.emit(Sentence(text, stays=True))
            return
        if why == "withdrawn":
            self._add(self._bare(form))
        else:
            channel = first_channel(form, is_by_hand=False)
            version = self._policy.version
            self._add(FormRow(new_id(), conversation, form, version, channel, nickname=row.nickname))
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
            waiting = self._in_line()
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
            channel = first_channel(form, is_by_hand=True)
            self._add(FormRow(new_id(), "", form, self._policy.version, channel, is_by_hand=True))
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

    @Slot(str, bool)
    def registered(self, form: str, is_on_disk: bool) -> None:
        """A registration is safe on this computer: its form is done; where the disk refused, that is said."""
        page = self._page(form)
        if page is None or form not in self._sending:
            return
        quick = self._sending.pop(form)
        self._pages.remove(page)
        self._aside.discard(form)
        self._place.removeWidget(page)
        self.undoing.hold(page)
        if is_on_disk:
            self.said.emit(self._noted(quick))
        self._go_on_from(page)

    @Slot(str)
    def taken_back(self, form: str) -> None:
        """What was registered last never leaves: its form is open again, as it was."""
        page = self.undoing.take(form)
        if page is not None:
            page.taken()
            self._pages.append(page)
            self._place.addWidget(page)
            self._keep(page)
            self._bring(page)

    @Slot(str, str, str)
    def refused(self, code: str, field: str, form: str) -> None:
        """The form did not go as it was: it says why, and keeps what is in it."""
        page = self._page(form)
        if page is not None and self._sending.pop(form, None) is not None:
            page.refuse(code, field)

    @Slot(str)
    def withdrawn(self, form: str) -> None:
        """The visitor withdrew after all: only the contact may be counted now (C6)."""
        page = self._page(form)
        if page is not None and form not in self._sending:
            was_shown = page is self.page
            self._add(self._bare(page.opened.asked))
            self._remove(page)
            if was_shown:
                self.page = None
                self._show(self._pages[-1])
            else:
                self._tell()

    @Slot(object)
    def restore(self, rows: Sequence[FormRow]) -> None:
        """Open the forms of before a crash again, each with what stood in it."""
        for row in rows:
            if self._page(row.form) is None:
                self._add(row)
        text = self.tr("%n registration(s) of before wait(s) for you, as you left it.", "", len(rows))
        self.said.emit(Sentence(text, "call"))
        if not self._front and self.page is None and self._pages:
            self._show(self._pages[0])
        else:
            self._tell()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """The console is behind and did not take it: it may be sent again."""
        if notice.code == "busy":
            for page in self._pages:
                page.taken()

    # ── the forms ──

    def _bare(self, form: RegistrationForm) -> FormRow:
        """Return the form of who withdrew: what went on is nobody's any more, not even as a theme; nor is
        the name (C6)."""
        asked = replace(form, fields=())
        channel = first_channel(form, is_by_hand=False)
        return FormRow(new_id(), "", asked, self._policy.version, channel, is_bare=True)

    def _noted(self, quick: Quick | Literal[""]) -> Sentence:
        if self._session.is_practice:
            return Sentence(self.tr("Noted, for practice: nothing of it is kept."), "call")
        if quick:
            name = self._words.quick(quick).replace("&", "")
            text = self.tr("Noted as “{0}”. It goes along at the end of your shift.").format(name)
        else:
            text = self.tr("Noted. It goes along at the end of your shift, among others.")
        return Sentence(text, "call", "undo", self.tr("Undo"))

    def _page(self, form: str) -> FormPage | None:
        return next((page for page in self._pages if page.opened.form == form), None)

    def _in_line(self) -> list[FormPage]:
        """Return the forms that nobody put aside."""
        return [page for page in self._pages if page.opened.form not in self._aside]

    def _keep(self, page: FormPage) -> None:
        """Have the form outlive a crash; one by hand only once something stands in it."""
        if page.opened.is_by_hand and not page.is_touched():
            self.drop_wanted.emit(page.opened.form)
        else:
            self.keep_wanted.emit(page.row())

    def _changed(self) -> None:
        page = self.sender()
        if isinstance(page, FormPage) and page in self._pages:
            self._keep(page)

    def _add(self, opened: FormRow) -> None:
        page = FormPage(opened, self._theme, self._words, self._language)
        page.changed.connect(self._changed)
        page.send_wanted.connect(self._send)
        page.later_wanted.connect(self._put_aside)
        page.drop_wanted.connect(self._drop)
        page.details_wanted.connect(self.details_wanted)
        page.told.connect(self.told)
        self._pages.append(page)
        self._place.addWidget(page)
        self._keep(page)

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
        self._aside.discard(page.opened.form)
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
            self._sending[registration.form] = registration.quick
            self.register_wanted.emit(registration)

    def _put_aside(self) -> None:
        page = self.page
        if page is None:
            return
        if page.opened.is_by_hand and not page.is_touched():
            self._close(page)
        else:
            self._aside.add(page.opened.form)
            self.page = None
            self._go_on()

    def _drop(self) -> None:
        if self.page is not None:
            self._close(self.page)

    def _close(self, page: FormPage) -> None:
        self._remove(page)
        self.drop_wanted.emit(page.opened.form)
        self._go_on_from(page)

    def _remove(self, page: FormPage) -> None:
        form = page.opened.form
        self._sending.pop(form, None)
        self._pages.remove(page)
        self._aside.discard(form)
        page.forget()
        self._take_out(page)

    def _go_on_from(self, page: FormPage) -> None:
        if page is self.page:
            self.page = None
            self._go_on()
        else:
            self._tell()

    def _go_on(self) -> None:
        """To the next form, back to the conversation one came from, or to the rest of the desk."""
        waiting = self._in_line()
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
