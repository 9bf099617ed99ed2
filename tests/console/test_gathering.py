"""Registrations are fetched and opened as far as they are released, and no further (R3)."""

from collections.abc import Callable

import pytest

from luwte.bench.counting import invented_key
from luwte.console.gathering import Gathered, GatheringError, gather
from luwte.crypto.keys import random_bytes
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
from luwte.registration.blobs import seal_answers, seal_dummy
from luwte.registration.form import Answers

KEY = invented_key()
RULES = Publication(day=1)
EDITION = "AAAAAAAAAAAAAAAAAAAAAA"


class Server:
    """Answers as the server does, in parts of two."""

    def __init__(self, weeks: dict[str, list[bytes]]) -> None:
        self.weeks = weeks
        self.read: list[str] = []
        self.editions = [EDITION]
        self.refusal: ToStaff | None = None

    async def __call__(self, question: StaffMessage) -> ToStaff:
        if self.refusal is not None:
            return self.refusal
        if isinstance(question, ListRegistrations):
            return RegistrationWeeks(weeks=sorted(self.weeks))
        assert isinstance(question, ReadRegistrations)
        self.read.append(question.week)
        blobs = self.weeks[question.week]
        part = blobs[question.after : question.after + 2]
        edition = self.editions.pop(0) if len(self.editions) > 1 else self.editions[0]
        return Registrations(
            week=question.week, edition=edition, after=question.after, total=len(blobs), blobs=part
        )


def sealed(*weeks: str) -> list[bytes]:
    return [seal_answers(KEY, Answers(1, week)) for week in weeks]


async def gathered(server: Server, goes_on: Callable[[float], bool] = lambda _done: True) -> Gathered | None:
    return await gather(server, [KEY], RULES, "2026-W43", goes_on)


async def test_R3_what_is_not_released_is_not_even_fetched() -> None:
    server = Server({"2026-W43": sealed("2026-W43"), "2026-W44": sealed("2026-W44")})
    found = await gathered(server)
    assert found is not None
    assert [each.week for each in found.answers] == ["2026-W43"]
    assert set(server.read) == {"2026-W43"}


async def test_R3_what_came_after_its_week_was_out_counts_in_the_week_it_came() -> None:
    # Week 39 came out on 1 October; week 40 on 1 November.
    found = await gathered(Server({"2026-W40": sealed("2026-W39", "2026-W40")}))
    assert found is not None
    assert {each.week for each in found.answers} == {"2026-W40"}


async def test_unreadable_blobs_are_counted_and_dummies_are_not() -> None:
    found = await gathered(Server({"2026-W40": [*sealed("2026-W40"), seal_dummy(KEY), random_bytes(1_024)]}))
    assert found is not None
    assert (len(found.answers), found.unreadable) == (1, 1)


async def test_a_week_that_is_shuffled_meanwhile_is_read_again() -> None:
    server = Server({"2026-W40": sealed(*["2026-W40"] * 3)})
    server.editions = [EDITION, "BAAAAAAAAAAAAAAAAAAAAA"]
    found = await gathered(server)
    assert found is not None
    assert len(found.answers) == 3


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
