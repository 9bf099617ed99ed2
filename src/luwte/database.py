"""The only door to SQL: opening a file safely, numbered migrations, transactions, and errors by their kind.

Two files in one folder: ``luwte.sqlite`` (rows) and ``keys.sqlite`` (seals, wraps, shares). Both in WAL mode
with ``synchronous=FULL`` and ``secure_delete``: what is deleted is overwritten, and gone once the log is
empty.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from luwte.errors import LuwteError

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
_NUMBERED: Final = re.compile(r"^(\d{3})_[a-z_]+\.sql$")
_PATIENCE_MS: Final = 10_000
_CHECKPOINT_PATIENCE_MS: Final = 50
_SENTENCES: Final = {
    "database_newer": "This folder was written by a newer Luwte. Start that version, or restore a backup.",
    "database_corrupt": "A database file in this folder is damaged. Restore it from a backup.",
    "database_busy": "Another program uses the database in this folder. Is a server running already?",
    "database_unreadable": "A database file in this folder cannot be opened. Check its owner and rights.",
}


class DatabaseError(LuwteError):
    """A file that cannot be used: its code and ``sentence`` say why."""

    @property
    def sentence(self) -> str:
        """What to tell whoever starts the server."""
        return _SENTENCES[self.code]


class StorageError(LuwteError):
    """The disk refuses to take more; nothing of the transaction was stored. Code ``storage``."""

    sentence = "The disk is full or refuses to be written to. Nothing was stored."

    def __init__(self) -> None:
        super().__init__("storage")


class Database:
    """One open file. Used by one thread at a time; a second thread opens its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _translated():
            self._connection = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=_PATIENCE_MS / 1000
            )
            with _closing_on_error(self._connection):
                path.chmod(0o600)
                # Checkpoints are made by a thread of their own: in the writer they are the slow tails.
                for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                    self._connection.execute(f"PRAGMA {pragma}").fetchall()
                self._connection.execute("PRAGMA wal_autocheckpoint=0").fetchall()

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Carry out one statement; return the number of rows it changed."""
        with _translated():
            return self._connection.execute(sql, values).rowcount

    def run_many(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """Carry out one statement for each of many values."""
        with _translated():
            self._connection.executemany(sql, values)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a query."""
        with _translated():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commit at the end of the block, roll back if it raises."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # After a full disk SQLite may have rolled back by itself.
            with suppress(sqlite3.Error):
                self._connection.rollback()
            raise

    def checkpoint(self, is_truncating: bool = False) -> bool:
        """Move the log into the file; ``is_truncating`` also empties it, so that deleted rows are gone.

        Returns whether it got so far; another thread's work, or a program that reads the file, may have been
        in the way. It waits for them a moment only: while it waits nobody can write.
        """
        kind = "TRUNCATE" if is_truncating else "PASSIVE"
        self.rows(f"PRAGMA busy_timeout={_CHECKPOINT_PATIENCE_MS}")
        try:
            return self.rows(f"PRAGMA wal_checkpoint({kind})")[0][0] == 0
        finally:
            self.rows(f"PRAGMA busy_timeout={_PATIENCE_MS}")

    def close(self) -> None:
        """Close the file; the last one to close it moves the log into it."""
        with _translated():
            self._connection.close()

    def migrate(self, folder: Path) -> None:
        """Bring the file to the newest version, after a copy; refuse a newer file and a damaged one."""
        steps = _steps(folder)
        version = self._version()
        if version > max(steps, default=0):
            raise DatabaseError("database_newer")
        if self.rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise DatabaseError("database_corrupt")
        copy = self.path.with_name(f"{self.path.name}.before-migration")
        due = {number: sql for number, sql in steps.items() if number > version}
        if due and version > 0:
            self._copy_to(copy)
        for number, sql in sorted(due.items()):
            with _translated():
                self._connection.executescript(
                    f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version={number};\nCOMMIT;"
                )
        # The copy must not outlive what is deleted later: it goes as soon as the new version stands.
        self.checkpoint(is_truncating=True)
        copy.unlink(missing_ok=True)

    def _version(self) -> int:
        version = self.rows("PRAGMA user_version")[0][0]
        return version if isinstance(version, int) else 0

    def _copy_to(self, copy: Path) -> None:
        copy.unlink(missing_ok=True)
        with _translated():
            target = sqlite3.connect(copy)
            try:
                copy.chmod(0o600)
                self._connection.backup(target)
            finally:
                target.close()


@contextmanager
def _closing_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection whose preparation failed."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _steps(folder: Path) -> dict[int, str]:
    found: dict[int, str] = {}
    for path in sorted(folder.iterdir()):
        match = _NUMBERED.match(path.name)
        if match is not None:
            found[int(match[1])] = path.read_text(encoding="utf-8")
    if list(found) != list(range(1, len(found) + 1)):
        raise ValueError("migrations are numbered from 001 without gaps")
    return found


@contextmanager
def _translated() -> Iterator[None]:
    """Turn SQLite's foreseen errors into ours; the rest are mistakes in our statements and rise."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = _kind(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if kind is None:
            raise
        raise kind from error


def _kind(primary_code: int) -> LuwteError | None:
    if primary_code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}:
        return StorageError()
    if primary_code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return DatabaseError("database_corrupt")
    if primary_code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return DatabaseError("database_busy")
    if primary_code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return DatabaseError("database_unreadable")
    return None
