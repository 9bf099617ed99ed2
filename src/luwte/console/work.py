"""The console at work, without a window: what the volunteer wants, what the server says, and every step of
the state in between."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Final

from luwte.console.coming_back import Staying
from luwte.console.entering import Connect, Entering
from luwte.console.figuring import Figuring
from luwte.console.link import Link, open_link
from luwte.console.posting import Posted, Posting
from luwte.console.practising import Practising
from luwte.console.shift_keeping import ShiftKeeping
from luwte.console.signin import Admitted, SignInError
from luwte.console.state import Change, Connection, ConsoleState, Notice, NoticeRaised, Outcome
from luwte.console.state.intentions import LeaveShift
from luwte.console.steady import steady_seconds
from luwte.console.trust import TrustError
from luwte.console.wants import (
    BeginPractice,
    BeginShift,
    ConfirmEnrolment,
    ConnectNow,
    EndPractice,
    EnrolHere,
    Entrance,
    LeaveFigures,
    Lock,
    Prefer,
    ReadFigures,
    ResumeShift,
    SignInHere,
    SignOut,
    Stop,
    TakeBackRegistration,
    Tray,
    Unlock,
    Want,
    WipeFound,
)
from luwte.errors import LuwteError
from luwte.protocol.messages import ToStaff
from luwte.settings import Preferences, Profile, SettingsError, load_preferences, load_profile, save_profile
from luwte.vault.keychain import Keychain, KeychainError

TICK_SECONDS: Final = 1.0
STOP_SECONDS: Final = 30.0
"""How long an end may take when the program is closed in the middle of a shift."""
CUT_SECONDS: Final = 8.0
"""How long it may take when the system ends the program: soon after that it stops asking."""
SEALED_SECONDS: Final = 600.0
"""After that a program whose shift is sealed ends by itself: memory cannot be wiped otherwise."""
JUMP_SECONDS: Final = 30.0
"""What two clocks may differ from one look to the next before this computer's was set by somebody."""
_NOBODY: Final = ("", "")


class _Stopped(Exception):  # noqa: N818 - not an error, the ordinary end
    """The volunteer ends the console."""


