"""The computer's own keyring, for the few secrets that must outlive the console: listed back ends only.

A back end that writes plain text (``keyrings.alt``) can never be picked: the classes are named here, nothing
is searched.
"""

import base64
import binascii
import sys
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from luwte.errors import LuwteError

SERVICE: Final = "luwte"

_Result = TypeVar("_Result")


class KeychainError(LuwteError):
    """No secret can be kept or read. Codes: ``no_keyring`` (none of the listed kinds runs here),
    ``keyring_locked`` (it is locked and was not opened), ``keyring`` (it failed), ``keyring_damaged`` (what
    it gave back is not ours)."""


class Keychain(Protocol):
    """Keeps secrets under a name. Calls may block for as long as a person needs to unlock a keyring."""

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret, replacing what stood under the name."""

    def fetch(self, name: str) -> bytes | None:
        """Return the secret, or None when there is none."""

    def forget(self, name: str) -> None:
        """Remove the secret; harmless when there is none."""


class MemoryKeychain:
    """Secrets that end with the program: for the demo and the tests, chosen explicitly, never as a way
    out."""

    def __init__(self) -> None:
        self._secrets: dict[str, bytes] = {}

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret until the program ends."""
        self._secrets[name] = bytes(secret)

    def fetch(self, name: str) -> bytes | None:
        """Return the secret, or None."""
        return self._secrets.get(name)

    def forget(self, name: str) -> None:
        """Remove the secret."""
        self._secrets.pop(name, None)


class SystemKeychain:
    """The system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS."""

    def __init__(self) -> None:
        self._ring = _guarded(_system_ring)

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret in the keyring."""
        text = base64.b64encode(secret).decode("ascii")
        _guarded(lambda: self._ring.set_password(SERVICE, name, text))

    def fetch(self, name: str) -> bytes | None:
        """Return the secret, or None; KeychainError ``keyring_damaged`` if it is not what was kept."""
        text = _guarded(lambda: self._ring.get_password(SERVICE, name))
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise KeychainError("keyring_damaged") from None

    def forget(self, name: str) -> None:
        """Remove the secret from the keyring."""
        if _guarded(lambda: self._ring.get_password(SERVICE, name)) is not None:
            _guarded(lambda: self._ring.delete_password(SERVICE, name))


class _Ring(Protocol):
    def get_password(self, service: str, username: str, /) -> str | None: ...
    def set_password(self, service: str, username: str, password: str, /) -> None: ...
    def delete_password(self, service: str, username: str, /) -> None: ...


def _system_ring() -> _Ring:
    # Imported here, not above: the keyring library costs 70 to 130 ms that the first window should not wait
    # for.
    # Reading ``priority`` is how a back end says whether it can work here: it raises RuntimeError if not.
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring  # noqa: PLC0415 - late, see above

        windows = WinVaultKeyring()
        _check(lambda: WinVaultKeyring.priority)
        windows.persist = "local machine"  # the device secret must not roam to other computers
        return windows
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as MacKeyring  # noqa: PLC0415 - late, see above

        _check(lambda: MacKeyring.priority)
        return MacKeyring()
    from keyring.backends.SecretService import Keyring as SecretServiceKeyring  # noqa: PLC0415 - late, see above

    _check(lambda: SecretServiceKeyring.priority)
    return SecretServiceKeyring()  # type: ignore[no-untyped-call]


def _check(priority: Callable[[], object]) -> None:
    try:
        priority()
    except RuntimeError:
        raise KeychainError("no_keyring") from None


def _guarded(call: Callable[[], _Result]) -> _Result:
    """Run a call into the keyring; what it can raise becomes a KeychainError."""
    from keyring.errors import InitError, KeyringError, KeyringLocked  # noqa: PLC0415 - late, see above

    foreign: tuple[type[Exception], ...] = (KeyringError, OSError, RuntimeError)
    if sys.platform == "linux":
        from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415 - late, see above

        foreign = (*foreign, SecretStorageException)
    try:
        return call()
    except (KeyringLocked, InitError):
        raise KeychainError("keyring_locked") from None
    except foreign:
        raise KeychainError("keyring") from None
