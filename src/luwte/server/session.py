"""One visitor's connection: codec, what is allowed, the gate, then the desk. And what both speakers share."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final, Protocol

from luwte.abuse.gate import Bucket, Rate
from luwte.abuse.origin import Tag
from luwte.log import note
from luwte.protocol import codec
from luwte.protocol.codec import BadMessageError
from luwte.protocol.messages import Enter, VisitorHello, VisitorMessage, VisitorRefused
from luwte.protocol.parts import VERSION, RefusalCode
from luwte.server.office import TRY_AGAIN, Office, hello_again
from luwte.server.rows import TokenHash
from luwte.server.streams import Wire

HELLO_SECONDS: Final = 10.0
"""A connection that has not said hello by then is closed."""
MISBEHAVED: Final = 1008
"""Close code: the peer broke the protocol's rules too often, or its first message was no hello."""


class Line(Wire, Protocol):
    """A connection as a session reads from it."""

    origin: Tag

    @property
    def is_cut(self) -> bool:
        """Whether nothing more of this connection counts."""

    def messages(self) -> AsyncIterator[str | bytes]:
        """Yield frames until the connection is closed; never raises for a closed one."""

    def allow(self, size: int, rate: Rate) -> None:
        """Let frames of this size in from now on, at this rate of bytes."""


class Conduct:
    """How a peer behaves: whether it says hello, how fast it is, how often it is malformed."""

    def __init__(self, line: Line, rate: Rate, most_bad: int, refuse: Callable[[RefusalCode], None]) -> None:
        self._line = line
        self._bucket = Bucket(rate, at=_now())
        self._bad = 0
        self._most_bad = most_bad
        self._refuse = refuse
        loop = asyncio.get_running_loop()
        self._silence = loop.call_later(HELLO_SECONDS, line.cut, MISBEHAVED)

    def greeted(self) -> None:
        """The hello came: the connection may be silent from now on."""
        self._silence.cancel()

    def over(self) -> None:
        """The connection is gone."""
        self._silence.cancel()

    def is_slow_enough(self) -> bool:
        """Count one message; a peer that is too fast is told and cut."""
        if self._bucket.take(1, _now()):
            return True
        self._refuse("too_fast")
        self._line.cut(MISBEHAVED)
        return False

    def bad(self) -> None:
        """Count one message that was none; the last one closes the connection."""
        self._bad += 1
        self._refuse("bad_message")
        if self._bad >= self._most_bad:
            note("server.session", "closed_after_bad_messages", count=self._bad)
            self._line.cut(MISBEHAVED)


class VisitorSession:
    """One visitor's connection from hello to its end."""

    def __init__(self, office: Office, line: Line, visitor: TokenHash, former: TokenHash | None) -> None:
        self._office = office
        self._line = line
        self._visitor = visitor
        self._former = former
        self._is_greeted = False
        limits = office.settings.limits
        self._conduct = Conduct(line, limits.visitor_messages, limits.bad_messages, self._refuse)

    async def run(self) -> None:
        """Serve the connection until it is closed."""
        try:
            async for untrusted_frame in self._line.messages():
                if self._conduct.is_slow_enough():
                    self._hear(untrusted_frame)
                    if self._office.writer.is_full:
                        await self._office.writer.room()
        finally:
            self._conduct.over()
            self._office.streams.forget(self._line)
            if self in self._office.guests:
                self._office.guests.discard(self)
                self._office.visitor_left(self._visitor, self._line)

    def arrive_again(self) -> None:
        """After a failed commit: the desk is new, this connection is still here."""
        office = self._office
        if office.voices.get(self._visitor) is not self._line:
            return
        office.board.visitor_arrived(self._visitor, self._line)
        office.desk.visitor_arrived(self._visitor, hello_again(), office.clock())

    def _hear(self, untrusted_frame: str | bytes) -> None:
        try:
            message = codec.read_visitor(untrusted_frame)
        except BadMessageError:
            if not self._is_greeted and codec.is_of_another_version(untrusted_frame):
                self._refuse_version()
            else:
                self._conduct.bad()
            return
        if not self._is_greeted:
            self._greet(message)
        elif isinstance(message, VisitorHello):
            self._conduct.bad()
        elif isinstance(message, Enter):
            self._enter(message)
        else:
            self._office.visitor_said(self._visitor, message, self._lost(message))

    def _greet(self, message: VisitorMessage) -> None:
        if not isinstance(message, VisitorHello):
            self._refuse("not_now")
            self._line.cut(MISBEHAVED)
        elif message.version != VERSION:
            self._refuse_version()
        else:
            self._is_greeted = True
            self._conduct.greeted()
            self._office.guests.add(self)
            self._office.visitor_arrived(self._visitor, message, self._line, self._former, self._unheard)

    def _refuse_version(self) -> None:
        self._refuse("unknown_version")
        self._line.cut(MISBEHAVED)

    def _enter(self, message: Enter) -> None:
        office, gate, origin = self._office, self._office.gate, self._line.origin
        is_open = office.desk.house_state()[0] == "open"
        if not gate.may("enter", origin, _now()):
            self._refuse("too_fast")
        elif is_open and not gate.may_wait(origin, office.desk.places_left(), office.desk.is_waiting):
            self._refuse("full")
        else:
            office.visitor_said(self._visitor, message, self._lost(message))
            if office.desk.is_waiting(self._visitor):
                gate.waits(origin, self._visitor)

    def _unheard(self) -> None:
        """Its hello or its word fell with a commit: the page is to come back and say it again."""
        self._office.guests.discard(self)
        self._office.has_fallen_silent(self._visitor, self._line)
        self._line.cut(TRY_AGAIN)

    def _lost(self, message: VisitorMessage) -> Callable[[], None]:
        about = getattr(message, "id", None)

        def lost() -> None:
            self._line.send(codec.encode(VisitorRefused(code="storage", about=about)))
            self._unheard()

        return lost

    def _refuse(self, code: RefusalCode) -> None:
        self._line.send(codec.encode(VisitorRefused(code=code)))


def _now() -> float:
    return asyncio.get_running_loop().time()
