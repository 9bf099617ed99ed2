"""When figures come out: on one day of the month, in whole ISO weeks, so that two looks cannot be subtracted.

Between two release days every look shows the same. A registration that reaches the server after its own week
was released counts in the week it came in, so that what is out never changes.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from luwte.policy import Publication

_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Release:
    """The figures that are out: those of all weeks up to ``until``, since ``on``; the next come on
    ``next``."""

    until: str
    on: date
    next: date


def released(now: datetime, zone: str, rules: Publication) -> Release:
    """Return what is out at a moment (aware), by the helpline's own calendar."""
    today = now.astimezone(ZoneInfo(zone)).date()
    on = date(today.year, today.month, rules.day)
    if on > today:
        on = _month_before(on)
    return Release(_week_of(_last_sunday_before(on)), on, _month_after(on))


def released_until(now: datetime, zone: str, rules: Publication) -> str:
    """Return the last ISO week whose figures are out."""
    return released(now, zone, rules).until


def settled_week(own: str, stored: str, rules: Publication) -> str:
    """Return the week a registration is counted in: its own, unless that one was out before it was stored."""
    return own if _comes_out(own, rules) >= _comes_out(stored, rules) else stored


def _comes_out(week: str, rules: Publication) -> date:
    """Return the first release day after a week's Sunday."""
    sunday = date.fromisocalendar(int(week[:4]), int(week[6:]), 7)
    on = date(sunday.year, sunday.month, rules.day)
    return on if on > sunday else _month_after(on)


def _last_sunday_before(day: date) -> date:
    return day - timedelta(days=day.isoweekday())


def _week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _month_before(day: date) -> date:
    is_january = day.month == 1
    return day.replace(year=day.year - is_january, month=_DECEMBER if is_january else day.month - 1)


def _month_after(day: date) -> date:
    is_december = day.month == _DECEMBER
    return day.replace(year=day.year + is_december, month=1 if is_december else day.month + 1)
