"""The encrypted file: opened by its key only, told apart by kind when it is not, nothing plain beside it."""

from contextlib import closing, suppress
from pathlib import Path

import pytest

from luwte.database import Database, DatabaseError, EncryptedDatabase, StorageError
from tests.disk import full_disk

KEY, OTHER = bytes(range(32)), bytes(32)
CANARY = "kanarie in de kluis"


def written(path: Path, rows: int = 1) -> None:
    with closing(EncryptedDatabase(path, KEY)) as database, database.transaction():
        database.run("CREATE TABLE t (a TEXT)")
        database.run_many("INSERT INTO t VALUES (?)", [(CANARY * 50,)] * rows)


def code_of(path: Path, key: bytes = KEY) -> str:
    with pytest.raises(DatabaseError) as refused:
        EncryptedDatabase(path, key)
    assert refused.value.sentence
    return refused.value.code


def test_a_file_is_encrypted_durable_erasing_and_private(tmp_path: Path) -> None:
    with closing(EncryptedDatabase(tmp_path / "x", KEY)) as database:
        pragmas = {
            "cipher_memory_security": "1",
            "temp_store": 2,
            "journal_mode": "wal",
            "locking_mode": "exclusive",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
            "mmap_size": 0,
        }
        assert {name: database.rows(f"PRAGMA {name}")[0][0] for name in pragmas} == pragmas
        database.run("CREATE TABLE t (a TEXT)")
        database.run("INSERT INTO t VALUES (?)", (CANARY,))
        # Neither while it is open nor afterwards; the log is there and nothing else.
        assert {path.name for path in tmp_path.iterdir()} == {"x", "x-wal"}
        for path in tmp_path.iterdir():
            assert path.stat().st_mode & 0o777 == 0o600
            assert CANARY.encode() not in path.read_bytes()
    content = (tmp_path / "x").read_bytes()
    assert CANARY.encode() not in content
    assert not content.startswith(b"SQLite")
    assert KEY not in content


def test_the_right_key_opens_it_again_and_no_other_does(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "x")
    assert code_of(tmp_path / "x", OTHER) == "database_key"
    with closing(EncryptedDatabase(tmp_path / "x", KEY)) as database:
        assert database.rows("SELECT a FROM t") == [(CANARY * 50,)]
    # The library prints of a wrong key unless told not to.
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_our_mistake(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        EncryptedDatabase(tmp_path / "x", bytes(length))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("harm", ["a letter", "a plain database", "cut off inside a page", "cut off"])
def test_a_file_that_is_not_whole_or_not_ours_is_told_as_damaged(tmp_path: Path, harm: str) -> None:
    file = tmp_path / "x"
    written(file, rows=100)
    content = file.read_bytes()
    match harm:
        case "a letter":
            file.write_text("Beste lezer, " * 1000)
        case "a plain database":
            file.unlink()
            with closing(Database(file)) as plain:
                plain.run("CREATE TABLE t (a TEXT)")
        case "cut off inside a page":
            file.write_bytes(content[:3000])
        case _:
            file.write_bytes(content[: 4096 * 2])
    before = file.read_bytes()
    assert code_of(file) == "database_corrupt"
    assert file.read_bytes() == before


def test_a_flipped_bit_in_a_later_page_is_found_when_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x"
    written(file, rows=100)
    content = bytearray(file.read_bytes())
    content[4096 * 10 + 5] ^= 1
    file.write_bytes(content)
    with closing(EncryptedDatabase(file, KEY)) as database:
        with pytest.raises(DatabaseError) as refused:
            database.rows("SELECT a FROM t")
        assert refused.value.code == "database_corrupt"


def test_a_second_one_finds_it_busy(tmp_path: Path) -> None:
    with closing(EncryptedDatabase(tmp_path / "x", KEY)) as database:
        database.run("CREATE TABLE t (a TEXT)")
        assert code_of(tmp_path / "x") == "database_busy"


def test_a_full_disk_is_told_and_harms_nothing(tmp_path: Path) -> None:
    with full_disk(), pytest.raises(StorageError):
        written(tmp_path / "new")
    with closing(EncryptedDatabase(tmp_path / "x", KEY)) as database:
        database.run("CREATE TABLE t (a TEXT)")
        with full_disk(), pytest.raises(StorageError), database.transaction():
            database.run("INSERT INTO t VALUES (?)", (CANARY,))
        with database.transaction():
            database.run("INSERT INTO t VALUES ('later')")
        assert database.rows("SELECT a FROM t") == [("later",)]


def test_a_folder_that_is_not_there_and_a_link_are_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none" / "x") == "database_unreadable"
    (tmp_path / "letter").write_text("van iemand anders")
    (tmp_path / "link").symlink_to(tmp_path / "letter")
    assert code_of(tmp_path / "link") == "database_unreadable"
    assert (tmp_path / "letter").read_text() == "van iemand anders"


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with closing(EncryptedDatabase(tmp_path / "x", KEY)) as database:
        database.run("CREATE TABLE t (a TEXT)")
        with suppress(ZeroDivisionError), database.transaction():
            database.run("INSERT INTO t VALUES ('half')")
            raise ZeroDivisionError
        assert database.rows("SELECT a FROM t") == []
