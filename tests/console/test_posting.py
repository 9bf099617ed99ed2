"""What was registered leaves by every way out of a shift, or waits where the next sign-in finds it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from luwte.console import posting
from luwte.console.link import LinkError
from luwte.console.state import (
    FormsRestored,
    NoticeRaised,
    PolicyAdopted,
    Receipt,
    Registered,
    RegistrationTakenBack,
    ShiftSealed,
)
from luwte.console.state import intentions as wish
from luwte.console.state.policy_rows import FormRow
from luwte.console.wants import BeginShift, ResumeShift, SignInHere, SignOut, Stop, TakeBackRegistration
from luwte.console.work import SEALED_SECONDS
from luwte.crypto.registrations import BLOB_BYTES
from luwte.protocol.ids import new_id
from luwte.protocol.messages import EndShift, RegistrationsStored, StaffRefused, ToStaff
from luwte.registration.sealed.blobs import MULTIPLE
from luwte.registration.sealed.outbox import FILE, SLOTS
from tests.conftest import Walk
from tests.console.test_work import accepts, kim_on_shift
from tests.console.working import PASSWORD, Desk, at_work

Line = AbstractAsyncContextManager[Walk]
Way = Callable[[Walk, Desk], Awaitable[None]]


def form(kim: Desk, values: dict[str, object] | None = None, conversation: str = "") -> FormRow:
    """Return a form of the house, as the screen opens it."""
    policy = kim.heard(PolicyAdopted)[-1].policy
    assert policy.registration is not None
    asked = policy.registration
    return FormRow(new_id(), conversation, asked, policy.version, "chat", values or {})  # type: ignore[arg-type]


def registration(row: FormRow, quick: str = "") -> wish.Register:
    return wish.Register(row.form, row.asked, row.version, row.channel, quick, row.values)  # type: ignore[arg-type]


async def registers(kim: Desk, quick: str = "joke") -> str:
    """Register a contact; return the name of its form once it is safe."""
    row = form(kim)
    kim.wants(registration(row, quick))
    await kim.until(lambda: any(told.form == row.form for told in kim.heard(Registered)))
    return row.form


def stored(line: Walk) -> int:
    """Return how many blobs the server has."""
    files = (line.data / "registrations").glob("*.bin")
    return sum(path.stat().st_size for path in files) // BLOB_BYTES


def receipt(kim: Desk) -> Receipt:
    return kim.heard(ShiftSealed)[-1].receipt


async def sealed(kim: Desk) -> None:
    await kim.until(lambda: kim.work.state.session.stage == "sealed")


async def over(kim: Desk) -> None:
    assert kim.running is not None
    await asyncio.wait({kim.running})


async def ends(_line: Walk, kim: Desk) -> None:
    kim.wants(wish.LeaveShift())
    await sealed(kim)


async def ends_all_the_same(line: Walk, kim: Desk) -> None:
    await accepts(kim, await line.waiting())
    kim.wants(wish.LeaveShift(is_forced=True))
    await sealed(kim)


async def closes_the_window(_line: Walk, kim: Desk) -> None:
    kim.wants(Stop())
    await over(kim)


async def closes_the_window_while_somebody_talks(line: Walk, kim: Desk) -> None:
    await accepts(kim, await line.waiting())
    kim.wants(Stop())
    await over(kim)


async def signs_out(_line: Walk, kim: Desk) -> None:
    kim.wants(SignOut())
    await sealed(kim)


async def is_ended_by_a_coordinator(line: Walk, kim: Desk) -> None:
    async with line.office() as office:
        seat = kim.work.state.seat
        assert seat is not None
        await office.do(EndShift(seat.me), "end_shift")
    await sealed(kim)


async def runs_out(line: Walk, kim: Desk) -> None:
    line.clock.advance(13 * 3_600)
    await sealed(kim)


async def is_told_to_end(_line: Walk, kim: Desk) -> None:
    await kim.kill()


WAYS: tuple[Way, ...] = (
    ends, ends_all_the_same, closes_the_window, closes_the_window_while_somebody_talks, signs_out,
    runs_out, is_told_to_end,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_R1_by_every_way_out_what_was_registered_is_sent(walk: Line, tmp_path: Path, way: Way) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await registers(kim)
        assert stored(line) == 0
        await way(line, kim)
        assert stored(line) == MULTIPLE
        assert not (folder / FILE).exists()
        if kim.heard(ShiftSealed):
            assert (receipt(kim).registered, receipt(kim).waiting) == (1, 0)


async def loses_the_line(kim: Desk) -> None:
    kim.failures = [LinkError("unreachable")] * 1_000
    await kim.links[-1].cut()
    await kim.until(lambda: kim.work.state.connection.state == "reconnecting")


async def rests(kim: Desk) -> None:
    """Wait until nothing is done with the outbox any more."""
    async with kim.work._posting._turn:
        pass


def again_at_work(line: Walk, folder: Path, kim: Desk) -> AbstractAsyncContextManager[Desk]:
    """Kim's computer, started anew."""
    return at_work(folder, "", line.clock, lambda: kim.keychain)


