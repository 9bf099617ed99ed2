"""Close-out: what remains of a conversation is one blob that only its archive key opens.

Needs public keys only. R, the transcript's secret, exists from ``begin`` until the blob is made; it is then
forgotten, and only its seal to the archive key remains (T1, T3). The times of lines are gone with the rows.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import msgspec

from luwte.crypto.certificates import KeyClaim, Signed
from luwte.crypto.encoding import pad, power_of_two_size, unpad
from luwte.crypto.keys import random_bytes, sha256
from luwte.crypto.sealing import lock_transcript, seal_transcript_secret, unlock_transcript
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import StoredLine

SMALLEST: Final = 4096
"""Bytes of the smallest blob; larger ones are powers of two."""


class ArchivedLine(msgspec.Struct, frozen=True):
    """A line as the archive keeps it: the sealed frame (base64), without its time."""

    number: int
    sender: Literal["visitor", "staff"]
    frame: str
    at: None = None


class ArchivedSeal(msgspec.Struct, frozen=True):
    """Where the conversation's keys are: ``part`` among the transcript's seals, for which epoch and key."""

    part: int
    key: str
    epoch: int


class Transcript(msgspec.Struct, frozen=True, rename={"retention": "class"}):
    """What the blob holds."""

    conversation: str
    retention: str
    visitor_key: str
    lines: list[ArchivedLine]
    offers: list[ArchivedSeal]


_reader: Final = msgspec.json.Decoder(Transcript)


@dataclass(frozen=True)
class KeySeal:
    """An archive seal of K₀‖…‖Kₑ that was kept with the conversation: the visitor's, or a console's copy."""

    key: str
    epoch: int
    sealed: bytes


@dataclass(frozen=True)
class Opening:
    """A transcript under way: its fresh id, its secret R, and R's seal to the archive key."""

    transcript: str
    key: str
    sealed_secret: bytes
    secret: bytes = field(repr=False)


def begin(archive: Signed) -> Opening:
    """Return a fresh transcript id and secret, sealed to the archive key of this (already verified) claim."""
    claim = msgspec.json.decode(archive.payload, type=KeyClaim)
    transcript, secret = new_id(), random_bytes(32)
    sealed = seal_transcript_secret(claim.public, secret, id_bytes(transcript), sha256(archive.payload))
    return Opening(transcript, claim.key, sealed, secret)


def blob(
    opening: Opening,
    *,
    conversation: str,
    retention: str,
    visitor_key: bytes,
    lines: Sequence[StoredLine],
    seals: Sequence[KeySeal],
) -> bytes:
    """Return the padded, encrypted transcript; ``seals`` are kept beside it as parts 1, 2, … in order."""
    content = Transcript(
        conversation=conversation,
        retention=retention,
        visitor_key=_text(visitor_key),
        lines=[ArchivedLine(line.number, line.sender, _text(line.frame)) for line in lines],
        offers=[ArchivedSeal(part, seal.key, seal.epoch) for part, seal in enumerate(seals, start=1)],
    )
    plain = msgspec.json.encode(content)
    padded = pad(plain, (power_of_two_size(len(plain), SMALLEST),))
    return lock_transcript(opening.secret, id_bytes(opening.transcript), padded)


def read(transcript: str, secret: bytes, sealed: bytes) -> Transcript:
    """Return what a blob holds; SealError if ``secret`` is not its R or it was changed."""
    padded = unlock_transcript(secret, id_bytes(transcript), sealed)
    return _reader.decode(unpad(padded, (len(padded),)))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
