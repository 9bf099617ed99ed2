"""Inserting by typing: a slash at the beginning of a word opens the replies and referrals above the caret.

What is chosen stands in the draft and is never sent by itself.
"""

import re
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from luwte.console.models.phrases import Kind, Phrase, phrases
from luwte.console.state import PolicyView
from luwte.console.views.phrase_list import PhraseList
from luwte.console.views.theme import Theme

_TYPED: Final = re.compile(r"(?:^|(?<=\s))/([^\s/]*)$")
_LONGEST: Final = 40
"""Characters after the slash that still look for something."""


class Inserting(QObject):
    """Watches the reply box and keeps the list beside its caret."""

    def __init__(self, editor: QPlainTextEdit, listed: PhraseList, theme: Theme) -> None:
        super().__init__(editor)
        self._editor, self.list, self._theme = editor, listed, theme
        self._over: QWidget = editor
        self._under: QWidget = editor
        self._policy = PolicyView()
        self._language = ""
        self._kind: Kind = "all"
        self._from = -1
        """Where what will be replaced begins; -1 while the list is closed."""
        self._dismissed = -1
        editor.installEventFilter(self)
        editor.textChanged.connect(self._typed)
        editor.cursorPositionChanged.connect(self._moved)
        listed.chosen.connect(self.insert)
        theme.changed.connect(self.place)

    @property
    def is_open(self) -> bool:
        """Whether the list is there."""
        return self._from >= 0

    def float_over(self, widget: QWidget, under: QWidget) -> None:
        """Let the list lie over a widget that the reply box is a part of, and end below another one."""
        self._over, self._under = widget, under
        self.list.setParent(widget)
        widget.installEventFilter(self)

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Offer what this policy says."""
        self._policy = policy
        self._fill()

    def set_language(self, language: str) -> None:
        """Insert in the visitor's language."""
        if language != self._language:
            self._language = language
            self._fill()

    def toggle(self, kind: Kind) -> None:
        """Open the list of one kind at the caret, as its button does; or close it."""
        if self.is_open and self._kind == kind:
            self.close()
            return
        self._editor.setFocus()
        if not self._editor.isReadOnly():
            cursor = self._editor.textCursor()
            cursor.clearSelection()
            self._editor.setTextCursor(cursor)
            self._open(cursor.position(), "", kind)

    @Slot()
    def close(self) -> None:
        """Take the list away; the text stays as it is."""
        self._from = -1
        self._kind = "all"
        self.list.hide()

    @Slot()
    def place(self) -> None:
        """Put the list above the place it belongs to, inside the widget it floats over."""
        if not self.is_open:
            return
        gap = self._theme.look.space["xs"]
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(min(self._from, self._editor.document().characterCount() - 1))
        caret = self._editor.cursorRect(cursor)
        corner = self._editor.viewport().mapTo(self._over, caret.topLeft())
        box = self._editor.mapTo(self._over, QPoint(0, 0))
        top = self._under.mapTo(self._over, self._under.rect().bottomLeft()).y() + gap
        size = self.list.wanted_size(QSize(self._editor.width(), max(0, box.y() - gap - top)))
        left = max(box.x(), min(corner.x(), box.x() + self._editor.width() - size.width()))
        self.list.resize(size)
        self.list.move(left, max(top, min(corner.y(), box.y()) - size.height() - gap))

    @Slot(object)
    def insert(self, phrase: Phrase) -> None:
        """Put a phrase where the slash is, in one step that can be undone."""
        if not self.is_open or self._editor.isReadOnly():
            return
        cursor = self._editor.textCursor()
        end = cursor.position()
        begin = min(self._from, end)
        self.close()
        behind = self._editor.document().characterAt(end)
        space = "" if behind.isspace() or behind in ("\0", "\u2029") else " "
        cursor.beginEditBlock()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(phrase.text + space)
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the list's keys while it is open; follow the window's size; close without the focus."""
        if not self.is_open:
            return super().eventFilter(watched, event)
        if watched is self._editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self._editor and event.type() == QEvent.Type.FocusOut:
            self.close()
        elif event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Return whether a key was for the list. With nothing found Enter sends no half-typed shortcut."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self.list.move_by(1)
            case Qt.Key.Key_Up:
                self.list.move_by(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                phrase = self.list.current()
                if phrase is not None:
                    self.insert(phrase)
            case Qt.Key.Key_Escape:
                self._dismissed = self._from
                self.close()
            case _:
                return False
        return True

    def _typed(self) -> None:
        """Open where a slash begins a word, and only there; then look for what follows it."""
        cursor = self._editor.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = _TYPED.search(before)
        begin = cursor.block().position() + found.start() if found else -1
        if begin != self._dismissed:
            self._dismissed = -1
        if self.is_open and self._kind != "all":
            self._moved()
        elif found and begin != self._dismissed and len(found[1]) <= _LONGEST and self._may_open():
            self._open(begin, found[1], "all")
        elif self.is_open:
            self.close()

    def _moved(self) -> None:
        """Follow the caret as long as it stands behind the place where the list was opened."""
        if not self.is_open:
            return
        cursor = self._editor.textCursor()
        end = cursor.position()
        typed = self._between(self._from, end)
        is_word = not any(sign.isspace() or sign == "\u2029" for sign in typed) and len(typed) <= _LONGEST
        if cursor.hasSelection() or end < self._from or not is_word:
            self.close()
        elif self._kind != "all":
            self._open(self._from, typed, self._kind)
        elif not typed.startswith("/"):
            self.close()
        else:
            self._open(self._from, typed[1:], "all")

    def _between(self, begin: int, end: int) -> str:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(min(begin, self._editor.document().characterCount() - 1))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _may_open(self) -> bool:
        return self._editor.hasFocus() and not self._editor.isReadOnly() and bool(self.list.model.has("all"))

    def _open(self, begin: int, needle: str, kind: Kind) -> None:
        self._from, self._kind = begin, kind
        self.list.seek(needle, kind)
        self.place()
        self.list.show()
        self.list.raise_()

    def _fill(self) -> None:
        self.list.model.set_phrases(phrases(self._policy, self._language))
        self.close()
