"""The tour: what a newcomer should have seen, played on real consoles against the real server.

Nothing here reaches behind the screen: buttons are clicked, boxes are typed into, and what happens next
is read from what the console shows.
"""

import asyncio
import time
from pathlib import Path
from typing import Final

from luwte.admin.throwaway import ThrowawayHelpline, found
from luwte.demo.after import count, invent_past, register
from luwte.demo.coordinator import Coordinator
from luwte.demo.house import running_server
from luwte.demo.invented import write_house
from luwte.demo.volunteer import Volunteer
from luwte.demo.watch import DemoError, Watch
from luwte.protocol.messages import VisitorState
from luwte.visitor import Visitor

PAUSE: Final = 1.6
"""Seconds between two steps when a person looks on."""
REGISTERED: Final = "3 registraties"
"""How Sam's receipt, in Dutch, tells of a conversation and two calls."""


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
                *(server.url, server.folder / "setup-code", self._folder / "robin", time.time),
                policy=str(house := write_house(self._folder)),
            ) as helpline:
                await self._tell("A helpline is made: root, coordinator Robin, recovery kit, signed policy")
                async with asyncio.TaskGroup() as group:
                    noor = Volunteer("Noor", self._folder / "noor", server.url)
                    sam = Volunteer("Sam", self._folder / "sam", server.url)
                    # Made before anything runs beside it: a first page waits until it is on the screen.
                    robin = Coordinator(helpline, server.url)
                    for waiting in (sam, robin):
                        waiting.console.window.hide()
                    for volunteer in (noor, sam, robin):
                        group.create_task(volunteer.console.controller.run())
                    past = group.create_task(asyncio.to_thread(invent_past, helpline, house, server.folder))
                    try:
                        await self._evening(helpline, server.url, noor, sam)
                        await past
                        await count(robin, self._tell, self._screens or self._folder)
                        noor.console.choose_theme("dark")
                        await self._tell("Nobody is waiting. Noor likes it dark", noor)
                        if self._stays_open:
                            # All desks share one look here; the one that stays is Noor's.
                            for gone in (sam, robin):
                                gone.console.hide()
                            print(f"VISITOR_URL={server.url}", flush=True)
                            await self._until_closed(noor)
                    finally:
                        for volunteer in (noor, sam, robin):
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
        await register(sam, self._tell)
        await self._seal(sam)

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
        await noor.note("Zeester: thuis weet niemand het. Wil vrijdag terugkomen.")
        await self._tell("Beside it Noor notes what she wants to remember; it stays on her computer", noor)
        await noor.lock()
        await self._tell("Somebody comes in: she locks; the conversation goes on behind it", noor)
        await noor.unlock()
        await self._tell("Her password brings everything back", noor)
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
        await sam.note("Noor gaf over: vrijdag komt Zeester terug.")
        await self._tell("Sam goes on; Noor's console no longer holds the conversation", sam)
        await self._rest(noor)
        await self._end(visitor, sam)
        await follower

    async def _end(self, visitor: Visitor, sam: Volunteer) -> None:
        sam.console.desk.pane.action_bar.end.click()
        await self._tell("Sam asks to end; the console makes sure", sam)
        sam.confirm()
        await sam.until(lambda: sam.row("Zeester") is None, "an ended conversation")
        await visitor.until(lambda: visitor.ended is not None)
        await self._tell("The conversation is over; its rows are sealed to the archive, its keys gone", sam)

    async def _seal(self, sam: Volunteer) -> None:
        await sam.ask_end_shift()
        await self._tell("Sam ends the shift; the console says what will be gone", sam)
        sam.confirm()
        await sam.sealed()
        if not any(REGISTERED in line for line in sam.console.window.sealed.lines()):
            raise DemoError("the receipt does not say that what was registered was sent.")
        await self._tell("The shift is sealed; the receipt says what is gone, and what was sent", sam)
        sam.console.window.hide()

    async def _hand_over(self, noor: Volunteer, sam: Volunteer) -> None:
        noor.console.desk.pane.action_bar.hand_over.click()
        await self._tell("Noor's time is up: she hands over to Sam, with a sealed note", noor)
        noor.confirm("Ze is bang dat haar ouders het merken. Thuis is het nu rustig.")
        await sam.asked()
        await self._tell("Sam is asked, and reads the note", sam)
        sam.press("request_yes_button")
        await sam.until(lambda: bool(sam.lines("Zeester")), "the conversation at the colleague's desk")
        await noor.until(lambda: noor.row("Zeester") is None, "a desk without the conversation")

    async def _rest(self, noor: Volunteer) -> None:
        await noor.rests()
        await self._tell("Noor breathes; nobody is sent to her for a while", noor)
        noor.press("rest_heavy_button")
        await self._tell("It was heavy; she may write it down, or ask a colleague for a word", noor)
        noor.press("rest_debrief_button")
        await noor.note("Ik bleef denken aan haar ouders. Het is nu bij Sam.")
        await self._tell("Twenty seconds of writing, for her alone and for this shift only", noor)
        noor.press("rest_ready_button")

    async def _until_closed(self, volunteer: Volunteer) -> None:
        stopped = Watch()
        ended: list[object] = []
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
