"""The screen gets the shift's rules, the replies and the referrals of the policy that was verified."""

from dataclasses import replace

import pytest

from luwte.console.state.policy_view import view_of
from luwte.policy import load, shipped
from luwte.policy.promising import ROLES, Conduct


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


def test_who_may_begin_a_shift_count_and_export_is_the_policys_to_say() -> None:
    """A1: but nobody answers whose certificate opens no shift."""
    fier = load("fier")
    views = {role: view_of(fier, 1, role) for role in ROLES}
    seen = {role: (view.may_answer, view.may_count, view.may_export_rows) for role, view in views.items()}
    assert seen == {
        "volunteer": (True, False, False),
        "coordinator": (True, True, False),
        "leader": (False, True, True),
        "trainer": (False, False, False),
    }
    every = Conduct(roles=dict.fromkeys(ROLES, frozenset({"answer"})))
    answering = {role for role in ROLES if view_of(replace(fier, conduct=every), 1, role).may_answer}
    assert answering == {"volunteer", "coordinator"}
    assert not view_of(replace(fier, conduct=Conduct(roles={})), 1, "coordinator").may_answer
