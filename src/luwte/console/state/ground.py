"""All the console knows: messages, intentions and time in; messages for the server and changes for the screen
out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from luwte.console.own_keys import OpenedShift
from luwte.console.signin import Admitted, replace_profile, want_keys
from luwte.console.state import hours
from luwte.console.state.changes import (
    ConnectionChanged,
    PolicyAdopted,
    SessionChanged,
    TrustBroken,
)
from luwte.console.state.forms import Forms
from luwte.console.state.leaving import Leaving, Why
from luwte.console.state.notes import Notes
from luwte.console.state.outcome import Outcome
from luwte.console.state.policy_view import view_of
from luwte.console.state.queue import WaitingRoom
from luwte.console.state.rows import Connection, House, LineRow, Session, Stage, TrustAlarm
from luwte.console.state.seat import Seat
from luwte.console.state.staff import Staff
from luwte.console.state.talks import Talks
from luwte.console.state.team import Team
from luwte.console.trust import TrustError
from luwte.protocol import messages as say
from luwte.protocol.ids import ConversationId, new_id
from luwte.settings import Preferences, Profile
from luwte.vault.notes import Kept
from luwte.vault.shift import Manifest

RENEW_DAYS: Final = 10
"""Days before the own certificate ends at which fresh keys are wished for (day 20 of 30)."""

_DAY: Final = 86_400
_MOMENTS: Final = (
    "shift_began",
    "shift_planned",
    "shift_until",
    "resting_until",
    "pause_until",
    "found_until",
)


class Ground:
    """Who is here and how far. Every step returns an ``Outcome``; after a lie no step has messages.

    ``has_keeper``: somebody destroys the vault at the end of a shift; ``leaving`` tells them to, and what the
    receipt needs to know.
    """

    def __init__(self, preferences: Preferences, server: str = "") -> None:
        self.preferences = preferences
        self.session = Session(server=server)
        self.connection = Connection()
        self.house = House()
        self.seat: Seat | None = None
        self.alarm: TrustAlarm | None = None
        self.talks = Talks()
        self.waiting = WaitingRoom(preferences.queue)
        self.staff = Staff()
        self.team = Team()
        self.notes = Notes()
        self.forms = Forms()
        self.has_keeper = False
        self.leaving: Leaving | None = None
        self.people_at = 0.0
        self._closing_at: float | None = None
        self._is_forced = False
        self._held: Kept | None = None

    @property
    def profile(self) -> Profile | None:
        """The profile as it should be on disk: newest policy version, newest keys."""
        return self.seat.unlocked.profile if self.seat else None

    def lines(self, conversation: ConversationId) -> Sequence[LineRow]:
        """Return the lines of a conversation, as told by ``LinesChanged`` so far."""
        talk = self.talks.all.get(conversation)
        return talk.all_lines() if talk else ()

    # ── the line and the person ──

    def connection_is(self, connection: Connection, now: float) -> Outcome:
        """The line came or went."""
        out = Outcome()
        if connection != self.connection:
            self.connection = connection
            out.tell(ConnectionChanged(connection))
        if self.seat is not None and connection.state != "connected":
            self.seat.is_connected = self.seat.is_on_shift = False
            self.staff.ending.clear()
        return self._told(out, now)

    def session_is(self, now: float, **parts: Any) -> Outcome:
        """A step of signing in, locking or enrolling: change these fields of the session."""
        out = Outcome()
        self._session(out, **parts)
        return self._told(out, now)

    def signed_in(self, admitted: Admitted, now: float) -> Outcome:
        """A sign-in held; the shift comes next, or goes on if there was one."""
        out = Outcome()
        shift = self.seat.shift if self.seat else None
        if shift is not None:  # the keys may have been certified while the line was away
            shift = shift.signed_again(admitted.unlocked.keys)
        before = self.seat
        self.seat = seat = Seat(admitted.trust, admitted.unlocked, self.preferences, admitted.ahead, shift)
        seat.is_connected = True
        if before is not None:
            seat.selected, seat.vault, seat.share = before.selected, before.vault, before.share
            seat.is_kept = before.is_kept
        limits = admitted.trust.policy.limits
        me = admitted.trust.me
        stage: Stage = "on_shift" if shift else "shift_start"
        if self.leaving is not None or (before is not None and self.session.stage == "sealed"):
            stage = self.session.stage  # what the end of the shift has to tell stays in front
        self._session(
            out,
            stage=stage,
            code="",
            is_busy=False,
            needs_second_factor=False,
            totp_uri="",
            server=admitted.unlocked.profile.server,
            person=me.person,
            name=me.name,
            role=me.role,
            shift_elsewhere=admitted.shift_elsewhere and shift is None,
            limit=self.session.limit
            if shift
            else self.preferences.conversations or limits.conversations_default,
        )
        self._policy_is_new(out, now)
        days = (me.not_after - now) / _DAY
        if not seat.unlocked.profile.has_own_keys or days <= RENEW_DAYS:
            has_asked = admitted.wish_pending and seat.unlocked.wanted is not None
            seat.unlocked, message = want_keys(seat.unlocked)
            if not has_asked:
                out.say(message)
        return self._told(out, now)

    def returned(self, ahead: int, now: float) -> Outcome:
        """The line is back within the same sign-in."""
        if self.seat is not None:
            self.seat.is_connected, self.seat.ahead = True, ahead
        return self._told(Outcome(), now)

    def begin_shift(
        self,
        now: float,
        *,
        takes_over: bool,
        planned: float | None = None,
        found: Manifest | None = None,
    ) -> Outcome:
        """Open a shift, or the running one again on a new line; ``found``: go on with this one of before a
        crash, under a fresh key."""
        out = Outcome()
        seat = self.seat
        if seat is not None and seat.is_connected:
            there = int(now + seat.ahead)
            if seat.shift is None:
                hours, latest = seat.trust.policy.limits.shift_hours, found.until if found else None
                keys, me = seat.unlocked.keys, seat.trust.me
                seat.shift = OpenedShift.begin(keys, me, hours, there, latest)
                seat.vault, seat.share = found.vault if found else new_id(), b""
                if found is not None:
                    self._session(out, shift_began=float(found.began), shift_planned=float(found.planned))
                else:
                    self._session(out, shift_began=None, shift_planned=planned)
            # One that ended while the line was away is not opened again: it is over.
            if there < seat.shift.claim.not_after:
                self._session(out, is_busy=self.session.stage != "on_shift", code="")
                out.say(say.OpenShift(seat.shift.certificate, seat.vault, takes_over))
        return self._told(out, now)

    def close_found(self, found: Manifest, now: float) -> Outcome:
        """Have the server end a shift of before a crash: opened for a moment, with nobody behind it."""
        out = Outcome()
        seat = self.seat
        if seat is not None and seat.is_connected:
            there = int(now + seat.ahead)
            shift = OpenedShift.begin(seat.unlocked.keys, seat.trust.me, 1, there, found.until)
            out.say(say.OpenShift(shift.certificate, found.vault))
            out.say(say.CloseShift(is_forced=True))
        return self._told(out, now)

    def clock_jumped(self, by: float, now: float) -> Outcome:
        """This computer's clock was set: nothing happened meanwhile, and no shift ends earlier or later."""
        out = Outcome()
        if self.seat is not None:
            self.seat.ahead -= round(by)
        if self._closing_at is not None:
            self._closing_at += by
        moved = {name: getattr(self.session, name) for name in _MOMENTS}
        self._session(out, **{name: at + by for name, at in moved.items() if at is not None})
        return self._told(out, now)

    def distrust(self, error: TrustError, now: float) -> Outcome:
        """The server lied: say so, and never speak to it again."""
        out = Outcome()
        self._distrust(error, out)
        return self._told(out, now)

    def sign_out(self, now: float) -> Outcome:
        """Forget this sign-in; the caller closes the line. What a shift's end has to tell stays in front."""
        out = Outcome()
        if self.has_keeper and self.seat is not None and self.seat.shift is not None:
            self._close("closed", out, is_server_told=False, stage="sealing", sealed_why="closed")
        self._empty(out)
        self.seat = None
        if self.session.stage not in {"sealing", "sealed"}:
            self._session(out, stage="sign_in", sealed_why="")
        self._session(out, is_locked=False, is_busy=False, person="", name="")
        return self._told(out, now)

    def _policy_is_new(self, out: Outcome, now: float) -> None:
        if self.seat is None:
            return
        seat = self.seat
        version = seat.trust.signed_policy.version
        if version > seat.unlocked.profile.policy:
            seat.unlocked = replace_profile(seat.unlocked, policy=version)
        policy = seat.trust.policy
        self._session(
            out,
            helpline_name=policy.name,
            most=policy.limits.conversations_most,
            shift_hours=policy.limits.shift_hours,
            planned_hours=policy.shift.planned_hours,
        )
        self._days(out, now)
        out.tell(PolicyAdopted(view_of(policy, version, self.seat.trust.me.role)))

    def _days(self, out: Outcome, now: float) -> None:
        if self.seat is not None:
            trust = self.seat.trust
            days = max(0, int((trust.me.not_after - now) // _DAY))
            self._session(out, certificate_days=days, intake_weeks=trust.intake_weeks(int(now)))

    def _distrust(self, error: TrustError, out: Outcome) -> None:
        self.alarm = TrustAlarm(error.code, error.subject)
        if self.seat is not None and self.seat.shift is not None:
            self._close("closed", out, is_server_told=False)
        self._session(out, stage="broken", code=error.code, is_busy=False)
        out.tell(TrustBroken(self.alarm))

    def _close(self, why: Why, out: Outcome, *, is_server_told: bool, **parts: Any) -> None:
        """The shift is over here, whatever the server says: count what there was, forget it and its keys."""
        seat = self.seat
        if seat is None:
            return
        if self.has_keeper:
            self.leaving = Leaving(
                why,
                self.session.shift_began,
                self.notes.count,
                sum(bool(talk.draft) for talk in self.talks.all.values()),
                sum(len(talk.outbox.lines) for talk in self.talks.all.values()),
                len(self.talks.seen),
                is_server_told,
                self.forms.count,
            )
        seat.shift, seat.is_on_shift = None, False
        seat.vault, seat.share, seat.is_kept = "", b"", False
        self._become(replace(hours.over(self.session), sealing=0.0, is_busy=False, **parts), out)
        self._empty(out)

    def _empty(self, out: Outcome) -> None:
        """Nothing of any conversation stays."""
        self._closing_at = self._held = None
        if self.seat is None:
            return
        for conversation in list(self.talks.all):
            self.talks.remove(conversation, "sealed", self.seat, out)
        self.waiting.replace([], self.seat)
        self.staff.clear(self.seat, out)
        self.team.clear()
        self.talks.gone.clear()
        self.talks.seen.clear()
        self.notes.clear()
        self.forms.clear()
        # The vault is destroyed as a whole: nothing more goes in there.
        out.keeps.clear()
        self._become(hours.over(self.session), out)

    def _session(self, out: Outcome, **parts: Any) -> None:
        self._become(replace(self.session, **parts), out)

    def _become(self, session: Session, out: Outcome) -> None:
        if session != self.session:
            self.session = session
            out.tell(SessionChanged(session))

    def _told(self, out: Outcome, now: float) -> Outcome:
        """Finish a step: tell what changed in conversations and queue; after a lie nothing is said to the
        server."""
        seat = self.seat
        is_working = seat is not None and seat.may_send and self.alarm is None
        if seat is not None:
            self.talks.announce(seat, now, out)
            self._follow_talks(seat, now, out)
            has_room = self.talks.owned(seat) < self.session.limit
            is_leaving = self.session.is_ending or self._closing_at is not None
            is_taking = has_room and not self.session.is_paused and not is_leaving
            self.waiting.can_accept = is_working and is_taking
            self.waiting.is_resting = self.session.resting_until is not None
            self.waiting.tick(seat.trust.policy.alarm_after, now, out)
        else:
            self.waiting.can_accept = False
            self.waiting.silence(out)
        self.waiting.announce(out)
        self.notes.announce(out)
        self.team.announce(out)
        if self.alarm is not None:
            out.messages.clear()
        if self.session.is_practice:
            out.keeps.clear()
        return out

    def _follow_talks(self, seat: Seat, now: float, out: Outcome) -> None:
        """Notes follow their conversations; after one that this volunteer answered there is time to breathe.

        Also after one that was handed over: it was no lighter for that.
        """
        for talk in self.talks.all.values():
            self.notes.open(talk.id, talk.nickname, out)
        for talk, _ in self.talks.gone:
            self.notes.open(talk.id, talk.nickname, out)
            self.notes.over(talk.id, out)
            if talk.was_mine:
                # Of who withdrew not even the name stays (C6).
                is_withdrawn = self.notes.is_withdrawn(talk.id)
                name, conversation = ("", "") if is_withdrawn else (talk.nickname, talk.id)
                seconds = seat.trust.policy.shift.breathing_seconds
                self._become(hours.resting(self.session, seconds, name, conversation, now), out)
        self.talks.gone.clear()
