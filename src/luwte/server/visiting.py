"""What a visitor says, and what follows from it. One browser has one conversation at most, in one place."""

from typing import Final, Literal

from luwte.protocol.messages import (
    Enter,
    Keys,
    KeysKept,
    Lines,
    LineStored,
    QuickExit,
    Ready,
    Seen,
    ShareKept,
    StaffState,
    VisitorCatchUp,
    VisitorChanged,
    VisitorEnd,
    VisitorHello,
    VisitorLine,
    VisitorMessage,
    VisitorSeen,
    VisitorState,
    WaiterJoined,
    WaiterPresence,
    Withdraw,
)
from luwte.protocol.parts import VERSION, RefusalCode
from luwte.server.conversation import Conversation
from luwte.server.effects import (
    KeepShare,
    SendEntered,
    SendResumed,
    SendVisitor,
    SendVisitorLines,
    StoreLine,
    StoreWords,
)
from luwte.server.ending import end
from luwte.server.floor import Floor
from luwte.server.frames import END, OPENING, TEXT
from luwte.server.membership import keep_keys
from luwte.server.permissions import VisitorStage, may_visitor_say
from luwte.server.rows import TokenHash

_LINES: Final = frozenset({TEXT, OPENING})
_ENDS: Final = frozenset({END})


def stage(floor: Floor, visitor: TokenHash) -> VisitorStage:
    """Return how far this visitor is; "greeted" for somebody unknown."""
    conversation = floor.by_visitor.get(visitor)
    if conversation is None:
        return "over" if floor.past.knows(visitor) else "greeted"
    return _live_stage(conversation)


def arrived(
    floor: Floor, visitor: TokenHash, hello: VisitorHello, now: int, former: TokenHash | None
) -> None:
    """A visitor's page said hello: it goes on where it was (C3), or nothing of it is alive."""
    conversation = floor.by_visitor.get(visitor)
    if conversation is None:
        ended = floor.past.how_it_ended(visitor if former is None else former)
        floor.add(SendVisitor(visitor, Ready(version=VERSION, now=now, ended=ended)))
        return
    was_connected = conversation.is_connected
    was_away = conversation.returned(now)
    if not was_connected:
        floor.store(conversation)
        _tell_presence(floor, conversation)
    resumed = SendResumed(
        visitor=visitor,
        conversation=conversation.id,
        stage="waiting"
        if conversation.stage == "waiting"
        else "keys"
        if conversation.epoch < 0
        else "talking",
        last=conversation.last,
        was_away=was_away,
        # A page that never confirmed its share may never have got it.
        is_fresh=hello.is_reload or not conversation.is_share_kept,
    )
    floor.add(resumed)
    if conversation.stage == "waiting":
        floor.queue.forget_told(conversation.id)
    elif conversation.are_keys_wanted:
        floor.ask_keys(conversation)
    elif conversation.epoch >= 0:
        floor.tell_visitor(conversation, KeysKept(epoch=conversation.epoch))
    for reader in conversation.members:
        if not floor.is_on_line(reader):
            floor.tell_visitor(conversation, StaffState(person=reader.person, state="reconnecting"))
    floor.is_changed = True


def left(floor: Floor, visitor: TokenHash, now: int) -> None:
    """A visitor's connection broke: the place or the conversation is kept for the window."""
    conversation = floor.by_visitor.get(visitor)
    if conversation is None or not conversation.is_connected:
        return
    conversation.dropped(now)
    floor.store(conversation)
    _tell_presence(floor, conversation)


def said(floor: Floor, visitor: TokenHash, message: VisitorMessage, now: int) -> None:  # noqa: PLR0912 -- per message
    """Carry out or refuse what a visitor said."""
    code = may_visitor_say(type(message), stage(floor, visitor))
    if code is not None:
        floor.refuse_visitor(visitor, code, _line_of(message))
        return
    if isinstance(message, Enter):
        _enter(floor, visitor, message, now)
        return
    conversation = floor.by_visitor.get(visitor)
    if conversation is None:
        return
    match message:
        case Keys():
            _keys(floor, conversation, message)
        case VisitorLine():
            _line(floor, conversation, message, now)
        case VisitorState():
            _state(floor, conversation, message, now)
        case Seen():
            _seen(floor, conversation, message)
        case VisitorCatchUp():
            lines = SendVisitorLines(visitor, conversation.id, message.after, conversation.last)
            if lines.after < lines.through:
                floor.add(lines)
        case ShareKept():
            conversation.is_share_kept = True
            floor.add(KeepShare(conversation.id))
        case VisitorEnd():
            _end(floor, conversation, message, now)
        case Withdraw():
            end(floor, conversation, "withdrawn", now)
        case QuickExit():
            end(floor, conversation, "quick_exit", now)
        case VisitorHello():
            pass


