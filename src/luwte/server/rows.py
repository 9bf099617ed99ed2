"""What the desk asks to have kept, and gets back after a restart: frozen values, no SQL."""

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from luwte.crypto.certificates import Role, Signed
from luwte.protocol.ids import ConversationId, Id, KeyId, LineId, PersonId, RequestId, ShiftId
from luwte.protocol.parts import KeyOffer, Member
from luwte.server.rules import ArchiveKey

TokenHash = bytes
"""SHA-256 of the resume token in a visitor's browser: all the server knows a visitor by."""

Sender = Literal["visitor", "staff"]
RequestKind = Literal["hand_over", "along", "danger"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone on shift who reads a conversation, with the chain the visitor's page checks."""

    person: PersonId
    shift: ShiftId
    member: Member


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A running shift. ``until``: unix seconds, when its certificate ends. ``vault``: where its console keeps
    notes; empty in rows from before there were any."""

    shift: ShiftId
    person: PersonId
    role: Role
    member: Member
    until: int
    is_paused: bool = False
    limit: int | None = None
    vault: str = ""

    def is_renewed_by(self, person: PersonId, shift: Signed) -> bool:
        """Whether this is the same shift of the same person, with the same key; the signature may be new.

        Every colleague sees the ids of all shifts: an id alone is nobody's word.
        """
        return self.person == person and self.member.shift.payload == shift.payload


@dataclass(frozen=True, slots=True)
class VaultShare:
    """The server's half of the key of one console's vault; held while the shift that opened it runs."""

    vault: Id
    share: bytes = field(repr=False)
    until: int


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation's durable state, whole: storing it again replaces it. No text, no keys, no seals.

    ``order`` is the arrival number that keeps the queue's order. ``readers`` hold the keys of ``epoch``
    (-1: none yet); ``wanted`` will hold those of ``wanted_epoch``. ``owner`` answers now, ``next_owner``
    from ``wanted_epoch`` on. A ``talking`` conversation without an owner waits at the head of the queue.
    """

    conversation: ConversationId
    visitor: TokenHash
    visitor_key: bytes
    policy: int
    order: int
    since: int
    stage: Literal["waiting", "talking"]
    retention: str
    owner: PersonId | None
    next_owner: PersonId | None
    readers: tuple[Reader, ...]
    wanted: tuple[Reader, ...]
    epoch: int
    wanted_epoch: int
    archive: ArchiveKey | None
    away_since: int | None
    seen: int


class RecentLine(Struct, frozen=True, gc=False):
    """A stored line's name and number, so that the same line sent again is not stored twice.

    Up to a thousand are kept per conversation: the garbage collector need not look at each of them.
    """

    id: LineId
    number: int
    sender: Sender
    at: int


@dataclass(frozen=True, slots=True)
class SavedConversation:
    """A conversation as the databases give it back.

    ``recent``: its last lines in number order (``conversation.RECENT_LINES`` suffice), the newest one last.
    ``size``: bytes of all its frames.
    """

    row: ConversationRow
    intake_key: KeyId
    words: bytes
    offer: KeyOffer | None
    recent: tuple[RecentLine, ...]
    is_share_kept: bool
    size: int = 0


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What a colleague asks and nobody has answered yet, with the note sealed to each who may answer."""

    request: RequestId
    kind: RequestKind
    conversation: ConversationId
    asker: PersonId
    at: int
    notes: tuple[tuple[PersonId, bytes | None], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the desk is rebuilt from after a restart or a failed commit."""

    conversations: tuple[SavedConversation, ...] = ()
    shifts: tuple[ShiftRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    is_paused: bool = False
