"""What this console believes: the chain from the pinned root, the policy, the helpline's keys, and nothing
else.

Whatever the server says about people and keys passes through here; what does not hold raises ``TrustError``,
after which the console sends that server nothing more.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from luwte.crypto.certificates import (
    CONSOLE_TOLERANCE,
    CertificateError,
    Chain,
    KeyClaim,
    PersonClaim,
    PolicyClaim,
    Removed,
    ShiftClaim,
    Signed,
    is_over,
)
from luwte.crypto.keys import BoxKey, sha256
from luwte.crypto.sealing import SealError, unwrap_key
from luwte.errors import LuwteError
from luwte.policy import Policy, PolicyError, parse, week
from luwte.protocol.ids import KeyId, PersonId, id_bytes
from luwte.protocol.messages import ChainChanged, SignedIn
from luwte.protocol.parts import Member, Wrap

TOLERANCE: Final = CONSOLE_TOLERANCE
"""Seconds a console's clock may be off."""


class TrustError(LuwteError):
    """Something that the chain does not carry. ``code`` as in ``TrustAlarm``, ``subject`` says what it was
    about."""

    def __init__(self, code: str, subject: str) -> None:
        super().__init__(code)
        self.subject = subject


@dataclass(frozen=True, slots=True)
class HelplineKey:
    """A verified public key of the helpline, and its private half if it was wrapped to this person.

    ``ended``: when somebody who has the private half was removed; from then on nothing is sealed to it.
    """

    claim: KeyClaim
    digest: bytes
    private: BoxKey | None
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member as the chain shows them: who, and the shift key they read with. ``digest`` is of the shift's
    claim."""

    person: PersonClaim
    shift: ShiftClaim
    digest: bytes


@dataclass(frozen=True)
class Trust:
    """A verified view of the helpline; frozen, a newer one replaces it."""

    root: bytes
    helpline: str
    chain: Chain
    certificate: Signed
    me: PersonClaim
    coordinators: tuple[Signed, ...]
    shown: frozenset[Removed]
    """The removals that the server showed last; ``chain.removals`` has those kept from before as well."""
    signed_policy: PolicyClaim
    policy: Policy
    keys: Mapping[KeyId, HelplineKey]

    def member(self, member: Member, now: int) -> Colleague:
        """Return who a member is; TrustError if the chain does not carry them."""
        try:
            person, shift = self.chain.shift(member.certificate, member.coordinator, member.shift, now)
        except CertificateError as error:
            raise TrustError(error.code, "member") from None
        return Colleague(person, shift, sha256(member.shift.payload))

    def holds(self, certificate: Signed, now: int) -> bool:
        """Tell whether the chain carries this person's certificate now."""
        try:
            self.chain.person(certificate, now)
        except CertificateError:
            return False
        return True

    def archive_key(self, retention: str, now: int) -> HelplineKey | None:
        """Return the archive key of a class for the week that ``now`` is in, or None if none was published.

        After somebody was removed there are two of one week: the newer counts.
        """
        period = self.week(now)
        found: HelplineKey | None = None
        for key in self.keys.values():
            claim = key.claim
            is_wanted = (claim.purpose, claim.retention, claim.period) == ("archive", retention, period)
            if (
                is_wanted
                and key.ended is None
                and (found is None or claim.not_before >= found.claim.not_before)
            ):
                found = key
        return found

    def may_archive(self, key: KeyId, classes: Collection[str], now: int) -> bool:
        """Tell whether this is an archive key of one of these classes, of a week that runs now.

        A key of a class kept longer, or of another week, would outlive what the visitor was told. One that
        ended with a removal is taken for as long as clocks differ: an offer may have been on its way.
        """
        found = self.keys.get(key)
        if found is None or found.claim.purpose != "archive" or found.claim.retention not in classes:
            return False
        if found.ended is not None and now > found.ended + TOLERANCE:
            return False
        return found.claim.not_before - TOLERANCE <= now < found.claim.not_after + TOLERANCE

    def week(self, now: int) -> str:
        """Return the week it is at the helpline ("2026-W47")."""
        return week(self.policy, datetime.fromtimestamp(now, UTC))

    def intake_weeks(self, now: int) -> int:
        """Return how many weeks of waiting-room keys are left, this one included."""
        weeks = {key.claim.period for key in self.keys.values() if key.claim.purpose == "intake"}
        return sum(period >= self.week(now) for period in weeks)

    def with_policy(self, signed: Signed) -> "Trust":
        """Return the same with a newer policy; TrustError if it is unsigned or older."""
        claim, policy = _policy(self.chain, signed, self.signed_policy.version)
        return _replaced(self, signed_policy=claim, policy=policy)

    def with_chain(self, message: ChainChanged, envelopes: Sequence[BoxKey], now: int) -> "Trust":
        """Return the same after people, removals or keys changed; TrustError if the chain does not carry it.

        A removal that was believed once counts until all it voids has ended by itself. A server that does not
        show it any longer, or shows it so that it would not count, wants a removed key back: an alarm.
        """
        shown = _chain(self.root, self.helpline, message.coordinators, message.removals, now)
        if not all(_is_shown(removed, shown.removals, now) for removed in self.shown):
            raise TrustError("removed", "chain")
        kept = self.chain.removals
        chain = _chain(self.root, self.helpline, message.coordinators, message.removals, now, kept)
        me = _own(chain, message.certificate, self.me.person, now)
        keys = _keys(chain, message.keys, message.wraps, me.person, envelopes)
        return _replaced(
            self,
            chain=chain,
            certificate=message.certificate,
            me=me,
            coordinators=tuple(message.coordinators),
            shown=shown.removals,
            keys=keys,
        )


