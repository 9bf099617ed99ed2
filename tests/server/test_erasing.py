"""What has ended is gone from every file while the server runs: rows, logs and free pages (T1, C6)."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from luwte.crypto.keys import sha256
from luwte.database import Database, StorageError
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.server import tables
from tests.server.running import (
    PATIENCE,
    Clock,
    Talk,
    begin_talk,
    helpline,
    on_disk,
    running,
    talking,
    visitor,
)

QUICKLY = 5.0
"""Seconds: half of what SQLite would wait for a reader if it were let."""


class Logs:
    """Watches the server's own checkpoints."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._emptied = asyncio.Event()
        self.by: set[str] = set()
        self.is_sweeper_in_vain = False

    def told(self) -> None:
        self.by.add(threading.current_thread().name.rpartition("_")[0])
        self._loop.call_soon_threadsafe(self._emptied.set)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until this is so after some checkpoint."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._emptied.clear()
                await self._emptied.wait()


@pytest.fixture
async def logs(monkeypatch: pytest.MonkeyPatch) -> Logs:
    watched, real = Logs(), Database.checkpoint

    def checkpoint(database: Database, is_truncating: bool = False) -> bool:
        is_sweeper = threading.current_thread().name.startswith("luwte-checkpoint")
        if is_sweeper and watched.is_sweeper_in_vain:
            return False
        is_done = real(database, is_truncating)
        if is_truncating and is_done:
            watched.told()
        return is_done

    monkeypatch.setattr(Database, "checkpoint", checkpoint)
    return watched


def pieces(talk: Talk, sent: list[say.VisitorLine]) -> Iterator[bytes]:
    """Everything that must not be found: ciphertext from several places, ids, hashes, shares."""
    for line in sent:
        yield from (line.frame[88:120], line.frame[120:144], line.frame[-32:], line.id.encode())
    yield talk.conversation.encode()
    yield id_bytes(talk.conversation)
    yield talk.visitor.key.public
    token = talk.visitor.cookie.partition("=")[2]
    yield sha256(token.encode())
    for frame in talk.visitor.heard:
        message = talk.visitor.read(frame)
        if isinstance(message, say.Entered):
            yield message.share


def left_of(folder: Path, canaries: list[bytes]) -> list[str]:
    """Return where something is still found."""
    held = [(path.name, path.read_bytes()) for path in folder.iterdir()]
    return [
        f"{name}: {canaries.index(canary)} at {content.index(canary)}"
        for name, content in held
        for canary in canaries
        if canary in content
    ]


async def end(talk: Talk, how: str) -> None:
    if how == "end":
        await talk.noor.say(say.EndConversation(talk.conversation, new_id(), talk.channel.seal_end()))
    else:
        await talk.visitor.say(say.Withdraw() if how == "withdraw" else say.QuickExit())
    while (await talk.noor.until(say.Ended)).conversation != talk.conversation:
        pass


@pytest.mark.parametrize("how", ["withdraw", "quick exit", "end"])
@pytest.mark.parametrize("is_sweeper_in_vain", [False, True])
async def test_nothing_of_an_ended_conversation_is_left_in_any_file_of_a_running_server(
    tmp_path: Path, logs: Logs, how: str, is_sweeper_in_vain: bool
) -> None:
    """T1, C6: two conversations share the pages; one ends, the other goes on."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, visitor(server) as guest:
            other = await begin_talk(talk.noor, guest)
            sent = []
            for number in range(120):
                size = (number * 37) % 1900
                for each in (talk, other):
                    line = each.visitor.line("x" * size + "!")
                    await each.visitor.say(line)
                    await each.visitor.until(say.LineStored)
                    if each is talk:
                        sent.append(line)
            canaries = list(pieces(talk, sent))
            assert left_of(tmp_path, canaries)
            logs.is_sweeper_in_vain = is_sweeper_in_vain
            logs.by.clear()
            await end(talk, how)
            await logs.until(lambda: left_of(tmp_path, canaries) == [])
            assert is_sweeper_in_vain == ("luwte-writer" in logs.by)
            await other.visitor.say(other.visitor.line("Ik ben er nog"))
            await other.visitor.until(say.LineStored)


async def test_after_a_close_out_that_failed_a_withdrawal_leaves_no_seal(
    tmp_path: Path, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C6: nothing archived means the archive's seals of K too, and their backup."""
    real = tables.CloseOut.archive
    fails = [True]

    def archive(closing_out: tables.CloseOut, rows: Database) -> None:
        if fails:
            fails.pop()
            raise StorageError
        real(closing_out, rows)

    monkeypatch.setattr(tables.CloseOut, "archive", archive)
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Toch maar niet"))
            await talk.visitor.until(say.LineStored)
            await talk.visitor.say(say.VisitorEnd())
            while not isinstance(refused := await talk.visitor.hear(), say.VisitorRefused):
                pass
            assert refused.code == "storage"
            assert seals_in(tmp_path) == []
            async with visitor(server, talk.visitor.cookie) as again:
                await again.until(say.Resumed)
                await again.say(say.Withdraw())
                await again.until(say.VisitorEnded)
            assert seals_in(tmp_path) == []


def seals_in(folder: Path) -> list[Any]:
    with closing(sqlite3.connect(folder / "keys.sqlite")) as keys:
        return keys.execute("SELECT * FROM transcript_seals").fetchall()


async def test_a_program_that_reads_the_file_holds_nobody_up_and_once_it_is_gone_so_are_the_rows(
    tmp_path: Path, logs: Logs
) -> None:
    """A backup tool, or somebody's sqlite3 shell."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, visitor(server) as guest:
            other = await begin_talk(talk.noor, guest)
            line = talk.visitor.line("Weg ermee")
            await talk.visitor.say(line)
            await talk.visitor.until(say.LineStored)
            canaries = list(pieces(talk, [line]))
            with closing(sqlite3.connect(tmp_path / "luwte.sqlite", isolation_level=None)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM lines").fetchall()
                await end(talk, "withdraw")
                for _ in range(20):
                    async with asyncio.timeout(QUICKLY):
                        await other.visitor.say(other.visitor.line("En ik?"))
                        await other.visitor.until(say.LineStored)
                assert left_of(tmp_path, canaries)
            await logs.until(lambda: left_of(tmp_path, canaries) == [])


async def test_keys_of_an_earlier_epoch_and_shares_nobody_needs_are_gone_at_once(
    tmp_path: Path, logs: Logs
) -> None:
    """T2: a share the page has replaced is no longer in the log either."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with visitor(server) as guest:
            await guest.until(say.Ready)
            await guest.enter()
            (first,) = (each.share for each in map(guest.read, guest.heard) if isinstance(each, say.Entered))
            await guest.say(say.ShareKept())
            await guest.say(say.VisitorState("hidden"))
        async with visitor(server, guest.cookie, is_reload=True) as again:
            await again.until(say.Resumed)
            assert first in on_disk(tmp_path)
            await again.say(say.ShareKept())
            await logs.until(lambda: first not in on_disk(tmp_path))


async def test_last_months_secrets_of_origins_are_gone_before_the_door_opens(tmp_path: Path) -> None:
    """A4."""
    clock = Clock()
    async with running(tmp_path, clock=clock):
        with closing(sqlite3.connect(tmp_path / "keys.sqlite")) as keys:
            ((relay, server_secret),) = keys.execute("SELECT relay, server FROM origin_secrets").fetchall()
    clock.now += 9 * 86_400
    async with running(tmp_path, clock=clock):
        assert relay not in on_disk(tmp_path)
        assert server_secret not in on_disk(tmp_path)
