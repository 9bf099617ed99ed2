"""Who is on the staff and which keys the helpline has: held in memory, mirrored in the databases.

Every certificate here was checked against the chain from the root when it came in (``staffing``). What is
read back from the disk is checked again by all who receive it: page and consoles believe the root only.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from luwte.crypto.certificates import Chain, KeyClaim, PersonClaim, Purpose, RemovalClaim, Signed, claim_of
from luwte.database import Value
from luwte.policy.holding import held
from luwte.policy.promising import ROLES, Conduct
from luwte.protocol.ids import KeyId, PersonId
from luwte.protocol.messages import ChainChanged, People
from luwte.protocol.parts import MISSING_MOST, CertificateWish, Member, PersonRow, Wrap
from luwte.server.folder import Databases
from luwte.server.writer import Statement


@dataclass(frozen=True)
class Certified:
    """A certificate and what it claims."""

    signed: Signed
    claim: PersonClaim


@dataclass(frozen=True)
class HelplineKey:
    """A public helpline key and what it claims."""

    signed: Signed
    claim: KeyClaim


@dataclass
class Roster:
    """The staff, the chain's public pieces, and the wrapped keys of each person."""

    helpline: str | None = None
    root: bytes = b""
    policies: dict[int, Signed] = field(default_factory=dict)
    people: dict[PersonId, Certified] = field(default_factory=dict)
    coordinators: list[Certified] = field(default_factory=list)
    removals: list[Signed] = field(default_factory=list)
    withheld: list[Signed] = field(default_factory=list)
    """Removals of replaced keys that a running shift still uses: durable, shown when it no longer does."""
    keys: dict[KeyId, HelplineKey] = field(default_factory=dict)
    wishes: dict[PersonId, CertificateWish] = field(default_factory=dict)
    wraps: dict[PersonId, dict[tuple[KeyId, bytes], Wrap]] = field(default_factory=dict)

    @classmethod
    def load(cls, databases: Databases) -> "Roster":
        """Return the roster as the databases hold it."""
        rows, roster = databases.rows, cls()
        for helpline, root in rows.rows("SELECT helpline, root FROM helpline"):
            roster.helpline, roster.root = str(helpline), bytes(_raw(root))
        for version, *signed in rows.rows("SELECT version, payload, signature, signer FROM policies"):
            roster.policies[_whole(version)] = _signed(signed)
        for row in rows.rows("SELECT payload, signature, signer FROM people"):
            certified = _certified(_signed(row))
            roster.people[certified.claim.person] = certified
        for row in rows.rows("SELECT payload, signature, signer FROM coordinators"):
            roster.coordinators.append(_certified(_signed(row)))
        for row in rows.rows("SELECT payload, signature, signer FROM removals"):
            roster.removals.append(_signed(row))
        for row in rows.rows("SELECT payload, signature, signer FROM helpline_keys"):
            key = helpline_key(_signed(row))
            roster.keys[key.claim.key] = key
        for row in rows.rows("SELECT person, staff, envelope, signature FROM wishes"):
            wish = msgspec.convert(dict(zip(_WISH, row, strict=True)), CertificateWish)
            roster.wishes[wish.person] = wish
        for row in databases.keys.rows("SELECT key, person, envelope, sealed FROM wraps"):
            roster.add_wrap(msgspec.convert(dict(zip(_WRAP, row, strict=True)), Wrap))
        return roster

    def copy(self) -> "Roster":
        """Return a roster that can be changed without touching this one."""
        return Roster(
            helpline=self.helpline,
            root=self.root,
            policies=dict(self.policies),
            people=dict(self.people),
            coordinators=list(self.coordinators),
            removals=list(self.removals),
            withheld=list(self.withheld),
            keys=dict(self.keys),
            wishes=dict(self.wishes),
            wraps={person: dict(wraps) for person, wraps in self.wraps.items()},
        )

    def chain(self, now: int) -> Chain:
        """Return the chain from the root, to check a claim against; CertificateError if it is broken."""
        coordinators = [certified.signed for certified in self.coordinators]
        return Chain.build(self.root, self.helpline or "", coordinators, self.removals, now)

    def add_wrap(self, wrap: Wrap) -> None:
        """Keep one more wrapped key of a person."""
        self.wraps.setdefault(wrap.person, {})[wrap.key, wrap.envelope] = wrap

    def wraps_of(self, person: PersonId) -> list[Wrap]:
        """Return every helpline key wrapped to this person's certified envelope."""
        known = self.people.get(person)
        wraps = self.wraps.get(person, {}).values()
        return [wrap for wrap in wraps if known is None or wrap.envelope == known.claim.envelope]

    def stale_wraps(self) -> list[Wrap]:
        """Take away and return what a crash between the files left: wraps to an envelope not certified."""
        stale = [
            wrap
            for person, wraps in self.wraps.items()
            if person in self.people
            for wrap in wraps.values()
            if wrap.envelope != self.people[person].claim.envelope
        ]
        for wrap in stale:
            del self.wraps[wrap.person][wrap.key, wrap.envelope]
        return stale

    def public_keys(self) -> list[Signed]:
        """Return all public helpline keys."""
        return [key.signed for key in self.keys.values()]

    def coordinator_certificates(self) -> list[Signed]:
        """Return every coordinator's certificate ever given: removals they signed count for ever."""
        return [certified.signed for certified in self.coordinators]

    def member(self, person: PersonId, shift: Signed) -> Member | None:
        """Return a person with the whole chain of a shift; None if whoever certified them is gone."""
        certified = self.people[person]
        if certified.claim.role == "coordinator":
            return Member(certificate=certified.signed, coordinator=certified.signed, shift=shift)
        for above in reversed(self.coordinators):
            if above.claim.staff == certified.signed.signer and above.claim.person in self.people:
                return Member(certificate=certified.signed, coordinator=above.signed, shift=shift)
        return None

    def chain_for(self, person: PersonId) -> ChainChanged:
        """Return what this person's console needs to check the chain again."""
        return ChainChanged(
            certificate=self.people[person].signed,
            coordinators=self.coordinator_certificates(),
            removals=self.removals,
            keys=self.public_keys(),
            wraps=self.wraps_of(person),
        )

    def list(self, enrolled: set[PersonId], on_shift: set[PersonId], conduct: Conduct) -> People:
        """Return the staff as a coordinator sees it; ``conduct`` is the policy's in force."""
        by_purpose: dict[Purpose, list[KeyId]] = {}
        for key in self.keys.values():
            by_purpose.setdefault(key.claim.purpose, []).append(key.claim.key)
        wanted = {
            role: [key for purpose in held(conduct, role) for key in by_purpose.get(purpose, ())]
            for role in ROLES
        }
        return People(
            people=[
                PersonRow(
                    certificate=certified.signed,
                    is_enrolled=person in enrolled,
                    is_on_shift=person in on_shift,
                    wanted=self.wishes.get(person),
                    missing=_missing(certified.claim, wanted[certified.claim.role], self.wraps),
                )
                for person, certified in self.people.items()
            ]
        )


