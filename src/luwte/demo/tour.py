"""The tour: what a newcomer should have seen, played on real consoles against the real server.

Nothing here reaches behind the screen: buttons are clicked, boxes are typed into, and what happens next
is read from what the console shows.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from luwte.admin.throwaway import ThrowawayHelpline, found
from luwte.console.app import Console, open_console
from luwte.console.state import ConversationRow, LineRow
from luwte.console.views.dialogs import ColleagueDialog, Question
from luwte.crypto.encoding import base32_text
from luwte.crypto.keys import random_bytes
from luwte.demo.house import running_server
from luwte.demo.watch import DemoError, Watch
from luwte.protocol.messages import VisitorState
from luwte.settings import Preferences, save_preferences
from luwte.vault.keychain import MemoryKeychain
from luwte.visitor import Visitor

SIZE: Final = (1_280, 800)
PAUSE: Final = 1.6
"""Seconds between two steps when a person looks on."""


class Pressable(Protocol):
    """A button."""

    def click(self) -> None:
        """Press it."""


class Volunteer:
    """Someone at a real console of the demo, whose hands are this script's."""

    def __init__(self, name: str, folder: Path, url: str) -> None:
        self.name = name
        self._password = base32_text(random_bytes(16))
        keychain = MemoryKeychain()
        save_preferences(folder, Preferences(sound=False, queue="all", language="nl"))
        self.console: Console = open_console(folder, lambda: keychain, url)
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
        )
        core.session_changed.connect(self._session)
        core.trust_broken.connect(self._alarm)
        self.console.window.resize(*SIZE)
        self.stage = ""
        self._is_busy = False
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
        dialog = self.console.desk.dialog
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

    def _session(self, session: object) -> None:
        self.stage = str(getattr(session, "stage", ""))

    def _alarm(self, alarm: object) -> None:
        self._trouble = str(getattr(alarm, "code", "unknown"))


