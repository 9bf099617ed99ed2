"""What the vault costs beside plain SQLite with the same durability: opening, saving, searching, wiping."""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

from luwte.bench.report import Figure
from luwte.crypto.keys import random_bytes
from luwte.database import Database, EncryptedDatabase
from luwte.vault.notes import KeepNote, Note, Vault, matching
from luwte.vault.shred import shred

_Thing = TypeVar("_Thing")

ROUNDS: Final = 15
SAVED: Final = 100
STROKES: Final = 2_000
NOTES: Final = 1_000
WIPED: Final = 100_000_000
ERASED: Final = 100
"""Rows of a megabyte each that plain sqlite3 erases, as much as is wiped."""
_WIPES: Final = 3
_WORDS: Final = "Belt morgen terug over de broer; moeder weet het nog niet. [ ] huisarts [x] 1712\n"
_TABLE: Final = "CREATE TABLE notes (conversation TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT"
_SAVE: Final = "INSERT OR REPLACE INTO notes (conversation, text) VALUES ('zee', ?)"
_FILL: Final = "INSERT INTO notes (conversation, text) VALUES (?, ?)"


def measure_vault() -> list[Figure]:
    """Measure in a folder of the system's temporary files; the disk under it is part of what is measured."""
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as name:
        folder = Path(name)
        return [*_opening(folder), *_saving(folder), *_searching(folder), *_wiping(folder)]


def _opening(folder: Path) -> list[Figure]:
    plain, sealed, key = folder / "plain", folder / "sealed", random_bytes(32)
    with closing(Database(plain)) as database:
        database.run(_TABLE)
    with closing(Vault.open(sealed, key)) as vault:
        vault.keep(KeepNote(_note(0)))
        vault.flush()
    beside = _median(ROUNDS, lambda: Database(plain), lambda opened: opened.close())
    bare = _median(ROUNDS, lambda: EncryptedDatabase(sealed, key), lambda opened: opened.close())
    ours = _median(ROUNDS, lambda: Vault.open(sealed, key), lambda opened: opened.close(is_storing=False))
    return [
        Figure("plain sqlite3: opening a file", 1e3 * beside, "ms"),
        Figure("encrypted file: opening it", 1e3 * bare, "ms"),
        Figure("vault: opening it, its tables and its thread", 1e3 * ours, "ms", 5.0, "at most"),
        Figure("vault: opening / plain sqlite3", ours / beside, "×"),
    ]


def _saving(folder: Path) -> list[Figure]:
    """Save the same growing note durably, one commit each; then type without waiting."""
    texts = [_WORDS * (1 + number // 10) for number in range(SAVED)]
    with closing(Database(folder / "plain-saved")) as database:
        database.run(_TABLE)
        beside = _each(texts, lambda text: database.run(_SAVE, (text,)))
    strokes: list[float] = []
    with closing(Vault.open(folder / "sealed-saved", random_bytes(32))) as vault:

        def save(text: str) -> None:
            vault.keep(KeepNote(Note("zee", "Zeester", text, 1, 1)))
            vault.flush()

        ours = _each(texts, save)
        text = ""
        for number in range(STROKES):
            text += _WORDS[number % len(_WORDS)]
            begun = time.perf_counter()
            vault.keep(KeepNote(Note("zee", "Zeester", text, 1, 1)))
            strokes.append(time.perf_counter() - begun)
    strokes.sort()
    return [
        Figure("plain sqlite3: saving a note until it is on the disk", 1e3 * beside, "ms"),
        Figure("vault: saving a note until it is on the disk", 1e3 * ours, "ms"),
        Figure("vault: saving a note / plain sqlite3", ours / beside, "×"),
        Figure("vault: a stroke while the disk works, p50", 1e6 * strokes[STROKES // 2], "µs"),
        Figure(
            "vault: a stroke while the disk works, p99",
            1e6 * strokes[int(STROKES * 0.99)],
            "µs",
            note="typing waits for no disk: what is left is the turn of another thread",
        ),
    ]


def _searching(folder: Path) -> list[Figure]:
    """Search notes in memory, as they lie in the console, and in plain sqlite3, which folds no capitals."""
    notes = [_note(number) for number in range(NOTES)]
    asked = "SELECT conversation FROM notes WHERE text LIKE '%broer%' AND text LIKE '%terug 77%'"
    with closing(Database(folder / "plain-searched")) as database:
        database.run(_TABLE)
        with database.transaction():
            database.run_many(_FILL, [(note.conversation, note.text) for note in notes])
        beside = _median(ROUNDS, lambda: database.rows(asked))
    ours = _median(ROUNDS, lambda: matching(notes, "BROER terug 77"))
    return [
        Figure(f"plain sqlite3: searching {NOTES:,} notes", 1e3 * beside, "ms"),
        Figure(f"vault: searching {NOTES:,} notes", 1e3 * ours, "ms"),
        Figure("vault: searching / plain sqlite3", ours / beside, "×"),
    ]


def _wiping(folder: Path) -> list[Figure]:
    """Destroy 100 MB; beside it, plain sqlite3 erasing as much by its own means (``secure_delete``)."""
    file = folder / "wiped"
    times = []
    for _ in range(_WIPES):
        with file.open("wb") as full:
            for _ in range(WIPED // 1_000_000):
                full.write(random_bytes(1_000_000))
        begun = time.perf_counter()
        shred([file])
        times.append(time.perf_counter() - begun)
    with closing(Database(folder / "plain-wiped")) as database:
        database.run(_TABLE)
        with database.transaction():
            database.run_many(_FILL, ((str(number), _WORDS * 12_000) for number in range(ERASED)))
        database.checkpoint(is_truncating=True)
        begun = time.perf_counter()
        database.run("DELETE FROM notes")
        database.checkpoint(is_truncating=True)
        beside = time.perf_counter() - begun
    ours = median(times)
    return [
        Figure("plain sqlite3: erasing 100 MB of rows with secure_delete", beside, "s"),
        Figure(f"vault: wiping 100 MB, median of {_WIPES}", ours, "s", 2.0, "at most"),
        Figure("vault: wiping / plain sqlite3", ours / beside, "×"),
    ]


def _note(number: int) -> Note:
    return Note(str(number), f"Zeester {number}", f"{_WORDS * 10}terug {number}", number, number)


def _each(texts: list[str], step: Callable[[str], object]) -> float:
    times = []
    for text in texts:
        begun = time.perf_counter()
        step(text)
        times.append(time.perf_counter() - begun)
    return median(times)


def _median(
    rounds: int, step: Callable[[], _Thing], after: Callable[[_Thing], object] = lambda _made: None
) -> float:
    """Return the median seconds of a step; what comes after it is not counted."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        made = step()
        times.append(time.perf_counter() - begun)
        after(made)
    return median(times)
