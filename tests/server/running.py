"""A real server on port 0 with a clock that only moves when told, and real peers that talk to it."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import pyotp
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from luwte import policy
from luwte.abuse.gate import Limits, Rate
from luwte.crypto.certificates import BY_ROOT, PolicyClaim, Signed, sign
from luwte.crypto.channel import Channel
from luwte.crypto.keys import BoxKey, SigningKey, random_bytes, sha256
from luwte.crypto.sealing import (
    open_keys_from_shift,
    seal_keys_to_archive,
    seal_keys_to_shift,
    seal_words,
    wrap_key,
)
from luwte.crypto.words import FirstWords
from luwte.protocol import codec
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.messages import StaffMessage, ToStaff, ToVisitor, VisitorMessage
from luwte.protocol.offers import offer_bytes
from luwte.protocol.parts import KeyOffer, Seal, Wrap
from luwte.server.app import serve
from luwte.server.clock import SteadyClock
from luwte.server.settings import ServerSettings
from tests.wire.helpline import (
    DAY,
    HELPLINE,
    HOUR,
    NOW,
    ROOT,
    Person,
    box,
    coordinator,
    fixed_id,
    key_claim,
)

VERA = coordinator("vera")
NOOR = Person("noor")
SAM = Person("sam")
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WIDE = Limits(
    knock=Rate(10_000, 1_000),
    enter=Rate(10_000, 1_000),
    queue_share=1_000.0,
    sign_in=Rate(10_000, 1_000),
    account=Rate(10_000, 1_000),
    visitor_messages=Rate(100_000, 10_000),
    staff_messages=Rate(100_000, 10_000),
    visitor_bytes=Rate(2**30, 2**30),
    staff_bytes=Rate(2**30, 2**30),
)
PATIENCE = 10.0
_Heard = TypeVar("_Heard")


@dataclass
class Clock:
    """The time that passes for the server, and the system's clock, which somebody may set."""

    now: int = NOW
    set_ahead: int = 0

    def __call__(self) -> int:
        return self.now

    def wall(self) -> int:
        """What the system's clock says."""
        return self.now + self.set_ahead

    def steady(self) -> SteadyClock:
        """Return the server's clock as it is at a start."""
        return SteadyClock(self.wall, self)


@dataclass
class Running:
    """A server that is up."""

    url: str
    port: int
    folder: Path
    clock: Clock
    stop: asyncio.Event

    @property
    def sockets(self) -> str:
        """Where its sockets are."""
        host = "[::1]" if "[::1]" in self.url else "127.0.0.1"
        return f"ws://{host}:{self.port}"


@asynccontextmanager
async def running(folder: Path, **changes: Any) -> AsyncIterator[Running]:
    """Serve until the block ends; errors of the server rise out of it."""
    clock = changes.pop("clock", None) or Clock()
    stop = asyncio.Event()
    ready: asyncio.Future[tuple[str, int]] = asyncio.get_running_loop().create_future()
    options: dict[str, Any] = {"limits": WIDE, **changes}
    settings = ServerSettings(folder=folder, clock=clock.steady(), **options)
    async with asyncio.TaskGroup() as group:
        group.create_task(serve(settings, lambda url, port: ready.set_result((url, port)), stop=stop))
        async with asyncio.timeout(PATIENCE):
            url, port = await ready
        try:
            yield Running(url, port, folder, clock, stop)
        finally:
            stop.set()


