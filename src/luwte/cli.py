"""The command line: ``luwte server | console | demo | admin | report | bench | policy``.

Each room is imported when its command runs, so that ``luwte server`` never loads Qt and help is instant.
Exit codes: 0 done, 1 a foreseen error told in one sentence on standard error, 2 a wrong command line.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from luwte import hardening, log
from luwte.errors import LuwteError

if TYPE_CHECKING:
    import ipaddress

FAILED: Final = 1
INTERRUPTED: Final = 130

_PORT_MOST: Final = 65_535


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; wrong command lines leave through ``SystemExit(2)``."""
    words = list(sys.argv[1:] if argv is None else argv)
    log.configure()
    hardening.keep_no_core()
    try:
        return _command(words)()
    except LuwteError as error:
        return _failed(_sentence(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def _command(words: list[str]) -> Callable[[], int]:
    """Return what the words ask for, ready to run."""
    # These three parse their own words; argparse would take their options for its own.
    match words:
        case ["admin", *rest]:
            return lambda: _admin(rest)
        case ["report", *rest]:
            return lambda: _report(rest)
        case ["bench", *rest]:
            return lambda: _bench(rest)
        case _:
            asked = _parser().parse_args(words)
            run: Callable[[argparse.Namespace], int] = asked.run
            return lambda: run(asked)


def _server(asked: argparse.Namespace) -> int:
    from luwte.server.app import run
    from luwte.server.settings import ServerSettings

    hardening.close_to_others()
    run(
        ServerSettings(
            folder=asked.data,
            host=asked.host,
            port=asked.port,
            policy=asked.policy,
            tls_cert=asked.tls_cert,
            tls_key=asked.tls_key,
            behind_proxy=asked.behind_proxy,
            origins=tuple(asked.origin),
        ),
        _tell_ready,
        ends_with_input=asked.ends_with_input,
    )
    return 0


def _tell_ready(url: str, port: int) -> None:
    print(json.dumps({"ready": True, "url": url, "port": port}), flush=True)


def _console(asked: argparse.Namespace) -> int:
    try:
        from luwte.console import start
    except ImportError as error:
        # Qt's own libraries come with it, the system's may be missing: the loader names the file.
        if ".so" not in str(error):
            raise
        return _failed(f"a system library is missing: {error}; `packaging/run demo` names what to install.")
    return start.run(asked.server)


def _demo(asked: argparse.Namespace) -> int:
    from luwte.demo import run

    return run(asked.screens)


def _admin(words: list[str]) -> int:
    from luwte.admin import run

    hardening.close_to_others()
    return run(words)


def _report(words: list[str]) -> int:
    from luwte.admin.reporting import run

    hardening.close_to_others()
    try:
        return run(words)
    except ImportError as error:
        if ".so" not in str(error):
            raise
        return _failed(f"a system library is missing: {error}; `packaging/run demo` names what to install.")


def _bench(words: list[str]) -> int:
    from luwte.bench.command import run

    return run(words)


def _policy_check(asked: argparse.Namespace) -> int:
    from luwte import policy

    is_good = True
    for name in asked.file:
        try:
            house = policy.load(name)
        except policy.PolicyError as error:
            is_good = False
            print(error, file=sys.stderr)
        else:
            file = policy.source(name)
            print(f"{file}: good ({house.name}, {' and '.join(house.languages)})")
            for doubt in policy.doubts(house, file.read_text(encoding="utf-8")):
                print(f"{file}:{doubt.line}: warning: {doubt.message}", file=sys.stderr)
    return 0 if is_good else FAILED


def _policy_explain(asked: argparse.Namespace) -> int:
    from luwte import policy

    house = policy.load(asked.file)
    language = asked.lang or house.languages[0]
    if language not in house.languages:
        return _failed(f"{house.name} speaks {' and '.join(house.languages)}, not {language}.")
    print(policy.explain(house, language), end="")
    return 0


def _policy_list(_asked: argparse.Namespace) -> int:
    from luwte import policy

    for name in policy.shipped():
        print(name)
    return 0


def _policy_show(asked: argparse.Namespace) -> int:
    from luwte import policy

    if asked.name not in policy.shipped():
        raise policy.PolicyError(
            asked.name,
            [policy.Problem(0, f"no policy of that name ships; these do: {', '.join(policy.shipped())}")],
        )
    print(policy.source(asked.name).read_text(encoding="utf-8"), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="luwte", description="A chat console for anonymous helplines.")
    parser.add_argument("--version", action=_TellVersion, nargs=0, help="show the program's version and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_server(commands.add_parser("server", help="serve the visitor page and both sockets"))

    console = commands.add_parser("console", help="open the desk of a volunteer or a coordinator")
    console.add_argument("--server", metavar="URL", help="where the helpline is; remembered once enrolled")
    console.set_defaults(run=_console)

    demo = commands.add_parser(
        "demo",
        help="a whole helpline with throw-away data",
        description="A whole helpline with throw-away data, from enrolment to the annual report.",
    )
    demo.add_argument(
        "--screens",
        metavar="DIR",
        type=Path,
        help="write a picture of each step into DIR, and the annual report into DIR/report",
    )
    demo.set_defaults(run=_demo)

    # Named here for the overview only: _command hands their words on before argparse sees them.
    commands.add_parser("admin", help="create a helpline, enrol and remove people, sign a policy")
    commands.add_parser("report", help="make the annual report, as whoever may see the figures")
    commands.add_parser("bench", help="measure this machine, as ratios")

    policies = commands.add_parser(
        "policy",
        help="show, check and explain house policies",
        description="House policies: what an organisation promises, in one TOML file. "
        "`luwte admin policy FILE` signs one.",
    )
    actions = policies.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser(
        "check",
        help="tell all that is wrong or doubtful in a policy, by line",
        description="Tell all that is wrong in a policy (exit code 1) or doubtful (a warning, 0), by line.",
    )
    check.add_argument("file", nargs="+", metavar="FILE", help="a file, or the name of a policy that ships")
    check.set_defaults(run=_policy_check)
    explain = actions.add_parser(
        "explain",
        help="say what a policy means for a visitor",
        description="Say what a policy means for a visitor: what is kept, how long, and who sees it.",
    )
    explain.add_argument("file", metavar="FILE", help="a file, or the name of a policy that ships")
    explain.add_argument("--lang", metavar="L", help="nl or en; the policy's first language if not given")
    explain.set_defaults(run=_policy_explain)
    listing = actions.add_parser("list", help="name the policies that ship")
    listing.set_defaults(run=_policy_list)
    show = actions.add_parser("show", help="print a policy that ships, to begin your own with")
    show.add_argument("name", metavar="NAME")
    show.set_defaults(run=_policy_show)
    return parser


def _add_server(server: argparse.ArgumentParser) -> None:
    server.add_argument("--data", metavar="DIR", type=Path, required=True, help="the folder it keeps all in")
    server.add_argument("--host", default="127.0.0.1", help="address to listen on (this machine only)")
    server.add_argument("--port", type=_port, default=8443, help="0 picks a free one (%(default)s)")
    server.add_argument(
        "--policy",
        metavar="NAME|FILE",
        help="house policy for `luwte admin create` to sign; then the signed one holds: `luwte admin policy`",
    )
    server.add_argument("--tls-cert", metavar="FILE", type=Path, help="certificate chain; needs --tls-key")
    server.add_argument("--tls-key", metavar="FILE", type=Path, help="its private key")
    server.add_argument(
        "--behind-proxy", metavar="CIDR", type=_network, help="believe the address a proxy in CIDR forwards"
    )
    server.add_argument(
        "--origin",
        metavar="URL",
        type=_origin,
        action="append",
        default=[],
        help="where visitors find the page, such as https://chat.example.org; may be given again",
    )
    server.add_argument(
        "--ends-with-input",
        action="store_true",
        help="stop when standard input ends, so that it never outlives the program that started it",
    )

    def run(asked: argparse.Namespace) -> int:
        if (asked.tls_cert is None) != (asked.tls_key is None):
            server.error("--tls-cert and --tls-key belong together")
        if asked.tls_cert is not None and asked.behind_proxy is not None:
            server.error("either the server or the proxy speaks TLS: --tls-cert or --behind-proxy, not both")
        return _server(asked)

    server.set_defaults(run=run)


class _TellVersion(argparse.Action):
    """Looks the version up when it is asked for, not at every start."""

    def __call__(self, parser: argparse.ArgumentParser, *_asked: object) -> None:
        print(f"luwte {_version()}")
        parser.exit()


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("luwte")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= _PORT_MOST):
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {_PORT_MOST}")
    return int(text)


def _network(text: str) -> "ipaddress.IPv4Network | ipaddress.IPv6Network":
    import ipaddress

    try:
        return ipaddress.ip_network(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a network such as 10.0.0.0/8: {text}") from error


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_origin = parts.scheme in ("https", "http") and bool(parts.hostname)
        is_origin = is_origin and text == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        is_origin = False
    if not is_origin:
        raise argparse.ArgumentTypeError(f"not an origin such as https://chat.example.org: {text}")
    return text


def _sentence(error: LuwteError) -> str:
    """Return what a foreseen error tells people; rooms give their errors a ``sentence``."""
    return str(getattr(error, "sentence", "")) or f"this did not work ({error.code})."


def _failed(sentence: str) -> int:
    print(f"luwte: {sentence}", file=sys.stderr)
    return FAILED
