"""The command as it is typed: one sentence on standard error, an exit code, never a traceback or a secret."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from luwte.admin.trouble import SENTENCES, AdminError, told
from luwte.errors import LuwteError
from luwte.policy import source


def admin(*words: str, password: bytes = b"correct horse battery\n") -> subprocess.CompletedProcess[bytes]:
    """Run ``luwte admin`` with the password on descriptor 0."""
    command = [sys.executable, "-m", "luwte", "admin", *words]
    surroundings = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    return subprocess.run(
        command, input=password, capture_output=True, check=False, timeout=60, env=surroundings
    )


@pytest.mark.parametrize(
    "line",
    [
        "people --password-fd 0",
        "policy default --password-fd 0",
        "create --server http://127.0.0.1:9 --setup-code-file nowhere --kit kit --password-fd 0",
        "remove Noor --password-fd 77",
    ],
)
def test_whatever_fails_ends_with_one_and_one_sentence(tmp_path: Path, line: str) -> None:
    done = admin(*line.split(), "--profile", str(tmp_path / "profile"))
    told_lines = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert len(told_lines) == 1
    assert told_lines[0].startswith("luwte admin: ")
    assert told_lines[0].endswith(".")
    assert b"correct horse" not in done.stdout + done.stderr


def test_a_policy_that_cannot_be_obeyed_is_refused_by_line_before_anybody_is_asked_for_a_password(
    tmp_path: Path,
) -> None:
    ours = tmp_path / "ours.toml"
    text = source("default").read_text(encoding="utf-8")
    ours.write_text(text.replace('under = "relations"', 'under = "relation"', 1), encoding="utf-8")
    done = admin("policy", str(ours), "--profile", str(tmp_path / "profile"), password=b"")
    assert done.returncode == 1
    assert b"did you mean 'relations'?" in done.stderr


def test_a_wrong_command_line_ends_with_two() -> None:
    assert admin("dance").returncode == 2


def test_every_foreseen_code_has_a_sentence() -> None:
    for code, sentence in SENTENCES.items():
        assert sentence[0].isupper()
        assert AdminError(code).sentence == sentence
    assert told(LuwteError("something_new")).sentence == "This did not work (something_new)."


def test_an_error_that_brings_its_own_sentence_keeps_it() -> None:
    error = LuwteError("policy")
    error.sentence = "house.toml:3: nonsense."  # type: ignore[attr-defined]
    assert told(error).sentence == "house.toml:3: nonsense."
