"""The whole console: a click becomes an intention, a choice is kept, nothing closes unasked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.qt import ConsoleError, check_qt, note_of_qt
from luwte.console.state import Session
from luwte.console.state.intentions import AcceptVisitor, End, SendLine
from luwte.console.wants import Stop, Want
from luwte.settings import Preferences
from tests.console import stage
from tests.console.conftest import take_down
from tests.console.stage import StageController, name_of

HERE = name_of(1)


async def wants(core: StageController, count: int) -> list[Want]:
    return [await core.work.tray.get() for _ in range(count)]


async def wanted(core: StageController, kind: type) -> Want:
    """Return the next want of a kind."""
    while True:
        want = await core.work.tray.get()
        if isinstance(want, kind):
            return want


def test_the_pyside_that_aborts_is_refused_in_plain_words() -> None:
    with pytest.raises(ConsoleError) as refused:
        check_qt("6.12.0", (3, 11))
    assert "6.11.3" in refused.value.sentence
    check_qt("6.12.0", (3, 12))
    check_qt("6.11.3", (3, 11))


async def test_accepting_sending_and_ending_become_intentions(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.desk.side.accept.click()
    assert await wanted(core, AcceptVisitor) == AcceptVisitor("")
    console.desk.pane.reply.editor.setPlainText("Welkom.")
    console.desk.pane.reply.button.click()
    assert await wanted(core, SendLine) == SendLine(HERE, "Welkom.")
    console.desk.asking.ask_end()
    console.desk.confirm()
    assert await wanted(core, End) == End(HERE, is_silent=False)


async def test_the_window_never_closes_by_itself(console: Console, core: StageController) -> None:
    core.session_changed.emit(Session("sign_in"))
    event = QCloseEvent()
    console.window.closeEvent(event)
    assert not event.isAccepted()
    assert isinstance(await wanted(core, Stop), Stop)


def test_closing_while_someone_talks_is_asked(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    console.window.close()
    assert console.window.isVisible()
    button = console.window.findChild(QPushButton, "dialog_no_button")
    assert button is not None
    assert button.text() == "Keep talking"


def test_what_is_chosen_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    kept: list[Preferences] = []
    made = Console(StageController(tmp_path), Preferences(language="en"), kept.append, lambda: stage.NOW)
    made.choose_theme("dark")
    made.choose_text(150)
    made.choose_sound(False)
    made.choose_language("nl")
    assert kept[-1] == Preferences(theme="dark", text_percent=150, sound=False, language="nl")
    assert made.theme.look.is_dark
    assert made.theme.look.scale == 1.5
    take_down(made)


def test_whoever_wants_to_can_hold_every_line(qtbot: QtBot, tmp_path: Path) -> None:
    kept: list[Preferences] = []
    first = Preferences(language="en", take_back_seconds=0)
    made = Console(StageController(tmp_path), first, kept.append, lambda: stage.NOW)
    name = "Hold every line, so that I can take it back"
    (choice,) = (action for action in made.desk.top.menu.actions() if action.text() == name)
    assert not choice.isChecked()
    choice.trigger()
    assert (kept[-1].take_back_always, kept[-1].take_back_seconds) == (True, 10)
    assert choice.isChecked()
    choice.trigger()
    assert not kept[-1].take_back_always
    take_down(made)


@pytest.mark.parametrize(("language", "word"), [("nl", "Aannemen"), ("en", "Accept")])
def test_it_speaks_the_chosen_language(qtbot: QtBot, tmp_path: Path, language: str, word: str) -> None:
    preferences = Preferences(language="nl" if language == "nl" else "en")
    made = Console(StageController(tmp_path), preferences, lambda _kept: None, lambda: stage.NOW)
    assert made.desk.side.accept.text() == word
    take_down(made)


@pytest.mark.parametrize("show", [stage.begin, stage.one, stage.busy, stage.states])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)])
def test_every_view_fits_its_window(
    qtbot: QtBot, tmp_path: Path, show: object, percent: int, size: tuple[int, int]
) -> None:
    preferences = Preferences(language="nl", theme="dark", text_percent=percent)
    made = Console(StageController(tmp_path), preferences, lambda _kept: None, lambda: stage.NOW)
    made.window.resize(*size)
    made.show()
    assert callable(show)
    show(made.controller)
    assert made.save_picture(tmp_path / "picture.png")
    assert (made.window.width(), made.window.height()) == size
    take_down(made)


def test_qt_s_own_words_are_never_written_down(caplog: pytest.LogCaptureFixture) -> None:
    context = QMessageLogContext()
    note_of_qt(QtMsgType.QtWarningMsg, context, "cannot open /home/noor/geheim")
    assert "geheim" not in caplog.text
    assert "QtWarningMsg" in caplog.text


def test_a_translation_rewritten_while_it_is_in_use_does_not_crash(tmp_path: Path) -> None:
    script = (
        "import shutil, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from luwte.console.front import Front\n"
        "from luwte.console.views import language\n"
        "from luwte.resources import folder\n"
        "from luwte.settings import Preferences\n"
        "copy = Path(sys.argv[1])\n"
        "shutil.copytree(folder('translations'), copy, dirs_exist_ok=True)\n"
        "language.folder = lambda name: copy\n"
        "qt = QApplication([])\n"
        "front = Front(Preferences(language='nl'))\n"
        "(copy / 'luwte_nl.qm').write_bytes(b'')\n"
        "print(qt.translate('Details', 'Who can read this'))\n"
        "front.leave()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, told.stdout) == (0, "Wie dit kan lezen\n"), told.stderr
