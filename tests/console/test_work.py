"""The console at work on a real server: coming in, dropping, coming back, and refusing to believe a lie."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pyotp
import pytest
from msgspec import structs

from luwte.admin.people import make_code
from luwte.console.link import LinkError
from luwte.console.state import (
    ConnectionChanged,
    ConversationAdded,
    NoticeRaised,
    QueueChanged,
    TrustBroken,
)
from luwte.console.state import intentions as wish
from luwte.console.wants import (
    BeginShift,
    ConfirmEnrolment,
    EnrolHere,
    Lock,
    SignInHere,
    SignOut,
    Unlock,
)
from luwte.crypto.certificates import Role
from luwte.protocol import messages as say
from luwte.protocol.messages import ToStaff
from luwte.settings import PROFILE, load_profile, save_profile
from luwte.visitor import Visitor
from tests.conftest import Walk
from tests.console.working import PASSWORD, Desk, at_work
from tests.wire.helpline import signing, tampered

Line = AbstractAsyncContextManager[Walk]


async def code_for(line: Walk, name: str, role: Role = "volunteer") -> str:
    async with line.office() as office:
        code, message = await make_code(office, name, role, line.kit)
        await office.do(message, "add_person")
        return code.text


@asynccontextmanager
async def kim_on_shift(line: Walk, folder: Path) -> AsyncIterator[Desk]:
    code = await code_for(line, "Kim")
    async with at_work(folder, line.url, line.clock) as kim:
        await kim.enrols(code)
        await kim.on_shift()
        yield kim


async def accepts(kim: Desk, visitor: Visitor) -> str:
    await kim.until(lambda: any(change.queue.someone_waits for change in kim.heard(QueueChanged)))
    kim.wants(wish.AcceptVisitor())
    await kim.until(lambda: bool(kim.heard(ConversationAdded)))
    assert visitor.talk is not None
    conversation = visitor.talk.conversation
    assert conversation is not None
    await visitor.until(
        lambda: visitor.talk is not None and not visitor.talk.unsent() and not visitor.talk.keys.are_wanted()
    )
    await kim.until(lambda: bool(kim.lines(conversation)))
    return conversation


async def test_a_code_enrols_signs_in_and_leaves_a_profile_without_a_readable_secret(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line:
        code = await code_for(line, "Kim")
        async with at_work(tmp_path / "kim", line.url, line.clock) as kim:
            assert kim.work.state.session.stage == "enrol"
            await kim.enrols(code)
            session = kim.work.state.session
            assert (session.name, session.role, session.code) == ("Kim", "volunteer", "")
        profile = load_profile(tmp_path / "kim")
        assert profile is not None
        assert profile.wish, "own keys are wished for at the first sign-in"
        async with at_work(tmp_path / "kim", "", line.clock) as again:
            again.keychain = kim.keychain
            assert again.work.state.session.stage == "sign_in"
            assert again.work.state.session.server == line.url
            again.wants(SignInHere("niet het wachtwoord"))
            await again.until(lambda: again.work.state.session.code == "wrong_password")
            assert again.said == [], "a wrong password never reaches the server"
            again.wants(SignInHere(PASSWORD))
            await again.until(lambda: again.work.state.session.stage == "shift_start")


async def test_a_code_counts_once_and_a_slip_in_it_is_told_before_anything_is_sent(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line:
        code = await code_for(line, "Kim")
        async with at_work(tmp_path / "kim", line.url, line.clock) as kim:
            slip = ("B" if code[0] == "A" else "A") + code[1:]
            for wrong, password, told in (
                (slip, PASSWORD, "bad_code"),
                ("", PASSWORD, "bad_code"),
                (code, "kort", "weak_password"),
            ):
                kim.wants(EnrolHere("", wrong, password))
                await kim.told_at_sign_in(told)
                assert kim.spoken(say.Enrol) == []
            await kim.enrols(code)
        async with at_work(tmp_path / "other", line.url, line.clock) as other:
            other.wants(EnrolHere(line.url, code, PASSWORD))
            await other.until(lambda: other.work.state.session.code == "enrolment_code")
            assert load_profile(tmp_path / "other") is None


async def test_a_coordinator_sets_up_a_second_factor_without_losing_the_code(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line:
        code = await code_for(line, "Mo", "coordinator")
        async with at_work(tmp_path / "mo", line.url, line.clock) as mo:
            mo.wants(EnrolHere(line.url, code, PASSWORD))
            await mo.until(lambda: bool(mo.work.state.session.totp_uri) and not mo.work.state.session.is_busy)
            assert mo.work.state.session.stage == "enrol"
            totp = pyotp.parse_uri(mo.work.state.session.totp_uri)
            assert isinstance(totp, pyotp.TOTP)
            right = totp.at(line.clock())
            mo.wants(ConfirmEnrolment("000000" if right != "000000" else "111111"))
            await mo.until(lambda: mo.work.state.session.code == "second_factor")
            mo.wants(ConfirmEnrolment(right))
            await mo.until(lambda: mo.work.state.session.stage == "shift_start")
            assert mo.work.state.session.role == "coordinator"


async def test_a_line_typed_while_the_connection_is_away_is_sent_once_and_in_order(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        visitor = await line.waiting()
        conversation = await accepts(kim, visitor)
        kim.wants(wish.SendLine(conversation, "een"))
        await kim.until(lambda: kim.lines(conversation)[-1].delivery == "stored")
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        for text in ("twee", "drie"):
            kim.wants(wish.SendLine(conversation, text))
        await kim.until(lambda: len(kim.lines(conversation)) == 4)
        assert [row.delivery for row in kim.lines(conversation)[2:]] == ["waiting", "waiting"]
        said = await visitor.say("ben je er nog?")
        assert said
        await kim.back()
        await kim.until(
            lambda: [row.delivery for row in kim.lines(conversation) if row.is_own] == ["stored"] * 3
        )
        await visitor.hear("drie")
        expected = ["hallo", "een", "ben je er nog?", "twee", "drie"]
        assert [row.text for row in kim.lines(conversation)] == expected
        assert visitor.talk is not None
        assert len({message.id for message in kim.spoken(say.StaffLine)}) == 3


async def test_an_acknowledgement_that_was_lost_does_not_double_the_line(walk: Line, tmp_path: Path) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        visitor = await line.waiting()
        conversation = await accepts(kim, visitor)
        lost = asyncio.Event()

        def loses(message: ToStaff) -> ToStaff:
            if isinstance(message, say.StaffStored):
                lost.set()
                raise LinkError("closed")
            return message

        kim.change = loses
        kim.wants(wish.SendLine(conversation, "eenmaal"))
        await lost.wait()
        kim.change = lambda message: message
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        await kim.back()
        await kim.until(lambda: kim.lines(conversation)[-1].delivery == "stored")
        await visitor.hear("eenmaal")
        assert [row.text for row in kim.lines(conversation)] == ["hallo", "eenmaal"]


async def test_it_keeps_trying_with_growing_pauses_and_says_why_and_when(walk: Line, tmp_path: Path) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        kim.failures += [LinkError("unreachable"), LinkError("certificate")]
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        await kim.back()
        told = [change.connection for change in kim.heard(ConnectionChanged)]
        assert [one.code for one in told if one.retry_at is not None] == [
            "closed",
            "unreachable",
            "certificate",
        ]
        assert told[-1].state == "connected"


async def test_when_the_server_forgot_the_sign_in_the_console_signs_in_anew_by_itself(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        visitor = await line.waiting()
        conversation = await accepts(kim, visitor)
        kim.work._staying._token = bytes(32)
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        await kim.back()
        assert kim.work.state.session.stage == "on_shift"
        kim.wants(wish.SendLine(conversation, "daar ben ik weer"))
        await visitor.hear("daar ben ik weer")


async def test_a_lie_on_the_line_stops_it_for_good_and_nothing_is_sent_again(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        visitor = await line.waiting()
        conversation = await accepts(kim, visitor)

        def lies(message: ToStaff) -> ToStaff:
            if isinstance(message, say.HouseState):
                assert kim.work.state.seat is not None
                trust = kim.work.state.seat.trust
                return say.ChainChanged(tampered(trust.certificate), list(trust.coordinators), [], [], [])
            return message

        kim.change = lies
        async with line.office() as office:
            await office.do(say.SetHouse(is_paused=True), "set_house")
        await kim.until(lambda: kim.work.state.connection.state == "offline")
        assert [change.alarm.code for change in kim.heard(TrustBroken)] == ["bad_signature"]
        assert kim.work.state.session.stage == "broken"
        said, links = len(kim.said), len(kim.links)
        kim.wants(wish.SendLine(conversation, "nergens heen"))
        kim.wants(SignInHere(PASSWORD))
        kim.wants(Lock())
        await kim.until(lambda: kim.work.state.session.is_locked)
        assert (len(kim.said), len(kim.links)) == (said, links)


@pytest.mark.parametrize("lie", ["root", "weak_cost", "policy"])
async def test_a_profile_or_a_house_that_was_tampered_with_is_an_alarm_at_sign_in(
    walk: Line, tmp_path: Path, lie: str
) -> None:
    async with walk as line:
        folder = tmp_path / "kim"
        code = await code_for(line, "Kim")
        async with at_work(folder, line.url, line.clock) as kim:
            await kim.enrols(code)
        profile = load_profile(folder)
        assert profile is not None
        changed, code, is_silent = {
            "root": (structs.replace(profile, root=signing("another").public), "wrong_root", False),
            "weak_cost": (structs.replace(profile, memory_kib=8), "weak_cost", True),
            "policy": (structs.replace(profile, policy=99), "older_policy", False),
        }[lie]
        save_profile(folder, changed)
        async with at_work(folder, "", line.clock) as again:
            again.keychain = kim.keychain
            again.wants(SignInHere(PASSWORD))
            await again.until(lambda: bool(again.heard(TrustBroken)))
            assert again.heard(TrustBroken)[0].alarm.code == code
            assert again.work.state.session.stage == "broken"
            assert (again.said == []) is is_silent
            assert again.spoken(say.OpenShift) == []


async def test_a_computer_that_lost_its_device_secret_needs_a_new_code(walk: Line, tmp_path: Path) -> None:
    async with walk as line:
        code = await code_for(line, "Kim")
        async with at_work(tmp_path / "kim", line.url, line.clock) as kim:
            await kim.enrols(code)
        async with at_work(tmp_path / "kim", "", line.clock) as again:
            again.wants(SignInHere(PASSWORD))
            await again.until(lambda: again.work.state.session.code == "no_device_secret")
            assert again.said == []


async def test_a_damaged_profile_is_told_and_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / PROFILE).write_text("{")
    async with at_work(tmp_path, "http://127.0.0.1:1", lambda: 0) as kim:
        await kim.until(lambda: kim.work.state.session.code == "settings_damaged")
        kim.wants(EnrolHere("", "code", PASSWORD))
        await kim.until(lambda: not kim.work.state.session.is_busy and kim.work.state.session.code != "")
        assert kim.work.state.session.code == "settings_damaged"
    assert (tmp_path / PROFILE).read_text() == "{"


async def test_locked_it_opens_with_the_password_only_and_works_on_meanwhile(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        kim.wants(Lock())
        await kim.until(lambda: kim.work.state.session.is_locked)
        kim.wants(Unlock("fout"))
        await kim.until(lambda: kim.work.state.session.code == "wrong_password")
        await line.waiting()
        await kim.until(lambda: any(change.queue.someone_waits for change in kim.heard(QueueChanged)))
        assert kim.work.state.session.is_locked
        kim.wants(Unlock(PASSWORD))
        await kim.until(lambda: not kim.work.state.session.is_locked)


async def test_a_second_console_asks_before_it_takes_over_and_seals_the_first(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        shutil.copytree(tmp_path / "kim", tmp_path / "again")
        async with at_work(tmp_path / "again", "", line.clock) as again:
            again.keychain = kim.keychain
            again.wants(SignInHere(PASSWORD))
            await again.until(lambda: again.work.state.session.stage == "shift_start")
            assert again.work.state.session.shift_elsewhere
            again.wants(BeginShift(takes_over=False))
            await again.until(lambda: again.work.state.session.code == "shift_elsewhere")
            again.wants(BeginShift(takes_over=True))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
            await kim.until(lambda: kim.work.state.session.stage == "sealed")
            assert kim.work.state.session.sealed_why == "taken_over"


async def test_h8_after_a_coordinator_ended_the_shift_only_the_password_opens_another(
    walk: Line, tmp_path: Path
) -> None:
    """Whoever sits at the computer now may be somebody else: it does not sign in again by itself."""
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        seat = kim.work.state.seat
        assert seat is not None
        async with line.office() as office:
            await office.do(say.EndShift(seat.me), "end_shift")
        await kim.until(lambda: kim.work.state.session.stage == "sealed" and kim.work.state.seat is None)
        assert kim.work.state.session.sealed_why == "ended"
        assert len(kim.spoken(say.SignIn)) == 1
        kim.wants(BeginShift(takes_over=False))
        await kim.until(lambda: kim.work.state.session.stage == "sign_in")
        kim.wants(SignInHere(PASSWORD))
        await kim.until(lambda: kim.work.state.session.stage == "shift_start")


async def test_nobody_signs_out_of_an_open_conversation_and_afterwards_all_keys_are_gone(
    walk: Line, tmp_path: Path
) -> None:
    async with walk as line, kim_on_shift(line, tmp_path / "kim") as kim:
        visitor = await line.waiting()
        conversation = await accepts(kim, visitor)
        kim.wants(SignOut())
        await kim.until(lambda: bool(kim.heard(NoticeRaised)))
        assert kim.heard(NoticeRaised)[-1].notice.code == "not_now"
        kim.wants(wish.End(conversation))
        await kim.until(lambda: not kim.work.state.talks.all)
        kim.wants(wish.LeaveShift())
        await kim.until(lambda: kim.work.state.session.stage == "sealed")
        kim.wants(SignOut())
        await kim.until(lambda: kim.work.state.session.stage == "sign_in" and kim.work.state.seat is None)
        assert kim.spoken(say.CloseShift) == [say.CloseShift()], "what was said before still left"
