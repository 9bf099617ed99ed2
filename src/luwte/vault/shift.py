"""What of a shift lies on this computer: beginning it, finding it again after a crash, and sealing it.

In the console's folder: ``shift.json`` while a shift runs (which one, whose, until when; no content),
``notes-ID.sqlite`` with its log, encrypted. The end begins with renaming ``shift.json`` to ``ended.json``,
one step that happens or does not: from then on no start offers this shift back, however far the shredding
came. ``ended.json`` stays until somebody has told the server and the keyring (``forget_ended``).
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from luwte import log
from luwte.durable import write_whole
from luwte.folder import HeldError, held
from luwte.protocol.ids import Id, PersonId, new_id
from luwte.vault.errors import VaultError
from luwte.vault.keychain import Keychain, KeychainError
from luwte.vault.shred import NAMELESS, Destroyed, Progress, settle, shred

FORMAT: Final = 1
SHIFT: Final = "shift.json"
ENDED: Final = "ended.json"
MOST_SECONDS: Final = 24 * 3600
"""Longer than any shift may be: a file that says more is not ours."""
_LOCK: Final = "console.lock"
_OURS: Final = ("notes-*", f"{NAMELESS}*")
_MOST_BYTES: Final = 4096

Moment = Annotated[int, Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Run:
    """A computer's run, from switching it on to switching it off: its name, "" where the system gives none,
    and for how many seconds it has lasted. Unlike its clock, nobody sets it."""

    name: str
    seconds: float


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """A shift that has a vault on this computer. Times in unix seconds; ``until`` is its latest end.

    ``shift`` is the name that the server knows it by, which changes when it goes on after a crash. ``seen``:
    what the server's clock said when the vault was opened, while the run ``run`` had lasted ``ran`` seconds.
    """

    vault: Id
    helpline: Id
    person: PersonId
    began: Moment
    planned: Moment
    until: Moment
    format: int = FORMAT
    shift: Id | None = None
    seen: Moment = 0
    run: Annotated[str, Meta(max_length=64)] = ""
    ran: Moment = 0

    def is_over(self, now: int, run: Run | None) -> bool:
        """Tell whether the latest end has passed, by how long the computer has run since, else by its clock.

        A run that has lasted so much longer proves the end, whatever the clock says; the same one that has
        not proves that the shift still runs. Only another run, or none, leaves the clock alone to say it.
        """
        if run is None or not self.seen:
            return now >= self.until
        passed = run.seconds - self.ran
        if passed >= self.until - self.seen:
            return True
        return now >= self.until and not (run.name == self.run and passed >= 0)

    def meant_until(self, now: float, ahead: float = 0.0) -> float:
        """Return until when its owner meant it to run, and once that is over its latest end, by this
        computer's clock; the server's is so many seconds ahead."""
        latest = self.until - ahead
        return float(self.planned) if now < self.planned < latest else latest


def share_name(vault: Id) -> str:
    """Return the name under which a vault's share A lies in the keyring."""
    return f"vault-{vault}"


def notes_path(folder: Path, vault: Id) -> Path:
    """Return where a shift's notes lie."""
    return folder / f"notes-{vault}.sqlite"


def begin(
    folder: Path,
    helpline: Id,
    person: PersonId,
    began: int,
    planned: int,
    until: int,
    vault: Id | None = None,
) -> Manifest:
    """Write down that a shift begins, under a fresh vault id; VaultError ``vault_disk`` if that fails."""
    manifest = Manifest(vault or new_id(), helpline, person, began, planned, until)
    change(folder, manifest)
    return manifest


def change(folder: Path, manifest: Manifest) -> None:
    """Write what has changed of a shift, whole or not at all; VaultError ``vault_disk``."""
    try:
        write_whole(folder / SHIFT, msgspec.json.encode(manifest), prefix=NAMELESS)
    except OSError:
        raise VaultError("vault_disk") from None


def find(
    folder: Path, now: int, owner: tuple[Id, PersonId] | None = None, run: Run | None = None
) -> Manifest | None:
    """Look for what a former console left, before any window and with the folder's lock held.

    Shreds all that belongs to no running shift: of one that is over, of another ``owner`` (helpline and
    person enrolled here), damaged, foreign, nobody's. Returns the shift that still runs; whether the server
    still holds its share is learned after sign-in. A clock that stands before the beginning proves no end:
    the server's decides. Nor does one far ahead, while the computer has not ``run`` for so long since: what
    stays then is noise as soon as the server lets its half go, and goes at the sign-in that hears of it.
    """
    manifest = _read(folder / SHIFT)
    is_running = (
        manifest is not None
        and not manifest.is_over(now, run)
        and owner in {None, (manifest.helpline, manifest.person)}
    )
    running = manifest if is_running else None
    over: list[Path] = []
    if manifest is None or (running is None and not _mark_ended(folder)):
        over.append(folder / SHIFT)
    if ended(folder) is None:
        over.append(folder / ENDED)
    kept = "" if running is None else notes_path(folder, running.vault).name
    over += [path for path in _ours(folder) if not kept or not path.name.startswith(kept)]
    _told(shred(over))
    return running


def seal(
    folder: Path, vault: Id, keychain: Keychain | None = None, progress: Progress = lambda _share: None
) -> Destroyed:
    """End a shift here: destroy its notes and forget share A. The vault must be closed; takes a thread.

    Never raises half-way. ``problems`` also holds the keyring's code if the share could not be forgotten.
    Without a keychain the caller forgets ``share_name(vault)``, for instance under a time limit of its own.
    """
    is_marked = _mark_ended(folder)
    last = [] if is_marked else [folder / SHIFT]
    gone = shred([*_ours(folder), *last], progress)
    if keychain is not None:
        try:
            keychain.forget(share_name(vault))
        except KeychainError as error:
            gone += Destroyed(problems=(error.code,))
    return gone


def ended(folder: Path) -> Manifest | None:
    """Return the shift that ended here while server or keyring may not know it yet."""
    return _read(folder / ENDED)


def forget_ended(folder: Path) -> None:
    """Remove the last trace of a shift: the server has been told and share A is forgotten."""
    _told(shred([folder / ENDED]))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for this process, however it ends.

    VaultError ``vault_folder`` if another console has it, ``vault_disk`` if the disk cannot tell.
    """
    with ExitStack() as stack:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            stack.enter_context(held(folder / _LOCK))
        except HeldError:
            raise VaultError("vault_folder") from None
        except OSError:
            raise VaultError("vault_disk") from None
        yield


def _mark_ended(folder: Path) -> bool:
    """Say durably that the shift is over; needs no space, so a full disk does not prevent it."""
    try:
        os.replace(folder / SHIFT, folder / ENDED)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    settle(folder)
    return True


def _ours(folder: Path) -> list[Path]:
    try:
        return sorted(path for pattern in _OURS for path in folder.glob(pattern))
    except OSError:
        log.note("vault.shift", "not_listed")
        return []


def _read(path: Path) -> Manifest | None:
    """Return what the file tells, or None if there is none or it is not one of ours."""
    try:
        with path.open("rb") as file:
            untrusted_content = file.read(_MOST_BYTES)
        manifest = msgspec.json.decode(untrusted_content, type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    is_ours = manifest.format == FORMAT and manifest.began < manifest.until <= manifest.began + MOST_SECONDS
    return manifest if is_ours else None


def _told(gone: Destroyed) -> None:
    for problem in gone.problems:
        log.note("vault.shift", problem)
