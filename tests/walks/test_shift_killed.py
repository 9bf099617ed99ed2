"""A console in a process of its own is killed in the middle of a shift (SIGKILL), with a real keyring: what
its volunteer finds again, and what nobody finds."""

import asyncio
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from luwte.admin.throwaway import found
from luwte.console.start import RUNS_ALREADY
from luwte.vault.shares import make_key
from luwte.vault.shift import alone
from luwte.visitor import Visitor
from tests.conftest import Walk
from tests.console.test_work import code_for
from tests.server.running import on_disk
from tests.server.test_erasing import Logs, logs
from tests.vault.test_keychain import surroundings
from tests.walks.apart import Apart, start
from tests.walks.computer import logged_in
from tests.walks.test_image import opens
from tests.walks.test_shift_ends import held, shares
from tests.walks.thief import Disk

__all__ = ["logs"]

pytestmark = pytest.mark.timeout(300)
PASSWORD = "een zin die lang genoeg is"
HALF_A_DAY = 13 * 3600
SECOND = """
from PySide6.QtCore import QTimer
from luwte import cli
from luwte.console import start
opened = start.open_refusal
def refuse(*words):
    front = opened(*words)
    QTimer.singleShot(0, front, front.window.pages.currentWidget().action.click)
    return front
start.open_refusal = refuse
raise SystemExit(cli.main(["console"]))
"""


class Folder(Disk):
    """A disk that nobody takes apart: an ordinary folder."""

    def __init__(self, folder: Path) -> None:
        self.top = folder / "computer"
        self.home, self.temporary = self.top / "home", self.top / "tmp"
        for each in (self.home, self.temporary):
            each.mkdir(parents=True)


def said_to(visitor: Visitor) -> Counter[str]:
    assert visitor.talk is not None
    return Counter(line.text for line in visitor.talk.lines)


def epochs(visitor: Visitor) -> int:
    assert visitor.talk is not None
    return len(visitor.talk.keys.kept)


def stop(server: Apart) -> None:
    """The server hangs: it takes what is sent, and says nothing."""
    server.process.send_signal(signal.SIGSTOP)


async def test_killed_twice_a_volunteer_comes_back_to_everything_and_says_nothing_twice(
    tmp_path: Path,
) -> None:
    """T8, C3: once while a line was on its way, once while it could not leave; then the shift ends."""
    server = await start(tmp_path / "server")
    async with found(server.url, tmp_path / "server" / "setup-code", tmp_path / "robin", time.time) as line:
        code = await line.code("Noor")
    async with logged_in(Folder(tmp_path)) as noor, Visitor(server.url) as zee:
        try:
            await noor.start(server.url)
            await noor.come_in("enrol", code=code, password=PASSWORD)
            await noor.do("begin")
            await zee.enter("Zeester", "hallo")
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(zee.follow())
                await noor.do("accept")
                await noor.do("write", text="dag Zeester")
                vault = (await noor.do("keys"))["vault"]
                stop(server)
                await noor.do("write_into_silence", text="onderweg")
                await noor.do("type", draft="half geschreven", note="bij Zeester", pad="voor mezelf")
                await noor.kill()
                server.process.send_signal(signal.SIGCONT)

                before = epochs(zee)
                await noor.start(server.url)
                await noor.come_in("sign_in", password=PASSWORD)
                await noor.do("go_on")
                await noor.do("hear", text="onderweg")
                assert await noor.do("see") == {
                    "notes": ["bij Zeester", "voor mezelf"],
                    "nicknames": ["", "Zeester"],
                    "draft": "half geschreven",
                    "unsent": {},
                    "notices": [],
                }, "the server had the line: it is not offered again"
                await zee.write("ben je er nog?")
                await noor.do("hear", text="ben je er nog?")
                await noor.do("write", text="weer hier")
                assert epochs(zee) > before, "who took over reads with a new key"
                assert (await noor.do("keys"))["vault"] == vault
                assert await server.end() == 0
            await noor.do("write_without_a_server", text="niet verstuurd")
            await noor.kill()

            server = await start(tmp_path / "server", port=server.port)
            await noor.start(server.url)
            await noor.come_in("sign_in", password=PASSWORD)
            await noor.do("go_on")
            await zee.resume()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(zee.follow())
                seen = await noor.do("see")
                assert seen["notes"] == ["bij Zeester", "voor mezelf"]
                assert seen["unsent"] == {"niet verstuurd": "failed"}
                await noor.do("send_again", text="niet verstuurd")
                receipt = await noor.do("finish")
                assert (receipt["notes"], receipt["is_server_told"], receipt["problems"]) == (2, True, [])
                assert not await noor.do("has_share", vault=vault)
            own = ["dag Zeester", "onderweg", "weer hier", "niet verstuurd"]
            assert [said_to(zee)[text] for text in own] == [1, 1, 1, 1]
            assert {path.name for path in noor.folder.iterdir()} == {
                "console.lock",
                "preferences.json",
                "profile.json",
            }
            await noor.leave()
            await noor.log_out()
        finally:
            if server.process.returncode is None:
                server.process.send_signal(signal.SIGCONT)
                await server.end()


