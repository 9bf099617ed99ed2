"""Ends of a shift on which console and server must agree, whichever of them learns of it last.

A real server, a real console without its window; what the server holds is read past it, from its disk.
"""

import asyncio
import shutil
import sqlite3
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path

from luwte.admin.people import remove
from luwte.console.link import LinkError
from luwte.console.state import ColleaguesChanged, NoticeRaised
from luwte.console.state import intentions as wish
from luwte.console.wants import BeginShift, ResumeShift, SignInHere
from luwte.vault.notes import PAD
from luwte.vault.shift import ENDED
from luwte.visitor import Visitor
from tests.conftest import Walk
from tests.console.test_shift_keeping import (
    after_a_crash,
    nothing_left,
    ours,
    receipt,
    sealed,
    signs_in,
    typed,
)
from tests.console.test_work import accepts, code_for, kim_on_shift
from tests.console.working import PASSWORD, Desk, at_work
from tests.fakes import PlayedConsole
from tests.server.running import on_disk
from tests.server.test_erasing import Logs, logs

__all__ = ["logs"]

Line = AbstractAsyncContextManager[Walk]
HOUR = 3600
WITHIN = 5.0
"""Seconds from a coordinator's word to an empty computer (H8)."""


def shares(line: Walk) -> dict[str, bytes]:
    """Return what the server holds of vaults, read from its disk."""
    with closing(sqlite3.connect(line.data / "keys.sqlite")) as keys:
        return dict(keys.execute("SELECT vault, share FROM vault_shares").fetchall())


def held(line: Walk) -> list[str]:
    """Return the vaults whose shares the server holds."""
    return list(shares(line))


async def loses_the_server(kim: Desk) -> None:
    """The cable is out, and stays out."""
    kim.failures += [LinkError("unreachable")] * 1_000
    await kim.links[-1].cut()
    await kim.until(lambda: kim.work.state.connection.state == "reconnecting")


def found_until(kim: Desk) -> float | None:
    return kim.work.state.session.found_until


def noticed(kim: Desk) -> list[str]:
    return [told.notice.code for told in kim.heard(NoticeRaised)]


async def shares_keys_again(zee: Visitor) -> None:
    """Wait until the visitor has made a new key for whoever is there now."""
    await zee.until(
        lambda: zee.talk is not None and len(zee.talk.keys.kept) > 1 and not zee.talk.keys.are_wanted()
    )


def on_duty(colleague: PlayedConsole) -> set[str]:
    """Return who is on shift, as a colleague's list has it."""
    told = [change for change in colleague.changes if isinstance(change, ColleaguesChanged)]
    return {row.person for row in told[-1].colleagues}


async def sees_leave(colleague: PlayedConsole, person: str) -> None:
    """Wait until a colleague's list knows somebody no more: the server's disk has forgotten them by then."""
    assert person in on_duty(colleague)
    await colleague.until(lambda: person not in on_duty(colleague))


