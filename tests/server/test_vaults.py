"""The server's share of a vault's key: kept while its shift runs, gone with it from every file (T8)."""

import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from msgspec import structs

from luwte.crypto.certificates import Signed, sign
from luwte.crypto.keys import random_bytes
from luwte.database import Database, StorageError
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.server import tables
from luwte.server.folder import opened
from luwte.server.recall import snapshot
from luwte.server.rows import VaultShare
from tests.server.running import (
    NOOR,
    VERA,
    Clock,
    Running,
    StaffPeer,
    helpline,
    on_disk,
    running,
    staff,
    vault_of,
)
from tests.server.serving import own_process
from tests.server.test_erasing import Logs, logs
from tests.wire.helpline import HOUR

__all__ = ["logs"]

HOURS_LEFT = 7 * HOUR
"""Noor's shift began an hour before, and lasts eight."""


@asynccontextmanager
async def on_shift(server: Running) -> AsyncIterator[tuple[StaffPeer, bytes]]:
    """Noor on shift, with the share that came."""
    async with staff(server) as noor:
        assert isinstance(await noor.sign_in(NOOR, server.clock.now), say.SignedIn)
        begun = await noor.open_shift(NOOR)
        yield noor, begun.share


def shares_in(folder: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(folder / "keys.sqlite")) as keys:
        return keys.execute("SELECT vault, share FROM vault_shares").fetchall()


async def test_the_same_vault_gets_the_same_share_over_a_dropped_line_and_a_restart(tmp_path: Path) -> None:
    """T8: what was written under it opens again; the share is durable before the console hears it."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (noor, share):
            assert len(share) == 32
            assert shares_in(tmp_path) == [(vault_of(NOOR), share)]
            noor.socket.transport.abort()
        async with staff(server) as again:
            await again.sign_in(NOOR, server.clock.now)
            begun = await again.open_shift(NOOR)
            assert (begun.share, begun.is_kept) == (share, True)
    async with running(tmp_path, clock=server.clock) as server, staff(server) as noor:
        await noor.sign_in(NOOR, server.clock.now)
        begun = await noor.open_shift(NOOR)
        assert (begun.share, begun.is_kept) == (share, True)


async def test_another_vault_gets_another_share_and_the_former_one_is_gone(
    tmp_path: Path, logs: Logs
) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (noor, share):
            other = new_id()
            begun = await noor.open_shift(NOOR, vault=other)
            assert begun.share != share
            assert not begun.is_kept
            assert shares_in(tmp_path) == [(other, begun.share)]
            await logs.until(lambda: share not in on_disk(tmp_path))
            former = await noor.open_shift(NOOR)
            assert former.share not in {share, begun.share}
            assert not former.is_kept


def another_shift(later: int = 0) -> Signed:
    """Noor's certificate of a shift under a new key; it ends so many seconds later than her usual one."""
    claim = NOOR.shift_claim()
    claim = structs.replace(
        claim,
        shift=new_id(),
        key=random_bytes(32),
        not_before=claim.not_before + later,
        not_after=claim.not_after + later,
    )
    return sign(claim, NOOR.staff)


