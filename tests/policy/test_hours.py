"""Opening hours, over midnight and over the nights the clocks change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.policy import Policy, is_open, load, next_opening, week
from luwte.policy.hours import minutes

BRUSSELS = ZoneInfo("Europe/Brussels")


def house(**hours: list[tuple[str, str]]) -> Policy:
    return replace(load("default"), opening_hours={day: tuple(spans) for day, spans in hours.items()})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def test_a_house_without_hours_is_always_open_and_has_no_next_opening() -> None:
    always = load("default")
    assert is_open(always, at("2026-11-22T03:00"))
    assert next_opening(always, at("2026-11-22T03:00")) is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T17:59", False),  # a Monday
        ("2026-11-23T18:00", True),
        ("2026-11-23T21:59", True),
        ("2026-11-23T22:00", False),
        ("2026-11-24T18:00", False),
    ],
)
def test_C9_the_line_is_open_from_the_first_minute_until_before_the_last(moment: str, expected: bool) -> None:
    assert is_open(house(mon=[("18:00", "22:00")]), at(moment)) is expected


def test_an_evening_runs_past_midnight_into_the_next_day() -> None:
    night = house(sun=[("20:00", "02:00")])
    assert is_open(night, at("2026-11-23T01:59"))
    assert not is_open(night, at("2026-11-23T02:00"))
    assert not is_open(night, at("2026-11-22T01:00"))


def test_a_span_may_end_with_the_day() -> None:
    assert is_open(house(mon=[("23:00", "24:00")]), at("2026-11-23T23:59"))
    assert not is_open(house(mon=[("23:00", "24:00")]), at("2026-11-24T00:00"))


def test_the_next_opening_is_told_in_utc() -> None:
    monday = house(mon=[("18:00", "22:00")])
    assert next_opening(monday, at("2026-11-21T12:00")) == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert next_opening(monday, at("2026-11-23T22:00")) == datetime(2026, 11, 30, 17, 0, tzinfo=UTC)


def test_an_opening_in_the_hour_that_does_not_exist_waits_for_the_next_week() -> None:
    # On 29 March 2026 the clock jumps from 02:00 to 03:00.
    ghost = house(sun=[("02:15", "02:45")])
    assert next_opening(ghost, at("2026-03-28T12:00")) == at("2026-04-05T02:15")


def test_an_opening_in_the_hour_that_comes_twice_opens_the_first_time() -> None:
    twice = house(sun=[("02:30", "04:00")])
    assert next_opening(twice, at("2026-10-24T12:00")) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_house_that_never_opens_has_no_next_opening() -> None:
    assert next_opening(house(), at("2026-11-23T12:00")) is None


MINUTE = st.integers(0, 24 * 60 - 1).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
SPAN = st.tuples(MINUTE, MINUTE).filter(lambda span: span[0] != span[1])
HOURS = st.dictionaries(
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), st.lists(SPAN, max_size=2), min_size=1
)


@settings(deadline=None)
@given(HOURS, st.integers(1_767_225_600, 1_830_297_600).map(lambda now: datetime.fromtimestamp(now, UTC)))
def test_the_next_opening_is_open_and_nothing_before_it_is(
    hours: dict[str, list[tuple[str, str]]], now: datetime
) -> None:
    policy = house(**hours)
    opening = next_opening(policy, now)
    if opening is None:
        assert is_open(policy, now) or not any(hours.values())
        return
    assert opening > now
    assert is_open(policy, opening)
    assert not is_open(policy, opening - timedelta(minutes=1)) or opening - now < timedelta(minutes=1)
    step = max((opening - now) / 50, timedelta(minutes=1))
    assert not any(is_open(policy, now + step * n) for n in range(50) if now + step * n < opening)


@pytest.mark.parametrize("text", ["", "1:00", "24:01", "12:60", "12-00", "+1:00", "²0:00", "12:00 "])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert minutes(text) is None


def test_weeks_follow_the_time_zone_of_the_house() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert week(load("default"), late) == "2026-W48"
    assert week(replace(load("default"), time_zone="UTC"), late) == "2026-W47"
    assert week(load("default"), datetime(2027, 1, 1, 12, tzinfo=UTC)) == "2026-W53"
