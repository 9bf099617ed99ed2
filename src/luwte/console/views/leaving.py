"""Ending a shift and closing the window: what is asked before, and what follows when all is gone."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from luwte.console.models.people import ConversationsModel
from luwte.console.state import Connection, ConversationRow, NoteRow, Notice, Receipt, Session
from luwte.console.views.dialogs import Question
from luwte.console.views.sentences import Sentences
from luwte.console.views.shift_sentences import Asked, names
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.window import Window
from luwte.console.views.words import Words

SHOWN: Final = 6
SHOWN_LARGE: Final = 3
"""Names in the dialog, and with large text; the list at the left has them all."""

PATIENCE: Final = 500
"""Milliseconds that the server may take before it is said that the shift is being closed."""

ON = True


class StillTalking(Question):
    """Visitors still talk: who they are, and what can be done. Choosing a name goes to that conversation.

    Signals: chosen (conversation) · forms_chosen () · insisted (), besides those of a question.
    """

    chosen = Signal(str)
    forms_chosen = Signal()
    insisted = Signal()

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        asked: Asked,
        rows: Sequence[ConversationRow],
        nameless: str,
        insist: str,
        forms: str = "",
    ) -> None:
        super().__init__(parent, theme, asked.title, asked.sentence, asked.yes, asked.no)
        self.body.addSpacing(theme.look.space["s"])
        shown = SHOWN if theme.scale < 1.5 else SHOWN_LARGE
        for row, name in zip(rows[:shown], names(rows, nameless), strict=False):
            link = self._link(name)
            link.clicked.connect(partial(self._go_to, row.conversation))
        if len(rows) > shown:
            self.body.addWidget(plain_label(self.tr("and %n more", "", len(rows) - shown), "muted"))
        if forms:
            link = self._link(forms)
            link.setObjectName("forms_link")
            link.clicked.connect(self._go_to_forms)
        self.body.addSpacing(theme.look.space["s"])
        self.body.addWidget(plain_label(self.tr("If it cannot wait:"), "section"))
        self.insist = self._link(insist, "danger-link")
        self.insist.setObjectName("insist_button")
        self.insist.clicked.connect(self._insist)
        self.no.setFocus()

    def _link(self, text: str, kind: str = "link") -> QPushButton:
        link = QPushButton(text)
        link.setProperty("kind", kind)
        link.setAutoDefault(True)
        self.add_field(link)
        return link

    def _go_to(self, conversation: str) -> None:
        self.chosen.emit(conversation)
        self.reject()

    def _go_to_forms(self) -> None:
        self.forms_chosen.emit()
        self.reject()

    def _insist(self) -> None:
        self.reject()
        self.insisted.emit()


class Leaving(QObject):
    """Asks before a shift ends or the window closes, and closes the program once everything is gone.

    Signals: close_wanted · force_wanted · wind_down_wanted (on) · select_wanted (conversation) ·
    stop_wanted · told (Notice: the end takes a moment) · forms_wanted (to what is still to be registered).
    """

    close_wanted = Signal()
    force_wanted = Signal()
    wind_down_wanted = Signal(bool)
    select_wanted = Signal(str)
    stop_wanted = Signal()
    told = Signal(object)
    forms_wanted = Signal()

    def __init__(
        self, window: Window, theme: Theme, sentences: Sentences, words: Words, mine: ConversationsModel
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._words, self._mine = window, theme, words, mine
        self._sentences = sentences.shift
        self._session = Session()
        self._is_connected = True
        self._notes = self._forms = 0
        self._is_clean = False
        self._is_closing = False
        self._is_about_loss = False
        self.dialog: Question | None = None
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE)
        self.patience.timeout.connect(self._takes_time)
        for changed in (mine.rowsInserted, mine.rowsRemoved, mine.modelReset):
            changed.connect(self._talks_changed)

    # ── what is known ──

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow how far the shift is; a question about it does not outlive it, nor stay over a lock."""
        self._session = session
        if session.stage == "on_shift":
            self._is_clean = False
        else:
            self.patience.stop()
        is_moot = not session.unkept if self._is_about_loss else session.stage != "on_shift"
        if self.dialog is not None and (is_moot or session.is_locked):
            self.dialog.reject()
        self._stop_when_gone()

    @Slot(object)
    def show_connection(self, connection: Connection) -> None:
        """Know whether somebody can be handed over now."""
        self._is_connected = connection.state == "connected"

    @Slot(object)
    def show_notes(self, notes: Sequence[NoteRow]) -> None:
        """Know how many notes would be gone."""
        self._notes = sum(1 for note in notes if note.text.strip())

    @Slot(int, int)
    def show_forms(self, count: int, _out_of_sight: int) -> None:
        """Know how many contacts are still to be registered."""
        self._forms = count

    @Slot(object)
    def show_receipt(self, receipt: Receipt) -> None:
        """Close if that was wanted; stay where something could not be destroyed, so that it is read."""
        self._is_clean = not receipt.problems and receipt.is_keyring_cleared
        self._stop_when_gone()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """The shift did not end: the program goes on too."""
        if notice.what == "close_shift":
            self._is_closing = False
            self.patience.stop()

    # ── what is wanted ──

    @Slot()
    def ask_end(self) -> None:
        """Ask, then end the shift; in a practice at once, which holds nothing."""
        self._is_closing = False
        if self._session.is_practice:
            self.close_wanted.emit()
        elif self._session.stage == "on_shift":
            self._ask(is_closing=False)

    @Slot()
    def ask_quit(self) -> None:
        """Close the program: at once where no shift would be lost, else after asking and wiping."""
        session = self._session
        if session.stage == "sealing":
            self._window.sealing.refuse_to_close()
        elif session.stage != "on_shift" and session.unkept:
            self._ask_about_loss()
        elif session.stage != "on_shift" or session.is_practice:
            self.stop_wanted.emit()
        elif session.is_locked:
            self._window.lock.show_error(self._sentences.unlock_first(), self._window.lock.password)
        else:
            self._ask(is_closing=True)

    def _ask_about_loss(self) -> None:
        """Only here something can be lost: say so before the program ends."""
        question = self._question(self._sentences.lost(self._session.unkept)).as_danger()
        question.agreed.connect(self.stop_wanted)
        self._open(question)
        self._is_about_loss = True

    @Slot()
    def leave(self) -> None:
        """End shift and program without a question about them: the lock page has asked its own."""
        if self._session.stage == "on_shift" and not self._session.is_practice:
            self._force(is_closing=True)
        else:
            self.ask_quit()

    # ── the questions ──

    def _ask(self, *, is_closing: bool) -> None:
        rows = self._mine.rows()
        if not rows and self._forms:
            question = self._question(
                self._sentences.unregistered(self._forms, self._notes, is_closing=is_closing)
            ).as_danger()
            question.agreed.connect(partial(self._end, is_closing=is_closing))
            question.no.clicked.connect(self._to_forms)  # Esc only stays
            self._open(question)
            return
        if not rows:
            asked = self._sentences.quit(self._notes) if is_closing else self._sentences.close(self._notes)
            question = self._question(asked)
            if self._notes:
                question.as_danger()
            question.agreed.connect(partial(self._end, is_closing=is_closing))
            self._open(question)
            return
        asked = self._sentences.talking(
            rows, is_ending=self._session.is_ending, is_connected=self._is_connected
        )
        forms = self._sentences.forms_too(self._forms) if self._forms else ""
        insist = self._sentences.insist(is_closing=is_closing)
        nameless = self._words.no_nickname()
        talking = StillTalking(self._window, self._theme, asked, rows, nameless, insist, forms)
        if self._session.is_ending or not self._is_connected:
            talking.yes.hide()
            talking.no.setDefault(True)
        talking.agreed.connect(self._wind_down)
        talking.chosen.connect(self.select_wanted)
        talking.forms_chosen.connect(self._to_forms)
        talking.insisted.connect(partial(self._ask_force, is_closing=is_closing))
        self._open(talking)

    def _ask_force(self, *, is_closing: bool) -> None:
        asked = self._sentences.force(
            self._mine.rows(), self._notes, self._forms, is_connected=self._is_connected
        )
        question = self._question(asked).as_danger()
        question.agreed.connect(partial(self._force, is_closing=is_closing))
        self._open(question)

    def _question(self, asked: Asked) -> Question:
        return Question(self._window, self._theme, asked.title, asked.sentence, asked.yes, asked.no)

    def _open(self, dialog: Question) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self._is_about_loss = False

    # ── what follows ──

    def _to_forms(self) -> None:
        """The careful answer leads to the form."""
        self.forms_wanted.emit()

    def _wind_down(self) -> None:
        self.wind_down_wanted.emit(ON)

    def _end(self, *, is_closing: bool) -> None:
        self._is_closing = is_closing
        self.patience.start()
        self.close_wanted.emit()

    def _force(self, *, is_closing: bool) -> None:
        self._is_closing = is_closing
        self.patience.start()
        self.force_wanted.emit()

    def _takes_time(self) -> None:
        self.told.emit(Notice("closing"))

    def _stop_when_gone(self) -> None:
        if self._is_closing and self._is_clean and self._session.stage == "sealed":
            self._is_closing = False
            if not self._session.unkept:  # else the receipt says what would be lost
                self.stop_wanted.emit()

    def _talks_changed(self) -> None:
        """Whom the dialog lists is no longer true: let it be asked again."""
        if self.dialog is not None:
            self.dialog.reject()
