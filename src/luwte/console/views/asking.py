"""What is asked before something is done in a conversation: whom, and whether really.

One question is open at a time, about the conversation that was in front when it was asked.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from luwte.console.models.people import ColleaguesModel, ConversationsModel
from luwte.console.views.dialogs import ColleagueDialog, DangerDialog, Question
from luwte.console.views.guide import Guide
from luwte.console.views.shortcuts import Sheet
from luwte.console.views.text import one_line
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

IS_SILENT: Final = True


class Asking(QObject):
    """Opens the questions over the desk and hands on what was decided.

    Signals: hand_over_wanted, along_wanted (conversation, person, note) · danger_wanted (conversation,
    note) ·
    end_wanted (conversation, silent) · step_out_wanted (conversation) · closed (a question is gone).
    """

    hand_over_wanted = Signal(str, str, str)
    along_wanted = Signal(str, str, str)
    danger_wanted = Signal(str, str)
    end_wanted = Signal(str, bool)
    step_out_wanted = Signal(str)
    closed = Signal()

    def __init__(
        self,
        over: QWidget,
        mine: ConversationsModel,
        colleagues: ColleaguesModel,
        theme: Theme,
        words: Words,
        in_front: Callable[[], str],
        draft: Callable[[], str],
    ) -> None:
        super().__init__(over)
        self.dialog: Question | None = None
        self._over = over
        self._mine, self._colleagues = mine, colleagues
        self._theme, self._words = theme, words
        self._in_front, self._draft = in_front, draft
        self._about = ""
        mine.rowsRemoved.connect(self._close_stale)

    @Slot()
    def ask_hand_over(self) -> None:
        """Ask whom to hand over to."""
        name = self._name()
        dialog = ColleagueDialog(
            self._over,
            self._theme,
            self._words,
            self.tr("Hand {0} over").format(name),
            self.tr("Your colleague can read what was said. {0} sees who takes over.").format(name),
            self.tr("Ask to take over"),
            self._colleagues.rows(),
        )
        dialog.chosen.connect(self._hand_over)
        self.open(dialog)

    @Slot()
    def ask_along(self) -> None:
        """Ask whom to ask along."""
        name = self._name()
        dialog = ColleagueDialog(
            self._over,
            self._theme,
            self._words,
            self.tr("Ask someone along"),
            self.tr("Your colleague reads and writes along. {0} sees who joins.").format(name),
            self.tr("Ask along"),
            self._colleagues.rows(),
        )
        dialog.chosen.connect(self._along)
        self.open(dialog)

    @Slot()
    def ask_danger(self) -> None:
        """Make sure, then call a coordinator."""
        coordinators = [row for row in self._colleagues.rows() if row.role == "coordinator"]
        dialog = DangerDialog(self._over, self._theme, coordinators)
        dialog.called.connect(self._danger)
        self.open(dialog)

    @Slot()
    def ask_end(self) -> None:
        """Make sure, then end."""
        dialog = Question(
            self._over,
            self._theme,
            self.tr("End the conversation with {0}?").format(self._name()),
            self._with_draft(self.tr("You cannot read it or write in it after that.")),
            self.tr("End conversation"),
            self.tr("Keep talking"),
        ).as_danger()
        dialog.agreed.connect(self._end)
        self.open(dialog)

    @Slot()
    def ask_end_silent(self) -> None:
        """Make sure, then close with the helpline's words."""
        dialog = Question(
            self._over,
            self._theme,
            self.tr("Close the conversation with {0}?").format(self._name()),
            self._with_draft(
                self.tr("Your helpline's closing words go first. You cannot read it after that.")
            ),
            self.tr("Close conversation"),
            self.tr("Keep waiting"),
        ).as_danger()
        dialog.agreed.connect(self._end_silent)
        self.open(dialog)

    @Slot()
    def ask_step_out(self) -> None:
        """Make sure, then leave."""
        dialog = Question(
            self._over,
            self._theme,
            self.tr("Step out of this conversation?"),
            self._with_draft(self.tr("Your colleague goes on. You cannot read it after that.")),
            self.tr("Step out"),
            self.tr("Stay"),
        )
        dialog.agreed.connect(self._step_out)
        self.open(dialog)

    def confirm(self, note: str = "") -> bool:
        """Press the acting button of the open dialog, with a note where it has one; False if none."""
        if self.dialog is None:
            return False
        if note and isinstance(self.dialog, ColleagueDialog | DangerDialog):
            self.dialog.note.setPlainText(note)
        self.dialog.yes.click()
        return True

    @Slot(object)
    def open(self, dialog: Question) -> None:
        """Open a question: about the conversation in front now, whatever comes in front meanwhile."""
        self._about = "" if isinstance(dialog, Sheet | Guide) else self._in_front()
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot()
    def withdraw(self) -> None:
        """Take the open question away, with the shift it belongs to."""
        if self.dialog is not None and not isinstance(self.dialog, Guide):
            self.dialog.reject()

    def _close_stale(self) -> None:
        """Take a question away whose conversation is over."""
        if self.dialog is not None and self._about and self._mine.row(self._about) is None:
            self.dialog.reject()

    def _closed(self) -> None:
        self.dialog = None
        self.closed.emit()

    def _with_draft(self, sentence: str) -> str:
        """Return the sentence; before it, that what stands half written in the reply box would be lost."""
        if not self._draft().strip():
            return sentence
        lost = self.tr("What stands in your reply box is not sent.")
        return f"{lost} {sentence}"

    def _name(self) -> str:
        row = self._mine.row(self._in_front())
        return (one_line(row.nickname) if row is not None else "") or self._words.no_nickname()

    def _hand_over(self, person: str, note: str) -> None:
        self.hand_over_wanted.emit(self._about, person, note)

    def _along(self, person: str, note: str) -> None:
        self.along_wanted.emit(self._about, person, note)

    def _danger(self, note: str) -> None:
        self.danger_wanted.emit(self._about, note)

    def _end(self) -> None:
        self.end_wanted.emit(self._about, not IS_SILENT)

    def _end_silent(self) -> None:
        self.end_wanted.emit(self._about, IS_SILENT)

    def _step_out(self) -> None:
        self.step_out_wanted.emit(self._about)
