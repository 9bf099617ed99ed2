"""The house policy in the console's plain values: what the screen uses of it."""

from luwte.console.state.policy_rows import PolicyView, ReferralRow, ReplyRow
from luwte.crypto.certificates import ANSWERING, Role
from luwte.policy import Policy


def view_of(policy: Policy, version: int, role: Role) -> PolicyView:
    """Return what the screen uses of a policy."""
    return PolicyView(
        version=version,
        name=policy.name,
        languages=policy.languages,
        retention_classes=tuple(policy.retention),
        nudge_after=policy.silence.nudge_after,
        end_after=policy.silence.end_after,
        alarm_after=policy.alarm_after,
        nudge=dict(policy.texts.nudge),
        closing=dict(policy.texts.closing),
        planned_hours=policy.shift.planned_hours,
        breathing_seconds=policy.shift.breathing_seconds,
        pause_minutes=policy.shift.pause_minutes,
        idle_lock_minutes=policy.shift.idle_lock_minutes,
        replies=tuple(ReplyRow(reply.shortcut, dict(reply.text)) for reply in policy.replies),
        referrals=tuple(
            ReferralRow(each.name, each.phone, each.url, dict(each.text), each.themes)
            for each in policy.referrals
        ),
        registration=policy.registration if policy.registration.fields else None,
        publication=policy.conduct.publication,
        may_count=policy.conduct.may(role, "registrations"),
        may_export_rows=policy.conduct.may(role, "export_rows"),
        may_answer=role in ANSWERING and policy.conduct.may(role, "answer"),
    )
