"""The annual report from the terminal, on a real server (R3)."""

import asyncio
import json
import signal
import subprocess
import sys
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luwte.admin import reporting
from luwte.admin.house import publish_policy
from luwte.admin.office import Office
from luwte.admin.reporting import INTERRUPTED, AskedReport, Fetched, check, fetch, read, run, write
from luwte.admin.terminal import Terminal
from luwte.admin.trouble import SENTENCES, AdminError
from luwte.console.gathering import Gathered
from luwte.crypto.keys import random_bytes
from luwte.errors import LuwteError
from luwte.policy import load, source
from luwte.registration.publishing.releasing import released
from luwte.registration.sealed.blobs import StatisticsKey, seal_answers, seal_dummy
from luwte.registration.sealed.weeks import Weeks
from luwte.vault.keychain import MemoryKeychain
from tests.conftest import Walk
from tests.invented import published, registrations

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
        write(asked(line, year), here.terminal, await fetch(asked(line, year), here))
        names = {file.name for file in (line.folder / "out").iterdir()}
        assert names == {
            f"report-{year}-en.html",
            f"report-{year}-en.pdf",
            f"figures-{year}-en.csv",
            f"figures-{year}-en.csv-metadata.json",
            f"figures-{year}-en.json",
            "figures.schema.json",
        }
        found = json.loads((line.folder / "out" / f"figures-{year}-en.json").read_text())
        assert any(table["name"] == "contacts" and table["columns"][0]["total"] for table in found["tables"])
        assert "One registration could not be opened" in (
            line.folder / "out" / f"report-{year}-en.html"
        ).read_text(encoding="utf-8")
        assert "Opening registrations: 100%" in here.terminal.out.getvalue()  # type: ignore[attr-defined]


async def test_R3_a_role_that_the_policy_does_not_let_count_gets_no_report(walk: Walking) -> None:
    toml = source("default").read_text(encoding="utf-8")
    may_not = toml.replace('"abuse", "registrations"', '"abuse"')
    assert may_not != toml
    async with walk as line:
        (line.folder / "house.toml").write_text(may_not, encoding="utf-8")
        async with line.office() as office:
            await publish_policy(office, str(line.folder / "house.toml"))
        line.clock.advance(30)
        with pytest.raises(AdminError, match="may_not_count"):
            await fetch(asked(line, "2026"), line.here())


async def test_rows_are_for_a_role_that_may_take_them_along(walk: Walking) -> None:
    async with walk as line:
        line.clock.advance(30)
        with pytest.raises(AdminError, match="may_not_export"):
            await fetch(asked(line, "2026", with_rows=True), line.here())
        assert not (line.folder / "out").exists()


@pytest.mark.parametrize(
    ("server", "code"),
    [("https://elsewhere.example", "other_server"), ("http://[", "bad_address"), ("luwte", "bad_address")],
)
async def test_another_server_than_the_profiles_is_not_signed_in_to(
    walk: Walking, server: str, code: str
) -> None:
    async with walk as line:
        with pytest.raises(LuwteError, match=code):
            check(asked(line, "2026", server=server), line.here().folder)
        check(asked(line, "2026"), line.here().folder)


async def test_a_folder_that_cannot_be_written_is_told_before_anybody_signs_in(walk: Walking) -> None:
    async with walk as line:
        (line.folder / "file").write_text("in the way")
        with pytest.raises(AdminError, match="report_disk"):
            check(asked(line, "2026", folder=line.folder / "file" / "out"), line.here().folder)


async def test_a_year_without_figures_makes_no_report(walk: Walking) -> None:
    async with walk as line:
        year = await filled(line)
        line.clock.advance(30)
        here = line.here()
        fetched = await fetch(asked(line, year), here)
        with pytest.raises(AdminError, match="no_figures"):
            write(asked(line, "2019"), here.terminal, fetched)
        assert not (line.folder / "out").exists()


@pytest.mark.usefixtures("qapp")
def test_interrupted_in_the_middle_of_it_nothing_half_made_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy, publisher, release = published("default", {"2026": 60})
    fetched = Fetched(policy, release, Gathered(publisher.counts, 0))
    told: list[str] = []

    async def at_once(_asked: AskedReport, _here: object) -> Fetched:
        return fetched

    def tell(_terminal: Terminal, sentence: str = "") -> None:
        told.append(sentence)
        if len(told) == 3:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(reporting, "check", lambda *_asked: None)
    monkeypatch.setattr(reporting, "SystemKeychain", MemoryKeychain)
    monkeypatch.setattr(reporting, "fetch", at_once)
    monkeypatch.setattr(Terminal, "tell", tell)
    words = ["--server", "https://a.example", "--year", "2026", "--out", str(tmp_path / "out")]
    assert run([*words, "--profile", str(tmp_path)]) == INTERRUPTED
    assert len(told) == 3, "it ended there and then"
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


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
    assert ended.stderr == f"luwte report: {SENTENCES['no_profile']}\n"
