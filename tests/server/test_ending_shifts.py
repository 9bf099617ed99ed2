"""A coordinator ends a colleague's shift: a stolen computer hears nothing more (H8)."""

import asyncio
from pathlib import Path

import pytest

from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.server.switchboard import ENDED, Switchboard
from tests.server.running import NOOR, SAM, VERA, helpline, running, staff, talking
from tests.server.test_office import Calls
from tests.server.test_staffing import refused
from tests.wire.helpline import Person

WITHIN = 5.0
"""Seconds from the coordinator's word to the end of the last socket."""


async def test_a_coordinator_ends_a_colleagues_shift_on_every_line_and_its_token(tmp_path: Path) -> None:
    """H8: cut within five seconds; to go on, somebody must know the password."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, staff(server) as vera, staff(server) as other:
            server.clock.now += 60
            await vera.sign_in(VERA, server.clock.now)
            await other.sign_in(NOOR, server.clock.now)
            async with asyncio.timeout(WITHIN):
                await vera.say(say.EndShift(NOOR.claim.person))
                assert (await talk.noor.until(say.ShiftClosed)).why == "ended"
                assert await talk.noor.until_closed() == ENDED
                assert await other.until_closed() == ENDED
                assert (await vera.until(say.Done)).what == "end_shift"
            for token in (talk.noor.token, other.token):
                async with staff(server) as thief:
                    assert await refused(thief, say.Return(token)) == "sign_in"
            async with staff(server) as noor:
                assert isinstance(await noor.sign_in(NOOR, server.clock.now), say.SignedIn)
                assert not (await noor.open_shift(NOOR)).is_kept


@pytest.mark.timeout(60)
async def test_who_does_not_answer_the_goodbye_is_cut_off_within_five_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H8: a console that stops reading holds no line open. Time stands still but for those seconds."""
    loop = asyncio.get_running_loop()
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, staff(server) as vera, staff(server) as other:
            server.clock.now += 60
            await vera.sign_in(VERA, server.clock.now)
            await other.sign_in(NOOR, server.clock.now)
            left = Calls(monkeypatch, Switchboard, "person_left")
            with monkeypatch.context() as patched:
                at = loop.time()
                patched.setattr(loop, "time", lambda: at)
                for peer in (talk.noor, other):
                    peer.socket.transport.pause_reading()
                await vera.say(say.EndShift(NOOR.claim.person))
                assert (await vera.until(say.Done)).what == "end_shift"
                assert left.arguments == []
                patched.setattr(loop, "time", lambda: at + WITHIN)
                await left.until(2)
            assert [person for _, person, _ in left.arguments] == [NOOR.claim.person] * 2
            for peer in (talk.noor, other):
                peer.socket.transport.abort()


async def test_the_conversations_of_an_ended_shift_wait_for_a_colleague(tmp_path: Path) -> None:
    """C3: nobody loses their place by it."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, staff(server) as sam, staff(server) as vera:
            await sam.sign_in(SAM, server.clock.now)
            await sam.open_shift(SAM)
            server.clock.now += 60
            await vera.sign_in(VERA, server.clock.now)
            await vera.say(say.EndShift(NOOR.claim.person))
            while (await talk.visitor.until(say.StaffState)).state != "reconnecting":
                pass
            assert (await sam.until(say.WaiterJoined)).waiter.conversation == talk.conversation
            await sam.say(say.Accept(talk.conversation))
            opened = await sam.until(say.Opened)
            assert opened.conversation.conversation == talk.conversation


@pytest.mark.parametrize("person", [SAM, VERA, None], ids=["not on shift", "oneself", "nobody"])
async def test_a_shift_that_no_colleague_has_is_not_ended(tmp_path: Path, person: Person | None) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as vera:
            server.clock.now += 60
            await vera.sign_in(VERA, server.clock.now)
            await vera.open_shift(VERA)
            name = new_id() if person is None else person.claim.person
            await vera.say(say.EndShift(name))
            while not isinstance(answer := await vera.hear(), say.StaffRefused):
                pass
            assert (answer.code, answer.what) == ("no_colleague", "end_shift")
            await vera.say(say.CloseShift())
            assert (await vera.until(say.ShiftClosed)).why == "closed"


async def test_a_volunteer_ends_nobodys_shift(tmp_path: Path) -> None:
    """T4."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, staff(server) as sam:
            await sam.sign_in(SAM, server.clock.now)
            assert await refused(sam, say.EndShift(NOOR.claim.person)) == "not_allowed"
            await talk.noor.say(
                say.StaffLine(talk.conversation, new_id(), talk.channel.seal_text("Ik ben er"))
            )
            await talk.noor.until(say.StaffStored)
