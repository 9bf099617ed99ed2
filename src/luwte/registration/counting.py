"""From opened registrations to counts: over time, per answer, and two questions crossed.

A registration counts once per cell. Where a question has several answers (themes, choices) it counts for each
of them, so such counts do not add up to a total; ``Table.adds_up`` says along which side they do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Final, Literal

import msgspec

from luwte.policy import QUICK, RegistrationForm
from luwte.registration.form import Answers

NOT_SAID: Final = ""
"""The name of the answer that nobody gave (R2)."""

Span = Literal["week", "month", "quarter", "year"]
_LONGEST_WAIT: Final = timedelta(weeks=8)
SPANS: Final[tuple[Span, ...]] = ("week", "month", "quarter", "year")
CHANNEL: Final = "channel:"
QUICK_KIND: Final = "quick:"
THEMES_ABOVE: Final = "themes:above"
"""Questions that no form asks: how somebody came, whether it was a quick contact, and the topmost themes.
The colon keeps them apart from every field's name."""
OLDER: Final = "older:"
"""Every answer that the form of today does not know: its words are nobody's to show."""
SAID: Final = "said:"
"""What was said where the answers themselves are never counted: a text, a number."""


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

    def __init__(self, form: RegistrationForm, answers: Iterable[Answers]) -> None:
        self._form = form
        self._answers = tuple(answers)
        self._above = {theme.name: form.path(theme.name)[0].name for theme in form.themes}

    def __len__(self) -> int:
        """Return how many registrations there are."""
        return len(self._answers)

    @cached_property
    def weeks(self) -> tuple[str, str] | None:
        """Return the first and the last week anything was registered in; None if nothing was."""
        weeks = [each.week for each in self._answers]
        return (min(weeks), max(weeks)) if weeks else None

    @property
    def form(self) -> RegistrationForm:
        """Return the form whose answers are counted."""
        return self._form

    @property
    def answers(self) -> tuple[Answers, ...]:
        """Return the registrations themselves: only for who may take rows along."""
        return self._answers

    def within(self, first: str, last: str) -> "Counts":
        """Return what was registered from one ISO week to another, both included."""
        return Counts(self._form, (each for each in self._answers if first <= each.week <= last))

    def is_several(self, question: str) -> bool:
        """Return whether one registration may have several answers to a question."""
        asked = self._form.field(question)
        return question == THEMES_ABOVE or (asked is not None and asked.kind in {"themes", "choices"})

    def over_time(self, span: Span, wanted: Filter | None = None) -> Table:
        """Return how many there were in every span of time, the empty ones between them too."""
        found = Counter(span_of(each.week, span) for each in self._chosen(wanted))
        names = spans_between(min(found), max(found), span) if found else ()
        return _list(names, found, sum(found.values()), adds_up=True)

    def by(self, question: str, wanted: Filter | None = None) -> Table:
        """Return how often each answer was given, the form's order first, "not said" last."""
        answers_of = self._reader(question)
        chosen = self._chosen(wanted)
        found = Counter(name for each in chosen for name in answers_of(each))
        names = self._names(question, found)
        return _list(names, found, len(chosen), adds_up=not self.is_several(question))

    def cross(self, row: str, column: str, wanted: Filter | None = None) -> Table:
        """Return two questions crossed; a span of time such as ``month`` is a question too."""
        rows_of, columns_of = self._reader(row), self._reader(column)
        chosen = self._chosen(wanted)
        cells: Counter[tuple[str, str]] = Counter()
        row_totals: Counter[str] = Counter()
        column_totals: Counter[str] = Counter()
        for each in chosen:
            rows, columns = rows_of(each), columns_of(each)
            row_totals.update(rows)
            column_totals.update(columns)
            cells.update((one, other) for one in rows for other in columns)
        row_names, column_names = self._names(row, row_totals), self._names(column, column_totals)
        return Table(
            row_names,
            column_names,
            tuple(tuple(cells[one, other] for other in column_names) for one in row_names),
            tuple(row_totals[name] for name in row_names),
            tuple(column_totals[name] for name in column_names),
            len(chosen),
            (not self.is_several(column), not self.is_several(row)),
        )

    def _chosen(self, wanted: Filter | None) -> Sequence[Answers]:
        if wanted is None:
            return self._answers
        readers = [(self._reader(question), name) for question, name in wanted.having.items()]
        return [
            each
            for each in self._answers
            if wanted.first <= each.week <= wanted.last and all(name in of(each) for of, name in readers)
        ]

    def _reader(self, question: str) -> Callable[[Answers], Sequence[str]]:
        """Return what gives a registration's answers to a question, one at least."""
        span = next((span for span in SPANS if span == question), None)
        if span is not None:
            return lambda each: (span_of(each.week, span),)
        if question == CHANNEL:
            return lambda each: (each.channel,)
        if question == QUICK_KIND:
            return lambda each: (each.quick or NOT_SAID,)
        if question == THEMES_ABOVE:
            themes = next((asked.name for asked in self._form.fields if asked.kind == "themes"), "")
            return lambda each: self._topmost(_said(each, themes))
        asked = self._form.field(question)
        if asked is None or asked.kind in {"text", "number"} or (asked.kind == "age" and not asked.bands):
            return lambda each: (SAID if question in each.values else NOT_SAID,)
        known = frozenset((*self.known(question), NOT_SAID))
        return lambda each: _known_of(_said(each, question), known)

    def _topmost(self, themes: Sequence[str]) -> Sequence[str]:
        return sorted({self._above.get(name, OLDER) if name else NOT_SAID for name in themes})

    def _names(self, question: str, found: Mapping[str, int]) -> tuple[str, ...]:
        """Return the answers in the form's order, then ``OLDER`` or ``SAID``, "not said" last."""
        span = next((span for span in SPANS if span == question), None)
        if span is not None:
            return spans_between(min(found), max(found), span) if found else ()
        known = [name for name in self.known(question) if name]
        older = sorted(name for name in found if name and name not in known)
        return (*known, *older, *((NOT_SAID,) if NOT_SAID in found else ()))

    def known(self, question: str) -> Sequence[str]:  # noqa: PLR0911 - one per kind of question
        """Return the answers to a question that the form of today knows, in its order."""
        if question == CHANNEL:
            return self._form.channels
        if question == QUICK_KIND:
            return QUICK
        if question == THEMES_ABOVE:
            return [theme.name for theme in self._form.themes if not theme.under]
        asked = self._form.field(question)
        match asked.kind if asked is not None else None:
            case "themes":
                return [theme.name for theme in self._form.themes]
            case "choice" | "choices":
                return [option.name for option in asked.options] if asked is not None else ()
            case "yes_no":
                return ("yes", "no")
            case "age":
                return [f"{first}-{last}" for first, last in asked.bands] if asked is not None else ()
            case "number" | "text" | None:
                return ()


def _known_of(said: Sequence[str], known: frozenset[str]) -> Sequence[str]:
    if known.issuperset(said):
        return said
    return [*(name for name in said if name in known), OLDER]


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
    # 28 December is always in the last week of its ISO year.
    last = date(year, 12, 28).isocalendar().week
    return f"{year:04}-W{number + 1:02}" if number < last else f"{year + 1:04}-W01"


def _said(each: Answers, question: str) -> Sequence[str]:
    value = each.values.get(question)
    match value:
        case None:
            return (NOT_SAID,)
        case bool():
            return ("yes" if value else "no",)
        case list():
            return value or (NOT_SAID,)
        case _:
            return (str(value),)


def _list(names: tuple[str, ...], found: Mapping[str, int], total: int, *, adds_up: bool) -> Table:
    counts = tuple(found.get(name, 0) for name in names)
    return Table(names, ("",), tuple((count,) for count in counts), counts, (total,), total, (True, adds_up))
