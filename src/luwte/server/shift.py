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
        return replace(
            self._row, until=self.until, is_paused=self.is_paused, limit=self.limit, vault=self.vault
        )

    def go_on_from(self, former: "Shift") -> None:
        """Under a new key, with the same vault: notes never outlive the shift they were begun in (T8)."""
        if self.vault and self.vault == former.vault:
            self.until = min(self.until, former.until)

    def renew(self, row: ShiftRow) -> bool:
        """Take a renewed certificate of the same shift; tell whether it is another one than before.

        The end stays where it is: of a shift that goes on from another it is earlier than the certificate's.
        """
        is_new = row.member != self._row.member
        self._row, self.until = row, min(self.until, row.until)
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
