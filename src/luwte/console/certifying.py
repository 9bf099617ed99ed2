"""A coordinator's console renews its colleagues: fresh keys certified for 30 days, helpline keys wrapped to
them."""

from collections.abc import Iterable
from typing import Final

from luwte.console.own_keys import OwnKeys
from luwte.console.trust import HelplineKey, Trust
from luwte.crypto.certificates import CertificateError, PersonClaim, Purpose, Role, sign
from luwte.crypto.keys import KeysError, can_be_sealed_to, verify
from luwte.crypto.sealing import wrap_key
from luwte.errors import LuwteError
from luwte.protocol.ids import id_bytes
from luwte.protocol.messages import Certify
from luwte.protocol.offers import wish_bytes
from luwte.protocol.parts import PersonRow, Wrap

STAFF_DAYS: Final = 30
_DAY: Final = 86_400

_HELD: Final[dict[Role, frozenset[Purpose]]] = {
    "volunteer": frozenset({"intake"}),
    "trainer": frozenset({"training"}),
    "coordinator": frozenset({"intake", "archive", "abuse", "statistics", "consent", "training"}),
}


class CertifyingError(LuwteError):
    """A wish is not certified: ``needs_kit`` (a coordinator's: only the root may), ``no_wish``,
    ``bad_signature``, or what is wrong with the present certificate (a removed person gets no new one)."""


def certify(row: PersonRow, keys: OwnKeys, trust: Trust, now: int) -> Certify:
    """Return the certificate for somebody's pending wish, with every helpline key their role may hold.

    Who they are is taken from their present certificate, not from the wish; only its keys change. An expired
    one renews nobody: that person needs a new enrolment code.
    """
    wish = row.wanted
    if wish is None:
        raise CertifyingError("no_wish")
    try:
        person = trust.chain.person(row.certificate, now)
        verify(person.staff, wish.signature, wish_bytes(wish))
    except (CertificateError, KeysError) as error:
        raise CertifyingError(error.code) from None
    if person.role == "coordinator":
        raise CertifyingError("needs_kit")
    if wish.person != person.person:
        raise CertifyingError("bad_signature")
    if not can_be_sealed_to(wish.envelope):
        raise CertifyingError("wrong_kind")
    renewed = PersonClaim(
        trust.helpline,
        person.person,
        person.role,
        person.name,
        wish.staff,
        wish.envelope,
        now,
        now + STAFF_DAYS * _DAY,
    )
    return Certify(sign(renewed, keys.staff), wraps_for(renewed, trust.keys.values(), now))


def wraps_for(person: PersonClaim, keys: Iterable[HelplineKey], now: int) -> list[Wrap]:
    """Return every helpline key that this person's role may hold and that this console can open, wrapped to
    them.

    Intake keys of weeks that are over are left out: nobody waits in them any more.
    """
    held = _HELD[person.role]
    return [
        Wrap(key.claim.key, person.person, person.envelope, _sealed(key, person))
        for key in keys
        if key.private is not None
        and key.claim.purpose in held
        and (key.claim.purpose != "intake" or key.claim.not_after > now)
    ]


def _sealed(key: HelplineKey, person: PersonClaim) -> bytes:
    if key.private is None:
        raise CertifyingError("no_wish")
    return wrap_key(
        person.envelope, key.private, id_bytes(key.claim.key), key.digest, id_bytes(person.person)
    )
