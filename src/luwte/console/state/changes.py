"""What happened, as frozen values: the controller turns each into one signal."""

from dataclasses import dataclass

from luwte.console.state.policy_rows import FormRow, PolicyView
from luwte.console.state.rows import (
    ColleagueRow,
    Connection,
    ConversationRow,
    Figures,
    House,
    LineRow,
    NoteRow,
    Notice,
    Queue,
    Receipt,
    RequestRow,
    Search,
    Session,
    StaffRow,
    TeamRow,
    TrustAlarm,
    WhisperRow,
)
from luwte.protocol.ids import ConversationId, Id, RequestId


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The line to the server came, went, or will be tried again at another time."""

    connection: Connection


@dataclass(frozen=True, slots=True)
class SessionChanged:
    """Who is signed in, the shift, pause, limit, or a step of signing in."""

    session: Session


@dataclass(frozen=True, slots=True)
class QueueChanged:
    """What this volunteer sees of the queue."""

    queue: Queue


@dataclass(frozen=True, slots=True)
class ConversationAdded:
    """A conversation is mine now. ``why``: accepted, handed_over, along, danger, reopened."""

    row: ConversationRow
    why: str


@dataclass(frozen=True, slots=True)
class ConversationChanged:
    """Anything in the row of a conversation."""

    row: ConversationRow


@dataclass(frozen=True, slots=True)
class ConversationRemoved:
    """A conversation is no longer here: it ended or was left. Its lines, draft and keys are gone.

    ``why``: visitor, staff, window, withdrawn, quick_exit, silent, closed, handed_over, stepped_out, removed,
    sealed.
    """

    conversation: ConversationId
    why: str


@dataclass(frozen=True, slots=True)
class ConversationSelected:
    """Another conversation is in front ("" for none); its draft goes into the reply box."""

    conversation: ConversationId
    draft: str


@dataclass(frozen=True, slots=True)
class LinesChanged:
    """In the lines of a conversation, ``removed`` lines from index ``start`` on gave way to ``lines``."""

    conversation: ConversationId
    start: int
    removed: int
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class DraftChanged:
    """The draft changed by something else than typing: a line was taken back, or a draft was too long to
    send."""

    conversation: ConversationId
    text: str


@dataclass(frozen=True, slots=True)
class ColleaguesChanged:
    """Who else is on shift."""

    colleagues: tuple[ColleagueRow, ...]


@dataclass(frozen=True, slots=True)
class RequestAdded:
    """A colleague asks this volunteer."""

    row: RequestRow


@dataclass(frozen=True, slots=True)
class RequestRemoved:
    """A request is settled, here or elsewhere."""

    request: RequestId


@dataclass(frozen=True, slots=True)
class WhisperAdded:
    """A sealed word came in or went out."""

    row: WhisperRow


@dataclass(frozen=True, slots=True)
class HouseChanged:
    """Whether new visitors are let in."""

    house: House


@dataclass(frozen=True, slots=True)
class PolicyAdopted:
    """A verified policy holds now."""

    policy: PolicyView


@dataclass(frozen=True, slots=True)
class AlarmRang:
    """Somebody waits and this volunteer could help: ``step`` 0, 1, 2, … of the policy's times."""

    step: int


@dataclass(frozen=True, slots=True)
class AlarmSilenced:
    """Nobody waits any more, or it is no longer this volunteer's turn: every sound and flash stops at
    once."""


@dataclass(frozen=True, slots=True)
class TrustBroken:
    """The server lies or was tampered with; nothing more goes to it."""

    alarm: TrustAlarm


@dataclass(frozen=True, slots=True)
class NoticeRaised:
    """One sentence and one action for the notice area."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class SearchChanged:
    """The result of the search in the conversation."""

    search: Search


@dataclass(frozen=True, slots=True)
class NotesChanged:
    """All notes of this shift: the pad first if there is one, then by when they were begun."""

    rows: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class NoteSearchChanged:
    """The conversations whose notes match; "" stands for the pad. An empty needle: no search."""

    needle: str
    conversations: tuple[ConversationId, ...]


@dataclass(frozen=True, slots=True)
class ShiftSealed:
    """What was local is gone."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class TeamChanged:
    """The team room, oldest line first, and how many of them nobody has looked at here."""

    rows: tuple[TeamRow, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class FormRefused:
    """A registration is not kept: ``code`` of FormError about ``field`` ("" for the whole), or
    ``key_missing``: the helpline has no key for figures this year. ``form``: which one here."""

    code: str
    field: str = ""
    form: Id = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """What stood in a form is safe: on this computer's disk, or in memory only where the disk refuses.

    It is sent among others when the shift ends.
    """

    form: Id
    is_on_disk: bool = True


@dataclass(frozen=True, slots=True)
class RegistrationTakenBack:
    """A registration has not left and never will: its form may be filled in otherwise."""

    form: Id


@dataclass(frozen=True, slots=True)
class FormWithdrawn:
    """A visitor withdrew after their conversation: what was filled in about them is gone (C6)."""

    form: Id


@dataclass(frozen=True, slots=True)
class FormsRestored:
    """Forms of before a crash are open again."""

    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresChanged:
    """How far the reading of the figures is, and at its end what they are."""

    figures: Figures


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """The staff, for a coordinator."""

    people: tuple[StaffRow, ...]


Change = (
    ConnectionChanged
    | SessionChanged
    | QueueChanged
    | ConversationAdded
    | ConversationChanged
    | ConversationRemoved
    | ConversationSelected
    | LinesChanged
    | DraftChanged
    | ColleaguesChanged
    | RequestAdded
    | RequestRemoved
    | WhisperAdded
    | HouseChanged
    | PolicyAdopted
    | AlarmRang
    | AlarmSilenced
    | TrustBroken
    | NoticeRaised
    | SearchChanged
    | PeopleChanged
    | NotesChanged
    | NoteSearchChanged
    | ShiftSealed
    | TeamChanged
    | FormRefused
    | Registered
    | RegistrationTakenBack
    | FormWithdrawn
    | FormsRestored
    | FiguresChanged
)
