"""One console's connection: who speaks on it, for which shift, and how it is answered."""

from collections.abc import Callable
from functools import partial
from typing import Final

from luwte.crypto.certificates import Role
from luwte.protocol import codec
from luwte.protocol.ids import PersonId, ShiftId
from luwte.protocol.messages import Colleagues, OpenShift, StaffRefused, ToStaff
from luwte.protocol.parts import RefusalCode
from luwte.server.office import TRY_AGAIN, Office
from luwte.server.permissions import may_staff_say
from luwte.server.session import Line
from luwte.server.signin import RefusedError
from luwte.server.staffing import Change, is_valid


class Speaker:
    """Nobody at first; a person after sign-in; a shift once one is open here."""

    def __init__(self, office: Office, line: Line) -> None:
        self.office: Final = office
        self.line: Final = line
        self.person: PersonId | None = None
        self.shift: ShiftId | None = None

    @property
    def role(self) -> Role | None:
        """The role of whoever signed in, None while nobody has."""
        known = self.office.roster.people.get(self.person or "")
        return None if known is None else known.claim.role

    @property
    def has_shift(self) -> bool:
        """Whether this connection's shift is the one its person has open."""
        return self.shift is not None and self.office.desk.is_shift_of(self.shift, self.person)

    def somebody(self) -> PersonId:
        """Return who signed in; RefusedError while nobody has."""
        if self.person is None:
            raise RefusedError("not_now")
        return self.person

    def arrived(self, person: PersonId) -> None:
        """Somebody has signed in here; they may say more at once, coordinators most."""
        self.person = person
        self.office.board.person_arrived(person, self.line)
        limit = codec.STAFF_LIMIT if self.role == "coordinator" else codec.VOLUNTEER_LIMIT
        self.line.allow(limit, self.office.settings.limits.staff_bytes)

    def shown(self, colleagues: Colleagues) -> None:
        """Who is on shift, for the page before one's own shift: now, and whenever it changes.

        Not for who may not open one (N1, T4) or whose certificate has ended, nor for a connection that is
        gone by now.
        """
        office = self.office
        if self not in office.guests:
            return
        if may_staff_say(OpenShift, self.role, has_shift=False, conduct=office.house.conduct) is not None:
            return
        if is_valid(office.roster, self.somebody(), office.clock()):
            office.board.answering.add(self.line)
            self.say(colleagues)

    def arrive_again(self) -> None:
        """After a failed commit: the desk is new, this connection is still here."""
        office = self.office
        if self.shift is not None and self.has_shift and office.voices.get(self.shift) is self.line:
            office.board.shift_arrived(self.shift, self.line)
            office.desk.staff_returned(self.shift, office.clock())

    def gone(self) -> None:
        """The connection is closed."""
        office = self.office
        office.guests.discard(self)
        office.streams.forget(self.line)
        if self.person is not None:
            office.board.person_left(self.person, self.line)
        if self.shift is not None:
            with office.deciding:
                office.clerk.then(partial(self._left, self.shift))
                office.clerk.settle()

    def apply(self, change: Change, what: str, said: Callable[[], None]) -> None:
        """Have a change of the house stored, and ``said`` once it is durable."""
        self.office.apply(change, said, self.lost(what))

    def say(self, message: ToStaff) -> None:
        """Send to this console."""
        self.line.send(codec.encode(message))

    def refuse(
        self,
        code: RefusalCode,
        what: str | None = None,
        conversation: str | None = None,
        about: str | None = None,
    ) -> None:
        """Tell this console that what it said is refused."""
        self.say(StaffRefused(code=code, what=what, conversation=conversation, about=about))

    def lost(
        self, what: str, conversation: str | None = None, about: str | None = None
    ) -> Callable[[], None]:
        """Return what to do if the commit of what was just said fails: tell, and cut, to try again."""

        def lost() -> None:
            self.office.guests.discard(self)
            if self.shift is not None:
                self.office.has_fallen_silent(self.shift, self.line)
            self.shift = None
            self.refuse("storage", what, conversation, about)
            self.line.cut(TRY_AGAIN)

        return lost

    def _left(self, shift: ShiftId) -> None:
        office = self.office
        if office.board.shift_left(shift, self.line) and office.has_fallen_silent(shift, self.line):
            office.carry_out(office.desk.staff_left(shift, office.clock()))
