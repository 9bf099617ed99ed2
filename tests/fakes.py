"""Actors for whole walks: a clock that stands still, a console without a window, people enrolled in no time.

Nothing here replaces a part of the product but the clock, the keychain and the window.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pyotp
from websockets.asyncio.client import ClientConnection, connect

from luwte.console.link import Link, SocketLink, staff_address
from luwte.console.own_keys import OwnKeys
from luwte.console.signin import Admitted, SignInError, Unlocked, come_back, sign_in
from luwte.console.state import (
    Change,
    Connection,
    ConsoleState,
    ConversationRow,
    Intention,
    LineRow,
    Notice,
    NoticeRaised,
    Outcome,
)
from luwte.console.state.intentions import AcceptVisitor, SendLine
from luwte.crypto.enrolment import EnrolmentCode
from luwte.crypto.keys import random_bytes, sha256
from luwte.protocol.codec import SERVER_LIMIT
from luwte.protocol.ids import ConversationId, id_text, new_id
from luwte.protocol.messages import CatchUp, Enrol, Enrolled, StaffHello, StaffMessage, StaffRefused, ToStaff
from luwte.protocol.parts import VERSION
from luwte.settings import Preferences, Profile
from luwte.visitor import Visitor

PATIENCE = 10.0


class FakeClock:
    """Unix seconds that pass only when a test says so."""

    def __init__(self, now: int) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def advance(self, seconds: int) -> None:
        """Let time pass."""
        self.now += seconds


class RecordingSocket:
    """A websocket that remembers every frame as it came and went."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[str] = []
        self.said: list[str] = []

    async def recv(self) -> str | bytes:
        frame = await self.socket.recv()
        self.heard.append(frame if isinstance(frame, str) else frame.decode())
        return frame

    async def send(self, frame: str) -> None:
        self.said.append(frame)
        await self.socket.send(frame)

    async def close(self) -> None:
        await self.socket.close()


async def open_recording(url: str) -> tuple[SocketLink, RecordingSocket]:
    """Open the staff door with every frame on record."""
    socket = await connect(staff_address(url), compression=None, max_size=SERVER_LIMIT, proxy=None)
    recording = RecordingSocket(socket)
    return SocketLink(cast("ClientConnection", recording)), recording


class BentLink:
    """A link on which whatever the server says can be bent before the console hears it."""

    def __init__(self, link: Link, bend: Callable[[ToStaff], ToStaff]) -> None:
        self._link = link
        self._bend = bend

    async def send(self, message: StaffMessage) -> None:
        await self._link.send(message)

    async def receive(self) -> ToStaff:
        return self._bend(await self._link.receive())

    async def close(self) -> None:
        await self._link.close()


