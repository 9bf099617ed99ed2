"""The script that sets everything up: what it says when it cannot, without touching this machine."""

import os
import shutil
import subprocess
from pathlib import Path

RUN = Path(__file__).resolve().parent.parent / "packaging" / "run"


def run(*words: str, path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(RUN), *words], env={"PATH": path}, capture_output=True, text=True, check=False
    )


def only(folder: Path, *programs: str) -> str:
    """A search path on which nothing but these programs is found."""
    folder.mkdir()
    for program in programs:
        found = shutil.which(program)
        assert found is not None
        (folder / program).symlink_to(found)
    return str(folder)


def test_without_a_word_it_tells_what_can_be_run() -> None:
    told = run(path=os.environ["PATH"])
    assert told.returncode == 2
    assert "packaging/run demo" in told.stderr
    assert "packaging/run test" in told.stderr


def test_its_help_lists_every_command_and_sets_nothing_up() -> None:
    told = run("--help", path=os.environ["PATH"])
    assert told.returncode == 0
    for command in ("demo", "test", "server", "console", "admin", "policy", "report", "bench"):
        assert f"packaging/run {command}" in told.stdout
    assert told.stderr == ""


def test_without_python_it_names_in_one_sentence_what_to_install(tmp_path: Path) -> None:
    told = run("demo", path=only(tmp_path / "bin", "dirname", "id"))
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    assert told.stderr.endswith("apt-get install python3 python3-venv\n")


def test_a_python_that_is_too_old_is_not_taken(tmp_path: Path) -> None:
    path = only(tmp_path / "bin", "dirname", "id")
    old = tmp_path / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o755)
    assert "Python 3.11 or newer is missing" in run("demo", path=path).stderr


def test_a_second_start_sets_nothing_up() -> None:
    told = run("policy", "list", path=os.environ["PATH"])
    assert told.returncode == 0
    assert "default" in told.stdout.split()
    assert told.stderr == ""
