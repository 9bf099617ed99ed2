"""What of a table may leave the house: small cells hidden, more hidden so that nobody can compute them,
all rounded.

Hiding small cells alone is not enough: a hidden cell is the row's total less the others. So more is hidden
until every hidden cell that counts can be ``width`` more or less for all that is shown. Mostly four hidden
cells at the corners of a rectangle prove it, since what one gains its neighbours lose; else a linear program
plays the reader who wants to know, and computes the least and the most a cell can be.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any, Final

from luwte.errors import LuwteError
from luwte.registration.counting.counts import Table

Place = tuple[int, int]
"""Row and column of a cell; of a published table the column after the last holds the rows' totals, the row
after the last the columns'."""

_TINY: Final = 1e-6


class GivenUpError(LuwteError):
    """``given_up``: nobody wants this table any more."""


is_wanted: Final[ContextVar[Callable[[], bool]]] = ContextVar("is_wanted")
"""Whether anybody still waits for what this thread hides. Hundreds of answers crossed with dozens take half a
minute; what is hidden does not depend on it."""


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


@dataclass(frozen=True)
class Sheet:
    """Counts whose rows and columns add up to totals that everybody knows.

    ``free_rows``, ``free_columns``: of which nobody knows the total. ``floors``, ``caps``: how little and how
    much a cell can be, for all that is known beside this sheet.
    """

    counts: tuple[tuple[int, ...], ...]
    free_rows: frozenset[int] = frozenset()
    free_columns: frozenset[int] = frozenset()
    floors: Mapping[Place, int] = field(default_factory=dict)
    caps: Mapping[Place, int] = field(default_factory=dict)

    def __getitem__(self, place: Place) -> int:
        """Return the count of a cell."""
        return self.counts[place[0]][place[1]]

    @cached_property
    def places(self) -> frozenset[Place]:
        """Return all cells."""
        return frozenset(
            (row, column) for row, cells in enumerate(self.counts) for column in range(len(cells))
        )

    @cached_property
    def sums(self) -> tuple[tuple[Place, ...], ...]:
        """Return the cells of every row and column that has a total."""
        rows, columns = len(self.counts), len(self.counts[0]) if self.counts else 0
        return (
            *(
                tuple((row, column) for column in range(columns))
                for row in range(rows)
                if row not in self.free_rows
            ),
            *(
                tuple((row, column) for row in range(rows))
                for column in range(columns)
                if column not in self.free_columns
            ),
        )

    def small(self, threshold: int) -> frozenset[Place]:
        """Return the cells from 1 to ``threshold`` - 1."""
        return frozenset(place for place in self.places if 0 < self[place] < threshold)

    def rectangles(self, place: Place) -> Iterator[tuple[Place, tuple[Place, ...], tuple[Place, ...]]]:
        """Return what can move with a cell and leave every total as it is: the place, the cells that lose
        what it gains, and the cells that gain with it."""
        row, column = place
        columns, rows = range(len(self.counts[0])), range(len(self.counts))
        for other_row in rows:
            if other_row == row:
                continue
            if {row, other_row} <= self.free_rows:
                yield place, ((other_row, column),), ()
            for other in columns:
                if other != column:
                    yield place, ((other_row, column), (row, other)), ((other_row, other),)
        for other in columns:
            if other != column and {column, other} <= self.free_columns:
                yield place, ((row, other),), ()

    def room(self, place: Place, losing: Iterable[Place], gaining: Iterable[Place]) -> float:
        """Return how far apart the least and the most are that a cell can be while only these move."""
        up: float = self._above(place)
        down: float = self._below(place)
        for each in losing:
            up, down = min(up, self._below(each)), min(down, self._above(each))
        for each in gaining:
            up, down = min(up, self._above(each)), min(down, self._below(each))
        return up + down

    def _below(self, place: Place) -> int:
        return self[place] - self.floors.get(place, 0)

    def _above(self, place: Place) -> float:
        return self.caps[place] - self[place] if place in self.caps else inf


@dataclass(frozen=True, slots=True)
class Wanted:
    """What has to be hidden. ``secret``: cells that nobody may tell more closely than ``width``; ``also``:
    hidden too; ``kept``: shown already; ``dear``: to be hidden last. ``above``: other tables stand under
    these cells, so that they are secret as soon as they are hidden."""

    secret: Set[Place]
    width: int
    also: Set[Place] = frozenset()
    kept: Set[Place] = frozenset()
    dear: Set[Place] = frozenset()
    above: Set[Place] = frozenset()