class Peer(Generic[_Heard]):
    """One end of a socket that says messages and waits for the ones it wants."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[str] = []

    def read(self, frame: str) -> _Heard:
        """Read one frame."""
        raise NotImplementedError

    async def say(self, message: VisitorMessage | StaffMessage) -> None:
        """Say one message."""
        await self.socket.send(codec.write(message))

    async def hear(self) -> _Heard:
        """Return the next message."""
        async with asyncio.timeout(PATIENCE):
            frame = str(await self.socket.recv())
        self.heard.append(frame)
        return self.read(frame)

    async def until(self, kind: type[Any]) -> Any:
        """Return the next message of a kind, past all others; a refusal nobody wanted fails."""
        while True:
            message = await self.hear()
            if isinstance(message, kind):
                return message
            assert not isinstance(message, say.StaffRefused | say.VisitorRefused), message

    async def until_closed(self) -> int | None:
        """Hear everything until the server closes; return its close code."""
        try:
            while True:
                await self.hear()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd is not None else None


class StaffPeer(Peer[ToStaff]):
    """A console, without its screen."""

    token: bytes = b""

    def read(self, frame: str) -> ToStaff:
        return codec.read_to_staff(frame)

    async def answer(self) -> ToStaff:
        """Return the next message that is not who is on shift: a console is told of that at any moment."""
        while isinstance(message := await self.hear(), say.Colleagues):
            pass
        return message

    async def create(self, setup_code: str, **changes: Any) -> ToStaff:
        """Make the helpline with Vera as its first coordinator."""
        fields: dict[str, Any] = {
            "setup_code": setup_code,
            "helpline": HELPLINE,
            "root": ROOT.public,
            "certificate": VERA.certified_by(ROOT),
            "policy": house_policy(),
            "keys": [intake(), archive()],
            "wraps": wraps_for(VERA),
            "auth": sha256(proof_of(VERA)),
            "totp": TOTP,
        }
        await self.say(say.CreateHelpline(**(fields | changes)))
        return await self.hear()

    async def sign_in(self, person: Person, now: int, proof: bytes | None = None) -> ToStaff:
        """Sign in as somebody."""
        code = pyotp.TOTP(TOTP).at(now) if person.role in BY_ROOT else None
        await self.say(say.SignIn(person.claim.person, proof or proof_of(person), code))
        answer = await self.hear()
        if isinstance(answer, say.SignedIn):
            self.token = answer.token
        return answer

    async def add(self, person: Person) -> tuple[str, bytes]:
        """Add somebody; return what their enrolment code holds for the server."""
        lookup, secret = new_id(), random_bytes(32)
        signer = ROOT if person.role in BY_ROOT else VERA.staff
        await self.say(say.AddPerson(person.certified_by(signer), wraps_for(person), lookup, sha256(secret)))
        await self.until(say.Done)
        return lookup, secret

    async def open_shift(self, person: Person, **changes: Any) -> Any:
        """Begin a shift, under the person's usual key and with their usual vault but for ``changes``."""
        options: dict[str, Any] = {"certificate": person.shift(), "vault": vault_of(person), **changes}
        await self.say(say.OpenShift(**options))
        return await self.until(say.ShiftOpened)


class VisitorPeer(Peer[ToVisitor]):
    """A visitor's page, without its screen."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__(socket)
        self.key = SigningKey.generate()
        self.keys = [random_bytes(32)]
        self.conversation = ""
        self.channel: Channel | None = None

    def read(self, frame: str) -> ToVisitor:
        return codec.read_to_visitor(frame)

    @property
    def cookie(self) -> str:
        """The cookie the handshake gave."""
        assert self.socket.response is not None
        return self.socket.response.headers["Set-Cookie"].partition(";")[0]

    async def enter(self) -> None:
        """Join the queue."""
        claim = key_claim("intake")
        words = FirstWords("Merel", "Ik durf het niet te zeggen", "nl")
        sealed = seal_words(claim.public, words, sha256(intake().payload), self.key.public)
        await self.say(say.Enter(self.key.public, claim.key, sealed, 1))
        self.conversation = (await self.until(say.Entered)).conversation

    async def give_keys(self) -> None:
        """Seal the keys to whoever shall read, as the page does."""
        members = await self.until(say.Members)
        raw = id_bytes(self.conversation)
        seals = []
        for member in members.members:
            shift = json.loads(member.shift.payload)
            public = box(f"{json.loads(member.certificate.payload)['name'].lower()}'s shift").public
            digest = sha256(member.shift.payload)
            sealed = seal_keys_to_shift(public, self.keys, raw, members.epoch, digest, self.key.public)
            seals.append(Seal(shift["shift"], sealed))
        digest = sha256(members.archive.payload)
        kept = seal_keys_to_archive(
            box("archive key").public, self.keys, raw, members.epoch, digest, self.key.public
        )
        offer = KeyOffer(members.epoch, seals, fixed_id("archive key"), kept, bytes(64))
        signed = self.key.sign(offer_bytes(self.conversation, offer))
        await self.say(say.Keys(KeyOffer(offer.epoch, seals, offer.archive_key, kept, signed)))
        await self.until(say.KeysKept)
        self.channel = Channel(raw, self.keys, "visitor", bytes(16))

    async def stored(self) -> AsyncIterator[say.LineStored]:
        """Yield what is acknowledged until the connection ends."""
        try:
            while True:
                yield await self.until(say.LineStored)
        except ConnectionClosed:
            return

    def line(self, text: str) -> say.VisitorLine:
        """Return a sealed line."""
        assert self.channel is not None
        return say.VisitorLine(new_id(), self.channel.seal_text(text))


@asynccontextmanager
async def staff(server: Running) -> AsyncIterator[StaffPeer]:
    """Open a console's socket and say hello."""
    async with connect(f"{server.sockets}/staff", max_size=None, compression=None, proxy=None) as socket:
        peer = StaffPeer(socket)
        await peer.say(say.StaffHello(1))
        await peer.until(say.Welcome)
        yield peer


