"""What the server says to a console. No type here has a field for an address, a browser or a cookie (C2)."""

from typing import Literal

from luwte.protocol.messages.base import Open
from luwte.protocol.messages.registering import Registrations, RegistrationsStored, RegistrationWeeks
from luwte.protocol.parts import (
    Code,
    Colleague,
    ConversationId,
    Count,
    Epoch,
    Id,
    Key32,
    KeyOffer,
    LineId,
    Member,
    OpenConversation,
    PersonId,
    PersonRow,
    RefusalCode,
    Request,
    RequestId,
    RetentionClass,
    Sealed,
    Seconds,
    Signed,
    StoredLine,
    VisitorPresence,
    Waiter,
    Wrap,
)


class Welcome(Open, frozen=True, tag="welcome"):
    """Answer to hello. ``helpline`` is None on a server that has none yet."""

    version: int
    helpline: Id | None
    now: Seconds


class Created(Open, frozen=True, tag="created"):
    """The helpline exists."""

    helpline: Id


class Enrolled(Open, frozen=True, tag="enrolled"):
    """The code was good; sign in with the same proof from now on."""

    person: PersonId


class SignedIn(Open, frozen=True, tag="signed_in"):
    """Everything a console needs; it believes nothing of it that the chain from the root does not carry.

    ``token`` brings a dropped console back. ``shift_elsewhere``: another console of theirs holds a shift.
    """

    person: PersonId
    certificate: Signed
    coordinators: list[Signed]
    removals: list[Signed]
    policy: Signed
    keys: list[Signed]
    wraps: list[Wrap]
    token: Key32
    shift_elsewhere: bool
    wish_pending: bool
    now: Seconds


class Returned(Open, frozen=True, tag="returned"):
    """The token was good; ``shift`` still runs, or None."""

    shift: Id | None
    now: Seconds


class ShiftOpened(Open, frozen=True, tag="shift_opened"):
    """The shift runs: queue, and every conversation this person is in; what colleagues do follows.

    ``share`` is the server's half of the vault's key. ``is_kept``: it was held already, so that what was
    written under it opens; otherwise it was made now and opens nothing older.
    """

    shift: Id
    until: Seconds
    share: Key32
    is_kept: bool
    queue: list[Waiter]
    conversations: list[OpenConversation]


class ShiftClosed(Open, frozen=True, tag="shift_closed"):
    """The shift is over here; ``ended``: by a coordinator, and only a new sign-in begins another."""

    why: Literal["closed", "taken_over", "removed", "expired", "ended"]


class WaiterJoined(Open, frozen=True, tag="waiter_joined"):
    """Somebody joined the queue."""

    waiter: Waiter


class WaiterLeft(Open, frozen=True, tag="waiter_left"):
    """Somebody left the queue, or a colleague accepted them: every alarm for them stops."""

    conversation: ConversationId
    why: Literal["accepted", "left", "withdrawn", "window"]


class WaiterPresence(Open, frozen=True, tag="waiter_presence"):
    """A waiting visitor's connection dropped or came back."""

    conversation: ConversationId
    is_here: bool


class Opened(Open, frozen=True, tag="opened"):
    """A conversation of this console: accepted, handed over, joined or reopened."""

    conversation: OpenConversation
    why: Literal["accepted", "handed_over", "along", "danger", "reopened"]


class MembersWanted(Open, frozen=True, tag="members_wanted"):
    """Who will read from ``epoch`` on; it begins when the visitor's keys arrive."""

    conversation: ConversationId
    epoch: Epoch
    owner: PersonId
    members: list[Member]


class KeysArrived(Open, frozen=True, tag="keys"):
    """The visitor's keys for a new epoch. Check the signature against the visitor key of the first epoch."""

    conversation: ConversationId
    offer: KeyOffer


class Left(Open, frozen=True, tag="left"):
    """This console is no longer a member: its copy of the conversation goes."""

    conversation: ConversationId
    why: Literal["handed_over", "stepped_out", "removed"]


class StaffStored(Open, frozen=True, tag="stored"):
    """A line of this console is durable under this number."""

    conversation: ConversationId
    id: LineId
    number: Count
    at: Seconds


class Lines(Open, frozen=True, tag="lines"):
    """Lines of a conversation, in order."""

    conversation: ConversationId
    lines: list[StoredLine]


