"""The quiet line under a slip: in Dutch only, never under the word being typed, a name or the nickname."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.spelling import SpellingError
from luwte.console.views.reply import Editor
from luwte.settings import Preferences, load_preferences, save_preferences
from tests.console import stage
from tests.console.conftest import take_down
from tests.console.stage import NOW, StageController

# Said by the offscreen platform of every menu that opens; a real one does support it.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)")

DUTCH = {"ik", "vind", "dit", "moeilijk", "en", "dag", "praat", "met", "wat", "naar", "buiten"}


class Booklet:
    """A dictionary of a dozen words."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def is_known(self, word: str) -> bool:
        self.asked.append(word)
        return word in DUTCH

    def suggest(self, word: str) -> tuple[str, ...]:
        return ("moeilijk", "moeilijke") if word == "moeiljk" else ()


@pytest.fixture
def booklet() -> Booklet:
    return Booklet()


@pytest.fixture
def helped(qtbot: QtBot, tmp_path: Path, booklet: Booklet) -> Iterator[Console]:
    made = Console(
        StageController(tmp_path),
        Preferences(language="en", theme="light"),
        lambda kept: save_preferences(tmp_path, kept),
        now=lambda: NOW,
        spelling=lambda: booklet,
    )
    made.clock.stop()
    made.window.resize(1280, 800)
    made.show()
    assert isinstance(made.controller, StageController)
    stage.one(made.controller)
    made.window.activateWindow()
    qtbot.waitUntil(made.desk.pane.reply.editor.hasFocus)
    yield made
    take_down(made)


def write(console: Console, text: str) -> Editor:
    """Type a text and walk the caret out of its last word."""
    box = console.desk.pane.reply.editor
    box.setPlainText(text)
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.moveCursor(QTextCursor.MoveOperation.Start)
    return box


