"""What colleagues ask of each other: take this over (T7), come along, there is danger (H3), a whisper."""

from typing import Literal

from luwte.protocol.ids import ConversationId, PersonId
from luwte.protocol.messages import (
    Answer,
    AskAlong,
    Asked,
    Danger,
    HandOver,
    Left,
    Opened,
    StepOut,
    Whisper,
    Whispered,
)
from luwte.protocol.parts import RefusalCode
from luwte.server.conversation import MOST_READERS, Conversation
from luwte.server.ending import lapse, tell_answer
from luwte.server.floor import Floor
from luwte.server.membership import change, take_out
from luwte.server.requests import Pending
from luwte.server.shift import Shift


def hand_over(floor: Floor, shift: Shift, conversation: Conversation, message: HandOver, now: int) -> None:
    """Ask a colleague to take over. The owner stays until the visitor's keys for the colleague arrived."""
    target = floor.shift_of(message.to)
    if target is None or not target.is_available or target.person == shift.person:
        floor.refuse(shift.id, "no_colleague", message)
        return
    code = _why_not_asked(floor, shift, conversation, target.person)
    if code is not None:
        floor.refuse(shift.id, code, message)
        return
    notes = {target.person: message.note}
    _ask(floor, Pending(floor.fresh_id(), "hand_over", conversation.id, shift.person, now, notes))


def along(floor: Floor, shift: Shift, conversation: Conversation, message: AskAlong, now: int) -> None:
    """Ask a colleague to read and write along."""
    target = floor.shift_of(message.to)
    if target is None or not target.is_available or conversation.is_member(target.id):
        floor.refuse(shift.id, "no_colleague", message)
        return
    code = _why_not_asked(floor, shift, conversation, target.person)
    if code is None and len(conversation.wanted) >= MOST_READERS:
        code = "at_limit"
    if code is not None:
        floor.refuse(shift.id, code, message)
        return
    notes = {target.person: message.note}
    _ask(floor, Pending(floor.fresh_id(), "along", conversation.id, shift.person, now, notes))


def danger(floor: Floor, shift: Shift, conversation: Conversation, message: Danger, now: int) -> None:
    """Call every coordinator on shift, paused ones too; the first yes joins. Any reader may call."""
    called = [
        each
        for each in floor.shifts.values()
        if each.role == "coordinator" and not conversation.is_member(each.id) and each.id != shift.id
    ]
    if not any(each.is_connected for each in called):
        floor.refuse(shift.id, "no_coordinator", message)
    elif floor.requests.is_asked(conversation.id, is_danger=True):
        floor.refuse(shift.id, "not_now", message)
    elif len(conversation.wanted) >= MOST_READERS:
        floor.refuse(shift.id, "at_limit", message)
    else:
        sealed = {note.shift: note.sealed for note in message.notes}
        notes = {each.person: sealed.get(each.id) for each in called}
        _ask(floor, Pending(floor.fresh_id(), "danger", conversation.id, shift.person, now, notes))


def answer(floor: Floor, shift: Shift, message: Answer, now: int) -> None:
    """Carry out a colleague's yes or no. The first yes to a call for danger is the only one."""
    pending = floor.requests.find(message.request, shift.person)
    conversation = None if pending is None else floor.conversations.get(pending.conversation)
    if pending is None or conversation is None:
        floor.refuse(shift.id, "not_now", message)
    elif not message.is_yes:
        _decline(floor, pending, shift.person)
    elif pending.kind == "hand_over":
        _take_over(floor, shift, conversation, pending, message, now=now)
    elif len(conversation.wanted) >= MOST_READERS or not conversation.has_epochs_left:
        floor.refuse(shift.id, "at_limit", message)
    else:
        tell_answer(floor, pending, is_yes=True, by=shift.person)
        leader = conversation.next_owner or conversation.owner or shift.person
        change(floor, conversation, (*conversation.wanted, shift.reader), leader, now)
        _open(floor, shift, conversation, pending)


def step_out(floor: Floor, shift: Shift, conversation: Conversation, message: StepOut, now: int) -> None:
    """Leave a conversation one came along to, at once; whoever answers it must hand it over."""
    if conversation.is_led_by(shift.person):
        floor.refuse(shift.id, "not_allowed", message)
        return
    take_out(floor, conversation, shift, now)
    floor.tell_shift(shift.id, Left(conversation=conversation.id, why="stepped_out"))


def whisper(floor: Floor, shift: Shift, message: Whisper, now: int) -> None:
    """Pass a sealed word to a colleague's console, if it is there: nothing of it is ever kept (T8)."""
    about = message.conversation
    if about is not None and about not in {each.id for each in floor.conversations_of(shift.id)}:
        floor.refuse(shift.id, "not_allowed", message)
        return
    target = floor.shift_of(message.to)
    if target is None or not target.is_connected or target.id == shift.id:
        floor.refuse(shift.id, "no_colleague", message)
        return
    word = Whispered(sender=shift.person, conversation=message.conversation, sealed=message.sealed, at=now)
    floor.tell_shift(target.id, word)


def _why_not_asked(
    floor: Floor, shift: Shift, conversation: Conversation, person: PersonId
) -> RefusalCode | None:
    if not conversation.is_led_by(shift.person):
        return "not_allowed"
    if conversation.next_owner != shift.person or _is_asked(floor, conversation.id, person):
        return "not_now"
    return None if conversation.has_epochs_left else "at_limit"


def _is_asked(floor: Floor, conversation: ConversationId, person: PersonId) -> bool:
    return floor.requests.is_asked(conversation, is_danger=False, person=person)


def _ask(floor: Floor, pending: Pending) -> None:
    floor.keep(pending)
    for person in pending.notes:
        asked = floor.shift_of(person)
        if asked is not None:
            floor.tell_shift(asked.id, Asked(request=pending.for_person(person)))


def _decline(floor: Floor, pending: Pending, person: PersonId) -> None:
    if len(pending.notes) == 1:
        tell_answer(floor, pending, is_yes=False, by=person)
    else:
        del pending.notes[person]
        floor.keep(pending)


def _take_over(
    floor: Floor, shift: Shift, conversation: Conversation, pending: Pending, message: Answer, *, now: int
) -> None:
    if conversation.next_owner != pending.asker:
        lapse(floor, pending)
        return
    if floor.is_at_limit(shift):
        floor.refuse(shift.id, "at_limit", message)
        return
    tell_answer(floor, pending, is_yes=True, by=shift.person)
    leaves = {pending.asker, shift.person}
    stays = tuple(reader for reader in conversation.wanted if reader.person not in leaves)
    change(floor, conversation, (*stays, shift.reader), shift.person, now)
    _open(floor, shift, conversation, pending)


def _open(floor: Floor, shift: Shift, conversation: Conversation, pending: Pending) -> None:
    if conversation.id in floor.conversations:
        why: Literal["handed_over", "along", "danger"] = (
            "handed_over" if pending.kind == "hand_over" else pending.kind
        )
        whole = floor.open_conversation(conversation, shift.id)
        floor.tell_shift(shift.id, Opened(conversation=whole, why=why))
