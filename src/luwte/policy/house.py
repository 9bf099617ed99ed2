"""The values of a house policy, and the part of it that the visitor page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from luwte.policy.form import RegistrationForm, Words
from luwte.policy.promising import Conduct

Hours = Mapping[str, tuple[tuple[str, str], ...]]
"""Weekday → spans of local wall time, ("18:00", "22:00"); an end before the begin is on the next day."""

LANGUAGES: Final = ("nl", "en")
"""The languages in which the page and the console can speak; a policy names one or both."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class OtherHelp:
    """Another helpline, shown while waiting, when closed, at the end (C9, H1). Phone or url may be empty."""

    name: str
    phone: str
    url: str
    text: Words


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the house takes on at once."""

    waiting: int
    """Visitors in the queue; whoever comes after them is told that the line is full."""
    conversations_default: int
    conversations_most: int
    """Conversations of one volunteer at a time: what a shift begins with, and the most they may choose."""
    shift_hours: int


@dataclass(frozen=True, slots=True)
class Silence:
    """After how many seconds without a word a nudge, and an end, are offered to the volunteer."""

    nudge_after: int
    end_after: int


@dataclass(frozen=True, slots=True)
class Texts:
    """Lines the volunteer can send as they stand."""

    nudge: Words
    closing: Words


@dataclass(frozen=True, slots=True)
class ShiftRules:
    """How a shift is spent here; what a volunteer is entitled to does not depend on who is on duty."""

    planned_hours: int
    """What the end of a new shift is set to; the volunteer adjusts it, up to ``limits.shift_hours``."""
    breathing_seconds: int
    """After a conversation, how long nobody new is offered; 0: at once."""
    pause_minutes: int
    """How long a pause lasts that a volunteer takes."""
    idle_lock_minutes: int
    """Without a key or the mouse for this long the console locks itself (H8)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A line that volunteers often need, found by typing ``/`` and its shortcut; never sent by itself."""

    shortcut: str
    text: Words


@dataclass(frozen=True, slots=True)
class Referral:
    """Fitting help elsewhere, to be shown to a visitor who asks for it (H1). Phone or url may be empty."""

    name: str
    phone: str
    url: str
    text: Words
    themes: tuple[str, ...]
    """Other words it is found by, in any language."""


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """How long an ended conversation of this class is kept, and what the volunteer reads at the choice."""

    days: int
    """Days after its end at most; where one key serves a whole week, its first day decides."""
    label: Words
    until_date: bool = False
    """Whether a date may be set that holds if it is later (T6: until the youngest child is 18)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What one organisation promises; the page shows it, the server and the console obey it."""

    name: str
    languages: tuple[str, ...]
    time_zone: str
    exit_to: str
    """The harmless page that the exit button opens."""
    promises: Mapping[str, tuple[str, ...]]
    statement: Words
    notice: Words
    """Whom the visitor will talk to (C7), shown before the first word; empty where nothing needs saying."""
    complaints: Words
    """Where to go with a complaint (H6), a click away on the first and the last screen."""
    consent: Words
    elsewhere: tuple[OtherHelp, ...]
    opening_hours: Hours | None
    """None: always open."""
    resume_window: int
    """Seconds in which a visitor whose connection broke can come back (C3)."""
    limits: Limits
    silence: Silence
    alarm_after: tuple[int, ...]
    """Seconds of waiting at which the console calls for attention; empty: never."""
    retention_default: str
    retention: Mapping[str, RetentionClass]
    texts: Texts
    shift: ShiftRules
    replies: tuple[Reply, ...]
    referrals: tuple[Referral, ...]
    registration: RegistrationForm
    conduct: Conduct

    @property
    def retention_classes(self) -> Mapping[str, int]:
        """The days each retention class is kept."""
        return {name: kept.days for name, kept in self.retention.items()}


def page(policy: Policy) -> dict[str, object]:
    """Return what the visitor page needs of a policy, as plain JSON values, for ``PolicyClaim.page``."""
    return {
        "name": policy.name,
        "languages": list(policy.languages),
        "time_zone": policy.time_zone,
        "exit_to": policy.exit_to,
        "promises": {language: list(lines) for language, lines in policy.promises.items()},
        "statement": dict(policy.statement),
        "notice": dict(policy.notice),
        "complaints": dict(policy.complaints),
        "consent": dict(policy.consent),
        "elsewhere": [
            {"name": other.name, "phone": other.phone, "url": other.url, "text": dict(other.text)}
            for other in policy.elsewhere
        ],
        "opening_hours": None
        if policy.opening_hours is None
        else {day: [list(span) for span in spans] for day, spans in policy.opening_hours.items()},
        "resume_window": policy.resume_window,
        "limits": {
            "waiting": policy.limits.waiting,
            "conversations_default": policy.limits.conversations_default,
            "conversations_most": policy.limits.conversations_most,
            "shift_hours": policy.limits.shift_hours,
        },
        "silence": {"nudge_after": policy.silence.nudge_after, "end_after": policy.silence.end_after},
        "retention": {
            "default": policy.retention_default,
            "classes": {
                name: {"days": kept.days, "label": dict(kept.label)}
                for name, kept in policy.retention.items()
            },
        },
    }
