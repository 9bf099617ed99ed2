"""The light client frames as RFC 6455 says, whatever the pieces arrive in."""

import asyncio

import pytest
from websockets.asyncio.server import ServerConnection, serve

from luwte.bench.wire import Wire, WireError, framed


async def echo(connection: ServerConnection) -> None:
    """Say everything back, and ping before."""
    async for message in connection:
        await (await connection.ping())
        await connection.send(message)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 300_000])
async def test_messages_of_every_length_go_there_and_back(size: int) -> None:
    async with serve(echo, "127.0.0.1", 0, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        wire = await Wire.open("127.0.0.1", port, "/")
        heard: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        wire.on_text = lambda _wire, text: heard.set_result(text)
        wire.send("x" * size)
        async with asyncio.timeout(10):
            assert await heard == b"x" * size
        wire.close()


async def test_a_door_that_is_none_is_told() -> None:
    async def deaf(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 404 Not Found\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(deaf, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(WireError, match="handshake"):
            await Wire.open("127.0.0.1", port, "/")


async def test_a_frame_in_pieces_is_one_message() -> None:
    wire = Wire()
    wire.is_open = True
    heard: list[bytes] = []
    wire.on_text = lambda _wire, text: heard.append(text)
    unmasked = b"\x81\x05hallo\x81\x7e\x00\x7e" + b"y" * 126
    for at in range(len(unmasked)):
        wire.data_received(unmasked[at : at + 1])
    assert heard == [b"hallo", b"y" * 126]


def test_the_mask_is_there_and_costs_nothing() -> None:
    assert framed(b"hallo") == b"\x81\x85\x00\x00\x00\x00hallo"
