"""Times of day a shift may be planned to end at: whole quarter hours, and its latest end."""

from typing import Final

QUARTER: Final = 900
"""Seconds; every time zone is whole quarter hours away from unix time."""

NEARLY: Final = 300
"""A quarter hour that is nearer than these seconds is no plan any more."""

ON: Final = 1_800
"""Seconds that going on adds to a shift."""


def quarters(now: float, until: float) -> list[float]:
    """Return the whole quarter hours from soon after ``now`` to ``until``, which is always the last one;
    nothing once it is over. All in unix seconds."""
    if until <= now:
        return []
    first = int((now + NEARLY) // QUARTER + 1) * QUARTER
    times = [float(at) for at in range(first, int(until) + 1, QUARTER)]
    return times if times and times[-1] == until else [*times, until]


def further(planned: float, until: float, now: float) -> float | None:
    """Return until when somebody goes on whose planned end has come: half an hour more, never after
    ``until``; None when there is nothing left to go on to."""
    later = min((max(planned, now) + ON) // QUARTER * QUARTER, until)
    return later if later > max(planned, now) + NEARLY else None
