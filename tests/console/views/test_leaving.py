"""Ending a shift says what is lost, nobody who talks is left without a word, and closing waits until all is
gone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.state import Connection, NoteRow, Notice, Session
from luwte.console.state.intentions import LeaveShift, Select, WindDown
from luwte.console.views.dialogs import Question
from luwte.console.views.leaving import StillTalking
from luwte.console.wants import Stop
from luwte.settings import Preferences
from tests.console import stage
from tests.console.conftest import take_down
from tests.console.stage import NOW, StageController, name_of
from tests.console.test_app import wanted
from tests.console.views.test_sealed_page import GONE


def notes(core: StageController, *texts: str) -> None:
    core.notes_changed.emit(
        tuple(NoteRow(name_of(n), "Zeester", text, NOW, NOW) for n, text in enumerate(texts))
    )


def two(core: StageController) -> None:
    stage.one(core)
    core.conversation_added.emit(stage.conversation(2, "Maan", unsent=1), "accepted")


def asked(console: Console) -> Question:
    dialog = console.leaving.dialog
    assert dialog is not None
    return dialog


def talking(console: Console) -> StillTalking:
    dialog = asked(console)
    assert isinstance(dialog, StillTalking)
    return dialog


def links(dialog: StillTalking) -> list[str]:
    return [button.text() for button in dialog.findChildren(QPushButton) if button.property("kind") == "link"]


def has_left(core: StageController, kinds: Sequence[type]) -> bool:
    """Tell whether a want of these kinds waits in the tray."""
    return any(isinstance(want, tuple(kinds)) for want in core.work.tray._wants)


async def test_the_question_names_what_is_destroyed(console: Console, core: StageController) -> None:
    stage.begin(core)
    notes(core, "eerst", " ", "dan", "ten slotte")
    console.leaving.ask_end()
    question = asked(console)
    assert question.heading.text() == "End your shift?"
    assert question.sentence.text().startswith("Your 3 notes and the key of this shift are destroyed.")
    assert question.focusWidget() is question.no
    question.yes.click()
    assert await wanted(core, LeaveShift) == LeaveShift()


def test_without_notes_enter_is_enough(console: Console, core: StageController) -> None:
    stage.begin(core)
    console.leaving.ask_end()
    assert "note" not in asked(console).sentence.text()
    assert asked(console).yes.isDefault()


async def test_who_still_talks_is_named_and_can_be_gone_to(console: Console, core: StageController) -> None:
    two(core)
    console.leaving.ask_end()
    dialog = talking(console)
    assert dialog.heading.text() == "2 visitors still talk with you"
    assert links(dialog) == ["Zeester", "Maan"]
    assert dialog.focusWidget() is dialog.no
    assert not has_left(core, [LeaveShift])
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Maan").click()
    assert await wanted(core, Select) == Select(name_of(2))
    assert console.leaving.dialog is None


def test_of_many_conversations_some_are_named(console: Console, core: StageController) -> None:
    stage.busy(core)
    console.leaving.ask_end()
    assert len(links(talking(console))) == 6


def test_large_text_leaves_no_way_out_under_the_buttons(qtbot: QtBot, tmp_path: Path) -> None:
    console = stage.make(tmp_path, Preferences(theme="light", language="nl", text_percent=200))
    console.clock.stop()
    console.window.resize(1_024, 700)
    console.show()
    assert isinstance(console.controller, StageController)
    stage.busy(console.controller)
    console.leaving.ask_end()
    dialog = talking(console)
    bottom = dialog.insist.mapTo(dialog, dialog.insist.rect().bottomLeft()).y()
    assert bottom < dialog.no.mapTo(dialog, QPoint(0, 0)).y()
    assert dialog.height() <= console.window.height()
    take_down(console)


async def test_new_visitors_can_be_kept_away_first(console: Console, core: StageController) -> None:
    two(core)
    console.leaving.ask_end()
    talking(console).yes.click()
    assert await wanted(core, WindDown) == WindDown(is_on=True)
    core.session_changed.emit(stage.session(is_ending=True))
    console.leaving.ask_end()
    assert talking(console).yes.isHidden()
    assert "no new visitors any more" in talking(console).sentence.text()


async def test_ending_all_the_same_says_what_it_means_and_is_forced(
    console: Console, core: StageController
) -> None:
    two(core)
    notes(core, "een")
    console.leaving.ask_end()
    talking(console).insist.click()
    question = asked(console)
    assert question.sentence.text() == (
        "2 visitors come to the head of the queue, where a colleague can take over. "
        "Lines that were not sent are lost. "
        "Your note and the key of this shift are destroyed. Nobody can bring them back."
    )
    assert question.yes.property("kind") == "danger-full"
    assert question.focusWidget() is question.no
    question.yes.click()
    assert await wanted(core, LeaveShift) == LeaveShift(is_forced=True)


def test_without_a_connection_nobody_is_said_to_be_handed_over(
    console: Console, core: StageController
) -> None:
    two(core)
    core.connection_changed.emit(Connection("reconnecting", "unreachable"))
    console.leaving.ask_end()
    assert "no connection" in talking(console).sentence.text()
    assert talking(console).yes.isHidden()
    talking(console).insist.click()
    told = asked(console).sentence.text()
    assert told.startswith("There is no connection: 2 visitors see that you are away")
    assert "can take over" not in told


def test_the_question_goes_when_what_it_says_is_no_longer_true(
    console: Console, core: StageController
) -> None:
    two(core)
    console.leaving.ask_end()
    core.conversation_removed.emit(name_of(2), "ended")
    assert console.leaving.dialog is None
    console.leaving.ask_end()
    core.session_changed.emit(stage.session(is_locked=True))
    assert console.leaving.dialog is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_careful_key_ends_nothing(console: Console, core: StageController, key: Qt.Key) -> None:
    two(core)
    console.window.close()
    dialog = talking(console)
    QTest.keyClick(dialog.no, key)
    assert console.leaving.dialog is None
    assert not has_left(core, [LeaveShift, WindDown, Stop])


def test_every_way_is_reached_by_the_tab_key(console: Console, core: StageController) -> None:
    two(core)
    console.leaving.ask_end()
    dialog = talking(console)
    dialog.activateWindow()
    reached = set()
    for _ in range(6):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        focused = dialog.focusWidget()
        assert isinstance(focused, QPushButton)
        reached.add(focused.text())
    assert reached == {"Zeester", "Maan", "End all the same…", "Keep talking", "No new visitors"}


async def test_closing_the_window_ends_the_shift_first_and_then_the_program(
    console: Console, core: StageController
) -> None:
    stage.begin(core)
    notes(core, "een")
    console.window.close()
    assert asked(console).yes.text() == "End shift and close"
    asked(console).yes.click()
    assert await wanted(core, LeaveShift) == LeaveShift()
    core.session_changed.emit(stage.session(stage="sealing"))
    assert not has_left(core, [Stop])
    core.shift_sealed.emit(GONE)
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    assert has_left(core, [Stop])


def test_what_could_not_be_destroyed_is_read_before_the_program_closes(
    console: Console, core: StageController
) -> None:
    stage.begin(core)
    console.window.close()
    asked(console).yes.click()
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    core.shift_sealed.emit(replace(GONE, problems=("not_removed",)))
    assert not has_left(core, [Stop])
    assert console.window.pages.currentWidget() is console.window.sealed


def test_a_shift_that_could_not_end_closes_nothing_later(console: Console, core: StageController) -> None:
    stage.begin(core)
    console.window.close()
    asked(console).yes.click()
    core.notice_raised.emit(Notice("not_now", "close_shift"))
    core.shift_sealed.emit(GONE)
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="ended"))
    assert not has_left(core, [Stop])


def test_an_end_that_the_server_takes_its_time_for_is_said(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.begin(core)
    console.leaving.ask_end()
    asked(console).yes.click()
    assert console.desk.notices.texts() == []
    with qtbot.waitSignal(console.leaving.told):
        pass
    assert console.desk.notices.texts() == ["Your shift is being closed…"]
    core.session_changed.emit(stage.session(stage="sealing"))
    assert not console.leaving.patience.isActive()


def test_while_all_is_destroyed_the_window_stays_and_says_why(
    console: Console, core: StageController
) -> None:
    core.session_changed.emit(stage.session(stage="sealing"))
    console.window.close()
    assert console.window.isVisible()
    assert not has_left(core, [Stop])
    assert console.window.sealing.error.text() == "Luwte closes as soon as everything is gone."


def test_behind_a_lock_nobody_ends_a_shift_or_learns_a_name(console: Console, core: StageController) -> None:
    two(core)
    core.session_changed.emit(stage.session(is_locked=True))
    console.window.close()
    assert console.leaving.dialog is None
    assert not has_left(core, [LeaveShift, Stop])
    assert console.window.lock.error.text().startswith("Unlock first.")


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        (stage.session(is_locked=True), LeaveShift),
        (stage.session(is_locked=True, is_practice=True), Stop),
        (stage.session(stage="sealed", is_locked=True), Stop),
    ],
)
def test_who_cannot_unlock_gets_out_wherever_the_lock_stands(
    console: Console, core: StageController, now: Session, kind: type
) -> None:
    two(core)
    core.session_changed.emit(now)
    console.window.lock.leave_wanted.emit()
    assert has_left(core, [kind])


@pytest.mark.parametrize("where", ["shift_start", "resume", "sealed", "sign_in"])
def test_without_a_shift_the_window_closes_at_once(
    console: Console, core: StageController, where: str
) -> None:
    core.session_changed.emit(stage.session(stage=where))
    console.window.close()
    assert has_left(core, [Stop])


def test_a_practice_holds_nothing_and_asks_nothing(console: Console, core: StageController) -> None:
    two(core)
    core.session_changed.emit(stage.session(is_practice=True))
    console.leaving.ask_end()
    assert console.leaving.dialog is None
    assert has_left(core, [LeaveShift])
    console.window.close()
    assert has_left(core, [Stop])


def test_the_menu_leads_here(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.begin(core)
    console.desk.top.close_shift_wanted.emit()
    assert asked(console).heading.text() == "End your shift?"


def waits(console: Console) -> None:
    """Let two registrations wait."""
    for _ in range(2):
        console.desk.registering.add_by_hand()
        form = console.desk.registering.page
        assert form is not None
        form.fields["age"].put("15")
        form.head.later.click()


def test_who_still_talks_and_what_is_still_to_be_registered_are_named_together(
    console: Console, core: StageController
) -> None:
    stage.begin(core)
    waits(console)
    core.conversation_added.emit(stage.conversation(1, "Zeester"), "accepted")
    core.conversation_selected.emit(name_of(1), "")
    console.leaving.ask_end()
    assert links(talking(console)) == ["Zeester", "2 registrations still wait for you too."]
    talking(console).insist.click()
    assert "2 registrations that you have not sent are counted nowhere." in asked(console).sentence.text()
    asked(console).no.click()
    console.leaving.ask_quit()
    link = talking(console).findChild(QPushButton, "forms_link")
    assert isinstance(link, QPushButton)
    selected: list[str] = []
    console.desk.registering.select_wanted.connect(selected.append)
    link.click()
    assert console.leaving.dialog is None
    assert selected == [""], "to the form, which takes the conversation's place"


def test_what_neither_disk_nor_server_has_is_said_before_the_program_ends(
    console: Console, core: StageController
) -> None:
    stage.begin(core)
    stopped: list[bool] = []
    console.leaving.stop_wanted.connect(lambda: stopped.append(True))
    console.leaving.ask_quit()
    asked(console).yes.click()
    core.session_changed.emit(stage.session(stage="sealing", unkept=2))
    core.shift_sealed.emit(GONE)
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed", unkept=2))
    assert stopped == []
    assert any("disk refuses 2 registrations" in line for line in console.window.sealed.lines())
    assert console.window.sealed.closes.isHidden(), "it does not close by itself"
    console.window.sealed.action.click()
    assert asked(console).heading.text() == "2 registrations would be lost"
    assert asked(console).focusWidget() is asked(console).no
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    assert console.leaving.dialog is None
    console.window.sealed.action.click()
    assert stopped == [True]


def test_the_receipt_says_what_became_of_the_registrations(console: Console, core: StageController) -> None:
    core.shift_sealed.emit(replace(GONE, forms=1, registered=3, waiting=2))
    core.session_changed.emit(stage.session(stage="sealed", sealed_why="closed"))
    said = "\n".join(console.window.sealed.lines())
    assert "1 open registration" in said
    assert "3 registrations were sent, among others" in said
    assert "2 registrations wait here until you sign in again" in said
    card = [label.text() for label in console.window.sealed.card.findChildren(QLabel) if label.text()]
    sent = card.index("3 registrations were sent, among others")
    assert card[sent - 1] == "Your registrations", "what was sent is not among what was destroyed"
