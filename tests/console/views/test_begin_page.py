"""Before a shift: a planned end by quarter hours, who else is on, and the ways beside."""

from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import ColleagueRow, Notice, Session
from luwte.console.views.begin_page import BeginPage
from luwte.console.views.planned_end import PlannedEnd
from luwte.console.views.words import clock
from luwte.console.wants import BeginShift
from luwte.crypto.certificates import Role
from tests.console import stage
from tests.console.stage import StageController
from tests.console.test_app import wanted

HOUR = 3_600
SEVEN = 1_795_028_820.0
"""Seven minutes past a whole hour, wherever the hour is whole."""


def planned(console: Console, core: StageController, **more: object) -> PlannedEnd:
    core.session_changed.emit(stage.session(stage="shift_start", shift_until=None, **more))
    return console.window.begin.planned


def times(choice: PlannedEnd) -> list[float]:
    return [float(choice.itemData(place)) for place in range(choice.count())]


def test_the_house_s_plan_is_chosen_and_every_quarter_hour_is_offered(
    console: Console, core: StageController
) -> None:
    choice = planned(console, core)
    choice.offer(SEVEN, 12, 4)
    offered = times(choice)
    assert {at % 900 for at in offered} == {0}
    assert offered == sorted(offered)
    assert offered[0] > SEVEN
    assert offered[-1] <= SEVEN + 12 * HOUR < offered[-1] + 900
    assert choice.chosen() == SEVEN - 420 + 4 * HOUR
    assert choice.currentText() == f"until {clock(SEVEN - 420 + 4 * HOUR)} · 4 hours"


@pytest.mark.parametrize(("hours", "plan"), [(12, 4), (6, 8), (1, 4)])
def test_no_plan_is_longer_than_the_longest_shift(
    console: Console, core: StageController, hours: int, plan: int
) -> None:
    choice = planned(console, core)
    choice.offer(SEVEN, hours, plan)
    assert SEVEN < choice.chosen() <= SEVEN + hours * HOUR


def test_a_chosen_time_stays_while_the_hours_before_it_grow_fewer(
    console: Console, core: StageController
) -> None:
    choice = planned(console, core)
    choice.offer(SEVEN, 12, 4)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    chosen = choice.chosen()
    assert chosen == SEVEN - 420 + 4 * HOUR + 900
    assert choice.currentText().endswith("4 h 15 min")
    choice.offer(SEVEN + HOUR, 12, 4)
    assert choice.chosen() == chosen
    assert choice.currentText().endswith("3 h 15 min")
    choice.offer(chosen + 1, 12, 4)
    assert choice.chosen() > chosen + HOUR, "a time that has passed is no plan"


