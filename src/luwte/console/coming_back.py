"""Being signed in, over as many lines as it takes: each line's reading and writing, and the way back after
it."""

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from luwte.console import signin
from luwte.console.entering import Connect, Entering
from luwte.console.link import Link, LinkError
from luwte.console.signin import Admitted, SignInError
from luwte.console.state import Connection, ConsoleState, Outcome
from luwte.console.trust import TrustError
from luwte.errors import LuwteError
from luwte.protocol.messages import StaffMessage, ToStaff

OUTBOX: Final = 1_024
"""Messages that may wait for the line. Full: the line counts as dead; on the next one the state says again
what matters."""
DRAIN_SECONDS: Final = 2.0
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0


class _SignedOut(Exception):  # noqa: N818 - not an error, the ordinary end of a sign-in
    """The volunteer signs out, or the server is not believed any more."""


class Core(Protocol):
    """What staying signed in needs of the console's work."""

    state: ConsoleState

    def take(self, outcome: Outcome) -> None:
        """Pass on what a step came to."""

    def line_is(self, connection: Connection) -> None:
        """The line came or went."""

    def failed(self, error: LuwteError) -> None:
        """A step of coming in failed."""

    def admitted(self, admitted: Admitted) -> None:
        """A sign-in held, on a line that is open."""

    def heard(self, message: ToStaff) -> None:
        """The server said something."""

    async def next_entrance(self) -> tuple[Admitted, Link]:
        """Wait until somebody comes in by hand; LuwteError if they do not."""


