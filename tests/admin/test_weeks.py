"""The helpline's own keys: every week covered, each wrapped to those who may hold it, replaced after a
removal."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from luwte.admin.kit import KIT_PERSON
from luwte.admin.weeks import GRACE, make_keys, replace_keys, slot, weeks_left, wraps_for_all
from luwte.crypto.certificates import PersonClaim, Role, claim_of
from luwte.crypto.keys import BoxKey, SigningKey
from luwte.crypto.sealing import unwrap_key
from luwte.policy import Policy, load, week
from luwte.protocol.ids import id_bytes, new_id

HELPLINE = new_id()
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def house() -> Policy:
    return load("default")


def person(role: Role) -> tuple[PersonClaim, BoxKey]:
    envelope = BoxKey.generate()
    now = int(NOW.timestamp())
    return PersonClaim(HELPLINE, new_id(), role, "Noor", bytes(32), envelope.public, now, now + 1), envelope


def test_half_a_year_of_weeks_has_an_intake_key_and_one_archive_key_per_class(house: Policy) -> None:
    slots = [slot(key.key.claim) for key in make_keys(HELPLINE, house, SigningKey.generate(), NOW)]
    assert len(slots) == len(set(slots))
    weeks = [period for purpose, period, _ in slots if purpose == "intake"]
    assert (weeks[0], weeks[-1], len(weeks)) == ("2026-W47", "2027-W19", 26)
    for retention in house.retention:
        assert [one[1] for one in slots if one[0] == "archive" and one[2] == retention] == weeks
    months = [period for purpose, period, _ in slots if purpose == "abuse"]
    assert (months[0], months[-1]) == ("2026-11", "2027-05")


@pytest.mark.parametrize(
    ("now", "years"),
    [
        (datetime(2026, 6, 1, tzinfo=UTC), ["2026"]),
        (datetime(2026, 7, 6, tzinfo=UTC), ["2026", "2027"]),
        (NOW, ["2026", "2027"]),
        # The helpline's own midnight, not London's.
        (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), ["2026", "2027"]),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), ["2027"]),
    ],
)
def test_R5_the_statistics_key_of_next_year_is_there_before_new_year(
    house: Policy, now: datetime, years: list[str]
) -> None:
    made = [key.key.claim for key in make_keys(HELPLINE, house, SigningKey.generate(), now)]
    claims = [claim for claim in made if claim.purpose == "statistics"]
    assert [claim.period for claim in claims] == years
    for claim in claims:
        begins = datetime(int(claim.period), 1, 1, tzinfo=ZoneInfo(house.time_zone))
        ends = datetime(int(claim.period) + 1, 1, 1, tzinfo=ZoneInfo(house.time_zone))
        assert claim.not_before == begins.timestamp()
        assert claim.not_after == (ends + GRACE).timestamp()


def test_the_first_week_is_the_one_the_policy_says_it_is_now(house: Policy) -> None:
    just_before_midnight = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    for moment in (just_before_midnight, just_before_midnight + timedelta(hours=2), NOW):
        first = make_keys(HELPLINE, house, SigningKey.generate(), moment, weeks=1)[0].key.claim
        assert first.period == week(house, moment)
        assert first.not_before <= moment.timestamp() < first.not_after


def test_weeks_follow_each_other_without_a_hole_over_the_change_of_clocks(house: Policy) -> None:
    autumn = datetime(2026, 10, 20, 12, tzinfo=UTC)
    keys = [key.key.claim for key in make_keys(HELPLINE, house, SigningKey.generate(), autumn, weeks=3)]
    intake = [claim for claim in keys if claim.purpose == "intake"]
    for one, following in pairwise(intake):
        assert one.not_after - int(GRACE.total_seconds()) == following.not_before
        begins = datetime.fromtimestamp(following.not_before, ZoneInfo(house.time_zone))
        assert (begins.weekday(), begins.hour) == (0, 0)


def test_what_is_there_already_is_not_made_again(house: Policy) -> None:
    signer = SigningKey.generate()
    have = [slot(key.key.claim) for key in make_keys(HELPLINE, house, signer, NOW, weeks=4)]
    more = make_keys(HELPLINE, house, signer, NOW, have=have, weeks=6)
    assert {slot(key.key.claim)[1] for key in more if key.key.claim.purpose == "intake"} == {
        "2026-W51",
        "2026-W52",
    }


def test_every_claim_is_signed_by_the_coordinator(house: Policy) -> None:
    signer = SigningKey.generate()
    for fresh in make_keys(HELPLINE, house, signer, NOW, weeks=2):
        assert claim_of(fresh.signed) == fresh.key.claim
        assert fresh.signed.signer == signer.public


def test_T4_each_holds_what_the_policy_lets_their_role_read_and_the_kit_holds_all(house: Policy) -> None:
    fresh = make_keys(HELPLINE, house, SigningKey.generate(), NOW, weeks=2)
    volunteer, _ = person("volunteer")
    trainer, _ = person("trainer")
    leader, _ = person("leader")
    coordinator, envelope = person("coordinator")
    people = [volunteer, trainer, leader, coordinator]
    kit = BoxKey.generate()
    conduct = load("fier").conduct
    wraps = wraps_for_all(fresh, people, kit.public, int(NOW.timestamp()), conduct)
    held = {
        who: {wrap.key for wrap in wraps if wrap.person == who}
        for who in (*(one.person for one in people), KIT_PERSON)
    }
    everything = {key.key.claim.key for key in fresh}
    figures = {key.key.claim.key for key in fresh if key.key.claim.purpose == "statistics"}
    assert figures
    assert held[leader.person] == figures
    assert held[volunteer.person] == {key.key.claim.key for key in fresh if key.key.claim.purpose == "intake"}
    assert held[trainer.person] == set()
    assert held[coordinator.person] == held[KIT_PERSON] == everything
    key = fresh[-1].key
    for who, opener in ((coordinator.person, envelope), (KIT_PERSON, kit)):
        wrap = next(wrap for wrap in wraps if (wrap.person, wrap.key) == (who, key.claim.key))
        opened = unwrap_key(opener, wrap.sealed, id_bytes(wrap.key), key.digest, id_bytes(who))
        assert opened.public == key.claim.public


def test_a_removal_replaces_every_key_that_is_not_over(house: Policy) -> None:
    signer = SigningKey.generate()
    before = [key.key.claim for key in make_keys(HELPLINE, house, signer, NOW, weeks=3)]
    later = int((NOW + timedelta(days=10)).timestamp())
    fresh = [key.key.claim for key in replace_keys(signer, before, later)]
    assert {slot(claim) for claim in fresh} == {slot(claim) for claim in before if claim.not_after > later}
    old = {slot(claim): claim for claim in before}
    for claim in fresh:
        assert claim.key != old[slot(claim)].key
        assert claim.not_before > old[slot(claim)].not_before
        assert claim.not_after == old[slot(claim)].not_after
    again = [key.key.claim for key in replace_keys(signer, [*before, *fresh], later)]
    newest = {slot(claim): claim for claim in fresh}
    assert all(claim.not_before > newest[slot(claim)].not_before for claim in again)


def test_weeks_left_stops_at_the_first_hole(house: Policy) -> None:
    claims = [key.key.claim for key in make_keys(HELPLINE, house, SigningKey.generate(), NOW, weeks=5)]
    assert weeks_left(claims, NOW, house.time_zone) == 5
    without_third = [claim for claim in claims if claim.period != "2026-W49"]
    assert weeks_left(without_third, NOW, house.time_zone) == 2
    assert weeks_left(claims, NOW + timedelta(weeks=9), house.time_zone) == 0
    assert weeks_left([], NOW, house.time_zone) == 0
