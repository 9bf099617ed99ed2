"""Where the parts meet: desk and roster decide, the clerk does it, the switchboard knows whose line it is.

One thread, one decision at a time. After a failed commit everything is read back from the databases, and
whoever is connected goes on with what was durable; those whose words were lost are told and cut.
"""

from dataclasses import replace
from functools import partial
from typing import Protocol

from luwte.abuse.gate import Gate
from luwte.log import note
from luwte.protocol.ids import PersonId, ShiftId
from luwte.protocol.messages import QuickExit, ToStaff, VisitorHello, VisitorMessage, Withdraw
from luwte.protocol.parts import VERSION
from luwte.server import recall, replacing, staffing
from luwte.server.clerk import Clerk
from luwte.server.desk import Desk
from luwte.server.effects import Effect
from luwte.server.folder import Databases
from luwte.server.fuse import Fuse
from luwte.server.house import House
from luwte.server.ledger import Ledger
from luwte.server.origins import Origins
from luwte.server.roster import Roster, drop_wrap
from luwte.server.rows import TokenHash
from luwte.server.rules import HouseRules
from luwte.server.settings import ServerSettings
from luwte.server.setup import SetupCode
from luwte.server.signin import Accounts
from luwte.server.staffing import Change
from luwte.server.streams import Streams, Wire
from luwte.server.switchboard import Switchboard
from luwte.server.writer import Post, Writer

_HOUR = 3600
TRY_AGAIN = 1013
"""Close code: nothing was stored; come back later."""


class Guest(Protocol):
    """A connection that is bound to the desk, so that it can be bound again after a failed commit."""

    def arrive_again(self) -> None:
        """Tell the new desk that this connection is still here."""


