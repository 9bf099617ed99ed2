"""Hostile names and lines reach every widget and stay text: cut, plain, no file or address opened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from luwte.console.app import Console
from luwte.console.state import (
    ColleagueRow,
    MemberRow,
    Notice,
    Queue,
    RequestRow,
    Session,
    Stage,
    WaiterRow,
    WhisperRow,
)
from luwte.console.views.text import LINE_LIMIT, SENTENCE_LIMIT
from tests.console import stage
from tests.console.stage import NOW, StageController, conversation, line, me, name_of

HOSTILE = {
    "markup": "<table><tr><td>" * 2_000 + "<img src='file:///etc/passwd'><a href='http://evil.example'>x</a>",
    "bidi": "\u202e\u2066" * 500 + "gnp.exe" + "\u202d" * 500,
    "zalgo": ("Z" + "\u0335\u0321\u0324\u0348\u0353" * 200) * 50,
    "huge": "W" * 4_000_000,
    "nul": "a\0b\x1b[31mc\x07" * 100,
    "breaks": "a\n" * 50_000 + "\u2028\u2029\x85" * 100,
    "surrogates": "\ud83d\ude14\udfff" * 200,
    "wide": "漢" * 24,
}


@pytest.fixture(params=sorted(HOSTILE))
def hostile(request: pytest.FixtureRequest) -> str:
    return HOSTILE[str(request.param)]


def everywhere(core: StageController, text: str) -> None:
    """Put the text wherever a name or a line of somebody else can stand."""
    stage.begin(core)
    core.session_changed.emit(stage.session(name=text, helpline_name=text))
    people = (
        ColleagueRow("noor", text, "coordinator", "available"),
        ColleagueRow("imran", text, "volunteer", "busy"),
    )
    core.colleagues_changed.emit(people)
    waiter = WaiterRow(name_of(9), text, text, text, NOW, is_here=True, is_readable=True)
    core.queue_changed.emit(Queue("all", True, (waiter,), can_accept=True))
    noor = MemberRow("noor", text, "coordinator", is_own=False, is_owner=False, is_typing=True)
    row = conversation(1, text, last_line=text, unread=2, members=(me(),))
    core.stored[row.conversation] = [line(row.conversation, 1, "visitor", text, kind="opening")]
    core.conversation_added.emit(row, "accepted")
    core.conversation_selected.emit(row.conversation, text[:4_000])
    away = conversation(1, text, last_line=text, members=(me(), noor), presence="away", away_until=NOW + 60)
    core.conversation_changed.emit(away)
    core.add_lines(
        row.conversation, [line(row.conversation, 2, text, text), line(row.conversation, 3, "staff", text)]
    )
    core.whisper_added.emit(WhisperRow("noor", text, "sam", row.conversation, text, NOW, is_own=False))
    core.request_added.emit(RequestRow("r", "hand_over", row.conversation, "imran", text, text, NOW))
    core.notice_raised.emit(Notice("quick_exit", name=text))


def test_every_label_is_plain_and_short(console: Console, core: StageController, hostile: str) -> None:
    everywhere(core, hostile)
    QApplication.processEvents()
    assert not console.window.grab().isNull()
    labels = console.window.findChildren(QLabel)
    assert len(labels) > 30
    for label in labels:
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert len(label.text()) <= 3 * SENTENCE_LIMIT
        assert "\0" not in label.text()
        assert "\u202e" not in label.text()


def test_every_name_that_is_spoken_is_short(console: Console, core: StageController, hostile: str) -> None:
    everywhere(core, hostile)
    for model in (console.models.queue, console.models.mine, console.models.colleagues, console.models.lines):
        for row in range(model.rowCount()):
            said = str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
            assert len(said) <= 2 * SENTENCE_LIMIT
    assert console.window.windowTitle() == "Luwte"


def test_a_line_is_laid_out_as_plain_text_once(console: Console, core: StageController, hostile: str) -> None:
    everywhere(core, hostile)
    QApplication.processEvents()
    console.window.grab()
    bubbles = console.desk.pane.transcript.painter_of_rows.bubbles
    laid = bubbles.text(core.stored[name_of(1)][0])
    assert len(laid.text) <= LINE_LIMIT
    assert laid.height > 0
    measured = bubbles.measured
    for _ in range(5):
        console.window.grab()
    assert bubbles.measured == measured


def test_dialogs_show_hostile_names_as_text(console: Console, core: StageController, hostile: str) -> None:
    everywhere(core, hostile)
    desk = console.desk
    for ask in (
        desk.asking.ask_hand_over,
        desk.asking.ask_along,
        desk.asking.ask_danger,
        desk.asking.ask_end,
        desk.asking.ask_step_out,
    ):
        ask()
        dialog = desk.dialog
        assert dialog is not None
        assert not dialog.grab().isNull()
        for label in dialog.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText
            assert len(label.text()) <= SENTENCE_LIMIT
        dialog.reject()


def test_pages_show_hostile_names_as_text(console: Console, core: StageController, hostile: str) -> None:
    steps: tuple[Stage, ...] = ("sign_in", "shift_start", "sealed")
    for step in steps:
        core.session_changed.emit(Session(step, name=hostile, helpline_name=hostile))
        page = console.window.pages.currentWidget()
        assert page is not None
        for label in page.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText
            assert len(label.text()) <= SENTENCE_LIMIT


def test_what_is_typed_into_stays_plain(console: Console, core: StageController) -> None:
    everywhere(core, HOSTILE["markup"])
    editor = console.desk.pane.reply.editor
    editor.setPlainText("")
    QApplication.clipboard().setText("<b>vet</b>")
    editor.paste()
    assert editor.toPlainText() == "<b>vet</b>"
    assert all(
        field.maxLength() <= 1_000
        for field in console.window.findChildren(QLineEdit)
        if not field.isReadOnly()
    )
    assert console.window.findChildren(QPlainTextEdit)
