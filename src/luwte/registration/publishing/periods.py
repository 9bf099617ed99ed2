"""Years, quarters and months by their names, in whole ISO weeks."""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from luwte.registration.counting.counts import Span, span_of, spans_between

Period = str
"""``2026``, ``2026-Q4`` or ``2026-11``."""

PartSpan = Literal["quarter", "month"]
_LAST_QUARTER: Final = 4
_PART: Final[dict[Span, Span]] = {"year": "quarter", "quarter": "month"}


def span_named(period: Period) -> Span:
    """Return what kind of time a name stands for."""
    match len(period):
        case 4:
            return "year"
        case 7 if "Q" in period:
            return "quarter"
        case _:
            return "month"


def year_before(period: Period) -> Period:
    """Return the same time a year earlier."""
    return f"{int(period[:4]) - 1:04}{period[4:]}"


def first_week(period: Period) -> str:
    """Return the first ISO week of a time."""
    return _weeks_of(period)[0]


def last_week(period: Period) -> str:
    """Return the last ISO week of a time."""
    return _weeks_of(period)[-1]


def within(period: Period, span: Span) -> tuple[Period, ...]:
    """Return the times of one kind that a time is made of."""
    return tuple(dict.fromkeys(span_of(week, span) for week in _weeks_of(period)))


def parts(period: Period) -> tuple[Period, ...]:
    """Return the quarters of a year, the months of a quarter."""
    return within(period, _PART[span_named(period)])


def above(period: Period) -> Period:
    """Return the quarter of a month, the year of a quarter."""
    return period[:4] if span_named(period) == "quarter" else span_of(first_week(period), "quarter")


def quarter_after(quarter: Period) -> Period:
    """Return the quarter that comes after one."""
    year, number = int(quarter[:4]), int(quarter[6:])
    return f"{year:04}-Q{number + 1}" if number < _LAST_QUARTER else f"{year + 1:04}-Q1"


def last_closed(week: str) -> str:
    """Return the last week of the last quarter that is over when this week is."""
    quarter = span_of(week, "quarter")
    if last_week(quarter) <= week:
        return week
    year, number = int(quarter[:4]), int(quarter[6:])
    before = f"{year:04}-Q{number - 1}" if number > 1 else f"{year - 1:04}-Q4"
    return last_week(before)


@cache
def _weeks_of(period: Period) -> Sequence[str]:
    weeks = spans_between(f"{period[:4]}-W01", f"{period[:4]}-W52", "week")
    last = spans_between(weeks[-1], f"{int(period[:4]) + 1:04}-W01", "week")[-2]
    return [week for week in dict.fromkeys((*weeks, last)) if span_of(week, span_named(period)) == period]