class PlayedConsole:
    """The console's link and state without Qt, driven step by step: whoever waits reads the line
    meanwhile."""

    def __init__(self, url: str, unlocked: Unlocked, clock: Callable[[], int], totp: str = "") -> None:
        self.url = url
        self.unlocked = unlocked
        self.clock = clock
        self.totp = totp
        self.state = ConsoleState(Preferences(take_back_seconds=0), url)
        self.changes: list[Change] = []
        self.heard: list[ToStaff] = []
        self.frames: list[str] = []
        self.lie: Callable[[ToStaff], ToStaff] = lambda message: message
        self._admitted: Admitted | None = None
        self.link: Link | None = None
        self._socket: RecordingSocket | None = None

    @property
    def me(self) -> str:
        """This person's id."""
        return self.unlocked.profile.person

    @property
    def rows(self) -> dict[ConversationId, ConversationRow]:
        """My conversations as the screen shows them."""
        seat = self.state.seat
        assert seat is not None
        return {one: talk.row(seat, self.clock()) for one, talk in self.state.talks.all.items()}

    @property
    def notices(self) -> list[Notice]:
        """Every notice so far."""
        return [change.notice for change in self.changes if isinstance(change, NoticeRaised)]

    def lines(self, conversation: ConversationId) -> list[LineRow]:
        """The lines of a conversation as the screen shows them."""
        return list(self.state.lines(conversation))

    def texts(self, conversation: ConversationId) -> list[str]:
        """The words of a conversation in order, ends left out."""
        return [line.text for line in self.lines(conversation) if line.kind == "text"]

    async def sign_in(self) -> None:
        """Sign in on a fresh line."""
        await self._open()
        figures = pyotp.TOTP(self.totp).at(self.clock()) if self.totp else ""
        assert self.link is not None
        self._admitted = await sign_in(self.unlocked, figures, self.link, self.clock())
        self.unlocked = self._admitted.unlocked
        await self._take(self.state.signed_in(self._admitted, self.clock()))

    async def open_shift(self, *, takes_over: bool = False) -> None:
        """Begin the shift and wait until the desk has told where everything stands."""
        await self._take(self.state.begin_shift(self.clock(), takes_over=takes_over))
        await self.until(lambda: self.state.session.stage == "on_shift" and not self.state.session.is_busy)

    async def come(self) -> "PlayedConsole":
        """Sign in and begin a shift."""
        await self.sign_in()
        await self.open_shift()
        return self

    async def do(self, intention: Intention) -> None:
        """Carry out what the volunteer wants."""
        await self._take(self.state.intend(intention, self.clock()))

    async def tell(self, message: StaffMessage) -> None:
        """Say something past the state, as a broken or hostile console would."""
        assert self.link is not None
        await self.link.send(message)

    async def accept(self, visitor: Visitor) -> ConversationId:
        """Accept this visitor and wait for the keys; the visitor's page answers meanwhile."""
        assert visitor.talk is not None
        conversation = visitor.talk.conversation
        assert conversation is not None
        await self.until(lambda: self.state.waiting.row(conversation) is not None)
        await self.do(AcceptVisitor(conversation))
        await self.until(lambda: conversation in self.state.talks.all)
        await self.share_keys(visitor)
        return conversation

    async def share_keys(self, visitor: Visitor) -> None:
        """Wait until visitor and console agree on the newest keys, and the opening stands here."""
        talk = visitor.talk
        assert talk is not None
        assert talk.conversation is not None
        conversation = talk.conversation
        newest = self.state.talks.all[conversation].epoch
        await visitor.until(lambda: len(talk.keys.kept) > newest and not talk.has_unsent)
        await self.until(lambda: self.rows[conversation].keys == "ready" and bool(self.lines(conversation)))

    async def say(self, conversation: ConversationId, text: str) -> None:
        """Send a line and wait until it is durable."""
        await self.do(SendLine(conversation, text))
        await self.until(
            lambda: any(
                line.text == text and line.delivery in {"stored", "seen"} for line in self.lines(conversation)
            )
        )

    async def hear(self, conversation: ConversationId, text: str) -> None:
        """Wait until a line with this text stands on the screen."""
        await self.until(lambda: text in self.texts(conversation))

    async def until(self, is_so: Callable[[], bool], within: float = PATIENCE) -> None:
        """Read and answer until it is so."""
        async with asyncio.timeout(within):
            while not is_so():
                await self.read()

    async def read(self) -> ToStaff:
        """Take in one message of the server."""
        assert self.link is not None
        message = await self.link.receive()
        self.heard.append(message)
        await self._take(self.state.apply(message, self.clock()))
        return message

    async def tick(self) -> None:
        """Let the console notice the time."""
        await self._take(self.state.tick(self.clock()))

    async def settle(self) -> None:
        """Wait until everything this console said has been dealt with and is on disk."""
        before = len(self.heard)
        await self.tell(CatchUp(new_id(), 0))
        await self.until(
            lambda: any(
                isinstance(one, StaffRefused) and one.what == "catch_up" for one in self.heard[before:]
            )
        )

    async def drop(self) -> None:
        """Lose the line."""
        if self._socket is not None:
            self._socket.socket.transport.abort()
            await self._socket.socket.wait_closed()
            self.link = self._socket = None
            await self._take(self.state.connection_is(Connection("reconnecting", "closed"), self.clock()))

    async def come_back(self) -> None:
        """Come back on a fresh line within the same sign-in, and take the shift up again."""
        assert self._admitted is not None
        await self._open()
        assert self.link is not None
        returned = await come_back(self.unlocked, self._admitted.token, self.link, self.clock())
        assert returned is not None
        await self._take(self.state.returned(0, self.clock()))
        await self._take(self.state.begin_shift(self.clock(), takes_over=False))

    async def restart(self) -> None:
        """The program ends and starts again: the shift key is gone, a new one is certified."""
        await self.drop()
        self.state = ConsoleState(Preferences(take_back_seconds=0), self.url)
        await self.sign_in()
        await self.open_shift(takes_over=self.state.session.shift_elsewhere)

    async def leave(self) -> None:
        """Go without a word: an orderly close would wait for everything that was never read."""
        if self._socket is not None:
            self._socket.socket.transport.abort()
            await self._socket.socket.wait_closed()
            self.link = self._socket = None

    def _bent(self, message: ToStaff) -> ToStaff:
        return self.lie(message)

    async def _open(self) -> None:
        link, self._socket = await open_recording(self.url)
        self.link = BentLink(link, self._bent)
        self._socket.heard = self.frames
        await self._take(self.state.connection_is(Connection("connected"), self.clock()))

    async def _take(self, outcome: Outcome) -> None:
        self.changes += outcome.changes
        for message in outcome.messages:
            if self.link is not None:
                await self.link.send(message)


async def enrol_at_once(
    url: str,
    code_text: str,
    helpline: str,
    root: bytes,
    totp: str | None = None,
) -> Unlocked:
    """Use an enrolment code without stretching a password: the proof is drawn, everything else is real."""
    code = EnrolmentCode.parse(code_text)
    proof, wrapping_key = random_bytes(32), random_bytes(32)
    link, _ = await open_recording(url)
    await link.send(StaffHello(VERSION))
    await link.send(Enrol(id_text(code.lookup), code.secret, sha256(proof), totp))
    try:
        async with asyncio.timeout(PATIENCE):
            while not isinstance(answer := await link.receive(), Enrolled):
                if isinstance(answer, StaffRefused):
                    raise SignInError(answer.code)
    finally:
        await link.close()
    keys = OwnKeys(code.staff, code.envelope)
    profile = Profile(
        server=url,
        helpline=helpline,
        root=root,
        person=answer.person,
        salt=random_bytes(16),
        memory_kib=64 * 1024,
        passes=3,
        lanes=1,
        secrets=keys.wrapped(wrapping_key),
        has_own_keys=True,
    )
    return Unlocked(profile, keys, None, proof, wrapping_key)


def moved(unlocked: Unlocked, url: str) -> Unlocked:
    """Return the same person at a server that listens elsewhere now."""
    fields = {name: getattr(unlocked.profile, name) for name in Profile.__struct_fields__}
    return replace(unlocked, profile=Profile(**{**fields, "server": url}))
