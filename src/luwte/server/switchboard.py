"""Which connection speaks for whom: visitors by their token's hash, consoles by person and by shift."""

from luwte.protocol import codec
from luwte.protocol.ids import ConversationId, PersonId, ShiftId
from luwte.protocol.messages import Colleagues, Lines, ToStaff, ToVisitor, VisitorLines
from luwte.server.rows import TokenHash
from luwte.server.streams import Reading, Streams, Wire

GOODBYE = 1000
"""Close code: everything has been said."""
TAKEN_OVER = 4001
"""Close code: another tab or console goes on with this; do not reconnect by yourself."""
REMOVED = 4003
"""Close code: this person is no longer on the staff."""


ENDED = 4004
"""Close code: a coordinator ended this person's shift; only a new sign-in begins another."""


class Switchboard:
    """The only place that knows sockets and names together; it lives in memory only."""

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self.visitors: dict[TokenHash, Wire] = {}
        self.shifts: dict[ShiftId, Wire] = {}
        self.people: dict[PersonId, set[Wire]] = {}
        self.answering: set[Wire] = set()

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
        self.answering.discard(wire)
        wires = self.people.get(person, set())
        wires.discard(wire)
        if not wires:
            self.people.pop(person, None)

    def cut_person(self, person: PersonId, code: int = REMOVED) -> None:
        """Close every connection of a person, after what was sent to it (H8)."""
        for wire in list(self.people.get(person, ())):
            self._streams.cut(wire, code)

    def shift_arrived(self, shift: ShiftId, wire: Wire) -> None:
        """The newest connection of a shift speaks for it; the older one is told to stay away."""
        former = self.shifts.get(shift)
        for held in [each for each, found in self.shifts.items() if found is wire]:
            del self.shifts[held]
        self.shifts[shift] = wire
        self.answering.add(wire)
        if former is not None and former is not wire:
            former.cut(TAKEN_OVER)

    def shift_left(self, shift: ShiftId, wire: Wire) -> bool:
        """Return whether this was the connection that spoke for the shift."""
        self.answering.discard(wire)
        if self.shifts.get(shift) is not wire:
            return False
        del self.shifts[shift]
        return True

    def to_visitor(self, visitor: TokenHash, message: ToVisitor) -> None:
        """Send to one visitor's connection, if there is one."""
        wire = self.visitors.get(visitor)
        if wire is not None:
            self._streams.send(wire, codec.encode(message))

    def lines_to_visitor(
        self, visitor: TokenHash, conversation: ConversationId, after: int, through: int
    ) -> None:
        """Have stored lines read and sent to a visitor; what is said to them later comes after."""
        wire = self.visitors.get(visitor)
        if wire is not None:
            reading = Reading(
                conversation, after, through, lambda lines: codec.encode(VisitorLines(lines=lines))
            )
            self._streams.read(wire, reading)

    def to_shift(self, shift: ShiftId, message: ToStaff) -> None:
        """Send to one shift's console, if it is connected."""
        wire = self.shifts.get(shift)
        if wire is not None:
            self._streams.send(wire, codec.encode(message))

    def lines_to_shift(self, shift: ShiftId, conversation: ConversationId, after: int, through: int) -> None:
        """Have stored lines read and sent to a console; what is said to it later comes after."""
        wire = self.shifts.get(shift)
        if wire is not None:
            reading = Reading(
                conversation,
                after,
                through,
                lambda lines: codec.encode(Lines(conversation=conversation, lines=lines)),
            )
            self._streams.read(wire, reading)

    def to_person(self, person: PersonId, message: ToStaff) -> None:
        """Send to every connection somebody has signed in on."""
        text = codec.encode(message)
        for wire in list(self.people.get(person, ())):
            self._streams.send(wire, text)

    def to_everyone(self, message: ToStaff) -> None:
        """Send to every shift's console; encoded once."""
        text = codec.encode(message)
        for wire in list(self.shifts.values()):
            self._streams.send(wire, text)

    def to_answering(self, message: Colleagues) -> None:
        """Send to every console of those who answer visitors, with a shift or without; encoded once."""
        text = codec.encode(message)
        for wire in list(self.answering):
            self._streams.send(wire, text)

    def to_every_visitor(self, message: ToVisitor) -> None:
        """Send to every visitor's connection; encoded once."""
        text = codec.encode(message)
        for wire in list(self.visitors.values()):
            self._streams.send(wire, text)

    def cut_visitor(self, visitor: TokenHash) -> None:
        """Close a visitor's connection after what was said to it."""
        wire = self.visitors.get(visitor)
        if wire is not None:
            self._streams.cut(wire, GOODBYE)

    def cut_shift(self, shift: ShiftId) -> None:
        """Close a console's connection after what was said to it."""
        wire = self.shifts.get(shift)
        if wire is not None:
            self._streams.cut(wire, GOODBYE)
