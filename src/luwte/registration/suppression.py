"""What of a table may leave the house: small cells hidden, more hidden so that nobody can compute them,
all rounded.

Hiding small cells alone is not enough: a hidden cell is the row's total less the others. Whatever stays
visible is therefore handed to a linear program that plays the reader who wants to know: for every hidden cell
it computes the least and the most it can be. As long as that is too narrow, more is hidden.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Final

from luwte.policy import Publication
from luwte.registration.counting import Table

Place = tuple[int, int]
"""Row and column of a cell; the column after the last holds the rows' totals, the row after the last the
columns'."""

_TINY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Published:
    """A table as it may be shown: rounded counts, None where a cell is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    hidden: int


def publish(table: Table, rules: Publication) -> Published:
    """Return what of a table may be shown under the house's rules, if nothing else is shown beside it."""
    return without(table, hide(table, rules.threshold), rules.round_to)


def without(table: Table, hidden: frozenset[Place], round_to: int) -> Published:
    """Return a table with these cells hidden and the others rounded."""
    last_row, last_column = len(table.rows), len(table.columns)

    def shown(row: int, column: int, count: int) -> int | None:
        return None if (row, column) in hidden else rounded(count, round_to)

    return Published(
        table.rows,
        table.columns,
        tuple(
            tuple(shown(row, column, count) for column, count in enumerate(counts))
            for row, counts in enumerate(table.cells)
        ),
        tuple(shown(row, last_column, count) for row, count in enumerate(table.row_totals)),
        tuple(shown(last_row, column, count) for column, count in enumerate(table.column_totals)),
        shown(last_row, last_column, table.total),
        len(hidden),
    )


def rounded(count: int, to: int) -> int:
    """Return the nearest multiple, halves upwards."""
    return (2 * count + to) // (2 * to) * to


def hide(
    table: Table,
    threshold: int,
    also: Set[Place] = frozenset(),
    kept: Set[Place] = frozenset(),
) -> frozenset[Place]:
    """Return the cells that must not be shown: every one from 1 to ``threshold`` - 1, and as many more as it
    takes until none of those can be told more closely than ``threshold`` - 1 apart.

    ``also``: hidden in another table, and so to be protected here too. ``kept``: shown in another table, so
    that hiding them here would help nobody. Where no more can be hidden than that, all but those is.
    """
    sheet = _Sheet(table, frozenset(kept))
    hidden = {place for place, count in sheet.counts.items() if 0 < count < threshold and place not in kept}
    hidden |= also
    small = frozenset(hidden)
    while open_ones := [place for place in sorted(small) if _is_open(sheet, hidden, place, threshold)]:
        more = next(
            (found for place in open_ones if (found := sheet.cover(place, hidden, threshold - 1))), None
        )
        if not more:
            return frozenset(sheet.counts) - kept
        hidden |= more
    return frozenset(hidden)


def bounds(table: Table, hidden: frozenset[Place], place: Place) -> tuple[float, float]:
    """Return the least and the most a hidden cell can be for somebody who knows everything that is shown."""
    return _bounds(_Sheet(table), hidden, place)


class _Sheet:
    """A table with its totals as cells like any other, and the sums that hold between them."""

    def __init__(self, table: Table, kept: frozenset[Place] = frozenset()) -> None:
        self._table = table
        self._kept = kept
        self.last = (len(table.rows), len(table.columns))

    @cached_property
    def counts(self) -> dict[Place, int]:
        table, (last_row, last_column) = self._table, self.last
        counts = {
            (row, column): count
            for row, cells in enumerate(table.cells)
            for column, count in enumerate(cells)
        }
        counts |= {(row, last_column): count for row, count in enumerate(table.row_totals)}
        counts |= {(last_row, column): count for column, count in enumerate(table.column_totals)}
        counts[last_row, last_column] = table.total
        return counts

    @cached_property
    def sums(self) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
        """Return every total with the cells that add up to it."""
        return tuple(self._sums())

    def _sums(self) -> Iterator[tuple[Place, tuple[Place, ...]]]:
        (last_row, last_column), (along_rows, along_columns) = self.last, self._table.adds_up
        if along_rows:
            for row in range(last_row):
                yield (row, last_column), tuple((row, column) for column in range(last_column))
            yield (last_row, last_column), tuple((last_row, column) for column in range(last_column))
        if along_columns:
            for column in range(last_column):
                yield (last_row, column), tuple((row, column) for row in range(last_row))
            yield (last_row, last_column), tuple((row, last_column) for row in range(last_row))

    def cover(self, place: Place, hidden: set[Place], width: int) -> frozenset[Place]:
        """Return the cheapest cells that, hidden together with this one, let it be ``width`` more or less;
        nothing if there are none left to hide.

        Along a row and a column at once: what this cell gains its neighbour loses, and the corner evens it
        out. Where a side does not add up, nothing has to be evened out along it.
        """
        (row, column), (last_row, last_column) = place, self.last
        along_rows, along_columns = self._table.adds_up
        rows = [other for other in range(last_row + 1) if other != row] if along_columns else [row]
        columns = [other for other in range(last_column + 1) if other != column] if along_rows else [column]
        found = []
        for other_row in rows:
            for other_column in columns:
                corners = {(r, c) for r in (row, other_row) for c in (column, other_column)}
                fresh = corners - hidden
                if fresh and not fresh & self._kept:
                    is_enough = self._room(place, corners) >= width
                    totals = sum((r == last_row) + (c == last_column) for r, c in fresh)
                    found.append(
                        (not is_enough, totals, sum(self.counts[each] for each in fresh), sorted(fresh))
                    )
        return frozenset(min(found)[3]) if found else frozenset()

    def _room(self, place: Place, corners: set[Place]) -> float:
        """Return how far apart the least and the most are that a cell can be while only these move."""
        up, down = inf, inf
        for corner in corners:
            moves_back = (corner[0] not in {place[0], self.last[0]}) != (
                corner[1] not in {place[1], self.last[1]}
            )
            if moves_back:
                up = min(up, self.counts[corner])
            else:
                down = min(down, self.counts[corner])
        return up + down


def _is_open(sheet: _Sheet, hidden: set[Place], place: Place, threshold: int) -> bool:
    least, most = _bounds(sheet, frozenset(hidden), place)
    return most - least < threshold - 1 - _TINY


def _bounds(sheet: _Sheet, hidden: frozenset[Place], place: Place) -> tuple[float, float]:
    # A tenth of a second and numbers by the megabyte: only those who publish a table load it.
    import highspy  # noqa: PLC0415 - late, see above

    names = {name: number for number, name in enumerate(sorted(hidden))}
    program = highspy.Highs()  # type: ignore[no-untyped-call]
    program.setOptionValue("output_flag", "false")
    for _name in names:
        program.addVar(0.0, highspy.kHighsInf)
    for total, parts in sheet.sums:
        unknown = [(names[part], 1.0) for part in parts if part in names]
        known = float(-sum(sheet.counts[part] for part in parts if part not in names))
        if total in names:
            unknown.append((names[total], -1.0))
        else:
            known += sheet.counts[total]
        if unknown:
            indices, factors = zip(*unknown, strict=True)
            program.addRow(known, known, len(indices), list(indices), list(factors))
    program.changeColCost(names[place], 1.0)
    program.run()
    least = program.getInfo().objective_function_value
    program.changeObjectiveSense(highspy.ObjSense.kMaximize)
    program.run()
    if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return least, highspy.kHighsInf
    return least, program.getInfo().objective_function_value
