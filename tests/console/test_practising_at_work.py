"""Practice beside a real server: it hears nothing of it, no file appears, and the begin page comes back."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from luwte.console.state import (
    ConnectionChanged,
    ConversationAdded,
    ConversationRemoved,
    FormRefused,
    FormRow,
    HouseChanged,
    NoticeRaised,
    PolicyAdopted,
    QueueChanged,
    Registered,
    Session,
    SessionChanged,
    TrustBroken,
)
from luwte.console.state import intentions as wish
from luwte.console.wants import BeginPractice, BeginShift, EndPractice, Lock, SignInHere, SignOut, Unlock
from luwte.console.work import Work
from luwte.policy import load
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.messages import ToStaff
from tests.conftest import Walk
from tests.console.test_work import code_for
from tests.console.working import PASSWORD, Desk, at_work
from tests.wire.helpline import tampered

Line = AbstractAsyncContextManager[Walk]


def shown(kim: Desk) -> Session:
    """What the screen was told last."""
    return kim.heard(SessionChanged)[-1].session


async def begins(kim: Desk) -> None:
    kim.wants(BeginPractice())
    await kim.until(lambda: shown(kim).is_practice and shown(kim).stage == "on_shift")


async def ends(kim: Desk) -> None:
    kim.wants(EndPractice())
    await kim.until(lambda: not shown(kim).is_practice)


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


async def test_t8_a_practice_says_nothing_to_the_server_and_leaves_no_file(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line:
        folder = tmp_path / "kim"
        async with at_work(folder, line.url, line.clock) as kim:
            await kim.enrols(await code_for(line, "Kim"))
            said, before = len(kim.said), files(folder)
            secrets = dict(kim.keychain._secrets)
            await begins(kim)
            line.clock.advance(30)
            kim.wants(wish.SetLimit(2))
            await kim.until(lambda: any(each.queue.someone_waits for each in kim.heard(QueueChanged)[-1:]))
            kim.wants(wish.AcceptVisitor())
            await kim.until(lambda: bool(kim.heard(ConversationAdded)))
            here = kim.heard(ConversationAdded)[-1].row.conversation
            kim.wants(wish.SendLine(here, "hallo, welkom"))
            kim.wants(wish.WriteNote(here, "KANARIE-in-een-notitie"))
            kim.wants(wish.KeepDraft(here, "KANARIE-in-een-concept"))
            line.clock.advance(30)
            kim.wants(wish.SetLimit(3))
            await kim.until(lambda: practised_lines(kim.work, here) >= 1)
            assert files(folder) == before
            await ends(kim)
            assert kim.heard(ConversationRemoved)[-1].conversation == here
            assert (files(folder), kim.keychain._secrets) == (before, secrets)
            # The wish for own keys belongs to the sign-in and may still have been on its way.
            assert {type(message) for message in kim.said[said:]} <= {say.WishCertificate}


async def test_r1_what_is_registered_in_practice_is_checked_and_then_on_no_disk_and_in_no_figures(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line:
        folder = tmp_path / "kim"
        async with at_work(folder, line.url, line.clock) as kim:
            await kim.enrols(await code_for(line, "Kim"))
            said, before = len(kim.said), files(folder)
            await begins(kim)
            asked = load("default").registration
            row = FormRow(new_id(), "", asked, 1, "phone", {"themes": ["loneliness"]}, is_by_hand=True)
            kim.wants(wish.KeepForm(row))
            kim.wants(wish.Register(row.form, asked, 1, "phone", "", {"themes": ["no-such-theme"]}))
            await kim.until(lambda: bool(kim.heard(FormRefused)))
            assert kim.heard(Registered) == []
            kim.wants(wish.Register(row.form, asked, 1, "phone", "", row.values))
            await kim.until(lambda: bool(kim.heard(Registered)))
            assert kim.heard(Registered)[-1].form == row.form
            await ends(kim)
            assert files(folder) == before
            assert {type(message) for message in kim.said[said:]} <= {say.WishCertificate}


def practised_lines(work: Work, conversation: str) -> int:
    practice = work._practising._practice
    return len(practice.state.lines(conversation)) if practice is not None else 0


async def test_after_the_practice_the_begin_page_is_as_it_was_and_a_real_shift_opens(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line, at_work(tmp_path / "kim", line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        before, policy = shown(kim), kim.heard(PolicyAdopted)[-1]
        await begins(kim)
        assert kim.heard(PolicyAdopted)[-1] != policy, "the timers are shorter while practising"
        kim.wants(BeginPractice())
        kim.wants(BeginShift(takes_over=False))
        kim.wants(wish.LeaveShift())
        await kim.until(lambda: not shown(kim).is_practice)
        assert shown(kim) == before
        assert kim.heard(PolicyAdopted)[-1] == policy
        assert kim.heard(ConnectionChanged)[-1].connection.state == "connected"
        assert kim.spoken(say.OpenShift) == []
        await kim.on_shift()
        assert not shown(kim).is_practice
        kim.wants(BeginPractice())
        kim.wants(wish.SetPause(is_on=True))
        await kim.until(lambda: shown(kim).is_paused)
        assert not shown(kim).is_practice, "nobody practises during a shift"


async def test_h8_a_practice_locks_and_opens_with_the_true_password(walk: Line, tmp_path: Path) -> None:
    async with walk as line, at_work(tmp_path / "kim", line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        await begins(kim)
        kim.wants(Lock())
        await kim.until(lambda: shown(kim).is_locked)
        assert shown(kim).is_practice
        kim.wants(Unlock("fout"))
        await kim.until(lambda: shown(kim).code == "wrong_password")
        assert shown(kim).is_locked
        kim.wants(Unlock(PASSWORD))
        await kim.until(lambda: not shown(kim).is_locked)
        assert shown(kim).is_practice
        await ends(kim)


async def test_what_the_server_says_meanwhile_is_told_after_the_practice(walk: Line, tmp_path: Path) -> None:
    async with walk as line, at_work(tmp_path / "kim", line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        await begins(kim)
        assert kim.heard(HouseChanged)[-1].house.state == "open"
        await kim.links[-1].cut()
        assert kim.heard(ConnectionChanged)[-1].connection.state == "connected", "the practice has a line"
        await ends(kim)
        await kim.until(lambda: kim.heard(ConnectionChanged)[-1].connection.state == "reconnecting")


async def test_a_notice_of_the_real_console_waits_for_the_end_of_the_practice(
    walk: Line, tmp_path: Path
) -> None:
    """It was lost: what was said while somebody practised was never said again."""
    async with walk as line, at_work(tmp_path / "kim", line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        await begins(kim)
        before = len(kim.heard(NoticeRaised))
        for code in ("clock_wrong", "profile_full", "clock_wrong"):
            kim.work.notice(code)
        assert len(kim.heard(NoticeRaised)) == before
        await ends(kim)
        await kim.until(lambda: len(kim.heard(NoticeRaised)) == before + 2)
        last = max(place for place, each in enumerate(kim.changes) if isinstance(each, SessionChanged))
        told = [each.notice.code for each in kim.changes[last:] if isinstance(each, NoticeRaised)]
        assert told == ["clock_wrong", "profile_full"], "once each, when the page is there again"
        await begins(kim)
        await ends(kim)
        assert len(kim.heard(NoticeRaised)) == before + 2


async def test_signing_out_or_a_lie_of_the_server_ends_the_practice(walk: Line, tmp_path: Path) -> None:
    async with walk as line, at_work(tmp_path / "kim", line.url, line.clock) as kim:
        await kim.enrols(await code_for(line, "Kim"))
        await begins(kim)
        kim.wants(SignOut())
        await kim.until(lambda: shown(kim).stage == "sign_in")
        assert not shown(kim).is_practice
        kim.wants(SignInHere(PASSWORD))
        await kim.until(lambda: shown(kim).stage == "shift_start")
        await begins(kim)

        def lies(message: ToStaff) -> ToStaff:
            seat = kim.work.state.seat
            if seat is not None and isinstance(message, say.ChainChanged):
                certificate = tampered(seat.trust.certificate)
                return say.ChainChanged(certificate, list(seat.trust.coordinators), [], [], [])
            return message

        kim.change = lies
        await code_for(line, "Lou")
        await kim.until(lambda: bool(kim.heard(TrustBroken)))
        await kim.until(lambda: shown(kim).stage == "broken")
        assert not shown(kim).is_practice
