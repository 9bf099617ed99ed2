"""The team room: who says what to everybody on shift, how own lines fare, and when a line counts as read."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import TeamRow
from luwte.console.views.aside import NOTES, TEAM
from luwte.console.views.team_room import TeamRoom, room_left
from luwte.console.views.words import clock
from tests.console import stage
from tests.console.stage import NOW, StageController
from tests.console.views.test_hostile import HOSTILE


@pytest.fixture
def team(console: Console, core: StageController) -> TeamRoom:
    stage.one(core)
    return console.desk.team


def said(line: str, text: str, sender: str = "noor", name: str = "Noor") -> TeamRow:
    return TeamRow(line, sender, name, False, text, NOW)


def own(line: str, text: str, delivery: str) -> TeamRow:
    return TeamRow(line, "sam", "Sam", True, text, NOW, delivery)  # type: ignore[arg-type]


def spoken(team: TeamRoom) -> list[str]:
    model = team.model
    return [str(model.index(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(model.rowCount())]


def test_every_line_says_who_when_and_how_it_fared(team: TeamRoom, core: StageController) -> None:
    QAbstractItemModelTester(team.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = (
        said("1", "hallo"),
        own("2", "dag", "waiting"),
        own("3", "ja", "stored"),
        own("4", "ho", "failed"),
    )
    core.team_changed.emit(rows, 0)
    at = clock(NOW)
    assert spoken(team) == [
        f"Noor, {at}: hallo",
        f"You, {at}: dag, on its way",
        f"You, {at}: ja, sent",
        f"You, {at}: ho, not sent · say again",
    ]
    core.team_changed.emit((*rows[:1], own("2", "dag", "stored")), 0)
    assert spoken(team)[1].endswith("sent")


def test_two_colleagues_may_have_chosen_the_same_line_id(team: TeamRoom, core: StageController) -> None:
    core.team_changed.emit((said("1", "een"), said("1", "twee", "imran", "Imran")), 0)
    assert team.model.rowCount() == 2


def test_enter_says_it_and_empties_the_box(team: TeamRoom, console: Console, qtbot: QtBot) -> None:
    console.desk.show_aside(TEAM)
    QTest.keyClicks(team.editor, "ik neem pauze")
    with qtbot.waitSignal(team.say_wanted) as wanted:
        QTest.keyClick(team.editor, Qt.Key.Key_Return)
    assert wanted.args == ["ik neem pauze"]
    assert team.editor.toPlainText() == ""


def test_nothing_and_too_much_are_not_said(team: TeamRoom, qtbot: QtBot) -> None:
    for text in ("  \n ", "x" * 1_001, "漢" * 1_000 + "漢" * 334):
        team.editor.setPlainText(text)
        with qtbot.assertNotEmitted(team.say_wanted):
            team.send()
        assert not team.button.isEnabled()
        assert team.editor.toPlainText() == text
    team.editor.setPlainText("x" * 1_005)
    assert team.counter.text() == "5 characters too long."
    assert (room_left("x" * 1_000), room_left("🙂" * 1_001)) == (0, -4)


def test_alone_on_shift_nobody_would_hear(team: TeamRoom, core: StageController, qtbot: QtBot) -> None:
    core.colleagues_changed.emit(())
    assert team.editor.isReadOnly()
    assert "Nobody else is on shift now" in team.sentence.text()
    team.editor.setPlainText("hallo")
    with qtbot.assertNotEmitted(team.say_wanted):
        team.send()
    core.colleagues_changed.emit(stage.COLLEAGUES)
    assert not team.editor.isReadOnly()


def test_a_line_that_did_not_leave_is_said_again_by_key_or_click(
    team: TeamRoom, console: Console, core: StageController, qtbot: QtBot
) -> None:
    core.team_changed.emit((own("1", "kwam niet weg", "failed"), own("2", "weg", "stored")), 0)
    console.desk.show_aside(TEAM)
    QApplication.processEvents()
    team.view.setCurrentIndex(team.model.index(0))
    with qtbot.waitSignal(team.say_wanted) as again:
        QTest.keyClick(team.view, Qt.Key.Key_Return)
    assert again.args == ["kwam niet weg"]
    place = team.view.visualRect(team.model.index(0)).center()
    with qtbot.waitSignal(team.say_wanted):
        QTest.mouseClick(team.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    team.view.setCurrentIndex(team.model.index(1))
    with qtbot.assertNotEmitted(team.say_wanted):
        QTest.keyClick(team.view, Qt.Key.Key_Return)


def test_lines_are_read_when_they_are_in_sight_of_an_active_window(
    team: TeamRoom, console: Console, core: StageController, qtbot: QtBot
) -> None:
    tabs = console.desk.aside.tabs
    with qtbot.assertNotEmitted(team.read_wanted):
        core.team_changed.emit((said("1", "hallo"),), 1)
    assert tabs.news(TEAM) == "1 new"
    assert tabs.accessibleTabName(TEAM) == "Team, 1 new"
    console.window.activateWindow()
    QApplication.processEvents()
    with qtbot.waitSignal(team.read_wanted):
        console.desk.show_aside(TEAM)
    core.team_changed.emit((said("1", "hallo"),), 0)
    assert tabs.news(TEAM) == ""
    assert tabs.accessibleTabName(TEAM) == "Team"
    with qtbot.waitSignal(team.read_wanted):
        core.team_changed.emit((said("1", "hallo"), said("2", "nog iets")), 1)


def test_behind_another_window_or_a_lock_nothing_is_read(
    team: TeamRoom, console: Console, core: StageController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    console.desk.show_aside(TEAM)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(team, "isActiveWindow", lambda: False)
        with qtbot.assertNotEmitted(team.read_wanted):
            core.team_changed.emit((said("1", "hallo"),), 1)
    console.window.activateWindow()
    QApplication.processEvents()
    with qtbot.waitSignal(team.read_wanted):
        QApplication.sendEvent(team, QEvent(QEvent.Type.WindowActivate))
    core.session_changed.emit(stage.session(is_locked=True))
    with qtbot.assertNotEmitted(team.read_wanted):
        core.team_changed.emit((said("1", "hallo"), said("2", "x")), 2)


def test_a_folded_pane_tells_of_a_word_for_the_team_once(
    team: TeamRoom, console: Console, core: StageController
) -> None:
    console.window.resize(1_024, 700)
    core.team_changed.emit((said("1", "wie neemt over"),), 1)
    assert console.desk.notices.texts() == ["Noor wrote to the team. F3 shows it at the right."]
    core.team_changed.emit((said("1", "wie neemt over"), said("2", "nog iets")), 2)
    assert len(console.desk.notices.texts()) == 1


def test_what_is_heard_in_sight_is_spoken(team: TeamRoom, console: Console, core: StageController) -> None:
    told: list[str] = []
    team.told.connect(told.append)
    core.team_changed.emit((said("1", "hallo"),), 1)
    assert told == ["Noor wrote to the team. F3 shows it at the right."]
    told.clear()
    console.window.activateWindow()
    console.desk.show_aside(TEAM)
    QApplication.processEvents()
    core.team_changed.emit((said("1", "hallo"), said("2", "nog iets"), own("3", "dag", "waiting")), 1)
    assert told == [f"Noor, {clock(NOW)}: nog iets"]


def test_nothing_of_the_team_room_outlives_the_shift(
    team: TeamRoom, console: Console, core: StageController
) -> None:
    core.team_changed.emit((said("1", "hallo"),), 1)
    console.desk.show_aside(TEAM)
    team.editor.setPlainText("half gesch")
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    assert team.model.rowCount() == 0
    team.editor.undo()
    assert team.editor.toPlainText() == ""
    assert console.desk.aside.tabs.currentIndex() == NOTES


def test_the_list_stays_at_the_newest_line(team: TeamRoom, console: Console, core: StageController) -> None:
    console.desk.show_aside(TEAM)
    rows = tuple(said(str(at), f"regel {at} " * 12) for at in range(60))
    core.team_changed.emit(rows, 0)
    QApplication.processEvents()
    bar = team.view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    core.team_changed.emit((*rows, said("60", "nog een")), 0)
    QApplication.processEvents()
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    core.team_changed.emit((*rows, said("60", "nog een"), said("61", "en nog een")), 0)
    QApplication.processEvents()
    assert bar.value() == 0


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_lines_and_names_are_painted_as_short_plain_text(
    team: TeamRoom, console: Console, core: StageController, kind: str
) -> None:
    hostile = HOSTILE[kind]
    console.desk.show_aside(TEAM)
    core.team_changed.emit((said("1", hostile, name=hostile), own("2", hostile, "failed")), 0)
    QApplication.processEvents()
    assert not team.grab().isNull()
    for line in spoken(team):
        assert len(line) <= 500
        assert "\u202e" not in line
    assert team.view.visualRect(team.model.index(0)).width() <= console.desk.aside.width()
