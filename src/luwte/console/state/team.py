"""The team room as this console has heard it: this shift's lines, each once, in memory only."""

from dataclasses import dataclass
from typing import Final

from luwte.console.state.outcome import Outcome
from luwte.console.state.seat import Seat
from luwte.protocol.ids import LineId, PersonId
from luwte.protocol.messages import TeamSaid, TeamStored

MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class TeamWord:
    """A line to the team by a colleague. ``at``: by this computer's clock."""

    id: LineId
    sender: PersonId
    text: str
    at: float


class Team:
    """What was said to everybody on shift."""

    def __init__(self) -> None:
        self.words: list[TeamWord] = []
        self.stored: dict[LineId, float] = {}
        self._heard: set[tuple[PersonId, LineId]] = set()

    def clear(self) -> None:
        """The shift is over: every line goes."""
        self.words.clear()
        self.stored.clear()
        self._heard.clear()

    def said(self, message: TeamSaid, seat: Seat, out: Outcome) -> None:
        """A colleague's line, which the server repeats after a drop; one that does not open is told.

        Of somebody who is not on shift it is passed over: nobody can check who said it.
        """
        name, colleague = (message.sender, message.id), seat.colleagues.get(message.sender)
        if name in self._heard or colleague is None:
            return
        self._heard.add(name)
        text = seat.said_to_team(message.sender, message.id, message.sealed)
        if text is None:
            out.notice("whisper_unreadable", name=colleague.person.name)
            return
        self.words.append(TeamWord(message.id, message.sender, text, seat.here(message.at)))
        del self.words[:-MOST_LINES]

    def was_stored(self, message: TeamStored, seat: Seat) -> None:
        """A line of ours has gone to everybody."""
        self.stored[message.id] = seat.here(message.at)
