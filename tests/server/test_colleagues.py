"""Who is on shift, as a console hears it that has none: the page before one's own shift."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from luwte.crypto.keys import sha256
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.parts import Note
from luwte.server.switchboard import Switchboard
from tests.server.plays import Play
from tests.server.running import (
    NOOR,
    SAM,
    VERA,
    Running,
    StaffPeer,
    helpline,
    proof_of,
    running,
    staff,
    talking,
    wraps_for,
)
from tests.server.test_matrix import HEARD_ON_SHIFT
from tests.server.test_office import Calls, a_commit_under_way
from tests.wire.helpline import DAY, HOUR, Person

TOM = Person("tom", "trainer")


@asynccontextmanager
async def signed_in(server: Running, person: Person) -> AsyncIterator[StaffPeer]:
    """Somebody who has signed in and not begun a shift."""
    async with staff(server) as peer:
        server.clock.now += 60
        assert isinstance(await peer.sign_in(person, server.clock.now), say.SignedIn)
        yield peer


async def states(peer: StaffPeer) -> dict[str, str]:
    """Return who is on shift and how, as the next message says it."""
    people = (await peer.until(say.Colleagues)).people
    return {json.loads(each.member.certificate.payload)["name"]: each.state for each in people}


async def train(server: Running) -> None:
    """Add a trainer, who can sign in."""
    async with signed_in(server, VERA) as vera:
        lookup, secret = await vera.add(TOM)
    async with staff(server) as console:
        await console.say(say.Enrol(lookup, secret, sha256(proof_of(TOM))))
        await console.until(say.Enrolled)


async def test_a_console_without_a_shift_hears_who_is_on_shift_and_every_change(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with signed_in(server, SAM) as sam:
            assert await states(sam) == {}
            async with signed_in(server, NOOR) as noor:
                await noor.open_shift(NOOR)
                assert await states(sam) == {"Noor": "available"}
                await noor.say(say.Pause(is_on=True))
                assert await states(sam) == {"Noor": "paused"}
            assert await states(sam) == {"Noor": "away"}
            async with signed_in(server, NOOR) as noor:
                await noor.open_shift(NOOR)
                assert await states(sam) == {"Noor": "paused"}
                await noor.say(say.CloseShift())
                assert await states(sam) == {}


async def test_who_comes_back_by_a_token_hears_it_too(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with signed_in(server, NOOR) as noor, signed_in(server, SAM) as sam:
            await noor.open_shift(NOOR)
            await sam.socket.close()
            async with staff(server) as again:
                await again.say(say.Return(sam.token))
                assert (await again.until(say.Returned)).shift is None
                assert await states(again) == {"Noor": "available"}
                await noor.say(say.Pause(is_on=True))
                assert await states(again) == {"Noor": "paused"}


async def test_after_ones_own_shift_one_goes_on_hearing_it(tmp_path: Path) -> None:
    """The page from which another shift may begin, or a colleague is asked for a word."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with signed_in(server, NOOR) as noor, signed_in(server, SAM) as sam:
            await noor.open_shift(NOOR)
            await sam.open_shift(SAM)
            await noor.say(say.CloseShift())
            await noor.until(say.ShiftClosed)
            assert await states(noor) == {"Sam": "available"}
            await sam.say(say.Pause(is_on=True))
            assert await states(noor) == {"Sam": "paused"}


