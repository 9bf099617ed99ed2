"""Every keychain passes the same contract; the real one in a session of its own, with a Secret Service."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import secretstorage

from luwte.vault.keychain import Keychain, KeychainError, Life, MemoryKeychain, SystemKeychain

SECRET = bytes(range(256))


def keeps_the_contract(keychain: Keychain) -> None:
    """What every keychain does; the real Secret Service runs this in a process of its own."""
    assert keychain.fetch("device-nobody") is None
    keychain.forget("device-nobody")
    keychain.keep("device-one", SECRET)
    keychain.keep("device-two", b"\0")
    assert keychain.fetch("device-one") == SECRET
    keychain.keep("device-one", b"newer")
    assert keychain.fetch("device-one") == b"newer"
    assert keychain.fetch("device-two") == b"\0"
    keychain.forget("device-one")
    assert keychain.fetch("device-one") is None
    assert keychain.fetch("device-two") == b"\0"


def test_the_keychain_in_memory_keeps_the_contract_and_nothing_afterwards() -> None:
    keeps_the_contract(MemoryKeychain())
    assert MemoryKeychain().fetch("device-two") is None


def test_a_real_secret_service_keeps_the_contract_and_outlives_the_program(tmp_path: Path) -> None:
    first = "from tests.vault.test_keychain import *; keeps_the_contract(SystemKeychain())"
    second = (
        "from tests.vault.test_keychain import *; assert SystemKeychain().fetch('device-two') == bytes(1)"
    )
    unlocked = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    script = (
        f'set -e; {unlocked}; "{sys.executable}" -c "{first}"; "{sys.executable}" -c "{second}"; echo kept'
    )
    done = in_a_session(script, tmp_path)
    assert done.stdout.strip().endswith("kept"), done.stderr


UNLOCKED = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
MARK = f'"{sys.executable}" -c "from tests.vault.test_keychain import *; settled()"; touch "$HOME/mark"'
COUNT = 'find "$HOME" -type f -size +0 -newer "$HOME/mark" ! -name "*.pyc" | wc -l'
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null"


@pytest.mark.parametrize("service", [UNLOCKED, LOCKED], ids=["unlocked", "locked"])
def test_t8_a_share_lives_for_the_session_alone_and_never_reaches_a_file(
    tmp_path: Path, service: str
) -> None:
    """T8: also where the volunteer's own keyring is locked, and nobody is asked for its password."""
    first = (
        "from tests.vault.test_keychain import *; keychain = SystemKeychain('session');"
        "keeps_the_contract(keychain); keychain.keep('vault-one', SECRET)"
    )
    second = (
        "from tests.vault.test_keychain import *; keychain = SystemKeychain('session');"
        "assert keychain.fetch('vault-one') == SECRET; keychain.forget('vault-one');"
        "assert keychain.fetch('vault-one') is None"
    )
    script = (
        f'set -e; {service}; {MARK}; "{sys.executable}" -c "{first}"; "{sys.executable}" -c "{second}"; '
        f"echo written $({COUNT})"
    )
    done = in_a_session(script, tmp_path)
    assert done.stdout.strip().endswith("written 0"), done.stderr


def test_a_secret_that_stays_does_reach_a_file_so_the_look_for_files_can_fail(tmp_path: Path) -> None:
    code = "from tests.vault.test_keychain import *; SystemKeychain('login').keep('device-one', SECRET)"
    done = in_a_session(
        f'set -e; {UNLOCKED}; {MARK}; "{sys.executable}" -c "{code}"; echo written $({COUNT})', tmp_path
    )
    assert re.search(r"written [1-9]", done.stdout), done.stderr


def test_both_lives_keep_their_own_under_one_name(tmp_path: Path) -> None:
    code = (
        "from tests.vault.test_keychain import *; stays, goes = SystemKeychain(), SystemKeychain('session');"
        "stays.keep('one', b'stays'); goes.keep('one', b'goes'); goes.keep('two', b'goes');"
        "assert (stays.fetch('one'), stays.fetch('two'), goes.fetch('one')) == (b'stays', None, b'goes');"
        "goes.forget('one'); assert (stays.fetch('one'), goes.fetch('one')) == (b'stays', None)"
    )
    done = in_a_session(f'set -e; {UNLOCKED}; "{sys.executable}" -c "{code}"; echo kept', tmp_path)
    assert done.stdout.strip().endswith("kept"), done.stderr


