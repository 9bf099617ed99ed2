"""The end of a shift at this console: what was here, and whether the server knows."""

from dataclasses import dataclass
from typing import Final, Literal

CLOSE_SECONDS: Final = 5.0
"""How long the server may take to confirm the end; then everything here goes all the same."""
EXPIRED_SECONDS: Final = 60.0
"""After the latest end, how long the word of a server that can be reached is waited for."""

Why = Literal["closed", "taken_over", "removed", "expired", "ended"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A shift that is over here, its vault still to be destroyed: counts for the receipt, never content.

    ``conversations`` were open here in this shift. ``is_server_told``: its half of the vault's key is gone;
    else it goes at the shift's latest end, or when this person next begins one. ``forms`` were still to be
    registered.
    """

    why: Why
    began: float | None
    notes: int
    drafts: int
    unsent: int
    conversations: int
    is_server_told: bool
    forms: int = 0
