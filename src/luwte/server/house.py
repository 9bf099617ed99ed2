"""The house as the page and the desk need it: policy, hours, and this week's public keys. Fail closed.

Whatever cannot be read or is missing closes the line; nothing here guesses.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Literal

from luwte import policy as policies
from luwte.crypto.certificates import PolicyClaim, Purpose, Signed, claim_of
from luwte.policy import Policy, PolicyError
from luwte.policy.promising import Conduct
from luwte.protocol.messages import House as HouseMessage
from luwte.protocol.parts import VERSION
from luwte.server.permissions import NOBODY_MAY
from luwte.server.roster import HelplineKey, Roster
from luwte.server.rules import ArchiveKey, HouseRules

_WEEK_SECONDS = 7 * 86_400


class House:
    """The newest policy of the roster, read once; and what follows from it at a moment."""

    def __init__(self, roster: Roster, clock: Callable[[], int]) -> None:
        self.roster = roster
        self._clock = clock
        self.policy: Policy | None = None
        self.version = 0
        self.read_policy()

    def read_policy(self) -> None:
        """Read the newest policy version; one that cannot be read closes the line."""
        self.version = max(self.roster.policies, default=0)
        self.policy = None
        if self.version:
            claim = claim_of(self.roster.policies[self.version])
            if isinstance(claim, PolicyClaim):
                self.policy = read_toml(claim.toml)

    @property
    def conduct(self) -> Conduct:
        """Who may do what, by the policy in force."""
        return NOBODY_MAY if self.policy is None else self.policy.conduct

    def rules(self) -> HouseRules:
        """Return what the desk must know now."""
        policy, now = self.policy, self._now()
        if policy is None:
            return HouseRules(policy_version=0, is_open=False, conduct=self.conduct)
        opens = policies.next_opening(policy, now)
        this, last = self.week(), policies.week(policy, _moment(self._clock() - _WEEK_SECONDS))
        archive = {
            retention: ArchiveKey(key.claim.key, key.signed)
            for retention in policy.retention
            if (key := self._key("archive", this, retention)) is not None
        }
        intake = [key for week in (this, last) if (key := self._key("intake", week)) is not None]
        return HouseRules(
            policy_version=self.version,
            conduct=policy.conduct,
            is_open=policies.is_open(policy, now) and self._key("intake", this) is not None,
            opens_at=int(opens.timestamp()) if opens is not None else None,
            resume_window=policy.resume_window,
            waiting_limit=policy.limits.waiting,
            conversations_default=policy.limits.conversations_default,
            conversations_most=policy.limits.conversations_most,
            intake=frozenset(key.claim.key for key in intake),
            archive=MappingProxyType(archive),
            retention_default=policy.retention_default,
            retention_days=MappingProxyType(dict(policy.retention_classes)),
        )

    def message(
        self, state: tuple[Literal["open", "closed", "paused", "full"], int | None]
    ) -> HouseMessage | None:
        """Return the answer to GET /house; None while there is no helpline to speak of."""
        roster = self.roster
        if roster.helpline is None or self.policy is None:
            return None
        intake = self._key("intake", self.week())
        return HouseMessage(
            version=VERSION,
            root=roster.root,
            helpline=roster.helpline,
            policy=roster.policies[self.version],
            coordinators=roster.coordinator_certificates(),
            removals=roster.removals,
            intake=intake.signed if intake is not None else None,
            state=state[0],
            opens_at=state[1],
            now=self._clock(),
        )

    def week(self) -> str:
        """Return the present ISO week in the helpline's time zone, such as "2026-W47"."""
        if self.policy is None:
            calendar = self._now().isocalendar()
            return f"{calendar.year}-W{calendar.week:02}"
        return policies.week(self.policy, self._now())

    def archive_key(self, retention: str) -> Signed | None:
        """Return this week's archive key of a class."""
        key = self._key("archive", self.week(), retention)
        return None if key is None else key.signed

    def shift_hours(self) -> int:
        """Return the hours a shift may last."""
        return 0 if self.policy is None else self.policy.limits.shift_hours

    def _key(self, purpose: Purpose, week: str, retention: str = "") -> HelplineKey | None:
        """Return the key of a slot; after a removal there are several, and the newest counts."""
        slot = (purpose, week, retention)
        found = [
            key
            for key in reversed(self.roster.keys.values())
            if (key.claim.purpose, key.claim.period, key.claim.retention) == slot
        ]
        return max(found, key=lambda key: key.claim.not_before, default=None)

    def _now(self) -> datetime:
        return _moment(self._clock())


def read_toml(toml: str) -> Policy | None:
    """Return the policy a coordinator signed, None if it is none."""
    try:
        return policies.parse(toml, "policy")
    except PolicyError:
        return None


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
