"""One process at a time: a lock is refused to others, goes with its process, and says what no lock means."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from luwte.folder import HeldError, held, is_free

HOLDS = """
import pathlib, sys
from luwte.folder import held
with held(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(lock: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Somebody else holds the lock, until the block ends or they are killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield other


def test_what_another_process_holds_is_refused_until_it_ends(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with another_process(lock):
        assert not is_free(lock)
        with pytest.raises(HeldError) as refused, held(lock):
            raise AssertionError("two in one folder")
        assert refused.value.code == "folder_held"
    assert is_free(lock)
    with held(lock):
        pass


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with another_process(lock) as other:
        other.kill()
        other.wait()
        with held(lock):
            assert not is_free(lock)


def test_the_lock_is_its_owners_alone_and_let_go_when_the_block_fails(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with pytest.raises(ZeroDivisionError), held(lock):
        lock.write_text(f"{1 / len(lock.read_bytes())}")
    assert lock.stat().st_mode & 0o777 == 0o600
    assert is_free(lock)


def test_what_is_not_there_or_cannot_be_opened_is_not_free(tmp_path: Path) -> None:
    assert not is_free(tmp_path / "lock")
    assert not is_free(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IsADirectoryError), held(tmp_path):
        raise AssertionError("a folder is no lock")


def test_a_disk_that_knows_no_locks_is_not_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", unknown)
    with pytest.raises(OSError, match="lock"), held(tmp_path / "lock"):
        raise AssertionError("nobody could tell")
    assert not is_free(tmp_path / "lock")
