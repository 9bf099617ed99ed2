"""The demo's folder: gone when the demo ends, and after a crash as soon as the next demo begins."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from luwte.folder import held, is_free

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
        with held(fresh):
            fresh.rename(folder / LOCK)
            yield folder


def sweep() -> None:
    """Remove the folders of demos that are no more: nobody holds their lock."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not folder.is_symlink() and is_free(folder / LOCK):
            shutil.rmtree(folder, ignore_errors=True)
