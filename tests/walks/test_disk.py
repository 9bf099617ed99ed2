"""A disk that is full, and files that are damaged: told in plain words, nothing lost, nothing overwritten."""

import asyncio
import resource
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.async_api import expect
from websockets.exceptions import ConnectionClosedError

from luwte.console.state.intentions import SendLine
from luwte.visitor import Visitor
from tests.conftest import Template
from tests.fakes import PlayedConsole, moved
from tests.page import walking
from tests.walks.apart import START_SECONDS, Apart, apart, launch, start
from tests.walks.sides import FIRST, PATIENCE_MS, two_sides

DAMAGED = "A database file in this folder is damaged. Restore it from a backup."


@contextmanager
def full_disk(server: Apart) -> Iterator[None]:
    """The system lets the running server write to no file any more."""
    _, hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (hard, hard))


@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_on_a_full_disk_both_sides_keep_their_lines_and_send_them_once_there_is_space(
    tmp_path: Path,
) -> None:
    server = await start(tmp_path / "server")
    try:
        async with two_sides(tmp_path, server) as sides:
            sides.answers("een")
            await sides.page_has("een")
            with full_disk(server):
                async with sides.page.expect_websocket() as coming_back:
                    for text in ("twee", "drie"):
                        await walking.say(sides.page, text)
                    # Neither is told that anything is stored; the connection is given up and tried again.
                    await expect(sides.page.locator(".dropped")).to_be_visible(timeout=PATIENCE_MS)
                in_vain = await coming_back.value
                if not in_vain.is_closed():
                    await in_vain.wait_for_event("close", timeout=PATIENCE_MS)
                for text in ("vier", "vijf"):
                    sides.answers(text)
                await sides.noor.until(lambda: "vijf" in sides.texts())
                await sides.noor.until(lambda: sides.noor.work.state.connection.state == "reconnecting")
                await expect(sides.page.locator(".own .meta:has-text('Nog niet verstuurd')")).to_have_count(2)
                assert {sides.delivery(text) for text in ("vier", "vijf")} <= {"waiting", "failed"}
            await sides.noor_has("drie")
            await sides.noor.until(lambda: sides.delivery("vijf") in {"stored", "seen"})
            await sides.page_has("vijf")
            await sides.page_shows_own(FIRST, "twee", "drie")
            await expect(sides.page.locator(".theirs .text")).to_have_text(["een", "vier", "vijf"])
            texts = sides.texts()
            assert sorted(texts) == sorted([FIRST, "een", "twee", "drie", "vier", "vijf"])
            assert texts.index("twee") < texts.index("drie")
            assert texts.index("vier") < texts.index("vijf")
    finally:
        assert await server.end() == 0
    assert "Traceback" not in server.log


