"""The server as it is really started: a process of its own, which can be killed and started again."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

START_SECONDS = 120


@dataclass
class Apart:
    """A running server process; what it wrote to its log is there after its end."""

    url: str
    port: int
    process: asyncio.subprocess.Process
    log: str = ""
    is_killed: bool = False

    async def kill(self) -> None:
        """Kill it without a warning (SIGKILL)."""
        self.is_killed = True
        self.process.kill()
        await self.process.wait()

    async def end(self) -> int:
        """Stop it in order if it still runs; return its exit code."""
        if self.process.returncode is None:
            self.process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it has ended by itself; return its exit code."""
        out, err = await self.process.communicate()
        assert out == b"", "the one JSON line is all that stands on standard output"
        self.log += err.decode()
        assert self.process.returncode is not None
        return self.process.returncode


async def launch(folder: Path, *words: str, port: int = 0) -> asyncio.subprocess.Process:
    """Start the command, whether or not it gets as far as listening."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "luwte", "server", "--data", str(folder), "--port", str(port), *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def start(folder: Path, *words: str, port: int = 0) -> Apart:
    """Run ``luwte server`` on a folder; whoever starts it ends it."""
    process = await launch(folder, *words, port=port)
    assert process.stdout is not None
    async with asyncio.timeout(START_SECONDS):
        first = await process.stdout.readline()
    assert first, (await process.communicate())[1].decode()
    ready = json.loads(first)
    assert ready["ready"] is True
    return Apart(ready["url"], ready["port"], process)


@asynccontextmanager
async def apart(folder: Path, *words: str) -> AsyncIterator[Apart]:
    """Run ``luwte server`` on a folder, with further words of the command line, then stop it in order.

    One that ended otherwise says why: what its peers saw of it was a closed line only.
    """
    server = await start(folder, *words)
    try:
        yield server
    finally:
        code = await server.end()
        assert code == (-SIGKILL if server.is_killed else 0), server.log
