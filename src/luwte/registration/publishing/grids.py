"""A sheet whose rows and columns have names: how the tables of a helpline are put together to be hidden."""

from collections.abc import Set
from dataclasses import dataclass, field

from luwte.registration.publishing.suppression import Place, Sheet, Wanted, hide

Cell = tuple[str, str]
"""A cell by the names of its row and column."""


@dataclass(slots=True)
class Grid:
    """Counts by name, with what is known and wanted of them; see ``Sheet`` and ``Wanted``.

    ``secret``: left empty, every small cell is.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[Cell, int]
    floors: dict[Cell, int] = field(default_factory=dict)
    caps: dict[Cell, int] = field(default_factory=dict)
    free_rows: set[str] = field(default_factory=set)
    free_columns: set[str] = field(default_factory=set)
    secret: set[Cell] | None = None
    also: set[Cell] = field(default_factory=set)
    kept: set[Cell] = field(default_factory=set)
    dear: set[Cell] = field(default_factory=set)
    above: set[Cell] = field(default_factory=set)

    def hidden(self, threshold: int) -> frozenset[Cell]:
        """Return the cells that are to be hidden."""
        down = {name: at for at, name in enumerate(self.rows)}
        across = {name: at for at, name in enumerate(self.columns)}

        def places(cells: Set[Cell]) -> frozenset[Place]:
            return frozenset((down[row], across[column]) for row, column in cells)

        sheet = Sheet(
            tuple(tuple(self.counts[row, column] for column in self.columns) for row in self.rows),
            frozenset(down[name] for name in self.free_rows),
            frozenset(across[name] for name in self.free_columns),
            {(down[row], across[column]): least for (row, column), least in self.floors.items()},
            {(down[row], across[column]): most for (row, column), most in self.caps.items()},
        )
        secret = sheet.small(threshold) if self.secret is None else places(self.secret)
        wanted = Wanted(
            secret,
            threshold - 1,
            places(self.also),
            places(self.kept),
            places(self.dear),
            places(self.above),
        )
        # What can be told although all is hidden, this sheet cannot mend: it takes totals for known that may
        # be hidden themselves, and is then stricter than anybody who reads.
        found, _ = hide(sheet, wanted)
        return frozenset((self.rows[row], self.columns[column]) for row, column in found)
