"""The console's two files: whole or not at all, for their owner only, never silently overwritten."""

import stat
from pathlib import Path

import pytest

from luwte.settings import (
    PREFERENCES,
    PROFILE,
    Preferences,
    Profile,
    SettingsError,
    forget_profile,
    load_preferences,
    load_profile,
    save_preferences,
    save_profile,
)

SOMEBODY = Profile(
    server="https://lijn.example",
    helpline="A" * 21 + "A",
    root=bytes(range(32)),
    person="B" * 21 + "A",
    salt=bytes(16),
    memory_kib=65_536,
    passes=3,
    lanes=1,
    secrets=b"wrapped",
    policy=7,
)


def test_a_profile_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    assert load_profile(tmp_path) is None
    save_profile(tmp_path / "new" / "folder", SOMEBODY)
    assert load_profile(tmp_path / "new" / "folder") == SOMEBODY
    forget_profile(tmp_path / "new" / "folder")
    assert load_profile(tmp_path / "new" / "folder") is None


def test_preferences_begin_with_their_defaults_and_come_back(tmp_path: Path) -> None:
    assert load_preferences(tmp_path) == Preferences()
    save_preferences(tmp_path, Preferences(take_back_seconds=0, language="nl"))
    assert load_preferences(tmp_path) == Preferences(take_back_seconds=0, language="nl")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1}', b"{" * 100_000])
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PROFILE).write_bytes(content)
    with pytest.raises(SettingsError) as told:
        load_profile(tmp_path)
    assert told.value.code == "settings_damaged"
    assert told.value.__cause__ is None
    assert (tmp_path / PROFILE).read_bytes() == content


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / PREFERENCES).write_text('{"format": 2, "surprise": true}')
    with pytest.raises(SettingsError) as told:
        load_preferences(tmp_path)
    assert told.value.code == "settings_newer"


def test_an_impossible_preference_is_damage_not_a_default(tmp_path: Path) -> None:
    (tmp_path / PREFERENCES).write_text('{"format": 1, "take_back_seconds": 3600}')
    with pytest.raises(SettingsError):
        load_preferences(tmp_path)


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    save_profile(tmp_path, SOMEBODY)
    assert stat.S_IMODE((tmp_path / PROFILE).stat().st_mode) == 0o600


def test_a_disk_that_refuses_leaves_the_former_profile_whole(tmp_path: Path) -> None:
    save_profile(tmp_path, SOMEBODY)
    blocked = tmp_path / PROFILE / "below a file"
    with pytest.raises(SettingsError) as told:
        save_profile(blocked, SOMEBODY)
    assert told.value.code == "settings_unreadable"
    assert load_profile(tmp_path) == SOMEBODY
    assert sorted(path.name for path in tmp_path.iterdir()) == [PROFILE]
