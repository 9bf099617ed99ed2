"""``luwte admin enrol``, ``people``, ``renew`` and ``remove``: who is on the staff, and until when."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from msgspec import structs

from luwte.admin.house import certify_again, hand_on, sign_again
from luwte.admin.kit import Kit, write_secret
from luwte.admin.names import checked_name
from luwte.admin.office import Office
from luwte.admin.reviving import ROOT_DAYS
from luwte.admin.trouble import AdminError, told
from luwte.admin.weeks import replace_keys, wraps_for_all
from luwte.console.certifying import STAFF_DAYS, CertifyingError, Known, learned, replaced, wished
from luwte.crypto.certificates import (
    BY_ROOT,
    KeyClaim,
    PersonClaim,
    Purpose,
    RemovalClaim,
    Removed,
    Role,
    fingerprint,
    sign,
)
from luwte.crypto.enrolment import EnrolmentCode
from luwte.crypto.keys import SigningKey, sha256
from luwte.policy.holding import held
from luwte.protocol.ids import id_text, new_id
from luwte.protocol.messages import AddPerson, Certify, RemovePerson
from luwte.protocol.parts import PersonRow
from luwte.settings import load_profile, save_profile

FIRST_DAYS: Final[dict[Role, int]] = {"volunteer": 7, "trainer": 7, "coordinator": 14, "leader": 14}
"""Days that the keys of an enrolment code hold. Whoever saw the code knows them, and a server that plays
along would let them in: they last only until the console's own keys are certified. A week has an evening on
which a coordinator's console is there; whom the root certifies needs the kit, out of its safe once more."""
_ALWAYS_HELD: Final[dict[Role, frozenset[Purpose]]] = {
    "volunteer": frozenset({"intake"}),
    "coordinator": frozenset({"intake", "archive", "abuse", "statistics"}),
}
"""What a role held under every policy signed before policies had a say in it."""
UNCARRIED: Final = "A row whose certificate this helpline's root does not carry. Be careful."
_DAY: Final = 86_400
_NEXT: Final[dict[Role, str]] = {
    "volunteer": "Its keys hold for {0} days: by then a coordinator's console must have been on line.",
    "trainer": "Its keys hold for {0} days: by then a coordinator's console must have been on line.",
    "coordinator": "Its keys hold for {0} days: by then come again with luwte admin renew --kit FOLDER.",
    "leader": "Its keys hold for {0} days: by then come again with luwte admin renew --kit FOLDER.",
}
_NEAR_END: Final[dict[Role, int]] = {
    "volunteer": 10 * _DAY,
    "trainer": 10 * _DAY,
    "coordinator": 60 * _DAY,
    "leader": 60 * _DAY,
}
"""How long before its end a certificate is renewed; consoles warn from day 20 of 30."""


async def enrol(
    office: Office, name: str, role: Role, code_file: Path | None, kit_folder: Path | None
) -> None:
    """Make an enrolment code for somebody new, or a new one for somebody whose name is known with this
    role."""
    code, message = await make_code(office, name, role, office.kit(kit_folder))
    if code_file is not None:
        # Written before anything is sent: a code nobody could read would leave a person half enrolled.
        _write_code(code_file, code)
    try:
        await office.do(message, "add_person")
    except AdminError:
        _forget_code(code_file)
        raise
    tell = office.here.terminal.tell
    if code_file is None:
        tell(code.text)
    tell(f"This code enrols {checked_name(name)} ({role}) once, within a day.")
    tell("Hand it over in person, not by mail.")
    tell(_NEXT[role].format(FIRST_DAYS[role]))


async def make_code(
    office: Office, name: str, role: Role, kit: Kit | None
) -> tuple[EnrolmentCode, AddPerson]:
    """Return a fresh enrolment code and the message that makes the server expect it."""
    shown_name = checked_name(name)
    signer = _signer(office, role, kit)
    former = await _known(office, shown_name, role)
    code = EnrolmentCode.make(fingerprint(office.trust.root))
    who = former.person if former else new_id()
    keys = (code.staff.public, code.envelope.public)
    claim = _claim(office, who, role, shown_name, keys, FIRST_DAYS[role])
    removal = None
    # One's own former key stays good: what it signed is what this helpline stands on.
    if former is not None and who != office.trust.me.person:
        await _sign_in_place_of(office, former)
        removal = replaced(former, claim, signer)
    wraps = office.wraps_for(claim)
    return code, AddPerson(sign(claim, signer), wraps, id_text(code.lookup), sha256(code.secret), removal)


