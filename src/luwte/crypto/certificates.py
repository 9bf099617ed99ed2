"""Whom to believe: root → coordinator → staff → shift, checked by everyone, whatever the server says."""

from collections.abc import Iterable, Sequence
from typing import Final

from luwte.crypto.claims import (
    ANSWERING,
    BY_ROOT,
    CertificateCode,
    CertificateError,
    Claim,
    Key32,
    KeyClaim,
    PersonClaim,
    PolicyClaim,
    Purpose,
    RemovalClaim,
    Removed,
    Role,
    ShiftClaim,
    Signature,
    Signed,
    claim_of,
    fingerprint,
    read_claim,
    sign,
)
from luwte.crypto.keys import same

CONSOLE_TOLERANCE: Final = 600
"""Seconds a console's clock may be wrong."""
PAGE_TOLERANCE: Final = 48 * 3600
"""Seconds a visitor's clock may be wrong: cheap phones."""

ROOT_LONGEST: Final = 366 * 86_400
"""Seconds that a certificate of the root's holds at most: a coordinator's, a leader's."""
STAFF_LONGEST: Final = 31 * 86_400
SHIFT_LONGEST: Final = 12 * 3600


def is_over(at: int, now: int, *, by_root: bool) -> bool:
    """Tell whether every certificate that a removal of this time could void has ended by itself, for a page
    whose clock is wrong too."""
    return at + (ROOT_LONGEST if by_root else STAFF_LONGEST) + PAGE_TOLERANCE < now


