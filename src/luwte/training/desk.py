"""The server as it is played to a console that practises: one invented visitor after the other.

Values and ``now`` in, messages out. It keeps nothing, knows nobody real, refuses what is not practised.
"""

from collections.abc import Sequence
from functools import partial
from itertools import cycle
from typing import Final

from luwte.crypto.certificates import CertificateError, ShiftClaim, Signed, claim_of
from luwte.crypto.keys import sha256
from luwte.crypto.sealing import seal_team, seal_whisper
from luwte.protocol import messages as say
from luwte.protocol.ids import ConversationId, PersonId, id_bytes, new_id
from luwte.protocol.messages import StaffMessage, ToStaff
from luwte.protocol.parts import Colleague as ColleagueRow
from luwte.protocol.parts import RefusalCode
from luwte.training.agenda import Agenda, earliest
from luwte.training.helpline import Colleague, PracticeHelpline
from luwte.training.script import Script, Team, Text
from luwte.training.talk import ANSWERS, GREETS, KEYS, Kind, OwnShift, PlayedTalk

FIRST: Final = 4.0
"""Seconds before the first visitor waits."""
NEXT: Final = 8.0
"""Seconds between the end of a conversation and the next visitor."""


class PlayedDesk:
    """What the volunteer's console takes for the server. ``next_at``: when to call ``pass_time`` again."""

    def __init__(
        self,
        helpline: PracticeHelpline,
        scripts: Sequence[Script],
        team: Team,
        language: str,
        pace: float = 1.0,
    ) -> None:
        """``pace`` stretches what others do, 1 being natural."""
        self._helpline: Final = helpline
        self._scripts: Final = cycle(scripts)
        self._team: Final = team
        self._language: Final = language
        self._pace: Final = pace
        self._agenda: Final = Agenda()
        self._shift: OwnShift | None = None
        self._talk: PlayedTalk | None = None
        self._whispered: Final[dict[PersonId, int]] = {}
        self._team_answers = 0

    @property
    def next_at(self) -> float | None:
        """When something happens next by itself."""
        return earliest(self._agenda.next_at, self._talk.next_at if self._talk is not None else None)

    def pass_time(self, now: float) -> list[ToStaff]:
        """Return what happened up to now, in order."""
        told: list[ToStaff] = []
        while (due := self.next_at) is not None and due <= now:
            if self._talk is not None and due == self._talk.next_at:
                told += self._talk.pass_time(due)
                self._turn(due)
            else:
                told += self._agenda.next()
        return told

    def hear(self, message: StaffMessage, now: float) -> list[ToStaff]:
        """Return what the server says to a message at once."""
        told = self.pass_time(now) + self._hear(message, now)
        self._turn(now)
        return told

    def _hear(  # noqa: PLR0911, PLR0912 - one arm per message
        self, message: StaffMessage, now: float
    ) -> list[ToStaff]:
        match message:
            case say.OpenShift():
                return self._open_shift(message, now)
            case say.CloseShift():
                if self._talk is not None and self._talk.stage in {"keys", "talking"}:
                    return [_refused("not_now", message)]
                return [say.ShiftClosed("closed")]
            case say.Accept():
                talk, shift = self._talk, self._shift
                if (
                    talk is None
                    or shift is None
                    or (talk.id, talk.stage) != (message.conversation, "waiting")
                ):
                    return [_refused("taken", message)]
                return talk.accept(shift, now)
            case say.StaffLine():
                talk = self._of(message.conversation)
                return talk.hear(message, now) if talk else [_refused("unknown_conversation", message)]
            case say.StaffTyping():
                talk = self._of(message.conversation)
                return talk.watch(now, is_typing=message.is_on) if talk else []
            case say.CatchUp():
                talk = self._of(message.conversation)
                return talk.catch_up(message.after) if talk else []
            case say.EndConversation():
                talk = self._of(message.conversation)
                return talk.end(message, now) if talk else [_refused("unknown_conversation", message)]
            case say.SetRetention():
                talk = self._of(message.conversation)
                return talk.set_retention(message) if talk else [_refused("unknown_conversation", message)]
            case say.HandOver():
                return self._ask(message, self._colleague(message.to), "hand_over", now)
            case say.AskAlong():
                return self._ask(message, self._colleague(message.to), "along", now)
            case say.Danger():
                return self._danger(message, now)
            case say.Whisper():
                return self._whisper(message, now)
            case say.TeamLine():
                self._agenda.add(now + GREETS * self._pace, self._team_answer)
                return [say.TeamStored(message.id, int(now))]
            case say.Pause() | say.Limit() | say.ArchiveCopy():
                return []  # nothing to answer, and nothing is archived
            case (
                say.StaffHello()
                | say.CreateHelpline()
                | say.Enrol()
                | say.SignIn()
                | say.Return()
                | say.Answer()
                | say.StepOut()
                | say.SetHouse()
                | say.EndShift()
                | say.AddPerson()
                | say.RemovePerson()
                | say.WishCertificate()
                | say.Certify()
                | say.PublishPolicy()
                | say.PublishKeys()
                | say.ListPeople()
                | say.SendRegistrations()
                | say.ListRegistrations()
                | say.ReadRegistrations()
            ):
                return [_refused("not_allowed", message)]

    # ── the shift and its visitors ──

    def _open_shift(self, message: say.OpenShift, now: float) -> list[ToStaff]:
        claim = _shift_claim(message.certificate)
        if claim is None or claim.person != self._helpline.me.claim.person:
            return [_refused("certificate", message)]
        if self._shift is None:
            self._agenda.add(now + FIRST * self._pace, self._next_visitor)
            self._agenda.add(now + KEYS * self._pace, self._welcome)
        self._shift = OwnShift(claim, message.certificate, sha256(message.certificate.payload))
        me = ColleagueRow(self._helpline.member(message.certificate), "available")
        others = [
            ColleagueRow(self._helpline.member_of(each), "available") for each in self._helpline.colleagues
        ]
        return [
            # A practice has no vault; the same half of a key each time is a shift that goes on.
            say.ShiftOpened(
                claim.shift, claim.not_after, bytes(32), is_kept=False, queue=[], conversations=[]
            ),
            say.Colleagues([me, *others]),
            say.HouseState("open"),
        ]

    def _next_visitor(self, now: float) -> list[ToStaff]:
        self._talk = PlayedTalk(next(self._scripts), self._helpline, self._language, self._pace, now)
        return [say.WaiterJoined(self._talk.waiter(now))]

    def _turn(self, now: float) -> None:
        """After a conversation comes the next."""
        if self._talk is not None and self._talk.stage == "over":
            self._talk = None
            self._agenda.add(now + NEXT * self._pace, self._next_visitor)

    def _of(self, conversation: ConversationId) -> PlayedTalk | None:
        talk = self._talk
        return talk if talk is not None and talk.id == conversation and talk.stage != "waiting" else None

    # ── colleagues ──

    def _colleague(self, person: PersonId) -> Colleague | None:
        return next((each for each in self._helpline.colleagues if each.shift.person == person), None)

    def _ask(
        self,
        message: say.HandOver | say.AskAlong | say.Danger,
        colleague: Colleague | None,
        kind: Kind,
        now: float,
    ) -> list[ToStaff]:
        talk, shift = self._of(message.conversation), self._shift
        if talk is None or shift is None:
            return [_refused("unknown_conversation", message)]
        if colleague is None:
            return [_refused("no_colleague", message)]
        return talk.ask(colleague, kind, message, shift, now)

    def _danger(self, message: say.Danger, now: float) -> list[ToStaff]:
        """The first coordinator who does not read along yet comes, and says so among colleagues (H3)."""
        talk = self._of(message.conversation)
        called = (
            each
            for each in self._helpline.colleagues
            if each.part.role == "coordinator" and not (talk and talk.is_along(each))
        )
        colleague = next(called, None)
        if colleague is None:
            return [_refused("no_coordinator", message)]
        told = self._ask(message, colleague, "danger", now)
        if not told:
            said = partial(self._whispers, colleague, message.conversation, colleague.part.in_danger)
            self._agenda.add(now + (ANSWERS + KEYS) * self._pace, said)
        return told

    def _whisper(self, message: say.Whisper, now: float) -> list[ToStaff]:
        colleague = self._colleague(message.to)
        if colleague is None:
            return [_refused("no_colleague", message)]
        told = self._whispered.get(message.to, 0)
        self._whispered[message.to] = told + 1
        words = colleague.part.whispers[min(told, len(colleague.part.whispers) - 1)]
        answer = partial(self._whispers, colleague, message.conversation, words)
        self._agenda.add(now + GREETS * self._pace, answer)
        return []

    def _whispers(
        self, colleague: Colleague, conversation: ConversationId | None, words: Text, now: float
    ) -> list[ToStaff]:
        if self._shift is None:
            return []
        sender = colleague.person.claim.person
        sealed = seal_whisper(
            self._shift.claim.key,
            words.spoken(self._language),
            self._shift.digest,
            colleague.person.staff,
            id_bytes(sender),
            id_bytes(conversation) if conversation else b"",
        )
        return [say.Whispered(sender, conversation, sealed, int(now))]

    def _welcome(self, now: float) -> list[ToStaff]:
        return self._to_team(self._team.welcome, now)

    def _team_answer(self, now: float) -> list[ToStaff]:
        answers, told = self._team.answers, self._team_answers
        self._team_answers += 1
        return self._to_team(answers[min(told, len(answers) - 1)], now)

    def _to_team(self, words: Text, now: float) -> list[ToStaff]:
        if self._shift is None:
            return []
        colleague, line = self._helpline.colleagues[0], new_id()
        sender = colleague.person.claim.person
        sealed = seal_team(
            self._shift.claim.key,
            words.spoken(self._language),
            self._shift.digest,
            colleague.person.staff,
            id_bytes(sender),
            colleague.digest,
            id_bytes(line),
        )
        return [say.TeamSaid(sender, line, sealed, int(now))]


def _shift_claim(certificate: Signed) -> ShiftClaim | None:
    try:
        claim = claim_of(certificate)
    except CertificateError:
        return None
    return claim if isinstance(claim, ShiftClaim) else None


def _refused(code: RefusalCode, message: StaffMessage) -> ToStaff:
    conversation = getattr(message, "conversation", None)
    about = message.id if isinstance(message, say.StaffLine | say.EndConversation) else None
    return say.StaffRefused(code, str(message.__struct_config__.tag), conversation, about)