class Office:
    """One helpline's server, without its sockets."""

    def __init__(self, settings: ServerSettings, databases: Databases) -> None:
        self.settings = settings
        self.clock = settings.clock
        self.gate = Gate(settings.limits)
        self.streams = Streams(settings.folder, settings.limits.reading)
        self.board = Switchboard(self.streams)
        self.guests: set[Guest] = set()
        # Whose word counts, known when it is decided: the board hears of it only after the commit under way.
        self.voices: dict[TokenHash | ShiftId, Wire] = {}
        self.deciding = Fuse()
        self.is_draining = False
        self._tidy_at = 0
        self._is_time_sure = True
        self.setup = SetupCode(settings.folder)
        self._databases = databases
        self.writer = Writer(settings.folder, databases, self._commit_failed)
        self.origins = Origins(databases, self.clock())
        self.ledger = Ledger(settings.folder)
        self._recall()

    def _recall(self) -> None:
        """Take what the databases hold as the truth."""
        databases = self._databases
        self.roster = Roster.load(databases)
        self.accounts = Accounts.load(databases)
        self.house = House(self.roster, self.clock)
        self.clerk = Clerk(self.writer, self.board, self.house)
        snapshot = recall.snapshot(databases)
        self.clerk.recall(
            [saved.row for saved in snapshot.conversations],
            recall.shares(databases),
            recall.vaults(databases),
        )
        self._rules: HouseRules = self._house_rules()
        self.desk = Desk.restored(self._rules, snapshot, self.clock())
        replacing.withhold(self.roster, self._is_used)

    # ── visitors ────────────────────────────────────────────────────────────────────────────────

    def visitor_arrived(
        self,
        visitor: TokenHash,
        hello: VisitorHello,
        wire: Wire,
        former: TokenHash | None,
        on_failure: Post,
    ) -> None:
        """A page said hello on this connection; what it is answered may fall with a commit that fails."""
        with self.deciding:
            self.voices[visitor] = wire
            self.clerk.then(lambda: self.board.visitor_arrived(visitor, wire))
            arriving = self.desk.visitor_arrived(visitor, hello, self.clock(), former)
            self.clerk.carry_out(arriving, on_failure)

    def visitor_said(self, visitor: TokenHash, message: VisitorMessage, on_failure: Post) -> None:
        """A visitor said something."""
        with self.deciding:
            self.clerk.carry_out(self.desk.visitor_said(visitor, message, self.clock()), on_failure)

    def visitor_left(self, visitor: TokenHash, wire: Wire) -> None:
        """A visitor's connection is gone; if a newer one speaks for the token, nothing happened."""

        def left() -> None:
            if self.board.visitor_left(visitor, wire) and self.has_fallen_silent(visitor, wire):
                self.clerk.carry_out(self.desk.visitor_left(visitor, self.clock()))

        with self.deciding:
            self.clerk.then(left)
            self.clerk.settle()

    def has_fallen_silent(self, name: TokenHash | ShiftId, wire: Wire) -> bool:
        """Say whether a closed connection was the last to speak for a token or a shift, and forget it.

        Otherwise somebody who is back already would count as away, and be closed out while they talk (C3).
        """
        if self.voices.get(name) is not wire:
            return False
        del self.voices[name]
        return True

    async def leave(self, visitor: TokenHash, message: QuickExit | Withdraw) -> bool:
        """The exit button or the withdrawal, without a socket; return whether it is durable."""
        with self.deciding:
            self.clerk.carry_out(self.desk.visitor_said(visitor, message, self.clock()))
        return await self.writer.flush()

    # ── the house ───────────────────────────────────────────────────────────────────────────────

    def carry_out(self, effects: list[Effect], on_failure: Post | None = None) -> None:
        """Have a decision of the desk carried out."""
        self.clerk.carry_out(effects, on_failure)

    def apply(self, change: Change, said: Post, on_failure: Post) -> None:
        """Take a change of the staff, the keys or the policy: stored, then ``said``."""
        with self.deciding:
            self._take(change)
            self.clerk.then(said)
            self.clerk.carry_out(self._new_rules(), on_failure)

    def _take(self, change: Change) -> None:
        self.roster = change.roster
        self.house = House(self.roster, self.clock)
        self.clerk.archive = self.house
        self.clerk.store(change.before, change.rows, change.after)

    def tell_chain(self, roster: Roster) -> None:
        """Tell every signed-in console how the chain is in this durable roster, each with its own wraps."""
        for person in list(self.board.people):
            if person in roster.people:
                self.tell_person(person, roster.chain_for(person))

    def show_removals(self) -> None:
        """Show the removals of replaced keys that no running shift uses any more (``replacing``)."""
        roster = replacing.released(self.roster, self._is_used) if self.roster.withheld else None
        if roster is not None:
            self._take(Change(roster))
            # After every change under way: a removal that consoles have seen may never vanish again.
            self.clerk.then(partial(self.tell_chain, roster))
            self.clerk.settle()

    def _is_used(self, person: PersonId, staff: bytes) -> bool:
        shift = self.desk.shift_of(person)
        row = self.desk.running_shift(shift) if shift is not None else None
        return row is not None and row.member.shift.signer == staff

    def tell_person(self, person: PersonId, message: ToStaff) -> None:
        """Send to every connection somebody has signed in on."""
        self.board.to_person(person, message)

    def enrolled(self) -> set[PersonId]:
        """Return who can sign in."""
        return set(self.accounts.accounts)

    def on_shift(self) -> set[PersonId]:
        """Return who has an open shift."""
        return {person for person in self.roster.people if self.desk.shift_of(person) is not None}

    def tick(self) -> None:
        """Time went on; once a second. While the system's clock is not to be trusted nothing is erased."""
        self._look_at_the_clock()
        self.show_removals()
        if self._is_time_sure:
            if self.clock() >= self._tidy_at:
                self._tidy()
            self.origins.turn(self.clock(), self.clerk)
        self.clerk.carry_out(self._new_rules() + self.desk.tick(self.clock()))

    def _look_at_the_clock(self) -> None:
        was_sure, self._is_time_sure = self._is_time_sure, self.clock.is_sound
        if was_sure and not self._is_time_sure:
            note("server.office", "clock_jumped", seconds=self.clock.seconds_apart)
        elif self._is_time_sure and not was_sure:
            note("server.office", "clock_right_again", seconds=self.clock.seconds_apart)

    def _tidy(self) -> None:
        """Forget what has come to its end: codes, tokens, the intake keys of past weeks. Once an hour."""
        now = self.clock()
        self._tidy_at = now + _HOUR
        self.clerk.store([], [], self.accounts.expire(now))
        self.gate.forget_places(self.desk.is_waiting)
        stale = [drop_wrap(wrap.key, wrap.person, wrap.envelope) for wrap in self.roster.stale_wraps()]
        self.clerk.store([], [], stale)
        change = staffing.expire_keys(self.roster, now)
        if change is not None:
            self._take(change)
        ended = replacing.expired(self.roster, now)
        if ended is not None:
            self._take(Change(ended[0], rows=ended[1]))

    def drain(self) -> None:
        """The server is stopping: everybody is told, nobody new is let in."""
        self.is_draining = True
        self.clerk.carry_out(self.desk.drain(self.clock()))

    def _new_rules(self) -> list[Effect]:
        rules = self._house_rules()
        if rules == self._rules:
            return []
        self._rules = rules
        return self.desk.house_changed(rules, self.clock())

    def _house_rules(self) -> HouseRules:
        limits = self.settings.limits
        return replace(
            self.house.rules(),
            is_time_sure=self._is_time_sure,
            lines_most=limits.conversation_lines,
            bytes_most=limits.conversation_bytes,
        )

    def _commit_failed(self, failed: list[Post]) -> None:
        note("server.office", "commit_failed", concerned=len(failed))
        for tell in failed:
            tell()
        self.board.visitors.clear()
        self.board.shifts.clear()
        self._recall()
        # What these tell the desk is what the databases already say: nothing of it is stored or sent.
        for guest in list(self.guests):
            guest.arrive_again()


def hello_again() -> VisitorHello:
    """A hello that asks for no lines, for a connection that never went away."""
    return VisitorHello(version=VERSION, after=2**53 - 1)
