"""A console over the stage controller, in Dutch and light, at the invented evening."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.settings import Preferences
from tests.console import stage
from tests.console.stage import StageController


@pytest.fixture
def console(qtbot: QtBot, tmp_path: Path) -> Iterator[Console]:
    made = stage.make(tmp_path, Preferences(language="en", theme="light"))
    made.clock.stop()
    qtbot.addWidget(made.window)
    made.window.resize(1280, 800)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def core(console: Console) -> StageController:
    assert isinstance(console.controller, StageController)
    return console.controller
