"""The vault's key out of two halves: A in this computer's keyring, B at the server for as long as the shift
runs.

Whoever has one half has nothing: the key is gone as soon as either is (T8).
"""

from typing import Final

from luwte.crypto.keys import KEY_BYTES, hkdf, random_bytes
from luwte.protocol.ids import Id, id_bytes
from luwte.vault.errors import VaultError
from luwte.vault.keychain import Keychain
from luwte.vault.shift import share_name

_INFO: Final = b"luwte/1 vault"


def make_share(keychain: Keychain, vault: Id) -> bytes:
    """Make share A (32 bytes), keep it in the keyring and return it; KeychainError if none can be kept."""
    share = random_bytes(KEY_BYTES)
    keychain.keep(share_name(vault), share)
    return share


def kept_share(keychain: Keychain, vault: Id) -> bytes:
    """Return share A of a vault made before.

    VaultError ``vault_key`` if the keyring has none, or something of another length; KeychainError if it
    cannot be asked.
    """
    share = keychain.fetch(share_name(vault))
    if share is None:
        raise VaultError("vault_key")
    return _exactly(share)


def make_key(share_a: bytes, share_b: bytes, vault: Id) -> bytes:
    """Return the 32-byte key of a vault; VaultError ``vault_key`` if a share has another length than 32."""
    return hkdf(_exactly(share_a) + _exactly(share_b), id_bytes(vault), _INFO, KEY_BYTES)


def _exactly(share: bytes) -> bytes:
    if len(share) != KEY_BYTES:
        raise VaultError("vault_key")
    return share
