"""This shift's notes as a list: all that hold something, or those a search found, each with a piece of its
text."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from luwte.console.models.rows import RowsModel
from luwte.console.state import NoteRow

BEFORE = 14
"""Characters of a line that stay in sight before what was found."""

PIECE = 160
"""Characters of a piece."""


class NotesModel(RowsModel[NoteRow]):
    """The notes that are listed, in the order of the state: the pad first, then by when they were begun.

    Signals: Qt's own only.
    """

    def __init__(self, say: Callable[[NoteRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.conversation, lambda row: row.nickname, say, parent)
        self._notes: tuple[NoteRow, ...] = ()
        self._found: frozenset[str] | None = None
        self.needle = ""

    def set_notes(self, notes: tuple[NoteRow, ...]) -> None:
        """Know these notes from now on."""
        self._notes = notes
        self._list()

    def seek(self, needle: str, found: Iterable[str]) -> None:
        """List what a search found; all notes when nothing is looked for."""
        is_other = needle != self.needle
        self.needle = needle
        self._found = frozenset(found) if needle else None
        self._list()
        if is_other:
            self.refresh()

    def _list(self) -> None:
        found = self._found
        if found is None:
            self.set_rows(row for row in self._notes if _holds(row))
        else:
            self.set_rows(row for row in self._notes if row.conversation in found)


def _holds(row: NoteRow) -> bool:
    return bool(row.text) and not row.text.isspace()


def piece(text: str, needle: str) -> str:
    """Return the part of a note that a list shows: around what was found, else its first line."""
    pattern = pattern_of(needle)
    found = pattern.search(text) if pattern is not None else None
    if found is None:
        return text.lstrip()[:PIECE].split("\n", 1)[0]
    begin = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    line = text[begin : end if end >= 0 else len(text)]
    skipped = max(0, found.start() - begin - BEFORE)
    if skipped:
        # Not in the midst of a word, unless that is where it was found.
        skipped = line.find(" ", skipped, found.start() - begin) + 1 or skipped
    return ("…" if skipped else "") + line[skipped : skipped + PIECE]


def pattern_of(needle: str) -> re.Pattern[str] | None:
    """Return what matches any word of a needle, whatever its capitals; None for an empty one."""
    words = sorted(set(needle.split()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None
