"""Colleagues: who is on shift, what they ask, what is whispered; for coordinators who is on the staff."""

from collections import deque
from typing import Final

from luwte.console.certifying import CertifyingError, Known, certify, learned, missing_wraps
from luwte.console.signin import replace_profile
from luwte.console.state.changes import (
    ColleaguesChanged,
    PeopleChanged,
    RequestAdded,
    RequestRemoved,
    WhisperAdded,
)
from luwte.console.state.outcome import Outcome
from luwte.console.state.rows import ColleagueRow, RequestRow, StaffRow, WhisperRow
from luwte.console.state.seat import Seat
from luwte.console.trust import Colleague, TrustError
from luwte.crypto.certificates import CertificateError, PersonClaim, Signed, claim_of
from luwte.crypto.sealing import WhisperKind
from luwte.crypto.words import WordsError, clean
from luwte.protocol import messages as say
from luwte.protocol.ids import ConversationId, PersonId, RequestId
from luwte.protocol.parts import Colleague as UntrustedColleague
from luwte.protocol.parts import Note, PersonRow, Request

_DAY: Final = 86_400
_NOTES_MOST: Final = 16
_ASKS: Final[dict[type[say.HandOver | say.AskAlong], WhisperKind]] = {
    say.HandOver: "hand_over",
    say.AskAlong: "along",
}


