"""kill -9 in the middle of a burst: no acknowledged line is lost, none is there twice."""

import asyncio
import contextlib
import shutil
import time
from dataclasses import replace
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from luwte.console.link import LinkError
from luwte.console.state import RequestAdded, RequestRow
from luwte.console.state.intentions import AnswerRequest, CallDanger
from luwte.protocol.messages import Answered
from luwte.visitor import Visitor, VisitorError
from tests.conftest import Template
from tests.fakes import PlayedConsole, moved
from tests.walks.apart import apart
from tests.walks.stores import raw_bytes

BURST = 120
"""As many lines as the door lets through at once."""
KILLED_AFTER = 20


async def test_a_killed_server_loses_no_acknowledged_line_and_doubles_none(
    template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "server"
    shutil.copytree(template.folder / "server", folder)
    said = [f"regel {number}" for number in range(BURST)]

    async with apart(folder) as server:
        noor = await PlayedConsole(server.url, moved(template.people["Noor"], server.url), now).come()
        visitor = Visitor(server.url)
        await visitor.enter("Zeester", "hallo")
        conversation = await noor.accept(visitor)
        talk = visitor.talk
        assert talk is not None
        written: list[str] = []

        async def burst() -> None:
            with contextlib.suppress(ConnectionClosed):
                for text in said:
                    written.append(await visitor.write(text))  # noqa: PERF401 - what was written counts

        async def kill() -> None:
            await visitor.until(lambda: sum(map(talk.is_stored, written)) >= KILLED_AFTER)
            await server.kill()

        async with asyncio.TaskGroup() as group:
            group.create_task(burst())
            group.create_task(kill())
        with contextlib.suppress(ConnectionClosed, VisitorError):
            await visitor.until(lambda: all(map(talk.is_stored, written)))
        acknowledged = [line for line in written if talk.is_stored(line)]
        numbers = [talk.number_of(line) for line in acknowledged]
        assert len(acknowledged) >= KILLED_AFTER
        await drop_quietly(noor)

    async with apart(folder) as again:
        visitor.url = again.url
        await visitor.resume()
        await visitor.until(lambda: not talk.has_unsent)
        assert [talk.number_of(line) for line in acknowledged] == numbers

        noor.url = again.url
        noor.unlocked = moved(noor.unlocked, again.url)
        await noor.restart()
        await noor.share_keys(visitor)
        await noor.until(lambda: len(noor.texts(conversation)) >= len(written))
        texts = noor.texts(conversation)
        assert texts == said[: len(texts)]
        await noor.leave()
        await visitor.leave()
    assert "Traceback" not in again.log


async def test_h3_a_call_for_danger_outlives_a_killed_server(template: Template, tmp_path: Path) -> None:
    folder = tmp_path / "server"
    shutil.copytree(template.folder / "server", folder)

    def console(name: str, url: str) -> PlayedConsole:
        # A code holds once, and the template's coordinator may have used the present one a moment ago.
        return PlayedConsole(url, moved(template.people[name], url), in_a_while, template.played.totp)

    async with apart(folder) as server:
        noor, robin = await console("Noor", server.url).come(), await console("Robin", server.url).come()
        visitor = Visitor(server.url)
        await visitor.enter("Zeester", "hallo")
        conversation = await noor.accept(visitor)
        await noor.until(lambda: noor.state.seat is not None and robin.me in noor.state.seat.colleagues)
        await noor.do(CallDanger(conversation, "er is iemand in gevaar"))
        asked = await call(robin)
        await server.kill()
        for each in (noor, robin):
            await drop_quietly(each)
        robin.changes.clear()
    assert b"er is iemand in gevaar" not in raw_bytes(folder)

    async with apart(folder) as again:
        for each in (noor, robin):
            each.url = again.url
            each.unlocked = moved(each.unlocked, again.url)
            await each.come_back()
        assert replace(await call(robin), at=asked.at) == asked
        await robin.do(AnswerRequest(asked.request, is_yes=True))
        await noor.until(lambda: any(isinstance(heard, Answered) for heard in noor.heard))
        for each in (noor, robin):
            await each.leave()
    assert "Traceback" not in again.log


async def call(console: PlayedConsole) -> RequestRow:
    """Wait until somebody calls for this coordinator."""

    def calls() -> list[RequestRow]:
        return [change.row for change in console.changes if isinstance(change, RequestAdded)]

    await console.until(lambda: calls() != [])
    return calls()[-1]


async def drop_quietly(console: PlayedConsole) -> None:
    """Let a console notice that its server is gone."""
    try:
        while True:
            await console.read()
    except LinkError:
        await console.drop()


def in_a_while() -> int:
    """Return the time on a computer that is half a minute ahead."""
    return now() + 30


def now() -> int:
    """Return the time; a process of its own has the system's clock."""
    return int(time.time())
