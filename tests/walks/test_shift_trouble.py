"""A shift on a computer in trouble: its disk is full, or its keyring will not do. The work goes on."""

import threading
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from luwte.admin.throwaway import found
from luwte.console import share as console_share
from luwte.console.state import NotesChanged, NoticeRaised, SessionChanged, ShiftSealed
from luwte.console.state import intentions as wish
from luwte.console.wants import BeginShift, ResumeShift
from luwte.crypto.keys import random_bytes
from luwte.vault.keychain import Keychain, KeychainError
from luwte.vault.notes import PAD
from luwte.vault.shift import ENDED, share_name
from luwte.visitor import Visitor
from tests.conftest import Walk
from tests.console.test_shift_keeping import CANARY, nothing_left, ours, receipt, sealed, signs_in, typed
from tests.console.test_work import accepts, code_for, kim_on_shift
from tests.console.working import Desk, Ring, at_work
from tests.disk import full_disk
from tests.walks.apart import apart, start

Line = AbstractAsyncContextManager[Walk]
WORDS = "wat iemand typt terwijl de schijf vol is"


class Stubborn(Ring):
    """A keyring that keeps whoever puts a vault's share into it waiting, until somebody looks at it."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = threading.Event()

    def keep(self, name: str, secret: bytes) -> None:
        if name.startswith(share_name("")):
            assert self.answers.wait(60)
        super().keep(name, secret)


def noticed(kim: Desk) -> list[str]:
    return [told.notice.code for told in kim.heard(NoticeRaised)]


async def until_code(kim: Desk, code: str) -> None:
    """Wait until the band says this of the disk ("" takes it away)."""
    await kim.until(lambda: kim.heard(SessionChanged)[-1].session.vault_code == code)


async def test_typing_goes_on_while_the_disk_is_full_and_is_kept_once_it_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with (
        apart(tmp_path / "server") as server,
        found(server.url, tmp_path / "server" / "setup-code", tmp_path / "robin", time.time) as helpline,
        at_work(folder, server.url, now) as kim,
    ):
        await kim.enrols(await helpline.code("Kim"))
        await kim.on_shift()
        await kim.keeps()
        zee = Visitor(server.url)
        await zee.enter("Zeester", "hallo")
        conversation = await accepts(kim, zee)
        with full_disk():
            for end in range(1, len(WORDS) + 1):
                kim.wants(wish.WriteNote(conversation, WORDS[:end]))
            await until_code(kim, "vault_disk")
            # Nobody is kept from working: the conversation goes on, and so does the typing.
            kim.wants(wish.SendLine(conversation, "ik lees mee"))
            await zee.hear("ik lees mee")
            for end in range(1, len(WORDS) + 1):
                kim.wants(wish.KeepDraft(conversation, WORDS[:end]))
            await typed(kim, CANARY)
        await until_code(kim, "")
        assert noticed(kim) == []
        await kim.kill()
        async with at_work(folder, "", now) as again:
            again.keychain = kim.keychain
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: again.work.state.notes.count == 2)
            await again.until(lambda: again.work.state.talks.all[conversation].draft == WORDS)
            again.wants(wish.LeaveShift(is_forced=True))
            await sealed(again)
            assert receipt(again).problems == ()
            assert nothing_left(folder, kim)
        await zee.leave()


async def test_a_disk_that_is_full_from_the_beginning_costs_no_shift(tmp_path: Path) -> None:
    """The file is made when there is space: nothing typed before that is lost by then."""
    folder = tmp_path / "kim"
    async with (
        apart(tmp_path / "server") as server,
        found(server.url, tmp_path / "server" / "setup-code", tmp_path / "robin", time.time) as helpline,
        at_work(folder, server.url, now) as kim,
    ):
        await kim.enrols(await helpline.code("Kim"))
        with full_disk():
            await kim.on_shift()
            await until_code(kim, "vault_disk")
            await typed(kim)
            assert CANARY.encode() not in b"".join(path.read_bytes() for path in folder.iterdir())
            kim.wants(wish.LeaveShift())
            await sealed(kim)
            assert receipt(kim).is_server_told
        assert nothing_left(folder, kim)
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "on_shift")
        await kim.keeps()
        assert kim.work.state.session.vault_code == ""


async def test_a_server_that_is_killed_keeps_its_half_of_the_key_and_the_shift_goes_on(
    tmp_path: Path,
) -> None:
    """T8: what was typed while it was away is there after the console's own crash."""
    folder = tmp_path / "kim"
    server = await start(tmp_path / "server")
    async with (
        found(server.url, tmp_path / "server" / "setup-code", tmp_path / "robin", time.time) as helpline,
        at_work(folder, server.url, now) as kim,
    ):
        await kim.enrols(await helpline.code("Kim"))
        await kim.on_shift()
        await typed(kim, "voor de storing")
        await kim.keeps()
        await server.kill()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        await typed(kim, "tijdens de storing")
        server = await start(tmp_path / "server", port=server.port)
        try:
            await kim.back()
            await kim.until(lambda: kim.work.state.session.stage == "on_shift")
            assert (noticed(kim), kim.heard(ShiftSealed)) == ([], [])
            await kim.kill()
            async with at_work(folder, "", now) as again:
                again.keychain = kim.keychain
                await signs_in(again, "resume")
                again.wants(ResumeShift())
                await again.until(lambda: again.work.state.notes.count == 1)
                assert again.heard(NotesChanged)[-1].rows[0].text == "tijdens de storing"
                again.wants(wish.LeaveShift())
                await sealed(again)
                assert receipt(again).is_server_told
        finally:
            assert await server.end() == 0
    assert nothing_left(folder, kim)