async def test_t8_an_end_without_the_server_wipes_and_the_server_learns_of_it_afterwards(
    walk: Line, tmp_path: Path
) -> None:
    """T8: by force, with a conversation open: it waits for whoever comes."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        await typed(kim)
        await typed(kim, "bij dit gesprek", conversation)
        await kim.keeps()
        vault = kim.vault
        await loses_the_server(kim)
        kim.wants(wish.LeaveShift(is_forced=True))
        await sealed(kim)
        told = receipt(kim)
        assert (told.notes, told.conversations, told.is_server_told, told.problems) == (2, 1, False, ())
        assert nothing_left(folder, kim, is_server_told=False)
        assert held(line) == [vault], "the server cannot know yet"
        noor = await line.on_shift("Noor")
        kim.failures.clear()
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "sign_in")
        await signs_in(kim, "shift_start")
        seat = kim.work.state.seat
        assert seat is not None
        await sees_leave(noor, seat.me)
        assert vault not in held(line), "the sign-in alone tells it"
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "on_shift")
        await kim.keeps()
        assert ENDED not in ours(folder)
        # The visitor never noticed more than a pause: the same conversation, from the head of the queue.
        await noor.accept(zee)
        assert [row.text for row in noor.lines(conversation)] == ["hallo"]
        assert noticed(kim) == []


async def test_h8_a_coordinator_ends_a_shift_and_within_seconds_that_computer_is_empty(
    walk: Line, tmp_path: Path
) -> None:
    """H8, T8: cut off, wiped, and only a password leads back; the visitor waits for a colleague."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        await typed(kim)
        await typed(kim, "bij dit gesprek", conversation)
        await kim.keeps()
        assert held(line) == [kim.vault]
        line.clock.advance(60)
        robin = await line.on_shift("Robin")
        seat = kim.work.state.seat
        assert seat is not None
        async with asyncio.timeout(WITHIN):
            await robin.do(wish.EndColleagueShift(seat.me))
            await sealed(kim)
            await kim.until(lambda: kim.work.state.connection.state == "offline")
        await robin.until(lambda: bool(robin.notices))
        assert [(one.code, one.what, one.name) for one in robin.notices] == [("done", "end_shift", "Kim")]
        assert kim.work.state.session.sealed_why == "ended"
        assert receipt(kim).is_server_told
        assert receipt(kim).notes == 2
        assert nothing_left(folder, kim)
        assert kim.vault not in held(line)
        assert kim.work.state.talks.all == {}
        await robin.until(lambda: robin.state.waiting.row(conversation) is not None)
        # Nobody comes back by themselves: the next one at this computer needs the password.
        lines = len(kim.links)
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "sign_in")
        assert len(kim.links) == lines
        await signs_in(kim, "shift_start")


async def test_whoever_is_removed_in_the_middle_of_a_shift_keeps_nothing_of_it(
    walk: Line, tmp_path: Path
) -> None:
    """H8, T8: not even a sign-in is left."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        await typed(kim, "bij dit gesprek", conversation)
        await kim.keeps()
        async with line.office() as office:
            await remove(office, "Kim", None)
        await sealed(kim)
        assert kim.work.state.session.sealed_why == "removed"
        assert receipt(kim).is_server_told
        assert nothing_left(folder, kim)
        assert kim.vault not in held(line)
        await kim.until(lambda: kim.work.state.connection.state == "offline")
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "sign_in")
        kim.wants(SignInHere(PASSWORD))
        await kim.told_at_sign_in("sign_in")


async def test_two_consoles_of_one_person_the_second_goes_on_with_everything_the_server_has(
    walk: Line, tmp_path: Path
) -> None:
    """T8: the first is wiped and says why; its notes went nowhere, its half of the key is gone."""
    folder, other = tmp_path / "kim", tmp_path / "other"
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        await typed(kim, "alleen op de eerste computer", conversation)
        await kim.keeps()
        other.mkdir()
        shutil.copy(folder / "profile.json", other)
        async with at_work(other, "", line.clock) as second:
            second.keychain = kim.keychain
            await signs_in(second, "shift_start")
            assert second.work.state.session.shift_elsewhere
            second.wants(BeginShift(takes_over=False))
            await second.until(lambda: second.work.state.session.code == "shift_elsewhere")
            assert kim.work.state.session.stage == "on_shift", "not before somebody says so"
            second.wants(BeginShift(takes_over=True))
            await second.until(lambda: second.work.state.session.stage == "on_shift")
            await sealed(kim)
            assert kim.work.state.session.sealed_why == "taken_over"
            assert receipt(kim).is_server_told
            assert nothing_left(folder, kim)
            await second.keeps()
            assert held(line) == [second.vault]
            assert second.vault != kim.vault
            await shares_keys_again(zee)
            await second.until(lambda: [row.text for row in second.lines(conversation)] == ["hallo"])
            second.wants(wish.SendLine(conversation, "ik zit nu aan een andere tafel"))
            await zee.hear("ik zit nu aan een andere tafel")
            await zee.say("goed")
            await second.until(lambda: "goed" in [row.text for row in second.lines(conversation)])
            assert "goed" not in [row.text for row in kim.lines(conversation)]
            assert second.work.state.notes.count == 0


async def test_a_shift_that_ends_while_the_server_is_away_is_over_on_both_sides(
    walk: Line, tmp_path: Path
) -> None:
    """T8: neither waits for the other."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        seat = kim.work.state.seat
        until = kim.work.state.session.shift_until
        assert seat is not None
        assert until is not None
        line.clock.advance(4 * HOUR)
        await loses_the_server(kim)
        noor = await line.on_shift("Noor")
        line.clock.advance(int(until) - line.clock.now + 1)
        await sees_leave(noor, seat.me)
        assert kim.vault not in held(line)
        await sealed(kim)
        assert kim.work.state.session.sealed_why == "expired"
        assert nothing_left(folder, kim)
        kim.failures.clear()
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "sign_in")
        await signs_in(kim, "shift_start")
        assert not kim.work.state.session.shift_elsewhere


