"""The house policy: what one organisation promises its visitors, as typed values read from TOML.

``load`` and ``parse`` give a ``Policy`` or raise a ``PolicyError`` that tells every problem at once, each
with its line. Nothing is guessed: an unknown key, a missing promise or an impossible hour closes the line.
"""

from luwte.policy.doubts import doubts
from luwte.policy.explaining import explain
from luwte.policy.form import (
    CHANNELS,
    QUICK,
    AgeRule,
    Channel,
    FieldKind,
    FormField,
    Option,
    Quick,
    RegistrationForm,
    Theme,
    Words,
)
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
    page,
)
from luwte.policy.promising import Conduct, Danger, Deed, PolicyRole, Publication, Terms
from luwte.policy.reading import PolicyError, load, parse, shipped, source
from luwte.policy.table import Problem

__all__ = [
    "CHANNELS",
    "LANGUAGES",
    "QUICK",
    "WEEKDAYS",
    "AgeRule",
    "Channel",
    "Conduct",
    "Danger",
    "Deed",
    "FieldKind",
    "FormField",
    "Limits",
    "Option",
    "OtherHelp",
    "Policy",
    "PolicyError",
    "PolicyRole",
    "Problem",
    "Publication",
    "Quick",
    "Referral",
    "RegistrationForm",
    "Reply",
    "RetentionClass",
    "ShiftRules",
    "Silence",
    "Terms",
    "Texts",
    "Theme",
    "Words",
    "doubts",
    "explain",
    "is_open",
    "load",
    "next_opening",
    "page",
    "parse",
    "shipped",
    "source",
    "week",
]
