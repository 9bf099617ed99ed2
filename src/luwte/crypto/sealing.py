"""Sealing to somebody's public key (HPKE), one pair of functions per purpose: none opens another's seals.

RFC 9180 base mode, X25519, HKDF-SHA256, AES-256-GCM. A seal is 32 bytes of encapsulated key, ciphertext and
tag. What it is for stands in ``info``: purpose, ids, epoch, the SHA-256 of the recipient's certificate
payload ("digest"), the visitor's key. Ids are raw (16 bytes), keys and digests 32 bytes; other lengths are
SealError ``length``. The recipient's certificate must have passed the chain before anything is sealed to it.
"""

from collections.abc import Sequence
from typing import Final, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from luwte.crypto.encoding import LINE_SIZES, WORDS_SIZES, EncodingError, bind, pad, unbind, unpad
from luwte.crypto.keys import BoxKey, KeysError, SigningKey, verify
from luwte.crypto.words import (
    FirstWords,
    WordsError,
    checked_first_words,
    line_bytes,
    line_text,
    team_bytes,
    team_text,
    utf8_text,
)
from luwte.errors import LuwteError

SEAL_OVERHEAD: Final = 48
"""Bytes a seal is longer than what it holds."""
EPOCHS_MOST: Final = 64

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_ZERO_NONCE: Final = bytes(12)
_SIGNATURE: Final = 64

WhisperKind = Literal["whisper", "hand_over", "along", "danger"]
"""What a sealed word among staff goes with: nothing, or the request that it proves."""


class SealError(LuwteError):
    """``sealed`` (not to this key, not for this), ``contents`` (opened, but wrong), ``length`` or ``key``."""


