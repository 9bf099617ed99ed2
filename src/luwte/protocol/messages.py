"""Every message, one union per speaker. The union is the permission: what is not in it cannot be said.

Tags and refusal codes are never reused. The server refuses unknown fields, the page and the console ignore them.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from luwte.protocol.parts import (
    CertificateWish,
    Code,
    Colleague,
    ConversationId,
    Count,
    Epoch,
    Frame,
    Id,
    Key32,
    KeyId,
    KeyOffer,
    LineId,
    Member,
    Note,
    OpenConversation,
    PersonId,
    PersonRow,
    RefusalCode,
    Request,
    RequestId,
    RetentionClass,
    Sealed,
    SealedKeys,
    Seconds,
    Signed,
    StoredLine,
    TotpCode,
    VisitorPresence,
    Waiter,
    Wrap,
)


class Strict(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What a visitor or a member of staff says: an unknown field is refused."""


class Open(Struct, frozen=True, tag_field="type"):
    """What the server says: an unknown field is ignored, so that a newer server can say more."""


# ── visitor → server ────────────────────────────────────────────────────────────────────────────


class VisitorHello(Strict, tag="hello"):
    """Always first. ``after``: the number of the last line the page has. ``is_reload``: the page lost its keys."""

    version: Annotated[int, Meta(ge=0, le=65_535)]
    after: Count = 0
    is_reload: bool = False


class Enter(Strict, tag="enter"):
    """Join the queue: nickname and first words sealed to the intake key; consent was given to ``policy``."""

    visitor_key: Key32
    key: KeyId
    words: Sealed
    policy: Count


class Keys(Strict, tag="keys"):
    """The conversation's keys for the epoch that ``Members`` asked for."""

    offer: KeyOffer


class VisitorLine(Strict, tag="line"):
    """One sealed line; sending the same id again is harmless."""

    id: LineId
    frame: Frame


class VisitorState(Strict, tag="state"):
    """Bare state, never text: typing, here, or the page is in the background."""

    state: Literal["here", "typing", "hidden"]


class Seen(Strict, tag="seen"):
    """The last line number that stood on the visitor's screen."""

    number: Count


class VisitorCatchUp(Strict, tag="catch_up"):
    """Give me all lines after this number."""

    after: Count


class ShareKept(Strict, tag="share_kept"):
    """The page has sealed its state under the fresh share: the earlier ones may go."""


class VisitorEnd(Strict, tag="end"):
    """The visitor ends the conversation, with the end frame as its last line (none while waiting)."""

    id: LineId | None = None
    frame: Frame | None = None


class Withdraw(Strict, tag="withdraw"):
    """Consent is withdrawn: the conversation stops and is deleted, not archived."""


class QuickExit(Strict, tag="quick_exit"):
    """Left by the exit button: do not write any more, the share goes at once."""


VisitorMessage = (
    VisitorHello
    | Enter
    | Keys
    | VisitorLine
    | VisitorState
    | Seen
    | VisitorCatchUp
    | ShareKept
    | VisitorEnd
    | Withdraw
    | QuickExit
)


# ── server → visitor ────────────────────────────────────────────────────────────────────────────


class House(Open, tag="house"):
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


class Ready(Open, tag="ready"):
    """Answer to hello when no conversation of this browser is alive."""

    version: int
    now: Seconds
    ended: Literal["no", "window", "visitor", "staff", "withdrawn"] = "no"


class Entered(Open, tag="entered"):
    """The visitor is in the queue; ``share`` is the server's share of the key for the page's kept state."""

    conversation: ConversationId
    share: Key32


class Waiting(Open, tag="waiting"):
    """The place in the queue (from 1; never grows) and how many volunteers are on shift."""

    position: int
    volunteers: int


class Resumed(Open, tag="resumed"):
    """The conversation goes on. After a reload: the shares to try, and a fresh one to seal the state under."""

    conversation: ConversationId
    stage: Literal["waiting", "keys", "talking"]
    shares: list[Key32]
    fresh: Key32 | None
    last: Count
    was_away: int


class Members(Open, tag="members"):
    """Who will read from ``epoch`` on. The page verifies each, makes new keys and answers with ``Keys``."""

    conversation: ConversationId
    epoch: Epoch
    members: list[Member]
    archive: Signed
    retention: RetentionClass


