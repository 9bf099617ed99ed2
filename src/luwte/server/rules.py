"""What the desk must know of the house: the policy's figures and this week's public keys, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from luwte.crypto.certificates import Signed
from luwte.policy.promising import Conduct
from luwte.protocol.ids import KeyId


@dataclass(frozen=True, slots=True)
class ArchiveKey:
    """The archive key of this week for one retention class: its id, and the signed claim the page checks."""

    key: KeyId
    claim: Signed


@dataclass(frozen=True, slots=True)
class HouseRules:
    """One state of the house. Whoever sees a change (policy, hours, week, keys) hands the desk a new one.

    Times are seconds. ``intake`` holds every intake key a visitor may have sealed to: this week's, and last
    week's for pages that were loaded before midnight. ``archive`` maps a retention class to its key of this
    week; ``retention_days`` a class to its term. An empty ``intake`` or ``archive`` closes the line. While
    ``is_time_sure`` is False no window ends a conversation: somebody has set the system's clock.
    ``conduct``: which role may do what. A conversation holds ``lines_most`` lines of ``bytes_most`` in all:
    its close-out is one piece of work.
    """

    policy_version: int
    is_open: bool
    conduct: Conduct = field(default_factory=Conduct)
    opens_at: int | None = None
    is_time_sure: bool = True
    resume_window: int = 300
    waiting_limit: int = 20
    lines_most: int = 5_000
    bytes_most: int = 8 * 1024 * 1024
    conversations_default: int = 2
    conversations_most: int = 5
    intake: frozenset[KeyId] = frozenset()
    archive: Mapping[str, ArchiveKey] = field(default_factory=lambda: MappingProxyType({}))
    retention_default: str = "standard"
    retention_days: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"standard": 90}))
