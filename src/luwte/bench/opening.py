"""The console's start, in a process of its own: ``python -m luwte.bench.opening FOLDER STARTED``.

Loads what ``luwte console`` loads, in its order; STARTED is when the process was asked for, in unix seconds.
Prints one JSON object: the first page's time and memory, and those of the whole console behind it.
"""

import argparse
import json
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Final

from luwte.console.front import Front, open_front
from luwte.console.qt import prepare

REST: Final = 0.3
"""Seconds until the memory of the whole is read."""


async def look(front: Front, folder: Path, told: dict[str, float], begun: float) -> None:
    """Put the rest behind the page, and tell what that takes."""
    import asyncio  # noqa: PLC0415 - as the console, which loads it when somebody begins

    from luwte.console.app import furnish  # noqa: PLC0415
    from luwte.console.views.stopwatch import settle  # noqa: PLC0415
    from luwte.vault.keychain import MemoryKeychain  # noqa: PLC0415

    console = furnish(front, folder, MemoryKeychain)
    settle()
    told["whole"] = 1e3 * (time.perf_counter() - begun)
    async with asyncio.TaskGroup() as group:
        working = group.create_task(console.controller.run())
        await asyncio.sleep(REST)
        told["memory_whole"] = memory()
        console.controller.stop()
        await working
    console.hide()


def memory() -> int:
    """Return this process's resident memory in KB, 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{os.getpid()}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


def main(folder: Path, started: float) -> None:
    """Open the first page, take its time and memory, then do as if somebody began."""
    # What the command line costs belongs to a start.
    argparse.ArgumentParser(prog="luwte").parse_args([])
    prepare()
    front = open_front(folder)
    told: dict[str, float] = {"first_window": 1e3 * (time.time() - started), "memory": memory()}
    begun = time.perf_counter()
    from luwte.console.loop import drive  # noqa: PLC0415 - as the console does

    drive(partial(look, front, folder, told, begun))
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
