"""The file of one shift's vault, as the disk's thread sees it: each call waits for the disk."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from luwte.protocol.ids import Id
from luwte.vault import shift
from luwte.vault.errors import VaultError
from luwte.vault.notes import Kept, Vault
from luwte.vault.shares import make_key
from luwte.vault.shift import Manifest, notes_path
from luwte.vault.shred import Destroyed, Progress, shred


class VaultFile:
    """One at a time, or none (``vault`` is None then). ``problem`` as in ``Vault``."""

    def __init__(self, folder: Path, problem: Callable[[str | None], None]) -> None:
        self.vault: Vault | None = None
        self._folder: Final = folder
        self._problem: Final = problem

    def open(self, manifest: Manifest, own_share: bytes, share: bytes) -> Kept:
        """Write down that the shift runs, open its file and return what is in it; VaultError otherwise."""
        shift.change(self._folder, manifest)
        key = make_key(own_share, share, manifest.vault)
        vault = Vault.open(notes_path(self._folder, manifest.vault), key, self._problem)
        try:
            kept = vault.load()
        except VaultError:
            vault.close(is_storing=False)
            raise
        self.vault = vault
        return kept

    def open_again(self, manifest: Manifest, own_share: bytes, share: bytes) -> Kept:
        """Open the file of before a crash; VaultError ``vault_damaged`` also where nothing is left of it."""
        path = notes_path(self._folder, manifest.vault)
        try:
            is_there = path.stat().st_size > 0
        except OSError:
            is_there = False
        if not is_there:
            raise VaultError("vault_damaged")
        return self.open(manifest, own_share, share)

    def begin(self, manifest: Manifest, own_share: bytes, share: bytes) -> None:
        """Open a fresh file, whatever lies in its place; VaultError."""
        name = notes_path(self._folder, manifest.vault).name
        shred(sorted(self._folder.glob(f"{name}*")))
        self.open(manifest, own_share, share)

    def change(self, manifest: Manifest) -> None:
        """Write down what changed of the shift; where the disk refuses, what stood there stays."""
        with suppress(VaultError):
            shift.change(self._folder, manifest)

    def close(self, *, is_storing: bool = True) -> None:
        """Close the file, if one is open; what waits is stored unless all will be destroyed anyway."""
        vault, self.vault = self.vault, None
        if vault is not None:
            vault.close(is_storing=is_storing)

    def destroy(self, vault: Id, progress: Progress) -> Destroyed:
        """Close the file and destroy everything of this shift; never fails half-way."""
        self.close(is_storing=False)
        return shift.seal(self._folder, vault, None, progress)
