"""From the form in the window to the coordinator's figures: nothing lost, nothing doubled.

Every contact is registered through the real window, over a real server and a real disk.
"""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pyotp
import pytest
from pytestqt.qtbot import QtBot

from luwte.console import posting
from luwte.console.state import FiguresChanged
from luwte.console.wants import ConfirmEnrolment, EnrolHere, ReadFigures
from luwte.crypto.registrations import BLOB_BYTES
from luwte.protocol.ids import new_id
from luwte.protocol.messages import RegistrationsStored, SendRegistrations, ToStaff
from luwte.registration.counting.counts import CHANNEL, NOT_SAID, QUICK_KIND, Counts, Table
from luwte.registration.sealed import weeks
from luwte.registration.sealed.blobs import MULTIPLE
from luwte.registration.sealed.outbox import FILE, SLOTS
from luwte.vault.keychain import MemoryKeychain
from tests.conftest import Walk
from tests.console.test_work import code_for
from tests.console.working import PASSWORD, at_work
from tests.walks.at_window import AtWindow, at_window, files_of

pytestmark = pytest.mark.usefixtures("qtbot")
Line = AbstractAsyncContextManager[Walk]

OUT_SECONDS = 140 * 24 * 3_600
"""After that the figures of any week are out."""


@asynccontextmanager
async def kim_enrolled(line: Walk, folder: Path, keychain: MemoryKeychain) -> AsyncIterator[AtWindow]:
    """Kim's first evening, on shift."""
    code = await code_for(line, "Kim")
    async with at_window(folder, line.url, line.clock, keychain) as kim:
        await kim.enrols(code)
        await kim.on_shift()
        yield kim


@asynccontextmanager
async def kim_again(line: Walk, folder: Path, keychain: MemoryKeychain) -> AsyncIterator[AtWindow]:
    """Kim's computer started anew, and signed in."""
    async with at_window(folder, line.url, line.clock, keychain) as kim:
        await kim.signs_in()
        yield kim


async def figures(line: Walk, folder: Path, unreadable: int = 0) -> Counts:
    """Read the figures as a coordinator does, at a console of their own, once they are released."""
    line.clock.advance(OUT_SECONDS)
    code = await code_for(line, "Mo", "coordinator")
    async with at_work(folder, line.url, line.clock) as mo:
        mo.wants(EnrolHere(line.url, code, PASSWORD))
        await mo.until(lambda: bool(mo.work.state.session.totp_uri) and not mo.work.state.session.is_busy)
        totp = pyotp.parse_uri(mo.work.state.session.totp_uri)
        assert isinstance(totp, pyotp.TOTP)
        mo.wants(ConfirmEnrolment(totp.at(line.clock())))
        await mo.until(lambda: mo.work.state.session.stage == "shift_start")
        mo.wants(ReadFigures())
        await mo.until(
            lambda: any(
                each.figures.counts is not None or each.figures.code for each in mo.heard(FiguresChanged)
            )
        )
        told = mo.heard(FiguresChanged)[-1].figures
        assert (told.code, told.unreadable, told.done) == ("", unreadable, 1.0)
        assert told.counts is not None
        return told.counts


def table(found: Table) -> dict[str, int]:
    return {name: cells[0] for name, cells in zip(found.rows, found.cells, strict=True) if cells[0]}


def stored(line: Walk) -> int:
    """Return how many blobs the server has; the files are whole blobs, a multiple of eight."""
    sizes = [len(content) for content in files_of(line.data)]
    assert all(size % (MULTIPLE * BLOB_BYTES) == 0 for size in sizes)
    return sum(sizes) // BLOB_BYTES


async def test_R1_R2_R3_C4_a_week_of_shifts_is_counted_exactly_as_it_was_registered(
    walk: Line, tmp_path: Path
) -> None:
    keychain = MemoryKeychain()
    async with walk as line:
        async with kim_enrolled(line, tmp_path / "kim", keychain) as kim:
            visitor = await line.waiting("Zeester", "hallo")
            await kim.until(kim.console.desk.side.accept.isEnabled)
            await kim.until(lambda: not kim.console.desk.side.accept.isHidden())
            kim.console.desk.side.accept.click()
            await kim.until(lambda: bool(kim.console.models.mine.rows()))
            await visitor.end()
            await kim.until(lambda: kim.console.desk.registering.page is not None)
            assert kim.form().head.name.text() == "Zeester · register"
            await kim.fills_in("par", "⏎", "⏎", "15", "⇥", "⇥", "w")
            await kim.registers_by_hand("lone", "⏎", "glo", "⏎", "⏎", "44")
            await kim.registers_by_hand("quick joke")
            assert files_of(line.data) == []  # nothing before the shift ends
            await kim.ends_shift()
            assert stored(line) == MULTIPLE
        for evening in range(2, 7):
            line.clock.advance(24 * 3_600)
            async with kim_again(line, tmp_path / "kim", keychain) as kim:
                await kim.on_shift()
                await kim.registers_by_hand("par", "⏎", "⇥", "15")
                await kim.registers_by_hand("quick silent")
                await kim.ends_shift()
            assert stored(line) == evening * MULTIPLE
            assert not (tmp_path / "kim" / FILE).exists()
        counts = await figures(line, tmp_path / "mo")
        assert len(counts) == 13
        assert table(counts.by("themes")) == {"partner": 6, "loneliness": 1, "gloom": 1, NOT_SAID: 6}
        assert table(counts.by("age")) == {"12-15": 6, "40-59": 1, NOT_SAID: 6}
        assert table(counts.by("gender")) == {"woman": 1, NOT_SAID: 12}
        assert table(counts.by(CHANNEL)) == {"chat": 1, "phone": 12}
        assert table(counts.by(QUICK_KIND)) == {"joke": 1, "silent": 5, NOT_SAID: 7}
        for content in files_of(line.data):
            assert not any(word in content for word in (b"Zeester", b"partner", b"phone", b"Kim"))


