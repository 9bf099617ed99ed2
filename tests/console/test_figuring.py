"""Reading the figures beside everything else: left, begun anew, cut off, and whole again (R3)."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Final, cast

import pytest

from luwte.bench.counting import invented_key
from luwte.console import figuring
from luwte.console.figuring import Figuring
from luwte.console.state import ConsoleState, Figures, FiguresChanged, Outcome
from luwte.policy import load
from luwte.protocol.ids import id_text
from luwte.protocol.messages import (
    ListRegistrations,
    ReadRegistrations,
    Registrations,
    RegistrationWeeks,
    StaffMessage,
    StaffRefused,
    ToStaff,
)
from luwte.registration.counting.counts import Counts
from luwte.registration.form import Answers
from luwte.registration.sealed.blobs import seal_answers, seal_dummy
from luwte.registration.sealed.weeks import Weeks

KEY: Final = invented_key()
POLICY: Final = load("lumi")
EDITION: Final = id_text(bytes(16))
IN_FEBRUARY: Final = datetime(2027, 2, 3, 12, tzinfo=UTC)


class Core:
    """The console's work as far as figuring needs it, and a server that answers when it is told to."""

    def __init__(self, tasks: asyncio.TaskGroup, weeks: dict[str, Sequence[bytes]]) -> None:
        self.weeks = weeks
        self.seat = SimpleNamespace(
            is_connected=True,
            ahead=0.0,
            trust=SimpleNamespace(
                policy=POLICY,
                keys={"": SimpleNamespace(claim=KEY.claim, digest=KEY.digest, private=KEY.private)},
            ),
        )
        self.state = cast("ConsoleState", SimpleNamespace(seat=self.seat))
        self.figuring = Figuring(self, IN_FEBRUARY.timestamp)
        self.asked: list[StaffMessage] = []
        self.told: list[Figures] = []
        self.holds_back = ""
        self._tasks = tasks
        self._happened = asyncio.Event()

    def take(self, outcome: Outcome) -> None:
        self.told += [each.figures for each in outcome.changes if isinstance(each, FiguresChanged)]
        for question in outcome.messages:
            self.asked.append(question)
            if not (isinstance(question, ReadRegistrations) and question.week == self.holds_back):
                asyncio.get_running_loop().call_soon(self.figuring.heard, self.answer(question))
        self._happened.set()

    def begin(self, work: Coroutine[None, None, None]) -> None:
        self._tasks.create_task(work)

    def answer(self, question: StaffMessage) -> ToStaff:
        if isinstance(question, ListRegistrations):
            return RegistrationWeeks(weeks=sorted(self.weeks))
        assert isinstance(question, ReadRegistrations)
        blobs = list(self.weeks[question.week])[question.after :]
        total = question.after + len(blobs)
        return Registrations(
            week=question.week, edition=EDITION, after=question.after, total=total, blobs=blobs
        )

    async def until_asked(self, week: str) -> None:
        while not any(isinstance(each, ReadRegistrations) and each.week == week for each in self.asked):
            await self._next()

    async def until_over(self) -> Figures:
        while not (self.told and (self.told[-1].counts is not None or self.told[-1].code)):
            await self._next()
        return self.told[-1]

    async def _next(self) -> None:
        self._happened.clear()
        await self._happened.wait()


@pytest.fixture
async def tasks() -> AsyncIterator[asyncio.TaskGroup]:
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        yield group


def sealed(*weeks: str) -> list[bytes]:
    return [seal_answers(KEY, Answers(1, week)) for week in weeks]


def three_weeks() -> dict[str, Sequence[bytes]]:
    return {f"2026-W{number}": sealed(*[f"2026-W{number}"] * 3) for number in (10, 11, 12)}


def weeks_of(counts: Counts | None) -> list[str]:
    assert counts is not None
    return sorted(each.week for each in counts.answers)


async def test_everything_that_is_out_is_read_and_told_on_the_way(tasks: asyncio.TaskGroup) -> None:
    core = Core(tasks, three_weeks())
    core.figuring.begin()
    told = await core.until_over()
    assert (told.done, told.unreadable, told.code) == (1.0, 0, "")
    assert told.counts is not None
    assert len(told.counts) == 9
    shares = [each.done for each in core.told]
    assert shares == sorted(shares)