def _enter(floor: Floor, visitor: TokenHash, enter: Enter, now: int) -> None:
    code = _why_not_in(floor, enter)
    if code is not None:
        floor.refuse_visitor(visitor, code)
        return
    conversation = Conversation.entered(
        floor.fresh_id(),
        visitor,
        enter,
        order=floor.next_order(),
        retention=floor.rules.retention_default,
        now=now,
    )
    floor.past.begin_anew(visitor)
    floor.conversations[conversation.id] = conversation
    floor.by_visitor[visitor] = conversation
    floor.queue.join(conversation.id)
    floor.store(conversation)
    floor.add(StoreWords(conversation.id, enter.key, enter.words), SendEntered(visitor, conversation.id))
    floor.tell_everyone(WaiterJoined(waiter=floor.waiter(conversation)))
    floor.is_changed = True


def _why_not_in(floor: Floor, enter: Enter) -> RefusalCode | None:
    if floor.is_draining:
        return "draining"
    state, _ = floor.house_state()
    if state != "open":
        return state
    if enter.policy != floor.rules.policy_version:
        return "old_policy"
    return None if enter.key in floor.rules.intake else "key_missing"


def _state(floor: Floor, conversation: Conversation, message: VisitorState, now: int) -> None:
    if not conversation.is_connected or conversation.presence == message.state:
        return
    conversation.presence, conversation.presence_since = message.state, now
    if conversation.stage == "talking":
        _tell_members(floor, conversation)


def _seen(floor: Floor, conversation: Conversation, seen: Seen) -> None:
    if conversation.seen < seen.number <= conversation.last:
        conversation.seen = seen.number
        floor.tell_readers(conversation, VisitorSeen(conversation=conversation.id, number=seen.number))


def _keys(floor: Floor, conversation: Conversation, keys: Keys) -> None:
    if keys.offer == conversation.offer:
        # Its answer was lost on the way: the same keys again are harmless.
        floor.tell_visitor(conversation, KeysKept(epoch=conversation.epoch))
        return
    code = conversation.why_offer_refused(keys.offer)
    if code is not None:
        floor.refuse_visitor(conversation.visitor, code)
        return
    keep_keys(floor, conversation, keys.offer)


def _line(floor: Floor, conversation: Conversation, line: VisitorLine, now: int) -> None:
    before = conversation.stored(line.id, "visitor")
    if before is not None:
        floor.tell_visitor(conversation, LineStored(id=line.id, number=before.number, at=before.at))
        return
    code = conversation.why_frame_refused(line.frame, "visitor", _LINES)
    if code is None and not floor.has_room(conversation, line.frame):
        code = "at_limit"
    if code is not None:
        floor.refuse_visitor(conversation.visitor, code, line.id)
        return
    _store(floor, conversation, line.id, line.frame, now)


def _end(floor: Floor, conversation: Conversation, message: VisitorEnd, now: int) -> None:
    if message.id is not None and message.frame is not None:
        code = conversation.why_frame_refused(message.frame, "visitor", _ENDS)
        if code is not None:
            floor.refuse_visitor(conversation.visitor, code, message.id)
            return
        if conversation.stored(message.id, "visitor") is None:
            _store(floor, conversation, message.id, message.frame, now)
    end(floor, conversation, "visitor", now)


def _store(floor: Floor, conversation: Conversation, line_id: str, frame: bytes, now: int) -> None:
    line = conversation.store(line_id, "visitor", frame, now)
    floor.add(StoreLine(conversation.id, line))
    floor.tell_visitor(conversation, LineStored(id=line.id, number=line.number, at=line.at))
    floor.tell_readers(conversation, Lines(conversation=conversation.id, lines=[line]))


def _tell_presence(floor: Floor, conversation: Conversation) -> None:
    if conversation.id in floor.queue:
        floor.tell_everyone(WaiterPresence(conversation=conversation.id, is_here=conversation.is_connected))
    _tell_members(floor, conversation)


def _tell_members(floor: Floor, conversation: Conversation) -> None:
    until = None if conversation.away_since is None else conversation.away_since + floor.rules.resume_window
    changed = VisitorChanged(
        conversation=conversation.id,
        presence=conversation.presence,
        since=conversation.presence_since,
        until=until,
    )
    floor.tell_members(conversation, changed)


def _live_stage(conversation: Conversation) -> Literal["waiting", "keys", "talking"]:
    if conversation.stage == "waiting":
        return "waiting"
    return "keys" if conversation.epoch < 0 else "talking"


def _line_of(message: VisitorMessage) -> str | None:
    return message.id if isinstance(message, VisitorLine | VisitorEnd) else None
