"""``luwte admin policy`` and ``keys``: what the helpline promises, and its keys for the half-year to come."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from luwte.admin.create import read_policy
from luwte.admin.office import Office
from luwte.admin.trouble import AdminError
from luwte.admin.weeks import FreshKey, make_keys, slot, weeks_left, wraps_for_all
from luwte.crypto.certificates import PersonClaim, PolicyClaim, Signed, sign
from luwte.crypto.keys import sha256
from luwte.policy import Policy, page
from luwte.protocol.ids import KeyId
from luwte.protocol.messages import Certify, PublishKeys, PublishPolicy

MOST_WEEKS: Final = 52
_KEYS_AT_ONCE: Final = 512
_WRAPS_AT_ONCE: Final = 8_192


async def publish_policy(office: Office, name_or_path: str) -> None:
    """Sign a new version of the house policy; keys for new retention classes go first."""
    text, house = read_policy(name_or_path)
    await extend(office, house, max(1, _weeks_left(office)))
    version = await _publish(office, text, house)
    office.here.terminal.tell(f"The policy of {house.name} is in force as version {version}.")


async def publish_keys(office: Office, weeks: int, kit_folder: Path | None, is_again: bool) -> None:
    """Make the keys that are missing for the coming weeks; ``is_again``: sign everything in force anew as
    well."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise AdminError("bad_weeks", f"Between 1 and {MOST_WEEKS} weeks.")
    office.kit(kit_folder)
    if is_again:
        await sign_again(office)
    made = await extend(office, office.trust.policy, weeks)
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
        await _publish_fresh(office, fresh)
    return len(fresh)


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
        if person.role != "coordinator":
            await office.do(Certify(sign(person, office.keys.staff), office.wraps_for(person)), "certify")


async def _publish(office: Office, text: str, house: Policy) -> int:
    version = office.trust.signed_policy.version + 1
    claim = PolicyClaim(office.trust.helpline, version, office.here.now, text, page(house))
    await office.do(PublishPolicy(sign(claim, office.keys.staff)), "publish_policy")
    return version


async def _publish_fresh(office: Office, fresh: Sequence[FreshKey]) -> None:
    people = await office.colleagues()
    envelope = office.kit_envelope()
    at_once = max(1, min(_KEYS_AT_ONCE, _WRAPS_AT_ONCE // (len(people) + 1)))
    for start in range(0, len(fresh), at_once):
        some = fresh[start : start + at_once]
        wraps = wraps_for_all(some, people, envelope, office.here.now)
        await office.do(PublishKeys([key.signed for key in some], wraps), "publish_keys")


def _weeks_left(office: Office) -> int:
    claims = [key.claim for key in office.trust.keys.values()]
    return weeks_left(claims, office.here.moment, office.trust.policy.time_zone)