async def test_on_a_full_disk_each_is_told_so_and_whoever_says_nothing_notices_nothing(
    template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "server"
    shutil.copytree(template.folder / "server", folder)
    async with apart(folder) as server:
        noor = await PlayedConsole(server.url, moved(template.people["Noor"], server.url), now).come()
        sam = await PlayedConsole(server.url, moved(template.people["Sam"], server.url), now).come()
        zee, maan = Visitor(server.url), Visitor(server.url)
        await zee.enter("Zeester", "hallo")
        conversation = await noor.accept(zee)
        await maan.enter("Maan", "dag")
        other = await sam.accept(maan)
        assert zee.talk is not None
        # What they said until now is on disk: afterwards Sam and Maan say nothing.
        await noor.settle()
        await sam.settle()
        with full_disk(server):
            line = await zee.write("twee")
            await zee.until(lambda: bool(zee.refusals))
            assert [(one.code, one.about) for one in zee.refusals] == [("storage", line)]
            # Whoever comes back meanwhile is not left waiting for an answer: they are to try again.
            with pytest.raises(ConnectionClosedError, match="1013"):
                await zee.resume()
            await noor.do(SendLine(conversation, "drie"))
            await noor.until(lambda: noor.lines(conversation)[-1].delivery == "failed")
            assert [(one.code, one.what) for one in noor.notices] == [("storage", "line")]
        await zee.resume()
        await zee.until(lambda: zee.talk is not None and not zee.talk.has_unsent)
        await noor.drop()
        await noor.come_back()
        await noor.until(lambda: noor.texts(conversation) == ["twee", "drie"])
        await noor.until(lambda: noor.lines(conversation)[-1].delivery in {"stored", "seen"})
        await zee.hear("drie")
        # On the same connections as before.
        await maan.say("rustig hier")
        await sam.hear(other, "rustig hier")
        await sam.say(other, "ja")
        await maan.hear("ja")
        assert (sam.notices, maan.refusals) == ([], [])
        for actor in (noor, sam, zee, maan):
            await actor.leave()
    assert "Traceback" not in server.log


async def test_a_page_that_turns_out_damaged_ends_the_server_with_a_sentence_and_keeps_the_file(
    template: Template, tmp_path: Path
) -> None:
    """Fail closed: nothing is acknowledged on a file that cannot be trusted."""
    folder = tmp_path / "server"
    shutil.copytree(template.folder / "server", folder)
    server = await start(folder)
    try:
        noor = await PlayedConsole(server.url, moved(template.people["Noor"], server.url), now).come()
        zee = Visitor(server.url)
        await zee.enter("Zeester", "hallo")
        await noor.accept(zee)
        damage(folder / "luwte.sqlite", "lines")
        line = await zee.write("twee")
        async with asyncio.timeout(START_SECONDS):
            code = await server.ended()
        assert zee.talk is not None
        assert not zee.talk.is_stored(line)
        for actor in (noor, zee):
            await actor.leave()
    finally:
        await server.end()
    assert code == 1
    assert server.log.splitlines()[-1].endswith(DAMAGED)
    assert "Traceback" not in server.log
    await refuses(folder)


@pytest.mark.parametrize("name", ["luwte.sqlite", "keys.sqlite"])
@pytest.mark.parametrize("harm", ["a page", "the header", "cut off", "another file"])
async def test_a_damaged_file_at_the_start_is_told_and_left_as_it_is(
    template: Template, tmp_path: Path, name: str, harm: str
) -> None:
    folder = tmp_path / "server"
    shutil.copytree(template.folder / "server", folder)
    file = folder / name
    content = file.read_bytes()
    match harm:
        case "a page":
            damage(file, "lines" if name == "luwte.sqlite" else "wraps")
        case "the header":
            file.write_bytes(b"\xff" * 100 + content[100:])
        case "cut off":
            file.write_bytes(content[: len(content) // 2])
        case _:
            file.write_bytes(b"dit is een brief en geen databank\n" * 400)
    await refuses(folder)


async def refuses(folder: Path) -> None:
    """See the command end with one sentence, and leave both files as they are."""
    files = [folder / "luwte.sqlite", folder / "keys.sqlite"]
    before = [file.read_bytes() for file in files]
    process = await launch(folder)
    async with asyncio.timeout(START_SECONDS):
        out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert err.decode().strip().endswith(DAMAGED)
    assert len(err.decode().strip().splitlines()) == 1
    assert [file.read_bytes() for file in files] == before


def damage(file: Path, table: str) -> None:
    """Overwrite the first page of a table in the file, as a failing disk would."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
        # Everything into the file, and nobody's memory of it counts any more.
        (version,) = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {version}")
        # Busy while the server moves its own log, and SQLite does not wait for that.
        moves = (database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] for _ in range(10_000))
        assert 0 in moves
    with file.open("r+b") as content:
        content.seek((page - 1) * size)
        content.write(b"\xff" * size)


def now() -> int:
    """Return the time; a process of its own has the system's clock."""
    return int(time.time())
