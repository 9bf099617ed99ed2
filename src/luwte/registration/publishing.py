"""Everything that is ever shown of the figures, on the screen or on paper, goes through here (R3).

Tables that share totals can be subtracted from each other, so they are hidden together:

- Two things at once, at most: two questions in a year, or one question and a time. A filter is a question:
  what those who answered X said is a column of the two questions crossed, hidden as that whole table is.
- From the top down: contacts, then a question in a year, then in its quarters, then in their months, and two
  questions crossed. A total is hidden or shown as it is in the table whose cell it is; the cells under it
  are hidden so that neither they nor what was left out can be computed: a cell, and the rest up to its total.
- Only what is released counts. A time that is not over yet grows with every release: its figures are rounded
  to the threshold, so that two looks months apart tell no small difference either.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final, Literal

from luwte.policy import Publication
from luwte.registration.counting import Counts, Span, Table, span_of, spans_between
from luwte.registration.suppression import Place, Published, hide, without

Period = str
"""``2026``, ``2026-Q4`` or ``2026-11``."""

PartSpan = Literal["quarter", "month"]
_PART: Final[Mapping[Span, PartSpan]] = {"year": "quarter", "quarter": "month"}


@dataclass(frozen=True, slots=True)
class _Made:
    """A counted table and what of it is hidden."""

    table: Table
    hidden: frozenset[Place]

    def hides(self, row: int, column: int) -> bool:
        return (row, column) in self.hidden


class Publisher:
    """The figures of one helpline as they may be shown. Takes a while where much is counted: give it a
    thread, one at a time."""

    def __init__(self, counts: Counts, rules: Publication, until: str) -> None:
        self._counts = counts
        self._rules = rules
        self._until = until
        self._made: dict[tuple[str, ...], _Made] = {}
        self._years: dict[str, Counts] = {}

    @property
    def counts(self) -> Counts:
        """Return what is counted."""
        return self._counts

    @property
    def rules(self) -> Publication:
        """Return the house's rules."""
        return self._rules

    @property
    def until(self) -> str:
        """Return the last ISO week that counts."""
        return self._until

    @cached_property
    def years(self) -> tuple[str, ...]:
        """Return the years of which there are figures, the oldest first."""
        weeks = self._counts.weeks
        if weeks is None:
            return ()
        return spans_between(weeks[0][:4], min(weeks[1], self._until)[:4], "year")

    def periods(self, span: Span) -> tuple[Period, ...]:
        """Return the times of one kind of which there are figures, the oldest first."""
        if not self.years:
            return ()
        weeks = self._counts.weeks
        first = span_of(weeks[0], span) if weeks is not None else ""
        return tuple(
            name
            for year in self.years
            for name in _within(year, span)
            if first <= name and first_week(name) <= self._until
        )

    def is_over(self, period: Period) -> bool:
        """Return whether all of a time's weeks are out: nothing will be added to it."""
        return last_week(period) <= self._until

    def contacts(self, year: str, span: PartSpan) -> Published:
        """Return how many contacts there were in each part of a year; its total is the year's."""
        if span == "quarter":
            return self._shown(self._contacts(year), year)
        quarters = [self._shown(self._contacts(name), name) for name in self._parts(year)]
        total = self._shown(self._contacts(year), year).total
        return Published(
            tuple(name for each in quarters for name in each.rows),
            ("",),
            tuple(cells for each in quarters for cells in each.cells),
            tuple(count for each in quarters for count in each.row_totals),
            (total,),
            total,
            sum(each.hidden for each in quarters),
        )

    def by(self, question: str, period: Period) -> Published:
        """Return how often each answer to a question was given in a time, "not said" last."""
        if span_named(period) == "year":
            return self._shown(self._by(question, period), period)
        whole = self._over(question, _above(period))
        return _column(self._shown(whole, period), period)

    def over(self, question: str, year: str, span: PartSpan) -> Published:
        """Return a question in every part of a year; the rows' totals are the year's."""
        if span == "quarter":
            return self._shown(self._over(question, year), year)
        quarters = [self._shown(self._over(question, name), name) for name in self._parts(year)]
        whole = self.by(question, year)
        return Published(
            whole.rows,
            tuple(name for each in quarters for name in each.columns),
            tuple(
                tuple(count for each in quarters for count in each.cells[row])
                for row in range(len(whole.rows))
            ),
            whole.row_totals,
            tuple(count for each in quarters for count in each.column_totals),
            whole.total,
            sum(each.hidden for each in quarters),
        )

    def cross(self, row: str, column: str, year: str) -> Published:
        """Return two questions crossed in a year."""
        return self._shown(self._cross(row, column, year), year)

    def among(self, question: str, having: str, answer: str, year: str) -> Published:
        """Return a question as those answered it who gave one answer to another: a column of both crossed."""
        return _column(self.cross(question, having, year), answer)

    # ── from the top down ──

    def _contacts(self, period: Period) -> _Made:
        """Return how many contacts there were in the parts of a time, and in all of it."""

        def make() -> _Made:
            parts = self._parts(period)
            found = self._within(period).over_time(_PART[span_named(period)])
            cells = dict(zip(found.rows, found.row_totals, strict=True))
            counts = tuple(cells.get(name, 0) for name in parts)
            table = Table(
                parts, ("",), tuple((count,) for count in counts), counts, (found.total,), found.total
            )
            total = {(len(parts), 0), (len(parts), 1)}
            return self._hidden(table, total, self._hides_contacts(period))

        return self._once(make, "contacts", period)

    def _by(self, question: str, year: str) -> _Made:
        def make() -> _Made:
            table = self._within(year).by(question)
            last = len(table.rows)
            return self._hidden(table, {(last, 0), (last, 1)}, self._hides_contacts(year))

        return self._once(make, "by", question, year)

    def _over(self, question: str, period: Period) -> _Made:
        """Return a question in the parts of a time."""

        def make() -> _Made:
            parts = self._parts(period)
            whole = self._over(question, _above(period)) if span_named(period) != "year" else None
            whole_year = self._by(question, period[:4])
            names = whole_year.table.rows
            table = _arranged(self._within(period).cross(question, _PART[span_named(period)]), names, parts)
            last_row, last_column = len(names), len(parts)
            at = whole.table.columns.index(period) if whole is not None else 0
            above = whole or whole_year
            margins = {(row, last_column): above.hides(row, at) for row in range(last_row)}
            margins |= {(last_row, column): self._hides_contacts(name) for column, name in enumerate(parts)}
            margins[last_row, last_column] = self._hides_contacts(period)
            return self._under(table, margins)

        return self._once(make, "over", question, period)

    def _cross(self, row: str, column: str, year: str) -> _Made:
        def make() -> _Made:
            rows, columns = self._by(row, year), self._by(column, year)
            table = self._within(year).cross(row, column)
            last_row, last_column = len(table.rows), len(table.columns)
            margins = {(at, last_column): rows.hides(at, 0) for at in range(last_row)}
            margins |= {(last_row, at): columns.hides(at, 0) for at in range(last_column)}
            margins[last_row, last_column] = self._hides_contacts(year)
            return self._under(table, margins)

        return self._once(make, "cross", row, column, year)

    def _hides_contacts(self, period: Period) -> bool:
        if span_named(period) == "year":
            return 0 < len(self._within(period)) < self._rules.threshold
        above = self._contacts(_above(period))
        return above.hides(above.table.rows.index(period), 0)

    # ── small things ──

    def _hidden(self, table: Table, total: set[Place], is_hidden: bool) -> _Made:
        return self._under(table, dict.fromkeys(total, is_hidden))

    def _under(self, table: Table, margins: Mapping[Place, bool]) -> _Made:
        """Return a table hidden so that its totals are as they are elsewhere."""
        also = frozenset(place for place, is_hidden in margins.items() if is_hidden)
        kept = frozenset(margins) - also
        return _Made(table, hide(table, self._rules.threshold, also, kept))

    def _shown(self, made: _Made, period: Period) -> Published:
        rules = self._rules
        grows = not self.is_over(period)
        return without(
            made.table, made.hidden, max(rules.round_to, rules.threshold) if grows else rules.round_to
        )

    def _within(self, period: Period) -> Counts:
        year = period[:4]
        if year not in self._years:
            self._years[year] = self._counts.within(first_week(year), min(last_week(year), self._until))
        counts = self._years[year]
        return counts if period == year else counts.within(first_week(period), last_week(period))

    def _parts(self, period: Period) -> tuple[Period, ...]:
        return tuple(
            name for name in _within(period, _PART[span_named(period)]) if first_week(name) <= self._until
        )

    def _once(self, make: Callable[[], _Made], *named: str) -> _Made:
        if named not in self._made:
            self._made[named] = make()
        return self._made[named]


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


