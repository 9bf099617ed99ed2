"""The server as it is really started: a process of its own, which can be killed."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60


@dataclass
class Apart:
    """A running server process; what it wrote to its log is there after its end."""

    url: str
    process: asyncio.subprocess.Process
    log: str = ""

    async def kill(self) -> None:
        """Kill it without a warning (SIGKILL)."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def apart(folder: Path, *words: str) -> AsyncIterator[Apart]:
    """Run ``luwte server`` on a folder, with further words, until the block ends, then stop it in order."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "luwte", "server", "--data", str(folder), "--port", "0", *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(START_SECONDS):
        first = await process.stdout.readline()
    ready = json.loads(first)
    assert ready["ready"] is True
    server = Apart(ready["url"], process)
    try:
        yield server
    finally:
        if process.returncode is None:
            process.terminate()
        out, err = await process.communicate()
        assert out == b"", "the one JSON line is all that stands on standard output"
        server.log = err.decode()
