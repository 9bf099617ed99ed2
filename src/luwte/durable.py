"""A file that is written whole or not at all, and that no power cut takes back."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path


def write_whole(
    path: Path,
    content: bytes,
    *,
    changed: int | None = None,
    prefix: str | None = None,
    blots: bool = False,
) -> None:
    """Put ``content`` in the place of a file; when this returns, it is on the disk and will be found there.

    Only its owner may read the file, from its first byte on, and a folder that has to be made for it.
    ``changed``: the time of change that it shows, in unix seconds, instead of the true one. ``prefix``: how
    the name begins under which it is written; without one ``sweep`` finds what a killed process left over.
    ``blots``: what stood there before is overwritten, see ``blot``.

    Raises OSError; the file is then as it was, or there already but perhaps not for good.
    """
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp makes the file 0600 from its first byte on.
    handle, name = tempfile.mkstemp(prefix=prefix or f".{path.name}-", dir=folder)
    with blotting(path) if blots else nullcontext():
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                if changed is not None:
                    os.utime(name, (changed, changed))
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        settle(folder)


@contextmanager
def blotting(path: Path) -> Iterator[None]:
    """Overwrite what a file held once it is replaced or removed in here, see ``blot``."""
    former = hold(path)
    try:
        yield
    except BaseException:
        release(former)
        raise
    blot(former)


def hold(path: Path) -> int | None:
    """Return a handle on what a file holds, for ``blot``; None where there is none, or where an open file
    could not be replaced."""
    try:
        return os.open(path, os.O_WRONLY) if os.name == "posix" else None
    except OSError:
        return None


def blot(former: int | None) -> None:
    """Overwrite a state that was replaced or removed: else former states would lie in free blocks one beside
    another, and tell what was added to each.

    Best effort: an SSD, or a file system that copies on writing, keeps them. A state that still has a name is
    in use or a backup, and left alone.
    """
    if former is None:
        return
    try:
        state = os.fstat(former)
        if state.st_nlink == 0:
            os.pwrite(former, bytes(state.st_size), 0)
            os.fsync(former)
    except OSError:
        pass  # it is left as any other file is
    finally:
        os.close(former)


def release(former: int | None) -> None:
    """Leave a state as it is."""
    if former is not None:
        os.close(former)


def sweep(folder: Path, name: str) -> None:
    """Take away what a process left over that was killed while it wrote a file of this name, which may be a
    pattern. OSError."""
    for left_over in folder.glob(f".{name}-*"):
        left_over.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Make what was renamed or removed in a folder durable, where folders can be synced. OSError."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
