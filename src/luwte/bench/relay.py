"""The reference beside which everything is measured: a bare ``websockets`` relay, no storage, no encryption.

Two connections to ``/NUMBER/0`` and ``/NUMBER/1`` are a pair. What one says goes to the other, and back to
the sender in the place of the acknowledgement that our server gives: one frame in and two out for each line,
as with us, on the same event loop. (The echo is as long as the line; our acknowledgement is short and made
anew.) Runs in a process of its own: ``python -m luwte.bench.relay``.
"""

import json
import sys

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from luwte.bench.loops import run_on_fast_loop


async def relay() -> None:
    """Serve on a free loopback port, tell it in one JSON line, and go on until cancelled."""
    pairs: dict[str, ServerConnection] = {}

    async def pass_on(connection: ServerConnection) -> None:
        if connection.request is None:
            return
        path = connection.request.path
        other = path[:-1] + ("1" if path.endswith("0") else "0")
        pairs[path] = connection
        try:
            async for message in connection:
                await pairs[other].send(message)
                await connection.send(message)
        except ConnectionClosed:
            return

    async with serve(pass_on, "127.0.0.1", 0, compression=None, max_queue=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        sys.stdout.write(json.dumps({"ready": True, "port": port}) + "\n")
        sys.stdout.flush()
        await server.serve_forever()


if __name__ == "__main__":
    run_on_fast_loop(relay())