async def test_t8_killed_and_never_back_the_server_lets_go_and_the_file_is_noise(
    walk: AbstractAsyncContextManager[Walk], tmp_path: Path, logs: Logs
) -> None:
    """T8: with both shares it opened until then; with the file and the keyring alone it never will again."""
    async with walk as line, logged_in(Folder(tmp_path)) as noor:
        line.clock.now = int(time.time())
        code = await code_for(line, "Kim")
        await noor.start(line.url)
        await noor.come_in("enrol", code=code, password=PASSWORD)
        await noor.do("begin")
        zee = await line.waiting()
        async with asyncio.TaskGroup() as tasks:
            following = tasks.create_task(zee.follow())
            await noor.do("accept")
            await noor.do("type", draft="half geschreven", note="bij Zeester", pad="voor mezelf")
            keys = await noor.do("keys")
            following.cancel()
        vault, share_a = keys["vault"], bytes.fromhex(keys["share"])
        share_b = shares(line)[vault]
        await noor.kill()
        stolen = tmp_path / "stolen.sqlite"
        for path in noor.folder.glob(f"notes-{vault}*"):
            shutil.copy(path, f"{stolen}{path.name.removeprefix(f'notes-{vault}.sqlite')}")
        assert held(line) == [vault], "the shift runs: whoever comes back finds everything"
        line.clock.advance(HALF_A_DAY)
        await logs.until(lambda: share_b not in on_disk(line.data))
        assert held(line) == []
        for other in (bytes(32), secrets.token_bytes(32), share_a):
            assert not opens(stolen, make_key(share_a, other, vault))
        assert opens(stolen, make_key(share_a, share_b, vault)), "what was taken was the whole of it"
        assert f"notes-{vault}.sqlite" not in await noor.start(line.url, ahead=HALF_A_DAY)


async def test_t8_killed_in_the_middle_of_the_end_it_is_finished_at_the_next_start_and_never_offered(
    walk: AbstractAsyncContextManager[Walk], tmp_path: Path
) -> None:
    """T8: what is half destroyed opens not even with both shares, and goes before any window."""
    async with walk as line, logged_in(Folder(tmp_path)) as noor:
        line.clock.now = int(time.time())
        code = await code_for(line, "Kim")
        await noor.start(line.url)
        await noor.come_in("enrol", code=code, password=PASSWORD)
        await noor.do("begin")
        zee = await line.waiting()
        async with asyncio.TaskGroup() as tasks:
            following = tasks.create_task(zee.follow())
            await noor.do("accept")
            await noor.do("type", draft="half geschreven", note="bij Zeester", pad="voor mezelf")
            await noor.do("end_conversation")
            following.cancel()
        keys = await noor.do("keys")
        vault, share_a = keys["vault"], bytes.fromhex(keys["share"])
        share_b = shares(line)[vault]
        await noor.die("end_and_be_killed")

        left = {path.name for path in noor.folder.iterdir()}
        assert f"notes-{vault}.sqlite" in left, "killed too late to prove anything"
        assert not opens(noor.folder / f"notes-{vault}.sqlite", make_key(share_a, share_b, vault))
        assert {"ended.json"} == left & {"ended.json", "shift.json"}

        files = await noor.start(line.url)
        assert "ended.json" in files
        assert not [name for name in files if name.startswith(("notes-", "shift.", "gone-"))]
        await noor.come_in("sign_in", password=PASSWORD)
        await noor.do("begin")
        assert not await noor.do("has_share", vault=vault)
        assert len(held(line)) == 1
        assert vault not in held(line)
        receipt = await noor.do("finish")
        assert (receipt["notes"], receipt["problems"]) == (0, [])
        assert "ended.json" not in {path.name for path in noor.folder.iterdir()}
        await noor.leave()
        await noor.log_out()


def test_a_second_console_on_the_same_folder_says_so_and_ends_with_an_error(tmp_path: Path) -> None:
    """The one that runs is not disturbed; a console killed a moment ago holds nothing up."""
    child = {**surroundings(), "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS"):
        child.pop(name, None)
    where = "from luwte.settings import console_folder; print(console_folder())"
    folder = Path(subprocess.check_output([sys.executable, "-c", where], env=child, text=True).strip())
    with alone(folder):
        second = subprocess.run(
            [sys.executable, "-c", SECOND], env=child, capture_output=True, text=True, check=False, timeout=60
        )
    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.strip().endswith(RUNS_ALREADY)
    assert "Traceback" not in second.stderr
    assert os.listdir(folder) == ["console.lock"]