async def test_a_clock_set_back_after_a_crash_neither_loses_the_shift_nor_lengthens_it(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        until, planned = kim.work.state.session.shift_until, kim.work.state.session.shift_planned
        assert until is not None
        await kim.kill()
        # By two days: no certificate can be judged with it, and nothing is destroyed for that.
        async with at_work(folder, "", lambda: line.clock.now - 48 * HOUR) as wrong:
            wrong.keychain = kim.keychain
            wrong.wants(SignInHere(PASSWORD))
            await wrong.told_at_sign_in("clock")
            assert found_until(wrong) == planned
            await wrong.kill()
        async with after_a_crash(line, folder, kim) as again:
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: again.work.state.notes.count == 1)
            await again.kill()
        # A little slow: by this clock the shift runs on, but the server knows better.
        line.clock.now = int(until) + 1
        async with at_work(folder, "", lambda: line.clock.now - 200) as late:
            late.keychain = kim.keychain
            assert found_until(late) is not None
            late.wants(SignInHere(PASSWORD))
            await late.until(lambda: "vault_lost" in noticed(late))
            await late.until(lambda: late.work.state.session.stage == "shift_start")
            assert found_until(late) is None
            assert nothing_left(folder, kim)


async def test_a_clock_set_far_ahead_after_a_crash_destroys_nothing_that_still_runs(
    walk: Line, tmp_path: Path
) -> None:
    """T8: how long the computer ran since says what the clock cannot, in both directions."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        until = kim.work.state.session.shift_until
        assert until is not None
        await kim.kill()
        async with at_work(folder, "", line.clock, jump=48 * HOUR) as wrong:
            wrong.keychain = kim.keychain
            assert found_until(wrong) is not None
            wrong.wants(SignInHere(PASSWORD))
            await wrong.told_at_sign_in("clock")
            await wrong.kill()
        async with after_a_crash(line, folder, kim) as again:
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: again.work.state.notes.count == 1)
            await again.kill()
        line.clock.now = int(until) + 1
        async with at_work(folder, "", line.clock, jump=-48 * HOUR) as late:
            assert found_until(late) is None
            assert {path.name for path in folder.glob("notes-*")} == set()


async def test_killed_and_never_started_again_a_shift_is_let_go_by_the_server_at_its_end(
    walk: Line, tmp_path: Path, logs: Logs
) -> None:
    """T8: what lies on the computer then is a file that nothing opens any more."""
    folder = tmp_path / "kim"
    async with walk as line, at_work(folder, line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        await kim.on_shift()
        await typed(kim, "nooit meer", PAD)
        await kim.keeps()
        seat = kim.work.state.seat
        assert seat is not None
        await kim.kill()
        line.clock.advance(6 * HOUR)
        noor = await line.on_shift("Noor")
        assert held(line).count(kim.vault) == 1, "the shift runs: its person may still come back"
        line.clock.advance(6 * HOUR + 60)
        await sees_leave(noor, seat.me)
        assert kim.vault not in held(line)
        await logs.until(lambda: seat.share not in on_disk(line.data))
        assert any(name.startswith("notes-") for name in ours(folder))