async def test_R1_killed_before_it_was_sent_it_goes_at_the_next_sign_in_and_once(
    walk: Line, tmp_path: Path
) -> None:
    keychain = MemoryKeychain()
    async with walk as line:
        async with kim_enrolled(line, tmp_path / "kim", keychain) as kim:
            await kim.registers_by_hand("par", "⏎")
            await kim.registers_by_hand("quick abusive")
            await kim.kill()
        assert files_of(line.data) == []
        assert (tmp_path / "kim" / FILE).stat().st_size == SLOTS * BLOB_BYTES
        async with kim_again(line, tmp_path / "kim", keychain) as kim:
            await kim.has_posted()
            assert not (tmp_path / "kim" / FILE).exists()
            await kim.kill()
        assert stored(line) == SLOTS
        async with kim_again(line, tmp_path / "kim", keychain) as kim:
            await kim.outbox_rests()
            assert kim.spoken(SendRegistrations) == []
            await kim.kill()
        counts = await figures(line, tmp_path / "mo")
        assert len(counts) == 2
        assert table(counts.by(QUICK_KIND)) == {"abusive": 1, NOT_SAID: 1}


async def test_R1_with_the_line_down_at_the_end_it_waits_and_is_sent_later(
    walk: Line, tmp_path: Path
) -> None:
    keychain = MemoryKeychain()
    async with walk as line:
        async with kim_enrolled(line, tmp_path / "kim", keychain) as kim:
            await kim.registers_by_hand("par", "⏎")
            await kim.loses_the_line()
            await kim.registers_by_hand("quick joke")  # needs no line
            await kim.ends_shift()
            assert kim.spoken(SendRegistrations) == []
        assert (tmp_path / "kim" / FILE).exists()
        async with kim_again(line, tmp_path / "kim", keychain) as kim:
            await kim.has_posted()
            assert not (tmp_path / "kim" / FILE).exists()
        assert stored(line) > 0
        counts = await figures(line, tmp_path / "mo")
        assert table(counts.by(QUICK_KIND)) == {"joke": 1, NOT_SAID: 1}


async def test_R1_what_the_server_had_but_did_not_say_is_sent_again_and_counted_once(
    walk: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PATIENCE_SECONDS", 0.3)
    keychain = MemoryKeychain()

    def deaf(message: ToStaff) -> ToStaff:
        return RegistrationsStored(new_id()) if isinstance(message, RegistrationsStored) else message

    async with walk as line:
        async with kim_enrolled(line, tmp_path / "kim", keychain) as kim:
            kim.change = deaf
            await kim.registers_by_hand("par", "⏎")
            await kim.ends_shift()
            assert stored(line) == MULTIPLE
            kim.change = lambda message: message
            await kim.on_shift()
            await kim.registers_by_hand("quick joke")
            await kim.ends_shift()
        assert not (tmp_path / "kim" / FILE).exists()
        counts = await figures(line, tmp_path / "mo")
        assert len(counts) == 2


async def test_R1_what_the_servers_disk_refuses_stays_here_until_it_does_not(
    walk: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError("disk full")

    keychain = MemoryKeychain()
    async with walk as line:
        async with kim_enrolled(line, tmp_path / "kim", keychain) as kim:
            await kim.registers_by_hand("par", "⏎")
            with monkeypatch.context() as broken:
                broken.setattr(weeks, "write_whole", full)
                await kim.ends_shift()
                assert len(kim.spoken(SendRegistrations)) == 1
            assert files_of(line.data) == []
            assert (tmp_path / "kim" / FILE).exists()
        # It is tried again as the program ends.
        assert not (tmp_path / "kim" / FILE).exists()
        assert len(await figures(line, tmp_path / "mo")) == 1


async def test_a_shift_with_more_contacts_than_the_outbox_has_room_for_loses_none(
    walk: Line, tmp_path: Path
) -> None:
    keychain = MemoryKeychain()
    async with walk as line:
        async with kim_enrolled(line, tmp_path / "kim", keychain) as kim:
            for _ in range(SLOTS):
                await kim.registers_by_hand("quick silent")
            for _ in range(3):
                kim.console.desk.registering.add_by_hand()
                kim.form().quick.buttons["joke"].click()
                await kim.until(lambda: kim.console.desk.registering.page is None)
            assert "There is no room left" in " ".join(kim.console.desk.notices.texts())
            await kim.ends_shift()
        counts = await figures(line, tmp_path / "mo")
        assert table(counts.by(QUICK_KIND)) == {"silent": SLOTS, "joke": 3}


async def test_in_practice_the_form_works_and_nothing_of_it_is_kept(
    walk: Line, tmp_path: Path, qtbot: QtBot
) -> None:
    keychain = MemoryKeychain()
    async with walk as line:
        code = await code_for(line, "Kim")
        async with at_window(tmp_path / "kim", line.url, line.clock, keychain) as kim:
            await kim.enrols(code)
            kim.controller.begin_practice()
            await kim.until(lambda: kim.session.is_practice and kim.session.stage == "on_shift")
            await kim.registers_by_hand("par", "⏎", "⏎", "15")
            assert kim.console.desk.notices.texts() == ["Noted, for practice: nothing of it is kept."]
            kim.controller.end_practice()
            await kim.until(lambda: kim.session.stage == "shift_start")
            assert kim.spoken(SendRegistrations) == []
            assert not (tmp_path / "kim" / FILE).exists()
        assert Counter(files_of(line.data)) == Counter()
