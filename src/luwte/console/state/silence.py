"""A visitor who fell silent: since when, and what the policy's timers offer. Nothing happens by itself
(N3)."""

from dataclasses import dataclass
from typing import Literal

from luwte.protocol.parts import VisitorPresence


@dataclass(slots=True)
class Silence:
    """Runs while the visitor is here and it is their turn: after a line of ours, and after every sign of life
    of theirs.

    A nudge does not start it anew, or a silent visitor would never be silent long enough.
    """

    heard_at: float = 0.0
    spoke_at: float | None = None
    is_nudged: bool = False

    def heard(self, at: float) -> None:
        """The visitor wrote, typed, or came back."""
        self.heard_at = max(self.heard_at, at)
        self.is_nudged = False

    def heard_line(self, at: float) -> None:
        """The visitor's line is there: it is our turn."""
        self.heard(at)
        self.spoke_at = None

    def spoke(self, at: float, *, is_nudge: bool) -> None:
        """A line of ours is there."""
        if is_nudge:
            self.is_nudged = True
        else:
            self.spoke_at = at
            self.is_nudged = False

    def since(self, presence: VisitorPresence) -> float | None:
        """Return since when the visitor has been silent, or None if it is not their turn or they are not
        here."""
        if self.spoke_at is None or presence in {"away", "gone", "typing"}:
            return None
        return max(self.heard_at, self.spoke_at)

    def offer(
        self, presence: VisitorPresence, nudge_after: int, end_after: int, now: float
    ) -> Literal["no", "nudge", "end"]:
        """Return what to offer now."""
        since = self.since(presence)
        if since is None:
            return "no"
        if now - since >= end_after:
            return "end"
        return "nudge" if now - since >= nudge_after and not self.is_nudged else "no"
