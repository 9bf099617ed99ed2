"""The server's folder: one server at a time, both databases opened, migrated and rid of what a crash left.

Rows decide. What belongs in ``keys.sqlite`` is stored there *before* the row that refers to it and deleted
*after* that row is gone; so a crash in between leaves at most a key without its row: ``sweep`` removes it.
(ATTACH is atomic over two files in rollback-journal mode only.)
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luwte.database import Database, DatabaseError
from luwte.folder import HeldError, held
from luwte.resources import folder as resources_folder

ROWS: Final = "luwte.sqlite"
KEYS: Final = "keys.sqlite"
KIT: Final = "AAAAAAAAAAAAAAAAAAAAAA"
"""The person id under which keys are wrapped to the recovery kit."""

_ORPHANS: Final = (
    "DELETE FROM waiting_words WHERE conversation NOT IN (SELECT conversation FROM held.conversations)",
    "DELETE FROM shares WHERE conversation NOT IN (SELECT conversation FROM held.conversations)",
    "DELETE FROM archive_copies WHERE conversation NOT IN (SELECT conversation FROM held.conversations)",
    "DELETE FROM offers WHERE NOT EXISTS (SELECT 1 FROM held.conversations AS c"
    " WHERE c.conversation = offers.conversation AND offers.epoch <= c.epoch)",
    "DELETE FROM offers WHERE epoch < (SELECT max(o.epoch) FROM offers AS o"
    " WHERE o.conversation = offers.conversation)",
    "DELETE FROM transcript_seals WHERE transcript NOT IN (SELECT transcript FROM held.transcripts)",
    # A share is held for the vault of a running shift, and for nothing else.
    "DELETE FROM vault_shares WHERE NOT EXISTS (SELECT 1 FROM held.shifts AS s"
    " WHERE json_extract(CAST(s.state AS TEXT), '$.person') = vault_shares.person"
    " AND json_extract(CAST(s.state AS TEXT), '$.vault') = vault_shares.vault)",
    "DELETE FROM sign_ins WHERE person NOT IN (SELECT person FROM held.people)",
    "DELETE FROM enrolment_codes WHERE person NOT IN (SELECT person FROM held.people)",
    "DELETE FROM sign_in_tokens WHERE person NOT IN (SELECT person FROM held.people)",
    "DELETE FROM wraps WHERE key NOT IN (SELECT key FROM held.helpline_keys)",
    # The recovery kit is nobody on the staff: its person id is all zeros.
    "DELETE FROM wraps WHERE person <> 'AAAAAAAAAAAAAAAAAAAAAA'"
    " AND person NOT IN (SELECT person FROM held.people)",
)


@dataclass(frozen=True)
class Databases:
    """Both open files; used by one thread at a time."""

    rows: Database
    keys: Database

    def close(self) -> None:
        """Close both."""
        self.rows.close()
        self.keys.close()


def open_databases(folder: Path) -> Databases:
    """Open both files, for a thread that needs its own; DatabaseError if one cannot be used."""
    rows = Database(folder / ROWS)
    try:
        return Databases(rows, Database(folder / KEYS))
    except DatabaseError:
        rows.close()
        raise


@contextmanager
def opened(folder: Path) -> Iterator[Databases]:
    """Hold the folder: alone, migrated, swept. DatabaseError says what is wrong with it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder):
        databases = open_databases(folder)
        try:
            migrations = resources_folder("migrations")
            databases.keys.migrate(migrations / "keys")
            databases.rows.migrate(migrations / "rows")
            sweep(databases)
            yield databases
        finally:
            databases.close()


def sweep(databases: Databases) -> None:
    """Delete what a crash between the two files left in ``keys.sqlite``; harmless between batches."""
    databases.keys.run("ATTACH DATABASE ? AS held", (f"file:{databases.rows.path}",))
    try:
        with databases.keys.transaction():
            for statement in _ORPHANS:
                databases.keys.run(statement)
    finally:
        databases.keys.run("DETACH DATABASE held")
    databases.keys.checkpoint(is_truncating=True)
    databases.rows.checkpoint(is_truncating=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: two servers on one folder would each believe their own memory."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(folder / "lock"))
        except HeldError:
            raise DatabaseError("database_busy") from None
        except OSError:
            raise DatabaseError("database_unreadable") from None
        yield
