"""After a crash: go on, or end and wipe, which is asked once more."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.views.dialogs import Question
from luwte.console.views.words import clock
from luwte.console.wants import ResumeShift, WipeFound
from tests.console import stage
from tests.console.stage import StageController
from tests.console.test_app import wanted

UNTIL = stage.NOW + 7_200


def found(core: StageController, **more: object) -> None:
    core.session_changed.emit(stage.session(stage="resume", shift_until=None, found_until=UNTIL, **more))


def asked(console: Console) -> Question:
    question = console.window.resume.question
    assert question is not None
    return question


async def test_going_on_is_the_one_main_action(console: Console, core: StageController) -> None:
    found(core)
    page = console.window.resume
    assert console.window.pages.currentWidget() is page
    assert page.title.text() == "Welcome back, Sam"
    assert clock(UNTIL) in page.sentence.text()
    assert "notes and drafts are still here" in page.sentence.text()
    assert page.focusWidget() is page.action
    page.action.click()
    assert isinstance(await wanted(core, ResumeShift), ResumeShift)


async def test_wiping_is_asked_once_more_with_verbs(console: Console, core: StageController) -> None:
    found(core)
    page = console.window.resume
    page.wipe.click()
    question = asked(console)
    assert (question.yes.text(), question.no.text()) == ("End and wipe", "Keep it")
    assert question.focusWidget() is question.no
    question.no.click()
    assert page.question is None
    page.wipe.click()
    asked(console).yes.click()
    assert isinstance(await wanted(core, WipeFound), WipeFound)


def test_a_question_goes_with_its_page(console: Console, core: StageController, qtbot: QtBot) -> None:
    found(core)
    page = console.window.resume
    page.wipe.click()
    with qtbot.assertNotEmitted(page.wipe_wanted):
        core.session_changed.emit(stage.session())
    assert page.question is None


@pytest.mark.parametrize("code", ["keyring_locked", "keyring", "keyring_slow", "unreachable"])
def test_what_stands_in_the_way_is_said_and_may_be_tried_again(
    console: Console, core: StageController, code: str
) -> None:
    found(core, is_busy=True)
    page = console.window.resume
    assert not page.action.isEnabled()
    assert not page.wipe.isEnabled()
    found(core, code=code)
    QApplication.processEvents()
    assert page.error.text()
    assert page.action.isEnabled()
    assert page.focusWidget() is page.action


def test_a_shift_that_goes_on_elsewhere_is_taken_over_knowingly(
    console: Console, core: StageController
) -> None:
    found(core, code="shift_elsewhere", shift_elsewhere=True)
    page = console.window.resume
    assert page.action.text() == "Take over here"
    assert "another computer" in page.error.text()
