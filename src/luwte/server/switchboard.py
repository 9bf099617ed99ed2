"""Which connection speaks for whom: visitors by their token's hash, consoles by person and by shift."""

from typing import Protocol

from luwte.protocol import codec
from luwte.protocol.ids import PersonId, ShiftId
from luwte.protocol.messages import ToStaff, ToVisitor
from luwte.server.rows import TokenHash

TAKEN_OVER = 4001
"""Close code: another tab or console goes on with this; do not reconnect by yourself."""
REMOVED = 4003
"""Close code: this person is no longer on the staff."""


class Wire(Protocol):
    """One open connection. Neither method waits; a connection that cannot keep up is cut."""

    def send(self, text: str) -> None:
        """Send one text frame, or drop it if the connection is gone."""

    def cut(self, code: int) -> None:
        """Close the connection after what was sent to it."""


class Switchboard:
    """The only place that knows sockets and names together; it lives in memory only."""

    def __init__(self) -> None:
        self.visitors: dict[TokenHash, Wire] = {}
        self.shifts: dict[ShiftId, Wire] = {}
        self.people: dict[PersonId, set[Wire]] = {}

    def visitor_arrived(self, visitor: TokenHash, wire: Wire) -> None:
        """The newest connection of a token speaks for it; the older one is told to stay away."""
        former = self.visitors.get(visitor)
        self.visitors[visitor] = wire
        if former is not None and former is not wire:
            former.cut(TAKEN_OVER)

    def visitor_left(self, visitor: TokenHash, wire: Wire) -> bool:
        """Return whether this was the connection that spoke for the token."""
        if self.visitors.get(visitor) is not wire:
            return False
        del self.visitors[visitor]
        return True

    def person_arrived(self, person: PersonId, wire: Wire) -> None:
        """Somebody signed in on this connection."""
        self.people.setdefault(person, set()).add(wire)

    def person_left(self, person: PersonId, wire: Wire) -> None:
        """The connection is gone."""
        wires = self.people.get(person, set())
        wires.discard(wire)
        if not wires:
            self.people.pop(person, None)

    def cut_person(self, person: PersonId) -> None:
        """Close every connection of a removed person, after what was sent to it (H8)."""
        for wire in list(self.people.get(person, ())):
            wire.cut(REMOVED)

    def shift_arrived(self, shift: ShiftId, wire: Wire) -> None:
        """The newest connection of a shift speaks for it; the older one is told to stay away."""
        former = self.shifts.get(shift)
        for held in [each for each, found in self.shifts.items() if found is wire]:
            del self.shifts[held]
        self.shifts[shift] = wire
        if former is not None and former is not wire:
            former.cut(TAKEN_OVER)

    def shift_left(self, shift: ShiftId, wire: Wire) -> bool:
        """Return whether this was the connection that spoke for the shift."""
        if self.shifts.get(shift) is not wire:
            return False
        del self.shifts[shift]
        return True

    def to_visitor(self, visitor: TokenHash, message: ToVisitor) -> None:
        """Send to one visitor's connection, if there is one."""
        wire = self.visitors.get(visitor)
        if wire is not None:
            wire.send(codec.write(message))

    def to_shift(self, shift: ShiftId, message: ToStaff) -> None:
        """Send to one shift's console, if it is connected."""
        wire = self.shifts.get(shift)
        if wire is not None:
            wire.send(codec.write(message))

    def to_person(self, person: PersonId, message: ToStaff) -> None:
        """Send to every connection somebody has signed in on."""
        text = codec.write(message)
        for wire in list(self.people.get(person, ())):
            wire.send(text)

    def to_everyone(self, message: ToStaff) -> None:
        """Send to every shift's console; encoded once."""
        text = codec.write(message)
        for wire in list(self.shifts.values()):
            wire.send(text)

    def to_every_visitor(self, message: ToVisitor) -> None:
        """Send to every visitor's connection; encoded once."""
        text = codec.write(message)
        for wire in list(self.visitors.values()):
            wire.send(text)
