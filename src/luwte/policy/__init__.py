"""The house policy: what one organisation promises its visitors, as typed values read from TOML.

``load`` and ``parse`` give a ``Policy`` or raise a ``PolicyError`` that tells every problem at once, each
with its line. Nothing is guessed: an unknown key, a missing promise or an impossible hour closes the line.
"""

from luwte.policy.hours import is_open, next_opening, week
from luwte.policy.house import (
    LANGUAGES,
    WEEKDAYS,
    Limits,
    OtherHelp,
    Policy,
    Referral,
    Reply,
    RetentionClass,
    ShiftRules,
    Silence,
    Texts,
    Words,
    page,
)
from luwte.policy.reading import PolicyError, load, parse, shipped, source
from luwte.policy.table import Problem

__all__ = [
    "LANGUAGES",
    "WEEKDAYS",
    "Limits",
    "OtherHelp",
    "Policy",
    "PolicyError",
    "Problem",
    "Referral",
    "Reply",
    "RetentionClass",
    "ShiftRules",
    "Silence",
    "Texts",
    "Words",
    "is_open",
    "load",
    "next_opening",
    "page",
    "parse",
    "shipped",
    "source",
    "week",
]
