"""What of every table stays in the house, so that all that is ever shown gives no small cell away (R3).

Tables share totals, and are seen one beside another and at one release day after another. So that no two of
them can be subtracted:

- Of two tables one stands above the other, and what is hidden above stays together below: the answers that
  are hidden in a list are one row of what is crossed with it, and the total of that row is known. Every table
  is then safe by itself although all its totals are known, and so all of them are safe together.
- A quarter is hidden by what happened in it, whatever comes later: what was shown of it once is shown of it
  always. A year is hidden when it is over, together with its last quarter: that one gives way where a hidden
  cell of an earlier quarter could be computed from the year.
- Of a question with several answers nobody is told how many said nothing, so that nobody knows how many
  answers there were in all: what was not answered is one more hidden answer. An answer that all but a few
  gave is hidden: those few are as many as the quick contacts can be at most.
- Quick contacts answer nothing: "not said" is no less than their number, and is hidden where it is only a
  little more, since none of those few can have given any other answer more often.
"""

from collections.abc import Callable, Mapping
from typing import Final

from luwte.policy import Publication
from luwte.registration.counting.counts import CHANNEL, NOT_SAID, QUICK_KIND, THEMES_ABOVE, Counts
from luwte.registration.publishing.grids import Cell, Grid
from luwte.registration.publishing.leaves import REST, ROOMY, Side, leaf, telling
from luwte.registration.publishing.periods import Period, above, first_week, last_week, parts, span_named

Names = tuple[str, ...]
Hidden = frozenset[Cell]
"""Cells by row and column; the row or column ``WHOLE`` for a total."""

WHOLE: Final = "whole:"


