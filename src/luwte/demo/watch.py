"""Waiting for what should happen on a screen, with a name for what did not."""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

from luwte.errors import LuwteError

PATIENCE: Final = 30.0
"""Seconds a step may take on a slow computer."""


class DemoError(LuwteError):
    """A step of the demo did not happen; the text says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__("demo")
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class Telling(Protocol):
    """Something that tells when it changed: a Qt signal, connected to a method."""

    def connect(self, receiver: Callable[..., None], /) -> object:
        """Call ``receiver`` at every change."""


class Watch:
    """Looks again whenever something moved, until what was waited for is so."""

    def __init__(self) -> None:
        self._moved = asyncio.Event()

    def follow(self, *signals: Telling) -> None:
        """Look again at each of these signals."""
        for signal in signals:
            signal.connect(self._move)

    async def until(self, is_so: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Wait until ``is_so``; DemoError naming ``what`` when patience ends."""
        try:
            async with asyncio.timeout(patience):
                while not is_so():
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            raise DemoError(f"waited in vain for this: {what}.") from None

    def _move(self, *_: object) -> None:
        self._moved.set()
