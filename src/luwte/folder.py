"""A folder in which one process at a time works: held by a lock that no end of the process leaves behind."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from luwte.errors import LuwteError

_HELD: Final = {errno.EAGAIN, errno.EACCES, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK)}


class HeldError(LuwteError):
    """Another process works in this folder. Code ``folder_held``."""

    def __init__(self) -> None:
        super().__init__("folder_held")


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold this file's lock until the block or the process ends, in whatever way; the file itself stays.

    HeldError if somebody has it. OSError if the file cannot be made, or lies on a disk that knows no locks
    (one in a network may): that is nobody else, and yet nobody could tell.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)


def is_free(lock: Path) -> bool:
    """Whether this file is there and nobody holds its lock."""
    try:
        handle = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(handle)
    except (HeldError, OSError):
        return False
    finally:
        os.close(handle)
    return True


def _take(handle: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- exists on Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 -- does not exist on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            raise HeldError from None
        raise
