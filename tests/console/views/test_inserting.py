"""Replies and referrals are inserted by typing, by keys alone, and never sent by themselves."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import PolicyView
from luwte.console.views.inserting import Inserting
from tests.console import stage
from tests.console.stage import StageController, name_of

HERE = name_of(1)
WELCOME = "Welkom bij Lumi. Een schuilnaam is genoeg. Waarover wil je praten?"


@pytest.fixture
def editor(console: Console, core: StageController, qtbot: QtBot) -> QPlainTextEdit:
    stage.one(core)
    box = console.desk.pane.reply.editor
    console.window.activateWindow()
    qtbot.waitUntil(box.hasFocus)
    return box


@pytest.fixture
def inserting(console: Console) -> Inserting:
    return console.desk.pane.inserting


def titles(console: Console) -> list[str]:
    return [row.title for row in console.desk.pane.phrases.model.rows()]


@pytest.mark.parametrize("before", ["", "hallo ", "hallo\u00a0"])
def test_a_slash_where_a_word_begins_opens_the_list(
    console: Console, editor: QPlainTextEdit, inserting: Inserting, before: str
) -> None:
    editor.insertPlainText(before)
    QTest.keyClicks(editor, "/")
    assert inserting.is_open
    assert console.desk.pane.phrases.isVisible()
    assert titles(console)[:2] == ["welkom", "woorden"]
    assert "112" in titles(console)
    assert editor.hasFocus()


@pytest.mark.parametrize("text", ["en/of", "https://", "1/2", "hallo/", "/ ", "/wel "])
def test_a_slash_inside_a_word_or_before_a_space_opens_nothing(
    editor: QPlainTextEdit, inserting: Inserting, text: str
) -> None:
    QTest.keyClicks(editor, text)
    assert not inserting.is_open
    assert editor.toPlainText() == text


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_enter_and_tab_insert_into_the_draft_and_send_nothing(
    console: Console, editor: QPlainTextEdit, inserting: Inserting, key: Qt.Key
) -> None:
    sent: list[str] = []
    drafts: list[str] = []
    console.desk.pane.reply.send_wanted.connect(lambda _here, text: sent.append(text))
    console.desk.pane.reply.draft_changed.connect(lambda _here, text: drafts.append(text))
    QTest.keyClicks(editor, "dag /welk")
    QTest.keyClick(editor, key)
    assert editor.toPlainText() == f"dag {WELCOME}"
    assert drafts[-1] == f"dag {WELCOME}"
    assert sent == []
    assert not inserting.is_open
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [f"dag {WELCOME}"]


def test_one_undo_takes_the_insertion_back(editor: QPlainTextEdit) -> None:
    QTest.keyClicks(editor, "/welk")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    editor.undo()
    assert editor.toPlainText() == "/welk"


def test_arrows_choose_round_and_round(console: Console, editor: QPlainTextEdit) -> None:
    QTest.keyClicks(editor, "/wo")
    listed = console.desk.pane.phrases
    first = listed.current()
    assert first is not None
    assert first.title == "woorden"
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert listed.current() == listed.model.rows()[-1]
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert listed.current() == first


def test_escape_closes_keeps_the_text_and_stays_closed_for_this_word(
    console: Console, editor: QPlainTextEdit, inserting: Inserting
) -> None:
    taken_back: list[bool] = []
    console.desk.pane.reply.take_back_wanted.connect(lambda: taken_back.append(True))
    QTest.keyClicks(editor, "/we")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not inserting.is_open
    assert taken_back == []
    QTest.keyClicks(editor, "lk")
    assert not inserting.is_open
    assert editor.toPlainText() == "/welk"
    QTest.keyClicks(editor, " /w")
    assert inserting.is_open


def test_with_nothing_found_enter_sends_no_half_typed_shortcut(
    console: Console, editor: QPlainTextEdit, inserting: Inserting
) -> None:
    sent: list[str] = []
    console.desk.pane.reply.send_wanted.connect(lambda _here, text: sent.append(text))
    QTest.keyClicks(editor, "/welkmo")
    listed = console.desk.pane.phrases
    assert listed.sentence.isVisible()
    assert listed.sentence.text() == "Nothing found. Esc closes this, your text stays."
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == []
    assert editor.toPlainText() == "/welkmo"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == ["/welkmo"]


def test_a_row_is_inserted_with_the_mouse(console: Console, editor: QPlainTextEdit) -> None:
    QTest.keyClicks(editor, "/1712")
    view = console.desk.pane.phrases.view
    where = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert editor.toPlainText().endswith("\n1712 · https://www.1712.be/")
    assert editor.hasFocus()


def test_the_visitors_language_is_inserted(
    console: Console, core: StageController, editor: QPlainTextEdit
) -> None:
    row = replace(stage.conversation(1, "Zeester"), language="en")
    core.conversation_changed.emit(row)
    QTest.keyClicks(editor, "/welk")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText().startswith("Welcome to Lumi.")


@pytest.mark.parametrize(("button", "first"), [("replies", "welkom"), ("referrals", "112")])
def test_a_button_lists_its_kind_at_the_caret_and_closes_it_again(
    console: Console, editor: QPlainTextEdit, inserting: Inserting, button: str, first: str
) -> None:
    QTest.keyClicks(editor, "dag ")
    pressed = getattr(console.desk.pane.action_bar, button)
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert titles(console)[0] == first
    assert ("112" in titles(console)) == (button == "referrals")
    assert editor.hasFocus()
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert not inserting.is_open
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText().startswith("dag ")
    assert len(editor.toPlainText()) > 10


def test_typing_after_the_button_looks_in_its_list(console: Console, editor: QPlainTextEdit) -> None:
    console.desk.pane.action_bar.referrals.click()
    QTest.keyClicks(editor, "zelf")
    assert titles(console) == ["Zelfmoordlijn"]
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText().endswith("Zelfmoordlijn · 1813 · https://www.zelfmoord1813.be/")


def test_what_stands_behind_the_caret_keeps_its_distance(editor: QPlainTextEdit) -> None:
    editor.insertPlainText("en jij?")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "/welk")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == f"{WELCOME} en jij?"


@pytest.mark.parametrize("how", ["the caret", "the focus", "the conversation"])
def test_the_list_goes_with(
    console: Console, core: StageController, editor: QPlainTextEdit, inserting: Inserting, how: str
) -> None:
    QTest.keyClicks(editor, "/we")
    assert console.desk.pane.phrases.isVisible()
    match how:
        case "the caret":
            QTest.keyClick(editor, Qt.Key.Key_Home)
        case "the focus":
            console.desk.pane.transcript.setFocus()
        case _:
            core.conversation_selected.emit("", "")
    assert not inserting.is_open
    assert not console.desk.pane.phrases.isVisible()


def test_a_lock_hides_the_list_with_the_desk(
    console: Console, core: StageController, editor: QPlainTextEdit
) -> None:
    QTest.keyClicks(editor, "/we")
    core.session_changed.emit(stage.session(is_locked=True))
    assert not console.desk.pane.phrases.isVisible()


def test_nothing_is_inserted_where_the_visitor_has_gone(
    console: Console, core: StageController, editor: QPlainTextEdit, inserting: Inserting
) -> None:
    QTest.keyClicks(editor, "/we")
    core.conversation_changed.emit(stage.conversation(1, "Zeester", presence="gone"))
    assert not inserting.is_open
    assert not console.desk.pane.action_bar.replies.isEnabled()
    assert not console.desk.pane.action_bar.referrals.isEnabled()
    assert console.desk.pane.action_bar.end.isEnabled()
    inserting.toggle("reply")
    assert not inserting.is_open


def test_a_house_without_replies_lets_the_slash_be_and_says_so_at_the_button(
    console: Console, core: StageController, editor: QPlainTextEdit, inserting: Inserting
) -> None:
    core.policy_adopted.emit(PolicyView(version=2, name="Lumi"))
    QTest.keyClicks(editor, "/we")
    assert not inserting.is_open
    console.desk.pane.action_bar.replies.click()
    assert "no replies" in console.desk.pane.phrases.sentence.text()
    console.desk.pane.action_bar.referrals.click()
    assert "no referrals" in console.desk.pane.phrases.sentence.text()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_list_stays_above_the_reply_and_below_the_header(
    console: Console, editor: QPlainTextEdit, qtbot: QtBot, scale: float
) -> None:
    desk = console.desk
    console.theme.set_scale(scale)
    console.window.resize(1024, 700)
    desk.pane.action_bar.replies.click()
    listed, header = desk.pane.phrases, desk.pane.header

    def is_between() -> bool:
        box = editor.mapTo(desk, editor.rect().topLeft()).y() + editor.contentsMargins().top()
        above = header.mapTo(desk, header.rect().bottomLeft()).y()
        return above <= listed.geometry().top() and listed.geometry().bottom() <= box

    qtbot.waitUntil(is_between)
    assert listed.isVisible()
    assert listed.view.height() >= 40
    console.theme.set_scale(1.0)


def test_what_is_chosen_is_said_to_a_screen_reader(console: Console, editor: QPlainTextEdit) -> None:
    said: list[str] = []
    console.desk.pane.phrases.told.connect(said.append)
    QTest.keyClicks(editor, "/zelf")
    QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClicks(editor, "x")
    assert said[0].startswith("Reply welkom. Welkom bij Lumi.")
    assert any(words.startswith("Referral Zelfmoordlijn. 1813 · ") for words in said)
    assert said[-1].startswith("Nothing found.")
    view = console.desk.pane.phrases.view
    named = QAccessible.queryAccessibleInterface(view)
    assert named is not None
    assert named.text(QAccessible.Text.Name) == "Replies and referrals"
    for button in (console.desk.pane.action_bar.replies, console.desk.pane.action_bar.referrals):
        assert button.accessibleName() in {"Replies", "Referrals"}


def test_an_input_method_keeps_its_keys(editor: QPlainTextEdit, inserting: Inserting) -> None:
    QTest.keyClicks(editor, "/we")
    QApplication.sendEvent(editor, QInputMethodEvent("lk", []))
    assert inserting.is_open
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    QApplication.sendEvent(editor, QEvent(QEvent.Type.LayoutRequest))
    assert inserting.is_open
