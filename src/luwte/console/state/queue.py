"""The waiting room as this volunteer chose to see it, and the alarm for who waits there."""

from dataclasses import dataclass, field

from luwte.console.state.changes import AlarmRang, AlarmSilenced, QueueChanged
from luwte.console.state.outcome import Outcome
from luwte.console.state.rows import Queue, QueueMode, WaiterRow
from luwte.console.state.seat import Seat
from luwte.protocol.ids import ConversationId
from luwte.protocol.parts import Waiter


@dataclass(slots=True)
class _Waiting:
    row: WaiterRow
    heard_from: float | None = None
    """When this volunteer first could have helped: the alarm's times count from then."""
    rang: int = 0
    """How many of the alarm's times have rung."""


@dataclass(slots=True)
class WaitingRoom:
    """Who waits. Rings at the policy's times for each visitor, for who could accept; any accept silences it
    at once."""

    mode: QueueMode
    can_accept: bool = False
    is_resting: bool = False
    """Breathing space: who waits may be accepted by hand, but nobody is pushed."""
    is_ringing: bool = False
    _waiters: dict[ConversationId, _Waiting] = field(default_factory=dict)
    _accepting: set[ConversationId] = field(default_factory=set)
    _told: Queue | None = None

    def replace(self, waiters: list[Waiter], seat: Seat) -> None:
        """The whole queue, as a shift begins or a line comes back; who was known keeps their alarm's
        times."""
        known = self._waiters
        self._waiters = {}
        self._accepting.clear()
        for waiter in waiters:
            self.join(waiter, seat)
            if waiter.conversation in known:
                before = known[waiter.conversation]
                self._waiters[waiter.conversation].heard_from = before.heard_from
                self._waiters[waiter.conversation].rang = before.rang

    def join(self, waiter: Waiter, seat: Seat) -> None:
        """Somebody joined."""
        words = seat.words(waiter.key, waiter.visitor_key, waiter.words)
        row = WaiterRow(
            waiter.conversation,
            words.nickname if words else "",
            words.words if words else "",
            words.language if words else "",
            seat.here(waiter.since),
            waiter.is_here,
            words is not None,
        )
        self._waiters[waiter.conversation] = _Waiting(row)

    def leave(self, conversation: ConversationId) -> None:
        """Somebody left, or was accepted here or by a colleague."""
        self._waiters.pop(conversation, None)
        self._accepting.discard(conversation)

    def presence(self, conversation: ConversationId, is_here: bool) -> None:
        """A waiting visitor's connection dropped or came back."""
        waiting = self._waiters.get(conversation)
        if waiting is not None:
            row = waiting.row
            waiting.row = WaiterRow(
                row.conversation, row.nickname, row.words, row.language, row.since, is_here, row.is_readable
            )

    def row(self, conversation: ConversationId) -> WaiterRow | None:
        """Return a waiter."""
        waiting = self._waiters.get(conversation)
        return waiting.row if waiting else None

    def choose(self, conversation: ConversationId) -> ConversationId | None:
        """Return whom to accept: this waiter, or with "" who waits longest; None if they are being accepted
        or gone."""
        free = [waiting.row for name, waiting in self._waiters.items() if name not in self._accepting]
        if conversation:
            chosen = next((row for row in free if row.conversation == conversation), None)
        else:
            # Whoever is there comes first: accepting somebody whose line dropped helps nobody.
            chosen = min(free, key=lambda row: (not row.is_here, row.since), default=None)
        if chosen is None:
            return None
        self._accepting.add(chosen.conversation)
        return chosen.conversation

    def not_accepted(self, conversation: ConversationId) -> None:
        """The server refused: they may be tried again."""
        self._accepting.discard(conversation)

    def silence(self, out: Outcome) -> None:
        """Stop the sound now; who still waits rings again at their own next time."""
        if self.is_ringing:
            self.is_ringing = False
            out.tell(AlarmSilenced())

    def tick(self, times: tuple[int, ...], now: float, out: Outcome) -> None:
        """Ring what is due; never for who pauses, breathes, is full, offline, or chose to see nothing."""
        here = [waiting for waiting in self._waiters.values() if waiting.row.is_here]
        is_quiet = not self.can_accept or self.mode == "nothing" or self.is_resting
        if is_quiet or not here:
            self.silence(out)
            for waiting in self._waiters.values():
                if is_quiet:
                    waiting.heard_from = None
                    waiting.rang = 0
            return
        due = -1
        for waiting in here:
            if waiting.heard_from is None:
                waiting.heard_from = now
            step = sum(now - waiting.heard_from >= after for after in times)
            if step > waiting.rang:
                waiting.rang = step
                due = max(due, step - 1)
        if due >= 0:
            self.is_ringing = True
            out.tell(AlarmRang(due))

    def announce(self, out: Outcome) -> None:
        """Tell what the volunteer sees, if that changed."""
        rows = sorted((waiting.row for waiting in self._waiters.values()), key=lambda row: row.since)
        queue = Queue(
            self.mode,
            bool(rows) and self.mode != "nothing" and not self.is_resting,
            tuple(rows) if self.mode == "all" else (),
            self.can_accept,
        )
        if queue != self._told:
            self._told = queue
            out.tell(QueueChanged(queue))