@cache
def _weeks_of(period: Period) -> Sequence[str]:
    weeks = spans_between(f"{period[:4]}-W01", f"{period[:4]}-W52", "week")
    last = spans_between(weeks[-1], f"{int(period[:4]) + 1:04}-W01", "week")[-2]
    return [week for week in dict.fromkeys((*weeks, last)) if span_of(week, span_named(period)) == period]


def _within(period: Period, span: Span) -> tuple[Period, ...]:
    """Return the times of one kind that a time is made of."""
    return tuple(dict.fromkeys(span_of(week, span) for week in _weeks_of(period)))


def _above(period: Period) -> Period:
    """Return the quarter of a month, the year of a quarter."""
    return period[:4] if span_named(period) == "quarter" else span_of(first_week(period), "quarter")


def _arranged(table: Table, rows: Sequence[str], columns: Sequence[str]) -> Table:
    """Return a table with these rows and columns, noughts where it had none."""
    across = {name: at for at, name in enumerate(table.columns)}
    down = {name: at for at, name in enumerate(table.rows)}

    def cell(row: str, column: str) -> int:
        return table.cells[down[row]][across[column]] if row in down and column in across else 0

    return replace(
        table,
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(cell(row, column) for column in columns) for row in rows),
        row_totals=tuple(table.row_totals[down[row]] if row in down else 0 for row in rows),
        column_totals=tuple(table.column_totals[across[name]] if name in across else 0 for name in columns),
    )


def _column(shown: Published, column: str) -> Published:
    """Return one column of what is shown, as a list."""
    if column not in shown.columns:
        return Published(
            shown.rows, ("",), tuple((0,) for _ in shown.rows), (0,) * len(shown.rows), (0,), 0, 0
        )
    at = shown.columns.index(column)
    counts = tuple(cells[at] for cells in shown.cells)
    total = shown.column_totals[at]
    return Published(
        shown.rows,
        ("",),
        tuple((count,) for count in counts),
        counts,
        (total,),
        total,
        sum(count is None for count in counts),
    )
