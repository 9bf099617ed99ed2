"""One practice conversation as the server would tell it: who reads it, its lines, where the visitor is."""

from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from luwte.crypto.certificates import ShiftClaim, Signed
from luwte.crypto.channel import ChannelError
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.messages import ToStaff
from luwte.protocol.parts import OpenConversation, RefusalCode, VisitorPresence, Waiter
from luwte.training.actor import Act, Actor, Goes, Is, Sends
from luwte.training.agenda import Agenda, earliest
from luwte.training.helpline import Colleague, PracticeHelpline, seals_to
from luwte.training.script import Script
from luwte.training.visitor import PlayedVisitor

KEYS: Final = 2.0
"""Seconds a visitor's page takes to make keys."""
LOOKS: Final = 1.5
"""Seconds before a line stands on the visitor's screen."""
ANSWERS: Final = 6.0
"""Seconds a colleague takes to say yes."""
GREETS: Final = 5.0

Kind = Literal["hand_over", "along", "danger"]


@dataclass(frozen=True, slots=True)
class OwnShift:
    """The volunteer's shift, as their console opened it."""

    claim: ShiftClaim
    certificate: Signed
    digest: bytes


class PlayedTalk:
    """From the waiting room to the end. Every step returns what the server would say to the console."""

    def __init__(
        self, script: Script, helpline: PracticeHelpline, language: str, pace: float, now: float
    ) -> None:
        nickname, words = script.nickname.spoken(language), script.words.spoken(language)
        self.visitor: Final = PlayedVisitor(nickname, words, language)
        self.stage: Literal["waiting", "keys", "talking", "over"] = "waiting"
        self._helpline: Final = helpline
        self._language: Final = language
        self._pace: Final = pace
        self._since: Final = int(now)
        self._actor: Final = Actor(script, language, pace)
        self._agenda: Final = Agenda()
        self._along: list[Colleague] = []
        self._is_changing = False
        self._retention = helpline.policy.retention_default
        self._presence: VisitorPresence = "here"
        self._seen = 0

    @property
    def id(self) -> str:
        """The conversation's id."""
        return self.visitor.conversation

    @property
    def next_at(self) -> float | None:
        """When something happens next by itself."""
        return None if self.stage == "over" else earliest(self._actor.next_at, self._agenda.next_at)

    def pass_time(self, now: float) -> list[ToStaff]:
        """Return what happened up to now, in order."""
        told: list[ToStaff] = []
        while (due := self.next_at) is not None and due <= now:
            if due == self._agenda.next_at:
                told += self._agenda.next()
            else:
                for act in self._actor.acts(due):
                    told += self._acted(act, due)
        return told

    def waiter(self, now: float) -> Waiter:
        """Return the visitor as the queue shows them."""
        return self.visitor.waiter(self._helpline.intake(now), self._since)

    # ── what the volunteer does ──

    def accept(self, shift: OwnShift, now: float) -> list[ToStaff]:
        """The volunteer takes the visitor, whose page makes keys."""
        self.stage = "keys"
        self._agenda.add(now + KEYS * self._pace, partial(self._keys_made, shift))
        waiter = self.waiter(now)
        me = shift.claim.person
        opened = OpenConversation(
            conversation=self.id,
            visitor_key=waiter.visitor_key,
            key=waiter.key,
            words=waiter.words,
            since=self._since,
            retention=self._retention,
            owner=me,
            members=[self._helpline.member(shift.certificate)],
            epoch=0,
            offer=None,
            last=0,
            presence="here",
            away_until=None,
            seen=0,
        )
        return [say.WaiterLeft(self.id, "accepted"), say.Opened(opened, "accepted")]

    def hear(self, message: say.StaffLine, now: float) -> list[ToStaff]:
        """The volunteer wrote a line."""
        if self.stage != "talking":
            return [self._refused("not_now", message)]
        try:
            stored, opened = self.visitor.hears(message.id, message.frame, int(now))
        except ChannelError as error:
            code: RefusalCode = "stale_epoch" if error.code == "old_epoch" else "bad_message"
            return [self._refused(code, message)]
        if opened is not None:
            self._actor.hear(opened.text, now)
            self._agenda.add(now + LOOKS * self._pace, self._looks)
        return [say.StaffStored(self.id, stored.id, stored.number, stored.at)]

    def watch(self, now: float, *, is_typing: bool) -> list[ToStaff]:
        """The volunteer types, or stopped."""
        self._actor.watch(now, is_typing=is_typing)
        return []

    def catch_up(self, after: int) -> list[ToStaff]:
        """Tell the lines after this number again."""
        lines = self.visitor.lines[after:]
        return [say.Lines(self.id, lines)] if lines else []

    def end(self, message: say.EndConversation, now: float) -> list[ToStaff]:
        """The volunteer ends it."""
        told: list[ToStaff] = []
        if message.id is not None and message.frame is not None:
            try:
                stored, _ = self.visitor.hears(message.id, message.frame, int(now))
            except ChannelError:
                return [self._refused("bad_message", message)]
            told.append(say.StaffStored(self.id, stored.id, stored.number, stored.at))
        self.stage = "over"
        return [*told, say.Ended(self.id, "silent" if message.is_silent else "staff")]

    def set_retention(self, message: say.SetRetention) -> list[ToStaff]:
        """A longer term, never a shorter one."""
        classes = self._helpline.policy.retention_classes
        if classes.get(message.retention, -1) < classes[self._retention]:
            return [self._refused("not_allowed", message)]
        self._retention = message.retention
        return [say.RetentionSet(self.id, self._retention)]

    def ask(
        self,
        colleague: Colleague,
        kind: Kind,
        message: say.HandOver | say.AskAlong | say.Danger,
        shift: OwnShift,
        now: float,
    ) -> list[ToStaff]:
        """A colleague is asked, and says yes in a moment."""
        if self.stage != "talking" or self._is_changing:
            return [self._refused("not_now", message)]
        if colleague in self._along and kind != "hand_over":
            return [self._refused("no_colleague", message)]
        self._is_changing = True
        self._agenda.add(now + ANSWERS * self._pace, partial(self._agrees, colleague, kind, shift))
        return []

    def is_along(self, colleague: Colleague) -> bool:
        """Tell whether a colleague reads along."""
        return colleague in self._along

    # ── what happens by itself ──

    def _keys_made(self, shift: OwnShift, now: float) -> list[ToStaff]:
        self.stage = "talking"
        self._actor.begin(now)
        version = self._helpline.version
        return [self._keys(shift, now), say.Lines(self.id, [self.visitor.opens(version, int(now))])]

    def _keys(self, shift: OwnShift | None, now: float) -> ToStaff:
        me = None if shift is None else (shift.claim, shift.digest)
        archive = self._helpline.archive(self._retention, now)
        return say.KeysArrived(self.id, self.visitor.offer(seals_to(me, self._along), archive))

    def _acted(self, act: Act, now: float) -> list[ToStaff]:
        match act:
            case Is():
                return self._is(act.presence, now)
            case Sends():
                return [say.Lines(self.id, [self.visitor.says(act.text, int(now))])]
            case Goes():
                self.stage = "over"
                return [say.Lines(self.id, [self.visitor.ends(int(now))]), say.Ended(self.id, "visitor")]

    def _is(self, presence: VisitorPresence, now: float) -> list[ToStaff]:
        if presence == "here" and self._presence in {"away", "hidden"}:
            self._agenda.add(now + LOOKS * self._pace, self._looks)
        self._presence = presence
        until = int(now) + self._helpline.policy.resume_window if presence == "away" else None
        return [say.VisitorChanged(self.id, presence, int(now), until)]

    def _looks(self, _now: float) -> list[ToStaff]:
        last = len(self.visitor.lines)
        if self._presence in {"away", "hidden"} or last <= self._seen:
            return []
        self._seen = last
        return [say.VisitorSeen(self.id, last)]

    def _agrees(self, colleague: Colleague, kind: Kind, shift: OwnShift, now: float) -> list[ToStaff]:
        me = shift.claim.person
        by = colleague.person.claim.person
        is_leaving = kind == "hand_over"
        if colleague not in self._along:
            self._along.append(colleague)
        readers = [self._helpline.member_of(each) for each in self._along]
        if not is_leaving:
            readers.insert(0, self._helpline.member(shift.certificate))
        self._agenda.add(
            now + KEYS * self._pace, partial(self._joined, colleague, None if is_leaving else shift)
        )
        return [
            say.Answered(new_id(), self.id, is_yes=True, by=by),
            say.MembersWanted(self.id, self.visitor.epoch + 1, by if is_leaving else me, readers),
        ]

    def _joined(self, colleague: Colleague, shift: OwnShift | None, now: float) -> list[ToStaff]:
        self._is_changing = False
        self.visitor.change_keys()
        if shift is None:
            self.stage = "over"
            return [say.Left(self.id, "handed_over")]
        self._agenda.add(now + GREETS * self._pace, partial(self._greets, colleague))
        return [self._keys(shift, now)]

    def _greets(self, colleague: Colleague, now: float) -> list[ToStaff]:
        words = colleague.part.comes_along.spoken(self._language)
        words = words.replace("{name}", colleague.person.claim.name)
        return [say.Lines(self.id, [self.visitor.reads(colleague, words, int(now))])]

    def _refused(
        self,
        code: RefusalCode,
        message: say.StaffLine
        | say.EndConversation
        | say.SetRetention
        | say.HandOver
        | say.AskAlong
        | say.Danger,
    ) -> ToStaff:
        about = message.id if isinstance(message, say.StaffLine | say.EndConversation) else None
        return say.StaffRefused(code, str(message.__struct_config__.tag), self.id, about)
