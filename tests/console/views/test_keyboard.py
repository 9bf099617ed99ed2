"""Danger, hand-over and end by keyboard alone: every question is read, walked and answered as it looks."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from luwte.console.app import Console
from luwte.console.state import RequestRow
from luwte.console.views.dialogs import Question
from tests.console import stage
from tests.console.stage import StageController, name_of

HERE = name_of(1)
CONTROLS = QPushButton | QPlainTextEdit | QComboBox


def opened(console: Console, key: Qt.Key) -> Question:
    """Open a question by its shortcut, from the reply box."""
    QTest.keyClick(console.desk.pane.reply.editor, key, Qt.KeyboardModifier.ControlModifier)
    dialog = console.desk.dialog
    assert dialog is not None
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def tab_to(dialog: Question, wanted: QWidget) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(6):
        if dialog.focusWidget() is wanted:
            return
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    pytest.fail(f"the tab key does not reach {wanted.objectName()}")


def test_danger_is_called_by_keyboard_alone(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    dialog = opened(console, Qt.Key.Key_D)
    assert isinstance(dialog.focusWidget(), QPlainTextEdit)
    QTest.keyClicks(dialog.focusWidget(), "dreigt weg te lopen")
    tab_to(dialog, dialog.yes)
    with qtbot.waitSignal(console.desk.asking.danger_wanted) as called:
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert called.args == [HERE, "dreigt weg te lopen"]
    assert console.window.focusWidget() is console.desk.pane.reply.editor


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape])
@pytest.mark.parametrize("question", [Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_T, Qt.Key.Key_J])
def test_the_careful_button_is_careful_with_every_key(
    console: Console, core: StageController, qtbot: QtBot, question: Qt.Key, key: Qt.Key
) -> None:
    stage.one(core)
    desk = console.desk
    dialog = opened(console, question)
    tab_to(dialog, dialog.no)
    done: list[str] = []
    for wanted in (
        desk.asking.danger_wanted,
        desk.asking.end_wanted,
        desk.asking.hand_over_wanted,
        desk.asking.along_wanted,
    ):
        wanted.connect(lambda *given: done.append(str(given)))
    QTest.keyClick(dialog.no, key)
    assert not dialog.isVisible()
    assert done == []


def test_the_acting_button_acts_on_enter_once_it_is_chosen(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    dialog = opened(console, Qt.Key.Key_E)
    assert dialog.focusWidget() is dialog.no
    tab_to(dialog, dialog.yes)
    with qtbot.waitSignal(console.desk.asking.end_wanted):
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)


@pytest.mark.parametrize("question", [Qt.Key.Key_D, Qt.Key.Key_T, Qt.Key.Key_J])
def test_a_question_is_read_and_walked_top_down(
    console: Console, core: StageController, question: Qt.Key
) -> None:
    stage.one(core)
    dialog = opened(console, question)
    controls = spoken(dialog)
    assert controls[-2:] == [dialog.no, dialog.yes]
    assert controls == sorted(controls, key=lambda each: each.mapTo(dialog, QPoint(0, 0)).y())
    walked = [dialog.focusWidget()]
    for _ in controls[1:]:
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(dialog.focusWidget())
    assert walked == controls


def spoken(widget: QWidget) -> list[QWidget]:
    """Return the controls in the order in which a screen reader comes by them."""
    found: list[QWidget] = []
    interface = QAccessible.queryAccessibleInterface(widget)
    for at in range(interface.childCount()):
        child = interface.child(at).object()
        if isinstance(child, QWidget) and not child.isHidden():
            found += [child] if isinstance(child, CONTROLS) else spoken(child)
    return found


def test_a_coordinator_answers_a_call_by_keyboard_alone(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    core.request_added.emit(RequestRow("r1", "danger", name_of(9), "imran", "Imran", "kom je", stage.NOW))
    QTest.keyClick(console.desk.pane.reply.editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    button = console.window.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Come along"
    with qtbot.waitSignal(console.desk.notices.answered) as answered:
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert answered.args == ["r1", True]


def test_the_ring_outlives_the_question_whose_button_it_marked(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    dialog = opened(console, Qt.Key.Key_D)
    console.ring.follow(None, dialog.yes)
    dialog.reject()
    console.ring.follow(dialog.yes, console.desk.pane.reply.editor)
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)
    console.ring.follow(None, console.desk.pane.action_bar.danger)
    assert console.ring.isVisible()
