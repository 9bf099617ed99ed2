"""A coordinator ends a colleague's shift, after a question that says what it does."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import ColleagueRow, Notice
from luwte.console.views.ending_colleague import EndColleagueDialog
from tests.console import stage
from tests.console.stage import StageController

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)")


def lead(core: StageController) -> None:
    """Be a coordinator on shift."""
    stage.begin(core)
    core.session_changed.emit(stage.session(role="coordinator"))


def question(console: Console) -> EndColleagueDialog:
    """Return the question that is open."""
    dialog = console.desk.dialog
    assert isinstance(dialog, EndColleagueDialog)
    return dialog


def test_the_button_asks_whose_shift_and_says_what_it_does(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    lead(core)
    console.desk.side.lead.click()
    dialog = question(console)
    dialog.people.setCurrentIndex(dialog.people.findData("imran"))
    assert dialog.heading.text() == "End the shift of Imran?"
    for word in ("stolen", "within seconds", "notes", "colleagues"):
        assert word in dialog.sentence.text()
    assert dialog.no.isDefault()
    with qtbot.waitSignal(console.desk.shift.end_colleague_wanted) as ended:
        dialog.yes.click()
    assert ended.args == ["imran"]


def test_the_careful_button_ends_nothing(console: Console, core: StageController, qtbot: QtBot) -> None:
    lead(core)
    console.desk.side.lead.click()
    with qtbot.assertNotEmitted(console.desk.shift.end_colleague_wanted):
        question(console).no.click()


def test_the_list_offers_it_by_mouse_and_by_key(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    lead(core)
    side = console.desk.side
    QApplication.processEvents()
    imran = console.models.colleagues.index(1)
    side.colleagues.customContextMenuRequested.emit(side.colleagues.visualRect(imran).center())
    assert side.lead.offered is not None
    (action,) = side.lead.offered.actions()
    assert action.text() == "End the shift of Imran…"
    action.trigger()
    assert question(console).person() == "imran"
    question(console).reject()
    side.lead.offered.close()
    side.colleagues.setFocus()
    side.colleagues.setCurrentIndex(console.models.colleagues.index(2))
    QTest.keyClick(side.colleagues, Qt.Key.Key_Return)
    (action,) = side.lead.offered.actions()
    assert action.text().startswith("End the shift of Lotte")
    side.lead.offered.close()


def test_only_coordinators_may(console: Console, core: StageController) -> None:
    stage.begin(core)
    side = console.desk.side
    assert not side.lead.isVisible()
    side.colleagues.customContextMenuRequested.emit(QPoint(10, 10))
    assert side.lead.offered is None
    lead(core)
    assert side.lead.isVisible()
    core.session_changed.emit(stage.session(role="coordinator", is_practice=True))
    assert not side.lead.isVisible()


def test_without_colleagues_there_is_nothing_to_end(console: Console, core: StageController) -> None:
    lead(core)
    core.colleagues_changed.emit(())
    QApplication.processEvents()
    assert not console.desk.side.lead.isVisible()
    console.desk.shift.ask_end_colleague("")
    assert console.desk.dialog is None


def test_a_hostile_name_is_one_plain_line(console: Console, core: StageController) -> None:
    lead(core)
    core.colleagues_changed.emit(
        (ColleagueRow("x", "<b>No\u202eor</b>\n" + "W" * 400, "volunteer", "available"),)
    )
    console.desk.shift.ask_end_colleague("x")
    said = question(console).heading.text()
    assert "\u202e" not in said
    assert "\n" not in said
    assert len(said) < 80


def test_that_it_was_done_is_said(console: Console, core: StageController) -> None:
    lead(core)
    core.notice_raised.emit(Notice("done", "end_shift", name="Imran"))
    (said,) = console.desk.notices.texts()
    assert "Imran" in said
