"""Reading the figures: every week of registrations fetched, opened and handed over as counts (R3).

The server cannot count them; this console can, if the policy lets this role and its keys are at hand. Opening
takes a thread, in portions, so that the window stays alive and it can be left at any time.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Final, Protocol

from luwte.console.gathering import GatheringError, Pace, gather
from luwte.console.state import ConsoleState, Figures, FiguresChanged, Outcome
from luwte.console.state.registering import reading_keys
from luwte.protocol.messages import (
    ListRegistrations,
    ReadRegistrations,
    Registrations,
    RegistrationWeeks,
    StaffMessage,
    StaffRefused,
    ToStaff,
)
from luwte.registration.publishing.releasing import released

PATIENCE_SECONDS: Final = 30.0
_ASKED: Final = frozenset({"list_registrations", "read_registrations"})


class Core(Protocol):
    """What figuring needs of the console's work."""

    state: ConsoleState

    def take(self, outcome: Outcome) -> None:
        """Pass on what a step came to."""

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Do this beside everything else."""


class _GivenUpError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Figuring:
    """One reading at a time; a new one takes the place of the last."""

    def __init__(self, core: Core, now: Callable[[], float]) -> None:
        self._core: Final = core
        self._now: Final = now
        self._pace: Final = Pace()
        self._reading: _Reading | None = None

    def begin(self) -> None:
        """Read everything anew."""
        self._end()
        self._reading = _Reading(self._core, self._now, self._pace)
        self._core.begin(self._reading.run())

    def leave(self) -> None:
        """Nobody looks any more: stop reading, and forget what was opened."""
        self._end()
        _show(self._core, Figures())

    def heard(self, message: ToStaff) -> None:
        """The server answers a question of this reading."""
        if self._reading is not None:
            self._reading.heard(message)

    def line_lost(self) -> None:
        """No answer comes any more to what was asked."""
        if self._reading is not None:
            self._reading.heard(None)

    def _end(self) -> None:
        if self._reading is not None:
            self._reading.leave()
            self._reading = None


class _Reading:
    """One reading, from the list of weeks to the counts. Once it is left it asks nothing and says nothing."""

    def __init__(self, core: Core, now: Callable[[], float], pace: Pace) -> None:
        self._core: Final = core
        self._now: Final = now
        self._pace: Final = pace
        self._answers: asyncio.Queue[ToStaff | None] = asyncio.Queue(4)
        self._is_wanted = True

    def leave(self) -> None:
        """Nobody wants it any more."""
        self._is_wanted = False
        self.heard(None)

    def heard(self, message: ToStaff | None) -> None:
        """The server answers; None: it will not."""
        match message:
            case None | RegistrationWeeks() | Registrations():
                pass
            case StaffRefused() if message.what in _ASKED:
                pass
            case _:
                return
        if not self._answers.full():
            self._answers.put_nowait(message)

    async def run(self) -> None:
        """Read, and show how far it is, what came of it, or why nothing did."""
        self._show(Figures())
        try:
            await self._read()
        except (GatheringError, _GivenUpError) as error:
            self._show(Figures(code=error.code))

    async def _read(self) -> None:
        seat = self._core.state.seat
        if seat is None or not seat.is_connected:
            raise _GivenUpError("offline")
        keys = reading_keys(seat)
        if not keys:
            raise _GivenUpError("key_missing")
        policy = seat.trust.policy
        rules = policy.conduct.publication
        now = datetime.fromtimestamp(self._now() + seat.ahead, UTC)
        release = released(now, policy.time_zone, rules)

        shown = 0

        def goes_on(done: float) -> bool:
            nonlocal shown
            if round(100 * done) > shown:
                shown = round(100 * done)
                self._show(Figures(done, release=release))
            return self._is_wanted

        gathered = await gather(
            self._ask, keys, policy.registration, rules, release.until, goes_on, self._pace
        )
        if gathered is not None:
            self._show(Figures(1.0, gathered.counts, gathered.unreadable, release=release))

    async def _ask(self, question: StaffMessage) -> ToStaff:
        seat = self._core.state.seat
        if not self._is_wanted or seat is None or not seat.is_connected:
            raise _GivenUpError("offline")
        while not self._answers.empty():
            self._answers.get_nowait()
        out = Outcome()
        out.say(question)
        self._core.take(out)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not _is_answer(question, answer := await self._answers.get()):
                    pass
        except TimeoutError:
            answer = None
        if answer is None:
            raise _GivenUpError("offline")
        return answer

    def _show(self, figures: Figures) -> None:
        if self._is_wanted:
            _show(self._core, figures)


def _show(core: Core, figures: Figures) -> None:
    out = Outcome()
    out.tell(FiguresChanged(figures))
    core.take(out)


def _is_answer(question: StaffMessage, answer: ToStaff | None) -> bool:
    """Return whether this answers the question, and not one of a reading that was left; None ends it."""
    match question, answer:
        case _, None | StaffRefused():
            return True
        case ListRegistrations(), RegistrationWeeks():
            return True
        case ReadRegistrations(), Registrations():
            return (question.week, question.after) == (answer.week, answer.after)
        case _:
            return False
