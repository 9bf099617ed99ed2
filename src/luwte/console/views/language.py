"""The language the program speaks: Qt's own words and ours, loaded once at the start."""

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from luwte.resources import folder

LANGUAGES: Final = ("nl", "en")


@cache
def _translation(file: Path) -> bytes:
    """Return a file of translations, empty if it is not there.

    Given a name, Qt maps the file into memory and crashes at the next word once an update has rewritten it;
    given bytes it neither copies nor keeps them, so they stay here as long as the program runs.
    """
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


class Language:
    """The words of one language: the chosen one, or the system's, or Dutch."""

    def __init__(self, chosen: str) -> None:
        system = QLocale.system().name()[:2]
        name = chosen or (system if system in LANGUAGES else LANGUAGES[0])
        QLocale.setDefault(QLocale(name))
        self._translators: list[QTranslator] = []
        for where, file in (
            (Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), f"qtbase_{name}.qm"),
            (folder("translations"), f"luwte_{name}.qm"),
        ):
            translator = QTranslator()
            if translator.load(_translation(where / file)):
                QApplication.installTranslator(translator)
                self._translators.append(translator)

    def fall_silent(self) -> None:
        """Take the language away again."""
        for translator in self._translators:
            QApplication.removeTranslator(translator)
