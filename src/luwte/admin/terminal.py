"""The terminal: what a person reads and types. Secrets come from here or from an open file descriptor,
never from
the command line, where every program on the computer could read them.
"""

import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TextIO

from luwte.admin.trouble import AdminError

LEAST_PASSWORD: Final = 12
_MOST_BYTES: Final = 4096


def _hidden(question: str) -> str:
    return getpass.getpass(question)


def _open(question: str) -> str:
    return input(question)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


@dataclass
class Terminal:
    """Where secrets come from and where words go. ``password_fd`` and ``code_fd`` are read once, one line
    each."""

    password_fd: int | None = None
    code_fd: int | None = None
    out: TextIO = sys.stdout
    is_interactive: bool = field(default_factory=_is_terminal)
    ask_hidden: Callable[[str], str] = _hidden
    ask_open: Callable[[str], str] = _open

    def tell(self, sentence: str = "") -> None:
        """Write one line for the person to read."""
        self.out.write(sentence + "\n")
        self.out.flush()

    def password(self) -> str:
        """Return the password of an existing profile."""
        if self.password_fd is not None:
            return _line(self.password_fd, "no_password")
        return self._asked(self.ask_hidden, "Password: ", "no_password")

    def new_password(self) -> str:
        """Return a new password, typed twice at a terminal; AdminError ``short_password`` or
        ``other_password``."""
        if self.password_fd is not None:
            chosen = _line(self.password_fd, "no_password")
        else:
            chosen = self._asked(self.ask_hidden, "New password (12 characters or more): ", "no_password")
        if len(chosen) < LEAST_PASSWORD:
            raise AdminError("short_password")
        if self.password_fd is None and self._asked(self.ask_hidden, "Once more: ", "no_password") != chosen:
            raise AdminError("other_password")
        return chosen

    def code(self) -> str:
        """Return the six digits of the authenticator app."""
        if self.code_fd is not None:
            typed = _line(self.code_fd, "no_code")
        else:
            typed = self._asked(self.ask_open, "Code of the authenticator app: ", "no_code")
        digits = typed.replace(" ", "")
        if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
            raise AdminError("second_factor")
        return digits

    def _asked(self, ask: Callable[[str], str], question: str, code: str) -> str:
        if not self.is_interactive:
            raise AdminError(code)
        try:
            return ask(question)
        except EOFError:
            raise AdminError(code) from None


def _line(descriptor: int, code: str) -> str:
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            raw = file.readline(_MOST_BYTES)
        text = raw.decode("utf-8").rstrip("\r\n")
    except (OSError, ValueError):
        raise AdminError("bad_descriptor") from None
    if not text:
        raise AdminError(code)
    return text
