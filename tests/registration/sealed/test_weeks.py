"""The server's weekly files: durable, without repeats, and in no order that tells anything."""

from collections import Counter
from pathlib import Path

import pytest

from luwte.crypto.keys import random_bytes
from luwte.crypto.registrations import BLOB_BYTES
from luwte.registration.sealed.weeks import FOLDER, Weeks, WeeksError


def blobs(count: int) -> list[bytes]:
    """Return as many things as large as sealed registrations."""
    return [random_bytes(BLOB_BYTES) for _ in range(count)]


def test_what_was_added_is_there(tmp_path: Path) -> None:
    weeks, batch = Weeks(tmp_path), blobs(8)
    assert weeks.add("2026-W53", batch) == 8
    assert sorted(Weeks(tmp_path).read("2026-W53")) == sorted(batch)
    assert (weeks.names(), weeks.read("2027-W01")) == (("2026-W53",), [])


def test_a_repeat_is_dropped_within_a_batch_a_week_and_across_weeks(tmp_path: Path) -> None:
    weeks, batch = Weeks(tmp_path), blobs(4)
    weeks.add("2026-W47", [*batch, *batch])
    assert weeks.add("2026-W47", batch) == 0
    assert weeks.add("2026-W48", [*batch, *blobs(1)]) == 1
    assert (len(weeks.read("2026-W47")), len(weeks.read("2026-W48"))) == (4, 1)


def test_a_console_that_comes_back_weeks_after_a_crash_doubles_nothing(tmp_path: Path) -> None:
    weeks, batch = Weeks(tmp_path), blobs(4)
    weeks.add("2026-W50", batch)
    for week in ("2026-W51", "2026-W52", "2026-W53", "2027-W01", "2027-W02", "2027-W03"):
        weeks.add(week, blobs(1))
    assert weeks.add("2027-W04", batch) == 0
    assert weeks.add("2027-W05", [*batch, *blobs(1)]) == 1


def test_weeks_that_are_over_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Weeks(tmp_path)
    for number in range(10, 16):
        before.add(f"2026-W{number}", blobs(1))
    weeks, read = Weeks(tmp_path), Weeks.read
    found: list[str] = []

    def watched(self: Weeks, week: str) -> list[bytes]:
        found.append(week)
        return read(self, week)

    monkeypatch.setattr(Weeks, "read", watched)
    batch = blobs(2)
    for _ in range(3):
        weeks.add("2026-W16", batch)
    assert Counter(found) == Counter({"2026-W16": 3, **{f"2026-W{number}": 1 for number in range(10, 16)}})
    # A batch of the old week, which was on its way when the week turned, is known from then on too.
    late = blobs(1)
    assert weeks.add("2026-W15", late) == 1
    assert weeks.add("2026-W16", [*late, *batch]) == 0


def test_R1_the_order_on_the_disk_is_not_the_order_of_coming(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path)
    first, second = blobs(64), blobs(64)
    weeks.add("2026-W47", first)
    before = weeks.read("2026-W47")
    weeks.add("2026-W47", second)
    after = weeks.read("2026-W47")
    places = [after.index(blob) for blob in before]
    assert before != first
    assert places != sorted(places)
    assert min(after.index(blob) for blob in second) < 64


def test_R1_the_files_time_tells_nothing(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path)
    for _ in range(2):
        weeks.add("2026-W47", blobs(1))
        [path] = (tmp_path / FOLDER).iterdir()
        assert path.stat().st_mtime == 1_000_000_000
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_cut_off_file_gives_what_is_whole(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path)
    weeks.add("2026-W47", blobs(3))
    path = tmp_path / FOLDER / "2026-W47.bin"
    path.write_bytes(path.read_bytes()[:-1])
    assert len(weeks.read("2026-W47")) == 2


def test_a_disk_that_refuses_is_told_and_keeps_what_it_had(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(WeeksError, match="registrations_disk"):
        Weeks(tmp_path).add("2026-W47", blobs(1))


def test_a_week_that_is_none_names_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="written 2026-W47"):
        Weeks(tmp_path).read("../keys")


def test_R1_what_a_killed_server_left_over_tells_nobody_which_blobs_came_last(tmp_path: Path) -> None:
    Weeks(tmp_path).add("2026-W47", blobs(8))
    half = tmp_path / FOLDER / ".2026-W47.bin-x1"
    half.write_bytes(b"".join(blobs(9)))
    assert Weeks(tmp_path).names() == ("2026-W47",)
    assert not half.exists()
