"""A shift with notes from its beginning to its end, on a real server: crash, return, and everything that ends
it."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from luwte.console.link import LinkError
from luwte.console.state import NotesChanged, NoticeRaised, Receipt, SessionChanged, ShiftSealed, TrustBroken
from luwte.console.state import intentions as wish
from luwte.console.wants import BeginShift, ConnectNow, ResumeShift, SignInHere, SignOut, Stop, WipeFound
from luwte.protocol import messages as say
from luwte.protocol.messages import ToStaff
from luwte.vault.notes import PAD
from luwte.vault.shift import ENDED, SHIFT, Manifest, find, notes_path
from tests.conftest import Walk
from tests.console.test_work import accepts, code_for, kim_on_shift
from tests.console.working import PASSWORD, Desk, at_work
from tests.disk import full_disk
from tests.wire.helpline import tampered

Line = AbstractAsyncContextManager[Walk]
CANARY = "de vuurtoren achter het duin"


@pytest.fixture(autouse=True)
def no_plain_text(tmp_path: Path) -> Iterator[None]:
    """Whatever happens in a test, nothing that was typed in it stands readable on the disk."""
    yield
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert CANARY.encode() not in content, path
        assert CANARY.encode("utf-16-le") not in content, path


def running(folder: Path) -> Manifest:
    found = find(folder, 0)
    assert found is not None
    return found


def ours(folder: Path) -> set[str]:
    return {
        path.name
        for path in folder.iterdir()
        if path.name.startswith(("notes-", "shift.", "ended.", "gone-"))
    }


def receipt(kim: Desk) -> Receipt:
    (told,) = kim.heard(ShiftSealed)
    return told.receipt


async def typed(kim: Desk, text: str = CANARY, conversation: str = PAD) -> None:
    kim.wants(wish.WriteNote(conversation, text))
    await kim.until(lambda: any(row.text == text for told in kim.heard(NotesChanged) for row in told.rows))


async def sealed(kim: Desk) -> None:
    await kim.until(lambda: kim.work.state.session.stage == "sealed")


def nothing_left(folder: Path, kim: Desk, *, is_server_told: bool = True) -> bool:
    """Without a server there is a name left, to tell it later."""
    return ours(folder) == (set() if is_server_told else {ENDED}) and not kim.keychain.has_share(kim.vault)


@asynccontextmanager
async def after_a_crash(line: Walk, folder: Path, kim: Desk) -> AsyncIterator[Desk]:
    """Kim's console is killed and started again, up to the password."""
    await kim.kill()
    async with at_work(folder, "", line.clock) as again:
        again.keychain = kim.keychain
        yield again


async def signs_in(kim: Desk, stage: str) -> None:
    kim.wants(SignInHere(PASSWORD))
    await kim.until(lambda: kim.work.state.session.stage == stage)


async def test_t8_a_shift_keeps_notes_and_leaves_nothing_behind(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        first = kim.vault
        await typed(kim)
        await kim.keeps()
        assert notes_path(folder, first).exists()
        kim.wants(wish.LeaveShift())
        await sealed(kim)
        stages = [change.session.stage for change in kim.heard(SessionChanged)]
        assert stages.index("sealing") < stages.index("sealed")
        told = receipt(kim)
        assert (told.notes, told.is_server_told, told.is_keyring_cleared, told.problems) == (
            1,
            True,
            True,
            (),
        )
        assert told.files >= 1
        assert told.bytes > 0
        assert nothing_left(folder, kim)
        assert kim.heard(NotesChanged)[-1].rows == ()
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "on_shift")
        assert kim.vault != first
        assert kim.heard(NotesChanged)[-1].rows == ()


