"""Hostile notes, names and lines in every widget of a shift: plain, short, and opening nothing.

Somebody else's words reach these by way of a nickname, a colleague's name or line, and what a volunteer
pastes into a note; markup in them must open no file and call no computer.
"""

import ctypes
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QListView

from luwte.console.app import Console
from luwte.console.state import ColleagueRow, NoteRow, Notice, Stage, TeamRow
from luwte.console.views.aside import TEAM
from luwte.console.views.dialogs import Question
from luwte.console.views.notes_editor import LONGEST
from luwte.console.views.text import SENTENCE_LIMIT
from tests.console import shift_screens, stage
from tests.console.stage import NOW, StageController, conversation, name_of
from tests.console.views.test_hostile import HOSTILE

HERE, OVER = name_of(1), name_of(2)
IN_OPEN = 0x20
KINDS = [*sorted(HOSTILE), "trap"]


class Trap:
    """A file and a port that tell whether anybody opened them, and markup that makes a browser do so."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "lokaas.png"
        self.file.write_bytes(b"\x89PNG")
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        assert libc.inotify_add_watch(self._watch, os.fsencode(self.file), IN_OPEN) >= 0
        self._port = socket.create_server(("127.0.0.1", 0))
        self._port.setblocking(False)
        file, web = self.file.as_uri(), f"http://127.0.0.1:{self._port.getsockname()[1]}/lokaas.png"
        self.text = f"<img src='{file}'><img src='{web}'><a href='{file}'>x</a>![x]({file})![x]({web}) {web}"

    @property
    def is_sprung(self) -> bool:
        return self._opened() or self._called()

    def close(self) -> None:
        os.close(self._watch)
        self._port.close()

    def _opened(self) -> bool:
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def _called(self) -> bool:
        try:
            self._port.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    with closing(Trap(tmp_path)) as trap:
        yield trap


def text_of(kind: str, trap: Trap) -> str:
    return trap.text if kind == "trap" else HOSTILE[kind]


def a_whole_shift(console: Console, core: StageController, text: str) -> None:
    """Put the text wherever a shift shows somebody's name or words, its own volunteer's included."""
    stage.one(core)
    core.conversation_added.emit(conversation(2, text), "accepted")
    people = (
        ColleagueRow("noor", text, "coordinator", "available"),
        ColleagueRow("imran", text, "volunteer", "busy"),
    )
    core.colleagues_changed.emit(people)
    core.session_changed.emit(stage.session(role="coordinator", name=text, helpline_name=text))
    note = text[:LONGEST]
    rows = (
        NoteRow("", "", note, NOW, NOW),
        NoteRow(HERE, text, note, NOW, NOW),
        NoteRow(OVER, text, note, NOW, NOW, is_over=True),
    )
    core.notes_changed.emit(rows)
    desk = console.desk
    for button in ("here", "pad"):
        desk.notes.choices[button].click()
        QApplication.processEvents()
    desk.notes.show_all()
    core.note_search_changed.emit(text[:100], ("", HERE, OVER))
    desk.begin_debrief(OVER, text)
    QApplication.processEvents()
    own = TeamRow("2", "sam", text, is_own=True, text=text[:1_000], at=NOW, delivery="failed")
    core.team_changed.emit((TeamRow("1", "noor", text, is_own=False, text=text, at=NOW), own), 1)
    desk.show_aside(TEAM)
    QApplication.processEvents()
    core.conversation_removed.emit(OVER, "visitor")
    core.session_changed.emit(
        stage.session(
            role="coordinator", resting_until=NOW + 60, rested_with=text, rested_conversation=OVER, name=text
        )
    )
    for code, what in (("note_too_long", ""), ("kept_in_note", ""), ("done", "end_shift")):
        core.notice_raised.emit(Notice(code, what, name=text))


def looked_at(console: Console) -> None:
    """See what stands on the screen, and that all of it is short plain text."""
    QApplication.processEvents()
    assert not console.window.grab().isNull()
    for label in console.window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert len(label.text()) <= 3 * SENTENCE_LIMIT
        assert "\0" not in label.text()
        assert "\u202e" not in label.text()
    for view in console.window.findChildren(QListView):
        model = view.model()
        for row in range(model.rowCount()):
            said = str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            assert len(said) <= 3 * SENTENCE_LIMIT
            assert "\u202e" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_shift_of_hostile_words_stays_text(
    console: Console, core: StageController, trap: Trap, kind: str
) -> None:
    a_whole_shift(console, core, text_of(kind, trap))
    looked_at(console)
    assert not trap.is_sprung


@pytest.mark.parametrize("kind", KINDS)
def test_the_questions_of_a_shift_stay_text(
    console: Console, core: StageController, trap: Trap, kind: str
) -> None:
    text = text_of(kind, trap)
    a_whole_shift(console, core, text)
    shift = console.desk.shift
    questions: tuple[Callable[[], object], ...] = (
        partial(shift.ask_end_colleague, "noor"),
        shift.ask_word,
        console.leaving.ask_end,
    )
    for ask in questions:
        ask()
        looked_at(console)
        for dialog in console.window.findChildren(Question):
            dialog.reject()
    assert not trap.is_sprung


@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_around_a_shift_stay_text(
    console: Console, core: StageController, trap: Trap, kind: str
) -> None:
    text = text_of(kind, trap)
    core.colleagues_changed.emit((ColleagueRow("noor", text, "coordinator", "available"),))
    pages: tuple[Stage, ...] = ("shift_start", "resume", "sealing", "sealed")
    for page in pages:
        core.session_changed.emit(
            stage.session(stage=page, name=text, helpline_name=text, found_until=NOW + 60, sealed_why="ended")
        )
        core.shift_sealed.emit(shift_screens.GONE)
        looked_at(console)
    core.session_changed.emit(stage.session(name=text, helpline_name=text, is_locked=True))
    looked_at(console)
    assert not trap.is_sprung


def test_the_trap_does_spring(trap: Trap) -> None:
    assert not trap.is_sprung
    image = QTextDocument.ResourceType.ImageResource.value
    QTextDocument().resource(image, QUrl.fromLocalFile(str(trap.file)))
    assert trap.is_sprung
