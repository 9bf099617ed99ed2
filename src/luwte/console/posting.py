"""Registrations on their way: kept on the disk at once, sent among dummies when the shift ends, however it
ends.

What does not get through waits in the outbox for the next sign-in: no crash and no wipe loses one, and the
server counts none twice. What the disk refuses waits in memory and is tried again; only that can be lost, and
only after it was said (``Session.unkept``).
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from luwte import log
from luwte.console.state import ConsoleState, Outcome
from luwte.console.state.outcome import Sealed
from luwte.console.state.registering import statistics_key
from luwte.protocol.ids import Id, new_id
from luwte.protocol.messages import RegistrationsStored, SendRegistrations, StaffRefused, ToStaff
from luwte.protocol.messages.registering import BATCH_MOST
from luwte.registration.sealed.blobs import StatisticsKey, seal_dummy
from luwte.registration.sealed.outbox import Outbox, OutboxError

PATIENCE_SECONDS: Final = 5.0
"""How long an end waits for the server to take what was registered."""
AGAIN_SECONDS: Final = 20.0
"""How often it is tried to store what the disk refused."""
CLOSE_SECONDS: Final = 3.0

_Result = TypeVar("_Result")


class Core(Protocol):
    """What posting needs of the console's work."""

    state: ConsoleState

    def take(self, outcome: Outcome) -> None:
        """Pass on what a step came to."""

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Do this beside everything else."""

    def notice(self, code: str, what: str = "") -> None:
        """Tell one sentence."""

    async def kept(self) -> None:
        """Wait until the vault holds what was kept until now, if its disk takes it."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a shift's registrations: ``sent`` are at the server, ``waiting`` go at the next
    sign-in."""

    sent: int = 0
    waiting: int = 0


NOTHING: Final = Posted()


class Posting:
    """The outbox of this console, over one folder."""

    def __init__(
        self, core: Core, folder: Path, now: Callable[[], float], steady: Callable[[], float]
    ) -> None:
        self._core: Final = core
        self._now: Final = now
        self._steady: Final = steady
        self._folder: Final = folder
        self._outbox: Outbox | None = None
        self._key: StatisticsKey | None = None
        self._in_memory: list[Sealed] = []
        self._last: Sealed | None = None
        """What was registered last, as long as it may be taken back."""
        self._sent_now = 0
        self._tried_at = 0.0
        self._turn = asyncio.Lock()
        self._awaited: dict[Id, asyncio.Event] = {}
        self._is_refused = False
        # One thread: a step on the disk that nobody waits for any more is still over before the next.
        self._disk: Final = ThreadPoolExecutor(1, "luwte-outbox")

    @property
    def unkept(self) -> int:
        """How many are in memory only."""
        return len(self._in_memory)

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits for the disk or for the server."""
        return not self._in_memory and (self._outbox is None or self._outbox.is_empty)

    def keep(self, registrations: Sequence[Sealed]) -> None:
        """Keep sealed registrations: first on the disk, then the screen is told."""
        if registrations:
            self._in_memory += registrations
            self._last = registrations[-1]
            self._core.begin(self._store())

    def take_back(self, form: Id) -> None:
        """Have what was registered last never leave, if it has not."""
        self._core.begin(self._take_back(form))

    def signed_in(self) -> None:
        """Somebody is here again: send what a former console left over."""
        self._core.begin(self._send_left_over())

    def tick(self) -> None:
        """Time passed: perhaps the disk takes what it refused."""
        if self._in_memory and self._steady() - self._tried_at >= AGAIN_SECONDS:
            self._core.begin(self._store())

    async def send(self) -> Posted:
        """Store and send everything, waiting a while for the server; return what became of it."""
        await self._store()
        await self._send()
        sent, self._sent_now = self._sent_now, 0
        waiting = self._outbox.waiting if self._outbox is not None else 0
        return Posted(sent, waiting)

    async def close(self) -> None:
        """The program ends: store what the disk takes in a moment; of the rest the number is noted."""
        if self._in_memory and self._outbox is not None:
            storing = asyncio.get_running_loop().run_in_executor(self._disk, self._store_now, self._outbox)
            await asyncio.wait({storing}, timeout=CLOSE_SECONDS)
        if self._in_memory:
            log.note("console.posting", "registrations_lost", count=len(self._in_memory))
        self._disk.shutdown(wait=False)

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

    # ── to the disk ──

    async def _store(self) -> None:
        """Put what is in memory onto the disk; what it refuses is told, and stays."""
        async with self._turn:
            self._tried_at = self._steady()
            outbox = await self._opened()
            # In the vault first: whatever dies in between, it goes once, never twice and never not at all.
            await self._core.kept()
            while outbox is not None and self._in_memory:
                one = self._in_memory[0]
                try:
                    await self._on_disk(outbox.put, one.blob)
                except OutboxError as error:
                    self._refused(error.code)
                    break
                del self._in_memory[0]
                self._core.take(self._core.state.registered(one.form, self._now(), is_on_disk=True))
            self._tell_unkept()

    def _store_now(self, outbox: Outbox) -> None:
        with suppress(OutboxError):
            while self._in_memory:
                outbox.put(self._in_memory[0].blob)
                del self._in_memory[0]

    def _refused(self, code: str) -> None:
        """The disk does not take it: the form is done all the same, and what that means is said once."""
        state = self._core.state
        if len(self._in_memory) > state.session.unkept:
            self._core.notice(code)
        for one in self._in_memory[state.session.unkept :]:
            self._core.take(state.registered(one.form, self._now(), is_on_disk=False))

    def _tell_unkept(self) -> None:
        state = self._core.state
        if state.session.unkept != len(self._in_memory):
            self._core.take(state.session_is(self._now(), unkept=len(self._in_memory)))

    async def _take_back(self, form: Id) -> None:
        async with self._turn:
            last, state = self._last, self._core.state
            if last is None or last.form != form:
                self._core.notice("registration_gone")
                return
            if last in self._in_memory:
                self._in_memory.remove(last)
            elif self._outbox is not None:
                try:
                    await self._on_disk(self._outbox.take_back, last.blob)
                except OutboxError as error:
                    self._core.notice(error.code)
                    return
            self._last = None
            self._core.take(state.taken_back(form, self._now()))
            self._tell_unkept()

    async def _opened(self) -> Outbox | None:
        """Return the outbox; None while nobody is signed in or the helpline has no key for figures."""
        seat = self._core.state.seat
        if seat is not None:
            self._key = statistics_key(seat, int(self._now() + seat.ahead)) or self._key
        if self._key is None:
            return None
        if self._outbox is None:
            self._outbox = await self._on_disk(Outbox, self._folder, self._dummy)
        return self._outbox

    def _dummy(self) -> bytes:
        if self._key is None:
            raise OutboxError("outbox_disk")
        return seal_dummy(self._key)

    async def _on_disk(self, call: Callable[..., _Result], *given: object) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._disk, call, *given)

    # ── to the server ──

    async def _send_left_over(self) -> None:
        async with self._turn:
            outbox = await self._opened()
        if outbox is not None and not outbox.is_empty:
            await self._send()

    async def _send(self) -> None:
        """Send all there is, what the disk refused too, as far as the server takes it."""
        async with self._turn:
            outbox = await self._opened()
            if outbox is None or not self._may_send():
                return
            batch = await self._on_disk(outbox.batch, [one.blob for one in self._in_memory])
            if batch:
                self._last = None  # from here on nobody can have it back
            self._is_refused = False
            for at in range(0, len(batch), BATCH_MOST):
                part = batch[at : at + BATCH_MOST]
                if not await self._sent(part):
                    break
                await self._are_stored(outbox, part)
            self._tell_unkept()

    async def _are_stored(self, outbox: Outbox, part: list[bytes]) -> None:
        """The server has these: nothing of them is needed here."""
        before, gone = outbox.waiting + len(self._in_memory), set(part)
        with suppress(OutboxError):  # then they are sent again, and dropped there
            await self._on_disk(outbox.sent, part)
        freed = [one for one in self._in_memory if one.blob in gone]
        self._in_memory = [one for one in self._in_memory if one.blob not in gone]
        for one in freed:
            self._core.take(self._core.state.registered(one.form, self._now(), is_on_disk=True))
        self._sent_now += before - outbox.waiting - len(self._in_memory)

    def _may_send(self) -> bool:
        seat = self._core.state.seat
        return seat is not None and seat.is_connected and self._core.state.alarm is None

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
