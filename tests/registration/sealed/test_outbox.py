"""Registrations wait where no wipe and no crash loses one, and nothing tells how many there are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from luwte.crypto.keys import random_bytes
from luwte.crypto.registrations import BLOB_BYTES
from luwte.registration.sealed.blobs import MULTIPLE
from luwte.registration.sealed.outbox import FILE, MOST_LEFT_OVER, SLOTS, Outbox, OutboxError
from tests.disk import full_disk


def blob() -> bytes:
    """Return something as large as a sealed registration."""
    return random_bytes(BLOB_BYTES)


def open_box(folder: Path, dummy: Callable[[], bytes] = blob) -> Outbox:
    """Return the outbox of a folder."""
    return Outbox(folder, dummy)


def test_what_was_put_in_is_sent_among_dummies_to_a_multiple_of_eight(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    real = [blob() for _ in range(9)]
    for each in real:
        box.put(each)
    batch = box.batch()
    assert len(batch) == 16
    assert set(real) < set(batch)
    assert len(set(batch)) == 16


def test_R1_a_registrations_place_in_what_is_sent_does_not_tell_that_it_is_one(tmp_path: Path) -> None:
    places = set()
    for number in range(40):
        box = open_box(tmp_path / str(number))
        real = blob()
        box.put(real)
        places.add(box.batch().index(real))
    assert len(places) > 4


def test_nothing_is_sent_where_nothing_waits(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    assert (box.batch(), box.is_empty, list(tmp_path.iterdir())) == ([], True, [])


def test_R1_size_and_time_of_the_file_tell_nothing(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    told = set()
    for _ in range(5):
        box.put(blob())
        status = (tmp_path / FILE).stat()
        told.add((status.st_size, status.st_mtime, status.st_mode & 0o777))
    assert told == {(SLOTS * BLOB_BYTES, 1_000_000_000, 0o600)}


def test_R1_the_order_of_the_slots_is_not_the_order_of_time(tmp_path: Path) -> None:
    orders = set()
    for number in range(30):
        box = open_box(tmp_path / str(number))
        real = [blob() for _ in range(2)]
        for each in real:
            box.put(each)
        content = (tmp_path / str(number) / FILE).read_bytes()
        orders.add(content.index(real[0]) < content.index(real[1]))
    assert orders == {True, False}


def test_a_crash_loses_none_and_all_slots_are_sent(tmp_path: Path) -> None:
    real = [blob() for _ in range(3)]
    crashed = open_box(tmp_path)
    for each in real:
        crashed.put(each)
    box = open_box(tmp_path)
    assert not box.is_empty
    batch = box.batch()
    assert len(batch) == SLOTS
    assert set(real) < set(batch)


def test_what_a_console_left_over_that_was_killed_while_it_wrote_goes(tmp_path: Path) -> None:
    open_box(tmp_path).put(blob())
    half = tmp_path / f".{FILE}-x1"
    half.write_bytes(blob())
    assert len(open_box(tmp_path).batch()) == SLOTS
    assert list(tmp_path.iterdir()) == [tmp_path / FILE]


def test_after_a_crash_new_ones_stand_beside_the_old(tmp_path: Path) -> None:
    first, second = blob(), blob()
    open_box(tmp_path).put(first)
    again = open_box(tmp_path)
    again.put(second)
    assert (tmp_path / FILE).stat().st_size == 2 * SLOTS * BLOB_BYTES
    box = open_box(tmp_path)
    assert {first, second} < set(box.batch())


def test_what_the_server_has_gives_way_to_fresh_dummies(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    first, second = blob(), blob()
    box.put(first)
    box.put(second)
    box.sent([first])
    assert box.waiting == 1
    content = (tmp_path / FILE).read_bytes()
    assert first not in content
    assert second in content


def test_once_all_is_sent_the_file_is_gone(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    box.put(blob())
    box.sent(box.batch())
    assert (box.is_empty, list(tmp_path.iterdir())) == (True, [])
    box.put(blob())
    assert box.waiting == 1


def test_left_overs_go_when_they_were_sent(tmp_path: Path) -> None:
    open_box(tmp_path).put(blob())
    box = open_box(tmp_path)
    box.sent(box.batch())
    assert box.is_empty
    assert open_box(tmp_path).is_empty


def test_a_full_outbox_says_so_and_keeps_what_it_has(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    for _ in range(SLOTS):
        box.put(blob())
    with pytest.raises(OutboxError, match="outbox_full"):
        box.put(blob())
    assert len(box.batch()) == SLOTS


def test_a_cut_off_file_gives_back_what_is_whole(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    box.put(blob())
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content[: 10 * BLOB_BYTES + 7])
    assert set(open_box(tmp_path).batch()) >= {
        content[at * BLOB_BYTES : (at + 1) * BLOB_BYTES] for at in range(10)
    }


def test_a_disk_that_refuses_is_told_and_nothing_counts_as_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    box = open_box(tmp_path / "missing")
    (tmp_path / "missing").write_text("in the way")
    with pytest.raises(OutboxError, match="outbox_disk"):
        box.put(blob())
    assert box.waiting == 0


def test_R1_what_is_sent_again_goes_with_the_same_dummies(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    for _ in range(3):
        box.put(blob())
    first = box.batch()
    assert set(box.batch()) == set(first)
    content = (tmp_path / FILE).read_bytes()
    assert all(each in content for each in first)
    box.put(blob())
    assert len(set(box.batch()) - set(first)) == 1


def test_what_was_taken_back_is_gone_and_a_dummy_lies_in_its_place(tmp_path: Path) -> None:
    box = open_box(tmp_path)
    kept, mistake = blob(), blob()
    box.put(kept)
    box.put(mistake)
    box.take_back(mistake)
    content = (tmp_path / FILE).read_bytes()
    assert len(content) == SLOTS * BLOB_BYTES
    assert mistake not in content
    assert mistake not in box.batch()
    assert kept in box.batch()
    assert box.waiting == 1
    box.take_back(kept)
    assert (box.is_empty, box.batch(), list(tmp_path.iterdir())) == (True, [], [])


def test_what_the_disk_refuses_cannot_be_taken_back_by_halves(tmp_path: Path) -> None:
    box = open_box(tmp_path / "box")
    kept, mistake = blob(), blob()
    box.put(kept)
    box.put(mistake)
    with full_disk(), pytest.raises(OutboxError, match="outbox_disk"):
        box.take_back(mistake)
    assert box.waiting == 2
    assert mistake in box.batch()


def test_what_is_put_in_again_after_a_crash_is_there_once(tmp_path: Path) -> None:
    one = blob()
    open_box(tmp_path).put(one)
    box = open_box(tmp_path)
    box.put(one)
    assert box.batch().count(one) == 1
    assert (tmp_path / FILE).stat().st_size == SLOTS * BLOB_BYTES


def test_after_many_crashes_nothing_is_put_where_it_would_not_be_read(tmp_path: Path) -> None:
    real = [blob() for _ in range(MOST_LEFT_OVER // SLOTS)]
    for each in real:
        open_box(tmp_path).put(each)
    box = open_box(tmp_path)
    with pytest.raises(OutboxError, match="outbox_full"):
        box.put(blob())
    assert set(real) <= set(box.batch())


def test_what_cannot_be_read_now_is_not_written_over(tmp_path: Path) -> None:
    former = blob()
    open_box(tmp_path).put(former)
    aside = (tmp_path / FILE).rename(tmp_path / "aside")
    (tmp_path / FILE).mkdir()
    box = open_box(tmp_path)
    refused = blob()
    with pytest.raises(OutboxError, match="outbox_disk"):
        box.put(refused)
    assert not box.is_empty
    batch = box.batch([refused])
    assert (len(batch), refused in batch) == (MULTIPLE, True)
    (tmp_path / FILE).rmdir()
    aside.rename(tmp_path / FILE)
    box.put(refused)
    assert {former, refused} <= set(box.batch())
