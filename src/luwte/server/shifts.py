"""Shifts begin, drop, return and end; what that means for the conversations they answer."""

from typing import Literal

from luwte.protocol.messages import Asked, Ended, ShiftClosed, StaffState
from luwte.server.effects import CutStaff, DropShift, DropVault, SendShiftOpened, SendStaff, StoreShift
from luwte.server.ending import lapse
from luwte.server.floor import Floor
from luwte.server.membership import replace, take_back, take_out
from luwte.server.rows import ShiftRow
from luwte.server.shift import Shift


def opened(floor: Floor, row: ShiftRow, now: int) -> None:
    """A shift begins. A former one of the same person ends; its conversations go on under the new key.

    The same shift again is a console that came back, perhaps with a renewed certificate.
    """
    if row.shift in floor.shifts:
        if not floor.shifts[row.shift].row.is_renewed_by(row.person, row.member.shift):
            raise ValueError("a shift stays with its person and its key")
        _renew(floor, floor.shifts[row.shift], row)
        returned(floor, floor.shifts[row.shift], now)
        return
    former = floor.shift_of(row.person)
    shift = Shift(row)
    if former is not None:
        shift.go_on_from(former)
        floor.tell_shift(former.id, ShiftClosed(why="taken_over"))
        floor.add(DropShift(former.id))
        floor.team.forget(former.id)
        del floor.shifts[former.id]
    floor.shifts[shift.id] = shift
    floor.add(StoreShift(shift.row))
    _ask_anew(floor, shift)
    if former is not None:
        for conversation in floor.conversations_of(former.id):
            replace(floor, conversation, former.id, shift, now)
        # A console that takes over after a crash must learn of whom nothing may come back (C6). Perhaps the
        # one before took it in, perhaps it was dead by then without anybody's knowing.
        for over in floor.past.pass_on(former.id, shift.id):
            floor.tell_shift(shift.id, Ended(conversation=over.conversation, why=over.why))
    _tell_all(floor, shift)


def returned(floor: Floor, shift: Shift, now: int) -> None:
    """The console of a running shift is back: it gets everything anew, lost conversations too."""
    was_away = not shift.is_connected
    shift.away_since = None
    for over in floor.past.unheard_by(shift.id):
        floor.tell_shift(shift.id, Ended(conversation=over.conversation, why=over.why))
    for conversation in floor.conversations_of(shift.id):
        if was_away:
            floor.tell_visitor(conversation, StaffState(person=shift.person, state="here"))
        if conversation.is_adrift:
            take_back(floor, conversation, shift, now)
    _tell_all(floor, shift)
    for line in floor.team.lines_for(shift.id):
        floor.tell_shift(shift.id, line)


def dropped(floor: Floor, shift: Shift, now: int) -> None:
    """The console's connection broke: its conversations are kept, their visitors know why nobody writes."""
    if not shift.is_connected:
        return
    shift.away_since = now
    for conversation in floor.conversations_of(shift.id):
        floor.tell_visitor(conversation, StaffState(person=shift.person, state="reconnecting"))
    floor.is_changed = True


def close(
    floor: Floor, shift: Shift, why: Literal["closed", "removed", "expired", "ended"], now: int
) -> None:
    """The shift is over: it reads nothing more from this moment on, its own notes included (T8)."""
    floor.tell_shift(shift.id, ShiftClosed(why=why))
    floor.add(DropShift(shift.id), DropVault(shift.person))
    if why in {"removed", "ended"}:
        floor.add(CutStaff(shift.id))
    floor.team.forget(shift.id)
    del floor.shifts[shift.id]
    for pending in floor.requests:
        if pending.asker == shift.person and pending.kind != "danger":
            lapse(floor, pending)
        elif shift.person in pending.notes:
            del pending.notes[shift.person]
            if pending.notes:
                floor.keep(pending)
            else:
                lapse(floor, pending)
    for conversation in floor.conversations_of(shift.id):
        take_out(floor, conversation, shift, now)
    for conversation in floor.led_by(shift.person):
        take_out(floor, conversation, shift, now)
    floor.is_changed = True


def _renew(floor: Floor, shift: Shift, row: ShiftRow) -> None:
    is_other_vault, shift.vault = row.vault != shift.vault, row.vault
    is_renewed = shift.renew(row)
    if is_renewed or is_other_vault:
        floor.add(StoreShift(shift.row))
    if is_renewed:
        for conversation in floor.conversations_of(shift.id):
            conversation.renew(shift.reader)
            floor.store(conversation)
        floor.forget_colleagues()


def _ask_anew(floor: Floor, shift: Shift) -> None:
    # Notes were sealed to the former shift's key; a call for danger concerns every coordinator on shift.
    for pending in floor.requests:
        is_called = pending.kind == "danger" and shift.role == "coordinator"
        if shift.person in pending.notes or (is_called and pending.asker != shift.person):
            pending.notes[shift.person] = None
            floor.keep(pending)


def _tell_all(floor: Floor, shift: Shift) -> None:
    everything = SendShiftOpened(
        shift=shift.id,
        person=shift.person,
        vault=shift.vault,
        until=shift.until,
        queue=[floor.waiter(floor.conversations[each]) for each in floor.queue],
        conversations=[floor.open_conversation(each, shift.id) for each in floor.conversations_of(shift.id)],
    )
    floor.add(everything)
    floor.add(SendStaff(shift.id, floor.colleagues()), SendStaff(shift.id, floor.house_news()))
    if not floor.rules.is_time_sure:
        floor.tell_clock(shift)
    for pending in floor.requests:
        if shift.person in pending.notes:
            floor.tell_shift(shift.id, Asked(request=pending.for_person(shift.person)))
    floor.is_changed = True
