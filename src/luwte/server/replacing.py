"""Former keys of people who have new ones: their removal, from when nobody is on shift with them any more.

A coordinator signs the removal together with the new certificate. It is durable at once, but shown only when
the person's console has put its running shift under the new certificate, or the shift is over: a page that
loads in between would take an honest member for a removed one, and the conversation would end in an alarm.
Whoever runs the server could leave any removal out for as long; this server itself refuses the former key
from the first moment, because it knows one certificate a person.
"""

from collections.abc import Callable

from luwte.crypto.certificates import (
    BY_ROOT,
    PAGE_TOLERANCE,
    CertificateError,
    Chain,
    RemovalClaim,
    Signed,
    claim_of,
    is_over,
    read_claim,
)
from luwte.protocol.ids import KeyId, PersonId
from luwte.server.roster import Certified, Roster, save_removal
from luwte.server.signin import RefusedError
from luwte.server.writer import Statement

_DAY = 86_400
_MARGIN = PAGE_TOLERANCE + _DAY


def removal_claim(signed: Signed) -> RemovalClaim:
    """Return what a removal says, its signature checked; RefusedError ``certificate`` if it is none."""
    try:
        claim = claim_of(signed)
    except CertificateError as error:
        raise RefusedError("certificate") from error
    if not isinstance(claim, RemovalClaim):
        raise RefusedError("certificate")
    return claim


def take(roster: Roster, person: Certified, signed: Signed | None, now: int) -> list[Statement]:
    """Withhold in this roster the removal of the key that a new certificate replaces; return what to store.

    RefusedError ``certificate``: it must count in the chain, and take away neither the new certificate nor
    anybody else's key.
    """
    if signed is None:
        return []
    claim = removal_claim(signed)
    others = {each.claim.staff for name, each in roster.people.items() if name != claim.person}
    if claim.person != person.claim.person or claim.staff in others:
        raise RefusedError("certificate")
    removals = [*roster.removals, *roster.withheld, signed]
    certificates = roster.coordinator_certificates()
    try:
        chain = Chain.build(roster.root, roster.helpline or "", certificates, removals, now)
    except CertificateError as error:
        raise RefusedError("certificate") from error
    counts = chain.is_removed(claim.staff) and may_remove(roster, person, signed)
    if not counts or chain.is_void(person.claim):
        raise RefusedError("certificate")
    roster.withheld.append(signed)
    return [save_removal(signed, claim, claim.at)]


def may_remove(roster: Roster, person: Certified, removal: Signed) -> bool:
    """Tell whether this signer may take a key of this person away for good: of whom the root certified only
    the root, whose removals are remembered as long as its certificates run."""
    return person.claim.role not in BY_ROOT or removal.signer == roster.root


def withhold(roster: Roster, is_used: Callable[[PersonId, bytes], bool]) -> None:
    """Take back, after a restart, the removals of keys that a running shift still uses."""
    used = [each for each in roster.removals if _is_used(each, is_used)]
    roster.withheld += used
    roster.removals = [each for each in roster.removals if each not in used]


def released(roster: Roster, is_used: Callable[[PersonId, bytes], bool]) -> Roster | None:
    """Return the roster with every removal shown whose key is in nobody's hands; None if there is none."""
    free = [each for each in roster.withheld if not _is_used(each, is_used)]
    if not free:
        return None
    after = roster.copy()
    after.removals += free
    after.withheld = [each for each in roster.withheld if each not in free]
    return after


def expired(roster: Roster, now: int) -> tuple[Roster, list[Statement]] | None:
    """Forget removals once every certificate and every helpline key that they void has ended by itself."""
    over = [
        signed
        for signed in roster.removals
        if isinstance(claim := read_claim(signed.payload), RemovalClaim)
        and is_over(claim.at, now - _DAY, by_root=signed.signer == roster.root)
        and not any(_runs(roster, key, now - _MARGIN) for key in claim.keys)
    ]
    if not over:
        return None
    after = roster.copy()
    after.removals = [each for each in roster.removals if each not in over]
    return after, [_drop(each) for each in over]


def _runs(roster: Roster, key: KeyId, now: int) -> bool:
    known = roster.keys.get(key)
    return known is not None and known.claim.not_after > now


def _is_used(signed: Signed, is_used: Callable[[PersonId, bytes], bool]) -> bool:
    claim = read_claim(signed.payload)
    return isinstance(claim, RemovalClaim) and is_used(claim.person, claim.staff)


def _drop(signed: Signed) -> Statement:
    return Statement("DELETE FROM removals WHERE payload = ?", (signed.payload,))