def test_what_was_chosen_goes_along_when_the_shift_begins(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    choice = planned(console, core)
    page = console.window.begin
    QTest.keyClick(choice, Qt.Key.Key_Up)
    wanted_end = choice.chosen()
    assert stage.NOW < wanted_end < stage.NOW + 4 * HOUR
    with qtbot.waitSignal(page.open_wanted) as asked:
        QTest.keyClick(choice, Qt.Key.Key_Return)
    assert asked.args == [False, wanted_end]


async def test_the_plan_reaches_the_core(console: Console, core: StageController) -> None:
    chosen = planned(console, core).chosen()
    console.window.begin.action.click()
    assert await wanted(core, BeginShift) == BeginShift(takes_over=False, planned=chosen)


def test_a_refused_beginning_keeps_the_plan(console: Console, core: StageController) -> None:
    choice = planned(console, core)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    chosen = choice.chosen()
    console.window.begin.act()
    core.session_changed.emit(
        stage.session(stage="shift_start", code="shift_elsewhere", shift_elsewhere=True)
    )
    assert choice.chosen() == chosen


def test_a_wheel_in_passing_plans_nothing(console: Console, core: StageController) -> None:
    choice = planned(console, core)
    before = choice.chosen()
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    choice.wheelEvent(turned)
    assert choice.chosen() == before
    assert not turned.isAccepted()


def test_the_choice_has_a_label_for_eye_and_ear(console: Console, core: StageController) -> None:
    choice = planned(console, core)
    labels = [label.text() for label in console.window.begin.findChildren(QLabel) if label.buddy() is choice]
    assert labels == ["Planned end"]
    assert choice.accessibleName() == "Planned end"
    assert choice.accessibleDescription() == "You can change it at any time."


def test_who_else_is_on_is_said_before_a_shift(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("shift_start"))
    page = console.window.begin
    assert page.company.isHidden(), "nothing is claimed before the server has told"
    core.colleagues_changed.emit(())
    assert page.company.text() == "Nobody else is on yet."
    core.colleagues_changed.emit(stage.COLLEAGUES)
    assert page.company.text().splitlines() == [
        "Noor · coordinator · free",
        "Imran · in conversation",
        "Lotte van den Bergh-Vermeulen · on a pause",
    ]


def test_of_many_colleagues_some_are_named(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("shift_start"))
    many = tuple(ColleagueRow(f"p{n}", f"Kim {n}\n\u202e", "volunteer", "available") for n in range(30))
    core.colleagues_changed.emit(many)
    said = console.window.begin.company.text().splitlines()
    assert said[0] == "Kim 0 · free"
    assert said[-1] == "and 24 more"
    assert len(said) == 7


def test_practice_guide_and_the_way_out_stand_below(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    core.session_changed.emit(Session("shift_start"))
    page = console.window.begin
    for link, signal in (
        (page.practice, page.practice_wanted),
        (page.guide, page.guide_wanted),
        (page.sign_out, page.sign_out_wanted),
    ):
        with qtbot.waitSignal(signal):
            link.click()
    core.session_changed.emit(Session("shift_start", is_busy=True))
    assert not page.action.isEnabled()
    assert not page.planned.isEnabled()
    assert not page.practice.isEnabled()


def hidden(page: BeginPage) -> set[str]:
    """Return which parts of the page are not there."""
    parts = ("planned", "company", "practice", "guide", "figures", "sign_out", "action", "sentence")
    return {name for name in parts if getattr(page, name).isHidden()}


def test_a_leader_finds_the_figures_and_no_shift(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    """Whatever else a policy gives: without the right to answer there is nothing to begin."""
    core.session_changed.emit(Session("shift_start", name="Lena", role="leader", certificate_days=300))
    core.policy_adopted.emit(replace(stage.LUMI, may_answer=False, may_count=True))
    page = console.window.begin
    assert hidden(page) == {"planned", "company", "practice", "guide", "figures"}
    assert page.action.text() == "Figures"
    assert page.sentence.text().startswith("Your role begins no shift. You can look at the figures")
    page.action.setFocus()
    with qtbot.assertNotEmitted(page.open_wanted), qtbot.waitSignal(page.figures_wanted):
        QTest.keyClick(page.action, Qt.Key.Key_Return)
    core.colleagues_changed.emit(stage.COLLEAGUES)
    assert page.company.isHidden()


def test_whom_the_policy_lets_do_nothing_here_finds_the_way_out(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    core.session_changed.emit(Session("shift_start", name="Tom", role="trainer"))
    core.policy_adopted.emit(replace(stage.LUMI, may_answer=False, may_count=False))
    page = console.window.begin
    assert hidden(page) == {"planned", "company", "practice", "guide", "figures", "sign_out"}
    with qtbot.assertNotEmitted(page.open_wanted), qtbot.waitSignal(page.sign_out_wanted):
        page.action.click()


def test_a_newer_policy_gives_and_takes_the_shift(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("shift_start", name="Sam", role="volunteer"))
    core.colleagues_changed.emit(stage.COLLEAGUES)
    page = console.window.begin
    for may_answer in (True, False, True):
        core.policy_adopted.emit(replace(stage.LUMI, may_answer=may_answer))
        assert ("planned" in hidden(page)) is not may_answer
        assert ("company" in hidden(page)) is not may_answer
        assert page.action.text() == ("Begin shift" if may_answer else "Sign out")


def test_H8_coordinators_and_leaders_are_asked_for_six_figures(
    console: Console, core: StageController
) -> None:
    page = console.window.sign_in
    for role in get_args(Role):
        core.session_changed.emit(Session("sign_in", role=role))
        assert page.figures.isHidden() is (role in {"volunteer", "trainer"})


def test_notes_that_could_not_come_back_are_told_before_the_next_shift(
    console: Console, core: StageController
) -> None:
    core.session_changed.emit(Session("shift_start"))
    core.notice_raised.emit(Notice("vault_lost", "vault"))
    page = console.window.begin
    assert page.warning.text().startswith("Your notes of before can no longer be opened")
    page.act()
    core.session_changed.emit(stage.session())
    core.notice_raised.emit(Notice("vault_damaged", "vault"))
    core.session_changed.emit(Session("shift_start"))
    assert page.warning.isHidden(), "that was told on the desk"


def test_what_happens_before_a_shift_is_told_where_one_looks(console: Console, core: StageController) -> None:
    """The desk with its notices is not in front then, and forgets them when it comes."""
    core.session_changed.emit(Session("shift_start"))
    page = console.window.begin
    for code in ("vault_lost", "clock_wrong", "clock_wrong"):
        core.notice_raised.emit(Notice(code))
    first, second = page.warning.text().split("\n\n")
    assert first.startswith("Your notes of before")
    assert second.startswith("The server's clock is wrong.")
    page.act()
    core.session_changed.emit(stage.session())
    core.session_changed.emit(Session("shift_start"))
    assert page.warning.isHidden()


def test_a_shift_found_on_this_computer_is_said_before_signing_in(
    console: Console, core: StageController
) -> None:
    page = console.window.sign_in
    core.session_changed.emit(Session("sign_in"))
    assert page.sentence.text() == "Sign in with your password to begin."
    core.session_changed.emit(Session("sign_in", found_until=stage.NOW))
    assert page.sentence.text() == (
        f"Your shift still runs on this computer, until {clock(stage.NOW)}. Sign in to go on."
    )


def test_return_does_what_the_link_says_that_has_the_focus(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    """Whoever wants to practise first must not stand in a real shift."""
    planned(console, core)
    page = console.window.begin
    page.practice.setFocus()
    with qtbot.assertNotEmitted(page.open_wanted), qtbot.waitSignal(page.practice_wanted):
        QTest.keyClick(page.practice, Qt.Key.Key_Return)
    page.planned.setFocus()
    with qtbot.waitSignal(page.open_wanted):
        QTest.keyClick(page.planned, Qt.Key.Key_Return)