async def test_once_it_is_left_nothing_more_is_asked_or_told(tasks: asyncio.TaskGroup) -> None:
    core = Core(tasks, three_weeks())
    core.holds_back = "2026-W11"
    core.figuring.begin()
    await core.until_asked("2026-W11")
    core.figuring.leave()
    late = core.answer(ReadRegistrations("2026-W11", 0))
    before = len(core.asked), len(core.told)
    core.figuring.heard(late)
    for _ in range(5):
        await asyncio.to_thread(int)
    assert (len(core.asked), len(core.told)) == before
    assert core.told[-1] == Figures()


async def test_begun_anew_while_it_runs_the_second_reading_is_whole(tasks: asyncio.TaskGroup) -> None:
    core = Core(tasks, three_weeks())
    core.holds_back = "2026-W11"
    core.figuring.begin()
    await core.until_asked("2026-W11")
    core.holds_back = ""
    core.figuring.begin()
    # The answers the first one waited for come now, again and again.
    for _ in range(6):
        core.figuring.heard(core.answer(ReadRegistrations("2026-W11", 0)))
    told = await core.until_over()
    assert weeks_of(told.counts) == sorted(["2026-W10", "2026-W11", "2026-W12"] * 3)
    assert sum(each.counts is not None for each in core.told) == 1


async def test_a_server_that_goes_halfway_is_told_at_once_and_the_next_try_is_whole(
    tasks: asyncio.TaskGroup,
) -> None:
    core = Core(tasks, three_weeks())
    core.holds_back = "2026-W12"
    core.figuring.begin()
    await core.until_asked("2026-W12")
    core.seat.is_connected = False
    core.figuring.line_lost()
    assert (await core.until_over()).code == "offline"
    core.told.clear()
    core.figuring.begin()
    assert (await core.until_over()).code == "offline"
    core.seat.is_connected, core.holds_back = True, ""
    core.told.clear()
    core.figuring.begin()
    assert len(weeks_of((await core.until_over()).counts)) == 9


async def test_a_server_that_falls_silent_is_not_waited_for_for_ever(
    tasks: asyncio.TaskGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figuring, "PATIENCE_SECONDS", 0.05)
    core = Core(tasks, three_weeks())
    core.holds_back = "2026-W11"
    core.figuring.begin()
    assert (await core.until_over()).code == "offline"


async def test_a_refusal_halfway_ends_the_reading(tasks: asyncio.TaskGroup) -> None:
    core = Core(tasks, three_weeks())
    core.holds_back = "2026-W11"
    core.figuring.begin()
    await core.until_asked("2026-W11")
    core.figuring.heard(StaffRefused(code="storage", what="read_registrations"))
    assert (await core.until_over()).code == "storage"


async def test_without_a_key_nothing_is_fetched(tasks: asyncio.TaskGroup) -> None:
    core = Core(tasks, three_weeks())
    core.seat.trust.keys = {}
    core.figuring.begin()
    assert (await core.until_over()).code == "key_missing"
    assert core.asked == []


async def test_a_helpline_without_registrations_has_none(tasks: asyncio.TaskGroup) -> None:
    core = Core(tasks, {})
    core.figuring.begin()
    told = await core.until_over()
    assert told.counts is not None
    assert (len(told.counts), told.counts.weeks, told.code) == (0, None, "")


async def test_weeks_fifty_three_and_a_clock_in_another_year_are_counted_where_they_belong(
    tasks: asyncio.TaskGroup,
) -> None:
    core = Core(
        tasks,
        {
            "2020-W53": sealed("2020-W53", "2019-W53", "2031-W01"),
            "2026-W53": sealed("2026-W53", "2026-W52", "1970-W01"),
        },
    )
    core.figuring.begin()
    told = await core.until_over()
    assert weeks_of(told.counts) == ["2020-W53"] * 3 + ["2026-W52"] + ["2026-W53"] * 2
    assert told.counts is not None
    assert told.counts.over_time("year").row_totals == (3, 0, 0, 0, 0, 0, 3)


async def test_of_a_week_file_that_a_disk_has_spoilt_the_rest_is_read(
    tasks: asyncio.TaskGroup, tmp_path: Path
) -> None:
    disk = Weeks(tmp_path)
    disk.add("2026-W10", [*sealed(*["2026-W10"] * 5), seal_dummy(KEY)])
    file = tmp_path / "registrations" / "2026-W10.bin"
    content = bytearray(file.read_bytes())
    content[2 * 1_024 + 500] ^= 1
    file.write_bytes(content[:-200])
    core = Core(tasks, {"2026-W10": disk.read("2026-W10")})
    core.figuring.begin()
    told = await core.until_over()
    assert told.counts is not None
    # One blob is spoilt, one cut off; the dummy may be either of them.
    assert told.unreadable == 1
    assert len(told.counts) in {3, 4}