async def signs_in(kim: Desk, before: Desk) -> None:
    kim.keychain = before.keychain
    kim.wants(SignInHere(PASSWORD))
    await kim.until(lambda: kim.work.state.session.stage in {"shift_start", "resume"})


async def has_posted(kim: Desk) -> None:
    """Wait until the server said that it has what was sent, and the outbox knows."""
    heard: list[ToStaff] = []

    def listen(message: ToStaff) -> ToStaff:
        if isinstance(message, RegistrationsStored):
            heard.append(message)
            kim._wake()
        return message

    kim.change = listen
    await kim.until(lambda: bool(heard))
    await rests(kim)


async def ticks(kim: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait until a second went by, and all that it brings."""
    seconds = 0

    def tick() -> None:
        nonlocal seconds
        seconds += 1
        kim._wake()

    monkeypatch.setattr(kim.work._keeping, "tick", tick)
    await kim.until(lambda: seconds > 1)


@contextmanager
def refused(folder: Path) -> Iterator[None]:
    """Nothing can be written where the outbox lies."""
    (folder / FILE).mkdir()
    yield
    (folder / FILE).rmdir()


@pytest.mark.parametrize(
    "way", [ends, closes_the_window, signs_out, runs_out, is_told_to_end], ids=lambda way: way.__name__
)
async def test_R1_without_a_line_it_waits_here_and_goes_at_the_next_sign_in(
    walk: Line, tmp_path: Path, way: Way
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await registers(kim)
        await loses_the_line(kim)
        await way(line, kim)
        assert (folder / FILE).stat().st_size == SLOTS * BLOB_BYTES
        if kim.heard(ShiftSealed):
            assert (receipt(kim).registered, receipt(kim).waiting) == (0, 1)
        kim.wants(Stop())
        await over(kim)
        assert stored(line) == 0
        async with again_at_work(line, folder, kim) as again:
            await signs_in(again, kim)
            await has_posted(again)
            assert stored(line) == SLOTS
            assert not (folder / FILE).exists()


async def test_R1_a_shift_that_a_coordinator_ended_sends_nothing_any_more_and_loses_nothing(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await registers(kim)
        await is_ended_by_a_coordinator(line, kim)  # with the line: whoever sits here may be somebody else
        assert (receipt(kim).registered, receipt(kim).waiting) == (0, 1)
        kim.wants(SignInHere(PASSWORD))
        await has_posted(kim)
        assert stored(line) == MULTIPLE
        assert not (folder / FILE).exists()


async def test_R1_what_the_disk_refuses_is_sent_from_memory(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        with refused(folder):
            await registers(kim)
            await registers(kim, "silent")
            await kim.until(lambda: kim.work.state.session.unkept == 2)
            assert [told.notice.code for told in kim.heard(NoticeRaised)].count("outbox_disk") == 2
            await ends(line, kim)
            assert kim.work.state.session.unkept == 0
        assert stored(line) == MULTIPLE
        assert receipt(kim).registered == 2


async def test_R1_with_neither_disk_nor_server_it_is_said_and_the_program_stays_until_the_disk_gives_in(
    walk: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        with refused(folder):
            await registers(kim)
            await loses_the_line(kim)
            await ends(line, kim)
            assert kim.work.state.session.unkept == 1
            line.clock.advance(int(SEALED_SECONDS) + 60)
            await ticks(kim, monkeypatch)
            assert kim.running is not None
            assert not kim.running.done()
        line.clock.advance(int(posting.AGAIN_SECONDS) + 1)
        await over(kim)  # it is kept, and ten minutes have gone by
        assert kim.work.state.session.unkept == 0
        assert (folder / FILE).exists()


async def test_R1_sent_and_kept_twice_by_a_slow_disk_each_form_hears_of_itself(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        rows = [form(kim), form(kim)]
        for row in rows:
            kim.wants(registration(row, "joke"))
        await kim.until(lambda: len(kim.heard(Registered)) == len(rows))
        assert [told.form for told in kim.heard(Registered)] == [row.form for row in rows]


async def test_what_was_registered_last_can_be_taken_back_and_then_never_leaves(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        first, last = await registers(kim, "joke"), await registers(kim, "abusive")
        before = (folder / FILE).read_bytes()
        kim.wants(TakeBackRegistration(last))
        await kim.until(lambda: bool(kim.heard(RegistrationTakenBack)))
        after = (folder / FILE).read_bytes()
        assert len(after) == len(before)
        assert kim.work._posting._outbox is not None
        assert kim.work._posting._outbox.waiting == 1
        kim.wants(TakeBackRegistration(first))  # that one is final
        await kim.until(lambda: "registration_gone" in [told.notice.code for told in kim.heard(NoticeRaised)])
        await ends(line, kim)
        assert receipt(kim).registered == 1
        taken_back = _changed(before, after)
        kept = b"".join(path.read_bytes() for path in (line.data / "registrations").glob("*.bin"))
        assert taken_back not in kept


def _changed(before: bytes, after: bytes) -> bytes:
    """Return the one blob that gave way to another."""
    (gone,) = (
        before[at : at + BLOB_BYTES]
        for at in range(0, len(before), BLOB_BYTES)
        if before[at : at + BLOB_BYTES] != after[at : at + BLOB_BYTES]
    )
    return gone


async def test_a_half_filled_form_is_there_again_after_a_crash_for_its_own_conversation(
    walk: Line, tmp_path: Path
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        conversation = await accepts(kim, await line.waiting())
        half = replace(form(kim, {"themes": ["partner"], "age": "12-15"}, conversation), nickname="Zeester")
        given_up, done = form(kim, {"age": "12-15"}), form(kim, {"age": "16-17"})
        for row in (half, given_up, done):
            kim.wants(wish.KeepForm(row))
        kim.wants(wish.DropForm(given_up.form))
        kim.wants(registration(done))
        await kim.until(lambda: bool(kim.heard(Registered)))
        await kim.keeps()
        for path in folder.rglob("notes-*"):
            assert b"partner" not in path.read_bytes()
        await kim.kill()
        async with again_at_work(line, folder, kim) as again:
            await signs_in(again, kim)
            again.wants(ResumeShift())
            await again.until(lambda: bool(again.heard(FormsRestored)))
            assert again.heard(FormsRestored) == [FormsRestored((half,))]
            again.wants(wish.LeaveShift(is_forced=True))
            await sealed(again)
            assert receipt(again).forms == 1
            again.wants(BeginShift(takes_over=False))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            await again.keeps()
            assert len(again.heard(FormsRestored)) == 1, "it ended with its shift"


async def test_R1_killed_between_vault_and_outbox_it_goes_once(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        await kim.keeps()
        with refused(folder):  # so far the vault alone has it
            await registers(kim)
            await loses_the_line(kim)
            await kim.kill()
        async with again_at_work(line, folder, kim) as again:
            await signs_in(again, kim)
            again.wants(ResumeShift())
            await again.until(lambda: bool(again.heard(Registered)))
            assert (folder / FILE).exists()
            await loses_the_line(again)
            await again.kill()  # now the outbox has it; and once more, before anybody heard
        async with again_at_work(line, folder, kim) as last:
            await signs_in(last, kim)
            await has_posted(last)
        assert stored(line) == SLOTS


async def test_R1_what_the_server_refuses_stays_for_the_next_time(walk: Line, tmp_path: Path) -> None:
    folder = tmp_path / "kim"

    def full(message: ToStaff) -> ToStaff:
        is_answer = isinstance(message, RegistrationsStored)
        return StaffRefused("storage", what="send_registrations") if is_answer else message

    async with walk as line, kim_on_shift(line, folder) as kim:
        kim.change = full
        await registers(kim)
        await ends(line, kim)
        assert (receipt(kim).registered, receipt(kim).waiting) == (0, 1)
        assert (folder / FILE).exists()
        kim.change = lambda message: message
        kim.wants(SignOut())  # tries once more on the way
        await has_posted(kim)
        assert stored(line) == MULTIPLE
        assert not (folder / FILE).exists()
