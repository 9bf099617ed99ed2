"""A console over the stage controller, in Dutch and light, at the invented evening."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.settings import Preferences
from tests.console import stage
from tests.console.stage import StageController


@pytest.fixture
def console(qtbot: QtBot, tmp_path: Path) -> Iterator[Console]:
    made = stage.make(tmp_path, Preferences(language="en", theme="light"))
    made.clock.stop()
    made.window.resize(1280, 800)
    made.show()
    yield made
    take_down(made)


def take_down(console: Console) -> None:
    """Take a console away, widgets included: a style sheet is applied to all that still live."""
    console.hide()
    console.window.deleteLater()
    QCoreApplication.sendPostedEvents(console.window, QEvent.Type.DeferredDelete)


@pytest.fixture
def core(console: Console) -> StageController:
    assert isinstance(console.controller, StageController)
    return console.controller
