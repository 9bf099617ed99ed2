"""Signed claims and the chain that makes them worth believing: root → coordinator → staff → shift.

A claim travels as the exact bytes that were signed, so nothing is ever re-encoded before it is checked.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Key32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
Role = Literal["volunteer", "coordinator", "trainer"]
Purpose = Literal["intake", "archive", "abuse", "statistics", "consent", "training"]


class Signed(Struct, frozen=True):
    """A claim as it was signed: its JSON bytes, the Ed25519 signature over them, the signer's public key."""

    payload: Annotated[bytes, Meta(max_length=262_144)]
    signature: Signature
    signer: Key32


class PersonClaim(Struct, frozen=True, tag_field="kind", tag="person"):
    """Who someone on the staff is: a random id, a role, a display name, two public keys. Never a real name.

    A coordinator's claim is signed by the root, everyone else's by a coordinator. Times are unix seconds.
    """

    helpline: str
    person: str
    role: Role
    name: str
    staff: Key32
    envelope: Key32
    not_before: int
    not_after: int


class ShiftClaim(Struct, frozen=True, tag_field="kind", tag="shift"):
    """A shift's X25519 key, signed by its owner's staff key; twelve hours at most."""

    helpline: str
    person: str
    shift: str
    key: Key32
    not_before: int
    not_after: int


class KeyClaim(Struct, frozen=True, tag_field="kind", tag="key"):
    """A helpline's public key for one purpose and period ("2026-W47"), signed by a coordinator.

    ``retention`` is the class of an archive key, empty for every other purpose.
    """

    helpline: str
    key: str
    purpose: Purpose
    period: str
    retention: str
    public: Key32
    not_before: int
    not_after: int


class PolicyClaim(Struct, frozen=True, tag_field="kind", tag="policy"):
    """One version of the house policy: its TOML, and what the page shows of it as plain JSON."""

    helpline: str
    version: int
    issued: int
    toml: str
    page: dict[str, object]


class RemovalClaim(Struct, frozen=True, tag_field="kind", tag="removal"):
    """A staff key that holds no longer; signed by a coordinator, or by the root for a coordinator's."""

    helpline: str
    person: str
    staff: Key32
    at: int


Claim = PersonClaim | ShiftClaim | KeyClaim | PolicyClaim | RemovalClaim
