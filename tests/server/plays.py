"""A stage for the desk: people with names, their inboxes, and a shelf that keeps what the desk stores."""

import struct
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeVar

from luwte.crypto.certificates import Role, Signed
from luwte.protocol.ids import id_bytes, id_text
from luwte.protocol.messages import (
    Accept,
    Colleagues,
    Enter,
    Keys,
    Members,
    Opened,
    ShiftOpened,
    StaffLine,
    StaffMessage,
    ToStaff,
    ToVisitor,
    VisitorHello,
    VisitorLine,
    VisitorMessage,
)
from luwte.protocol.parts import KeyOffer, Member, Seal, StoredLine
from luwte.server.desk import Desk
from luwte.server.effects import (
    CloseOut,
    CutStaff,
    CutVisitor,
    DropRequest,
    DropShift,
    DropVault,
    Effect,
    Forget,
    KeepShare,
    SendColleagues,
    SendEntered,
    SendEveryone,
    SendEveryVisitor,
    SendResumed,
    SendShiftOpened,
    SendStaff,
    SendStaffLines,
    SendVisitor,
    SendVisitorLines,
    StoreConversation,
    StoreCopy,
    StoreLine,
    StoreOffer,
    StorePause,
    StoreRequest,
    StoreShift,
    StoreWords,
)
from luwte.server.permissions import ShiftMessage
from luwte.server.rows import (
    ConversationRow,
    RecentLine,
    RequestRow,
    SavedConversation,
    ShiftRow,
    Snapshot,
)
from luwte.server.rules import ArchiveKey, HouseRules

START = 1_795_000_000
INTAKE = id_text(b"intake-key------")
STANDARD = ArchiveKey(id_text(b"archive-standard"), Signed(b"standard", bytes(64), bytes(32)))
VIOLENCE = ArchiveKey(id_text(b"archive-violence"), Signed(b"violence", bytes(64), bytes(32)))
RULES = HouseRules(
    policy_version=3,
    is_open=True,
    opens_at=None,
    resume_window=300,
    waiting_limit=5,
    conversations_default=2,
    conversations_most=4,
    intake=frozenset({INTAKE}),
    archive=MappingProxyType({"standard": STANDARD, "violence": VIOLENCE}),
    retention_days=MappingProxyType({"standard": 90, "violence": 730, "short": 10}),
)

TEXT, END, OPENING = 1, 2, 3
_Message = TypeVar("_Message")


def name_id(name: str) -> str:
    """Return an id that tells its name in a failing test."""
    return id_text(name.encode().ljust(16, b".")[:16])


def token(visitor: str) -> bytes:
    return visitor.encode().ljust(32, b".")


def frame(
    conversation: str,
    sender: Literal["visitor", "staff"],
    epoch: int = 0,
    kind: int = TEXT,
    body: bytes = b"",
) -> bytes:
    """Return a frame with an honest header and an unreadable inside."""
    direction = 0 if sender == "visitor" else 1
    header = struct.pack(
        ">BB16sIB16sQQB32s", 1, 1, id_bytes(conversation), epoch, direction, bytes(16), 0, 0, kind, bytes(32)
    )
    return header + bytes(32) + body.ljust(144, b"#")


