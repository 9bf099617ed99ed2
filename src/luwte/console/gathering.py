"""Fetching registrations and opening them, week by week: for the page in the console and for the report.

Only what is released is fetched. Opening takes a thread, in portions, so that whoever waits can go on or stop
at any time.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import msgspec

from luwte.errors import LuwteError
from luwte.policy import Publication
from luwte.protocol.messages import (
    ListRegistrations,
    ReadRegistrations,
    Registrations,
    RegistrationWeeks,
    StaffMessage,
    StaffRefused,
    ToStaff,
)
from luwte.registration.blobs import Read, StatisticsKey, read
from luwte.registration.counting import counted_week
from luwte.registration.form import Answers
from luwte.registration.releasing import settled_week

PORTION: Final = 256
"""Blobs that are opened between two looks at whether anybody still wants them."""

STEP: Final = 0.01
"""The share after which somebody is told how far it is: every portion would repaint a window hundreds of
times."""


class GatheringError(LuwteError):
    """The figures could not be read: the server's refusal, or ``offline`` for an answer that makes no
    sense."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was opened, and how many blobs could not be."""

    answers: tuple[Answers, ...]
    unreadable: int


async def gather(
    ask: Callable[[StaffMessage], Awaitable[ToStaff]],
    keys: Sequence[StatisticsKey],
    rules: Publication,
    until: str,
    goes_on: Callable[[float], bool],
) -> Gathered | None:
    """Return all that is released; None as soon as ``goes_on``, told the share that is done, says no.

    GatheringError if the server refuses.
    """
    weeks = await _asked(ask, ListRegistrations())
    if not isinstance(weeks, RegistrationWeeks):
        raise GatheringError("offline")
    names = [name for name in weeks.weeks if name <= until]
    found: list[Answers] = []
    unreadable = 0
    told = 0.0
    for at, week in enumerate(names):
        blobs = await _week(ask, week)
        for start in range(0, len(blobs), PORTION):
            opened = await asyncio.to_thread(opened_in, keys, blobs[start : start + PORTION], week, rules)
            found += opened.answers
            unreadable += opened.unreadable
            done = (at + min((start + PORTION) / len(blobs), 1.0)) / len(names)
            if done - told >= STEP or done >= 1.0:
                told = done
                if not goes_on(done):
                    return None
    return Gathered(tuple(found), unreadable)


def opened_in(
    keys: Sequence[StatisticsKey], untrusted_blobs: Sequence[bytes], week: str, rules: Publication
) -> Read:
    """Return what blobs of one week's file hold, each under the week it is counted in."""
    opened = read(keys, untrusted_blobs)
    return replace(opened, answers=tuple(_counted(each, week, rules) for each in opened.answers))


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
    while True:
        part = await _asked(ask, ReadRegistrations(week, len(blobs)))
        if not isinstance(part, Registrations) or part.week != week or part.after != len(blobs):
            raise GatheringError("offline")
        if edition and part.edition != edition:
            blobs, edition = [], ""
            continue
        edition = part.edition
        blobs += part.blobs
        if len(blobs) >= part.total or not part.blobs:
            return blobs


async def _asked(ask: Callable[[StaffMessage], Awaitable[ToStaff]], question: StaffMessage) -> ToStaff:
    answer = await ask(question)
    if isinstance(answer, StaffRefused):
        raise GatheringError(answer.code)
    return answer
