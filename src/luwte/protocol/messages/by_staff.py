"""What a console can say. Which role may say it, and when, stands in the server's rights table."""

from typing import Annotated

from msgspec import Meta

from luwte.protocol.messages.base import Strict
from luwte.protocol.messages.registering import ListRegistrations, ReadRegistrations, SendRegistrations
from luwte.protocol.parts import (
    CertificateWish,
    ConversationId,
    Count,
    Epoch,
    Frame,
    Id,
    Key32,
    KeyId,
    LineId,
    Note,
    PersonId,
    RequestId,
    RetentionClass,
    Sealed,
    SealedKeys,
    Signed,
    TotpCode,
    TotpSecret,
    Wrap,
)


class StaffHello(Strict, frozen=True, tag="hello"):
    """Always first."""

    version: Annotated[int, Meta(ge=0, le=65_535)]


class CreateHelpline(Strict, frozen=True, tag="create"):
    """The first run: a helpline is made by whoever holds the setup code."""

    setup_code: Annotated[str, Meta(min_length=20, max_length=100)]
    helpline: Id
    root: Key32
    certificate: Signed
    policy: Signed
    keys: Annotated[list[Signed], Meta(max_length=512)]
    wraps: Annotated[list[Wrap], Meta(max_length=2_048)]
    auth: Key32
    totp: TotpSecret


class Enrol(Strict, frozen=True, tag="enrol"):
    """Use an enrolment code: ``lookup`` and ``secret`` derive from its seed, ``auth`` hashes the proof."""

    lookup: Id
    secret: Key32
    auth: Key32
    totp: TotpSecret | None = None


class SignIn(Strict, frozen=True, tag="sign_in"):
    """``proof`` comes from password and device secret together; the server keeps only its SHA-256."""

    person: PersonId
    proof: Key32
    code: TotpCode | None = None


class Return(Strict, frozen=True, tag="return"):
    """A console whose connection dropped comes back within its sign-in."""

    token: Key32


class OpenShift(Strict, frozen=True, tag="open_shift"):
    """Begin a shift under this certificate; ``takes_over`` once the person agreed to end the other.

    ``vault`` is the random name of the encrypted file that this computer keeps its notes in: who opens the
    same one again gets the same share of its key as long as the server holds it.
    """

    certificate: Signed
    vault: Id
    takes_over: bool = False


class CloseShift(Strict, frozen=True, tag="close_shift"):
    """End the shift; refused while conversations are open.

    ``is_forced``: the volunteer must go all the same. What they answered passes to a fellow reader, else to
    the head of everybody's queue, as after a shift that ended without them.
    """

    is_forced: bool = False


class Pause(Strict, frozen=True, tag="pause"):
    """A pause: no alarm, no new conversation."""

    is_on: bool


class Limit(Strict, frozen=True, tag="limit"):
    """How many conversations this volunteer wants at once."""

    conversations: Annotated[int, Meta(ge=1, le=15)]


class Accept(Strict, frozen=True, tag="accept"):
    """Take this waiting visitor; one wins."""

    conversation: ConversationId


class ArchiveCopy(Strict, frozen=True, tag="archive_copy"):
    """The console's own archive seal of all K so far: a hostile visitor can make theirs garbage."""

    conversation: ConversationId
    epoch: Epoch
    key: KeyId
    sealed: SealedKeys


class SetRetention(Strict, frozen=True, tag="retention"):
    """A longer retention class; the console re-seals every K to that class's key."""

    conversation: ConversationId
    retention: RetentionClass
    copy: ArchiveCopy | None = None


class StaffLine(Strict, frozen=True, tag="line"):
    """One sealed line to the visitor."""

    conversation: ConversationId
    id: LineId
    frame: Frame


class StaffTyping(Strict, frozen=True, tag="typing"):
    """Bare state, never text."""

    conversation: ConversationId
    is_on: bool


class CatchUp(Strict, frozen=True, tag="catch_up"):
    """Give me all lines of this conversation after this number."""

    conversation: ConversationId
    after: Count


