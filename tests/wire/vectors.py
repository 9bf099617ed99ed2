"""Known answers for every byte format, for these tests and the page's. Run as a module to write them anew.

What is random elsewhere is fixed here: sessions through ``frames``, the ephemeral key of a seal through
``pyhpke``, which is at the same time a second implementation of HPKE.
"""

import json
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey, KEMKeyPair

from luwte.crypto.certificates import Signed, fingerprint
from luwte.crypto.encoding import LINE_SIZES, WORDS_SIZES, bind, checked_text, pad
from luwte.crypto.keys import hkdf, sha256
from luwte.protocol.ids import id_text
from luwte.protocol.offers import offer_bytes, wish_bytes
from luwte.protocol.parts import CertificateWish, KeyOffer, Seal
from tests.wire.chain_cases import CORA, ROOT_FINGERPRINT, TRUE, VERA, House, lies, true_houses
from tests.wire.channel_vectors import CONVERSATION, KEYS, Json, b64, channel
from tests.wire.helpline import NOW, ROOT, box, fixed_id, raw_id, signing

FILE: Final = Path(__file__).with_name("vectors.json")

VISITOR: Final = signing("visitor")
SHIFT: Final = VERA.shift()


def vectors() -> Json:
    """Return everything that stands in vectors.json; bytes are base64."""
    return {
        "about": "Made by tests/wire/vectors.py; bytes are base64, ids 22 characters, times unix seconds.",
        "ids": [
            {"raw": b64(raw_id(label)), "text": fixed_id(label)} for label in ("helpline", "conversation")
        ],
        "bind": [
            _bind(),
            _bind(b""),
            _bind(b"luwte/1 x", b"", b"\x00\x01"),
            _bind("één".encode(), bytes(300)),
        ],
        "pad": [_pad(size) for size in (0, 1, 127, 128, 255, 256, 8191)],
        "refused_padding": [b64(bytes(128)), b64(b"\x01" + bytes(127)), b64(b"")],
        "fingerprint": {"root": b64(ROOT.public), "fingerprint": fingerprint(ROOT.public).hex()},
        "checked_text": {"raw": b64(bytes(range(52))), "text": checked_text(bytes(range(52)))},
        "lines": _texts(),
        "session": _session(),
        "channel": channel(),
        "key_offer": _key_offer(),
        "wish": _wish(),
        "words": _words(),
        "keys_to_shift": _keys_seal(b"luwte/1 conversation", "vera's shift", SHIFT),
        "keys_to_archive": _keys_seal(b"luwte/1 archive", "archive key", TRUE.archive),
        "chain": _chain(),
    }


def written() -> str:
    """Return the text of vectors.json."""
    return json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n"


def sealed(recipient: bytes, plaintext: bytes, info: bytes, ephemeral: bytes) -> bytes:
    """Return an HPKE seal by the second implementation, under this ephemeral private key."""
    suite = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
    private = X25519PrivateKey.from_private_bytes(ephemeral)
    pair = KEMKeyPair(
        KEMKey.from_pyca_cryptography_key(private), KEMKey.from_pyca_cryptography_key(private.public_key())
    )
    public = KEMKey.from_pyca_cryptography_key(X25519PublicKey.from_public_bytes(recipient))
    enc, context = suite.create_sender_context(public, info=info, eks=pair)
    return enc + context.seal(plaintext)


def _bind(*parts: bytes) -> Json:
    return {"parts": [b64(part) for part in parts], "bound": b64(bind(*parts))}


def _pad(length: int) -> Json:
    plain = bytes(at % 251 for at in range(length))
    return {"plain": b64(plain), "sizes": list(LINE_SIZES), "padded": b64(pad(plain, LINE_SIZES))}


def _texts() -> list[Json]:
    """Texts, as a unit and how often, and whether a line may hold them (after composing, NFC)."""
    cases = [
        ("a", 4_000, True),
        ("a", 4_001, False),
        ("é", 4_000, True),
        ("e\u0301", 4_000, True),
        ("💚", 2_000, True),
        ("💚", 2_001, False),
        ("한", 2_666, True),
        ("한", 2_667, False),
        ("\n\t", 5, True),
        ("", 1, False),
        ("a\u0000", 1, False),
        ("a\r", 1, False),
        ("a\u0085", 1, False),
        ("\u202e<b>", 1, True),
    ]
    return [{"unit": unit, "times": times, "fits": fits} for unit, times, fits in cases]


