"""What somebody on shift says in a conversation: accept, write, keep copies, set the term, end."""

from typing import Final

from luwte.protocol.ids import LineId
from luwte.protocol.messages import (
    Accept,
    ArchiveCopy,
    CatchUp,
    ColleagueTyping,
    EndConversation,
    Lines,
    Opened,
    RetentionSet,
    SetRetention,
    StaffLine,
    StaffState,
    StaffStored,
    StaffTyping,
    VisitorLines,
)
from luwte.protocol.parts import RefusalCode
from luwte.server.conversation import Conversation
from luwte.server.effects import SendStaffLines, StoreCopy, StoreLine
from luwte.server.ending import end, leave_queue
from luwte.server.floor import Floor
from luwte.server.frames import END, TEXT
from luwte.server.membership import change, lead
from luwte.server.shift import Shift

_LINES: Final = frozenset({TEXT})
_ENDS: Final = frozenset({END})


def accept(floor: Floor, shift: Shift, conversation: Conversation, message: Accept, now: int) -> None:
    """Take a waiting visitor: one wins, whoever comes later is told so (one message is decided at a time)."""
    if conversation.id not in floor.queue:
        if conversation.next_owner == shift.person and conversation.is_member(shift.id):
            _open(floor, shift, conversation)
        else:
            floor.refuse(shift.id, "taken", message)
        return
    code = _why_not_accepted(floor, shift)
    if code is not None:
        floor.refuse(shift.id, code, message)
        return
    leave_queue(floor, conversation, "accepted")
    if conversation.stage == "waiting":
        conversation.stage = "talking"
        change(floor, conversation, (shift.reader,), shift.person, now)
    else:
        lead(floor, conversation, shift, now)
    _open(floor, shift, conversation)


def line(floor: Floor, shift: Shift, conversation: Conversation, message: StaffLine, now: int) -> None:
    """Store a sealed line and pass it on; the same line again is acknowledged with the number it has."""
    before = conversation.stored(message.id, "staff")
    if before is not None:
        stored = StaffStored(conversation=conversation.id, id=message.id, number=before.number, at=before.at)
        floor.tell_shift(shift.id, stored)
        return
    code = conversation.why_frame_refused(message.frame, "staff", _LINES)
    if code is None and not floor.has_room(conversation, message.frame):
        code = "at_limit"
    if code is not None:
        floor.refuse(shift.id, code, message, about=message.id)
        return
    _store(floor, shift, conversation, message.id, message.frame, now=now)


def typing(floor: Floor, shift: Shift, conversation: Conversation, message: StaffTyping) -> None:
    """Show the bare state to the visitor and to fellow readers."""
    state = StaffState(person=shift.person, state="typing" if message.is_on else "here")
    floor.tell_visitor(conversation, state)
    typed = ColleagueTyping(conversation=conversation.id, person=shift.person, is_on=message.is_on)
    floor.tell_readers(conversation, typed, but=shift.id)


def catch_up(floor: Floor, shift: Shift, conversation: Conversation, message: CatchUp) -> None:
    """Send the lines after a number. Whoever still waits for the keys gets all of them with the keys."""
    if conversation.is_reader(shift.id) and message.after < conversation.last:
        floor.add(SendStaffLines(shift.id, conversation.id, message.after, conversation.last))


def copy(floor: Floor, shift: Shift, conversation: Conversation, message: ArchiveCopy) -> None:
    """Keep the console's own archive seal of this epoch's keys."""
    archives = (conversation.archive, floor.rules.archive.get(conversation.retention))
    if message.epoch != conversation.epoch:
        floor.refuse(shift.id, "stale_epoch", message)
    elif message.key not in {archive.key for archive in archives if archive is not None}:
        floor.refuse(shift.id, "key_missing", message)
    else:
        floor.add(StoreCopy(message))


def set_retention(floor: Floor, shift: Shift, conversation: Conversation, message: SetRetention) -> None:
    """Set a longer term, never a shorter one; the keys must be sealed to that class's archive key with it."""
    code = _why_term_refused(floor, shift, conversation, message)
    if code is not None:
        floor.refuse(shift.id, code, message)
        return
    conversation.retention = message.retention
    floor.store(conversation)
    if message.copy is not None:
        floor.add(StoreCopy(message.copy))
    floor.tell_members(conversation, RetentionSet(conversation=conversation.id, retention=message.retention))


def finish(
    floor: Floor, shift: Shift, conversation: Conversation, message: EndConversation, now: int
) -> None:
    """End by whoever answers; the end frame is the last line, if there are keys to make one."""
    if not conversation.is_led_by(shift.person):
        floor.refuse(shift.id, "not_allowed", message)
        return
    if message.id is not None and message.frame is not None:
        code: RefusalCode | None = "not_now"
        if conversation.is_reader(shift.id):
            code = conversation.why_frame_refused(message.frame, "staff", _ENDS)
        if code is not None:
            floor.refuse(shift.id, code, message, about=message.id)
            return
        if conversation.stored(message.id, "staff") is None:
            _store(floor, shift, conversation, message.id, message.frame, now=now)
    end(floor, conversation, "silent" if message.is_silent else "staff", now)


def _open(floor: Floor, shift: Shift, conversation: Conversation) -> None:
    if conversation.id in floor.conversations:
        whole = floor.open_conversation(conversation, shift.id)
        floor.tell_shift(shift.id, Opened(conversation=whole, why="accepted"))


def _why_not_accepted(floor: Floor, shift: Shift) -> RefusalCode | None:
    if floor.is_draining:
        return "draining"
    if shift.is_paused:
        return "not_now"
    if floor.is_at_limit(shift):
        return "at_limit"
    return None if floor.rules.retention_default in floor.rules.archive else "key_missing"


def _why_term_refused(
    floor: Floor, shift: Shift, conversation: Conversation, message: SetRetention
) -> RefusalCode | None:
    days = floor.rules.retention_days
    is_longer = days.get(message.retention, -1) >= days.get(conversation.retention, 0)
    if not conversation.is_led_by(shift.person) or not is_longer:
        return "not_allowed"
    archive = floor.rules.archive.get(message.retention)
    if archive is None:
        return "key_missing"
    if conversation.epoch < 0 and message.copy is None:
        return None
    if (
        message.copy is None
        or message.copy.conversation != conversation.id
        or message.copy.key != archive.key
    ):
        return "bad_message"
    return None if message.copy.epoch == conversation.epoch else "stale_epoch"


def _store(
    floor: Floor, shift: Shift, conversation: Conversation, line_id: LineId, frame: bytes, *, now: int
) -> None:
    stored = conversation.store(line_id, "staff", frame, now)
    floor.add(StoreLine(conversation.id, stored))
    number = StaffStored(conversation=conversation.id, id=stored.id, number=stored.number, at=stored.at)
    floor.tell_shift(shift.id, number)
    floor.tell_visitor(conversation, VisitorLines(lines=[stored]))
    floor.tell_readers(conversation, Lines(conversation=conversation.id, lines=[stored]), but=shift.id)
