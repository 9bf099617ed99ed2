"""What the screen may show, as frozen values. Times are unix seconds of this computer's clock; texts are
plain text.

``nickname``, ``words``, ``text``, ``name`` and ``note`` come from other people: show them as plain text only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from luwte.protocol.ids import ConversationId, LineId, PersonId, RequestId

if TYPE_CHECKING:
    from luwte.protocol.parts import Role, VisitorPresence  # at run time it would bring every key along
    from luwte.registration.counting.counts import Counts
    from luwte.registration.publishing.releasing import Release

QueueMode = Literal["nothing", "someone", "all"]
"""The calm modes: see nothing of the queue (no alarm either), "someone waits", or everyone who waits."""

Stage = Literal["enrol", "sign_in", "shift_start", "resume", "on_shift", "sealing", "sealed", "broken"]
"""Which page the console shows: no profile yet · signed out · signed in, no shift · signed in, a shift of
before a crash waits here · working · shift over, what was local is being destroyed · gone · the server cannot
be trusted (see ``TrustAlarm``; nothing more is sent)."""

ShiftCall = Literal["", "planned", "soon", "last"]
"""What the clock says about a shift: nothing · the planned end has come · 15 and 5 minutes are left."""

Delivery = Literal["received", "held", "waiting", "stored", "seen", "failed"]
"""received: from somebody else. held: still here, may be taken back until ``held_until``. waiting: on its way
(clock). stored: durable at the server (✓). seen: stood on the visitor's screen (✓✓). failed: not sent, may be
retried."""

KeysState = Literal["waiting", "ready", "changing", "broken"]
"""waiting: until the visitor's browser made keys; lines typed meanwhile wait. ready: after. changing: new
members wait for keys; lines still go under the old ones. broken: something in this conversation cannot be
believed (an alarm said what), only ending it is left."""

LineKind = Literal["text", "opening", "end", "unverified"]
"""opening: the visitor's first words, as sealed after accept. end: the closing line. unverified: a line that
could not be checked; ``code`` says why, and it is never skipped silently."""


@dataclass(frozen=True, slots=True)
class Connection:
    """The line to the server. ``retry_at`` is the time of the next attempt while it is away.

    Codes while away: ``unreachable``, ``timeout``, ``certificate``, ``refused``, ``closed``, ``draining``,
    ``bad_message``, ``unknown_version``, ``insecure`` (plain ws:// to another computer), ``clock`` (this
    computer's clock is more than ten minutes off).
    """

    state: Literal["offline", "connecting", "connected", "reconnecting"] = "offline"
    code: str = ""
    retry_at: float | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in here and how far. ``code`` is why the last step failed, empty when it did not.

    ``is_busy``: a step is under way (the password is being stretched, the server is asked): disable the
    button. ``needs_second_factor``: ask for the six figures. ``totp_uri``: at a coordinator's enrolment, what
    the phone scans; ``confirm_enrolment`` goes on from there. ``shift_elsewhere``: ask before
    ``open_shift(takes_over=True)``. ``shift_until`` is the latest end, ``shift_planned`` the one the
    volunteer means. ``is_ending``: no new visitors, because this volunteer is winding down.
    ``resting_until``: breathing space after the conversation with ``rested_with``; nobody is pushed.
    ``pause_until``: how long an entitled pause lasts; it does not end by itself. ``found_until``: a shift of
    before a crash runs here until then. ``sealing``: how far the destroying is, 0 to 1.
    ``is_share_in_memory``: no keyring holds the vault's half. ``vault_code``: why notes are in memory only
    for now, a code of VaultError. ``certificate_days`` counts the days this person's certificate still holds
    (warn below 10). ``intake_weeks``: weeks of waiting-room keys still published (coordinators warn below 8).
    ``unkept``: registrations that are in memory only: the disk refuses, and they end with the program.
    """

    stage: Stage = "sign_in"
    code: str = ""
    is_busy: bool = False
    is_locked: bool = False
    needs_second_factor: bool = False
    totp_uri: str = ""
    server: str = ""
    helpline_name: str = ""
    person: PersonId = ""
    name: str = ""
    role: Role = "volunteer"
    shift_elsewhere: bool = False
    shift_began: float | None = None
    shift_planned: float | None = None
    shift_until: float | None = None
    shift_hours: int = 12
    planned_hours: int = 4
    shift_call: ShiftCall = ""
    is_ending: bool = False
    found_until: float | None = None
    sealing: float = 0.0
    is_share_in_memory: bool = False
    vault_code: str = ""
    resting_until: float | None = None
    rested_with: str = ""
    rested_conversation: ConversationId = ""
    pause_until: float | None = None
    is_practice: bool = False
    sealed_why: Literal["", "closed", "taken_over", "removed", "expired", "ended"] = ""
    is_paused: bool = False
    limit: int = 1
    most: int = 15
    certificate_days: int | None = None
    intake_weeks: int | None = None
    unkept: int = 0


@dataclass(frozen=True, slots=True)
class WaiterRow:
    """A visitor in the queue. ``is_readable`` is False when the first words could not be opened (nickname is
    empty)."""

    conversation: ConversationId
    nickname: str
    words: str
    language: str
    since: float
    is_here: bool
    is_readable: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What the volunteer chose to see. ``waiters`` is empty unless the mode is ``all``; ``someone_waits`` is
    False in mode ``nothing``. ``can_accept``: on shift, connected, not paused, below the own limit."""

    mode: QueueMode = "someone"
    someone_waits: bool = False
    waiters: tuple[WaiterRow, ...] = ()
    can_accept: bool = False


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the staff who reads a conversation, as verified through the chain."""

    person: PersonId
    name: str
    role: Role
    is_own: bool
    is_owner: bool
    is_typing: bool = False


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One of my conversations.

    ``is_mine``: this volunteer owns it; otherwise they came along. ``away_until``: end of the visitor's
    resume window. ``silent_since``: when the visitor was last heard while here and it is their turn.
    ``silence``: what the policy's timers offer now. ``closing``: this console asked to end it.
    """

    conversation: ConversationId
    nickname: str
    language: str
    since: float
    presence: VisitorPresence = "here"
    presence_since: float = 0.0
    away_until: float | None = None
    silent_since: float | None = None
    silence: Literal["no", "nudge", "end"] = "no"
    unread: int = 0
    unsent: int = 0
    last_line: str = ""
    last_at: float = 0.0
    keys: KeysState = "waiting"
    is_mine: bool = True
    members: tuple[MemberRow, ...] = ()
    retention: str = "standard"
    closing: bool = False


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line. ``id`` is stable from held to seen; ``number`` is 0 until it is stored. ``name``: the
    writer's verified display name, empty for the visitor. ``code``: why it failed or could not be verified.
    ``held_until``: while held, when it leaves by itself."""

    conversation: ConversationId
    id: LineId
    number: int
    sender: Literal["visitor", "staff"]
    by: PersonId
    name: str
    is_own: bool
    kind: LineKind
    text: str
    at: float
    delivery: Delivery
    code: str = ""
    held_until: float | None = None


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Someone else on shift, verified through the chain; no figures, nobody is ranked."""

    person: PersonId
    name: str
    role: Role
    state: Literal["available", "busy", "paused", "away"]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A colleague asks: take over, come along, or there is danger. ``note`` is their sealed word, opened.

    ``is_verified`` is False for a call for danger that only the server vouches for: ask the colleague.
    """

    request: RequestId
    kind: Literal["hand_over", "along", "danger"]
    conversation: ConversationId
    asker: PersonId
    asker_name: str
    note: str
    at: float
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class WhisperRow:
    """A sealed word among staff. ``is_own``: this console said it to ``to``. ``conversation`` may be
    empty."""

    sender: PersonId
    sender_name: str
    to: PersonId
    conversation: ConversationId
    text: str
    at: float
    is_own: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What the volunteer wrote beside a conversation; with ``conversation`` "" the pad that belongs to none.

    ``is_over``: the conversation has ended, the note stays until the shift does.
    """

    conversation: ConversationId
    nickname: str
    text: str
    began: float
    changed: float
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A line in the team room. ``delivery``: an own line is waiting, stored or failed."""

    id: LineId
    sender: PersonId
    name: str
    is_own: bool
    text: str
    at: float
    delivery: Literal["received", "waiting", "stored", "failed"] = "received"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was destroyed when a shift was sealed: counts, never content.

    ``is_server_told``: the server has let its half of the key go; else it does at the shift's end.
    ``is_keyring_cleared``: this computer's half is gone. ``problems``: codes of what could not be destroyed.
    ``forms`` were filled in and not registered. ``registered``: contacts of this shift that the server has;
    ``waiting``: those that go at the next sign-in.
    """

    at: float
    began: float | None
    notes: int
    drafts: int
    unsent: int
    conversations: int
    files: int
    bytes: int
    is_server_told: bool
    is_keyring_cleared: bool
    problems: tuple[str, ...] = ()
    forms: int = 0
    registered: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The registrations of this helpline, opened here. ``done``: how much of the reading is done, 0 to 1.

    ``counts``: once it is done, to be counted in any way. ``unreadable``: blobs that no key opens, left out.
    ``release``: which weeks are out, once that is known; nothing newer was read.
    ``code``: why it could not be done: ``offline``, ``not_allowed``, ``storage``, ``key_missing``.
    """

    done: float = 0.0
    counts: Counts | None = None
    unreadable: int = 0
    code: str = ""
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class House:
    """The opening sign that tells the truth."""

    state: Literal["open", "closed", "paused", "full"] = "closed"
    opens_at: float | None = None


@dataclass(frozen=True, slots=True)
class TrustAlarm:
    """The server showed something that the chain from the root does not carry; this console sends it nothing
    more.

    Codes: those of ``crypto.certificates.CertificateError`` (``wrong_root``, ``bad_signature``, ``not_yet``,
    ``expired``, ``removed``, ``wrong_helpline``, ``wrong_role``, ``wrong_kind``, ``too_long``, ``ghost``,
    ``older_policy``) and ``wrong_person``, ``wrong_key`` (of this person, or a conversation's visitor key
    changed), ``weak_cost`` (a profile that makes the password cheap to guess), ``unreadable`` (a signed
    policy that is none). Of one conversation: ``offer`` (keys that the visitor did not sign), ``seal`` (they
    do not open, or lost their past), ``ghost`` (they are sealed to somebody this console was not told of),
    ``archive_key`` (sealed to an archive nobody certified, or there is none), ``missing_lines`` (numbers that
    went back or do not fit). ``subject``: ``certificate``, ``policy``, ``member``, ``colleague``, ``key``,
    ``conversation``, ``profile``,
    ``chain``.
    """

    code: str
    subject: str
    conversation: ConversationId = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the notice area.

    ``code``: a ``RefusalCode``, or ``busy`` (the tray is full), ``offline``, ``too_long``, ``visitor_ended``,
    ``withdrawn``, ``quick_exit``, ``window`` (the visitor did not come back), ``member_unverified``,
    ``whisper_unreadable``, ``request_unverified`` (what: its kind), ``answer_yes``, ``answer_no``,
    ``answer_lapsed``, ``clock_wrong`` and ``clock_right`` (the server's), ``done`` (what: ``set_house``,
    ``end_shift``), ``note_too_long``, ``kept_in_note`` (unsent before a crash, and the conversation is over),
    ``nobody_on`` (what: ``team_line``), a code of ``CertifyingError`` (what: ``certify``) or of
    ``SettingsError`` (what: ``profile``).
    ``what``: the tag of the message it is about, if any. ``name``: the person or nickname, if any.
    """

    code: str
    what: str = ""
    conversation: ConversationId = ""
    line: LineId = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """A search in one conversation: the ids of matching lines, oldest first."""

    conversation: ConversationId = ""
    needle: str = ""
    lines: tuple[LineId, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Someone on the staff, for coordinators. ``days``: how long their certificate still holds (0:
    expired)."""

    person: PersonId
    name: str
    role: Role
    days: int
    is_enrolled: bool
    is_on_shift: bool
    has_wish: bool
