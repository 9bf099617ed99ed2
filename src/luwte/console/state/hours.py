"""The hours of a shift: when it began, is meant to end and must end; breathing space and pauses in between.

Every function returns the session as it is after something happened. Times are unix seconds of this
computer's clock.
"""

from dataclasses import replace
from typing import Final

from luwte.console.state.rows import Session, ShiftCall
from luwte.protocol.ids import ConversationId

SOON_SECONDS: Final = 15 * 60
LAST_SECONDS: Final = 5 * 60


def begun(session: Session, until: float, now: float) -> Session:
    """Return a session whose shift runs until then at most; what was planned before is kept, and an end once
    known never moves away."""
    until = min(until, session.shift_until) if session.shift_until is not None else until
    began = session.shift_began if session.shift_began is not None else now
    planned = session.shift_planned
    if planned is None:
        planned = began + session.planned_hours * 3600
    return called(
        replace(session, shift_began=began, shift_planned=min(planned, until), shift_until=until), now
    )


def planned(session: Session, at: float, now: float) -> Session:
    """Return a session that is meant to end then: not before now, nor after the latest end."""
    if session.shift_until is None:
        return session
    return called(replace(session, shift_planned=min(max(at, now), session.shift_until)), now)


def called(session: Session, now: float) -> Session:
    """Return the session with what the clock says about it now, and breathing space ended in its time."""
    call: ShiftCall = ""
    until, meant = session.shift_until, session.shift_planned
    if until is not None and until - now <= SOON_SECONDS:
        call = "last" if until - now <= LAST_SECONDS else "soon"
    elif until is not None and meant is not None and meant <= now:
        call = "planned"
    if call != session.shift_call:
        session = replace(session, shift_call=call)
    if session.resting_until is not None and session.resting_until <= now:
        session = rested(session)
    return session


def resting(
    session: Session, seconds: int, nickname: str, conversation: ConversationId, now: float
) -> Session:
    """Return a session that breathes after a conversation; in a pause nobody is pushed anyway."""
    if not seconds or session.is_paused:
        return session
    return replace(
        session, resting_until=now + seconds, rested_with=nickname, rested_conversation=conversation
    )


def rested(session: Session) -> Session:
    """Return a session that breathed enough."""
    if session.resting_until is None:
        return session
    return replace(session, resting_until=None, rested_with="", rested_conversation="")


def paused(session: Session, minutes: int, now: float, *, is_on: bool) -> Session:
    """Return a session that begins or ends a pause: so many minutes are entitled, nothing ends it but its
    owner."""
    if is_on == session.is_paused:
        return session
    return replace(rested(session), is_paused=is_on, pause_until=now + 60 * minutes if is_on else None)


def over(session: Session) -> Session:
    """Return a session without a shift."""
    return replace(
        rested(session),
        shift_began=None,
        shift_planned=None,
        shift_until=None,
        shift_call="",
        is_ending=False,
        is_paused=False,
        pause_until=None,
    )
