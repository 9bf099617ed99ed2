"""What a policy says to those on shift: how a shift is spent, and what may be inserted into a reply.

All three parts may be left out: policies signed before they existed are obeyed as they are.
"""

import re
from typing import Final

from luwte.policy.house import Referral, Reply, ShiftRules
from luwte.policy.table import Table
from luwte.policy.ways import ways

PLANNED_HOURS: Final = 4
BREATHING_SECONDS: Final = 120
PAUSE_MINUTES: Final = 15
IDLE_LOCK_MINUTES: Final = 10

_MOST_REPLIES: Final = 60
_MOST_REFERRALS: Final = 60
_MOST_THEMES: Final = 8
_SHORTCUT: Final = re.compile("[a-z0-9][a-z0-9-]{0,23}")


def shift_rules(top: Table, most_hours: int) -> ShiftRules:
    """Return the rules of a shift; ``most_hours`` is the longest one the house allows."""
    planned = min(PLANNED_HOURS, most_hours)
    if not top.has("shift"):
        return ShiftRules(planned, BREATHING_SECONDS, PAUSE_MINUTES, IDLE_LOCK_MINUTES)
    table = top.table("shift")
    rules = ShiftRules(
        planned_hours=table.whole("planned_hours", 1, 12, default=planned),
        breathing_seconds=table.whole("breathing_seconds", 0, 1_800, default=BREATHING_SECONDS),
        pause_minutes=table.whole("pause_minutes", 5, 60, default=PAUSE_MINUTES),
        idle_lock_minutes=table.whole("idle_lock_minutes", 1, 60, default=IDLE_LOCK_MINUTES),
    )
    if rules.planned_hours > most_hours:
        table.refuse("is more than limits.shift_hours", "planned_hours")
    table.done()
    return rules


def replies(top: Table, languages: tuple[str, ...]) -> tuple[Reply, ...]:
    """Return the lines volunteers often need, in the order of the file."""
    tables = top.tables("replies") if top.has("replies") else []
    if len(tables) > _MOST_REPLIES:
        top.refuse(f"has {len(tables)} replies, {_MOST_REPLIES} at most", "replies")
    found: list[Reply] = []
    for table in tables:
        shortcut = table.text("shortcut", 24)
        if shortcut and not _SHORTCUT.fullmatch(shortcut):
            table.refuse("a shortcut has small letters, figures and -, 24 at most", "shortcut")
        elif shortcut and any(shortcut == reply.shortcut for reply in found):
            table.refuse(f"{shortcut!r} stands here twice", "shortcut")
        found.append(Reply(shortcut, table.words("text", languages, 1_000)))
        table.done()
    return tuple(found)


def referrals(top: Table, languages: tuple[str, ...]) -> tuple[Referral, ...]:
    """Return the referral library (H1), in the order of the file."""
    tables = top.tables("referrals") if top.has("referrals") else []
    if len(tables) > _MOST_REFERRALS:
        top.refuse(f"has {len(tables)} referrals, {_MOST_REFERRALS} at most", "referrals")
    found: list[Referral] = []
    for table in tables:
        phone, url = ways(table)
        name = table.text("name", 60)
        if name and any(name == referral.name for referral in found):
            table.refuse(f"{name!r} stands here twice", "name")
        found.append(Referral(name, phone, url, table.words("text", languages, 300), _themes(table)))
        table.done()
    return tuple(found)


def _themes(table: Table) -> tuple[str, ...]:
    themes = table.texts("themes", 40) if table.has("themes") else ()
    if len(themes) > _MOST_THEMES:
        table.refuse(f"has {len(themes)} words, {_MOST_THEMES} at most", "themes")
    return themes
