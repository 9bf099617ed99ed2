"""Two who read for one visitor: the end is heard by both."""

import asyncio

from websockets.asyncio.server import ServerConnection, serve

from luwte.protocol import codec
from luwte.protocol.messages import Ready, VisitorEnded
from luwte.protocol.parts import VERSION
from luwte.visitor import Visitor


async def test_who_follows_stops_when_somebody_else_read_the_end() -> None:
    is_followed = asyncio.Event()

    async def speak(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send(codec.write(Ready(VERSION, 0)))
        await is_followed.wait()
        await socket.send(codec.write(VisitorEnded("staff")))
        await socket.wait_closed()

    async with serve(speak, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async with Visitor(f"http://127.0.0.1:{port}") as visitor:
            await visitor.connect()
            async with asyncio.timeout(10), asyncio.TaskGroup() as reading:
                reading.create_task(visitor.until(lambda: visitor.ended is not None))
                await asyncio.sleep(0)  # it reads now
                reading.create_task(visitor.follow())
                await asyncio.sleep(0)
                is_followed.set()
