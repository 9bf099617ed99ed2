"""The figures, to be looked at: read, at a glance, one question, two crossed, nothing yet, no answer."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QApplication

from luwte.console.app import Console
from luwte.console.state import Figures
from luwte.console.state.policy_view import view_of
from luwte.policy import load
from luwte.registration.counting import THEMES_ABOVE, Counts
from tests.console import stage
from tests.invented import AFTER_2026, IN_NOVEMBER, published

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


def _open(console: Console) -> None:
    stage.begin(console.controller)
    policy = view_of(load("lumi"), 1, "coordinator")
    console.controller.policy_adopted.emit(replace(policy, may_count=True))
    console.controller.session_changed.emit(stage.session(role="coordinator"))
    console.window.count()


def _choose(console: Console, question: str) -> None:
    box = console.figures.choice.question
    box.setCurrentIndex(box.findData(question))
    box.activated.emit(box.currentIndex())


def _settle(console: Console) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not console.figures.is_settled and time.monotonic() < end:
        QApplication.processEvents()


FIGURES: tuple[Callable[[Console], None], ...] = (
    figures, figures_question, figures_crossed, figures_table, figures_report, figures_reading, figures_empty,
    figures_offline,
)  # fmt: skip
