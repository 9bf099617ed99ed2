"""The page of figures: read, counted and shown, for whom the house policy lets (R3)."""

import gc
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.models.reckoning import OVERVIEW
from luwte.console.state import Figures
from luwte.console.views.figures_page import CARD_MOST, FiguresPage
from luwte.console.views.making_report import ReportQuestion
from luwte.registration.counting.counts import CHANNEL, THEMES_ABOVE, Counts
from luwte.settings import Preferences
from tests.console import stage
from tests.console.conftest import take_down
from tests.invented import IN_NOVEMBER, published

POLICY, PUBLISHER, RELEASE = published("lumi", {"2025": 300, "2026": 400})
COORDINATOR = replace(stage.LUMI, may_count=True)


@pytest.fixture
def console(tmp_path: Path, qtbot: QtBot) -> Iterator[Console]:
    made = stage.make(tmp_path, Preferences(theme="light", language="en"))
    made.clock.stop()
    made.show()
    qtbot.waitExposed(made.window)
    stage.begin(made.controller)
    made.controller.policy_adopted.emit(COORDINATOR)
    made.controller.session_changed.emit(stage.session(role="coordinator"))
    yield made
    take_down(made)


def shown(console: Console, qtbot: QtBot) -> FiguresPage:
    """Return the page with figures on it."""
    console.window.count()
    page = console.figures
    console.controller.figures_changed.emit(Figures(1.0, PUBLISHER.counts, 3, release=RELEASE))
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
    return page


def choose(page: FiguresPage, qtbot: QtBot, question: str) -> None:
    box = page.choice.question
    box.setCurrentIndex(box.findData(question))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)


def test_only_who_may_count_is_offered_the_figures(console: Console) -> None:
    menu = {action.text(): action for action in console.desk.top.menu.actions()}
    assert menu["Figures"].isVisible()
    console.controller.policy_adopted.emit(replace(COORDINATOR, may_count=False))
    assert not menu["Figures"].isVisible()
    assert console.window.begin.figures.isHidden()


def test_R3_everything_at_a_glance(console: Console, qtbot: QtBot) -> None:
    page = shown(console, qtbot)
    assert console.window.pages.currentWidget() is page
    assert [box.chart.name for box in page.boxes] == [
        "contacts",
        "themes-above",
        "channels",
        "quick-contacts",
    ]
    assert page.said.text().startswith(
        "Figures up to week 53 of 2026; the next are released on 1 April 2027."
    )
    assert "3 could not be read and are left out." in page.said.text()
    for box in page.boxes:
        for each in box.chart.series:
            assert all(count is None or count == 0 or count >= 10 for count in each.counts)


def test_R3_a_question_is_compared_crossed_and_filtered_two_things_at_once(
    console: Console, qtbot: QtBot
) -> None:
    page = shown(console, qtbot)
    choose(page, qtbot, "age")
    page.choice.compared.click()
    qtbot.waitUntil(lambda: page.is_settled)
    assert [each.name for each in page.boxes[0].chart.series] == ["2026", "2025"]
    page.choice.compared.click()
    page.choice.beside.setCurrentIndex(page.choice.beside.findData(THEMES_ABOVE))
    page.choice.beside.activated.emit(1)
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
    assert page.boxes[0].chart.kind == "grid"
    assert not page.choice.among.isEnabled(), "a filter would be the third thing"
    assert not page.choice.compared.isEnabled()
    page.choice.beside.setCurrentIndex(0)
    page.choice.beside.activated.emit(0)
    wanted = next(
        at for at in range(page.choice.among.count()) if page.choice.among.itemData(at) == (CHANNEL, "phone")
    )
    page.choice.among.setCurrentIndex(wanted)
    page.choice.among.activated.emit(wanted)
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
    assert not page.choice.beside.isEnabled()
    crossed = PUBLISHER.cross("age", CHANNEL, "2026")
    at = crossed.columns.index("phone")
    assert page.boxes[0].chart.series[0].counts == tuple(cells[at] for cells in crossed.cells)


def test_a_month_is_seen_alone(console: Console, qtbot: QtBot) -> None:
    page = shown(console, qtbot)
    choose(page, qtbot, "age")
    page.choice.period.setCurrentIndex(page.choice.period.findData("2026-10"))
    page.choice.period.activated.emit(0)
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
    assert page.boxes[0].chart.series[0].counts == PUBLISHER.by("age", "2026-10").row_totals
    assert not page.choice.among.isEnabled()
    assert page.choice.why.text()


def test_a_card_shows_another_question_instead_of_being_made_anew(console: Console, qtbot: QtBot) -> None:
    page = shown(console, qtbot)
    first = page.boxes[0]
    first.turn_over()
    choose(page, qtbot, "age")
    assert page.boxes == [first]
    assert not first.is_table
    assert first.drawn.accessibleDescription() == first.chart.spoken()
    first.turn_over()
    assert first.table.model().rowCount() == len(first.chart.lines)
    choose(page, qtbot, OVERVIEW)
    assert page.boxes[0].chart.name == "contacts"
    assert len(page.boxes) == 4
    qtbot.waitUntil(lambda: all(box.isVisible() and box.drawn.isVisible() for box in page.boxes))


