"""Lines that are not at the server yet: held for a while, then sent one at a time, in order, the same bytes
until accepted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from luwte.console.state.rows import Delivery, LineRow
from luwte.console.state.seat import Seat
from luwte.crypto.channel import Channel
from luwte.protocol.ids import ConversationId, LineId, new_id
from luwte.vault.notes import Unsent

LATER: Final = 3.0
"""Seconds before a line is tried again that came too fast."""

PASSING: Final = frozenset({"storage", "draining", "not_now"})
"""Refusals after which a new connection, or new keys, may well succeed: tried again then without being
asked."""


@dataclass(slots=True)
class Pending:
    """A line of this console. ``frame`` is made when it first leaves and stays the same as long as its epoch
    holds. ``is_typed``: by the volunteer, not the policy's words."""

    id: LineId
    text: str
    at: float
    held_until: float | None = None
    frame: bytes | None = None
    epoch: int = -1
    is_sent: bool = False
    code: str = ""
    retry_at: float | None = None
    is_typed: bool = True

    @property
    def delivery(self) -> Delivery:
        """Where the line is, as the screen calls it."""
        if self.held_until is not None:
            return "held"
        return "failed" if self.code else "waiting"


@dataclass(slots=True)
class Outbox:
    """The unsent lines of one conversation, oldest first."""

    conversation: ConversationId
    lines: list[Pending] = field(default_factory=list)

    def add(self, text: str, hold: float, now: float, *, is_typed: bool = True) -> Pending:
        """Add a line; with a ``hold`` it may be taken back for so many seconds, and what stands behind it
        waits too."""
        pending = Pending(new_id(), text, now, now + hold if hold else None, is_typed=is_typed)
        if self.has_failed:
            # Order is kept: nothing overtakes a line that was not sent.
            pending.code = self.lines[-1].code
            pending.held_until = None
        self.lines.append(pending)
        return pending

    def put_back(self, lines: Sequence[Unsent]) -> None:
        """Show lines of before a crash as not sent, before all that was not under way when they came."""
        known = {pending.id for pending in self.lines}
        back = [
            Pending(line.line, line.text, float(line.at), code="restart")
            for line in lines
            if line.line not in known
        ]
        if back:
            under_way = [pending for pending in self.lines if pending.is_sent]
            behind = [pending for pending in self.lines if not pending.is_sent]
            for pending in behind:
                pending.code, pending.held_until = pending.code or "restart", None
            self.lines[:] = under_way + back + behind

    @property
    def is_held(self) -> bool:
        """Whether any line may still be taken back."""
        return any(pending.held_until is not None for pending in self.lines)

    @property
    def has_failed(self) -> bool:
        """Whether the next line was refused."""
        return any(pending.code for pending in self.lines)

    def find(self, line: LineId) -> Pending | None:
        """Return an unsent line."""
        return next((pending for pending in self.lines if pending.id == line), None)

    def release(self, line: LineId = "") -> None:
        """Hold this line, and those before it, no longer ("" for all)."""
        for pending in self.lines:
            pending.held_until = None
            if pending.id == line:
                return

    def take_back(self, line: LineId) -> tuple[Pending | None, bool]:
        """Remove a held or failed line; the flag tells that it was sealed already, so its place in the
        session is lost."""
        pending = self.find(line)
        if pending is None or pending.delivery == "waiting":
            return None, False
        self.lines.remove(pending)
        return pending, pending.frame is not None

    def settle(self, line: LineId) -> Pending | None:
        """Remove a line that is durable now."""
        pending = self.find(line)
        if pending is not None:
            self.lines.remove(pending)
        return pending

    def refuse(self, line: LineId, code: str, now: float) -> None:
        """The server refused a line: seal it again, try it again later, or show it and all behind it as
        unsent."""
        pending = self.find(line)
        if pending is None:
            return
        pending.is_sent = False
        if code == "stale_epoch":
            pending.frame = None
        elif code == "too_fast":
            pending.retry_at = now + LATER
        else:
            for behind in self.lines[self.lines.index(pending) :]:
                behind.code = code
                behind.held_until = None

    def retry(self) -> None:
        """Try everything again, in order."""
        for pending in self.lines:
            pending.code = ""
            pending.retry_at = None

    def line_came_back(self) -> None:
        """A new connection: nothing is on its way any more, and what failed for a passing reason is tried
        again."""
        for pending in self.lines:
            pending.is_sent = False
            if pending.code in PASSING:
                pending.code = ""

    def tick(self, now: float) -> bool:
        """Release what was held long enough; True if anything may leave now."""
        is_due = False
        for pending in self.lines:
            if pending.held_until is not None and pending.held_until <= now:
                pending.held_until = None
                is_due = True
            if pending.retry_at is not None and pending.retry_at <= now:
                pending.retry_at = None
                is_due = True
        return is_due

    def next_out(self, channel: Channel) -> Pending | None:
        """Return the line to send now, sealed, or None.

        One at a time: were the first of two refused, the second would leave a gap in the session that the
        visitor sees.
        """
        pending = self.lines[0] if self.lines else None
        if pending is None or pending.is_sent or pending.code or pending.held_until or pending.retry_at:
            return None
        if pending.frame is None and pending.epoch == channel.epoch:
            return None  # refused as stale: it waits for the keys of the new epoch
        if pending.epoch != channel.epoch:
            pending.frame = channel.seal_text(pending.text)
            pending.epoch = channel.epoch
        pending.is_sent = True
        return pending

    def rows(self, seat: Seat) -> tuple[LineRow, ...]:
        """Return the lines as the screen shows them, behind all stored ones."""
        return tuple(
            LineRow(
                conversation=self.conversation,
                id=pending.id,
                number=0,
                sender="staff",
                by=seat.me,
                name=seat.trust.me.name,
                is_own=True,
                kind="text",
                text=pending.text,
                at=pending.at,
                delivery=pending.delivery,
                code=pending.code,
                held_until=pending.held_until,
            )
            for pending in self.lines
        )
