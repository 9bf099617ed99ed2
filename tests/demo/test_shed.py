"""A demo's folder is gone at its end, and after a crash when the next one begins; never while it is used."""

import asyncio
import sys
import tempfile
from pathlib import Path

import pytest

from luwte.demo.shed import PREFIX, sweep, throwaway

HOLDS = """
import sys
from luwte.demo.shed import throwaway
with throwaway() as folder:
    (folder / "server").mkdir()
    (folder / "server" / "luwte.sqlite").write_bytes(b"rows")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own for all temporary folders."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


async def holder() -> tuple[asyncio.subprocess.Process, Path]:
    """Start a process that holds a folder until its input ends."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDS), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    return process, Path((await process.stdout.readline()).decode().strip())


def standing(here: Path) -> set[Path]:
    """Return what stands in the folder for temporary folders."""
    return set(here.iterdir())


def test_the_folder_goes_with_the_demo(here: Path) -> None:
    with throwaway() as folder:
        assert folder.parent == here
        (folder / "kit").write_bytes(b"root")
    assert list(here.iterdir()) == []


async def test_a_killed_demos_folder_goes_when_the_next_one_begins_a_living_ones_stays(here: Path) -> None:
    killed, left = await holder()
    living, kept = await holder()
    killed.kill()
    await killed.wait()
    assert standing(here) == {kept, left}
    with throwaway() as ours:
        assert standing(here) == {kept, ours}
        sweep()
        assert standing(here) == {kept, ours}
    await living.communicate(b"")
    assert standing(here) == set()


def test_what_only_looks_like_a_demos_folder_stays(here: Path) -> None:
    other = here / f"{PREFIX}of-somebody"
    other.mkdir()
    home = here / "home"
    home.mkdir()
    (home / "in-use").touch()
    (here / f"{PREFIX}elsewhere").symlink_to(home)
    sweep()
    assert other.exists()
    assert (home / "in-use").exists()
