"""Files that are destroyed: overwritten first, gone afterwards, whatever the disk says."""

import os
from pathlib import Path

import pytest

from luwte.vault.shred import BLOCK, Destroyed, shred
from tests.disk import full_disk


def test_every_byte_is_overwritten_before_the_file_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notes"
    file.write_bytes(b"kanarie" * 400_000)
    size = file.stat().st_size
    left: list[bytes] = []
    whole = os.ftruncate

    def look(handle: int, length: int) -> None:
        left.append(file.read_bytes())
        whole(handle, length)

    monkeypatch.setattr(os, "ftruncate", look)
    assert shred([file]) == Destroyed(1, size)
    assert len(left[0]) == size
    assert b"kanarie" not in left[0]
    assert left[0].count(b"\0") < size / 100
    assert list(tmp_path.iterdir()) == []


def test_progress_rises_from_block_to_block_over_all_files(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one", "two")]
    for file in files:
        file.write_bytes(b"x" * (2 * BLOCK))
    told: list[float] = []
    assert shred([*files, tmp_path / "none"], told.append) == Destroyed(2, 4 * BLOCK)
    assert told == [0.25, 0.5, 0.75, 1.0, 1.0]


def test_on_a_full_disk_the_files_are_emptied_and_gone_and_it_is_told(tmp_path: Path) -> None:
    """T8."""
    files = [tmp_path / name for name in ("one", "two")]
    for file in files:
        file.write_bytes(b"kanarie")
    with full_disk():
        gone = shred(files)
    assert gone == Destroyed(2, 14, ("not_overwritten",))
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_removed_and_what_it_points_to_is_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("van iemand anders")
    link = tmp_path / "notes"
    link.symlink_to(letter)
    assert shred([link]) == Destroyed(1, 0)
    assert letter.read_text() == "van iemand anders"
    assert not link.is_symlink()


def test_what_cannot_be_removed_keeps_its_name_and_the_rest_goes(tmp_path: Path) -> None:
    folder = tmp_path / "notes-folder"
    folder.mkdir()
    file = tmp_path / "notes-file"
    file.write_bytes(b"x")
    assert shred([folder, file]) == Destroyed(1, 1, ("not_removed",))
    assert list(tmp_path.iterdir()) == [folder]


def test_a_file_that_may_not_be_written_is_destroyed_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_bytes(b"kanarie")
    file.chmod(0o400)
    assert shred([file]) == Destroyed(1, 7)
