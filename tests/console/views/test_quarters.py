"""Times a shift may be planned to end at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.console.views.quarters import NEARLY, QUARTER, further, quarters

NOON = 1_795_003_200.0
"""A whole quarter hour."""


def test_quarter_hours_go_up_to_the_latest_end_itself() -> None:
    until = NOON + 2_000
    assert quarters(NOON, until) == [NOON + QUARTER, NOON + 2 * QUARTER, until]


def test_a_quarter_hour_that_is_nearly_here_is_no_plan() -> None:
    assert quarters(NOON - NEARLY, NOON + QUARTER) == [NOON + QUARTER]


@pytest.mark.parametrize("until", [NOON, NOON - 1])
def test_a_shift_that_is_over_has_no_times(until: float) -> None:
    assert quarters(NOON, until) == []


@given(st.integers(0, 4 * 86_400), st.integers(1, 86_400))
def test_all_times_are_between_now_and_the_latest_end(now: int, left: int) -> None:
    times = quarters(float(now), float(now + left))
    assert times == sorted(set(times))
    assert now < times[0]
    assert times[-1] == now + left


def test_going_on_is_half_an_hour_at_a_whole_quarter() -> None:
    until = NOON + 4 * 3_600
    assert further(NOON, until, NOON + 10) == NOON + 1_800
    assert further(NOON, until, NOON + 1_200) == NOON + 2_700


def test_going_on_never_passes_the_latest_end() -> None:
    assert further(NOON, NOON + 1_000, NOON) == NOON + 1_000
    assert further(NOON, NOON + 200, NOON) is None
    assert further(NOON, NOON, NOON + 60) is None