class Staff:
    """What this volunteer knows of the others. ``ending``: whose shift this coordinator has asked to end."""

    def __init__(self) -> None:
        self._requests: dict[RequestId, RequestRow] = {}
        self._told: tuple[ColleagueRow, ...] | None = None
        self._heard: set[bytes] = set()
        self._proved: dict[bytes, RequestId] = {}
        self.ending: deque[str] = deque()

    def clear(self, seat: Seat, out: Outcome) -> None:
        """The shift is over: requests and colleagues go."""
        self.ask_anew(out)
        seat.colleagues = {}
        self._heard.clear()
        self._proved.clear()
        self.ending.clear()
        if self._told:
            self._told = ()
            out.tell(ColleaguesChanged(()))

    def colleagues(self, people: list[UntrustedColleague], seat: Seat, now: int, out: Outcome) -> None:
        """Who is on shift; TrustError for somebody the chain does not carry.

        One whose certificate has just run out, or was removed, is not shown: nothing can be sealed to them.
        """
        rows: list[ColleagueRow] = []
        verified: dict[PersonId, Colleague] = {}
        seat.shift_there = ""
        for person in people:
            try:
                colleague = seat.trust.member(person.member, now)
            except TrustError as error:
                if error.code in {"expired", "removed"}:
                    out.notice("member_unverified")
                    continue
                raise TrustError(error.code, "colleague") from None
            claim = colleague.person
            if claim.person == seat.me:
                seat.shift_there = colleague.shift.shift
            else:
                verified[claim.person] = colleague
                rows.append(ColleagueRow(claim.person, claim.name, claim.role, person.state))
        seat.colleagues = verified
        told = tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.person)))
        if told != self._told:
            self._told = told
            out.tell(ColleaguesChanged(told))

    def name(self, person: PersonId | None, seat: Seat) -> str:
        """Return a colleague's verified name, or "" for somebody not on shift."""
        colleague = seat.colleagues.get(person or "")
        return colleague.person.name if colleague else ""

    # ── requests ──

    def ask_anew(self, out: Outcome) -> None:
        """The desk is about to say again who asks: what was answered while the line was away goes."""
        for request in list(self._requests):
            self.settle(request, out)

    def asked(self, request: Request, seat: Seat, out: Outcome) -> None:
        """A colleague asks, and their sealed note proves it: the server alone asks for nothing.

        What nobody signed for this console, or for another request, is declined, with an alarm. A call for
        danger is shown all the same, marked: a coordinator who came on shift after it has no note, and
        somebody may be in danger.
        """
        name = self.name(request.asker, seat)
        note = None
        if request.note is not None and self._proved.get(request.note, request.request) == request.request:
            note = seat.whispered(request.asker, request.conversation, request.note, request.kind)
            self._proved[request.note] = request.request
        if note is None and request.kind != "danger":
            out.notice("request_unverified", what=request.kind, conversation=request.conversation, name=name)
            out.say(say.Answer(request.request, is_yes=False))
            return
        row = RequestRow(
            request.request,
            request.kind,
            request.conversation,
            request.asker,
            name,
            note or "",
            seat.here(request.at),
            is_verified=note is not None,
        )
        self._requests[row.request] = row
        out.tell(RequestAdded(row))

    def answered(self, message: say.Answered, seat: Seat, out: Outcome) -> None:
        """A request is settled: somebody's to us, or ours to somebody."""
        if message.request in self._requests:
            self.settle(message.request, out)
            return
        code = "answer_lapsed" if message.by is None else "answer_yes" if message.is_yes else "answer_no"
        out.notice(code, conversation=message.conversation, name=self.name(message.by, seat))

    def answer(self, request: RequestId, out: Outcome, *, is_yes: bool) -> None:
        """Answer a colleague."""
        if request in self._requests:
            out.say(say.Answer(request, is_yes))
            self.settle(request, out)

    def settle(self, request: RequestId, out: Outcome) -> None:
        """A request needs no answer any more."""
        if self._requests.pop(request, None) is not None:
            out.tell(RequestRemoved(request))

    def ask(
        self,
        kind: type[say.HandOver | say.AskAlong],
        conversation: ConversationId,
        person: PersonId,
        note: str,
        seat: Seat,
    ) -> Outcome:
        """Ask a colleague to take over or to come along. The note is sealed to their shift, an empty one too:
        it proves who asks."""
        out = Outcome()
        colleague = seat.colleagues.get(person)
        if colleague is None:
            out.notice("no_colleague", conversation=conversation)
            return out
        try:
            sealed = seat.whisper(colleague, conversation, clean(note).strip(), _ASKS[kind])
        except WordsError:
            out.notice("too_long", what="note", conversation=conversation)
            return out
        out.say(kind(conversation, person, sealed))
        return out

    def call_danger(self, conversation: ConversationId, note: str, seat: Seat, out: Outcome) -> None:
        """Call every coordinator on shift, each with the note sealed to them (H3)."""
        called = [one for one in seat.colleagues.values() if one.person.role == "coordinator"]
        if not called:
            out.notice("no_coordinator", what="danger", conversation=conversation)
            return
        try:
            text = clean(note).strip()
            notes = [
                Note(one.shift.shift, seat.whisper(one, conversation, text, "danger"))
                for one in called[:_NOTES_MOST]
            ]
        except WordsError:
            out.notice("too_long", what="note", conversation=conversation)
            return
        out.say(say.Danger(conversation, notes))

    # ── whispers ──

    def whispered(self, message: say.Whispered, seat: Seat, out: Outcome) -> None:
        """A colleague's sealed word; one that does not open is told, not skipped."""
        about = message.conversation or ""
        if message.sealed in self._heard:
            return  # said once: the server says it again
        self._heard.add(message.sealed)
        text = seat.whispered(message.sender, about, message.sealed)
        name = self.name(message.sender, seat)
        if text is None:
            out.notice("whisper_unreadable", conversation=about, name=name)
            return
        at = seat.here(message.at)
        out.tell(WhisperAdded(WhisperRow(message.sender, name, seat.me, about, text, at, is_own=False)))

    def whisper(
        self, person: PersonId, conversation: ConversationId, text: str, seat: Seat, now: float
    ) -> Outcome:
        """Say a sealed word to a colleague."""
        out = Outcome()
        colleague = seat.colleagues.get(person)
        cleaned = clean(text).strip()
        if colleague is None:
            out.notice("no_colleague", what="whisper", conversation=conversation)
        elif cleaned:
            try:
                sealed = seat.whisper(colleague, conversation, cleaned)
            except WordsError:
                out.notice("too_long", what="whisper", conversation=conversation)
                return out
            out.say(say.Whisper(person, conversation or None, sealed))
            own = WhisperRow(seat.me, seat.trust.me.name, person, conversation, cleaned, now, is_own=True)
            out.tell(WhisperAdded(own))
        return out

    # ── the staff, for coordinators ──

    def end_shift(self, person: PersonId, seat: Seat, out: Outcome) -> None:
        """End a colleague's shift, such as on a stolen computer."""
        if seat.trust.me.role != "coordinator":
            out.notice("not_allowed", what="end_shift")
            return
        self.ending.append(self.name(person, seat))
        out.say(say.EndShift(person))

    def done(self, what: str, out: Outcome) -> None:
        """What a coordinator asked for is durable; requests are carried out in the order they were made."""
        if what == "set_house":
            out.notice("done", what=what)
        elif what == "end_shift":
            out.notice("done", what=what, name=self.ending.popleft() if self.ending else "")

    def not_done(self, message: say.StaffRefused, out: Outcome) -> None:
        """A colleague's shift was not ended, perhaps because it was over."""
        name = self.ending.popleft() if self.ending else ""
        out.notice(message.code, what=message.what or "", name=name)

    def people(self, people: list[PersonRow], seat: Seat, now: int, out: Outcome) -> None:
        """Who is on the staff; wishes for fresh keys are certified on the way, and helpline keys that
        somebody may hold and has not been given are handed on.

        One who has left, or whose certificate ran out, is shown with 0 days; they are listed, not trusted.
        """
        rows: list[StaffRow] = []
        known: Known = seat.unlocked.profile.people
        for person in people:
            claim = _claim(person.certificate)
            if claim is None:
                continue
            days = max(0, (claim.not_after - now) // _DAY)
            has_wish = person.wanted is not None
            rows.append(
                StaffRow(
                    claim.person,
                    claim.name,
                    claim.role,
                    days,
                    person.is_enrolled,
                    person.is_on_shift,
                    has_wish,
                )
            )
            if seat.trust.holds(person.certificate, now):
                known = learned(known, claim)
            if has_wish:
                try:
                    certified = certify(person, seat.unlocked.keys, seat.trust, now, known)
                except CertifyingError as error:
                    out.notice(error.code, what="certify", name=claim.name)
                else:
                    fresh = _claim(certified.certificate)
                    known = learned(known, fresh) if fresh else known
                    out.say(certified)
        if seat.trust.me.role == "coordinator" and (wraps := missing_wraps(people, seat.trust, now)):
            out.say(say.PublishKeys([], wraps))
        if known != seat.unlocked.profile.people:
            seat.unlocked = replace_profile(seat.unlocked, people=known)
        out.tell(PeopleChanged(tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.person)))))


def _claim(certificate: Signed) -> PersonClaim | None:
    try:
        claim = claim_of(certificate)
    except CertificateError:
        return None
    return claim if isinstance(claim, PersonClaim) else None
