"""A leader at the real window, over a real server, under Fier's policy: no shift, but figures and rows."""

import asyncio
import csv
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pyotp
from pytestqt.qtbot import QtBot

from luwte.admin.house import publish_policy
from luwte.console.state import Figures
from luwte.console.views.making_report import ReportQuestion
from luwte.protocol.messages import OpenShift
from luwte.registration.publishing.releasing import released
from luwte.registration.sealed.blobs import seal_answers
from luwte.registration.sealed.weeks import Weeks
from luwte.vault.keychain import MemoryKeychain
from tests.admin.test_reporting import key_of
from tests.conftest import Walk
from tests.console.test_work import code_for
from tests.console.working import PASSWORD
from tests.invented import registrations
from tests.walks.at_window import AtWindow, at_window

Line = AbstractAsyncContextManager[Walk]


async def registered(line: Walk) -> str:
    """Adopt Fier's policy, let the server have a year's registrations; return that year."""
    async with line.office() as office:
        await publish_policy(office, "fier")
        policy, key = office.trust.policy, key_of(office)
    now = datetime.fromtimestamp(line.clock.now, UTC)
    until = released(now, policy.time_zone, policy.conduct.publication).until
    made = [each for each in registrations(policy.registration, {until[:4]: 150}) if each.week <= until]
    for week in {each.week for each in made}:
        blobs = [seal_answers(key, each) for each in made if each.week == week]
        await asyncio.to_thread(Weeks(line.data).add, week, blobs)
    return until[:4]


async def enrols(lena: AtWindow, code: str, line: Walk) -> None:
    """Use a code as a leader does: with an authenticator app."""
    lena.controller.enrol(line.url, code, PASSWORD)
    await lena.until(lambda: bool(lena.session.totp_uri) and not lena.session.is_busy)
    totp = pyotp.parse_uri(lena.session.totp_uri)
    assert isinstance(totp, pyotp.TOTP)
    lena.controller.confirm_enrolment(totp.at(line.clock()))
    await lena.until(lambda: lena.session.stage == "shift_start")


async def test_A1_R3_a_leader_looks_at_the_figures_and_takes_rows_along(
    walk: Line, qtbot: QtBot, tmp_path: Path
) -> None:
    async with walk as line:
        year = await registered(line)
        code = await code_for(line, "Lena", "leader")
        async with at_window(tmp_path / "lena", line.url, line.clock, MemoryKeychain()) as lena:
            read: list[Figures] = []
            lena.controller.figures_changed.connect(read.append)
            lena.controller.figures_changed.connect(lena._wake)
            await enrols(lena, code, line)
            begin, page = lena.console.window.begin, lena.console.figures
            assert begin.planned.isHidden()
            assert begin.action.text() == "Figures"
            begin.action.click()
            await lena.until(lambda: any(each.counts is not None or each.code for each in read))
            assert read[-1].code == ""
            assert read[-1].counts is not None
            assert len(read[-1].counts) > 50

            page.report.click()
            question = page.making.question
            assert isinstance(question, ReportQuestion)
            assert not question.rows.isHidden()
            question.rows.click()
            question.yes.click()
            warning = page.making.question
            assert warning is not None
            warning.yes.click()
            page.making.write(str(tmp_path / "out"))
            files = tmp_path / "out" / f"report-{year}-en.pdf", tmp_path / "out" / f"registrations-{year}.csv"
            qtbot.waitUntil(lambda: all(file.exists() for file in files), timeout=60_000)
            qtbot.waitUntil(lambda: "lies in" in page.making.said.text(), timeout=60_000)
            with files[1].open(encoding="utf-8", newline="") as rows:
                assert len(list(csv.DictReader(rows))) > 50
            assert not any(isinstance(message, OpenShift) for message in lena.said)