@dataclass
class Shelf:
    """What a clerk would keep: enough to rebuild the desk, and to see that what is over is gone."""

    rows: dict[str, ConversationRow] = field(default_factory=dict)
    words: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    lines: dict[str, list[StoredLine]] = field(default_factory=lambda: defaultdict(list))
    offers: dict[str, KeyOffer] = field(default_factory=dict)
    copies: list[StoreCopy] = field(default_factory=list)
    shifts: dict[str, ShiftRow] = field(default_factory=dict)
    requests: dict[str, RequestRow] = field(default_factory=dict)
    vaults: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    kept_shares: set[str] = field(default_factory=set)
    closed_out: dict[str, CloseOut] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)
    is_paused: bool = False

    def snapshot(self) -> Snapshot:
        conversations = [
            SavedConversation(
                row=row,
                intake_key=self.words[each][0],
                words=self.words[each][1],
                offer=self.offers.get(each),
                recent=tuple(
                    RecentLine(line.id, line.number, line.sender, line.at) for line in self.lines[each]
                ),
                is_share_kept=each in self.kept_shares,
                size=sum(len(line.frame) for line in self.lines[each]),
            )
            for each, row in self.rows.items()
        ]
        kept = (tuple(self.shifts.values()), tuple(self.requests.values()))
        return Snapshot(tuple(conversations), *kept, is_paused=self.is_paused)

    def delete(self, conversation: str) -> None:
        for table in (self.rows, self.words, self.lines, self.offers):
            table.pop(conversation, None)
        self.copies = [each for each in self.copies if each.copy.conversation != conversation]
        self.kept_shares.discard(conversation)
        for each in [each.request for each in self.requests.values() if each.conversation == conversation]:
            del self.requests[each]


