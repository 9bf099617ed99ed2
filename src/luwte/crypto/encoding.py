"""Bytes that must mean one thing only: length-prefixed parts, padding to sizes, text that people copy."""

import base64
import binascii
import re
import struct
from collections.abc import Sequence
from typing import Final

from luwte.crypto.keys import same, sha256
from luwte.errors import LuwteError

LINE_SIZES: Final = (128, 256, 512, 1024, 2048, 4096, 8192)
"""Sizes of a padded line: who counts bytes on the wire learns one of seven, not the length."""
WORDS_SIZES: Final = (4096, 8192)
"""Sizes of padded first words."""
TRANSCRIPT_LEAST: Final = 4096
"""Bytes of the smallest padded transcript."""

_CHECKSUM_BYTES: Final = 3
_COPIED_GAPS: Final = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212\u200b\ufeff]+")
_length: Final = struct.Struct(">I")


class EncodingError(LuwteError):
    """``too_long`` (fits no size), ``padding``, ``parts``, ``alphabet``, ``length`` or ``checksum``."""


def bind(*parts: bytes) -> bytes:
    """Return each part behind its length (u32 big-endian): no two lists of parts share their bytes."""
    return b"".join(_length.pack(len(part)) + part for part in parts)


def unbind(untrusted_bound: bytes, count: int) -> list[bytes]:
    """Return exactly ``count`` parts that ``bind`` put together; EncodingError otherwise."""
    parts: list[bytes] = []
    at = 0
    for _ in range(count):
        if at + 4 > len(untrusted_bound):
            raise EncodingError("parts")
        (length,) = _length.unpack_from(untrusted_bound, at)
        at += 4
        if length > len(untrusted_bound) - at:
            raise EncodingError("parts")
        parts.append(untrusted_bound[at : at + length])
        at += length
    if at != len(untrusted_bound):
        raise EncodingError("parts")
    return parts


def pad(plaintext: bytes, sizes: Sequence[int]) -> bytes:
    """Return the bytes padded (ISO 7816-4) to the first of the ascending sizes that fits; EncodingError."""
    for size in sizes:
        if len(plaintext) < size:
            return plaintext + b"\x80" + bytes(size - len(plaintext) - 1)
    raise EncodingError("too_long")


def unpad(untrusted_padded: bytes, sizes: Sequence[int] | None = None) -> bytes:
    """Return what ``pad`` was given; EncodingError for other padding or a size not listed."""
    stripped = untrusted_padded.rstrip(b"\x00")
    if (sizes is not None and len(untrusted_padded) not in sizes) or not stripped.endswith(b"\x80"):
        raise EncodingError("padding")
    return stripped[:-1]


def power_of_two_size(length: int, minimum: int = TRANSCRIPT_LEAST) -> int:
    """Return the smallest power of two, from ``minimum`` on, that holds ``length`` bytes and padding."""
    return max(minimum, 1 << length.bit_length())


def base32_text(raw: bytes) -> str:
    """Return the bytes in base32 (A–Z, 2–7, no padding), in groups of four with a dash between them."""
    letters = base64.b32encode(raw).decode("ascii").rstrip("=")
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def base32_bytes(untrusted_text: str) -> bytes:
    """Return the bytes of ``base32_text``; case, blanks and dashes do not matter; EncodingError otherwise."""
    letters = _COPIED_GAPS.sub("", untrusted_text)
    if not letters.isascii():
        raise EncodingError("alphabet")
    letters = letters.upper()
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error:
        pass
    else:
        if base64.b32encode(raw).decode("ascii").rstrip("=") == letters:
            return raw
    raise EncodingError("alphabet")


def checked_text(raw: bytes) -> str:
    """Return base32 text that ends in a checksum (3 bytes of SHA-256), for codes that people copy."""
    return base32_text(raw + sha256(raw)[:_CHECKSUM_BYTES])


def checked_bytes(untrusted_text: str, length: int) -> bytes:
    """Return the ``length`` bytes of ``checked_text``; EncodingError for a typing error or another length."""
    whole = base32_bytes(untrusted_text)
    if len(whole) != length + _CHECKSUM_BYTES:
        raise EncodingError("length")
    raw, checksum = whole[:length], whole[length:]
    if not same(sha256(raw)[:_CHECKSUM_BYTES], checksum):
        raise EncodingError("checksum")
    return raw
