"""What leaves a connection is what the library would have sent, and in the order it was said."""

from typing import Any, cast

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.frames import Frame, Opcode

from luwte.abuse.gate import Limits
from luwte.server.door.answers import Answers
from luwte.server.door.connection import Connection, text_frame


class Open:
    """A door that lets everybody in."""

    answers = Answers(frozenset(), is_secret_on_the_way=False)
    limits = Limits()

    def knocked(self, connection: Connection) -> bool:
        return True

    def gone(self, connection: Connection) -> None:
        """Nobody was counted."""


def connection(_protocol: object, server: Server, **options: Any) -> Connection:
    return Connection(Open(), server, **options)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_text_frame_is_the_one_the_library_makes(size: int) -> None:
    text = b"x" * size
    assert text_frame(text) == Frame(Opcode.TEXT, text).serialize(mask=False)


@pytest.mark.parametrize("ends", ["cut", "close"])
async def test_what_is_said_in_one_turn_leaves_in_order_and_before_the_goodbye(ends: str) -> None:
    said = [f"{number}" * 100 for number in range(20)]

    async def speak(plain: ServerConnection) -> None:
        assert isinstance(plain, Connection)
        for text in said:
            plain.send_text(text.encode())
        plain.cut(1000) if ends == "cut" else await plain.close()

    factory = cast("type[ServerConnection]", connection)
    async with serve(speak, "127.0.0.1", 0, create_connection=factory, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}/") as client:
            heard = [text async for text in client]
    assert heard == said
    assert client.close_code == 1000
