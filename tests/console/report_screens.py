"""Writes annual reports of invented years into a folder, every page as a picture too, to be looked at.

Run ``python -m tests.console.report_screens DIR [HOUSE]``. Every house in both languages; a year that goes
on, one of a few contacts, one that is too small to show, one without any, and one of a very large line.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from luwte.console.views.paper import Paper
from luwte.console.views.report_files import Wanted, report_drawing, write_report
from luwte.policy import shipped
from luwte.registration.reporting.report import report
from tests.invented import AFTER_2026, IN_NOVEMBER, published


@dataclass(frozen=True)
class Year:
    """A year to be looked at, with how many contacts there were in the one before it and in itself."""

    name: str
    before: int
    count: int
    now: datetime = AFTER_2026


YEARS = (
    Year("usual", 2_100, 2_600),
    Year("goes-on", 900, 1_200, IN_NOVEMBER),
    Year("few", 40, 90),
    Year("too-small", 0, 6),
    Year("none", 300, 0),
    Year("large", 60_000, 90_000),
)


def reports(only: str) -> Iterator[tuple[str, Wanted]]:
    """Return what is to be made, each with the folder it goes into."""
    for house in shipped():
        if not house.startswith(only):
            continue
        for year in YEARS if house == "lumi" else YEARS[:1]:
            counts = {"2025": year.before, "2026": year.count}
            policy, publisher, release = published(house, counts, year.now)
            for language in ("nl", "en"):
                wanted = Wanted(publisher, policy.name, "2026", language, release)
                yield f"{house}-{year.name}-{language}", wanted


def main() -> None:
    """Make all, or those of the house whose name begins with the second argument."""
    folder = Path(sys.argv[1])
    with report_drawing():
        for name, wanted in reports(sys.argv[2] if len(sys.argv) > 2 else ""):
            write_report(wanted, folder / name)
            made = report(wanted.publisher, wanted.helpline, wanted.year, wanted.language, wanted.release)
            if made is not None:
                paper = Paper(made)
                for number in range(len(paper)):
                    paper.picture(number, 1.0).save(str(folder / name / f"page-{number + 1:02}.png"))


if __name__ == "__main__":
    main()
