"""Nobody looks into a running program, and a crash leaves nothing on the disk: tried on real processes."""

import sys
from pathlib import Path

import pytest

from luwte.hardening import close_to_others, keep_no_core
from luwte.settings import PROFILE
from tests.peeking import looked_into

PYTHON = sys.executable
OPEN = "import sys; print('ready', flush=True); sys.stdin.read()"
"""A program that hardens nothing: what is tried on the others works on it."""

CONSOLE = (
    "import sys\n"
    "from luwte import cli\n"
    "from luwte.console import loop\n"
    "def drive(work):\n"
    "    print('ready', flush=True)\n"
    "    sys.stdin.read()\n"
    "loop.drive = drive\n"
    "sys.exit(cli.main(['console']))\n"
)
"""The real console until the moment when somebody has touched its first page and the work begins."""

CLOSED = {
    "attach": "EPERM",
    "memory": "EACCES",
    "core_limit": ["0", "0"],
    "crashed": True,
    "dumped": False,
    "cores": [],
}


def test_a_program_that_is_not_hardened_can_be_looked_into(tmp_path: Path) -> None:
    found = looked_into(tmp_path, PYTHON, "-c", OPEN)
    assert (found["attach"], found["memory"], found["crashed"]) == ("attached", "opened", True)


def test_nobody_attaches_to_a_server_and_its_crash_leaves_no_core(tmp_path: Path) -> None:
    words = ("-m", "luwte", "server", "--data", str(tmp_path / "data"), "--port", "0", "--ends-with-input")
    assert looked_into(tmp_path, PYTHON, *words) == CLOSED


def test_nobody_attaches_to_a_console_once_somebody_is_there(tmp_path: Path) -> None:
    (tmp_path / "luwte").mkdir()
    (tmp_path / "luwte" / PROFILE).write_text("{")  # damaged: the console begins without a touch, to say so
    assert looked_into(tmp_path, PYTHON, "-c", CONSOLE) == CLOSED


@pytest.mark.parametrize(
    ("harden", "platform", "code"),
    [(keep_no_core, "win32", "no_core"), (close_to_others, "darwin", "no_attach")],
)
def test_where_the_system_refuses_the_program_goes_on_with_one_note(
    caplog: pytest.LogCaptureFixture, harden: object, platform: str, code: str
) -> None:
    assert callable(harden)
    assert harden(platform) is False
    assert [record.getMessage() for record in caplog.records] == [f"{code} error=OSError"]


def test_windows_closes_no_program_to_others_of_the_same_user(caplog: pytest.LogCaptureFixture) -> None:
    assert close_to_others("win32") is False
    assert caplog.records == []
