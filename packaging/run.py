"""Make a virtual environment once, then run Luwte or its tests in it: called by ``packaging/run``.

Uses the standard library only, because it runs before anything is installed. As root on a system with apt it
installs the system libraries itself; otherwise it names exactly what to install, in one sentence, and stops.
On Windows, where there is no ``sh``: ``py packaging\\run.py demo``.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NoReturn

import libraries

ROOT: Final = Path(__file__).resolve().parent.parent
HOME: Final = Path(os.environ.get("LUWTE_VENV") or ROOT / ".venv")
PYTHON: Final = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS: Final = {"run": ROOT / "packaging" / "runtime.lock", "test": ROOT / "requirements.lock"}

USAGE: Final = """\
packaging/run demo [--screens DIR]   a whole helpline with throw-away data
packaging/run test [pytest's words]  all tests
packaging/run setup                  only prepare what the tests need
packaging/run server …               serve the visitor page and both sockets
packaging/run console                open the desk of a volunteer or a coordinator
packaging/run admin …                create a helpline, enrol and remove people, sign a policy
packaging/run policy …               show, check and explain house policies
packaging/run report …               make the annual report of the figures
packaging/run bench                  measure this machine, as ratios
packaging/run COMMAND --help         what a command takes
"""
WITH_WINDOW: Final = ("demo", "console", "report", "bench")
HELP: Final = ("-h", "--help")
WORKERS_MOST: Final = 4


def main(words: list[str]) -> int:
    """Set up what the first word needs and run it; return an exit code."""
    if not words:
        sys.stderr.write(USAGE)
        return 2
    if words[0] in HELP:
        sys.stdout.write(USAGE)
        return 0
    command, rest = words[0], words[1:]
    is_test = command in ("test", "setup")
    if is_test:
        set_up("test", libraries.missing_for_tests())
    else:
        set_up("run", libraries.missing_for_windows() if command in WITH_WINDOW else [])
    if command == "setup":
        return 0
    if not is_test:
        return become(["-m", "luwte", *words])
    # Windows of the tests live offscreen; those that need a real display start their own.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    workers = str(min(os.cpu_count() or 1, WORKERS_MOST))
    # By file: a browser or a helpline made for one file is made once.
    return become(["-m", "pytest", "-n", workers, "--dist", "loadfile", *rest])


def set_up(purpose: str, packages: list[str]) -> None:
    """Bring system and environment to what ``purpose`` needs; on a second start there is nothing to do."""
    is_ready = _is_ready(purpose)
    if not is_ready and not PYTHON.exists():
        packages = libraries.missing_for_environment() + packages
    if packages:
        _install_packages(packages)
    if not is_ready:
        _say("setting up once, this takes a minute")
        _make_environment()
        _install(purpose)


def become(words: list[str]) -> int:
    """Go on as the environment's Python with these words; returns its exit code where that cannot be done."""
    if os.name != "nt":
        os.execv(PYTHON, [str(PYTHON), *words])  # noqa: S606 -- no shell is wanted
    return subprocess.run([PYTHON, *words], check=False).returncode


def _install_packages(packages: list[str]) -> None:
    command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages]
    is_root = os.name != "nt" and os.geteuid() == 0
    if not (is_root and shutil.which("apt-get")):
        _stop(f"packages are missing; on Debian or Ubuntu run as root: apt-get install {' '.join(packages)}")
    _say(f"installing {' '.join(packages)}")
    for words in (["apt-get", "-qq", "update"], command):
        _silently(words, f"apt-get could not install them; try: apt-get install {' '.join(packages)}")


def _make_environment() -> None:
    """Make the environment, or make it anew where its Python or pip is gone or too old."""
    if PYTHON.exists() and _runs(
        [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    ):
        return
    # Asked of a fresh process: ensurepip may have been installed a moment ago.
    has_pip = _runs([sys.executable, "-c", "import ensurepip"])
    words = [sys.executable, "-m", "venv", "--clear", *([] if has_pip else ["--without-pip"]), str(HOME)]
    _silently(words, f"the virtual environment {HOME} could not be made")


def _install(purpose: str) -> None:
    """Install the locked packages, each checked by its hash, and Luwte itself as it lies here."""
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if _runs([str(PYTHON), "-c", "import pip"]):
        pip = [str(PYTHON), "-m", "pip"]
    pip += ["--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    locked = ["--require-hashes", "-r", str(LOCKS[purpose])]
    ourselves = ["--no-build-isolation", "--editable", str(ROOT)]
    for words in (locked, ourselves):
        if subprocess.run(
            [*pip, *words], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        ).returncode:
            _stop("the Python packages could not be installed; what pip said stands above")
    _stamp(purpose).write_text(_fingerprint(purpose), encoding="ascii")


def _is_ready(purpose: str) -> bool:
    # What is set up for the tests can run everything.
    return PYTHON.exists() and any(
        _stamp(stage).is_file() and _stamp(stage).read_text(encoding="ascii") == _fingerprint(stage)
        for stage in {purpose, "test"}
    )


def _stamp(purpose: str) -> Path:
    return HOME / f".luwte-{purpose}"


def _fingerprint(purpose: str) -> str:
    """Tell one state of the locked packages, of our own metadata and of this folder's place from another."""
    seen = hashlib.sha256(str(ROOT).encode())
    for path in (LOCKS[purpose], ROOT / "pyproject.toml"):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def _silently(words: list[str], trouble: str) -> None:
    """Run a program; what it says is shown only if it fails: standard output belongs to Luwte."""
    ended = subprocess.run(
        words,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if ended.returncode:
        sys.stderr.write(ended.stdout.decode(errors="replace"))
        _stop(trouble)


def _runs(words: list[str]) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def _say(text: str) -> None:
    sys.stderr.write(f"luwte: {text}\n")


def _stop(sentence: str) -> NoReturn:
    _say(f"{sentence}.")
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
