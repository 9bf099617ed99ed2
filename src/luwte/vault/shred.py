"""Destroying files as well as a disk allows: overwritten, emptied, renamed, unlinked, never half-way.

Today's disks may keep old blocks whatever is written over them: that nobody reads a vault rests on its key
being gone, not on this. Whatever goes wrong is told at the end as a code, and every step that can still be
done is done.
"""

import os
import secrets
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

NAMELESS: Final = "gone-"
"""How a file's last name begins: what a crash left under it is removed at the next start."""
BLOCK: Final = 1 << 20
_SYNC_EVERY: Final = 16 * BLOCK

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1, never falling; called on the thread that does the work."""


@dataclass(frozen=True)
class Destroyed:
    """What is gone. ``problems``: ``not_overwritten`` (the disk refused, the file is unlinked all the same),
    ``not_removed`` (the system did not let it go), ``not_listed`` (the folder cannot be read)."""

    files: int = 0
    bytes: int = 0
    problems: tuple[str, ...] = ()

    def __add__(self, other: "Destroyed") -> "Destroyed":
        problems = dict.fromkeys(self.problems + other.problems)
        return Destroyed(self.files + other.files, self.bytes + other.bytes, tuple(problems))


def shred(paths: Sequence[Path], progress: Progress = lambda _share: None) -> Destroyed:
    """Destroy these files, those that exist; a link is removed and what it points to left alone."""
    sizes = [_size(path) for path in paths]
    whole = sum(size or 0 for size in sizes) or 1
    done, gone = 0, Destroyed()
    for path, size in zip(paths, sizes, strict=True):
        if size is None:
            continue
        gone += _shred_one(path, size, partial(_tell, progress, done, whole))
        done += size
    for folder in {path.parent for path in paths}:
        settle(folder)
    progress(1.0)
    return gone


def _tell(progress: Progress, before: int, whole: int, written: int) -> None:
    progress((before + written) / whole)


def settle(folder: Path) -> None:
    """Make renamings and removals durable, where folders can be synced."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _size(path: Path) -> int | None:
    """Return the bytes of a file, 0 for anything that is not one, None if nothing is there."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _shred_one(path: Path, size: int, written: Callable[[int], None]) -> Destroyed:
    problems: list[str] = []
    try:
        if stat.S_ISREG(path.lstat().st_mode):
            _overwrite(path, size, written)
    except OSError:
        problems.append("not_overwritten")
        # An emptied file at least gives its name no content, and a full disk its space back.
        with suppress(OSError):
            os.truncate(path, 0)
    try:
        _unlink(path)
    except OSError:
        return Destroyed(0, 0, (*problems, "not_removed"))
    return Destroyed(1, size, tuple(problems))


def _overwrite(path: Path, size: int, written: Callable[[int], None]) -> None:
    """Write random bytes over the whole file and have them on the disk before it is emptied."""
    with suppress(OSError):
        path.chmod(0o600)
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        at = 0
        while at < size:
            block = memoryview(os.urandom(min(BLOCK, size - at)))
            while block:
                count = os.write(handle, block)
                block = block[count:]
                at += count
            if at % _SYNC_EVERY == 0:
                # The progress shown is that of the disk, not that of the memory before it.
                os.fsync(handle)
            written(at)
        os.fsync(handle)
        os.ftruncate(handle, 0)
        os.fsync(handle)
    finally:
        os.close(handle)


def _unlink(path: Path) -> None:
    """Rename a file to something that says nothing, then remove it; a folder in its place stays."""
    nameless = path.with_name(f"{NAMELESS}{secrets.token_hex(8)}")
    try:
        path.rename(nameless)
    except OSError:
        nameless = path
    try:
        nameless.unlink()
    except OSError:
        # Under its own name it is found again at the next start.
        with suppress(OSError):
            nameless.rename(path)
        raise
