"""One TCP connection: byte and frame limits before anything is parsed, and a wire the sessions can use."""

import asyncio
import http
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any, Final, Protocol

from websockets.asyncio.server import Server, ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import Event, State
from websockets.server import ServerProtocol
from websockets.typing import StatusLike

from luwte.abuse.gate import Bucket, Limits, Rate
from luwte.abuse.origin import Tag
from luwte.server.door.answers import Answers
from luwte.server.door.cookies import Seat

FIRST_LIMIT: Final = 64 * 1024
"""Bytes of a frame before the session says otherwise."""
VISITOR_BUFFER: Final = 4 * 1024 * 1024
STAFF_BUFFER: Final = 32 * 1024 * 1024
"""Bytes that may wait for a slow reader; beyond it the connection is cut."""
_SLICE: Final = 4096
_GRACE_SECONDS: Final = 2.0
_WHOLE_TEXT: Final = 0x80 | Opcode.TEXT
_FRAME_COST: Final = 64
"""What a frame costs beside its bytes: parsing an empty one is work too."""

quiet = logging.getLogger("luwte.server.door.websockets")
"""For the library: its texts repeat what peers send, so nothing of it is written down."""
quiet.addHandler(logging.NullHandler())
quiet.setLevel(logging.CRITICAL + 1)
quiet.propagate = False


class Threshold(ServerProtocol):
    """The handshake's parser, with answers that carry our headers and nothing of the request."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(max_size=FIRST_LIMIT, logger=quiet)
        self._answers = answers

    def reject(self, status: StatusLike, text: str) -> Response:  # noqa: ARG002 -- text repeats the request
        """Return the refusal of a handshake."""
        return self._answers.refusal(http.HTTPStatus(status))


class Porter(Protocol):
    """What a connection tells the door about itself."""

    answers: Answers
    limits: Limits

    def knocked(self, connection: "Connection") -> bool:
        """A TCP connection came; say whether it may try a handshake."""

    def gone(self, connection: "Connection") -> None:
        """It is closed."""


class Connection(ServerConnection):
    """A connection that is slowed when it sends too many bytes, and cut when it floods with tiny frames."""

    # Beside the library's own attributes, not among them: with more than thirty an object's dictionary is its
    # own, and every idle visitor would cost a kilobyte more.
    __slots__ = (
        "_bytes",
        "_controls",
        "_cost",
        "_end",
        "_is_asked",
        "_porter",
        "_resume",
        "_unsent",
        "_when_roomy",
        "buffer",
        "is_cut",
        "origin",
        "peer",
        "seat",
    )

    def __init__(self, porter: Porter, server: Server, **options: Any) -> None:
        super().__init__(Threshold(porter.answers), server, **options)
        self._porter = porter
        self._bytes = Bucket(porter.limits.visitor_bytes, at=self.loop.time())
        self._controls = Bucket(porter.limits.control_frames, at=self.loop.time())
        self._cost = 0
        self._unsent: list[bytes] = []
        self._resume: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None
        self._when_roomy: Callable[[], None] | None = None
        self.buffer = VISITOR_BUFFER
        self.origin: Tag | None = None
        self.peer: Tag | None = None
        self.seat: Seat | None = None
        self.is_cut = False
        self._is_asked = False
        # A list will do: hardly anybody waits here, and an empty deque is ten times as large.
        self.drain_waiters: Any = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, or end at once if too many knock."""
        super().connection_made(transport)
        # Two may hold reading back: the library while messages wait to be taken, and the bucket.
        self.recv_messages.resume = self._read_on_if_free
        if not self._porter.knocked(self):
            self.transport.abort()

    def forget_handshake(self) -> None:
        """Let go of what was asked and answered: cookies (C2), and a quarter of an idle visitor's cost."""
        # Not the request itself: for the library a connection without one has still to ask.
        for told in (self.request, self.response):
            if told is not None:
                told.headers.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        for timer in (self._resume, self._end):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)
        self._porter.gone(self)

    def data_received(self, data: bytes) -> None:
        """Parse in small slices, so that a flood is seen before it is parsed; then read slower, if need be.

        One client's pings moved everybody's median echo from 0.8 to 235 ms before this stood here.
        """
        self._is_asked = False
        self._cost = len(data)
        for start in range(0, len(data), _SLICE):
            if self.is_cut:
                return
            super().data_received(data[start : start + _SLICE])
        self._slow_down()

    def process_event(self, event: Event) -> None:
        """Count frames beside bytes; nobody needs twenty pings a second."""
        if isinstance(event, Frame):
            self._cost += _FRAME_COST
            if event.opcode in {Opcode.PING, Opcode.PONG} and not self._controls.take(1, self.loop.time()):
                self.abort()
                return
        super().process_event(event)

    def allow(self, size: int, rate: Rate) -> None:
        """Let frames of this size in from now on, at this rate of bytes."""
        self.protocol.max_message_size = size
        self._bytes = Bucket(rate, at=self.loop.time())

    def ask_whether_there(self) -> None:
        """Send a ping; a peer of whom nothing at all came since the last one is gone, and so is its line."""
        if self.is_cut or self.protocol.state is not State.OPEN:
            return
        # While we do not read ourselves, an answer may be on its way.
        if self._is_asked and self.transport.is_reading():
            self.abort()
            return
        self._is_asked = True
        self.protocol.send_ping(b"")
        self.send_data()

    async def messages(self) -> AsyncIterator[str | bytes]:
        """Yield messages until the connection is closed or cut."""
        try:
            while True:
                message = await self.recv()
                if self.is_cut:
                    continue
                yield message
        except ConnectionClosed:
            return

    def send_text(self, text: bytes) -> None:
        """Send one text frame (UTF-8) without waiting; those of one turn of the loop leave together."""
        if self.is_cut or self.protocol.state is not State.OPEN:
            return
        if not self._unsent:
            self.loop.call_soon(self._send_unsent)
        self._unsent.append(text_frame(text))

    def send_data(self) -> None:
        """Send the library's own frames, behind what was said before them."""
        self._send_unsent()
        super().send_data()

    def _send_unsent(self) -> None:
        if not self._unsent:
            return
        unsent = b"".join(self._unsent)
        self._unsent.clear()
        if self.transport.is_closing():
            return
        if self.transport.get_write_buffer_size() + len(unsent) > self.buffer:
            # A reader this slow is cut off.
            self.abort()
            return
        self.transport.write(unsent)

    def when_roomy(self, go_on: Callable[[], None]) -> None:
        """Call once most of what was sent has left; not at all if the connection ends before."""
        if self.paused:
            self._when_roomy = go_on
        else:
            go_on()

    def resume_writing(self) -> None:
        """Most of what was sent has left."""
        super().resume_writing()
        go_on, self._when_roomy = self._when_roomy, None
        if go_on is not None:
            go_on()

    def cut(self, code: int) -> None:
        """Say goodbye; what still comes does not count, and who does not answer is cut off."""
        if self.is_cut or self.protocol.state is not State.OPEN:
            return
        self.is_cut = True
        self.protocol.send_close(code)
        self.send_data()
        self._end = self.loop.call_later(_GRACE_SECONDS, self.transport.abort)

    def abort(self) -> None:
        """End the connection without a word."""
        self.is_cut = True
        self.transport.abort()

    def _slow_down(self) -> None:
        debt = self._bytes.owe(self._cost, self.loop.time())
        if debt > 0 and not self.transport.is_closing():
            self.transport.pause_reading()
            if self._resume is not None:
                self._resume.cancel()
            self._resume = self.loop.call_later(debt, self._paid)

    def _paid(self) -> None:
        self._resume = None
        self._read_on_if_free()

    def _read_on_if_free(self) -> None:
        if self._resume is None and not self.recv_messages.paused and not self.transport.is_closing():
            self.transport.resume_reading()