class Work:
    """Runs the state. ``tell`` hears every change, in order, on the loop's own thread.

    ``keychain`` makes the keyring for what this computer keeps, ``session_keychain`` the one for what ends
    with the shift. ``steady`` counts seconds, also while the computer sleeps, and nobody sets it.
    """

    def __init__(
        self,
        folder: Path,
        keychain: Callable[[], Keychain],
        server: str,
        tell: Callable[[Sequence[Change]], None],
        *,
        session_keychain: Callable[[], Keychain] | None = None,
        connect: Connect = open_link,
        now: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        self.state = ConsoleState(Preferences(), server)
        self.tray = Tray()
        self._folder: Final = folder
        self._practising: Final = Practising(tell, now)
        self._tell: Final = self._practising.show
        self._now: Final = now
        self._steady: Final = steady
        self._profile: Profile | None = None
        self._entering: Final = Entering(folder, keychain, connect, now, self.line_is)
        self._entrances: asyncio.Queue[Entrance] = asyncio.Queue(1)
        self._staying: Final = Staying(self, self._entering, connect, now)
        self._keeping: Final = ShiftKeeping(self, folder, session_keychain or keychain, now, steady)
        self._posting: Final = Posting(self, folder, now, steady)
        self._figuring: Final = Figuring(self, now)
        self._tasks: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Work until ``Stop``; every task of the console lives and ends in here."""
        self._load()
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                life = (self._hear_wants(), self._live(), self._let_time_pass())
                await self._until_cut([tasks.create_task(each) for each in life], tasks)
        except* _Stopped:
            pass
        finally:
            await self._posting.close()
            await self._keeping.close()

    async def _until_cut(self, life: Sequence[asyncio.Task[None]], tasks: asyncio.TaskGroup) -> None:
        """Wait for the end. If the system asks for it, what was registered still leaves while the line is
        there; a shift that is open stays open, as after a crash."""
        try:
            await asyncio.wait(life, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            if not any(each.done() for each in life):
                # A task of its own: in one that is cancelled asyncio.timeout cannot be trusted, see Staying.
                posting = tasks.create_task(self._post_at_the_end())
                await asyncio.wait({posting}, timeout=CUT_SECONDS)
            raise

    # ── wants ──

    async def _hear_wants(self) -> None:
        while True:
            want = await self.tray.get()
            if isinstance(want, Stop):
                await self._stop()
            if isinstance(want, SignOut):
                await self._staying.drain()
            self._want(want)

    def _want(self, want: Want) -> None:  # noqa: PLR0912 - one arm per want
        if self._practising.takes(want):
            return
        state, now = self.state, self._now()
        match want:
            case Stop():
                raise _Stopped
            case ConnectNow():
                self._staying.hurry()
            case EnrolHere() | ConfirmEnrolment() | SignInHere():
                # A server that lied is not spoken to again, whatever is pressed.
                if state.alarm is None and not state.session.is_busy and self._entrances.empty():
                    self.take(state.session_is(now, is_busy=True, code=""))
                    self._entrances.put_nowait(want)
            case SignOut():
                self._sign_out()
            case BeginShift():
                self._begin_shift(want)
            case ResumeShift():
                if state.session.stage == "resume" and not state.session.is_busy:
                    self.begin(self._keeping.former.resume())
            case WipeFound():
                if state.session.stage == "resume" and not state.session.is_busy:
                    self.begin(self._keeping.former.wipe_found())
            case BeginPractice():
                self._begin_practice()
            case EndPractice():
                pass
            case ReadFigures():
                self._figuring.begin()
            case LeaveFigures():
                self._figuring.leave()
            case TakeBackRegistration():
                self._posting.take_back(want.form)
            case Lock():
                self.take(state.session_is(now, is_locked=True, code=""))
            case Unlock():
                if not state.session.is_busy:
                    self.take(state.session_is(now, is_busy=True, code=""))
                    self.begin(self._unlock(want.password))
            case Prefer():
                self._prefer(want.preferences)
            case _:
                self.take(state.intend(want, now))

    async def _stop(self) -> None:
        """End: a shift that is open is closed and destroyed first, whatever is open in it."""
        if self._keeping.has_shift:
            self.take(self.state.intend(LeaveShift(is_forced=True), self._now()))
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._keeping.over()
                await self._posting.send()
        except TimeoutError:
            pass
        await self._staying.drain()
        raise _Stopped

    async def post(self) -> Posted:
        """Send what was registered, as far as the server takes it; return what became of it."""
        return await self._posting.send()

    async def kept(self) -> None:
        """Wait until the vault holds what was kept until now, if its disk takes it."""
        await self._keeping.kept()

    async def _post_at_the_end(self) -> None:
        await self._posting.send()

    def _sign_out(self) -> None:
        state = self.state
        if state.talks.all:
            self.notice("not_now", "sign_out")
            return
        if self._keeping.has_shift:
            self.take(state.intend(LeaveShift(), self._now()))
            self.begin(self._leave_once_over())
            return
        if state.session.stage == "sealed":
            self._first_page()
        if self._posting.is_idle:
            self._staying.leave()
        else:
            self.begin(self._leave_once_over())

    async def _leave_once_over(self) -> None:
        await self._keeping.over()
        await self._posting.send()
        self._staying.leave()

    def _begin_shift(self, want: BeginShift) -> None:
        state, now = self.state, self._now()
        if state.seat is None or not state.seat.is_connected:
            # After a shift whose sign-in or line ended with it.
            if state.session.stage == "sealed":
                self._first_page()
        elif state.session.stage in {"shift_start", "sealed"}:
            self.take(state.begin_shift(now, takes_over=want.takes_over, planned=want.planned))

    def _first_page(self) -> None:
        self.take(self.state.session_is(self._now(), stage="sign_in", sealed_why="", code=""))

    def _begin_practice(self) -> None:
        """Practise, where a shift could begin and none is under way."""
        state = self.state
        if state.seat is None or state.session.stage != "shift_start" or state.session.is_busy:
            return
        try:
            self._practising.begin(state.seat.trust, state.preferences)
        except LuwteError as error:
            self.take(state.session_is(self._now(), code=error.code))
        else:
            self.begin(self._practising.run())

    def _prefer(self, preferences: Preferences) -> None:
        self.state.preferences = preferences
        if self.state.seat is not None:
            self.state.seat.preferences = preferences

    async def _unlock(self, password: str) -> None:
        profile = self.state.profile or self._profile
        code = "wrong_password"
        if profile is not None:
            try:
                await self._entering.unlock(profile, password)
                code = ""
            except (SignInError, KeychainError, TrustError) as error:
                code = error.code
        is_locked = bool(code)
        self.take(self.state.session_is(self._now(), is_busy=False, code=code, is_locked=is_locked))

    # ── coming in ──

    def _load(self) -> None:
        stage, code, server = "enrol", "", self.state.session.server
        owner: tuple[str, str] | None = _NOBODY
        try:
            self._prefer(load_preferences(self._folder))
            self.state.waiting.mode = self.state.preferences.queue
            self._profile = load_profile(self._folder)
        except SettingsError as error:
            code, owner = error.code, None
        if self._profile is not None:
            stage, server = "sign_in", self._profile.server
            owner = self._profile.helpline, self._profile.person
        found = self._keeping.find(owner)
        self.take(
            self.state.session_is(self._now(), stage=stage, code=code, server=server, found_until=found)
        )

    async def _live(self) -> None:
        while True:
            try:
                admitted, link = await self.next_entrance()
            except LuwteError as error:
                self.failed(error)
                continue
            await self._staying.stay(admitted, link)

    async def next_entrance(self) -> tuple[Admitted, Link]:
        """Wait until somebody comes in by hand; LuwteError if they do not."""
        want = await self._entrances.get()
        profile = self.state.profile or self._profile
        return await self._entering.enter(want, profile, self.state.session.server)

    def failed(self, error: LuwteError) -> None:
        """A step of coming in failed: the page says why, and nothing else changes."""
        if isinstance(error, TrustError):
            self.take(self.state.distrust(error, self._now()))
            return
        uri, code, session = self._entering.totp_uri, error.code, self.state.session
        if uri and uri != session.totp_uri:
            code = ""  # a second factor is to be set up now: nothing failed
        needs = session.needs_second_factor or (code == "second_factor" and not uri)
        self.take(
            self.state.session_is(
                self._now(), is_busy=False, code=code, needs_second_factor=needs, totp_uri=uri
            )
        )
        if self.state.connection.state == "connecting":
            self.line_is(Connection("offline"))

    def admitted(self, admitted: Admitted) -> None:
        """A sign-in held, on a line that is open: a shift under way goes on, one of before is offered."""
        if self._profile is None or self._profile.salt != admitted.unlocked.profile.salt:
            self._keep_profile(admitted.unlocked.profile)
        self.take(self.state.signed_in(admitted, self._now()))
        seat = self.state.seat
        if seat is not None and seat.shift is not None:
            self.take(self.state.begin_shift(self._now(), takes_over=False))
        self._keeping.former.signed_in()
        self._posting.signed_in()

    # ── small things ──

    def heard(self, message: ToStaff) -> None:
        """The server said something."""
        self._posting.heard(message)
        self._figuring.heard(message)
        former = self._keeping.former
        if not former.swallows(message):
            self.take(self.state.apply(message, self._now()))
            former.look()

    async def _let_time_pass(self) -> None:
        ahead = self._now() - self._steady()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            jump = self._now() - self._steady() - ahead
            if abs(jump) > JUMP_SECONDS:
                ahead += jump
                self.take(self.state.clock_jumped(jump, self._now()))
            self.take(self.state.tick(self._now()))
            self._keeping.tick()
            self._posting.tick()
            # What would be lost with the program holds it; it is sealed, and tells nobody anything.
            if self._keeping.sealed_for >= SEALED_SECONDS and not self._posting.unkept:
                raise _Stopped

    def line_is(self, connection: Connection) -> None:
        """The line came or went."""
        if connection.state != "connected":
            self._keeping.former.line_lost()
            self._figuring.line_lost()
        self.take(self.state.connection_is(connection, self._now()))

    def notice(self, code: str, what: str = "") -> None:
        """Tell one sentence."""
        self._tell([NoticeRaised(Notice(code, what))])

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Do this beside everything else, until the console ends."""
        if self._tasks is None:
            work.close()
        else:
            self._tasks.create_task(work)

    def leave(self) -> None:
        """Be signed in no longer."""
        self._staying.leave()

    def take(self, outcome: Outcome) -> None:
        """Pass on what a step came to: keep, send, tell, in that order."""
        profile = self.state.profile
        if profile is not None and profile != self._profile:
            self._keep_profile(profile)
        self._keeping.keep(outcome.keeps)
        self._posting.keep(outcome.registrations)
        self._staying.say(outcome.messages)
        if outcome.changes:
            self._tell(outcome.changes)
        if self.state.alarm is not None:
            self.leave()
        self._keeping.follow()

    def _keep_profile(self, profile: Profile) -> None:
        self._profile = profile
        try:
            save_profile(self._folder, profile)
        except SettingsError as error:
            self.notice(error.code, "profile")
