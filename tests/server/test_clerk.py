"""What is acknowledged is durable; what ends leaves nothing readable; what fails loses nothing."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from luwte.archive import transcripts
from luwte.crypto.channel import Channel
from luwte.crypto.keys import sha256
from luwte.crypto.sealing import open_keys_from_archive, open_transcript_secret
from luwte.database import Database, StorageError
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.parts import StoredLine
from luwte.server import tables, writer
from luwte.server.folder import Databases, opened
from tests.server.running import NOOR, Talk, archive, helpline, on_disk, running, staff, talking, visitor
from tests.server.serving import own_process
from tests.wire.helpline import box

SEALS = "SELECT part, sealed FROM transcript_seals"


async def end_talk(talk: Talk) -> None:
    """Have Noor end it with her end frame, and wait until it is closed out."""
    await talk.noor.say(say.EndConversation(talk.conversation, new_id(), talk.channel.seal_end()))
    await talk.noor.until(say.Ended)


def query(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


async def test_kill_9_in_the_middle_of_a_burst_loses_no_acknowledged_line_and_doubles_none(
    tmp_path: Path,
) -> None:
    """C3: an acknowledgement leaves after the commit, never before."""
    acknowledged: dict[str, int] = {}
    async with own_process(tmp_path) as (server, process):
        await helpline(server)
        async with talking(server) as talk:
            cookie, channel = talk.visitor.cookie, talk.visitor.channel
            assert channel is not None
            lines = [talk.visitor.line(f"regel {number}") for number in range(400)]
            # A hundred are under way all the time, so that the end comes in the middle on any computer.
            for line in lines[:100]:
                await talk.visitor.say(line)
            async for stored in talk.visitor.stored():
                acknowledged[stored.id] = stored.number
                if len(acknowledged) < 120:
                    await talk.visitor.say(lines[99 + len(acknowledged)])
                elif len(acknowledged) == 120:
                    process.send_signal(signal.SIGKILL)
    assert 120 <= len(acknowledged) <= 219
    async with own_process(tmp_path) as (server, _), visitor(server, cookie) as again:
        resumed = await again.until(say.Resumed)
        kept: list[StoredLine] = []
        await again.say(say.VisitorCatchUp(0))
        while len(kept) < resumed.last:
            kept += (await again.until(say.VisitorLines)).lines
        assert [line.number for line in kept] == list(range(1, resumed.last + 1))
        assert acknowledged.items() <= {line.id: line.number for line in kept}.items()
        for line in lines:
            await again.say(line)
        numbers = {(await again.until(say.LineStored)).number for _ in lines}
        assert numbers == set(range(1, 401))


async def test_sigterm_tells_everybody_and_ends_in_order(tmp_path: Path) -> None:
    async with own_process(tmp_path) as (server, process):
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("nog net"))
            process.send_signal(signal.SIGTERM)
            await talk.visitor.until(say.VisitorDraining)
            await talk.noor.until(say.Draining)
            output, errors = await process.communicate()
    assert process.returncode == 0
    assert (output, errors) == (b"", b"")
    assert query(tmp_path / "luwte.sqlite", "SELECT count(*) FROM lines") == [(1,)]


async def test_a_restart_keeps_the_conversation_and_gives_the_full_window_again(tmp_path: Path) -> None:
    """C3."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Ben je er nog?"))
            await talk.visitor.until(say.LineStored)
            cookie = talk.visitor.cookie
    clock = server.clock
    clock.now += 290
    async with running(tmp_path, clock=clock) as server:
        clock.now += 290
        async with visitor(server, cookie) as again, staff(server) as noor:
            resumed = await again.until(say.Resumed)
            assert (resumed.stage, resumed.last) == ("talking", 1)
            await noor.sign_in(NOOR, clock.now)
            opening = await noor.open_shift(NOOR)
            assert [each.conversation for each in opening.conversations] == [talk.conversation]
    clock.now += 10
    async with running(tmp_path, clock=clock) as server:
        clock.now += 301
        async with staff(server) as noor:
            await noor.sign_in(NOOR, clock.now)
            await noor.say(say.OpenShift(NOOR.shift(), new_id()))
            assert (await noor.until(say.Ended)).why == "window"
            assert query(tmp_path / "luwte.sqlite", "SELECT count(*) FROM transcripts") == [(1,)]


