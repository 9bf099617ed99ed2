"""Everything that is ever shown of the figures, on the screen or on paper, goes through here (R3).

Two things at once, at most: two questions in a year, or one question and a time. A filter is a question: what
those who answered X said is a column of the two questions crossed, hidden as that whole table is. What is
hidden is reckoned by ``withholding``; here it is left out, and the rest is rounded.

Figures come out by whole quarters. Of a year that is not over there is what its quarters tell, added up; two
questions are crossed when it is over. Themes that stand under others are told by the year, as a list.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from luwte.policy import Publication
from luwte.registration.counting.counts import (
    NOT_SAID,
    QUICK_KIND,
    THEMES_ABOVE,
    Counts,
    Span,
    Table,
    span_of,
    spans_between,
)
from luwte.registration.publishing.periods import (
    PartSpan,
    Period,
    above,
    first_week,
    last_closed,
    last_week,
    parts,
    span_named,
    within,
    year_before,
)
from luwte.registration.publishing.suppression import Place, Published, rounded, without
from luwte.registration.publishing.withholding import Hidden, Withholding

__all__ = [
    "PartSpan",
    "Period",
    "Publisher",
    "first_week",
    "last_week",
    "span_named",
    "year_before",
]


class Publisher:
    """The figures of one helpline as they may be shown. Takes a while where much is counted: give it a
    thread, one at a time."""

    def __init__(self, counts: Counts, rules: Publication, until: str) -> None:
        self._counts = counts
        self._rules = rules
        self._until = last_closed(until)
        self._kept = Withholding(counts, rules, self._until)

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
        """Return the last ISO week that counts: the last of a quarter."""
        return self._until

    @cached_property
    def years(self) -> tuple[str, ...]:
        """Return the years of which there are figures, the oldest first."""
        weeks = self._counts.weeks
        if weeks is None or weeks[0] > self._until:
            return ()
        return spans_between(weeks[0][:4], min(weeks[1], self._until)[:4], "year")

    def periods(self, span: Span) -> tuple[Period, ...]:
        """Return the times of one kind of which there are figures, the oldest first."""
        weeks = self._counts.weeks
        if not self.years or weeks is None:
            return ()
        first = span_of(weeks[0], span)
        return tuple(
            name
            for year in self.years
            for name in within(year, span)
            if first <= name and first_week(name) <= self._until
        )

    def is_over(self, period: Period) -> bool:
        """Return whether all of a time's weeks are out: nothing will be added to it."""
        return self._kept.is_over(period)

    def may_part(self, question: str) -> bool:
        """Return whether a question is told by quarter and month; else by the year only, when it is over."""
        return not self._is_detailed(question)

    def may_cross(self, row: str, column: str, year: Period) -> bool:
        """Return whether two questions are told crossed in a year."""
        one, other = self._plain(row), self._plain(column)
        if one == other or not self.is_over(year) or self._is_detailed(one) or self._is_detailed(other):
            return False
        # A quick contact answers nothing: all there is to see is who of the others said nothing.
        asked = {field.name for field in self._counts.form.fields} | {THEMES_ABOVE}
        return QUICK_KIND not in {one, other} or not {one, other} & asked

    def answers(self, question: str) -> Sequence[str]:
        """Return the answers to a question that are told, as the form of today has them: "not said" last,
        but where several may be given."""
        several = self._kept.most(question) > 0
        return (*self._counts.known(question), *(() if several else (NOT_SAID,)))

    def contacts(self, year: str, span: PartSpan) -> Published:
        """Return how many contacts there were in each part of a year; its total is the year's."""
        quarters = self._kept.closed(year)
        names = quarters if span == "quarter" else [name for each in quarters for name in parts(each)]
        counts = [None if self._kept.hides_contacts(name) else self._size(name) for name in names]
        total = self._total(year)
        hidden = sum(count is None for count in (*counts, total))
        return Published(
            tuple(names), ("",), tuple((count,) for count in counts), tuple(counts), (total,), total, hidden
        )

    def by(self, question: str, period: Period) -> Published:
        """Return how often each answer to a question was given in a time, "not said" last."""
        if span_named(period) == "year":
            return self._list(question, period)
        if self._is_detailed(question):
            return _unseen(self._kept.names(question, period[:4]), ("",))
        if span_named(period) == "quarter":
            return _column(self.over(question, period[:4], "quarter"), period)
        return _column(self._months(question, above(period)), period)

    def over(self, question: str, year: str, span: PartSpan) -> Published:
        """Return a question in every part of a year; the rows' totals are the year's."""
        kept, whole, quarters = self._kept, self.by(question, year), self._kept.closed(year)
        if self._is_detailed(question):
            names = [name for each in quarters for name in ((each,) if span == "quarter" else parts(each))]
            unseen = _unseen(whole.rows, names)
            return replace(unseen, row_totals=whole.row_totals, total=whole.total)
        if span == "quarter":
            hidden = {name: kept.hidden_in(question, name) for name in quarters}
            found = [
                [
                    None if row in hidden[name] else self._rounded(kept.counts_by(question, name).get(row, 0))
                    for name in quarters
                ]
                for row in whole.rows
            ]
            totals = self.contacts(year, "quarter").row_totals
            columns: Sequence[Period] = quarters
        else:
            months = [self._months(question, name) for name in quarters]
            found = [[count for each in months for count in each.cells[at]] for at in range(len(whole.rows))]
            totals = self.contacts(year, "month").row_totals
            columns = [name for each in months for name in each.columns]
        cells = tuple(tuple(counts) for counts in found)
        unseen_in = sum(count is None for counts in cells for count in counts)
        return Published(
            whole.rows, tuple(columns), cells, whole.row_totals, totals, whole.total, whole.hidden + unseen_in
        )

    def cross(self, row: str, column: str, year: str) -> Published:
        """Return two questions crossed in a year; nothing of it where that may not be."""
        rows, columns = self.by(row, year), self.by(column, year)
        if not self.may_cross(row, column, year):
            unseen = _unseen(rows.rows, columns.rows)
            return replace(
                unseen, row_totals=rows.row_totals, column_totals=columns.row_totals, total=rows.total
            )
        hidden = self._kept.crossed(self._plain(row), self._plain(column), year)
        table = _arranged(self._kept.within(year).cross(row, column), rows.rows, columns.rows)
        shown = without(table, _places(table, hidden), self._rules.round_to)
        return replace(shown, row_totals=rows.row_totals, column_totals=columns.row_totals, total=rows.total)

    def among(self, question: str, having: str, answer: str, year: str) -> Published:
        """Return a question as those answered it who gave one answer to another: a column of both crossed."""
        if self._kept.most(having) and answer == NOT_SAID:
            return _unseen(self._kept.names(question, year), ("",))
        return _column(self.cross(question, having, year), answer)

    # ── lists ──

    def _list(self, question: str, year: str) -> Published:
        kept, names = self._kept, self._kept.names(question, year)
        if self._is_detailed(question):
            hidden = kept.detailed(question, year) if self.is_over(year) else frozenset(names)
            counts = kept.counts_by(question, year)
            found = [None if name in hidden else self._rounded(counts[name]) for name in names]
        elif self.is_over(year):
            hidden, counts = kept.hidden_in(question, year), kept.counts_by(question, year)
            found = [None if name in hidden else self._rounded(counts[name]) for name in names]
        else:
            found = [self._so_far(question, name, year) for name in names]
        total = self._total(year)
        return Published(
            names,
            ("",),
            tuple((count,) for count in found),
            tuple(found),
            (total,),
            total,
            sum(count is None for count in (*found, total)),
        )

    def _so_far(self, question: str, answer: str, year: str) -> int | None:
        """Return what the quarters tell of a year that is not over: nothing that they do not tell."""
        kept, found = self._kept, 0
        for quarter in kept.closed(year):
            if kept.hides_contacts(quarter) or answer in kept.hidden_in(question, quarter):
                return None
            found += self._rounded(kept.counts_by(question, quarter).get(answer, 0))
        return self._coarse(found)

    def _total(self, year: str) -> int | None:
        kept = self._kept
        if self.is_over(year):
            return None if kept.hides_contacts(year) else self._size(year)
        quarters = kept.closed(year)
        if any(kept.hides_contacts(name) for name in quarters):
            return None
        return self._coarse(sum(self._size(name) for name in quarters))

    def _months(self, question: str, quarter: Period) -> Published:
        names, columns = self._kept.names(question, quarter[:4]), parts(quarter)
        table = _arranged(self._kept.within(quarter).cross(question, "month"), names, columns)
        hidden = _places(table, self._kept.months(question, quarter))
        shown = without(table, hidden, self._rules.round_to)
        totals = tuple(None if self._kept.hides_contacts(name) else self._size(name) for name in columns)
        return replace(shown, column_totals=totals)

    # ── small things ──

    def _size(self, period: Period) -> int:
        return self._rounded(len(self._kept.within(period)))

    def _rounded(self, count: int) -> int:
        return rounded(count, self._rules.round_to)

    def _coarse(self, count: int) -> int:
        """Return what is rounded already, added up: as coarse as a sum of so many is true."""
        return rounded(count, max(self._rules.round_to, self._rules.threshold))

    def _plain(self, question: str) -> str:
        """Return the main themes for themes of which none stands under another: they are the same."""
        field = self._counts.form.field(question)
        is_flat = all(not theme.under for theme in self._counts.form.themes)
        return THEMES_ABOVE if field is not None and field.kind == "themes" and is_flat else question

    def _is_detailed(self, question: str) -> bool:
        field = self._counts.form.field(question)
        return field is not None and field.kind == "themes" and self._plain(question) == question


def _places(table: Table, hidden: Hidden) -> frozenset[Place]:
    down = {name: at for at, name in enumerate(table.rows)}
    across = {name: at for at, name in enumerate(table.columns)}
    return frozenset((down[row], across[column]) for row, column in hidden)


def _unseen(rows: Sequence[str], columns: Sequence[str]) -> Published:
    """Return a table of which nothing is shown."""
    return Published(
        tuple(rows),
        tuple(columns),
        tuple((None,) * len(columns) for _ in rows),
        (None,) * len(rows),
        (None,) * len(columns),
        None,
        len(rows) * len(columns),
    )


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
    """Return one column of what is shown, as a list; noughts where nobody gave that answer."""
    if column not in shown.columns:
        none = (0,) * len(shown.rows)
        return Published(shown.rows, ("",), tuple((count,) for count in none), none, (0,), 0, 0)
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
