"""One visitor and one volunteer of a load: real keys and certificates over light wires, until the keys
stand."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, TypeVar

from luwte.bench.load import Made
from luwte.bench.wire import Wire, WireError, framed
from luwte.console.own_keys import OpenedShift
from luwte.console.signin import enrol
from luwte.crypto.channel import Channel
from luwte.crypto.sealing import open_keys_from_shift
from luwte.protocol import codec
from luwte.protocol.ids import ConversationId, id_bytes, new_id
from luwte.protocol.messages import (
    Accept,
    Entered,
    KeysArrived,
    KeysKept,
    Limit,
    Members,
    Opened,
    OpenShift,
    Ready,
    ShiftOpened,
    StaffLine,
    StaffMessage,
    StaffRefused,
    ToStaff,
    ToVisitor,
    VisitorHello,
    VisitorLine,
    VisitorMessage,
    VisitorRefused,
)
from luwte.protocol.parts import VERSION
from luwte.vault.keychain import MemoryKeychain
from luwte.visitor import CheckedHouse, Talk

WORDS: Final = "Het gaat vandaag wat beter dan gisteren, maar ik slaap nog altijd slecht."
ANSWER_SECONDS: Final = 30.0

_ToVisitor = TypeVar("_ToVisitor", bound=ToVisitor)
_ToStaff = TypeVar("_ToStaff", bound=ToStaff)


class WireLink:
    """A console's link over a light wire; a load that listens to the wire itself takes it over afterwards."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._heard = _queue(wire)

    async def send(self, message: StaffMessage) -> None:
        """Send one message."""
        self.wire.send(codec.write(message))

    async def receive(self) -> ToStaff:
        """Return the next message."""
        return codec.read_to_staff(await self._heard.get())

    async def close(self) -> None:
        """Drop the connection."""
        self.wire.close()


@dataclass
class LoadVolunteer:
    """A volunteer on shift who accepts whoever they are told to."""

    link: WireLink
    person: str
    shift: OpenedShift
    _channels: dict[ConversationId, Channel] = field(default_factory=dict)

    @classmethod
    async def come(cls, port: int, code: str, conversations: int) -> "LoadVolunteer":
        """Enrol with a code, begin a shift, and want so many conversations at once."""
        server = f"http://127.0.0.1:{port}"
        link = WireLink(await Wire.open("127.0.0.1", port, "/staff"))
        now = int(time.time())
        password = new_id()
        admitted = await enrol(code, password, link, MemoryKeychain(), server=server, now=now)
        hours = admitted.trust.policy.limits.shift_hours
        shift = OpenedShift.begin(admitted.unlocked.keys, admitted.trust.me, hours, now)
        volunteer = cls(link, admitted.trust.me.person, shift)
        await link.send(OpenShift(shift.certificate, new_id()))
        await volunteer._wait(ShiftOpened)
        await link.send(Limit(conversations))
        return volunteer

    async def accept(self, conversation: ConversationId) -> None:
        """Accept a visitor and open the keys they make."""
        await self.link.send(Accept(conversation))
        visitor_key = (await self._wait(Opened)).conversation.visitor_key
        offer = (await self._wait(KeysArrived)).offer
        mine = next(seal.sealed for seal in offer.seals if seal.shift == self.shift.claim.shift)
        keys = open_keys_from_shift(
            self.shift.key, mine, id_bytes(conversation), offer.epoch, self.shift.digest, visitor_key
        )
        self._channels[conversation] = Channel(id_bytes(conversation), keys, "staff", id_bytes(self.person))

    def make_line(self, conversation: ConversationId) -> Made:
        """Seal one line to this visitor."""
        line = new_id()
        message = StaffLine(conversation, line, self._channels[conversation].seal_text(WORDS))
        return line, framed(codec.write(message).encode("ascii"))

    async def _wait(self, kind: type[_ToStaff]) -> _ToStaff:
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                message = await self.link.receive()
                if isinstance(message, kind):
                    return message
                if isinstance(message, StaffRefused):
                    raise WireError(message.code)


class LoadVisitor:
    """A visitor who enters, gives keys to whoever accepts, and can then talk."""

    def __init__(self, wire: Wire, house: CheckedHouse) -> None:
        self.wire = wire
        self._heard = _queue(wire)
        self._talk = Talk(house)
        self._channel: Channel | None = None

    @classmethod
    async def come(cls, port: int, house: CheckedHouse) -> "LoadVisitor":
        """Open the visitors' door and join the queue."""
        visitor = cls(await idle_visitor(port), house)
        talk = visitor._talk
        visitor._send(talk.enter("Zeester", WORDS, "nl", datetime.now(UTC).date().isoformat()))
        talk.entered((await visitor._wait(Entered)).conversation)
        return visitor

    @property
    def conversation(self) -> ConversationId:
        """The conversation's id."""
        return self._talk.state().conversation

    async def give_keys(self) -> None:
        """Check whoever accepted and make keys for them."""
        wanted = await self._wait(Members)
        self._send(self._talk.offer(wanted, int(time.time())))
        await self._wait(KeysKept)
        state = self._talk.state()
        keys = [*state.keys.kept, *state.keys.offered]
        self._channel = Channel(id_bytes(state.conversation), keys, "visitor")

    def make_line(self) -> Made:
        """Seal one line."""
        if self._channel is None:
            raise WireError("handshake")
        return visitor_line(self._channel)

    def _send(self, message: VisitorMessage) -> None:
        self.wire.send(codec.write(message))

    async def _wait(self, kind: type[_ToVisitor]) -> _ToVisitor:
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                message = codec.read_to_visitor(await self._heard.get())
                if isinstance(message, kind):
                    return message
                if isinstance(message, VisitorRefused):
                    raise WireError(message.code)


async def idle_visitor(port: int) -> Wire:
    """Open the visitors' door and say hello, as a page does after consent; return when the server is
    ready."""
    wire = await Wire.open("127.0.0.1", port, "/visitor", origin=f"http://127.0.0.1:{port}")
    heard = _queue(wire)
    wire.send(codec.write(VisitorHello(VERSION)))
    async with asyncio.timeout(ANSWER_SECONDS):
        while not isinstance(codec.read_to_visitor(await heard.get()), Ready):
            pass
    return wire


def visitor_line(channel: Channel) -> Made:
    """Seal one line of an ordinary length."""
    line = new_id()
    return line, framed(codec.write(VisitorLine(line, channel.seal_text(WORDS))).encode("ascii"))


def _queue(wire: Wire) -> "asyncio.Queue[bytes]":
    # Bounded by what a server says while one of a hundred is being set up; a load listens to the wire itself.
    heard: asyncio.Queue[bytes] = asyncio.Queue(maxsize=100_000)
    wire.on_text = lambda _wire, text: heard.put_nowait(text)
    return heard
