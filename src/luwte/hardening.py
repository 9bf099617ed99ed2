"""Keeps what is in memory in memory: no core dumps, no other program that looks in.

Two steps, because a desktop looks at a program while it starts: ``keep_no_core`` at once, ``close_to_others``
before the first secret. Whoever owns the account can always start another program in this one's place: what
is held off is a look into one that runs, and a crash that writes secrets to a disk. That memory is never
swapped out is not promised.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

from luwte import log

PR_SET_DUMPABLE: Final = 4
PT_DENY_ATTACH: Final = 31
NO_CRASH_REPORT: Final = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: a crash ends the program without a report or a box."""


def keep_no_core(platform: str = sys.platform) -> bool:
    """Let no crash of this process write its memory to a disk; the limit is hard, so nothing raises it again.

    Returns False, with a note in the log, where the system refuses.
    """
    return _told("no_core", _no_report if platform == "win32" else _no_core)


def close_to_others(platform: str = sys.platform) -> bool:
    """Let no other program of the same user attach to this process or read its memory.

    On Linux this also stops core dumps that go through a pipe, which no limit holds back, and gives the files
    under ``/proc/self`` to root: a desktop's portals refuse to speak to a program they cannot look up there,
    so the first window must be on the screen before. Programs started from here are not closed.

    Returns False, with a note in the log, where the system refuses or there is nothing of the kind (Windows).
    """
    match platform:
        case "win32":
            return False  # a program of the same user may always open this one there
        case "darwin":
            return _told("no_attach", _deny_attach)
        case _:
            return _told("no_attach", _undumpable)


def _told(code: str, harden: Callable[[], None]) -> bool:
    try:
        harden()
    except (OSError, AttributeError, ImportError, ValueError) as error:
        log.note("hardening", code, error=type(error).__name__)
        return False
    return True


def _no_core() -> None:
    import resource  # noqa: PLC0415 - exists on POSIX only

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _no_report() -> None:
    """Not tried on Windows by its makers; what it calls exists since Windows XP."""
    _c("kernel32").SetErrorMode(NO_CRASH_REPORT)


def _deny_attach() -> None:
    """Not tried on macOS by its makers."""
    _done(_c(None).ptrace(PT_DENY_ATTACH, 0, None, 0))


def _undumpable() -> None:
    from ctypes import c_ulong  # noqa: PLC0415 - not before the first window is there

    none = c_ulong(0)
    _done(_c(None).prctl(PR_SET_DUMPABLE, none, none, none, none))


def _c(name: str | None) -> Any:
    """Return a library of the system; None is the C library that is loaded already."""
    import ctypes  # noqa: PLC0415 - not before the first window is there

    return ctypes.CDLL(name, use_errno=True)


def _done(result: int) -> None:
    if result != 0:
        raise OSError("refused")
