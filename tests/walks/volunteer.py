"""A volunteer at a real console, in a process that can be killed: ``python -m tests.walks.volunteer``.

The words after it: the server's address, the build, and how many seconds the computer's clock is ahead. A
build is ``whole``, or ``broken``: notes in a plain database, the vault's share in a keyring that is a file.

The hands are told over standard input what to do, one JSON line each, and tell over standard output what
came of it: pipes are no disk. Each method of ``Hands`` is something a volunteer does or sees.
"""

import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer

from luwte.console import loop, start
from luwte.console.app import Console
from luwte.console.app import furnish as furnished
from luwte.console.front import Front
from luwte.console.front import open_front as front_page
from luwte.console.state import LineRow, NoteRow, Receipt, Session
from luwte.database import Database
from luwte.demo.watch import Watch
from luwte.settings import Preferences, console_folder, save_preferences
from luwte.vault import keychain, notes, shift
from luwte.vault.keychain import Life, SystemKeychain
from luwte.vault.notes import Vault
from luwte.vault.shred import Destroyed, Progress, shred

PATIENCE: Final = 60.0
VAULTS: Final[list[Vault]] = []
"""Every vault that was opened here."""


class PlainDatabase(Database):
    """A broken build: the same file without encryption, temporary tables on the disk."""

    def __init__(self, path: Path, key: bytes) -> None:
        super().__init__(path)
        self.run("PRAGMA temp_store=FILE")


