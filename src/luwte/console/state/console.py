"""All the console knows: messages, intentions and time in; messages for the server and changes for the screen
out."""

from typing import Final

from luwte.console.state import hours
from luwte.console.state import intentions as wish
from luwte.console.state.hearing import Hearing
from luwte.console.state.intentions import Intention
from luwte.console.state.outcome import Outcome
from luwte.console.state.registering import register
from luwte.console.state.seat import Seat
from luwte.protocol import messages as say
from luwte.protocol.ids import ConversationId

PEOPLE_SECONDS: Final = 300
"""How often a coordinator's console looks for wishes to certify."""


class ConsoleState(Hearing):
    """No Qt, no socket, no clock: ``now`` is unix time, given with every step.

    Every step returns an ``Outcome``. After a lie of the server (``alarm``) no step has messages any more.
    """

    def intend(self, intention: Intention, now: float) -> Outcome:
        """Carry out what the volunteer wants; what needs the desk and cannot reach it is told, not queued."""
        out = Outcome()
        if self.seat is not None:
            self._intend(intention, self.seat, now, out)
        return self._told(out, now)

    def tick(self, now: float) -> Outcome:
        """Time passed: call about once a second."""
        out = Outcome()
        seat = self.seat
        if seat is not None and self.alarm is None:
            self._pass_time(seat, now, out)
            self.talks.tick(seat, seat.trust.week(int(now + seat.ahead)), now, out)
            is_due = now - self.people_at >= PEOPLE_SECONDS
            if seat.is_connected and seat.trust.me.role == "coordinator" and is_due:
                self.people_at = now
                out.say(say.ListPeople())
        return self._told(out, now)

    def _intend(  # noqa: PLR0912, PLR0915 - one arm per intention
        self, intention: Intention, seat: Seat, now: float, out: Outcome
    ) -> None:
        talks = self.talks
        match intention:
            # These work without a line: they concern this desk alone, or wait for the line by themselves.
            case wish.Select():
                talks.select(intention.conversation, seat, out)
            case wish.KeepDraft():
                talks.keep_draft(intention.conversation, intention.text, seat, now, out)
            case wish.SendLine():
                talks.send(intention.conversation, intention.text, seat, now, out)
            case wish.SendNow():
                talks.send_now(intention.conversation, intention.line, seat, out)
            case wish.TakeBack():
                talks.take_back(intention.conversation, intention.line, seat, out)
            case wish.Retry():
                talks.retry(intention.conversation, seat, out)
            case wish.Nudge():
                talks.nudge(intention.conversation, seat, now, out)
            case wish.End():
                talks.end(intention.conversation, seat, now, out, is_silent=intention.is_silent)
            case wish.SearchFor():
                talks.search(intention.conversation, intention.needle, out)
            case wish.SetQueueMode():
                self.waiting.mode = intention.mode
            case wish.SetLimit():
                limit = max(1, min(intention.conversations, self.session.most))
                self._session(out, limit=limit)
                if seat.may_send:
                    out.say(say.Limit(limit))
            case wish.WriteNote():
                self.notes.write(intention.conversation, intention.text, now, out)
            case wish.SearchNotes():
                self.notes.search(intention.needle)
            case wish.SetPause() | wish.PlanEnd() | wish.WindDown() | wish.EndRest() | wish.LeaveShift():
                self._decide(intention, seat, now, out)
            case wish.Register():
                register(intention, seat, self.forms, now, out, is_practice=self.session.is_practice)
            case wish.KeepForm():
                self.forms.keep(intention.row, out)
            case wish.DropForm():
                self.forms.drop(intention.form, out)
            case wish.SayToTeam():
                self.team.say(intention.text, seat, now, out)
            case wish.ReadTeam():
                self.team.read()
            # These need the desk now.
            case wish.SetHousePause() | wish.ListStaff() | wish.EndColleagueShift() if not seat.is_connected:
                out.notice("offline")
            case wish.SetHousePause():
                out.say(say.SetHouse(intention.is_paused))
            case wish.ListStaff():
                out.say(say.ListPeople())
            case wish.EndColleagueShift():
                self.staff.end_shift(intention.person, seat, out)
            case _ if not seat.may_send:
                out.notice("offline")
            case wish.AcceptVisitor():
                self._accept(intention.conversation, out)
            case wish.AskHandOver():
                conversation, person, note = intention.conversation, intention.person, intention.note
                out.add(self.staff.ask(say.HandOver, conversation, person, note, seat))
            case wish.AskColleague():
                conversation, person, note = intention.conversation, intention.person, intention.note
                out.add(self.staff.ask(say.AskAlong, conversation, person, note, seat))
            case wish.CallDanger():
                self.staff.call_danger(intention.conversation, intention.note, seat, out)
            case wish.AnswerRequest():
                self.staff.answer(intention.request, out, is_yes=intention.is_yes)
            case wish.LeaveConversation():
                talks.step_out(intention.conversation, seat, out)
            case wish.WhisperTo():
                out.add(
                    self.staff.whisper(intention.person, intention.conversation, intention.text, seat, now)
                )
            case wish.SetClass():
                talks.set_class(intention.conversation, intention.retention, seat, now, out)

    def _accept(self, conversation: ConversationId, out: Outcome) -> None:
        if not self.waiting.can_accept:
            code = "paused" if self.session.is_paused else "not_now" if self.session.is_ending else "at_limit"
            out.notice(code, what="accept")
            return
        chosen = self.waiting.choose(conversation)
        if chosen is not None:
            self._become(hours.rested(self.session), out)
            self.waiting.silence(out)
            out.say(say.Accept(chosen))
