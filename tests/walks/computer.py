"""A volunteer's computer on a disk of its own: somebody logged in, a real keyring, a console to start."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from tests.vault.test_keychain import UNLOCKED, surroundings
from tests.walks.thief import Disk

PATIENCE: Final = 90.0
LOGIN: Final = "pw"
"""What the login's keyring is locked with."""


class Login:
    """Somebody is logged in, and may start the console as often as they like."""

    def __init__(self, disk: Disk, process: asyncio.subprocess.Process) -> None:
        self.disk = disk
        self._process = process
        self._console = 0

    @property
    def folder(self) -> Path:
        """Where the console keeps its files."""
        (found,) = self.disk.home.rglob("preferences.json")
        return found.parent

    async def start(self, url: str, build: str = "whole", ahead: int = 0) -> list[str]:
        """Start the console; return what lay in its folder before the first window."""
        await self._tell(f"{url} {build} {ahead}")
        self._console = await self._heard()
        files: list[str] = await self._heard()
        return files

    async def come_in(self, how: str, **words: str) -> None:
        """Fill in the first page, whichever it is."""
        await self._tell(json.dumps([how, words]))

    async def do(self, name: str, **words: str) -> Any:
        """Do one of the things that ``volunteer.Hands`` can."""
        await self._tell(json.dumps([name, words]))
        return await self._heard()

    async def kill(self) -> None:
        """Kill the console (SIGKILL)."""
        os.kill(self._console, signal.SIGKILL)
        assert await self._heard() == {"ended": 128 + signal.SIGKILL}

    async def die(self, name: str) -> None:
        """Do one of the things that ends with the console being killed (SIGKILL)."""
        await self._tell(json.dumps([name, {}]))
        assert await self._heard() == {"ended": 128 + signal.SIGKILL}

    async def leave(self) -> None:
        """Close the console's window."""
        await self.do("leave")
        assert await self._heard() == {"ended": 0}

    async def log_out(self) -> str:
        """End the session, the keyring's service with it; return what was written as errors."""
        errors = await self._over()
        assert self._process.returncode == 0, errors
        return errors

    async def give_up(self) -> None:
        """End the session if it is still there, whatever the console is at."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._console, signal.SIGKILL)
            await self._over()

    async def _over(self) -> str:
        assert self._process.stdin is not None
        self._process.stdin.close()
        async with asyncio.timeout(PATIENCE):
            _, errors = await self._process.communicate()
        return errors.decode()

    async def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()

    async def _heard(self) -> Any:
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            line = await self._process.stdout.readline()
        told = json.loads(line or b"{}")
        if isinstance(told, dict) and told.get("ended", not told) not in {False, 128 + signal.SIGKILL}:
            raise AssertionError(await self._over())
        return told


@asynccontextmanager
async def logged_in(disk: Disk) -> AsyncIterator[Login]:
    """A session whose every file lies on the disk, until the block ends."""
    runtime = disk.top.parent / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    child = {
        **surroundings(),
        "HOME": str(disk.home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        **dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR"), str(disk.temporary)),
    }
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "DISPLAY"):
        child.pop(name, None)
    console = f"bash -c 'echo $$; exec \"{sys.executable}\" -m tests.walks.volunteer $words'"
    script = f'{UNLOCKED}; while read -r words; do export words; {console}; echo "{{\\"ended\\": $?}}"; done'
    process = await asyncio.create_subprocess_exec(
        *("dbus-run-session", "--", "bash", "-c", script),
        cwd=disk.top,
        env=child,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    login = Login(disk, process)
    try:
        yield login
    finally:
        await login.give_up()
