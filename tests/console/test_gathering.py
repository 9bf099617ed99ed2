"""Registrations are fetched and opened as far as they are released, and no further (R3)."""

from collections.abc import Callable

import pytest

from luwte.abuse.gate import Bucket, Limits
from luwte.bench.counting import invented_key
from luwte.console import gathering
from luwte.console.gathering import Gathered, GatheringError, Pace, gather
from luwte.crypto.keys import random_bytes
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
from luwte.registration.form import Answers
from luwte.registration.sealed.blobs import seal_answers, seal_dummy

KEY = invented_key()
FORM = RegistrationForm()
RULES = Publication(day=1)
EDITION = "AAAAAAAAAAAAAAAAAAAAAA"


class Server:
    """Answers as the server does, in parts of two."""

    def __init__(self, weeks: dict[str, list[bytes]]) -> None:
        self.weeks = weeks
        self.read: list[str] = []
        self.editions = [EDITION]
        self.refusal: ToStaff | None = None
        self.named: list[str] | None = None
        self.total = 0

    async def __call__(self, question: StaffMessage) -> ToStaff:
        if self.refusal is not None:
            return self.refusal
        if isinstance(question, ListRegistrations):
            return RegistrationWeeks(weeks=sorted(self.weeks) if self.named is None else self.named)
        assert isinstance(question, ReadRegistrations)
        self.read.append(question.week)
        blobs = self.weeks[question.week]
        part = blobs[question.after : question.after + 2]
        edition = self.editions.pop(0) if len(self.editions) > 1 else self.editions[0]
        return Registrations(
            week=question.week,
            edition=edition,
            after=question.after,
            total=self.total or len(blobs),
            blobs=part,
        )


def sealed(*weeks: str) -> list[bytes]:
    return [seal_answers(KEY, Answers(1, week)) for week in weeks]


async def gathered(server: Server, goes_on: Callable[[float], bool] = lambda _done: True) -> Gathered | None:
    return await gather(server, [KEY], FORM, RULES, "2026-W43", goes_on)


async def test_R3_what_is_not_released_is_not_even_fetched() -> None:
    server = Server({"2026-W43": sealed("2026-W43"), "2026-W44": sealed("2026-W44")})
    found = await gathered(server)
    assert found is not None
    assert [each.week for each in found.counts.answers] == ["2026-W43"]
    assert set(server.read) == {"2026-W43"}


async def test_R3_what_came_after_its_week_was_out_counts_in_the_week_it_came() -> None:
    # Week 39 came out on 1 October; week 40 on 1 November.
    found = await gathered(Server({"2026-W40": sealed("2026-W39", "2026-W40")}))
    assert found is not None
    assert {each.week for each in found.counts.answers} == {"2026-W40"}


async def test_unreadable_blobs_are_counted_and_dummies_are_not() -> None:
    found = await gathered(Server({"2026-W40": [*sealed("2026-W40"), seal_dummy(KEY), random_bytes(1_024)]}))
    assert found is not None
    assert (len(found.counts), found.unreadable) == (1, 1)


async def test_a_week_that_is_shuffled_meanwhile_is_read_again() -> None:
    server = Server({"2026-W40": sealed(*["2026-W40"] * 3)})
    server.editions = [EDITION, "BAAAAAAAAAAAAAAAAAAAAA"]
    found = await gathered(server)
    assert found is not None
    assert len(found.counts) == 3


async def test_it_can_be_left_at_any_time() -> None:
    server = Server({f"2026-W{week}": sealed(f"2026-W{week}") for week in range(30, 40)})
    assert await gathered(server, lambda done: done < 0.3) is None
    assert len(server.read) < 5


@pytest.mark.parametrize("code", ["not_allowed", "storage"])
async def test_a_refusal_is_told(code: str) -> None:
    server = Server({})
    server.refusal = StaffRefused(code=code, what="list_registrations")  # type: ignore[arg-type]
    with pytest.raises(GatheringError, match=code):
        await gathered(server)


async def test_R1_a_server_that_shows_a_blob_again_does_not_read_it_off_the_figures() -> None:
    # Repeated a thousand times it would stand out in every table that is published.
    blob, *others = sealed(*["2026-W40"] * 3)
    found = await gathered(Server({"2026-W40": [blob, *others, *[blob] * 30], "2026-W41": [blob, blob]}))
    assert found is not None
    assert [each.week for each in found.counts.answers] == ["2026-W40"] * 3


@pytest.mark.parametrize(
    "weeks",
    [
        ["2026-W40", "2026-W40"],
        ["2025-W53", "2026-W40"],
        ["2026-W00"],
        ["0000-W01"],
        ["0001-W01"],
        ["1999-W52"],
    ],
)
async def test_weeks_that_make_no_sense_are_not_read(weeks: list[str]) -> None:
    server = Server({"2026-W40": sealed("2026-W40")})
    server.named = weeks
    with pytest.raises(GatheringError, match="offline"):
        await gathered(server)
    assert server.read == []


async def test_weeks_are_read_from_the_oldest_on_whatever_the_server_says() -> None:
    server = Server({f"2026-W{week}": sealed(f"2026-W{week}") for week in (30, 31, 32)})
    server.named = ["2026-W31", "2026-W32", "2026-W30"]
    assert await gathered(server) is not None
    assert server.read == ["2026-W30", "2026-W31", "2026-W32"]


async def test_a_server_that_never_comes_to_an_end_is_left() -> None:
    server = Server({"2026-W40": sealed(*["2026-W40"] * 3)})
    server.editions = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2]
    with pytest.raises(GatheringError, match="offline"):
        await gathered(server)


@pytest.mark.parametrize("total", [3, 10**9])
async def test_a_week_of_which_the_server_keeps_a_part_back_is_not_taken_for_whole(total: int) -> None:
    server = Server({"2026-W40": sealed(*["2026-W40"] * 2)})
    server.total = total
    with pytest.raises(GatheringError, match="offline"):
        await gathered(server)


async def test_more_than_a_week_can_hold_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_PER_WEEK", 4)
    with pytest.raises(GatheringError, match="offline"):
        await gathered(Server({"2026-W40": sealed(*["2026-W40"] * 5)}))
    assert await gathered(Server({"2026-W40": sealed(*["2026-W40"] * 4)})) is not None


async def test_looking_three_times_at_ten_years_of_a_quiet_line_does_not_get_the_line_cut() -> None:
    years = {
        f"{year}-W{week:02}": sealed(f"{year}-W{week:02}")
        for year in range(2016, 2026)
        for week in range(1, 53)
    }
    passed = [0.0]
    limit = Bucket(Limits().staff_messages)
    server = Server(years)

    async def strict(question: StaffMessage) -> ToStaff:
        passed[0] += 0.002  # a server next door
        assert limit.take(1, passed[0]), "it would have cut the line"
        return await server(question)

    async def sleep(seconds: float) -> None:
        passed[0] += seconds

    pace = Pace(lambda: passed[0], sleep)
    for _ in range(3):
        found = await gather(strict, [KEY], FORM, RULES, "2026-W39", lambda _done: True, pace)
        assert found is not None
        assert len(found.counts) == len(years)
    assert passed[0] < 60
