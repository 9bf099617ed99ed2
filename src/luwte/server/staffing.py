"""What coordinators do to the house: create it, add, certify and remove people, publish policy and keys.

Every claim is checked against the chain from the root; what does not hold is refused and nothing of the
message is kept. Each function returns what must be stored and the roster as it is then (``Change``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from luwte.crypto.certificates import (
    CertificateError,
    Chain,
    Signed,
)
from luwte.crypto.keys import KeysError, verify
from luwte.crypto.sealing import certificate_wish_bytes
from luwte.protocol.ids import PersonId, id_bytes
from luwte.protocol.messages import (
    AddPerson,
    Certify,
    CreateHelpline,
    PublishKeys,
    PublishPolicy,
    RemovePerson,
    WishCertificate,
)
from luwte.protocol.parts import Wrap
from luwte.server import roster as save
from luwte.server.folder import KIT
from luwte.server.house import read_toml
from luwte.server.replacing import may_remove, removal_claim, take
from luwte.server.roster import Certified, Roster, helpline_key
from luwte.server.signin import CODE_SECONDS, Accounts, Invitation, RefusedError
from luwte.server.writer import Statement


@dataclass
class Change:
    """The roster as it shall be, and what must be stored: keys before, rows that decide, deletions after.

    ``shut_out``: who loses their way in, and with it their shift and connections.
    """

    roster: Roster
    before: list[Statement] = field(default_factory=list)
    rows: list[Statement] = field(default_factory=list)
    after: list[Statement] = field(default_factory=list)
    shut_out: list[PersonId] = field(default_factory=list)


def create(accounts: Accounts, message: CreateHelpline, now: int) -> Change:
    """Make the helpline: the root, its first coordinator, the policy, the first keys."""
    chain = _chain_of(message.root, message.helpline, [message.certificate], [], now)
    first = _person(chain, message.certificate, now)
    if first.claim.role != "coordinator":
        raise RefusedError("certificate")
    fresh = Roster(helpline=message.helpline, root=message.root, coordinators=[first])
    fresh.people[first.claim.person] = first
    change = Change(fresh)
    change.rows.append(
        Statement(
            "INSERT INTO helpline (only, helpline, root) VALUES (1, ?, ?)", (message.helpline, message.root)
        )
    )
    change.rows += save.save_person(first)
    _publish(change, chain, message.policy)
    _take_keys(change, chain, message.keys)
    _take_wraps(change, message.wraps)
    change.before += accounts.enrol(first.claim.person, message.auth, message.totp)
    return change


def add_person(
    roster: Roster, accounts: Accounts, message: AddPerson, now: int, speaker: PersonId | None = None
) -> Change:
    """Add somebody, or give somebody known a new enrolment code; their wraps are replaced by these.

    Somebody else who was known is shut out until the code is used: their computer may be stolen. Who makes
    a code for themself sits at a computer of theirs, and may be the only one who can let anybody in.
    """
    person = _person(roster.chain(now), message.certificate, now)
    change = _replace_person(roster, person, message.wraps)
    change.rows += take(change.roster, person, message.removal, now)
    until = now + CODE_SECONDS
    if person.claim.person in roster.people and person.claim.person != speaker:
        change.after += accounts.shut_out(person.claim.person)
        change.shut_out.append(person.claim.person)
    invitation = Invitation(message.lookup, message.secret_hash, person.claim.person, until)
    change.before += accounts.invite(invitation)
    return change


def certify(roster: Roster, message: Certify, now: int) -> Change:
    """Certify the keys somebody wished for, or once more the ones they have."""
    person = _person(roster.chain(now), message.certificate, now)
    known, wished = roster.people.get(person.claim.person), roster.wishes.get(person.claim.person)
    if known is None or known.claim.role != person.claim.role:
        raise RefusedError("certificate")
    keys = (person.claim.staff, person.claim.envelope)
    is_wished = wished is not None and keys == (wished.staff, wished.envelope)
    if not is_wished and keys != (known.claim.staff, known.claim.envelope):
        raise RefusedError("certificate")
    change = _replace_person(roster, person, message.wraps)
    change.rows += take(change.roster, person, message.removal, now)
    return change


def wish(roster: Roster, speaker: PersonId, message: WishCertificate) -> Change:
    """Note that a console wants fresh keys certified; the keys they replace vouch for them."""
    wanted = message.wish
    present = roster.people[speaker].claim
    signed = certificate_wish_bytes(id_bytes(wanted.person), wanted.staff, wanted.envelope)
    if wanted.person != speaker:
        raise RefusedError("not_allowed")
    try:
        verify(present.staff, wanted.signature, signed)
    except KeysError as error:
        raise RefusedError("certificate") from error
    change = Change(roster.copy())
    change.roster.wishes[speaker] = wanted
    change.rows.append(save.save_wish(wanted))
    return change


def remove_person(roster: Roster, accounts: Accounts, message: RemovePerson, now: int) -> Change:
    """Remove somebody: their certificate holds no longer, their way in and their wraps are gone."""
    claim = removal_claim(message.removal)
    person = roster.people.get(claim.person)
    if person is None or person.claim.staff != claim.staff:
        raise RefusedError("certificate")
    # The removal must count in the chain: a coordinator's or leader's needs the root's signature.
    chain = _chain_of(
        roster.root,
        roster.helpline or "",
        roster.coordinator_certificates(),
        [*roster.removals, message.removal],
        now,
    )
    if not chain.is_removed(claim.staff) or not may_remove(roster, person, message.removal):
        raise RefusedError("certificate")
    change = Change(roster.copy())
    after = change.roster
    _take_keys(change, chain, message.keys)
    change.rows += [
        save.save_removal(message.removal, claim, person.claim.not_after),
        Statement("DELETE FROM people WHERE person = ?", (claim.person,)),
    ]
    del after.people[claim.person]
    # A coordinator's certificate stays: without it the removals they signed would no longer count.
    after.wishes.pop(claim.person, None)
    after.wraps.pop(claim.person, None)
    after.removals.append(message.removal)
    _take_wraps(change, message.wraps)
    change.after += accounts.remove(claim.person)
    change.shut_out.append(claim.person)
    change.after.append(Statement("DELETE FROM wraps WHERE person = ?", (claim.person,)))
    return change


def publish_policy(roster: Roster, message: PublishPolicy, now: int) -> Change:
    """Take a new version of the house policy; never an older one, never one that cannot be read."""
    change = Change(roster.copy())
    _publish(change, roster.chain(now), message.policy)
    return change


def publish_keys(roster: Roster, message: PublishKeys, now: int) -> Change:
    """Take more helpline keys with their wraps."""
    change = Change(roster.copy())
    _take_keys(change, roster.chain(now), message.keys)
    _take_wraps(change, message.wraps)
    return change


def _replace_person(roster: Roster, person: Certified, wraps: Sequence[Wrap]) -> Change:
    """Put a certificate and all wraps of one person in the place of the former ones."""
    name = person.claim.person
    if any(wrap.person != name for wrap in wraps):
        raise RefusedError("bad_message")
    change = Change(roster.copy(), rows=save.save_person(person))
    after = change.roster
    # The former wraps go only once the new certificate stands: until then they are all this person can open.
    # Those to the very envelope that is certified again stay good.
    former = [wrap for wrap in roster.wraps.get(name, {}).values() if wrap.envelope != person.claim.envelope]
    change.after += [save.drop_wrap(wrap.key, name, wrap.envelope) for wrap in former]
    change.rows.append(Statement("DELETE FROM wishes WHERE person = ?", (name,)))
    after.people[name] = person
    if person.claim.role == "coordinator":
        after.coordinators.append(person)
    after.wishes.pop(name, None)
    for wrap in former:
        del after.wraps[name][wrap.key, wrap.envelope]
    _take_wraps(change, wraps)
    return change


def _publish(change: Change, chain: Chain, signed: Signed) -> None:
    newest = max(change.roster.policies, default=0)
    try:
        claim = chain.policy(signed, newest)
    except CertificateError as error:
        raise RefusedError("old_policy" if error.code == "older_policy" else "certificate") from error
    if claim.version == newest:
        raise RefusedError("old_policy")
    if read_toml(claim.toml) is None:
        raise RefusedError("bad_message")
    change.roster.policies[claim.version] = signed
    change.rows.append(save.save_policy(claim.version, signed))


def _take_keys(change: Change, chain: Chain, keys: Iterable[Signed]) -> None:
    """Keep public keys that hold. A known key may be signed anew, never replaced under its name."""
    for signed in keys:
        try:
            chain.helpline_key(signed)
        except CertificateError as error:
            raise RefusedError("certificate") from error
        key = helpline_key(signed)
        known = change.roster.keys.get(key.claim.key)
        if known is not None and known.claim != key.claim:
            raise RefusedError("certificate")
        change.roster.keys[key.claim.key] = key
        change.rows.append(save.save_key(key))


def _take_wraps(change: Change, wraps: Sequence[Wrap]) -> None:
    """Keep wraps, each for a known key and the certified envelope of somebody known, or for the kit."""
    roster = change.roster
    for wrap in wraps:
        person = roster.people.get(wrap.person)
        if wrap.key not in roster.keys:
            raise RefusedError("certificate")
        if wrap.person != KIT and (person is None or person.claim.envelope != wrap.envelope):
            raise RefusedError("certificate")
        roster.add_wrap(wrap)
        change.before.append(save.save_wrap(wrap))


def _person(chain: Chain, signed: Signed, now: int) -> Certified:
    try:
        return Certified(signed, chain.person(signed, now))
    except CertificateError as error:
        raise RefusedError("certificate") from error


def _chain_of(
    root: bytes, helpline: str, coordinators: Sequence[Signed], removals: Sequence[Signed], now: int
) -> Chain:
    try:
        return Chain.build(root, helpline, coordinators, removals, now)
    except CertificateError as error:
        raise RefusedError("certificate") from error


def expire_keys(roster: Roster, now: int) -> Change | None:
    """Forget the intake keys of past weeks with every wrap of them; None if there are none."""
    over = [
        key.claim.key
        for key in roster.keys.values()
        if key.claim.purpose == "intake" and key.claim.not_after <= now
    ]
    if not over:
        return None
    change = Change(roster.copy())
    for key in over:
        del change.roster.keys[key]
        change.rows.append(Statement("DELETE FROM helpline_keys WHERE key = ?", (key,)))
        change.after.append(Statement("DELETE FROM wraps WHERE key = ?", (key,)))
    for wraps in change.roster.wraps.values():
        for name in [name for name in wraps if name[0] in over]:
            del wraps[name]
    return change


def is_valid(roster: Roster, person: PersonId, now: int) -> bool:
    """Whether somebody's own certificate holds now; without it they may only wish for a fresh one."""
    known = roster.people.get(person)
    if known is None:
        return False
    try:
        roster.chain(now).person(known.signed, now)
    except CertificateError:
        return False
    return True
