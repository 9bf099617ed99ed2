"""Places in the queue: one origin may take many, and never all."""

import ipaddress
from contextlib import AsyncExitStack
from pathlib import Path

from websockets.asyncio.client import connect

from luwte.abuse.gate import Gate, Limits
from luwte.crypto.keys import sha256
from luwte.crypto.sealing import seal_words
from luwte.crypto.words import FirstWords
from luwte.protocol import messages as say
from tests.server.running import Running, VisitorPeer, helpline, intake, running
from tests.wire.helpline import key_claim

PAGE = "https://chat.example"

SCHOOL, HOME, LIBRARY = b"school", b"home", b"library"


def entered(gate: Gate, origin: bytes, places: int, waiting: set[bytes]) -> int:
    """Let as many of an origin enter as may; return how many that are."""
    count = 0
    while gate.may_wait(origin, places - len(waiting), waiting.__contains__):
        name = origin + str(len(waiting)).encode()
        waiting.add(name)
        gate.waits(origin, name)
        count += 1
    return count


def test_a_school_may_take_half_the_queue_and_the_last_place_is_for_somebody_else() -> None:
    """A1: whoever wants to keep others out needs as many origins as there are places."""
    gate, waiting = Gate(Limits()), set[bytes]()
    assert entered(gate, SCHOOL, 30, waiting) == 15
    assert entered(gate, HOME, 30, waiting) == 8
    assert entered(gate, LIBRARY, 30, waiting) == 4
    assert [entered(gate, bytes([each]), 30, waiting) for each in range(5)] == [2, 1, 0, 0, 0]
    assert len(waiting) == 30


def test_a_queue_of_one_place_is_for_whoever_comes_first() -> None:
    assert entered(Gate(Limits()), SCHOOL, 1, set()) == 1


def test_who_was_accepted_or_went_no_longer_counts() -> None:
    gate, waiting = Gate(Limits()), set[bytes]()
    assert entered(gate, SCHOOL, 4, waiting) == 2
    waiting.clear()
    assert entered(gate, SCHOOL, 4, waiting) == 2
    gate.forget_places(lambda _: False)
    assert gate._places == {}


async def come(stack: AsyncExitStack, server: Running, address: str) -> VisitorPeer:
    """Open a visitor's socket from an address, and ask for a place in the queue."""
    socket = await stack.enter_async_context(
        connect(
            f"{server.sockets}/visitor",
            origin=PAGE,  # type: ignore[arg-type]
            additional_headers={"X-Forwarded-For": address},
            proxy=None,
        )
    )
    peer = VisitorPeer(socket)
    await peer.say(say.VisitorHello(1))
    await peer.until(say.Ready)
    claim = key_claim("intake")
    words = FirstWords("Merel", "Ik wacht", "nl")
    sealed = seal_words(claim.public, words, sha256(intake().payload), peer.key.public)
    await peer.say(say.Enter(peer.key.public, claim.key, sealed, 1))
    return peer


async def test_one_origin_does_not_fill_the_queue(tmp_path: Path) -> None:
    """Thirty idle sockets of one address kept the line closed for everybody."""
    proxy = ipaddress.ip_network("127.0.0.0/8")
    async with (
        running(tmp_path, limits=Limits(), behind_proxy=proxy, origins=(PAGE,)) as server,
        AsyncExitStack() as stack,
    ):
        await helpline(server)
        held: list[VisitorPeer] = []
        while isinstance(
            answer := await (guest := await come(stack, server, "192.0.2.1")).hear(), say.Entered
        ):
            held.append(guest)
        assert answer == say.VisitorRefused(code="full")
        assert len(held) == 15
        assert isinstance(await (await come(stack, server, "192.0.2.2")).hear(), say.Entered)
        await held[0].say(say.VisitorEnd())
        await held[0].until(say.VisitorEnded)
        assert isinstance(await (await come(stack, server, "192.0.2.1")).hear(), say.Entered)
