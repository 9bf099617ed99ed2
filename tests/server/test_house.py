"""The house at a moment: hours, weeks, keys. Whatever is missing closes the line."""

from datetime import UTC, datetime

import msgspec
import pytest

from luwte import policy
from luwte.crypto.certificates import PolicyClaim, Signed, sign
from luwte.server.house import House, read_toml
from luwte.server.roster import Certified, Roster, helpline_key
from tests.wire.helpline import DAY, HELPLINE, NOW, ROOT, coordinator, fixed_id, key_claim

VERA = coordinator("vera")
TOML = policy.source("default").read_text()


def signed_policy(version: int, toml: str = TOML) -> Signed:
    return sign(PolicyClaim(HELPLINE, version, NOW - DAY, toml, {}), VERA.staff)


def roster(*keys: Signed, toml: str = TOML) -> Roster:
    made = Roster(helpline=HELPLINE, root=ROOT.public, policies={1: signed_policy(1, toml)})
    made.coordinators.append(Certified(VERA.certified_by(ROOT), VERA.claim))
    made.keys = {helpline_key(key).claim.key: helpline_key(key) for key in keys}
    return made


INTAKE = sign(key_claim("intake"), VERA.staff)
ARCHIVE = sign(key_claim("archive"), VERA.staff)


def test_a_house_with_its_keys_of_this_week_is_open() -> None:
    house = House(roster(INTAKE, ARCHIVE), lambda: NOW)
    rules = house.rules()
    assert rules.is_open
    assert rules.intake == {fixed_id("intake key")}
    assert rules.archive["standard"].claim == ARCHIVE
    assert (house.week(), house.archive_key("standard")) == ("2026-W47", ARCHIVE)
    assert house.archive_key("violence") is None


def test_without_a_key_for_the_week_the_line_is_closed() -> None:
    """Fail closed; last week's intake key still counts for pages that were loaded before midnight."""
    later = House(roster(INTAKE, ARCHIVE), lambda: NOW + 7 * DAY)
    assert not later.rules().is_open
    assert later.rules().intake == {fixed_id("intake key")}
    assert later.rules().archive == {}
    assert House(roster(INTAKE, ARCHIVE), lambda: NOW + 15 * DAY).rules().intake == frozenset()


def test_of_several_keys_of_one_slot_the_newest_counts() -> None:
    """After a removal: the removed person knows the earlier one."""
    fresh_claim = msgspec.structs.replace(key_claim("archive"), key=fixed_id("fresh"), not_before=NOW)
    fresh = sign(fresh_claim, VERA.staff)
    for keys in ((INTAKE, ARCHIVE, fresh), (INTAKE, fresh, ARCHIVE)):
        assert House(roster(*keys), lambda: NOW).archive_key("standard") == fresh


def test_a_policy_that_cannot_be_read_closes_the_line() -> None:
    house = House(roster(INTAKE, ARCHIVE, toml="name = 'x'"), lambda: NOW)
    assert read_toml("name = 'x'") is None
    assert not house.rules().is_open
    assert house.message(("open", None)) is None


def test_no_helpline_is_no_house() -> None:
    house = House(Roster(), lambda: NOW)
    assert not house.rules().is_open
    assert house.message(("closed", None)) is None


def test_the_page_is_told_what_it_checks() -> None:
    """H11: the newest signed policy, the whole chain, and this week's intake key."""
    made = roster(INTAKE, ARCHIVE)
    made.policies[2] = signed_policy(2)
    message = House(made, lambda: NOW).message(("full", None))
    assert message is not None
    assert (message.policy, message.intake, message.state) == (signed_policy(2), INTAKE, "full")
    assert (message.root, message.coordinators) == (ROOT.public, [VERA.certified_by(ROOT)])


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), "2026-W47"),
        (datetime(2026, 11, 22, 23, 1, tzinfo=UTC), "2026-W48"),
        (datetime(2027, 1, 3, 12, tzinfo=UTC), "2026-W53"),
    ],
)
def test_weeks_are_those_of_the_helplines_own_clock(moment: datetime, week: str) -> None:
    assert House(roster(), lambda: int(moment.timestamp())).week() == week
