"""What stands in a transcript: lines, a mark where a day begins, and what happened in between."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from luwte.console.state import ConversationRow, LineRow
from luwte.protocol.ids import ConversationId, LineId

MomentKind = Literal["away", "back", "gone", "joined", "left"]
MOMENTS = 200
"""Moments kept for one conversation; the oldest go first."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of the computer's calendar begins here."""

    day: date


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened in a conversation: the visitor dropped or came back, a colleague joined or
    left.

    ``after`` is the line it came after, empty at the very beginning; ``name`` comes from other people.
    """

    serial: int
    conversation: ConversationId
    kind: MomentKind
    name: str
    at: float
    after: LineId


Entry = LineRow | DayMark | Moment


def entry_key(entry: Entry) -> str:
    """Return what names an entry as long as it is the same one."""
    match entry:
        case LineRow():
            return entry.id
        case DayMark():
            return f"day {entry.day.isoformat()}"
        case Moment():
            return f"moment {entry.serial}"


def entry_text(entry: Entry) -> str:
    """Return the words an entry holds itself; views make the sentences of the others."""
    return entry.text if isinstance(entry, LineRow) else ""


def day_of(at: float) -> date:
    """Return the day of the computer's own calendar."""
    return datetime.fromtimestamp(at, tz=UTC).astimezone().date()


def entries(lines: list[LineRow], moments: list[Moment], *, is_from_start: bool) -> list[Entry]:
    """Put lines, day marks and moments in order. A moment whose line is not among ``lines`` is left out."""
    after: dict[LineId, list[Moment]] = {}
    for moment in moments:
        after.setdefault(moment.after, []).append(moment)
    made: list[Entry] = list(after.get("", ())) if is_from_start else []
    day: date | None = None
    quarter: float | None = None
    for line in lines:
        # Wherever one lives a day begins with a quarter of an hour: most lines need no calendar.
        if line.at // 900 != quarter:
            quarter = line.at // 900
            if (fresh := day_of(line.at)) != day:
                day = fresh
                made.append(DayMark(day))
        made.append(line)
        made.extend(after.get(line.id, ()))
    return made


class Moments:
    """Remembers what happened in each conversation, from one state of its row to the next."""

    def __init__(self) -> None:
        self._rows: dict[ConversationId, ConversationRow] = {}
        self._moments: dict[ConversationId, list[Moment]] = {}
        self._serial = 0

    def of(self, conversation: ConversationId) -> list[Moment]:
        """Return a conversation's moments, oldest first."""
        return self._moments.get(conversation, [])

    def observe(self, row: ConversationRow, after: LineId, at: float) -> bool:
        """Take note of a conversation's new state; True if something happened that the transcript shows."""
        before = self._rows.get(row.conversation)
        self._rows[row.conversation] = row
        if before is None:
            return False
        happened = [(kind, row.nickname) for kind in _presence_moments(before, row)]
        earlier = {member.person for member in before.members}
        now = {member.person for member in row.members}
        if earlier:
            happened += [("joined", m.name) for m in row.members if m.person not in earlier and not m.is_own]
        happened += [("left", m.name) for m in before.members if m.person not in now and not m.is_own]
        for kind, name in happened:
            self._serial += 1
            moment = Moment(self._serial, row.conversation, kind, name, at, after)
            self._moments.setdefault(row.conversation, []).append(moment)
            del self._moments[row.conversation][:-MOMENTS]
        return bool(happened)

    def forget(self, conversation: ConversationId) -> None:
        """Drop everything about a conversation that is over."""
        self._rows.pop(conversation, None)
        self._moments.pop(conversation, None)


def _presence_moments(before: ConversationRow, now: ConversationRow) -> list[MomentKind]:
    was_away = before.presence in {"away", "gone"}
    if now.presence == "away" and not was_away:
        return ["away"]
    if now.presence == "gone" and before.presence != "gone":
        return ["gone"]
    if was_away and now.presence not in {"away", "gone"}:
        return ["back"]
    return []