class KeysKept(Open, tag="keys_kept"):
    """The keys of this epoch are durable: lines may follow."""

    epoch: Epoch


class LineStored(Open, tag="stored"):
    """A line is durable under this number."""

    id: LineId
    number: Count
    at: Seconds


class VisitorLines(Open, tag="lines"):
    """Lines of the conversation, in order."""

    lines: list[StoredLine]


class StaffState(Open, tag="staff"):
    """What the volunteer is doing, in bare states; ``reconnecting``: their line dropped, they will be back."""

    person: PersonId
    state: Literal["here", "typing", "reconnecting", "left"]


class VisitorEnded(Open, tag="ended"):
    """The conversation is over."""

    why: Literal["visitor", "staff", "window", "withdrawn", "silent", "closed"]


class VisitorRefused(Open, tag="refused"):
    """Something was refused; ``about`` is the id of the line it was about, if any."""

    code: RefusalCode
    about: LineId | None = None


class VisitorDraining(Open, tag="draining"):
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


# ── staff → server ──────────────────────────────────────────────────────────────────────────────


class StaffHello(Strict, tag="hello"):
    """Always first."""

    version: Annotated[int, Meta(ge=0, le=65_535)]


class CreateHelpline(Strict, tag="create"):
    """The first run: a helpline is made by whoever holds the setup code."""

    setup_code: Annotated[str, Meta(min_length=20, max_length=100)]
    helpline: Id
    root: Key32
    certificate: Signed
    policy: Signed
    keys: Annotated[list[Signed], Meta(max_length=512)]
    wraps: Annotated[list[Wrap], Meta(max_length=2_048)]
    auth: Key32
    totp: Annotated[str, Meta(min_length=32, max_length=64, pattern="^[A-Z2-7]+$")]


class Enrol(Strict, tag="enrol"):
    """Use an enrolment code: ``lookup`` and ``secret`` derive from its seed, ``auth`` is the new sign-in proof's hash."""

    lookup: Id
    secret: Key32
    auth: Key32
    totp: Annotated[str, Meta(min_length=32, max_length=64, pattern="^[A-Z2-7]+$")] | None = None


class SignIn(Strict, tag="sign_in"):
    """``proof`` comes from password and device secret together; the server keeps only its SHA-256."""

    person: PersonId
    proof: Key32
    code: TotpCode | None = None


class Return(Strict, tag="return"):
    """A console whose connection dropped comes back within its sign-in."""

    token: Key32


class OpenShift(Strict, tag="open_shift"):
    """Begin a shift under this certificate; ``takes_over`` after the person agreed to end the other console's."""

    certificate: Signed
    takes_over: bool = False


class CloseShift(Strict, tag="close_shift"):
    """End the shift; refused while conversations are open."""


class Pause(Strict, tag="pause"):
    """A pause: no alarm, no new conversation."""

    is_on: bool


class Limit(Strict, tag="limit"):
    """How many conversations this volunteer wants at once."""

    conversations: Annotated[int, Meta(ge=1, le=15)]


class Accept(Strict, tag="accept"):
    """Take this waiting visitor; one wins."""

    conversation: ConversationId


class ArchiveCopy(Strict, tag="archive_copy"):
    """The console's own archive seal of all K so far: a hostile visitor can make theirs garbage."""

    conversation: ConversationId
    epoch: Epoch
    key: KeyId
    sealed: SealedKeys


class SetRetention(Strict, tag="retention"):
    """A longer retention class; the console re-seals every K to that class's key."""

    conversation: ConversationId
    retention: RetentionClass
    copy: ArchiveCopy | None = None


class StaffLine(Strict, tag="line"):
    """One sealed line to the visitor."""

    conversation: ConversationId
    id: LineId
    frame: Frame


class StaffTyping(Strict, tag="typing"):
    """Bare state, never text."""

    conversation: ConversationId
    is_on: bool


class CatchUp(Strict, tag="catch_up"):
    """Give me all lines of this conversation after this number."""

    conversation: ConversationId
    after: Count


class HandOver(Strict, tag="hand_over"):
    """Ask a colleague to take the conversation over; the note is sealed to their shift key."""

    conversation: ConversationId
    to: PersonId
    note: Sealed | None = None


class AskAlong(Strict, tag="along"):
    """Ask a colleague to read and write along."""

    conversation: ConversationId
    to: PersonId
    note: Sealed | None = None


