"""Tables under which no other stands: two questions crossed, a question in the months of a quarter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from luwte.registration.counting.counts import CHANNEL, NOT_SAID, QUICK_KIND, Table
from luwte.registration.publishing.grids import Cell, Grid

REST: Final = "rest:"
"""The name of what is hidden in the list above, together; and of answers that were not given."""
ROOMY: Final = 10_000
"""Stands for a count that nobody knows, and that may grow or shrink by whatever it takes."""

_TIME: Final = "month"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a table: the names that stand by themselves, and those that stand together because they are
    hidden in the list above.

    ``totals``: contacts by name. ``quick``: how many of them everybody knows to be quick ones. ``most``: so
    many of the answers one contact may give; 0 if it is always one.
    """

    question: str
    alone: tuple[str, ...]
    together: tuple[str, ...]
    totals: Mapping[str, int]
    quick: Mapping[str, int] = field(default_factory=dict)
    most: int = 0

    @property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """Return the groups with the names in each."""
        alone = {name: (name,) for name in self.alone}
        return {**alone, REST: self.together} if self.together or self.most else alone

    @property
    def not_said(self) -> str:
        """Return the group that quick contacts are in; "?" if nobody knows."""
        if self.question in {CHANNEL, QUICK_KIND, _TIME} or self.most:
            return "?"
        return NOT_SAID if NOT_SAID in self.alone else REST if NOT_SAID in self.together else "?"

    def contacts(self, group: str) -> int:
        """Return how many contacts of a group may have answered anything, for all that everybody knows."""
        return sum(self.totals[name] for name in self.groups[group]) - self.known_quick(group)

    def known_quick(self, group: str) -> int:
        """Return how many contacts of a group everybody knows to be quick ones."""
        return 0 if group == REST else self.quick.get(group, 0)


def leaf(along: Side, across: Side, table: Table, threshold: int) -> frozenset[Cell]:
    """Return what is hidden of a table (``along`` its rows, ``across`` its columns), so that it is safe
    although the totals of all groups are known."""
    down = {name: at for at, name in enumerate(table.rows)}
    right = {name: at for at, name in enumerate(table.columns)}
    rows, columns = along.groups, across.groups

    def count(row: str, column: str) -> int:
        return sum(
            table.cells[down[one]][right[other]]
            for one in rows[row]
            for other in columns[column]
            if one in down and other in right
        )

    grid = Grid(
        tuple(rows), tuple(columns), {(row, column): count(row, column) for row in rows for column in columns}
    )
    if along.most:
        for column in columns:
            given = sum(grid.counts[row, column] for row in along.alone)
            grid.counts[REST, column] = max(0, along.most * across.contacts(column) - given)
    if across.most:
        for row in rows:
            given = sum(grid.counts[row, column] for column in across.alone)
            grid.counts[row, REST] = max(0, across.most * along.contacts(row) - given)
    if along.most and across.most:
        grid.counts[REST, REST] = ROOMY
        grid.free_rows, grid.free_columns = {REST}, {REST}
    _bound(grid, along, across)
    grid.also = {cell for cell in grid.counts if REST in cell}
    unused = {REST} if not along.together else set(), {REST} if not across.together else set()
    grid.secret = {
        (row, column)
        for (row, column), found in grid.counts.items()
        if 0 < found < threshold and row not in unused[0] and column not in unused[1]
    }
    # Of a rest that is little more than the quick contacts in it, none of the others can be more than that.
    grid.secret |= {
        cell
        for cell, least in grid.floors.items()
        if REST in cell and 0 < grid.counts[cell] - least < threshold
    }
    if along.most and across.question in {CHANNEL, _TIME}:
        for column in across.alone:
            down_there = {row: grid.counts[row, column] for row in along.alone}
            told = telling(down_there, across.totals[column], along.most, threshold)
            grid.secret |= {(row, column) for row in told}
    if across.most and along.question in {CHANNEL, _TIME}:
        for row in along.alone:
            along_here = {column: grid.counts[row, column] for column in across.alone}
            told = telling(along_here, along.totals[row], across.most, threshold)
            grid.secret |= {(row, column) for column in told}
    hidden = grid.hidden(threshold)
    apart = {(row, column) for row in (*along.alone, *along.together) for column in across.together}
    apart |= {(row, column) for row in along.together for column in (*across.alone, *across.together)}
    return frozenset({cell for cell in hidden if REST not in cell} | apart)


def telling(given: Mapping[str, int], contacts: int, most: int, threshold: int) -> frozenset[str]:
    """Return the answers that would tell how few contacts can be quick ones: those that all but a few gave;
    all of them if together they take all but a few. ``most``: so many answers one contact may give."""
    nearly = {name for name, count in given.items() if 0 < contacts - count < threshold}
    shown = sum(count for name, count in given.items() if name not in nearly and count >= threshold)
    if 0 < contacts + (-shown // most) < threshold:
        return frozenset(name for name, count in given.items() if count)
    return frozenset(nearly)


def _bound(grid: Grid, along: Side, across: Side) -> None:
    """Say how little and how much cells can be for all that everybody knows."""
    for (row, column), count in grid.counts.items():
        limits = []
        if along.most and row != REST:
            limits.append(across.contacts(column))
        if across.most and column != REST:
            limits.append(along.contacts(row))
        if limits:
            grid.caps[row, column] = max(count, min(limits))
        known = 0
        if row == along.not_said:
            known = across.known_quick(column)
        if column == across.not_said:
            known = max(known, along.known_quick(row))
        if known:
            grid.floors[row, column] = min(known, count)
