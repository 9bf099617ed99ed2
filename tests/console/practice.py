"""A practice that runs without a window, with everybody in it as quick as can be."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from luwte.console.practising import Practice
from luwte.console.state import Change, ConversationAdded, LineRow, QueueChanged
from luwte.console.state import intentions as wish
from luwte.settings import Preferences
from tests.console.helpline import admitted
from tests.wire.helpline import NOW

PATIENCE = 60.0

Found = TypeVar("Found")


class Practised:
    """What a practice told, and the hands of whoever practises."""

    def __init__(self, language: str, pace: float) -> None:
        self.now = float(NOW)
        self.changes: list[Change] = []
        self._happened = asyncio.Event()
        preferences = Preferences(language="en" if language == "en" else "nl")
        self.practice = Practice(admitted().trust, preferences, self._hear, lambda: self.now, pace)

    def heard(self, kind: type[Found]) -> list[Found]:
        return [change for change in self.changes if isinstance(change, kind)]

    def lines(self, conversation: str) -> list[LineRow]:
        return list(self.practice.state.lines(conversation))

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._happened.clear()
                await self._happened.wait()

    async def accepts(self) -> str:
        before = len(self.heard(ConversationAdded))
        self.practice.intend(wish.EndRest())
        await self.until(lambda: any(each.queue.someone_waits for each in self.heard(QueueChanged)[-1:]))
        self.practice.intend(wish.AcceptVisitor())
        await self.until(lambda: len(self.heard(ConversationAdded)) > before)
        conversation = self.heard(ConversationAdded)[-1].row.conversation
        await self.until(lambda: bool(self.lines(conversation)))
        return conversation

    async def says(self, conversation: str, text: str) -> None:
        """Write a line, and wait until the visitor has seen it."""
        self.practice.intend(wish.SendLine(conversation, text))
        await self.until(
            lambda: (
                conversation not in self.practice.state.talks.all
                or any(row.text == text and row.delivery == "seen" for row in self.lines(conversation))
            )
        )

    def _is_resting(self) -> bool:
        return self.practice.state.session.resting_until is not None

    def _someone_waits(self) -> bool:
        return any(each.queue.someone_waits for each in self.heard(QueueChanged)[-1:])

    def _hear(self, changes: Sequence[Change]) -> None:
        self.changes += changes
        self._happened.set()


@asynccontextmanager
async def practised(language: str = "nl", pace: float = 0.0) -> AsyncIterator[Practised]:
    """Practise until the block ends."""
    played = Practised(language, pace)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(played.practice.run())
        try:
            yield played
        finally:
            played.practice.end()
