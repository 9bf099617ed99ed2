"""The only door to SQL: opening a file safely, numbered migrations, transactions, and errors by their kind.

Two files in one folder: ``luwte.sqlite`` (rows) and ``keys.sqlite`` (seals, wraps, shares). Both in WAL mode
with ``synchronous=FULL`` and ``secure_delete``: what is deleted is overwritten, and gone once the log is
empty. On a volunteer's computer one file more, encrypted as a whole: :class:`EncryptedDatabase`.
"""

import errno
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from luwte.errors import LuwteError

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
_NUMBERED: Final = re.compile(r"^(\d{3})_[a-z_]+\.sql$")
_PATIENCE_MS: Final = 10_000
_CHECKPOINT_PATIENCE_MS: Final = 50
_REFUSING: Final = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}
_KEY_BYTES: Final = 32
_PAGE_BYTES: Final = 4096
_PLAIN: Final = b"SQLite format 3\0"
_SENTENCES: Final = {
    "database_newer": "This folder was written by a newer Luwte. Start that version, or restore a backup.",
    "database_corrupt": "A database file in this folder is damaged. Restore it from a backup.",
    "database_busy": "Another program uses the database in this folder. Is a server running already?",
    "database_key": "A database file cannot be opened with the keys at hand.",
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


class _File:
    """An open connection, whichever driver made it; ``errors`` are that driver's."""

    def __init__(self, path: Path, connection: Any, errors: type[Exception]) -> None:
        self.path = path
        self._connection = connection
        self._errors = errors

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Carry out one statement; return the number of rows it changed."""
        with _translated(self._errors):
            changed: int = self._connection.execute(sql, values).rowcount
            return changed

    def run_many(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """Carry out one statement for each of many values."""
        with _translated(self._errors):
            self._connection.executemany(sql, values)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a query."""
        with _translated(self._errors):
            found: list[Row] = self._connection.execute(sql, values).fetchall()
            return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commit at the end of the block, roll back if it raises."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # After a full disk SQLite may have rolled back by itself.
            with suppress(self._errors):
                self._connection.rollback()
            raise

    def close(self) -> None:
        """Close the file; the last one to close it moves the log into it."""
        with _translated(self._errors):
            self._connection.close()


class Database(_File):
    """One open file. Used by one thread at a time; a second thread opens its own."""

    def __init__(self, path: Path) -> None:
        with _translated(sqlite3.DatabaseError):
            connection = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=_PATIENCE_MS / 1000
            )
            with _closing_on_error(connection):
                path.chmod(0o600)
                # Checkpoints are made by a thread of their own: in the writer they are the slow tails.
                for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                    connection.execute(f"PRAGMA {pragma}").fetchall()
                connection.execute("PRAGMA wal_autocheckpoint=0").fetchall()
        super().__init__(path, connection, sqlite3.DatabaseError)

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
            with _translated(self._errors):
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
        with _translated(self._errors):
            target = sqlite3.connect(copy)
            try:
                copy.chmod(0o600)
                self._connection.backup(target)
            finally:
                target.close()


class EncryptedDatabase(_File):
    """One file that is noise without its key: pages, log and journal are encrypted by SQLCipher.

    The file belongs to one connection at a time; a second one finds it busy. It has no copy, no ``migrate``
    and no ``-shm``: nothing of it is ever written in plain (T8).
    """

    def __init__(self, path: Path, key: bytes) -> None:
        """Open or create the file with a raw key of 32 bytes.

        DatabaseError ``database_key`` if it is a file of another key, ``database_corrupt`` if it is damaged
        or of something else, ``database_busy`` if it is open elsewhere; StorageError if the disk is full.
        """
        # Imported here: it costs some milliseconds that the server and the first window should not wait for.
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - late, see above

        if len(key) != _KEY_BYTES:
            raise ValueError("a raw key has 32 bytes")
        _make_private(path)
        with _translated(dbapi2.DatabaseError):
            connection = dbapi2.connect(path, isolation_level=None, check_same_thread=False, timeout=0.2)
            with _closing_on_error(connection):
                # Before the key: SQLCipher prints to standard error otherwise, and the key's memory is
                # locked and wiped only when asked for in time.
                connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
                connection.execute("PRAGMA cipher_memory_security=ON").fetchall()
                # A parameter is refused in this place; hexadecimal of bytes cannot end the text.
                connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"").fetchall()
                with _telling_keys(path, dbapi2.DatabaseError):
                    for pragma in (
                        "temp_store=MEMORY",
                        "mmap_size=0",
                        "locking_mode=EXCLUSIVE",
                        "journal_mode=WAL",
                        "synchronous=FULL",
                        "foreign_keys=ON",
                        "secure_delete=ON",
                    ):
                        connection.execute(f"PRAGMA {pragma}").fetchall()
                    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        super().__init__(path, connection, dbapi2.DatabaseError)


def _make_private(path: Path) -> None:
    """Make the file its owner's alone from its first byte on; the log beside it takes the same rights."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        path.chmod(0o600)
    except OSError as error:
        if error.errno in _REFUSING:
            raise StorageError from None
        raise DatabaseError("database_unreadable") from None


@contextmanager
def _telling_keys(path: Path, errors: type[Exception]) -> Iterator[None]:
    """Tell a wrong key from a file that never was ours: one of ours is noise in whole pages.

    A damaged first page looks like a wrong key: nobody without the key can tell them apart.
    """
    try:
        yield
    except errors as error:
        if _primary(error) != sqlite3.SQLITE_NOTADB:
            raise
        with path.open("rb") as file:
            is_plain = file.read(len(_PLAIN)) == _PLAIN
        is_ours = not is_plain and path.stat().st_size % _PAGE_BYTES == 0
        raise DatabaseError("database_key" if is_ours else "database_corrupt") from None


@contextmanager
def _closing_on_error(connection: Any) -> Iterator[None]:
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
def _translated(errors: type[Exception]) -> Iterator[None]:
    """Turn a driver's foreseen errors into ours; the rest are mistakes in our statements and rise."""
    try:
        yield
    except errors as error:
        kind = _kind(_primary(error))
        if kind is None:
            raise
        raise kind from error


def _primary(error: Exception) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


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