@pytest.mark.parametrize("later", [0, HOUR // 2, -HOUR])
async def test_after_a_crash_a_new_key_goes_on_with_the_same_vault_to_the_same_end_at_most(
    tmp_path: Path, logs: Logs, later: int
) -> None:
    """T8: notes never outlive the shift they were begun in, however often somebody goes on."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (first, share):
            until = NOOR.shift_claim().not_after + min(later, 0)
            async with staff(server) as second:
                await second.sign_in(NOOR, server.clock.now)
                begun = await second.open_shift(NOOR, certificate=another_shift(later), takes_over=True)
                assert (begun.share, begun.is_kept, begun.until) == (share, True, until)
                assert (await first.until(say.ShiftClosed)).why == "taken_over"
                # Whose shift was taken over closes nothing: neither the shift nor the share is theirs.
                await first.say(say.CloseShift())
                while not isinstance(refused := await first.answer(), say.StaffRefused):
                    pass
                assert refused.code == "not_now"
                assert shares_in(tmp_path) == [(vault_of(NOOR), share)]
    clock = Clock(server.clock.now)
    async with running(tmp_path, clock=clock) as server, staff(server) as third:
        await third.sign_in(NOOR, clock.now)
        begun = await third.open_shift(NOOR, certificate=another_shift(HOUR))
        assert (begun.share, begun.is_kept, begun.until) == (share, True, until)
        clock.now = until
        assert (await third.until(say.ShiftClosed)).why == "expired"
        await logs.until(lambda: share not in on_disk(tmp_path))


async def test_the_end_that_was_taken_over_stays_when_the_same_certificate_comes_again(
    tmp_path: Path,
) -> None:
    """T8: a dropped line, not only a crash."""
    async with running(tmp_path) as server:
        await helpline(server)
        later = another_shift(HOUR // 2)
        async with on_shift(server) as (noor, share):
            await noor.open_shift(NOOR, certificate=later, takes_over=True)
        async with staff(server) as noor:
            await noor.sign_in(NOOR, server.clock.now)
            begun = await noor.open_shift(NOOR, certificate=later)
            assert (begun.share, begun.until) == (share, NOOR.shift_claim().not_after)


async def test_a_new_vault_is_bound_to_no_former_end(tmp_path: Path) -> None:
    """Two consoles of one person: the first is told and its share gone, the second's shift is its own."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (first, share), staff(server) as second:
            await second.sign_in(NOOR, server.clock.now)
            other, certificate = new_id(), another_shift(HOUR // 2)
            begun = await second.open_shift(NOOR, certificate=certificate, vault=other, takes_over=True)
            assert not begun.is_kept
            assert begun.until == NOOR.shift_claim().not_after + HOUR // 2
            assert (await first.until(say.ShiftClosed)).why == "taken_over"
            assert shares_in(tmp_path) == [(other, begun.share)]
            # The first wants its notes back: they are noise, on the server's word as on the disk.
            again = await first.open_shift(NOOR, certificate=another_shift(), takes_over=True)
            assert not again.is_kept
            assert again.share not in {share, begun.share}


@pytest.mark.parametrize("is_tidy", [True, False], ids=["closed at once", "another begun"])
async def test_after_an_end_the_server_did_not_hear_of_the_next_sign_in_drops_the_share(
    tmp_path: Path, logs: Logs, is_tidy: bool
) -> None:
    """T8: a tombstone on the computer, a running shift on the server; either way to tell it does."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (_, share):
            pass
        async with staff(server) as noor:
            await noor.sign_in(NOOR, server.clock.now)
            if is_tidy:
                assert (await noor.open_shift(NOOR, certificate=another_shift(), takes_over=True)).is_kept
                await noor.say(say.CloseShift())
                assert (await noor.until(say.ShiftClosed)).why == "closed"
                assert shares_in(tmp_path) == []
            begun = await noor.open_shift(NOOR, certificate=another_shift(), vault=new_id(), takes_over=True)
            assert not begun.is_kept
            await logs.until(lambda: share not in on_disk(tmp_path))


async def test_nobody_gets_a_share_by_the_name_of_somebody_elses_vault(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (_, share), staff(server) as vera:
            server.clock.now += 60
            await vera.sign_in(VERA, server.clock.now)
            begun = await vera.open_shift(VERA, vault=vault_of(NOOR))
            assert begun.share != share
            assert not begun.is_kept


@pytest.mark.parametrize("how", ["closed", "ended", "removed", "expired"])
async def test_with_its_shift_the_share_is_gone_from_every_file(tmp_path: Path, logs: Logs, how: str) -> None:
    """T8: rows, log and free pages of the running server; the computer's file is noise from then on."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (noor, share), staff(server) as vera:
            server.clock.now += 60
            await vera.sign_in(VERA, server.clock.now)
            assert share in on_disk(tmp_path)
            if how == "closed":
                await noor.say(say.CloseShift())
            elif how == "ended":
                await vera.say(say.EndShift(NOOR.claim.person))
            elif how == "removed":
                await vera.add(NOOR)
            else:
                server.clock.now += HOURS_LEFT
            assert (await noor.until(say.ShiftClosed)).why == how
            await logs.until(lambda: share not in on_disk(tmp_path))
            assert shares_in(tmp_path) == []


async def test_a_share_ends_by_time_without_any_socket_and_right_after_a_restart(
    tmp_path: Path, logs: Logs
) -> None:
    """T8: a computer that never comes back."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (_, first):
            pass
        server.clock.now += HOURS_LEFT
        await logs.until(lambda: first not in on_disk(tmp_path))
    other = tmp_path / "other"
    async with running(other) as server:
        await helpline(server)
        async with on_shift(server) as (_, second):
            pass
    assert second in on_disk(other)
    clock = Clock(server.clock.now + HOURS_LEFT)
    async with running(other, clock=clock):
        await logs.until(lambda: second not in on_disk(other))


async def test_after_kill_9_the_share_that_was_told_is_there(tmp_path: Path) -> None:
    """T8: a share a console has sealed under is never lost to the server's crash."""
    async with own_process(tmp_path) as (server, process):
        await helpline(server)
        async with on_shift(server) as (_, share):
            process.send_signal(signal.SIGKILL)
            await process.wait()
    async with own_process(tmp_path) as (server, _), staff(server) as noor:
        await noor.sign_in(NOOR, server.clock.now)
        begun = await noor.open_shift(NOOR)
        assert (begun.share, begun.is_kept) == (share, True)


async def test_after_kill_9_at_the_end_of_a_shift_the_next_start_leaves_no_share(tmp_path: Path) -> None:
    """T8: who was told that the shift is closed may rely on it."""
    async with own_process(tmp_path) as (server, process):
        await helpline(server)
        async with on_shift(server) as (noor, share):
            await noor.say(say.CloseShift())
            await noor.until(say.ShiftClosed)
            process.send_signal(signal.SIGKILL)
            await process.wait()
    async with own_process(tmp_path) as (server, _):
        assert share not in on_disk(tmp_path)
        assert shares_in(tmp_path) == []


@pytest.mark.parametrize("survived", [0, 1])
async def test_a_crash_between_the_two_files_leaves_no_share_without_its_shift(
    tmp_path: Path, survived: int
) -> None:
    """T8: cut after the new share was stored, or after the row of the shift was gone."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (_, share):
            pass
    with opened(tmp_path) as databases:
        (row,) = snapshot(databases).shifts
        if survived == 0:
            fresh = VaultShare(new_id(), bytes(32), row.until)
            statement = tables.vault_share(row.person, fresh)
            databases.keys.run(statement.sql, statement.values)
        else:
            statement = tables.drop_shift(row.shift)
            databases.rows.run(statement.sql, statement.values)
    with opened(tmp_path):
        pass
    assert shares_in(tmp_path) == ([(vault_of(NOOR), share)] if survived == 0 else [])
    assert (share in on_disk(tmp_path)) is (survived == 0)


async def test_a_share_the_disk_refuses_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Database.transaction

    def full(database: Database) -> object:
        if database.path.name == "keys.sqlite":
            raise StorageError
        return real(database)

    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as noor:
            await noor.sign_in(NOOR, server.clock.now)
            with monkeypatch.context() as patched:
                patched.setattr(Database, "transaction", full)
                await noor.say(say.OpenShift(NOOR.shift(), new_id()))
                assert isinstance(refused := await noor.answer(), say.StaffRefused)
                assert refused.code == "storage"
            assert await noor.until_closed() is not None
        async with on_shift(server) as (_, share):
            assert shares_in(tmp_path) == [(vault_of(NOOR), share)]


async def test_a_deletion_owed_from_before_takes_no_share_that_was_made_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A console that ends its shift on a refusing disk and begins another at once, with the same vault."""
    refusals: list[bool] = []
    real = Database.transaction

    def sometimes(database: Database) -> object:
        if database.path.name == "keys.sqlite" and refusals:
            refusals.pop()
            raise StorageError
        return real(database)

    async with running(tmp_path) as server:
        await helpline(server)
        async with on_shift(server) as (noor, former):
            monkeypatch.setattr(Database, "transaction", sometimes)
            refusals.append(True)
            await noor.say(say.CloseShift())
            await noor.until(say.ShiftClosed)
            assert refusals == []
            begun = await noor.open_shift(NOOR)
            assert not begun.is_kept
            assert begun.share != former
            assert shares_in(tmp_path) == [(vault_of(NOOR), begun.share)]
