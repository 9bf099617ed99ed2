"""The screen gets the shift's rules, the replies and the referrals of the policy that was verified."""

import pytest

from luwte.console.state.policy_view import view_of
from luwte.policy import load, shipped


@pytest.mark.parametrize("name", shipped())
def test_the_view_carries_what_the_house_wrote_for_its_volunteers(name: str) -> None:
    policy = load(name)
    view = view_of(policy, 7, "volunteer")
    assert (view.version, view.name) == (7, policy.name)
    assert view.planned_hours == policy.shift.planned_hours
    assert view.breathing_seconds == policy.shift.breathing_seconds
    assert view.pause_minutes == policy.shift.pause_minutes
    assert view.idle_lock_minutes == policy.shift.idle_lock_minutes
    assert [row.shortcut for row in view.replies] == [reply.shortcut for reply in policy.replies]
    assert [(row.name, row.phone, row.url) for row in view.referrals] == [
        (each.name, each.phone, each.url) for each in policy.referrals
    ]
    texts = [*(row.text for row in view.replies), *(row.text for row in view.referrals)]
    assert all(set(text) == {"nl", "en"} for text in texts)
