"""One frame of the channel, byte by byte: header, key commitment, padded ciphertext. No memory of others."""

import struct
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from luwte.crypto.encoding import LINE_SIZES, EncodingError, bind, pad, unpad
from luwte.crypto.keys import hkdf
from luwte.crypto.words import LINE_BYTES, Opening, WordsError, checked_opening
from luwte.errors import LuwteError

Sender = Literal["visitor", "staff"]
DIRECTIONS: Final[dict[Sender, int]] = {"visitor": 0, "staff": 1}

VERSION: Final = 1
SUITE: Final = 1
TEXT: Final = 1
END: Final = 2
OPENING: Final = 3

_header: Final = struct.Struct(">BB16sIB16sQQB32s")
_nonce: Final = struct.Struct(">4xQ")
_end: Final = struct.Struct(">I32sI32s")
HEADER_BYTES: Final = _header.size
COMMITMENT_BYTES: Final = 32
_AAD_BYTES: Final = HEADER_BYTES + COMMITMENT_BYTES
_TAG_BYTES: Final = 16
_FRAME_SIZES: Final = frozenset(_AAD_BYTES + size + _TAG_BYTES for size in LINE_SIZES)
_BY_BYTES: Final = 16

_opening_decoder: Final = msgspec.json.Decoder(Opening)
_encoder: Final = msgspec.json.Encoder()


class ChannelError(LuwteError):
    """A frame that cannot be verified, and why: see ``Channel.open`` for the codes."""


class Header(NamedTuple):
    """What stands readable before every ciphertext, and is authenticated with it."""

    version: int
    suite: int
    conversation: bytes
    epoch: int
    direction: int
    session: bytes
    seq: int
    peer_seen: int
    kind: int
    prev: bytes


class Heads(NamedTuple):
    """What an end frame says: how many frames of each direction came before, and both chains' heads."""

    visitor_count: int
    visitor_head: bytes
    staff_count: int
    staff_head: bytes


@dataclass(frozen=True, slots=True)
class Secrets:
    """What one sender session derives from K: the cipher, and the public commitment to its key."""

    aes: AESGCM
    commitment: bytes


def session_secrets(key: bytes, conversation: bytes, epoch: int, direction: int, session: bytes) -> Secrets:
    """Return the secrets of one sender session under the conversation key of its epoch."""
    info = bind(b"luwte/1 session", epoch.to_bytes(4, "big"), bytes([direction]), session)
    derived = hkdf(key, conversation, info, 64)
    return Secrets(AESGCM(derived[:32]), derived[32:])


def read_header(untrusted_frame: bytes) -> Header:
    """Return the header of a frame of a possible size; ChannelError ``frame`` or ``version`` otherwise."""
    if len(untrusted_frame) not in _FRAME_SIZES:
        raise ChannelError("frame")
    header = Header._make(_header.unpack_from(untrusted_frame))
    if header.version != VERSION or header.suite != SUITE:
        raise ChannelError("version")
    return header


def seal_frame(secrets: Secrets, header: Header, by: bytes, body: bytes) -> bytes:
    """Return the frame; EncodingError ``too_long`` for a body no size holds."""
    aad = _header.pack(*header) + secrets.commitment
    return aad + secrets.aes.encrypt(_nonce.pack(header.seq), pad(by + body, LINE_SIZES), aad)


def open_frame(secrets: Secrets, header: Header, untrusted_frame: bytes) -> tuple[bytes, bytes]:
    """Return who wrote the frame (16 bytes) and its body; ChannelError.

    The commitment is compared first: without it one ciphertext can be made to open under two keys.
    """
    if untrusted_frame[HEADER_BYTES:_AAD_BYTES] != secrets.commitment:
        raise ChannelError("commitment")
    try:
        padded = secrets.aes.decrypt(
            _nonce.pack(header.seq), untrusted_frame[_AAD_BYTES:], untrusted_frame[:_AAD_BYTES]
        )
    except InvalidTag:
        padded = None
    if padded is None:
        raise ChannelError("sealed")
    try:
        plaintext = unpad(padded)
    except EncodingError:
        plaintext = b""
    if len(plaintext) < _BY_BYTES:
        raise ChannelError("contents")
    return plaintext[:_BY_BYTES], plaintext[_BY_BYTES:]


def end_bytes(heads: Heads) -> bytes:
    """Return the body of an end frame."""
    return _end.pack(*heads)


def end_heads(untrusted_body: bytes) -> Heads:
    """Return what an end frame says; ChannelError ``contents``."""
    if len(untrusted_body) != _end.size:
        raise ChannelError("contents")
    return Heads._make(_end.unpack(untrusted_body))


def opening_bytes(opening: Opening) -> bytes:
    """Return the body of an opening frame; WordsError if nickname or words break a limit."""
    return _encoder.encode(checked_opening(opening))


def read_opening(untrusted_body: bytes) -> Opening:
    """Return the opening of a frame's body; ChannelError ``contents``."""
    if len(untrusted_body) <= LINE_BYTES:
        try:
            return checked_opening(_opening_decoder.decode(untrusted_body))
        except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError, WordsError):
            pass
    raise ChannelError("contents")
