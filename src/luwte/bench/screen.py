"""The desk's own times, in a process of its own: ``python -m luwte.bench.screen FOLDER``.

Fills a console without a server and scrolls, switches and filters as a person does; a time lasts until the
picture is there. Prints one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from luwte.bench.children import Child
from luwte.console.app import Console
from luwte.console.controller import Controller
from luwte.console.loop import drive
from luwte.console.state import (
    Change,
    ConversationAdded,
    ConversationChanged,
    ConversationRow,
    ConversationSelected,
    LineRow,
    LinesChanged,
    NoteRow,
    NotesChanged,
    Session,
    SessionChanged,
)
from luwte.console.views.stopwatch import Stopwatch, settle
from luwte.protocol.ids import new_id
from luwte.settings import Preferences
from luwte.vault.keychain import MemoryKeychain

SHORT: Final = 200
LONG: Final = 10_000
MANY: Final = 500
NOTE: Final = 19_000
_NEEDLES: Final = ("z", "ze", "zee", "zeester 4", "zeester 42", "zeester 423", "", "niemand", "7")
_WORDS: Final = (
    "Het gaat vandaag wat beter dan gisteren, maar ik slaap nog altijd slecht.",
    "Ja.",
    "Ik heb er met niemand over gepraat. Thuis kan het niet en op school durf ik niet goed, want iedereen"
    " kent elkaar daar en dan weet morgen de hele klas het. Daarom schrijf ik nu naar jullie.",
    "Hoe lang is dat al zo?",
)


class PlayedController(Controller):
    """A controller to whom changes are told by the benchmark instead of by a server."""

    def play(self, changes: Sequence[Change]) -> None:
        """Tell the screen what changed, at once."""
        self._heard(changes)
        self._tell_now()


async def busy(folder: Path) -> None:
    """Fill one conversation with ten thousand lines and the list with five hundred conversations."""
    core = PlayedController(folder, MemoryKeychain)
    console = Console(core, Preferences(), lambda _preferences: None)
    console.show()
    core.play([SessionChanged(Session(stage="on_shift", name="Noor"))])
    transcript = console.desk.pane.transcript
    screen = Stopwatch(transcript.viewport())
    side = Stopwatch(console.desk.side.mine.viewport())
    rows = [_row(number) for number in range(MANY)]
    core.play([ConversationAdded(row, "reopened") for row in rows[:3]])

    def fill(row: ConversationRow, count: int) -> list[Change]:
        lines = tuple(_line(row.conversation, number) for number in range(1, count + 1))
        return [LinesChanged(row.conversation, 0, 0, lines), ConversationSelected(row.conversation, "")]

    # The very first paint pays for fonts and icons: it is nobody's fault here.
    core.play(fill(rows[2], SHORT))
    settle()
    short = screen.until_painted(partial(core.play, fill(rows[0], SHORT)))
    long = screen.until_painted(partial(core.play, fill(rows[1], LONG)))
    frames = sorted(screen.frames(transcript))

    def told(watch: Stopwatch, change: Change) -> float:
        return watch.until_painted(partial(core.play, [change]))

    name = rows[1].conversation
    appended = [
        told(screen, LinesChanged(name, number, 0, (_line(name, number + 1),)))
        for number in range(LONG, LONG + 20)
    ]
    everybody = [ConversationAdded(row, "reopened") for row in rows[3:]]
    all_there = side.until_painted(partial(core.play, everybody))
    switched = [
        told(screen, ConversationSelected(rows[place].conversation, "")) for place in (0, 1, 0, 1, 2, 1)
    ]
    now = time.time()
    news = [
        told(side, ConversationChanged(replace(row, unread=1, last_line=_WORDS[0], last_at=now)))
        for row in rows[3:23]
    ]
    finder = console.desk.side.finder
    filtered = [side.until_painted(partial(finder.setText, needle)) for needle in _NEEDLES]
    beside = Stopwatch(console.desk.notes.editor.viewport())
    core.play([NotesChanged(tuple(_note(row) for row in rows))])
    noted = [told(beside, ConversationSelected(row.conversation, "")) for row in rows[100:120]]
    write = console.desk.notes.editor.insertPlainText
    typed = [beside.until_painted(partial(write, sign)) for sign in "slaapt slecht, zegt ze"]
    console.hide()
    _tell(
        {
            "fill_short": short,
            "fill_long": long,
            "frame_p50": frames[len(frames) // 2],
            "frame_p99": frames[int(0.99 * (len(frames) - 1))],
            "append": _middle(appended),
            "add_many": all_there,
            "switch": _middle(switched),
            "new_line": _middle(news),
            "filter": _middle(filtered),
            "note_switch": _middle(noted),
            "note_key": _middle(typed),
            "memory": Child(os.getpid(), 0).kilobytes(),
        }
    )


def _row(number: int) -> ConversationRow:
    now = time.time()
    return ConversationRow(
        new_id(),
        f"Zeester {number}",
        "nl",
        now - number,
        last_line=_WORDS[0],
        last_at=now - number,
        keys="ready",
    )


def _note(row: ConversationRow) -> NoteRow:
    """Return a note nearly as long as one may be."""
    text = "\n".join(f"20:14 {_WORDS[number % len(_WORDS)]}" for number in range(220))
    return NoteRow(row.conversation, row.nickname, text[:NOTE], row.since, row.last_at)


def _line(conversation: str, number: int) -> LineRow:
    is_own = number % 2 == 0
    return LineRow(
        conversation=conversation,
        id=new_id(),
        number=number,
        sender="staff" if is_own else "visitor",
        by="",
        name="Noor" if is_own else "",
        is_own=is_own,
        kind="text",
        text=f"{number}. {_WORDS[number % len(_WORDS)]}",
        at=time.time() - 60 * (LONG - number),
        delivery="seen" if is_own else "received",
    )


def _middle(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


def _tell(measured: dict[str, float | int | None]) -> None:
    sys.stdout.write(json.dumps(measured) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    drive(lambda: busy(Path(sys.argv[1])))
