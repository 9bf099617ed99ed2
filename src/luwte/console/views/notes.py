"""The notes beside the conversation: its own, the pad, or all of this shift's. Nothing here is ever sent."""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from luwte.console.state import NoteRow, Session
from luwte.console.views.buttons import IconButton
from luwte.console.views.notes_editor import NoteEditor
from luwte.console.views.notes_list import NotesList
from luwte.console.views.notes_papers import Papers
from luwte.console.views.text import NameLabel, one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words, clock

Which = Literal["here", "pad", "all"]

PAD: Final = ""
"""The note that belongs to no conversation."""

LOW: Final = 300
"""The height at 100 % under which only the note itself is shown."""

AGAIN: Final = 4_000
"""Milliseconds after the last key until what did not come back from the core is told once more."""


class NotesPane(QWidget):
    """Shows one note, or the list of all.

    The pane follows the conversation in front; without one it shows the pad.

    Signals: note_changed (conversation, text) · search_wanted (needle) · left () - the hands go back to the
    reply · told (what a screen reader should say).
    """

    note_changed = Signal(str, str)
    search_wanted = Signal(str)
    left = Signal()
    told = Signal(str)

    def __init__(self, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self._theme, self._words, self._now = theme, words, now
        self._here = self._nickname = ""
        self._shown = PAD
        self._is_practice = self._is_unsafe = self._is_in_memory = False
        self._nicknames: dict[str, str] = {}
        self.papers = Papers(theme, now, self)
        self.choices: dict[Which, QPushButton] = {
            "here": self._choice("notes_here_button", self.tr("Conversation"), self.tr("This conversation")),
            "pad": self._choice("notes_pad_button", self.tr("Pad"), self.tr("Pad, beside no conversation")),
            "all": self._choice("notes_all_button", self.tr("All"), self.tr("All notes of this shift")),
        }
        self.only_here = plain_label(
            self.tr("Only here, only this shift: never sent, gone when it ends."), "muted", wraps=True
        )
        self.back = IconButton("arrow-left", self.tr("Back to all notes"))
        self.name = NameLabel("reading")
        self.is_over = plain_label(self.tr("ended"), "muted")
        self.box = IconButton("list-todo", self.tr("Tick box"), "Ctrl+M")
        self.time = IconButton("clock", self.tr("The time"), "F5")
        self.debrief = plain_label(
            self.tr("Twenty seconds: what stays with you? It is only for you."), "reading", wraps=True
        )
        self.editor = NoteEditor(theme, now)
        self.full = plain_label(
            self.tr("This note is full: 20,000 characters. Go on in the pad."), "attention", wraps=True
        )
        self.fault = plain_label(
            self.tr("This computer cannot keep these notes safe now. If Luwte stops, they are gone."),
            "attention",
            wraps=True,
        )
        self.in_memory = plain_label(
            self.tr("There is no safe place for a key here. If Luwte stops, these notes are gone."),
            "muted",
            wraps=True,
        )
        self.list = NotesList(theme, words, now)
        self.pages = QStackedWidget()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._build()
        self._connect()
        theme.changed.connect(self._dress)
        self.choices["here"].hide()
        self._show(PAD, "pad")
        self._dress()

    def _build(self) -> None:
        gap = self._theme.look.space
        choices = QHBoxLayout()
        choices.setContentsMargins(gap["m"], gap["s"], gap["m"], 0)
        choices.setSpacing(gap["xs"])
        for button in self.choices.values():
            choices.addWidget(button)
        choices.addStretch(1)
        title = QHBoxLayout()
        title.setSpacing(gap["xs"])
        title.addWidget(self.back)
        title.addWidget(self.name, 1)
        title.addWidget(self.is_over)
        title.addWidget(self.box)
        title.addWidget(self.time)
        self.card = QFrame()
        self.card.setProperty("kind", "call")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(gap["m"], gap["s"], gap["m"], gap["s"])
        inside.addWidget(self.debrief)
        self.card.hide()
        self.full.hide()
        self.editor.setAccessibleDescription(self.only_here.text())
        note = QWidget()
        column = QVBoxLayout(note)
        column.setContentsMargins(gap["l"], gap["xs"], gap["l"], 0)
        column.setSpacing(gap["xs"])
        column.addLayout(title)
        column.addWidget(self.card)
        column.addWidget(self.editor, 1)
        column.addWidget(self.full)
        self.pages.addWidget(note)
        self.pages.addWidget(self.list)
        self.fault.hide()
        self.in_memory.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(gap["l"], gap["s"], gap["l"], gap["m"])
        foot.setSpacing(gap["xs"])
        foot.addWidget(self.fault)
        foot.addWidget(self.in_memory)
        foot.addWidget(self.only_here)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(choices)
        whole.addWidget(self.pages, 1)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.choices["here"].clicked.connect(self._to_here)
        self.choices["pad"].clicked.connect(self._to_pad)
        self.choices["all"].clicked.connect(self.show_all)
        self.back.clicked.connect(self.show_all)
        self.box.clicked.connect(self.editor.tick)
        self.time.clicked.connect(self.editor.insert_time)
        self.editor.textChanged.connect(self._typed)
        self.editor.filled.connect(self._tell_full)
        self.editor.left.connect(self.left)
        self.list.search_wanted.connect(self.search_wanted)
        self.list.chosen.connect(self._open_found)
        self.list.left.connect(self.left)
        self.list.told.connect(self.told)
        self._again.timeout.connect(self._tell_again)

    def show_conversation(self, conversation: str, nickname: str) -> None:
        """Follow which conversation is in front ("" for none), and what its visitor is called."""
        is_other = conversation != self._here
        self._here, self._nickname = conversation, nickname
        if conversation:
            self._nicknames[conversation] = nickname
        self.choices["here"].setVisible(bool(conversation))
        if is_other:
            self._show(conversation, "here" if conversation else "pad")
        elif self._shown == conversation:
            self._name()

    @Slot(object)
    def show_notes(self, rows: tuple[NoteRow, ...]) -> None:
        """Follow the notes as the core knows them; never against the hands."""
        with QSignalBlocker(self.editor):
            followed = self.papers.follow(rows)
        for conversation in followed.joined:
            self.note_changed.emit(conversation, self.papers.text(conversation))
        if self._shown in followed.gone:
            where = "" if self._here in followed.gone else self._here
            self._show(where, "here" if where else "pad")
        elif self.pages.currentIndex() == 0:
            self._name()
        self.list.show_notes(rows)

    @Slot(str, object)
    def show_search(self, needle: str, conversations: tuple[str, ...]) -> None:
        """Show what a search in the notes found."""
        self.list.show_search(needle, conversations)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Say where the notes are kept when that is not as it should be; with the shift they go."""
        if session.stage != "on_shift" or session.is_practice != self._is_practice:
            self._is_practice = session.is_practice
            self.clear()
        self._is_unsafe, self._is_in_memory = bool(session.vault_code), session.is_share_in_memory
        self._fit()

    @Slot(str, str)
    def forget(self, conversation: str, why: str) -> None:
        """A conversation was withdrawn: what was written about it goes at once (C6)."""
        if why == "withdrawn":
            self.papers.drop(conversation)
            self._nicknames.pop(conversation, None)
            if self._shown == conversation:
                self._show(PAD, "pad")

    @Slot(str, str)
    def begin_debrief(self, conversation: str, nickname: str) -> None:
        """Ask for a few words after a conversation, in its own note ("" for the pad)."""
        self._nicknames.setdefault(conversation, nickname)
        which: Which = "here" if conversation else "pad"
        self._show(conversation, which if conversation == self._here or not conversation else None)
        self.card.show()
        heading = self.tr("— afterwards {0} —").format(clock(self._now()))
        if self.editor.toPlainText().rstrip().endswith(heading):
            self.editor.go_to_end()
            self.editor.setFocus()
        else:
            self.editor.append_heading(heading)
        self.told.emit(self.debrief.text())

    def clear(self) -> None:
        """Nothing stays for whoever sits here next."""
        self._again.stop()
        self._here = self._nickname = ""
        self._nicknames.clear()
        with QSignalBlocker(self.editor):
            self.papers.clear()
        self.list.clear()
        self.choices["here"].hide()
        self._show(PAD, "pad")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the height out again."""
        super().resizeEvent(event)
        self._fit()

    def start(self) -> None:
        """Put the caret where one writes or looks."""
        where = self.editor if self.pages.currentIndex() == 0 else self.list.finder
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def start_search(self) -> None:
        """Look for something in all notes."""
        self.show_all()
        self.list.finder.selectAll()

    @Slot()
    def show_all(self) -> None:
        """List all notes of this shift."""
        self._choose("all")
        self.card.hide()
        self.pages.setCurrentIndex(1)
        self.list.finder.setFocus()

    def _to_here(self) -> None:
        self._show(self._here, "here")
        self.editor.setFocus()

    def _to_pad(self) -> None:
        self._show(PAD, "pad")
        self.editor.setFocus()

    def _open_found(self, conversation: str) -> None:
        """Open a note of the list, what was looked for marked in it."""
        self._show(conversation, "all", self.list.needle)
        self.editor.setFocus()

    def _show(self, conversation: str, which: Which | None, needle: str = "") -> None:
        """Put a note in front."""
        self._shown = conversation
        self._choose(which)
        self.card.hide()
        self.full.hide()
        self.back.setVisible(which == "all")
        paper = self.papers.open(conversation)
        if paper is not self.editor.document():
            with QSignalBlocker(self.editor):
                self.editor.setDocument(paper)
            self._dress_paper()
            self.editor.go_to_end()  # Qt begins at the top: the next words would stand before the first
        self.editor.mark(needle)
        if needle:
            self.editor.go_to_mark()
        self._name()
        self.pages.setCurrentIndex(0)

    def _fit(self) -> None:
        """In a low drawer the note needs the room more than sentences that a band says too."""
        is_high = self.height() >= self._theme.look.px(LOW)
        self.only_here.setVisible(is_high)
        self.fault.setVisible(is_high and self._is_unsafe)
        self.in_memory.setVisible(is_high and self._is_in_memory and not self._is_unsafe)

    def _choose(self, which: Which | None) -> None:
        for name, button in self.choices.items():
            button.setChecked(name == which)

    def _name(self) -> None:
        """Say whose note this is."""
        row = self.papers.row(self._shown)
        if self._shown:
            given = row.nickname if row is not None else self._nicknames.get(self._shown, "")
            name = one_line(given) or self._words.no_nickname()
            spoken = self.tr("Note beside {0}").format(name)
            hint = self.tr("What you want to remember of this conversation")
        else:
            name = spoken = self.tr("Pad")
            hint = self.tr("What you want at hand this shift")
        self.name.set_name(name)
        self.is_over.setVisible(row is not None and row.is_over)
        if self.editor.accessibleName() != spoken:
            self.editor.setAccessibleName(spoken)
            self.editor.setPlaceholderText(hint)

    def _typed(self) -> None:
        text = self.editor.toPlainText()
        if self.papers.tell(self._shown, text):
            self.full.hide()
            self.note_changed.emit(self._shown, text)
            self._again.start()

    def _tell_full(self) -> None:
        self.full.show()
        self.told.emit(self.full.text())

    def _tell_again(self) -> None:
        """What was told into a full tray would be lost with the next crash."""
        for conversation, text in self.papers.untold().items():
            self.note_changed.emit(conversation, text)

    def _choice(self, name: str, word: str, spoken: str) -> QPushButton:
        button = QPushButton(word)
        button.setObjectName(name)
        button.setProperty("kind", "quiet")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        return button

    def _dress_paper(self) -> None:
        font = self._theme.look.font("text")
        self.editor.setFont(font)
        if self.editor.document().defaultFont() != font:
            self.editor.document().setDefaultFont(font)

    def _dress(self) -> None:
        for button in (self.back, self.box, self.time):
            button.dress(self._theme, 18)
        self._dress_paper()
