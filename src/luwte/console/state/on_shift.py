"""A shift from its beginning to its end: what the volunteer decides about it, what time and the server do."""

from luwte.console.state import hours
from luwte.console.state import intentions as wish
from luwte.console.state.changes import Registered, RegistrationTakenBack, ShiftSealed
from luwte.console.state.ground import Ground
from luwte.console.state.leaving import CLOSE_SECONDS, EXPIRED_SECONDS, Why
from luwte.console.state.outcome import Outcome
from luwte.console.state.restoring import put_back
from luwte.console.state.rows import Receipt
from luwte.console.state.seat import Seat
from luwte.protocol import messages as say
from luwte.protocol.ids import Id
from luwte.vault.notes import Kept

ShiftWish = wish.SetPause | wish.PlanEnd | wish.WindDown | wish.EndRest | wish.LeaveShift


class OnShift(Ground):
    """Ends a shift by itself in the end: nobody has to be reached for that, and nobody has to remember it."""

    def restore(self, kept: Kept, now: float) -> Outcome:
        """Take over what this shift's vault held before a crash: notes at once, the rest with its
        conversations."""
        out = Outcome()
        seat = self.seat
        if seat is not None and seat.shift is not None:
            self.notes.restore(kept.notes, now, out)
            self.forms.restore(kept, out)
            self._held = kept
            if seat.is_on_shift:
                self._put_back(now, out)
        return self._told(out, now)

    def shift_is_gone(self, running: Id | None, now: float) -> Outcome:
        """The line is back, and the server knows another shift of this person, or none: this one ended."""
        out = Outcome()
        seat = self.seat
        if seat is not None and seat.shift is not None:
            is_late = now + seat.ahead >= seat.shift.claim.not_after
            why: Why = "taken_over" if running is not None else "expired" if is_late else "ended"
            self._over(why, out, is_server_told=True)
        return self._told(out, now)

    def registered(self, form: Id, now: float, *, is_on_disk: bool) -> Outcome:
        """What was registered is safe; where it is in memory only, the vault holds it too."""
        out = Outcome()
        if is_on_disk:
            self.forms.stored(form, out)
        out.tell(Registered(form, is_on_disk))
        return self._told(out, now)

    def taken_back(self, form: Id, now: float) -> Outcome:
        """What was registered never leaves."""
        out = Outcome()
        self.forms.stored(form, out)
        out.tell(RegistrationTakenBack(form))
        return self._told(out, now)

    def sealed(self, receipt: Receipt, now: float) -> Outcome:
        """Everything local is destroyed."""
        out = Outcome()
        self.leaving = None
        self._session(out, sealing=1.0)
        if self.alarm is None:
            self._session(out, stage="sealed")
        out.tell(ShiftSealed(receipt))
        return self._told(out, now)

    # ── what the server says ──

    def _shift_opened(self, message: say.ShiftOpened, seat: Seat, now: float, out: Outcome) -> None:
        if seat.shift is None or seat.shift.claim.shift != message.shift:
            return
        if seat.share not in {b"", message.share}:
            # Its half of the key was gone: this shift had ended while the line was away, perhaps because
            # somebody has the computer who should not. It was opened anew by this very line.
            out.say(say.CloseShift(is_forced=True))
            self._over("ended", out, is_server_told=True)
            return
        seat.is_on_shift, seat.share, seat.is_kept = True, message.share, message.is_kept
        self._session(
            out, stage="on_shift", code="", is_busy=False, shift_elsewhere=False, sealed_why="", sealing=0.0
        )
        # No server makes a shift longer than its own certificate, nor than it was before.
        until = seat.here(min(message.until, seat.shift.claim.not_after))
        self._become(hours.begun(self.session, until, now), out)
        # The desk may have forgotten both while the line was away.
        out.say(say.Limit(self.session.limit))
        self._say_pause(seat, out)
        self.staff.ask_anew(out)
        self.waiting.replace(message.queue, seat)
        self.talks.replace(message.conversations, seat, now, out)
        self._put_back(now, out)

    def _put_back(self, now: float, out: Outcome) -> None:
        kept, self._held = self._held, None
        if kept is not None:
            put_back(kept, self.talks, self.notes, now, out)

    def _over(self, why: Why, out: Outcome, *, is_server_told: bool) -> None:
        """The shift has ended: the page says so, once everything here is destroyed.

        What was locked stays locked: an end that comes by itself opens the computer to nobody.
        """
        stage = "sealing" if self.has_keeper else "sealed"
        self._close(why, out, is_server_told=is_server_told, stage=stage, sealed_why=why)

    # ── what the volunteer decides ──

    def _decide(self, intention: ShiftWish, seat: Seat, now: float, out: Outcome) -> None:
        match intention:
            case wish.SetPause():
                minutes = seat.trust.policy.shift.pause_minutes
                self._become(hours.paused(self.session, minutes, now, is_on=intention.is_on), out)
                self._say_pause(seat, out)
            case wish.WindDown():
                self._session(out, is_ending=intention.is_on and seat.shift is not None)
                self._say_pause(seat, out)
            case wish.PlanEnd():
                self._become(hours.planned(self.session, intention.at, now), out)
            case wish.EndRest():
                self._become(hours.rested(self.session), out)
            case wish.LeaveShift():
                self._leave(seat, now, out, is_forced=intention.is_forced)

    def _say_pause(self, seat: Seat, out: Outcome) -> None:
        """The desk sends nobody to who pauses or winds down; which of the two is nobody else's business."""
        if seat.may_send:
            out.say(say.Pause(self.session.is_paused or self.session.is_ending))

    def _leave(self, seat: Seat, now: float, out: Outcome, *, is_forced: bool) -> None:
        """Ask the desk to close the shift, or where it cannot be reached, close it here.

        With conversations open only by force: then the desk passes them on, to a colleague who reads along or
        else to the head of everybody's queue. If it never hears of it, its visitors see that the volunteer's
        line is away, and are passed on in the same manner after a while.
        """
        if seat.shift is None:
            return
        if self.talks.all and not is_forced:
            out.notice("not_now", what="close_shift")
        elif seat.may_send:
            out.say(say.CloseShift(is_forced=is_forced))
            self._closing_at, self._is_forced = now, is_forced
        else:
            self._over("closed", out, is_server_told=False)

    def _not_closed(self, message: say.StaffRefused, out: Outcome) -> None:
        """The desk refused the end. A conversation that came in between takes it back; nothing else holds it
        up, and who goes by force goes all the same."""
        if message.code == "not_now" and not self._is_forced:
            self._closing_at = None
            out.notice(message.code, what="close_shift")

    # ── what time does ──

    def _pass_time(self, seat: Seat, now: float, out: Outcome) -> None:
        self._become(hours.called(self.session, now), out)
        until, closing = self.session.shift_until, self._closing_at
        patience = EXPIRED_SECONDS if seat.may_send else 0.0
        if seat.shift is None:
            return
        if closing is not None and (not seat.may_send or now - closing >= CLOSE_SECONDS):
            self._over("closed", out, is_server_told=False)
        elif until is not None and now - until >= patience:
            self._over("expired", out, is_server_told=False)
