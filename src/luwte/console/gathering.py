"""Fetching registrations and opening them, week by week: for the page in the console and for the report.

Only what is released is fetched. Opening takes a thread, in portions, so that whoever waits can go on or stop
at any time.

The server is not believed. Whoever runs it could show one blob a thousand times, and read in the published
tables what it says (R1): every blob counts once, in the first week it is shown in.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec

from luwte.abuse.gate import Bucket, Rate
from luwte.crypto.keys import sha256
from luwte.errors import LuwteError
from luwte.policy import Publication, RegistrationForm
from luwte.protocol.messages import (
    ListRegistrations,
    ReadRegistrations,
    Registrations,
    RegistrationWeeks,
    StaffMessage,
    StaffRefused,
    ToStaff,
)
from luwte.registration.counting.columns import Columns
from luwte.registration.counting.counts import Counts, counted_week
from luwte.registration.form import Answers
from luwte.registration.publishing.releasing import settled_week
from luwte.registration.sealed.blobs import Opener, StatisticsKey
from luwte.registration.sealed.weeks import MOST_PER_WEEK

PORTION: Final = 512
"""Blobs that are opened between two looks at whether anybody still wants them."""

PACE: Final = Rate(400, 40)
"""Questions at once, and a second from then on. A server cuts the line of whoever says more than it lets
them, and this line is also the one to those who are talked with."""

SHUFFLES: Final = 8
"""How often a week may be shuffled anew while it is read: the batches of a busy evening, not a server that
never comes to an end."""

EARLIEST: Final = "2000-W01"
"""No week before this is believed: a thousand empty years would have to be offered on the page."""


class GatheringError(LuwteError):
    """The figures could not be read: the server's refusal, or ``offline`` for an answer that makes no
    sense."""


class Pace:
    """How fast questions may follow one another: all readings over one line share it."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._now, self._sleep = now, sleep
        self._bucket = Bucket(PACE, at=now())

    async def turn(self) -> None:
        """Wait until the next question may be asked."""
        await self._sleep(self._bucket.owe(1, self._now()))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was opened, and how many blobs could not be."""

    counts: Counts
    unreadable: int


async def gather(
    ask: Callable[[StaffMessage], Awaitable[ToStaff]],
    keys: Sequence[StatisticsKey],
    form: RegistrationForm,
    rules: Publication,
    until: str,
    goes_on: Callable[[float], bool],
    pace: Pace | None = None,
) -> Gathered | None:
    """Return all that is released; None as soon as ``goes_on``, told the share that is done, says no.

    ``pace``: that of the line, where more is read over it than this once. GatheringError if the server
    refuses.
    """
    pace = pace or Pace()

    async def ask_in_turn(question: StaffMessage) -> ToStaff:
        await pace.turn()
        return await ask(question)

    weeks = await _asked(ask_in_turn, ListRegistrations())
    if not isinstance(weeks, RegistrationWeeks):
        raise GatheringError("offline")
    names = [name for name in _in_order(weeks.weeks) if name <= until]
    reading = _Reading(keys, form, rules)
    for at, week in enumerate(names):
        if not goes_on(at / len(names)):
            return None
        blobs = await _week(ask_in_turn, week)
        for start in range(0, len(blobs), PORTION):
            if reading.take(week, blobs[start : start + PORTION]) >= PORTION:
                await asyncio.to_thread(reading.open)
                if not goes_on((at + min((start + PORTION) / len(blobs), 1.0)) / len(names)):
                    return None
    await asyncio.to_thread(reading.open)
    if not goes_on(1.0):
        return None
    return Gathered(Counts(form, reading.columns), reading.unreadable)


class _Reading:
    """What was opened so far, and what waits for it. Opening takes a thread, one at a time."""

    def __init__(self, keys: Sequence[StatisticsKey], form: RegistrationForm, rules: Publication) -> None:
        self.columns = Columns(form)
        self.unreadable = 0
        self._opener = Opener(keys)
        self._rules = rules
        self._seen: set[bytes] = set()
        self._waiting: list[tuple[str, Sequence[bytes]]] = []

    def take(self, week: str, untrusted_blobs: Sequence[bytes]) -> int:
        """Let blobs of one week's file wait; return how many wait now: a quiet line has a handful a week,
        and the way to a thread and back is long."""
        self._waiting.append((week, untrusted_blobs))
        return sum(len(blobs) for _, blobs in self._waiting)

    def open(self) -> None:
        """Open all that waits and was not seen before, and keep what it holds under the week it is counted
        in."""
        for week, untrusted_blobs in self._waiting:
            fresh = {digest: blob for blob in untrusted_blobs if (digest := sha256(blob)) not in self._seen}
            self._seen.update(fresh)
            opened = self._opener.read(fresh.values())
            self.unreadable += opened.unreadable
            self.columns.add(_counted(each, week, self._rules) for each in opened.answers)
        self._waiting.clear()


def _counted(each: Answers, stored: str, rules: Publication) -> Answers:
    week = _week_of(each.week, stored, rules)
    return each if week == each.week else msgspec.structs.replace(each, week=week)


@lru_cache(maxsize=4_096)
def _week_of(own: str, stored: str, rules: Publication) -> str:
    believed = counted_week(Answers(1, own), stored).week
    return settled_week(believed, stored, rules)


async def _week(ask: Callable[[StaffMessage], Awaitable[ToStaff]], week: str) -> list[bytes]:
    """Return the blobs of a week; if it is shuffled meanwhile, it is read again from the beginning."""
    blobs: list[bytes] = []
    edition = ""
    shuffles = 0
    while len(blobs) <= MOST_PER_WEEK and shuffles <= SHUFFLES:
        part = await _asked(ask, ReadRegistrations(week, len(blobs)))
        if not isinstance(part, Registrations) or part.week != week or part.after != len(blobs):
            break
        if edition and part.edition != edition:
            blobs, edition, shuffles = [], "", shuffles + 1
            continue
        edition = part.edition
        blobs += part.blobs
        if part.total <= len(blobs) <= MOST_PER_WEEK:
            return blobs
        if not part.blobs:
            break
    raise GatheringError("offline")


def _in_order(untrusted_weeks: Sequence[str]) -> Sequence[str]:
    """Return the weeks that the server names, the oldest first; GatheringError for what is no week, or comes
    twice."""
    try:
        for week in untrusted_weeks:
            date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    except ValueError:
        raise GatheringError("offline") from None
    names = sorted(set(untrusted_weeks))
    if len(names) < len(untrusted_weeks) or (names and names[0] < EARLIEST):
        raise GatheringError("offline")
    return names


async def _asked(ask: Callable[[StaffMessage], Awaitable[ToStaff]], question: StaffMessage) -> ToStaff:
    answer = await ask(question)
    if isinstance(answer, StaffRefused):
        raise GatheringError(answer.code)
    return answer