class Chain:
    """The root and what follows from it; every method raises CertificateError where a claim does not hold.

    Built from what a server sent, it believes the root alone: coordinators signed by the root, removals
    signed by the root or by one of those coordinators. A removal voids the person: the staff key it names for
    ever, and every certificate of that person issued up to its time, known or not; enrolled again later, the
    same person holds. Certificates of the root, coordinators' and leaders', are voided by person through the
    root's removals only. Nothing that a voided key signed holds any longer, however old, but removals: a
    coordinator's removals outlive the coordinator, ended or removed, because believing one too many only
    shuts somebody out, as the server could anyway.
    Removals by signers it does not know change nothing (leaving them out would have been as easy). Nothing is
    sealed to the helpline keys that a removal names, whoever signed them: that person has the private halves.
    """

    def __init__(self, root: bytes, helpline: str, now: int, tolerance: int) -> None:
        self.root: Final = root
        self.helpline: Final = helpline
        self._now: Final = now
        self._tolerance: Final = tolerance
        self._coordinators: Final[dict[bytes, list[PersonClaim]]] = {}
        self._believed: Final[set[Removed]] = set()
        self._removed: Final[set[bytes]] = set()
        self._void_until: Final[dict[str, int]] = {}
        self._void_until_by_root: Final[dict[str, int]] = {}
        self._ended: Final[dict[str, int]] = {}

    @classmethod
    def build(
        cls,
        root: bytes,
        helpline: str,
        coordinators: Iterable[Signed],
        removals: Iterable[Signed],
        now: int,
        *,
        tolerance: int = CONSOLE_TOLERANCE,
        root_fingerprint: bytes | None = None,
        kept: Iterable[Removed] = (),
    ) -> "Chain":
        """Return the chain under this root key (32 bytes), checked against its fingerprint if given.

        A coordinator's certificate that has ended is remembered, so that what it signed is told ``expired``;
        one that was never the root's (``wrong_root``), is no coordinator's (``wrong_role``) or runs too long
        is an error at once. ``kept`` are removals believed before (``removals`` of an earlier chain): they
        count whatever is shown now, until all they void has ended by itself.
        """
        if root_fingerprint is not None and not same(fingerprint(root), root_fingerprint):
            raise CertificateError("wrong_root")
        chain = cls(root, helpline, now, tolerance)
        for signed in coordinators:
            claim = chain._claim_by_root(signed, "coordinator")
            chain._coordinators.setdefault(claim.staff, []).append(claim)
        for signed in removals:
            chain._take_removal(signed)
        for removed in kept:
            if not is_over(removed.at, now, by_root=removed.by_root):
                chain._believe(removed)
        return chain

    @property
    def coordinators(self) -> Sequence[PersonClaim]:
        """Every coordinator of the root, those whose certificate has ended or was removed included."""
        return [claim for claims in self._coordinators.values() for claim in claims]

    @property
    def removals(self) -> frozenset[Removed]:
        """Every removal that counts, those kept from before included."""
        return frozenset(self._believed)

    def is_removed(self, staff: bytes) -> bool:
        """Tell whether a removal that counts names this staff key."""
        return staff in self._removed

    def begins(self, person: str, role: Role, now: int) -> int:
        """Return when a fresh certificate of this person begins: now, or right after the newest removal of
        theirs, where the clock it was made by was ahead."""
        by = self._void_until_by_root if role in BY_ROOT else self._void_until
        return max(now, by.get(person, -1) + 1)

    def ended_at(self, key: str) -> int | None:
        """Return when somebody who has this helpline key's private half was removed; None if nobody was."""
        return self._ended.get(key)

    def is_void(self, claim: PersonClaim) -> bool:
        """Tell whether a removal took this certificate away: by its key, or by the person up to its time."""
        by = self._void_until_by_root if claim.role in BY_ROOT else self._void_until
        return claim.staff in self._removed or claim.not_before <= by.get(claim.person, -1)

    def person(self, signed: Signed, now: int) -> PersonClaim:
        """Return who this is: a coordinator or leader of the root, or somebody certified by a coordinator."""
        claim = _person_claim(signed)
        self._check_helpline(claim.helpline)
        if claim.role in BY_ROOT:
            self._check_by_root(signed, claim.role, now)
        else:
            self._check_signer(signed, now)
            self._check_time(claim.not_before, claim.not_after, now, STAFF_LONGEST)
        self._check_removed(claim)
        return claim

    def known_person(self, signed: Signed) -> PersonClaim:
        """Return who this is or was: as ``person``, but also before or after the certificate's time."""
        claim = _person_claim(signed)
        self._check_helpline(claim.helpline)
        if claim.role in BY_ROOT:
            self._claim_by_root(signed, claim.role)
        else:
            self._standing(signed.signer)
        self._check_removed(claim)
        return claim

    def shift(
        self, member: Signed, coordinator: Signed, shift: Signed, now: int
    ) -> tuple[PersonClaim, ShiftClaim]:
        """Return a member and their shift, from the three certificates that ``Member`` carries.

        Only volunteers and coordinators talk with visitors: neither a leader nor a trainer is a member.
        ``coordinator`` is who certified the member; for a coordinator it is the member's own certificate. It
        may be one that this chain was not built with: the root's signature on it is what counts.
        """
        above = self._check_by_root(coordinator, "coordinator", now)
        claim = _person_claim(member)
        self._check_helpline(claim.helpline)
        if claim.role == "coordinator":
            if self._check_by_root(member, "coordinator", now) != above:
                raise CertificateError("ghost")
        else:
            if claim.role not in ANSWERING or member.signer == self.root:
                raise CertificateError("wrong_role")
            if member.signer != above.staff:
                raise CertificateError("ghost")
            self._check_time(claim.not_before, claim.not_after, now, STAFF_LONGEST)
            self._check_removed(claim)
        return claim, self.own_shift(claim, shift, now)

    def own_shift(self, person: PersonClaim, shift: Signed, now: int) -> ShiftClaim:
        """Return the shift of a person who was checked already."""
        claim = claim_of(shift)
        if not isinstance(claim, ShiftClaim):
            raise CertificateError("wrong_kind")
        self._check_helpline(claim.helpline)
        if shift.signer != person.staff or claim.person != person.person:
            raise CertificateError("ghost")
        self._check_removed(person)
        self._check_time(claim.not_before, claim.not_after, now, SHIFT_LONGEST)
        return claim

    def key(self, signed: Signed, purpose: Purpose, now: int) -> KeyClaim:
        """Return the helpline's key for this purpose, of a period that runs now, to seal to."""
        claim = self._key_claim(signed, now)
        if claim.purpose != purpose:
            raise CertificateError("wrong_kind")
        if claim.key in self._ended:
            raise CertificateError("removed")
        self._check_time(claim.not_before, claim.not_after, now, None)
        return claim

    def helpline_key(self, signed: Signed) -> KeyClaim:
        """Return a helpline key of any purpose and period: to wrap it, to choose one by its period, to open
        what is sealed to it. Before sealing to it ask ``ended_at``.

        Its signer was a coordinator when the chain was built.
        """
        return self._key_claim(signed, self._now)

    def policy(self, signed: Signed, newest_seen: int) -> PolicyClaim:
        """Return the house policy, signed by someone who was a coordinator when the chain was built.

        ``newest_seen`` is the highest version this console or page has held (0 for none): an older one is
        refused.
        """
        claim = claim_of(signed)
        if not isinstance(claim, PolicyClaim):
            raise CertificateError("wrong_kind")
        self._check_helpline(claim.helpline)
        self._check_signer(signed, self._now)
        if claim.issued > self._now + self._tolerance:
            raise CertificateError("not_yet")
        if claim.version < newest_seen:
            raise CertificateError("older_policy")
        return claim

    def _key_claim(self, signed: Signed, now: int) -> KeyClaim:
        claim = claim_of(signed)
        if not isinstance(claim, KeyClaim):
            raise CertificateError("wrong_kind")
        self._check_helpline(claim.helpline)
        self._check_signer(signed, now)
        return claim

    def _take_removal(self, signed: Signed) -> None:
        claim = claim_of(signed)
        if not isinstance(claim, RemovalClaim):
            raise CertificateError("wrong_kind")
        self._check_helpline(claim.helpline)
        if signed.signer != self.root:
            if signed.signer not in self._coordinators:
                return
            if claim.staff in self._coordinators:
                raise CertificateError("wrong_role")
        self._believe(Removed(claim.person, claim.staff, claim.at, signed.signer == self.root))
        for key in claim.keys:
            self._ended[key] = min(claim.at, self._ended.get(key, claim.at))

    def _believe(self, removed: Removed) -> None:
        self._believed.add(removed)
        self._removed.add(removed.staff)
        for until in (self._void_until, *([self._void_until_by_root] if removed.by_root else [])):
            until[removed.person] = max(removed.at, until.get(removed.person, -1))

    def _check_by_root(self, signed: Signed, role: Role, now: int) -> PersonClaim:
        claim = self._claim_by_root(signed, role)
        self._check_time(claim.not_before, claim.not_after, now, ROOT_LONGEST)
        self._check_removed(claim)
        return claim

    def _claim_by_root(self, signed: Signed, role: Role) -> PersonClaim:
        claim = _person_claim(signed)
        self._check_helpline(claim.helpline)
        if claim.role != role:
            raise CertificateError("wrong_role")
        if signed.signer != self.root:
            raise CertificateError("wrong_role" if signed.signer in self._coordinators else "wrong_root")
        if claim.not_after - claim.not_before > ROOT_LONGEST:
            raise CertificateError("too_long")
        return claim

    def _check_signer(self, signed: Signed, now: int) -> None:
        standing = self._standing(signed.signer)
        times = [(claim.not_before, claim.not_after) for claim in standing]
        if any(self._is_running(before, after, now) for before, after in times):
            return
        raise CertificateError("expired" if any(after <= now for _, after in times) else "not_yet")

    def _standing(self, signer: bytes) -> list[PersonClaim]:
        """Return the certificates of a coordinator's key that no removal took away, at least one."""
        if signer == self.root:
            raise CertificateError("wrong_role")
        if signer not in self._coordinators:
            raise CertificateError("ghost")
        standing = [claim for claim in self._coordinators[signer] if not self.is_void(claim)]
        if not standing:
            raise CertificateError("removed")
        return standing

    def _check_helpline(self, helpline: str) -> None:
        if helpline != self.helpline:
            raise CertificateError("wrong_helpline")

    def _check_removed(self, claim: PersonClaim) -> None:
        if self.is_void(claim):
            raise CertificateError("removed")

    def _check_time(self, before: int, after: int, now: int, longest: int | None) -> None:
        if longest is not None and after - before > longest:
            raise CertificateError("too_long")
        if not self._is_running(before, after, now):
            raise CertificateError("not_yet" if before > now else "expired")

    def _is_running(self, before: int, after: int, now: int) -> bool:
        return before < after and before - self._tolerance <= now < after + self._tolerance


def _person_claim(signed: Signed) -> PersonClaim:
    claim = claim_of(signed)
    if not isinstance(claim, PersonClaim):
        raise CertificateError("wrong_kind")
    return claim


__all__ = [
    "ANSWERING",
    "BY_ROOT",
    "CONSOLE_TOLERANCE",
    "PAGE_TOLERANCE",
    "ROOT_LONGEST",
    "SHIFT_LONGEST",
    "STAFF_LONGEST",
    "CertificateCode",
    "CertificateError",
    "Chain",
    "Claim",
    "Key32",
    "KeyClaim",
    "PersonClaim",
    "PolicyClaim",
    "Purpose",
    "RemovalClaim",
    "Removed",
    "Role",
    "ShiftClaim",
    "Signature",
    "Signed",
    "claim_of",
    "fingerprint",
    "is_over",
    "read_claim",
    "sign",
]
