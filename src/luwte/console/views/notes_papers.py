"""The notes of this shift as the hands know them: a document each, with its own undoing, and what has been
told of it."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from luwte.console.state import NoteRow
from luwte.console.views.notes_editor import BoxFormats, TickMarks, units
from luwte.console.views.theme import Theme

PAPERS: Final = 48
"""Documents that are kept with what can be undone in them; an older one is made anew from its text."""


class Papers(QObject):
    """Knows every note's text, whether it stands in the state, in a document, or on its way to the state.

    What is typed is told at once and comes back a moment later, when more may have been typed: as long as
    the last that was told has not come back, the hands are right.

    Signals: Qt's own only.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = BoxFormats(theme)
        self._rows: dict[str, NoteRow] = {}
        self._told: dict[str, str] = {}
        self._papers: OrderedDict[str, QTextDocument] = OrderedDict()
        theme.changed.connect(self._dress)

    def row(self, conversation: str) -> NoteRow | None:
        """Return a note as the state knows it."""
        return self._rows.get(conversation)

    def text(self, conversation: str) -> str:
        """Return a note's newest text."""
        told = self._told.get(conversation)
        if told is not None:
            return told
        row = self._rows.get(conversation)
        return row.text if row is not None else ""

    def open(self, conversation: str) -> QTextDocument:
        """Return the document of a note."""
        paper = self._papers.get(conversation)
        if paper is None:
            paper = QTextDocument(self)
            paper.setDocumentLayout(QPlainTextDocumentLayout(paper))
            paper.setPlainText(self.text(conversation))
            TickMarks(paper, self._formats)
            self._papers[conversation] = paper
        self._papers.move_to_end(conversation)
        while len(self._papers) > PAPERS:
            self._discard(next(iter(self._papers)))
        return paper

    def tell(self, conversation: str, text: str) -> bool:
        """Note what the hands wrote; False if that is known already."""
        if text == self.text(conversation):
            return False
        self._told[conversation] = text
        return True

    def untold(self) -> dict[str, str]:
        """Return what has not come back from the state yet."""
        return dict(self._told)

    def follow(self, rows: tuple[NoteRow, ...]) -> list[str]:
        """Follow the state; return the notes that are gone."""
        before, self._rows = self._rows, {row.conversation: row for row in rows}
        for row in rows:
            told = self._told.get(row.conversation)
            if told == row.text:
                del self._told[row.conversation]
            elif told is None and row.conversation in self._papers:
                known = before.get(row.conversation)
                if known is None or known.text != row.text:
                    adopt(self._papers[row.conversation], row.text)
        # A note in which nothing stands any more may lose its row; its document is still good for undoing.
        for key in [key for key, told in self._told.items() if key not in self._rows and not told.strip()]:
            del self._told[key]
            before.pop(key, None)
        gone = [key for key, row in before.items() if key not in self._rows and row.text.strip()]
        for conversation in gone:
            self.drop(conversation)
        return gone

    def drop(self, conversation: str) -> None:
        """Forget a note and all that could be undone in it."""
        self._rows.pop(conversation, None)
        self._told.pop(conversation, None)
        if conversation in self._papers:
            self._discard(conversation)

    def clear(self) -> None:
        """Forget everything."""
        for conversation in {*self._rows, *self._told, *self._papers}:
            self.drop(conversation)

    def _dress(self) -> None:
        self._formats = BoxFormats(self._theme)
        for paper in self._papers.values():
            for marks in paper.findChildren(TickMarks):
                marks.take(self._formats)

    def _discard(self, conversation: str) -> None:
        paper = self._papers.pop(conversation)
        paper.blockSignals(True)  # noqa: FBT003 - Qt's signature
        paper.setPlainText("")  # the text and its history go now, the object when Qt has time
        paper.deleteLater()


def adopt(paper: QTextDocument, text: str) -> None:
    """Make a document read so, by its smallest change: a caret elsewhere in it stays where it is."""
    old = paper.toPlainText()
    begin = _common(old, text)
    end = _common(old[begin:][::-1], text[begin:][::-1])
    if begin + end == max(len(old), len(text)):
        return
    cursor = QTextCursor(paper)
    cursor.setPosition(units(old[:begin]))
    cursor.setPosition(units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[begin : len(text) - end])


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
