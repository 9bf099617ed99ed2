"""From opened registrations to counts: over time, per answer, and two questions crossed.

A registration counts once per cell. Where a question has several answers (themes, choices) it counts for each
of them, so such counts do not add up to a total; ``Table.adds_up`` says along which side they do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final, Literal

import msgspec

from luwte.policy import RegistrationForm
from luwte.registration.counting.columns import CHANNEL, QUICK_KIND, Columns
from luwte.registration.counting.questions import NOT_SAID, OLDER, SAID, THEMES_ABOVE, Questions
from luwte.registration.form import Answers

__all__ = [
    "CHANNEL",
    "NOT_SAID",
    "OLDER",
    "QUICK_KIND",
    "SAID",
    "SPANS",
    "THEMES_ABOVE",
    "Counts",
    "Filter",
    "Span",
    "Table",
    "counted_week",
    "span_of",
    "spans_between",
]

Span = Literal["week", "month", "quarter", "year"]
SPANS: Final[tuple[Span, ...]] = ("week", "month", "quarter", "year")
_LONGEST_WAIT: Final = timedelta(weeks=8)

_Found = tuple[Sequence[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Filter:
    """Only registrations of these weeks (first and last, ISO), with this answer to each question."""

    first: str = "0000-W00"
    last: str = "9999-W53"
    having: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of rows × columns; with one column named "" it is a plain list.

    ``adds_up``: whether the cells of a row, and of a column, add up to its total. ``total``: registrations
    counted, each once.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int
    adds_up: tuple[bool, bool] = (True, True)


class Counts:
    """All registrations of a helpline, ready to be counted in any way."""

    def __init__(self, form: RegistrationForm, answers: Iterable[Answers] | Columns) -> None:
        self._form = form
        self._columns = answers if isinstance(answers, Columns) else Columns(form, answers)
        self._weeks = self._columns.weeks
        self._questions = Questions(form, self._columns)

    def __len__(self) -> int:
        """Return how many registrations there are."""
        return sum(map(self._columns.count, self._weeks))

    @property
    def weeks(self) -> tuple[str, str] | None:
        """Return the first and the last week anything was registered in; None if nothing was."""
        return (self._weeks[0], self._weeks[-1]) if self._weeks else None

    @property
    def form(self) -> RegistrationForm:
        """Return the form whose answers are counted."""
        return self._form

    @property
    def answers(self) -> tuple[Answers, ...]:
        """Return the registrations themselves, made anew: only for who may take rows along."""
        return tuple(self._columns.answers(self._weeks))

    @property
    def has_others(self) -> bool:
        """Return whether older forms asked questions that this one does not, and were answered."""
        return self._columns.has_others

    @property
    def newer(self) -> tuple[str, ...]:
        """Return the questions that older forms seem not to have asked: those who were not asked count as
        not said, and a report says so."""
        return tuple(each.name for each in self._form.fields if self._columns.is_newer(each.name))

    def within(self, first: str, last: str) -> "Counts":
        """Return what was registered from one ISO week to another, both included."""
        part = copy(self)
        part._weeks = [week for week in self._weeks if first <= week <= last]
        return part

    def is_several(self, question: str) -> bool:
        """Return whether one registration may have several answers to a question."""
        return self._questions.is_several(question)

    def known(self, question: str) -> Sequence[str]:
        """Return the answers to a question that the form of today knows, in its order."""
        return self._questions.known(question)

    def over_time(self, span: Span, wanted: Filter | None = None) -> Table:
        """Return how many there were in every span of time, the empty ones between them too."""
        found: Counter[str] = Counter()
        for (names,), count in self._found((span,), wanted):
            found.update(dict.fromkeys(names, count))
        names = spans_between(min(found), max(found), span) if found else ()
        return _list(names, found, sum(found.values()), adds_up=True)

    def by(self, question: str, wanted: Filter | None = None) -> Table:
        """Return how often each answer was given, the form's order first, "not said" last."""
        found: Counter[str] = Counter()
        total = 0
        for (names,), count in self._found((question,), wanted):
            total += count
            for name in names:
                found[name] += count
        return _list(self._names(question, found), found, total, adds_up=not self.is_several(question))

    def cross(self, row: str, column: str, wanted: Filter | None = None) -> Table:
        """Return two questions crossed; a span of time such as ``month`` is a question too."""
        cells: Counter[tuple[str, str]] = Counter()
        row_totals: Counter[str] = Counter()
        column_totals: Counter[str] = Counter()
        total = 0
        for (rows, columns), count in self._found((row, column), wanted):
            total += count
            for one in rows:
                row_totals[one] += count
                for other in columns:
                    cells[one, other] += count
            for other in columns:
                column_totals[other] += count
        row_names, column_names = self._names(row, row_totals), self._names(column, column_totals)
        return Table(
            row_names,
            column_names,
            tuple(tuple(cells[one, other] for other in column_names) for one in row_names),
            tuple(row_totals[name] for name in row_names),
            tuple(column_totals[name] for name in column_names),
            total,
            (not self.is_several(column), not self.is_several(row)),
        )

    def _found(self, questions: Sequence[str], wanted: Filter | None) -> Iterator[_Found]:
        """Return the answers to some questions with how many registrations gave just these."""
        wanted = wanted or Filter()
        having = list(wanted.having.items())
        every = (*questions, *(question for question, _ in having))
        readers = [self._questions.reader(question) for question in every]
        columns = [reader.column for reader in readers]
        for spans, weeks in self._together(every, wanted).items():
            for numbers, count in self._columns.tally(columns, weeks).items():
                said = [
                    (span,) if span else reader.answers(number)
                    for reader, span, number in zip(readers, spans, numbers, strict=True)
                ]
                asked, chosen = said[: len(questions)], said[len(questions) :]
                if all(name in names for (_, name), names in zip(having, chosen, strict=True)):
                    yield asked, count

    def _together(self, questions: Sequence[str], wanted: Filter) -> dict[tuple[str, ...], list[str]]:
        """Return the weeks that are counted, by the spans they belong to where a question is one."""
        asked = [next((span for span in SPANS if span == question), None) for question in questions]
        found: dict[tuple[str, ...], list[str]] = {}
        for week in self._weeks:
            if wanted.first <= week <= wanted.last:
                spans = tuple(span_of(week, span) if span else "" for span in asked)
                found.setdefault(spans, []).append(week)
        return found

    def _names(self, question: str, found: Mapping[str, int]) -> tuple[str, ...]:
        """Return the answers in the form's order, then what is no answer of today's form, "not said" last."""
        span = next((span for span in SPANS if span == question), None)
        if span is not None:
            return spans_between(min(found), max(found), span) if found else ()
        known = [name for name in self.known(question) if name]
        older = sorted(name for name in found if name and name not in known)
        return (*known, *older, *((NOT_SAID,) if NOT_SAID in found else ()))


