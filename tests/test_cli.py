"""The command line as people meet it: real processes, real exit codes."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from luwte.cli import main
from luwte.policy import shipped, source


def luwte(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "luwte", *words], capture_output=True, text=True, check=False, timeout=60
    )


@contextmanager
def serving(*words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "luwte", "server", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_help_names_every_command_and_loads_no_window() -> None:
    script = (
        "import sys; from luwte.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print([name for name in ('PySide6', 'websockets', 'cryptography') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 0
    for command in ("server", "console", "demo", "admin", "report", "bench", "policy"):
        assert f"\n    {command} " in told.stdout
    assert told.stdout.endswith("[]\n")


def test_a_demo_that_dies_takes_its_server_along(tmp_path: Path) -> None:
    script = (
        "import asyncio, os, signal, sys\n"
        "from pathlib import Path\n"
        "from luwte.demo.house import running_server\n"
        "async def die():\n"
        "    async with running_server(Path(sys.argv[1])):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(die())"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")],
        # The server writes there too: reading its end is waiting for the server's.
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    assert told.returncode == -signal.SIGKILL
    assert b"Traceback" not in told.stderr


def test_a_server_ends_with_its_input_only_when_told_to(tmp_path: Path) -> None:
    for words, ends in ((("--ends-with-input",), True), ((), False)):
        with serving("--data", str(tmp_path / f"{ends}"), "--port", "0", *words) as process:
            assert process.stdout is not None
            assert process.stdout.readline()
            if ends:
                assert process.communicate(timeout=30) == ("", "")  # which closes its input first
                assert process.returncode == 0
            else:
                with pytest.raises(subprocess.TimeoutExpired):
                    process.communicate(timeout=1)


def test_the_server_says_one_line_when_it_listens_and_ends_in_order(tmp_path: Path) -> None:
    with serving("--data", str(tmp_path / "data"), "--port", "0") as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        port = ready["port"]
        assert ready == {"ready": True, "url": f"http://127.0.0.1:{port}", "port": port}
        with urlopen(ready["url"], timeout=20) as page:
            assert page.status == 200
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
        assert (out, err, process.returncode) == ("", "", 0)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--host", "0.0.0.0"], "Without --tls-cert or --behind-proxy only this machine is served"),
        (["--tls-cert", "none.pem", "--tls-key", "none.pem"], "TLS certificate or its key cannot be read"),
        (["--policy", "nobody"], "there is no such file, nor a policy of that name"),
    ],
)
def test_what_the_server_cannot_do_is_one_sentence_and_no_traceback(
    tmp_path: Path, words: list[str], sentence: str
) -> None:
    told = luwte("server", "--data", str(tmp_path / "data"), "--port", "0", *words)
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.startswith("luwte: ")
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "required: COMMAND"),
        (["serve"], "invalid choice: 'serve'"),
        (["server"], "required: --data"),
        (["server", "--data", "x", "--port", "65536"], "a port is a number from 0 to 65535"),
        (["server", "--data", "x", "--tls-cert", "c.pem"], "--tls-cert and --tls-key belong together"),
        (["server", "--data", "x", "--behind-proxy", "10.0.0.1/8"], "not a network such as 10.0.0.0/8"),
        (["server", "--data", "x", "--origin", "https://a.example/x"], "not an origin such as"),
        (["server", "--data", "x", "--origin", "chat.example"], "not an origin such as"),
        (
            ["server", "--data", "x", "--tls-cert", "c", "--tls-key", "k", "--behind-proxy", "10.0.0.0/8"],
            "either the server or the proxy speaks TLS",
        ),
        (["policy"], "required: ACTION"),
        (["policy", "check"], "required: FILE"),
    ],
)
def test_a_wrong_command_line_is_told_with_exit_code_2(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert sentence in capsys.readouterr().err


def test_policies_are_listed_shown_and_checked(tmp_path: Path) -> None:
    assert luwte("policy", "list").stdout.split() == list(shipped())
    shown = luwte("policy", "show", "lumi").stdout
    assert shown == source("lumi").read_text(encoding="utf-8")
    ours = tmp_path / "ours.toml"
    ours.write_text(shown, encoding="utf-8")
    told = luwte("policy", "check", str(ours), "default")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.count(": good (") == 2


def test_a_bad_policy_is_told_line_by_line_with_exit_code_1(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('name = ""\nnotes = 1\n', encoding="utf-8")
    told = luwte("policy", "check", str(bad), "default")
    assert told.returncode == 1
    assert f"{bad}:1: name: is empty" in told.stderr
    assert f"{bad}:2: notes: unknown key" in told.stderr
    assert told.stdout.count(": good (") == 1


def test_R6_a_doubtful_policy_is_told_line_by_line_with_exit_code_0(tmp_path: Path) -> None:
    text = source("default").read_text(encoding="utf-8").replace("days = 89\n", "days = 120\n")
    text = text.replace('volunteer = ["answer"]', 'volunteer = ["answer", "archive"]')
    purpose = next(line for line in text.splitlines() if line.startswith("purpose = "))
    text = text.replace(f"{purpose}\n", "", 1)
    doubtful = tmp_path / "doubtful.toml"
    doubtful.write_text(text, encoding="utf-8")
    told = luwte("policy", "check", str(doubtful))
    assert told.returncode == 0
    assert told.stdout.count(": good (") == 1
    lines = told.stderr.splitlines()
    assert len(lines) == 3
    for line, said in zip(
        lines, ("longer than its own label", "states no purpose", "more than"), strict=True
    ):
        place, _, words = line.removeprefix(f"{doubtful}:").partition(": warning: ")
        assert said in words
        assert 0 < int(place) <= text.count("\n")


def test_a_policy_is_explained_in_its_first_language_or_another_of_its_own() -> None:
    first, other, none = (
        luwte("policy", "explain", "lumi", *more) for more in ((), ("--lang", "en"), ("--lang", "fr"))
    )
    assert (first.returncode, other.returncode, none.returncode) == (0, 0, 1)
    assert first.stdout.startswith("Wat Lumi met je gesprek doet\n")
    assert other.stdout.startswith("What Lumi does with your conversation\n")
    assert (none.stdout, none.stderr) == ("", "luwte: Lumi speaks nl and en, not fr.\n")


def test_showing_an_unknown_policy_names_those_that_ship() -> None:
    told = luwte("policy", "show", "nobody")
    assert told.returncode == 1
    assert "these do: default, fier" in told.stderr


def test_admin_parses_its_own_words() -> None:
    told = luwte("admin", "--help")
    assert told.returncode == 0
    assert "create" in told.stdout
