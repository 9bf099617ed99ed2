"""Signed claims: what root, coordinators and staff vouch for. ``certificates`` tells whom to believe.

A claim travels as the exact bytes that were signed, so nothing is ever re-encoded before it is checked.
"""

from typing import Annotated, Final, Literal, NamedTuple

import msgspec
from msgspec import Meta, Struct

from luwte.crypto.keys import KeysError, SigningKey, can_be_sealed_to, sha256, verify
from luwte.errors import LuwteError

FINGERPRINT_BYTES: Final = 20
_SIGNED: Final = b"luwte/1 signed\x00"

Key32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
Role = Literal["volunteer", "coordinator", "leader", "trainer"]
Purpose = Literal["intake", "archive", "abuse", "statistics", "consent", "training"]

BY_ROOT: Final[frozenset[Role]] = frozenset({"coordinator", "leader"})
"""Whose certificate and removal the root signs. A leader may read what no coordinator may (A1): a coordinator
who could certify one would hand out a right they do not have."""
ANSWERING: Final[frozenset[Role]] = frozenset({"volunteer", "coordinator"})
"""Whose certificate opens a shift, where the house policy lets them answer. The page does not know what a
policy lets whom do, so it believes in no other members, whatever a server says."""

CertificateCode = Literal[
    "wrong_root",
    "bad_signature",
    "not_yet",
    "expired",
    "removed",
    "wrong_helpline",
    "wrong_role",
    "wrong_kind",
    "too_long",
    "ghost",
    "older_policy",
]

_RawId = Annotated[str, Meta(min_length=22, max_length=22, pattern="^[A-Za-z0-9_-]{21}[AQgw]$")]
_Time = Annotated[int, Meta(ge=0, le=253_402_300_799)]
_Name = Annotated[str, Meta(min_length=1, max_length=64)]
_Period = Annotated[str, Meta(max_length=16)]
_RetentionClass = Annotated[str, Meta(max_length=32)]


class CertificateError(LuwteError):
    """A claim that does not hold, and why (``CertificateCode``): the console shows it as an alarm."""

    def __init__(self, code: CertificateCode) -> None:
        super().__init__(code)


class Signed(Struct, frozen=True):
    """A claim as it was signed: its JSON bytes, the Ed25519 signature over them, the signer's public key."""

    payload: Annotated[bytes, Meta(max_length=262_144)]
    signature: Signature
    signer: Key32


class PersonClaim(Struct, frozen=True, tag_field="kind", tag="person"):
    """Who someone on the staff is: a random id, a role, a display name, two public keys. Never a real name.

    A coordinator's and a leader's claim is signed by the root, everyone else's by a coordinator. Times are
    unix seconds.
    """

    helpline: _RawId
    person: _RawId
    role: Role
    name: _Name
    staff: Key32
    envelope: Key32
    not_before: _Time
    not_after: _Time


class ShiftClaim(Struct, frozen=True, tag_field="kind", tag="shift"):
    """A shift's X25519 key, signed by its owner's staff key; twelve hours at most."""

    helpline: _RawId
    person: _RawId
    shift: _RawId
    key: Key32
    not_before: _Time
    not_after: _Time


class KeyClaim(Struct, frozen=True, tag_field="kind", tag="key"):
    """A helpline's public key for one purpose and period ("2026-W47"), signed by a coordinator.

    ``retention`` is the class of an archive key, empty for every other purpose.
    """

    helpline: _RawId
    key: _RawId
    purpose: Purpose
    period: _Period
    retention: _RetentionClass
    public: Key32
    not_before: _Time
    not_after: _Time


class PolicyClaim(Struct, frozen=True, tag_field="kind", tag="policy"):
    """One version of the house policy: its TOML, and what the page shows of it as plain JSON."""

    helpline: _RawId
    version: Annotated[int, Meta(ge=1, le=9_007_199_254_740_991)]
    issued: _Time
    toml: str
    page: dict[str, object]


class RemovalClaim(Struct, frozen=True, tag_field="kind", tag="removal", omit_defaults=True):
    """A person who is removed: every certificate of theirs issued up to ``at`` is void, and the key
    ``staff`` for ever. Signed by a coordinator, or by the root for whom the root certified.

    ``keys``: the helpline keys whose private halves that person has. Nothing is sealed to them any more,
    whoever signed them; what was stays readable.
    """

    helpline: _RawId
    person: _RawId
    staff: Key32
    at: _Time
    keys: Annotated[tuple[_RawId, ...], Meta(max_length=2_048)] = ()


class Removed(NamedTuple):
    """A removal that was believed once: who, which staff key, up to when, and whether the root signed it.

    Whoever keeps these (a console's profile) cannot be made to forget them.
    """

    person: str
    staff: bytes
    at: int
    by_root: bool


Claim = PersonClaim | ShiftClaim | KeyClaim | PolicyClaim | RemovalClaim

_decoder: Final[msgspec.json.Decoder[Claim]] = msgspec.json.Decoder(Claim)
_encoder: Final = msgspec.json.Encoder()


def fingerprint(root_public: bytes) -> bytes:
    """Return the 20 bytes by which the page and enrolment codes know a root key."""
    return sha256(root_public)[:FINGERPRINT_BYTES]


def sign(claim: Claim, key: SigningKey) -> Signed:
    """Return the claim as it travels, signed by this key."""
    payload = _encoder.encode(claim)
    return Signed(payload, key.sign(_SIGNED + payload), key.public)


def claim_of(signed: Signed) -> Claim:
    """Return the claim if the signature is its signer's; says nothing about who the signer is.

    CertificateError ``bad_signature``, or ``wrong_kind`` where the bytes are no claim we know.
    """
    try:
        verify(signed.signer, signed.signature, _SIGNED + signed.payload)
    except KeysError:
        pass
    else:
        return read_claim(signed.payload)
    raise CertificateError("bad_signature")


def read_claim(untrusted_payload: bytes) -> Claim:
    """Return the claim in these bytes, no signature checked; CertificateError ``wrong_kind`` if none.

    A claim whose X25519 key nobody can hold is none: sealing to it would fail, or hide nothing.
    """
    # The decoder's own error text repeats what it read: it must reach neither a log nor an alarm.
    try:
        claim = _decoder.decode(untrusted_payload)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError):
        pass
    else:
        if _has_usable_key(claim):
            return claim
    raise CertificateError("wrong_kind")


def _has_usable_key(claim: Claim) -> bool:
    match claim:
        case PersonClaim():
            return can_be_sealed_to(claim.envelope)
        case ShiftClaim():
            return can_be_sealed_to(claim.key)
        case KeyClaim():
            return can_be_sealed_to(claim.public)
        case PolicyClaim() | RemovalClaim():
            return True
