"""The guide for the first shift: short, complete, and never larger than the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.views.guide import Guidance, Guide
from luwte.console.views.shortcuts import Sheet
from tests.console import stage
from tests.console.stage import StageController


@pytest.fixture
def guide(console: Console, qtbot: QtBot) -> Guide:
    made = Guide(console.window, console.theme)
    made.open()
    return made


def test_it_has_between_six_and_nine_short_steps() -> None:
    steps = Guidance().steps()
    assert 6 <= len(steps) <= 9
    for about, words in steps:
        assert about
        assert len(words) <= 360


def test_it_is_read_over_the_window_and_closed_with_one_key(guide: Guide, console: Console) -> None:
    assert guide.isVisible()
    assert guide.height() <= console.window.height()
    assert guide.width() <= console.window.width()
    assert guide.accessibleName()
    guide.yes.click()
    assert not guide.isVisible()


def test_in_a_small_window_at_twice_the_text_it_still_fits(console: Console) -> None:
    console.window.resize(1024, 700)
    console.theme.set_scale(2.0)
    guide = Guide(console.window, console.theme)
    guide.open()
    assert guide.height() <= 700
    assert guide.width() <= 1024
    guide.reject()
    console.theme.set_scale(1.0)


def test_the_begin_page_and_the_menu_open_it_and_a_change_of_the_session_does_not_close_it(
    console: Console, core: StageController
) -> None:
    core.session_changed.emit(stage.session(stage="shift_start"))
    console.window.begin.guide.click()
    opened = console.desk.dialog
    assert isinstance(opened, Guide)
    core.session_changed.emit(stage.session(stage="shift_start", certificate_days=6))
    assert opened.isVisible()
    opened.reject()
    stage.begin(core)
    [entry] = (each for each in console.desk.top.menu.actions() if each.text().startswith("Guide"))
    entry.trigger()
    assert isinstance(console.desk.dialog, Guide)
    console.desk.dialog.reject()


def test_it_scrolls_by_keys_from_the_first_one_and_closes_with_enter(
    console: Console, guide: Guide, qtbot: QtBot
) -> None:
    bar = guide.text.verticalScrollBar()
    assert bar.maximum() > 0
    assert guide.focusWidget() is guide.text
    QTest.keyClick(guide.text, Qt.Key.Key_Down)
    assert 0 < bar.value() < bar.maximum()
    QTest.keyClick(guide.text, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(guide.text, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(guide.text, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(guide.text, Qt.Key.Key_Return)
    assert not guide.isVisible()


def test_the_sheet_of_shortcuts_scrolls_by_keys_too(console: Console, core: StageController) -> None:
    stage.begin(core)
    console.window.resize(1024, 700)
    console.desk.show_sheet()
    sheet = console.desk.dialog
    assert isinstance(sheet, Sheet)
    bar = sheet.text.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(sheet.text, Qt.Key.Key_Space)
    assert bar.value() > 0
    QTest.keyClick(sheet.text, Qt.Key.Key_Escape)
    assert console.desk.dialog is None


def test_the_guide_tells_of_the_form_and_its_keys() -> None:
    """R1: whoever registers has read what never stands in it."""
    said = dict(Guidance().steps())["The form"]
    for words in ("Ctrl+R", "Ctrl+Enter", "Esc", "No name, number or place"):
        assert words in said
