"""Idle time is counted from the last touch, whatever the clock does; two keys work in every window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from luwte.console.state import PolicyView
from luwte.console.views.idle import ASLEEP, Hands, Idle

F12, CTRL_L = (
    (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier),
    (
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier,
    ),
)


class Clock:
    """Time as it is told."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Evening:
    """An idle counter, a clock, and the times at which it found nobody."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.idle = Idle(self.clock)
        self.idle.follow_policy(PolicyView(idle_lock_minutes=2))
        self.found: list[float] = []
        self.idle.idled.connect(lambda: self.found.append(self.clock.now))

    def pass_(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.now += 1
            self.idle.look()


def test_nobody_is_there_after_the_minutes_of_the_house_and_not_before(qtbot: QtBot) -> None:
    evening = Evening()
    evening.pass_(119)
    assert evening.found == []
    evening.pass_(1)
    assert evening.found == [1_120.0]


def test_a_touch_begins_the_time_anew(qtbot: QtBot) -> None:
    evening = Evening()
    evening.pass_(100)
    evening.idle.touch()
    evening.pass_(119)
    assert evening.found == []
    evening.pass_(1)
    assert len(evening.found) == 1


def test_a_clock_that_is_set_back_does_not_keep_the_desk_open(qtbot: QtBot) -> None:
    evening = Evening()
    evening.pass_(100)
    evening.clock.now -= 7_200
    evening.pass_(21)
    assert len(evening.found) == 1


def test_a_computer_that_slept_without_saying_so_wakes_up_locked(qtbot: QtBot) -> None:
    evening = Evening()
    evening.pass_(10)
    evening.clock.now += ASLEEP + 1
    evening.idle.look()
    assert len(evening.found) == 1


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    box = QPlainTextEdit()
    QVBoxLayout(window).addWidget(box)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    box.setFocus()
    return window


def press(window: QWidget, key: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, *key)


def test_the_two_keys_work_in_the_window_and_in_a_dialog_over_it(desk: QWidget, qtbot: QtBot) -> None:
    hands = Hands(desk)
    dialog = QDialog(desk)
    for window in (desk, dialog):
        if window is dialog:
            dialog.open()
            dialog.activateWindow()
            QApplication.processEvents()
        with qtbot.waitSignal(hands.panic_pressed):
            press(window, F12)
        with qtbot.waitSignal(hands.lock_pressed):
            press(window, CTRL_L)


def test_other_keys_reach_what_they_were_meant_for_and_count_as_a_touch(desk: QWidget, qtbot: QtBot) -> None:
    hands = Hands(desk)
    with qtbot.waitSignal(hands.moved):
        press(desk, (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    box = desk.findChild(QPlainTextEdit)
    assert box is not None
    assert box.toPlainText() == "a"


def test_a_mouse_that_moves_counts_as_a_touch(desk: QWidget, qtbot: QtBot) -> None:
    hands = Hands(desk)
    handle = desk.windowHandle()
    assert handle is not None
    with qtbot.waitSignal(hands.moved):
        QTest.mouseMove(handle, QPoint(20, 20))


def test_another_window_is_no_concern_of_this_desk(desk: QWidget, qtbot: QtBot) -> None:
    hands = Hands(desk)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()
    QApplication.processEvents()
    with qtbot.assertNotEmitted(hands.panic_pressed):
        press(other, F12)
