"""The team room as this console knows it: this shift's lines, each once, in memory only.

A line of ours leaves once for everybody who is on shift now. It counts as said when the server has passed it
on; until then it is said again on every new line to the server, under its id, which the server takes once.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from luwte.console.state.changes import TeamChanged
from luwte.console.state.outcome import Outcome
from luwte.console.state.rows import TeamRow
from luwte.console.state.seat import Seat
from luwte.crypto.words import WordsError, clean, team_bytes
from luwte.protocol.ids import LineId, PersonId, new_id
from luwte.protocol.messages import StaffRefused, TeamLine, TeamSaid, TeamStored

MOST_LINES: Final = 200
_Key = tuple[PersonId, LineId]


class Team:
    """What was said to everybody on shift, by colleagues and from here."""

    def __init__(self) -> None:
        self._rows: dict[_Key, TeamRow] = {}
        self._heard: set[_Key] = set()
        self._unread: set[_Key] = set()
        self._has_returned = False
        self._told: tuple[tuple[TeamRow, ...], int] = ((), 0)

    def clear(self) -> None:
        """The shift is over: every line goes."""
        self._rows.clear()
        self._heard.clear()
        self._unread.clear()
        self._has_returned = False

    # ── what the server says ──

    def said(self, message: TeamSaid, seat: Seat, out: Outcome) -> None:
        """A colleague's line, which the server repeats after a drop; one that does not open is told.

        Of somebody who is not on shift it is passed over: nobody can check who said it.
        """
        key, colleague = (message.sender, message.id), seat.colleagues.get(message.sender)
        if key in self._heard or colleague is None:
            return
        self._heard.add(key)
        text = seat.said_to_team(message.sender, message.id, message.sealed)
        if text is None:
            out.notice("whisper_unreadable", what="team_line", name=colleague.person.name)
            return
        at = seat.here(message.at)
        self._rows[key] = TeamRow(
            message.id, message.sender, colleague.person.name, is_own=False, text=text, at=at
        )
        self._unread.add(key)
        self._let_go()

    def was_stored(self, message: TeamStored, seat: Seat) -> None:
        """A line of ours has gone to everybody."""
        row = self._rows.get((seat.me, message.id))
        if row is not None:
            self._rows[seat.me, row.id] = replace(row, delivery="stored", at=seat.here(message.at))

    def refused(self, message: StaffRefused, seat: Seat, out: Outcome) -> None:
        """A line of ours was not passed on."""
        row = self._rows.get((seat.me, message.about or ""))
        if row is not None and row.delivery == "waiting":
            self._fail(row)
        out.notice("nobody_on" if message.code == "no_colleague" else message.code, what="team_line")

    def line_came_back(self) -> None:
        """A new connection: what was under way may have been lost, and is said again when the desk has told
        who is on shift."""
        self._has_returned = True

    def colleagues_came(self, seat: Seat, out: Outcome) -> None:
        """Who is on shift is known."""
        if self._has_returned and seat.may_send:
            self._has_returned = False
            for row in [row for row in self._own(seat) if row.delivery == "waiting"]:
                self._say(row, seat, out)

    # ── what the volunteer does ──

    def say(self, text: str, seat: Seat, now: float, out: Outcome) -> None:
        """Say something to everybody on shift; what fails stays, and saying it again is the same line."""
        cleaned = clean(text).strip()
        if not cleaned or seat.shift is None:
            return
        try:
            team_bytes(cleaned)
        except WordsError as error:
            out.notice(error.code, what="team_line")
            return
        failed = (row for row in self._own(seat) if row.delivery == "failed" and row.text == cleaned)
        row = next(failed, None)
        line = row.id if row else new_id()
        self._rows.pop((seat.me, line), None)
        name = seat.trust.me.name
        row = TeamRow(line, seat.me, name, is_own=True, text=cleaned, at=now, delivery="waiting")
        self._rows[seat.me, line] = row
        self._let_go()
        if seat.may_send:
            self._say(row, seat, out)
        else:
            self._fail(row)  # the row says so

    def read(self) -> None:
        """The volunteer looks at the room."""
        self._unread.clear()

    def announce(self, out: Outcome) -> None:
        """Tell what changed in this step."""
        told = (tuple(self._rows.values()), len(self._unread))
        if told != self._told:
            self._told = told
            out.tell(TeamChanged(*told))

    def _say(self, row: TeamRow, seat: Seat, out: Outcome) -> None:
        notes = seat.for_team(row.text, row.id)
        if notes:
            out.say(TeamLine(row.id, notes))
        else:
            self._fail(row)
            out.notice("nobody_on", what="team_line")

    def _fail(self, row: TeamRow) -> None:
        self._rows[row.sender, row.id] = replace(row, delivery="failed")

    def _own(self, seat: Seat) -> Iterator[TeamRow]:
        return (row for row in self._rows.values() if row.sender == seat.me)

    def _let_go(self) -> None:
        for key in list(self._rows)[:-MOST_LINES]:
            del self._rows[key]
            self._unread.discard(key)