class HandOver(Strict, frozen=True, tag="hand_over"):
    """Ask a colleague to take the conversation over; the note, sealed to their shift key, proves who asks.

    Consoles always send one, an empty text too, and decline what comes without.
    """

    conversation: ConversationId
    to: PersonId
    note: Sealed | None = None


class AskAlong(Strict, frozen=True, tag="along"):
    """Ask a colleague to read and write along; the note proves who asks, as in a hand-over."""

    conversation: ConversationId
    to: PersonId
    note: Sealed | None = None


class Danger(Strict, frozen=True, tag="danger"):
    """Call the coordinators on shift; one sealed note for each."""

    conversation: ConversationId
    notes: Annotated[list[Note], Meta(max_length=16)]


class Answer(Strict, frozen=True, tag="answer"):
    """Say yes or no to a colleague's request."""

    request: RequestId
    is_yes: bool


class StepOut(Strict, frozen=True, tag="step_out"):
    """Somebody who came along leaves; the owner cannot."""

    conversation: ConversationId


class Whisper(Strict, frozen=True, tag="whisper"):
    """A sealed word among staff; no visitor message can carry one."""

    to: PersonId
    conversation: ConversationId | None
    sealed: Sealed


class TeamLine(Strict, frozen=True, tag="team_line"):
    """A line to everybody on shift: one sealed copy for each, none for whoever comes later."""

    id: LineId
    notes: Annotated[list[Note], Meta(max_length=128)]


class EndConversation(Strict, frozen=True, tag="end"):
    """End by the volunteer; the end frame is the last line, absent where no key was ever agreed."""

    conversation: ConversationId
    id: LineId | None = None
    frame: Frame | None = None
    is_silent: bool = False


class SetHouse(Strict, frozen=True, tag="set_house"):
    """A coordinator pauses or reopens the line for new visitors."""

    is_paused: bool


class EndShift(Strict, frozen=True, tag="end_shift"):
    """A coordinator ends a colleague's shift, such as on a stolen computer: it must sign in anew."""

    person: PersonId


class AddPerson(Strict, frozen=True, tag="add_person"):
    """A coordinator adds someone, or gives a known person a new enrolment code.

    ``removal`` is of the key that a known person had before.
    """

    certificate: Signed
    wraps: Annotated[list[Wrap], Meta(max_length=512)]
    lookup: Id
    secret_hash: Key32
    removal: Signed | None = None


class RemovePerson(Strict, frozen=True, tag="remove_person"):
    """A coordinator removes someone; live sockets are cut. Fresh intake and archive keys may come with it."""

    removal: Signed
    keys: Annotated[list[Signed], Meta(max_length=512)]
    wraps: Annotated[list[Wrap], Meta(max_length=8_192)]


class WishCertificate(Strict, frozen=True, tag="wish"):
    """A console asks for its own fresh keys to be certified."""

    wish: CertificateWish


class Certify(Strict, frozen=True, tag="certify"):
    """A coordinator certifies somebody's wish, with every helpline key that role may hold.

    ``removal`` is of the key that the new one replaces: whoever stole it is nobody from then on.
    """

    certificate: Signed
    wraps: Annotated[list[Wrap], Meta(max_length=512)]
    removal: Signed | None = None


class PublishPolicy(Strict, frozen=True, tag="publish_policy"):
    """A new version of the house policy, signed by a coordinator."""

    policy: Signed


class PublishKeys(Strict, frozen=True, tag="publish_keys"):
    """More helpline keys, with their wraps."""

    keys: Annotated[list[Signed], Meta(max_length=512)]
    wraps: Annotated[list[Wrap], Meta(max_length=8_192)]


class ListPeople(Strict, frozen=True, tag="list_people"):
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
    | TeamLine
    | EndConversation
    | SetHouse
    | EndShift
    | AddPerson
    | RemovePerson
    | WishCertificate
    | Certify
    | PublishPolicy
    | PublishKeys
    | ListPeople
    | SendRegistrations
    | ListRegistrations
    | ReadRegistrations
)
