"""Registrations at the server: durable before they are answered, counted once, no trace of who sent them."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from luwte import durable
from luwte.crypto.keys import random_bytes
from luwte.crypto.registrations import BLOB_BYTES
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.messages.registering import BATCH_MOST, PART_MOST
from luwte.registration.sealed import weeks
from luwte.registration.sealed.weeks import FOLDER, Weeks
from tests.server.running import NOOR, VERA, Running, StaffPeer, helpline, running, staff
from tests.server.test_staffing import refused
from tests.wire.helpline import DAY


def blobs(count: int) -> list[bytes]:
    """Return as many things as large as sealed registrations."""
    return [random_bytes(BLOB_BYTES) for _ in range(count)]


@asynccontextmanager
async def met(folder: Path) -> AsyncIterator[tuple[Running, StaffPeer, StaffPeer]]:
    """A helpline with Noor and Vera signed in."""
    async with running(folder) as server:
        await helpline(server)
        server.clock.now += 60
        async with staff(server) as noor, staff(server) as vera:
            assert isinstance(await noor.sign_in(NOOR, server.clock.now), say.SignedIn)
            assert isinstance(await vera.sign_in(VERA, server.clock.now), say.SignedIn)
            yield server, noor, vera


async def send(peer: StaffPeer, batch: list[bytes]) -> None:
    """Send a batch and wait until the server has it."""
    name = new_id()
    await peer.say(say.SendRegistrations(name, batch))
    assert (await peer.until(say.RegistrationsStored)).batch == name


async def week_of(peer: StaffPeer) -> str:
    """Return the only week there is."""
    await peer.say(say.ListRegistrations())
    [week] = (await peer.until(say.RegistrationWeeks)).weeks
    return str(week)


async def whole_week(peer: StaffPeer, week: str) -> list[bytes]:
    """Read a week part by part."""
    found: list[bytes] = []
    while True:
        await peer.say(say.ReadRegistrations(week, len(found)))
        part = await peer.until(say.Registrations)
        found += part.blobs
        if len(found) >= part.total:
            return found


async def test_what_a_volunteer_sends_a_coordinator_reads_once(tmp_path: Path) -> None:
    async with met(tmp_path) as (_server, noor, vera):
        batch = blobs(BATCH_MOST)
        for _ in range(2):
            await send(noor, batch)
        week = await week_of(vera)
        assert sorted(await whole_week(vera, week)) == sorted(batch)
        assert await refused(noor, say.ListRegistrations()) == "not_allowed"
        assert await refused(noor, say.ReadRegistrations(week)) == "not_allowed"


async def test_a_week_is_read_in_parts_of_one_edition(tmp_path: Path) -> None:
    async with met(tmp_path) as (server, noor, vera):
        await send(noor, blobs(1))
        week = await week_of(vera)
        Weeks(server.folder).add(week, blobs(PART_MOST))
        await send(noor, blobs(1))
        await vera.say(say.ReadRegistrations(week))
        first = await vera.until(say.Registrations)
        await vera.say(say.ReadRegistrations(week, len(first.blobs)))
        second = await vera.until(say.Registrations)
        assert (len(first.blobs), len(second.blobs), first.total) == (PART_MOST, 2, PART_MOST + 2)
        assert first.edition == second.edition
        await send(noor, blobs(1))
        await vera.say(say.ReadRegistrations(week))
        assert (await vera.until(say.Registrations)).edition != first.edition


async def test_R1_nothing_is_answered_that_is_not_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError("disk full")

    async with met(tmp_path) as (server, noor, vera):
        with monkeypatch.context() as broken:
            broken.setattr(durable, "settle", refuse)
            broken.setattr(weeks, "settle", refuse)
            batch = blobs(8)
            for _again in range(2):
                assert await refused(noor, say.SendRegistrations(new_id(), batch)) == "storage"
        await send(noor, batch)
        assert set(batch) <= set(Weeks(server.folder).read(await week_of(vera)))


async def test_a_full_week_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weeks, "MOST_PER_WEEK", 8)
    async with met(tmp_path) as (_server, noor, _vera):
        await send(noor, blobs(8))
        assert await refused(noor, say.SendRegistrations(new_id(), blobs(1))) == "full"


async def test_R1_a_batch_leaves_no_trace_but_blobs_of_a_week(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "luwte")
    async with met(tmp_path) as (server, noor, vera):
        await send(noor, blobs(8))
        week = await week_of(vera)
        name, canary = new_id(), random_bytes(BLOB_BYTES)
        told, before = len(caplog.records), contents(server.folder)
        await noor.say(say.SendRegistrations(name, [canary]))
        await noor.until(say.RegistrationsStored)
        after = contents(server.folder)
        assert len(caplog.records) == told
        assert after.keys() == before.keys()
        assert [path for path, content in after.items() if content != before[path]] == [
            Path(FOLDER, f"{week}.bin")
        ]
        assert not any(name.encode() in content for content in after.values())
        assert canary in after[Path(FOLDER, f"{week}.bin")]


async def test_a_batch_is_kept_in_the_week_it_comes_in(tmp_path: Path) -> None:
    async with met(tmp_path) as (server, noor, vera):
        await send(noor, blobs(1))
        server.clock.now += 7 * DAY
        await send(noor, blobs(1))
        await vera.say(say.ListRegistrations())
        weeks_there = (await vera.until(say.RegistrationWeeks)).weeks
        assert len(weeks_there) == 2
        assert weeks_there == sorted(weeks_there)


def contents(folder: Path) -> dict[Path, bytes]:
    """Return every file of a server and what is in it."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
