"""What is signed of two parts of the wire: the visitor's key offer and a console's wish for a certificate."""

from luwte.crypto.keys import sha256
from luwte.crypto.sealing import certificate_wish_bytes, key_offer_bytes
from luwte.protocol.ids import ConversationId, id_bytes
from luwte.protocol.parts import CertificateWish, KeyOffer


def offer_bytes(conversation: ConversationId, offer: KeyOffer) -> bytes:
    """Return what the visitor's key signs of an offer; its own ``signature`` field takes no part."""
    seals = [(id_bytes(seal.shift), sha256(seal.sealed)) for seal in offer.seals]
    return key_offer_bytes(
        id_bytes(conversation), offer.epoch, seals, id_bytes(offer.archive_key), sha256(offer.archive)
    )


def wish_bytes(wish: CertificateWish) -> bytes:
    """Return what the still certified staff key signs of a wish, all but its ``signature``."""
    return certificate_wish_bytes(id_bytes(wish.person), wish.staff, wish.envelope)