class Hands:
    """A volunteer's hands and eyes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._session = Session()
        self._notes: tuple[NoteRow, ...] = ()
        self._receipt: Receipt | None = None
        self._notices: list[str] = []
        self._is_connected = False
        core = console.controller
        core.session_changed.connect(self._session_is)
        core.notes_changed.connect(self._notes_are)
        core.shift_sealed.connect(self._sealed)
        core.connection_changed.connect(self._connection_is)
        core.notice_raised.connect(self._noticed)
        self._watch = Watch()
        self._watch.follow(
            core.session_changed,
            core.notes_changed,
            core.shift_sealed,
            core.connection_changed,
            core.notice_raised,
            core.queue_changed,
            core.conversation_added,
            core.conversation_changed,
            core.conversation_removed,
            core.conversation_selected,
            core.lines_changed,
        )

    async def begin(self) -> None:
        """Begin a shift."""
        await self._stage("shift_start")
        self._console.window.begin.act()
        await self._stage("on_shift")

    async def go_on(self) -> None:
        """Go on with the shift that a crash left here."""
        await self._stage("resume")
        self._console.window.resume.act()
        await self._stage("on_shift")

    async def accept(self) -> None:
        """Take the visitor who waits, and read their words."""
        await self._until(lambda: bool(self._console.models.queue.rowCount()), "a visitor who waits")
        self._console.controller.accept("")
        await self._in_front()
        await self._until(lambda: bool(self._lines()), "the visitor's words")

    async def write(self, text: str) -> None:
        """Write a line and wait until the server has it."""
        self._send(text)
        self._console.controller.send_now(self._conversation, "")
        await self._until(lambda: self._delivery(text) in {"stored", "seen"}, "a stored line")

    async def write_without_a_server(self, text: str) -> None:
        """Write a line that reaches nobody."""
        await self._until(lambda: not self._is_connected, "no server")
        self._send(text)
        await self._until(lambda: bool(self._delivery(text)), "a line that is not sent")
        assert await asyncio.to_thread(VAULTS[-1].flush)

    async def type(self, draft: str, note: str, pad: str) -> None:
        """Type into the reply box, a note and the pad, letter by letter, and wait until the vault has it."""
        desk = self._console.desk
        desk.notes.choices["here"].click()
        for box, text in ((desk.pane.reply.editor, draft), (desk.notes.editor, note)):
            for letter in text:
                box.insertPlainText(letter)
        desk.notes.choices["pad"].click()
        for letter in pad:
            desk.notes.editor.insertPlainText(letter)
        await self._until(lambda: {note, pad} <= {each.text for each in self._notes}, "the notes")
        assert await asyncio.to_thread(VAULTS[-1].flush)

    async def type_much(self, pad: str) -> str:
        """Paste more onto the pad than the disk takes; return what the console says of it."""
        self._console.desk.notes.choices["pad"].click()
        self._console.desk.notes.editor.setPlainText(pad)
        await self._until(lambda: self._session.vault_code != "", "a disk that refuses")
        assert self._console.desk.notes.editor.toPlainText() == pad
        return self._session.vault_code

    async def stored(self) -> None:
        """Wait until the vault takes everything again."""
        await self._until(lambda: self._session.vault_code == "", "a disk that takes everything")
        assert await asyncio.to_thread(VAULTS[-1].flush)

    async def write_into_silence(self, text: str) -> None:
        """Write a line to a server that does not answer, and wait until the vault has it."""
        self._send(text)
        await self._until(lambda: self._delivery(text) == "waiting", "a line on its way")
        assert await asyncio.to_thread(VAULTS[-1].flush)

    async def hear(self, text: str) -> None:
        """Wait for a line of the visitor's."""
        await self._until(lambda: any(line.text == text for line in self._lines()), "a line of theirs")

    async def see(self) -> dict[str, object]:
        """Tell what stands on the screen that is nowhere else."""
        await self._in_front()
        deliveries = {line.text: line.delivery for line in self._lines()}
        return {
            "notes": sorted(each.text for each in self._notes),
            "nicknames": sorted(each.nickname for each in self._notes),
            "draft": self._console.desk.pane.reply.editor.toPlainText(),
            "unsent": {text: how for text, how in deliveries.items() if how in {"waiting", "failed"}},
            "notices": self._notices,
        }

    async def send_again(self, text: str) -> None:
        """Try the unsent line once more."""
        self._console.controller.retry(self._conversation)
        await self._until(lambda: self._delivery(text) in {"stored", "seen"}, "a line sent at last")

    async def end_conversation(self) -> None:
        """End the conversation, if there is one."""
        core, mine = self._console.controller, self._console.models.mine
        if mine.rowCount():
            core.end(self._conversation, False)
            await self._until(lambda: not mine.rowCount(), "an ended conversation")

    async def finish(self) -> dict[str, object]:
        """End the conversation, then the shift, and return the receipt."""
        await self.end_conversation()
        self._console.controller.close_shift()
        await self._stage("sealed")
        assert self._receipt is not None
        return {name: told for name, told in asdict(self._receipt).items() if name not in {"at", "began"}}

    async def end_and_be_killed(self) -> None:
        """End the shift, and be killed (SIGKILL) as soon as something of the first file is destroyed."""
        setattr(shift, "shred", shred_and_be_killed)  # noqa: B010 - not ours to replace, except here
        self._console.controller.close_shift()
        await asyncio.Event().wait()

    async def keys(self) -> dict[str, str]:
        """Tell the secrets of this shift, as hexadecimal; behind the screen for once."""
        seat = self._console.controller.work.state.seat
        assert seat is not None
        assert seat.shift is not None
        share = SystemKeychain("session").fetch(f"vault-{seat.vault}")
        assert share is not None
        return {"vault": seat.vault, "share": share.hex(), "shift": seat.shift.key.private.hex()}

    async def has_share(self, vault: str) -> bool:
        """Tell whether the keyring still knows a vault."""
        return SystemKeychain("session").fetch(f"vault-{vault}") is not None

    async def leave(self) -> None:
        """Close the program."""
        self._console.controller.stop()

    @property
    def _conversation(self) -> str:
        return self._console.models.mine.rows()[0].conversation

    async def _in_front(self) -> None:
        await self._until(lambda: bool(self._console.models.mine.rowCount()), "a conversation")
        self._console.controller.select(self._conversation)
        await self._until(lambda: self._console.desk.pane.conversation == self._conversation, "it in front")

    def _send(self, text: str) -> None:
        reply = self._console.desk.pane.reply
        reply.editor.setPlainText(text)
        reply.button.click()

    def _lines(self) -> tuple[LineRow, ...]:
        return self._console.controller.lines(self._conversation)

    def _delivery(self, text: str) -> str:
        return next((line.delivery for line in self._lines() if line.text == text), "")

    async def _stage(self, stage: str) -> None:
        await self._until(lambda: self._session.stage == stage and not self._session.is_busy, stage)

    async def _until(self, is_so: Callable[[], bool], what: str) -> None:
        await self._watch.until(is_so, f"{what} ({self._session.stage}, {self._notices})", PATIENCE)

    def _session_is(self, session: Session) -> None:
        self._session = session

    def _notes_are(self, rows: tuple[NoteRow, ...]) -> None:
        self._notes = rows

    def _sealed(self, receipt: Receipt) -> None:
        self._receipt = receipt

    def _connection_is(self, connection: Any) -> None:
        self._is_connected = connection.state == "connected"

    def _noticed(self, notice: Any) -> None:
        self._notices.append(notice.code)


