"""Registrations as sealed blobs of one size, and the dummies between them.

A dummy is sealed like any other: who has no statistics key cannot tell them apart, the server neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from luwte.crypto.certificates import KeyClaim
from luwte.crypto.keys import BoxKey
from luwte.crypto.registrations import open_registration, seal_registration
from luwte.crypto.sealing import SealError
from luwte.registration.form import Answers, FormError, decode, encode

MULTIPLE: Final = 8
"""A batch is filled with dummies to a multiple of this, so that its size tells little."""

_DUMMY: Final = b"\x00"
_REAL: Final = b"\x01"


@dataclass(frozen=True, slots=True)
class StatisticsKey:
    """The helpline's statistics key of a year: public half and digest of its claim, private half for
    readers."""

    claim: KeyClaim
    digest: bytes
    private: BoxKey | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What blobs held: registrations, in no order that tells anything, and how many were unreadable."""

    answers: tuple[Answers, ...]
    dummies: int
    unreadable: int


def seal_answers(key: StatisticsKey, made: Answers) -> bytes:
    """Return a registration as a blob; FormError ``too_large``."""
    return seal_registration(key.claim.public, _REAL + encode(made), key.digest)


def seal_dummy(key: StatisticsKey) -> bytes:
    """Return a blob that says nothing."""
    return seal_registration(key.claim.public, _DUMMY, key.digest)


class Opener:
    """Opens blobs with whichever key fits (R1): the newest first, and from then on the one that opened the
    last blob before all others."""

    def __init__(self, keys: Sequence[StatisticsKey]) -> None:
        self._order = [key for key in keys if key.private is not None]

    def read(self, untrusted_blobs: Iterable[bytes]) -> Read:
        """Open blobs; what opens under no key, or is no registration, is counted."""
        found: list[Answers] = []
        dummies = unreadable = 0
        # Two rounds: a processor that decrypts and decodes in turn takes a seventh longer for it.
        contents = [self._opened(blob) for blob in untrusted_blobs]
        for content in contents:
            if content is None or content[:1] not in {_REAL, _DUMMY}:
                unreadable += 1
            elif content[:1] == _DUMMY:
                dummies += 1
            else:
                try:
                    found.append(decode(content[1:]))
                except FormError:
                    unreadable += 1
        return Read(tuple(found), dummies, unreadable)

    def _opened(self, untrusted_blob: bytes) -> bytes | None:
        for at, key in enumerate(self._order):
            if key.private is None:
                continue
            try:
                content = open_registration(key.private, untrusted_blob, key.digest)
            except SealError:
                continue
            if at:
                self._order.insert(0, self._order.pop(at))
            return content
        return None


def read(keys: Sequence[StatisticsKey], untrusted_blobs: Iterable[bytes]) -> Read:
    """Open blobs with whichever key fits; what opens under none, or is no registration, is counted (R1)."""
    return Opener(keys).read(untrusted_blobs)
