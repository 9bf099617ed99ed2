"""What is signed of an offer and of a wish: every field takes part, the signature itself does not."""

import pytest
from msgspec.structs import replace

from luwte.crypto.certificates import KeyClaim, ShiftClaim
from luwte.crypto.keys import KeysError, sha256, verify
from luwte.crypto.sealing import open_keys_from_archive, open_keys_from_shift
from luwte.protocol.ids import id_bytes
from luwte.protocol.offers import OfferedTo, make_offer, offer_bytes, wish_bytes
from luwte.protocol.parts import CertificateWish, KeyOffer, Seal
from tests.wire.helpline import box, fixed_id, signing

VISITOR, CONVERSATION = signing("visitor"), fixed_id("conversation")
SEALS = [Seal(fixed_id("shift 0"), b"\x00" * 80), Seal(fixed_id("shift 1"), b"\x01" * 80)]
OFFER = KeyOffer(0, SEALS, fixed_id("archive key"), b"\x02" * 80, bytes(64))
WISH = CertificateWish(fixed_id("vera"), signing("new").public, box("new").public, bytes(64))


def test_a_signed_offer_holds_and_its_signature_takes_no_part() -> None:
    signed = replace(OFFER, signature=VISITOR.sign(offer_bytes(CONVERSATION, OFFER)))
    verify(VISITOR.public, signed.signature, offer_bytes(CONVERSATION, signed))


@pytest.mark.parametrize(
    "changed",
    [
        replace(OFFER, epoch=1),
        replace(OFFER, seals=SEALS[:1]),
        replace(OFFER, seals=[SEALS[1], SEALS[0]]),
        replace(OFFER, seals=[Seal(SEALS[0].shift, SEALS[1].sealed), Seal(SEALS[1].shift, SEALS[0].sealed)]),
        replace(OFFER, archive_key=fixed_id("another archive key")),
        replace(OFFER, archive=b"\x03" * 80),
    ],
)
def test_a_server_cannot_change_an_offer(changed: KeyOffer) -> None:
    signature = VISITOR.sign(offer_bytes(CONVERSATION, OFFER))
    with pytest.raises(KeysError):
        verify(VISITOR.public, signature, offer_bytes(CONVERSATION, changed))
    with pytest.raises(KeysError):
        verify(VISITOR.public, signature, offer_bytes(fixed_id("another conversation"), OFFER))


def test_every_part_of_a_wish_is_signed() -> None:
    signed = {
        wish_bytes(wish)
        for wish in (
            WISH,
            replace(WISH, person=fixed_id("cora")),
            replace(WISH, staff=signing("other").public),
            replace(WISH, envelope=box("other").public),
            replace(WISH, signature=b"\x01" * 64),
        )
    }
    assert len(signed) == 4


def test_an_offer_is_signed_and_opens_for_the_shift_and_the_archive_it_was_made_for() -> None:
    mine, archive, keys = box("my shift"), box("archive"), [b"\x01" * 32, b"\x02" * 32]
    shift = ShiftClaim(fixed_id("house"), fixed_id("vera"), fixed_id("shift 0"), mine.public, 0, 1)
    key = KeyClaim(
        fixed_id("house"), fixed_id("key"), "archive", "2026-W47", "standard", archive.public, 0, 1
    )
    digest, archive_digest, raw = sha256(b"shift"), sha256(b"key"), id_bytes(CONVERSATION)
    offer = make_offer(CONVERSATION, keys, OfferedTo([(shift, digest)], key, archive_digest), VISITOR)
    verify(VISITOR.public, offer.signature, offer_bytes(CONVERSATION, offer))
    [seal] = offer.seals
    assert (offer.epoch, seal.shift) == (1, shift.shift)
    opened = open_keys_from_shift(mine, seal.sealed, raw, 1, digest, VISITOR.public)
    copied = open_keys_from_archive(archive, offer.archive, raw, 1, archive_digest, VISITOR.public)
    assert list(opened) == list(copied) == keys
