"""A shift's files: found again or shredded before any window, sealed in one direction only."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from luwte.protocol.ids import new_id
from luwte.vault.errors import VaultError
from luwte.vault.keychain import KeychainError, MemoryKeychain
from luwte.vault.shift import (
    ENDED,
    MOST_SECONDS,
    SHIFT,
    Manifest,
    Run,
    alone,
    begin,
    change,
    ended,
    find,
    forget_ended,
    notes_path,
    seal,
    share_name,
)
from tests.disk import full_disk
from tests.vault.test_keychain import surroundings

BEGAN = 1_800_000_000
UNTIL = BEGAN + 8 * 3600
HELPLINE, NOOR = new_id(), new_id()


def shift_with_files(folder: Path) -> Manifest:
    """A running shift whose notes have a log and a journal."""
    manifest = begin(folder, HELPLINE, NOOR, BEGAN, UNTIL - 3600, UNTIL)
    for each in files_of(folder, manifest):
        each.write_bytes(b"ruis" * 100)
    return manifest


def files_of(folder: Path, manifest: Manifest) -> list[Path]:
    notes = notes_path(folder, manifest.vault)
    return [notes, *(notes.with_name(notes.name + end) for end in ("-wal", "-shm", "-journal"))]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_shift_that_begins_is_written_down_privately_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "console"
    manifest = shift_with_files(folder)
    assert (folder / SHIFT).stat().st_mode & 0o777 == 0o600
    assert find(folder, BEGAN + 60) == manifest
    later = Manifest(manifest.vault, HELPLINE, NOOR, BEGAN, UNTIL, UNTIL)
    change(folder, later)
    assert find(folder, UNTIL - 1, (HELPLINE, NOOR)) == later
    assert names(folder) == {SHIFT, *(path.name for path in files_of(folder, manifest))}


def test_every_shift_has_a_vault_id_of_its_own(tmp_path: Path) -> None:
    one, other = (begin(tmp_path, HELPLINE, NOOR, BEGAN, UNTIL, UNTIL) for _ in range(2))
    assert one.vault != other.vault


def test_t8_a_shift_that_is_over_is_shredded_at_the_next_start(tmp_path: Path) -> None:
    manifest = shift_with_files(tmp_path)
    assert find(tmp_path, UNTIL) is None
    assert names(tmp_path) == {ENDED}
    # What is still owed: the keyring's share, and telling the server.
    assert ended(tmp_path) == manifest
    forget_ended(tmp_path)
    assert names(tmp_path) == set()
    assert ended(tmp_path) is None


@pytest.mark.parametrize("owner", [(HELPLINE, new_id()), (new_id(), NOOR)])
def test_t8_a_shift_of_somebody_else_is_shredded(tmp_path: Path, owner: tuple[str, str]) -> None:
    shift_with_files(tmp_path)
    assert find(tmp_path, BEGAN + 60, owner) is None
    assert names(tmp_path) == {ENDED}


@pytest.mark.parametrize(
    "harm",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 4000,
        b'{"format": 2}',
        b"x" * 100_000,
        b"null",
    ],
)
def test_t8_a_damaged_or_foreign_manifest_takes_its_notes_along(
    tmp_path: Path, harm: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    shift_with_files(tmp_path)
    (tmp_path / SHIFT).write_bytes(harm)
    assert find(tmp_path, BEGAN + 60) is None
    assert names(tmp_path) == set()
    assert caplog.text == ""


@pytest.mark.parametrize(
    "change_of",
    [
        {"vault": "../../../etc/passwd-aaaaA"},
        {"until": BEGAN},
        {"until": BEGAN + MOST_SECONDS + 1},
        {"format": 2},
        {"began": -1},
        {"text": "kanarie"},
    ],
)
def test_a_manifest_that_no_console_wrote_opens_nothing(tmp_path: Path, change_of: dict[str, object]) -> None:
    manifest = shift_with_files(tmp_path)
    told = {**msgspec.to_builtins(manifest), **change_of}
    (tmp_path / SHIFT).write_bytes(msgspec.json.encode(told))
    assert find(tmp_path, BEGAN + 60) is None
    assert names(tmp_path) == set()


def test_notes_of_no_shift_are_shredded_and_those_of_the_running_one_stay(tmp_path: Path) -> None:
    manifest = shift_with_files(tmp_path)
    strays = [notes_path(tmp_path, new_id()), tmp_path / "gone-0011223344556677", tmp_path / "notes-"]
    for stray in strays:
        stray.write_bytes(b"ruis")
    others = [tmp_path / "profile.json", tmp_path / "outbox.bin"]
    for other in others:
        other.write_bytes(b"blijft")
    assert find(tmp_path, BEGAN + 60) == manifest
    assert not any(stray.exists() for stray in strays)
    assert all(path.exists() for path in [*files_of(tmp_path, manifest), *others])


@pytest.mark.parametrize("now", [0, BEGAN - MOST_SECONDS, BEGAN - 1])
def test_a_clock_that_jumped_back_destroys_nothing_and_one_that_jumped_ahead_does(
    tmp_path: Path, now: int
) -> None:
    manifest = shift_with_files(tmp_path)
    assert find(tmp_path, now) == manifest
    assert find(tmp_path, UNTIL + 10**9) is None
    assert names(tmp_path) == {ENDED}


RUN = "0b6e0f9c-7f52-4c0f-8f57-3c2b1a7d9e11"
RAN, LEFT = 1_000, 7 * 3600


@pytest.mark.parametrize(
    ("now", "run", "is_kept"),
    [
        (UNTIL + 10**6, Run(RUN, RAN + 60), True),
        (UNTIL + 10**6, Run(RUN, RAN + LEFT - 1), True),
        (UNTIL - 1, Run(RUN, RAN + LEFT), False),
        (BEGAN - 10**6, Run(RUN, RAN + LEFT), False),
        (BEGAN - 10**6, Run("another", RAN + LEFT), False),
        (UNTIL - 1, Run("another", 60.0), True),
        (UNTIL, Run("another", 60.0), False),
        (UNTIL, Run("another", RAN + 60), False),
        (UNTIL, Run(RUN, RAN - 1), False),
    ],
)
def test_t8_how_long_the_computer_ran_since_counts_more_than_a_clock_that_anybody_sets(
    tmp_path: Path, now: int, run: Run, is_kept: bool
) -> None:
    """As long as it cannot tell, the clock alone says it: what is over must not stay."""
    told = msgspec.structs.replace(shift_with_files(tmp_path), seen=UNTIL - LEFT, run=RUN, ran=RAN)
    change(tmp_path, told)
    assert find(tmp_path, now, None, run) == (told if is_kept else None)
    assert any(path.exists() for path in files_of(tmp_path, told)) == is_kept


def test_where_a_run_has_no_name_a_shift_in_doubt_waits_for_the_server(tmp_path: Path) -> None:
    told = msgspec.structs.replace(shift_with_files(tmp_path), seen=UNTIL - LEFT, ran=RAN)
    change(tmp_path, told)
    assert find(tmp_path, UNTIL + 60, None, Run("", RAN + 60)) == told
    assert find(tmp_path, UNTIL + 60, None, Run("", RAN + LEFT)) is None


@pytest.mark.parametrize(("now", "meant"), [(BEGAN, UNTIL - 3600), (UNTIL - 3600, UNTIL)])
def test_a_found_shift_is_named_by_the_end_its_owner_meant_while_that_is_ahead(
    tmp_path: Path, now: int, meant: int
) -> None:
    manifest = shift_with_files(tmp_path)
    assert manifest.meant_until(now) == meant
    assert manifest.meant_until(now, ahead=60.0) == (meant if meant < UNTIL else UNTIL - 60)


def test_a_damaged_tombstone_goes_and_a_whole_one_stays(tmp_path: Path) -> None:
    manifest = shift_with_files(tmp_path)
    seal(tmp_path, manifest.vault)
    assert find(tmp_path, BEGAN) is None
    assert ended(tmp_path) == manifest
    (tmp_path / ENDED).write_bytes(b"{")
    assert find(tmp_path, BEGAN) is None
    assert names(tmp_path) == set()


def test_an_empty_or_absent_folder_has_nothing_to_find(tmp_path: Path) -> None:
    assert find(tmp_path, BEGAN) is None
    assert find(tmp_path / "none", BEGAN) is None
    assert ended(tmp_path) is None
    forget_ended(tmp_path)


def test_t8_sealing_leaves_no_file_and_no_share(tmp_path: Path) -> None:
    manifest = shift_with_files(tmp_path)
    keychain = MemoryKeychain()
    keychain.keep(share_name(manifest.vault), bytes(32))
    told: list[float] = []
    gone = seal(tmp_path, manifest.vault, keychain, told.append)
    assert (gone.files, gone.bytes, gone.problems) == (4, 1600, ())
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert names(tmp_path) == {ENDED}
    assert keychain.fetch(share_name(manifest.vault)) is None
    assert find(tmp_path, BEGAN + 60) is None


def test_t8_sealing_that_is_interrupted_is_finished_at_the_next_start(tmp_path: Path) -> None:
    manifest = shift_with_files(tmp_path)

    def killed(share: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        seal(tmp_path, manifest.vault, None, killed)
    assert any(path.exists() for path in files_of(tmp_path, manifest))
    # The shift still runs by its times, and is not offered back all the same.
    assert find(tmp_path, BEGAN + 60) is None
    assert names(tmp_path) == {ENDED}


def test_t8_sealing_on_a_full_disk_destroys_all_and_says_what_it_could_not(tmp_path: Path) -> None:
    manifest = shift_with_files(tmp_path)
    with full_disk():
        gone = seal(tmp_path, manifest.vault)
    assert (gone.files, gone.problems) == (4, ("not_overwritten",))
    assert names(tmp_path) == {ENDED}


def test_a_keyring_that_fails_does_not_stop_the_sealing(tmp_path: Path) -> None:
    class Locked(MemoryKeychain):
        def forget(self, name: str) -> None:
            raise KeychainError("keyring_locked")

    manifest = shift_with_files(tmp_path)
    gone = seal(tmp_path, manifest.vault, Locked())
    assert (gone.files, gone.problems) == (4, ("keyring_locked",))


def test_t8_a_keyring_that_takes_its_time_is_asked_when_the_files_are_gone(tmp_path: Path) -> None:
    class Slow(MemoryKeychain):
        def forget(self, name: str) -> None:
            seen.append(names(tmp_path))

    manifest = shift_with_files(tmp_path)
    seen: list[set[str]] = []
    seal(tmp_path, manifest.vault, Slow())
    assert seen == [{ENDED}]


def test_a_shift_cannot_begin_on_a_full_disk_and_leaves_nothing(tmp_path: Path) -> None:
    with full_disk(), pytest.raises(VaultError) as refused:
        begin(tmp_path, HELPLINE, NOOR, BEGAN, UNTIL, UNTIL)
    assert refused.value.code == "vault_disk"
    assert names(tmp_path) == set()


def test_two_consoles_never_share_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path / "console"):
        with pytest.raises(VaultError) as refused, alone(tmp_path / "console"):
            raise AssertionError("two consoles in one folder")
        assert refused.value.code == "vault_folder"
    with alone(tmp_path / "console"):
        pass


def test_where_nobody_can_tell_whether_another_console_runs_none_begins(tmp_path: Path) -> None:
    """A disk that knows no locks is no second console, and its sentence another."""
    (tmp_path / "console.lock").mkdir()
    with pytest.raises(VaultError) as refused, alone(tmp_path):
        raise AssertionError("perhaps the second in this folder")
    assert refused.value.code == "vault_disk"


def test_what_runs_before_the_first_window_loads_no_cryptography_and_no_sql(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, luwte.vault.shift as s; s.find(pathlib.Path(sys.argv[1]), 0)\n"
        "sys.exit(sorted({'cryptography', 'sqlite3', 'sqlcipher3', 'keyring'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, os.fspath(tmp_path)], env=surroundings(), check=False)
    assert done.returncode == 0
