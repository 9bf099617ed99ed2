"""A websocket client reduced to what a load needs, so that the load's own cost does not hide the server's.

It frames text itself, with an all-zero mask (allowed, and free), answers pings, and hands over whole
messages.
Neither fragments nor compression: our servers send none.
"""

import asyncio
import base64
import os
import struct
from collections.abc import Callable
from typing import Final

from luwte.errors import LuwteError

_TEXT: Final = 0x1
_CLOSE: Final = 0x8
_PING: Final = 0x9
_PONG: Final = 0xA
_OPEN_SECONDS: Final = 30.0


class WireError(LuwteError):
    """``handshake``: no websocket there. ``closed``: the server closed it."""


class Wire(asyncio.Protocol):
    """One connection; ``on_text`` gets every text message."""

    def __init__(self) -> None:
        self.on_text: Callable[[Wire, bytes], None] = _ignore
        self.cookie = ""
        self.is_open = False
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls, host: str, port: int, path: str, origin: str = "") -> "Wire":
        """Connect and shake hands; ``origin`` for the visitors' door only. WireError if the server
        refuses."""
        loop = asyncio.get_running_loop()
        _, wire = await loop.create_connection(cls, host, port)
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {host}:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode('ascii')}",
            "Sec-WebSocket-Version: 13",
            *([f"Origin: {origin}"] if origin else []),
        ]
        wire.write("\r\n".join([*lines, "", ""]).encode("ascii"))
        async with asyncio.timeout(_OPEN_SECONDS):
            await wire._opened
        return wire

    def write(self, framed_bytes: bytes) -> None:
        """Send bytes that are framed already."""
        if self._transport is not None:
            self._transport.write(framed_bytes)

    def send(self, text: str) -> None:
        """Frame and send one text message."""
        self.write(framed(text.encode("utf-8")))

    def close(self) -> None:
        """Drop the connection."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    # ── asyncio.Protocol ──────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is there; the handshake follows."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - create_connection makes no other
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The socket is gone."""
        self.is_open = False
        if not self._opened.done():
            self._opened.set_exception(WireError("handshake"))

    def data_received(self, data: bytes) -> None:
        """Take bytes, hand over every whole message in them."""
        self._buffer += data
        if not self.is_open and not self._shaken():
            return
        taken = 0
        while (found := _next_frame(self._buffer, taken)) is not None:
            opcode, start, taken = found
            if opcode == _TEXT:
                self.on_text(self, bytes(self._buffer[start:taken]))
            elif opcode == _PING:
                self.write(framed(bytes(self._buffer[start:taken]), _PONG))
            elif opcode == _CLOSE:
                self.close()
                return
        del self._buffer[:taken]

    def _shaken(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self._buffer[:end]).decode("latin-1")
        del self._buffer[: end + 4]
        if not head.startswith("HTTP/1.1 101"):
            self._opened.set_exception(WireError("handshake"))
            self.close()
            return False
        self.is_open = True
        self._opened.set_result(None)
        return True


def framed(payload: bytes, opcode: int = _TEXT) -> bytes:
    """Return a client's frame around a payload, with the all-zero mask."""
    length = len(payload)
    if length < 126:
        head = struct.pack(">BB", 0x80 | opcode, 0x80 | length)
    elif length < 65_536:
        head = struct.pack(">BBH", 0x80 | opcode, 0x80 | 126, length)
    else:
        head = struct.pack(">BBQ", 0x80 | opcode, 0x80 | 127, length)
    return head + bytes(4) + payload


def _next_frame(buffer: bytearray, at: int) -> tuple[int, int, int] | None:
    """Return opcode, start and end of the payload of the frame at this place, None if it is not whole yet."""
    if len(buffer) < at + 2:
        return None
    length = buffer[at + 1] & 0x7F
    start = at + 2
    if length == 126:
        start += 2
        length = int.from_bytes(buffer[at + 2 : start], "big") if len(buffer) >= start else -1
    elif length == 127:
        start += 8
        length = int.from_bytes(buffer[at + 2 : start], "big") if len(buffer) >= start else -1
    if length < 0 or len(buffer) < start + length:
        return None
    return buffer[at] & 0x0F, start, start + length


def _ignore(_wire: Wire, _text: bytes) -> None:
    return
