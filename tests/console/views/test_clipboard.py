"""What is another's stays in the clipboard. (Whose it is, only a real display knows: ``tests/desktop``.)"""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from luwte.console.views.clipboard import Clipboard


def test_who_copied_nothing_touches_no_clipboard(qtbot: QtBot) -> None:
    system = QGuiApplication.clipboard()
    system.setText("boodschappen")
    Clipboard().clear()
    assert system.text() == "boodschappen"
    system.clear()
