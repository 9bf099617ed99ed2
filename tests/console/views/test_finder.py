"""One of many conversations is found by its nickname; nothing comes in front before it is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from luwte.console.app import Console
from luwte.console.models.rows import Role
from luwte.console.views.sidebar import FIND_FROM
from tests.console import stage
from tests.console.stage import StageController, conversation, name_of


def crowded(console: Console, core: StageController, count: int = 12) -> list[str]:
    """Fill the list and return what is selected from now on."""
    stage.begin(core)
    for number in range(1, count + 1):
        core.conversation_added.emit(conversation(number, f"Zeester {number}"), "accepted")
    core.conversation_selected.emit(name_of(1), "")
    QApplication.processEvents()
    asked: list[str] = []
    console.desk.side.select_wanted.connect(asked.append)
    return asked


def shown(console: Console) -> int:
    return console.desk.side.mine.model().rowCount()


def test_the_field_is_there_when_the_list_is_long_or_when_asked_for(
    console: Console, core: StageController
) -> None:
    crowded(console, core, FIND_FROM - 1)
    finder = console.desk.side.finder
    assert finder.isHidden()
    console.desk.side.start_finding()
    assert not finder.isHidden()
    QTest.keyClick(finder, Qt.Key.Key_Escape)
    assert finder.isHidden()
    core.conversation_added.emit(conversation(FIND_FROM, "Maan"), "accepted")
    assert not finder.isHidden()


def test_typing_shows_who_is_looked_for_and_brings_nobody_in_front(
    console: Console, core: StageController
) -> None:
    asked = crowded(console, core)
    finder = console.desk.side.finder
    QTest.keyClicks(finder, "zeester 1")
    assert shown(console) == 4
    QTest.keyClick(finder, Qt.Key.Key_Down)
    QTest.keyClick(finder, Qt.Key.Key_Down)
    assert asked == []
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert asked == [name_of(11)]
    assert (finder.text(), shown(console)) == ("", 12)


def test_escape_shows_everybody_and_marks_who_is_in_front(console: Console, core: StageController) -> None:
    asked = crowded(console, core)
    side = console.desk.side
    QTest.keyClicks(side.finder, "12")
    assert shown(console) == 1
    QTest.keyClick(side.finder, Qt.Key.Key_Escape)
    assert shown(console) == 12
    assert side.mine.currentIndex().data(Role.KEY) == name_of(1)
    assert asked == []


def test_nobody_found_is_said(console: Console, core: StageController) -> None:
    crowded(console, core)
    side = console.desk.side
    side.finder.setText("kiezel")
    assert side.none_found.isVisible()
    assert side.none_found.text() == "Nobody goes by that nickname."
    QTest.keyClick(side.finder, Qt.Key.Key_Return)
    assert side.finder.text() == "kiezel"
    side.finder.clear()
    assert not side.none_found.isVisible()


def test_a_click_on_who_was_found_opens_that_conversation(console: Console, core: StageController) -> None:
    asked = crowded(console, core)
    side = console.desk.side
    side.finder.setText("12")
    middle = side.mine.visualRect(side.mine.currentIndex()).center()
    QTest.mouseClick(side.mine.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked == [name_of(12)]
    assert side.finder.text() == ""


def test_who_leaves_while_somebody_looks_brings_nobody_in_front(
    console: Console, core: StageController
) -> None:
    asked = crowded(console, core)
    side = console.desk.side
    side.finder.setText("zeester 1")
    core.conversation_removed.emit(name_of(1), "ended")
    assert asked == []
    assert shown(console) == 3


def test_the_field_has_a_name_for_a_screen_reader(console: Console, core: StageController) -> None:
    assert console.desk.side.finder.accessibleName() == "Find in my conversations"
