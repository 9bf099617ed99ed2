"""What a screen reader finds on a desktop, for a test to ask."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from tests.desktop.screen import SYSTEM_PYTHON, Running, Screen, until

READER: Final = Path(__file__).with_name("reader.py")


class Thing(msgspec.Struct, frozen=True):
    """One thing on the screen as it is read aloud; ``box`` is x, y, width, height on the screen."""

    role: str
    name: str
    description: str
    text: str
    states: frozenset[str]
    box: tuple[int, int, int, int]
    depth: int

    def is_(self, *states: str) -> bool:
        """Tell whether it is all of these."""
        return self.states.issuperset(states)


@dataclass
class Eyes:
    """Asks the reader."""

    reader: Running

    async def tree(self) -> list[Thing]:
        """Return everything that is showing, in reading order."""
        return msgspec.convert(await self._ask("tree"), list[Thing])

    async def focus(self) -> Thing | None:
        """Return what has the focus."""
        return msgspec.convert(await self._ask("focus"), Thing | None)

    async def heard(self) -> list[str]:
        """Return what was announced until now."""
        return msgspec.convert(await self._ask("heard"), list[str])

    async def names(self) -> list[str]:
        """Return what is written on the screen, as read."""
        return [thing.name or thing.text for thing in await self.tree()]

    async def sees(self, words: str) -> Thing:
        """Wait for a thing whose name has these words."""
        return await self.finds(lambda thing: words in thing.name, words)

    async def finds(self, fits: Callable[[Thing], bool], what: str) -> Thing:
        """Wait for a thing that fits."""
        tries = 0
        while True:
            for thing in await self.tree():
                if fits(thing):
                    return thing
            tries += 1
            assert tries < 200, f"nothing on the screen is {what}: {await self.names()}"

    async def misses(self, words: str) -> None:
        """Wait until nothing that shows has these words."""
        tries = 0
        while any(words in name for name in await self.names()):
            tries += 1
            assert tries < 200, f"{words} is still on the screen"

    async def is_inactive(self) -> None:
        """Wait until no window knows itself in front."""
        tries = 0
        while any(thing.is_("active") for thing in await self.tree()):
            tries += 1
            assert tries < 200, "a window still thinks it is in front"

    async def hears(self, words: str) -> None:
        """Wait for an announcement with these words."""
        tries = 0
        while not any(words in told for told in await self.heard()):
            tries += 1
            assert tries < 500, f"{words!r} was not announced, only {await self.heard()}"

    async def _ask(self, word: str) -> object:
        for _ in range(50):
            told = await self._once(word)
            if not (isinstance(told, dict) and "again" in told):
                return told
        raise AssertionError(f"the reader cannot read the screen: {told}")

    async def _once(self, word: str) -> object:
        pipe = self.reader.process.stdin
        assert pipe is not None
        before = len(self.reader.output)
        pipe.write(f"{word}\n".encode())
        await pipe.drain()
        await until(
            lambda: len(self.reader.output) > before or self.reader.process.returncode is not None,
            "the reader",
        )
        assert len(self.reader.output) > before, f"the reader ended: {self.reader.complaints}"
        return json.loads(self.reader.output[before])


@asynccontextmanager
async def open_eyes(screen: Screen) -> AsyncIterator[Eyes]:
    """Start a reader; a missing system package is told in one sentence."""
    is_there = screen.ask(SYSTEM_PYTHON, "-c", "import pyatspi; print('yes')").strip() == "yes"
    assert is_there, "Tests with real windows need a system package: apt-get install python3-pyatspi"
    async with screen.run(SYSTEM_PYTHON, str(READER), feeds=True) as reader:
        await reader.says("ready")
        yield Eyes(reader)
