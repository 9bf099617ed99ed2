"""T8, C6: what is typed during a shift is on the screen and in the vault alone, and goes when it must."""

import base64
import logging
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from luwte.console import link
from luwte.console.state import NotesChanged, TeamChanged
from luwte.console.state import intentions as wish
from luwte.console.wants import ResumeShift
from luwte.vault.notes import PAD, Kept, Vault
from luwte.vault.shares import kept_share, make_key
from luwte.vault.shift import notes_path
from tests.conftest import Walk
from tests.console import working
from tests.console.test_shift_keeping import after_a_crash, nothing_left, sealed, signs_in, typed
from tests.console.test_work import accepts, kim_on_shift
from tests.console.working import Desk
from tests.fakes import PlayedConsole, RecordingSocket, open_recording
from tests.walks.stores import raw_bytes
from tests.walks.test_canary import forms

Line = AbstractAsyncContextManager[Walk]
NOTE = "de lepelaar staat in het riet"
PAD_NOTE = "vier roerdompen achter de dijk"
DRAFT = "een grutto die nog niet riep"
TEAM = "de wielewaal vraagt om aflossing"
HELD = "een onverstuurde zwarte stern"
NEEDLE = "lepelaar"


def of_the_vault(folder: Path, kim: Desk) -> Kept:
    """Open the vault of a console that is dead, with both shares."""
    seat = kim.work.state.seat
    assert seat is not None
    share = kept_share(kim.keychain, kim.vault)
    vault = Vault.open(notes_path(folder, kim.vault), make_key(share, seat.share, kim.vault))
    try:
        return vault.load()
    finally:
        vault.close()


async def test_t8_no_word_for_oneself_is_in_a_frame_a_log_or_a_file(
    walk: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """T8: every frame of the console, every log record, every file of console and server."""
    caplog.set_level(logging.DEBUG)
    folder, sockets = tmp_path / "kim", list[RecordingSocket]()

    async def recording(server: str) -> link.Link:
        opened, socket = await open_recording(server)
        sockets.append(socket)
        return opened

    monkeypatch.setattr(working, "open_link", recording)
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        noor = await line.on_shift("Noor")
        await typed(kim, NOTE, conversation)
        await typed(kim, PAD_NOTE, PAD)
        kim.wants(wish.SearchNotes(NEEDLE))
        kim.wants(wish.KeepDraft(conversation, DRAFT))
        kim.wants(wish.SayToTeam(TEAM))
        await noor.until(lambda: TEAM in in_the_team_room(noor))
        kim.wants(wish.SendLine(conversation, HELD))
        await zee.hear(HELD)
        kim.wants(wish.KeepDraft(conversation, DRAFT))
        await kim.keeps()
        seat = kim.work.state.seat
        assert seat is not None
        assert seat.shift is not None
        share = kept_share(kim.keychain, kim.vault)
        key = make_key(share, seat.share, kim.vault)
        while_open = raw_bytes(folder) + raw_bytes(line.data)
        async with after_a_crash(line, folder, kim) as again:
            after_kill = raw_bytes(folder) + raw_bytes(line.data)
            kept = of_the_vault(folder, kim)
            assert {note.text for note in kept.notes} == {NOTE, PAD_NOTE}
            assert [draft.text for draft in kept.drafts] == [DRAFT]
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: again.work.state.notes.count == 2)
            again.wants(wish.LeaveShift(is_forced=True))
            await sealed(again)
            assert nothing_left(folder, kim)
            after_end = raw_bytes(folder) + raw_bytes(line.data)
    frames = "\n".join(frame for socket in sockets for frame in [*socket.said, *socket.heard])
    assert conversation in frames
    log = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    words = [NOTE, PAD_NOTE, DRAFT, TEAM, HELD, "Zeester"]
    for place in (frames.encode(), log.encode(), while_open, after_kill, after_end):
        assert [word for word in words if any(form in place for form in forms(word))] == []
    # The needle is a word of its own: nobody is told what somebody looks for.
    assert NEEDLE not in frames + log
    # Keys: the shift's and the vault's nowhere, share B in the server's memory of it and on the line alone.
    for secret in (key, share, seat.shift.key.private):
        usual = [secret, secret.hex().encode(), *as_text(secret)]
        for place in (frames.encode(), log.encode(), while_open, after_kill, after_end):
            assert not any(form in place for form in usual)
    assert any(form in frames.encode() for form in as_text(seat.share)), "the look at frames can fail"
    assert seat.share in while_open, "the look at files can fail"
    assert seat.share not in raw_bytes(folder)


async def test_c6_withdrawn_consent_takes_the_note_along_at_once_from_the_vault_too(
    walk: Line, tmp_path: Path
) -> None:
    """C6: the other note and the pad stay."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        kim.wants(wish.KeepDraft(conversation, DRAFT))
        await typed(kim, NOTE, conversation)
        await typed(kim, PAD_NOTE, PAD)
        await kim.keeps()
        await zee.withdraw()
        await kim.until(lambda: conversation not in kim.work.state.talks.all)
        await kim.until(lambda: kim.work.state.notes.count == 1)
        # Whoever types on into that note has nothing to type into.
        kim.wants(wish.WriteNote(conversation, NOTE))
        kim.wants(wish.KeepDraft(conversation, DRAFT))
        await typed(kim, PAD_NOTE + ".", PAD)
        assert kim.work.state.notes.count == 1
        await kim.kill()
        kept = of_the_vault(folder, kim)
        assert [note.text for note in kept.notes] == [PAD_NOTE + "."]
        assert (kept.drafts, kept.unsent) == ((), ())


async def test_c6_consent_withdrawn_while_the_console_was_dead_brings_no_note_back(
    walk: Line, tmp_path: Path
) -> None:
    """C6: the vault held it when the console was killed; nobody sees it again."""
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        zee = await line.waiting()
        conversation = await accepts(kim, zee)
        kim.wants(wish.KeepDraft(conversation, DRAFT))
        await typed(kim, NOTE, conversation)
        await typed(kim, PAD_NOTE, PAD)
        await kim.keeps()
        await kim.kill()
        await zee.withdraw()
        assert {note.text for note in of_the_vault(folder, kim).notes} == {NOTE, PAD_NOTE}
        async with after_a_crash(line, folder, kim) as again:
            await signs_in(again, "resume")
            again.wants(ResumeShift())
            await again.until(lambda: again.work.state.notes.count > 0)
            texts = {row.text for told in again.heard(NotesChanged) for row in told.rows}
            assert texts == {PAD_NOTE}
            await typed(again, PAD_NOTE + " en verder", PAD)
            await again.kill()
            kept = of_the_vault(folder, again)
            assert [note.text for note in kept.notes] == [PAD_NOTE + " en verder"]
            assert (kept.drafts, kept.unsent) == ((), ())


def in_the_team_room(colleague: PlayedConsole) -> set[str]:
    return {row.text for told in colleague.changes if isinstance(told, TeamChanged) for row in told.rows}


def as_text(secret: bytes) -> list[bytes]:
    usual, for_names = base64.b64encode(secret).rstrip(b"="), base64.urlsafe_b64encode(secret).rstrip(b"=")
    return [usual, for_names]
