"""How a conversation ends: closed before anyone is told, archived or forgotten, and everybody hears why."""

from typing import Literal

from luwte.protocol.messages import Answered, Ended, VisitorEnded, WaiterLeft
from luwte.server.conversation import Conversation
from luwte.server.effects import CloseOut, DropRequest, Forget
from luwte.server.floor import Floor
from luwte.server.past import Over, Why
from luwte.server.requests import Pending


def end(floor: Floor, conversation: Conversation, why: Why, now: int) -> None:
    """End it. From here on every word for it is refused, whoever says it; both sides hear why.

    Withdrawn consent archives nothing (C6); nor does a conversation in which no line was ever stored.
    """
    readers = {each.shift for each in conversation.members}
    unheard = frozenset(each.shift for each in conversation.members if not floor.is_on_line(each))
    del floor.conversations[conversation.id]
    del floor.by_visitor[conversation.visitor]
    floor.past.add(Over(conversation.id, conversation.visitor, why, now, readers, unheard))
    archive = floor.rules.archive.get(conversation.retention, conversation.archive)
    if why == "withdrawn" or conversation.last == 0 or archive is None:
        floor.add(Forget(conversation.id))
    else:
        floor.add(CloseOut(conversation.id, conversation.retention, archive))
    if conversation.id in floor.queue:
        leave_queue(floor, conversation, _as_waiter(why))
    # After the exit button nothing more reaches that screen.
    if why != "quick_exit":
        floor.tell_visitor(conversation, VisitorEnded(why=why))
    floor.tell_members(conversation, Ended(conversation=conversation.id, why=why))
    for pending in floor.requests.where(lambda each: each.conversation == conversation.id):
        lapse(floor, pending)
    floor.is_changed = True


def leave_queue(
    floor: Floor, conversation: Conversation, why: Literal["accepted", "left", "withdrawn", "window"]
) -> None:
    """Take the visitor out of the queue and stop every alarm for them."""
    floor.queue.leave(conversation.id)
    conversation.is_adrift = False
    floor.tell_everyone(WaiterLeft(conversation=conversation.id, why=why))
    floor.is_changed = True


def lapse(floor: Floor, pending: Pending) -> None:
    """Tell the asker, and those asked, that nobody answers this request any more."""
    tell_answer(floor, pending, is_yes=False, by=None)


def tell_answer(floor: Floor, pending: Pending, *, is_yes: bool, by: str | None) -> None:
    """Take the request away and tell everyone it concerned how it ended."""
    floor.requests.take(pending)
    floor.add(DropRequest(pending.id))
    answered = Answered(request=pending.id, conversation=pending.conversation, is_yes=is_yes, by=by)
    for person in (pending.asker, *(each for each in pending.notes if each != by)):
        shift = floor.shift_of(person)
        if shift is not None:
            floor.tell_shift(shift.id, answered)


def _as_waiter(why: Why) -> Literal["left", "withdrawn", "window"]:
    if why == "withdrawn":
        return "withdrawn"
    return "window" if why == "window" else "left"
