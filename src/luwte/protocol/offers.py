"""The visitor's key offer and a console's wish for a certificate: how they are made, and what is signed of
them."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from luwte.crypto.certificates import KeyClaim, ShiftClaim
from luwte.crypto.keys import SigningKey, sha256
from luwte.crypto.sealing import (
    certificate_wish_bytes,
    key_offer_bytes,
    seal_keys_to_archive,
    seal_keys_to_shift,
)
from luwte.protocol.ids import ConversationId, id_bytes
from luwte.protocol.parts import CertificateWish, KeyOffer, Seal


@dataclass(frozen=True, slots=True)
class OfferedTo:
    """Who gets a conversation's keys, each verified before: shifts and an archive key, with their digests
    (SHA-256 of the claim as it was signed)."""

    shifts: Sequence[tuple[ShiftClaim, bytes]]
    archive: KeyClaim
    archive_digest: bytes


def make_offer(
    conversation: ConversationId, keys: Sequence[bytes], to: OfferedTo, signing: SigningKey
) -> KeyOffer:
    """Return all keys so far (K₀…Kₑ), sealed to these and signed with the visitor's key."""
    raw, epoch, visitor = id_bytes(conversation), len(keys) - 1, signing.public
    seals = [
        Seal(shift.shift, seal_keys_to_shift(shift.key, keys, raw, epoch, digest, visitor))
        for shift, digest in to.shifts
    ]
    copy = seal_keys_to_archive(to.archive.public, keys, raw, epoch, to.archive_digest, visitor)
    offer = KeyOffer(epoch, seals, to.archive.key, copy, bytes(64))
    return replace(offer, signature=signing.sign(offer_bytes(conversation, offer)))


def offer_bytes(conversation: ConversationId, offer: KeyOffer) -> bytes:
    """Return what the visitor's key signs of an offer; its own ``signature`` field takes no part."""
    seals = [(id_bytes(seal.shift), sha256(seal.sealed)) for seal in offer.seals]
    return key_offer_bytes(
        id_bytes(conversation), offer.epoch, seals, id_bytes(offer.archive_key), sha256(offer.archive)
    )


def wish_bytes(wish: CertificateWish) -> bytes:
    """Return what the still certified staff key signs of a wish, all but its ``signature``."""
    return certificate_wish_bytes(id_bytes(wish.person), wish.staff, wish.envelope)
