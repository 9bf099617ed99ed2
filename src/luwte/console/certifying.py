"""A coordinator's console renews its colleagues: fresh keys certified for 30 days, and the helpline keys that
the house policy lets their role hold wrapped to them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from luwte.console.own_keys import OwnKeys
from luwte.console.trust import HelplineKey, Trust
from luwte.crypto.certificates import (
    BY_ROOT,
    CertificateError,
    PersonClaim,
    Purpose,
    RemovalClaim,
    Signed,
    sign,
)
from luwte.crypto.keys import KeysError, SigningKey, can_be_sealed_to, verify
from luwte.crypto.sealing import wrap_key
from luwte.errors import LuwteError
from luwte.policy.holding import held
from luwte.policy.promising import Conduct
from luwte.protocol.ids import id_bytes
from luwte.protocol.messages import Certify
from luwte.protocol.offers import wish_bytes
from luwte.protocol.parts import CertificateWish, PersonRow, Wrap

STAFF_DAYS: Final = 30
_DAY: Final = 86_400

AT_ONCE: Final = 512
"""Wraps that one look at the staff makes, at most: the window waits for them. The next look makes more."""

Known = Mapping[str, tuple[int, bytes]]
"""When the newest certificate seen of somebody begins, and its staff key (``Profile.people``)."""


class CertifyingError(LuwteError):
    """A wish is not certified: ``needs_kit`` (a coordinator's or leader's: only the root may), ``no_wish``,
    ``bad_signature``, ``replaced`` (the certificate shown was replaced by a newer one), or what is wrong with
    the present certificate (a removed person gets no new one)."""


def certify(row: PersonRow, keys: OwnKeys, trust: Trust, now: int, known: Known) -> Certify:
    """Return the certificate for somebody's pending wish, with every helpline key their role may hold.

    Who they are is taken from their present certificate, not from the wish; only its keys change. An expired
    one renews nobody: that person needs a new enrolment code. ``known`` is what ``learned`` has gathered.
    The former keys are removed with it: until then whoever copied them could go on with the old certificate.
    """
    try:
        person = trust.chain.person(row.certificate, now)
    except CertificateError as error:
        raise CertifyingError(error.code) from None
    wish = wished(row, person, known)
    if person.role in BY_ROOT:
        raise CertifyingError("needs_kit")
    begins = trust.chain.begins(person.person, person.role, now)
    renewed = PersonClaim(
        trust.helpline,
        person.person,
        person.role,
        person.name,
        wish.staff,
        wish.envelope,
        begins,
        begins + STAFF_DAYS * _DAY,
    )
    wraps = wraps_for(renewed, trust.keys.values(), now, trust.policy.conduct)
    return Certify(sign(renewed, keys.staff), wraps, replaced(person, renewed, keys.staff))


def replaced(former: PersonClaim, fresh: PersonClaim, signer: SigningKey) -> Signed | None:
    """Return the removal of the key that a fresh certificate takes the place of; None if it stays the same.

    It voids whatever the person had before, an enrolment code's certificate too, and not the fresh one.
    """
    if former.staff == fresh.staff:
        return None
    return sign(RemovalClaim(fresh.helpline, fresh.person, former.staff, fresh.not_before - 1), signer)


def wished(row: PersonRow, person: PersonClaim, known: Known) -> CertificateWish:
    """Return the wish in a row if the person of this verified certificate made it with their current key.

    A certificate runs for weeks after another took its place, and its key may have been seen since (that of
    an enrolment code): what it wishes for counts no longer, unless it is the very key that was certified.
    """
    wish = row.wanted
    if wish is None:
        raise CertifyingError("no_wish")
    try:
        verify(person.staff, wish.signature, wish_bytes(wish))
    except KeysError as error:
        raise CertifyingError(error.code) from None
    if wish.person != person.person:
        raise CertifyingError("bad_signature")
    if not can_be_sealed_to(wish.envelope):
        raise CertifyingError("wrong_kind")
    begins, staff = known.get(person.person, (-1, b""))
    if person.not_before <= begins and staff not in {person.staff, wish.staff}:
        raise CertifyingError("replaced")
    return wish


def learned(known: Known, certified: PersonClaim) -> Known:
    """Return what is known of people with this certificate, seen and verified or just signed."""
    begins, staff = known.get(certified.person, (-1, b""))
    if certified.not_before <= begins or certified.staff == staff:
        return known
    return {**known, certified.person: (certified.not_before, certified.staff)}


def missing_wraps(rows: Iterable[PersonRow], trust: Trust, now: int) -> list[Wrap]:
    """Return what to wrap to whom a newer policy, or somebody's enrolment, left without a key: at most
    ``AT_ONCE``.

    The server says which keys are missing; who may hold them is the signed policy's and the chain's to say.
    """
    wraps: list[Wrap] = []
    for row in rows:
        known = [trust.keys[key] for key in row.missing if key in trust.keys]
        keys = [key for key in known if key.private is not None]
        if not keys or len(wraps) >= AT_ONCE:
            continue
        try:
            person = trust.chain.person(row.certificate, now)
        except CertificateError:
            continue
        wraps += wraps_for(person, keys[: AT_ONCE - len(wraps)], now, trust.policy.conduct)
    return wraps


def wraps_for(person: PersonClaim, keys: Iterable[HelplineKey], now: int, conduct: Conduct) -> list[Wrap]:
    """Return every helpline key that this policy lets this person hold and that this console can open,
    wrapped to them."""
    return wrapped(person, keys, now, held(conduct, person.role))


def wrapped(
    person: PersonClaim, keys: Iterable[HelplineKey], now: int, purposes: Collection[Purpose]
) -> list[Wrap]:
    """Return the keys of these purposes wrapped to somebody, without intake keys of weeks that are over:
    nobody waits in them any more."""
    return [
        Wrap(key.claim.key, person.person, person.envelope, _sealed(key, person))
        for key in keys
        if key.private is not None
        and key.claim.purpose in purposes
        and (key.claim.purpose != "intake" or key.claim.not_after > now)
    ]


def _sealed(key: HelplineKey, person: PersonClaim) -> bytes:
    if key.private is None:
        raise CertifyingError("no_wish")
    return wrap_key(
        person.envelope, key.private, id_bytes(key.claim.key), key.digest, id_bytes(person.person)
    )
