"""What the screen uses of the house policy, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luwte.policy.form import Channel, RegistrationForm
    from luwte.policy.promising import Publication
    from luwte.protocol.ids import ConversationId, Id
    from luwte.registration.form import Answer


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A line of the house policy, found by its shortcut. ``text``: language → text."""

    shortcut: str
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """Help elsewhere, of the house policy (H1). Phone or url may be empty; ``themes`` find it too."""

    name: str
    phone: str
    url: str
    text: dict[str, str]
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """A registration form that is open, with the questions and version it is filled in under.

    ``form`` names it on this computer alone. ``conversation`` ("": none) and ``nickname`` are for the hands
    that fill it in; they are in nothing that is sent (R1). ``is_by_hand``: by phone, mail or at the desk
    (C4). ``is_bare``: the visitor withdrew, only the contact may be counted (C6).
    """

    form: Id
    conversation: ConversationId
    asked: RegistrationForm
    version: int
    channel: Channel
    values: dict[str, Answer] = field(default_factory=dict, repr=False)
    nickname: str = field(default="", repr=False)
    is_by_hand: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class PolicyView:
    """What the console uses of the house policy, in the console's plain values.

    ``registration``: the form; None where the house registers nothing. ``may_count``: whether this person's
    role may see the figures. ``may_export_rows``: and take registrations along one by one. ``may_answer``:
    whether this person may open a shift at all.
    """

    version: int = 0
    name: str = ""
    languages: tuple[str, ...] = ()
    retention_classes: tuple[str, ...] = ()
    nudge_after: int = 0
    end_after: int = 0
    alarm_after: tuple[int, ...] = (0, 20, 40)
    nudge: dict[str, str] = field(default_factory=dict)
    closing: dict[str, str] = field(default_factory=dict)
    planned_hours: int = 4
    breathing_seconds: int = 0
    pause_minutes: int = 15
    idle_lock_minutes: int = 10
    replies: tuple[ReplyRow, ...] = ()
    referrals: tuple[ReferralRow, ...] = ()
    registration: RegistrationForm | None = None
    publication: Publication | None = None
    may_count: bool = False
    may_export_rows: bool = False
    may_answer: bool = True
