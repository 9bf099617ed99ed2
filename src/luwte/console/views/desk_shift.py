"""The shift on the desk: its button, its bands, rest after a conversation, and a colleague's shift that a
coordinator ends. Opens the questions about them and hands on what was decided."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from luwte.console.models.people import ColleaguesModel, ConversationsModel
from luwte.console.state import PolicyView, Session, WhisperRow
from luwte.console.views.asking_word import WordDialog
from luwte.console.views.dialogs import Question
from luwte.console.views.ending_colleague import EndColleagueDialog
from luwte.console.views.notices import Notices
from luwte.console.views.rest import Rest
from luwte.console.views.rest_card import RestCard
from luwte.console.views.sentences import Sentence
from luwte.console.views.shift_band import ShiftBands
from luwte.console.views.shift_button import PlanDialog, ShiftButton
from luwte.console.views.text import one_line
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words


class DeskShift(QObject):
    """Follows the session for everything on the desk that is about the shift itself.

    Signals: plan_wanted (unix seconds) · wind_down_wanted (on) · close_wanted () · pause_wanted (on) ·
    ready_wanted () - rested enough · debrief_wanted (conversation, nickname) · word_wanted (person,
    conversation, text) · end_colleague_wanted (person) · asked (question) - to be opened · left () - the
    hands go back to the reply.
    """

    plan_wanted = Signal(float)
    wind_down_wanted = Signal(bool)
    close_wanted = Signal()
    pause_wanted = Signal(bool)
    ready_wanted = Signal()
    debrief_wanted = Signal(str, str)
    word_wanted = Signal(str, str, str)
    end_colleague_wanted = Signal(str)
    asked = Signal(object)
    left = Signal()

    def __init__(
        self,
        button: ShiftButton,
        notices: Notices,
        card: RestCard,
        mine: ConversationsModel,
        colleagues: ColleaguesModel,
        theme: Theme,
        words: Words,
        now: Callable[[], float],
    ) -> None:
        super().__init__(button)
        self._button, self._mine, self._colleagues = button, mine, colleagues
        self._notices, self._theme, self._words = notices, theme, words
        self._asked_for_word = ""
        self.bands = ShiftBands(notices, theme, now)
        self.rest = Rest(notices, card, theme)
        button.plan_wanted.connect(self.plan_wanted)
        button.wind_down_wanted.connect(self.wind_down_wanted)
        button.other_wanted.connect(self.ask_planned)
        self.bands.plan_wanted.connect(self.plan_wanted)
        self.bands.wind_down_wanted.connect(self.wind_down_wanted)
        self.bands.close_wanted.connect(self.close_wanted)
        self.bands.left.connect(self.left)
        self.rest.ready_wanted.connect(self.ready_wanted)
        self.rest.pause_wanted.connect(self.pause_wanted)
        self.rest.debrief_wanted.connect(self.debrief_wanted)
        self.rest.word_wanted.connect(self.ask_word)
        self.rest.left.connect(self.left)
        mine.rowsInserted.connect(self._count)
        mine.rowsRemoved.connect(self._count)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow the shift, rest and pause."""
        if session.stage != "on_shift":
            self._asked_for_word = ""
        self.bands.show_session(session)
        self.rest.show_session(session)

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Follow how long a pause is here."""
        self.rest.show_policy(policy)

    def show_front(self, conversation: str) -> None:
        """Follow which conversation is in front."""
        self.rest.show_front(conversation)

    @Slot(object)
    def show_whisper(self, row: WhisperRow) -> None:
        """Say that a colleague was asked for a word, once that has left."""
        if row.is_own and row.to == self._asked_for_word:
            self._asked_for_word = ""
            colleague = self._colleagues.row(row.to)
            name = one_line(colleague.name) if colleague is not None else self.tr("a colleague")
            self._notices.show_sentence(Sentence(self.tr("You asked {0} for a word.").format(name), "call"))

    @Slot()
    def ask_planned(self) -> None:
        """Ask until when to go on."""
        times = self._button.times()
        if times:
            dialog = PlanDialog(self._button.window(), self._theme, times, self._button.planned())
            dialog.planned.connect(self.plan_wanted)
            self._open(dialog)

    @Slot()
    def ask_word(self) -> None:
        """Ask whom to ask for a word."""
        dialog = WordDialog(self._button.window(), self._theme, self._words, self._colleagues.rows())
        dialog.asked.connect(self._ask)
        self._open(dialog)

    @Slot(str)
    def ask_end_colleague(self, person: str) -> None:
        """Make sure, then end a colleague's shift ("": ask whose)."""
        rows = self._colleagues.rows()
        if rows:
            dialog = EndColleagueDialog(self._button.window(), self._theme, rows, person)
            dialog.ended.connect(self.end_colleague_wanted)
            self._open(dialog)

    def _open(self, dialog: Question) -> None:
        self.asked.emit(dialog)

    def _ask(self, person: str, text: str) -> None:
        """A word belongs to no conversation: the one it is about is over."""
        self._asked_for_word = person
        self.word_wanted.emit(person, "", text)

    def _count(self) -> None:
        self.bands.show_talks(self._mine.rowCount())
