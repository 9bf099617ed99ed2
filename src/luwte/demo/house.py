"""The demo's server: the real command in a process of its own, on a free port of this computer."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from luwte.demo.watch import DemoError

START: Final = 30.0
STOP: Final = 15.0


class _Ready(msgspec.Struct):
    ready: bool
    url: str
    port: int


@dataclass(frozen=True)
class RunningServer:
    """A server that listens at ``url``; ``folder`` is all it keeps."""

    url: str
    folder: Path


@asynccontextmanager
async def running_server(folder: Path, port: int = 0) -> AsyncIterator[RunningServer]:
    """Start ``luwte server`` on an empty folder and stop it in order; DemoError if it does not listen.

    However this process ends, by a signal or a crash too, the server ends after it.
    """
    with _lifeline() as held:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "luwte", "server", "--data", str(folder), "--port", str(port)),
            "--ends-with-input",
            stdin=held,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            yield RunningServer(await _url(process), folder)
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
                try:
                    await asyncio.wait_for(process.wait(), STOP)
                except TimeoutError:
                    process.kill()
                    await process.wait()


@contextmanager
def _lifeline() -> Iterator[int]:
    """Give an input for a child that ends when the block does, or when this process is no more."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


async def _url(process: asyncio.subprocess.Process) -> str:
    if process.stdout is None:
        raise DemoError("the server has no output to read.")
    try:
        line = await asyncio.wait_for(process.stdout.readline(), START)
        return msgspec.json.decode(line, type=_Ready).url
    except (TimeoutError, msgspec.MsgspecError):
        raise DemoError("the server did not start.") from None
