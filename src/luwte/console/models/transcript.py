"""The transcript in front: a window of a few hundred lines of one conversation, paged from the core.

``QListView`` measures every row at every layout, so ten thousand lines are never in the model at once.
"""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from luwte.console.models.entries import Entry, Moments, entries, entry_key, entry_text
from luwte.console.models.rows import RowsModel
from luwte.console.state import ConversationRow, LineRow, LinesChanged
from luwte.protocol.ids import ConversationId, LineId

PAGE: Final = 30
"""Lines that are there when a conversation comes in front: more than a screenful, measured within a frame."""

STEP: Final = 20
"""Lines that come with one step up or down: few enough to be measured within a frame."""

MOST: Final = 200
"""Lines the model holds at most."""


class Source(Protocol):
    """Where lines are read from: the controller."""

    def lines(self, conversation: str, first: int = 0, count: int | None = None) -> tuple[LineRow, ...]:
        """Return ``count`` lines from index ``first`` on."""
        ...

    def line_count(self, conversation: str) -> int:
        """Return how many lines the conversation has."""
        ...


class TranscriptModel(RowsModel[Entry]):
    """Lines, day marks and moments of the conversation in front.

    Signals: end_moved (the window now does, or does not, reach the newest line).
    """

    end_moved = Signal(bool)

    def __init__(
        self,
        source: Source,
        say: Callable[[Entry], str],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(entry_key, entry_text, say, parent)
        self._source = source
        self._now = now
        self._moments = Moments()
        self._lines: list[LineRow] = []
        self._first = 0
        self._total = 0
        self.conversation: ConversationId = ""

    @property
    def is_at_end(self) -> bool:
        """Whether the newest line is in the window."""
        return self._first + len(self._lines) >= self._total

    @property
    def has_older(self) -> bool:
        """Whether there are lines before the window."""
        return self._first > 0

    @Slot(str)
    def show_conversation(self, conversation: str) -> None:
        """Put another conversation in front, at its end."""
        self.conversation = conversation
        self.show_end()

    def show_end(self) -> None:
        """Go to the newest lines."""
        self._total = self._source.line_count(self.conversation) if self.conversation else 0
        self._read(max(0, self._total - PAGE), PAGE)

    def show_older(self) -> bool:
        """Read some lines before the window; False when there is none."""
        if not self.has_older:
            return False
        count = min(STEP, self._first)
        self._lines[:0] = self._source.lines(self.conversation, self._first - count, count)
        self._first -= count
        self._place()
        del self._lines[MOST:]
        self._place()
        return True

    def show_newer(self) -> bool:
        """Read some lines after the window; False when there is none."""
        if self.is_at_end:
            return False
        end = self._first + len(self._lines)
        self._lines += self._source.lines(self.conversation, end, STEP)
        self._place()
        self._trim_head()
        return True

    def show_line(self, line: LineId) -> bool:
        """Move the window to where a line stands; False if there is no such line."""
        if self.row(line) is not None:
            return True
        for place, row in enumerate(self._source.lines(self.conversation)):
            if row.id == line:
                self._read(max(0, place - PAGE // 2), PAGE)
                return True
        return False

    @Slot(object)
    def apply_lines(self, change: LinesChanged) -> None:
        """Follow a change in the lines of any conversation; only the one in front is shown."""
        if change.conversation != self.conversation:
            return
        was_at_end = self.is_at_end
        self._total += len(change.lines) - change.removed
        place = change.start - self._first
        end = self._first + len(self._lines)
        if place < 0:
            self._read(min(self._first, max(0, self._total - PAGE)), max(PAGE, len(self._lines)))
        elif change.start + change.removed <= end and (was_at_end or change.start < end):
            self._lines[place : place + change.removed] = change.lines
            self._place()
            self._trim_head()
        else:
            self.end_moved.emit(self.is_at_end)

    @Slot(object)
    def follow(self, row: ConversationRow) -> None:
        """Note what happened to a conversation between its last state and this one."""
        count = self._source.line_count(row.conversation)
        last = self._source.lines(row.conversation, count - 1, 1) if count else ()
        if self._moments.observe(row, last[0].id if last else "", self._now()) and (
            row.conversation == self.conversation
        ):
            self._place()

    @Slot(str)
    def forget(self, conversation: str, _why: str = "") -> None:
        """A conversation is over: nothing of it stays in the model."""
        self._moments.forget(conversation)
        if conversation == self.conversation:
            self.show_conversation("")

    def _read(self, first: int, count: int) -> None:
        before = {line.id for line in self._lines}
        self._first = first
        self._lines = list(self._source.lines(self.conversation, first, count)) if self.conversation else []
        if any(line.id in before for line in self._lines):
            self._place()
        else:
            self.replace_rows(self._entries())
            self.end_moved.emit(self.is_at_end)

    def _trim_head(self) -> None:
        over = len(self._lines) - MOST
        if over > 0:
            del self._lines[:over]
            self._first += over
            self._place()

    def _place(self) -> None:
        self.set_rows(self._entries())
        self.end_moved.emit(self.is_at_end)

    def _entries(self) -> list[Entry]:
        moments = self._moments.of(self.conversation)
        return entries(self._lines, moments, is_from_start=self._first == 0)