async def test_a_clock_that_jumps_a_day_on_ends_no_shift_and_shuts_nobody_out_of_their_notes(
    walk: Line, tmp_path: Path
) -> None:
    """On the line nothing changes; to come back, the clock must be right, which is said; then all goes on."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        await typed(kim, CANARY, conversation)
        await kim.keeps()
        vault, until = kim.vault, kim.work.state.session.shift_until
        assert until is not None
        kim.jump = 24 * 3600.0
        await kim.until(lambda: kim.work.state.session.shift_until == until + kim.jump)
        kim.wants(wish.SendLine(conversation, "nog steeds"))
        await zee.hear("nog steeds")
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.code == "clock")
        assert kim.work.state.session.stage == "on_shift"
        await typed(kim, CANARY + ".", conversation)
        kim.jump = 0.0
        await kim.until(lambda: kim.work.state.session.shift_until == until)
        await kim.back()
        await kim.until(lambda: kim.work.state.connection.state == "connected")
        await zee.say("fijn")
        await kim.until(lambda: "fijn" in [row.text for row in kim.lines(conversation)])
        assert kim.vault == vault
        assert kim.heard(NotesChanged)[-1].rows[0].text == CANARY + "."
        assert noticed(kim) == []


async def test_a_keyring_that_is_locked_all_shift_keeps_nobody_from_working(
    walk: Line, tmp_path: Path
) -> None:
    """T8: the share stays in memory, which is told once; a crash then costs the notes, and says so."""
    folder = tmp_path / "kim"
    async with walk as line, at_work(folder, line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        ring = kim.keychain
        ring.code = "keyring_locked"
        await kim.on_shift()
        await kim.until(lambda: kim.work.state.session.is_share_in_memory)
        assert kim.work.state.session.vault_code == "", "the file itself is there"
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        await typed(kim, CANARY, conversation)
        await kim.kill()
        assert not ring.has_share(kim.vault)
        ring.code = ""
        async with at_work(folder, "", line.clock) as again:
            again.keychain = ring
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: "vault_lost" in noticed(again))
            await again.until(lambda: conversation in again.work.state.talks.all)
            assert again.work.state.notes.count == 0
            await typed(again, "een nieuw blad", conversation)
            await again.keeps()
            assert not again.work.state.session.is_share_in_memory
            ring.code = "keyring_locked"
            again.wants(wish.LeaveShift(is_forced=True))
            await sealed(again)
            told = receipt(again)
            assert (told.is_keyring_cleared, told.problems) == (False, ("keyring_locked",))
            assert ours(folder) == {ENDED}, "somebody must remember to have it forgotten"
            ring.code = ""
            former = again.vault
            again.wants(BeginShift(takes_over=False))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            await again.until(lambda: not ring.has_share(former))


async def test_a_computer_without_a_keyring_for_the_session_works_with_the_share_in_memory(
    walk: Line, tmp_path: Path
) -> None:
    def none() -> Keychain:
        raise KeychainError("no_keyring")

    folder = tmp_path / "kim"
    async with walk as line, at_work(folder, line.url, line.clock, none) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        await kim.on_shift()
        await kim.until(lambda: kim.work.state.session.is_share_in_memory)
        await typed(kim)
        assert not kim.keychain.has_share(kim.vault)
        kim.wants(wish.LeaveShift())
        await sealed(kim)
        told = receipt(kim)
        assert (told.notes, told.is_keyring_cleared, told.problems) == (1, True, ())
        assert nothing_left(folder, kim)


async def test_a_slow_keyring_holds_nobody_up_and_what_it_keeps_too_late_is_forgotten_all_the_same(
    walk: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T8: nothing waits for it, neither the beginning nor the end."""
    monkeypatch.setattr(console_share, "KEEP_SECONDS", 0.2)
    monkeypatch.setattr(console_share, "FORGET_SECONDS", 0.2)
    folder = tmp_path / "kim"
    async with walk as line, at_work(folder, line.url, line.clock) as kim:
        ring = kim.keychain = Stubborn()
        await kim.enrols(await code_for(line, "Kim"))
        await kim.on_shift()
        await typed(kim)
        await kim.until(lambda: kim.work.state.session.is_share_in_memory)
        kim.wants(wish.LeaveShift())
        await sealed(kim)
        assert receipt(kim).problems == ("keyring_slow",)
        assert not receipt(kim).is_keyring_cleared
        monkeypatch.undo()
        ring.answers.set()
        kim.wants(BeginShift(takes_over=False))
        first = kim.vault
        await kim.until(lambda: kim.work.state.session.stage == "on_shift" and kim.vault != first)
        await kim.keeps()
        assert not ring.has_share(first)


async def test_a_share_that_somebody_changed_opens_nothing_and_the_shift_goes_on_with_a_clean_page(
    walk: Line, tmp_path: Path
) -> None:
    """T8."""
    folder = tmp_path / "kim"
    async with walk as line, at_work(folder, line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        await kim.on_shift()
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        await typed(kim, CANARY, conversation)
        await typed(kim, CANARY, PAD)
        await kim.keeps()
        await kim.kill()
        kim.keychain.keep(share_name(kim.vault), random_bytes(32))
        async with at_work(folder, "", line.clock) as again:
            again.keychain = kim.keychain
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: "vault_lost" in noticed(again))
            assert again.work.state.session.stage == "on_shift"
            assert again.work.state.notes.count == 0
            await typed(again, "en verder")
            await again.keeps()
            await again.kill()
        async with at_work(folder, "", line.clock) as third:
            third.keychain = kim.keychain
            await signs_in(third, "resume")
            third.wants(ResumeShift())
            await third.until(lambda: third.work.state.notes.count == 1)
            assert noticed(third) == []


def now() -> int:
    """Return the time; a server of its own has the system's clock."""
    return int(time.time())
