"""The demo's folder: gone when the demo ends, and after a crash as soon as the next demo begins."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PREFIX: Final = "luwte-demo-"
LOCK: Final = "in-use"


@contextmanager
def throwaway() -> Iterator[Path]:
    """Give a fresh folder until the block ends; what crashed demos left behind goes first."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        folder = Path(name)
        # Locked before it has its name: a demo that begins at this moment must not take it for a dead one's.
        # (Windows renames no open file; it removes none either.)
        fresh = folder / (LOCK if sys.platform == "win32" else f"{LOCK}-soon")
        handle = os.open(fresh, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
            fresh.rename(folder / LOCK)
            yield folder
        finally:
            os.close(handle)


def sweep() -> None:
    """Remove the folders of demos that are no more: nobody holds their lock."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not folder.is_symlink() and _is_free(folder / LOCK):
            shutil.rmtree(folder, ignore_errors=True)


def _is_free(lock: Path) -> bool:
    try:
        handle = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        return _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- exists on Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 -- does not exist on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
