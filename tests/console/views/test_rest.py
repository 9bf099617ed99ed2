"""After a conversation: time to breathe, words to put down, somebody to talk to, and a pause that is one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Queue, WhisperRow
from luwte.console.views.asking_word import WordDialog
from luwte.console.views.breath import SMALL
from luwte.console.views.words import clock
from tests.console import stage
from tests.console.stage import NOW, StageController, name_of

UNTIL = NOW + 300
RESTING: dict[str, object] = {
    "resting_until": UNTIL,
    "rested_with": "Zeester",
    "rested_conversation": name_of(1),
}


def rest(core: StageController) -> None:
    """Be between two conversations."""
    stage.begin(core)
    core.session_changed.emit(stage.session(**RESTING))


def press(console: Console, offer: str) -> None:
    """Press a button of the card, once it has its place."""
    QApplication.processEvents()
    (button,) = (
        one
        for one in console.desk.pane.empty.rest.findChildren(QPushButton, f"rest_{offer}_button")
        if one.isVisible()
    )
    button.click()


def said(console: Console) -> tuple[str, str]:
    """Return what the card says."""
    card = console.desk.pane.empty.rest
    return (card.title.text(), card.sentence.text()) if card.isVisible() else ("", "")


def test_after_a_conversation_there_is_time_without_a_countdown(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    rest(core)
    title, sentence = said(console)
    assert title == "You were with Zeester."
    assert sentence == f"Take your time. Nobody is sent to you until {clock(UNTIL)}."
    console.desk.tick()
    assert said(console) == (title, sentence)
    with qtbot.waitSignal(console.desk.shift.ready_wanted):
        press(console, "ready")
    core.session_changed.emit(stage.session())
    assert said(console) == ("", "")
    assert console.desk.pane.empty.sentence.isVisible()


def test_a_heavy_conversation_may_be_put_into_words(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    rest(core)
    press(console, "heavy")
    assert "Twenty seconds" in said(console)[1]
    with qtbot.waitSignal(console.desk.shift.debrief_wanted) as wanted:
        press(console, "debrief")
    assert wanted.args == [name_of(1), "Zeester"]


def test_the_tab_key_walks_what_the_card_offers_in_its_order(console: Console, core: StageController) -> None:
    """Made later than everything else, its buttons came last, behind the pane at the right."""
    rest(core)
    press(console, "heavy")
    QApplication.processEvents()
    first, *others = console.desk.pane.empty.rest.offered.values()
    first.setFocus()
    for button in others:
        QTest.keyClick(console.window.focusWidget(), Qt.Key.Key_Tab)
        assert console.window.focusWidget() is button
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Backtab)
    before = console.window.focusWidget()
    assert not console.desk.aside.isAncestorOf(before)
    assert console.desk.side.isAncestorOf(before) or console.desk.top.isAncestorOf(before)


def test_who_is_ready_by_keyboard_finds_the_next_visitor_under_the_hands(
    console: Console, core: StageController
) -> None:
    rest(core)
    core.queue_changed.emit(Queue("someone", someone_waits=True, can_accept=True))
    ready = console.desk.pane.empty.rest.offered["ready"]
    ready.setFocus()
    QTest.keyClick(ready, Qt.Key.Key_Space)
    core.session_changed.emit(stage.session())
    assert console.window.focusWidget() is console.desk.side.accept


def test_who_is_busy_with_a_heavy_one_is_not_sent_away_by_the_clock(
    console: Console, core: StageController
) -> None:
    rest(core)
    press(console, "heavy")
    core.session_changed.emit(stage.session())
    assert said(console)[0]
    press(console, "ready")
    assert said(console) == ("", "")


def test_a_word_is_asked_of_a_coordinator_first_and_can_be_changed(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    rest(core)
    press(console, "heavy")
    press(console, "word")
    dialog = console.desk.dialog
    assert isinstance(dialog, WordDialog)
    assert dialog.people.currentText().startswith("Noor · coordinator")
    assert "heavy conversation" in dialog.text.toPlainText()
    dialog.text.setPlainText("Kan je bellen?")
    with qtbot.waitSignal(console.desk.shift.word_wanted) as asked:
        dialog.yes.click()
    assert asked.args == ["noor", "", "Kan je bellen?"]
    assert console.desk.notices.texts() == []
    for _ in range(2):
        core.whisper_added.emit(WhisperRow("sam", "Sam", "noor", "", "Kan je bellen?", NOW, is_own=True))
    assert console.desk.notices.texts() == ["You asked Noor for a word."]


def test_alone_on_shift_there_is_a_number_to_call(console: Console, core: StageController) -> None:
    rest(core)
    core.colleagues_changed.emit(())
    console.desk.shift.ask_word()
    dialog = console.desk.dialog
    assert isinstance(dialog, WordDialog)
    assert "Call the number" in dialog.sentence.text()
    assert dialog.yes.isHidden()


def test_a_pause_is_entitled_and_does_not_end_by_itself(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    rest(core)
    with qtbot.waitSignal(console.desk.shift.pause_wanted) as paused:
        press(console, "pause")
    assert paused.args == [True]
    core.session_changed.emit(stage.session(is_paused=True, pause_until=NOW - 60))
    title, sentence = said(console)
    assert title == f"Pause until {clock(NOW - 60)}"
    assert "does not end by itself" in sentence
    assert "You are on a pause" in console.desk.side.sign.text()
    with qtbot.waitSignal(console.desk.shift.pause_wanted) as ended:
        press(console, "pause")
    assert ended.args == [False]


def test_words_can_still_be_asked_for_during_the_pause_after_a_heavy_one(
    console: Console, core: StageController
) -> None:
    rest(core)
    press(console, "heavy")
    press(console, "pause")
    core.session_changed.emit(stage.session(is_paused=True, pause_until=NOW + 900))
    assert list(console.desk.pane.empty.rest.offered) == ["pause", "word", "debrief"]
    core.session_changed.emit(stage.session())
    assert said(console) == ("", "")


def test_beside_another_conversation_rest_is_a_band_that_can_be_put_away(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    more = {**RESTING, "rested_with": "Maan", "rested_conversation": name_of(2)}
    core.session_changed.emit(stage.session(**more))
    (text,) = console.desk.notices.texts()
    assert text.startswith("You were with Maan.")
    assert console.window.focusWidget() is console.desk.pane.reply.editor
    QApplication.processEvents()
    notices = console.desk.notices
    (ready,) = notices.findChildren(QPushButton, "band_ready_button")
    with qtbot.waitSignal(console.desk.shift.ready_wanted):
        ready.click()
    core.session_changed.emit(stage.session())
    assert notices.texts() == []


def test_the_next_conversation_takes_the_card_away(console: Console, core: StageController) -> None:
    rest(core)
    press(console, "heavy")
    stage.one(core)
    assert said(console) == ("", "")
    assert not [text for text in console.desk.notices.texts() if "Zeester" in text]


def test_after_a_withdrawn_conversation_no_name_is_left(console: Console, core: StageController) -> None:
    """C6: what was withdrawn is gone here too."""
    rest(core)
    press(console, "heavy")
    core.session_changed.emit(stage.session(resting_until=UNTIL + 60))
    assert said(console)[0] == "A conversation is over."
    assert "rest" in console.desk.side.sign.text()
    stage.one(core)
    core.session_changed.emit(stage.session(resting_until=UNTIL + 90))
    assert [text for text in console.desk.notices.texts() if text.startswith("A conversation is over.")]


def test_nothing_of_a_conversation_stays_when_the_shift_ends(console: Console, core: StageController) -> None:
    rest(core)
    press(console, "heavy")
    core.session_changed.emit(stage.session(stage="sealing"))
    core.session_changed.emit(stage.session())
    assert said(console) == ("", "")
    assert console.desk.pane.empty.rest.title.text() == ""


@pytest.mark.parametrize("percent", [100, 200])
def test_every_word_and_button_of_the_card_has_its_room(
    console: Console, core: StageController, percent: int
) -> None:
    rest(core)
    console.window.resize(1_024, 700)
    console.choose_text(percent)
    press(console, "heavy")
    QApplication.processEvents()
    card = console.desk.pane.empty.rest
    for label in (card.title, card.sentence):
        assert label.height() >= label.heightForWidth(label.width())
    for button in card.offered.values():
        assert button.width() >= button.sizeHint().width()


def test_the_circle_breathes_only_where_it_is_seen_and_movement_is_wanted(
    console: Console, core: StageController, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest(core)
    QApplication.processEvents()
    breath = console.desk.pane.empty.rest.breath
    assert breath.is_moving()
    assert SMALL <= breath.filled() <= 1
    core.session_changed.emit(stage.session(is_locked=True, **RESTING))
    assert not breath.is_moving()
    monkeypatch.setattr("luwte.console.views.breath.may_move", lambda _widget: False)
    core.session_changed.emit(stage.session(**RESTING))
    assert breath.isVisible()
    assert not breath.is_moving()


def test_rest_is_told_to_a_screen_reader_once(console: Console, core: StageController) -> None:
    stage.begin(core)
    told: list[str] = []
    console.desk.notices.told.connect(told.append)
    for _ in range(3):
        core.session_changed.emit(stage.session(**RESTING))
        core.queue_changed.emit(Queue("someone", someone_waits=False, can_accept=True))
    assert len(told) == 1
    assert told[0].startswith("You were with Zeester.")
