"""A shift's notes on this computer's disk: found again, opened, written as they change, destroyed at its end.

Nothing here decides when; the disk has a thread of its own, and the keyring another one (``share``).
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, Literal, TypeVar

from msgspec import structs

from luwte.console.share import Share
from luwte.console.vault_file import VaultFile
from luwte.crypto.keys import KEY_BYTES, random_bytes
from luwte.protocol.ids import Id, PersonId
from luwte.vault import shift
from luwte.vault.errors import VaultError
from luwte.vault.keychain import Keychain, KeychainError
from luwte.vault.notes import DropConversation, Keep, Kept, Key, Vault, about
from luwte.vault.shift import Manifest, Run
from luwte.vault.shred import Destroyed

PROGRESS_SECONDS: Final = 0.1
"""How often the progress of a destruction is told at most."""
CLOSE_SECONDS: Final = 3.0

Lost = Literal["", "vault_lost", "vault_damaged"]
_LOST: Final[dict[str, Lost]] = {"vault_key": "vault_lost", "vault_damaged": "vault_damaged"}
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Opened:
    """What an opened vault holds of before. ``lost``: why it holds nothing although it should."""

    kept: Kept = field(default_factory=Kept)
    lost: Lost = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was destroyed."""

    destroyed: Destroyed = field(default_factory=Destroyed)
    is_keyring_cleared: bool = True


