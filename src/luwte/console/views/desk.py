"""The desk: who, conversation, what stands beside it."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel
from luwte.console.models.transcript import TranscriptModel
from luwte.console.state import ConversationRow, Session, WhisperRow
from luwte.console.views.aside import DETAILS, NOTES, TEAM, Aside, Folding
from luwte.console.views.asking import Asking
from luwte.console.views.conversation import ConversationPane
from luwte.console.views.desk_shift import DeskShift
from luwte.console.views.dialogs import Question
from luwte.console.views.guide import Guide
from luwte.console.views.notices import Notices
from luwte.console.views.practice_band import PracticeBand
from luwte.console.views.registering import Registering
from luwte.console.views.sentences import Sentence, Sentences
from luwte.console.views.shortcuts import Sheet, Shortcuts
from luwte.console.views.sidebar import SideBar
from luwte.console.views.theme import Theme
from luwte.console.views.topbar import TopBar
from luwte.console.views.words import Words


class Desk(QWidget):
    """The main page."""

    def __init__(
        self,
        queue: QueueModel,
        mine: ConversationsModel,
        colleagues: ColleaguesModel,
        lines: TranscriptModel,
        theme: Theme,
        words: Words,
        sentences: Sentences,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._theme, self._words, self._sentences = theme, words, sentences
        self._mine, self._colleagues = mine, colleagues
        self.shortcuts = Shortcuts()
        self.top = TopBar(theme, sentences, now)
        self.practice = PracticeBand(theme)
        self.side = SideBar(queue, mine, colleagues, theme, words, sentences, now)
        self.notices = Notices(theme, sentences)
        self.pane = ConversationPane(lines, theme, words, now)
        card = self.pane.empty.rest
        self.registering = Registering(self.pane.empty.forms, mine, theme)
        self.shift = DeskShift(self.top.shift, self.notices, card, mine, colleagues, theme, words, now)
        self.aside = Aside(theme, words, now, self._is_mine)
        draft = self.pane.reply.editor.toPlainText
        self.asking = Asking(self, mine, colleagues, theme, words, self._in_front, draft)
        self.notes, self.team, self.details = self.aside.notes, self.aside.team, self.aside.details
        for moved in (self.pane, self.pane.foot):
            moved.installEventFilter(self)
        self.pane.inserting.float_over(self, self.pane.header)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.notices)
        middle.addWidget(self.pane, 1)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.side)
        self._body.addLayout(middle, 1)
        self._body.addWidget(self.aside)
        self.folding = Folding(self, self._body, self.pane, self.aside, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.practice)
        column.addLayout(self._body, 1)
        bar, asking = self.pane.action_bar, self.asking
        bar.hand_over_wanted.connect(asking.ask_hand_over)
        bar.along_wanted.connect(asking.ask_along)
        bar.danger_wanted.connect(asking.ask_danger)
        bar.end_wanted.connect(asking.ask_end)
        bar.step_out_wanted.connect(asking.ask_step_out)
        self.pane.silence.end_silent_wanted.connect(asking.ask_end_silent)
        asking.closed.connect(self._after_question)
        self._connect_shift()
        self._connect_registering()
        self._connect_aside()
        self._install()

    def _connect_shift(self) -> None:
        self.side.end_shift_wanted.connect(self.shift.ask_end_colleague)
        self.shift.rest.shown.connect(self.pane.empty.show_rest)
        self.shift.asked.connect(self.asking.open)
        self.shift.close_wanted.connect(self.top.close_shift_wanted)
        self.shift.left.connect(self._leave_band)
        self.notices.left.connect(self._to_open_reply)
        self.shift.rest.card.left.connect(self._leave_card)
        for changed in (self._mine.rowsInserted, self._mine.rowsRemoved):
            changed.connect(self._count)

    def _connect_registering(self) -> None:
        forms, empty = self.registering, self.pane.empty
        forms.shown.connect(empty.show_form)
        forms.shown.connect(self.folding.place)
        forms.details_wanted.connect(self.toggle_aside)
        forms.waiting_changed.connect(empty.show_waiting)
        forms.waiting_changed.connect(self.top.show_forms)
        forms.said.connect(self.notices.show_sentence)
        forms.left.connect(self._leave_form)
        self.notices.undo_wanted.connect(forms.undoing.ask)
        empty.waiting_forms.clicked.connect(forms.reach)
        self.top.forms_wanted.connect(forms.reach)
        self.top.register_wanted.connect(forms.add_by_hand)

    def _connect_aside(self) -> None:
        self.pane.header.details_wanted.connect(self.toggle_aside)
        self.shift.debrief_wanted.connect(self.begin_debrief)
        self.notes.left.connect(self._leave_aside)
        self.team.left.connect(self._leave_aside)
        self.team.unread_changed.connect(self._tell_team)

    def start(self) -> None:
        """Take the hands where nobody has them, as after a shift went on: the keys work from inside only."""
        focused = cast("QWidget | None", self.window().focusWidget())
        by_chance = self.folding.opener  # where Qt puts the focus itself, as the last that was made
        if focused is None or focused is by_chance or not self.isAncestorOf(focused):
            before = cast("QWidget | None", self.focusWidget())
            start = self.pane.reply.editor if self.pane.conversation else self.top.shift
            is_kept = before is not None and before is not by_chance and before.isVisible()
            (before if before is not None and is_kept else start).setFocus()

    @Slot(str, str)
    def show_conversation(self, conversation: str, draft: str) -> None:
        """Put a conversation in front."""
        row = self._mine.row(conversation)
        shown = conversation if row is not None else ""
        focused = cast("QWidget | None", self.window().focusWidget())
        is_lost = not shown and focused is not None and self.pane.isAncestorOf(focused)
        self.pane.turn_to(shown)
        self.follow(row)
        self.notes.show_conversation(shown, row.nickname if row is not None else "")
        self.folding.follow(has_conversation=bool(shown))
        settle(self)
        self.pane.show_conversation(shown, draft)
        self.shift.show_front(shown)
        if is_lost:
            self.pane.setFocus()  # else Qt hands on what is still being typed, to the next field or button
        self.registering.show_front(shown)

    @Slot(object)
    def follow(self, row: ConversationRow | None) -> None:
        """Follow the state of the conversation in front."""
        if row is None or row.conversation == self.pane.conversation:
            if row is not None:
                self.pane.show_row(row)
                self.notes.show_conversation(row.conversation, row.nickname)
            self.details.show_row(row)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Remind of one's own certificate; once the shift is over, forget what was said in it."""
        self.notices.show_session(session)
        self.notes.show_session(session)
        self.shift.show_session(session)
        self.registering.show_session(session)
        self.practice.show_session(session)
        self.side.show_session(session)
        if session.stage != "on_shift":
            self.aside.clear()
            self.notices.clear()
            self.folding.close_drawer()
            self.asking.withdraw()

    @Slot(object)
    def add_whisper(self, row: WhisperRow) -> None:
        """Show a colleague's word; say that there is one where it is out of sight."""
        self.details.add_whisper(row)
        if not row.is_own and not (self.details.shows(row) and self.details.isVisible()):
            self.notices.show_sentence(self._sentences.whisper(row), row.conversation)

    @Slot()
    def toggle_aside(self) -> None:
        """Fold the right pane in or out; in a narrow window it is a drawer."""
        self.folding.toggle()

    def show_aside(self, tab: int) -> None:
        """Bring a page of the right pane in front, the hands on it; from there back to the reply."""
        if self.folding.is_open() and self.aside.tabs.currentIndex() == tab and self.aside.holds_focus():
            self._leave_aside()
            return
        self.aside.turn_to(tab)
        self.folding.open()
        self.aside.start()

    @Slot(str, str)
    def begin_debrief(self, conversation: str, nickname: str) -> None:
        """Bring the note of a conversation in front, for a few words after it."""
        self.aside.turn_to(NOTES)
        self.folding.open()
        self.notes.begin_debrief(conversation, nickname)

    @Slot()
    def show_sheet(self) -> None:
        """Show the shortcuts."""
        self.asking.open(Sheet(self, self._theme, self.shortcuts))

    @Slot()
    def show_guide(self) -> None:
        """Show the guide, also before a shift."""
        self.asking.open(Guide(self.window(), self._theme))

    @property
    def dialog(self) -> Question | None:
        """The question that is open over the desk."""
        return self.asking.dialog

    def confirm(self, note: str = "") -> bool:
        """Press the acting button of the open dialog, with a note where it has one; False if none."""
        return self.asking.confirm(note)

    @Slot()
    def tick(self) -> None:
        """A second went by."""
        self.side.tick()
        self.pane.tick()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the right pane where there is no room."""
        super().resizeEvent(event)
        self.folding.arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange again when sizes changed with the style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.folding.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep drawer and list above the reply box, which grows with its text, and below the notices."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self.pane.inserting.place()
            self.folding.place()
        return super().eventFilter(watched, event)

    @Slot()
    def _count(self) -> None:
        self.pane.empty.show_talks(self._mine.rowCount())

    def _is_mine(self, conversation: str) -> bool:
        return self._mine.row(conversation) is not None

    def _install(self) -> None:
        self.top.sheet_wanted.connect(self.show_sheet)
        self.top.guide_wanted.connect(self.show_guide)
        self.side.left.connect(self._to_reply)
        self.shortcuts.install(
            self,
            {
                "accept": self.side.take,
                "answer": self.notices.reach,
                "next": self._next,
                "previous": self._previous,
                "find": self.side.start_finding,
                "reply": self._to_reply,
                "transcript": self._to_transcript,
                "search": self._if_open(self.pane.search.open_search),
                "hand_over": self._if_mine(self.asking.ask_hand_over),
                "along": self._if_open(self.asking.ask_along),
                "danger": self._if_open(self.asking.ask_danger),
                "end": self._if_mine(self.asking.ask_end),
                "register": self.registering.begin,
                "aside": self.toggle_aside,
                "notes": partial(self.show_aside, NOTES),
                "team": partial(self.show_aside, TEAM),
                "details": partial(self.show_aside, DETAILS),
                "find_note": self._find_note,
                "shift": self.top.shift.showMenu,
                "pause": self.top.pause.click,
                "lock": self.top.lock_wanted.emit,
                "menu": self.top.menu_button.showMenu,
                "sheet": self.show_sheet,
            },
        )

    def _if_open(self, act: Callable[[], None]) -> Callable[[], None]:
        def guarded() -> None:
            if self.pane.conversation and self.dialog is None:
                act()

        return guarded

    def _if_mine(self, act: Callable[[], None]) -> Callable[[], None]:
        def guarded() -> None:
            if self.pane.conversation and self.dialog is None and not self.pane.action_bar.end.isHidden():
                act()

        return guarded

    def _in_front(self) -> str:
        return self.pane.conversation

    @Slot()
    def _after_question(self) -> None:
        """Whoever was at the right stays there: the next words of a note must not reach a visitor."""
        if not self.aside.holds_focus():
            self._to_open_reply()

    @Slot()
    def _to_open_reply(self) -> None:
        if self.pane.conversation:
            self._to_reply()

    @Slot()
    def _leave_band(self) -> None:
        """A band was answered: by a key, and the hands go back to the reply; by a click they never left."""
        focused = cast("QWidget | None", self.window().focusWidget())
        if focused is None or self.notices.isAncestorOf(focused):
            self._to_open_reply()

    @Slot()
    def _leave_card(self) -> None:
        """The rest is over: the hands go to who comes next."""
        if self.pane.conversation:
            self._to_reply()
        else:
            self.side.reach()

    def _next(self) -> None:
        self.side.step(1)

    def _previous(self) -> None:
        self.side.step(-1)

    def _to_reply(self) -> None:
        self.pane.reply.editor.setFocus()

    def _to_transcript(self) -> None:
        self.pane.transcript.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_form(self) -> None:
        """After the last form: to the rest after a conversation, or to who waits."""
        self.side.reach()
        self.pane.empty.reach()

    def _leave_aside(self) -> None:
        """The hands go back to the conversation; a drawer that lay over it goes."""
        self.folding.close_drawer()
        self._to_open_reply()

    def _find_note(self) -> None:
        self.aside.turn_to(NOTES)
        self.folding.open()
        self.notes.start_search()

    @Slot(int, str)
    def _tell_team(self, unread: int, name: str) -> None:
        """Say that there is a word for the team where no tab can: in a notice, or aloud."""
        text = self.tr("{0} wrote to the team. F3 shows it at the right.").format(name)
        if unread and not self.aside.isVisible():
            self.notices.show_sentence(Sentence(text, "call"))
        elif unread and not self.team.isVisible():
            self.team.told.emit(text)


def settle(widget: QWidget) -> None:
    """Give every widget its place now, so that lines are measured once, for the width they will have."""
    for child in (widget, *widget.findChildren(QWidget)):
        layout = child.layout()
        if layout is not None and child.isVisible():
            layout.activate()
