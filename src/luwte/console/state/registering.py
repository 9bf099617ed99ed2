"""Registering a contact: checked against the form, sealed to the helpline's statistics key, and forgotten.

What leaves this module is a blob like any other. Nothing of it says which conversation it was about (R1).
"""

from luwte.console.state.changes import FormRefused, Registered
from luwte.console.state.forms import Forms
from luwte.console.state.intentions import Register
from luwte.console.state.outcome import Outcome
from luwte.console.state.seat import Seat
from luwte.console.trust import HelplineKey
from luwte.registration.form import FormError, answers
from luwte.registration.sealed.blobs import StatisticsKey, seal_answers


def register(
    wanted: Register, seat: Seat, forms: Forms, now: float, out: Outcome, *, is_practice: bool
) -> None:
    """Check and seal a registration; what the form does not allow is told by field, and nothing is kept.

    In practice it is checked and forgotten: it reaches no figures.
    """
    at = int(now + seat.ahead)
    key = statistics_key(seat, at)
    try:
        made = answers(
            wanted.asked, wanted.version, seat.trust.week(at), wanted.channel, wanted.values, wanted.quick
        )
    except FormError as error:
        out.tell(FormRefused(error.code, error.field, wanted.form))
        return
    if is_practice:
        forms.drop(wanted.form, out)
        out.tell(Registered(wanted.form))
    elif key is None:
        out.tell(FormRefused("key_missing", form=wanted.form))
    else:
        blob = seal_answers(key, made)
        forms.seal(wanted.form, blob, out)
        out.register(wanted.form, blob)


def statistics_key(seat: Seat, at: int) -> StatisticsKey | None:
    """Return the key to seal figures to at this moment of the server's clock; None if there is none."""
    running = [
        key for key in _held(seat) if key.claim.not_before <= at <= key.claim.not_after and not key.ended
    ]
    newest = max(running, key=lambda key: (key.claim.not_before, key.claim.key), default=None)
    return None if newest is None else StatisticsKey(newest.claim, newest.digest, newest.private)


def reading_keys(seat: Seat) -> list[StatisticsKey]:
    """Return every statistics key whose private half this person has, the newest first."""
    found = [key for key in _held(seat) if key.private is not None]
    found.sort(key=lambda key: key.claim.not_before, reverse=True)
    return [StatisticsKey(key.claim, key.digest, key.private) for key in found]


def _held(seat: Seat) -> list[HelplineKey]:
    return [key for key in seat.trust.keys.values() if key.claim.purpose == "statistics"]
