"""Who is asked whether they are still there, and what an open connection holds on to."""

import asyncio
import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.datastructures import Headers

from luwte.protocol import codec
from luwte.protocol import messages as say
from luwte.protocol.parts import VERSION
from luwte.server.door import Door
from luwte.server.door.pulse import PING_SECONDS, Pulse
from luwte.server.folder import opened
from luwte.server.office import Office
from luwte.server.settings import ServerSettings
from tests.server.running import PATIENCE, WIDE, Clock, knock, running, visitor

ORIGIN = "http://127.0.0.1"
PING = b"\x89\x00"


@dataclass(eq=False)
class Listener:
    """A connection that counts how often it is asked."""

    asked: list[int] = field(default_factory=list)
    beats: int = 0

    def ask_whether_there(self) -> None:
        self.asked.append(self.beats)


def test_everybody_is_asked_once_in_a_round_and_nobody_who_left() -> None:
    pulse, early, late, gone = Pulse(), Listener(), Listener(), Listener()
    with pulse.of(early):
        pulse.beat()
        with pulse.of(late):
            with pulse.of(gone):
                pass
            for early.beats in range(2, 2 * PING_SECONDS + 2):
                late.beats = early.beats
                pulse.beat()
    assert early.asked == [PING_SECONDS, 2 * PING_SECONDS]
    assert late.asked == [PING_SECONDS + 1, 2 * PING_SECONDS + 1]
    assert gone.asked == []


async def test_a_peer_that_answers_stays_and_one_that_does_not_is_let_go(tmp_path: Path) -> None:
    async with door(tmp_path) as (served, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(knock("/visitor", f"Origin: {ORIGIN}"))
        async with asyncio.timeout(PATIENCE), connect(f"ws://127.0.0.1:{port}/staff", proxy=None) as there:
            await reader.readuntil(b"\r\n\r\n")
            await there.send(codec.write(say.StaffHello(version=VERSION)))
            await there.recv()
            one_round(served)
            assert await reader.readexactly(len(PING)) == PING
            # The answer to the server's ping stands before this ping of ours.
            await (await there.ping())
            one_round(served)
            assert await reader.read() == b""
            await (await there.ping())
        writer.close()


async def test_no_header_of_a_handshake_is_held_while_its_connection_is_there(tmp_path: Path) -> None:
    """C2: neither the cookie nor anything else a browser sends stays in the server's memory."""
    mark = "kaneelstok"
    async with running(tmp_path) as server, visitor(server, mark) as guest:
        await guest.until(say.Ready)
        gc.collect()
        held = [each for each in gc.get_objects() if isinstance(each, Headers) and mark in str(each)]
        asked = guest.socket.request
        assert asked is not None
        assert [each is asked.headers for each in held] == [True]


def one_round(served: Door) -> None:
    for _ in range(PING_SECONDS):
        served.pulse.beat()


@asynccontextmanager
async def door(folder: Path) -> AsyncIterator[tuple[Door, int]]:
    """A door without the ticking behind it, and its port."""
    settings = ServerSettings(folder=folder, limits=WIDE, clock=Clock().steady())
    with opened(folder) as databases, socket.create_server(("127.0.0.1", 0)) as sock:
        office = Office(settings, databases)
        served = Door(office, frozenset({ORIGIN}))
        server = await served.open(sock, None)
        try:
            yield served, sock.getsockname()[1]
        finally:
            server.close()
            await server.wait_closed()
            office.writer.close()
