"""The guide for the first shift: short, complete, and never larger than the window."""

import pytest
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.views.guide import Guidance, Guide


@pytest.fixture
def guide(console: Console, qtbot: QtBot) -> Guide:
    made = Guide(console.window, console.theme)
    made.open()
    return made


def test_it_has_between_six_and_eight_short_steps() -> None:
    steps = Guidance().steps()
    assert 6 <= len(steps) <= 8
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
