"""The console at work, without a window: signing in, the line and its return, and every step of the state in
between."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from luwte.console import signin
from luwte.console.entering import Connect, Entering
from luwte.console.link import Link, LinkError, open_link
from luwte.console.practising import Practising
from luwte.console.signin import Admitted, SignInError
from luwte.console.state import Change, Connection, ConsoleState, Notice, NoticeRaised, Outcome
from luwte.console.trust import TrustError
from luwte.console.wants import (
    BeginPractice,
    BeginShift,
    ConfirmEnrolment,
    ConnectNow,
    EndPractice,
    EnrolHere,
    Entrance,
    Lock,
    Prefer,
    ResumeShift,
    SignInHere,
    SignOut,
    Stop,
    Tray,
    Unlock,
    Want,
    WipeFound,
)
from luwte.errors import LuwteError
from luwte.protocol.messages import StaffMessage
from luwte.settings import Preferences, Profile, SettingsError, load_preferences, load_profile, save_profile
from luwte.vault.keychain import Keychain, KeychainError

OUTBOX: Final = 1_024
"""Messages that may wait for the line. Full: the line counts as dead; on the next one the state says again
what matters."""
TICK_SECONDS: Final = 1.0
DRAIN_SECONDS: Final = 2.0
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0


class _Stopped(Exception):  # noqa: N818 - not an error, the ordinary end
    """The volunteer ends the console."""


class _SignedOut(Exception):  # noqa: N818 - not an error, the ordinary end of a sign-in
    """The volunteer signs out, or the server is not believed any more."""


class Work:
    """Runs the state. ``tell`` hears every change, in order, on the loop's own thread."""

    def __init__(
        self,
        folder: Path,
        keychain: Callable[[], Keychain],
        server: str,
        tell: Callable[[Sequence[Change]], None],
        *,
        connect: Connect = open_link,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.state = ConsoleState(Preferences(), server)
        self.tray = Tray()
        self._folder: Final = folder
        self._practising: Final = Practising(tell, now)
        self._tell: Final = self._practising.show
        self._connect: Final = connect
        self._now: Final = now
        self._profile: Profile | None = None
        self._entering: Final = Entering(folder, keychain, connect, now, self._connection)
        self._entrances: asyncio.Queue[Entrance] = asyncio.Queue(1)
        self._outbox: asyncio.Queue[StaffMessage] = asyncio.Queue(OUTBOX)
        self._has_link = False
        self._token = b""
        self._overfull = asyncio.Event()
        self._hurry = asyncio.Event()
        self._leaving = asyncio.Event()

    async def run(self) -> None:
        """Work until ``Stop``; every task of the console lives and ends in here."""
        self._load()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._hear_wants(tasks))
                tasks.create_task(self._live())
                tasks.create_task(self._let_time_pass())
        except* _Stopped:
            pass

    # ── wants ──

    async def _hear_wants(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            want = await self.tray.get()
            if isinstance(want, Stop | SignOut):
                await self._drain()
            self._want(want, tasks)

    def _want(self, want: Want, tasks: asyncio.TaskGroup) -> None:  # noqa: PLR0912 - one arm per want
        if self._practising.takes(want):
            return
        state, now = self.state, self._now()
        match want:
            case Stop():
                raise _Stopped
            case ConnectNow():
                self._hurry.set()
            case EnrolHere() | ConfirmEnrolment() | SignInHere():
                # A server that lied is not spoken to again, whatever is pressed.
                if state.alarm is None and not state.session.is_busy and self._entrances.empty():
                    self._take(state.session_is(now, is_busy=True, code=""))
                    self._entrances.put_nowait(want)
            case SignOut():
                if state.talks.all:
                    self._notice("not_now", "sign_out")
                else:
                    self._leave()
            case BeginShift():
                self._take(state.begin_shift(now, takes_over=want.takes_over))
            case BeginPractice():
                self._begin_practice(tasks)
            case ResumeShift() | WipeFound() | EndPractice():
                pass
            case Lock():
                self._take(state.session_is(now, is_locked=True, code=""))
            case Unlock():
                if not state.session.is_busy:
                    self._take(state.session_is(now, is_busy=True, code=""))
                    tasks.create_task(self._unlock(want.password))
            case Prefer():
                self._prefer(want.preferences)
            case _:
                self._take(state.intend(want, now))

    def _begin_practice(self, tasks: asyncio.TaskGroup) -> None:
        """Practise, where a shift could begin and none is under way."""
        state = self.state
        if state.seat is None or state.session.stage != "shift_start" or state.session.is_busy:
            return
        try:
            self._practising.begin(state.seat.trust, state.preferences)
        except LuwteError as error:
            self._take(state.session_is(self._now(), code=error.code))
        else:
            tasks.create_task(self._practising.run())

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
        self._take(self.state.session_is(self._now(), is_busy=False, code=code, is_locked=is_locked))

    # ── coming in ──

    def _load(self) -> None:
        stage, code, server = "enrol", "", self.state.session.server
        try:
            self._prefer(load_preferences(self._folder))
            self.state.waiting.mode = self.state.preferences.queue
            self._profile = load_profile(self._folder)
        except SettingsError as error:
            code = error.code
        if self._profile is not None:
            stage, server = "sign_in", self._profile.server
        self._take(self.state.session_is(self._now(), stage=stage, code=code, server=server))

    async def _live(self) -> None:
        while True:
            want = await self._entrances.get()
            try:
                admitted, link = await self._enter(want)
            except LuwteError as error:
                self._failed(error)
                continue
            await self._stay(admitted, link)

    async def _enter(self, want: Entrance) -> tuple[Admitted, Link]:
        profile = self.state.profile or self._profile
        return await self._entering.enter(want, profile, self.state.session.server)

    def _failed(self, error: LuwteError) -> None:
        """A step of coming in failed: the page says why, and nothing else changes."""
        if isinstance(error, TrustError):
            self._take(self.state.distrust(error, self._now()))
            return
        uri, code, session = self._entering.totp_uri, error.code, self.state.session
        if uri and uri != session.totp_uri:
            code = ""  # a second factor is to be set up now: nothing failed
        needs = session.needs_second_factor or (code == "second_factor" and not uri)
        self._take(
            self.state.session_is(
                self._now(), is_busy=False, code=code, needs_second_factor=needs, totp_uri=uri
            )
        )
        if self.state.connection.state == "connecting":
            self._connection(Connection("offline"))

    # ── being in ──

    async def _stay(self, admitted: Admitted, link: Link) -> None:
        """Be signed in, over as many lines as it takes, until the volunteer leaves or the server lies."""
        self._leaving.clear()
        await self._admitted(admitted)
        current: Link | None = link
        while current is not None:
            code = await self._converse(current)
            if self._leaving.is_set():
                break
            self._connection(Connection("reconnecting", code))
            current = await self._reconnect(code)
        self._connection(Connection("offline"))
        if self.state.alarm is None:
            self._take(self.state.sign_out(self._now()))

    async def _admitted(self, admitted: Admitted) -> None:
        self._token = admitted.token
        if self._profile is None or self._profile.salt != admitted.unlocked.profile.salt:
            self._keep_profile(admitted.unlocked.profile)
        self._fresh_outbox()
        self._connection(Connection("connected"))
        self._take(self.state.signed_in(admitted, self._now()))
        seat = self.state.seat
        if seat is not None and seat.shift is not None:
            self._take(self.state.begin_shift(self._now(), takes_over=False))

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
            self._has_link = False
            await link.close()
        return code

    async def _read(self, link: Link) -> None:
        while True:
            self._take(self.state.apply(await link.receive(), self._now()))

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

    async def _reconnect(self, code: str) -> Link | None:
        """Come back with growing, jittered pauses; None when the sign-in is over."""
        pause = FIRST_PAUSE
        while not self._leaving.is_set():
            # Jitter: after a restart of the server not everybody knocks in the same second.
            wait = pause * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
            self._connection(Connection("reconnecting", code, self._now() + wait))
            await self._wait(wait)
            if self._leaving.is_set():
                break
            pause = min(pause * 2, LONGEST_PAUSE)
            try:
                return await self._come_back()
            except TrustError as error:
                self._take(self.state.distrust(error, self._now()))
            except SignInError as error:
                if error.code == "second_factor":
                    return await self._sign_in_again()
                if error.code in {"sign_in", "no_helpline"}:
                    self._take(self.state.session_is(self._now(), code=error.code))
                    return None
                code = error.code
            except LuwteError as error:
                code = error.code
        return None

    async def _come_back(self) -> Link:
        seat = self.state.seat
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
            if self.state.session.sealed_why == "ended":
                # Whoever sits here now may be somebody else: the password is asked for.
                await link.close()
                raise SignInError("sign_in")
            # The sign-in is not known there any more (a restart): the proof in memory makes a new one.
            await link.close()
            admitted, link = await self._entering.sign_in(seat.unlocked, "")
            await self._admitted(admitted)
            return link
        self._fresh_outbox()
        self._connection(Connection("connected"))
        self._take(self.state.returned(returned.now - now, self._now()))
        if seat.shift is not None:
            self._take(self.state.begin_shift(self._now(), takes_over=False))
        return link

    async def _sign_in_again(self) -> Link | None:
        """A coordinator's second factor is asked for anew; everything else waits where it is."""
        before = self.state.session.stage
        self._take(
            self.state.session_is(
                self._now(), stage="sign_in", code="second_factor", is_busy=False, needs_second_factor=True
            )
        )
        while not self._leaving.is_set():
            try:
                admitted, link = await self._enter(await self._entrances.get())
            except LuwteError as error:
                self._failed(error)
                if self.state.alarm is not None:
                    return None
                continue
            self._take(self.state.session_is(self._now(), stage=before))
            await self._admitted(admitted)
            return link
        return None

    # ── small things ──

    async def _let_time_pass(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self._take(self.state.tick(self._now()))

    async def _wait(self, seconds: float) -> None:
        """Wait so long, or until somebody is in a hurry or leaves."""
        try:
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        except TimeoutError:
            pass
        self._hurry.clear()

    async def _drain(self) -> None:
        """Let what was said before the end still leave, such as that the shift is closed."""
        if self._has_link:
            try:
                async with asyncio.timeout(DRAIN_SECONDS):
                    await self._outbox.join()
            except TimeoutError:
                pass

    def _fresh_outbox(self) -> None:
        self._outbox = asyncio.Queue(OUTBOX)
        self._overfull.clear()
        self._has_link = True

    def _connection(self, connection: Connection) -> None:
        self._take(self.state.connection_is(connection, self._now()))

    def _notice(self, code: str, what: str) -> None:
        self._tell([NoticeRaised(Notice(code, what))])

    def _take(self, outcome: Outcome) -> None:
        """Pass on what a step came to: keep, send, tell, in that order."""
        profile = self.state.profile
        if profile is not None and profile != self._profile:
            self._keep_profile(profile)
        if self._has_link:
            for message in outcome.messages:
                try:
                    self._outbox.put_nowait(message)
                except asyncio.QueueFull:
                    self._overfull.set()
                    break
        if outcome.changes:
            self._tell(outcome.changes)
        if self.state.alarm is not None:
            self._leave()

    def _leave(self) -> None:
        self._leaving.set()
        self._hurry.set()

    def _keep_profile(self, profile: Profile) -> None:
        self._profile = profile
        try:
            save_profile(self._folder, profile)
        except SettingsError as error:
            self._notice(error.code, "profile")


def _first_code(errors: BaseExceptionGroup[LinkError]) -> str:
    for error in errors.exceptions:
        return _first_code(error) if isinstance(error, BaseExceptionGroup) else error.code
    return "closed"
