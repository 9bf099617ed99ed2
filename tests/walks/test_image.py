"""T8 on a raw disk: a volunteer's whole computer lies on an ext4 image, which is searched as a thief would.

A real console works a real shift at a real server, with a real keyring; then the shift ends, or the console
is killed. Needs root, for the loop device: without it these tests fail, here as in CI.
"""

import asyncio
import os
import secrets
import shutil
import sqlite3
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from luwte.admin.throwaway import found
from luwte.vault.errors import VaultError
from luwte.vault.notes import Vault
from luwte.vault.shares import make_key
from luwte.visitor import Visitor
from tests.walks.apart import Apart, start
from tests.walks.computer import LOGIN, Login, logged_in
from tests.walks.thief import Disk, keyrings, mounted, traces

pytestmark = pytest.mark.timeout(300)
PASSWORD = "een zin die lang genoeg is"
HALF_A_DAY = 13 * 3600


@dataclass
class Evening:
    """A shift on that computer, all that must never be read on its disk, and the server it was worked at."""

    login: Login
    server: Apart
    visitor: Visitor
    folder: Path
    words: dict[str, str] = field(
        default_factory=lambda: {
            name: f"{name[:8]} kanarie{secrets.token_hex(4)}"
            for name in ("nickname", "visitor", "line", "unsent", "draft", "note", "pad")
        }
    )
    keys: dict[str, bytes] = field(default_factory=dict)
    vault: str = ""

    def found(self) -> set[str]:
        """Return what a thief finds of it."""
        blocks = self.login.disk.blocks()
        # What must be there is seen: the address in the profile, and what the keyring's file holds.
        assert self.server.url.encode() in blocks
        assert any(b"'device-" in each for each in keyrings(blocks, LOGIN))
        return traces(blocks, {**self.words, "password": PASSWORD}, self.keys, LOGIN)

    def share_at_the_server(self) -> bytes | None:
        with closing(sqlite3.connect(self.folder / "server" / "keys.sqlite")) as rows:
            share = rows.execute("SELECT share FROM vault_shares WHERE vault = ?", (self.vault,)).fetchone()
        return None if share is None else bytes(share[0])

    def left_in_the_folder(self) -> set[str]:
        usual = {"console.lock", "preferences.json", "profile.json"}
        return {path.name for path in self.login.folder.iterdir()} - usual

    def copy(self) -> Path:
        """Take the vault's files off the disk."""
        stolen = self.folder / "stolen"
        stolen.mkdir()
        for path in self.login.folder.glob("notes-*"):
            shutil.copy(path, stolen)
        return stolen / f"notes-{self.vault}.sqlite"

    async def work(self) -> None:
        """Everything of a shift, up to a line that the server is not there for."""
        await self.login.do("begin")
        await self.visitor.enter(self.words["nickname"], self.words["visitor"])
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.visitor.follow())
            await self.login.do("accept")
            await self.login.do("write", text=self.words["line"])
            keys = await self.login.do("keys")
            self.vault = keys["vault"]
            share = self.share_at_the_server()
            assert share is not None
            self.keys = {
                "share A": bytes.fromhex(keys["share"]),
                "share B": share,
                "vault key": make_key(bytes.fromhex(keys["share"]), share, self.vault),
                "shift key": bytes.fromhex(keys["shift"]),
            }
            assert await self.server.end() == 0
        await self.login.do("write_without_a_server", text=self.words["unsent"])
        await self.login.do("type", draft=self.words["draft"], note=self.words["note"], pad=self.words["pad"])

    async def serve_again(self) -> None:
        """The server is back, at the same address."""
        self.server = await start(self.folder / "server", port=self.server.port)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """An empty disk."""
    with mounted(tmp_path) as disk:
        yield disk


@asynccontextmanager
async def evening(disk: Disk, build: str = "whole") -> AsyncIterator[Evening]:
    """Noor is enrolled on the computer and works a shift; a visitor called Kanarie is there."""
    folder = disk.top.parent
    server = await start(folder / "server")
    async with found(server.url, folder / "server" / "setup-code", folder / "robin", time.time) as helpline:
        code = await helpline.code("Noor")
    async with logged_in(disk) as login, Visitor(server.url) as visitor:
        assert await login.start(server.url, build) == ["console.lock", "preferences.json"]
        await login.come_in("enrol", code=code, password=PASSWORD)
        noor = Evening(login, server, visitor, folder)
        try:
            await noor.work()
            yield noor
        finally:
            await noor.server.end()


def test_without_root_the_search_fails_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(AssertionError, match="must run as root"), mounted(tmp_path):
        raise LookupError


def is_noise(content: bytes) -> bool:
    return len(zlib.compress(content, 9)) > 0.98 * len(content) and b"SQLite" not in content


