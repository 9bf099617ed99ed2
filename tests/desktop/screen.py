"""A desktop of its own for a test: a display, a window manager, a session bus, and a panel that takes notes.

Everything is started for one test and ended by its process; nothing touches the desktop of whoever runs the
tests.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 60.0
"""Seconds until a test gives up; nothing here measures time."""

START: Final = 4 * PATIENCE
"""Seconds a program may take to start: it says so or ends; only one that hangs gets there."""

LOOK: Final = 0.05
"""Seconds between two looks at something that cannot tell by itself."""

TOOLS: Final = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    "import": "imagemagick",
    "dbus-daemon": "dbus",
    "gdbus": "libglib2.0-bin",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
SYSTEM_PYTHON: Final = "/usr/bin/python3"
"""The one that has pyatspi, which comes as a system package only."""


@dataclass(frozen=True)
class Shown:
    """What a program gave the desktop: a notification (``notify``) or a tray icon (``tray``); its words."""

    kind: str
    words: tuple[str, ...]


@dataclass
class Running:
    """A program under test; ``output`` and ``complaints`` grow while it runs."""

    words: tuple[str, ...]
    process: asyncio.subprocess.Process
    output: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    reading: list[asyncio.Task[None]] = field(default_factory=list)

    async def says(self, start: str) -> str:
        """Wait for a line that begins so; return the rest of it."""

        def found() -> str | None:
            return next((line[len(start) :] for line in self.output if line.startswith(start)), None)

        end = time.monotonic() + START
        while found() is None and self.process.returncode is None:
            assert time.monotonic() < end, f"{self.words[0]} hangs: {self.output}, {self.complaints}"
            await asyncio.sleep(LOOK)
        if found() is None:  # its last words may still be on their way
            await asyncio.wait(self.reading, timeout=PATIENCE)
        rest = found()
        ended = f"{self.words[0]} ended with {self.process.returncode}"
        assert rest is not None, f"{ended} without {start!r}: {self.output}, {self.complaints}"
        return rest

    async def ends(self) -> int:
        """Wait for its end; return the exit code."""
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    def signal(self, name: str) -> None:
        """Send a signal to the program alone, not to what it started."""
        self.process.send_signal(signal.Signals[name])

    def left(self) -> set[int]:
        """Return the processes of its session that run: itself, and all it started."""
        return {pid for pid, session in _sessions() if session == self.process.pid}


@dataclass
class Screen:
    """A running desktop."""

    folder: Path
    environment: dict[str, str]
    group: asyncio.TaskGroup

    @asynccontextmanager
    async def run(self, *words: str, feeds: bool = False) -> AsyncIterator[Running]:
        """Run a program on this desktop; what is left of it at the end of the block is killed."""
        process = await asyncio.create_subprocess_exec(
            *words,
            cwd=ROOT,
            env=self.environment,
            stdin=asyncio.subprocess.PIPE if feeds else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        running = Running(words, process)
        running.reading = [
            self.group.create_task(_read(process.stdout, running.output)),
            self.group.create_task(_read(process.stderr, running.complaints)),
        ]
        try:
            yield running
        finally:
            # The whole session: what a program leaves behind must not outlive the test that shows it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
            await asyncio.wait(running.reading)

    def ask(self, *words: str) -> str:
        """Run a small program and return what it says; "" when it fails."""
        return subprocess.run(
            words,
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        ).stdout

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, in the window that has the focus."""
        self.ask("xdotool", "key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type a text in the window that has the focus."""
        self.ask("xdotool", "type", "--delay", "15", text)

    def windows(self) -> list[str]:
        """Return the visible windows of Luwte, dialogs too."""
        return self.ask("xdotool", "search", "--onlyvisible", "--class", "[Ll]uwte").split()

    def active(self) -> str:
        """Return the window that has the focus."""
        return self.ask("xdotool", "getactivewindow").strip()

    async def bring(self, window: str) -> None:
        """Bring a window in front, with the focus."""
        self.ask("xdotool", "windowactivate", window)
        await until(lambda: self.active() == window, "the window in front")

    def titles(self, window: str) -> set[str]:
        """Return every title a window manager, a task list or a screenshot would show for it."""
        names = ("WM_NAME", "_NET_WM_NAME", "WM_ICON_NAME", "_NET_WM_ICON_NAME")
        told = self.ask("xprop", "-id", window, "-notype", *names)
        titles = {line.partition(" = ")[2].strip('"') for line in told.splitlines() if " = " in line}
        return titles - {""}

    def wants_attention(self, window: str) -> bool:
        """Tell whether the task list would mark the window."""
        told = self.ask("xprop", "-id", window, "_NET_WM_STATE", "WM_HINTS")
        return "DEMANDS_ATTENTION" in told or "urgency hint" in told

    def shown(self) -> list[Shown]:
        """Return what programs gave the panel until now."""
        log = self.folder / "panel"
        told = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
        return [Shown(entry["kind"], tuple(entry["words"])) for entry in told]

    def picture(self, box: tuple[int, int, int, int], around: int = 6) -> bytes:
        """Return the pixels of a part of the screen and of what is right around it."""
        x, y, width, height = box
        size = f"{width + 2 * around}x{height + 2 * around}+{x - around}+{y - around}"
        words = ("import", "-silent", "-window", "root", "-crop", size, "rgb:-")
        return subprocess.run(
            words, env=self.environment, capture_output=True, check=True, timeout=PATIENCE
        ).stdout


async def until(is_so: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until ``is_so``; fail naming ``what``."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, f"waited in vain for {what}"
        await asyncio.sleep(LOOK)


@asynccontextmanager
async def open_screen(size: str = "1920x1080") -> AsyncIterator[Screen]:
    """Start a desktop; a missing system package is told in one sentence."""
    missing = sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})
    assert not missing, f"Tests with real windows need system packages: apt-get install {' '.join(missing)}"
    # Short, because a socket's path may have 107 characters only.
    folder = Path(tempfile.mkdtemp(prefix="luwte-"))
    try:
        async with asyncio.TaskGroup() as group, AsyncExitStack() as stack:
            screen = Screen(folder, _environment(folder), group)
            await start_display(stack, screen, size)
            screen.environment["DBUS_SESSION_BUS_ADDRESS"] = await _start(
                stack, screen, "dbus-daemon", "--session", "--nofork", "--print-address={fd}"
            )
            panel = await stack.enter_async_context(
                screen.run(sys.executable, "-m", "tests.desktop.panel", str(folder / "panel"))
            )
            await panel.says("ready")
            manager = await stack.enter_async_context(
                screen.run("openbox", "--sm-disable", "--startup", "echo ready")
            )
            await manager.says("ready")
            yield screen
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def start_display(stack: AsyncExitStack, screen: Screen, size: str) -> None:
    """Start an X server without anything in it, which later programs of the screen find."""
    # Without -noreset the server starts anew whenever its last client leaves, and throws out whoever
    # comes in just then: a window manager that starts while something small looks whether it is there.
    options = ("-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset")
    display = await _start(stack, screen, "Xvfb", "-displayfd", "{fd}", *options)
    screen.environment["DISPLAY"] = f":{display}"


