"""A coordinator whose certificate has ended, with the recovery kit: the root renews it before anything else.

Without it nobody could: an ended coordinator is refused everything, and may be the only one. The key stays
the same, so all it signed holds again. Whoever forgot the password, or lost the computer, is not helped.
"""

import asyncio
from typing import Final

from msgspec import structs

from luwte.admin.kit import Kit
from luwte.admin.trouble import AdminError
from luwte.console.link import Link
from luwte.console.signin import ANSWER_SECONDS, Unlocked
from luwte.crypto.certificates import CertificateError, PersonClaim, claim_of, sign
from luwte.protocol.messages import Certify, ChainChanged, SignedIn, StaffRefused

ROOT_DAYS: Final = 365
_DAY: Final = 86_400


async def revived(message: SignedIn, unlocked: Unlocked, kit: Kit, link: Link, now: int) -> SignedIn:
    """Return a sign-in's answer as it is once the root has renewed the own certificate; as it was while that
    still holds.

    Nothing of the answer is believed for it but what this computer knows already: who sits here, and by which
    key. AdminError ``kit_other``, or the server's refusal.
    """
    ended = _own(message, unlocked)
    if ended is None or ended.not_after > now:
        return message
    if kit.root.public != unlocked.profile.root or kit.helpline != ended.helpline:
        raise AdminError("kit_other")
    fresh = structs.replace(ended, not_before=now, not_after=now + ROOT_DAYS * _DAY)
    certificate = sign(fresh, kit.root)
    await link.send(Certify(certificate, []))
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                answer = await link.receive()
                if isinstance(answer, StaffRefused):
                    raise AdminError(answer.code)
                if isinstance(answer, ChainChanged) and answer.certificate == certificate:
                    return structs.replace(
                        message,
                        certificate=certificate,
                        coordinators=answer.coordinators,
                        removals=answer.removals,
                        keys=answer.keys,
                        wraps=answer.wraps,
                    )
    except TimeoutError:
        raise AdminError("too_late") from None


def _own(message: SignedIn, unlocked: Unlocked) -> PersonClaim | None:
    """Return this person's own certificate as a coordinator, signed by the root this computer has pinned."""
    try:
        claim = claim_of(message.certificate)
    except CertificateError:
        return None
    if not isinstance(claim, PersonClaim) or message.certificate.signer != unlocked.profile.root:
        return None
    is_mine = claim.person == unlocked.profile.person and unlocked.keys.belong_to(claim)
    return claim if is_mine and claim.role == "coordinator" else None