def seal(recipient: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Return the plaintext sealed to an X25519 public key; SealError ``key`` for a key nobody can hold."""
    try:
        return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(recipient), info)
    except ValueError:
        pass
    raise SealError("key")


def open_sealed(private: BoxKey, untrusted_sealed: bytes, info: bytes) -> bytes:
    """Return what was sealed to this key under the same info; SealError ``sealed`` otherwise."""
    try:
        return _SUITE.decrypt(untrusted_sealed, private.hpke_key, info)
    except (InvalidTag, ValueError):
        pass
    raise SealError("sealed")


# ── the waiting room ────────────────────────────────────────────────────────────────────────────


def seal_words(intake: bytes, words: FirstWords, digest: bytes, visitor_key: bytes) -> bytes:
    """Return nickname and first words for everybody on the staff; WordsError if they break a limit."""
    checked = checked_first_words(words)
    parts = bind(checked.nickname.encode(), checked.words.encode(), checked.language.encode())
    return seal(intake, pad(parts, WORDS_SIZES), _words_info(digest, visitor_key))


def open_words(private: BoxKey, untrusted_sealed: bytes, digest: bytes, visitor_key: bytes) -> FirstWords:
    """Return nickname and first words; SealError."""
    plaintext = open_sealed(private, untrusted_sealed, _words_info(digest, visitor_key))
    try:
        nickname, words, language = unbind(unpad(plaintext, WORDS_SIZES), 3)
        return checked_first_words(FirstWords(utf8_text(nickname), utf8_text(words), utf8_text(language)))
    except (EncodingError, WordsError):
        pass
    raise SealError("contents")


def _words_info(digest: bytes, visitor_key: bytes) -> bytes:
    return bind(b"luwte/1 intake", _exactly(digest, 32), _exactly(visitor_key, 32))


# ── the conversation's keys ─────────────────────────────────────────────────────────────────────


def seal_keys_to_shift(
    shift: bytes, keys: Sequence[bytes], conversation: bytes, epoch: int, digest: bytes, visitor_key: bytes
) -> bytes:
    """Return all keys so far (K₀…Kₑ) sealed to a shift key."""
    info = _keys_info(b"luwte/1 conversation", conversation, epoch, digest, visitor_key)
    return seal(shift, _joined(keys, epoch), info)


def open_keys_from_shift(
    private: BoxKey,
    untrusted_sealed: bytes,
    conversation: bytes,
    epoch: int,
    digest: bytes,
    visitor_key: bytes,
) -> tuple[bytes, ...]:
    """Return K₀…Kₑ with a shift's private key; SealError."""
    info = _keys_info(b"luwte/1 conversation", conversation, epoch, digest, visitor_key)
    return _apart(open_sealed(private, untrusted_sealed, info), epoch)


def seal_keys_to_archive(
    archive: bytes, keys: Sequence[bytes], conversation: bytes, epoch: int, digest: bytes, visitor_key: bytes
) -> bytes:
    """Return all keys so far (K₀…Kₑ) sealed to an archive key."""
    info = _keys_info(b"luwte/1 archive", conversation, epoch, digest, visitor_key)
    return seal(archive, _joined(keys, epoch), info)


def open_keys_from_archive(
    private: BoxKey,
    untrusted_sealed: bytes,
    conversation: bytes,
    epoch: int,
    digest: bytes,
    visitor_key: bytes,
) -> tuple[bytes, ...]:
    """Return K₀…Kₑ with an archive key; SealError."""
    info = _keys_info(b"luwte/1 archive", conversation, epoch, digest, visitor_key)
    return _apart(open_sealed(private, untrusted_sealed, info), epoch)


def _keys_info(purpose: bytes, conversation: bytes, epoch: int, digest: bytes, visitor_key: bytes) -> bytes:
    return bind(
        purpose, _exactly(conversation, 16), _epoch(epoch), _exactly(digest, 32), _exactly(visitor_key, 32)
    )


def _joined(keys: Sequence[bytes], epoch: int) -> bytes:
    if len(keys) != epoch + 1:
        raise SealError("length")
    return b"".join(_exactly(key, 32) for key in keys)


def _apart(joined: bytes, epoch: int) -> tuple[bytes, ...]:
    if len(joined) != 32 * (epoch + 1):
        raise SealError("contents")
    return tuple(joined[at : at + 32] for at in range(0, len(joined), 32))


def key_offer_bytes(
    conversation: bytes, epoch: int, seals: Sequence[tuple[bytes, bytes]], archive_key: bytes, archive: bytes
) -> bytes:
    """Return what the visitor signs of a key offer: ``seals``: raw shift ids with the SHA-256 of the seal.

    ``archive`` is the SHA-256 of the archive's seal. ``protocol.offers`` makes this of a ``KeyOffer``.
    """
    named = [_exactly(part, size) for pair in seals for part, size in zip(pair, (16, 32), strict=True)]
    return bind(
        b"luwte/1 keys",
        _exactly(conversation, 16),
        _epoch(epoch),
        *named,
        _exactly(archive_key, 16),
        _exactly(archive, 32),
    )


# ── transcripts ─────────────────────────────────────────────────────────────────────────────────


def seal_transcript_secret(archive: bytes, secret: bytes, transcript: bytes, digest: bytes) -> bytes:
    """Return R, the secret of one transcript, sealed to an archive key."""
    return seal(archive, _exactly(secret, 32), _transcript_info(transcript, digest))


def open_transcript_secret(
    private: BoxKey, untrusted_sealed: bytes, transcript: bytes, digest: bytes
) -> bytes:
    """Return R with an archive key; SealError."""
    secret = open_sealed(private, untrusted_sealed, _transcript_info(transcript, digest))
    if len(secret) != 32:
        raise SealError("contents")
    return secret


def lock_transcript(secret: bytes, transcript: bytes, padded: bytes) -> bytes:
    """Return the padded transcript under a fresh R. R is for one transcript only: the nonce is fixed."""
    return AESGCM(_exactly(secret, 32)).encrypt(_ZERO_NONCE, padded, _exactly(transcript, 16))


def unlock_transcript(secret: bytes, transcript: bytes, untrusted_locked: bytes) -> bytes:
    """Return the padded transcript; SealError if R or the transcript's id is another's, or a byte changed."""
    try:
        return AESGCM(_exactly(secret, 32)).decrypt(_ZERO_NONCE, untrusted_locked, _exactly(transcript, 16))
    except (InvalidTag, ValueError):
        pass
    raise SealError("sealed")


def _transcript_info(transcript: bytes, digest: bytes) -> bytes:
    return bind(b"luwte/1 transcript", _exactly(transcript, 16), _exactly(digest, 32))


# ── among staff ─────────────────────────────────────────────────────────────────────────────────


def seal_whisper(
    shift: bytes,
    text: str,
    digest: bytes,
    signer: SigningKey,
    sender: bytes,
    conversation: bytes = b"",
    kind: WhisperKind = "whisper",
) -> bytes:
    """Return a note to a colleague's shift key, about a conversation or (empty) none; WordsError.

    HPKE's base mode proves nobody: the sender's staff key signs the text, for this recipient, this sender,
    this conversation and this kind, inside the seal. A request's note proves the request: it may be empty.
    """
    words = b"" if kind != "whisper" and not text else line_bytes(text)
    info = _whisper_info(digest, sender, conversation, kind)
    return seal(shift, pad(signer.sign(_said(words, info)) + words, LINE_SIZES), info)


def open_whisper(
    private: BoxKey,
    untrusted_sealed: bytes,
    digest: bytes,
    staff: bytes,
    sender: bytes,
    conversation: bytes = b"",
    kind: WhisperKind = "whisper",
) -> str:
    """Return a colleague's note; SealError. ``staff`` is the key in the sender's verified certificate."""
    info = _whisper_info(digest, sender, conversation, kind)
    plaintext = open_sealed(private, untrusted_sealed, info)
    try:
        signed = unpad(plaintext, LINE_SIZES)
        signature, words = signed[:_SIGNATURE], signed[_SIGNATURE:]
        verify(staff, signature, _said(words, info))
        return "" if kind != "whisper" and not words else line_text(words)
    except (EncodingError, KeysError, WordsError):
        pass
    raise SealError("contents")


def _whisper_info(digest: bytes, sender: bytes, conversation: bytes, kind: WhisperKind) -> bytes:
    about = _exactly(conversation, 16) if conversation else b""
    return bind(b"luwte/1 whisper", kind.encode(), _exactly(digest, 32), _exactly(sender, 16), about)


def _said(words: bytes, info: bytes) -> bytes:
    return bind(b"luwte/1 said", info, words)


def seal_team(
    shift: bytes, text: str, digest: bytes, signer: SigningKey, sender: bytes, own_digest: bytes, line: bytes
) -> bytes:
    """Return one colleague's copy of a line to the team; WordsError. ``line`` is the line's raw id.

    The sender's staff key signs it for everybody alike, as said in the shift that ``own_digest`` names:
    whoever reads it can show it to nobody as a line of another evening.
    """
    words = team_bytes(text)
    signature = signer.sign(_said_to_team(own_digest, sender, line, words))
    return seal(shift, pad(signature + words, LINE_SIZES), _team_info(digest, sender, line))


def open_team(
    private: BoxKey,
    untrusted_sealed: bytes,
    digest: bytes,
    staff: bytes,
    sender: bytes,
    sender_digest: bytes,
    line: bytes,
) -> str:
    """Return a colleague's line to the team; SealError. ``staff`` and ``sender_digest`` (of their shift) are
    from the sender's verified chain.
    """
    plaintext = open_sealed(private, untrusted_sealed, _team_info(digest, sender, line))
    try:
        signed = unpad(plaintext, LINE_SIZES)
        signature, words = signed[:_SIGNATURE], signed[_SIGNATURE:]
        verify(staff, signature, _said_to_team(sender_digest, sender, line, words))
        return team_text(words)
    except (EncodingError, KeysError, WordsError):
        pass
    raise SealError("contents")


def _team_info(digest: bytes, sender: bytes, line: bytes) -> bytes:
    return bind(b"luwte/1 team", _exactly(digest, 32), _exactly(sender, 16), _exactly(line, 16))


def _said_to_team(own_digest: bytes, sender: bytes, line: bytes, words: bytes) -> bytes:
    own, who, which = _exactly(own_digest, 32), _exactly(sender, 16), _exactly(line, 16)
    return bind(b"luwte/1 team line", own, who, which, words)


def wrap_key(envelope: bytes, key: BoxKey, key_id: bytes, digest: bytes, person: bytes) -> bytes:
    """Return a private helpline key sealed to a person's envelope key; the kit's id is 16 zero bytes."""
    return seal(envelope, key.private, _wrap_info(key_id, digest, person, envelope))


def unwrap_key(
    envelope: BoxKey, untrusted_sealed: bytes, key_id: bytes, digest: bytes, person: bytes
) -> BoxKey:
    """Return a private helpline key; SealError. Compare its ``public`` with the claim's before use."""
    private = open_sealed(envelope, untrusted_sealed, _wrap_info(key_id, digest, person, envelope.public))
    if len(private) != 32:
        raise SealError("contents")
    return BoxKey.from_private(private)


def _wrap_info(key_id: bytes, digest: bytes, person: bytes, envelope: bytes) -> bytes:
    return bind(
        b"luwte/1 wrap",
        _exactly(key_id, 16),
        _exactly(digest, 32),
        _exactly(person, 16),
        _exactly(envelope, 32),
    )


def certificate_wish_bytes(person: bytes, staff: bytes, envelope: bytes) -> bytes:
    """Return what a console signs, with the key that is still certified, to have fresh keys certified."""
    return bind(b"luwte/1 wish", _exactly(person, 16), _exactly(staff, 32), _exactly(envelope, 32))


def _epoch(epoch: int) -> bytes:
    if not 0 <= epoch < EPOCHS_MOST:
        raise SealError("length")
    return epoch.to_bytes(4, "big")


def _exactly(part: bytes, length: int) -> bytes:
    if len(part) != length:
        raise SealError("length")
    return part