async def show_people(office: Office) -> None:
    """List everyone on the staff with what is pending."""
    for row in await office.staff():
        claim = office.known_person(row)
        if claim is None:
            office.here.terminal.tell(UNCARRIED)
            continue
        until = datetime.fromtimestamp(claim.not_after, UTC).date().isoformat()
        notes = [
            claim.role,
            f"certificate until {until}" if office.person(row) else f"certificate ended {until}",
            *(() if row.is_enrolled else ("has not used the code yet",)),
            *(("on shift",) if row.is_on_shift else ()),
            *(("asks for new keys",) if row.wanted else ()),
        ]
        office.here.terminal.tell(f"{claim.person}  {claim.name:<24}  {', '.join(notes)}")


async def renew(office: Office, kit_folder: Path | None) -> None:
    """Certify every pending wish, renew certificates near their end (coordinators and leaders need the kit),
    and hand on the helpline keys that somebody lacks."""
    kit = office.kit(kit_folder)
    renewed = 0
    profile = load_profile(office.here.folder)
    known: Known = profile.people if profile else {}
    for row in await office.staff():
        claim = office.person(row)
        if claim is not None:
            known = learned(known, claim)
        if claim is None or not (row.wanted or _is_near_end(claim, office.here.now)):
            continue
        if claim.role in BY_ROOT and kit is None:
            office.here.terminal.tell(
                f"{claim.name}: a {claim.role} is renewed with the recovery kit (--kit FOLDER)."
            )
            continue
        try:
            fresh = _renewed(office, claim, row, known)
        except CertifyingError as error:
            office.here.terminal.tell(f"{claim.name}: {told(error).sentence}")
            continue
        known = learned(known, fresh)
        _remember(office, people=known)
        await _certify(office, claim, fresh, _signer(office, claim.role, kit))
        office.here.terminal.tell(f"{claim.name}: renewed.")
        renewed += 1
    await hand_on(office)
    if renewed == 0:
        office.here.terminal.tell("Nobody else needs to be renewed.")


async def remove(office: Office, who: str, kit_folder: Path | None) -> None:
    """Remove somebody: their connections are cut, and what follows is sealed to keys they never held."""
    kit = office.kit(kit_folder)
    gone = _find(office, await office.staff(), who)
    if gone.person == office.trust.me.person:
        raise AdminError("not_self")
    now = office.here.now
    purposes = held(office.trust.policy.conduct, gone.role) | _ALWAYS_HELD.get(gone.role, frozenset())
    had = [claim for claim in _claims(office, purposes) if claim.not_after > now]
    # Whoever signed them: that person has the private halves, and a server could show them once more.
    ended = tuple(claim.key for claim in had)
    removal = RemovalClaim(office.trust.helpline, gone.person, gone.staff, now, ended)
    remaining = [one for one in await office.colleagues() if one.person != gone.person]
    if gone.role == "coordinator":
        # Nothing that a removed key signed holds any longer: what is in force needs another signature first.
        # What is to come ends with it, because that person holds the private halves; so does the waiting
        # room's present key. The archive's present key must stay readable.
        ending = {one.key for one in had if one.purpose == "intake" or one.not_before > now}
        await sign_again(office, ending)
        await certify_again(office, remaining)
    fresh = replace_keys(office.keys.staff, had, now)
    wraps = wraps_for_all(fresh, remaining, office.kit_envelope(), now, office.trust.policy.conduct)
    signer = _signer(office, gone.role, kit)
    await office.do(
        RemovePerson(sign(removal, signer), [key.signed for key in fresh], wraps), "remove_person"
    )
    believed = Removed(gone.person, gone.staff, now, by_root=gone.role in BY_ROOT)
    _remember(office, removals=tuple(sorted({*map(tuple, office.trust.chain.removals), tuple(believed)})))
    # The answer brings the chain as the server shows it to everybody now.
    await office.staff()
    if not office.trust.chain.is_void(gone):
        raise AdminError("not_shown")
    tell = office.here.terminal.tell
    tell(f"{gone.name} is removed." + (" New keys were made for the weeks to come." if fresh else ""))
    if any(one.purpose != "intake" for one in had):
        tell("Keys of past weeks stay known to whoever held them: this cannot be undone.")


