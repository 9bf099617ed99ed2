"""``luwte report``: the annual report without a window. Signs in as a coordinator does at the terminal."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from luwte.admin.office import ANSWER_SECONDS, Here, Office, open_office
from luwte.admin.terminal import Terminal
from luwte.admin.trouble import AdminError, told
from luwte.console.gathering import Gathered, GatheringError, gather
from luwte.errors import LuwteError
from luwte.protocol.messages import Registrations, RegistrationWeeks, StaffMessage, StaffRefused, ToStaff
from luwte.registration.blobs import StatisticsKey
from luwte.registration.counting import Counts
from luwte.registration.labels import LANGUAGES
from luwte.registration.publishing import Publisher
from luwte.registration.releasing import Release, released
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


def run(argv: Sequence[str]) -> int:
    """Make the report; 0 when done, 1 with one sentence on standard error, 2 for a wrong command line."""
    asked = read(argv)
    try:
        terminal = Terminal(asked.password_fd, asked.code_fd)
        here = Here(asked.profile or console_folder(), SystemKeychain(), terminal, time.time)
        asyncio.run(make_report(asked, here))
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
        description="Make the annual report: PDF and HTML with charts, CSV and JSON for analysis.",
    )
    parser.add_argument("--server", metavar="URL", required=True, help="the helpline's server")
    parser.add_argument("--year", metavar="Y", required=True, type=_year, help="the year it is about")
    parser.add_argument(
        "--out", metavar="DIR", required=True, type=Path, help="the folder it is written into"
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default="", help="the policy's first language if not given"
    )
    parser.add_argument(
        "--rows",
        action="store_true",
        help="also all registrations one by one, if the house policy lets your role; keep that file safe",
    )
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="this person's folder, the console's if not given"
    )
    parser.add_argument(
        "--password-fd", type=int, metavar="N", help="read the password from this open descriptor"
    )
    parser.add_argument(
        "--code-fd", type=int, metavar="N", help="read the authenticator's code from this open descriptor"
    )
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


async def make_report(asked: AskedReport, here: Here) -> None:
    """Sign in, fetch and open what is released, and write the report; LuwteError for all that is
    foreseen."""
    profile = load_profile(here.folder)
    if profile is None:
        raise AdminError("no_profile")
    if _address(profile.server) != _address(asked.server):
        raise AdminError("other_server")
    async with open_office(here) as office:
        policy, role = office.trust.policy, office.trust.me.role
        if not policy.conduct.may(role, "registrations"):
            raise AdminError("may_not_count")
        if asked.with_rows and not policy.conduct.may(role, "export_rows"):
            raise AdminError("may_not_export")
        rules = policy.conduct.publication
        release = released(here.moment, policy.time_zone, rules)
        gathered = await _gathered(office, release)
    _write(asked, here.terminal, office, release, gathered)


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


def _write(
    asked: AskedReport, terminal: Terminal, office: Office, release: Release, gathered: Gathered
) -> None:
    # A screen is not needed for drawing on paper; Qt would look for one and give up.
    if sys.platform not in {"win32", "darwin"} and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from luwte.console.views.report_files import Wanted, report_drawing, write_report, write_rows  # noqa: PLC0415

    policy = office.trust.policy
    language = asked.language or next((each for each in policy.languages if each in LANGUAGES), "en")
    publisher = Publisher(gathered.counts, policy.conduct.publication, release.until)
    wanted = Wanted(publisher, policy.name, asked.year, language, release, gathered.unreadable)
    with report_drawing():
        files = write_report(wanted, asked.folder, _Telling(terminal, "Making the report"))
    if asked.with_rows:
        files = (*files, write_rows(publisher, asked.year, asked.folder))
    for file in files:
        terminal.tell(str(file))


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


def _address(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _year(text: str) -> str:
    if not (len(text) == 4 and text.isascii() and text.isdecimal() and text >= "2000"):
        raise argparse.ArgumentTypeError(f"not a year such as 2026: {text}")
    return text