class Keeper:
    """Keeps one shift at a time. ``told`` hears that ``code`` or ``is_share_in_memory`` changed.

    ``found``: a shift of before a crash that still runs. ``code``: why what is typed is in memory only for
    now, a code of VaultError. All calls from the loop's thread.
    """

    def __init__(self, folder: Path, keychain: Callable[[], Keychain], told: Callable[[], None]) -> None:
        self.found: Manifest | None = None
        self.manifest: Manifest | None = None
        self.share = b""
        self.code = ""
        self.is_share_in_memory = False
        self._folder: Final = folder
        self._told: Final = told
        self._keyring: Final = Share(keychain)
        self._disk: Final = ThreadPoolExecutor(1, "luwte-disk")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._own_share = b""
        self._is_fresh = False
        self._unforgotten: set[Id] = set()
        self._held: dict[Key, Keep] = {}
        self._vault: Vault | None = None  # what is kept goes there; None: it is held back
        self._file: Final = VaultFile(folder, self._problem)  # the disk's thread alone

    # ── before a crash and after it ──

    def find(self, now: int, owner: tuple[Id, PersonId] | None, run: Run | None = None) -> Manifest | None:
        """Shred what no running shift needs, and return the one that still runs; before any sign-in."""
        self.found = shift.find(self._folder, now, owner, run)
        return self.found

    async def fetch_share(self) -> bool:
        """Fetch this computer's share of the found shift; False if there is none any more.

        KeychainError if the keyring cannot tell now: later it may.
        """
        if self.found is None:
            return False
        try:
            self._own_share = await self._keyring.fetch(self.found.vault)
        except VaultError:
            return False
        except KeychainError as error:
            if error.code in {"no_keyring", "keyring_damaged"}:
                return False
            raise
        return True

    async def ended(self) -> Manifest | None:
        """Return the shift whose end was cut short, or that the server may not know of."""
        return await self._on_disk(partial(shift.ended, self._folder))

    async def forget_share(self, over: Manifest) -> bool:
        """Have the keyring forget the share of a shift that is over; False if it cannot now."""
        return await self._forget(over.vault) == ""

    async def forget_ended(self) -> None:
        """Remove the last trace of a shift: server and keyring know that it is over."""
        await self._on_disk(partial(shift.forget_ended, self._folder))

    # ── a shift ──

    async def open(self, manifest: Manifest, share: bytes, *, is_kept: bool) -> Opened:
        """Open the vault of a shift, the found one's with what is in it; whatever fails, the shift goes on.

        ``share`` is the server's; ``is_kept`` is whether it had it already. What is kept meanwhile is held
        back until ``follow``.
        """
        is_found = self.found is not None and self.found.vault == manifest.vault
        self.manifest, self.share, self.found = manifest, share, None
        self._vault, self._is_fresh = None, False
        lost: Lost = "vault_lost" if is_found and not (is_kept and self._own_share) else ""
        if is_found and not lost:
            try:
                return Opened(
                    await self._on_disk(partial(self._file.open_again, manifest, self._own_share, share))
                )
            except VaultError as error:
                if error.code not in _LOST:
                    # The disk is busy or refuses: what lies there may open again, so it stays.
                    self._is(code=error.code)
                    return Opened()
                lost = _LOST[error.code]
        self._own_share, self._is_fresh = random_bytes(KEY_BYTES), True
        await self._try(self._file.begin)
        return Opened(lost=lost)

    def follow(self) -> None:
        """Write what was held back, and from now on everything at once."""
        self._vault = self._file.vault if self.manifest is not None else None
        if self._vault is not None:
            for change in self._held.values():
                self._vault.keep(change)
            self._held.clear()

    async def try_again(self) -> None:
        """Where no file could be made, try once more; harmless otherwise."""
        if self.can_try_again:
            await self._try(self._file.begin)
            self.follow()

    @property
    def can_try_again(self) -> bool:
        """Whether everything is in memory only because no file could be made. One of before that cannot be
        read now is left alone."""
        return self._is_fresh and self.manifest is not None and self._vault is None and bool(self.code)

    async def keep_share(self) -> None:
        """Put this computer's fresh share into the keyring; where that fails it stays in memory only."""
        if self.manifest is not None and self._is_fresh:
            vault = self.manifest.vault
            code = await self._heard(self._keyring.keep(vault, self._own_share))
            if self._runs(vault):
                self._is(is_share_in_memory=bool(code))
            if not code:
                # It would not forget these when they ended; it may now.
                for former in [*self._unforgotten]:
                    await self._forget(former)

    def keep(self, changes: Sequence[Keep]) -> None:
        """Remember these for as long as the shift runs; never waits. Before ``follow`` they are held back."""
        for change in changes:
            if self._vault is not None:
                self._vault.keep(change)
            else:
                self._hold(change)

    async def kept(self) -> None:
        """Wait until what was kept until now is on the disk, or the disk refuses it."""
        if self._vault is not None:
            await self._on_disk(self._vault.flush)

    def plan(self, planned: int) -> None:
        """Remember when the shift is meant to end; where the disk refuses, a crash forgets it."""
        if self.manifest is not None:
            self.manifest = structs.replace(self.manifest, planned=planned)
            self._disk.submit(self._file.change, self.manifest)

    async def seal(self, progress: Callable[[float], None], *, is_server_told: bool = True) -> Gone:
        """Destroy everything of the shift, or of the found one; never fails half-way.

        ``progress`` from 0 to 1, at most ten times a second. What is still to be told to somebody stays in
        ``ended``, without content.
        """
        manifest, self.manifest, self.found = self.manifest or self.found, None, None
        self._vault, self.share, self._own_share = None, b"", b""
        self._held.clear()
        if manifest is None:
            return Gone()
        destroyed = await self._on_disk(partial(self._file.destroy, manifest.vault, self._paced(progress)))
        code = await self._forget(manifest.vault)
        if code:
            destroyed += Destroyed(problems=(code,))
        elif is_server_told:
            await self.forget_ended()
        self._is(code="", is_share_in_memory=False)
        return Gone(destroyed, not code)

    async def close(self) -> None:
        """The program ends while the shift runs: store what can be stored in a moment, wipe nothing."""
        closing = asyncio.get_running_loop().run_in_executor(self._disk, self._file.close)
        await asyncio.wait({closing}, timeout=CLOSE_SECONDS)
        self._disk.shutdown(wait=False)

    # ── small things ──

    async def _try(self, step: Callable[[Manifest, bytes, bytes], None]) -> None:
        """Take a step on the disk; where it refuses, what is typed stays in memory for now."""
        if self.manifest is None:
            return
        try:
            await self._on_disk(partial(step, self.manifest, self._own_share, self.share))
        except VaultError as error:
            self._is(code=error.code)
        else:
            self._is(code="")

    async def _forget(self, vault: Id) -> str:
        """Have the share forgotten; return why that failed. A keyring that is not there keeps none."""
        code = await self._heard(self._keyring.forget(vault))
        if code in {"", "no_keyring"}:
            self._unforgotten.discard(vault)
            return ""
        self._unforgotten.add(vault)
        return code

    def _runs(self, vault: Id) -> bool:
        return self.manifest is not None and self.manifest.vault == vault

    async def _heard(self, asked: Coroutine[None, None, None]) -> str:
        try:
            await asked
        except KeychainError as error:
            return error.code
        return ""

    def _hold(self, change: Keep) -> None:
        if isinstance(change, DropConversation):
            for key in [key for key in self._held if key[1] == change.conversation]:
                del self._held[key]
        # Behind what came before it, as in the vault itself.
        self._held.pop(about(change), None)
        self._held[about(change)] = change

    def _is(self, *, code: str | None = None, is_share_in_memory: bool | None = None) -> None:
        before = self.code, self.is_share_in_memory
        if code is not None:
            self.code = code
        if is_share_in_memory is not None:
            self.is_share_in_memory = is_share_in_memory
        if before != (self.code, self.is_share_in_memory):
            self._told()

    def _problem(self, code: str | None) -> None:
        """The vault's own thread says that the disk refuses, or takes everything again."""
        self._on_loop(partial(self._disk_is, code or ""))

    def _disk_is(self, code: str) -> None:
        if self.manifest is not None:
            self._is(code=code)

    def _paced(self, progress: Callable[[float], None]) -> Callable[[float], None]:
        told_at = 0.0

        def tell(share: float) -> None:
            nonlocal told_at
            now = time.monotonic()
            if share >= 1.0 or now - told_at >= PROGRESS_SECONDS:
                told_at = now
                self._on_loop(partial(progress, share))

        return tell

    def _on_loop(self, call: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            with suppress(RuntimeError):  # it is being closed: nobody listens any more
                self._loop.call_soon_threadsafe(call)

    async def _on_disk(self, call: Callable[[], _Result]) -> _Result:
        self._loop = asyncio.get_running_loop()
        return await self._loop.run_in_executor(self._disk, call)
