"""The command line: complete, typed, and without a way to write a secret on it."""

from pathlib import Path

import pytest

from luwte.admin.arguments import Create, Enrol, Keys, Publish, Remove, Renew, ShowPeople, read
from luwte.admin.create import Founding


def test_create_reads_what_it_needs() -> None:
    line = "create --server https://chat.example --setup-code-file code --kit kit --name Robin --policy fier"
    asked = read([*line.split(), "--profile", "P", "--password-fd", "3", "--code-fd", "4"])
    assert asked.command == Create(
        Founding("https://chat.example", Path("code"), Path("kit"), "Robin", "fier")
    )
    assert (asked.profile, asked.password_fd, asked.code_fd) == (Path("P"), 3, 4)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("enrol --name Noor --role volunteer", Enrol("Noor", "volunteer", None, None)),
        ("enrol --name Noor --role trainer --code-file F", Enrol("Noor", "trainer", Path("F"), None)),
        ("people", ShowPeople()),
        ("renew --kit K", Renew(Path("K"))),
        ("remove Noor", Remove("Noor", None)),
        ("policy house.toml", Publish("house.toml")),
        ("keys --weeks 30 --again", Keys(30, None, is_again=True)),
        ("keys", Keys(26, None, is_again=False)),
    ],
)
def test_each_command_has_its_own_value(line: str, command: object) -> None:
    assert read(line.split()).command == command


@pytest.mark.parametrize(
    "line",
    [
        "",
        "dance",
        "create",
        "create --server https://x",
        "enrol --name Noor",
        "enrol --name Noor --role king",
        "remove",
        "keys --weeks many",
        "people --password hunter2",
        "people --password-fd x",
        "policy",
    ],
)
def test_a_wrong_line_ends_with_two(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        read(line.split())
    assert "usage" in capsys.readouterr().err