def test_a_locked_keyring_says_so_when_a_secret_is_to_stay(tmp_path: Path) -> None:
    done = in_a_session(
        f'set -e; {LOCKED}; "{sys.executable}" -c '
        '"from tests.vault.test_keychain import *; told_when_locked()"; echo told',
        tmp_path,
    )
    assert done.stdout.strip().endswith("told"), done.stderr


def told_when_locked() -> None:
    """Runs in a session whose keyring nobody has unlocked."""
    try:
        SystemKeychain().keep("device-one", SECRET)
    except KeychainError as error:
        assert error.code == "keyring_locked", error.code  # noqa: PT017 - not under pytest here
    else:
        raise AssertionError("a locked keyring kept a secret")


def test_t8_a_service_that_keeps_nothing_in_memory_gets_no_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """T8: the share must not fall to a file of the login keyring instead."""

    def no_such_collection(bus: object, path: str) -> None:
        assert path.endswith("/collection/session")
        raise secretstorage.exceptions.ItemNotFoundException("none")

    monkeypatch.setattr(secretstorage, "dbus_init", Closable)
    monkeypatch.setattr(secretstorage, "Collection", no_such_collection)
    monkeypatch.setattr(secretstorage, "check_service_availability", lambda _bus: True)
    with pytest.raises(KeychainError) as refused:
        SystemKeychain("session")
    assert refused.value.code == "no_keyring"
    SystemKeychain("login")


def settled() -> None:
    """Runs before the look for files: the service has answered, so its own files of the start are written."""
    SystemKeychain("session").keep("first", SECRET)
    SystemKeychain("session").forget("first")


class Closable:
    def close(self) -> None:
        pass


def test_without_a_secret_service_it_says_so_and_keeps_nothing_elsewhere(tmp_path: Path) -> None:
    told = "from tests.vault.test_keychain import *; told_without_a_service()"
    done = in_a_session(f'"{sys.executable}" -c "{told}"; echo told', tmp_path, services=False)
    assert done.stdout.strip().endswith("told"), done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"bmV3ZXI" in path.read_bytes()] == []


def told_without_a_service() -> None:
    """Runs in a session on whose bus no Secret Service can be started."""
    lives: tuple[Life, ...] = ("login", "session")
    for life in lives:
        try:
            SystemKeychain(life)
        except KeychainError as error:
            assert error.code == "no_keyring", error.code  # noqa: PT017 - not under pytest here
        else:
            raise AssertionError("a keychain without a service")


@pytest.mark.parametrize("chosen", ["keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring"])
def test_no_setting_of_the_surroundings_picks_another_back_end(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", chosen)
    told = "from tests.vault.test_keychain import *; told_without_a_service()"
    done = in_a_session(f'"{sys.executable}" -c "{told}"; echo told', tmp_path, services=False)
    assert done.stdout.strip().endswith("told"), done.stderr


def test_the_keyring_library_is_loaded_when_a_keychain_is_made_not_before() -> None:
    code = "import sys, luwte.vault.keychain; sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=surroundings()).returncode == 0


def surroundings() -> dict[str, str]:
    """The environment of a child that imports what we import."""
    root = Path(__file__).parents[2]
    return {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}


def in_a_session(script: str, home: Path, *, services: bool = True) -> "subprocess.CompletedProcess[str]":
    """Run a script in a D-Bus session of its own, with a home and run-time folder of its own."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    child = {**surroundings(), "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}
    child.pop("DBUS_SESSION_BUS_ADDRESS", None)
    command = ["dbus-run-session"]
    if not services:
        # A bus of which nothing can be started on demand.
        config = home / "bus.conf"
        config.write_text(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
            '<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/>'
            '<allow own="*"/></policy></busconfig>'
        )
        command += [f"--config-file={config}"]
    return subprocess.run(
        [*command, "--", "bash", "-c", script],
        check=False,
        env=child,
        capture_output=True,
        text=True,
        timeout=90,
    )
