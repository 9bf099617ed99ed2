"""The helpline's own keys, made half a year ahead: intake per week, archive per week and class, abuse per
month, statistics per year.

Every private key is wrapped to the people who may hold it and to the recovery kit, and is then forgotten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from luwte.admin.kit import KIT_PERSON
from luwte.console.certifying import wrapped, wraps_for
from luwte.console.trust import HelplineKey
from luwte.crypto.certificates import KeyClaim, PersonClaim, Purpose, Signed, sign
from luwte.crypto.keys import BoxKey, SigningKey, sha256
from luwte.policy import Policy
from luwte.policy.holding import ALL
from luwte.policy.promising import Conduct
from luwte.protocol.ids import new_id
from luwte.protocol.parts import Wrap

WEEKS_AHEAD: Final = 26
GRACE: Final = timedelta(days=2)
"""A page loaded just before the week ends still seals to it, and cheap phones' clocks are off by up to
this."""

Slot = tuple[Purpose, str, str]
"""What a key is for: purpose, period, retention class (empty for all but archive keys)."""


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A key just made: its signed claim, and the private half that is about to be wrapped."""

    signed: Signed
    key: HelplineKey


@dataclass(frozen=True, slots=True)
class _Span:
    period: str
    begins: datetime
    ends: datetime


def slot(claim: KeyClaim) -> Slot:
    """Return what a key is for."""
    return claim.purpose, claim.period, claim.retention


def make_keys(
    helpline: str,
    policy: Policy,
    signer: SigningKey,
    now: datetime,
    *,
    have: Iterable[Slot] = (),
    weeks: int = WEEKS_AHEAD,
) -> list[FreshKey]:
    """Return every key that is missing from this week on, for ``weeks`` weeks and the months they touch.

    ``now`` is an aware time; weeks are the ISO weeks of the helpline's time zone.
    """
    there = set(have)
    local = now.astimezone(ZoneInfo(policy.time_zone))
    wanted: list[tuple[Slot, _Span]] = []
    for week in _weeks(local, weeks):
        wanted.append((("intake", week.period, ""), week))
        wanted += [(("archive", week.period, retention), week) for retention in policy.retention]
    wanted += [(("abuse", month.period, ""), month) for month in _months(local, weeks)]
    wanted += [(("statistics", year.period, ""), year) for year in _years(local, weeks)]
    return [
        _make(helpline, signer, what, int(span.begins.timestamp()), int((span.ends + GRACE).timestamp()))
        for what, span in wanted
        if what not in there
    ]


def replace_keys(signer: SigningKey, claims: Iterable[KeyClaim], now: int) -> list[FreshKey]:
    """Return a fresh key for the slot of each claim that is not over, so that whoever left holds none of
    what follows.

    The fresh ones begin now or with their week: of two keys for one slot the later beginning counts.
    """
    newest: dict[Slot, KeyClaim] = {}
    for claim in claims:
        known = newest.get(slot(claim))
        if claim.not_after > now and (known is None or known.not_before < claim.not_before):
            newest[slot(claim)] = claim
    return [
        _make(
            claim.helpline,
            signer,
            what,
            max(claim.not_before + 1, min(now, claim.not_after)),
            claim.not_after,
        )
        for what, claim in newest.items()
    ]


def wraps_for_all(
    keys: Sequence[FreshKey],
    people: Iterable[PersonClaim],
    kit_envelope: bytes | None,
    now: int,
    conduct: Conduct,
) -> list[Wrap]:
    """Wrap each key to everyone whose role this policy lets hold it, and to the kit where its envelope key is
    known."""
    made = [fresh.key for fresh in keys]
    wraps = [wrap for person in people for wrap in wraps_for(person, made, now, conduct)]
    if kit_envelope is not None:
        # The kit holds everything; it is nobody, so nothing of this claim is ever signed.
        kit = PersonClaim("", KIT_PERSON, "coordinator", "", bytes(32), kit_envelope, 0, 0)
        wraps += wrapped(kit, made, now, ALL)
    return wraps


def weeks_left(claims: Iterable[KeyClaim], now: datetime, zone: str) -> int:
    """Return for how many weeks, this one included, the line has an intake key without a hole."""
    have = {claim.period for claim in claims if claim.purpose == "intake"}
    left = 0
    for week in _weeks(now.astimezone(ZoneInfo(zone)), len(have)):
        if week.period not in have:
            break
        left += 1
    return left


def _make(helpline: str, signer: SigningKey, what: Slot, not_before: int, not_after: int) -> FreshKey:
    private = BoxKey.generate()
    purpose, period, retention = what
    claim = KeyClaim(helpline, new_id(), purpose, period, retention, private.public, not_before, not_after)
    signed = sign(claim, signer)
    return FreshKey(signed, HelplineKey(claim, sha256(signed.payload), private))


def _weeks(local: datetime, count: int) -> Iterable[_Span]:
    monday = local.date() - timedelta(days=local.weekday())
    for ahead in range(count):
        first = monday + timedelta(weeks=ahead)
        year, week, _ = first.isocalendar()
        yield _Span(
            f"{year}-W{week:02}", _midnight(first, local), _midnight(first + timedelta(weeks=1), local)
        )


def _months(local: datetime, weeks: int) -> Iterable[_Span]:
    last = local.date() + timedelta(weeks=weeks)
    first = local.date().replace(day=1)
    while first <= last:
        following = (first + timedelta(days=31)).replace(day=1)
        yield _Span(f"{first:%Y-%m}", _midnight(first, local), _midnight(following, local))
        first = following


def _years(local: datetime, weeks: int) -> Iterable[_Span]:
    for year in range(local.year, (local.date() + timedelta(weeks=weeks)).year + 1):
        yield _Span(f"{year}", _midnight(date(year, 1, 1), local), _midnight(date(year + 1, 1, 1), local))


def _midnight(day: date, local: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=local.tzinfo)
