"""The team room: sealed lines among everybody on shift, in memory only; nothing for whoever comes later.

Who lost the line hears its shift's copies once more when it is back: which of them reached the broken
connection nobody knows, and a console takes each line once. A line is gone with its sender's shift, a copy
with its reader's, and all of it with the server: consoles believe only those who are on shift.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from luwte.protocol.ids import LineId, PersonId, ShiftId
from luwte.protocol.messages import TeamSaid
from luwte.server.shift import Shift

MOST_LINES: Final = 200
MOST_BYTES: Final = 16 * 1024 * 1024
"""Of all copies together: a full room of the longest lines, sealed to twenty."""


@dataclass(slots=True)
class _Line:
    """One line with the copies of those who may still need it."""

    shift: ShiftId
    person: PersonId
    id: LineId
    at: int
    copies: dict[ShiftId, bytes] = field(repr=False)

    def for_shift(self, shift: ShiftId) -> TeamSaid:
        return TeamSaid(sender=self.person, id=self.id, sealed=self.copies[shift], at=self.at)


class TeamRoom:
    """The last lines of one helpline's team."""

    def __init__(self) -> None:
        self._lines: deque[_Line] = deque()
        self._size = 0

    @property
    def length(self) -> int:
        """How many lines are held."""
        return len(self._lines)

    def said_at(self, shift: ShiftId, line: LineId) -> int | None:
        """Return when this shift said this line, None if it did not or that was long ago."""
        return next((each.at for each in self._lines if (each.shift, each.id) == (shift, line)), None)

    def add(
        self, sender: Shift, line: LineId, copies: Mapping[ShiftId, bytes], at: int
    ) -> Iterator[tuple[ShiftId, TeamSaid]]:
        """Hold a line; return what each shift with a copy shall hear. The oldest lines make room."""
        said = _Line(sender.id, sender.person, line, at, dict(copies))
        self._lines.append(said)
        self._size += _size(said)
        while len(self._lines) > MOST_LINES or (self._size > MOST_BYTES and len(self._lines) > 1):
            self._size -= _size(self._lines.popleft())
        return ((shift, said.for_shift(shift)) for shift in said.copies)

    def lines_for(self, shift: ShiftId) -> list[TeamSaid]:
        """Return everything said to this shift, oldest first."""
        return [each.for_shift(shift) for each in self._lines if shift in each.copies]

    def forget(self, shift: ShiftId) -> None:
        """The shift is over: nobody can open what was sealed to it any more, nor check what it said."""
        for each in self._lines:
            each.copies.pop(shift, None)
        self._lines = deque(each for each in self._lines if each.copies and each.shift != shift)
        self._size = sum(map(_size, self._lines))


def _size(line: _Line) -> int:
    return sum(map(len, line.copies.values()))
