"""Opening hours and weeks in the helpline's own time zone. Every moment given must carry a time zone."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from luwte.policy.house import WEEKDAYS, Policy

_DAY: Final = 24 * 60


def is_open(policy: Policy, now: datetime) -> bool:
    """Return whether the line is open at this moment, by the clock on the wall of the house."""
    if policy.opening_hours is None:
        return True
    local = now.astimezone(ZoneInfo(policy.time_zone))
    minute = local.hour * 60 + local.minute
    today = any(begin <= minute < end for begin, end in _spans(policy, local.date()))
    # What began yesterday evening may still run.
    yesterday = any(minute + _DAY < end for _, end in _spans(policy, local.date() - timedelta(days=1)))
    return today or yesterday


def next_opening(policy: Policy, now: datetime) -> datetime | None:
    """Return the moment (UTC) the line opens next; None if it is open now, or never opens."""
    if is_open(policy, now):
        return None
    zone = ZoneInfo(policy.time_zone)
    today = now.astimezone(zone).date()
    utc = ZoneInfo("UTC")
    # Two weeks, because the hour of an opening may not exist on the night the clocks go forward.
    begins = (
        datetime.combine(day, time(begin // 60, begin % 60, fold=fold), zone).astimezone(utc)
        for day in (today + timedelta(days=ahead) for ahead in range(15))
        for begin, _ in _spans(policy, day)
        for fold in (0, 1)
    )
    return min((begin for begin in begins if begin > now and is_open(policy, begin)), default=None)


def week(policy: Policy, now: datetime) -> str:
    """Return the ISO week of this moment in the helpline's time zone, such as "2026-W47"."""
    calendar = now.astimezone(ZoneInfo(policy.time_zone)).isocalendar()
    return f"{calendar.year}-W{calendar.week:02}"


def minutes(text: str) -> int | None:
    """Return the minutes since midnight of "HH:MM" (24:00 is the end of a day); None if it is no time."""
    hour, colon, minute = text.partition(":")
    if not (colon and len(hour) == len(minute) == 2 and (hour + minute).isdecimal() and text.isascii()):
        return None
    total = int(hour) * 60 + int(minute)
    return total if int(minute) < 60 and total <= _DAY else None


def _spans(policy: Policy, day: date) -> Iterator[tuple[int, int]]:
    """Yield begin and end in minutes since midnight; an end after 24 hours lies on the next day."""
    hours = policy.opening_hours or {}
    for begin_text, end_text in hours.get(WEEKDAYS[day.weekday()], ()):
        begin, end = minutes(begin_text), minutes(end_text)
        if begin is None or end is None:
            raise ValueError("opening hours were not checked")
        yield begin, end if end > begin else end + _DAY
