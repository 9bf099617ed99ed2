"""The first page is there before anything else, and nothing done on it is lost."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from luwte.console import start
from luwte.console.app import Console
from luwte.console.front import Front, open_front, open_refusal
from luwte.console.qt import ConsoleError
from luwte.console.state import Session
from luwte.console.views.enrol import EnrolPage
from luwte.console.views.refusal_page import RefusalPage
from luwte.console.views.window import Window
from luwte.console.views.words import clock
from luwte.console.wants import EnrolHere, SignInHere, Want
from luwte.protocol.ids import new_id
from luwte.settings import PROFILE, Preferences, save_preferences
from luwte.vault.errors import VaultError
from luwte.vault.shift import SHIFT, alone, begin, notes_path
from tests.console import stage
from tests.console.conftest import take_down
from tests.console.stage import StageController


def opened(session: Session) -> Front:
    front = Front(Preferences(language="en", theme="light"))
    front.open(session)
    return front


def furnished(front: Front, folder: Path) -> Console:
    return Console(StageController(folder), front.preferences, lambda _kept: None, lambda: stage.NOW, front)


async def first_want(console: Console) -> Want:
    return await console.controller.work.tray.get()


def test_the_first_page_loads_no_keys_no_sockets_and_no_desk(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from luwte import cli\n"
        "from luwte.console.front import open_front\nfrom luwte.console.qt import prepare\n"
        "prepare()\n"
        "front = open_front(Path(sys.argv[1]))\n"
        "heavy = 'cryptography', 'websockets', 'asyncio', 'qasync', 'luwte.protocol.messages'\n"
        "heavy += 'luwte.policy', 'luwte.console.views.desk', 'luwte.console.views.begin_page'\n"
        "print([name for name in heavy if name in sys.modules])\n"
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
    assert (told.returncode, told.stdout) == (0, "[]\n"), told.stderr


async def test_a_password_that_was_typed_before_the_rest_was_there_is_used(
    qtbot: QtBot, tmp_path: Path
) -> None:
    front = opened(Session("sign_in"))
    page = front.window.sign_in
    with qtbot.waitSignal(front.touched):
        page.password.setText("vier losse woorden")
    page.act()
    console = furnished(front, tmp_path)
    assert await first_want(console) == SignInHere("vier losse woorden", "")
    page.password.setText("andere woorden")
    page.act()
    assert await first_want(console) == SignInHere("andere woorden", "")
    take_down(console)


async def test_a_code_that_was_typed_before_the_rest_was_there_is_used(qtbot: QtBot, tmp_path: Path) -> None:
    front = opened(Session("enrol", server="https://chat.voorbeeld.nl"))
    page = front.window.enrol
    page.code.setText("CODE")
    for field in (page.password, page.again):
        field.setText("vier losse woorden")
    page.act()
    console = furnished(front, tmp_path)
    wanted = EnrolHere("https://chat.voorbeeld.nl", "CODE", "vier losse woorden")
    assert await first_want(console) == wanted
    take_down(console)


def test_the_first_key_is_noticed_and_goes_where_it_was_meant_for(qtbot: QtBot) -> None:
    front = opened(Session("sign_in"))
    window = front.window.windowHandle()
    assert window is not None
    with qtbot.waitSignal(front.touched):
        QTest.keyClicks(front.window.sign_in.password, "a")
    assert front.window.sign_in.password.text() == "a"
    assert not front.is_closed
    front.leave()


def test_closing_the_first_page_ends_the_program(qtbot: QtBot) -> None:
    front = opened(Session("sign_in"))
    with qtbot.waitSignal(front.touched):
        front.window.close()
    assert front.is_closed
    front.leave()


@pytest.mark.parametrize(("profile", "is_touched"), [("", False), ("{", True)])
def test_who_has_no_profile_enrols_and_a_damaged_one_is_told_at_once(
    qtbot: QtBot, tmp_path: Path, profile: str, is_touched: bool
) -> None:
    if profile:
        (tmp_path / PROFILE).write_text(profile)
    front = open_front(tmp_path, "https://chat.voorbeeld.nl")
    assert isinstance(front.window.pages.currentWidget(), EnrolPage)
    assert front.window.enrol.server.text() == "https://chat.voorbeeld.nl"
    assert front.is_touched is is_touched
    front.leave()


@pytest.mark.parametrize(
    ("code", "title"),
    [("vault_folder", "Luwte is already open on this computer"), ("vault_disk", "Luwte cannot begin")],
)
def test_a_second_console_says_so_and_only_closes(
    qtbot: QtBot, tmp_path: Path, code: str, title: str
) -> None:
    save_preferences(tmp_path, Preferences(language="en", theme="light"))
    front = open_refusal(tmp_path, code)
    page = front.window.pages.currentWidget()
    assert isinstance(page, RefusalPage)
    assert page.title.text() == title
    assert page.sentence.text()
    assert not front.is_touched
    with qtbot.waitSignal(front.touched):
        page.action.click()
    assert front.is_closed
    front.leave()


def test_a_shift_that_was_found_is_told_on_the_first_page(qtbot: QtBot, tmp_path: Path) -> None:
    front = opened(Session("sign_in", found_until=stage.NOW))
    assert clock(stage.NOW) in front.window.sign_in.sentence.text()
    front.leave()


def ended_by_hand(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[bool]:
    """Let the console start in this folder; whoever sits there closes the first window they see."""
    monkeypatch.setattr(start, "console_folder", lambda: folder)
    monkeypatch.setattr(start, "prepare", lambda: None)
    seen: list[bool] = []

    def close() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Window) and window.isVisible():
                seen.append((folder / SHIFT).exists())
                window.close()

    QTimer.singleShot(0, close)
    return seen


def test_a_second_console_of_the_same_person_says_so_and_ends(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = ended_by_hand(monkeypatch, tmp_path)
    begin(tmp_path, new_id(), new_id(), 1, 2, 3)
    with alone(tmp_path), pytest.raises(ConsoleError) as raised:
        start.run()
    assert raised.value.sentence == start.RUNS_ALREADY
    assert seen == [True], "what the first console keeps is left alone"


def test_what_is_left_of_a_shift_that_is_over_goes_before_any_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = begin(tmp_path, new_id(), new_id(), 1, 2, 3)
    notes_path(tmp_path, manifest.vault).write_bytes(b"noise")
    seen = ended_by_hand(monkeypatch, tmp_path)
    assert start.run() == 0
    assert seen == [False]
    assert not notes_path(tmp_path, manifest.vault).exists()


def test_a_disk_that_knows_no_locks_is_no_second_console(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_locks(_folder: Path) -> NoReturn:
        raise VaultError("vault_disk")

    monkeypatch.setattr(start, "alone", without_locks)
    assert ended_by_hand(monkeypatch, tmp_path) == []
    assert start.run() == 0
