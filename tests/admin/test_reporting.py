"""The annual report from the terminal, on a real server (R3)."""

import asyncio
import json
import subprocess
import sys
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luwte.admin.office import Office
from luwte.admin.reporting import AskedReport, make_report, read
from luwte.admin.trouble import AdminError
from luwte.crypto.keys import random_bytes
from luwte.policy import load
from luwte.registration.blobs import StatisticsKey, seal_answers, seal_dummy
from luwte.registration.releasing import released
from luwte.registration.weeks import Weeks
from tests.conftest import Walk
from tests.invented import registrations

Walking = AbstractAsyncContextManager[Walk]


def asked(line: Walk, year: str, **more: object) -> AskedReport:
    """Return what stands on the command line."""
    usual = AskedReport(line.url, year, line.folder / "out", "en", False, None, None, None)
    return replace(usual, **more)  # type: ignore[arg-type]


def key_of(office: Office) -> StatisticsKey:
    """Return the helpline's statistics key."""
    key = next(each for each in office.trust.keys.values() if each.claim.purpose == "statistics")
    return StatisticsKey(key.claim, key.digest, key.private)


async def filled(line: Walk) -> str:
    """Let the server have registrations of the weeks that are out, and one of this week; return the year."""
    async with line.office() as office:
        key, form = key_of(office), load("default").registration
    now = datetime.fromtimestamp(line.clock.now, UTC)
    until = released(now, "Europe/Amsterdam", load("default").conduct.publication).until
    year = until[:4]
    weeks = Weeks(line.data)
    by_week: dict[str, list[bytes]] = {}
    for made in registrations(form, {year: 300}):
        if made.week <= until:
            by_week.setdefault(made.week, []).append(seal_answers(key, made))
    by_week.setdefault(until, []).extend([seal_dummy(key), random_bytes(1_024)])
    for week, blobs in by_week.items():
        await asyncio.to_thread(weeks.add, week, blobs)
    return year


@pytest.mark.usefixtures("qapp")
async def test_R3_a_coordinator_makes_the_report_at_the_terminal(walk: Walking) -> None:
    async with walk as line:
        year = await filled(line)
        line.clock.advance(30)
        here = line.here()
        await make_report(asked(line, year), here)
        names = {file.name for file in (line.folder / "out").iterdir()}
        assert names == {
            f"report-{year}-en.html",
            f"report-{year}-en.pdf",
            f"figures-{year}-en.csv",
            f"figures-{year}-en.json",
            "figures.schema.json",
        }
        found = json.loads((line.folder / "out" / f"figures-{year}-en.json").read_text())
        assert any(table["name"] == "contacts" and table["columns"][0]["total"] for table in found["tables"])
        assert "One registration could not be opened" in (
            line.folder / "out" / f"report-{year}-en.html"
        ).read_text(encoding="utf-8")
        assert "Opening registrations: 100%" in here.terminal.out.getvalue()  # type: ignore[attr-defined]


async def test_rows_are_for_a_role_that_may_take_them_along(walk: Walking) -> None:
    async with walk as line:
        line.clock.advance(30)
        with pytest.raises(AdminError, match="may_not_export"):
            await make_report(asked(line, "2026", with_rows=True), line.here())
        assert not (line.folder / "out").exists()


async def test_another_server_than_the_profiles_is_not_signed_in_to(walk: Walking) -> None:
    async with walk as line:
        with pytest.raises(AdminError, match="other_server"):
            await make_report(asked(line, "2026", server="https://elsewhere.example"), line.here())


def test_the_words_of_the_command_line() -> None:
    found = read(["--server", "https://a.example", "--year", "2026", "--out", "there", "--lang", "nl"])
    assert (found.server, found.year, found.folder, found.language) == (
        "https://a.example",
        "2026",
        Path("there"),
        "nl",
    )
    for wrong in (["--year", "26"], ["--year", "2026", "--lang", "fr"]):
        with pytest.raises(SystemExit, match="2"):
            read(["--server", "https://a.example", "--out", "there", *wrong])


def test_without_a_profile_the_command_says_so_and_ends_with_1(tmp_path: Path) -> None:
    words = ["--server", "https://a.example", "--year", "2026", "--out", str(tmp_path)]
    ended = subprocess.run(
        [sys.executable, "-m", "luwte", "report", *words, "--profile", str(tmp_path / "nobody")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("luwte report: ")
    assert "Traceback" not in ended.stderr
