"""A file is written whole or not at all, and durable when the call returns."""

import os
from pathlib import Path

import pytest

from luwte.durable import blotting, sweep, write_whole


def test_what_was_written_is_there_and_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.bin"
    write_whole(path, b"first")
    write_whole(path, b"second", changed=1_000)
    assert path.read_bytes() == b"second"
    assert path.stat().st_mtime == 1_000
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_it_is_on_the_disk_before_it_takes_the_old_ones_place_and_its_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        fsync(handle)
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")

    def put(*names: Path) -> None:
        replace(*names)
        done.append("name")

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", put)
    write_whole(tmp_path / "file.bin", b"content")
    assert done == ["file", "name", "folder"]


@pytest.mark.parametrize("step", ["fsync", "replace", "utime"])
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file.bin"
    write_whole(path, b"old")

    def refuse(*_given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, b"new", changed=1)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_over_is_swept_away_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "file.bin", tmp_path / "file.bin-mine"
    for each in (path, other):
        each.write_bytes(b"kept")

    class KilledError(BaseException):
        """The process ends here: nothing is cleaned up any more."""

    def kill(*_given: object, **_named: object) -> None:
        raise KilledError

    monkeypatch.setattr(os, "replace", kill)
    monkeypatch.setattr(Path, "unlink", kill)
    with pytest.raises(KilledError):
        write_whole(path, b"half")
    monkeypatch.undo()
    assert len(list(tmp_path.iterdir())) == 3
    sweep(tmp_path, "*.bin")
    assert sorted(tmp_path.iterdir()) == [path, other]


def test_former_states_are_overwritten_where_that_is_asked_but_no_backup_is(tmp_path: Path) -> None:
    path, backup = tmp_path / "file.bin", tmp_path / "backup.bin"
    write_whole(path, b"first", blots=True)
    with path.open("rb") as first:
        write_whole(path, b"second", blots=True)
        assert first.read() == bytes(5)
    with path.open("rb") as second:
        with blotting(path):
            path.unlink()
        assert second.read() == bytes(6)
    write_whole(path, b"third", blots=True)
    os.link(path, backup)
    write_whole(path, b"fourth", blots=True)
    assert (path.read_bytes(), backup.read_bytes()) == (b"fourth", b"third")


def test_what_could_not_be_replaced_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.bin"
    write_whole(path, b"old")

    def refuse(*_given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, b"new", blots=True)
    assert path.read_bytes() == b"old"
