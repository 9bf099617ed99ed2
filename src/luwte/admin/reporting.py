"""``luwte report``: the annual report without a window, for whom the house policy lets count.

First everything is fetched and opened, then the line is closed and the report is made: nothing of the drawing
runs inside the event loop, which would hold Ctrl+C back until it is done.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luwte.admin.arguments import add_sign_in
from luwte.admin.office import ANSWER_SECONDS, Here, Office, open_office
from luwte.admin.terminal import Terminal
from luwte.admin.trouble import AdminError, told
from luwte.console.gathering import Gathered, GatheringError, gather
from luwte.console.link import staff_address
from luwte.errors import LuwteError
from luwte.policy import Policy
from luwte.protocol.messages import Registrations, RegistrationWeeks, StaffMessage, StaffRefused, ToStaff
from luwte.registration.counting.counts import Counts
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.publishing.releasing import Release, released
from luwte.registration.reporting.labels import LANGUAGES
from luwte.registration.sealed.blobs import StatisticsKey
from luwte.settings import console_folder, load_profile
from luwte.vault.keychain import SystemKeychain

FAILED: Final = 1
INTERRUPTED: Final = 130
_STEP: Final = 0.1


@dataclass(frozen=True)
class AskedReport:
    """One call of ``luwte report``."""

    server: str
    year: str
    folder: Path
    language: str
    with_rows: bool
    profile: Path | None
    password_fd: int | None
    code_fd: int | None


@dataclass(frozen=True)
class Fetched:
    """What a report is made of."""

    policy: Policy
    release: Release
    gathered: Gathered


def run(argv: Sequence[str]) -> int:
    """Make the report; 0 when done, 1 with one sentence on standard error, 2 for a wrong command line, 130 if
    it was interrupted: nothing half-made is left then."""
    asked = read(argv)
    try:
        folder = asked.profile or console_folder()
        check(asked, folder)
        terminal = Terminal(asked.password_fd, asked.code_fd)
        here = Here(folder, SystemKeychain(), terminal, time.time)
        write(asked, terminal, asyncio.run(fetch(asked, here)))
    except LuwteError as error:
        sys.stderr.write(f"luwte report: {told(error).sentence}\n")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def read(argv: Sequence[str]) -> AskedReport:
    """Return what the command line asks for; argparse ends the program (2) if it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="luwte report",
        description="Make the annual report of what is released: PDF and HTML with charts, CSV and JSON for "
        "analysis. For a coordinator, or whom else the house policy lets see the figures.",
    )
    parser.add_argument("--server", metavar="URL", required=True, help="the helpline's server")
    parser.add_argument("--year", metavar="Y", required=True, type=_year, help="the year it is about")
    parser.add_argument(
        "--out", metavar="DIR", required=True, type=Path, help="the folder it is written into"
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default="", help="its language; the policy's first if not given"
    )
    parser.add_argument(
        "--rows",
        action="store_true",
        help="also all registrations one by one, if the house policy lets your role; keep that file safe",
    )
    add_sign_in(parser)
    given = parser.parse_args(argv)
    return AskedReport(
        given.server,
        given.year,
        given.out,
        given.lang,
        given.rows,
        given.profile,
        given.password_fd,
        given.code_fd,
    )


def check(asked: AskedReport, profile_folder: Path) -> None:
    """Refuse what can be told before anybody signs in; LuwteError."""
    profile = load_profile(profile_folder)
    if profile is None:
        raise AdminError("no_profile")
    if staff_address(profile.server) != staff_address(asked.server):
        raise AdminError("other_server")
    if not _can_be_written(asked.folder):
        raise AdminError("report_disk")


async def fetch(asked: AskedReport, here: Here) -> Fetched:
    """Sign in, and fetch and open what is released; LuwteError for all that is foreseen."""
    async with open_office(here, leads=False) as office:
        policy, role = office.trust.policy, office.trust.me.role
        if not policy.conduct.may(role, "registrations"):
            raise AdminError("may_not_count")
        if asked.with_rows and not policy.conduct.may(role, "export_rows"):
            raise AdminError("may_not_export")
        release = released(here.moment, policy.time_zone, policy.conduct.publication)
        return Fetched(policy, release, await _gathered(office, release))


def write(asked: AskedReport, terminal: Terminal, fetched: Fetched) -> None:
    """Make the report and tell where its files are; LuwteError for all that is foreseen."""
    policy, release, gathered = fetched.policy, fetched.release, fetched.gathered
    publisher = Publisher(gathered.counts, policy.conduct.publication, release.until)
    if asked.year not in publisher.years:
        raise AdminError("no_figures")
    # A screen is not needed for drawing on paper; Qt would look for one and give up.
    if sys.platform not in {"win32", "darwin"} and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from luwte.console.views.report_files import Wanted, report_drawing, write_report, write_rows  # noqa: PLC0415

    language = asked.language or next((each for each in policy.languages if each in LANGUAGES), "en")
    wanted = Wanted(publisher, policy.name, asked.year, language, release, gathered.unreadable)
    with report_drawing():
        files = write_report(wanted, asked.folder, _Telling(terminal, "Making the report"))
    if asked.with_rows:
        files = (*files, write_rows(publisher, asked.year, asked.folder))
    for file in files:
        terminal.tell(str(file))


async def _gathered(office: Office, release: Release) -> Gathered:
    keys = [
        StatisticsKey(key.claim, key.digest, key.private)
        for key in office.trust.keys.values()
        if key.claim.purpose == "statistics" and key.private is not None
    ]
    if not keys:
        raise AdminError("key_missing")
    keys.sort(key=lambda key: key.claim.not_before, reverse=True)
    told_share = _Telling(office.here.terminal, "Opening registrations")

    async def ask(question: StaffMessage) -> ToStaff:
        await office.link.send(question)
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                answer = await office.link.receive()
                if isinstance(answer, RegistrationWeeks | Registrations | StaffRefused):
                    return answer

    try:
        policy = office.trust.policy
        form, rules = policy.registration, policy.conduct.publication
        gathered = await gather(ask, keys, form, rules, release.until, told_share)
    except GatheringError as error:
        raise AdminError(error.code) from None
    except TimeoutError:
        raise AdminError("too_late") from None
    return gathered or Gathered(Counts(form, ()), 0)


class _Telling:
    """Says how far something is, every tenth of the way, and always goes on: Ctrl+C ends the program."""

    def __init__(self, terminal: Terminal, what: str) -> None:
        self._terminal, self._what = terminal, what
        self._next = 0.0

    def __call__(self, done: float) -> bool:
        if done >= self._next:
            self._terminal.tell(f"{self._what}: {done:.0%}")
            self._next = min(done + _STEP, 1.0) if done < 1.0 else 2.0
        return True


def _can_be_written(folder: Path) -> bool:
    """Return whether a folder is there or can be made: better told before everything is opened than after."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _year(text: str) -> str:
    if not (len(text) == 4 and text.isascii() and text.isdecimal() and text >= "2000"):
        raise argparse.ArgumentTypeError(f"not a year such as 2026: {text}")
    return text
