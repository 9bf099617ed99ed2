"""Starts a program and tries to look into it as another program of the same user would.

Run ``python -m tests.peeking FOLDER WORDS…`` without the right to trace everybody's programs: starts WORDS in
FOLDER, waits for its first line, and prints one JSON object of what came of looking in and of a crash.
"""

import ctypes
import errno
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

ATTACH: Final = 16
DETACH: Final = 17
NO_TRACING: Final = ("setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace")


def looked_into(folder: Path, *words: str) -> dict[str, object]:
    """Look into a program from a process of its own; root gives up its right to look into everything."""
    prefix = NO_TRACING if os.geteuid() == 0 else ()
    told = subprocess.run(
        [*prefix, sys.executable, "-m", "tests.peeking", str(folder), *words],
        cwd=Path(__file__).resolve().parents[1],
        env={
            **os.environ,
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": "src:.",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert told.returncode == 0, told.stderr
    found: dict[str, object] = json.loads(told.stdout)
    return found


def _peek(folder: str, words: list[str]) -> dict[str, object]:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    root = str(Path.cwd())
    process = subprocess.Popen(
        words,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{root}/src:{root}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline(), "it ended before it was ready"
    found: dict[str, object] = {
        "attach": _attach(process.pid),
        "memory": _memory(process.pid),
        "core_limit": _core_limit(process.pid),
    }
    os.kill(process.pid, signal.SIGSEGV)
    _, status = os.waitpid(process.pid, 0)
    return {
        **found,
        "crashed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSEGV,
        "dumped": os.WCOREDUMP(status),
        "cores": [path.name for path in Path(folder).iterdir() if path.name.startswith("core")],
    }


def _attach(pid: int) -> str:
    """Attach as a debugger does, and let go again."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(ATTACH, pid, None, None) != 0:
        return errno.errorcode[ctypes.get_errno()]
    os.waitpid(pid, 0)
    libc.ptrace(DETACH, pid, None, None)
    return "attached"


def _memory(pid: int) -> str:
    try:
        Path(f"/proc/{pid}/mem").open("rb").close()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "opened"


def _core_limit(pid: int) -> list[str]:
    limits = Path(f"/proc/{pid}/limits").read_text("ascii").splitlines()
    (line,) = (line for line in limits if line.startswith("Max core file size"))
    return line.split()[4:6]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_peek(sys.argv[1], sys.argv[2:])))
