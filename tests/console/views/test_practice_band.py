"""The practice band is there during practice and only then; its one button ends it."""

import pytest
from pytestqt.qtbot import QtBot

from luwte.console.views.practice_band import PracticeBand
from luwte.console.views.theme import Theme
from tests.console import stage


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
