"""Files that are opened safely or refused in plain words."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from luwte.database import Database, DatabaseError, StorageError
from luwte.resources import folder
from luwte.server.folder import opened

MIGRATIONS = folder("migrations")


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A folder with one migration."""
    made = tmp_path / "migrations"
    made.mkdir()
    (made / "001_first.sql").write_text("CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (1);")
    return made


@pytest.fixture
def database(tmp_path: Path, migrations: Path) -> Iterator[Database]:
    """A migrated file."""
    opened_file = Database(tmp_path / "x.sqlite")
    opened_file.migrate(migrations)
    yield opened_file
    opened_file.close()


def test_a_file_is_durable_erasing_and_private(database: Database) -> None:
    assert database.rows("PRAGMA journal_mode") == [("wal",)]
    assert database.rows("PRAGMA synchronous") == [(2,)]
    assert database.rows("PRAGMA secure_delete") == [(1,)]
    assert database.rows("PRAGMA foreign_keys") == [(1,)]
    assert database.path.stat().st_mode & 0o777 == 0o600


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database) -> None:
    def half() -> None:
        with database.transaction():
            database.run("INSERT INTO t VALUES (2)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert database.rows("SELECT a FROM t") == [(1,)]
    with database.transaction():
        database.run_many("INSERT INTO t VALUES (?)", [(2,), (3,)])
    assert database.rows("SELECT a FROM t ORDER BY a") == [(1,), (2,), (3,)]


def test_migrations_run_in_order_once_and_leave_no_copy(database: Database, migrations: Path) -> None:
    """T3: a copy that stays would keep what is erased later."""
    (migrations / "002_second.sql").write_text("ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 7;")
    database.migrate(migrations)
    database.migrate(migrations)
    assert database.rows("SELECT a, b FROM t") == [(1, 7)]
    assert database.rows("PRAGMA user_version") == [(2,)]
    assert {path.suffix for path in database.path.parent.glob("x.sqlite*")} <= {
        ".sqlite",
        ".sqlite-wal",
        ".sqlite-shm",
    }


def test_a_migration_that_fails_changes_nothing_and_leaves_the_copy(
    database: Database, migrations: Path
) -> None:
    (migrations / "002_second.sql").write_text("ALTER TABLE t ADD COLUMN b INTEGER;\nNONSENSE;")
    with pytest.raises(sqlite3.OperationalError):
        database.migrate(migrations)
    database.close()
    copy = database.path.with_name("x.sqlite.before-migration")
    for path in (database.path, copy):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT * FROM t").fetchall() == [(1,)]
            assert connection.execute("PRAGMA user_version").fetchall() == [(1,)]


def test_a_newer_file_is_refused_in_plain_words(database: Database, migrations: Path) -> None:
    database.run("PRAGMA user_version = 9")
    with pytest.raises(DatabaseError) as refused:
        database.migrate(migrations)
    assert refused.value.code == "database_newer"
    assert "newer" in refused.value.sentence
    assert database.rows("SELECT a FROM t") == [(1,)]


def test_a_corrupt_page_is_found_before_anybody_is_let_in(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    file = tmp_path / "keys.sqlite"
    raw = bytearray(file.read_bytes())
    raw[4096:8192] = b"\x55" * 4096
    file.write_bytes(raw)
    with pytest.raises(DatabaseError) as refused, opened(tmp_path):
        pass
    assert refused.value.code == "database_corrupt"
    assert refused.value.sentence


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "luwte.sqlite").write_text("Beste lezer, " * 1000)
    with pytest.raises(DatabaseError) as refused, opened(tmp_path):
        pass
    assert refused.value.code == "database_corrupt"


def test_a_folder_serves_one_server_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(DatabaseError) as refused, opened(tmp_path):
        pass
    assert refused.value.code == "database_busy"
    with opened(tmp_path):
        pass


def test_where_nobody_can_tell_whether_another_server_runs_none_begins(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(DatabaseError) as refused, opened(tmp_path):
        raise AssertionError("perhaps the second in this folder")
    assert refused.value.code == "database_unreadable"


def test_a_disk_that_is_full_has_an_error_of_its_own_and_the_file_stays_good(database: Database) -> None:
    database.run("PRAGMA max_page_count = 3")
    with pytest.raises(StorageError), database.transaction():
        database.run("INSERT INTO t VALUES (zeroblob(100000))")
    database.run("PRAGMA max_page_count = 1000")
    with database.transaction():
        database.run("INSERT INTO t VALUES (2)")
    assert database.rows("SELECT count(*) FROM t") == [(2,)]


def test_what_is_deleted_is_gone_from_the_disk_once_the_log_is_emptied(database: Database) -> None:
    """T3."""
    secret = b"een geheim dat weg moet"
    database.run("CREATE TABLE s (b BLOB)")
    database.run("INSERT INTO s VALUES (?)", (secret,))
    database.checkpoint(is_truncating=True)
    assert secret in database.path.read_bytes()
    database.run("DELETE FROM s")
    database.checkpoint(is_truncating=True)
    for path in database.path.parent.glob("x.sqlite*"):
        assert secret not in path.read_bytes()


@pytest.mark.parametrize("name", ["rows", "keys"])
def test_every_table_names_its_end(tmp_path: Path, name: str) -> None:
    """T1, A4: nothing is kept that nobody decided to keep."""
    made = Database(tmp_path / "walk.sqlite")
    made.migrate(MIGRATIONS / name)
    tables = made.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    made.close()
    assert tables
    for table, sql in tables:
        assert re.search(r"-- ends: \S+", str(sql)), f"{table!r} does not name its end"


@pytest.mark.parametrize("name", ["rows", "keys"])
def test_no_column_could_hold_who_or_where_a_visitor_is(tmp_path: Path, name: str) -> None:
    """C2, C1: no address, user agent, cookie, name or text has a place in the schema."""
    made = Database(tmp_path / "walk.sqlite")
    made.migrate(MIGRATIONS / name)
    columns = {
        str(column)
        for (table,) in made.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (column,) in made.rows("SELECT name FROM pragma_table_info(?)", (table,))
    }
    made.close()
    forbidden = {"address", "ip", "agent", "cookie", "nickname", "name", "text", "email", "phone", "password"}
    assert not columns & forbidden
