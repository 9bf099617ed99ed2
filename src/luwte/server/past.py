"""How the last conversations ended, for an hour and in memory only: so that late words get a true answer."""

from dataclasses import dataclass
from typing import Final, Literal

from luwte.protocol.ids import ConversationId, ShiftId
from luwte.server.rows import TokenHash

REMEMBERED: Final = 3_600
"""Seconds an end is remembered."""

Why = Literal["visitor", "staff", "window", "withdrawn", "quick_exit", "silent", "closed"]
VisitorWhy = Literal["no", "window", "visitor", "staff", "withdrawn"]

_FOR_VISITOR: Final[dict[Why, VisitorWhy]] = {
    "visitor": "visitor",
    "staff": "staff",
    "window": "window",
    "withdrawn": "withdrawn",
    # Somebody else may sit at that screen by now: a page left by the exit button never says there was a chat.
    "quick_exit": "no",
    "silent": "staff",
    "closed": "staff",
}


@dataclass(frozen=True, slots=True)
class Over:
    """A conversation that has ended, and the away consoles that have not heard it yet.

    ``readers``: the shifts that read it, and those that took over from them since.
    """

    conversation: ConversationId
    visitor: TokenHash
    why: Why
    at: int
    readers: set[ShiftId]
    unheard: frozenset[ShiftId]


class Past:
    """The ends of the last hour, by conversation and by visitor. Nothing here outlives the process."""

    def __init__(self) -> None:
        self._over: dict[ConversationId, Over] = {}
        self._by_visitor: dict[TokenHash, Over] = {}

    def __contains__(self, conversation: ConversationId) -> bool:
        return conversation in self._over

    def add(self, over: Over) -> None:
        """Remember an end."""
        self._over[over.conversation] = over
        self._by_visitor[over.visitor] = over

    def knows(self, visitor: TokenHash) -> bool:
        """Whether this visitor's last conversation ended within the hour."""
        return visitor in self._by_visitor

    def how_it_ended(self, visitor: TokenHash) -> VisitorWhy:
        """Return how this visitor's last conversation ended, in the words the page knows."""
        over = self._by_visitor.get(visitor)
        return "no" if over is None else _FOR_VISITOR[over.why]

    def begin_anew(self, visitor: TokenHash) -> None:
        """The visitor joins the queue again: their former conversation is no longer their last."""
        self._by_visitor.pop(visitor, None)

    def unheard_by(self, shift: ShiftId) -> list[Over]:
        """Return the ends a returning console has missed."""
        return [over for over in self._over.values() if shift in over.unheard]

    def pass_on(self, former: ShiftId, shift: ShiftId) -> list[Over]:
        """Return the ends of what a former shift read, heard or not: who knows what its console took in."""
        read = [over for over in self._over.values() if former in over.readers]
        for over in read:
            over.readers.add(shift)
        return read

    def forget(self, now: int) -> None:
        """Forget what is older than the hour."""
        for over in [each for each in self._over.values() if now - each.at >= REMEMBERED]:
            del self._over[over.conversation]
            if self._by_visitor.get(over.visitor) is over:
                del self._by_visitor[over.visitor]
