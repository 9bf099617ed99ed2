"""Values that several messages share: sealed pieces, members, lines, people. Types hold the limits."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from luwte.crypto.certificates import Key32, Role, Signature, Signed
from luwte.protocol.ids import ConversationId, Id, KeyId, LineId, PersonId, RequestId, ShiftId

VERSION = 1
"""The protocol's version; an unknown one is refused in plain words."""

Sealed = Annotated[bytes, Meta(min_length=48, max_length=16_384)]
"""An HPKE ciphertext: 32 bytes of encapsulated key, then AES-GCM ciphertext and tag."""

SealedKeys = Annotated[bytes, Meta(min_length=80, max_length=2_304)]
"""HPKE ciphertext of the conversation keys K₀‖…‖Kₑ, 32 bytes each, 64 epochs at most."""

Frame = Annotated[bytes, Meta(min_length=121, max_length=8_448)]
"""One line as the channel made it: header, key commitment, padded ciphertext and tag."""

Count = Annotated[int, Meta(ge=0, le=9_007_199_254_740_991)]
Seconds = Annotated[int, Meta(ge=0, le=253_402_300_799)]
"""Unix time in whole seconds, UTC."""

Epoch = Annotated[int, Meta(ge=0, le=63)]
# In these patterns "$" alone would let a last line end through.
Code = Annotated[str, Meta(max_length=40, pattern=r"^[a-z_]+$(?!\n)")]
ShortText = Annotated[str, Meta(max_length=64)]
RetentionClass = Annotated[str, Meta(max_length=32, pattern=r"^[a-z][a-z_-]*$(?!\n)")]
TotpSecret = Annotated[str, Meta(min_length=32, max_length=64, pattern=r"^([A-Z2-7]{8}){4,8}$(?!\n)")]
"""Base32 without padding, 160 to 320 bits: other lengths of such characters are no base32 at all."""
TotpCode = Annotated[str, Meta(max_length=6, pattern="^[0-9]{6}$")]

RefusalCode = Literal[
    "unknown_version",  # the peer speaks another version of this protocol
    "bad_message",  # not a message of this speaker, or a limit of its type is broken
    "too_fast",  # more bytes or messages than the limits allow
    "not_now",  # well-formed, but not in this state
    "not_allowed",  # this role or this shift may not
    "unknown_conversation",
    "conversation_over",
    "stale_epoch",  # keys or lines of an epoch that is over
    "sign_in",  # wrong password, unknown person or device: one answer for all of them
    "second_factor",  # the code is missing or wrong
    "enrolment_code",  # unknown, used or expired
    "setup_code",
    "shift_elsewhere",  # another console of this person holds a shift: ask, then take over
    "certificate",  # a certificate that does not hold
    "taken",  # a colleague was first
    "at_limit",  # the personal limit, or the helpline's
    "no_coordinator",  # nobody with that role is on shift
    "no_colleague",
    "closed",
    "paused",
    "full",
    "key_missing",  # no intake or archive key for this week: the line is closed
    "old_policy",  # consent was given to a version that holds no longer
    "storage",  # the disk refuses: nothing was stored
    "draining",  # the server is stopping
]


class Seal(Struct, frozen=True, forbid_unknown_fields=True):
    """Conversation keys sealed to one shift."""

    shift: ShiftId
    sealed: SealedKeys


class Wrap(Struct, frozen=True, forbid_unknown_fields=True):
    """A private helpline key, sealed to one person's envelope key (or to the recovery kit)."""

    key: KeyId
    person: PersonId
    envelope: Key32
    sealed: Sealed


class Member(Struct, frozen=True):
    """Someone who reads a conversation, with the whole chain: root → coordinator → person → shift."""

    certificate: Signed
    coordinator: Signed
    shift: Signed


