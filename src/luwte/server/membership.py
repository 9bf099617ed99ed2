"""Who reads a conversation, and what becomes of it when the one who answers is lost.

Every change is the same thing: a new epoch is asked for, and until the visitor's keys for it arrive the
former readers go on. A conversation that lost its volunteer passes to a fellow reader who is on the line. If
there is none it goes to the head of everybody's queue and not to the coordinators alone: perhaps none is on
shift, while the queue has the alarm that cannot be missed and one winner. A reader who returns before anybody
accepted takes it back.
"""

from luwte.protocol.ids import PersonId, ShiftId
from luwte.protocol.messages import KeysArrived, KeysKept, Left, StaffState, WaiterJoined
from luwte.protocol.parts import KeyOffer
from luwte.server.conversation import Conversation, NoEpochLeftError
from luwte.server.effects import SendStaffLines, StoreOffer
from luwte.server.ending import end, leave_queue
from luwte.server.floor import Floor
from luwte.server.rows import Reader
from luwte.server.shift import Shift


def change(
    floor: Floor, conversation: Conversation, wanted: tuple[Reader, ...], next_owner: PersonId, now: int
) -> None:
    """Ask for an epoch that these will read and that one of them answers."""
    before = conversation.members
    try:
        conversation.want(wanted, next_owner, floor.rules.archive.get(conversation.retention))
    except NoEpochLeftError:
        end(floor, conversation, "closed", now)
        return
    floor.store(conversation)
    members = conversation.members
    _part(floor, conversation, tuple(reader for reader in before if reader not in members))
    floor.ask_keys(conversation)
    floor.is_changed = True


def keep_keys(floor: Floor, conversation: Conversation, offer: KeyOffer) -> None:
    """Begin the wanted epoch: keys durable, new readers get them and every line so far, former ones go."""
    joined, gone = conversation.keep(offer)
    floor.store(conversation)
    floor.add(StoreOffer(conversation.id, offer))
    floor.tell_visitor(conversation, KeysKept(epoch=offer.epoch))
    floor.tell_readers(conversation, KeysArrived(conversation=conversation.id, offer=offer))
    for reader in joined:
        if floor.is_on_line(reader):
            floor.tell_visitor(conversation, StaffState(person=reader.person, state="here"))
            if conversation.last > 0:
                floor.add(SendStaffLines(reader.shift, conversation.id, after=0, through=conversation.last))
    _part(floor, conversation, gone)
    floor.is_changed = True


def take_out(floor: Floor, conversation: Conversation, shift: Shift, now: int) -> None:
    """This shift is over, or steps out: it reads nothing more from now on, whenever the new keys come."""
    conversation.drop(shift.id)
    conversation.wanted = tuple(reader for reader in conversation.wanted if reader.shift != shift.id)
    if conversation.is_led_by(shift.person):
        _without_leader(floor, conversation, shift.person, now)
        return
    floor.tell_visitor(conversation, StaffState(person=shift.person, state="left"))
    leader = conversation.next_owner or conversation.owner
    if leader is not None and conversation.wanted:
        change(floor, conversation, conversation.wanted, leader, now)
    else:
        floor.store(conversation)


def replace(floor: Floor, conversation: Conversation, former: ShiftId, shift: Shift, now: int) -> None:
    """The same person has a new shift, with a new key: the visitor's page seals every K to it."""
    was_wanted = any(reader.shift == former for reader in conversation.wanted)
    conversation.drop(former)
    if conversation.is_adrift:
        leave_queue(floor, conversation, "accepted")
    elif not was_wanted:
        # Their part was over, but for the keys of whoever follows them.
        floor.store(conversation)
        return
    wanted = tuple(reader for reader in conversation.wanted if reader.shift != former)
    leader = conversation.next_owner or conversation.owner or shift.person
    change(floor, conversation, (*wanted, shift.reader), leader, now)


def take_back(floor: Floor, conversation: Conversation, shift: Shift, now: int) -> None:
    """A member's console is back before anybody else took the lost conversation: it is theirs again."""
    leave_queue(floor, conversation, "accepted")
    if conversation.is_led_by(shift.person) and shift.reader in conversation.wanted:
        return
    conversation.owner = conversation.owner or shift.person
    lead(floor, conversation, shift, now)


def lead(floor: Floor, conversation: Conversation, shift: Shift, now: int) -> None:
    """Let this shift answer a conversation that was lost, with whoever of its readers is on the line."""
    others = (each for each in conversation.wanted if each.shift != shift.id and floor.is_on_line(each))
    change(floor, conversation, (*others, shift.reader), shift.person, now)


def rescue(floor: Floor, conversation: Conversation, absent: Shift, now: int) -> None:
    """The console of the one who answers has been away too long: pass the visitor on, or call everybody."""
    if conversation.is_adrift or conversation.next_owner != absent.person:
        return
    heir = _heir(floor, conversation, absent.person)
    if heir is None:
        _set_adrift(floor, conversation)
        return
    others = tuple(each for each in conversation.wanted if each not in {heir, absent.reader})
    change(floor, conversation, (*others, heir), heir.person, now)


def _without_leader(floor: Floor, conversation: Conversation, person: PersonId, now: int) -> None:
    conversation.owner = None if conversation.owner == person else conversation.owner
    conversation.next_owner = None if conversation.next_owner == person else conversation.next_owner
    heir = _heir(floor, conversation, person)
    if heir is not None:
        if conversation.is_adrift:
            leave_queue(floor, conversation, "accepted")
        floor.tell_visitor(conversation, StaffState(person=person, state="left"))
        conversation.owner = conversation.owner or heir.person
        others = tuple(reader for reader in conversation.wanted if reader != heir)
        change(floor, conversation, (*others, heir), heir.person, now)
        return
    if conversation.owner not in {reader.person for reader in conversation.wanted}:
        # Whoever had handed over to the one who is lost: away, and no reader to come any more. They may take
        # it back when they return, as anybody may accept it before.
        conversation.owner = None
    floor.tell_visitor(conversation, StaffState(person=person, state="reconnecting"))
    floor.store(conversation)
    if not conversation.is_adrift:
        _set_adrift(floor, conversation)


def _heir(floor: Floor, conversation: Conversation, but: PersonId) -> Reader | None:
    """Return who takes over at once: the one already agreed on, else a fellow reader on the line."""
    present = [each for each in conversation.members if each.person != but and floor.is_on_line(each)]
    agreed = [each for each in present if each.person == conversation.next_owner]
    return next(iter((*agreed, *present)), None)


def _set_adrift(floor: Floor, conversation: Conversation) -> None:
    conversation.is_adrift = True
    floor.queue.come_back(conversation.id)
    floor.tell_everyone(WaiterJoined(waiter=floor.waiter(conversation)))
    floor.is_changed = True


def _part(floor: Floor, conversation: Conversation, gone: tuple[Reader, ...]) -> None:
    people = {reader.person for reader in conversation.members}
    for reader in gone:
        floor.tell_shift(reader.shift, Left(conversation=conversation.id, why="handed_over"))
        if reader.person not in people:
            floor.tell_visitor(conversation, StaffState(person=reader.person, state="left"))
