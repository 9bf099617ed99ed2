"""What a policy may say, but its house should look at once more: warnings, each with its line.

A term is held against two things: the house's own words (its statement and the label of the class), and what
the law or the organisations' own promises allow at most.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

from luwte.policy.house import Policy
from luwte.policy.places import Key, places
from luwte.policy.promising import Deed, PolicyRole
from luwte.policy.table import Problem, spoken

_UNITS: Final[Mapping[str, int]] = {
    "dag": 1,
    "dagen": 1,
    "day": 1,
    "days": 1,
    "week": 7,
    "weken": 7,
    "weeks": 7,
    "maand": 31,
    "maanden": 31,
    "month": 31,
    "months": 31,
    "jaar": 366,
    "jaren": 366,
    "year": 366,
    "years": 366,
}
_NUMBERS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("een", "één", "a", "an", "one"), 1),
    **dict.fromkeys(("twee", "two"), 2),
    **dict.fromkeys(("drie", "three"), 3),
    **dict.fromkeys(("vier", "four"), 4),
    **dict.fromkeys(("vijf", "five"), 5),
    **dict.fromkeys(("zes", "six"), 6),
    **dict.fromkeys(("zeven", "seven"), 7),
    **dict.fromkeys(("acht", "eight"), 8),
    **dict.fromkeys(("negen", "nine"), 9),
    **dict.fromkeys(("tien", "ten"), 10),
    **dict.fromkeys(("twaalf", "twelve"), 12),
    **dict.fromkeys(("vijftien", "fifteen"), 15),
}
_SPAN: Final = re.compile(r"\b(\d{1,4}|\w+)\s+(" + "|".join(_UNITS) + r")\b", re.IGNORECASE)

_MOST: Final[Mapping[str, tuple[int, str]]] = {
    "origin_days": (366, "an address was never kept longer than a year; its pseudonym should not be either"),
    "block_cookie_days": (184, "a cookie against abuse lasts six months at most"),
    "consent_days": (1_827, "the proof of a consent is kept five years at most"),
    "rights_answer_days": (31, "the law gives a month to answer (GDPR, article 12)"),
    "rights_more_days": (62, "the law gives two months more where a request is hard (GDPR, article 12)"),
}
_NEEDED: Final[Mapping[PolicyRole, frozenset[str]]] = {
    "volunteer": frozenset({"answer"}),
    "coordinator": frozenset({"answer", "archive", "sample", "abuse", "registrations", "rights", "consent"}),
    "leader": frozenset(
        {"origin_groups", "archive", "sample", "registrations", "export_rows", "consent", "rights"}
    ),
    "trainer": frozenset({"training"}),
}
"""What a role needs for its work in every helpline we know; what goes beyond it is worth a second look."""

_ANSWERS_TOO: Final = "who answers too is enrolled as a volunteer besides"
_CARRIED: Final = frozenset[Deed]({"archive", "abuse", "registrations"})
_NOT_HANDED_ON: Final = (
    "coordinators do not have it, so they cannot pass its keys on: whoever is enrolled later opens only what "
    "is sealed after new keys are made"
)


def doubts(policy: Policy, text: str) -> tuple[Problem, ...]:
    """Return what in a policy deserves a second look, in the order of the file's lines.

    ``text`` is the TOML that the policy was read from; without a line to point at a warning has line 0.
    """
    lines = places(text)
    values = tomllib.loads(text)
    found = [
        Problem(_line(lines, key), f"{spoken(key)}: {message}")
        for key, message in (
            *_purposes(policy),
            *_terms(policy),
            *_retention(policy),
            *_roles(policy, values),
        )
    ]
    return tuple(sorted(found))


def _purposes(policy: Policy) -> Iterator[tuple[Key, str]]:
    for number, field in enumerate(policy.registration.fields):
        if not field.purpose:
            yield (
                ("registration", "fields", number),
                f"{field.name!r} states no purpose; note only what the purpose needs (R6)",
            )
        if field.kind == "text":
            yield (
                ("registration", "fields", number, "kind"),
                f"{field.name!r} is free text: somebody could be recognised by it; choose options if you can",
            )


def _terms(policy: Policy) -> Iterator[tuple[Key, str]]:
    for name, (most, why) in _MOST.items():
        days = getattr(policy.conduct.terms, name)
        if days > most:
            yield ("terms", name), f"is {days} days; {why}"


def _retention(policy: Policy) -> Iterator[tuple[Key, str]]:
    said = max((_longest(words) for words in policy.statement.values()), default=0)
    for name, kept in policy.retention.items():
        key: Key = ("retention", "classes", name, "days")
        labelled = max((_longest(words) for words in kept.label.values()), default=0)
        if labelled and kept.days > labelled:
            yield key, f"is {kept.days} days, longer than its own label says"
        elif said and kept.days > said:
            yield key, f"is {kept.days} days; the statement promises no term that long"
        elif not said and not labelled:
            yield key, "the statement says nowhere how long a conversation is kept"


def _roles(policy: Policy, values: Mapping[str, object]) -> Iterator[tuple[Key, str]]:
    if "roles" not in values:
        return
    conduct = policy.conduct
    for role, deeds in conduct.roles.items():
        for deed in sorted(deeds - _NEEDED[role]):
            if deed == "answer":
                yield ("roles", role), f"'answer' does nothing: a {role} has no shift; {_ANSWERS_TOO}"
            else:
                yield ("roles", role), f"{deed!r} is more than a {role} needs"
        if "export_rows" in deeds and "registrations" not in deeds:
            yield ("roles", role), "'export_rows' does nothing without 'registrations'"
        for deed in sorted(deeds & _CARRIED):
            if not conduct.may("coordinator", deed):
                yield ("roles", role), f"{deed!r}: {_NOT_HANDED_ON}"


def _longest(words: str) -> int:
    """Return the longest span of time a text names, in days; 0 if it names none."""
    days = 0
    for number, unit in _SPAN.findall(words):
        count = int(number) if number.isdecimal() else _NUMBERS.get(number.casefold(), 0)
        days = max(days, count * _UNITS[unit.casefold()])
    return days


def _line(lines: Mapping[Key, int], key: Key) -> int:
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 0)