def hear() -> Any:
    """Return the next thing we are told, None at the end; unbuffered: who comes after us hears the rest."""
    line = b""
    while not line.endswith(b"\n"):
        if not (byte := os.read(0, 1)):
            return None
        line += byte
    return json.loads(line)


def say(told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


async def obey(hands: Hands) -> None:
    """Do what we are told until the program ends; a thread listens, so that the screen goes on."""
    told: asyncio.Queue[Any] = asyncio.Queue()
    running = asyncio.get_running_loop()

    def listen() -> None:
        while (each := hear()) is not None:
            running.call_soon_threadsafe(told.put_nowait, each)
            if each[0] == "leave":
                return

    threading.Thread(target=listen, daemon=True).start()
    while True:
        name, words = await told.get()
        say(await getattr(hands, name)(**words))
        if name == "leave":
            return


def come_in(front: Front, name: str, words: dict[str, str]) -> None:
    """Fill in the first page and press its button."""
    enrol, sign_in = front.window.enrol, front.window.sign_in
    if name == "enrol":
        enrol.code.setText(words["code"])
        enrol.password.setText(words["password"])
        enrol.again.setText(words["password"])
        enrol.act()
    else:
        sign_in.password.setText(words["password"])
        sign_in.act()


def shred_and_be_killed(paths: Sequence[Path], _progress: Progress) -> Destroyed:
    """Shred as ever, but not to the end."""

    def killed(share: float) -> None:
        if share > 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return shred(paths, killed)


def build_badly() -> None:
    """Make the same program with two faults."""
    ring = keychain._system_ring

    def in_a_file(_lives: Life) -> Any:
        return ring("login")

    setattr(notes, "EncryptedDatabase", PlainDatabase)  # noqa: B010 - not ours to replace, except here
    setattr(keychain, "_system_ring", in_a_file)  # noqa: B010


def main(server: str, build: str, ahead: int) -> None:
    """Run the console with these hands on it."""
    if build == "broken":
        build_badly()
    clock, opens, works = time.time, Vault.open, loop.work_behind
    runs = time.clock_gettime
    time.time = lambda: clock() + ahead
    time.clock_gettime = lambda which: runs(which) + ahead  # so much later, not only set so
    consoles: list[Console] = []

    def open_vault(*words: Any) -> Vault:
        VAULTS.append(opens(*words))
        return VAULTS[-1]

    def open_front(*words: Any) -> Front:
        # What lies in the folder now was there before any window.
        say(sorted(path.name for path in console_folder().iterdir()))
        front = front_page(*words)
        if (told := hear()) is not None:
            QTimer.singleShot(0, front, partial(come_in, front, *told))
        else:
            QTimer.singleShot(0, front, front.end)
        return front

    def furnish(*words: Any) -> Console:
        consoles.append(furnished(*words))
        return consoles[-1]

    async def obeyed() -> None:
        await obey(Hands(consoles[0]))

    async def work_behind(front: Front, address: str) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(works(front, address))
            tasks.create_task(obeyed())

    setattr(Vault, "open", staticmethod(open_vault))  # noqa: B010
    setattr(start, "open_front", open_front)  # noqa: B010
    setattr(loop, "furnish", furnish)  # noqa: B010
    setattr(loop, "work_behind", work_behind)  # noqa: B010
    # No line is held back: it leaves when it is written.
    chosen = Preferences(sound=False, queue="all", language="nl", take_back_seconds=0)
    console_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    save_preferences(console_folder(), chosen)
    start.run(server)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
