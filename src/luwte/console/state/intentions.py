"""What the volunteer wants, as frozen values: the controller's slots make them, ``ConsoleState.intend``
carries them out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from luwte.console.state.policy_rows import FormRow
from luwte.console.state.rows import QueueMode
from luwte.policy import Channel, Quick, RegistrationForm
from luwte.protocol.ids import ConversationId, Id, LineId, PersonId, RequestId


@dataclass(frozen=True, slots=True)
class AcceptVisitor:
    """Take this waiting visitor, or whoever waits longest when ``conversation`` is empty."""

    conversation: ConversationId = ""


@dataclass(frozen=True, slots=True)
class Select:
    """Put a conversation in front ("" for none)."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """The reply box of this conversation reads so now; also drives the typing state the visitor sees."""

    conversation: ConversationId
    text: str


@dataclass(frozen=True, slots=True)
class SendLine:
    """Send this text in this conversation."""

    conversation: ConversationId
    text: str


@dataclass(frozen=True, slots=True)
class SendNow:
    """Do not hold the line any longer ("" for whichever is held in the conversation)."""

    conversation: ConversationId
    line: LineId = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take a held line back into the draft."""

    conversation: ConversationId
    line: LineId


@dataclass(frozen=True, slots=True)
class Retry:
    """Try the unsent lines of a conversation again, in order."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Nudge:
    """Send the policy's gentle question to a silent visitor."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class End:
    """End the conversation. ``is_silent``: the visitor fell silent, the policy's closing words go first."""

    conversation: ConversationId
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class AskHandOver:
    """Ask a colleague to take over, with a sealed note."""

    conversation: ConversationId
    person: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskColleague:
    """Ask a colleague along, with a sealed note."""

    conversation: ConversationId
    person: PersonId
    note: str = ""


@dataclass(frozen=True, slots=True)
class CallDanger:
    """Call the coordinators on shift, with a sealed note to each."""

    conversation: ConversationId
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """Say yes or no to a colleague."""

    request: RequestId
    is_yes: bool


@dataclass(frozen=True, slots=True)
class LeaveConversation:
    """Leave a conversation one came along to."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class WhisperTo:
    """Say a sealed word to a colleague on shift."""

    person: PersonId
    conversation: ConversationId
    text: str


@dataclass(frozen=True, slots=True)
class SetPause:
    """Begin or end a pause."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class SetLimit:
    """How many conversations at once."""

    conversations: int


@dataclass(frozen=True, slots=True)
class SetQueueMode:
    """How much of the queue to see."""

    mode: QueueMode


@dataclass(frozen=True, slots=True)
class SetClass:
    """Keep this conversation longer: another retention class."""

    conversation: ConversationId
    retention: str


@dataclass(frozen=True, slots=True)
class SearchFor:
    """Search in a conversation; an empty needle ends the search."""

    conversation: ConversationId
    needle: str


@dataclass(frozen=True, slots=True)
class SetHousePause:
    """A coordinator pauses or reopens the line for new visitors."""

    is_paused: bool


@dataclass(frozen=True, slots=True)
class ListStaff:
    """A coordinator asks who is on the staff."""


@dataclass(frozen=True, slots=True)
class LeaveShift:
    """End the shift; refused while conversations are open, unless the volunteer goes all the same.

    ``is_forced``: the server cannot be reached, or there is no time: everything here is wiped, conversations
    stay at the server for a colleague.
    """

    is_forced: bool = False


@dataclass(frozen=True, slots=True)
class WriteNote:
    """The note beside this conversation reads so now ("" for the pad)."""

    conversation: ConversationId
    text: str


@dataclass(frozen=True, slots=True)
class SearchNotes:
    """Search in this shift's notes; an empty needle ends the search."""

    needle: str


@dataclass(frozen=True, slots=True)
class PlanEnd:
    """Mean to end the shift at another time (unix seconds), never after its latest end."""

    at: float


@dataclass(frozen=True, slots=True)
class WindDown:
    """Take no new visitors any more, because the shift ends soon; or take them again."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class EndRest:
    """Breathed enough: the next visitor may come."""


@dataclass(frozen=True, slots=True)
class SayToTeam:
    """Say this to everybody on shift."""

    text: str


@dataclass(frozen=True, slots=True)
class ReadTeam:
    """The team room is in sight: nothing in it is unread."""


@dataclass(frozen=True, slots=True)
class EndColleagueShift:
    """A coordinator ends somebody's shift, such as on a stolen computer."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Register:
    """Register a contact, anonymously: no conversation is named, and none can be found from it (R1).

    ``asked`` and ``version`` are the form that was filled in, also if the policy has changed meanwhile.
    ``form`` names it at this desk alone, so that the screen hears what became of it.
    """

    form: Id
    asked: RegistrationForm
    version: int
    channel: Channel
    quick: Quick | Literal[""] = ""
    values: Mapping[str, str | int | bool | list[str]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class KeepForm:
    """An open form reads so now: it is to outlive a crash."""

    row: FormRow


@dataclass(frozen=True, slots=True)
class DropForm:
    """A form is given up: its contact is counted nowhere."""

    form: Id


Intention = (
    AcceptVisitor
    | Select
    | KeepDraft
    | SendLine
    | SendNow
    | TakeBack
    | Retry
    | Nudge
    | End
    | AskHandOver
    | AskColleague
    | CallDanger
    | AnswerRequest
    | LeaveConversation
    | WhisperTo
    | SetPause
    | SetLimit
    | SetQueueMode
    | SetClass
    | SearchFor
    | SetHousePause
    | ListStaff
    | LeaveShift
    | WriteNote
    | SearchNotes
    | PlanEnd
    | WindDown
    | EndRest
    | SayToTeam
    | ReadTeam
    | EndColleagueShift
    | Register
    | KeepForm
    | DropForm
)
