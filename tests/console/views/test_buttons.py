"""Buttons: room between icon and word, and a ring around the one that the keyboard would press."""

from typing import Literal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.views.buttons import QT_GAP
from tests.console import stage
from tests.console.stage import StageController
from tests.console.views.test_theme_file import contrast


def test_a_word_stands_eight_pixels_from_its_icon(console: Console, core: StageController) -> None:
    stage.one(core)
    button = console.desk.pane.action_bar.danger
    button.show_word(is_shown=True)
    assert button.iconSize().width() - button.iconSize().height() + QT_GAP == 8
    wide = button.wide()
    button.show_word(is_shown=False)
    assert button.iconSize().width() == button.iconSize().height()
    assert button.wide() == wide
    assert button.text() == ""


def test_the_send_button_has_the_same_room(console: Console) -> None:
    size = console.desk.pane.reply.button.iconSize()
    assert size.width() - size.height() + QT_GAP == 8


def test_the_focus_ring_keeps_its_corners(console: Console, core: StageController) -> None:
    stage.one(core)
    console.ring.follow(None, console.desk.pane.action_bar.danger)
    console.window.resize(1_300, 900)
    QApplication.processEvents()
    assert console.ring.isVisible()
    assert console.ring.mask().isEmpty()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_of_a_filled_button_stands_two_pixels_off_and_out_against_its_ground(
    console: Console, core: StageController, theme: Literal["light", "dark"]
) -> None:
    """On the fill itself it could hardly be seen, and the row of buttons cut it off at the right."""
    stage.one(core)
    console.choose_theme(theme)
    button = console.desk.pane.reply.button
    console.desk.pane.reply.editor.setPlainText("hallo")
    console.ring.follow(None, button)
    QApplication.processEvents()
    image = console.window.grab().toImage()
    place = QRect(button.mapTo(console.window, QPoint(0, 0)), button.size())
    middle = place.center()
    colours = console.theme.look.colours
    for off, token in ((1, "surface"), (2, "surface"), (3, "primary"), (4, "primary"), (5, "surface")):
        for x, y in (
            (place.left() - off, middle.y()),
            (place.right() + off, middle.y()),
            (middle.x(), place.top() - off),
            (middle.x(), place.bottom() + off),
        ):
            assert image.pixelColor(x, y).name().upper() == colours[token], (off, x, y)
    assert contrast(colours["primary"], colours["surface"]) >= 3


def test_return_presses_what_has_the_focus_as_space_does(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    """Qt's own buttons know it in questions only: at the desk it did nothing."""
    stage.one(core)
    bar = console.desk.pane.action_bar
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        bar.replies.setFocus()
        with qtbot.waitSignal(bar.replies_wanted):
            QTest.keyClick(bar.replies, key)


def test_a_full_ring_is_painted_around_a_round_button(console: Console, core: StageController) -> None:
    stage.one(core)
    ring = console.ring
    ring.follow(None, console.desk.pane.action_bar.danger)
    QApplication.processEvents()
    image = ring.grab().toImage()
    colour = console.theme.look.colour("primary").rgb()
    across = ring.height() // 2
    assert image.pixelColor(1, across).rgb() == colour
    corner = [image.pixelColor(at, at).alpha() for at in range(8)]
    assert any(corner)