def _session() -> Json:
    session, epoch, direction = raw_id("session"), 1, 0
    info = bind(b"luwte/1 session", epoch.to_bytes(4, "big"), bytes([direction]), session)
    derived = hkdf(KEYS[epoch], CONVERSATION, info, 64)
    return {
        "key": b64(KEYS[epoch]),
        "conversation": b64(CONVERSATION),
        "epoch": epoch,
        "direction": direction,
        "session": b64(session),
        "aes_key": b64(derived[:32]),
        "commitment": b64(derived[32:]),
    }


def _key_offer() -> Json:
    seals = [Seal(fixed_id(f"shift {at}"), bytes([at]) * 112) for at in range(2)]
    offer = KeyOffer(1, seals, fixed_id("archive key"), b"\x07" * 112, bytes(64))
    signed = offer_bytes(id_text(CONVERSATION), offer)
    return {
        "conversation": b64(CONVERSATION),
        "epoch": offer.epoch,
        "seals": [{"shift": seal.shift, "sealed": b64(seal.sealed)} for seal in seals],
        "archive_key": offer.archive_key,
        "archive": b64(offer.archive),
        "signed": b64(signed),
        "visitor_seed": b64(VISITOR.seed),
        "visitor_key": b64(VISITOR.public),
        "signature": b64(VISITOR.sign(signed)),
    }


def _wish() -> Json:
    wish = CertificateWish(fixed_id("vera"), signing("new").public, box("new").public, bytes(64))
    return {
        "person": wish.person,
        "staff": b64(wish.staff),
        "envelope": b64(wish.envelope),
        "signed": b64(wish_bytes(wish)),
    }


def _words() -> Json:
    info = bind(b"luwte/1 intake", sha256(TRUE.intake.payload), VISITOR.public)
    said = {"nickname": "Zon", "words": "Ik heb met niemand anders…\n\tkan dat hier?", "language": "nl"}
    padded = pad(bind(*(part.encode() for part in said.values())), WORDS_SIZES)
    key = box("intake key")
    return {
        **said,
        "intake": signed_json(TRUE.intake),
        "intake_private": b64(key.private),
        "visitor_key": b64(VISITOR.public),
        "info": b64(info),
        "padded_sha256": sha256(padded).hex(),
        "sealed": b64(sealed(key.public, padded, info, sha256(b"ephemeral words"))),
    }


def _keys_seal(purpose: bytes, label: str, certificate: Signed) -> Json:
    epoch, key = len(KEYS) - 1, box(label)
    info = bind(purpose, CONVERSATION, epoch.to_bytes(4, "big"), sha256(certificate.payload), VISITOR.public)
    return {
        "conversation": b64(CONVERSATION),
        "epoch": epoch,
        "keys": [b64(each) for each in KEYS],
        "certificate": signed_json(certificate),
        "private": b64(key.private),
        "visitor_key": b64(VISITOR.public),
        "info": b64(info),
        "sealed": b64(sealed(key.public, b"".join(KEYS), info, sha256(b"ephemeral " + purpose))),
    }


def _chain() -> Json:
    return {
        "root_fingerprint": ROOT_FINGERPRINT.hex(),
        "now": NOW,
        "member": {"person": VERA.claim.person, "name": VERA.claim.name, "role": VERA.claim.role},
        "coordinator": CORA.claim.person,
        "shift_key": b64(box("vera's shift").public),
        "policy_version": 3,
        "house": _house(TRUE),
        "true": [{"name": name, "changes": _changes(house)} for name, house in true_houses().items()],
        "lies": [
            {"name": lie.name, "at": lie.at, "code": lie.code, "changes": _changes(lie.house)}
            for lie in lies()
        ],
    }


def _changes(house: House) -> Json:
    true = _house(TRUE)
    return {field: value for field, value in _house(house).items() if value != true[field]}


def _house(house: House) -> Json:
    certificate, coordinator, shift = (signed_json(signed) for signed in house.member)
    return {
        "root": b64(house.root),
        "helpline": house.helpline,
        "coordinators": [signed_json(signed) for signed in house.coordinators],
        "removals": [signed_json(signed) for signed in house.removals],
        "member": {"certificate": certificate, "coordinator": coordinator, "shift": shift},
        "intake": signed_json(house.intake),
        "archive": signed_json(house.archive),
        "policy": signed_json(house.policy),
        "newest_policy": house.newest_policy,
    }


def signed_json(signed: Signed) -> Json:
    """Return a Signed as it stands on the wire."""
    return {
        "payload": b64(signed.payload),
        "signature": b64(signed.signature),
        "signer": b64(signed.signer),
    }


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
