"""The setup code: whoever can read this file on the server may make the helpline, once, within a day."""

import hmac
import os
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

    def prepare(self, is_needed: bool, now: int) -> None:
        """Write a fresh code if one is needed and none still holds; see that no old one lies about."""
        if not is_needed:
            self.use_up()
        elif self._read(now) is None:
            self.use_up()
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(base32_text(random_bytes(20)) + "\n")
            os.utime(self._path, (now, now))

    def check(self, code: str, now: int) -> None:
        """Return if this is the code and it still holds; RefusedError ``setup_code`` otherwise."""
        right = self._read(now)
        if right is None or not hmac.compare_digest(_bare(code), _bare(right)):
            raise RefusedError("setup_code")

    def use_up(self) -> None:
        """Delete the code."""
        self._path.unlink(missing_ok=True)

    def _read(self, now: int) -> str | None:
        try:
            made = self._path.stat().st_mtime
            code = self._path.read_text(encoding="ascii").strip()
        except (FileNotFoundError, ValueError):
            return None
        return code if code and made <= now < made + SECONDS else None


def _bare(code: str) -> bytes:
    return code.replace("-", "").replace(" ", "").strip().upper().encode("utf-8", "replace")