def test_a_large_screen_makes_no_card_wider_than_one_can_read(console: Console, qtbot: QtBot) -> None:
    console.window.resize(2_400, 900)
    page = shown(console, qtbot)
    qtbot.waitUntil(lambda: page.boxes[0].width() > 600)
    assert [box.x() for box in page.boxes] == [0, 0, 0, 0]
    assert len({box.mapTo(page, box.rect().topLeft()).x() for box in page.boxes}) == 2, "two columns"
    assert all(box.width() <= CARD_MOST for box in page.boxes)


def test_what_takes_long_to_count_is_said_and_the_last_question_wins(console: Console, qtbot: QtBot) -> None:
    page = shown(console, qtbot)
    is_free = threading.Event()
    page.reckoner._pool.submit(is_free.wait, 60)  # a long count before ours
    box = page.choice.question
    for question in ("age", "gender"):
        box.setCurrentIndex(box.findData(question))
        box.activated.emit(box.currentIndex())
    assert page.counting.isHidden()
    qtbot.waitUntil(page.counting.isVisible)
    is_free.set()
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
    assert page.counting.isHidden()
    assert [each.chart.name for each in page.boxes] == ["gender"]


def test_figures_go_when_the_house_takes_them_away_and_are_read_anew_under_new_rules(
    console: Console, qtbot: QtBot
) -> None:
    page = shown(console, qtbot)
    with qtbot.assertNotEmitted(page.read_wanted), qtbot.assertNotEmitted(page.leave_wanted):
        console.controller.policy_adopted.emit(replace(COORDINATOR, pause_minutes=20))
    rules = replace(POLICY.conduct.publication, threshold=20)
    with qtbot.waitSignal(page.read_wanted):
        console.controller.policy_adopted.emit(replace(COORDINATOR, publication=rules))
    assert page.boxes == []
    assert page.progress.isVisible()
    with qtbot.waitSignal(page.leave_wanted):
        console.controller.policy_adopted.emit(replace(COORDINATOR, may_count=False))
    assert console.window.pages.currentWidget() is console.desk


def test_what_is_opened_is_forgotten_on_the_way_back(console: Console, qtbot: QtBot) -> None:
    page = shown(console, qtbot)
    with qtbot.waitSignal(page.leave_wanted):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert console.window.pages.currentWidget() is console.desk
    assert page.reckoner.publisher is None
    assert page.boxes == []


def test_nothing_of_what_was_opened_stays_in_memory(console: Console, qtbot: QtBot) -> None:
    counts = Counts(POLICY.registration, PUBLISHER.counts.answers)
    opened = weakref.ref(counts)
    page = console.figures
    console.window.count()
    console.controller.figures_changed.emit(Figures(1.0, counts, release=RELEASE))
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
    page.report.click()
    del counts
    page.leave()

    def is_forgotten() -> bool:
        gc.collect()
        return opened() is None

    qtbot.waitUntil(is_forgotten)


def test_a_lock_hides_the_figures_and_the_end_of_the_shift_forgets_them(
    console: Console, qtbot: QtBot
) -> None:
    page = shown(console, qtbot)
    console.controller.session_changed.emit(stage.session(role="coordinator", is_locked=True))
    assert console.window.pages.currentWidget() is console.window.lock
    console.controller.session_changed.emit(stage.session(role="coordinator"))
    assert console.window.pages.currentWidget() is page
    with qtbot.waitSignal(page.leave_wanted):
        console.controller.session_changed.emit(stage.session(stage="sealed"))
    assert page.reckoner.publisher is None


@pytest.mark.parametrize("code", ["offline", "not_allowed", "storage", "key_missing"])
def test_what_went_wrong_is_one_sentence_and_one_action(console: Console, qtbot: QtBot, code: str) -> None:
    console.window.count()
    page = console.figures
    assert page.progress.isVisible()
    console.controller.figures_changed.emit(Figures(code=code))
    assert page.state.text()
    assert page.again.isVisible()
    assert not page.progress.isVisible()
    assert not page.report.isVisible()
    with qtbot.waitSignal(page.read_wanted):
        page.again.click()


def test_before_anything_is_out_the_page_says_when(console: Console) -> None:
    _, _, release = published("lumi", {}, IN_NOVEMBER)
    console.window.count()
    counts = Counts(POLICY.registration, [])
    console.controller.figures_changed.emit(Figures(1.0, counts, release=release))
    assert "released on 1 February 2027" in console.figures.state.text()


def test_the_annual_report_is_made_from_a_button(console: Console, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(console, qtbot)
    page.report.click()
    question = page.making.question
    assert isinstance(question, ReportQuestion)
    assert question.rows.isHidden(), "this role takes no rows along"
    question.yes.click()
    files = page.making.files
    assert isinstance(files, QFileDialog)
    files.close()
    page.making.write(str(tmp_path / "out"))
    assert page.making.isVisible()
    qtbot.waitUntil(lambda: "lies in" in page.making.said.text(), timeout=30_000)
    assert (tmp_path / "out" / "report-2026-en.pdf").exists()


def test_rows_are_taken_along_after_a_question_only(console: Console, qtbot: QtBot) -> None:
    console.controller.policy_adopted.emit(replace(COORDINATOR, may_export_rows=True))
    page = shown(console, qtbot)
    page.report.click()
    question = page.making.question
    assert isinstance(question, ReportQuestion)
    assert not question.rows.isHidden()
    question.rows.click()
    question.yes.click()
    warning = page.making.question
    assert warning is not None
    assert warning.heading.text() == "Take registrations along one by one?"
    assert page.making.files is None
    warning.no.click()
    assert page.making.files is None
