"""What a policy says about who may do what, for how long things are kept, danger, and what is published.

All parts may be left out: policies signed before they existed are obeyed as they are, with the strictest
reading: no role gets a right that a policy does not give, and no term is longer than the shortest promise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from luwte.policy.table import Table

PolicyRole = Literal["volunteer", "coordinator", "leader", "trainer"]
Deed = Literal[
    "answer",
    "archive",
    "sample",
    "origin_groups",
    "abuse",
    "registrations",
    "export_rows",
    "consent",
    "rights",
    "training",
]
"""What a role may do: answer visitors · read ended conversations · read a sample that the system draws · see
which nicknames share an origin · warn and block · see the counts and make the report · take registrations
along row by row · read consent and disclosure records · handle requests for rights · train with reviewed
conversations."""

ROLES: Final[tuple[PolicyRole, ...]] = get_args(PolicyRole)
DEEDS: Final[tuple[Deed, ...]] = get_args(Deed)

DEFAULT_ROLES: Final[Mapping[PolicyRole, frozenset[Deed]]] = {
    "volunteer": frozenset({"answer"}),
    "coordinator": frozenset({"answer", "archive", "abuse", "registrations"}),
    "leader": frozenset({"origin_groups"}),
    "trainer": frozenset({"training"}),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How many days things are kept or may take, at most; 0: the house keeps or does no such thing."""

    origin_days: int = 31
    """The pseudonym of an origin, and a block by it (A4)."""
    block_cookie_days: int = 31
    """The cookie of somebody who is blocked (A5)."""
    flag_days: int = 31
    """A flag that led to no block."""
    consent_days: int = 0
    """Consent to an active referral (H2)."""
    mail_days: int = 0
    """An e-mail, at the helpline's own mail system (C4): Luwte keeps none."""
    rights_answer_days: int = 14
    rights_done_days: int = 28
    rights_more_days: int = 0
    """A request about one's rights: answered, done, and how much longer where it is hard (H4)."""


@dataclass(frozen=True, slots=True)
class Publication:
    """How counts leave the house (R3): no cell below ``threshold``, all rounded, on one day a month."""

    threshold: int = 10
    round_to: int = 5
    day: int = 1


@dataclass(frozen=True, slots=True)
class Danger:
    """What the house does when somebody is in danger (H3)."""

    self: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conduct:
    """The rest of an organisation's promises, as data."""

    roles: Mapping[PolicyRole, frozenset[Deed]] = field(default_factory=lambda: DEFAULT_ROLES)
    terms: Terms = field(default_factory=Terms)
    publication: Publication = field(default_factory=Publication)
    danger: Danger = field(default_factory=Danger)
    ai: bool = False
    """Whether a trained model may propose anything at all (N3); nothing ever decides by itself."""

    def may(self, role: PolicyRole, deed: Deed) -> bool:
        """Return whether a role may do this."""
        return deed in self.roles.get(role, frozenset())


def conduct(top: Table, languages: tuple[str, ...]) -> Conduct:
    """Return what a policy says of all this."""
    return Conduct(
        roles=_roles(top),
        terms=_terms(top),
        publication=_publication(top),
        danger=_danger(top, languages),
        ai=top.flag("ai", default=False),
    )


def _roles(top: Table) -> Mapping[PolicyRole, frozenset[Deed]]:
    if not top.has("roles"):
        return DEFAULT_ROLES
    table = top.table("roles")
    found: dict[PolicyRole, frozenset[Deed]] = {}
    for role in ROLES:
        if not table.has(role):
            found[role] = frozenset()
            continue
        deeds: set[Deed] = set()
        for number, name in enumerate(table.texts(role, 32)):
            deed = next((deed for deed in DEEDS if deed == name), None)
            if deed is None:
                table.refuse(f"{name!r} is none of {', '.join(DEEDS)}", role, number)
            else:
                deeds.add(deed)
        found[role] = frozenset(deeds)
    table.done()
    return found


def _terms(top: Table) -> Terms:
    if not top.has("terms"):
        return Terms()
    table, usual = top.table("terms"), Terms()
    terms = Terms(
        # The server's secrets of origins end with their calendar month: no house can promise less.
        origin_days=table.whole("origin_days", 31, 366, default=usual.origin_days),
        block_cookie_days=table.whole("block_cookie_days", 0, 366, default=usual.block_cookie_days),
        flag_days=table.whole("flag_days", 1, 366, default=usual.flag_days),
        consent_days=table.whole("consent_days", 0, 3_660, default=usual.consent_days),
        mail_days=table.whole("mail_days", 0, 3_660, default=usual.mail_days),
        rights_answer_days=table.whole("rights_answer_days", 1, 92, default=usual.rights_answer_days),
        rights_done_days=table.whole("rights_done_days", 1, 92, default=usual.rights_done_days),
        rights_more_days=table.whole("rights_more_days", 0, 92, default=usual.rights_more_days),
    )
    if terms.rights_done_days < terms.rights_answer_days:
        table.refuse("comes before the answer", "rights_done_days")
    table.done()
    return terms


def _publication(top: Table) -> Publication:
    if not top.has("publication"):
        return Publication()
    table, usual = top.table("publication"), Publication()
    found = Publication(
        threshold=table.whole("threshold", 3, 100, default=usual.threshold),
        round_to=table.whole("round_to", 1, 50, default=usual.round_to),
        day=table.whole("day", 1, 28, default=usual.day),
    )
    table.done()
    return found


def _danger(top: Table, languages: tuple[str, ...]) -> Danger:
    if not top.has("danger"):
        return Danger()
    table = top.table("danger")
    found = Danger(table.words("self", languages, 600), table.words("others", languages, 600))
    table.done()
    return found
