"""Removing somebody: their live sockets are cut, their keys open nothing that follows, the visitor is not
alone."""

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest

from luwte.admin.people import remove
from luwte.admin.trouble import AdminError
from luwte.console.link import LinkError
from luwte.console.signin import SignInError
from luwte.protocol.messages import ShiftClosed
from tests.conftest import Walk
from tests.fakes import PlayedConsole

Walking = AbstractAsyncContextManager[Walk]
CUT_WITHIN = 5


async def cut(console: PlayedConsole) -> None:
    """Wait until the server has cut this console's line."""
    async with asyncio.timeout(CUT_WITHIN):
        with pytest.raises(LinkError, match="closed"):
            await console.until(lambda: False)


async def test_a_removed_volunteer_is_cut_within_seconds_and_cannot_come_back(walk: Walking) -> None:
    async with walk as line:
        noor, sam = await line.on_shift("Noor"), await line.on_shift("Sam")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("ben je er nog?")
        async with line.office() as office, asyncio.TaskGroup() as group:
            group.create_task(cut(noor))
            group.create_task(remove(office, "Noor", None))
        assert any(isinstance(heard, ShiftClosed) and heard.why == "removed" for heard in noor.heard)
        with pytest.raises(SignInError, match="sign_in"):
            await line.console("Noor").sign_in()

        # The visitor goes on with a colleague, under a key the removed one never had.
        await sam.accept(visitor)
        assert "ben je er nog?" in sam.texts(conversation)
        await sam.say(conversation, "ik ben Sam, ik blijf bij je")
        await visitor.hear("ik ben Sam, ik blijf bij je")
        assert visitor.talk is not None
        assert [member.name for member in visitor.talk.keys.members.values()] == ["Sam"]


async def test_after_a_removal_first_words_are_sealed_to_a_key_that_person_never_held(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        held = await line.visitor().look()
        async with line.office() as office:
            await remove(office, "Noor", None)
        fresh = await line.visitor().look()
        assert held.intake is not None
        assert fresh.intake is not None
        assert fresh.intake.key != held.intake.key
        assert noor.state.seat is not None
        assert fresh.intake.key not in noor.state.seat.trust.keys
        sam = await line.on_shift("Sam")
        visitor = await line.waiting("Maan")
        conversation = await sam.accept(visitor)
        assert sam.rows[conversation].nickname == "Maan"


async def test_nobody_removes_themselves_or_who_is_not_there(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        with pytest.raises(AdminError, match="not_self"):
            await remove(office, "Robin", None)
        with pytest.raises(AdminError, match="no_such_person"):
            await remove(office, "Iemand", None)


async def test_a_removed_coordinator_leaves_a_helpline_that_still_holds(walk: Walking) -> None:
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        line.clock.advance(30)
        charlie = line.console("Charlie")
        charlie.totp = secret
        await charlie.come()
        async with line.office() as office:
            with pytest.raises(AdminError, match="kit_needed"):
                await remove(office, "Charlie", None)
            async with asyncio.TaskGroup() as group:
                group.create_task(cut(charlie))
                group.create_task(remove(office, "Charlie", line.folder / "kit"))
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("werkt het nog?")
        await noor.hear(conversation, "werkt het nog?")
        assert noor.state.alarm is None


async def test_the_founder_can_be_removed_by_a_successor_with_the_kit(walk: Walking) -> None:
    async with walk as line:
        secret = line.template.played.totp
        await line.add("Charlie", role="coordinator", totp=secret)
        line.clock.advance(30)
        async with line.office_of("Charlie") as office:
            await remove(office, "Robin", line.folder / "kit")
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("werkt het nog?")
        await noor.hear(conversation, "werkt het nog?")
        assert noor.state.alarm is None
        with pytest.raises(SignInError, match="sign_in"):
            await line.console("Robin").sign_in()
