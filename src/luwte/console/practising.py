"""Practice on the volunteer's own screen: the same state over a played line, beside the real one.

Nothing of it leaves this computer or stays on it: the chain, the keys and the notes are in memory only, no
profile is written, and the real line hears nothing of it.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from luwte.console.own_keys import OwnKeys
from luwte.console.signin import Admitted, Unlocked, admit
from luwte.console.state import (
    Change,
    ColleaguesChanged,
    Connection,
    ConnectionChanged,
    ConsoleState,
    HouseChanged,
    NoticeRaised,
    Outcome,
    PolicyAdopted,
    QueueChanged,
    SessionChanged,
    TrustBroken,
)
from luwte.console.state import intentions as wish
from luwte.console.state.intentions import Intention
from luwte.console.trust import Trust
from luwte.console.wants import (
    BeginPractice,
    BeginShift,
    ConfirmEnrolment,
    ConnectNow,
    EndPractice,
    EnrolHere,
    LeaveFigures,
    Lock,
    Prefer,
    ReadFigures,
    ResumeShift,
    SignInHere,
    SignOut,
    Stop,
    TakeBackRegistration,
    Unlock,
    Want,
    WipeFound,
)
from luwte.crypto.keys import random_bytes
from luwte.protocol.messages import StaffMessage
from luwte.settings import Preferences, Profile
from luwte.training.desk import PlayedDesk
from luwte.training.helpline import PracticeHelpline
from luwte.training.player import Player
from luwte.training.script import load_scripts, load_team

NUDGE_SECONDS: Final = 40
END_SECONDS: Final = 80
"""After how long a silence the nudge and the end are offered here: nobody practises for ten minutes."""

NOTICES: Final = 8
"""Notices of the real console that wait for the end of a practice; the oldest go first, as on the screen."""

_TICK_SECONDS: Final = 1.0

_STANDING: Final = (
    ConnectionChanged,
    PolicyAdopted,
    HouseChanged,
    QueueChanged,
    ColleaguesChanged,
    SessionChanged,
    TrustBroken,
)
"""What the screen shows of the real console before a shift, in the order in which it is told again."""


class Practising:
    """Stands between the core and the screen: while somebody practises, the practice is what they see.

    The real console goes on behind it, unseen: its line stays, and what it tells is told when the practice
    is over, its notices too. Locking is the real one's, because it knows the password.
    """

    def __init__(
        self, tell: Callable[[Sequence[Change]], None], now: Callable[[], float], pace: float = 1.0
    ) -> None:
        self._tell: Final = tell
        self._now: Final = now
        self._pace: Final = pace
        self._practice: Practice | None = None
        self._standing: Final[dict[type[Change], Change]] = {}
        self._notices: Final[deque[NoticeRaised]] = deque(maxlen=NOTICES)

    @property
    def is_on(self) -> bool:
        """Whether somebody practises now."""
        return self._practice is not None

    def begin(self, trust: Trust, preferences: Preferences) -> None:
        """Set the practice up; ``run`` plays it. LuwteError if the product's scripts cannot be read."""
        self._practice = Practice(trust, preferences, self._tell, self._now, self._pace)

    async def run(self) -> None:
        """Practise until it is ended; then the screen shows the real console again."""
        if self._practice is not None:
            await self._practice.run()
            self._practice = None
            self._tell([self._standing[kind] for kind in _STANDING if kind in self._standing])
            held = list(dict.fromkeys(self._notices))
            self._notices.clear()
            if held:
                self._tell(held)

    def show(self, changes: Sequence[Change]) -> None:
        """Tell what changed in the real console, or remember it for after the practice."""
        for change in changes:
            if isinstance(change, _STANDING):
                self._standing[type(change)] = change
        if self._practice is None:
            self._tell(changes)
            return
        for change in changes:
            if isinstance(change, NoticeRaised):
                self._notices.append(change)
            if isinstance(change, SessionChanged):
                session = change.session
                self._practice.session_is(
                    is_locked=session.is_locked, is_busy=session.is_busy, code=session.code
                )
                if session.stage != "shift_start":
                    self._practice.end()

    def takes(self, want: Want) -> bool:
        """Tell whether a want was the practice's; the core carries out the others."""
        practice = self._practice
        if practice is None:
            return False
        match want:
            case Stop() | SignOut() | Lock() | Unlock():
                return False
            case ConnectNow() | EnrolHere() | ConfirmEnrolment() | SignInHere():
                return False
            case Prefer():
                practice.prefer(want.preferences)
                return False
            case EndPractice():
                practice.end()
            case (
                BeginPractice()
                | BeginShift()
                | ResumeShift()
                | WipeFound()
                | ReadFigures()
                | LeaveFigures()
                | TakeBackRegistration()
            ):
                pass
            case _:
                practice.intend(want)
        return True


