"""Known answers for every byte format, for these tests and the page's. Run as a module to write them anew.

What is random elsewhere is fixed here: sessions through ``frames``, the ephemeral key of a seal through
``pyhpke``, which is at the same time a second implementation of HPKE.
"""

import base64
import json
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey, KEMKeyPair

from luwte.crypto.certificates import Signed, fingerprint
from luwte.crypto.encoding import LINE_SIZES, WORDS_SIZES, bind, checked_text, pad
from luwte.crypto.frames import (
    END,
    OPENING,
    SUITE,
    TEXT,
    VERSION,
    Header,
    Heads,
    end_bytes,
    opening_bytes,
    seal_frame,
    session_secrets,
)
from luwte.crypto.keys import hkdf, sha256
from luwte.crypto.words import Opening
from luwte.protocol.ids import id_text
from luwte.protocol.offers import offer_bytes, wish_bytes
from luwte.protocol.parts import CertificateWish, KeyOffer, Seal
from tests.wire.chain_cases import CORA, ROOT_FINGERPRINT, TRUE, VERA, House, lies, true_houses
from tests.wire.helpline import NOW, ROOT, box, fixed_id, raw_id, signing

FILE: Final = Path(__file__).with_name("vectors.json")

CONVERSATION: Final = raw_id("conversation")
KEYS: Final = (sha256(b"K0"), sha256(b"K1"))
VISITOR: Final = signing("visitor")
SHIFT: Final = VERA.shift()

Json = dict[str, object]


def vectors() -> Json:
    """Return everything that stands in vectors.json; bytes are base64."""
    return {
        "about": "Made by tests/wire/vectors.py; bytes are base64, ids 22 characters, times unix seconds.",
        "ids": [
            {"raw": _b64(raw_id(label)), "text": fixed_id(label)} for label in ("helpline", "conversation")
        ],
        "bind": [
            _bind(),
            _bind(b""),
            _bind(b"luwte/1 x", b"", b"\x00\x01"),
            _bind("één".encode(), bytes(300)),
        ],
        "pad": [_pad(size) for size in (0, 1, 127, 128, 255, 256, 8191)],
        "refused_padding": [_b64(bytes(128)), _b64(b"\x01" + bytes(127)), _b64(b"")],
        "fingerprint": {"root": _b64(ROOT.public), "fingerprint": fingerprint(ROOT.public).hex()},
        "checked_text": {"raw": _b64(bytes(range(52))), "text": checked_text(bytes(range(52)))},
        "lines": _texts(),
        "session": _session(),
        "channel": _channel(),
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


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bind(*parts: bytes) -> Json:
    return {"parts": [_b64(part) for part in parts], "bound": _b64(bind(*parts))}


def _pad(length: int) -> Json:
    plain = bytes(at % 251 for at in range(length))
    return {"plain": _b64(plain), "sizes": list(LINE_SIZES), "padded": _b64(pad(plain, LINE_SIZES))}


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
        "key": _b64(KEYS[epoch]),
        "conversation": _b64(CONVERSATION),
        "epoch": epoch,
        "direction": direction,
        "session": _b64(session),
        "aes_key": _b64(derived[:32]),
        "commitment": _b64(derived[32:]),
    }


class _Line:
    """One sender session, with the session id fixed."""

    def __init__(self, label: str, epoch: int, direction: int) -> None:
        self.session, self.epoch, self.direction = raw_id(label), epoch, direction
        self.secrets = session_secrets(KEYS[epoch], CONVERSATION, epoch, direction, self.session)
        self.by = raw_id("vera") if direction else bytes(16)
        self.seq, self.prev = 0, bytes(32)

    def say(self, kind: int, body: bytes, peer_seen: int) -> bytes:
        """Return the next frame."""
        header = Header(
            VERSION,
            SUITE,
            CONVERSATION,
            self.epoch,
            self.direction,
            self.session,
            self.seq,
            peer_seen,
            kind,
            self.prev,
        )
        frame = seal_frame(self.secrets, header, self.by, body)
        self.seq, self.prev = self.seq + 1, sha256(frame)
        return frame


