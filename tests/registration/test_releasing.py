"""Figures come out on one day of the month, in whole weeks, and never change afterwards (R3, R5)."""

from datetime import UTC, date, datetime

import pytest

from luwte.policy import Publication
from luwte.registration.releasing import released, released_until, settled_week

BRUSSELS = "Europe/Brussels"
FIRST = Publication(day=1)


@pytest.mark.parametrize(
    ("now", "until", "on", "after"),
    [
        (datetime(2026, 11, 22, 10, tzinfo=UTC), "2026-W43", date(2026, 11, 1), date(2026, 12, 1)),
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), "2026-W43", date(2026, 11, 1), date(2026, 12, 1)),
        # Midnight is the helpline's own.
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), "2026-W48", date(2026, 12, 1), date(2027, 1, 1)),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), "2026-W52", date(2027, 1, 1), date(2027, 2, 1)),
        # Week 53 ends on 3 January.
        (datetime(2027, 2, 1, 12, tzinfo=UTC), "2027-W04", date(2027, 2, 1), date(2027, 3, 1)),
    ],
)
def test_R3_only_whole_weeks_before_the_last_release_day_are_out(
    now: datetime, until: str, on: date, after: date
) -> None:
    release = released(now, BRUSSELS, FIRST)
    assert (release.until, release.on, release.next) == (until, on, after)
    assert released_until(now, BRUSSELS, FIRST) == until


def test_before_its_day_a_month_shows_what_the_month_before_did() -> None:
    rules = Publication(day=15)
    assert released(datetime(2027, 1, 14, 12, tzinfo=UTC), BRUSSELS, rules).on == date(2026, 12, 15)
    assert released(datetime(2027, 1, 15, 12, tzinfo=UTC), BRUSSELS, rules).on == date(2027, 1, 15)


def test_R3_what_comes_late_does_not_change_a_week_that_is_out() -> None:
    # Weeks 44 to 48 come out together on 1 December: inside them a registration keeps its own week.
    assert settled_week("2026-W44", "2026-W48", FIRST) == "2026-W44"
    assert settled_week("2026-W43", "2026-W44", FIRST) == "2026-W44"
    assert settled_week("2026-W52", "2026-W53", FIRST) == "2026-W53"
    assert settled_week("2026-W53", "2026-W53", FIRST) == "2026-W53"
