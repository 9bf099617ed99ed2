"""What must hold whatever happens, in any order: a state machine throws events at the desk."""

from collections import Counter
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from luwte.crypto.certificates import Role
from luwte.protocol.messages import (
    Answer,
    AskAlong,
    Asked,
    CloseShift,
    Danger,
    EndConversation,
    HandOver,
    Keys,
    KeysArrived,
    Lines,
    LineStored,
    Members,
    Opened,
    Pause,
    QuickExit,
    ShiftOpened,
    StaffLine,
    StaffStored,
    StepOut,
    TeamLine,
    TeamSaid,
    VisitorEnd,
    VisitorLine,
    VisitorLines,
    Waiting,
    Withdraw,
)
from luwte.protocol.parts import Note
from luwte.server.effects import (
    CloseOut,
    SendEntered,
    SendResumed,
    SendStaff,
    SendStaffLines,
    SendVisitor,
    SendVisitorLines,
)
from luwte.server.team import MOST_LINES
from tests.server.plays import Play, entering, frame, name_id, offer_for, token

VISITORS: Final = ("Ada", "Bo", "Cy", "Di")
PEOPLE: Final = ("Vera", "Wim", "Xena", "Cleo")
visitors = st.sampled_from(VISITORS)
people = st.sampled_from(PEOPLE)