async def test_a_closed_conversation_opens_with_the_archive_key_and_with_nothing_else(tmp_path: Path) -> None:
    """T1, T3: after the end a kept K and the whole folder read nothing; the archive key reads everything."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            sent = [talk.visitor.line(text) for text in ("Eerst", "Daarna")]
            for line in sent:
                await talk.visitor.say(line)
                await talk.visitor.until(say.LineStored)
            await end_talk(talk)
            visitor_key, key = talk.visitor.key, talk.visitor.keys[0]
    raw = on_disk(tmp_path)
    for line in sent:
        assert line.frame not in raw, "a line's row is still readable on the disk"
    assert query(tmp_path / "luwte.sqlite", "SELECT * FROM conversations") == []
    for table in ("waiting_words", "shares", "offers", "archive_copies"):
        assert query(tmp_path / "keys.sqlite", f"SELECT * FROM {table}") == []
    ((name, week, retention, sealed),) = query(tmp_path / "luwte.sqlite", "SELECT * FROM transcripts")
    assert (week, retention) == ("2026-W47", "standard")
    assert isinstance(sealed, bytes)
    assert len(sealed) == 4096 + 16
    assert isinstance(name, str)
    assert name != talk.conversation

    seals = {row[0]: row[1] for row in query(tmp_path / "keys.sqlite", SEALS)}
    digest = sha256(archive().payload)
    sealed_secret, sealed_keys = seals[0], seals[1]
    assert isinstance(sealed_secret, bytes)
    assert isinstance(sealed_keys, bytes)
    secret = open_transcript_secret(box("archive key"), sealed_secret, id_bytes(name), digest)
    transcript = transcripts.read(name, secret, sealed)
    conversation = id_bytes(transcript.conversation)
    keys = open_keys_from_archive(
        box("archive key"), sealed_keys, conversation, transcript.offers[0].epoch, digest, visitor_key.public
    )
    assert list(keys) == [key]
    reader = Channel(conversation, keys, "visitor")
    lines = [
        reader.open(line.number, line.sender, msgspec.convert(line.frame, bytes)) for line in transcript.lines
    ]
    assert [line.text for line in lines[:2]] == ["Eerst", "Daarna"]
    assert all(line.at is None for line in transcript.lines)


@pytest.mark.parametrize("survived", [0, 1, 2])
async def test_power_lost_between_the_two_files_loses_no_transcript_and_leaves_nothing_readable(
    tmp_path: Path, survived: int
) -> None:
    """T3: the three steps of a close-out, cut after each; the next start finishes or undoes it."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Tussen twee bestanden"))
            await talk.visitor.until(say.LineStored)
    conversation = talk.conversation
    with opened(tmp_path) as databases:
        cut_after(databases, survived, conversation)
    with opened(tmp_path):
        pass
    rows, keys = tmp_path / "luwte.sqlite", tmp_path / "keys.sqlite"
    is_closed = survived >= 2
    assert query(rows, "SELECT count(*) FROM conversations") == [(0 if is_closed else 1,)]
    assert query(rows, "SELECT count(*) FROM lines") == [(0 if is_closed else 1,)]
    assert query(rows, "SELECT count(*) FROM transcripts") == [(1 if is_closed else 0,)]
    for table in ("waiting_words", "shares", "offers"):
        assert query(keys, f"SELECT count(*) FROM {table}") == [(0 if is_closed else 1,)]
    parts = query(keys, "SELECT part FROM transcript_seals ORDER BY part")
    assert parts == ([(0,), (1,)] if is_closed else [])


def cut_after(databases: Databases, survived: int, conversation: str) -> None:
    """Carry out the first steps of a close-out by hand, as the writer does, and no more."""
    closing_out = tables.CloseOut(conversation, bytes(32), "standard", "2026-W47", archive())
    if survived >= 1:
        with databases.keys.transaction():
            closing_out.seal(databases.keys)
    if survived >= 2:
        with databases.rows.transaction():
            closing_out.archive(databases.rows)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A disk that takes no more than a number of pages; SQLite itself refuses, as on a real one."""
    pages: list[int] = []
    real = Database.transaction

    def limited(database: Database) -> object:
        if pages and database.path.name == "luwte.sqlite":
            (used,) = database.rows("PRAGMA page_count")[0]
            assert isinstance(used, int)
            database.run(f"PRAGMA max_page_count = {used if pages[-1] == 0 else 2**30}")
        return real(database)

    monkeypatch.setattr(Database, "transaction", limited)
    return pages


async def test_a_full_disk_refuses_in_plain_words_and_loses_nothing_that_was_acknowledged(
    tmp_path: Path, full_disk: list[int]
) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Past nog"))
            await talk.visitor.until(say.LineStored)
            await talk.noor.until(say.Lines)
            full_disk.append(0)
            lost = talk.visitor.line("x" * 3000)
            retried = [lost, *(talk.visitor.line("x" * 3000) for _ in range(3))]
            for line in retried:
                await talk.visitor.say(line)
            message = await talk.visitor.hear()
            acknowledged = 1
            while isinstance(message, say.LineStored):
                acknowledged = message.number
                message = await talk.visitor.hear()
            assert isinstance(message, say.VisitorRefused)
            assert message.code == "storage"
            # Noor said nothing, so Noor notices nothing.
            await talk.noor.say(say.CatchUp(talk.conversation, 0))
            heard = await talk.noor.until(say.Lines)
            while heard.lines[-1].number < acknowledged:
                heard = await talk.noor.until(say.Lines)
            full_disk.append(1)
            async with visitor(server, talk.visitor.cookie) as again:
                assert (await again.until(say.Resumed)).last == acknowledged
                for line in retried:
                    await again.say(line)
                numbers = [(await again.until(say.LineStored)).number for _ in retried]
                assert numbers == [2, 3, 4, 5]


async def test_a_deletion_the_disk_refuses_is_owed_and_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T3: the transcript stands, the seals it replaces go with the next batch."""
    refusals = [True]
    real = Database.transaction

    def sometimes(database: Database) -> object:
        if database.path.name == "keys.sqlite" and refusals and is_deleting:
            refusals.pop()
            raise StorageError
        return real(database)

    is_deleting = False
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Weg ermee"))
            await talk.visitor.until(say.LineStored)
            monkeypatch.setattr(Database, "transaction", sometimes)
            is_deleting = True
            await talk.visitor.say(say.Withdraw())
            await talk.visitor.until(say.VisitorEnded)
            assert refusals == []
            async with visitor(server) as next_one:
                await next_one.until(say.Ready)
                await next_one.enter()
            assert query(tmp_path / "keys.sqlite", "SELECT count(*) FROM waiting_words") == [(1,)]


async def test_sessions_stop_reading_while_the_disk_is_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "BOUND", 2)
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            for number in range(50):
                await talk.visitor.say(talk.visitor.line(str(number)))
            numbers = [(await talk.visitor.until(say.LineStored)).number for _ in range(50)]
            assert numbers == list(range(1, 51))
