"""What a former run of the console left: a shift that still runs is offered or wiped, and the server hears of
one that ended without it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Final, Protocol

from luwte.console.keeping import Gone, Keeper
from luwte.console.posting import NOTHING, Posted
from luwte.console.state import ConsoleState, Outcome
from luwte.console.state.leaving import Leaving
from luwte.console.state.seat import Seat
from luwte.protocol.messages import Asked, Ended, ShiftClosed, ShiftOpened, StaffRefused, ToStaff
from luwte.vault.keychain import KeychainError
from luwte.vault.shift import Manifest

TELL_SECONDS: Final = 5.0
"""How long the server may take to hear that a found shift is over."""


class Core(Protocol):
    """What keeping a shift needs of the console's work."""

    state: ConsoleState

    def take(self, outcome: Outcome) -> None:
        """Pass on what a step came to."""

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Do this beside everything else."""

    def notice(self, code: str, what: str = "") -> None:
        """Tell one sentence."""

    def leave(self) -> None:
        """Be signed in no longer."""

    async def post(self) -> Posted:
        """Send what was registered, as far as the server takes it; return what became of it."""


class Seal(Protocol):
    """Who shows that a shift is being destroyed, and what is gone."""

    def begin_sealing(self) -> None:
        """From now on everything of a shift here is being destroyed."""

    def sealed_so_far(self, share: float) -> None:
        """Show how much is destroyed."""

    def sealed(self, gone: Gone, leaving: Leaving, posted: Posted = NOTHING) -> None:
        """It is destroyed: write the receipt."""


class Former:
    """Knows what was left, from the sign-in on. ``keeper.found`` is a shift that can go on."""

    def __init__(self, core: Core, keeper: Keeper, now: Callable[[], float], seal: Seal) -> None:
        self._core: Final = core
        self._keeper: Final = keeper
        self._now: Final = now
        self._seal: Final = seal
        self._untold: Manifest | None = None
        self._is_closing = False
        self._is_told = asyncio.Event()

    def signed_in(self) -> None:
        """Somebody is here: offer them the shift that was found, if it still runs."""
        state, found = self._core.state, self._keeper.found
        seat = state.seat
        self._is_closing = False
        if seat is None or seat.shift is not None:
            return
        if found is None:
            self._core.begin(self._clear_ended())
        elif not _is_of(found, seat) or found.until <= self._now() + seat.ahead:
            self._core.begin(self._discard())
        else:
            until = found.meant_until(self._now(), seat.ahead)
            self._core.take(state.session_is(self._now(), stage="resume", found_until=until))

    def resume(self) -> Coroutine[None, None, None]:
        """Return the work of going on with the found shift; without its key it goes on with an empty vault.

        From this call on the page is busy: whatever else was pressed in the same moment is not done too.
        """
        self._core.take(self._core.state.session_is(self._now(), is_busy=True, code=""))
        return self._resume()

    async def _resume(self) -> None:
        state, found = self._core.state, self._keeper.found
        takes_over = state.session.shift_elsewhere
        try:
            await self._keeper.fetch_share()
        except KeychainError as error:
            # A locked or slow keyring may open later: nothing is destroyed for it.
            self._core.take(state.session_is(self._now(), is_busy=False, code=error.code))
            return
        if state.seat is None or not state.seat.is_connected:
            self._core.take(state.session_is(self._now(), is_busy=False, code="unreachable"))
        else:
            self._core.take(state.begin_shift(self._now(), takes_over=takes_over, found=found))

    def wipe_found(self) -> Coroutine[None, None, None]:
        """Return the work of destroying the found shift, and of having the server end it.

        From this call on nothing of it can go on.
        """
        found = self._keeper.found
        if found is not None:
            self._seal.begin_sealing()
            parts = {"stage": "sealing", "sealing": 0.0, "sealed_why": "closed", "code": ""}
            self._core.take(self._core.state.session_is(self._now(), found_until=None, **parts))
        return self._wipe(found)

    async def _wipe(self, found: Manifest | None) -> None:
        state = self._core.state
        if found is None:
            return
        is_ours = state.seat is not None and state.seat.shift_there in {found.shift, None}
        if is_ours:
            self._close_there(found)
        gone = await self._keeper.seal(self._seal.sealed_so_far, is_server_told=False)
        is_told = not is_ours or await self._has_heard()
        if is_told and gone.is_keyring_cleared:
            await self._keeper.forget_ended()
        self._seal.sealed(gone, Leaving("closed", float(found.began), 0, 0, 0, 0, is_told))

    def swallows(self, message: ToStaff) -> bool:
        """Hear what the server says about a former shift while it is being closed there; nothing else
        should."""
        if not self._is_closing:
            return False
        match message:
            case ShiftClosed():
                self._is_closing = False
                self._is_told.set()
                return True
            case StaffRefused(what="close_shift"):
                self._is_closing = False
                return True
            case ShiftOpened() | Asked() | Ended() | StaffRefused(what="open_shift"):
                return True
            case _:
                return False

    def line_lost(self) -> None:
        """What was being said of a former shift is not answered any more; the next line is another one's."""
        self._is_closing = False

    def look(self) -> None:
        """The server said something: perhaps it shows whether it knows of the end."""
        state, over = self._core.state, self._untold
        seat = state.seat
        if over is None or seat is None or seat.shift is not None or seat.shift_there is None:
            return
        self._untold = None
        if seat.shift_there == over.shift:
            self._core.begin(self._tell_end(over))
        else:
            self._core.begin(self._keeper.forget_ended())

    async def begun(self) -> None:
        """Another shift began here: with that the server let the half key of the former one go."""
        if self._untold is not None:
            self._untold = None
            await self._keeper.forget_ended()

    async def _clear_ended(self) -> None:
        """Let keyring and server hear of a shift whose end they may not know; harmless without one."""
        over = await self._keeper.ended()
        if over is not None and await self._keeper.forget_share(over):
            self._untold = over
            self.look()

    async def _tell_end(self, over: Manifest) -> None:
        self._close_there(over)
        if await self._has_heard():
            await self._keeper.forget_ended()

    def _close_there(self, former: Manifest) -> None:
        self._is_closing = True
        self._is_told.clear()
        self._core.take(self._core.state.close_found(former, self._now()))

    async def _has_heard(self) -> bool:
        """Wait until the server said that it closed the former shift; False if it does not."""
        if self._core.state.connection.state == "connected":
            try:
                async with asyncio.timeout(TELL_SECONDS):
                    await self._is_told.wait()
            except TimeoutError:
                pass
        return self._is_told.is_set()

    async def _discard(self) -> None:
        await self._keeper.seal(lambda _share: None)
        self._core.take(self._core.state.session_is(self._now(), found_until=None))
        self._core.notice("vault_lost")


def _is_of(found: Manifest, seat: Seat) -> bool:
    return (found.helpline, found.person) == (seat.unlocked.profile.helpline, seat.me)
