"""``luwte admin policy`` and ``keys``: what the helpline promises, and its keys for the half-year to come.

Who holds a key is the policy's to say, so a newer one brings keys to those who may read more, and fresh keys
in the place of what somebody may read no longer.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from luwte.admin.create import read_policy
from luwte.admin.office import Office
from luwte.admin.trouble import AdminError
from luwte.admin.weeks import FreshKey, make_keys, replace_keys, slot, weeks_left, wraps_for_all
from luwte.console.certifying import AT_ONCE, missing_wraps
from luwte.crypto.certificates import BY_ROOT, PersonClaim, PolicyClaim, Purpose, Signed, sign
from luwte.crypto.keys import sha256
from luwte.policy import Policy, page
from luwte.policy.holding import lost
from luwte.policy.promising import Conduct
from luwte.protocol.ids import KeyId
from luwte.protocol.messages import Certify, PublishKeys, PublishPolicy
from luwte.protocol.parts import PersonRow

MOST_WEEKS: Final = 52
_KEYS_AT_ONCE: Final = 512
_WRAPS_AT_ONCE: Final = 8_192
_ROUNDS: Final = 64
"""Looks for missing keys at one call, at most: a server could name some for ever."""


async def publish_policy(office: Office, name_or_path: str) -> None:
    """Sign a new version of the house policy; keys for new retention classes go first."""
    text, house = read_policy(name_or_path)
    before = office.trust.policy.conduct
    await extend(office, house, max(1, _weeks_left(office)))
    version = await _publish(office, text, house)
    office.here.terminal.tell(f"The policy of {house.name} is in force as version {version}.")
    # The list of the staff comes after the policy: from here on it is the one in force at this terminal too.
    rows = await office.staff()
    ending = _taken_away(office, rows, before) | _out_of_reach(office, before)
    old = [key.claim for key in office.trust.keys.values() if key.claim.purpose in ending]
    fresh = replace_keys(office.keys.staff, old, office.here.now)
    if fresh:
        await _publish_fresh(office, fresh, house)
        office.here.terminal.tell(f"{len(fresh)} keys were made anew: who may read them has changed.")
    await hand_on(office)


async def publish_keys(office: Office, weeks: int, kit_folder: Path | None, is_again: bool) -> None:
    """Make the keys that are missing for the coming weeks; ``is_again``: sign everything in force anew as
    well."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise AdminError("bad_weeks", f"Between 1 and {MOST_WEEKS} weeks.")
    office.kit(kit_folder)
    if is_again:
        await sign_again(office)
    made = await extend(office, office.trust.policy, weeks)
    await hand_on(office)
    tell = office.here.terminal.tell
    tell(f"{made} keys were made." if made else "No key was missing.")
    tell(f"The line has keys for {_weeks_left(office) if not made else weeks} weeks.")


async def extend(office: Office, house: Policy, weeks: int) -> int:
    """Publish every key that the policy needs for so many weeks and that is missing; return how many were
    made."""
    have = [slot(key.claim) for key in office.trust.keys.values()]
    helpline, signer = office.trust.helpline, office.keys.staff
    fresh = make_keys(helpline, house, signer, office.here.moment, have=have, weeks=weeks)
    if fresh:
        await _publish_fresh(office, fresh, house)
    return len(fresh)


async def hand_on(office: Office) -> None:
    """Wrap to everybody the keys that the policy in force lets them hold and that nobody gave them yet."""
    for _ in range(_ROUNDS):
        wraps = missing_wraps(await office.staff(), office.trust, office.here.now)
        if wraps:
            await office.do(PublishKeys([], wraps), "publish_keys")
        if len(wraps) < AT_ONCE:
            return


async def sign_again(office: Office, ending: Collection[KeyId] = ()) -> None:
    """Put this coordinator's signature on the keys and the policy in force, before a former signer's stops
    counting; not on the keys that are ``ending`` with it.

    The claims stay byte for byte the same, because seals are bound to their hash.
    """
    signed: list[Signed] = []
    for key in office.trust.keys.values():
        if key.claim.key in ending:
            continue
        again = sign(key.claim, office.keys.staff)
        if sha256(again.payload) != key.digest:
            raise AdminError("other_bytes", "A key of this helpline was written by another version of Luwte.")
        signed.append(again)
    for start in range(0, len(signed), _KEYS_AT_ONCE):
        await office.do(PublishKeys(signed[start : start + _KEYS_AT_ONCE], []), "publish_keys")
    await _publish(office, office.trust.signed_policy.toml, office.trust.policy)


async def certify_again(office: Office, people: Sequence[PersonClaim]) -> None:
    """Put this coordinator's signature on the certificates of volunteers and trainers; nothing else of
    them changes."""
    for person in people:
        if person.role not in BY_ROOT:
            await office.do(Certify(sign(person, office.keys.staff), office.wraps_for(person)), "certify")


async def _publish(office: Office, text: str, house: Policy) -> int:
    version = office.trust.signed_policy.version + 1
    claim = PolicyClaim(office.trust.helpline, version, office.here.now, text, page(house))
    await office.do(PublishPolicy(sign(claim, office.keys.staff)), "publish_policy")
    return version


def _taken_away(office: Office, rows: Sequence[PersonRow], before: Conduct) -> set[Purpose]:
    """Return what somebody on the staff held under the former policy and may hold no longer."""
    claims = [claim for row in rows if (claim := office.known_person(row)) is not None]
    after = office.trust.policy.conduct
    return {purpose for role in {claim.role for claim in claims} for purpose in lost(before, after, role)}


def _out_of_reach(office: Office, before: Conduct) -> set[Purpose]:
    """Return what coordinators may hold since this policy, with a key in use that none here could pass on."""
    after = office.trust.policy.conduct
    gained = lost(after, before, "coordinator")
    now = office.here.now
    return {
        key.claim.purpose
        for key in office.trust.keys.values()
        if key.claim.purpose in gained and key.private is None and key.claim.not_after > now
    }


async def _publish_fresh(office: Office, fresh: Sequence[FreshKey], house: Policy) -> None:
    people = await office.colleagues()
    envelope = office.kit_envelope()
    at_once = max(1, min(_KEYS_AT_ONCE, _WRAPS_AT_ONCE // (len(people) + 1)))
    for start in range(0, len(fresh), at_once):
        some = fresh[start : start + at_once]
        wraps = wraps_for_all(some, people, envelope, office.here.now, house.conduct)
        await office.do(PublishKeys([key.signed for key in some], wraps), "publish_keys")


def _weeks_left(office: Office) -> int:
    claims = [key.claim for key in office.trust.keys.values()]
    return weeks_left(claims, office.here.moment, office.trust.policy.time_zone)
