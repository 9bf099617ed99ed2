"""The recovery kit: written once, read back whole, refused when a character is wrong."""

import stat
from pathlib import Path

import pytest

from luwte.admin.kit import (
    KIT_PERSON,
    ROOT_FILE,
    Kit,
    forget_kit,
    is_kit,
    read_kit,
    remember_kit,
    remembered_envelope,
    write_kit,
)
from luwte.admin.trouble import AdminError
from luwte.crypto.certificates import fingerprint
from luwte.crypto.keys import BoxKey, SigningKey
from luwte.protocol.ids import id_bytes, new_id


@pytest.fixture
def kit() -> Kit:
    return Kit(new_id(), SigningKey.generate(), BoxKey.generate())


def test_a_kit_is_read_back_as_it_was_written(kit: Kit, tmp_path: Path) -> None:
    write_kit(tmp_path / "kit", kit)
    again = read_kit(tmp_path / "kit")
    assert (again.helpline, again.root.seed, again.envelope.private) == (
        kit.helpline,
        kit.root.seed,
        kit.envelope.private,
    )


def test_only_its_owner_can_read_a_kit(kit: Kit, tmp_path: Path) -> None:
    write_kit(tmp_path / "kit", kit)
    assert stat.S_IMODE((tmp_path / "kit" / ROOT_FILE).stat().st_mode) == 0o600


def test_the_explanation_shows_the_fingerprint_and_no_secret(kit: Kit, tmp_path: Path) -> None:
    write_kit(tmp_path / "kit", kit)
    told = (tmp_path / "kit" / "READ-ME.txt").read_text()
    assert fingerprint(kit.root.public).hex() in told.replace(" ", "")
    written = (tmp_path / "kit" / ROOT_FILE).read_text().splitlines()
    assert all(line.split()[-1] not in told for line in written[2:] if line)


def test_a_kit_is_never_overwritten(kit: Kit, tmp_path: Path) -> None:
    write_kit(tmp_path, kit)
    with pytest.raises(AdminError, match="kit_exists"):
        write_kit(tmp_path, Kit(new_id(), SigningKey.generate(), BoxKey.generate()))
    assert read_kit(tmp_path).root.seed == kit.root.seed


def test_typed_in_again_with_other_case_and_gaps_it_still_reads(kit: Kit, tmp_path: Path) -> None:
    write_kit(tmp_path, kit)
    path = tmp_path / ROOT_FILE
    title, helpline, *keys = path.read_text().splitlines()
    path.write_text("\n".join([title, "", helpline, *(line.lower().replace("-", " ") for line in keys)]))
    assert read_kit(tmp_path).root.seed == kit.root.seed


@pytest.mark.parametrize("at", [10, 60, 90, 120, 150, 180])
def test_one_wrong_character_is_noticed(kit: Kit, tmp_path: Path, at: int) -> None:
    write_kit(tmp_path, kit)
    path = tmp_path / ROOT_FILE
    text = path.read_text()
    path.write_text(text[:at] + ("B" if text[at] != "B" else "C") + text[at + 1 :])
    with pytest.raises(AdminError, match="kit_damaged"):
        read_kit(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Luwte recovery kit 1\nroot", b"x" * 100_000])
def test_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ROOT_FILE).write_bytes(content)
    with pytest.raises(AdminError):
        read_kit(tmp_path)


def test_a_missing_kit_is_said_to_be_missing(tmp_path: Path) -> None:
    assert not is_kit(tmp_path)
    with pytest.raises(AdminError, match="kit_missing"):
        read_kit(tmp_path)


def test_a_folder_that_cannot_be_made_is_said_so(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AdminError, match="kit_"):
        write_kit(tmp_path / "file" / "kit", kit)


def test_a_forgotten_kit_leaves_nothing(kit: Kit, tmp_path: Path) -> None:
    write_kit(tmp_path, kit)
    forget_kit(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_public_envelope_is_noted_for_this_helpline_only(kit: Kit, tmp_path: Path) -> None:
    assert remembered_envelope(tmp_path, kit.helpline) is None
    remember_kit(tmp_path, kit)
    assert remembered_envelope(tmp_path, kit.helpline) == kit.envelope.public
    assert remembered_envelope(tmp_path, new_id()) is None


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"helpline": 1, "envelope": "AA=="}', "\x00"])
def test_a_damaged_note_counts_as_none(kit: Kit, tmp_path: Path, note: str) -> None:
    (tmp_path / "kit.json").write_text(note)
    assert remembered_envelope(tmp_path, kit.helpline) is None


def test_wraps_to_the_kit_are_addressed_to_nobody() -> None:
    assert id_bytes(KIT_PERSON) == bytes(16)
