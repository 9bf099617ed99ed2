"""Registrations on their way: kept on the disk at once, sent among dummies when the shift ends.

Also at a sign-in, if a former console ended without sending: no crash and no wipe loses one, and the server
counts none twice.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Final, Protocol

from luwte.console.state import ConsoleState, Outcome, Registered
from luwte.console.state.registering import statistics_key
from luwte.protocol.ids import Id, new_id
from luwte.protocol.messages import RegistrationsStored, SendRegistrations, StaffRefused, ToStaff
from luwte.protocol.messages.registering import BATCH_MOST
from luwte.registration.blobs import StatisticsKey, seal_dummy
from luwte.registration.outbox import Outbox, OutboxError

PATIENCE_SECONDS: Final = 5.0
"""How long the end of a shift waits for the server to take what was registered in it."""


class Core(Protocol):
    """What posting needs of the console's work."""

    state: ConsoleState

    def take(self, outcome: Outcome) -> None:
        """Pass on what a step came to."""

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Do this beside everything else."""

    def notice(self, code: str, what: str = "") -> None:
        """Tell one sentence."""


class Posting:
    """The outbox of this console, over one folder. What the disk refuses waits in memory and is told."""

    def __init__(self, core: Core, folder: Path, now: Callable[[], float]) -> None:
        self._core: Final = core
        self._now: Final = now
        self._folder: Final = folder
        self._outbox: Outbox | None = None
        self._key: StatisticsKey | None = None
        self._in_memory: list[bytes] = []
        self._turn = asyncio.Lock()
        self._awaited: dict[Id, asyncio.Event] = {}
        self._is_refused = False

    def keep(self, blobs: Sequence[bytes]) -> None:
        """Keep sealed registrations: first on the disk, then the screen is told."""
        if blobs:
            self._in_memory += blobs
            self._core.begin(self._store())

    def signed_in(self) -> None:
        """Somebody is here again: send what a former console left over."""
        self._core.begin(self._send_left_over())

    async def send(self) -> None:
        """Send everything that waits, and wait a while until the server has it; what it has not stays."""
        state = self._core.state
        seat = state.seat
        if seat is None or not seat.is_connected or state.alarm is not None:
            return
        left = 0
        while await self._store_and_send() and len(self._in_memory) not in {0, left}:
            # More than the disk had room for, which is free now: none of it may end with the program.
            left = len(self._in_memory)

    def heard(self, message: ToStaff) -> None:
        """The server says that a batch is durable, or that it could not be kept."""
        match message:
            case RegistrationsStored(batch) if batch in self._awaited:
                self._awaited[batch].set()
            case StaffRefused(what="send_registrations"):
                self._is_refused = True
                for event in self._awaited.values():
                    event.set()
            case _:
                pass

    async def _store_and_send(self) -> bool:
        """Send what the disk has room for; whether the server has all of that."""
        await self._store()
        async with self._turn:
            outbox = await self._opened()
            if outbox is None:
                return False
            batch = await asyncio.to_thread(outbox.batch)
            self._is_refused = False
            for at in range(0, len(batch), BATCH_MOST):
                part = batch[at : at + BATCH_MOST]
                if not await self._sent(part):
                    return False
                await self._on_disk(outbox, part)
            return bool(batch)

    async def _send_left_over(self) -> None:
        async with self._turn:
            outbox = await self._opened()
        if outbox is not None and not outbox.is_empty:
            await self.send()

    async def _store(self) -> None:
        """Put what is in memory onto the disk."""
        async with self._turn:
            outbox = await self._opened()
            while outbox is not None and self._in_memory:
                try:
                    await asyncio.to_thread(outbox.put, self._in_memory[0])
                except OutboxError as error:
                    self._core.notice(error.code)
                    return
                del self._in_memory[0]
                out = Outcome()
                out.tell(Registered())
                self._core.take(out)

    async def _opened(self) -> Outbox | None:
        """Return the outbox; None while nobody is signed in or the helpline has no key for figures."""
        seat = self._core.state.seat
        if seat is not None:
            self._key = statistics_key(seat, int(self._now() + seat.ahead)) or self._key
        if self._key is None:
            return None
        if self._outbox is None:
            try:
                self._outbox = await asyncio.to_thread(Outbox, self._folder, self._dummy)
            except OutboxError as error:
                self._core.notice(error.code)
        return self._outbox

    def _dummy(self) -> bytes:
        if self._key is None:
            raise OutboxError("outbox_disk")
        return seal_dummy(self._key)

    async def _sent(self, part: list[bytes]) -> bool:
        batch, stored = new_id(), asyncio.Event()
        self._awaited[batch] = stored
        out = Outcome()
        out.say(SendRegistrations(batch, part))
        self._core.take(out)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await stored.wait()
        except TimeoutError:
            return False
        finally:
            del self._awaited[batch]
        return not self._is_refused

    async def _on_disk(self, outbox: Outbox, part: list[bytes]) -> None:
        try:
            await asyncio.to_thread(outbox.sent, part)
        except OutboxError as error:
            self._core.notice(error.code)
