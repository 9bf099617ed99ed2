"""A server in a process of its own, for tests that kill it: ``python -m tests.server.serving FOLDER``."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from luwte import log
from luwte.server.app import run
from luwte.server.settings import ServerSettings
from tests.server.running import PATIENCE, WIDE, Clock, Running

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Serve the folder, at the tests' fixed time, and tell the port."""
    log.configure()
    settings = ServerSettings(folder=Path(sys.argv[1]), limits=WIDE, clock=Clock().steady())
    run(settings, lambda url, port: (sys.stdout.write(f"{port}\n") and sys.stdout.flush()) or None)


@asynccontextmanager
async def own_process(folder: Path) -> AsyncIterator[tuple[Running, asyncio.subprocess.Process]]:
    """Serve the folder in a process of its own, which is killed at the end of the block if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.server.serving",
        str(folder),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(6 * PATIENCE):
            port = int(await process.stdout.readline())
        yield Running(f"http://127.0.0.1:{port}", port, folder, Clock(), asyncio.Event()), process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


if __name__ == "__main__":
    main()