class Danger(Strict, tag="danger"):
    """Call the coordinators on shift; one sealed note for each."""

    conversation: ConversationId
    notes: Annotated[list[Note], Meta(max_length=16)]


class Answer(Strict, tag="answer"):
    """Say yes or no to a colleague's request."""

    request: RequestId
    is_yes: bool


class StepOut(Strict, tag="step_out"):
    """Somebody who came along leaves; the owner cannot."""

    conversation: ConversationId


class Whisper(Strict, tag="whisper"):
    """A sealed word among staff; no visitor message can carry one."""

    to: PersonId
    conversation: ConversationId | None
    sealed: Sealed


class EndConversation(Strict, tag="end"):
    """End by the volunteer; the end frame is the last line, absent where no key was ever agreed."""

    conversation: ConversationId
    id: LineId | None = None
    frame: Frame | None = None
    is_silent: bool = False


class SetHouse(Strict, tag="set_house"):
    """A coordinator pauses or reopens the line for new visitors."""

    is_paused: bool


class AddPerson(Strict, tag="add_person"):
    """A coordinator adds someone, or gives a known person a new enrolment code: certificate, wraps, the code's hash."""

    certificate: Signed
    wraps: Annotated[list[Wrap], Meta(max_length=512)]
    lookup: Id
    secret_hash: Key32


class RemovePerson(Strict, tag="remove_person"):
    """A coordinator removes someone; live sockets are cut. Fresh intake and archive keys may come with it."""

    removal: Signed
    keys: Annotated[list[Signed], Meta(max_length=512)] = []
    wraps: Annotated[list[Wrap], Meta(max_length=8_192)] = []


class WishCertificate(Strict, tag="wish"):
    """A console asks for its own fresh keys to be certified."""

    wish: CertificateWish


class Certify(Strict, tag="certify"):
    """A coordinator certifies somebody's wish, with every helpline key that role may hold."""

    certificate: Signed
    wraps: Annotated[list[Wrap], Meta(max_length=512)]


class PublishPolicy(Strict, tag="publish_policy"):
    """A new version of the house policy, signed by a coordinator."""

    policy: Signed


class PublishKeys(Strict, tag="publish_keys"):
    """More helpline keys, with their wraps."""

    keys: Annotated[list[Signed], Meta(max_length=512)]
    wraps: Annotated[list[Wrap], Meta(max_length=8_192)]


class ListPeople(Strict, tag="list_people"):
    """A coordinator asks who is on the staff."""


StaffMessage = (
    StaffHello
    | CreateHelpline
    | Enrol
    | SignIn
    | Return
    | OpenShift
    | CloseShift
    | Pause
    | Limit
    | Accept
    | ArchiveCopy
    | SetRetention
    | StaffLine
    | StaffTyping
    | CatchUp
    | HandOver
    | AskAlong
    | Danger
    | Answer
    | StepOut
    | Whisper
    | EndConversation
    | SetHouse
    | AddPerson
    | RemovePerson
    | WishCertificate
    | Certify
    | PublishPolicy
    | PublishKeys
    | ListPeople
)


# ── server → staff ──────────────────────────────────────────────────────────────────────────────


class Welcome(Open, tag="welcome"):
    """Answer to hello. ``helpline`` is None on a server that has none yet."""

    version: int
    helpline: Id | None
    now: Seconds


class Created(Open, tag="created"):
    """The helpline exists."""

    helpline: Id


class Enrolled(Open, tag="enrolled"):
    """The code was good; sign in with the same proof from now on."""

    person: PersonId


class SignedIn(Open, tag="signed_in"):
    """Everything a console needs; it believes nothing of it that the chain from the root does not carry.

    ``token`` brings a dropped console back. ``shift_elsewhere``: another console of this person holds a shift.
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


class Returned(Open, tag="returned"):
    """The token was good; ``shift`` still runs, or None."""

    shift: Id | None
    now: Seconds


class ShiftOpened(Open, tag="shift_opened"):
    """The shift runs. What follows: queue, colleagues, and every conversation this person is in."""

    shift: Id
    until: Seconds
    queue: list[Waiter]
    conversations: list[OpenConversation]


class ShiftClosed(Open, tag="shift_closed"):
    """The shift is over."""

    why: Literal["closed", "taken_over", "removed", "expired"]


class WaiterJoined(Open, tag="waiter_joined"):
    """Somebody joined the queue."""

    waiter: Waiter


class WaiterLeft(Open, tag="waiter_left"):
    """Somebody left the queue, or a colleague accepted them: every alarm for them stops."""

    conversation: ConversationId
    why: Literal["accepted", "left", "withdrawn", "window"]


class WaiterPresence(Open, tag="waiter_presence"):
    """A waiting visitor's connection dropped or came back."""

    conversation: ConversationId
    is_here: bool