async def test_after_a_crash_everything_typed_is_there_again_in_the_same_vault(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        visitor = await line.waiting()
        conversation = await accepts(kim, visitor)
        kim.wants(wish.KeepDraft(conversation, "wat ik wilde zeggen"))
        await typed(kim)
        await typed(kim, "bij dit gesprek", conversation)
        planned = line.clock() + 1800.0
        kim.wants(wish.PlanEnd(planned))
        await kim.until(lambda: kim.work.state.session.shift_planned == planned)
        await kim.keeps()
        until = kim.work.state.session.shift_until
        assert until is not None
        async with after_a_crash(line, folder, kim) as again:
            assert CANARY.encode() not in b"".join(path.read_bytes() for path in folder.iterdir())
            before = running(folder)
            assert (before.planned, before.until) == (planned, until)
            assert again.work.state.session.found_until == planned < until, "what the volunteer chose"
            await signs_in(again, "resume")
            assert again.work.state.session.found_until == planned
            again.wants(ResumeShift())
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            await again.until(lambda: bool(again.heard(NotesChanged)))
            rows = {row.conversation: row.text for row in again.heard(NotesChanged)[-1].rows}
            assert rows == {PAD: CANARY, conversation: "bij dit gesprek"}
            await again.until(lambda: again.work.state.talks.all[conversation].draft != "")
            assert again.work.state.talks.all[conversation].draft == "wat ik wilde zeggen"
            session = again.work.state.session
            assert (session.shift_planned, session.shift_until) == (planned, before.until)
            assert session.found_until is None
            assert again.vault == before.vault
            await typed(again, f"{CANARY}\nen verder")
        assert nothing_left(folder, again), "who closes the program closes the shift"


async def test_a_shift_that_a_coordinator_ended_meanwhile_is_not_offered_but_destroyed(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        seat = kim.work.state.seat
        assert seat is not None
        await kim.keeps()
        async with after_a_crash(line, folder, kim) as again:
            async with line.office() as office:
                await office.do(say.EndShift(seat.me), "end_shift")
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            await again.until(
                lambda: any(one.notice.code == "vault_lost" for one in again.heard(NoticeRaised))
            )
            assert again.work.state.session.vault_code == ""
            assert not any(told.rows for told in again.heard(NotesChanged))
            await typed(again, "een leeg blad")


async def test_a_found_shift_can_be_wiped_and_the_server_ends_it(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        async with after_a_crash(line, folder, kim) as again:
            await signs_in(again, "resume")
            again.wants(WipeFound())
            await sealed(again)
            assert receipt(again).is_server_told
            assert nothing_left(folder, kim)
            assert again.spoken(say.CloseShift) == [say.CloseShift(is_forced=True)]
            assert [one.notice for one in again.heard(NoticeRaised)] == []
            again.wants(BeginShift(takes_over=False))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            assert again.vault != kim.vault


@pytest.mark.parametrize("first", [ResumeShift, WipeFound])
async def test_of_going_on_and_wiping_in_one_moment_only_what_was_pressed_first_is_done(
    walk: Line, tmp_path: Path, first: type[ResumeShift] | type[WipeFound]
) -> None:
    """T8: no shift went on over files that were being destroyed under it."""
    folder, second = tmp_path / "kim", WipeFound if first is ResumeShift else ResumeShift
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        async with after_a_crash(line, folder, kim) as again:
            await signs_in(again, "resume")
            again.wants(first())
            again.wants(second())
            stage = "on_shift" if first is ResumeShift else "sealed"
            await again.until(lambda: again.work.state.session.stage == stage)
            if first is ResumeShift:
                await again.until(lambda: again.work.state.notes.count == 1)
                await again.keeps()
                assert running(folder).vault == kim.vault
                assert again.spoken(say.CloseShift) == []
            else:
                assert nothing_left(folder, kim)
                assert again.spoken(say.CloseShift) == [say.CloseShift(is_forced=True)]


async def test_a_locked_keyring_keeps_the_found_shift_waiting_and_destroys_nothing(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, at_work(folder, line.url, line.clock) as kim:
        ring = kim.keychain
        await kim.enrols(await code_for(line, "Kim"))
        await kim.on_shift()
        await typed(kim)
        await kim.keeps()
        async with after_a_crash(line, folder, kim) as again:
            await signs_in(again, "resume")
            ring.code = "keyring_locked"
            again.wants(ResumeShift())
            await again.told_at_sign_in("keyring_locked")
            assert again.work.state.session.stage == "resume"
            assert again.spoken(say.OpenShift) == []
            ring.code = ""
            again.wants(ResumeShift())
            await again.until(lambda: bool(again.heard(NotesChanged)))
            assert again.heard(NotesChanged)[-1].rows[0].text == CANARY


async def test_another_console_on_shift_is_asked_about_before_the_found_shift_takes_over(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        await kim.kill()
        other = tmp_path / "other"
        other.mkdir()
        shutil.copy(folder / "profile.json", other)
        async with at_work(other, "", line.clock) as elsewhere:
            elsewhere.keychain = kim.keychain
            await signs_in(elsewhere, "shift_start")
            elsewhere.wants(BeginShift(takes_over=False))
            await elsewhere.until(lambda: elsewhere.work.state.session.stage == "on_shift")
            async with at_work(folder, "", line.clock) as again:
                again.keychain = kim.keychain
                await signs_in(again, "resume")
                assert again.work.state.session.shift_elsewhere
                again.wants(WipeFound())
                await sealed(again)
                assert again.spoken(say.OpenShift) == []
            assert elsewhere.work.state.session.stage == "on_shift"


@pytest.mark.parametrize("end", ["cut", "quit"])
async def test_where_the_server_cannot_be_reached_it_is_wiped_all_the_same(
    walk: Line, tmp_path: Path, end: str
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        kim.failures += [LinkError("unreachable")] * 50
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        kim.wants(wish.LeaveShift() if end == "cut" else Stop())
        await sealed(kim)
        assert not receipt(kim).is_server_told
        assert nothing_left(folder, kim, is_server_told=False)
        async with at_work(folder, "", line.clock) as again:
            again.keychain = kim.keychain
            assert again.work.state.session.found_until is None
            await signs_in(again, "shift_start")
            await again.until(lambda: again.spoken(say.CloseShift) == [say.CloseShift(is_forced=True)])
            assert [message.vault for message in again.spoken(say.OpenShift)] == [kim.vault]
            again.wants(BeginShift(takes_over=False))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            await again.keeps()
            assert again.vault != kim.vault
            assert ENDED not in ours(folder)
            assert again.heard(NoticeRaised) == []


async def test_a_shift_that_may_not_go_on_ends_by_this_computers_clock_too(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        kim.failures += [LinkError("unreachable")] * 50
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        line.clock.advance(12 * 3600)
        await sealed(kim)
        assert kim.work.state.session.sealed_why == "expired"
        assert not receipt(kim).is_server_told
        assert nothing_left(folder, kim)


async def test_a_clock_that_jumps_ends_no_shift_and_keeps_none(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        until = kim.work.state.session.shift_until
        assert until is not None
        kim.failures += [LinkError("unreachable")] * 50
        await kim.links[-1].cut()
        for jump in (+20 * 3600.0, -30 * 3600.0):
            kim.jump = jump
            await kim.until(lambda: kim.work.state.session.shift_until == until + kim.jump)
            assert kim.work.state.session.stage == "on_shift"
        line.clock.advance(12 * 3600)
        await sealed(kim)
        assert kim.work.state.session.sealed_why == "expired"


async def test_a_server_that_lies_costs_the_shift_and_nothing_of_it_stays(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()

        def lies(message: ToStaff) -> ToStaff:
            if isinstance(message, say.HouseState):
                assert kim.work.state.seat is not None
                trust = kim.work.state.seat.trust
                return say.ChainChanged(tampered(trust.certificate), list(trust.coordinators), [], [], [])
            return message

        kim.change = lies
        async with line.office() as office:
            await office.do(say.SetHouse(is_paused=True), "set_house")
        await kim.until(lambda: bool(kim.heard(ShiftSealed)))
        assert len(kim.heard(TrustBroken)) == 1
        assert kim.work.state.session.stage == "broken"
        assert not receipt(kim).is_server_told
        assert nothing_left(folder, kim, is_server_told=False)
        assert kim.heard(NotesChanged)[-1].rows == ()


async def test_two_consoles_of_one_person_the_first_keeps_nothing(walk: Line, tmp_path: Path) -> None:
    folder, other = tmp_path / "kim", tmp_path / "other"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        other.mkdir()
        shutil.copy(folder / "profile.json", other)
        async with at_work(other, "", line.clock) as again:
            again.keychain = kim.keychain
            await signs_in(again, "shift_start")
            again.wants(BeginShift(takes_over=True))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            await sealed(kim)
            assert kim.work.state.session.sealed_why == "taken_over"
            assert receipt(kim).is_server_told
            assert nothing_left(folder, kim)
            assert ours(other) >= {SHIFT}


async def test_who_closes_the_program_on_shift_closes_the_shift_first(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        visitor = await line.waiting()
        await accepts(kim, visitor)
        await typed(kim)
        kim.wants(Stop())
        assert kim.running is not None
        await kim.until(lambda: kim.running is not None and bool(kim.heard(ShiftSealed)))
        assert receipt(kim).is_server_told
        assert nothing_left(folder, kim)
        assert kim.spoken(say.CloseShift) == [say.CloseShift(is_forced=True)]


async def test_signing_out_of_a_shift_destroys_it_as_well(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        kim.wants(SignOut())
        await kim.until(lambda: bool(kim.heard(ShiftSealed)))
        assert nothing_left(folder, kim)


async def test_after_the_seal_the_program_ends_by_itself(walk: Line, tmp_path: Path) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        kim.wants(wish.LeaveShift())
        await sealed(kim)
        assert kim.running is not None
        line.clock.advance(600)
        await kim.running
        assert kim.running.done()


async def test_a_tombstone_that_nobody_cleared_goes_at_the_next_sign_in(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        await kim.kill()
        (folder / SHIFT).rename(folder / ENDED)
        async with at_work(folder, "", line.clock) as again:
            again.keychain = kim.keychain
            assert ours(folder) == {ENDED}
            await signs_in(again, "shift_start")
            again.wants(BeginShift(takes_over=False))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            assert not kim.keychain.has_share(kim.vault)


@pytest.mark.parametrize("is_told_at_the_door", [True, False])
async def test_h8_a_shift_ended_while_its_computer_slept_is_wiped_when_it_wakes(
    walk: Line, tmp_path: Path, is_told_at_the_door: bool
) -> None:
    """A stolen laptop: who has it may open the lid after the coordinator ended its shift."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        seat = kim.work.state.seat
        assert seat is not None
        kim.failures += [LinkError("unreachable")]
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        async with line.office() as office:
            await office.do(say.EndShift(seat.me), "end_shift")
        if is_told_at_the_door:
            # As if the sign-in had not ended with the shift.
            kim.change = lambda message: say.Returned(None, line.clock()) if refuses(message) else message
        kim.failures.clear()
        kim.wants(ConnectNow())
        await sealed(kim)
        assert kim.work.state.session.sealed_why == "ended"
        assert nothing_left(folder, kim)
        await kim.until(lambda: kim.work.state.seat is None or not is_told_at_the_door)
        assert kim.work.state.talks.all == {}


def refuses(message: ToStaff) -> bool:
    return isinstance(message, say.StaffRefused) and message.what == "return"


async def test_a_shift_taken_over_while_its_line_was_away_is_wiped_when_it_comes_back(
    walk: Line, tmp_path: Path
) -> None:
    folder, other = tmp_path / "kim", tmp_path / "other"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        kim.failures += [LinkError("unreachable")]
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        other.mkdir()
        shutil.copy(folder / "profile.json", other)
        async with at_work(other, "", line.clock) as again:
            again.keychain = kim.keychain
            await signs_in(again, "shift_start")
            again.wants(BeginShift(takes_over=False))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            kim.failures.clear()
            kim.wants(ConnectNow())
            await sealed(kim)
            assert kim.work.state.session.sealed_why == "taken_over"
            assert nothing_left(folder, kim)
            assert again.work.state.session.stage == "on_shift"


@pytest.mark.parametrize(("code", "is_cleared"), [("no_keyring", True), ("keyring_locked", False)])
async def test_without_a_keyring_the_shift_runs_and_says_that_a_crash_costs_the_notes(
    walk: Line, tmp_path: Path, code: str, is_cleared: bool
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, at_work(folder, line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        kim.keychain.code = code
        await kim.on_shift()
        await typed(kim)
        await kim.until(lambda: kim.work.state.session.is_share_in_memory)
        assert kim.work.state.session.vault_code == ""
        kim.wants(wish.LeaveShift())
        await sealed(kim)
        assert receipt(kim).is_keyring_cleared is is_cleared
        assert not kim.work.state.session.is_share_in_memory
        assert ours(folder) == (set() if is_cleared else {ENDED})


async def test_a_damaged_vault_is_destroyed_and_told_and_the_shift_goes_on(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim)
        await kim.keeps()
        await kim.kill()
        path = notes_path(folder, kim.vault)
        path.write_bytes(path.read_bytes()[:4096] + bytes(8192))
        async with at_work(folder, "", line.clock) as again:
            again.keychain = kim.keychain
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            lost = {"vault_lost", "vault_damaged"}
            await again.until(lambda: any(one.notice.code in lost for one in again.heard(NoticeRaised)))
            assert again.work.state.session.stage == "on_shift"
            await typed(again, "opnieuw begonnen")
            assert again.work.state.session.vault_code == ""


async def test_a_second_crash_costs_no_more_than_the_first(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await typed(kim, "een")
        await kim.keeps()
        await kim.kill()
        for text in ("een, twee", "een, twee, drie"):
            async with at_work(folder, "", line.clock) as again:
                again.keychain = kim.keychain
                await signs_in(again, "resume")
                again.wants(ResumeShift())
                await again.until(lambda: bool(again.heard(NotesChanged)))
                line.clock.advance(2)  # what came back has been seen by now
                await typed(again, text)
                assert again.vault == kim.vault
                await again.kill()
        async with at_work(folder, "", line.clock) as last:
            last.keychain = kim.keychain
            await signs_in(last, "resume")
            last.wants(ResumeShift())
            await last.until(lambda: bool(last.heard(NotesChanged)))
            assert last.heard(NotesChanged)[-1].rows[0].text == "een, twee, drie"


async def test_a_disk_that_fills_up_is_told_while_typing_and_when_there_is_room_again(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await kim.keeps()
        with full_disk():
            await typed(kim, CANARY * 500)
            await kim.until(lambda: kim.work.state.session.vault_code == "vault_disk")
        await typed(kim)
        await kim.until(lambda: kim.work.state.session.vault_code == "")


async def test_a_former_end_is_not_told_about_somebody_elses_shift(walk: Line, tmp_path: Path) -> None:
    """Meanwhile the same person works at another computer, whose line is away just now."""
    folder, other = tmp_path / "kim", tmp_path / "other"
    async with walk as line, kim_on_shift(line, folder) as kim:
        kim.failures += [LinkError("unreachable")] * 50
        await kim.keeps()
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        kim.wants(wish.LeaveShift())
        await sealed(kim)
        other.mkdir()
        shutil.copy(folder / "profile.json", other)
        async with at_work(other, "", line.clock) as elsewhere:
            elsewhere.keychain = kim.keychain
            await signs_in(elsewhere, "shift_start")
            elsewhere.wants(BeginShift(takes_over=False))
            await elsewhere.until(lambda: elsewhere.work.state.session.stage == "on_shift")
            elsewhere.failures += [LinkError("unreachable")] * 2
            await elsewhere.links[-1].cut()
            await elsewhere.until(lambda: elsewhere.work.state.connection.state == "reconnecting")
            assert ours(folder) == {ENDED}
            async with at_work(folder, "", line.clock) as again:
                again.keychain = kim.keychain
                await signs_in(again, "shift_start")
                await again.until(
                    lambda: again.work.state.seat is not None and bool(again.work.state.seat.shift_there)
                )
                assert again.spoken(say.OpenShift) == []
            elsewhere.failures.clear()
            await elsewhere.back()
            assert elsewhere.work.state.session.stage == "on_shift"
