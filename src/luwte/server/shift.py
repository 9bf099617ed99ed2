"""A running shift as the desk sees it: whose it is, whether its console is there, and how much it takes."""

from dataclasses import replace
from typing import Final

from luwte.crypto.certificates import Role
from luwte.protocol.ids import PersonId, ShiftId
from luwte.server.rows import Reader, ShiftRow


class Shift:
    """One person's open shift. ``away_since``: when its console's connection broke, None while it stands."""

    def __init__(self, row: ShiftRow, away_since: int | None = None) -> None:
        self.id: Final[ShiftId] = row.shift
        self.person: Final[PersonId] = row.person
        self.role: Final[Role] = row.role
        self.until = row.until
        self.is_paused = row.is_paused
        self.limit = row.limit
        self.vault = row.vault
        self.away_since = away_since
        self._row = row

    @property
    def row(self) -> ShiftRow:
        """The durable state as it is now."""
        return replace(self._row, is_paused=self.is_paused, limit=self.limit, vault=self.vault)

    def renew(self, row: ShiftRow) -> bool:
        """Take a renewed certificate of the same shift; tell whether it is another one than before."""
        is_new = row.member != self._row.member
        self._row, self.until = row, row.until
        return is_new

    @property
    def reader(self) -> Reader:
        """This shift as a reader of a conversation."""
        return Reader(self.person, self.id, self._row.member)

    @property
    def is_connected(self) -> bool:
        """Whether its console is on the line."""
        return self.away_since is None

    @property
    def is_available(self) -> bool:
        """Whether a waiting visitor may count on it."""
        return self.is_connected and not self.is_paused
