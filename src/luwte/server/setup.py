"""The setup code: whoever can read this file on the server may make the helpline, once, within a day.

Below the code stands the house policy that the server was started with, if it was: whoever makes the helpline
reads it there and signs it, unless they name another.
"""

import hmac
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luwte.crypto.encoding import base32_text
from luwte.crypto.keys import random_bytes
from luwte.server.signin import RefusedError

NAME: Final = "setup-code"
SECONDS: Final = 24 * 3600


class SetupCode:
    """The file ``DIR/setup-code`` (0600): made on a folder without a helpline, gone after its use.

    The file's own time tells how old it is.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def prepare(self, is_needed: bool, now: int, policy: str | None = None) -> None:
        """Write a fresh code if one is needed and none still holds; see that no old one lies about.

        ``policy``: the TOML of the house policy that is proposed with it. A code that holds stays the same.
        """
        held = self._read(now)
        if not is_needed:
            self.use_up()
        elif held is None or held.policy != (policy or ""):
            self.use_up()
            made = now if held is None else held.made
            code = base32_text(random_bytes(20)) if held is None else held.code
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(f"{code}\n{policy or ''}")
            os.utime(self._path, (made, made))

    def check(self, code: str, now: int) -> None:
        """Return if this is the code and it still holds; RefusedError ``setup_code`` otherwise."""
        right = self._read(now)
        if right is None or not hmac.compare_digest(_bare(code), _bare(right.code)):
            raise RefusedError("setup_code")

    def use_up(self) -> None:
        """Delete the code."""
        self._path.unlink(missing_ok=True)

    def _read(self, now: int) -> "_Held | None":
        try:
            made = self._path.stat().st_mtime
            with self._path.open(encoding="utf-8", newline="") as file:
                code, _, policy = file.read().partition("\n")
        except (FileNotFoundError, ValueError):
            return None
        held = _Held(code.strip(), policy, made)
        return held if held.code and made <= now < made + SECONDS else None


@dataclass(frozen=True)
class _Held:
    code: str
    policy: str
    made: float


def _bare(code: str) -> bytes:
    return code.replace("-", "").replace(" ", "").strip().upper().encode("utf-8", "replace")