def text_frame(text: bytes) -> bytes:
    """Return one whole text frame as a server sends it: unmasked, without extensions (RFC 6455, 5.2).

    The library makes the same bytes through fourteen calls; twice per line they were a fifth of its cost.
    """
    size = len(text)
    if size < 126:
        head = bytes((_WHOLE_TEXT, size))
    elif size < 65_536:
        head = bytes((_WHOLE_TEXT, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((_WHOLE_TEXT, 127)) + size.to_bytes(8, "big")
    return head + text


class SocketLine:
    """A connection as the sessions see it: a line to read from and a wire to send on."""

    def __init__(self, connection: Connection, origin: Tag) -> None:
        self._connection = connection
        self.origin = origin

    @property
    def is_cut(self) -> bool:
        """Whether nothing more of this connection counts."""
        return self._connection.is_cut

    def messages(self) -> AsyncIterator[str | bytes]:
        """Yield frames until the connection is closed; never raises for a closed one."""
        return self._connection.messages()

    def allow(self, size: int, rate: Rate) -> None:
        """Let frames of this size in from now on, at this rate of bytes."""
        self._connection.allow(size, rate)

    def send(self, text: bytes) -> None:
        """Send one text frame (UTF-8), or drop it if the connection is gone."""
        self._connection.send_text(text)

    def when_roomy(self, go_on: Callable[[], None]) -> None:
        """Call once most of what was sent has left; not at all if the connection ends before."""
        self._connection.when_roomy(go_on)

    def cut(self, code: int) -> None:
        """Close the connection after what was sent to it."""
        self._connection.cut(code)
