"""What lies on this computer follows the shift: its vault opens when the shift does, and is destroyed when it
ends, whatever ended it."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from luwte.console.former import Core, Former
from luwte.console.keeping import Gone, Keeper
from luwte.console.posting import NOTHING, Posted
from luwte.console.state import Receipt
from luwte.console.state.leaving import Leaving
from luwte.console.state.seat import Seat
from luwte.console.steady import run_name
from luwte.protocol.ids import Id, PersonId
from luwte.vault.keychain import Keychain
from luwte.vault.notes import Keep
from luwte.vault.shift import Manifest, Run

AGAIN_SECONDS: Final = 60.0
"""How often it is tried to make a file that the disk refused."""


class ShiftKeeping:
    """Looks after each step of the state whether a vault is to be opened or destroyed."""

    def __init__(
        self,
        core: Core,
        folder: Path,
        keychain: Callable[[], Keychain],
        now: Callable[[], float],
        steady: Callable[[], float],
    ) -> None:
        core.state.has_keeper = True
        self._sealed_at: float | None = None
        self._core: Final = core
        self._now: Final = now
        self._steady: Final = steady
        self._keeper: Final = Keeper(folder, keychain, self._told)
        self.former: Final = Former(core, self._keeper, now, self)
        self._opened: tuple[Id, bytes] = ("", b"")
        self._tried_at = 0.0
        self._is_sealing = False
        self._is_over = asyncio.Event()
        self._is_over.set()

    # ── before a shift ──

    def find(self, owner: tuple[Id, PersonId] | None) -> float | None:
        """Look for what a crash left here, before anybody signs in; return until when it is meant to run."""
        now = self._now()
        found = self._keeper.find(int(now), owner, self._run())
        return found.meant_until(now) if found else None

    # ── a shift ──

    @property
    def has_shift(self) -> bool:
        """Whether a shift is open here, whatever page is in front."""
        seat = self._core.state.seat
        return seat is not None and seat.shift is not None and self._opened == (seat.vault, seat.share)

    @property
    def sealed_for(self) -> float:
        """For how many seconds the receipt of the last shift has been in front; 0 if something else is."""
        is_in_front = self._core.state.session.stage == "sealed" and self._sealed_at is not None
        return self._steady() - (self._sealed_at or 0.0) if is_in_front else 0.0

    def keep(self, changes: Sequence[Keep]) -> None:
        """Keep these for as long as the shift runs."""
        seat = self._core.state.seat
        if seat is not None and seat.shift is not None:
            self._keeper.keep(changes)

    def follow(self) -> None:
        """The state took a step: open, replan or destroy what lies here, if that is due."""
        state = self._core.state
        seat = state.seat
        if state.leaving is not None:
            if not self._is_sealing:
                self.begin_sealing()
                self._core.begin(self._seal(state.leaving))
        elif seat is not None and seat.share:
            self._is_over.clear()
            self._sealed_at = None
            if self._opened != (seat.vault, seat.share):
                self._opened = (seat.vault, seat.share)
                self._core.begin(self._open(seat))
            else:
                self._plan(seat)

    def tick(self) -> None:
        """Time passed: try again to make a file, where none could be made."""
        if self._keeper.can_try_again and self._steady() - self._tried_at >= AGAIN_SECONDS:
            self._tried_at = self._steady()
            self._core.begin(self._keeper.try_again())

    async def kept(self) -> None:
        """Wait until what was kept until now is on the disk, or the disk refuses it."""
        await self._keeper.kept()

    async def over(self) -> None:
        """Wait until no shift is open here and nothing is left of one."""
        await self._is_over.wait()

    async def close(self) -> None:
        """The program ends: what is there of a running shift is stored, not destroyed."""
        await self._keeper.close()

    async def _open(self, seat: Seat) -> None:
        state, shift = self._core.state, seat.shift
        if shift is None:
            return
        profile, began = seat.unlocked.profile, int(state.session.shift_began or self._now())
        until = shift.claim.not_after
        planned = self._planned(until)
        run = self._run()
        manifest = Manifest(
            seat.vault,
            profile.helpline,
            profile.person,
            began,
            planned,
            until,
            shift=shift.claim.shift,
            seen=int(self._now() + seat.ahead),
            run=run.name,
            ran=int(run.seconds),
        )
        opened = await self._keeper.open(manifest, seat.share, is_kept=seat.is_kept)
        if self._opened != (manifest.vault, self._keeper.share):
            return
        self._core.take(state.session_is(self._now(), found_until=None))
        self._core.take(state.restore(opened.kept, self._now()))
        self._keeper.follow()
        if opened.lost:
            self._core.notice(opened.lost)
        await self._keeper.keep_share()
        # Where that took long, the shift may be over: what is left to tell is its own.
        if self._opened == (manifest.vault, self._keeper.share):
            await self.former.begun()

    def _plan(self, seat: Seat) -> None:
        """Write down when the shift is meant to end, if that is another time now."""
        manifest = self._keeper.manifest
        if manifest is not None and manifest.vault == seat.vault:
            planned = self._planned(manifest.until)
            if planned != manifest.planned:
                self._keeper.plan(planned)

    def _planned(self, until: int) -> int:
        return min(int(self._core.state.session.shift_planned or until), until)

    async def _seal(self, leaving: Leaving) -> None:
        """Destroy what lies here, and meanwhile send what was registered: neither waits for the other."""
        # One that ran to its latest end has ended there by itself.
        is_known = leaving.is_server_told or leaving.why == "expired"
        async with asyncio.TaskGroup() as both:
            sealing = both.create_task(self._keeper.seal(self.sealed_so_far, is_server_told=is_known))
            posting = both.create_task(self._post(leaving))
        self.sealed(sealing.result(), leaving, posting.result())

    async def _post(self, leaving: Leaving) -> Posted:
        posted = await self._core.post()
        if not leaving.is_server_told:
            # It believes that somebody sits here, and so would the visitors.
            self._core.leave()
        return posted

    def _run(self) -> Run:
        return Run(run_name(), self._steady())

    def begin_sealing(self) -> None:
        """From now on everything of a shift here is being destroyed."""
        self._is_sealing = True
        self._is_over.clear()
        self._opened = ("", b"")

    def sealed(self, gone: Gone, leaving: Leaving, posted: Posted = NOTHING) -> None:
        """It is destroyed: write the receipt."""
        now, destroyed = self._now(), gone.destroyed
        receipt = Receipt(
            at=now,
            began=leaving.began,
            notes=leaving.notes,
            drafts=leaving.drafts,
            unsent=leaving.unsent,
            conversations=leaving.conversations,
            files=destroyed.files,
            bytes=destroyed.bytes,
            is_server_told=leaving.is_server_told,
            is_keyring_cleared=gone.is_keyring_cleared,
            problems=destroyed.problems,
            forms=leaving.forms,
            registered=posted.sent,
            waiting=posted.waiting,
        )
        self._is_sealing = False
        self._sealed_at = self._steady()
        self._core.take(self._core.state.sealed(receipt, now))
        self._is_over.set()

    def sealed_so_far(self, share: float) -> None:
        """Show how much is destroyed."""
        state = self._core.state
        if state.session.stage == "sealing":
            self._core.take(state.session_is(self._now(), sealing=share))

    def _told(self) -> None:
        """The keeper says whether what is typed reaches the disk."""
        state, keeper = self._core.state, self._keeper
        parts = {"vault_code": keeper.code, "is_share_in_memory": keeper.is_share_in_memory}
        self._core.take(state.session_is(self._now(), **parts))