class Play:
    """Drives one desk: each method is one event, ``effects`` holds what the last one led to."""

    def __init__(self, rules: HouseRules = RULES) -> None:
        self.rules = rules
        self.now = START
        self.shelf = Shelf()
        self.effects: list[Effect] = []
        self.to_visitor: dict[bytes, list[ToVisitor | SendEntered | SendResumed | SendVisitorLines]] = (
            defaultdict(list)
        )
        self.to_shift: dict[str, list[ToStaff | SendStaffLines]] = defaultdict(list)
        self.to_answering: list[Colleagues] = []
        self.cut: list[bytes | str] = []
        self.shift_of: dict[str, str] = {}
        self._ids = 0
        self._line = 0
        self._shares = 0
        self.desk = Desk(rules, fresh_id=self._fresh_id)

    # ── events ──────────────────────────────────────────────────────────────────────────────────

    def hello(
        self, visitor: str, *, after: int = 0, is_reload: bool = False, former: str | None = None
    ) -> None:
        hello = VisitorHello(version=1, after=after, is_reload=is_reload)
        before = None if former is None else token(former)
        self.carry_out(self.desk.visitor_arrived(token(visitor), hello, self.now, before))

    def visitor_says(self, visitor: str, message: VisitorMessage) -> None:
        self.carry_out(self.desk.visitor_said(token(visitor), message, self.now))

    def drop(self, visitor: str) -> None:
        self.carry_out(self.desk.visitor_left(token(visitor), self.now))

    def open_shift(
        self,
        person: str,
        role: Role = "volunteer",
        *,
        shift: str = "",
        hours: int = 8,
        limit: int | None = None,
        vault: str = "",
    ) -> str:
        """Open a shift and a vault of these names (the person's own by default); return the shift's id."""
        shift_id = name_id(shift or f"{person} shift")
        self.shift_of[person] = shift_id
        row = ShiftRow(
            shift=shift_id,
            person=name_id(person),
            role=role,
            member=member(shift_id),
            until=self.now + hours * 3_600,
            limit=limit,
            vault=name_id(vault or f"{person} vault"),
        )
        self.carry_out(self.desk.shift_opened(row, self.now))
        return shift_id

    def says(self, person: str, message: ShiftMessage) -> None:
        self.carry_out(self.desk.staff_said(self.shift_of[person], message, self.now))

    def staff_drops(self, person: str) -> None:
        self.carry_out(self.desk.staff_left(self.shift_of[person], self.now))

    def staff_returns(self, person: str) -> None:
        self.carry_out(self.desk.staff_returned(self.shift_of[person], self.now))

    def wait(self, seconds: int) -> None:
        self.now += seconds
        self.carry_out(self.desk.tick(self.now))

    def house(self, **changes: object) -> None:
        self.rules = replace(self.rules, **changes)  # type: ignore[arg-type]
        self.carry_out(self.desk.house_changed(self.rules, self.now))

    def restart(self) -> None:
        """Kill the server and rebuild the desk from what was durable; nobody is connected any more."""
        self.desk = Desk.restored(self.rules, self.shelf.snapshot(), self.now, fresh_id=self._fresh_id)

    # ── usual scenes ────────────────────────────────────────────────────────────────────────────

    def enter(self, visitor: str) -> str:
        """Let a visitor join the queue; return the conversation."""
        self.hello(visitor)
        self.visitor_says(visitor, entering(visitor))
        entered = self.last_to_visitor(visitor, SendEntered)
        return entered.conversation

    def accept(self, person: str, conversation: str) -> None:
        self.says(person, Accept(conversation=conversation))

    def give_keys(self, visitor: str) -> KeyOffer:
        """Let the visitor's page answer the newest question for keys."""
        offer = offer_for(self.last_to_visitor(visitor, Members))
        self.visitor_says(visitor, Keys(offer=offer))
        return offer

    def talk(self, visitor: str, person: str) -> str:
        """Bring a visitor and a member of staff on shift into a conversation with keys; return it."""
        conversation = self.enter(visitor)
        self.accept(person, conversation)
        self.give_keys(visitor)
        return conversation

    def visitor_writes(self, visitor: str, conversation: str, epoch: int = 0, line: str = "") -> VisitorLine:
        self._line += 1
        message = VisitorLine(
            id=name_id(line or f"line {self._line}"), frame=frame(conversation, "visitor", epoch)
        )
        self.visitor_says(visitor, message)
        return message

    def writes(self, person: str, conversation: str, epoch: int = 0, line: str = "") -> StaffLine:
        self._line += 1
        message = StaffLine(
            conversation=conversation,
            id=name_id(line or f"line {self._line}"),
            frame=frame(conversation, "staff", epoch),
        )
        self.says(person, message)
        return message

    # ── what people got ─────────────────────────────────────────────────────────────────────────

    def got(self, person: str, kind: type[_Message]) -> list[_Message]:
        """Everything of this kind that reached this person's present console, oldest first."""
        return [each for each in self.to_shift[self.shift_of[person]] if isinstance(each, kind)]

    def visitor_got(self, visitor: str, kind: type[_Message]) -> list[_Message]:
        return [each for each in self.to_visitor[token(visitor)] if isinstance(each, kind)]

    def last(self, person: str, kind: type[_Message]) -> _Message:
        return self.got(person, kind)[-1]

    def last_to_visitor(self, visitor: str, kind: type[_Message]) -> _Message:
        return self.visitor_got(visitor, kind)[-1]

    def clear(self) -> None:
        """Forget what everybody got so far."""
        self.to_visitor.clear()
        self.to_shift.clear()
        self.to_answering.clear()

    # ── the clerk's part ────────────────────────────────────────────────────────────────────────

    def carry_out(self, effects: list[Effect]) -> None:
        self.effects = effects
        for effect in effects:
            match effect:
                case SendVisitor():
                    self.to_visitor[effect.visitor].append(effect.message)
                case SendEntered() | SendResumed() | SendVisitorLines():
                    self.to_visitor[effect.visitor].append(effect)
                case SendStaff():
                    self.to_shift[effect.shift].append(effect.message)
                case SendStaffLines():
                    self.to_shift[effect.shift].append(effect)
                case SendShiftOpened():
                    self.to_shift[effect.shift].append(self._shift_opened(effect))
                case SendEveryone():
                    for shift in self.shelf.shifts:
                        self.to_shift[shift].append(effect.message)
                case SendColleagues():
                    self.to_answering.append(effect.message)
                    for shift in self.shelf.shifts:
                        self.to_shift[shift].append(effect.message)
                case SendEveryVisitor():
                    for inbox in self.to_visitor.values():
                        inbox.append(effect.message)
                case StoreConversation():
                    self.shelf.rows[effect.row.conversation] = effect.row
                case StoreWords():
                    self.shelf.words[effect.conversation] = (effect.key, effect.words)
                case StoreLine():
                    self.shelf.lines[effect.conversation].append(effect.line)
                case StoreOffer():
                    self.shelf.offers[effect.conversation] = effect.offer
                case StoreCopy():
                    self.shelf.copies.append(effect)
                case KeepShare():
                    self.shelf.kept_shares.add(effect.conversation)
                case CloseOut():
                    self.shelf.closed_out[effect.conversation] = effect
                    self.shelf.delete(effect.conversation)
                case Forget():
                    self.shelf.forgotten.add(effect.conversation)
                    self.shelf.delete(effect.conversation)
                case StoreShift():
                    self.shelf.shifts[effect.row.shift] = effect.row
                case DropShift():
                    self.shelf.shifts.pop(effect.shift, None)
                case DropVault():
                    self.shelf.vaults.pop(effect.person, None)
                case StoreRequest():
                    assert effect.row.conversation in self.shelf.rows, "of a conversation that is there"
                    self.shelf.requests[effect.row.request] = effect.row
                case DropRequest():
                    self.shelf.requests.pop(effect.request, None)
                case StorePause():
                    self.shelf.is_paused = effect.is_paused
                case CutVisitor():
                    self.cut.append(effect.visitor)
                case CutStaff():
                    self.cut.append(effect.shift)

    def _shift_opened(self, effect: SendShiftOpened) -> ShiftOpened:
        vault, share = self.shelf.vaults.get(effect.person, ("", b""))
        is_kept = vault == effect.vault
        if not is_kept:
            self._shares += 1
            share = self._shares.to_bytes(32, "big")
        self.shelf.vaults[effect.person] = (effect.vault, share)
        return ShiftOpened(
            shift=effect.shift,
            until=effect.until,
            share=share,
            is_kept=is_kept,
            queue=effect.queue,
            conversations=effect.conversations,
        )

    def _fresh_id(self) -> str:
        self._ids += 1
        return name_id(f"id {self._ids}")


