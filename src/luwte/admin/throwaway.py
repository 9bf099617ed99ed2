"""A helpline for a demo, a test or a load: made as ``luwte admin create`` makes one, by nobody, kept nowhere.

The keychain is in memory, the password is drawn, the authenticator is played; everything else is real.
"""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pyotp

from luwte.admin.create import Founding, create
from luwte.admin.kit import Kit, read_kit
from luwte.admin.office import Here, Office, open_office
from luwte.admin.people import make_code
from luwte.admin.terminal import Terminal
from luwte.admin.trouble import AdminError
from luwte.crypto.certificates import Role
from luwte.crypto.encoding import base32_text
from luwte.crypto.keys import random_bytes
from luwte.vault.keychain import MemoryKeychain

COORDINATOR: Final = "Robin"
_HALF_MINUTE: Final = 30


@dataclass
class PlayedTerminal:
    """A terminal at which nobody sits: it remembers what was shown and answers as the shown authenticator
    would."""

    clock: Callable[[], float]
    password: str = field(default_factory=lambda: base32_text(random_bytes(16)))
    shown: io.StringIO = field(default_factory=io.StringIO)
    totp: str = ""

    def terminal(self) -> Terminal:
        """Return the terminal that commands are given."""
        return Terminal(out=self.shown, is_interactive=True, ask_hidden=self._password, ask_open=self._code)

    def _password(self, _question: str) -> str:
        return self.password

    def _code(self, _question: str) -> str:
        return self._at(0)

    def next_code(self) -> str:
        """Return the code of the next half-minute: one that was used up opens nothing a second time."""
        return self._at(_HALF_MINUTE)

    def _at(self, later: int) -> str:
        if not self.totp:
            self.totp = _secret(self.shown.getvalue())
        return pyotp.TOTP(self.totp).at(int(self.clock()) + later)


@dataclass
class ThrowawayHelpline:
    """A helpline that exists, with its first coordinator signed in at the office."""

    here: Here
    played: PlayedTerminal
    kit: Kit
    office: Office

    @property
    def totp(self) -> str:
        """The coordinator's second factor, in base32."""
        return self.played.totp

    async def code(self, name: str, role: Role = "volunteer") -> str:
        """Return the text of a fresh enrolment code."""
        code, message = await make_code(self.office, name, role, self.kit)
        await self.office.do(message, "add_person")
        return code.text


@asynccontextmanager
async def found(
    url: str, setup_code_file: Path, folder: Path, clock: Callable[[], float], policy: str | None = None
) -> AsyncIterator[ThrowawayHelpline]:
    """Make a helpline on an empty server and keep its coordinator signed in; ``folder`` holds profile and
    kit."""
    played = PlayedTerminal(clock)
    here = Here(folder / "coordinator", MemoryKeychain(), played.terminal(), clock)
    await create(Founding(url, setup_code_file, folder / "kit", COORDINATOR, policy), here)
    async with open_office(here) as office:
        yield ThrowawayHelpline(here, played, read_kit(folder / "kit"), office)


def _secret(shown: str) -> str:
    for line in shown.splitlines():
        if line.startswith("otpauth:"):
            return parse_qs(urlsplit(line).query)["secret"][0]
    raise AdminError("no_code")
