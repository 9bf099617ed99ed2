"""Someone at a real console of the demo: buttons are clicked, boxes are typed into, and what happens next is
read from what the console shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from luwte.console.app import Console, open_console
from luwte.console.state import ConversationRow, LineRow, NoteRow, Session
from luwte.console.views.dialogs import ColleagueDialog, Question
from luwte.crypto.encoding import base32_text
from luwte.crypto.keys import random_bytes
from luwte.demo.watch import DemoError, Watch
from luwte.settings import Preferences, save_preferences
from luwte.vault.keychain import Keychain, MemoryKeychain

SIZE: Final = (1_280, 800)


class Pressable(Protocol):
    """A button."""

    def click(self) -> None:
        """Press it."""


class Volunteer:
    """Someone at a real console of the demo, whose hands are this script's."""

    def __init__(
        self, name: str, folder: Path, url: str, keychain: Keychain | None = None, password: str = ""
    ) -> None:
        """``keychain`` and ``password`` are those of a profile that lies in the folder already."""
        self.name = name
        self._password = password or base32_text(random_bytes(16))
        kept = keychain or MemoryKeychain()
        save_preferences(folder, Preferences(sound=False, queue="all", language="nl"))
        self.console: Console = open_console(folder, lambda: kept, url)
        self.watch = Watch()
        core = self.console.controller
        self.watch.follow(
            core.session_changed,
            core.queue_changed,
            core.conversation_added,
            core.conversation_changed,
            core.conversation_removed,
            core.conversation_selected,
            core.lines_changed,
            core.colleagues_changed,
            core.request_added,
            core.trust_broken,
            core.notice_raised,
            core.notes_changed,
            core.shift_sealed,
            core.registered,
        )
        core.session_changed.connect(self._session)
        core.notes_changed.connect(self._notes_are)
        core.trust_broken.connect(self._alarm)
        self.console.window.resize(*SIZE)
        self.stage = ""
        self.is_busy = False
        self._is_locked = False
        self._notes: tuple[NoteRow, ...] = ()
        self._trouble = ""

    async def enrol(self, code: str) -> None:
        """Type the code and a password into the first page, and press the button."""
        page = self.console.window.enrol
        await self.until(lambda: self.stage == "enrol", "the enrolment page")
        page.code.setText(code)
        page.password.setText(self._password)
        page.again.setText(self._password)

    async def press_enrol(self) -> None:
        """Press the button of the enrolment page; the shift page follows."""
        self.console.window.enrol.act()
        await self.until(lambda: self.stage == "shift_start", "an enrolled volunteer")

    async def begin_shift(self) -> None:
        """Begin the shift and see the desk."""
        self.console.window.begin.act()
        await self.until(lambda: self.stage == "on_shift", "an open shift")

    async def accept(self, nickname: str) -> None:
        """Press Accept and wait until the visitor's words can be read."""
        await self.until(self.may_accept, "an Accept button that can be pressed")
        self.console.desk.side.accept.click()
        await self.until(lambda: self.row(nickname) is not None, "the accepted conversation")
        await self.until(lambda: bool(self.lines(nickname)), "the visitor's first words, unsealed")

    def may_accept(self) -> bool:
        """Tell whether somebody waits and can be accepted."""
        button = self.console.desk.side.accept
        return button.isEnabled() and not button.isHidden()

    async def write(self, nickname: str, text: str) -> None:
        """Type a line into the reply box and send it; wait until it is durable."""
        editor = self.console.desk.pane.reply.editor
        if not self.row_is_in_front(nickname):
            self.console.controller.select(self._id(nickname))
        await self.until(lambda: self.row_is_in_front(nickname), "the conversation in front")
        editor.setPlainText(text)
        self.console.desk.pane.reply.button.click()
        await self.until(lambda: self._has(nickname, text, {"held", "stored", "seen"}), "the line on its way")
        self.console.controller.send_now(self._id(nickname), "")
        await self.until(lambda: self._has(nickname, text, {"stored", "seen"}), "a line that is durable")

    async def note(self, text: str) -> None:
        """Write a note beside the conversation in front; wait until the core has it."""
        editor = self.console.desk.notes.editor
        editor.setFocus()
        editor.insertPlainText(text)
        await self.until(lambda: any(text in note.text for note in self._notes), "the note")

    async def lock(self) -> None:
        """Hide everything."""
        self.console.desk.top.lock.click()
        await self.until(lambda: self._is_locked, "a locked window")

    async def unlock(self) -> None:
        """Give the password again."""
        page = self.console.window.lock
        page.password.setText(self._password)
        page.act()
        await self.until(lambda: not self._is_locked, "everything back on the screen")

    async def rests(self) -> None:
        """Wait for the time to breathe after a conversation."""
        await self.until(lambda: self._button("rest_heavy_button") is not None, "the rest card")

    async def ask_end_shift(self) -> None:
        """Choose to end the shift; the console makes sure."""
        self.console.desk.top.shift.end.trigger()
        await self.until(lambda: self.console.leaving.dialog is not None, "the question before the end")

    async def sealed(self) -> None:
        """Wait until nothing of the shift is left but the receipt."""
        await self.until(
            lambda: self.stage == "sealed" and bool(self.console.window.sealed.lines()), "the receipt"
        )

    async def hears(self, nickname: str, text: str) -> None:
        """Wait until the visitor's line stands on the screen."""
        await self.until(
            lambda: any(line.text == text for line in self.lines(nickname)),
            "the visitor's line on the screen",
        )

    async def sees(self, nickname: str, presence: str) -> None:
        """Wait until the console shows where the visitor is."""
        await self.until(lambda: self._presence(nickname) == presence, f"a visitor who is {presence}")

    async def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until ``is_so``; DemoError when it never is, or when this console refuses its server."""
        await self.watch.until(lambda: bool(self._trouble) or is_so(), f"at {self.name}'s console, {what}")
        if self._trouble:
            raise DemoError(f"{self.name}'s console refused the server ({self._trouble}).")

    def press(self, name: str) -> None:
        """Press the button of this name; DemoError if it is not on the screen."""
        button = self._button(name)
        if button is None:
            raise DemoError(f"{self.name}'s console shows no {name}.")
        button.click()

    async def asked(self) -> None:
        """Wait until a colleague asks something."""
        await self.until(lambda: self._button("request_yes_button") is not None, "a colleague's request")

    def confirm(self, note: str = "") -> None:
        """Say yes to the question on the screen, with a note if it takes one."""
        dialog = self.console.desk.dialog or self.console.leaving.dialog
        if isinstance(dialog, ColleagueDialog):
            dialog.note.setPlainText(note)
        if not isinstance(dialog, Question):
            raise DemoError(f"{self.name}'s console did not ask.")
        dialog.yes.click()

    def row(self, nickname: str) -> ConversationRow | None:
        """Return the conversation with this visitor."""
        rows = self.console.models.mine.rows()
        return next((row for row in rows if row.nickname == nickname), None)

    def lines(self, nickname: str) -> tuple[LineRow, ...]:
        """Return what stands in the transcript."""
        row = self.row(nickname)
        return () if row is None else self.console.controller.lines(row.conversation)

    def row_is_in_front(self, nickname: str) -> bool:
        """Tell whether this conversation is the one in front."""
        return bool(self._id(nickname)) and self.console.desk.pane.conversation == self._id(nickname)

    def _button(self, name: str) -> Pressable | None:
        return self.console.window.findChild(type(self.console.desk.side.accept), name)

    def _id(self, nickname: str) -> str:
        row = self.row(nickname)
        return "" if row is None else row.conversation

    def _presence(self, nickname: str) -> str:
        row = self.row(nickname)
        return "" if row is None else row.presence

    def _has(self, nickname: str, text: str, deliveries: set[str]) -> bool:
        return any(line.text == text and line.delivery in deliveries for line in self.lines(nickname))

    def _session(self, session: Session) -> None:
        self.stage = session.stage
        self.is_busy = session.is_busy
        self._is_locked = session.is_locked

    def _notes_are(self, notes: tuple[NoteRow, ...]) -> None:
        self._notes = notes

    def _alarm(self, alarm: object) -> None:
        self._trouble = str(getattr(alarm, "code", "unknown"))
