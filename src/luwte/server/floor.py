"""All the desk knows, in one place: house, shifts, queue, conversations, and the effects being decided."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

from luwte.protocol.ids import ConversationId, PersonId, ShiftId
from luwte.protocol.messages import (
    ClockChanged,
    Colleagues,
    HouseState,
    Members,
    MembersWanted,
    StaffRefused,
    ToStaff,
    ToVisitor,
    VisitorRefused,
)
from luwte.protocol.parts import (
    Colleague,
    LineId,
    OpenConversation,
    RefusalCode,
    Waiter,
)
from luwte.server.conversation import Conversation
from luwte.server.effects import (
    Effect,
    SendColleagues,
    SendEveryone,
    SendStaff,
    SendVisitor,
    StoreConversation,
    StoreRequest,
)
from luwte.server.past import Past
from luwte.server.permissions import ShiftMessage
from luwte.server.queue import Queue
from luwte.server.requests import Pending, Requests
from luwte.server.rows import Reader, TokenHash
from luwte.server.rules import HouseRules
from luwte.server.shift import Shift
from luwte.server.team import TeamRoom

OpenState = Literal["open", "closed", "paused", "full"]


class Floor:
    """The shared state of the desk's rules, with the look-ups and sends they all need.

    ``effects`` grows while one event is decided; the desk takes it away at the end.
    """

    def __init__(self, rules: HouseRules, fresh_id: Callable[[], str]) -> None:
        self.rules = rules
        self.fresh_id = fresh_id
        self.is_paused = False
        self.is_draining = False
        self.shifts: dict[ShiftId, Shift] = {}
        self.conversations: dict[ConversationId, Conversation] = {}
        self.by_visitor: dict[TokenHash, Conversation] = {}
        self.queue = Queue()
        self.requests = Requests()
        self.past = Past()
        self.team = TeamRoom()
        self.effects: list[Effect] = []
        self.is_changed = False
        self._next_order = 0
        self._told_colleagues: list[tuple[ShiftId, str]] = []
        self._told_state: tuple[OpenState, int | None] | None = None

    # ── look-ups ────────────────────────────────────────────────────────────────────────────────

    def shift_of(self, person: PersonId) -> Shift | None:
        """Return the running shift of a person, None if there is none."""
        return next((shift for shift in self.shifts.values() if shift.person == person), None)

    def is_on_line(self, reader: Reader) -> bool:
        """Whether this reader's console is connected."""
        shift = self.shifts.get(reader.shift)
        return shift is not None and shift.is_connected

    def conversations_of(self, shift: ShiftId) -> list[Conversation]:
        """Return every conversation this shift reads or will read, in arrival order."""
        return [each for each in self.conversations.values() if each.is_member(shift)]

    def led_by(self, person: PersonId) -> list[Conversation]:
        """Return every conversation this person answers, now or as soon as the keys arrive."""
        return [each for each in self.conversations.values() if each.is_led_by(person)]

    def is_at_limit(self, shift: Shift) -> bool:
        """Whether this volunteer has as many conversations as they wanted at once."""
        return len(self.led_by(shift.person)) >= self._limit(shift)

    def has_room(self, conversation: Conversation, frame: bytes) -> bool:
        """Whether one more line fits into this conversation; an end always does."""
        rules = self.rules
        return conversation.last < rules.lines_most and conversation.size + len(frame) <= rules.bytes_most

    def house_state(self) -> tuple[OpenState, int | None]:
        """Return whether new visitors are let in, and when the line opens if it is closed."""
        rules = self.rules
        if not rules.is_open or not rules.intake or rules.retention_default not in rules.archive:
            return "closed", rules.opens_at
        if self.is_paused:
            return "paused", None
        return ("open" if self.places_left > 0 else "full"), None

    @property
    def places_left(self) -> int:
        """How many newcomers the queue still has room for."""
        return max(0, self.rules.waiting_limit - self.queue.length)

    def next_order(self) -> int:
        """Return the next arrival number."""
        self._next_order += 1
        return self._next_order

    def reserve_order(self, order: int) -> None:
        """Have every later arrival number be greater than this one."""
        self._next_order = max(self._next_order, order)

    def waiter(self, conversation: Conversation) -> Waiter:
        """Return a waiting visitor as consoles see them."""
        return Waiter(
            conversation=conversation.id,
            since=conversation.since,
            visitor_key=conversation.visitor_key,
            key=conversation.intake_key,
            words=conversation.words,
            is_here=conversation.is_connected,
        )

    def open_conversation(self, conversation: Conversation, shift: ShiftId) -> OpenConversation:
        """Return a conversation as one member's console gets it whole, with the newest set of members."""
        window = self.rules.resume_window
        return OpenConversation(
            conversation=conversation.id,
            visitor_key=conversation.visitor_key,
            key=conversation.intake_key,
            words=conversation.words,
            since=conversation.since,
            retention=conversation.retention,
            owner=conversation.next_owner or conversation.owner or self.shifts[shift].person,
            members=[reader.member for reader in conversation.wanted],
            epoch=max(conversation.wanted_epoch, 0),
            offer=conversation.offer_for(shift),
            last=conversation.last,
            presence=conversation.presence,
            away_until=None if conversation.away_since is None else conversation.away_since + window,
            seen=conversation.seen,
        )

    # ── sends and stores ────────────────────────────────────────────────────────────────────────

    def add(self, *effects: Effect) -> None:
        """Want these effects, after those wanted before."""
        self.effects.extend(effects)

    def store(self, conversation: Conversation) -> None:
        """Have the conversation's row kept as it is now."""
        self.add(StoreConversation(conversation.row))

    def keep(self, pending: Pending) -> None:
        """Have a request kept as it is now, until it is answered or lapses."""
        self.requests.add(pending)
        self.add(StoreRequest(pending.row))

    def tell_visitor(self, conversation: Conversation, message: ToVisitor) -> None:
        """Send to the conversation's visitor if their page is on the line."""
        if conversation.is_connected:
            self.effects.append(SendVisitor(conversation.visitor, message))

    def tell_shift(self, shift: ShiftId, message: ToStaff) -> None:
        """Send to a shift if its console is on the line."""
        told = self.shifts.get(shift)
        if told is not None and told.is_connected:
            self.effects.append(SendStaff(shift, message))

    def tell_readers(self, conversation: Conversation, message: ToStaff, but: ShiftId | None = None) -> None:
        """Send to everyone who holds the present keys."""
        for reader in conversation.readers:
            if reader.shift != but:
                self.tell_shift(reader.shift, message)

    def tell_members(self, conversation: Conversation, message: ToStaff) -> None:
        """Send to everyone who reads now or will."""
        for reader in conversation.members:
            self.tell_shift(reader.shift, message)

    def tell_everyone(self, message: ToStaff) -> None:
        """Send to every shift."""
        if self.shifts:
            self.add(SendEveryone(message))

    def refuse(
        self, shift: ShiftId, code: RefusalCode, message: ShiftMessage, about: LineId | None = None
    ) -> None:
        """Tell a console that what it said is refused: which message, about which conversation and line."""
        tag = message.__struct_config__.tag
        conversation = getattr(message, "conversation", None)
        self.tell_shift(shift, StaffRefused(code=code, what=str(tag), conversation=conversation, about=about))

    def refuse_visitor(self, visitor: TokenHash, code: RefusalCode, about: LineId | None = None) -> None:
        """Tell a visitor's page that what it said is refused."""
        self.add(SendVisitor(visitor, VisitorRefused(code=code, about=about)))

    def ask_keys(self, conversation: Conversation) -> None:
        """Tell the members who will read from the wanted epoch on, and ask the page for its keys.

        If the page is away it is asked when it returns.
        """
        owner = conversation.next_owner or conversation.owner
        if owner is not None:
            members = [reader.member for reader in conversation.wanted]
            wanted = MembersWanted(
                conversation=conversation.id, epoch=conversation.wanted_epoch, owner=owner, members=members
            )
            self.tell_members(conversation, wanted)
        if conversation.is_connected and conversation.are_keys_wanted and conversation.archive is not None:
            question = Members(
                conversation=conversation.id,
                epoch=conversation.wanted_epoch,
                members=conversation.asked(),
                archive=conversation.archive.claim,
                retention=conversation.retention,
            )
            self.tell_visitor(conversation, question)

    def tell_clock(self, shift: Shift) -> None:
        """Tell a coordinator whether the clock is trusted: somebody must look, or nothing is ever erased."""
        if shift.role == "coordinator":
            self.tell_shift(shift.id, ClockChanged(is_right=self.rules.is_time_sure))

    # ── what everybody sees ─────────────────────────────────────────────────────────────────────

    def settle(self) -> None:
        """Tell whoever sees it that a place in the queue, a colleague's or the house's state has changed."""
        volunteers = sum(shift.is_available for shift in self.shifts.values())
        for conversation, waiting in self.queue.news(volunteers):
            self.tell_visitor(self.conversations[conversation], waiting)
        colleagues = list(self._colleagues())
        states = [(colleague_shift, colleague.state) for colleague_shift, colleague in colleagues]
        if states != self._told_colleagues:
            self._told_colleagues = list[tuple[ShiftId, str]](states)
            self.add(SendColleagues(self.colleagues()))
        state = self.house_state()
        if state != self._told_state:
            self._told_state = state
            self.tell_everyone(self.house_news())

    def forget_colleagues(self) -> None:
        """Have everybody told again who is on shift: a certificate among them is another."""
        self._told_colleagues = []

    def colleagues(self) -> Colleagues:
        """Return who is on shift, as everybody sees it who is or may be."""
        return Colleagues(people=[colleague for _, colleague in self._colleagues()])

    def house_news(self) -> HouseState:
        """Return the house's state as consoles get it."""
        state, opens_at = self.house_state()
        return HouseState(state=state, opens_at=opens_at)

    def _limit(self, shift: Shift) -> int:
        wanted = shift.limit if shift.limit is not None else self.rules.conversations_default
        return min(wanted, self.rules.conversations_most)

    def _colleagues(self) -> Iterator[tuple[ShiftId, Colleague]]:
        # Counted once for all: with hundreds of each, asking per shift would cost milliseconds per event.
        leaders = ({each.owner, each.next_owner} for each in self.conversations.values())
        led = Counter(person for people in leaders for person in people)
        for shift in self.shifts.values():
            if not shift.is_connected:
                state: Literal["available", "busy", "paused", "away"] = "away"
            elif shift.is_paused:
                state = "paused"
            else:
                state = "busy" if led[shift.person] >= self._limit(shift) else "available"
            yield shift.id, Colleague(member=shift.row.member, state=state)
