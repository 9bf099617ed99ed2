"""Qt as this program needs it: a version that works, the program's name, complaints without words."""

import sys
from typing import Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from luwte import log
from luwte.errors import LuwteError

BROKEN_QT: Final = "6.12.0"
SIZE_HINTS: Final = "propagateSizeHints"
"""Screens without a window system say that they have none at every window: it means nothing."""


class ConsoleError(LuwteError):
    """The console cannot start; ``sentence`` says why in plain words."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.sentence = sentence


def prepare() -> None:
    """Refuse a Qt that does not work, name the program to the desktop, and see to it that Qt's complaints are
    written down without words."""
    prepare_drawing()
    QApplication.setApplicationName("Luwte")
    QApplication.setDesktopFileName("luwte")


def prepare_drawing() -> None:
    """Do what drawing without a window needs of that."""
    check_qt()
    qInstallMessageHandler(note_of_qt)


def check_qt(version: str = pyside_version, python: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse the one PySide that aborts the interpreter, with a sentence that says what to do.

    Raises ConsoleError.
    """
    if version == BROKEN_QT and python < (3, 12):
        raise ConsoleError(
            "broken_qt",
            "PySide6 6.12.0 does not work with Python 3.11: install PySide6-Essentials 6.11.3 instead.",
        )


def note_of_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write down that Qt complained: its category and kind, never its words, which may repeat a file or a
    name."""
    if kind != QtMsgType.QtDebugMsg and SIZE_HINTS not in text:
        log.note("console.qt", kind.name, category=context.category or "default")
