"""All shortcuts of the desk: told once, installed from that list, and shown on one sheet (F1)."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from luwte.console.views.idle import PANIC
from luwte.console.views.reading import ReadingSheet
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

WIDTH = 520
HEIGHT = 640
"""The sheet at 100 %."""

Part = Literal["desk", "form", "figures"]


@dataclass(frozen=True)
class Keys:
    """A shortcut: its name in the code, its keys, what it does in words. ``is_told``: shown, but built in
    elsewhere. ``part``: where it holds; the same keys may mean something else elsewhere."""

    name: str
    keys: str
    words: str
    is_told: bool = False
    part: Part = "desk"

    def shown(self) -> str:
        """Return the keys as they are printed on keyboards here."""
        keys = self.keys if sys.platform == "darwin" else _as_printed(self.keys)
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class Shortcuts(QObject):
    """The list of shortcuts."""

    def all(self) -> tuple[Keys, ...]:
        """Return every shortcut, in the order of the sheet."""
        return (
            Keys("accept", "Ctrl+Return", self.tr("Accept who waits longest")),
            Keys("answer", "Ctrl+B", self.tr("To a colleague's request, or what a notice offers")),
            Keys("next", "Alt+Down", self.tr("Next conversation")),
            Keys("previous", "Alt+Up", self.tr("Previous conversation")),
            Keys("find", "Ctrl+K", self.tr("Find one of my conversations")),
            Keys("send", "Return", self.tr("Send the reply"), is_told=True),
            Keys("new_line", "Shift+Return", self.tr("New line in the reply"), is_told=True),
            Keys("insert", "/", self.tr("Where a word begins: insert a reply or a referral"), is_told=True),
            Keys("spelling", "Shift+F10", self.tr("Spelling of the word at the caret"), is_told=True),
            Keys("take_back", "Esc", self.tr("Take back a line that has not left"), is_told=True),
            Keys("reply", "F6", self.tr("To the reply box")),
            Keys("transcript", "Ctrl+G", self.tr("To the lines: arrows read them, Ctrl+C copies one")),
            Keys("search", "Ctrl+F", self.tr("Search in this conversation")),
            Keys("hand_over", "Ctrl+T", self.tr("Hand over")),
            Keys("along", "Ctrl+J", self.tr("Ask a colleague along")),
            Keys("danger", "Ctrl+D", self.tr("Call a coordinator")),
            Keys("end", "Ctrl+E", self.tr("End the conversation")),
            Keys("register", "Ctrl+R", self.tr("Register: to a form that waits, else a new one")),
            # Not figures: they need Shift on Belgian keyboards.
            Keys("notes", "F2", self.tr("To my notes, and back to the reply")),
            Keys("team", "F3", self.tr("To the team room")),
            Keys("details", "F4", self.tr("To readers, keeping and words to a colleague")),
            Keys("find_note", "Ctrl+Shift+F", self.tr("Search in the notes of this shift")),
            Keys("tick", "Ctrl+M", self.tr("In a note: tick box on this line"), is_told=True),
            Keys("stamp", "F5", self.tr("In a note: the time"), is_told=True),
            Keys("aside", "F9", self.tr("Show or hide the pane at the right")),
            Keys("shift", "F7", self.tr("My shift: until when, no new visitors")),
            Keys("pause", "F8", self.tr("Begin or end a pause")),
            Keys("lock", "Ctrl+L", self.tr("Hide everything")),
            Keys("panic", PANIC, self.tr("At once out of sight, and locked"), is_told=True),
            Keys("menu", "F10", self.tr("Menu")),
            Keys("sheet", "F1", self.tr("This sheet")),
            *self._form(),
            *self._figures(),
        )

    def heading(self, part: Part) -> str:
        """Return what stands above a part of the sheet."""
        match part:
            case "desk":
                return ""
            case "form":
                return self.tr("In a registration")
            case "figures":
                return self.tr("In the figures")

    def _form(self) -> tuple[Keys, ...]:
        return (
            Keys("form_all", "Down", self.tr("All themes; letters find one"), is_told=True, part="form"),
            Keys("form_next", "Return", self.tr("To the next question"), is_told=True, part="form"),
            Keys("form_send", "Ctrl+Return", self.tr("Register it"), is_told=True, part="form"),
            Keys("form_later", "Esc", self.tr("Leave it for later"), is_told=True, part="form"),
        )

    def _figures(self) -> tuple[Keys, ...]:
        return (
            Keys("table", "T", self.tr("The table behind a chart, and back"), is_told=True, part="figures"),
            Keys("leave", "Esc", self.tr("Back, and forget what was opened"), is_told=True, part="figures"),
        )

    def install(self, where: QWidget, acts: dict[str, Callable[[], None]]) -> list[QShortcut]:
        """Make the shortcuts of a widget; every one that is not built in elsewhere needs its act."""
        made: list[QShortcut] = []
        for entry in self.all():
            if entry.is_told:
                continue
            shortcut = QShortcut(where)
            # The number pad's Enter is a key of its own, and means the same.
            both = {entry.keys, _as_printed(entry.keys)}
            shortcut.setKeys([QKeySequence(keys) for keys in both])
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(acts[entry.name])
            made.append(shortcut)
        return made


class Sheet(ReadingSheet):
    """The shortcuts, to look up."""

    def __init__(self, parent: QWidget | None, theme: Theme, shortcuts: Shortcuts) -> None:
        page = QWidget()
        page.setProperty("kind", "page")
        gap = theme.look.space
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, gap["l"], 0)
        grid.setHorizontalSpacing(gap["l"])
        grid.setVerticalSpacing(gap["xs"])
        grid.setColumnStretch(1, 1)
        part: Part = "desk"
        for entry in shortcuts.all():
            if entry.part != part:
                part = entry.part
                title = plain_label(shortcuts.heading(part), "section")
                title.setContentsMargins(0, gap["m"], 0, 0)
                grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            row = grid.rowCount()
            grid.addWidget(plain_label(entry.shown(), "key"), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(plain_label(entry.words, wraps=True), row, 1)
        super().__init__(parent, theme, self.tr("Shortcuts"), page)
        self.keep_within(parent, theme, WIDTH, HEIGHT)


def _as_printed(keys: str) -> str:
    """Return the keys with Enter for what Qt calls Return."""
    return keys.replace("Return", "Enter")
