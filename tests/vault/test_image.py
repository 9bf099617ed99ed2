"""T8 on a raw disk: an ext4 image is searched for words and keys after the end of a shift and after SIGKILL.

Everything the volunteer's computer writes lies in the image: the console's folder, the home with its keyring
(a real Secret Service), the temporary files. Needs root, for a loop device.
"""

import base64
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Queue
from typing import IO, Any

import pytest

from luwte.protocol.ids import new_id
from luwte.vault.errors import VaultError
from luwte.vault.notes import PAD, KeepNote, Note, Vault
from luwte.vault.shares import make_key
from luwte.vault.shift import begin, notes_path, seal
from tests.vault.test_keychain import UNLOCKED, surroundings

pytestmark = pytest.mark.timeout(300)
SIZE = 64 << 20
FOREVER = 1_000_000


class Disk:
    """A disk of its own: ``top`` is where it is mounted, ``image`` what a thief would read."""

    def __init__(self, folder: Path) -> None:
        assert os.geteuid() == 0, "this test mounts an ext4 image: it must run as root, also in CI"
        self.image, self.top = folder / "image", folder / "top"
        with self.image.open("wb") as file:
            file.truncate(SIZE)
        self.top.mkdir()
        system("mkfs.ext4", "-q", "-F", str(self.image))
        system("mount", "-o", "loop", str(self.image), str(self.top))
        self.console, self.home = self.top / "console", self.top / "home"
        self.home.mkdir()
        (self.top / "tmp").mkdir()

    def raw(self) -> bytes:
        system("sync", "-f", str(self.top))
        return self.image.read_bytes()

    def close(self) -> None:
        # Lazily: the keyring's service may take a moment longer to end than we do.
        system("umount", "--lazy", str(self.top))