class Withholding:
    """Which cells of which table are hidden, each table reckoned once. ``until``: the end of the last quarter
    that is out."""

    def __init__(self, counts: Counts, rules: Publication, until: str) -> None:
        self._counts = counts
        self._threshold = rules.threshold
        self._until = until
        self._within: dict[Period, Counts] = {}
        self._listed: dict[tuple[str, Period], Mapping[str, int]] = {}
        self._made: dict[tuple[str, ...], Hidden] = {}
        self._most_of: dict[str, int] = {}

    # ── what is counted ──

    def is_over(self, period: Period) -> bool:
        """Return whether all of a time is out."""
        return last_week(period) <= self._until

    def closed(self, period: Period) -> tuple[Period, ...]:
        """Return the parts of a time that are out."""
        return tuple(name for name in parts(period) if self.is_over(name))

    def within(self, period: Period) -> Counts:
        """Return what was registered in a time and is out."""
        if period not in self._within:
            counts = self._counts if span_named(period) == "year" else self.within(period[:4])
            self._within[period] = counts.within(first_week(period), min(last_week(period), self._until))
        return self._within[period]

    def most(self, question: str) -> int:
        """Return how many answers one contact may give to a question; 0 if it is always one."""
        if question not in self._most_of:
            self._most_of[question] = self._counted_most(question)
        return self._most_of[question]

    def names(self, question: str, period: Period) -> Names:
        """Return the answers to a question that are told, the form's order first."""
        untold = {NOT_SAID} if self.most(question) else set()
        return tuple(name for name in self.counts_by(question, period) if name not in untold)

    def counts_by(self, question: str, period: Period) -> Mapping[str, int]:
        """Return how often each answer was given in a time."""
        if (question, period) not in self._listed:
            table = self.within(period).by(question)
            self._listed[question, period] = dict(zip(table.rows, table.row_totals, strict=True))
        return self._listed[question, period]

    # ── what is hidden of it ──

    def hides_contacts(self, period: Period) -> bool:
        """Return whether nobody may know how many contacts there were in a quarter or month, or in a year
        that is over."""
        match span_named(period):
            case "year":
                return ("", WHOLE) in self.contacts(period)
            case _:
                return ("", period) in self.contacts(above(period))

    def contacts(self, period: Period) -> Hidden:
        """Return what is hidden of the contacts in the parts of a year or quarter."""
        return self._once(lambda: self._contacts(period), "contacts", period)

    def hidden_in(self, question: str, period: Period) -> frozenset[str]:
        """Return the answers that are hidden in a quarter, or in a year that is over."""
        if self.hides_contacts(period):
            return frozenset(self.names(question, period[:4]))
        if not self.is_over(period[:4]):
            return frozenset(row for row, _ in self._quarter(question, period))
        column = WHOLE if span_named(period) == "year" else period
        return frozenset(row for row, name in self._year(question, period[:4]) if name == column)

    def months(self, question: str, quarter: Period) -> Hidden:
        """Return what is hidden of a question in the months of a quarter."""

        def make() -> Hidden:
            rows, columns = self.names(question, quarter[:4]), parts(quarter)
            if self.hides_contacts(quarter):
                return frozenset((row, column) for row in rows for column in columns)
            hidden = self.hidden_in(question, quarter)
            along = Side(
                question,
                tuple(name for name in rows if name not in hidden),
                tuple(name for name in rows if name in hidden),
                self.counts_by(question, quarter),
                most=self.most(question),
            )
            unknown = {name for _, name in self.contacts(quarter)}
            across = Side(
                "month",
                tuple(name for name in columns if name not in unknown),
                tuple(name for name in columns if name in unknown),
                {name: len(self.within(name)) for name in columns},
                self._quick_in_months(question, quarter),
            )
            return leaf(along, across, self.within(quarter).cross(question, "month"), self._threshold)

        return self._once(make, "months", question, quarter)

    def crossed(self, row: str, column: str, year: Period) -> Hidden:
        """Return what is hidden of two questions crossed in a year that is over: the same whichever comes
        first."""
        first, second = sorted((row, column))

        def make() -> Hidden:
            table = self.within(year).cross(first, second)
            along, across = self._side(first, second, year), self._side(second, first, year)
            return leaf(along, across, table, self._threshold)

        hidden = self._once(make, "crossed", first, second, year)
        return hidden if row == first else frozenset((other, one) for one, other in hidden)

    def detailed(self, question: str, year: Period) -> frozenset[str]:
        """Return which themes of a tree are hidden in a year that is over: with a main theme all that stand
        under it, since it may be the only one of them."""
        names, counts = self.names(question, year), self.counts_by(question, year)
        if self.hides_contacts(year):
            return frozenset(names)
        main, form = self.hidden_in(THEMES_ABOVE, year), self._counts.form
        tops = {theme.name: form.path(theme.name)[0].name for theme in form.themes}
        parents = {theme.under for theme in form.themes}
        grid = self._list(question, names, counts, len(self.within(year)), self._known_quick(year))
        grid.also |= {(name, "") for name in names if tops.get(name, name) in main}
        grid.kept = {
            (name, "")
            for name in names
            if tops.get(name, name) == name and name not in parents and name not in main
        }
        return frozenset(row for row, _ in grid.hidden(self._threshold))

    # ── contacts ──

    def _contacts(self, period: Period) -> Hidden:
        names = self.closed(period)
        counts = {("", name): len(self.within(name)) for name in names}
        if span_named(period) == "quarter":
            if self.hides_contacts(period):
                return frozenset(counts)
            return self._spread(names, counts).hidden(self._threshold)
        small = {cell for cell, count in counts.items() if self._is_few(count)}
        if not self.is_over(period):
            return frozenset(small)
        grid = self._spread((*names, WHOLE), {**counts, ("", WHOLE): ROOMY})
        grid.secret = small | ({("", WHOLE)} if self._is_few(sum(counts.values())) else set())
        grid.kept = {("", name) for name in names[:-1]} - small
        grid.dear = {("", WHOLE)}
        return grid.hidden(self._threshold)

    def _spread(self, names: Names, counts: Mapping[Cell, int]) -> Grid:
        grid = Grid(("",), names, dict(counts), free_columns=set(names))
        grid.above = set(counts)
        return grid

    # ── one question, in a quarter and in a year ──

    def _quarter(self, question: str, quarter: Period) -> Hidden:
        """Return what is hidden of a quarter by what happened in it."""

        def make() -> Hidden:
            total, names = len(self.within(quarter)), self.names(question, quarter)
            if self._is_few(total):
                return frozenset((name, quarter) for name in names)
            quick = self._known_quick(quarter, own=True) if _is_asked(question) else 0
            grid = self._list(question, names, self.counts_by(question, quarter), total, quick)
            return frozenset((row, quarter) for row, _ in grid.hidden(self._threshold) if row != REST)

        return self._once(make, "quarter", question, quarter)

    def _list(self, question: str, names: Names, counts: Mapping[str, int], total: int, quick: int) -> Grid:
        """Return a list of answers that add up to a total everybody knows."""
        most = self.most(question)
        cells = {(name, ""): counts[name] for name in names}
        if not most:
            grid = Grid(names, ("",), cells, free_rows=set(names))
            if _is_asked(question) and NOT_SAID in names:
                grid.floors[NOT_SAID, ""] = min(quick, counts[NOT_SAID])
                if self._is_few(counts[NOT_SAID] - quick):
                    grid.also.add((NOT_SAID, ""))
            grid.above = set(cells)
            return grid
        unused = max(0, most * (total - quick) - sum(cells.values()))
        grid = Grid((*names, REST), ("",), {**cells, (REST, ""): unused}, free_rows={*names, REST})
        told = telling({name: counts[name] for name in names}, total, most, self._threshold)
        grid.secret = {cell for cell, count in cells.items() if self._is_few(count) or cell[0] in told}
        grid.also = {(REST, "")}
        grid.above = set(cells)
        return grid

    def _year(self, question: str, year: Period) -> Hidden:
        """Return what is hidden of a year that is over, and of its quarters."""
        return self._once(lambda: self._closing(question, year), "year", question, year)

    def _closing(self, question: str, year: Period) -> Hidden:
        rows, quarters, most = self.names(question, year), parts(year), self.most(question)
        unknown = {name for _, name in self.contacts(year)}
        shown = tuple(name for name in quarters if name not in unknown)
        before = {cell for name in shown if name != quarters[-1] for cell in self._quarter(question, name)}
        untold = {(row, name) for row in rows for name in quarters if name in unknown}
        if WHOLE in unknown:
            last = {(row, name) for row in rows for name in (quarters[-1], WHOLE)}
            return frozenset(before | untold | last)
        groups = {name: (name,) for name in shown} | {
            REST: tuple(name for name in quarters if name in unknown)
        }
        columns = (*(name for name, members in groups.items() if members), WHOLE)
        grid = Grid((*rows, *((REST,) if most else ())), columns, {})
        for row in rows:
            total = self.counts_by(question, year)[row]
            for name in columns[:-1]:
                members = groups[name]
                grid.counts[row, name] = sum(self.counts_by(question, each).get(row, 0) for each in members)
            grid.counts[row, WHOLE] = ROOMY
            if self._is_few(total):
                grid.also.add((row, WHOLE))
        self._bound(grid, question, year, groups)
        cells = {(row, name) for row in rows for name in columns[:-1]}
        grid.secret = {cell for cell in cells if self._is_few(grid.counts[cell])}
        for name, period in ((WHOLE, year), (quarters[-1], quarters[-1])):
            if most and period not in unknown:
                given = {row: self.counts_by(question, period).get(row, 0) for row in rows}
                told = telling(given, len(self.within(period)), most, self._threshold)
                grid.also |= {(row, name) for row in told}
        grid.also |= before | (set(grid.counts) - cells - {(row, WHOLE) for row in rows})
        grid.also |= {(row, REST) for row in rows if REST in columns}
        grid.kept = {cell for cell in cells if cell[1] not in {REST, quarters[-1]}} - before
        grid.dear = {(row, WHOLE) for row in rows}
        grid.above = grid.dear | {cell for cell in cells if cell[1] != REST}
        hidden = {cell for cell in grid.hidden(self._threshold) if REST not in cell}
        return frozenset(hidden | untold)

    def _bound(self, grid: Grid, question: str, year: Period, groups: Mapping[str, Names]) -> None:
        """Say what everybody knows of the cells of a year beside their totals."""
        if not _is_asked(question):
            return
        most, rows = self.most(question), [row for row in grid.rows if row != REST]
        is_told = NOT_SAID in rows
        for name in grid.columns[:-1]:
            total = sum(len(self.within(each)) for each in groups[name])
            quick = 0 if name == REST else self._known_quick(name)
            if most:
                given = sum(grid.counts[row, name] for row in rows)
                grid.counts[REST, name] = max(0, most * (total - quick) - given)
                grid.caps |= {(row, name): max(grid.counts[row, name], total - quick) for row in rows}
            elif is_told:
                grid.floors[NOT_SAID, name] = min(quick, grid.counts[NOT_SAID, name])
                if name == parts(year)[-1] and self._is_few(grid.counts[NOT_SAID, name] - quick):
                    grid.also.add((NOT_SAID, name))
        if most:
            grid.counts[REST, WHOLE] = ROOMY
        elif is_told:
            spare = self.counts_by(question, year)[NOT_SAID] - self._known_quick(year)
            grid.caps[NOT_SAID, WHOLE] = ROOMY + max(0, spare)
            if self._is_few(spare):
                grid.also.add((NOT_SAID, WHOLE))

    # ── sides of what is crossed ──

    def _side(self, question: str, other: str, year: Period) -> Side:
        names, hidden = self.names(question, year), self.hidden_in(question, year)
        counts = self.counts_by(question, year)
        quick: Mapping[str, int] = {}
        if _is_asked(other):
            quick = (
                self._quick_in_channels(year) if question == CHANNEL else {NOT_SAID: self._known_quick(year)}
            )
        return Side(
            question,
            tuple(name for name in names if name not in hidden),
            tuple(name for name in names if name in hidden),
            counts,
            quick,
            self.most(question),
        )

    def _known_quick(self, period: Period, *, own: bool = False) -> int:
        """Return how many contacts everybody knows to be quick ones. ``own``: from the quarter alone."""
        if own:
            hidden = frozenset(row for row, _ in self._quarter(QUICK_KIND, period))
        else:
            hidden = self.hidden_in(QUICK_KIND, period)
        return _quick(self.counts_by(QUICK_KIND, period), hidden, self._threshold)

    def _quick_in_months(self, question: str, quarter: Period) -> Mapping[str, int]:
        if not _is_asked(question):
            return {}
        hidden = self.months(QUICK_KIND, quarter)
        found = {}
        for month in parts(quarter):
            unseen = {row for row, name in hidden if name == month}
            found[month] = _quick(self.counts_by(QUICK_KIND, month), unseen, self._threshold)
        return found

    def _quick_in_channels(self, year: Period) -> Mapping[str, int]:
        hidden = self.crossed(CHANNEL, QUICK_KIND, year)
        table = self.within(year).cross(CHANNEL, QUICK_KIND)
        found = {}
        for name, cells in zip(table.rows, table.cells, strict=True):
            unseen = {kind for row, kind in hidden if row == name}
            found[name] = _quick(dict(zip(table.columns, cells, strict=True)), unseen, self._threshold)
        return found

    # ── small things ──

    def _counted_most(self, question: str) -> int:
        form = self._counts.form
        if not self._counts.is_several(question):
            return 0
        field = next((each for each in form.fields if each.kind == "themes"), None)
        asked = field if question == THEMES_ABOVE else form.field(question)
        if asked is not None and asked.most > 1:
            return asked.most
        found = self._counts.by(question)
        return 0 if sum(found.row_totals) == found.total else 2

    def _is_few(self, count: int) -> bool:
        return 0 < count < self._threshold

    def _once(self, make: Callable[[], Hidden], *named: str) -> Hidden:
        if named not in self._made:
            self._made[named] = make()
        return self._made[named]


def _is_asked(question: str) -> bool:
    """Return whether a form asks it, so that quick contacts have no answer."""
    return question not in {CHANNEL, QUICK_KIND}


def _quick(counts: Mapping[str, int], hidden: frozenset[str] | set[str], threshold: int) -> int:
    """Return how many quick contacts everybody may know of: all of them, unless so few are left beside them
    that these are protected themselves."""
    quick = {name: count for name, count in counts.items() if name != NOT_SAID}
    if not 0 < counts.get(NOT_SAID, 0) < threshold:
        return sum(quick.values())
    return sum(count for name, count in quick.items() if name not in hidden)
