"""The practice band is there during practice and only then; its one button ends it."""

import pytest
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state.intentions import LeaveShift
from luwte.console.views.practice_band import PracticeBand
from luwte.console.views.theme import Theme
from luwte.console.wants import BeginPractice, EndPractice
from tests.console import stage
from tests.console.stage import StageController


@pytest.fixture
def band(qtbot: QtBot) -> PracticeBand:
    theme = Theme("light", 1.0)
    made = PracticeBand(theme)
    qtbot.addWidget(made)
    return made


def test_it_stands_as_long_as_somebody_practises(band: PracticeBand) -> None:
    assert band.isHidden()
    band.show_session(stage.session(is_practice=True))
    assert not band.isHidden()
    assert "nobody real" in band.label.text()
    band.show_session(stage.session())
    assert band.isHidden()


def test_its_button_ends_the_practice(band: PracticeBand, qtbot: QtBot) -> None:
    band.show_session(stage.session(is_practice=True))
    with qtbot.waitSignal(band.end_wanted):
        band.end.click()


async def test_the_begin_page_begins_a_practice_and_the_band_on_the_desk_ends_it(
    console: Console, core: StageController
) -> None:
    core.session_changed.emit(stage.session(stage="shift_start"))
    console.window.begin.practice.click()
    assert await core.work.tray.get() == BeginPractice()
    stage.begin(core)
    assert console.desk.practice.isHidden()
    core.session_changed.emit(stage.session(is_practice=True))
    assert console.desk.practice.isVisible()
    console.desk.practice.end.click()
    assert await core.work.tray.get() == EndPractice()


async def test_the_menus_end_of_the_shift_ends_a_practice_without_a_question(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    core.session_changed.emit(stage.session(is_practice=True))
    console.desk.top.close_shift_wanted.emit()
    assert console.leaving.dialog is None
    wants = [await core.work.tray.get()]
    while not isinstance(wants[-1], LeaveShift):
        wants.append(await core.work.tray.get())