def entering(visitor: str, policy: int = 3, key: str = INTAKE) -> Enter:
    return Enter(
        visitor_key=token(visitor), key=key, words=f"words of {visitor}".encode().ljust(64), policy=policy
    )


def member(shift: str) -> Member:
    """Return a member whose shift certificate names only the shift: the desk never looks inside."""
    nothing = Signed(b"", bytes(64), bytes(32))
    return Member(
        certificate=nothing, coordinator=nothing, shift=Signed(shift.encode(), bytes(64), bytes(32))
    )


def shifts_of(members: Iterable[Member]) -> list[str]:
    return [each.shift.payload.decode() for each in members]


def offer_for(question: Members, shifts: list[str] | None = None, archive: str | None = None) -> KeyOffer:
    """Return the keys a page would make: one seal for each member it was shown."""
    key = VIOLENCE.key if question.archive == VIOLENCE.claim else STANDARD.key
    return KeyOffer(
        epoch=question.epoch,
        seals=[
            Seal(shift=each, sealed=bytes([question.epoch]) * 80)
            for each in (shifts_of(question.members) if shifts is None else shifts)
        ],
        archive_key=archive or key,
        archive=bytes(80),
        signature=bytes(64),
    )


def opened_in(play: Play, person: str) -> list[str]:
    """The conversations this person's console was ever given."""
    return [each.conversation.conversation for each in play.got(person, Opened)]


__all__ = [
    "END",
    "INTAKE",
    "OPENING",
    "RULES",
    "STANDARD",
    "START",
    "TEXT",
    "VIOLENCE",
    "Play",
    "Shelf",
    "StaffMessage",
    "entering",
    "frame",
    "member",
    "name_id",
    "offer_for",
    "opened_in",
    "shifts_of",
    "token",
]
