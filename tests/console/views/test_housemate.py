"""Behind lock and cover nothing is to be seen, heard or found; afterwards all is as it was."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from luwte.console.app import Console
from luwte.console.state import PolicyView, Session
from luwte.console.views.dialogs import Question
from luwte.console.wants import Lock, Unlock, Want
from luwte.console.wants import Tray as Wants
from tests.console import stage
from tests.console.stage import StageController

SECRETS = ("Zeester", "anoniem", "vader", "Lumi", "Sam", "Noor", "bijna af")


def lock(core: StageController, **more: object) -> None:
    core.session_changed.emit(stage.session(is_locked=True, **more))


def unlock(core: StageController) -> None:
    core.session_changed.emit(stage.session())


def front(console: Console) -> QWidget | None:
    return console.window.pages.currentWidget()


def readable(found: QAccessibleInterface | None) -> Iterator[str]:
    """All that a screen reader finds from here on, shown or not."""
    if found is not None and found.isValid():
        yield from (found.text(kind) for kind in QAccessible.Text if kind != QAccessible.Text.UserText)
        for place in range(found.childCount()):
            yield from readable(found.child(place))


def everything(console: Console) -> str:
    return "\n".join(readable(QAccessible.queryAccessibleInterface(console.window)))


async def wanted(core: StageController, kind: type[Want]) -> Want:
    tray: Wants = core.work.tray
    while True:
        want = await tray.get()
        if isinstance(want, kind):
            return want


def test_behind_a_lock_a_screen_reader_finds_nothing_of_the_desk(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.desk.pane.reply.editor.setPlainText("bijna af")
    assert any(secret in everything(console) for secret in SECRETS)
    lock(core)
    assert not any(secret in everything(console) for secret in SECRETS)
    assert console.window.windowTitle() == "Luwte"
    assert console.window.windowFilePath() == ""


def test_after_a_lock_all_is_as_it_was(console: Console, core: StageController) -> None:
    stage.one(core)
    box = console.desk.pane.reply.editor
    box.setPlainText("bijna af")
    box.setFocus()
    lock(core)
    unlock(core)
    assert front(console) is console.desk
    assert console.window.focusWidget() is box
    assert box.toPlainText() == "bijna af"


def test_a_question_goes_away_with_the_lock_and_comes_back_unanswered(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    before = _questions()
    console.desk.asking.ask_danger()
    dialog = console.desk.dialog
    assert dialog is not None
    assert _questions() - before == {dialog}
    answered: list[int] = []
    dialog.finished.connect(answered.append)
    lock(core)
    assert not dialog.isVisible()
    assert _questions() <= before
    assert QApplication.focusWidget() is console.window.lock.password
    lock(core, is_busy=True)
    lock(core)
    unlock(core)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert answered == []


def test_a_question_that_was_settled_behind_the_lock_does_not_come_back(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.desk.asking.ask_end()
    dialog = console.desk.dialog
    lock(core)
    core.conversation_removed.emit(stage.name_of(1), "visitor")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    unlock(core)
    assert dialog is not None
    assert not isValid(dialog) or not dialog.isVisible()
    assert console.desk.dialog is None


async def test_the_panic_key_covers_at_once_and_locks(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    console.desk.asking.ask_hand_over()
    dialog = console.desk.dialog
    assert dialog is not None
    dialog.activateWindow()
    QApplication.processEvents()
    handle = dialog.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_F12)
    # Nothing of the core has answered yet.
    assert front(console) is console.window.blank
    assert not any(secret in everything(console) for secret in SECRETS)
    assert not dialog.isVisible()
    assert console.window.isMinimized()
    assert isinstance(await wanted(core, Lock), Lock)
    lock(core)
    assert front(console) is console.window.lock
    unlock(core)
    assert front(console) is console.desk
    assert dialog.isVisible()


def test_a_panic_holds_until_the_lock_is_there_and_asks_for_it_again(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    console.curtain.panic()
    unlock(core)  # something else about the session changed
    assert front(console) is console.window.blank
    with qtbot.waitSignal(console.curtain.lock_wanted):
        console.clock.timeout.emit()
    lock(core)
    with qtbot.assertNotEmitted(console.curtain.lock_wanted):
        console.clock.timeout.emit()


def test_a_panic_while_the_password_is_looked_at_does_not_end_open(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    lock(core, is_busy=True)
    console.curtain.panic()
    with qtbot.waitSignal(console.curtain.lock_wanted):
        unlock(core)
    assert front(console) is console.window.blank
    lock(core)
    assert front(console) is console.window.lock


def test_in_housemate_mode_another_program_in_front_covers_everything(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.choose_housemate(True)
    assert front(console) is console.desk
    console.desk.asking.ask_end()
    dialog = console.desk.dialog
    assert dialog is not None
    console.curtain.follow_focus(is_here=False)
    assert front(console) is console.window.blank
    assert not dialog.isVisible()
    assert not any(secret in everything(console) for secret in SECRETS)
    assert console.window.windowTitle() == "Luwte"
    console.curtain.follow_focus(is_here=True)
    assert front(console) is console.desk
    assert dialog.isVisible()


def test_without_housemate_mode_the_desk_stays(console: Console, core: StageController) -> None:
    stage.one(core)
    console.curtain.follow_focus(is_here=False)
    assert front(console) is console.desk


def test_idle_hands_lock_what_is_on_shift_and_nothing_else(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    """H8: a desk that nobody touches locks itself."""
    core.policy_adopted.emit(PolicyView(idle_lock_minutes=1))
    core.session_changed.emit(Session("sign_in"))
    with qtbot.assertNotEmitted(console.curtain.lock_wanted):
        console.idle.idled.emit()
    stage.one(core)
    with qtbot.waitSignal(console.curtain.lock_wanted):
        console.idle.idled.emit()
    lock(core)
    with qtbot.assertNotEmitted(console.curtain.lock_wanted):
        console.idle.idled.emit()


async def test_the_lock_key_works_in_a_dialog_too(console: Console, core: StageController) -> None:
    stage.one(core)
    console.desk.asking.ask_end()
    dialog = console.desk.dialog
    assert dialog is not None
    dialog.activateWindow()
    QApplication.processEvents()
    handle = dialog.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(await wanted(core, Lock), Lock)


@pytest.mark.parametrize("ended", ["sealed", "shift_start", "resume"])
def test_a_shift_that_ended_behind_the_lock_opens_nothing(
    console: Console, core: StageController, ended: str
) -> None:
    stage.one(core)
    lock(core)
    lock(core, stage=ended)
    console.window.begin_again()
    assert front(console) is console.window.lock
    core.session_changed.emit(replace(stage.session(), stage="shift_start"))
    assert front(console) is console.window.begin


async def test_the_lock_page_says_nothing_of_what_it_hides_and_opens_with_the_password(
    console: Console, core: StageController
) -> None:
    stage.busy(core)
    lock(core)
    page = console.window.lock
    said = everything(console)
    for telling in ("conversation", "visitor", "helpline", "shift", "Lumi", "9"):
        assert telling not in said
    assert page.call.isHidden()
    page.password.setText("vier losse woorden")
    page.act()
    assert await wanted(core, Unlock) == Unlock("vier losse woorden")


def test_who_cannot_unlock_has_a_way_out_that_asks_first(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    lock(core)
    page = console.window.lock
    page.way_out.click()
    (question,) = [each for each in console.window.findChildren(Question) if each.isVisible()]
    assert not any(
        secret in " ".join(readable(QAccessible.queryAccessibleInterface(question))) for secret in SECRETS
    )
    lock(core, is_busy=True)
    assert question.isVisible()
    with qtbot.waitSignal(console.leaving.force_wanted):
        question.yes.click()


def _questions() -> set[QDialog]:
    """Return the dialogs that can be seen, whoever asks."""
    return {each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()}
