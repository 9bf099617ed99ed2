"""Real console windows with invented conversations, to be looked at and read from outside.

Run ``python -m tests.desktop.window``; no server is behind them. Each line of standard input is one command,
answered by ``done``: ``open SCENE THEME LANGUAGE PERCENT WIDTH HEIGHT`` (a new window instead of the former;
scenes are those of ``tests.console.screens``), ``ring``, ``line TEXT``, ``notice``, ``housemate``, ``lock``,
``unlock``, ``seal``, ``lose`` (waits until another program holds the clipboard). The end of the input ends
the program.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtWidgets import QApplication

from luwte.console.app import Console
from luwte.console.loop import drive
from luwte.console.state import Notice, Queue, Receipt
from luwte.settings import Preferences
from tests.console import screens, stage

SCENES: Final = {show.__name__: show for show in screens.VIEWS}

SEALED: Final = Receipt(stage.NOW, None, 0, 0, 0, 0, 0, 0, is_server_told=True, is_keyring_cleared=True)


class Stage:
    """One console window at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._console: Console | None = None

    def obey(self, command: str) -> None:
        """Do what one line says."""
        word, _, rest = command.partition(" ")
        if word == "open":
            self._open(*rest.split())
            return
        assert self._console is not None
        core = self._console.controller
        assert isinstance(core, stage.StageController)
        here = stage.name_of(1)
        match word:
            case "ring":
                core.queue_changed.emit(Queue("someone", someone_waits=True, can_accept=True))
                core.alarm_rang.emit(0)
            case "line":
                number = core.line_count(here) + 1
                core.add_lines(here, [stage.line(here, number, "visitor", rest, at=stage.NOW)])
                row = stage.conversation(1, "Zeester", last_line=rest, last_at=stage.NOW)
                core.conversation_changed.emit(row)
            case "notice":
                core.notice_raised.emit(Notice("quick_exit", name="Maan"))
            case "housemate":
                self._console.choose_housemate(True)
            case "lock":
                core.session_changed.emit(stage.session(is_locked=True))
            case "unlock":
                core.session_changed.emit(stage.session())
            case "seal":
                core.shift_sealed.emit(SEALED)
            case _:
                raise ValueError(command)

    async def lose(self) -> None:
        """Wait until Qt has heard that another program holds the clipboard."""
        lost = asyncio.Event()
        clipboard = QApplication.clipboard()
        clipboard.changed.connect(lost.set)
        while clipboard.ownsClipboard():
            await lost.wait()
            lost.clear()
        clipboard.changed.disconnect(lost.set)

    def close(self) -> None:
        """Take the window away."""
        if self._console is None:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._console.ring.follow)
        self._console.hide()
        self._console.window.deleteLater()
        self._console = None

    def _open(self, scene: str, theme: str, language: str, percent: str, width: str, height: str) -> None:
        self.close()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setStyle("Fusion")
        app.setQuitOnLastWindowClosed(False)
        wanted = {"theme": theme, "language": language, "text_percent": int(percent), "sound": False}
        console = self._console = stage.make(self._folder, msgspec.convert(wanted, Preferences))
        console.clock.stop()
        app.focusChanged.connect(console.ring.follow)
        console.window.resize(int(width), int(height))
        console.show()
        SCENES[scene](console)


async def main() -> None:
    """Obey until the input ends."""
    loop = asyncio.get_running_loop()
    commands = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        stage_ = Stage(Path(folder))
        while line := await commands.readline():
            command = line.decode().strip()
            if command == "lose":
                await stage_.lose()
            else:
                stage_.obey(command)
            sys.stdout.write("done\n")
            sys.stdout.flush()
        stage_.close()


if __name__ == "__main__":
    drive(main)
