"""The notes of this shift as the hands know them: a document each, with its own undoing, and what has been
told of it."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from luwte.console.state import NoteRow
from luwte.console.views.notes_editor import BoxFormats, TickMarks, units
from luwte.console.views.theme import Theme

PAPERS: Final = 48
"""Documents that are kept with what can be undone in them; an older one is made anew from its text."""


@dataclass(frozen=True)
class Followed:
    """What following the state came to: notes that are gone, and notes to which something from before a crash
    was added, to be told."""

    gone: tuple[str, ...]
    joined: tuple[str, ...]


class Papers(QObject):
    """Knows every note's text, whether it stands in the state, in a document, or on its way to the state.

    What is typed is told at once and comes back a moment later, bundled, when more was typed: a note
    that was written in here reads as the hands left it, whatever comes back. Only notes nobody touched follow
    the state, such as those that a crash left behind.

    Signals: Qt's own only.
    """

    def __init__(self, theme: Theme, now: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._now = theme, now
        self._formats = BoxFormats(theme)
        self._rows: dict[str, NoteRow] = {}
        self._written: dict[str, str] = {}
        self._since: dict[str, float] = {}
        self._untold: set[str] = set()
        self._blanked: set[str] = set()
        self._papers: OrderedDict[str, QTextDocument] = OrderedDict()
        theme.changed.connect(self._dress)

    def row(self, conversation: str) -> NoteRow | None:
        """Return a note as the state knows it."""
        return self._rows.get(conversation)

    def text(self, conversation: str) -> str:
        """Return a note's newest text."""
        written = self._written.get(conversation)
        if written is not None:
            return written
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
        self._written[conversation] = text
        self._since.setdefault(conversation, self._now())
        self._untold.add(conversation)
        if not text.strip():
            self._blanked.add(conversation)
        return True

    def untold(self) -> dict[str, str]:
        """Return what has not come back from the state yet."""
        return {conversation: self._written[conversation] for conversation in self._untold}

    def follow(self, rows: tuple[NoteRow, ...]) -> Followed:
        """Follow the state."""
        joined = []
        before, self._rows = self._rows, {row.conversation: row for row in rows}
        for row in rows:
            written = self._written.get(row.conversation)
            if written == row.text:
                self._untold.discard(row.conversation)
                self._blanked.discard(row.conversation)
            elif written is not None and self._join(row, before.get(row.conversation)):
                joined.append(row.conversation)
            elif written is None and row.conversation in self._papers:
                known = before.get(row.conversation)
                if known is None or known.text != row.text:
                    adopt(self._papers[row.conversation], row.text)
        gone = []
        for conversation in before.keys() - self._rows.keys():
            if conversation in self._blanked:
                # Emptied, its row may go; its document is still good for undoing and for what comes next.
                if not self.text(conversation).strip():
                    self._untold.discard(conversation)
            elif before[conversation].text.strip():
                gone.append(conversation)
                self.drop(conversation)
        return Followed(tuple(gone), tuple(joined))

    def drop(self, conversation: str) -> None:
        """Forget a note and all that could be undone in it."""
        self._rows.pop(conversation, None)
        self._written.pop(conversation, None)
        self._since.pop(conversation, None)
        self._untold.discard(conversation)
        self._blanked.discard(conversation)
        if conversation in self._papers:
            self._discard(conversation)

    def clear(self) -> None:
        """Forget everything."""
        for conversation in {*self._rows, *self._written, *self._papers}:
            self.drop(conversation)

    def _join(self, row: NoteRow, known: NoteRow | None) -> bool:
        """Put what a vault held before what was written until it opened; False if this is only an echo.

        A note that was begun before the hands came to it is from before a crash.
        """
        since = known.began if known is not None else self._since[row.conversation]
        written = self._written[row.conversation]
        if int(row.began) >= int(since):
            return False
        kept = row.text
        for newer in (known.text if known is not None else "", written):
            if newer and kept.endswith(f"\n{newer}"):
                kept = kept[: -len(newer) - 1]
                break
        if not kept.strip() or written.startswith(kept):
            return False
        text = f"{kept}\n{written}" if written else kept
        adopt(self.open(row.conversation), text)
        self._written[row.conversation] = text
        self._untold.add(row.conversation)
        return True

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
