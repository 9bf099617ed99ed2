"""Above the transcript: whom one talks to, where they are, who reads along, and the search."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from luwte.console.state import ConversationRow, Search
from luwte.console.views.buttons import IconButton
from luwte.console.views.text import NameLabel, one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words


class Header(QFrame):
    """Nickname, presence, readers; buttons for search and details.

    Signals: search_wanted () · details_wanted (shown).
    """

    search_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self._theme, self._words, self._now = theme, words, now
        self._row: ConversationRow | None = None
        self.setProperty("kind", "bar")
        self.name = NameLabel("heading")
        self.presence = plain_label("", "muted")
        self.since = plain_label("", "muted")
        self.readers = plain_label("", "muted", wraps=True)
        self.search = IconButton("search", self.tr("Search in this conversation"), "Ctrl+F")
        self.search.clicked.connect(self.search_wanted)
        self.details = IconButton("panel-right", self.tr("Show or hide the pane at the right"), "F9")
        self.details.clicked.connect(self.details_wanted)
        first = QHBoxLayout()
        first.setSpacing(theme.look.space["m"])
        first.addWidget(self.name, 1)
        first.addWidget(self.presence)
        first.addWidget(self.since)
        first.addWidget(self.search)
        first.addWidget(self.details)
        column = QVBoxLayout(self)
        gap = theme.look.space
        column.setContentsMargins(gap["l"], gap["s"], gap["s"], gap["s"])
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self.readers)
        theme.changed.connect(self._dress)
        self._dress()

    def show_row(self, row: ConversationRow) -> None:
        """Show the conversation in front."""
        self._row = row
        self.name.set_name(row.nickname or self._words.no_nickname())
        self.readers.setText(self._readers(row))
        self.tick()

    def clear(self) -> None:
        """Forget whom it showed: the conversation is over."""
        self._row = None
        self.name.set_name("")
        for label in (self.presence, self.since, self.readers):
            label.setText("")

    def tick(self) -> None:
        """A second went by: countdown and minutes."""
        if self._row is None:
            return
        text, tone = self._words.presence(self._row, self._now())
        kind = {"attention": "attention", "danger": "danger"}.get(tone, "muted")
        if self.presence.property("kind") != kind:
            self.presence.setProperty("kind", kind)
            self.presence.style().polish(self.presence)
        self.presence.setText(text)
        self.since.setText(self._words.minutes(self._now() - self._row.since))

    def _readers(self, row: ConversationRow) -> str:
        others = [one_line(member.name) for member in row.members if not member.is_own]
        typing = [one_line(member.name) for member in row.members if member.is_typing and not member.is_own]
        if typing:
            return self.tr("{0} is writing…").format(self._listed(typing))
        if row.keys == "changing":
            return self.tr("New readers join as soon as the visitor's browser has made keys.")
        if others:
            return self.tr("Only you and {0} can read this conversation.").format(self._listed(others))
        if row.keys == "waiting":
            return self.tr("The visitor's browser is making keys. What you write waits here.")
        return self.tr("Only you can read this conversation.")

    def _listed(self, names: list[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return self.tr("{0} and {1}").format(", ".join(names[:-1]), names[-1])

    def _dress(self) -> None:
        for button in (self.search, self.details):
            button.dress(self._theme)


class SearchBar(QFrame):
    """Searches in the conversation in front.

    Signals: needle_changed (text) · hit_wanted (line) · closed ().
    """

    needle_changed = Signal(str)
    hit_wanted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hits: tuple[str, ...] = ()
        self._at = 0
        self.setProperty("kind", "bar")
        self.needle = QLineEdit()
        self.needle.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.needle.setMaxLength(100)
        self.needle.setPlaceholderText(self.tr("Search in this conversation"))
        self.needle.setAccessibleName(self.tr("Search in this conversation"))
        self.needle.textChanged.connect(self.needle_changed)
        self.count = plain_label("", "muted")
        row = QHBoxLayout(self)
        gap = theme.look.space
        row.setContentsMargins(gap["l"], gap["s"], gap["s"], gap["s"])
        row.addWidget(self.needle, 1)
        row.addWidget(self.count)
        self._buttons: list[IconButton] = []
        for icon, name, act in (
            ("chevron-up", self.tr("Earlier (Shift+Enter)"), self.earlier),
            ("chevron-down", self.tr("Later (Enter)"), self.later),
            ("x", self.tr("Close the search (Esc)"), self.close_search),
        ):
            button = IconButton(icon, name)
            button.clicked.connect(act)
            row.addWidget(button)
            self._buttons.append(button)
        self.hide()
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def open_search(self) -> None:
        """Show the bar and put the cursor into it."""
        self.show()
        self.needle.setFocus()
        self.needle.selectAll()

    @Slot()
    def close_search(self) -> None:
        """Hide the bar and end the search."""
        if not self.isHidden():
            self.hide()
            self.needle.setText("")  # not clear(): that can be undone
            self.closed.emit()

    def show_search(self, search: Search) -> None:
        """Show how many lines were found, and go to the newest."""
        self._hits = search.lines
        self._at = len(search.lines) - 1
        self._go()

    def earlier(self) -> None:
        """Go to the hit before."""
        self._step(-1)

    def later(self) -> None:
        """Go to the next hit."""
        self._step(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return goes on, Escape closes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_search()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._go()

    def _go(self) -> None:
        if not self.needle.text():
            self.count.setText("")
        elif not self._hits:
            self.count.setText(self.tr("not found"))
        else:
            self.count.setText(self.tr("{0} of {1}").format(self._at + 1, len(self._hits)))
        self.hit_wanted.emit(self._hits[self._at] if self._hits else "")

    def _dress(self) -> None:
        for button in self._buttons:
            button.dress(self._theme)