def counted_week(each: Answers, stored: str) -> Answers:
    """Return a registration under the week it is counted in: its own, if the server's file makes that
    believable.

    What waited on a computer is stored later than it was made, never earlier; a clock set to another year
    would put it anywhere.
    """
    latest = _thursday(stored)
    try:
        own = _thursday(each.week)
    except ValueError:
        own = date.max
    is_believable = latest - _LONGEST_WAIT <= own <= latest
    return each if is_believable else msgspec.structs.replace(each, week=stored)


@cache
def span_of(week: str, span: Span) -> str:
    """Return the span an ISO week belongs to: by its Thursday, as the ISO year does; week 53 too."""
    if span == "week":
        return week
    thursday = _thursday(week)
    match span:
        case "month":
            return f"{thursday.year}-{thursday.month:02}"
        case "quarter":
            return f"{thursday.year}-Q{(thursday.month + 2) // 3}"
        case "year":
            return f"{thursday.year}"


@lru_cache(maxsize=1_024)
def spans_between(first: str, last: str, span: Span) -> tuple[str, ...]:
    """Return every span from the first to the last, both included."""
    names = [first]
    while names[-1] < last:
        names.append(_next(names[-1], span))
    return tuple(names)


def _thursday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 4)


def _next(name: str, span: Span) -> str:
    year = int(name[:4])
    match span:
        case "year":
            return f"{year + 1:04}"
        case "quarter":
            number = int(name[6:])
            return f"{year + number // 4:04}-Q{number % 4 + 1}"
        case "month":
            number = int(name[5:])
            return f"{year + number // 12:04}-{number % 12 + 1:02}"
        case "week":
            return _week_after(year, int(name[6:]))


def _week_after(year: int, number: int) -> str:
    return f"{year:04}-W{number + 1:02}" if number < _weeks_in(year) else f"{year + 1:04}-W01"


@cache
def _weeks_in(year: int) -> int:
    # 28 December is always in the last week of its ISO year.
    return date(year, 12, 28).isocalendar().week


def _list(names: tuple[str, ...], found: Mapping[str, int], total: int, *, adds_up: bool) -> Table:
    counts = tuple(found.get(name, 0) for name in names)
    return Table(names, ("",), tuple((count,) for count in counts), counts, (total,), total, (True, adds_up))
