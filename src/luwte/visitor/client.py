"""A visitor at a server: the socket, the cookie and what a page keeps, driven step by step by the caller.

There is no task inside: whoever waits for something reads the socket meanwhile (``until``), one reader at
a time.
"""

import asyncio
import contextlib
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Final, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from luwte.protocol import codec
from luwte.protocol.ids import LineId, PersonId
from luwte.protocol.messages import (
    Entered,
    House,
    KeysKept,
    LineStored,
    Members,
    QuickExit,
    Ready,
    Resumed,
    Seen,
    ShareKept,
    StaffState,
    ToVisitor,
    VisitorCatchUp,
    VisitorDraining,
    VisitorEnded,
    VisitorHello,
    VisitorLines,
    VisitorMessage,
    VisitorRefused,
    VisitorState,
    Waiting,
    Withdraw,
)
from luwte.protocol.parts import VERSION
from luwte.visitor.house import CheckedHouse, fetch
from luwte.visitor.kept import Kept, keep, open_kept
from luwte.visitor.talk import Talk
from luwte.visitor.trouble import VisitorError

COOKIE: Final = "__Host-luwte"
PATIENCE: Final = 10.0
"""Seconds to wait for an answer before giving up."""


class Visitor:
    """One visitor's browser: one cookie, one socket at a time, one conversation at a time."""

    def __init__(
        self,
        url: str,
        *,
        house: CheckedHouse | None = None,
        kept: Kept | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        browser: str = "",
        address: str = "",
    ) -> None:
        """``browser``: what the User-Agent header says. ``address``: the own address to connect from."""
        self.url = url.rstrip("/")
        self.house = house
        self.talk: Talk | None = None if house is None else Talk(house)
        self.kept = kept
        self.cookie = "" if kept is None else kept.cookie
        self.is_ready = False
        self.is_resumed = False
        self.place: Waiting | None = None
        self.staff: dict[PersonId, StaffState] = {}
        self.ended: VisitorEnded | Ready | None = None
        self.refusals: list[VisitorRefused] = []
        self._tls = tls
        self._browser = browser
        self._address = address
        self._clock = clock
        self._socket: ClientConnection | None = None
        self._server_share: bytes | None = None
        self._has_asked = False
        self._reading = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    # ── coming and going ──────────────────────────────────────────────────────────────────────────

    async def look(self) -> CheckedHouse:
        """Fetch the page and the house, and check the chain; no cookie is given for looking."""
        self.house = await fetch(self.url, self._now(), self._tls)
        self.talk = Talk(self.house)
        return self.house

    async def connect(self, *, is_reload: bool = False) -> None:
        """Open the socket and say hello; afterwards the visitor is ready to enter, or resumed."""
        headers = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        where = self.url.replace("http", "ws", 1) + "/visitor"
        tls = self._tls if self.url.startswith("https") else None
        self.is_ready = self.is_resumed = False
        try:
            self._socket = await connect(
                where,
                origin=Origin(self.url),
                additional_headers=headers,
                user_agent_header=self._browser or None,
                local_addr=(self._address, 0) if self._address else None,
                compression=None,
                max_size=codec.SERVER_LIMIT,
                open_timeout=PATIENCE,
                proxy=None,
                ssl=tls,
            )
        except (OSError, InvalidHandshake, TimeoutError):
            raise VisitorError("no_house") from None
        self._take_cookie(self._socket)
        after = 0 if is_reload or self.talk is None else self.talk.last
        await self._send(VisitorHello(VERSION, after, is_reload))
        await self.until(lambda: self.is_ready or self.is_resumed)

    async def enter(self, nickname: str, words: str, language: str = "nl") -> None:
        """Join the queue (consent is this call); returns when the server has a place for us."""
        if self.talk is None:
            await self.look()
        if self._socket is None:
            await self.connect()
        talk = self._talk()
        day = datetime.fromtimestamp(self._clock(), UTC).date().isoformat()
        await self._send(talk.enter(nickname, words, language, day))
        await self.until(lambda: talk.conversation is not None)

    async def drop(self) -> None:
        """Lose the connection without a word, as a phone in a tunnel does. What the page knows stays."""
        if self._socket is not None:
            self._socket.transport.abort()
            await self._socket.wait_closed()
            self._socket = None

    async def resume(self) -> None:
        """Come back after a drop: catch up, send again what is not durable."""
        await self.drop()
        await self.connect()

    async def reload(self) -> None:
        """Load the page anew: everything but the cookie and the sealed state is forgotten, then resumed."""
        await self.drop()
        self.talk = None
        self._server_share = None
        await self.look()
        await self.connect(is_reload=True)

    async def leave(self) -> None:
        """Close the socket in order, as a closed tab does."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    # ── talking ───────────────────────────────────────────────────────────────────────────────────

    async def say(self, text: str) -> int:
        """Send one line and return its number once the server has it on disk."""
        line = await self.write(text)
        talk = self._talk()
        await self.until(lambda: talk.is_stored(line))
        return talk.number_of(line)

    async def write(self, text: str) -> LineId:
        """Send one line without waiting; without keys or a connection it stays unsent in the page."""
        line, message = self._talk().say(text)
        if message is not None and self._socket is not None:
            await self._send(message)
        return line

    async def show(self, state: VisitorState) -> None:
        """Tell a bare state: typing, here, hidden."""
        await self._send(state)

    async def shout(self, frame: str) -> None:
        """Send a frame as it stands, as a broken page or a hostile visitor would."""
        if self._socket is None:
            raise VisitorError("no_house")
        await self._socket.send(frame)

    async def see(self) -> None:
        """Tell that everything up to the last line stood on the screen."""
        await self._send(Seen(self._talk().last))

    async def end(self) -> None:
        """End the conversation and wait until it is over."""
        await self._send(self._talk().end())
        await self.until(lambda: self.ended is not None)

    async def withdraw(self) -> None:
        """Withdraw consent (C6) and wait until it is over."""
        await self._send(Withdraw())
        await self.until(lambda: self.ended is not None)

    async def quick_exit(self) -> None:
        """Leave by the exit button: say so and go, keep nothing."""
        await self._send(QuickExit())
        await self.leave()
        self.cookie, self.kept, self.talk = "", None, None

    # ── listening ─────────────────────────────────────────────────────────────────────────────────

    async def hear(self, text: str, within: float = PATIENCE) -> None:
        """Wait until a line with this text stands on the screen."""
        await self.until(lambda: any(line.text == text for line in self._talk().lines), within)

    async def until(self, is_so: Callable[[], bool], within: float = PATIENCE) -> None:
        """Read and answer what the server says until ``is_so``; VisitorError ``too_late`` or ``no_house``."""
        try:
            async with asyncio.timeout(within):
                while not is_so():
                    async with self._reading:
                        if not is_so():
                            await self._read_one()
        except TimeoutError:
            raise VisitorError("too_late") from None

    async def follow(self) -> None:
        """Read and answer until the conversation is over or the connection drops; for a task of its own."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                async with self._reading:
                    # Looked at only now: who read before may have read the end, and nothing comes after it.
                    if self.ended is not None or self._socket is None:
                        return
                    await self._read_one()

    async def _read_one(self) -> None:
        if self._socket is None:
            raise VisitorError("no_house")
        untrusted_frame = await self._socket.recv()
        for answer in self._apply(codec.read_to_visitor(untrusted_frame)):
            await self._send(answer)

    def _apply(self, message: ToVisitor) -> list[VisitorMessage]:  # noqa: PLR0911, PLR0912 - one case each
        match message:
            case Ready():
                if message.version != VERSION:
                    raise VisitorError("unknown_version")
                self.is_ready = True
                if message.ended != "no":
                    self.ended = message
            case Entered():
                self._talk().entered(message.conversation)
                self._server_share = message.share
                self._keep()
            case Waiting():
                self.place = message
            case Resumed():
                return self._resumed(message)
            case Members():
                offer = self._talk().offer(message, self._now())
                self._keep()
                return [offer]
            case KeysKept():
                waiting = self._talk().keys_kept(message.epoch)
                self._keep()
                return list(waiting)
            case LineStored():
                return self._gap(self._talk().stored(message.id, message.number, message.at))
            case VisitorLines():
                return self._hear(message)
            case StaffState():
                self.staff[message.person] = message
            case VisitorEnded():
                self.ended = message
            case VisitorRefused():
                if message.code == "unknown_version":
                    raise VisitorError("unknown_version")
                self.refusals.append(message)
                return list(self._talk().refused(message.code, message.about))
            case House() | VisitorDraining():
                pass
        return []

    def _resumed(self, message: Resumed) -> list[VisitorMessage]:
        self.is_resumed = True
        answers: list[VisitorMessage] = []
        talk = self._talk()
        if talk.conversation is None:
            if self.kept is None:
                raise VisitorError("no_state")
            talk.restore(open_kept(self.kept, message.shares), message.last)
        if message.fresh is not None:
            self._server_share = message.fresh
            self._keep()
            answers.append(ShareKept())
        self._has_asked = False
        talk.hold()
        # What is unsent leaves after the ``keys_kept`` that follows; twice would be a flood.
        return [*answers, *self._gap(message.last <= talk.last)]

    def _hear(self, message: VisitorLines) -> list[VisitorMessage]:
        talk = self._talk()
        was_behind = talk.is_behind
        answers = self._gap(talk.hear(message.lines))
        return [*answers, *talk.unsent()] if was_behind and not talk.is_behind else answers

    def _gap(self, is_whole: bool) -> list[VisitorMessage]:
        # One answer brings everything up to now and the rest follows live: asking at each line would be a
        # flood.
        is_new, self._has_asked = not (is_whole or self._has_asked), not is_whole
        return [VisitorCatchUp(self._talk().last)] if is_new else []

    def _keep(self) -> None:
        if self._server_share is not None:
            self.kept = keep(self._talk().state(), self._server_share, self.cookie)

    def _take_cookie(self, socket: ClientConnection) -> None:
        if socket.response is not None:
            for header in socket.response.headers.get_all("Set-Cookie"):
                morsel = SimpleCookie(header).get(COOKIE)
                if morsel is not None:
                    self.cookie = morsel.value

    async def _send(self, message: VisitorMessage) -> None:
        if self._socket is None:
            raise VisitorError("no_house")
        await self._socket.send(codec.write(message))

    def _talk(self) -> Talk:
        if self.talk is None:
            raise VisitorError("not_now")
        return self.talk

    def _now(self) -> int:
        return int(self._clock())
