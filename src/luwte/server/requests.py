"""What colleagues ask of each other and is not answered yet. Kept: it outlives a crash (H3)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from luwte.protocol.ids import ConversationId, PersonId, RequestId
from luwte.protocol.parts import Request
from luwte.server.rows import RequestKind, RequestRow

LAPSES_AFTER: Final = 120
"""Seconds a colleague has to answer; a call for danger waits until it is answered."""


@dataclass(slots=True)
class Pending:
    """One request and those who may answer it, each with the note sealed to them."""

    id: RequestId
    kind: RequestKind
    conversation: ConversationId
    asker: PersonId
    at: int
    notes: dict[PersonId, bytes | None] = field(default_factory=dict)

    @classmethod
    def restored(cls, row: RequestRow, now: int) -> "Pending":
        """Return a request as it was stored; whoever it asks has the full time again."""
        at = row.at if row.kind == "danger" else now
        return cls(row.request, row.kind, row.conversation, row.asker, at, dict(row.notes))

    @property
    def row(self) -> RequestRow:
        """The request as it is stored."""
        notes = tuple(self.notes.items())
        return RequestRow(self.id, self.kind, self.conversation, self.asker, self.at, notes)

    def for_person(self, person: PersonId) -> Request:
        """Return the request as one of those asked gets it."""
        return Request(
            request=self.id,
            kind=self.kind,
            conversation=self.conversation,
            asker=self.asker,
            note=self.notes[person],
            at=self.at,
        )

    def has_lapsed(self, now: int) -> bool:
        """Whether nobody answered in time."""
        return self.kind != "danger" and now - self.at >= LAPSES_AFTER


class Requests:
    """All pending requests, in the order they were asked."""

    def __init__(self) -> None:
        self._pending: dict[RequestId, Pending] = {}

    def __iter__(self) -> Iterator[Pending]:
        return iter(tuple(self._pending.values()))

    def add(self, pending: Pending) -> None:
        """Keep a request until it is answered or lapses."""
        self._pending[pending.id] = pending

    def find(self, request: RequestId, person: PersonId) -> Pending | None:
        """Return the request if it is this person's to answer."""
        pending = self._pending.get(request)
        return pending if pending is not None and person in pending.notes else None

    def is_asked(self, conversation: ConversationId, is_danger: bool, person: PersonId | None = None) -> bool:
        """Whether such a request is already waiting, for danger or of this person."""
        return any(
            pending.conversation == conversation
            and (pending.kind == "danger") == is_danger
            and (person is None or person in pending.notes)
            for pending in self
        )

    def take(self, pending: Pending) -> None:
        """It is answered or has lapsed."""
        self._pending.pop(pending.id, None)

    def where(self, holds: Callable[[Pending], bool]) -> list[Pending]:
        """Return the requests for which this holds."""
        return [pending for pending in self if holds(pending)]