_WISH: Final = ("person", "staff", "envelope", "signature")
_WRAP: Final = ("key", "person", "envelope", "sealed")


def save_person(certified: Certified) -> list[Statement]:
    """Insert or replace somebody; a coordinator's certificate is also kept until it ends."""
    claim, signed = certified.claim, certified.signed
    parts = (signed.payload, signed.signature, signed.signer)
    statements = [
        Statement(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET role = excluded.role,"
            " payload = excluded.payload, signature = excluded.signature, signer = excluded.signer",
            (claim.person, claim.role, *parts),
        )
    ]
    if claim.role == "coordinator":
        statements.append(
            Statement(
                "INSERT OR REPLACE INTO coordinators VALUES (?, ?, ?, ?, ?, ?)",
                (claim.staff, claim.person, claim.not_after, *parts),
            )
        )
    return statements


def save_key(key: HelplineKey) -> Statement:
    """Insert a public helpline key."""
    claim, signed = key.claim, key.signed
    return Statement(
        "INSERT OR REPLACE INTO helpline_keys VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            claim.key,
            claim.purpose,
            claim.period,
            claim.retention,
            signed.payload,
            signed.signature,
            signed.signer,
        ),
    )


def save_wrap(wrap: Wrap) -> Statement:
    """Insert a wrapped key."""
    return Statement(
        "INSERT OR REPLACE INTO wraps VALUES (?, ?, ?, ?)",
        (wrap.key, wrap.person, wrap.envelope, wrap.sealed),
    )


def drop_wrap(key: KeyId, person: PersonId, envelope: bytes) -> Statement:
    """Delete a wrapped key."""
    return Statement(
        "DELETE FROM wraps WHERE key = ? AND person = ? AND envelope = ?", (key, person, envelope)
    )


def save_removal(signed: Signed, claim: RemovalClaim, until: int) -> Statement:
    """Insert a removal."""
    return Statement(
        "INSERT OR REPLACE INTO removals VALUES (?, ?, ?, ?, ?, ?)",
        (claim.staff, claim.person, until, signed.payload, signed.signature, signed.signer),
    )


def save_wish(wish: CertificateWish) -> Statement:
    """Insert or replace somebody's wish."""
    return Statement(
        "INSERT OR REPLACE INTO wishes VALUES (?, ?, ?, ?)",
        (wish.person, wish.staff, wish.envelope, wish.signature),
    )


def save_policy(version: int, signed: Signed) -> Statement:
    """Insert a version of the house policy."""
    return Statement(
        "INSERT OR REPLACE INTO policies VALUES (?, ?, ?, ?)",
        (version, signed.payload, signed.signature, signed.signer),
    )


def helpline_key(signed: Signed) -> HelplineKey:
    """Return a public key with its claim; ValueError if it is another claim."""
    claim = claim_of(signed)
    if not isinstance(claim, KeyClaim):
        raise TypeError("not a key claim")
    return HelplineKey(signed, claim)


def _missing(
    claim: PersonClaim, wanted: Sequence[KeyId], wraps: Mapping[PersonId, Collection[tuple[KeyId, bytes]]]
) -> list[KeyId]:
    theirs = wraps.get(claim.person, ())
    return [key for key in wanted if (key, claim.envelope) not in theirs][:MISSING_MOST]


def _certified(signed: Signed) -> Certified:
    claim = claim_of(signed)
    if not isinstance(claim, PersonClaim):
        raise TypeError("not a person's claim")
    return Certified(signed, claim)


def _signed(row: Sequence[Value]) -> Signed:
    return msgspec.convert(dict(zip(("payload", "signature", "signer"), row, strict=True)), Signed)


def _raw(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a column of bytes")
    return value


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError("a column of whole numbers")
    return value
