"""The computer's own keyring, for the few secrets that must outlive the console: listed back ends only.

Some secrets live as long as the person uses this computer (the device secret), one only as long as they are
logged in: the vault's share. That one never reaches a disk where the system can avoid it, because what is
deleted from a keyring file can be recovered from freed blocks.

A back end that writes plain text (``keyrings.alt``) can never be picked: the classes are named here, nothing
is searched.
"""

import base64
import binascii
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Final, Literal, Protocol, TypeVar

from luwte.errors import LuwteError

SERVICE: Final = "luwte"
SESSION_SERVICE: Final = "luwte-shift"
"""A name of its own: Windows' back end, when a second secret comes under one name, writes the first again
with the life of the second, and the device secret would end with the session."""
_SESSION_COLLECTION: Final = "/org/freedesktop/secrets/collection/session"

Life = Literal["login", "session"]

_Result = TypeVar("_Result")


class KeychainError(LuwteError):
    """No secret can be kept or read. Codes: ``no_keyring`` (none of the listed kinds runs here),
    ``keyring_locked`` (it is locked and was not opened), ``keyring`` (it failed), ``keyring_damaged`` (what
    it gave back is not ours), ``keyring_slow`` (whoever asked did not wait any longer)."""


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
    """The system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS.

    ``lives``: "login" for secrets that stay; "session" for those that end when the person logs out (Linux:
    the session collection, held in memory; Windows: a session credential; macOS knows no such thing and keeps
    it until it is forgotten).
    """

    def __init__(self, lives: Life = "login") -> None:
        self._ring = _guarded(lambda: _system_ring(lives))
        self._service = SESSION_SERVICE if lives == "session" else SERVICE

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret in the keyring."""
        text = base64.b64encode(secret).decode("ascii")
        _guarded(lambda: self._ring.set_password(self._service, name, text))

    def fetch(self, name: str) -> bytes | None:
        """Return the secret, or None; KeychainError ``keyring_damaged`` if it is not what was kept."""
        text = _guarded(lambda: self._ring.get_password(self._service, name))
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise KeychainError("keyring_damaged") from None

    def forget(self, name: str) -> None:
        """Remove the secret from the keyring."""
        if _guarded(lambda: self._ring.get_password(self._service, name)) is not None:
            _guarded(lambda: self._ring.delete_password(self._service, name))


class _Ring(Protocol):
    def get_password(self, service: str, username: str, /) -> str | None: ...
    def set_password(self, service: str, username: str, password: str, /) -> None: ...
    def delete_password(self, service: str, username: str, /) -> None: ...


def _system_ring(lives: Life) -> _Ring:
    # Imported here, not above: the keyring library costs 70 to 130 ms that the first window should not wait
    # for.
    # Reading ``priority`` is how a back end says whether it can work here: it raises RuntimeError if not.
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring  # noqa: PLC0415 - late, see above

        windows = WinVaultKeyring()
        _check(lambda: WinVaultKeyring.priority)
        # Never "enterprise", its default: no secret may roam to other computers.
        windows.persist = "session" if lives == "session" else "local machine"
        return windows
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as MacKeyring  # noqa: PLC0415 - late, see above

        _check(lambda: MacKeyring.priority)
        return MacKeyring()
    from keyring.backends.SecretService import Keyring as SecretServiceKeyring  # noqa: PLC0415 - late, see above

    _check(lambda: SecretServiceKeyring.priority)
    ring: _Ring = SecretServiceKeyring()  # type: ignore[no-untyped-call]
    if lives == "session":
        _check_session_collection()
        ring.preferred_collection = _SESSION_COLLECTION  # type: ignore[attr-defined]
    return ring


def _check_session_collection() -> None:
    """Say ``no_keyring`` where the service keeps nothing in memory: the share must not fall to a file."""
    import secretstorage  # noqa: PLC0415 - late, see above
    from secretstorage.exceptions import ItemNotFoundException  # noqa: PLC0415

    with closing(secretstorage.dbus_init()) as bus:
        try:
            secretstorage.Collection(bus, _SESSION_COLLECTION)
        except ItemNotFoundException:
            raise KeychainError("no_keyring") from None


def _check(priority: Callable[[], object]) -> None:
    try:
        priority()
    except RuntimeError:
        raise KeychainError("no_keyring") from None


def _guarded(call: Callable[[], _Result]) -> _Result:
    """Run a call into the keyring; what it can raise becomes a KeychainError."""
    from keyring.errors import InitError, KeyringError, KeyringLocked  # noqa: PLC0415 - late, see above

    foreign: tuple[type[Exception], ...] = (KeyringError, OSError, RuntimeError)
    if sys.platform == "win32":
        from win32ctypes.pywin32.pywintypes import error as WindowsError  # noqa: N812, PLC0415 - late, see above

        foreign = (*foreign, WindowsError)
    if sys.platform == "linux":
        from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415 - late, see above

        foreign = (*foreign, SecretStorageException)
    try:
        return call()
    except (KeyringLocked, InitError):
        raise KeychainError("keyring_locked") from None
    except foreign:
        raise KeychainError("keyring") from None