def opens(file: Path, key: bytes) -> bool:
    try:
        with closing(Vault.open(file, key)) as vault:
            return bool(vault.load().notes)
    except VaultError as error:
        if error.code != "vault_key":
            raise
        return False


async def test_t8_killed_resumed_and_ended_a_shift_leaves_nothing_that_opens(disk: Disk) -> None:
    """Everything comes back after SIGKILL; after the end nothing on disk or in the keyring opens anything."""
    async with evening(disk) as noor:
        await noor.login.kill()
        assert noor.found() == set()
        stolen = noor.copy()

        await noor.serve_again()
        assert f"notes-{noor.vault}.sqlite" in await noor.login.start(noor.server.url)
        await noor.login.come_in("sign_in", password=PASSWORD)
        await noor.login.do("go_on")
        await noor.visitor.resume()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(noor.visitor.follow())
            assert await noor.login.do("see") == {
                "notes": sorted([noor.words["note"], noor.words["pad"]]),
                "nicknames": ["", noor.words["nickname"]],
                "draft": noor.words["draft"],
                "unsent": {noor.words["unsent"]: "failed"},
                "notices": [],
            }
            await noor.login.do("send_again", text=noor.words["unsent"])
            noor.keys["second shift key"] = bytes.fromhex((await noor.login.do("keys"))["shift"])
            assert noor.found() == set()
            receipt = await noor.login.do("finish")
            assert receipt.pop("bytes") > 0
            assert receipt == {
                "notes": 2,
                "drafts": 0,
                "unsent": 0,
                "conversations": 1,
                "files": 1,
                "is_server_told": True,
                "is_keyring_cleared": True,
                "problems": [],
                "forms": 1,  # the conversation that the end cut off
                "registered": 0,
                "waiting": 0,
            }
        assert noor.visitor.talk is not None
        assert noor.words["unsent"] in [line.text for line in noor.visitor.talk.lines]
        assert noor.share_at_the_server() is None
        assert noor.left_in_the_folder() == set()
        assert noor.found() == set()
        await noor.login.leave()
        errors = await noor.login.log_out()
        assert noor.found() == set()
    assert not any(word in errors for word in noor.words.values())
    # What lay there before did open, with both shares: the searches above looked for the right things.
    share_a, share_b, other = noor.keys["share A"], noor.keys["share B"], secrets.token_bytes(32)
    assert not opens(stolen, make_key(share_a, other, noor.vault))
    assert not opens(stolen, make_key(other, share_b, noor.vault))
    assert not opens(stolen, make_key(share_b, share_a, noor.vault))
    assert opens(stolen, noor.keys["vault key"])


async def test_t8_killed_and_not_started_again_in_time_a_computer_holds_noise_and_then_nothing(
    disk: Disk,
) -> None:
    """What is there when the session has ended, and with it the keyring's memory, is all a thief gets. Once
    the shift is over the next start destroys even that, before its first window and without a server."""
    async with evening(disk) as noor:
        await noor.login.kill()
        await noor.login.log_out()
        assert noor.found() == set()
        stolen = noor.copy()
        for path in stolen.parent.iterdir():
            assert is_noise(path.read_bytes()), path.name
        async with logged_in(disk) as login:
            files = await login.start(noor.server.url, ahead=HALF_A_DAY)
            assert files == ["console.lock", "ended.json", "preferences.json", "profile.json"]
            assert noor.found() == set()
    assert opens(stolen, noor.keys["vault key"])


async def test_t8_on_a_full_disk_typing_goes_on_and_the_end_destroys_all(disk: Disk) -> None:
    """What the disk refuses waits in memory, nowhere else; overwriting needs no room."""
    async with evening(disk) as noor:
        long = f"{noor.words['pad']} " * 600
        with disk.full():
            assert await noor.login.do("type_much", pad=long) == "vault_disk"
            assert noor.found() == set()
        await noor.login.do("stored")
        await noor.serve_again()
        with disk.full():
            receipt = await noor.login.do("finish")
            assert receipt["files"] >= 1
            assert receipt["problems"] == []
            assert noor.left_in_the_folder() == set()
            assert noor.found() == set()
        await noor.login.leave()


async def test_a_broken_build_is_found_by_the_same_search(disk: Disk) -> None:
    """Notes in plain SQLite, the share in the login's keyring: found while the shift runs and after its end,
    because overwriting is no claim: the log that SQLite itself removes, and the file that a keyring replaces,
    lie in freed blocks."""
    async with evening(disk, "broken") as noor:
        typed = {"nickname", "line", "unsent", "draft", "note", "pad"}
        assert noor.found() == typed | {"share A in a keyring"}, "while the shift runs"
        await noor.serve_again()
        await noor.login.do("send_again", text=noor.words["unsent"])
        await noor.login.do("finish")
        await noor.login.leave()
        await noor.login.log_out()
        # Which of the freed blocks were written anew is the disk's business.
        assert {"note", "share A in a keyring"} <= noor.found()
