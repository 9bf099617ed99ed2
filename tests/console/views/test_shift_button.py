"""The button that tells until when the shift is planned, and what it offers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.views.quarters import QUARTER
from luwte.console.views.shift_button import PlanDialog
from luwte.console.views.words import clock
from tests.console import stage
from tests.console.stage import NOW, StageController

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)")

LATEST = NOW + 4 * 3_600
PLANNED = (NOW // QUARTER + 6) * QUARTER


def begin(core: StageController, **more: object) -> None:
    """Be on a shift that is planned."""
    stage.begin(core)
    given: dict[str, object] = {"shift_planned": PLANNED, "shift_until": LATEST, **more}
    core.session_changed.emit(stage.session(**given))


def offered(console: Console) -> dict[str, QAction]:
    """Return what the menu offers now."""
    menu = console.desk.top.shift.choice
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_planned_end_stands_in_the_bar(console: Console, core: StageController) -> None:
    begin(core)
    assert console.desk.top.shift.text() == f"shift until {clock(PLANNED)}"
    core.session_changed.emit(stage.session(shift_until=LATEST))
    assert console.desk.top.shift.text() == f"shift until {clock(LATEST)}"
    core.session_changed.emit(stage.session(shift_until=None))
    assert not console.desk.top.shift.isVisible()


def test_times_around_the_planned_end_are_one_step_away(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    begin(core)
    actions = offered(console)
    assert actions[clock(PLANNED)].isChecked()
    with qtbot.waitSignal(console.desk.shift.plan_wanted) as planned:
        actions[clock(PLANNED + QUARTER)].trigger()
    assert planned.args == [PLANNED + QUARTER]


def test_no_end_after_the_latest_is_ever_offered(console: Console, core: StageController) -> None:
    begin(core, shift_planned=LATEST)
    assert f"{clock(LATEST)}, the latest" in offered(console)
    times = console.desk.top.shift.times()
    assert max(times) == LATEST
    assert min(times) > NOW


def test_any_other_quarter_hour_can_be_chosen(console: Console, core: StageController, qtbot: QtBot) -> None:
    begin(core)
    offered(console)["Another time…"].trigger()
    dialog = console.desk.dialog
    assert isinstance(dialog, PlanDialog)
    assert dialog.box.currentData() == PLANNED
    dialog.box.setCurrentIndex(dialog.box.count() - 1)
    with qtbot.waitSignal(console.desk.shift.plan_wanted) as planned:
        dialog.yes.click()
    assert planned.args == [LATEST]


@pytest.mark.parametrize("is_on", [True, False])
def test_winding_down_is_switched_in_the_menu(
    console: Console, core: StageController, qtbot: QtBot, is_on: bool
) -> None:
    begin(core, is_ending=not is_on)
    action = offered(console)["No new visitors, I am finishing"]
    assert action.isChecked() is not is_on
    with qtbot.waitSignal(console.desk.shift.wind_down_wanted) as down:
        action.trigger()
    assert down.args == [is_on]


def test_a_shift_that_nearly_ends_keeps_a_menu(console: Console, core: StageController, qtbot: QtBot) -> None:
    begin(core, shift_until=NOW - 1, shift_planned=NOW - 1)
    actions = offered(console)
    assert list(actions) == ["No new visitors, I am finishing", "End my shift…"]
    with qtbot.waitSignal(console.desk.top.close_shift_wanted):
        actions["End my shift…"].trigger()
    console.desk.shift.ask_planned()
    assert console.desk.dialog is None


def test_a_key_opens_the_menu_of_the_shift(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    begin(core)
    menu = console.desk.top.shift.choice
    menu.aboutToShow.connect(menu.close)

    def pressed() -> None:
        QTest.keyClick(console.desk.pane.reply.editor, Qt.Key.Key_F7)

    with qtbot.waitSignal(menu.aboutToShow):
        pressed()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_return_and_space_open_the_menu_from_the_button(
    console: Console, core: StageController, key: Qt.Key
) -> None:
    begin(core)
    button = console.desk.top.shift
    button.setFocus()
    QTest.keyClick(button, key)
    assert button.choice.isVisible()
    QTest.keyClick(button.choice, Qt.Key.Key_Escape)
    assert not button.choice.isVisible()
