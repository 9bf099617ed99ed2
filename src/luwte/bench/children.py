"""The processes that are measured: started, told apart, read in /proc, and ended."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luwte.errors import LuwteError

_START_SECONDS: Final = 30.0
_END_SECONDS: Final = 10.0


class ChildError(LuwteError):
    """``no_start``: a process that is to be measured did not say that it is ready."""


@dataclass(frozen=True)
class Child:
    """A server in a process of its own."""

    pid: int
    port: int

    def kilobytes(self) -> int | None:
        """Return its resident memory in KB; None where the system does not tell (only Linux is asked)."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), None)

    def cpu_seconds(self) -> float | None:
        """Return the processor time it has used so far."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def child(module: str, *arguments: str) -> AsyncIterator[Child]:
    """Run ``python -m module`` until the block ends; it must print one JSON line with its port."""
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdout=asyncio.subprocess.PIPE
    )
    try:
        if started.stdout is None:
            raise ChildError("no_start")
        try:
            async with asyncio.timeout(_START_SECONDS):
                told = json.loads(await started.stdout.readline() or b"{}")
        except (TimeoutError, ValueError):
            raise ChildError("no_start") from None
        if not told.get("ready"):
            raise ChildError("no_start")
        yield Child(started.pid, int(told["port"]))
    finally:
        if started.returncode is None:
            started.terminate()
        try:
            async with asyncio.timeout(_END_SECONDS):
                await started.wait()
        except TimeoutError:
            started.kill()
            await started.wait()