class VisitorChanged(Open, frozen=True, tag="visitor"):
    """Where the visitor is; ``until`` is when an absent visitor can no longer resume."""

    conversation: ConversationId
    presence: VisitorPresence
    since: Seconds
    until: Seconds | None = None


class VisitorSeen(Open, frozen=True, tag="seen"):
    """The last line number that stood on the visitor's screen."""

    conversation: ConversationId
    number: Count


class ColleagueTyping(Open, frozen=True, tag="colleague_typing"):
    """A fellow member is writing in this conversation."""

    conversation: ConversationId
    person: PersonId
    is_on: bool


class Ended(Open, frozen=True, tag="ended"):
    """The conversation is over and closed out: the console forgets it."""

    conversation: ConversationId
    why: Literal["visitor", "staff", "window", "withdrawn", "quick_exit", "silent", "closed"]


class RetentionSet(Open, frozen=True, tag="retention"):
    """The conversation's retention class changed."""

    conversation: ConversationId
    retention: RetentionClass


class Asked(Open, frozen=True, tag="asked"):
    """A colleague asks this console."""

    request: Request


class Answered(Open, frozen=True, tag="answered"):
    """How a request ended; ``by`` is None when it lapsed."""

    request: RequestId
    conversation: ConversationId
    is_yes: bool
    by: PersonId | None


class Whispered(Open, frozen=True, tag="whispered"):
    """A colleague's sealed word."""

    sender: PersonId
    conversation: ConversationId | None
    sealed: Sealed
    at: Seconds


class TeamSaid(Open, frozen=True, tag="team_said"):
    """A colleague's line to everybody on shift. A console that comes back gets all of its shift once more."""

    sender: PersonId
    id: LineId
    sealed: Sealed
    at: Seconds


class TeamStored(Open, frozen=True, tag="team_stored"):
    """This console's line has gone to everybody on shift; the server holds it in memory for who is away."""

    id: LineId
    at: Seconds


class Colleagues(Open, frozen=True, tag="colleagues"):
    """Who is on shift now, this console's person included. Also to a console that has no shift (yet)."""

    people: list[Colleague]


class HouseState(Open, frozen=True, tag="house_state"):
    """Whether new visitors are let in."""

    state: Literal["open", "closed", "paused", "full"]
    opens_at: Seconds | None = None


class ClockChanged(Open, frozen=True, tag="clock"):
    """To coordinators: whether the server trusts its system's clock. While it does not, nothing is erased."""

    is_right: bool


class PolicyChanged(Open, frozen=True, tag="policy"):
    """A new version of the house policy."""

    policy: Signed


class ChainChanged(Open, frozen=True, tag="chain"):
    """People, removals or keys changed: everything a console needs to check the chain again."""

    certificate: Signed
    coordinators: list[Signed]
    removals: list[Signed]
    keys: list[Signed]
    wraps: list[Wrap]


class People(Open, frozen=True, tag="people"):
    """The staff, for a coordinator."""

    people: list[PersonRow]


class Done(Open, frozen=True, tag="done"):
    """A coordinator's request is carried out and durable."""

    what: Code


class StaffRefused(Open, frozen=True, tag="refused"):
    """Something was refused: which message (its tag), which line or conversation, if any."""

    code: RefusalCode
    what: Code | None = None
    conversation: ConversationId | None = None
    about: LineId | None = None


class Draining(Open, frozen=True, tag="draining"):
    """The server is stopping for a moment: reconnect."""


ToStaff = (
    Welcome
    | Created
    | Enrolled
    | SignedIn
    | Returned
    | ShiftOpened
    | ShiftClosed
    | WaiterJoined
    | WaiterLeft
    | WaiterPresence
    | Opened
    | MembersWanted
    | KeysArrived
    | Left
    | StaffStored
    | Lines
    | VisitorChanged
    | VisitorSeen
    | ColleagueTyping
    | Ended
    | RetentionSet
    | Asked
    | Answered
    | Whispered
    | TeamSaid
    | TeamStored
    | Colleagues
    | HouseState
    | ClockChanged
    | PolicyChanged
    | ChainChanged
    | People
    | RegistrationsStored
    | RegistrationWeeks
    | Registrations
    | Done
    | StaffRefused
    | Draining
)