async def _start(stack: AsyncExitStack, screen: Screen, *words: str) -> str:
    """Start a server that writes where it listens to a descriptor; return what it wrote."""
    reading, writing = os.pipe()
    complaints = screen.folder / f"{words[0]}.log"
    with complaints.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(word.format(fd=writing) for word in words),
            env=screen.environment,
            pass_fds=(writing,),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=log,
        )
    os.close(writing)

    async def end() -> None:
        if process.returncode is None:
            process.terminate()
        await process.wait()

    stack.push_async_callback(end)
    with os.fdopen(reading) as told:
        async with asyncio.timeout(START):
            line = await asyncio.to_thread(told.readline)
    assert line.strip(), f"{words[0]} did not start: {complaints.read_text(errors='replace')}"
    return line.strip()


def _environment(folder: Path) -> dict[str, str]:
    """Return a clean environment with a home of its own."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV") if name in os.environ
    }
    for name in ("run", "home"):
        (folder / name).mkdir(mode=0o700)
    return kept | {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "PYTHONUNBUFFERED": "1",
        "PYTHONFAULTHANDLER": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "NO_AT_BRIDGE": "0",
    }


async def _read(stream: asyncio.StreamReader, lines: list[str]) -> None:
    while line := await stream.readline():
        lines.append(line.decode(errors="replace").rstrip("\n"))


def _sessions() -> list[tuple[int, int]]:
    """Return every process with the session it belongs to; not the dead ones that wait for their parent."""
    found: list[tuple[int, int]] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if fields[0] != "Z":
                found.append((int(entry.name), int(fields[3])))
    return found