class Tour:
    """The steps in their order. ``play`` is a coroutine for the console's loop."""

    def __init__(self, folder: Path, screens: Path | None, *, stays_open: bool) -> None:
        self._folder = folder
        self._screens = screens
        self._stays_open = stays_open
        self._step = 0

    async def play(self) -> None:
        """Play the tour; DemoError (in a group) when a step does not happen."""
        if self._screens is not None:
            self._screens.mkdir(parents=True, exist_ok=True)
        async with running_server(self._folder / "server") as server:
            await self._tell(f"The server listens at {server.url}")
            async with found(
                server.url, server.folder / "setup-code", self._folder / "robin", time.time
            ) as helpline:
                await self._tell("A helpline is made: root, coordinator Robin, recovery kit, signed policy")
                async with asyncio.TaskGroup() as group:
                    noor = Volunteer("Noor", self._folder / "noor", server.url)
                    sam = Volunteer("Sam", self._folder / "sam", server.url)
                    sam.console.window.hide()
                    for volunteer in (noor, sam):
                        group.create_task(volunteer.console.controller.run())
                    try:
                        await self._evening(helpline, server.url, noor, sam)
                        if self._stays_open:
                            # Both desks share one look here; the one that stays is Noor's.
                            sam.console.hide()
                            print(f"VISITOR_URL={server.url}", flush=True)
                            await self._until_closed(noor, sam)
                    finally:
                        for volunteer in (noor, sam):
                            volunteer.console.controller.stop()
                            volunteer.console.hide()

    async def _evening(self, helpline: ThrowawayHelpline, url: str, noor: Volunteer, sam: Volunteer) -> None:
        await noor.enrol(await helpline.code("Noor"))
        await self._tell("Noor types her enrolment code and chooses a password", noor)
        await noor.press_enrol()
        await self._tell("Noor is enrolled: everything the server said was checked against the root", noor)
        await noor.begin_shift()
        await self._tell("Noor's shift runs; nobody is waiting", noor)
        await sam.enrol(await helpline.code("Sam"))
        await sam.press_enrol()
        await sam.begin_shift()
        await noor.until(lambda: bool(noor.console.models.colleagues.rows()), "a colleague on shift")
        await self._tell("A colleague, Sam, begins a shift too", noor)
        async with Visitor(url) as visitor, asyncio.TaskGroup() as listening:
            await self._visit(visitor, noor, sam, listening)

    async def _visit(
        self, visitor: Visitor, noor: Volunteer, sam: Volunteer, listening: asyncio.TaskGroup
    ) -> None:
        await visitor.enter("Zeester", "Hallo. Ik weet niet goed waar ik moet beginnen.")
        await noor.until(noor.may_accept, "a visitor who waits")
        await self._tell("A visitor called Zeester waits; her first words are sealed to the staff", noor)
        follower = listening.create_task(visitor.follow())
        await noor.accept("Zeester")
        await self._tell("Noor accepts; the browser makes the keys and seals them to her shift", noor)
        await noor.write("Zeester", "Welkom. Je hoeft niet te weten waar het begint. Waar denk je nu aan?")
        await visitor.hear("Welkom. Je hoeft niet te weten waar het begint. Waar denk je nu aan?")
        await visitor.see()
        await visitor.write("Thuis weet niemand dat ik op meisjes val.")
        await visitor.write("Ik ben bang dat mijn ouders het merken.")
        await noor.hears("Zeester", "Ik ben bang dat mijn ouders het merken.")
        await visitor.show(VisitorState("typing"))
        await noor.sees("Zeester", "typing")
        await self._tell("They talk; the server stores lines it cannot read", noor)
        await visitor.drop()
        await follower
        await noor.sees("Zeester", "away")
        await self._tell("The visitor's connection drops; the place is kept, both see the countdown", noor)
        await visitor.reload()
        await visitor.say("Daar ben ik weer, de trein reed door een tunnel.")
        await noor.hears("Zeester", "Daar ben ik weer, de trein reed door een tunnel.")
        await self._tell("The visitor reloads the page and goes on where it was", noor)
        follower = listening.create_task(visitor.follow())
        await self._hand_over(noor, sam)
        await sam.write("Zeester", "Dag Zeester, ik ben Sam. Ik heb gelezen wat je Noor vertelde.")
        await visitor.hear("Dag Zeester, ik ben Sam. Ik heb gelezen wat je Noor vertelde.")
        await self._tell("Sam goes on; Noor's console no longer holds the conversation", sam)
        sam.console.desk.pane.action_bar.end.click()
        await self._tell("Sam asks to end; the console makes sure", sam)
        sam.confirm()
        await sam.until(lambda: sam.row("Zeester") is None, "an ended conversation")
        await visitor.until(lambda: visitor.ended is not None)
        await follower
        await self._tell("The conversation is over; its rows are sealed to the archive, its keys gone", sam)
        noor.console.choose_theme("dark")
        await self._tell("Nobody is waiting. Noor likes it dark", noor)

    async def _hand_over(self, noor: Volunteer, sam: Volunteer) -> None:
        noor.console.desk.pane.action_bar.hand_over.click()
        await self._tell("Noor's time is up: she hands over to Sam, with a sealed note", noor)
        noor.confirm("Ze is bang dat haar ouders het merken. Thuis is het nu rustig.")
        await sam.asked()
        await self._tell("Sam is asked, and reads the note", sam)
        sam.press("request_yes_button")
        await sam.until(lambda: bool(sam.lines("Zeester")), "the conversation at the colleague's desk")
        await noor.until(lambda: noor.row("Zeester") is None, "a desk without the conversation")

    async def _until_closed(self, *volunteers: Volunteer) -> None:
        stopped = Watch()
        ended: list[object] = []
        for volunteer in volunteers:
            volunteer.console.controller.stopped.connect(lambda: ended.append(1))
            stopped.follow(volunteer.console.controller.stopped)
        await stopped.until(lambda: bool(ended), "a closed window", patience=86_400.0)

    async def _tell(self, sentence: str, volunteer: Volunteer | None = None) -> None:
        self._step += 1
        print(f"{self._step:2}. {sentence}.", flush=True)
        if volunteer is not None:
            window = volunteer.console.window
            window.show()
            # One turn of the loop and one frame: what changed must have been laid out and painted.
            await asyncio.sleep(PAUSE if self._stays_open else 0.15)
            if self._screens is not None:
                told = sentence.partition(";")[0].lower()
                name = "".join(sign if sign.isalnum() else "-" for sign in told)[:48].strip("-")
                if not volunteer.console.save_picture(self._screens / f"{self._step:02}-{name}.png"):
                    raise DemoError("a picture could not be written.")