def _channel() -> Json:
    """A whole conversation: an opening, lines of both sides, a reload, a new epoch, the end."""
    first, reloaded, last = _Line("page", 0, 0), _Line("page reloaded", 0, 0), _Line("page, new epoch", 1, 0)
    vera, vera_last = _Line("console", 0, 1), _Line("console, new epoch", 1, 1)
    opening = Opening("Zon", "Mag ik iets vragen?", "nl", 3, "2026-11-22")
    said: list[tuple[_Line, int, bytes, int, Json]] = [
        (first, OPENING, opening_bytes(opening), 0, {"kind": "opening", "opening": _opening(opening)}),
        (vera, TEXT, b"Dag, ik luister.", 1, {"kind": "text", "text": "Dag, ik luister."}),
        (
            first,
            TEXT,
            "Ik weet niet goed hoe…".encode(),
            1,
            {"kind": "text", "text": "Ik weet niet goed hoe…"},
        ),
        (reloaded, TEXT, b"Daar ben ik weer.", 1, {"kind": "text", "text": "Daar ben ik weer."}),
        (vera_last, TEXT, ("é" * 200).encode(), 3, {"kind": "text", "text": "é" * 200}),
        (last, TEXT, "Dank je 💚".encode(), 2, {"kind": "text", "text": "Dank je 💚"}),
    ]
    counts, heads = [0, 0], [bytes(32), bytes(32)]
    frames: list[Json] = []
    for line, kind, body, peer_seen, opened in said:
        frame = line.say(kind, body, peer_seen)
        counts[line.direction] += 1
        heads[line.direction] = sha256(heads[line.direction] + sha256(frame))
        frames.append(_frame(len(frames) + 1, line, opened, frame, heads))
    end = end_bytes(Heads(counts[0], heads[0], counts[1], heads[1]))
    frame = vera_last.say(END, end, counts[0])
    frames.append(_frame(len(frames) + 1, vera_last, {"kind": "end", "end_ok": True}, frame, heads))
    return {
        "conversation": _b64(CONVERSATION),
        "keys": [_b64(key) for key in KEYS],
        "by": _b64(raw_id("vera")),
        "frames": frames,
        "end_body": _b64(end),
        "refused": _refused(),
    }


def _refused() -> list[Json]:
    """Frames that must be refused after the first ``after`` frames of the conversation have been opened."""
    page, console, late = _Line("page", 0, 0), _Line("console", 0, 1), _Line("a former console", 0, 1)
    first = page.say(TEXT, b"a", 0)
    second = page.say(TEXT, b"b", 0)
    flipped = bytearray(first)
    flipped[-1] ^= 1
    other = _Line("page", 0, 0)
    other.by = raw_id("vera")
    nobody = _Line("console", 0, 1)
    nobody.by = bytes(16)
    return [
        _refusal("dropped before", "order", 0, "visitor", second),
        _refusal("reflected", "direction", 0, "staff", first),
        _refusal("changed", "sealed", 0, "visitor", bytes(flipped)),
        _refusal("cut short", "frame", 0, "visitor", first[:-1]),
        _refusal("visitor with a name", "contents", 0, "visitor", other.say(TEXT, b"a", 0)),
        _refusal("staff without a name", "contents", 0, "staff", nobody.say(TEXT, b"a", 0)),
        _refusal("opening by staff", "contents", 0, "staff", console.say(OPENING, b"{}", 0)),
        _refusal("unknown type", "contents", 0, "visitor", _Line("page", 0, 0).say(4, b"a", 0)),
        _refusal("not UTF-8", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"\xff", 0)),
        _refusal("control character", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"a\x00", 0)),
        _refusal("empty", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"", 0)),
        _refusal(
            "4,001 characters", "contents", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"a" * 4_001, 0)
        ),
        _refusal(
            "8,001 bytes",
            "contents",
            0,
            "visitor",
            _Line("page", 0, 0).say(TEXT, b"a" + "é".encode() * 4_000, 0),
        ),
        _refusal(
            "seen what was kept back", "peer_seen", 0, "visitor", _Line("page", 0, 0).say(TEXT, b"a", 1)
        ),
        _refusal("second opening", "contents", 1, "visitor", _second_opening()),
        _refusal("epoch that is over", "old_epoch", 5, "staff", late.say(TEXT, b"a", 0)),
        _refusal("after the end", "after_end", 7, "visitor", _Line("late page", 1, 0).say(TEXT, b"a", 0)),
    ]


