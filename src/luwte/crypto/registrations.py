"""Registrations sealed to the helpline's statistics key: every one has the same size, a dummy too (R1)."""

from typing import Final

from luwte.crypto.encoding import EncodingError, bind, pad, unpad
from luwte.crypto.keys import BoxKey
from luwte.crypto.sealing import SealError, open_sealed, seal

BLOB_BYTES: Final = 1_024
"""Size of a sealed registration, whatever it says."""
_OVERHEAD: Final = 48
"""Encapsulated key (32) and tag (16)."""
_SIZES: Final = (BLOB_BYTES - _OVERHEAD,)
MOST_BYTES: Final = _SIZES[0] - 1
"""What fits in before the padding, which takes at least one byte."""


def seal_registration(statistics: bytes, content: bytes, digest: bytes) -> bytes:
    """Return ``content`` (``MOST_BYTES`` at most) sealed to the statistics key whose claim has this digest.

    Exactly ``BLOB_BYTES`` bytes; SealError ``contents`` if the content is too long.
    """
    try:
        padded = pad(content, _SIZES)
    except EncodingError:
        raise SealError("contents") from None
    return seal(statistics, padded, bind(b"luwte/1 registration", digest))


def open_registration(private: BoxKey, untrusted_blob: bytes, digest: bytes) -> bytes:
    """Return what was sealed; SealError if the blob is none, was changed or is for another key."""
    padded = open_sealed(private, untrusted_blob, bind(b"luwte/1 registration", digest))
    try:
        return unpad(padded, _SIZES)
    except EncodingError:
        raise SealError("contents") from None