def hide(sheet: Sheet, wanted: Wanted) -> tuple[frozenset[Place], frozenset[Place]]:
    """Return the cells to be hidden, and those of the secret ones that can be told although all is hidden
    that may be: then something beyond this sheet has to give."""
    hidden = set(wanted.secret | wanted.also) - wanted.kept
    while open_ones := _open(sheet, hidden, wanted):
        before = len(hidden)
        for place in open_ones:
            if not _has_witness(sheet, hidden, place, wanted.width):
                hidden |= _cover(sheet, hidden, place, wanted)
        if len(hidden) == before:
            everything = set(sheet.places - wanted.kept)
            if hidden == everything:
                return frozenset(hidden), frozenset(open_ones)
            hidden = everything
    return frozenset(hidden), frozenset()


def bounds(sheet: Sheet, hidden: Set[Place], place: Place) -> tuple[float, float]:
    """Return the least and the most a hidden cell can be for somebody who knows everything that is shown."""
    return _Reader(sheet, hidden).bounds(place)


def without(table: Table, hidden: Set[Place], round_to: int) -> Published:
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


def _open(sheet: Sheet, hidden: set[Place], wanted: Wanted) -> list[Place]:
    """Return the secret cells that can be told too closely, in order."""
    secret = (wanted.secret - wanted.kept) | {place for place in hidden & wanted.above if sheet[place]}
    reader = _Reader(sheet, hidden)
    return [place for place in sorted(secret) if _is_open(sheet, hidden, place, wanted.width, reader)]


def _is_open(sheet: Sheet, hidden: set[Place], place: Place, width: int, reader: "_Reader") -> bool:
    if not is_wanted.get(_always)():
        raise GivenUpError("given_up")
    return not _has_witness(sheet, hidden, place, width) and not reader.is_far(place, width)


def _always() -> bool:
    return True


def _has_witness(sheet: Sheet, hidden: Set[Place], place: Place, width: int) -> bool:
    return any(
        all(each in hidden for each in losing)
        and all(each in hidden for each in gaining)
        and sheet.room(place, losing, gaining) >= width
        for place, losing, gaining in sheet.rectangles(place)
    )


def _cover(sheet: Sheet, hidden: Set[Place], place: Place, wanted: Wanted) -> frozenset[Place]:
    """Return the cheapest cells that, hidden together with this one, let it be ``width`` more or less; if no
    single rectangle does, those that give most room; nothing if there are none left to hide."""
    best: tuple[float, int, int, list[Place]] | None = None
    for _, losing, gaining in sheet.rectangles(place):
        fresh = {*losing, *gaining} - hidden
        if not fresh or fresh & wanted.kept:
            continue
        missing = max(0.0, wanted.width - sheet.room(place, losing, gaining))
        found = (missing, len(fresh & wanted.dear), sum(sheet[each] for each in fresh), sorted(fresh))
        if best is None or found < best:
            best = found
    return frozenset(best[3]) if best is not None else frozenset()


class _Reader:
    """Somebody who knows everything that is shown of a sheet, and can reckon."""

    def __init__(self, sheet: Sheet, hidden: Set[Place]) -> None:
        self._sheet = sheet
        self._names = {place: number for number, place in enumerate(sorted(hidden))}

    @cached_property
    def _program(self) -> Any:
        # A tenth of a second and numbers by the megabyte: only those who publish a table load it.
        import highspy  # noqa: PLC0415 - late, see above

        program = highspy.Highs()  # type: ignore[no-untyped-call]
        program.setOptionValue("output_flag", "false")
        sheet, names = self._sheet, self._names
        for place in names:
            most = sheet.caps.get(place, highspy.kHighsInf)
            program.addVar(float(sheet.floors.get(place, 0)), float(most))
        for parts in sheet.sums:
            unknown = [names[part] for part in parts if part in names]
            if unknown:
                total = float(sum(sheet[part] for part in parts if part in names))
                program.addRow(total, total, len(unknown), unknown, [1.0] * len(unknown))
        return program

    def is_far(self, place: Place, width: int) -> bool:
        """Return whether the least and the most that a cell can be are as far apart as that."""
        count = self._sheet[place]
        most = self._end(place, 1)
        if most - count >= width - _TINY:
            return True
        return most - self._end(place, -1) >= width - _TINY

    def bounds(self, place: Place) -> tuple[float, float]:
        return self._end(place, -1), self._end(place, 1)

    def _end(self, place: Place, way: int) -> float:
        import highspy  # noqa: PLC0415 - late, see above

        number, program = self._names[place], self._program
        sense = highspy.ObjSense.kMaximize if way > 0 else highspy.ObjSense.kMinimize
        program.changeObjectiveSense(sense)
        program.changeColCost(number, 1.0)
        program.run()
        # Before the cost is taken back, which makes it forget its answer.
        status, value = program.getModelStatus(), program.getInfo().objective_function_value
        program.changeColCost(number, 0.0)
        match status:
            case highspy.HighsModelStatus.kOptimal:
                return float(value)
            case highspy.HighsModelStatus.kUnbounded | highspy.HighsModelStatus.kUnboundedOrInfeasible:
                return inf if way > 0 else 0.0
            case _:
                return float(self._sheet[place])  # no answer: as if it could be told