def _signer(office: Office, role: Role, kit: Kit | None) -> SigningKey:
    if role not in BY_ROOT:
        return office.keys.staff
    if kit is None:
        raise AdminError("kit_needed")
    return kit.root


async def _certify(office: Office, former: PersonClaim, fresh: PersonClaim, signer: SigningKey) -> None:
    """Send a fresh certificate, and with it the removal of the key it takes the place of."""
    certificate, removal = sign(fresh, signer), replaced(former, fresh, signer)
    if former.person == office.trust.me.person and removal is not None:
        # First the new key, then what the old one signed under it, then the old one's end.
        await office.do(Certify(certificate, office.wraps_for(fresh)), "certify")
        await office.staff()  # the chain with the new certificate comes before this answer
        if office.keys.staff.public != fresh.staff:
            office.here.terminal.tell("The former keys stay good until they end: the new ones are not here.")
            return
    if removal is not None:
        await _sign_in_place_of(office, former)
    await office.do(Certify(certificate, office.wraps_for(fresh), removal), "certify")


async def _sign_in_place_of(office: Office, former: PersonClaim) -> None:
    """Sign what a coordinator's key signed, before that key is nobody's."""
    if former.role == "coordinator":
        await sign_again(office)
        await certify_again(office, [one for one in await office.colleagues() if one.person != former.person])


def _claim(
    office: Office, person: str, role: Role, name: str, keys: tuple[bytes, bytes], days: int
) -> PersonClaim:
    begins = office.trust.chain.begins(person, role, office.here.now)
    return PersonClaim(office.trust.helpline, person, role, name, *keys, begins, begins + days * _DAY)


def _renewed(office: Office, claim: PersonClaim, row: PersonRow, known: Known) -> PersonClaim:
    keys = (claim.staff, claim.envelope)
    if row.wanted is not None:
        wish = wished(row, claim, known)
        keys = (wish.staff, wish.envelope)
    days = ROOT_DAYS if claim.role in BY_ROOT else STAFF_DAYS
    return _claim(office, claim.person, claim.role, claim.name, keys, days)


def _is_near_end(claim: PersonClaim, now: int) -> bool:
    """Tell whether a certificate is to be renewed as it is. The keys of an enrolment code never are."""
    is_first = claim.not_after - claim.not_before <= FIRST_DAYS[claim.role] * _DAY
    return not is_first and claim.not_after - now < _NEAR_END[claim.role]


async def _known(office: Office, name: str, role: Role) -> PersonClaim | None:
    """Return the person of this name and role, so that a forgotten password makes no second person."""
    claims = _carried(office, await office.staff())
    same = [claim for claim in claims if (claim.name, claim.role) == (name, role)]
    if len({claim.person for claim in same}) > 1:
        raise AdminError("two_of_a_name")
    return next(iter(same), None)


def _find(office: Office, rows: list[PersonRow], who: str) -> PersonClaim:
    claims = _carried(office, rows)
    found = [claim for claim in claims if who in {claim.person, claim.name}]
    if not found:
        raise AdminError("no_such_person")
    if len({claim.person for claim in found}) > 1:
        raise AdminError("two_of_a_name")
    return found[0]


def _carried(office: Office, rows: list[PersonRow]) -> list[PersonClaim]:
    """Return the people the chain carries, ended or not; others are told, and nothing is done about them."""
    claims: list[PersonClaim] = []
    for row in rows:
        claim = office.known_person(row)
        if claim is None:
            office.here.terminal.tell(UNCARRIED)
        else:
            claims.append(claim)
    return claims


def _remember(office: Office, **parts: object) -> None:
    """Keep in the profile on this computer what no server may change later."""
    profile = load_profile(office.here.folder)
    if profile is not None:
        save_profile(office.here.folder, structs.replace(profile, **parts))


def _claims(office: Office, purposes: Collection[Purpose]) -> list[KeyClaim]:
    return [key.claim for key in office.trust.keys.values() if key.claim.purpose in purposes]


def _forget_code(path: Path | None) -> None:
    if path is not None:
        path.unlink(missing_ok=True)


def _write_code(path: Path, code: EnrolmentCode) -> None:
    try:
        write_secret(path, code.text + "\n")
    except FileExistsError:
        raise AdminError("file_exists") from None
    except OSError:
        raise AdminError("file_unwritable") from None
