"""Figures come out on one day of the month, in whole weeks, and never change afterwards (R3, R5)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from luwte.policy import Publication
from luwte.registration.publishing.releasing import released, released_until, settled_week

BRUSSELS = "Europe/Brussels"
FIRST = Publication(day=1)


@pytest.mark.parametrize(
    ("now", "until", "on", "after"),
    [
        # The third quarter of 2026 ends with week 39: its Thursday is 24 September.
        (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), "2026-W26", date(2026, 7, 1), date(2026, 10, 1)),
        # Midnight is the helpline's own.
        (datetime(2026, 9, 30, 22, 0, tzinfo=UTC), "2026-W39", date(2026, 10, 1), date(2027, 2, 1)),
        (datetime(2026, 11, 22, 10, tzinfo=UTC), "2026-W39", date(2026, 10, 1), date(2027, 2, 1)),
        # Week 53 ends on 3 January, after January's release day.
        (datetime(2027, 1, 1, 12, tzinfo=UTC), "2026-W39", date(2026, 10, 1), date(2027, 2, 1)),
        (datetime(2027, 2, 1, 12, tzinfo=UTC), "2026-W53", date(2027, 2, 1), date(2027, 4, 1)),
    ],
)
def test_R3_only_whole_quarters_before_the_last_release_day_are_out(
    now: datetime, until: str, on: date, after: date
) -> None:
    release = released(now, BRUSSELS, FIRST)
    assert (release.until, release.on, release.next) == (until, on, after)
    assert released_until(now, BRUSSELS, FIRST) == until


def test_before_its_day_a_quarter_is_not_out() -> None:
    rules = Publication(day=15)
    assert released(datetime(2027, 1, 14, 12, tzinfo=UTC), BRUSSELS, rules).on == date(2026, 10, 15)
    assert released(datetime(2027, 1, 15, 12, tzinfo=UTC), BRUSSELS, rules).on == date(2027, 1, 15)


def test_R3_between_two_release_days_every_look_is_the_same_and_none_goes_back() -> None:
    days = [datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number) for number in range(1200)]
    looks = [released(day, BRUSSELS, Publication(day=28)) for day in days]
    for one, other in pairwise(looks):
        assert one == other or (other.on == one.next and other.until > one.until)
    assert all(look.on <= day.date() < look.next for look, day in zip(looks, days, strict=True))


def test_R3_what_comes_late_does_not_change_a_week_that_is_out() -> None:
    # Weeks 40 to 53 come out together: inside them a registration keeps its own week.
    assert settled_week("2026-W40", "2026-W53", FIRST) == "2026-W40"
    assert settled_week("2026-W39", "2026-W40", FIRST) == "2026-W40"
    assert settled_week("2026-W53", "2027-W01", FIRST) == "2027-W01"
    assert settled_week("2026-W53", "2026-W53", FIRST) == "2026-W53"
