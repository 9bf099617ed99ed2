"""Reading the figures: every week of registrations fetched, opened and handed over as counts (R3).

The server cannot count them; this console can, if the policy lets this role and its keys are at hand. Opening
takes a thread, in portions, so that the window stays alive and it can be left at any time.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Final, Protocol

from luwte.console.gathering import GatheringError, gather
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
from luwte.registration.counting import Counts
from luwte.registration.releasing import released

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
        self._answers: asyncio.Queue[ToStaff] = asyncio.Queue(4)
        self._number = 0
        self._shown = Figures()

    def begin(self) -> None:
        """Read everything anew."""
        self._number += 1
        self._core.begin(self._run(self._number))

    def leave(self) -> None:
        """Nobody looks any more: stop reading, and forget what was opened."""
        self._number += 1
        self._show(Figures())

    def heard(self, message: ToStaff) -> None:
        """The server answers a question of this reading."""
        match message:
            case RegistrationWeeks() | Registrations():
                pass
            case StaffRefused() if message.what in _ASKED:
                pass
            case _:
                return
        if not self._answers.full():
            self._answers.put_nowait(message)

    async def _run(self, number: int) -> None:
        self._show(Figures())
        try:
            await self._read(number)
        except (GatheringError, _GivenUpError) as error:
            if number == self._number:
                self._show(Figures(code=error.code))

    async def _read(self, number: int) -> None:
        seat = self._core.state.seat
        if seat is None or not seat.is_connected:
            raise _GivenUpError("offline")
        keys = reading_keys(seat)
        if not keys:
            raise _GivenUpError("key_missing")
        # One of its own: a reading that was left may still wait at the other.
        self._answers = asyncio.Queue(4)
        policy = seat.trust.policy
        rules = policy.conduct.publication
        now = datetime.fromtimestamp(self._now() + seat.ahead, UTC)
        release = released(now, policy.time_zone, rules)

        def goes_on(done: float) -> bool:
            if number == self._number:
                self._show(Figures(done, release=release))
            return number == self._number

        gathered = await gather(self._ask, keys, rules, release.until, goes_on)
        if gathered is not None and number == self._number:
            counts = Counts(policy.registration, gathered.answers)
            self._show(Figures(1.0, counts, gathered.unreadable, release=release))

    async def _ask(self, question: StaffMessage) -> ToStaff:
        seat = self._core.state.seat
        if seat is None or not seat.is_connected:
            raise _GivenUpError("offline")
        out = Outcome()
        out.say(question)
        answers = self._answers
        self._core.take(out)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not _is_answer(question, answer := await answers.get()):
                    pass
                return answer
        except TimeoutError:
            raise _GivenUpError("offline") from None

    def _show(self, figures: Figures) -> None:
        self._shown = figures
        out = Outcome()
        out.tell(FiguresChanged(figures))
        self._core.take(out)


def _is_answer(question: StaffMessage, answer: ToStaff) -> bool:
    """Return whether this answers the question, and not one of a reading that was left."""
    match question, answer:
        case _, StaffRefused():
            return True
        case ListRegistrations(), RegistrationWeeks():
            return True
        case ReadRegistrations(), Registrations():
            return (question.week, question.after) == (answer.week, answer.after)
        case _:
            return False
