"""Hands, pane and core together: however late and bundled what was typed comes back, the hands win, and
at the end everybody holds the same."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from luwte.console.app import Console
from luwte.console.state import ConversationRow, NotesChanged, NoteSearchChanged
from luwte.console.state.notes import Notes
from luwte.console.state.outcome import Outcome
from luwte.console.views.notes import NotesPane
from tests.console import stage
from tests.console.stage import StageController, conversation, name_of

STEPS = 250


class Core:
    """The state's notes behind a queue that is worked off whenever somebody says so."""

    def __init__(self, signals: StageController) -> None:
        self.signals = signals
        self.notes = Notes()
        self.queue: list[tuple[str, str]] = []
        self.now = stage.NOW

    def take(self, text_of: str, text: str) -> None:
        self.queue.append((text_of, text))

    def open(self, row: ConversationRow) -> None:
        out = Outcome()
        self.notes.open(row.conversation, row.nickname, out)
        self.tell(out)

    def work(self, count: int) -> None:
        """Write so many of what waits, and tell once."""
        out = Outcome()
        for of, text in self.queue[:count]:
            self.now += 1
            self.notes.write(of, text, self.now, out)
        del self.queue[:count]
        self.tell(out)

    def tell(self, out: Outcome) -> None:
        self.notes.announce(out)
        for change in out.changes:
            if isinstance(change, NotesChanged):
                self.signals.notes_changed.emit(change.rows)
            elif isinstance(change, NoteSearchChanged):
                self.signals.note_search_changed.emit(change.needle, change.conversations)

    def texts(self) -> dict[str, str]:
        out = Outcome()
        self.notes.search(f"{self.now}")
        self.notes.announce(out)
        return {row.conversation: row.text for row in self.notes._rows.values()}


def press(notes: NotesPane, chance: random.Random) -> None:
    """Do with the note in front what hands do."""
    editor = notes.editor
    match chance.randrange(9):
        case 0:
            editor.undo()
        case 1:
            QTest.keyClick(editor, Qt.Key.Key_Backspace)
        case 2:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        case 3:
            QTest.keyClick(editor, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        case 4:
            cursor = editor.textCursor()
            cursor.setPosition(chance.randrange(editor.document().characterCount()))
            editor.setTextCursor(cursor)
        case 5 if chance.random() < 0.2:
            editor.selectAll()
            QTest.keyClick(editor, Qt.Key.Key_Delete)
        case 6:
            editor.insertPlainText("🙂é")
        case _:
            QTest.keyClicks(editor, chance.choice(["a", " ", "x y", "[ ] "]))


@pytest.mark.parametrize("seed", range(6))
def test_late_and_bundled_echoes_never_change_what_is_on_the_screen(
    console: Console, core: StageController, seed: int
) -> None:
    chance = random.Random(seed)
    notes = console.desk.notes
    behind = Core(core)
    notes.note_changed.connect(behind.take)
    stage.begin(core)
    for number in (1, 2, 3):
        row = conversation(number, f"Zeester {number}")
        core.conversation_added.emit(row, "accepted")
        behind.open(row)
    seen: dict[str, str] = {}
    for _ in range(STEPS):
        if chance.random() < 0.1:
            core.conversation_selected.emit(chance.choice([name_of(1), name_of(2), name_of(3), ""]), "")
            assert notes.editor.toPlainText() == seen.get(notes._shown, "")
        if chance.random() < 0.4:
            before, place = notes.editor.toPlainText(), notes.editor.textCursor().position()
            behind.work(chance.randrange(1, 6))
            assert (notes.editor.toPlainText(), notes.editor.textCursor().position()) == (before, place)
        press(notes, chance)
        seen[notes._shown] = notes.editor.toPlainText()
    behind.work(len(behind.queue))
    assert notes.papers.untold() == {}
    kept = behind.texts()
    assert {of: text for of, text in seen.items() if text.strip()} == {
        of: text for of, text in kept.items() if text.strip()
    }
