"""Plays practice as if it were the server: the two methods of the console's line, and nothing behind them."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from luwte.protocol.messages import StaffMessage, ToStaff
from luwte.training.desk import PlayedDesk


class Player:
    """A line that leads nowhere. One reader at a time; it never fails and never ends by itself."""

    def __init__(self, desk: PlayedDesk, now: Callable[[], float]) -> None:
        self._desk: Final = desk
        self._now: Final = now
        self._said: Final[deque[ToStaff]] = deque()
        self._moved: Final = asyncio.Event()

    async def send(self, message: StaffMessage) -> None:
        """Hear one message of the console's."""
        self._said.extend(self._desk.hear(message, self._now()))
        self._moved.set()

    async def receive(self) -> ToStaff:
        """Return the next message, when its time has come."""
        while not self._said:
            self._moved.clear()
            now = self._now()
            self._said.extend(self._desk.pass_time(now))
            if not self._said:
                await self._wait(now)
        return self._said.popleft()

    async def close(self) -> None:
        """Nothing is left of it anywhere."""
        self._said.clear()

    async def _wait(self, now: float) -> None:
        due = self._desk.next_at
        try:
            async with asyncio.timeout(None if due is None else max(0.0, due - now)):
                await self._moved.wait()
        except TimeoutError:
            pass
