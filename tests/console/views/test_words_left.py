"""What was typed in a shift stays in no field after it, nor in a keyboard's memory."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from luwte.console.app import Console
from luwte.console.views.details import Details
from luwte.console.views.dialogs import NoteField
from tests.console import stage
from tests.console.stage import StageController

WORDS = "bij de vuurtoren"
Field = QLineEdit | QPlainTextEdit


def fields(console: Console) -> list[Field]:
    """Every field of the desk that takes words; a choice's or a number's is none."""
    lines = [each for each in console.desk.findChildren(QLineEdit) if each.echoMode() == each.EchoMode.Normal]
    own: list[Field] = [each for each in lines if not isinstance(each.parent(), QComboBox)]
    return [*own, *console.desk.findChildren(QPlainTextEdit)]


def content(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def typed_everywhere(console: Console) -> list[Field]:
    found = fields(console)
    for field in found:
        if isinstance(field, QLineEdit):
            field.insert(WORDS)
        else:
            field.insertPlainText(WORDS)
        assert WORDS in content(field), field.objectName()
    return found


def test_t8_after_the_shift_no_field_gives_back_what_was_typed_not_by_undoing_either(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    console.desk.pane.search.open_search()
    found = typed_everywhere(console)
    assert len(found) >= 6
    core.conversation_removed.emit(stage.name_of(1), "sealed")
    core.conversation_selected.emit("", "")
    core.session_changed.emit(stage.session(stage="sealed"))
    for field in found:
        for _ in range(3):
            assert WORDS not in content(field), field.objectName()
            field.undo()


def test_c6_a_word_about_who_withdrew_is_not_brought_back_by_undoing(
    console: Console, core: StageController
) -> None:
    stage.one(core)
    details: Details = console.desk.details
    details.word.insert(WORDS)
    core.conversation_removed.emit(stage.name_of(1), "withdrawn")
    details.word.undo()
    assert details.word.text() == ""


def test_no_keyboard_learns_what_is_typed_at_the_desk(console: Console) -> None:
    note = NoteField(console.theme, "")
    for field in [*fields(console), note]:
        assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData, field.objectName()


@pytest.mark.parametrize("is_right", [True, False])
def test_a_lock_that_comes_while_the_password_is_looked_at_holds(
    console: Console, core: StageController, is_right: bool
) -> None:
    stage.one(core)
    curtain = console.curtain
    asked: list[None] = []
    curtain.lock_wanted.connect(lambda: asked.append(None))
    core.session_changed.emit(stage.session(is_locked=True))
    core.session_changed.emit(stage.session(is_locked=True, is_busy=True))
    curtain.lock()  # the lid closes
    core.session_changed.emit(stage.session(is_locked=not is_right))
    before = len(asked)
    curtain.tick()
    assert (len(asked) > before) == is_right