class DeskMachine(RuleBasedStateMachine):
    """Events of every kind; the shelf and the inboxes of the play are the witnesses."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.lines = 0
        self.connected: set[str] = set()
        self.owner_of: dict[str, str] = {}
        self.withdrawn: set[str] = set()
        self.shares: dict[str, tuple[str, str]] = {}
        self.ends: dict[bytes, int] = {}
        self.dropped: set[bytes] = set()
        for person in PEOPLE[:2]:
            self.play.open_shift(person)
        self.play.open_shift("Cleo", "coordinator")

    # ── events ──────────────────────────────────────────────────────────────────────────────────

    @rule(visitor=visitors, is_reload=st.booleans())
    def visitor_comes(self, visitor: str, is_reload: bool) -> None:
        self.play.hello(visitor, is_reload=is_reload)
        self.connected.add(visitor)
        if self.conversation(visitor) is None:
            self.play.visitor_says(visitor, entering(visitor))
            entered = self.play.visitor_got(visitor, SendEntered)
            if entered:
                self.owner_of.setdefault(entered[-1].conversation, visitor)

    @rule(visitor=visitors, person=people)
    def a_conversation_begins(self, visitor: str, person: str) -> None:
        """The usual way in, so that most runs get as far as lines, hand-overs and ends."""
        self.play.house(is_open=True)
        self.play.carry_out(self.play.desk.house_paused(False, self.play.now))
        self.visitor_comes(visitor, is_reload=False)
        self.play.open_shift(person, "coordinator" if person == "Cleo" else "volunteer")
        self.play.says(person, Pause(is_on=False))
        conversation = self.conversation(visitor)
        if conversation is not None:
            self.play.accept(person, conversation)
            self.visitor_gives_keys(visitor, is_newest=True)
            self.visitor_writes(visitor, is_repeated=False)
            self.person_writes(person, visitor, is_repeated=False)

    @rule(visitor=visitors, person=people, kind=st.sampled_from([HandOver, AskAlong]))
    def a_colleague_agrees(self, visitor: str, person: str, kind: type[HandOver | AskAlong]) -> None:
        conversation = self.conversation(visitor)
        if conversation is not None and person in self.play.shift_of:
            for owner in self.play.shift_of:
                self.play.says(owner, kind(conversation=conversation, to=name_id(person)))
            self.person_answers(person, is_yes=True)

    @rule(visitor=visitors)
    def visitor_drops(self, visitor: str) -> None:
        self.play.drop(visitor)
        self.connected.discard(visitor)

    @rule(visitor=visitors, is_newest=st.booleans())
    def visitor_gives_keys(self, visitor: str, is_newest: bool) -> None:
        questions = self.play.visitor_got(visitor, Members)
        if questions and visitor in self.connected:
            question = questions[-1] if is_newest else questions[0]
            self.play.visitor_says(visitor, Keys(offer=offer_for(question)))

    @rule(visitor=visitors, is_repeated=st.booleans())
    def visitor_writes(self, visitor: str, is_repeated: bool) -> None:
        conversation = self.conversation(visitor)
        if conversation is not None and visitor in self.connected:
            line = VisitorLine(id=self.line_id(is_repeated), frame=self.frame(conversation, "visitor"))
            self.play.visitor_says(visitor, line)

    @rule(
        visitor=visitors, how=st.sampled_from([VisitorEnd(), Withdraw(), QuickExit()]), sure=st.integers(0, 3)
    )
    def visitor_ends(self, visitor: str, how: VisitorEnd | Withdraw | QuickExit, sure: int) -> None:
        conversation = self.conversation(visitor)
        if sure == 0 and conversation is not None:
            self.play.visitor_says(visitor, how)
            if isinstance(how, Withdraw):
                self.withdrawn.add(conversation)

    @rule(
        person=people,
        number=st.integers(0, 2),
        is_new=st.booleans(),
        vault=st.sampled_from(["one vault", "another vault"]),
    )
    def person_opens_a_shift(self, person: str, number: int, is_new: bool, vault: str) -> None:
        name = f"{person} {number}" if is_new else ""
        role: Role = "coordinator" if person == "Cleo" else "volunteer"
        before = self.play.shelf.vaults.get(name_id(person))
        self.play.open_shift(person, role, shift=name, vault=vault)
        opened = self.play.last(person, ShiftOpened)
        assert opened.is_kept is (before is not None and before[0] == name_id(vault))
        assert not opened.is_kept or (before is not None and opened.share == before[1])

    @rule(person=people)
    def console_drops(self, person: str) -> None:
        if person in self.play.shift_of:
            self.play.staff_drops(person)

    @rule(person=people)
    def console_returns(self, person: str) -> None:
        if person in self.play.shift_of:
            self.play.staff_returns(person)

    @rule(person=people)
    def person_accepts(self, person: str) -> None:
        if person in self.play.shift_of:
            for conversation in list(self.play.shelf.rows):
                self.play.accept(person, conversation)

    @rule(person=people, visitor=visitors, is_repeated=st.booleans())
    def person_writes(self, person: str, visitor: str, is_repeated: bool) -> None:
        conversation = self.conversation(visitor)
        if person in self.play.shift_of and conversation is not None:
            line = StaffLine(
                conversation=conversation,
                id=self.line_id(is_repeated),
                frame=self.frame(conversation, "staff"),
            )
            self.play.says(person, line)

    @rule(person=people, to=people, visitor=visitors, kind=st.sampled_from([HandOver, AskAlong]))
    def person_asks(self, person: str, to: str, visitor: str, kind: type[HandOver | AskAlong]) -> None:
        conversation = self.conversation(visitor)
        if person in self.play.shift_of and conversation is not None:
            self.play.says(person, kind(conversation=conversation, to=name_id(to)))

    @rule(person=people, visitor=visitors, kind=st.sampled_from([StepOut, EndConversation, Danger]))
    def person_acts(self, person: str, visitor: str, kind: type) -> None:
        conversation = self.conversation(visitor)
        if person in self.play.shift_of and conversation is not None:
            is_call = kind is Danger
            self.play.says(
                person, Danger(conversation, notes=[]) if is_call else kind(conversation=conversation)
            )

    @rule(person=people, is_yes=st.booleans())
    def person_answers(self, person: str, is_yes: bool) -> None:
        if person in self.play.shift_of:
            for asked in self.play.got(person, Asked)[-2:]:
                self.play.says(person, Answer(request=asked.request.request, is_yes=is_yes))

    @rule(person=people, sure=st.integers(0, 4))
    def person_pauses_or_closes(self, person: str, sure: int) -> None:
        if person in self.play.shift_of:
            self.play.says(person, Pause(is_on=sure == 0))
            if sure == 1:
                self.play.says(person, CloseShift())

    @rule(person=people, sure=st.integers(0, 3))
    def person_is_removed(self, person: str, sure: int) -> None:
        if sure == 0:
            self.play.carry_out(self.play.desk.person_removed(name_id(person), self.play.now))

    @rule(person=people, sure=st.integers(0, 3))
    def coordinator_ends_a_shift(self, person: str, sure: int) -> None:
        if sure == 0:
            self.play.carry_out(self.play.desk.shift_ended(name_id(person), self.play.now))
            assert self.play.desk.shift_of(name_id(person)) is None

    @rule(person=people)
    def person_says_something_to_the_team(self, person: str) -> None:
        if person in self.play.shift_of:
            notes = [Note(shift, shift.encode().ljust(48)) for shift in self.play.shelf.shifts]
            self.play.says(person, TeamLine(id=self.line_id(is_repeated=False), notes=notes))

    @rule(seconds=st.sampled_from([1, 60, 150, 299, 300, 4_000]))
    def time_goes_on(self, seconds: int) -> None:
        self.play.wait(seconds)

    @rule(hours=st.integers(0, 4), is_paused=st.booleans())
    def house_changes(self, hours: int, is_paused: bool) -> None:
        self.play.house(is_open=hours > 0)
        self.play.carry_out(self.play.desk.house_paused(is_paused, self.play.now))

    @rule(sure=st.integers(0, 3))
    def server_restarts(self, sure: int) -> None:
        if sure == 0:
            self.play.restart()
            self.connected.clear()

    # ── what must hold ──────────────────────────────────────────────────────────────────────────

    @invariant()
    def a_visitor_is_in_one_conversation_and_a_conversation_has_one_visitor(self) -> None:
        rows = self.play.shelf.rows.values()
        assert max(Counter(row.visitor for row in rows).values(), default=0) <= 1
        for row in rows:
            assert row.visitor == token(self.owner_of[row.conversation])

    @invariant()
    def nothing_of_a_conversation_reaches_another_visitor(self) -> None:
        for visitor in VISITORS:
            for got in self.play.to_visitor[token(visitor)]:
                if isinstance(got, Members | SendEntered | SendResumed | SendVisitorLines):
                    assert self.owner_of.setdefault(got.conversation, visitor) == visitor
                if isinstance(got, VisitorLines):
                    for line in got.lines:
                        assert self.owner_of[self.conversation_in(line.frame)] == visitor

    @invariant()
    def a_place_in_the_queue_never_grows(self) -> None:
        for visitor in VISITORS:
            places: list[int] = []
            for got in self.play.to_visitor[token(visitor)]:
                if isinstance(got, SendEntered):
                    places = []
                if isinstance(got, Waiting):
                    assert all(got.position <= place for place in places)
                    places.append(got.position)

    @invariant()
    def lines_are_numbered_without_gaps_and_stored_once(self) -> None:
        for lines in self.play.shelf.lines.values():
            assert [line.number for line in lines] == list(range(1, len(lines) + 1))
            names = [(line.sender, line.id) for line in lines]
            assert len(names) == len(set(names))

    @invariant()
    def an_acknowledged_line_is_on_the_shelf_under_its_number(self) -> None:
        shelves = self.play.shelf.lines.values()
        stored = {(line.sender, line.id, line.number) for lines in shelves for line in lines}
        if any(isinstance(effect, CloseOut) for effect in self.play.effects):
            return
        for effect in self.play.effects:
            message = effect.message if isinstance(effect, SendVisitor | SendStaff) else None
            if isinstance(message, LineStored):
                assert ("visitor", message.id, message.number) in stored
            if isinstance(message, StaffStored):
                assert ("staff", message.id, message.number) in stored

    @invariant()
    def a_conversation_has_one_owner_who_is_on_shift_or_waits_for_one(self) -> None:
        on_shift = {row.person for row in self.play.shelf.shifts.values()}
        for row in self.play.shelf.rows.values():
            leader = row.next_owner or row.owner
            if row.stage == "waiting":
                assert leader is None
                assert row.wanted == ()
            elif leader is not None:
                assert leader in on_shift
                assert leader in {reader.person for reader in row.wanted}

    @invariant()
    def readers_are_running_shifts_with_a_seal_of_their_epoch(self) -> None:
        for row in self.play.shelf.rows.values():
            for reader in row.readers:
                assert reader.shift in self.play.shelf.shifts
                offer = self.play.shelf.offers[row.conversation]
                assert offer.epoch == row.epoch
                assert reader.shift in {seal.shift for seal in offer.seals}

    @invariant()
    def lines_reach_only_consoles_that_were_given_the_keys(self) -> None:
        for inbox in self.play.to_shift.values():
            keys: set[str] = set()
            for got in inbox:
                if isinstance(got, KeysArrived):
                    keys.add(got.conversation)
                elif isinstance(got, ShiftOpened):
                    keys.update(each.conversation for each in got.conversations if each.offer is not None)
                elif isinstance(got, Lines | SendStaffLines):
                    assert got.conversation in keys

    @invariant()
    def a_console_is_given_keys_only_of_conversations_it_was_opened(self) -> None:
        for shift, inbox in self.play.to_shift.items():
            opened: set[str] = set()
            for got in inbox:
                if isinstance(got, Opened):
                    opened.add(got.conversation.conversation)
                elif isinstance(got, ShiftOpened):
                    opened.update(each.conversation for each in got.conversations)
                elif isinstance(got, KeysArrived):
                    assert got.conversation in opened
                    assert shift in {seal.shift for seal in got.offer.seals}

    @invariant()
    def a_share_of_a_vault_is_held_for_each_running_shift_and_for_nobody_else(self) -> None:
        """T8"""
        running = {row.person: row.vault for row in self.play.shelf.shifts.values()}
        assert {person: vault for person, (vault, _) in self.play.shelf.vaults.items()} == running

    @invariant()
    def a_share_stays_with_its_person_and_vault_and_never_comes_back(self) -> None:
        """T8"""
        held = {share for _, share in self.play.shelf.vaults.values()}
        for person, (vault, share) in self.play.shelf.vaults.items():
            assert self.shares.setdefault(share.hex(), (person, vault)) == (person, vault)
        assert not held & self.dropped
        self.dropped |= {bytes.fromhex(share) for share in self.shares} - held

    @invariant()
    def a_share_never_outlives_the_shift_it_was_made_for(self) -> None:
        """T8: a new key may go on with a vault, to the end that was set when it began."""
        for row in self.play.shelf.shifts.values():
            share = self.play.shelf.vaults[row.person][1]
            assert row.until <= self.ends.setdefault(share, row.until)

    @invariant()
    def a_line_to_the_team_reaches_only_the_shift_it_was_sealed_to(self) -> None:
        for shift, inbox in self.play.to_shift.items():
            for got in inbox:
                if isinstance(got, TeamSaid):
                    assert got.sealed.rstrip() == shift.encode()
        assert self.play.desk._floor.team.length <= MOST_LINES

    @invariant()
    def what_is_over_is_gone_and_withdrawn_consent_archives_nothing(self) -> None:
        shelf = self.play.shelf
        over = shelf.forgotten | set(shelf.closed_out)
        for table in (shelf.rows, shelf.lines, shelf.words, shelf.offers):
            assert not over & set(table)
        assert not self.withdrawn & set(shelf.closed_out)
        assert self.withdrawn <= shelf.forgotten

    @invariant()
    def a_restart_would_lose_nothing(self) -> None:
        snapshot = self.play.shelf.snapshot()
        live = {saved.row.visitor for saved in snapshot.conversations}
        for visitor in VISITORS:
            assert self.play.desk.is_live(token(visitor)) is (token(visitor) in live)

    # ── what the events need ────────────────────────────────────────────────────────────────────

    def conversation(self, visitor: str) -> str | None:
        rows = self.play.shelf.rows.values()
        return next((row.conversation for row in rows if row.visitor == token(visitor)), None)

    def frame(self, conversation: str, sender: str) -> bytes:
        epoch = max(self.play.shelf.rows[conversation].epoch, 0)
        return frame(conversation, "visitor" if sender == "visitor" else "staff", epoch)

    def line_id(self, is_repeated: bool) -> str:
        self.lines += not is_repeated
        return name_id(f"line {self.lines}")

    def conversation_in(self, sealed: bytes) -> str:
        return next(each for each in self.owner_of if frame(each, "visitor")[2:18] == sealed[2:18])


TestDesk = DeskMachine.TestCase
TestDesk.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