def _second_opening() -> bytes:
    opening = Opening("Maan", "", "nl", 3, "2026-11-22")
    return _Line("another page", 0, 0).say(OPENING, opening_bytes(opening), 0)


def _refusal(name: str, code: str, after: int, sender: str, frame: bytes) -> Json:
    return {"name": name, "code": code, "after": after, "sender": sender, "frame": _b64(frame)}


def _opening(opening: Opening) -> Json:
    return {
        "nickname": opening.nickname,
        "words": opening.words,
        "language": opening.language,
        "policy": opening.policy,
        "day": opening.day,
    }


def _frame(number: int, line: _Line, opened: Json, frame: bytes, heads: list[bytes]) -> Json:
    return {
        "number": number,
        "sender": "staff" if line.direction else "visitor",
        "epoch": line.epoch,
        "session": _b64(line.session),
        "opened": opened,
        "frame": _b64(frame),
        "visitor_head": _b64(heads[0]),
        "staff_head": _b64(heads[1]),
    }


def _key_offer() -> Json:
    seals = [Seal(fixed_id(f"shift {at}"), bytes([at]) * 112) for at in range(2)]
    offer = KeyOffer(1, seals, fixed_id("archive key"), b"\x07" * 112, bytes(64))
    signed = offer_bytes(id_text(CONVERSATION), offer)
    return {
        "conversation": _b64(CONVERSATION),
        "epoch": offer.epoch,
        "seals": [{"shift": seal.shift, "sealed": _b64(seal.sealed)} for seal in seals],
        "archive_key": offer.archive_key,
        "archive": _b64(offer.archive),
        "signed": _b64(signed),
        "visitor_seed": _b64(VISITOR.seed),
        "visitor_key": _b64(VISITOR.public),
        "signature": _b64(VISITOR.sign(signed)),
    }


def _wish() -> Json:
    wish = CertificateWish(fixed_id("vera"), signing("new").public, box("new").public, bytes(64))
    return {
        "person": wish.person,
        "staff": _b64(wish.staff),
        "envelope": _b64(wish.envelope),
        "signed": _b64(wish_bytes(wish)),
    }


def _words() -> Json:
    info = bind(b"luwte/1 intake", sha256(TRUE.intake.payload), VISITOR.public)
    said = {"nickname": "Zon", "words": "Ik heb met niemand anders…\n\tkan dat hier?", "language": "nl"}
    padded = pad(bind(*(part.encode() for part in said.values())), WORDS_SIZES)
    key = box("intake key")
    return {
        **said,
        "intake": signed_json(TRUE.intake),
        "intake_private": _b64(key.private),
        "visitor_key": _b64(VISITOR.public),
        "info": _b64(info),
        "padded_sha256": sha256(padded).hex(),
        "sealed": _b64(sealed(key.public, padded, info, sha256(b"ephemeral words"))),
    }


def _keys_seal(purpose: bytes, label: str, certificate: Signed) -> Json:
    epoch, key = len(KEYS) - 1, box(label)
    info = bind(purpose, CONVERSATION, epoch.to_bytes(4, "big"), sha256(certificate.payload), VISITOR.public)
    return {
        "conversation": _b64(CONVERSATION),
        "epoch": epoch,
        "keys": [_b64(each) for each in KEYS],
        "certificate": signed_json(certificate),
        "private": _b64(key.private),
        "visitor_key": _b64(VISITOR.public),
        "info": _b64(info),
        "sealed": _b64(sealed(key.public, b"".join(KEYS), info, sha256(b"ephemeral " + purpose))),
    }


def _chain() -> Json:
    return {
        "root_fingerprint": ROOT_FINGERPRINT.hex(),
        "now": NOW,
        "member": {"person": VERA.claim.person, "name": VERA.claim.name, "role": VERA.claim.role},
        "coordinator": CORA.claim.person,
        "shift_key": _b64(box("vera's shift").public),
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
        "root": _b64(house.root),
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
        "payload": _b64(signed.payload),
        "signature": _b64(signed.signature),
        "signer": _b64(signed.signer),
    }


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
