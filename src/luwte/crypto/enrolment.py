"""The code a coordinator hands over in person: a seed for the first keys, and whose helpline it is."""

from typing import Final

from luwte.crypto.encoding import EncodingError, checked_bytes, checked_text
from luwte.crypto.keys import BoxKey, SigningKey, hkdf, random_bytes
from luwte.errors import LuwteError

_SEED_BYTES: Final = 32
_FINGERPRINT_BYTES: Final = 20


class EnrolmentError(LuwteError):
    """The text is no enrolment code: ``alphabet``, ``length`` or ``checksum``."""


class EnrolmentCode:
    """One use, 24 hours: the server knows ``lookup`` and the SHA-256 of ``secret``, nothing else of it.

    ``staff`` and ``envelope`` are the first keys of the person enrolled; the console replaces them by its own
    at once.
    """

    __slots__ = ("_seed", "root_fingerprint")

    def __init__(self, seed: bytes, root_fingerprint: bytes) -> None:
        if len(seed) != _SEED_BYTES or len(root_fingerprint) != _FINGERPRINT_BYTES:
            raise EnrolmentError("length")
        self._seed: Final = seed
        self.root_fingerprint: Final = root_fingerprint

    @classmethod
    def make(cls, root_fingerprint: bytes) -> "EnrolmentCode":
        """Return a fresh code that carries the root's fingerprint (20 bytes)."""
        return cls(random_bytes(_SEED_BYTES), root_fingerprint)

    @classmethod
    def parse(cls, untrusted_text: str) -> "EnrolmentCode":
        """Return the code of a text typed or pasted; EnrolmentError tells what is wrong with it."""
        code = "length"
        try:
            raw = checked_bytes(untrusted_text, _SEED_BYTES + _FINGERPRINT_BYTES)
        except EncodingError as error:
            code = error.code
        else:
            return cls(raw[:_SEED_BYTES], raw[_SEED_BYTES:])
        raise EnrolmentError(code)

    @property
    def text(self) -> str:
        """The written form: 88 characters of base32 in groups of four, checksum included."""
        return checked_text(self._seed + self.root_fingerprint)

    @property
    def lookup(self) -> bytes:
        """The 16 bytes under which the server finds the code (written as an id on the wire)."""
        return hkdf(self._seed, b"", b"luwte/1 enrol lookup", 16)

    @property
    def secret(self) -> bytes:
        """The 32 bytes that prove one has the code."""
        return hkdf(self._seed, b"", b"luwte/1 enrol secret", 32)

    @property
    def staff(self) -> SigningKey:
        """The first staff key."""
        return SigningKey.from_seed(hkdf(self._seed, b"", b"luwte/1 enrol staff", 32))

    @property
    def envelope(self) -> BoxKey:
        """The first envelope key."""
        return BoxKey.from_private(hkdf(self._seed, b"", b"luwte/1 enrol envelope", 32))
