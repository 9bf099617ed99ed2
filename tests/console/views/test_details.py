"""The pane at the right and the questions: about the conversation in front, and about no other one later."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Notice, RequestRow, WhisperRow
from luwte.console.views.aside import DETAILS
from tests.console import stage
from tests.console.stage import NOW, StageController, conversation, name_of

HERE, THERE = name_of(1), name_of(2)


def word(text: str, about: str) -> WhisperRow:
    return WhisperRow("noor", "Noor", "sam", about, text, NOW, is_own=False)


def words(console: Console) -> str:
    QApplication.processEvents()
    labels = console.desk.details.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisibleTo(console.desk.details))


def looks(console: Console) -> None:
    """Bring the details in front."""
    console.desk.aside.turn_to(DETAILS)
    QApplication.processEvents()


def asks(console: Console) -> bool:
    return console.desk.dialog is not None


def end(core: StageController, conversation: str = HERE) -> None:
    """Let a conversation end as the core tells it."""
    core.conversation_removed.emit(conversation, "withdrawn")
    core.conversation_selected.emit("", "")


def two(core: StageController) -> None:
    """Be in two conversations, the first in front."""
    stage.one(core)
    core.conversation_added.emit(conversation(2, "Maan"), "accepted")


def in_desk(console: Console, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(console.desk, QPoint(0, 0)), widget.size())


def test_nothing_of_an_ended_conversation_stays_in_the_details(
    console: Console, core: StageController
) -> None:
    stage.states(core)
    core.conversation_changed.emit(conversation(1, "Zeester", retention="violence"))
    details = console.desk.details
    details.word.setText("half gesch")
    end(core)
    assert not details.readers.isVisibleTo(details)
    assert "Noor" not in details.readers.text()
    assert details.retention.currentData() == "standard"
    assert not details.retention.isEnabled()
    assert details.word.text() == ""
    assert "Je doet het goed." not in words(console)
    two(core)
    assert details.word.text() == ""


def test_a_closing_conversation_is_not_kept_longer(console: Console, core: StageController) -> None:
    stage.one(core)
    assert console.desk.details.retention.isEnabled()
    core.conversation_changed.emit(conversation(1, "Zeester", closing=True))
    assert not console.desk.details.retention.isEnabled()


def test_a_word_that_was_begun_stays_with_its_conversation(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    two(core)
    details = console.desk.details
    details.word.setText("over Zeester")
    core.conversation_selected.emit(THERE, "")
    assert details.word.text() == ""
    core.conversation_selected.emit(HERE, "")
    assert details.word.text() == "over Zeester"
    with qtbot.waitSignal(details.whisper_wanted) as said:
        QTest.keyClick(details.word, Qt.Key.Key_Return)
    assert said.args == ["noor", HERE, "over Zeester"]


def test_a_word_about_a_colleagues_conversation_is_seen(console: Console, core: StageController) -> None:
    two(core)
    looks(console)
    core.whisper_added.emit(word("kijk eens mee", name_of(77)))
    assert "kijk eens mee" in words(console)
    assert console.desk.notices.texts() == []
    core.whisper_added.emit(word("dit gaat over Maan", THERE))
    assert "dit gaat over Maan" not in words(console)
    assert len(console.desk.notices.texts()) == 1
    core.conversation_selected.emit(THERE, "")
    assert "dit gaat over Maan" in words(console)


def test_a_word_without_any_conversation_stands_in_the_details_with_nothing_else(
    console: Console, core: StageController
) -> None:
    stage.begin(core)
    core.whisper_added.emit(word("ik ga zo weg", name_of(77)))
    looks(console)
    details = console.desk.details
    assert "ik ga zo weg" in words(console)
    assert not details.readers.isVisible()
    assert not details.retention.isVisible()


def test_a_word_behind_another_tab_is_told_and_counted_until_it_is_seen(
    console: Console, core: StageController
) -> None:
    two(core)
    tabs = console.desk.aside.tabs
    core.whisper_added.emit(word("dit gaat over Maan", THERE))
    core.whisper_added.emit(word("en dit over Zeester", HERE))
    assert "Noor sent you a word" in console.desk.notices.texts()[0]
    assert tabs.news(DETAILS) == "2 new"
    looks(console)
    assert tabs.news(DETAILS) == "1 new"
    core.conversation_selected.emit(THERE, "")
    assert tabs.news(DETAILS) == ""


def test_a_narrow_window_tells_of_a_word_and_f4_shows_it(console: Console, core: StageController) -> None:
    stage.begin(core)
    console.window.resize(1_024, 700)
    core.whisper_added.emit(word("ik ga zo weg", name_of(77)))
    assert not console.desk.details.isVisible()
    assert "Noor sent you a word" in console.desk.notices.texts()[0]
    console.desk.side.mine.setFocus()
    QTest.keyClick(console.desk.side.mine, Qt.Key.Key_F4)
    assert console.desk.details.isVisible()
    assert in_desk(console, console.desk.pane).contains(in_desk(console, console.desk.details))


def test_the_drawer_leaves_header_and_reply_box_free(console: Console, core: StageController) -> None:
    stage.one(core)
    console.window.resize(1_024, 700)
    QApplication.processEvents()
    desk = console.desk
    desk.toggle_aside()
    drawer = in_desk(console, desk.aside)
    assert not drawer.intersects(in_desk(console, desk.pane.header))
    assert not drawer.intersects(in_desk(console, desk.pane.foot))
    desk.pane.reply.editor.setPlainText("een\ntwee\ndrie\nvier")
    QApplication.processEvents()
    assert not in_desk(console, desk.aside).intersects(in_desk(console, desk.pane.foot))


def test_a_drawer_does_not_wait_for_the_next_conversation(console: Console, core: StageController) -> None:
    stage.one(core)
    console.window.resize(1_024, 700)
    console.desk.toggle_aside()
    end(core)
    console.desk.toggle_aside()
    stage.one(core)
    assert not console.desk.aside.isVisible()


def test_an_empty_desk_shows_nobody_any_more(console: Console, core: StageController) -> None:
    stage.one(core)
    end(core)
    header = console.desk.pane.header
    assert header.name.text() == ""
    assert header.name.accessibleName() == ""
    assert [label.text() for label in (header.presence, header.since, header.readers)] == ["", "", ""]
    console.desk.tick()
    assert header.since.text() == ""
    assert console.desk.pane.reply.editor.toPlainText() == ""


def test_the_reply_box_says_what_it_is_for_in_a_colour_one_can_read(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    editor = console.desk.pane.reply.editor
    assert editor.placeholderText() == "Your reply"
    muted = console.theme.look.colour("muted")
    assert editor.palette().placeholderText().color().name() == muted.name()


def test_a_choice_shows_that_it_opens(console: Console, core: StageController) -> None:
    stage.one(core)
    looks(console)
    box = console.desk.details.to
    picture = box.grab().toImage()
    ratio = box.devicePixelRatio()
    right = range(round((box.width() - console.theme.look.px(28)) * ratio), round(box.width() * ratio))
    darkest = min(picture.pixelColor(x, y).lightness() for x in right for y in range(picture.height()))
    assert darkest < console.theme.look.colour("control-border").lightness()


@pytest.mark.parametrize("ask", ["ask_end", "ask_hand_over", "ask_danger", "ask_along", "ask_step_out"])
def test_a_question_goes_with_its_conversation(console: Console, core: StageController, ask: str) -> None:
    two(core)
    getattr(console.desk.asking, ask)()
    core.conversation_removed.emit(THERE, "visitor")
    assert asks(console)
    end(core)
    assert not asks(console)
    assert not console.desk.confirm()


def test_a_question_is_answered_about_whom_it_was_asked(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    two(core)
    console.desk.asking.ask_end()
    core.conversation_selected.emit(THERE, "")
    with qtbot.waitSignal(console.desk.asking.end_wanted) as ended:
        console.desk.confirm()
    assert ended.args == [HERE, False]


def test_the_end_of_a_shift_takes_everything_off_the_desk(console: Console, core: StageController) -> None:
    two(core)
    core.whisper_added.emit(word("kijk eens mee", name_of(77)))
    core.notice_raised.emit(Notice("quick_exit", name="Maan"))
    core.request_added.emit(RequestRow("r1", "along", HERE, "noor", "Noor", "let op", NOW))
    console.desk.asking.ask_end()
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    assert not asks(console)
    assert console.desk.notices.texts() == []
    looks(console)
    assert "kijk eens mee" not in words(console)


@pytest.mark.parametrize(
    ("role", "days", "is_told"),
    [
        ("coordinator", 15, False),
        ("coordinator", 14, True),
        ("coordinator", 1, True),
        ("volunteer", 3, False),
    ],
)
def test_a_coordinator_hears_in_time_that_their_certificate_ends(
    console: Console, core: StageController, role: str, days: int, is_told: bool
) -> None:
    stage.begin(core)
    core.session_changed.emit(stage.session(role=role, certificate_days=days))
    core.session_changed.emit(stage.session(role=role, certificate_days=days, is_paused=True))
    said = " ".join(console.desk.notices.texts())
    assert ("luwte admin renew --kit" in said) == is_told
    assert ("luwte admin keys --again" in said) == is_told


def test_a_reminder_that_was_put_away_stays_away_for_this_shift(
    console: Console, core: StageController
) -> None:
    near = stage.session(role="coordinator", certificate_days=9)
    stage.begin(core)
    core.session_changed.emit(near)
    console.desk.notices.clear()
    core.session_changed.emit(near)
    assert console.desk.notices.texts() == []
    core.session_changed.emit(stage.session(stage="shift_start", role="coordinator", certificate_days=9))
    core.session_changed.emit(near)
    assert len(console.desk.notices.texts()) == 1