class Opened(Open, tag="opened"):
    """A conversation of this console: accepted, handed over, joined or reopened."""

    conversation: OpenConversation
    why: Literal["accepted", "handed_over", "along", "danger", "reopened"]


class MembersWanted(Open, tag="members_wanted"):
    """Who will read from ``epoch`` on; it begins when the visitor's keys arrive."""

    conversation: ConversationId
    epoch: Epoch
    owner: PersonId
    members: list[Member]


class KeysArrived(Open, tag="keys"):
    """The visitor's keys for a new epoch. Check the signature against the visitor key of the first epoch."""

    conversation: ConversationId
    offer: KeyOffer


class Left(Open, tag="left"):
    """This console is no longer a member: its copy of the conversation goes."""

    conversation: ConversationId
    why: Literal["handed_over", "stepped_out", "removed"]


class StaffStored(Open, tag="stored"):
    """A line of this console is durable under this number."""

    conversation: ConversationId
    id: LineId
    number: Count
    at: Seconds


class Lines(Open, tag="lines"):
    """Lines of a conversation, in order."""

    conversation: ConversationId
    lines: list[StoredLine]


class VisitorChanged(Open, tag="visitor"):
    """Where the visitor is; ``until`` is when an absent visitor can no longer resume."""

    conversation: ConversationId
    presence: VisitorPresence
    since: Seconds
    until: Seconds | None = None


class VisitorSeen(Open, tag="seen"):
    """The last line number that stood on the visitor's screen."""

    conversation: ConversationId
    number: Count


class ColleagueTyping(Open, tag="colleague_typing"):
    """A fellow member is writing in this conversation."""

    conversation: ConversationId
    person: PersonId
    is_on: bool


class Ended(Open, tag="ended"):
    """The conversation is over and closed out: the console forgets it."""

    conversation: ConversationId
    why: Literal["visitor", "staff", "window", "withdrawn", "quick_exit", "silent", "closed"]


class RetentionSet(Open, tag="retention"):
    """The conversation's retention class changed."""

    conversation: ConversationId
    retention: RetentionClass


class Asked(Open, tag="asked"):
    """A colleague asks this console."""

    request: Request


class Answered(Open, tag="answered"):
    """How a request ended; ``by`` is None when it lapsed."""

    request: RequestId
    conversation: ConversationId
    is_yes: bool
    by: PersonId | None


class Whispered(Open, tag="whispered"):
    """A colleague's sealed word."""

    sender: PersonId
    conversation: ConversationId | None
    sealed: Sealed
    at: Seconds


class Colleagues(Open, tag="colleagues"):
    """Who is on shift now, this console's person included."""

    people: list[Colleague]


class HouseState(Open, tag="house_state"):
    """Whether new visitors are let in."""

    state: Literal["open", "closed", "paused", "full"]
    opens_at: Seconds | None = None


class PolicyChanged(Open, tag="policy"):
    """A new version of the house policy."""

    policy: Signed


class ChainChanged(Open, tag="chain"):
    """People, removals or keys changed: everything a console needs to check the chain again."""

    certificate: Signed
    coordinators: list[Signed]
    removals: list[Signed]
    keys: list[Signed]
    wraps: list[Wrap]


class People(Open, tag="people"):
    """The staff, for a coordinator."""

    people: list[PersonRow]


class Done(Open, tag="done"):
    """A coordinator's request is carried out and durable."""

    what: Code


class StaffRefused(Open, tag="refused"):
    """Something was refused: which message (its tag), which line or conversation, if any."""

    code: RefusalCode
    what: Code | None = None
    conversation: ConversationId | None = None
    about: LineId | None = None


class Draining(Open, tag="draining"):
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
    | Colleagues
    | HouseState
    | PolicyChanged
    | ChainChanged
    | People
    | Done
    | StaffRefused
    | Draining
)
