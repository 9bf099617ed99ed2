"""What the server says to a visitor."""

from typing import Literal

from luwte.protocol.messages.base import Open
from luwte.protocol.parts import (
    ConversationId,
    Count,
    Epoch,
    Id,
    Key32,
    LineId,
    Member,
    PersonId,
    RefusalCode,
    RetentionClass,
    Seconds,
    Signed,
    StoredLine,
)


class House(Open, frozen=True, tag="house"):
    """What ``GET /house`` answers: everything the page checks and shows before it opens a socket."""

    version: int
    root: Key32
    helpline: Id
    policy: Signed
    coordinators: list[Signed]
    removals: list[Signed]
    intake: Signed | None
    state: Literal["open", "closed", "paused", "full"]
    opens_at: Seconds | None
    now: Seconds


class Ready(Open, frozen=True, tag="ready"):
    """Answer to hello when no conversation of this browser is alive."""

    version: int
    now: Seconds
    ended: Literal["no", "window", "visitor", "staff", "withdrawn"] = "no"


class Entered(Open, frozen=True, tag="entered"):
    """The visitor is in the queue; ``share`` is the server's share of the key for the page's kept state."""

    conversation: ConversationId
    share: Key32


class Waiting(Open, frozen=True, tag="waiting"):
    """The place in the queue (from 1; never grows) and how many volunteers are on shift."""

    position: int
    volunteers: int


class Resumed(Open, frozen=True, tag="resumed"):
    """It goes on. After a reload: the shares to try, and a fresh one to seal the state under."""

    conversation: ConversationId
    stage: Literal["waiting", "keys", "talking"]
    shares: list[Key32]
    fresh: Key32 | None
    last: Count
    was_away: int


class Members(Open, frozen=True, tag="members"):
    """Who will read from ``epoch`` on. The page verifies each, makes new keys and answers with ``Keys``."""

    conversation: ConversationId
    epoch: Epoch
    members: list[Member]
    archive: Signed
    retention: RetentionClass


class KeysKept(Open, frozen=True, tag="keys_kept"):
    """The keys of this epoch are durable: lines may follow."""

    epoch: Epoch


class LineStored(Open, frozen=True, tag="stored"):
    """A line is durable under this number."""

    id: LineId
    number: Count
    at: Seconds


class VisitorLines(Open, frozen=True, tag="lines"):
    """Lines of the conversation, in order."""

    lines: list[StoredLine]


class StaffState(Open, frozen=True, tag="staff"):
    """What the volunteer is doing, in bare states; ``reconnecting``: they will be back."""

    person: PersonId
    state: Literal["here", "typing", "reconnecting", "left"]


class VisitorEnded(Open, frozen=True, tag="ended"):
    """The conversation is over."""

    why: Literal["visitor", "staff", "window", "withdrawn", "silent", "closed"]


class VisitorRefused(Open, frozen=True, tag="refused"):
    """Something was refused; ``about`` is the id of the line it was about, if any."""

    code: RefusalCode
    about: LineId | None = None


class VisitorDraining(Open, frozen=True, tag="draining"):
    """The server is stopping for a moment: reconnect."""


ToVisitor = (
    House
    | Ready
    | Entered
    | Waiting
    | Resumed
    | Members
    | KeysKept
    | LineStored
    | VisitorLines
    | StaffState
    | VisitorEnded
    | VisitorRefused
    | VisitorDraining
)