def marked(box: Editor) -> list[str]:
    """Return what is underlined now."""
    found = []
    block = box.document().begin()
    while block.isValid():
        for part in block.layout().formats():
            if part.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline:
                units = block.text().encode("utf-16-le")
                found.append(units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"))
        block = block.next()
    return found


def menu_of(console: Console, qtbot: QtBot) -> QMenu:
    """Wait for the menu."""
    spelling = console.desk.pane.spelling
    assert spelling is not None
    qtbot.waitUntil(lambda: spelling.menu is not None)
    assert spelling.menu is not None
    return spelling.menu


def test_a_slip_is_underlined_and_a_word_is_not(helped: Console, qtbot: QtBot) -> None:
    box = write(helped, "ik vind dit moeiljk\nen nogg 😔 wat praaten")
    qtbot.waitUntil(lambda: marked(box) == ["moeiljk", "nogg", "praaten"])


def test_the_word_being_typed_is_let_be_until_the_caret_leaves_it(helped: Console, qtbot: QtBot) -> None:
    box = helped.desk.pane.reply.editor
    spoken: list[Any] = []
    assert helped.speller is not None
    helped.speller.judged.connect(lambda: spoken.append(True))
    QTest.keyClicks(box, "ik moeiljk")
    assert marked(box) == []
    QTest.keyClicks(box, " ")
    qtbot.waitUntil(lambda: marked(box) == ["moeiljk"])
    QTest.keyClicks(box, "moeilj")
    assert marked(box) == ["moeiljk"]
    QTest.keyClick(box, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: marked(box) == ["moeiljk", "moeilj"])


def test_names_numbers_and_the_nickname_are_not_marked(helped: Console, qtbot: QtBot) -> None:
    box = write(helped, "dag zeester en Noor en 113 xyz")
    qtbot.waitUntil(lambda: marked(box) == ["xyz"])


def test_words_the_house_uses_itself_are_not_marked(helped: Console, qtbot: QtBot) -> None:
    box = write(helped, "dit lgbti en çavaria en lumi xyz")
    qtbot.waitUntil(lambda: marked(box) == ["xyz"])


def test_only_a_dutch_conversation_is_helped(helped: Console, booklet: Booklet, qtbot: QtBot) -> None:
    row = replace(stage.conversation(1, "Zeester"), language="en")
    helped.controller.conversation_changed.emit(row)
    box = write(helped, "this was english xyz")
    assert booklet.asked == []
    helped.controller.conversation_changed.emit(replace(row, language="nl"))
    qtbot.waitUntil(lambda: marked(box) == ["this", "was", "english", "xyz"])
    helped.controller.conversation_changed.emit(row)
    assert marked(box) == []


def test_the_menu_switches_it_off_and_remembers(
    helped: Console, booklet: Booklet, qtbot: QtBot, tmp_path: Path
) -> None:
    box = write(helped, "moeiljk")
    qtbot.waitUntil(lambda: marked(box) == ["moeiljk"])
    action = next(each for each in helped.desk.top.menu.actions() if "spelling" in each.text())
    assert action.isVisible()
    assert action.isChecked()
    action.trigger()
    assert marked(box) == []
    assert load_preferences(tmp_path).spelling is False
    action.trigger()
    assert marked(box) == ["moeiljk"]
    assert load_preferences(tmp_path).spelling is True


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_suggestions_are_chosen_by_keys_alone(
    helped: Console, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    box = write(helped, "moeiljk vind ik dit")
    qtbot.waitUntil(lambda: marked(box) == ["moeiljk"])
    drafts: list[str] = []
    helped.desk.pane.reply.draft_changed.connect(lambda _here, text: drafts.append(text))
    QTest.keyClick(box, key, held)
    menu = menu_of(helped, qtbot)
    words = [action.text() for action in menu.actions()]
    assert words[:3] == ["moeilijk", "moeilijke", "Leave this word as it is"]
    assert menu.accessibleName() == "Spelling"
    assert menu.activeAction().text() == "moeilijk"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert box.toPlainText() == "moeilijk vind ik dit"
    assert drafts == ["moeilijk vind ik dit"]
    box.undo()
    assert box.toPlainText() == "moeiljk vind ik dit"


def right_click(box: Editor, place: int) -> None:
    """Ask for the menu with the mouse, over a character."""
    cursor = QTextCursor(box.document())
    cursor.setPosition(place)
    where = box.cursorRect(cursor).center() + QPoint(2, 0)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse,
        where,
        box.viewport().mapToGlobal(where),
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(box.viewport(), event)


def test_the_mouse_finds_the_word_under_it(helped: Console, qtbot: QtBot) -> None:
    box = write(helped, "dit ys 😔 moeiljk")
    qtbot.waitUntil(lambda: marked(box) == ["ys", "moeiljk"])
    right_click(box, 12)
    menu = menu_of(helped, qtbot)
    menu.actions()[1].trigger()
    menu.close()
    assert box.toPlainText() == "dit ys 😔 moeilijke"


def test_a_word_can_be_left_as_it_is_and_others_have_the_usual_menu(helped: Console, qtbot: QtBot) -> None:
    box = write(helped, "xyz dit")
    qtbot.waitUntil(lambda: marked(box) == ["xyz"])
    right_click(box, 1)
    menu = menu_of(helped, qtbot)
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["No suggestions", "Leave this word as it is"]
    assert not menu.actions()[0].isEnabled()
    menu.actions()[1].trigger()
    menu.close()
    assert marked(box) == []
    right_click(box, 5)
    menu = menu_of(helped, qtbot)
    assert "No suggestions" not in [action.text() for action in menu.actions()]
    menu.close()


def test_without_a_dictionary_nothing_is_marked_and_writing_goes_on(
    helped: Console, booklet: Booklet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert helped.speller is not None

    def broken() -> Booklet:
        raise SpellingError("spelling_damaged")

    monkeypatch.setattr(helped.speller, "_open_engine", broken)
    box = write(helped, "moeiljk")
    qtbot.waitUntil(lambda: helped.speller is not None and helped.speller.is_over)
    assert marked(box) == []
    QTest.keyClicks(box, "dag ")
    assert box.toPlainText() == "dag moeiljk"


def test_without_spelling_help_there_is_no_switch(console: Console) -> None:
    action = next(each for each in console.desk.top.menu.actions() if "spelling" in each.text())
    assert not action.isVisible()


def test_what_was_written_is_forgotten_with_the_shift(
    helped: Console, qtbot: QtBot, booklet: Booklet
) -> None:
    box = write(helped, "moeiljk")
    qtbot.waitUntil(lambda: marked(box) == ["moeiljk"])
    helped.controller.conversation_selected.emit("", "")
    helped.controller.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    assert helped.speller is not None
    assert helped.speller.remembered == 0


def test_marking_words_changes_no_draft(helped: Console, qtbot: QtBot) -> None:
    box = helped.desk.pane.reply.editor
    drafts: list[str] = []
    helped.desk.pane.reply.draft_changed.connect(lambda _here, text: drafts.append(text))
    QTest.keyClicks(box, "xyz ")
    qtbot.waitUntil(lambda: marked(box) == ["xyz"])
    QTest.keyClick(box, Qt.Key.Key_Home)
    helped.theme.set_scale(1.5)
    helped.theme.set_scale(1.0)
    assert drafts == ["x", "xy", "xyz", "xyz "]
