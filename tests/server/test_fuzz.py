"""Whatever a peer can say within the types, with real names in it or without: the server lives.

A refusal or an answer is fine, a closed connection too; an error of ours is not, be it one connection's.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from luwte.protocol import messages as say
from tests.server.plays import frame
from tests.server.running import (
    NOOR,
    SAM,
    VERA,
    WIDE,
    Running,
    StaffPeer,
    VisitorPeer,
    archive,
    helpline,
    house_policy,
    intake,
    running,
    staff,
    talking,
    visitor,
    wraps_for,
)
from tests.wire.helpline import Person, fixed_id
from tests.wire.samples import message_types, messages

EACH = 10
PATIENT = replace(WIDE, bad_messages=10**9)


def some(kind: type[msgspec.Struct], names: Mapping[str, Any]) -> list[Any]:
    """Return messages of a kind, the same in every run; then the same with what is real in its place."""
    found: list[Any] = []

    @settings(
        max_examples=EACH,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(messages(kind))
    def gather(message: Any) -> None:
        found.append(message)

    gather()
    fields = {field.name for field in msgspec.structs.fields(kind)}
    real = {name: value for name, value in names.items() if name in fields}
    return [*found, *(msgspec.structs.replace(message, **real) for message in found)] if real else found


async def say_all(peer: StaffPeer | VisitorPeer, said: list[Any]) -> None:
    """Say all of it, then rubbish, and hear everything up to the answers to that or the connection's end."""
    rubbish = 0
    try:
        for message in said:
            await peer.say(message)
        for _ in range(3):
            await peer.socket.send("{")
        while rubbish < 3:
            answer = await peer.hear()
            is_rubbish = getattr(answer, "code", None) == "bad_message"
            rubbish = rubbish + 1 if is_rubbish else 0
    except ConnectionClosed:
        pass
    peer.socket.transport.abort()


def assert_no_error_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    told = [record.getMessage() for record in caplog.records if record.name.startswith("luwte")]
    assert [each for each in told if "failed" in each] == []


def names_in(conversation: str, token: bytes) -> dict[str, Any]:
    """Return what is real at this moment, by the fields that may hold it."""
    return {
        "conversation": conversation,
        "person": SAM.claim.person,
        "colleague": SAM.claim.person,
        "shift": SAM.shift_claim().shift,
        "to": SAM.claim.person,
        "key": fixed_id("archive key"),
        "keys": [archive()],
        "epoch": 0,
        "number": 1,
        "frame": frame(conversation, "staff"),
        "certificate": NOOR.shift(),
        "token": token,
    }


def names_of_the_house() -> dict[str, Any]:
    """Return what a coordinator signs, as far as it changes nothing for those who look on."""
    return {
        "certificate": NOOR.certified_by(VERA.staff),
        "policy": house_policy(),
        "keys": [intake(), archive()],
        "wraps": wraps_for(NOOR),
    }


async def signed_in(peer: StaffPeer, server: Running, person: Person | None) -> None:
    if person is not None:
        server.clock.now += 60
        await peer.sign_in(person, server.clock.now)
        await peer.open_shift(person, takes_over=True)


@pytest.mark.parametrize("person", [None, NOOR, VERA], ids=["a stranger", "a volunteer", "a coordinator"])
async def test_whatever_a_console_says_the_server_lives(
    tmp_path: Path, person: Person | None, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, limits=PATIENT) as server:
        await helpline(server)
        async with staff(server) as sam, talking(server) as talk:
            await signed_in(sam, server, SAM)
            names = names_in(talk.conversation, talk.noor.token)
            if person is VERA:
                names |= names_of_the_house()
            for kind in message_types("staff"):
                async with staff(server) as peer:
                    await signed_in(peer, server, person)
                    # Sam looks on: it is Noor's shift that a coordinator may end.
                    ended = {"person": NOOR.claim.person} if kind is say.EndShift else {}
                    await say_all(peer, some(kind, names | ended))
                    assert sam.socket.state is State.OPEN, f"after {kind.__name__}"
            async with staff(server) as vera:
                # Whoever leads may close the line; whatever was said, it opens again.
                await signed_in(vera, server, VERA)
                await vera.say(say.SetHouse(is_paused=False))
                async with visitor(server) as next_one:
                    await next_one.until(say.Ready)
                    await next_one.enter()
    assert_no_error_of_ours(caplog)


@pytest.mark.parametrize("stage", ["new", "waiting", "talking"])
async def test_whatever_a_visitor_says_the_server_lives(
    tmp_path: Path, stage: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, limits=PATIENT) as server:
        await helpline(server)
        for kind in message_types("visitor"):
            async with talking(server) as talk, visitor(server) as guest:
                await guest.until(say.Ready)
                peer = guest
                if stage == "waiting":
                    await guest.enter()
                elif stage == "talking":
                    peer = talk.visitor
                names = names_in(talk.conversation, b"")
                names["frame"] = frame(talk.conversation, "visitor")
                names["key"] = fixed_id("intake key")
                await say_all(peer, some(kind, names))
                await talk.noor.say(say.EndConversation(talk.conversation))
                await talk.noor.socket.ping()
            server.clock.now += 301
    assert_no_error_of_ours(caplog)
