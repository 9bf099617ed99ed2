"""What may stand behind ``luwte admin`` on the command line: never a secret."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from luwte.admin.create import Founding
from luwte.admin.weeks import WEEKS_AHEAD
from luwte.crypto.certificates import Role


@dataclass(frozen=True)
class Create:
    """Make a helpline."""

    founding: Founding


@dataclass(frozen=True)
class Enrol:
    """Make an enrolment code."""

    name: str
    role: Role
    code_file: Path | None
    kit: Path | None


@dataclass(frozen=True)
class ShowPeople:
    """List the staff."""


@dataclass(frozen=True)
class Renew:
    """Certify wishes and what is near its end."""

    kit: Path | None


@dataclass(frozen=True)
class Remove:
    """Remove somebody."""

    who: str
    kit: Path | None


@dataclass(frozen=True)
class Publish:
    """Sign a new policy version."""

    policy: str


@dataclass(frozen=True)
class Keys:
    """Extend the helpline's keys."""

    weeks: int
    kit: Path | None
    is_again: bool


Command = Create | Enrol | ShowPeople | Renew | Remove | Publish | Keys


@dataclass(frozen=True)
class Asked:
    """One call of ``luwte admin``: what to do, for which profile, and where its secrets come from."""

    command: Command
    profile: Path | None
    password_fd: int | None
    code_fd: int | None


def read(argv: Sequence[str]) -> Asked:
    """Return what the command line asks for; argparse ends the program (2) with a sentence if it makes no
    sense."""
    given = _parser().parse_args(argv)
    return Asked(_command(given), given.profile, given.password_fd, given.code_fd)


def _command(given: argparse.Namespace) -> Command:  # noqa: PLR0911 - one line per command
    match given.command:
        case "create":
            founding = (given.server, given.setup_code_file, given.kit, given.name, given.policy)
            return Create(Founding(*founding))
        case "enrol":
            return Enrol(given.name, given.role, given.code_file, given.kit)
        case "renew":
            return Renew(given.kit)
        case "remove":
            return Remove(given.who, given.kit)
        case "policy":
            return Publish(given.policy)
        case "keys":
            return Keys(given.weeks, given.kit, given.again)
        case _:
            return ShowPeople()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="luwte admin",
        description="A helpline's coordinators at the terminal: the helpline, its people, its policy.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    create = _add(commands, "create", "make a helpline on an empty server; you become its first coordinator")
    create.add_argument(
        "--server", required=True, metavar="URL", help="https://… , or http://127.0.0.1:… on this computer"
    )
    create.add_argument(
        "--setup-code-file", required=True, type=Path, metavar="F", help="the server's DIR/setup-code"
    )
    create.add_argument(
        "--kit", required=True, type=Path, metavar="DIR", help="where the recovery kit is written"
    )
    create.add_argument(
        "--name", default="Coordinator", help="the name colleagues and visitors see; never a real one"
    )
    create.add_argument(
        "--policy",
        metavar="NAME|FILE",
        help="the house policy to begin with, if not the one the server was started with (else: default)",
    )
    enrol = _add(commands, "enrol", "make an enrolment code for a person")
    enrol.add_argument("--name", required=True, help="the name colleagues and visitors see; never a real one")
    enrol.add_argument("--role", required=True, choices=get_args(Role))
    enrol.add_argument(
        "--code-file", type=Path, metavar="F", help="write the code there, for your eyes only, not here"
    )
    _add_kit(enrol)
    _add(commands, "people", "list the staff and what is pending")
    _add_kit(_add(commands, "renew", "certify pending wishes and what is near its end"))
    remove = _add(commands, "remove", "remove a person; their connections are cut")
    remove.add_argument("who", metavar="NAME|ID")
    _add_kit(remove)
    publish = _add(commands, "policy", "sign a new version of the house policy")
    publish.add_argument("policy", metavar="NAME|FILE")
    keys = _add(commands, "keys", "make the helpline's keys for the weeks to come")
    keys.add_argument("--weeks", type=int, default=WEEKS_AHEAD)
    keys.add_argument("--again", action="store_true", help="also sign all keys and the policy in force anew")
    _add_kit(keys)
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, sentence: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=sentence, description=sentence[0].upper() + sentence[1:] + ".")
    add_sign_in(parser)
    return parser


def add_sign_in(parser: argparse.ArgumentParser) -> None:
    """Let a command be told who signs in, and where their password and code come from."""
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="this person's folder, the console's if not given"
    )
    parser.add_argument(
        "--password-fd", type=int, metavar="N", help="read the password from this open descriptor"
    )
    parser.add_argument(
        "--code-fd", type=int, metavar="N", help="read the authenticator's code from this open descriptor"
    )


def _add_kit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kit", type=Path, metavar="DIR", help="the recovery kit, where a coordinator or leader is concerned"
    )
