"""From a password and the device's own secret to sign-in proof and wrapping key. The server sees neither."""

import unicodedata
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Struct

from luwte.crypto.keys import hkdf, random_bytes
from luwte.errors import LuwteError

SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_SECRETS: Final = b"luwte/1 secrets"


class SecretsError(LuwteError):
    """``weak_parameters`` (below the floor), ``parameters`` (absurd), ``characters``, ``secrets``."""


class Parameters(Struct, frozen=True):
    """What one guess costs (Argon2id). Lives in the console's own profile; the defaults are the floor."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


_FLOOR: Final = (64 * 1024, 3, 1)
_CEILING: Final = (2 * 1024 * 1024, 32, 16)


def sign_in_keys(
    password: str, salt: bytes, device_secret: bytes, person16: bytes, parameters: Parameters
) -> tuple[bytes, bytes]:
    """Return the proof for the server and the key around the profile's secrets, 32 bytes each.

    Takes 16 bytes of salt, the 32 of the device secret and the person's raw id. Parameters below the floor
    are refused: whoever changed the profile or the server's answer wanted a password that can be guessed.
    """
    _check(parameters)
    if len(salt) != SALT_BYTES or len(device_secret) != 32 or len(person16) != 16:
        raise SecretsError("secrets")
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=parameters.passes,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    )
    master = kdf.derive(_password_bytes(password)) + device_secret
    proof = hkdf(master, person16, b"luwte/1 sign-in proof", 32)
    wrapping_key = hkdf(master, person16, b"luwte/1 sign-in wrap", 32)
    return proof, wrapping_key


def wrap_secrets(wrapping_key: bytes, plaintext: bytes) -> bytes:
    """Return the secrets under the wrapping key: nonce (12), ciphertext, tag (16)."""
    nonce = random_bytes(_NONCE_BYTES)
    return nonce + AESGCM(wrapping_key).encrypt(nonce, plaintext, _SECRETS)


def unwrap_secrets(wrapping_key: bytes, untrusted_wrapped: bytes) -> bytes:
    """Return what ``wrap_secrets`` was given; SecretsError for a wrong key or changed bytes."""
    if len(untrusted_wrapped) >= _NONCE_BYTES + _TAG_BYTES:
        nonce, sealed = untrusted_wrapped[:_NONCE_BYTES], untrusted_wrapped[_NONCE_BYTES:]
        try:
            return AESGCM(wrapping_key).decrypt(nonce, sealed, _SECRETS)
        except InvalidTag:
            pass
    raise SecretsError("secrets")


def _check(parameters: Parameters) -> None:
    cost = (parameters.memory_kib, parameters.passes, parameters.lanes)
    if any(one < floor for one, floor in zip(cost, _FLOOR, strict=True)):
        raise SecretsError("weak_parameters")
    if any(one > ceiling for one, ceiling in zip(cost, _CEILING, strict=True)):
        raise SecretsError("parameters")


def _password_bytes(password: str) -> bytes:
    try:
        return unicodedata.normalize("NFKC", password).encode("utf-8")
    except UnicodeEncodeError:
        pass
    raise SecretsError("characters")
