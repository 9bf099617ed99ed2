"""At the desk: drafts, sending, questions before what cannot be undone, keys for everything."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Notice, Queue, RequestRow, Search, Session
from luwte.console.views.reply import BYTES, CHARACTERS, room_left
from luwte.console.views.shortcuts import Shortcuts
from tests.console import stage
from tests.console.stage import NOW, StageController, conversation, line, name_of

HERE = name_of(1)


def test_return_sends_and_shift_return_begins_a_new_line(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    editor = console.desk.pane.reply.editor
    QTest.keyClicks(editor, "hoi")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "daar")
    with qtbot.waitSignal(console.desk.pane.reply.send_wanted) as sent:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent.args == [HERE, "hoi\ndaar"]
    assert editor.toPlainText() == ""


def test_an_empty_line_is_not_sent(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    editor = console.desk.pane.reply.editor
    editor.setPlainText("  \n ")
    with qtbot.assertNotEmitted(console.desk.pane.reply.send_wanted):
        QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_draft_stays_with_its_conversation(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.busy(core)
    core.conversation_selected.emit(name_of(1), "voor Zeester")
    reply = console.desk.pane.reply
    assert reply.editor.toPlainText() == "voor Zeester"
    with qtbot.assertNotEmitted(reply.draft_changed):
        core.conversation_selected.emit(name_of(2), "")
    assert reply.editor.toPlainText() == ""
    with qtbot.waitSignal(reply.draft_changed) as kept:
        QTest.keyClicks(reply.editor, "x")
    assert kept.args == [name_of(2), "x"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", CHARACTERS),
        ("é" * 4_000, 0),
        ("漢" * 2_666, BYTES - 3 * 2_666),
        ("x" * 4_001, -1),
        ("漢" * 2_667, -1),
    ],
)
def test_characters_and_bytes_both_count(text: str, left: int) -> None:
    assert room_left(text) == left


def test_too_long_a_line_is_kept_and_counted(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    reply = console.desk.pane.reply
    reply.editor.setPlainText("x" * 4_005)
    assert "5 characters too long" in reply.counter.text()
    assert not reply.button.isEnabled()
    with qtbot.assertNotEmitted(reply.send_wanted):
        reply.send()
    assert len(reply.editor.toPlainText()) == 4_005


def test_escape_takes_the_newest_held_line_back(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    held = line(HERE, 0, "staff", "verkeerd", delivery="held", held_until=NOW + 9)
    core.add_lines(HERE, [held])
    with qtbot.waitSignal(console.desk.pane.take_back_wanted) as back:
        QTest.keyClick(console.desk.pane.reply.editor, Qt.Key.Key_Escape)
    assert back.args == [HERE, held.id]


def test_a_failed_line_can_be_tried_again_by_keyboard(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    failed = line(HERE, 0, "staff", "kwam niet weg", delivery="failed")
    core.add_lines(HERE, [failed])
    view = console.desk.pane.transcript
    view.setCurrentIndex(console.models.lines.index_of(failed.id))
    with qtbot.waitSignal(console.desk.pane.retry_wanted) as again:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert again.args == [HERE]


def test_ending_asks_first_and_rests_on_the_careful_button(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    desk = console.desk
    desk.pane.action_bar.end.click()
    dialog = desk.dialog
    assert dialog is not None
    assert (dialog.yes.text(), dialog.no.text()) == ("End conversation", "Keep talking")
    assert dialog.no.isDefault()
    with qtbot.assertNotEmitted(desk.asking.end_wanted):
        dialog.reject()
    desk.pane.action_bar.end.click()
    with qtbot.waitSignal(desk.asking.end_wanted) as ended:
        assert desk.confirm()
    assert ended.args == [HERE, False]


def test_a_hand_over_names_a_colleague_and_seals_a_note(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    console.desk.asking.ask_hand_over()
    with qtbot.waitSignal(console.desk.asking.hand_over_wanted) as wanted:
        assert console.desk.confirm("rustig gesprek")
    assert wanted.args == [HERE, "noor", "rustig gesprek"]


def test_danger_calls_the_coordinators_after_asking(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    console.desk.asking.ask_danger()
    dialog = console.desk.dialog
    assert dialog is not None
    assert "Noor" in dialog.sentence.text()
    with qtbot.waitSignal(console.desk.asking.danger_wanted) as wanted:
        assert console.desk.confirm("dreigt weg te lopen")
    assert wanted.args == [HERE, "dreigt weg te lopen"]


def test_a_request_is_a_card_with_two_answers(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.begin(core)
    core.request_added.emit(RequestRow("r1", "along", HERE, "noor", "Noor", "", NOW))
    with qtbot.waitSignal(console.desk.notices.answered) as answered:
        assert console.desk.notices.agree()
    assert answered.args == ["r1", True]
    core.request_removed.emit("r1")
    assert console.desk.notices.texts() == []


def test_notices_never_pile_up_and_routine_says_nothing(console: Console, core: StageController) -> None:
    stage.begin(core)
    core.notice_raised.emit(Notice("done", "pause"))
    assert console.desk.notices.texts() == []
    for code in ("taken", "at_limit", "closed", "storage", "busy", "busy"):
        core.notice_raised.emit(Notice(code))
    assert len(console.desk.notices.texts()) == 3


def test_silence_offers_a_question_and_later_an_end(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    bar = console.desk.pane.silence
    assert bar.isHidden()
    core.conversation_changed.emit(conversation(1, "Zeester", silence="nudge", silent_since=NOW - 300))
    with qtbot.waitSignal(console.desk.pane.nudge_wanted):
        bar.nudge.click()
    core.conversation_changed.emit(conversation(1, "Zeester", silence="end", silent_since=NOW - 900))
    bar.close_silent.click()
    with qtbot.waitSignal(console.desk.asking.end_wanted) as ended:
        console.desk.confirm()
    assert ended.args == [HERE, True]


def test_nobody_writes_to_who_has_gone(console: Console, core: StageController) -> None:
    stage.one(core)
    core.conversation_changed.emit(conversation(1, "Zeester", presence="gone"))
    assert console.desk.pane.reply.editor.isReadOnly()


def test_the_search_goes_from_hit_to_hit(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    pane = console.desk.pane
    pane.search.open_search()
    with qtbot.waitSignal(pane.search_wanted) as asked:
        pane.search.needle.setText("ik")
    assert asked.args == [HERE, "ik"]
    hits = tuple(row.id for row in core.lines(HERE) if "ik" in row.text)
    core.search_changed.emit(Search(HERE, "ik", hits))
    assert pane.transcript.painter_of_rows.hit == hits[-1]
    QTest.keyClick(pane.search.needle, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.transcript.painter_of_rows.hit == hits[-2]
    QTest.keyClick(pane.search.needle, Qt.Key.Key_Escape)
    assert pane.search.isHidden()
    assert pane.transcript.painter_of_rows.needle == ""


def test_the_empty_desk_says_what_will_happen_next(console: Console, core: StageController) -> None:
    stage.begin(core)
    sentence = console.desk.pane.empty.sentence
    assert sentence.text() == "No conversation now. When you accept someone, you write here."
    core.conversation_added.emit(conversation(1, "Zeester"), "handed_over")
    assert sentence.isVisible()
    assert sentence.text().startswith("No conversation is in front. Choose one at the left")
    core.conversation_removed.emit(HERE, "visitor")
    assert sentence.text().startswith("No conversation now.")


@pytest.mark.parametrize("question", ["ask_end", "ask_end_silent", "ask_step_out"])
def test_before_a_conversation_is_left_a_half_written_line_is_named(
    console: Console, core: StageController, question: str
) -> None:
    """It went without a word; whoever reads so can still send it."""
    stage.one(core)
    asking, editor = console.desk.asking, console.desk.pane.reply.editor
    getattr(asking, question)()
    assert asking.dialog is not None
    assert "reply box" not in asking.dialog.sentence.text()
    asking.dialog.reject()
    QTest.keyClicks(editor, "en nog iets")
    getattr(asking, question)()
    assert asking.dialog is not None
    assert asking.dialog.sentence.text().startswith("What stands in your reply box is not sent.")
    asking.dialog.no.click()
    assert editor.toPlainText() == "en nog iets"
    assert console.window.focusWidget() is editor


def test_focus_goes_where_the_hands_go_next(console: Console, core: StageController) -> None:
    stage.one(core)
    assert console.window.focusWidget() is console.desk.pane.reply.editor


@pytest.mark.parametrize("where", ["reply", "note"])
def test_what_is_typed_when_a_conversation_goes_reaches_no_other_visitor(
    console: Console, core: StageController, qtbot: QtBot, where: str
) -> None:
    """Nobody else comes in front by itself: the rest of the sentence would be sent to them.

    The form of what is over may open, but no field of it has the hands yet.
    """
    stage.busy(core)
    desk = console.desk
    core.conversation_selected.emit(HERE, "")
    writing = desk.pane.reply.editor if where == "reply" else desk.notes.editor
    writing.setFocus()
    with (
        qtbot.assertNotEmitted(desk.side.select_wanted),
        qtbot.assertNotEmitted(desk.pane.reply.draft_changed),
    ):
        core.conversation_removed.emit(HERE, "withdrawn")
        core.conversation_selected.emit("", "")
        hands = console.window.focusWidget()
        assert hands is (desk.registering.page if where == "reply" else desk.notes.editor)
        assert desk.registering.page is not None
        empty = desk.registering.page.values()
        QTest.keyClicks(hands, "m en nog iets")
        QTest.keyClick(hands, Qt.Key.Key_Return)
        assert desk.registering.page.values() == empty
    assert not desk.side.mine.currentIndex().isValid()


def test_the_keys_work_at_once_when_a_shift_goes_on(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    """The button that was pressed to go on was switched off meanwhile, and the focus with it."""
    desk = console.desk
    resumed = Session("resume", name="Noor", shift_until=NOW + 3_600)
    core.session_changed.emit(resumed)
    core.session_changed.emit(replace(resumed, is_busy=True))
    stage.begin(core)
    core.conversation_added.emit(conversation(1, "Zeester"), "reopened")
    hands = console.window.focusWidget()
    assert desk.isAncestorOf(hands)
    with qtbot.waitSignal(desk.side.select_wanted):
        QTest.keyClick(hands, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def test_a_shift_that_begins_puts_the_hands_on_no_button_by_chance(
    console: Console, core: StageController
) -> None:
    """Qt gave them to the one that shows the pane at the right, because that was made last."""
    console.window.resize(1_024, 700)
    core.session_changed.emit(Session("shift_start", name="Noor", shift_hours=8, planned_hours=4))
    console.window.begin.action.setFocus()
    stage.begin(core)
    QApplication.processEvents()
    assert console.desk.folding.opener.isVisible()
    assert console.window.focusWidget() is console.desk.top.shift


def test_a_sheet_read_from_a_note_gives_the_hands_back_to_the_note(
    console: Console, core: StageController
) -> None:
    """The next words of the note would be sent to the visitor."""
    stage.one(core)
    desk = console.desk
    desk.notes.editor.setFocus()
    desk.show_sheet()
    assert desk.dialog is not None
    desk.dialog.reject()
    assert console.window.focusWidget() is desk.notes.editor
    desk.pane.reply.editor.setFocus()
    desk.show_sheet()
    desk.dialog.reject()
    assert console.window.focusWidget() is desk.pane.reply.editor


def test_a_narrow_window_makes_the_right_pane_a_drawer(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    aside = console.desk.aside
    assert aside.isVisible()
    console.window.resize(1_024, 700)
    assert not aside.isVisible()
    console.desk.toggle_aside()
    assert aside.isVisible()
    console.window.resize(1_400, 800)
    assert aside.isVisible()
    console.desk.toggle_aside()
    assert not aside.isVisible()


def parents(widget: QWidget) -> Iterator[QWidget]:
    while (above := widget.parentWidget()) is not None:
        yield above
        widget = above


def test_every_control_has_a_name_for_a_screen_reader(console: Console, core: StageController) -> None:
    stage.states(core)
    core.queue_changed.emit(Queue("all", someone_waits=True, can_accept=True))
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListView)
    for kind in kinds:
        for widget in console.window.findChildren(kind):
            is_part = any(isinstance(parent, QComboBox) for parent in parents(widget))
            if widget.objectName().startswith("qt_") or is_part:
                continue
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert name, f"{type(widget).__name__} {widget.objectName()}"


def test_every_shortcut_has_an_act_and_no_keys_mean_two_things(console: Console) -> None:
    entries = console.desk.shortcuts.all()
    keys = [(entry.part, QKeySequence(entry.keys).toString()) for entry in entries]
    assert len(set(keys)) == len(keys)
    assert all(entry.words for entry in entries)


def test_keys_are_called_as_they_are_printed(console: Console, core: StageController) -> None:
    assert not [entry for entry in console.desk.shortcuts.all() if "Return" in entry.shown()]
    stage.one(core)
    console.desk.show_sheet()
    assert console.desk.dialog is not None
    widgets = [*console.window.findChildren(QWidget), *console.desk.dialog.findChildren(QWidget)]
    for widget in widgets:
        shown = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        assert "Return" not in f"{widget.toolTip()} {widget.accessibleName()} {shown}"
    console.desk.dialog.reject()


def test_both_enter_keys_accept(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(console.desk.side.accept_wanted):
            QTest.keyClick(console.desk.pane.reply.editor, key, Qt.KeyboardModifier.ControlModifier)


def test_every_shortcut_acts_when_its_keys_are_pressed(qtbot: QtBot) -> None:
    where, shortcuts, called = QLineEdit(), Shortcuts(), list[str]()
    qtbot.addWidget(where)
    acts: dict[str, Callable[[], None]] = {
        entry.name: partial(called.append, entry.name) for entry in shortcuts.all()
    }
    shortcuts.install(where, acts)
    with qtbot.waitActive(where):
        where.show()
        where.activateWindow()
    for entry in shortcuts.all():
        if not entry.is_told:
            QTest.keySequence(where, QKeySequence(entry.keys))
            assert called[-1:] == [entry.name], entry.keys


def test_the_keys_of_the_sheet_put_the_hands_where_it_says(console: Console, core: StageController) -> None:
    stage.one(core)
    desk, window = console.desk, console.window
    for keys, place in (("F2", desk.notes), ("F3", desk.team), ("F4", desk.details), ("F6", desk.pane.reply)):
        QTest.keySequence(window.focusWidget(), QKeySequence(keys))
        assert place.isVisible(), keys
        assert place.isAncestorOf(window.focusWidget()), keys
    QTest.keySequence(window.focusWidget(), QKeySequence("Ctrl+E"))
    assert desk.dialog is not None
    desk.dialog.reject()
    QTest.keySequence(window.focusWidget(), QKeySequence("Ctrl+R"))
    assert desk.registering.page is not None


def test_the_keyboard_goes_from_conversation_to_conversation(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.busy(core)
    core.conversation_selected.emit(name_of(1), "")
    with qtbot.waitSignal(console.desk.side.select_wanted) as chosen:
        console.desk.side.step(1)
    assert chosen.args == [name_of(2)]


def test_an_ended_conversation_leaves_nothing_on_the_screen(console: Console, core: StageController) -> None:
    stage.one(core)
    core.conversation_removed.emit(HERE, "withdrawn")
    core.conversation_selected.emit("", "")
    assert console.models.lines.rows() == ()
    assert console.desk.pane.currentIndex() == 0
    assert not console.desk.details.readers.isVisibleTo(console.desk.details)
