"""The desk: who waits, who answers, who hears what. Values and the time in, effects out.

No socket, clock or storage, no text and no origin. One event is decided at a time, whole, so that of twenty
who accept a visitor the first wins and the others hear it.
"""

from collections.abc import Callable

from luwte.protocol.ids import PersonId, ShiftId, new_id
from luwte.protocol.messages import Colleagues, Draining, VisitorDraining, VisitorHello, VisitorMessage
from luwte.protocol.parts import RefusalCode
from luwte.server import on_shift, shifts, visiting
from luwte.server.effects import Effect, SendEveryVisitor, StorePause
from luwte.server.ending import end, lapse
from luwte.server.floor import Floor, OpenState
from luwte.server.membership import rescue
from luwte.server.permissions import ShiftMessage, VisitorStage
from luwte.server.restoring import restore
from luwte.server.rows import ShiftRow, Snapshot, TokenHash
from luwte.server.rules import HouseRules


class Desk:
    """The rules of one helpline. Every event returns what shall be done about it (see ``effects``).

    A visitor is known by the hash of their resume token, a console by its shift; which connection that is
    at the moment is the session's business.
    """

    def __init__(self, rules: HouseRules, *, fresh_id: Callable[[], str] = new_id) -> None:
        self._floor = Floor(rules, fresh_id)

    @classmethod
    def restored(
        cls, rules: HouseRules, snapshot: Snapshot, now: int, *, fresh_id: Callable[[], str] = new_id
    ) -> "Desk":
        """Return the desk as it was when these rows were stored.

        Nobody is connected, and everybody, visitor or console, has the full window again to come back (C3).
        """
        desk = cls(rules, fresh_id=fresh_id)
        restore(desk._floor, snapshot, now)
        return desk

    # ── questions ───────────────────────────────────────────────────────────────────────────────

    def is_live(self, visitor: TokenHash) -> bool:
        """Whether this token belongs to a waiting or running conversation."""
        return visitor in self._floor.by_visitor

    def has_withdrawn(self, visitor: TokenHash) -> bool:
        """Whether this token's last conversation ended, within the hour, by withdrawal of consent (C6)."""
        return self._floor.past.how_it_ended(visitor) == "withdrawn"

    def visitor_stage(self, visitor: TokenHash) -> VisitorStage:
        """Return how far this visitor is; "greeted" for somebody unknown."""
        return visiting.stage(self._floor, visitor)

    def shift_of(self, person: PersonId) -> ShiftId | None:
        """Return a person's running shift, None if there is none."""
        shift = self._floor.shift_of(person)
        return None if shift is None else shift.id

    def is_shift_of(self, shift: ShiftId, person: PersonId | None) -> bool:
        """Whether this shift runs and is this person's."""
        running = self._floor.shifts.get(shift)
        return running is not None and running.person == person

    def running_shift(self, shift: ShiftId) -> ShiftRow | None:
        """Return a running shift by its id, None if there is none."""
        running = self._floor.shifts.get(shift)
        return None if running is None else running.row

    def may_open_shift(self, person: PersonId, takes_over: bool) -> RefusalCode | None:
        """Return "shift_elsewhere" if another connected console of this person must be asked about first."""
        shift = self._floor.shift_of(person)
        if shift is None or takes_over or not shift.is_connected:
            return None
        return "shift_elsewhere"

    def is_waiting(self, visitor: TokenHash) -> bool:
        """Whether this visitor has a place in the queue."""
        return self.visitor_stage(visitor) == "waiting"

    def places_left(self) -> int:
        """Return how many newcomers the queue still has room for."""
        return self._floor.places_left

    def house_state(self) -> tuple[OpenState, int | None]:
        """Return whether new visitors are let in, and when the line opens if it is closed."""
        return self._floor.house_state()

    def colleagues(self) -> Colleagues:
        """Return who is on shift, for a console that may begin one."""
        return self._floor.colleagues()

    # ── visitors ────────────────────────────────────────────────────────────────────────────────

    def visitor_arrived(
        self, visitor: TokenHash, hello: VisitorHello, now: int, former: TokenHash | None = None
    ) -> list[Effect]:
        """A page said hello. ``former``: the token it brought, if that one is no longer alive."""
        visiting.arrived(self._floor, visitor, hello, now, former)
        return self._decided()

    def visitor_said(self, visitor: TokenHash, message: VisitorMessage, now: int) -> list[Effect]:
        """A visitor said something; a quick exit may come without a connection."""
        visiting.said(self._floor, visitor, message, now)
        return self._decided()

    def visitor_left(self, visitor: TokenHash, now: int) -> list[Effect]:
        """The visitor's present connection broke."""
        visiting.left(self._floor, visitor, now)
        return self._decided()

    # ── staff ───────────────────────────────────────────────────────────────────────────────────

    def shift_opened(self, row: ShiftRow, now: int) -> list[Effect]:
        """A shift begins under a certificate that was checked, or goes on if it is the same shift."""
        shifts.opened(self._floor, row, now)
        return self._decided()

    def staff_returned(self, shift: ShiftId, now: int) -> list[Effect]:
        """The console of a running shift is connected again."""
        if shift in self._floor.shifts:
            shifts.returned(self._floor, self._floor.shifts[shift], now)
        return self._decided()

    def staff_left(self, shift: ShiftId, now: int) -> list[Effect]:
        """The present connection of a shift's console broke."""
        if shift in self._floor.shifts:
            shifts.dropped(self._floor, self._floor.shifts[shift], now)
        return self._decided()

    def staff_said(self, shift: ShiftId, message: ShiftMessage, now: int) -> list[Effect]:
        """Somebody on shift said something."""
        speaker = self._floor.shifts.get(shift)
        if speaker is not None:
            on_shift.said(self._floor, speaker, message, now)
        return self._decided()

    # ── the house ───────────────────────────────────────────────────────────────────────────────

    def person_removed(self, person: PersonId, now: int) -> list[Effect]:
        """Somebody is no longer on the staff: their shift ends and their console is cut at once."""
        shift = self._floor.shift_of(person)
        if shift is not None:
            shifts.close(self._floor, shift, "removed", now)
        return self._decided()

    def shift_ended(self, person: PersonId, now: int) -> list[Effect]:
        """A coordinator ended somebody's shift: their console is cut, their conversations are passed on."""
        shift = self._floor.shift_of(person)
        if shift is not None:
            shifts.close(self._floor, shift, "ended", now)
        return self._decided()

    def house_changed(self, rules: HouseRules, now: int) -> list[Effect]:
        """The policy, the hours, the week or the keys changed. Who is in a conversation or waits, stays."""
        floor = self._floor
        was_sure, floor.rules = floor.rules.is_time_sure, rules
        if rules.is_time_sure != was_sure:
            for shift in floor.shifts.values():
                floor.tell_clock(shift)
        floor.is_changed = True
        return self.tick(now)

    def house_paused(self, is_paused: bool, now: int) -> list[Effect]:
        """A coordinator paused the line for new visitors, or reopened it."""
        self._floor.is_paused = is_paused
        self._floor.is_changed = True
        self._floor.add(StorePause(is_paused))
        return self.tick(now)

    def tick(self, now: int) -> list[Effect]:
        """Time went on: windows close, shifts expire, requests lapse. Once a second is enough."""
        floor = self._floor
        for shift in tuple(floor.shifts.values()):
            if shift.until <= now:
                shifts.close(floor, shift, "expired", now)
            elif self._is_window_over(shift.away_since, now):
                for conversation in floor.led_by(shift.person):
                    rescue(floor, conversation, shift, now)
        # Outside opening hours nobody new will come to answer, once the last shift is over.
        is_deserted = not floor.rules.is_open and not floor.shifts
        for conversation in tuple(floor.conversations.values()) if floor.rules.is_time_sure else ():
            away = conversation.away_since
            if self._is_window_over(away, now):
                end(floor, conversation, "window", now)
            elif is_deserted:
                end(floor, conversation, "closed", now)
        for pending in floor.requests.where(lambda each: each.has_lapsed(now)):
            lapse(floor, pending)
        floor.past.forget(now)
        return self._decided()

    def drain(self, now: int) -> list[Effect]:
        """The server is stopping for a moment: everyone is told, nobody new is let in."""
        self._floor.is_draining = True
        self._floor.add(SendEveryVisitor(VisitorDraining()))
        self._floor.tell_everyone(Draining())
        return self.tick(now)

    def _is_window_over(self, away_since: int | None, now: int) -> bool:
        # Both are cut down to whole seconds: at exactly the window's length it may still be a moment short.
        return away_since is not None and now - away_since > self._floor.rules.resume_window

    def _decided(self) -> list[Effect]:
        floor = self._floor
        if floor.is_changed:
            floor.is_changed = False
            floor.settle()
        effects, floor.effects = floor.effects, []
        return effects