def believe(
    message: SignedIn,
    *,
    root: bytes,
    helpline: str,
    person: PersonId,
    newest_policy: int,
    envelopes: Sequence[BoxKey],
    now: int,
    removals: Iterable[Removed] = (),
) -> Trust:
    """Return what a sign-in's answer proves; TrustError if the pinned root does not carry all of it.

    ``removals`` are all that this console believed before: they count even if the server, set back to an old
    backup or lying, does not show them.
    ``envelopes`` are the keys this console can open wraps with (old and new while new keys wait to be
    certified).
    """
    if message.person != person:
        raise TrustError("wrong_person", "certificate")
    shown = _chain(root, helpline, message.coordinators, message.removals, now).removals
    chain = _chain(root, helpline, message.coordinators, message.removals, now, removals)
    me = _own(chain, message.certificate, person, now)
    claim, policy = _policy(chain, message.policy, newest_policy)
    keys = _keys(chain, message.keys, message.wraps, person, envelopes)
    return Trust(
        root,
        helpline,
        chain,
        message.certificate,
        me,
        tuple(message.coordinators),
        shown,
        claim,
        policy,
        keys,
    )


def _replaced(trust: Trust, **parts: object) -> Trust:
    return Trust(**{**trust.__dict__, **parts})


def _chain(
    root: bytes,
    helpline: str,
    coordinators: Sequence[Signed],
    removals: Sequence[Signed],
    now: int,
    kept: Iterable[Removed] = (),
) -> Chain:
    try:
        return Chain.build(root, helpline, coordinators, removals, now, tolerance=TOLERANCE, kept=kept)
    except CertificateError as error:
        raise TrustError(error.code, "chain") from None


def _is_shown(removed: Removed, shown: Iterable[Removed], now: int) -> bool:
    """Tell whether a removal is still there or is not needed any more; the root may have signed it anew."""
    return is_over(removed.at, now, by_root=removed.by_root) or any(
        (other.person, other.staff) == (removed.person, removed.staff)
        and other.at >= removed.at
        and other.by_root >= removed.by_root
        for other in shown
    )


def _own(chain: Chain, certificate: Signed, person: PersonId, now: int) -> PersonClaim:
    try:
        me = chain.person(certificate, now)
    except CertificateError as error:
        raise TrustError(error.code, "certificate") from None
    if me.person != person:
        raise TrustError("wrong_person", "certificate")
    return me


def _policy(chain: Chain, signed: Signed, newest_seen: int) -> tuple[PolicyClaim, Policy]:
    try:
        claim = chain.policy(signed, newest_seen)
        return claim, parse(claim.toml, "policy")
    except CertificateError as error:
        raise TrustError(error.code, "policy") from None
    except PolicyError:
        raise TrustError("unreadable", "policy") from None


def _keys(
    chain: Chain,
    signed_keys: Sequence[Signed],
    wraps: Sequence[Wrap],
    person: PersonId,
    envelopes: Sequence[BoxKey],
) -> dict[KeyId, HelplineKey]:
    mine = {(wrap.key, wrap.envelope): wrap.sealed for wrap in wraps if wrap.person == person}
    keys: dict[KeyId, HelplineKey] = {}
    for signed in signed_keys:
        claim = _key(chain, signed)
        if claim is None:
            continue
        private = None
        for envelope in envelopes:
            sealed = mine.get((claim.key, envelope.public))
            if sealed is not None and private is None:
                private = _unwrapped(sealed, signed, claim, person, envelope)
        ended = chain.ended_at(claim.key)
        keys[claim.key] = HelplineKey(claim, sha256(signed.payload), private, ended)
    return keys


def _key(chain: Chain, signed: Signed) -> KeyClaim | None:
    """Return a helpline key's claim, or None if who signed it has left since: such a key is not used, and no
    alarm."""
    try:
        return chain.helpline_key(signed)
    except CertificateError as error:
        if error.code in {"removed", "expired"}:
            return None
        raise TrustError(error.code, "key") from None


def _unwrapped(
    sealed: bytes, signed: Signed, claim: KeyClaim, person: PersonId, envelope: BoxKey
) -> BoxKey | None:
    """Return the private half, or None: a wrap that does not open only makes something unreadable, it betrays
    nothing."""
    try:
        private = unwrap_key(envelope, sealed, id_bytes(claim.key), sha256(signed.payload), id_bytes(person))
    except SealError:
        return None
    return private if private.public == claim.public else None