class _Ended(Exception):  # noqa: N818 - not an error, the ordinary end
    """Practised enough."""


class Practice:
    """One practice, from its welcome to its end. ``tell`` hears every change, as of a real shift.

    Raises LuwteError where the scripts of the product cannot be read.
    """

    def __init__(
        self,
        trust: Trust,
        preferences: Preferences,
        tell: Callable[[Sequence[Change]], None],
        now: Callable[[], float],
        pace: float = 1.0,
    ) -> None:
        """``trust`` is the true helpline's: its policy and the display name are borrowed. ``pace`` stretches
        what the others do; tests do not wait for them."""
        team, begins = load_team(), int(now())
        helpline = PracticeHelpline(trust.policy, trust.signed_policy, trust.me.name, team, begins)
        languages = trust.policy.languages
        language = preferences.language if preferences.language in languages else languages[0]
        desk = PlayedDesk(helpline, load_scripts(), team, language, pace)
        self.link: Final = Player(desk, now)
        self.state: Final = ConsoleState(preferences)
        self._admitted: Final = _admitted(helpline, begins)
        self._tell: Final = tell
        self._now: Final = now
        self._outbox: Final[asyncio.Queue[StaffMessage]] = asyncio.Queue()
        self._over: Final = asyncio.Event()

    async def run(self) -> None:
        """Practise until ``end``; afterwards nothing of it is on the screen, and no page in front."""
        state, now = self.state, self._now()
        state.session_is(now, is_practice=True)
        state.waiting.mode = state.preferences.queue
        self._take(state.connection_is(Connection("connected"), now))
        self._take(state.signed_in(self._admitted, now))
        self._take(state.begin_shift(now, takes_over=False))
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._read())
                tasks.create_task(self._write())
                tasks.create_task(self._let_time_pass())
                tasks.create_task(self._end_when_asked())
        except* _Ended:
            pass
        finally:
            await self.link.close()
            gone = state.sign_out(self._now()).changes
            # Which page comes next is the real session's to say.
            self._tell([change for change in gone if not isinstance(change, SessionChanged)])

    def intend(self, intention: Intention) -> None:
        """Carry out what the volunteer wants; leaving the shift ends the practice."""
        if isinstance(intention, wish.LeaveShift):
            self.end()
        else:
            self._take(self.state.intend(intention, self._now()))

    def session_is(self, **parts: Any) -> None:
        """Locking and unlocking: change these fields of the session."""
        self._take(self.state.session_is(self._now(), **parts))

    def prefer(self, preferences: Preferences) -> None:
        """Work with these preferences from now on."""
        self.state.preferences = preferences
        if self.state.seat is not None:
            self.state.seat.preferences = preferences

    def end(self) -> None:
        """End it; ``run`` returns soon after."""
        self._over.set()

    async def _read(self) -> None:
        while True:
            self._take(self.state.apply(await self.link.receive(), self._now()))

    async def _write(self) -> None:
        while True:
            await self.link.send(await self._outbox.get())

    async def _let_time_pass(self) -> None:
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            self._take(self.state.tick(self._now()))

    async def _end_when_asked(self) -> None:
        await self._over.wait()
        raise _Ended

    def _take(self, outcome: Outcome) -> None:
        """Send and tell; what a real shift keeps in its vault stays in the state's memory alone."""
        for message in outcome.messages:
            self._outbox.put_nowait(message)
        changes = outcome.changes
        if self.state.session.stage in {"sealing", "sealed", "broken"}:
            # Half a day went by: a practice has no receipt, it is over.
            self.end()
            changes = [change for change in changes if not isinstance(change, SessionChanged)]
        if changes:
            self._tell(changes)


def _admitted(helpline: PracticeHelpline, now: int) -> Admitted:
    """Return the sign-in at the helpline of this practice, checked like any other."""
    me = helpline.me
    profile = Profile(
        server="",
        helpline=helpline.helpline,
        root=helpline.root,
        person=me.claim.person,
        salt=bytes(16),
        memory_kib=0,
        passes=0,
        lanes=0,
        secrets=b"",
        has_own_keys=True,
    )
    unlocked = Unlocked(profile, OwnKeys(me.staff, me.envelope), None, b"", random_bytes(32))
    admitted = admit(helpline.signed_in(now), unlocked, now)
    policy = admitted.trust.policy
    sooner = replace(
        policy.silence,
        nudge_after=min(policy.silence.nudge_after, NUDGE_SECONDS),
        end_after=min(policy.silence.end_after, END_SECONDS),
    )
    return replace(admitted, trust=replace(admitted.trust, policy=replace(policy, silence=sooner)))
