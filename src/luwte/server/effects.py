"""What the desk wants done: frozen values that the clerk carries out.

The contract between desk and clerk:

* The stores of one list go into one transaction; its sends leave, in list order, only after that commit.
* Lists are carried out in the order the desk returned them, so a list without stores still waits for the
  stores of every earlier one. That is what makes "acknowledged means durable" true for a line sent twice.
* A send to a visitor or shift that is not connected is dropped: whoever returns gets everything anew.
* If a commit fails, nothing of it is sent, and the desk is rebuilt from the databases.
"""

from dataclasses import dataclass
from typing import Literal

from luwte.protocol.ids import ConversationId, KeyId, RequestId, ShiftId
from luwte.protocol.messages import ArchiveCopy, ToStaff, ToVisitor
from luwte.protocol.parts import KeyOffer, StoredLine
from luwte.server.rows import ConversationRow, RequestRow, ShiftRow, TokenHash
from luwte.server.rules import ArchiveKey

# ── sends ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SendVisitor:
    """To the connection of one visitor."""

    visitor: TokenHash
    message: ToVisitor


@dataclass(frozen=True, slots=True)
class SendStaff:
    """To the console of one shift."""

    shift: ShiftId
    message: ToStaff


@dataclass(frozen=True, slots=True)
class SendEveryone:
    """To the console of every shift: encoded once."""

    message: ToStaff


@dataclass(frozen=True, slots=True)
class SendEveryVisitor:
    """To every visitor's connection, those without a conversation included."""

    message: ToVisitor


@dataclass(frozen=True, slots=True)
class SendVisitorLines:
    """Stored lines with ``after`` < number ≤ ``through`` to the visitor, as ``VisitorLines`` in order."""

    visitor: TokenHash
    conversation: ConversationId
    after: int
    through: int


@dataclass(frozen=True, slots=True)
class SendStaffLines:
    """Stored lines with ``after`` < number ≤ ``through`` to a shift, as ``Lines`` in order."""

    shift: ShiftId
    conversation: ConversationId
    after: int
    through: int


@dataclass(frozen=True, slots=True)
class SendEntered:
    """Make the conversation's first share, store it, then send ``Entered`` with it."""

    visitor: TokenHash
    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class SendResumed:
    """Send ``Resumed``. ``is_fresh``: make and store one more share first, and send it with all kept ones."""

    visitor: TokenHash
    conversation: ConversationId
    stage: Literal["waiting", "keys", "talking"]
    last: int
    was_away: int
    is_fresh: bool


# ── stores ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StoreConversation:
    """Insert or replace a conversation's row."""

    row: ConversationRow


@dataclass(frozen=True, slots=True)
class StoreWords:
    """The sealed nickname and first words of somebody who joined the queue."""

    conversation: ConversationId
    key: KeyId
    words: bytes


@dataclass(frozen=True, slots=True)
class StoreLine:
    """One line under the number the desk gave it."""

    conversation: ConversationId
    line: StoredLine


@dataclass(frozen=True, slots=True)
class StoreOffer:
    """The visitor's keys for a new epoch: they hold every earlier K too and replace the former offer."""

    conversation: ConversationId
    offer: KeyOffer


@dataclass(frozen=True, slots=True)
class StoreCopy:
    """A console's archive seal; replaces its former copy to the same key."""

    copy: ArchiveCopy


@dataclass(frozen=True, slots=True)
class KeepShare:
    """The page confirmed the newest share: the earlier ones go."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class CloseOut:
    """The conversation is over: archive its lines, then delete row, lines, words, seals, shares and token.

    ``archive``: the key of its class for R; the claim names the week it is kept under.
    """

    conversation: ConversationId
    retention: str
    archive: ArchiveKey


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything of the conversation, archive nothing: consent withdrawn, or never a line."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class StoreShift:
    """Insert or replace a shift's row."""

    row: ShiftRow


@dataclass(frozen=True, slots=True)
class DropShift:
    """The shift is over: its row goes, and after what was sent to it no connection speaks for it any more."""

    shift: ShiftId


@dataclass(frozen=True, slots=True)
class StoreRequest:
    """Insert or replace what a colleague asks."""

    row: RequestRow


@dataclass(frozen=True, slots=True)
class DropRequest:
    """It is answered, or nobody will answer it any more."""

    request: RequestId


@dataclass(frozen=True, slots=True)
class StorePause:
    """Whether a coordinator has paused the line for new visitors."""

    is_paused: bool


# ── connections ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CutVisitor:
    """Close the visitor's connection after what was sent to it."""

    visitor: TokenHash


@dataclass(frozen=True, slots=True)
class CutStaff:
    """Close the console's connection after what was sent to it."""

    shift: ShiftId


Send = (
    SendVisitor
    | SendStaff
    | SendEveryone
    | SendEveryVisitor
    | SendVisitorLines
    | SendStaffLines
    | SendEntered
    | SendResumed
)
Store = (
    StoreConversation
    | StoreWords
    | StoreLine
    | StoreOffer
    | StoreCopy
    | KeepShare
    | CloseOut
    | Forget
    | StoreShift
    | DropShift
    | StoreRequest
    | DropRequest
    | StorePause
)
Cut = CutVisitor | CutStaff
Effect = Send | Store | Cut
