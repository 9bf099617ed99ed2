"""When figures come out: by whole quarters, on the first release day after one, so that two looks cannot be
subtracted.

Were a quarter seen growing month by month, or under other hidden cells each time, the looks together would
tell what each of them hides. Between two release days every look shows the same. A registration that reaches
the server after its own quarter counts in the week it came in, so that what is out never changes.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from luwte.policy import Publication
from luwte.registration.counting.counts import span_of
from luwte.registration.publishing.periods import last_closed, last_week, quarter_after

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
    until = last_closed(_week_of(_last_sunday_before(today)))
    while (on := _comes_out(until, rules)) > today:
        until = last_closed(_week_of(_monday_of(until) - timedelta(weeks=1)))
    return Release(until, on, _comes_out(last_week(quarter_after(span_of(until, "quarter"))), rules))


def released_until(now: datetime, zone: str, rules: Publication) -> str:
    """Return the last ISO week whose figures are out."""
    return released(now, zone, rules).until


def settled_week(own: str, stored: str, rules: Publication) -> str:
    """Return the week a registration is counted in: its own, unless that one was out before it was stored."""
    return own if _comes_out(own, rules) >= _comes_out(stored, rules) else stored


def _comes_out(week: str, rules: Publication) -> date:
    """Return the first release day after the last Sunday of a week's quarter."""
    last = last_week(span_of(week, "quarter"))
    sunday = date.fromisocalendar(int(last[:4]), int(last[6:]), 7)
    on = date(sunday.year, sunday.month, rules.day)
    return on if on > sunday else _month_after(on)


def _last_sunday_before(day: date) -> date:
    return day - timedelta(days=day.isoweekday())


def _monday_of(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def _week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _month_after(day: date) -> date:
    is_december = day.month == _DECEMBER
    return day.replace(year=day.year + is_december, month=1 if is_december else day.month + 1)
