"""What the server says, and what the console comes to know by it."""

from typing import Final

from luwte.console.signin import remember_removals, settle_keys
from luwte.console.state.changes import HouseChanged
from luwte.console.state.on_shift import OnShift
from luwte.console.state.outcome import Outcome
from luwte.console.state.rows import House
from luwte.console.state.seat import Seat
from luwte.console.trust import TrustError
from luwte.protocol import messages as say
from luwte.protocol.messages import ToStaff

_OF_A_SHIFT: Final = (
    say.ShiftClosed
    | say.WaiterJoined
    | say.WaiterLeft
    | say.WaiterPresence
    | say.Opened
    | say.MembersWanted
    | say.KeysArrived
    | say.Left
    | say.StaffStored
    | say.Lines
    | say.VisitorChanged
    | say.VisitorSeen
    | say.ColleagueTyping
    | say.Ended
    | say.RetentionSet
    | say.Asked
    | say.Answered
    | say.Whispered
    | say.TeamSaid
    | say.TeamStored
)
"""Concerns nobody who has no shift here."""


class Hearing(OnShift):
    """Takes in one message after the other; a lie ends all of it."""

    def apply(self, message: ToStaff, now: float) -> Outcome:
        """Take in what the server said."""
        out = Outcome()
        if self.seat is not None and self.alarm is None:
            try:
                self._apply(message, self.seat, now, out)
            except TrustError as error:
                self._distrust(error, out)
        return self._told(out, now)

    def _apply(  # noqa: PLR0912, PLR0915 - one arm per message
        self, message: ToStaff, seat: Seat, now: float, out: Outcome
    ) -> None:
        talks = self.talks
        if seat.shift is None and isinstance(message, _OF_A_SHIFT):
            return  # on its way when the shift ended here: nothing of it comes back
        match message:
            case say.ShiftOpened():
                self._shift_opened(message, seat, now, out)
                self.team.line_came_back()
            case say.ShiftClosed():
                self._over(message.why, out, is_server_told=True)
            case say.WaiterJoined():
                self.waiting.join(message.waiter, seat)
            case say.WaiterLeft():
                self.waiting.leave(message.conversation)
                if message.why == "accepted":
                    self.waiting.silence(out)
            case say.WaiterPresence():
                self.waiting.presence(message.conversation, message.is_here)
            case say.Opened():
                self.waiting.leave(message.conversation.conversation)
                self.waiting.silence(out)
                talks.open(message.conversation, message.why, seat, now, out)
            case say.MembersWanted():
                talks.members_wanted(message, seat, now, out)
            case say.KeysArrived():
                talks.keys_arrived(message, seat, now, out)
            case say.Left():
                talks.left(message, seat, out)
            case say.StaffStored():
                if (talk := talks.get(message.conversation)) is not None:
                    talk.stored(message.id, message.number, message.at, seat, out)
                    talks.line_came(talk, seat, out)
            case say.Lines():
                if (talk := talks.get(message.conversation)) is not None:
                    talk.take_lines(message.lines, seat, out)
                    talks.line_came(talk, seat, out)
            case say.VisitorChanged():
                if (talk := talks.get(message.conversation)) is not None:
                    until = seat.here(message.until) if message.until is not None else None
                    talk.visitor_is(message.presence, seat.here(message.since), until)
            case say.VisitorSeen():
                if (talk := talks.get(message.conversation)) is not None:
                    talk.saw(message.number, out)
            case say.ColleagueTyping():
                if (talk := talks.get(message.conversation)) is not None:
                    talk.colleague_types(message.person, is_on=message.is_on)
            case say.Ended():
                talks.ended(message, seat, out)
                if message.why == "withdrawn":
                    self.notes.withdrawn(message.conversation, out)
                    self.forms.withdrawn(message.conversation, out)
            case say.RetentionSet():
                if (talk := talks.get(message.conversation)) is not None:
                    talk.retention = message.retention
            case say.Asked():
                self.staff.asked(message.request, seat, out)
            case say.Answered():
                self.staff.answered(message, seat, out)
            case say.Whispered():
                self.staff.whispered(message, seat, out)
            case say.TeamSaid():
                self.team.said(message, seat, out)
            case say.TeamStored():
                self.team.was_stored(message, seat)
            case say.Colleagues():
                self.staff.colleagues(message.people, seat, int(now), out)
                self.team.colleagues_came(seat, out)
            case say.HouseState():
                opens_at = seat.here(message.opens_at) if message.opens_at is not None else None
                self.house = House(message.state, opens_at)
                out.tell(HouseChanged(self.house))
            case say.ClockChanged():
                out.notice("clock_right" if message.is_right else "clock_wrong")
            case say.PolicyChanged():
                seat.trust = seat.trust.with_policy(message.policy)
                self._policy_is_new(out, now)
            case say.ChainChanged():
                self._chain_changed(message, seat, now, out)
            case say.People():
                self.staff.people(message.people, seat, int(now), out)
            case say.Done():
                self.staff.done(message.what, out)
            case say.StaffRefused():
                self._refused(message, now, out)
            case say.RegistrationsStored() | say.RegistrationWeeks() | say.Registrations():
                pass  # heard where registrations are sent and read
            case (
                say.Welcome()
                | say.Created()
                | say.Enrolled()
                | say.SignedIn()
                | say.Returned()
                | say.Draining()
            ):
                pass  # answers of signing in, read there; draining is followed by the line's end

    def _chain_changed(self, message: say.ChainChanged, seat: Seat, now: float, out: Outcome) -> None:
        envelopes = [keys.envelope for keys in seat.unlocked.envelopes]
        before = seat.trust.certificate
        seat.trust = seat.trust.with_chain(message, envelopes, int(now))
        seat.unlocked = remember_removals(settle_keys(seat.unlocked, seat.trust), seat.trust)
        self._days(out, now)
        if seat.shift is not None and before != seat.trust.certificate:
            # The desk shows colleagues and visitors the certificate under which the shift was opened.
            seat.shift = seat.shift.signed_again(seat.unlocked.keys)
            if seat.may_send:
                out.say(say.OpenShift(seat.shift.certificate, seat.vault))

    def _refused(self, message: say.StaffRefused, now: float, out: Outcome) -> None:
        match message.what:
            case "open_shift":
                seat = self.seat
                if seat is not None and not seat.is_on_shift and self.session.stage != "on_shift":
                    seat.shift = None
                elif seat is not None and seat.share and message.code == "shift_elsewhere":
                    # Taken over by another console while this one's line was away.
                    self._over("taken_over", out, is_server_told=True)
                    return
                self._session(
                    out, is_busy=False, code=message.code, shift_elsewhere=message.code == "shift_elsewhere"
                )
            case "close_shift":
                self._not_closed(message, out)
            case "team_line" if self.seat is not None:
                self.team.refused(message, self.seat, out)
            case "end_shift":
                self.staff.not_done(message, out)
            case "accept":
                self.waiting.not_accepted(message.conversation or "")
                out.notice(message.code, what="accept", conversation=message.conversation or "")
            case _:
                self.talks.refused(message, now, out)
