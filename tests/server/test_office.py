"""Drops and returns while the disk is at work: whose word counts is known when it is decided."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.server.desk import Desk
from luwte.server.office import Office
from luwte.server.switchboard import Switchboard
from luwte.server.writer import Writer
from tests.server.running import NOOR, PATIENCE, helpline, running, staff, talking, visitor


class Calls:
    """Counts the calls of a method, and lets a test wait for the next one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        self._happened = asyncio.Event()
        self.arguments: list[tuple[Any, ...]] = []
        real: Callable[..., Any] = getattr(owner, name)

        def noted(*arguments: Any, **named: Any) -> Any:
            answer = real(*arguments, **named)
            self.arguments.append(arguments)
            self._happened.set()
            return answer

        monkeypatch.setattr(owner, name, noted)

    async def until(self, number: int) -> None:
        """Wait until it was called so often."""
        async with asyncio.timeout(PATIENCE):
            while len(self.arguments) < number:
                self._happened.clear()
                await self._happened.wait()


@asynccontextmanager
async def a_commit_under_way(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[threading.Event]:
    """The disk is slow: the next commit goes on when the event is set, at the latest at the block's end."""
    goes_on, real = threading.Event(), Writer._store
    with monkeypatch.context() as patched:

        def held(writer: Writer, batch: Any) -> bool:
            assert goes_on.wait(PATIENCE)
            return real(writer, batch)

        patched.setattr(Writer, "_store", held)
        try:
            yield goes_on
        finally:
            goes_on.set()


async def test_c3_a_visitor_who_drops_and_returns_within_one_commit_is_not_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the window would close a conversation whose visitor is there, and no line be acknowledged."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            left = Calls(monkeypatch, Office, "visitor_left")
            arrived = Calls(monkeypatch, Office, "visitor_arrived")
            decided = Calls(monkeypatch, Desk, "visitor_left")
            async with a_commit_under_way(monkeypatch) as goes_on:
                await talk.visitor.say(talk.visitor.line("eerste"))
                await talk.visitor.socket.close()
                await left.until(1)
                async with visitor(server, talk.visitor.cookie) as again:
                    await arrived.until(1)
                    goes_on.set()
                    assert (await again.until(say.Resumed)).last == 1
                    assert decided.arguments == []
                    server.clock.now += 301
                    again.channel = talk.visitor.channel
                    await again.say(again.line("ik ben er nog"))
                    assert (await again.until(say.LineStored)).number == 2


async def test_c3_a_console_that_drops_and_returns_within_one_commit_is_not_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, staff(server) as again:
            # Signed in beforehand, so that nothing but the shift itself happens during the commit.
            await again.sign_in(NOOR, server.clock.now)
            left = Calls(monkeypatch, Switchboard, "person_left")
            bound = Calls(monkeypatch, Desk, "shift_opened")
            decided = Calls(monkeypatch, Desk, "staff_left")
            async with a_commit_under_way(monkeypatch) as goes_on:
                await talk.visitor.say(talk.visitor.line("eerste"))
                await talk.noor.socket.close()
                await left.until(1)
                await again.say(say.OpenShift(NOOR.shift(), new_id()))
                await bound.until(1)
                goes_on.set()
                await again.until(say.ShiftOpened)
                await again.say(say.CatchUp(talk.conversation, 0))
                assert (await again.until(say.Lines)).lines[-1].number == 1
                assert decided.arguments == []
