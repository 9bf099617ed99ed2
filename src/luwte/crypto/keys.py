"""Key pairs, hashing and derivation: the primitives every other module of this room is built from."""

import hashlib
import hmac
import secrets
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from luwte.errors import LuwteError

KEY_BYTES: Final = 32


class KeysError(LuwteError):
    """``key_length``: not 32 bytes; ``bad_signature``: the signature is not this key's over these bytes."""


class SigningKey:
    """An Ed25519 key pair: root, staff, or a visitor's for one conversation."""

    __slots__ = ("_private", "public")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public: Final = private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> "SigningKey":
        """Return a fresh key pair."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """Return the key pair of a 32-byte seed; KeysError if it has another length."""
        return cls(Ed25519PrivateKey.from_private_bytes(_exactly(seed)))

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes."""
        return self._private.private_bytes_raw()

    def sign(self, signed: bytes) -> bytes:
        """Return the 64-byte signature over these bytes."""
        return self._private.sign(signed)


class BoxKey:
    """An X25519 key pair that others seal to: envelope, shift, intake, archive."""

    __slots__ = ("hpke_key", "public")

    def __init__(self, private: X25519PrivateKey) -> None:
        self.hpke_key: Final = private
        self.public: Final = private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> "BoxKey":
        """Return a fresh key pair."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_private(cls, private: bytes) -> "BoxKey":
        """Return the key pair of 32 secret bytes; KeysError if they have another length."""
        return cls(X25519PrivateKey.from_private_bytes(_exactly(private)))

    @property
    def private(self) -> bytes:
        """The 32 secret bytes."""
        return self.hpke_key.private_bytes_raw()


_probe: Final = X25519PrivateKey.generate()


def can_be_sealed_to(public: bytes) -> bool:
    """Tell whether these bytes are an X25519 key that somebody can hold.

    A point of small order gives everybody the same secret (all zeros): the exchange itself refuses those.
    """
    try:
        _probe.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        return False
    return True


def verify(public: bytes, signature: bytes, signed: bytes) -> None:
    """Return if the Ed25519 signature holds; KeysError otherwise, also for a key that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (InvalidSignature, ValueError):
        pass
    else:
        return
    raise KeysError("bad_signature")


def random_bytes(count: int) -> bytes:
    """Return fresh bytes from the system's generator."""
    return secrets.token_bytes(count)


def sha256(hashed: bytes) -> bytes:
    """Return the 32 bytes of SHA-256."""
    return hashlib.sha256(hashed).digest()


def hkdf(ikm: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Return bytes derived by HKDF-SHA256 (RFC 5869); an empty salt counts as 32 zero bytes."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(ikm)


def same(one: bytes, other: bytes) -> bool:
    """Tell whether both are equal, in a time that does not depend on where they differ."""
    return hmac.compare_digest(one, other)


def _exactly(secret: bytes) -> bytes:
    if len(secret) != KEY_BYTES:
        raise KeysError("key_length")
    return secret
