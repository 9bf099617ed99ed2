"""The event loop that the server runs on, for everything that is measured beside it."""

import asyncio
import sys
from collections.abc import Coroutine


def run_on_fast_loop(main: Coroutine[object, object, None]) -> None:
    """Run to the end on uvloop where it exists, as ``luwte server`` does; an interrupt ends it quietly."""
    try:
        if sys.platform == "win32":
            asyncio.run(main)
        else:
            import uvloop  # noqa: PLC0415 - not on Windows

            uvloop.run(main)
    except KeyboardInterrupt:
        return
