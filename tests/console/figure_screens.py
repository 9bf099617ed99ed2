"""The figures, to be looked at: read, at a glance, one question, two crossed, a filter, a table, a report on
its way; nothing yet, a handful, a first quarter, ten years, no key, no answer."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtWidgets import QApplication

from luwte.console.app import Console
from luwte.console.state import Figures
from luwte.console.state.policy_view import view_of
from luwte.policy import load
from luwte.registration.counting.counts import THEMES_ABOVE, Counts
from tests.console import stage
from tests.invented import AFTER_2026, IN_NOVEMBER, published, registrations

YEARS: Final = {"2025": 1_100, "2026": 1_400}
PATIENCE_SECONDS: Final = 20


def figures(console: Console) -> None:
    """At a glance."""
    _, publisher, release = published("lumi", YEARS, AFTER_2026)
    _open(console)
    console.figures.choice.compared.setChecked(True)
    console.controller.figures_changed.emit(Figures(1.0, publisher.counts, 3, release=release))
    _settle(console)


def figures_question(console: Console) -> None:
    """One question, in a year that is not over."""
    _, publisher, release = published("lumi", YEARS, IN_NOVEMBER)
    _open(console)
    console.controller.figures_changed.emit(Figures(1.0, publisher.counts, release=release))
    _choose(console, "gender")
    _settle(console)


def figures_crossed(console: Console) -> None:
    """Two questions crossed."""
    figures(console)
    _choose(console, THEMES_ABOVE)
    box = console.figures.choice.beside
    box.setCurrentIndex(box.findData("age"))
    box.activated.emit(box.currentIndex())
    _settle(console)


def figures_table(console: Console) -> None:
    """The table behind a chart."""
    figures_question(console)
    console.figures.boxes[0].turn_over()


def figures_report(console: Console) -> None:
    """Which report is wanted."""
    figures(console)
    console.figures.report.click()


def figures_reading(console: Console) -> None:
    """On the way."""
    _open(console)
    console.controller.figures_changed.emit(Figures(0.4))


def figures_empty(console: Console) -> None:
    """Nothing is out yet."""
    policy, _, release = published("lumi", {}, IN_NOVEMBER)
    _open(console)
    counts = Counts(policy.registration, [])
    console.controller.figures_changed.emit(Figures(1.0, counts, release=release))


def figures_offline(console: Console) -> None:
    """The server does not answer."""
    _open(console)
    console.controller.figures_changed.emit(Figures(code="offline"))


def figures_key_missing(console: Console) -> None:
    """The key has not been passed on yet."""
    _open(console)
    console.controller.figures_changed.emit(Figures(code="key_missing"))


def figures_handful(console: Console) -> None:
    """All but nothing may be shown."""
    _show(console, "lumi", {"2026": 14}, is_compared=False)


def figures_first_quarter(console: Console) -> None:
    """A helpline that has just begun."""
    release = published("fier", {}, datetime(2026, 5, 2, 12, tzinfo=UTC))[2]
    _open(console, "fier")
    form = load("fier").registration
    said = [each for each in registrations(form, {"2026": 900}) if each.week <= "2026-W09"]
    console.controller.figures_changed.emit(Figures(1.0, Counts(form, said), release=release))
    _settle(console)


def figures_ten_years(console: Console) -> None:
    """Ten years of a large line."""
    _show(console, "lumi", {str(year): 9_000 + 300 * (year % 7) for year in range(2017, 2027)})


def figures_wide_tree(console: Console) -> None:
    """Every theme, under what it belongs to."""
    _show(console, "lumi", YEARS)
    _choose(console, "themes")
    _settle(console)


def figures_long_words(console: Console) -> None:
    """Two questions with long answers, crossed."""
    _show(console, "levgroep", YEARS, is_compared=False)
    _choose(console, "age")
    box = console.figures.choice.beside
    box.setCurrentIndex(box.findData("low-self-reliance"))
    box.activated.emit(box.currentIndex())
    _settle(console)


def figures_among(console: Console) -> None:
    """Only those who gave one answer."""
    _show(console, "fier", YEARS, is_compared=False)
    _choose(console, "outcome")
    box = console.figures.choice.among
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemData(at) == ("who", "self")))
    box.activated.emit(box.currentIndex())
    _settle(console)


def figures_report_rows(console: Console) -> None:
    """Which report is wanted, by a role that may take rows along."""
    figures(console)
    policy = view_of(load("lumi"), 1, "coordinator")
    console.controller.policy_adopted.emit(replace(policy, may_count=True, may_export_rows=True))
    console.figures.report.click()


def figures_report_made(console: Console) -> None:
    """Where the report lies."""
    figures(console)
    with TemporaryDirectory() as folder:
        _write_report(console, folder)
        _until(lambda: not console.figures.making.away.isHidden())


def figures_report_making(console: Console) -> None:
    """A report on the way, which can be stopped."""
    figures(console)
    making = console.figures.making
    with TemporaryDirectory() as folder:
        _write_report(console, folder)
        making.progress.setValue(40)


def _write_report(console: Console, folder: str) -> None:
    console.figures.report.click()
    question = console.figures.making.question
    assert question is not None
    question.yes.click()
    files = console.figures.making.files
    if files is not None:
        files.close()
    console.figures.making.write(folder)


def _show(console: Console, house: str, years: dict[str, int], *, is_compared: bool = True) -> None:
    _, publisher, release = published(house, years, AFTER_2026)
    _open(console, house)
    console.figures.choice.compared.setChecked(is_compared)
    console.controller.figures_changed.emit(Figures(1.0, publisher.counts, release=release))
    _settle(console)


def _open(console: Console, house: str = "lumi") -> None:
    stage.begin(console.controller)
    policy = view_of(load(house), 1, "coordinator")
    console.controller.policy_adopted.emit(replace(policy, may_count=True))
    console.controller.session_changed.emit(stage.session(role="coordinator"))
    console.window.count()


def _choose(console: Console, question: str) -> None:
    box = console.figures.choice.question
    box.setCurrentIndex(box.findData(question))
    box.activated.emit(box.currentIndex())


def _settle(console: Console) -> None:
    _until(lambda: console.figures.is_settled)


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < end:
        QApplication.processEvents()


FIGURES: tuple[Callable[[Console], None], ...] = (
    figures, figures_question, figures_crossed, figures_table, figures_report, figures_reading, figures_empty,
    figures_offline, figures_key_missing, figures_handful, figures_first_quarter, figures_ten_years,
    figures_wide_tree, figures_long_words, figures_among, figures_report_rows, figures_report_making,
    figures_report_made,
)  # fmt: skip
