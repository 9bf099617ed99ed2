"""Which private helpline keys a role holds: those of what the policy lets it read, and no other.

Kept apart from the rules of the server: a key that nobody wrapped to somebody is one they can never use.
"""

from collections.abc import Mapping
from typing import Final

from luwte.crypto.claims import ANSWERING, Purpose, Role
from luwte.policy.promising import Conduct, Deed

READ_WITH: Final[Mapping[Deed, Purpose]] = {
    "archive": "archive",
    "abuse": "abuse",
    "registrations": "statistics",
    "consent": "consent",
    "training": "training",
}
"""What each deed reads, and the key that opens it."""

HANDED_ON: Final[frozenset[Purpose]] = frozenset({"intake", "training"})
"""What a coordinator holds whatever the policy says: whom coordinators certify, month after month, gets these
keys from them and from nobody else."""

ALL: Final[frozenset[Purpose]] = frozenset({"intake", *READ_WITH.values()})
"""What the recovery kit holds."""


def held(conduct: Conduct, role: Role) -> frozenset[Purpose]:
    """Return the purposes of the private keys that this role holds under a policy."""
    purposes = {purpose for deed, purpose in READ_WITH.items() if conduct.may(role, deed)}
    if role in ANSWERING and conduct.may(role, "answer"):
        purposes.add("intake")
    return frozenset(purposes | HANDED_ON) if role == "coordinator" else frozenset(purposes)


def lost(before: Conduct, after: Conduct, role: Role) -> frozenset[Purpose]:
    """Return what this role held and holds no longer: fresh keys must take the place of those."""
    return held(before, role) - held(after, role)
