"""Buttons: room between icon and word, and a ring around the one that the keyboard would press."""

from PySide6.QtWidgets import QApplication

from luwte.console.app import Console
from luwte.console.views.buttons import QT_GAP
from tests.console import stage
from tests.console.stage import StageController


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