async def test_without_a_shift_nothing_else_is_heard_and_a_trainer_hears_nothing(tmp_path: Path) -> None:
    """T4: who waits, who writes, what is whispered or asked reaches those on shift alone."""
    async with running(tmp_path) as server:
        await helpline(server)
        await train(server)
        async with (
            signed_in(server, SAM) as sam,
            signed_in(server, VERA) as vera,
            signed_in(server, TOM) as tom,
            talking(server) as talk,
            signed_in(server, VERA) as leader,
        ):
            await leader.open_shift(VERA)
            to, shift = VERA.claim.person, VERA.shift_claim().shift
            for message in (
                say.Whisper(to, talk.conversation, bytes(48)),
                say.TeamLine(new_id(), [Note(shift, bytes(48))]),
                say.StaffLine(talk.conversation, new_id(), talk.channel.seal_text("Ik ben er")),
                say.Danger(talk.conversation, [Note(shift, bytes(48))]),
                say.HandOver(talk.conversation, to, bytes(48)),
                say.EndConversation(talk.conversation),
                say.CloseShift(),
            ):
                await talk.noor.say(message)
            await talk.noor.until(say.ShiftClosed)
            for kind in (say.Whispered, say.TeamSaid, say.Asked):
                await leader.until(kind)
            for peer in (sam, vera, tom):
                # Their own last word is answered behind everything the others heard.
                await peer.say(say.Pause(is_on=True))
                while not isinstance(answer := await peer.answer(), say.StaffRefused):
                    pass
                assert answer.code in {"not_now", "not_allowed"}
            kinds = [
                {type(peer.read(frame)) for frame in peer.heard} - {say.StaffRefused}
                for peer in (sam, vera, tom)
            ]
            assert not any(HEARD_ON_SHIFT & heard for heard in kinds)
            assert kinds[0] == kinds[1] == {say.Welcome, say.SignedIn, say.Colleagues}
            assert kinds[2] == {say.Welcome, say.SignedIn}


async def test_whose_certificate_has_ended_hears_of_nobody_until_they_are_on_shift(tmp_path: Path) -> None:
    """T4: they may wish for a fresh one; with it they answer as everybody does."""
    async with running(tmp_path) as server:
        await helpline(server)
        server.clock.now += 29 * DAY + HOUR
        async with signed_in(server, NOOR) as noor, signed_in(server, VERA) as vera:
            await vera.open_shift(VERA, certificate=VERA.shift(begins=server.clock.now))
            renewed = Person("noor", begins=server.clock.now)
            await vera.say(say.Certify(renewed.certified_by(VERA.staff), wraps_for(renewed)))
            await vera.until(say.Done)
            await noor.until(say.ChainChanged)
            assert {type(noor.read(frame)) for frame in noor.heard} == {
                say.Welcome,
                say.SignedIn,
                say.ChainChanged,
            }
            await noor.open_shift(renewed, certificate=renewed.shift(begins=server.clock.now))
            await vera.say(say.Pause(is_on=True))
            while await states(noor) != {"Noor": "available", "Vera": "paused"}:
                pass


async def test_a_connection_that_is_gone_before_its_sign_in_is_durable_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        left = Calls(monkeypatch, Switchboard, "person_left")
        arrived = Calls(monkeypatch, Switchboard, "person_arrived")
        async with a_commit_under_way(monkeypatch) as goes_on:
            async with staff(server) as hasty:
                await hasty.say(say.SignIn(SAM.claim.person, proof_of(SAM), None))
                await arrived.until(1)
            await left.until(1)
            goes_on.set()
        board = left.arguments[0][0]
        async with signed_in(server, NOOR) as noor:
            assert await states(noor) == {}
            assert len(board.answering) == 1
            await noor.socket.close()
            await left.until(2)
            assert board.answering == set()


def test_what_changes_nobodys_state_is_told_to_nobody() -> None:
    """As cheap as for those on shift: once per change, encoded once, and never per line."""
    play = Play()
    play.open_shift("Vera")
    conversation = play.talk("Ada", "Vera")
    play.clear()
    play.visitor_writes("Ada", conversation)
    play.writes("Vera", conversation)
    play.wait(1)
    assert play.to_answering == []
    play.says("Vera", say.Pause(is_on=True))
    play.says("Vera", say.CloseShift())
    play.visitor_says("Ada", say.VisitorEnd())
    play.says("Vera", say.CloseShift())
    assert [[each.state for each in told.people] for told in play.to_answering] == [["paused"], []]
