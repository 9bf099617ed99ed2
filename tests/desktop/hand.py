"""Tells a real window with invented conversations what to show."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from tests.desktop.screen import Running, Screen, until

WINDOW: Final = (sys.executable, "-m", "tests.desktop.window")


class Hand:
    """Gives the commands of ``tests.desktop.window``."""

    def __init__(self, window: Running) -> None:
        self._window = window

    async def do(self, command: str) -> None:
        """Give one command and wait until it is done."""
        pipe = self._window.process.stdin
        assert pipe is not None
        before = self._window.output.count("done")
        pipe.write(f"{command}\n".encode())
        await pipe.drain()
        await until(
            lambda: self._window.output.count("done") > before or self._window.process.returncode is not None,
            command,
        )
        assert self._window.process.returncode is None, self._window.complaints

    async def end(self) -> None:
        """End the program in order."""
        pipe = self._window.process.stdin
        assert pipe is not None
        pipe.close()
        assert await self._window.ends() == 0, self._window.complaints


@asynccontextmanager
async def showing(screen: Screen, scene: str) -> AsyncIterator[Hand]:
    """Open a window with a scene, in front."""
    async with screen.run(*WINDOW, feeds=True) as window:
        hand = Hand(window)
        await hand.do(f"open {scene} light nl 100 1200 800")
        await until(lambda: screen.active() in screen.windows(), "a window in front")
        yield hand
