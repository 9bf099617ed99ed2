"""One conversation as this console knows it: who reads it, its keys, its lines in order, what is still to
leave."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from luwte.console.state.changes import ConversationChanged, LinesChanged, TrustBroken
from luwte.console.state.closing import Closing
from luwte.console.state.outbox import Outbox
from luwte.console.state.outcome import Outcome
from luwte.console.state.rows import ConversationRow, Delivery, KeysState, LineRow, MemberRow, TrustAlarm
from luwte.console.state.seat import Seat
from luwte.console.state.silence import Silence
from luwte.console.state.unsaid import Unsaid
from luwte.console.trust import Colleague, TrustError
from luwte.crypto.channel import Channel, ChannelError
from luwte.protocol.ids import LineId, PersonId, ShiftId, id_bytes, id_text
from luwte.protocol.messages import CatchUp, StaffLine
from luwte.protocol.parts import KeyOffer, Member, OpenConversation, StoredLine, VisitorPresence


class Conversation:
    """Numbers run without gaps from 1, so a stored line's place in ``lines`` is its number less one.

    What a hostile visitor could have done (keys that do not open, a broken line) stops this conversation
    alone; what only a lying server could have done raises TrustError and stops everything.
    """

    def __init__(self, opened: OpenConversation, now: float) -> None:
        self.id = opened.conversation
        self.visitor_key = opened.visitor_key
        self.nickname = ""
        self.language = ""
        self.since = 0.0
        self.presence: VisitorPresence = "here"
        self.presence_since = now
        self.away_until: float | None = None
        self.owner: PersonId = opened.owner
        self.was_mine = False
        self.members: dict[PersonId, Colleague] = {}
        self.names: dict[PersonId, str] = {}
        self.typing: set[PersonId] = set()
        self.retention = opened.retention
        self.epoch = opened.epoch
        self.offer: KeyOffer | None = None
        self.keys: tuple[bytes, ...] = ()
        self.channel: Channel | None = None
        self.lines: list[LineRow] = []
        self.seen = 0
        self.target = 0
        self.is_catching_up = False
        self.outbox = Outbox(self.id)
        self.unsaid = Unsaid(self.id)
        self.silence = Silence(heard_at=now)
        self.closing: Closing | None = None
        self.draft = ""
        self.typed_at: float | None = None
        self.unread = 0
        self.read_up_to = opened.last
        self.is_broken = False
        self._wanted: dict[int, frozenset[ShiftId]] = {}
        self._met: dict[ShiftId, Colleague] = {}
        self._readers: dict[PersonId, Colleague] = {}
        self._told_lines = 0
        self._told_tail: tuple[LineRow, ...] = ()
        self._told_row: ConversationRow | None = None

    # ── what the server says about it ──

    def update(self, opened: OpenConversation, seat: Seat, now: float) -> None:
        """Take over what the server knows, at accept and at every return; TrustError if it cannot be true."""
        if opened.visitor_key != self.visitor_key:
            raise TrustError("wrong_key", "conversation")
        self.since = seat.here(opened.since)
        self.retention = opened.retention
        until = seat.here(opened.away_until) if opened.away_until is not None else None
        self.visitor_is(
            opened.presence, self.presence_since if opened.presence == self.presence else now, until
        )
        self.seen = max(self.seen, opened.seen)
        self.target = max(opened.last, len(self.lines))
        self.is_catching_up = False
        self.outbox.line_came_back()
        if self.closing is not None:
            self.closing.is_sent = False
        self.want_members(opened.epoch, opened.owner, opened.members, seat, int(now))
        if opened.words is not None and not self.nickname:
            words = seat.words(opened.key, self.visitor_key, opened.words)
            if words is not None:
                self.nickname, self.language = words.nickname, words.language

    def want_members(
        self, epoch: int, owner: PersonId, members: Sequence[Member], seat: Seat, now: int
    ) -> None:
        """Who reads from ``epoch`` on, each verified; TrustError for a ghost."""
        verified = [seat.trust.member(member, now) for member in members]
        self.epoch = max(self.epoch, epoch)
        self.owner = owner
        self.was_mine |= owner == seat.me
        self.members = {colleague.person.person: colleague for colleague in verified}
        # A former member's lines keep their writer's name for whoever takes over.
        for known in (seat.colleagues, self.members):
            self.names |= {person: colleague.person.name for person, colleague in known.items()}
        self._wanted[epoch] = frozenset(colleague.shift.shift for colleague in verified)
        self._met |= {colleague.shift.shift: colleague for colleague in verified}
        self.typing &= set(self.members)

    def is_sealed_as_told(self, offer: KeyOffer, seat: Seat, *, is_reopened: bool) -> bool:
        """Tell whether keys were sealed to exactly the members this console was told of for their epoch.

        The keys of an epoch that began and was superseded while this console was away were told to nobody
        here: they may be sealed to verified colleagues only, whom the screen then shows (``readers``).
        """
        shifts = [seal.shift for seal in offer.seals]
        told = self._wanted.get(offer.epoch)
        if told is not None:
            return len(shifts) == len(told) and told == frozenset(shifts)
        known = self._met.keys() | {colleague.shift.shift for colleague in seat.colleagues.values()}
        return is_reopened and offer.epoch < self.epoch and set(shifts) <= known

    def take_keys(self, offer: KeyOffer, keys: tuple[bytes, ...], seat: Seat) -> None:
        """Use verified keys of a new epoch. Whoever can open them is shown until newer keys are there."""
        self.offer, self.keys = offer, keys
        sealed_to = {seal.shift for seal in offer.seals}
        known = [*self._met.values(), *seat.colleagues.values()]
        self._readers = {one.person.person: one for one in known if one.shift.shift in sealed_to}
        if self.channel is None:
            self.channel = Channel(id_bytes(self.id), keys, "staff", id_bytes(seat.me))
        else:
            self.channel.add_keys(keys)

    def visitor_is(self, presence: VisitorPresence, since: float, until: float | None) -> None:
        """Where the visitor is."""
        if presence == "typing" or (presence == "here" and self.presence in {"away", "gone"}):
            self.silence.heard(since)
        self.presence, self.presence_since, self.away_until = presence, since, until

    def colleague_types(self, person: PersonId, *, is_on: bool) -> None:
        """A fellow member is writing, or stopped."""
        if is_on and person in self.members:
            self.typing.add(person)
        else:
            self.typing.discard(person)

    def saw(self, number: int, out: Outcome) -> None:
        """The visitor has lines up to this number on their screen."""
        first, self.seen = self.seen, max(self.seen, number)
        told = min(self.seen, self._told_lines)
        changed = [at for at in range(first, told) if self.lines[at].delivery == "stored"]
        if changed:
            for at in changed:
                self.lines[at] = _seen(self.lines[at])
            start, end = changed[0], changed[-1] + 1
            out.tell(LinesChanged(self.id, start, end - start, tuple(self.lines[start:end])))

    def take_lines(self, lines: Iterable[StoredLine], seat: Seat, out: Outcome) -> None:
        """Add stored lines in the order of their numbers; a gap is fetched, a repeat skipped, a lie shown."""
        if self.channel is None:
            return
        for line in lines:
            if line.number <= len(self.lines):
                if line.number == 0 or self.lines[line.number - 1].id != line.id:
                    self.break_trust("missing_lines", out)
                    return
            elif line.number == len(self.lines) + 1:
                self._add(line, self.channel, seat)
            else:
                self.target = max(self.target, line.number)
                break
        self.target = max(self.target, len(self.lines))
        self.catch_up(seat, out)

    def stored(self, line: LineId, number: int, at: int, seat: Seat, out: Outcome) -> None:
        """A line of this console is durable."""
        frame = None
        pending = self.outbox.find(line)
        if pending is not None:
            frame = pending.frame
        elif self.closing is not None and self.closing.id == line:
            frame = self.closing.frame
        if frame is not None:
            self.take_lines([StoredLine(number, line, "staff", frame, at)], seat, out)
        elif number > len(self.lines):
            self.target = max(self.target, number)
            self.catch_up(seat, out)

    def catch_up(self, seat: Seat, out: Outcome) -> None:
        """Ask once for the lines that are missing; what waits to leave waits until they are here."""
        if len(self.lines) >= self.target:
            self.is_catching_up = False
        elif self.channel is not None and not self.is_catching_up and seat.may_send:
            self.is_catching_up = True
            out.say(CatchUp(self.id, len(self.lines)))

    def break_trust(self, code: str, out: Outcome) -> None:
        """Something in this conversation cannot be believed: nothing more is said in it."""
        if not self.is_broken:
            self.is_broken = True
            out.tell(TrustBroken(TrustAlarm(code, "conversation", self.id)))

    # ── what leaves ──

    @property
    def keys_state(self) -> KeysState:
        """How far the conversation's keys are."""
        if self.is_broken:
            return "broken"
        if self.channel is None:
            return "waiting"
        return "ready" if self.channel.epoch >= self.epoch else "changing"

    @property
    def may_leave(self) -> bool:
        """Whether lines can be sealed now, with everything that came before at hand."""
        return self.channel is not None and not self.is_broken and len(self.lines) >= self.target

    def flush(self, seat: Seat, out: Outcome) -> None:
        """Send the next line, and the end after the last."""
        if not seat.may_send:
            return
        if self.closing is not None and (self.channel is None or self.is_broken):
            self.closing.leave(self.id, None, out)
            return
        if self.channel is None or not self.may_leave:
            return
        pending = self.outbox.next_out(self.channel)
        if pending is not None and pending.frame is not None:
            out.say(StaffLine(self.id, pending.id, pending.frame))
        elif self.closing is not None and not self.outbox.lines:
            self.closing.leave(self.id, self.channel, out)

    def not_ended(self) -> None:
        """The end was refused: the conversation goes on.

        Its frame used up a number of the sending session, which nobody will ever see.
        """
        if self.closing is not None and self.closing.frame is not None and self.channel is not None:
            self.channel.fresh_session()
        self.closing = None

    # ── what the screen shows ──

    def announce(self, seat: Seat, now: float, out: Outcome) -> None:
        """Tell what changed since the last time: lines in one splice, then the row; keep what was typed."""
        self.unsaid.follow(self.draft, self.outbox, out)
        tail = self.outbox.rows(seat)
        fresh = tuple(self.lines[self._told_lines :])
        if tail != self._told_tail:
            out.tell(LinesChanged(self.id, self._told_lines, len(self._told_tail), fresh + tail))
        elif fresh:
            out.tell(LinesChanged(self.id, self._told_lines, 0, fresh))
        self._told_lines, self._told_tail = len(self.lines), tail
        row = self.row(seat, now)
        if self._told_row is not None and row != self._told_row:
            out.tell(ConversationChanged(row))
        self._told_row = row

    def all_lines(self) -> Sequence[LineRow]:
        """Return every line as it was told, the unsent ones last."""
        return [*self.lines[: self._told_lines], *self._told_tail]

    def row(self, seat: Seat, now: float) -> ConversationRow:
        """Return the conversation's row for the list."""
        silence = seat.trust.policy.silence
        last = next((line for line in reversed(self.lines) if line.kind in {"text", "opening"}), None)
        return ConversationRow(
            conversation=self.id,
            nickname=self.nickname,
            language=self.language,
            since=self.since,
            presence=self.presence,
            presence_since=self.presence_since,
            away_until=self.away_until,
            silent_since=self.silence.since(self.presence),
            silence=self.silence.offer(self.presence, silence.nudge_after, silence.end_after, now),
            unread=self.unread,
            unsent=len(self.outbox.lines),
            last_line=last.text if last else "",
            last_at=last.at if last else self.since,
            keys=self.keys_state,
            is_mine=self.owner == seat.me,
            members=tuple(self._member_rows(seat)),
            retention=self.retention,
            closing=self.closing is not None,
        )

    def _member_rows(self, seat: Seat) -> Iterable[MemberRow]:
        # Who left keeps reading until newer keys are there: shown as long as that is so.
        for person, colleague in (self._readers | self.members).items():
            yield MemberRow(
                person,
                colleague.person.name,
                colleague.person.role,
                person == seat.me,
                person == self.owner,
                person in self.typing,
            )

    def _add(self, line: StoredLine, channel: Channel, seat: Seat) -> None:
        at = seat.here(line.at)
        row = self._opened(line, channel, seat, at)
        self.lines.append(row)
        if line.sender == "staff":
            self.outbox.settle(line.id)
            if row.kind == "text":
                nudges = seat.trust.policy.texts.nudge.values()
                self.silence.spoke(at, is_nudge=row.text in nudges)
        else:
            self.silence.heard_line(at)
            if line.number > self.read_up_to and seat.selected != self.id:
                self.unread += 1

    def _opened(self, line: StoredLine, channel: Channel, seat: Seat, at: float) -> LineRow:
        """Return a line opened and checked, or the row that says it could not be."""
        try:
            opened = channel.open(line.number, line.sender, line.frame)
        except ChannelError as error:
            channel.skip(line.number)
            return _unverified(line, self.id, at, error.code)
        by = id_text(opened.by) if line.sender == "staff" else ""
        text = opened.text
        if opened.opening is not None:
            text = opened.opening.words
            self.nickname, self.language = opened.opening.nickname, opened.opening.language
        is_own = by == seat.me
        delivery: Delivery = "received"
        if is_own:
            delivery = "seen" if line.number <= self.seen else "stored"
        return LineRow(
            conversation=self.id,
            id=line.id,
            number=line.number,
            sender=line.sender,
            by=by,
            name=self.names.get(by, ""),
            is_own=is_own,
            kind=opened.kind,
            text=text,
            at=at,
            delivery=delivery,
            code="end_unverified" if opened.kind == "end" and not opened.end_ok else "",
        )


def _unverified(line: StoredLine, conversation: str, at: float, code: str) -> LineRow:
    return LineRow(
        conversation=conversation,
        id=line.id,
        number=line.number,
        sender=line.sender,
        by="",
        name="",
        is_own=False,
        kind="unverified",
        text="",
        at=at,
        delivery="received",
        code=code,
    )


def _seen(row: LineRow) -> LineRow:
    return replace(row, delivery="seen")
