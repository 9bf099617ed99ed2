"""The desk after a restart: everything durable is back, everybody is away and has the full window again."""

from luwte.server.conversation import Conversation
from luwte.server.floor import Floor
from luwte.server.requests import Pending
from luwte.server.rows import Reader, Snapshot
from luwte.server.shift import Shift


def restore(floor: Floor, snapshot: Snapshot, now: int) -> None:
    """Fill an empty floor from what was stored."""
    floor.is_paused = snapshot.is_paused
    for row in snapshot.shifts:
        floor.shifts[row.shift] = Shift(row, away_since=now)
    for saved in sorted(snapshot.conversations, key=lambda each: each.row.order):
        conversation = Conversation.restored(saved, now)
        conversation.readers = _on_shift(floor, conversation.readers)
        conversation.wanted = _on_shift(floor, conversation.wanted)
        floor.conversations[conversation.id] = conversation
        floor.by_visitor[conversation.visitor] = conversation
        floor.reserve_order(saved.row.order)
        if conversation.stage == "waiting":
            floor.queue.join(conversation.id)
            continue
        leader = conversation.next_owner or conversation.owner
        if leader is None or floor.shift_of(leader) is None:
            conversation.owner = conversation.next_owner = None
            conversation.is_adrift = True
            floor.queue.come_back(conversation.id)
    for asked in sorted(snapshot.requests, key=lambda each: each.at):
        floor.requests.add(Pending.restored(asked, now))


def _on_shift(floor: Floor, readers: tuple[Reader, ...]) -> tuple[Reader, ...]:
    return tuple(reader for reader in readers if reader.shift in floor.shifts)