class Staying:
    """Keeps somebody signed in until they leave, the server wants them no more, or lies."""

    def __init__(self, core: Core, entering: Entering, connect: Connect, now: Callable[[], float]) -> None:
        self._core: Final = core
        self._entering: Final = entering
        self._connect: Final = connect
        self._now: Final = now
        self._outbox: asyncio.Queue[StaffMessage] = asyncio.Queue(OUTBOX)
        self._has_line = False
        self._token = b""
        self._overfull = asyncio.Event()
        self._hurry = asyncio.Event()
        self._leaving = asyncio.Event()

    async def stay(self, admitted: Admitted, link: Link) -> None:
        """Be signed in, over as many lines as it takes."""
        self._leaving.clear()
        self._admitted(admitted)
        current: Link | None = link
        while current is not None:
            code = await self._converse(current)
            if self._leaving.is_set() or self._is_over():
                break
            self._core.line_is(Connection("reconnecting", code))
            current = await self._reconnect(code)
        self._core.line_is(Connection("offline"))
        if self._core.state.alarm is None:
            self._core.take(self._core.state.sign_out(self._now()))

    def _is_over(self) -> bool:
        """After a shift nobody comes back by themselves: whoever sits here now may be somebody else."""
        return self._core.state.session.stage in {"sealing", "sealed"}

    def say(self, messages: Sequence[StaffMessage]) -> None:
        """Send these on the line as it is now; without one they are dropped."""
        if self._has_line:
            for message in messages:
                try:
                    self._outbox.put_nowait(message)
                except asyncio.QueueFull:
                    self._overfull.set()
                    break

    def hurry(self) -> None:
        """Do not wait for the next attempt."""
        self._hurry.set()

    def leave(self) -> None:
        """Be signed in no longer."""
        self._leaving.set()
        self._hurry.set()

    async def drain(self) -> None:
        """Let what was said before the end still leave, such as that the shift is closed."""
        if self._has_line:
            try:
                async with asyncio.timeout(DRAIN_SECONDS):
                    await self._outbox.join()
            except TimeoutError:
                pass

    # ── one line ──

    async def _converse(self, link: Link) -> str:
        """Read and write until the line ends; return why it did."""
        # WORKAROUND https://github.com/python/cpython/issues/102780: before Python 3.11.3 (Debian 12) a task
        # whose group was ended by one of its own stays marked as cancelled, and asyncio.timeout fails in
        # it for good: the console would not come back. A task of its own takes the mark along.
        async with asyncio.TaskGroup() as tasks:
            talking = tasks.create_task(self._talk(link))
        return talking.result()

    async def _talk(self, link: Link) -> str:
        code = ""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._read(link))
                tasks.create_task(self._write(link))
                tasks.create_task(self._leave_when_asked())
                tasks.create_task(self._give_up_when_overfull())
        except* LinkError as errors:
            code = _first_code(errors)
        except* _SignedOut:
            pass
        finally:
            self._has_line = False
            await link.close()
        return code

    async def _read(self, link: Link) -> None:
        while True:
            self._core.heard(await link.receive())

    async def _write(self, link: Link) -> None:
        while True:
            await link.send(await self._outbox.get())
            self._outbox.task_done()

    async def _leave_when_asked(self) -> None:
        await self._leaving.wait()
        raise _SignedOut

    async def _give_up_when_overfull(self) -> None:
        await self._overfull.wait()
        raise LinkError("timeout")

    # ── the way back ──

    async def _reconnect(self, code: str) -> Link | None:
        """Come back with growing, jittered pauses; None when the sign-in is over."""
        state, pause = self._core.state, FIRST_PAUSE
        while not self._leaving.is_set():
            # Jitter: after a restart of the server not everybody knocks in the same second.
            wait = pause * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
            self._core.line_is(Connection("reconnecting", code, self._now() + wait))
            await self._wait(wait)
            if self._leaving.is_set():
                break
            pause = min(pause * 2, LONGEST_PAUSE)
            try:
                return await self._come_back()
            except TrustError as error:
                self._core.take(state.distrust(error, self._now()))
            except SignInError as error:
                if error.code == "second_factor":
                    return await self._sign_in_again()
                if error.code in {"sign_in", "no_helpline"}:
                    if not self._is_over():
                        self._core.take(state.session_is(self._now(), code=error.code))
                    return None
                code = error.code
            except LuwteError as error:
                code = error.code
        return None

    async def _come_back(self) -> Link:
        state = self._core.state
        seat = state.seat
        if seat is None:
            raise SignInError("sign_in")
        link = await self._connect(seat.unlocked.profile.server)
        try:
            now = int(self._now())
            returned = await signin.come_back(seat.unlocked, self._token, link, now)
        except (LuwteError, asyncio.CancelledError):
            await link.close()
            raise
        if returned is None:
            await link.close()
            # The sign-in is not known there any more (a restart): the proof in memory makes a new one.
            admitted, link = await self._entering.sign_in(seat.unlocked, "")
            self._admitted(admitted)
            return link
        if seat.shift is not None and seat.share and returned.shift != seat.shift.claim.shift:
            await link.close()
            self._core.take(state.shift_is_gone(returned.shift, self._now()))
            raise SignInError("sign_in")
        self._is_connected()
        self._core.take(state.returned(returned.now - now, self._now()))
        if seat.shift is not None:
            self._core.take(state.begin_shift(self._now(), takes_over=False))
        return link

    async def _sign_in_again(self) -> Link | None:
        """A coordinator's second factor is asked for anew; everything else waits where it is."""
        state = self._core.state
        before = state.session.stage
        self._core.take(
            state.session_is(
                self._now(), stage="sign_in", code="second_factor", is_busy=False, needs_second_factor=True
            )
        )
        while not self._leaving.is_set():
            try:
                admitted, link = await self._core.next_entrance()
            except LuwteError as error:
                self._core.failed(error)
                if state.alarm is not None:
                    return None
                continue
            self._core.take(state.session_is(self._now(), stage=before))
            self._admitted(admitted)
            return link
        return None

    def _admitted(self, admitted: Admitted) -> None:
        self._token = admitted.token
        self._is_connected()
        self._core.admitted(admitted)

    def _is_connected(self) -> None:
        self._outbox = asyncio.Queue(OUTBOX)
        self._overfull.clear()
        self._has_line = True
        self._core.line_is(Connection("connected"))

    async def _wait(self, seconds: float) -> None:
        """Wait so long, or until somebody is in a hurry or leaves."""
        try:
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        except TimeoutError:
            pass
        self._hurry.clear()


def _first_code(errors: BaseExceptionGroup[LinkError]) -> str:
    for error in errors.exceptions:
        return _first_code(error) if isinstance(error, BaseExceptionGroup) else error.code
    return "closed"
