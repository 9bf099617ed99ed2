"""Writing the annual report into a folder: for people (HTML, PDF) and for analysis (CSV, JSON)."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from luwte.console.qt import prepare_drawing
from luwte.console.views.paper import Paper
from luwte.console.views.web_page import web_page
from luwte.errors import LuwteError
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.publishing.releasing import Release
from luwte.registration.reporting.files import SCHEMA, codebook, figures_csv, figures_json, rows_csv, schema
from luwte.registration.reporting.report import report


class ReportError(LuwteError):
    """``report_disk``: the folder cannot be written."""


@dataclass(frozen=True)
class Wanted:
    """A report that somebody wants: what is in it, whose it is, of which year, in which language."""

    publisher: Publisher
    helpline: str
    year: str
    language: str
    release: Release
    unreadable: int = 0


@contextmanager
def report_drawing() -> Iterator[None]:
    """Let Qt draw in a program that has no window; ConsoleError if this Qt does not work."""
    prepare_drawing()
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    yield
    del application


def write_report(
    wanted: Wanted, folder: Path, goes_on: Callable[[float], bool] = lambda _done: True
) -> tuple[Path, ...]:
    """Write all files of a report and return them; nothing is left behind once ``goes_on`` has said no.

    A file of that name is replaced, whole or not at all. ReportError.
    """
    made = report(
        wanted.publisher,
        wanted.helpline,
        wanted.year,
        wanted.language,
        wanted.release,
        wanted.unreadable,
        lambda done: goes_on(done * 0.7),
    )
    if made is None:
        return ()
    named = f"{wanted.year}-{made.language}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".luwte-report-", dir=folder) as name:
            desk = Path(name)
            (desk / f"report-{named}.html").write_text(web_page(made), encoding="utf-8")
            is_done = Paper(made).save(desk / f"report-{named}.pdf", lambda done: goes_on(0.7 + done * 0.3))
            if not is_done:
                if goes_on(1.0):
                    raise ReportError("report_disk")
                return ()
            (desk / f"figures-{named}.csv").write_text(figures_csv(made), encoding="utf-8", newline="")
            (desk / f"figures-{named}.csv-metadata.json").write_bytes(codebook(made, f"figures-{named}.csv"))
            (desk / f"figures-{named}.json").write_bytes(figures_json(made))
            (desk / SCHEMA).write_bytes(schema())
            return tuple(_moved(file, folder) for file in sorted(desk.iterdir()))
    except OSError:
        raise ReportError("report_disk") from None


def write_rows(publisher: Publisher, year: str, folder: Path) -> Path:
    """Write a year's registrations one by one: for a role that may take them along. ReportError."""
    counts = publisher.counts
    answers = counts.within(f"{year}-W01", min(f"{year}-W53", publisher.until)).answers
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".luwte-report-", dir=folder) as name:
            file = Path(name) / f"registrations-{year}.csv"
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                out.write(rows_csv(counts.form, answers))
            return _moved(file, folder)
    except OSError:
        raise ReportError("report_disk") from None


def _moved(file: Path, folder: Path) -> Path:
    return file.replace(folder / file.name)