@asynccontextmanager
async def visitor(
    server: Running, cookie: str | None = None, *, after: int = 0, is_reload: bool = False
) -> AsyncIterator[VisitorPeer]:
    """Open a visitor's socket and say hello; what it is answered is for the caller to hear."""
    headers = {"Cookie": cookie} if cookie else {}
    async with connect(
        f"{server.sockets}/visitor",
        origin=server.url,  # type: ignore[arg-type]
        additional_headers=headers,
        compression=None,
        proxy=None,
    ) as socket:
        peer = VisitorPeer(socket)
        await peer.say(say.VisitorHello(1, after, is_reload))
        yield peer


async def helpline(server: Running) -> None:
    """Make the helpline; Vera leads it, Noor and Sam can sign in."""
    async with staff(server) as vera:
        created = await vera.create(setup_code(server.folder))
        assert isinstance(created, say.Created)
        assert isinstance(await vera.sign_in(VERA, server.clock.now), say.SignedIn)
        codes = [(person, await vera.add(person)) for person in (NOOR, SAM)]
    for person, (lookup, secret) in codes:
        async with staff(server) as console:
            await console.say(say.Enrol(lookup, secret, sha256(proof_of(person))))
            await console.until(say.Enrolled)


@dataclass
class Talk:
    """A conversation under way."""

    noor: StaffPeer
    visitor: VisitorPeer
    channel: Channel
    conversation: str
    texts: list[str] = field(default_factory=list)


async def begin_talk(noor: StaffPeer, guest: VisitorPeer) -> Talk:
    """Have Noor, who is on shift, accept this visitor; they can write to each other from then on."""
    await guest.until(say.Ready)
    await guest.enter()
    await noor.until(say.WaiterJoined)
    await noor.say(say.Accept(guest.conversation))
    await noor.until(say.Opened)
    await guest.give_keys()
    offer = (await noor.until(say.KeysArrived)).offer
    digest = sha256(NOOR.shift().payload)
    raw = id_bytes(guest.conversation)
    keys = open_keys_from_shift(
        box("noor's shift"), offer.seals[0].sealed, raw, offer.epoch, digest, guest.key.public
    )
    channel = Channel(raw, keys, "staff", id_bytes(NOOR.claim.person))
    return Talk(noor, guest, channel, guest.conversation)


@asynccontextmanager
async def talking(server: Running) -> AsyncIterator[Talk]:
    """Noor on shift and one visitor, in a conversation."""
    async with staff(server) as noor, visitor(server) as guest:
        assert isinstance(await noor.sign_in(NOOR, server.clock.now), say.SignedIn)
        await noor.open_shift(NOOR)
        yield await begin_talk(noor, guest)


def vault_of(person: Person) -> str:
    """Return the id of the vault that somebody's console keeps its notes in."""
    return fixed_id(f"{person.label}'s vault")


def proof_of(person: Person) -> bytes:
    """Return what the server knows somebody's console by."""
    return sha256(b"proof of " + person.label.encode())


def on_disk(folder: Path) -> bytes:
    """Return every byte the server has written."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def setup_code(folder: Path) -> str:
    """Return the code the server wrote."""
    return (folder / "setup-code").read_text().strip()


def house_policy(version: int = 1) -> Signed:
    """Return the default house policy in this version."""
    house = policy.load("default")
    toml = policy.source("default").read_text()
    return sign(PolicyClaim(HELPLINE, version, NOW - DAY, toml, policy.page(house)), VERA.staff)


def intake() -> Signed:
    """Return this week's intake key."""
    return sign(key_claim("intake"), VERA.staff)


def archive() -> Signed:
    """Return this week's archive key."""
    return sign(key_claim("archive"), VERA.staff)


def wraps_for(person: Person) -> list[Wrap]:
    """Return the intake key wrapped to somebody."""
    claim = person.claim
    key, digest = fixed_id("intake key"), sha256(intake().payload)
    sealed = wrap_key(claim.envelope, box("intake key"), id_bytes(key), digest, id_bytes(claim.person))
    return [Wrap(key, claim.person, claim.envelope, sealed)]


async def answer(server: Running, request: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    """Send raw bytes of a request; return status, header lines and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    async with asyncio.timeout(PATIENCE):
        raw = await reader.read(2**22)
        while not re.search(rb"\r\n\r\n", raw) and (more := await reader.read(2**22)):
            raw += more
        if b"Content-Length" in raw:
            while more := await reader.read(2**22):
                raw += more
    writer.close()
    head, _, body = raw.partition(b"\r\n\r\n")
    if not head:
        return 0, [], b""
    first, *lines = head.decode("latin-1").split("\r\n")
    return (
        int(first.split(" ")[1]),
        [(k, v.strip()) for k, _, v in (line.partition(":") for line in lines)],
        body,
    )


def get(path: str, *headers: str) -> bytes:
    """Return the bytes of a GET."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode("latin-1")


def knock(path: str, *headers: str) -> bytes:
    """Return the bytes of a handshake."""
    return get(
        path,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *headers,
    )


__all__ = ["HOUR", "NOW", "BoxKey"]
