"""What the desk wants done: frozen values that the clerk carries out.

The contract between desk and clerk:

* The stores of one list go into one transaction; its sends leave, in list order, only after that commit.
* Lists are carried out in the order the desk returned them, so a list without stores still waits for the
  stores of every earlier one. That is what makes "acknowledged means durable" true for a line sent twice.
* A send to a visitor or shift that is not connected is dropped: whoever returns gets everything anew.
* If a commit fails, nothing of it is sent, and the desk is rebuilt from the databases.

Structs, not dataclasses: three are made for every line, and a frozen dataclass costs five times as much.
"""

from typing import Literal

from msgspec import Struct

from luwte.protocol.ids import ConversationId, Id, KeyId, PersonId, RequestId, ShiftId
from luwte.protocol.messages import ArchiveCopy, Colleagues, ToStaff, ToVisitor
from luwte.protocol.parts import KeyOffer, OpenConversation, StoredLine, Waiter
from luwte.server.rows import ConversationRow, RequestRow, ShiftRow, TokenHash
from luwte.server.rules import ArchiveKey

# ── sends ───────────────────────────────────────────────────────────────────────────────────────


class SendVisitor(Struct, frozen=True):
    """To the connection of one visitor."""

    visitor: TokenHash
    message: ToVisitor


class SendStaff(Struct, frozen=True):
    """To the console of one shift."""

    shift: ShiftId
    message: ToStaff


class SendEveryone(Struct, frozen=True):
    """To the console of every shift: encoded once."""

    message: ToStaff


class SendColleagues(Struct, frozen=True):
    """To every console whose person may answer visitors, on shift or about to begin: encoded once.

    All of the desk's news that a console without a shift ever hears.
    """

    message: Colleagues


class SendEveryVisitor(Struct, frozen=True):
    """To every visitor's connection, those without a conversation included."""

    message: ToVisitor


class SendVisitorLines(Struct, frozen=True):
    """Stored lines with ``after`` < number ≤ ``through`` to the visitor, as ``VisitorLines`` in order."""

    visitor: TokenHash
    conversation: ConversationId
    after: int
    through: int


class SendStaffLines(Struct, frozen=True):
    """Stored lines with ``after`` < number ≤ ``through`` to a shift, as ``Lines`` in order."""

    shift: ShiftId
    conversation: ConversationId
    after: int
    through: int


class SendEntered(Struct, frozen=True):
    """Make the conversation's first share, store it, then send ``Entered`` with it."""

    visitor: TokenHash
    conversation: ConversationId


class SendResumed(Struct, frozen=True):
    """Send ``Resumed``. ``is_fresh``: make and store one more share first, and send it with all kept ones."""

    visitor: TokenHash
    conversation: ConversationId
    stage: Literal["waiting", "keys", "talking"]
    last: int
    was_away: int
    is_fresh: bool


class SendShiftOpened(Struct, frozen=True):
    """Find this person's share of this vault, or make and store one; then send ``ShiftOpened`` with it.

    Their share of another vault goes.
    """

    shift: ShiftId
    person: PersonId
    vault: Id
    until: int
    queue: list[Waiter]
    conversations: list[OpenConversation]


# ── stores ──────────────────────────────────────────────────────────────────────────────────────


class StoreConversation(Struct, frozen=True):
    """Insert or replace a conversation's row."""

    row: ConversationRow


class StoreWords(Struct, frozen=True):
    """The sealed nickname and first words of somebody who joined the queue."""

    conversation: ConversationId
    key: KeyId
    words: bytes


class StoreLine(Struct, frozen=True):
    """One line under the number the desk gave it."""

    conversation: ConversationId
    line: StoredLine


class StoreOffer(Struct, frozen=True):
    """The visitor's keys for a new epoch: they hold every earlier K too and replace the former offer."""

    conversation: ConversationId
    offer: KeyOffer


class StoreCopy(Struct, frozen=True):
    """A console's archive seal; replaces its former copy to the same key."""

    copy: ArchiveCopy


class KeepShare(Struct, frozen=True):
    """The page confirmed the newest share: the earlier ones go."""

    conversation: ConversationId


class CloseOut(Struct, frozen=True):
    """The conversation is over: archive its lines, then delete row, lines, words, seals, shares and token.

    ``archive``: the key of its class for R; the claim names the week it is kept under.
    """

    conversation: ConversationId
    retention: str
    archive: ArchiveKey


class Forget(Struct, frozen=True):
    """Delete everything of the conversation, archive nothing: consent withdrawn, or never a line."""

    conversation: ConversationId


class StoreShift(Struct, frozen=True):
    """Insert or replace a shift's row."""

    row: ShiftRow


class DropShift(Struct, frozen=True):
    """The shift is over: its row goes, and after what was sent to it no connection speaks for it any more."""

    shift: ShiftId


class DropVault(Struct, frozen=True):
    """The shift that opened this person's vault is over: the server's share of its key goes."""

    person: PersonId


class StoreRequest(Struct, frozen=True):
    """Insert or replace what a colleague asks."""

    row: RequestRow


class DropRequest(Struct, frozen=True):
    """It is answered, or nobody will answer it any more."""

    request: RequestId


class StorePause(Struct, frozen=True):
    """Whether a coordinator has paused the line for new visitors."""

    is_paused: bool


# ── connections ─────────────────────────────────────────────────────────────────────────────────


class CutVisitor(Struct, frozen=True):
    """Close the visitor's connection after what was sent to it."""

    visitor: TokenHash


class CutStaff(Struct, frozen=True):
    """Close the console's connection after what was sent to it."""

    shift: ShiftId


Send = (
    SendVisitor
    | SendStaff
    | SendEveryone
    | SendColleagues
    | SendEveryVisitor
    | SendVisitorLines
    | SendStaffLines
    | SendEntered
    | SendResumed
    | SendShiftOpened
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
    | DropVault
    | StoreRequest
    | DropRequest
    | StorePause
)
Cut = CutVisitor | CutStaff
Effect = Send | Store | Cut