class StoredLine(Struct, frozen=True):
    """A line as the server keeps it: its number (from 1, without gaps), who sent it, when it was stored."""

    number: Count
    id: LineId
    sender: Literal["visitor", "staff"]
    frame: Frame
    at: Seconds


class KeyOffer(Struct, frozen=True, forbid_unknown_fields=True):
    """The visitor's keys for one epoch: all K so far, sealed to each member and to the archive, and signed.

    ``signature`` is by the visitor's ephemeral Ed25519 key over ``crypto.sealing.key_offer_bytes``.
    """

    epoch: Epoch
    seals: Annotated[list[Seal], Meta(min_length=1, max_length=8)]
    archive_key: KeyId
    archive: SealedKeys
    signature: Signature


class Waiter(Struct, frozen=True):
    """A visitor in the queue. ``words`` is sealed to the intake key ``key``: nickname and first words."""

    conversation: ConversationId
    since: Seconds
    visitor_key: Key32
    key: KeyId
    words: Sealed
    is_here: bool


VisitorPresence = Literal["here", "typing", "hidden", "away", "gone"]
"""hidden: connected, the page is in the background. away: not connected, may resume. gone: may not."""


class Colleague(Struct, frozen=True):
    """Someone on shift, as colleagues see them; no figures."""

    member: Member
    state: Literal["available", "busy", "paused", "away"]


class OpenConversation(Struct, frozen=True):
    """One conversation as a member's console gets it when it is accepted, joined or reopened."""

    conversation: ConversationId
    visitor_key: Key32
    key: KeyId
    words: Sealed | None
    since: Seconds
    retention: RetentionClass
    owner: PersonId
    members: list[Member]
    epoch: Epoch
    offer: KeyOffer | None
    last: Count
    presence: VisitorPresence
    away_until: Seconds | None
    seen: Count


class Request(Struct, frozen=True):
    """One of the staff asks another: take this over, come along, or there is danger.

    ``note`` proves it; None where it was sealed to a shift key that is no more, or to nobody: a call for
    danger reaches coordinators who came later too.
    """

    request: RequestId
    kind: Literal["hand_over", "along", "danger"]
    conversation: ConversationId
    asker: PersonId
    note: Sealed | None
    at: Seconds


MISSING_MOST: Final = 2_048
"""Keys that one row may name as missing: more than a helpline has in ten years."""


class PersonRow(Struct, frozen=True):
    """Someone on the staff, for coordinators: the certificate, and what is pending.

    ``missing``: helpline keys that the policy in force lets them hold and that nobody wrapped to them yet.
    Who may hold what is for the coordinator's console to say; this only tells it where to look.
    """

    certificate: Signed
    is_enrolled: bool
    is_on_shift: bool
    wanted: "CertificateWish | None"
    missing: Annotated[list[KeyId], Meta(max_length=MISSING_MOST)] = []


class CertificateWish(Struct, frozen=True, forbid_unknown_fields=True):
    """New keys somebody wants certified, signed by the key they replace (``certificate_wish_bytes``)."""

    person: PersonId
    staff: Key32
    envelope: Key32
    signature: Signature


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """A whisper to one colleague, sealed to their shift key."""

    shift: ShiftId
    sealed: Sealed


__all__ = [
    "VERSION",
    "CertificateWish",
    "Code",
    "Colleague",
    "ConversationId",
    "Count",
    "Epoch",
    "Frame",
    "Id",
    "Key32",
    "KeyId",
    "KeyOffer",
    "LineId",
    "Member",
    "Note",
    "OpenConversation",
    "PersonId",
    "PersonRow",
    "RefusalCode",
    "Request",
    "RequestId",
    "RetentionClass",
    "Role",
    "Seal",
    "Sealed",
    "SealedKeys",
    "Seconds",
    "ShiftId",
    "ShortText",
    "Signature",
    "Signed",
    "StoredLine",
    "TotpCode",
    "TotpSecret",
    "VisitorPresence",
    "Waiter",
    "Wrap",
]
