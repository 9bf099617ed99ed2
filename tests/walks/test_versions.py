"""Older and newer peers: told in plain words that they speak another version, on both doors, at both ends."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from msgspec.structs import replace
from websockets.asyncio.client import connect

from luwte.console.signin import SignInError
from luwte.protocol import messages as say
from luwte.visitor import Visitor, VisitorError
from tests.conftest import Walk
from tests.server.running import StaffPeer, VisitorPeer, helpline, running, talking, visitor

Walking = AbstractAsyncContextManager[Walk]

HELLOS = [
    pytest.param('{"type":"hello","version":0}', id="older"),
    pytest.param('{"type":"hello","version":2}', id="newer"),
    pytest.param('{"type":"hello","version":65535}', id="newest"),
    pytest.param('{"type":"hello","version":2,"wishes":["colours"],"after":"all"}', id="newer, says more"),
    pytest.param('{"type":"hello","version":70000}', id="beyond our count"),
    pytest.param('{"type":"hello","version":-1}', id="before the first"),
]
NONSENSE = [
    '{"type":"hello","version":"1"}',
    '{"type":"hello","version":1,"wishes":[]}',
    '{"type":"hello"}',
    '{"type":"goodbye","version":2}',
]


@pytest.mark.parametrize("hello", HELLOS)
async def test_a_peer_of_another_version_is_told_so_at_once_and_the_others_go_on(
    tmp_path: Path, hello: str
) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            async with connect(f"{server.sockets}/visitor", origin=server.url, proxy=None) as socket:  # type: ignore[arg-type]
                page = VisitorPeer(socket)
                await socket.send(hello)
                assert await page.hear() == say.VisitorRefused(code="unknown_version")
                assert await page.until_closed() == 1008
            async with connect(f"{server.sockets}/staff", proxy=None) as socket:
                console = StaffPeer(socket)
                await socket.send(hello)
                assert await console.hear() == say.StaffRefused(code="unknown_version", what="hello")
                assert await console.until_closed() == 1008
            await talk.visitor.say(talk.visitor.line("wij gaan door"))
            assert (await talk.noor.until(say.Lines)).lines[0].number == 1


@pytest.mark.parametrize("hello", NONSENSE)
async def test_what_is_no_hello_of_any_version_is_a_bad_message(tmp_path: Path, hello: str) -> None:
    async with running(tmp_path) as server:
        async with connect(f"{server.sockets}/visitor", origin=server.url, proxy=None) as socket:  # type: ignore[arg-type]
            page = VisitorPeer(socket)
            await socket.send(hello)
            assert await page.hear() == say.VisitorRefused(code="bad_message")
        async with connect(f"{server.sockets}/staff", proxy=None) as socket:
            console = StaffPeer(socket)
            await socket.send(hello)
            refused = await console.hear()
            assert isinstance(refused, say.StaffRefused)
            assert refused.code == "bad_message"


async def test_a_later_message_of_another_version_is_only_a_bad_one(tmp_path: Path) -> None:
    async with running(tmp_path) as server, visitor(server) as page:
        await page.until(say.Ready)
        await page.socket.send('{"type":"hello","version":2,"wishes":[]}')
        assert await page.hear() == say.VisitorRefused(code="bad_message")


class AnotherVisitor(Visitor):
    """A visitor's page to which the server speaks another version."""

    speaks: say.ToVisitor

    def _apply(self, message: say.ToVisitor) -> list[say.VisitorMessage]:
        return super()._apply(self.speaks if isinstance(message, say.Ready) else message)


@pytest.mark.parametrize("version", [0, 2, 70_000])
async def test_a_client_tells_a_server_of_another_version_from_a_broken_one(
    walk: Walking, version: int
) -> None:
    async with walk as line:
        visitor = AnotherVisitor(line.url, clock=line.clock)
        await visitor.look()
        for told in (
            say.Ready(version=version, now=line.clock()),
            say.VisitorRefused(code="unknown_version"),
        ):
            visitor.speaks = told
            with pytest.raises(VisitorError, match="unknown_version"):
                await visitor.connect()
            await visitor.leave()

        noor = line.console("Noor")
        noor.lie = lambda message: (
            replace(message, version=version) if isinstance(message, say.Welcome) else message
        )
        with pytest.raises(SignInError, match="unknown_version"):
            await noor.sign_in()
        noor.lie = lambda message: (
            say.StaffRefused(code="unknown_version", what="hello")
            if isinstance(message, say.Welcome)
            else message
        )
        with pytest.raises(SignInError, match="unknown_version"):
            await noor.sign_in()
