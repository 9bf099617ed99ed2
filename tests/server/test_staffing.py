"""What coordinators change holds as a whole: who is shut out, whose keys stay, what is told of it."""

import sqlite3
import threading
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from luwte.crypto.certificates import sign
from luwte.crypto.keys import random_bytes, sha256
from luwte.database import Database, StorageError
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.parts import Wrap
from luwte.server.switchboard import REMOVED
from luwte.server.writer import Batch, Step, Writer
from tests.server.running import (
    NOOR,
    PATIENCE,
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
from tests.wire.helpline import ROOT, key_claim


async def refused(peer: StaffPeer, message: Any) -> str:
    """Say something and return the code of its refusal."""
    await peer.say(message)
    answer = await peer.answer()
    assert isinstance(answer, say.StaffRefused), answer
    return answer.code


async def coordinating(stack: AsyncExitStack, server: Running) -> StaffPeer:
    """Sign Vera in."""
    server.clock.now += 60
    vera = await stack.enter_async_context(staff(server))
    assert isinstance(await vera.sign_in(VERA, server.clock.now), say.SignedIn)
    return vera


async def test_a_new_enrolment_code_shuts_out_whoever_has_the_old_computer(tmp_path: Path) -> None:
    """H8: from the moment the code is made; the shift ends too, and its conversation is passed on."""
    async with running(tmp_path) as server, AsyncExitStack() as stack:
        await helpline(server)
        vera = await coordinating(stack, server)
        async with talking(server) as talk:
            lookup, secret = await vera.add(NOOR)
            assert (await talk.noor.until(say.ShiftClosed)).why == "removed"
            assert await talk.noor.until_closed() == REMOVED
            while (await talk.visitor.until(say.StaffState)).state != "reconnecting":
                pass
            async with staff(server) as thief:
                assert await refused(thief, say.Return(talk.noor.token)) == "sign_in"
                assert await refused(thief, say.SignIn(NOOR.claim.person, proof_of(NOOR))) == "sign_in"
            async with staff(server) as noor:
                proof = random_bytes(32)
                await noor.say(say.Enrol(lookup, secret, sha256(proof)))
                await noor.until(say.Enrolled)
                assert isinstance(await noor.sign_in(NOOR, server.clock.now, proof), say.SignedIn)


async def test_a_coordinator_who_makes_a_code_for_themself_is_not_shut_out(tmp_path: Path) -> None:
    """They may be the only one who can let anybody in."""
    async with running(tmp_path) as server, AsyncExitStack() as stack:
        await helpline(server)
        vera = await coordinating(stack, server)
        code = say.AddPerson(VERA.certified_by(ROOT), wraps_for(VERA), new_id(), sha256(random_bytes(32)))
        await vera.say(code)
        await vera.until(say.Done)
        await vera.say(say.ListPeople())
        await vera.until(say.People)
        await coordinating(stack, server)


async def test_after_the_shift_was_closed_nobody_comes_back_without_signing_in(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as noor, staff(server) as again:
            await noor.sign_in(NOOR, server.clock.now)
            await noor.open_shift(NOOR)
            await noor.say(say.CloseShift())
            assert (await noor.until(say.ShiftClosed)).why == "closed"
            assert await refused(again, say.Return(noor.token)) == "sign_in"
            await noor.open_shift(NOOR)
        with closing(sqlite3.connect(tmp_path / "keys.sqlite")) as keys:
            tokens = keys.execute(
                "SELECT count(*) FROM sign_in_tokens WHERE person = ?", (NOOR.claim.person,)
            )
            assert tokens.fetchall() == [(0,)]


async def test_a_certificate_the_disk_refuses_leaves_its_person_the_keys_they_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Writer._transact

    def full(database: Database, steps: list[Step]) -> bool:
        if steps and database.path.name == "luwte.sqlite":
            raise StorageError
        return real(database, steps)

    async with running(tmp_path) as server, AsyncExitStack() as stack:
        await helpline(server)
        vera = await coordinating(stack, server)
        other = random_bytes(32)
        claim = msgspec.structs.replace(NOOR.claim, envelope=other)
        wraps = [Wrap(wrap.key, wrap.person, other, wrap.sealed) for wrap in wraps_for(NOOR)]
        code = say.AddPerson(sign(claim, VERA.staff), wraps, new_id(), sha256(random_bytes(32)))
        with monkeypatch.context() as patched:
            patched.setattr(Writer, "_transact", staticmethod(full))
            assert await refused(vera, code) == "storage"
        async with staff(server) as noor:
            signed_in = await noor.sign_in(NOOR, server.clock.now)
            assert isinstance(signed_in, say.SignedIn)
            assert [wrap.envelope for wrap in signed_in.wraps] == [NOOR.claim.envelope]
    async with running(tmp_path, clock=server.clock) as server, AsyncExitStack() as stack:
        await coordinating(stack, server)
        with closing(sqlite3.connect(tmp_path / "keys.sqlite")) as keys:
            found = keys.execute("SELECT DISTINCT envelope FROM wraps WHERE person = ?", (NOOR.claim.person,))
            assert found.fetchall() == [(NOOR.claim.envelope,)]


async def test_what_is_told_of_a_change_holds_nothing_that_is_not_durable_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A removal that consoles have seen may never vanish: each tells of itself once it is stored."""
    held, is_held, real = threading.Event(), [True], Writer._store

    def store(writer: Writer, batch: Batch) -> bool:
        if is_held:
            is_held.pop()
            assert held.wait(PATIENCE)
        return real(writer, batch)

    async with running(tmp_path) as server, AsyncExitStack() as stack:
        await helpline(server)
        vera = await coordinating(stack, server)
        keys = [
            sign(msgspec.structs.replace(key_claim("archive"), key=new_id(), retention=name), VERA.staff)
            for name in ("violence", "short")
        ]
        monkeypatch.setattr(Writer, "_store", store)
        for key in keys:
            await vera.say(say.PublishKeys([key], []))
        # Answered at once, so the second change has been decided before the first is stored.
        async with staff(server):
            held.set()
        first, second = await vera.until(say.ChainChanged), await vera.until(say.ChainChanged)
        assert [key in first.keys for key in keys] == [True, False]
        assert [key in second.keys for key in keys] == [True, True]