def system(program: str, *words: str) -> None:
    found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found is not None, f"{program} is missing"
    done = subprocess.run([found, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """An empty ext4 image, mounted."""
    made = Disk(tmp_path)
    try:
        yield made
    finally:
        made.close()


class Evening:
    """A volunteer's session on the disk: their keyring, and the console in it, started as often as wanted."""

    def __init__(self, disk: Disk, process: "subprocess.Popen[bytes]") -> None:
        self.disk = disk
        self.process = process
        self.canary = f"kanarie{secrets.token_hex(8)}"
        self.share_b = secrets.token_bytes(32)
        self.share_a = b""
        self.vault = ""
        self.pid = 0

    def tell(self, told: object) -> None:
        self._stream(self.process.stdin).write(json.dumps(told).encode() + b"\n")
        self._stream(self.process.stdin).flush()

    def start(self, mode: str) -> None:
        """Let the session's shell start the console."""
        self._stream(self.process.stdin).write(mode.encode() + b"\n")
        self._stream(self.process.stdin).flush()

    def heard(self) -> Any:
        line = self._stream(self.process.stdout).readline()
        if not line:
            _, errors = self.process.communicate()
            raise AssertionError(errors.decode())
        return json.loads(line)

    def work(self, strokes: int) -> None:
        self.start("work")
        self.tell({"share": self.share_b.hex(), "canary": self.canary, "strokes": strokes})
        begun = self.heard()
        self.pid, self.vault, self.share_a = begun["pid"], begun["vault"], bytes.fromhex(begun["share"])

    def kill(self, after: int) -> int:
        """Kill the console mid-typing, once so many strokes are stored; return how many were."""
        stored = 0
        while stored < after:
            stored = self.heard()["stored"]
        os.kill(self.pid, signal.SIGKILL)
        while "killed" not in (told := self.heard()):
            stored = told["stored"]
        return stored

    @property
    def key(self) -> bytes:
        return make_key(self.share_a, self.share_b, self.vault)

    def copy(self, to: Path) -> Path:
        """Take the files of the vault off the disk, as a thief would."""
        to.mkdir()
        for path in self.disk.console.glob("notes-*"):
            shutil.copy(path, to)
        return to / f"notes-{self.vault}.sqlite"

    def traces(self) -> set[str]:
        """Return what of the words and keys can be read anywhere on the disk, in any usual writing."""
        raw = self.disk.raw()
        words = {"words": self.canary.encode(), "wide words": self.canary.encode("utf-16-le")}
        secret = {"share A": self.share_a, "share B": self.share_b, "key": self.key}
        for name, each in secret.items():
            words[name] = each
            words[f"{name}, hexadecimal"] = each.hex().encode()
            words[f"{name}, capitals"] = each.hex().upper().encode()
            words[f"{name}, base64"] = base64.b64encode(each).rstrip(b"=")
            words[f"{name}, base64url"] = base64.urlsafe_b64encode(each).rstrip(b"=")
        return {name for name, needle in words.items() if needle in raw}

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None
        return stream


@contextmanager
def evening(disk: Disk, build: str = "whole") -> Iterator[Evening]:
    """Run a session with a Secret Service in which the console can be started by its mode's name."""
    runtime = disk.top.parent / "run"
    runtime.mkdir(mode=0o700)
    child = {
        **surroundings(),
        "HOME": str(disk.home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONDONTWRITEBYTECODE": "1",
        **dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR"), str(disk.top / "tmp")),
    }
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        child.pop(name, None)
    console = f'"{sys.executable}" -m tests.vault.volunteer "{disk.console}" "$mode" {build}'
    script = f"{UNLOCKED}; while read -r mode; do {console} || echo '{{\"killed\": true}}'; done"
    process = subprocess.Popen(
        ["dbus-run-session", "--", "bash", "-c", script],
        cwd=disk.top,
        env=child,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    session = Evening(disk, process)
    try:
        yield session
    finally:
        process.communicate(timeout=60)
    assert process.returncode == 0


def is_noise(content: bytes) -> bool:
    return len(zlib.compress(content, 9)) > 0.98 * len(content) and b"SQLite" not in content


def opens(file: Path, key: bytes) -> bool:
    try:
        with closing(Vault.open(file, key)) as vault:
            return bool(vault.load().notes)
    except VaultError as error:
        if error.code != "vault_key":
            raise
        return False


def test_t8_after_the_end_of_a_shift_neither_disk_nor_keyring_hold_anything_that_opens(disk: Disk) -> None:
    with evening(disk) as noor:
        noor.work(strokes=200)
        while "typed" not in (told := noor.heard()):
            assert told["stored"]
        stolen = noor.copy(disk.top.parent / "stolen")
        noor.tell("end")
        assert noor.heard() == {"files": 1, "problems": []}
        assert {path.name for path in disk.console.iterdir()} == {"ended.json"}
        assert noor.traces() == set()
        noor.start("restart")
        assert noor.heard() == {"found": False, "share": "vault_key"}
        assert list(disk.console.iterdir()) == []
        assert noor.traces() == set()
    # What lay there before did open, with both shares: the search above looked for the right things.
    assert opens(stolen, noor.key)


def test_t8_after_sigkill_and_a_restart_when_the_shift_is_over_nothing_is_left(disk: Disk) -> None:
    with evening(disk) as noor:
        noor.work(FOREVER)
        noor.kill(after=50)
        stolen = noor.copy(disk.top.parent / "stolen")
        noor.start("restart")
        assert noor.heard() == {"found": False, "share": "vault_key"}
        assert list(disk.console.iterdir()) == []
        assert noor.traces() == set()
    assert opens(stolen, noor.key)


def test_t8_after_sigkill_without_a_restart_the_disk_holds_noise(disk: Disk) -> None:
    with evening(disk) as noor:
        noor.work(FOREVER)
        noor.kill(after=50)
        assert noor.traces() == set()
        stolen = noor.copy(disk.top.parent / "stolen")
    # The session has ended, and with it the keyring's memory: what is left on the disk is all there is.
    assert noor.traces() == set()
    for path in stolen.parent.iterdir():
        assert is_noise(path.read_bytes()), path.name
    other = secrets.token_bytes(32)
    assert not opens(stolen, make_key(noor.share_a, other, noor.vault))
    assert not opens(stolen, make_key(other, noor.share_b, noor.vault))
    assert not opens(stolen, make_key(noor.share_b, noor.share_a, noor.vault))
    assert opens(stolen, noor.key)


def test_t8_after_sigkill_within_the_shift_everything_stored_comes_back(disk: Disk) -> None:
    with evening(disk) as noor:
        noor.work(FOREVER)
        stored = noor.kill(after=60)
        noor.start("resume")
        noor.tell({"share": noor.share_b.hex()})
        back = noor.heard()
        assert back.pop("pad") >= stored
        assert back == {"notes": 21, "drafts": 1, "unsent": 50}
        noor.start("restart")
        assert noor.heard() == {"found": False, "share": "vault_key"}
        assert noor.traces() == set()


@pytest.mark.parametrize(
    ("build", "found"), [("plain", {"words"}), ("shared", {"share A, base64"})], ids=["plain", "shared"]
)
def test_a_broken_build_is_found_by_the_same_search(disk: Disk, build: str, found: set[str]) -> None:
    with evening(disk, build) as noor:
        noor.work(FOREVER)
        noor.kill(after=50)
        # In the few where both ways to write base64 agree, the search finds the share in both.
        assert noor.traces() - {"share A, base64url"} == found


def test_a_broken_build_leaves_words_on_the_disk_even_after_its_end(disk: Disk) -> None:
    """Overwriting is no claim: the log that SQLite itself unlinks lies in freed blocks."""
    with evening(disk, "plain") as noor:
        noor.work(strokes=200)
        while "typed" not in noor.heard():
            pass
        noor.tell("end")
        assert noor.heard()["files"] == 1
        assert {path.name for path in disk.console.iterdir()} == {"ended.json"}
        assert noor.traces() == {"words"}


def test_t8_on_a_disk_without_space_notes_wait_in_memory_and_are_still_wiped_by_overwriting(
    disk: Disk,
) -> None:
    told: Queue[str | None] = Queue()
    manifest = begin(disk.console, new_id(), new_id(), 0, 3600, 3600)
    vault = Vault.open(notes_path(disk.console, manifest.vault), bytes(32), told.put)
    vault.keep(KeepNote(Note(PAD, "", "eerst", 1, 1)))
    assert vault.flush()
    ballast = disk.top / "ballast"
    fill(ballast)
    long = Note(PAD, "", "dan " * 100_000, 1, 2)
    vault.keep(KeepNote(long))
    assert told.get(timeout=30) == "vault_disk"
    assert not vault.flush()
    ballast.unlink()
    assert told.get(timeout=30) is None
    assert vault.load().notes == (long,)
    assert vault.close()
    fill(ballast)
    gone = seal(disk.console, manifest.vault)
    assert (gone.files, gone.problems) == (1, ())
    assert gone.bytes > 400_000
    assert {path.name for path in disk.console.iterdir()} == {"ended.json"}


def fill(path: Path) -> None:
    """Write until the disk has no byte left."""
    with path.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
