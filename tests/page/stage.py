"""A scripted server: the page's files under the real headers, ``/house``, a socket the test speaks through.

It decides nothing: the test says what the server says. The real server is played in ``tests/walks``.
"""

import asyncio
import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

import msgspec
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from luwte import resources
from luwte.crypto.channel import Channel, Opened
from luwte.protocol.codec import read_visitor, write
from luwte.protocol.ids import new_id
from luwte.protocol.messages import (
    Enter,
    Entered,
    House,
    Keys,
    KeysKept,
    LineStored,
    Ready,
    Resumed,
    ToVisitor,
    VisitorEnd,
    VisitorHello,
    VisitorLine,
    VisitorLines,
    VisitorMessage,
    Waiting,
)
from luwte.protocol.parts import StoredLine
from tests.page.helpline import CONVERSATION, Helpline
from tests.wire.helpline import Person

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}
BLANK = b"<!doctype html><title>Chat</title>"
PATIENCE = 30

_Message = TypeVar("_Message", bound=VisitorMessage)


class Stage:
    """The scripted server. ``house`` may be changed at any time; None answers 503."""

    def __init__(self, helpline: Helpline) -> None:
        self.helpline = helpline
        self.house: House | None = helpline.house()
        self.root_hex = helpline.root_hex
        self.requests: list[str] = []
        self.lines: list[StoredLine] = []
        self.channels: dict[str, Channel] = {}
        self.visitor_key = b""
        self.url = ""
        self.is_away = False
        self.has_ended = False
        self.refuses_sockets = False
        self.nonces: dict[bytes, bytes] = {}
        self.repeated_nonces = 0
        self._socket: ServerConnection | None = None
        self._heard: asyncio.Queue[VisitorMessage] = asyncio.Queue(1_000)
        self._was_asked = asyncio.Event()

    # ── what the server says and hears ────────────────────────────────────────────────────────────

    async def say(self, *messages: ToVisitor) -> None:
        """Say this to the page that is connected."""
        for message in messages:
            await self.say_raw(write(message))

    async def say_raw(self, text: str) -> None:
        """Say anything at all."""
        assert self._socket is not None
        await self._socket.send(text)

    async def hear(self, kind: type[_Message]) -> _Message:
        """Return the page's next message of this type; others before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self._heard.get()
                if isinstance(message, kind):
                    return message

    def has_heard(self, kind: type[VisitorMessage]) -> bool:
        """Whether the page has said this and nobody has listened to it yet."""
        return any(isinstance(message, kind) for message in self._heard._queue)  # type: ignore[attr-defined]

    async def asked(self, path: str) -> None:
        """Wait until the page has asked for this: a request that outlives a screen comes when it comes."""
        async with asyncio.timeout(PATIENCE):
            while path not in self.requests:
                self._was_asked.clear()
                await self._was_asked.wait()

    async def drop(self, code: int = 1012) -> None:
        """Cut the connection."""
        assert self._socket is not None
        await self._socket.close(code)

    # ── whole scenes ──────────────────────────────────────────────────────────────────────────────

    async def queue(self, position: int = 2, volunteers: int = 2) -> Enter:
        """Let the visitor in: hello, ready, enter, entered, waiting."""
        await self.hear(VisitorHello)
        await self.say(Ready(1, self.helpline.now))
        enter = await self.hear(Enter)
        self.visitor_key = enter.visitor_key
        await self.say(Entered(CONVERSATION, bytes(32)), Waiting(position, volunteers))
        return enter

    async def accept(self, *people: Person, epoch: int = 0) -> Keys:
        """These read from now on: ask for keys, keep them."""
        await self.say(self.helpline.members(*people, epoch=epoch))
        keys = await self.hear(Keys)
        for person in people:
            channel = self.channels.get(person.label)
            if channel is None:
                channel = self.helpline.channel_of(keys.offer, person, self.visitor_key)
                self.channels[person.label] = channel
                for line in self.lines:
                    channel.open(line.number, line.sender, line.frame)
            else:
                channel.add_keys(self.helpline.keys_of(keys.offer, person, self.visitor_key))
        await self.say(KeysKept(epoch))
        return keys

    async def store(self, line: VisitorLine) -> Opened:
        """Store a line of the visitor and say so; return it as a member reads it."""
        stored = self.keep("visitor", line.frame, line.id)
        opened = self._open(stored)
        await self.say(LineStored(line.id, stored.number, stored.at))
        return opened

    async def hear_line(self) -> Opened:
        """Wait for a line of the visitor, store it, return it as a member reads it."""
        return await self.store(await self.hear(VisitorLine))

    async def write(self, person: Person, text: str) -> StoredLine:
        """A member writes a line to the visitor."""
        line = self.seal(person, text)
        await self.say(VisitorLines([line]))
        return line

    def seal(self, person: Person, text: str) -> StoredLine:
        """A member's line is stored, but not yet told to the page."""
        line = self.keep("staff", self.channels[person.label].seal_text(text), new_id())
        self._open(line)
        return line

    def keep(self, sender: str, frame: bytes, line: str) -> StoredLine:
        """Give a frame its number."""
        stored = StoredLine(len(self.lines) + 1, line, sender, frame, self.helpline.now)  # type: ignore[arg-type]
        self.lines.append(stored)
        return stored

    def _open(self, line: StoredLine) -> Opened:
        opened = [each.open(line.number, line.sender, line.frame) for each in self.channels.values()]
        return opened[0]

    def resumed(
        self, *, fresh: bytes | None = None, shares: list[bytes] | None = None, stage: str = "talking"
    ) -> Resumed:
        """Return the answer to a page that comes back."""
        return Resumed(CONVERSATION, stage, shares or [], fresh, len(self.lines), 3)  # type: ignore[arg-type]

    # ── files and sockets ─────────────────────────────────────────────────────────────────────────

    async def _connected(self, socket: ServerConnection) -> None:
        self._socket = socket
        try:
            async for text in socket:
                message = read_visitor(text)
                if isinstance(message, VisitorLine | VisitorEnd) and message.frame is not None:
                    self._audit(message.frame)
                await self._heard.put(message)
        except ConnectionClosed:
            pass

    def _audit(self, frame: bytes) -> None:
        # Bytes 18–47 of the header: epoch, direction, session, seq. One nonce, one ciphertext.
        if self.nonces.setdefault(frame[18:47], frame) != frame:
            self.repeated_nonces += 1

    def _answer(self, _: ServerConnection, request: Request) -> Response | None:
        path = request.path.partition("?")[0]
        self.requests.append(path)
        self._was_asked.set()
        if self.is_away:
            return _response(HTTPStatus.SERVICE_UNAVAILABLE, b"", "text/plain")
        match path:
            case "/visitor":
                return (
                    _response(HTTPStatus.SERVICE_UNAVAILABLE, b"", "text/plain")
                    if self.refuses_sockets
                    else None
                )
            case "/house" if self.house is not None:
                return _response(HTTPStatus.OK, msgspec.json.encode(self.house), "application/json")
            case "/withdraw" if self.has_ended:
                return _response(HTTPStatus.GONE, b"", "text/plain")
            case "/leave" | "/forget" | "/withdraw":
                return _response(HTTPStatus.NO_CONTENT, b"", "text/plain")
            case "/blank":
                return _response(HTTPStatus.OK, BLANK, "text/html; charset=utf-8")
            case "/vectors.js":
                script = Path(__file__).with_name("vectors.js").read_bytes()
                return _response(HTTPStatus.OK, script, "text/javascript; charset=utf-8")
            case _:
                return self._file("index.html" if path == "/" else path.removeprefix("/"))

    def _file(self, name: str) -> Response:
        file = resources.folder("visitor") / name
        if ".." in name or not file.is_file():
            return _response(HTTPStatus.NOT_FOUND, b"", "text/plain")
        body = file.read_bytes()
        if name == "index.html":
            body = body.replace(b"{{root}}", self.root_hex.encode())
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return _response(HTTPStatus.OK, body, f"{kind}; charset=utf-8")


def _response(status: HTTPStatus, body: bytes, kind: str) -> Response:
    headers = Headers(
        HEADERS | {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    )
    return Response(status.value, status.phrase, headers, body)


@asynccontextmanager
async def open_stage(helpline: Helpline | None = None) -> AsyncIterator[Stage]:
    """Serve the page on a free port of this machine."""
    stage = Stage(helpline or Helpline())
    server: Server
    async with serve(
        stage._connected, "127.0.0.1", 0, process_request=stage._answer, compression=None
    ) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        stage.url = f"http://127.0.0.1:{port}"
        yield stage
