"""What somebody on shift says: find the conversation, see whether they read it, hand it to its rule."""

from luwte.protocol.messages import (
    Accept,
    Answer,
    ArchiveCopy,
    AskAlong,
    CatchUp,
    CloseShift,
    Danger,
    EndConversation,
    HandOver,
    Limit,
    Pause,
    SetRetention,
    StaffLine,
    StaffTyping,
    StepOut,
    TeamLine,
    TeamStored,
    Whisper,
)
from luwte.protocol.parts import RefusalCode
from luwte.server import answering, asking
from luwte.server.conversation import Conversation
from luwte.server.effects import StoreShift
from luwte.server.floor import Floor
from luwte.server.permissions import ShiftMessage, may_staff_say
from luwte.server.shift import Shift
from luwte.server.shifts import close

_Writing = StaffLine | StaffTyping | ArchiveCopy
_Guiding = CatchUp | SetRetention | HandOver | AskAlong | Danger | StepOut | EndConversation
_Inside = _Writing | _Guiding


def said(floor: Floor, shift: Shift, message: ShiftMessage, now: int) -> None:  # noqa: PLR0912 -- per message
    """Carry out or refuse what somebody on shift said."""
    code = may_staff_say(type(message), shift.role, has_shift=True, conduct=floor.rules.conduct)
    if code is not None:
        floor.refuse(shift.id, code, message)
        return
    match message:
        case CloseShift():
            if floor.led_by(shift.person) and not message.is_forced:
                floor.refuse(shift.id, "not_now", message)
            else:
                close(floor, shift, "closed", now)
        case Pause():
            shift.is_paused = message.is_on
            _changed(floor, shift)
        case Limit():
            shift.limit = min(message.conversations, floor.rules.conversations_most)
            _changed(floor, shift)
        case Answer():
            asking.answer(floor, shift, message, now)
        case Whisper():
            asking.whisper(floor, shift, message, now)
        case TeamLine():
            _said_to_team(floor, shift, message, now)
        case Accept():
            conversation = _known(floor, shift, message)
            if conversation is not None:
                answering.accept(floor, shift, conversation, message, now)
        case StaffLine() | StaffTyping() | ArchiveCopy():
            conversation = _joined(floor, shift, message)
            if conversation is not None:
                _written(floor, shift, conversation, message, now)
        case CatchUp() | SetRetention() | HandOver() | AskAlong() | Danger() | StepOut() | EndConversation():
            conversation = _joined(floor, shift, message)
            if conversation is not None:
                _led(floor, shift, conversation, message, now)


def _written(floor: Floor, shift: Shift, conversation: Conversation, message: _Writing, now: int) -> None:
    """What needs the present keys: its speaker must hold them."""
    if not conversation.is_reader(shift.id):
        floor.refuse(shift.id, "not_now", message, about=_line_of(message))
        return
    match message:
        case StaffLine():
            answering.line(floor, shift, conversation, message, now)
        case StaffTyping():
            answering.typing(floor, shift, conversation, message)
        case ArchiveCopy():
            answering.copy(floor, shift, conversation, message)


def _led(floor: Floor, shift: Shift, conversation: Conversation, message: _Guiding, now: int) -> None:
    match message:
        case CatchUp():
            answering.catch_up(floor, shift, conversation, message)
        case SetRetention():
            answering.set_retention(floor, shift, conversation, message)
        case EndConversation():
            answering.finish(floor, shift, conversation, message, now)
        case HandOver():
            asking.hand_over(floor, shift, conversation, message, now)
        case AskAlong():
            asking.along(floor, shift, conversation, message, now)
        case Danger():
            asking.danger(floor, shift, conversation, message, now)
        case StepOut():
            asking.step_out(floor, shift, conversation, message, now)


def _said_to_team(floor: Floor, shift: Shift, message: TeamLine, now: int) -> None:
    """Pass a line to everybody else on shift; said again after a drop it is only acknowledged again."""
    at = floor.team.said_at(shift.id, message.id)
    if at is None:
        copies = {
            note.shift: note.sealed
            for note in message.notes
            if note.shift in floor.shifts and note.shift != shift.id
        }
        if not copies:
            floor.refuse(shift.id, "no_colleague", message, about=message.id)
            return
        at = now
        for to, said in floor.team.add(shift, message.id, copies, at):
            floor.tell_shift(to, said)
    floor.tell_shift(shift.id, TeamStored(id=message.id, at=at))


def _known(floor: Floor, shift: Shift, message: Accept | _Inside) -> Conversation | None:
    conversation = floor.conversations.get(message.conversation)
    if conversation is None:
        is_over = message.conversation in floor.past
        code: RefusalCode = "conversation_over" if is_over else "unknown_conversation"
        floor.refuse(shift.id, code, message, about=_line_of(message))
    return conversation


def _joined(floor: Floor, shift: Shift, message: _Inside) -> Conversation | None:
    """Return the conversation if this shift reads it or will: nobody else learns anything of it (T4)."""
    conversation = _known(floor, shift, message)
    if conversation is None or conversation.is_member(shift.id):
        return conversation
    floor.refuse(shift.id, "not_allowed", message, about=_line_of(message))
    return None


def _line_of(message: Accept | _Inside) -> str | None:
    return message.id if isinstance(message, StaffLine | EndConversation) else None


def _changed(floor: Floor, shift: Shift) -> None:
    floor.add(StoreShift(shift.row))
    floor.is_changed = True
