"""A volunteer before the real window over a real server, with a line to cut and a process to kill."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from luwte.console.app import Console
from luwte.console.controller import Controller
from luwte.console.link import Link, LinkError, open_link
from luwte.console.state import Session
from luwte.console.views.form_page import FormPage
from luwte.protocol.messages import RegistrationsStored, StaffMessage, ToStaff
from luwte.settings import PROFILE, Preferences
from luwte.vault.keychain import MemoryKeychain
from tests.conftest import Walk
from tests.console.working import PASSWORD, PATIENCE, CutLink

CTRL = Qt.KeyboardModifier.ControlModifier
SIGNALS = (
    "session_changed", "registered", "connection_changed", "queue_changed",
    "conversation_added", "conversation_removed", "conversation_selected", "notice_raised", "shift_sealed",
    "lines_changed", "policy_adopted", "conversation_changed", "forms_restored", "registration_taken_back",
    "note_search_changed", "form_refused",
)  # fmt: skip


class AtWindow:
    """One person, one computer: whoever starts again on the same ``folder`` has the same keys."""

    def __init__(self, folder: Path, server: str, clock: Callable[[], int], keychain: MemoryKeychain) -> None:
        self.folder, self._server, self._clock, self._keychain = folder, server, clock, keychain
        self.said: list[StaffMessage] = []
        self.links: list[CutLink] = []
        self.change: Callable[[ToStaff], ToStaff] = lambda message: message
        self.registered = self.stored = 0
        self.session = Session()
        self._is_away = False
        self._happened = asyncio.Event()
        self.controller = Controller(folder, lambda: keychain, server, connect=self._connect, now=clock)
        self.console = Console(
            self.controller, Preferences(language="en", theme="light"), lambda _kept: None, now=clock
        )
        for name in SIGNALS:
            getattr(self.controller, name).connect(self._wake)
        self.controller.session_changed.connect(self._follow)
        self.controller.registered.connect(self._count)
        self.running: asyncio.Task[None] | None = None

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until what the controller told makes it so."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._happened.clear()
                await self._happened.wait()

    async def enrols(self, code: str) -> None:
        self.controller.enrol(self._server, code, PASSWORD)
        await self.until(lambda: self.session.stage == "shift_start")

    async def signs_in(self) -> None:
        await self.until(lambda: self.session.stage == "sign_in")
        self.controller.sign_in(PASSWORD, "")
        await self.until(lambda: self.session.stage in {"shift_start", "resume"})

    async def on_shift(self) -> None:
        self.controller.open_shift(False)
        await self.until(lambda: self.session.stage == "on_shift")

    async def resumes(self) -> None:
        """Go on with the shift that a crash left here."""
        self.controller.resume_shift()
        await self.until(lambda: self.session.stage == "on_shift")

    async def talks_and_ends(self, line: Walk, nickname: str) -> None:
        """Accept who waits and end the conversation, by keys as one does; its form is in front then."""
        self.controller.end_rest()
        visitor = await line.waiting(nickname, "hallo")
        await self.until(self.console.desk.side.accept.isEnabled)
        await self.until(lambda: not self.console.desk.side.accept.isHidden())
        self.console.window.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.console.desk, Qt.Key.Key_Return, CTRL)
        await visitor.until(lambda: visitor.talk is not None and visitor.talk.conversation is not None)
        await visitor.until(lambda: visitor.talk is not None and not visitor.talk.keys.are_wanted())
        await self.until(lambda: any(row.keys == "ready" for row in self.console.models.mine.rows()))
        QTest.keyClick(self.console.desk, Qt.Key.Key_E, CTRL)
        dialog = self.console.desk.dialog
        assert dialog is not None
        dialog.yes.click()
        await self.until(lambda: self.console.desk.registering.page is not None)

    async def ends_shift(self) -> None:
        """End the shift as one does, answering the question."""
        self.console.leaving.ask_end()
        dialog = self.console.leaving.dialog
        assert dialog is not None
        dialog.yes.click()
        await self.until(lambda: self.session.stage == "sealed")

    async def registers_by_hand(self, *keys: str, channel: str = "phone") -> None:
        """Open a form with Ctrl+R and fill it in by keys; see ``fills_in``."""
        self.opens_by_hand(channel)
        await self.fills_in(*keys)

    def opens_by_hand(self, channel: str = "phone") -> FormPage:
        """Open a form with Ctrl+R, for a contact by phone or mail."""
        self.console.window.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.console.desk, Qt.Key.Key_R, CTRL)
        form = self.form()
        assert form.channels is not None
        form.channels.buttons[channel].click()
        return form

    async def fills_in(self, *keys: str) -> None:
        """Press keys in the form in front, and wait until it is safe on this computer. "⏎" Enter, "⇥" Tab,
        "quick joke" a quick one, else typed; at the end Ctrl+Enter, unless it was a quick one."""
        before = self.registered
        self.types(*keys)
        if not any(key.startswith("quick ") for key in keys):
            self.sends()
        await self.until(lambda: self.registered > before)

    def sends(self) -> None:
        """Press Ctrl+Enter in the form."""
        QTest.keyClick(self._hands(), Qt.Key.Key_Return, CTRL)

    def types(self, *keys: str) -> None:
        """Press keys in the form in front, from its first question on."""
        form = self.form()
        for key in keys:
            match key.split():
                case ["quick", kind]:
                    form.findChildren(QPushButton, f"quick_{kind}_button")[0].click()
                case ["⏎"]:
                    QTest.keyClick(self._hands(), Qt.Key.Key_Return)
                case ["⇥"]:
                    QTest.keyClick(self._hands(), Qt.Key.Key_Tab)
                case _:
                    QTest.keyClicks(self._hands(), key)

    def form(self) -> FormPage:
        """Return the form in front."""
        page = self.console.desk.registering.page
        assert page is not None
        self.console.window.activateWindow()
        QApplication.processEvents()
        page.start()
        return page

    def _hands(self) -> QWidget:
        hands = QApplication.focusWidget()
        assert hands is not None
        return hands

    async def loses_the_line(self) -> None:
        self._is_away = True
        await self.links[-1].cut()
        await self.until(lambda: self.controller.work.state.connection.state == "reconnecting")

    async def has_posted(self) -> None:
        """Wait until the server said that it has what was sent, and the outbox knows."""
        await self.until(lambda: self.stored > 0)
        await self.outbox_rests()

    async def outbox_rests(self) -> None:
        """Wait until nothing is done with the outbox any more."""
        async with self.controller.work._posting._turn:
            pass

    async def is_kept(self) -> None:
        """Wait until all that was pressed so far is in the vault."""
        self.controller.search_notes("after all that")
        await self.until(lambda: self.controller.work.state.notes._needle == "after all that")
        await self.controller.work.kept()

    async def is_refused(self, form: FormPage, sentence: QLabel, said: str) -> None:
        """Send a form that the house's form does not allow, and read why it does not go."""
        form.submit()
        if form.foot.sentence.text().startswith("Look at what is underlined"):
            form.submit()
        await self.until(lambda: sentence.text().startswith(said))
        assert self.console.desk.registering.page is form

    @property
    def policy_version(self) -> int:
        """The version whose form is opened now."""
        return self.console.desk.registering._policy.version

    def has_profile(self) -> bool:
        """Whether this computer knew its owner when it was started."""
        return self.controller.work.state.session.stage == "sign_in" and (self.folder / PROFILE).exists()

    async def kill(self) -> None:
        """The process ends in the middle of everything: nothing more leaves."""
        await self.loses_the_line()
        await self.is_told_to_end()

    async def is_told_to_end(self) -> None:
        """The system ends the program, as at a shutdown."""
        assert self.running is not None
        self.running.cancel()
        await asyncio.wait({self.running})

    def spoken(self, kind: type[StaffMessage]) -> list[StaffMessage]:
        return [message for message in self.said if isinstance(message, kind)]

    def _wake(self, *_told: object) -> None:
        self._happened.set()

    def _count(self) -> None:
        self.registered += 1

    def _follow(self, session: Session) -> None:
        self.session = session

    def _changed(self, message: ToStaff) -> ToStaff:
        changed = self.change(message)
        self.stored += isinstance(changed, RegistrationsStored)
        self._happened.set()
        return changed

    async def _connect(self, server: str) -> Link:
        if self._is_away:
            raise LinkError("unreachable")
        link = CutLink(await open_link(server), self.said, self._changed)
        self.links.append(link)
        return link


@asynccontextmanager
async def at_window(
    folder: Path, server: str, clock: Callable[[], int], keychain: MemoryKeychain
) -> AsyncIterator[AtWindow]:
    """Open a console until the block ends; a killed one is only taken off the screen."""
    person = AtWindow(folder, server, clock, keychain)
    person.console.clock.stop()
    person.console.show()
    person.console.window.activateWindow()
    async with asyncio.TaskGroup() as tasks:
        person.running = tasks.create_task(person.controller.run())
        try:
            await person.until(lambda: person.session.stage != "sign_in" or person.has_profile())
            yield person
        finally:
            person.controller.stop()
            person.console.hide()
            person.console.window.deleteLater()
            QCoreApplication.sendPostedEvents(person.console.window, QEvent.Type.DeferredDelete)


def files_of(folder: Path) -> Iterable[bytes]:
    """Return the weekly files of a server."""
    return [path.read_bytes() for path in sorted((folder / "registrations").glob("*.bin"))]
