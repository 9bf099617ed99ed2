"""Removals of keys that were replaced: when they are shown, and when nobody needs them any more."""

from dataclasses import replace

from luwte.crypto.certificates import Signed, sign
from luwte.server.replacing import expired, released, take, withhold
from luwte.server.roster import Certified, Roster, helpline_key
from tests.wire.helpline import DAY, HELPLINE, NOW, ROOT, Person, coordinator, key_claim, removal

CORA = coordinator("cora")
VERA = Person("vera")
FORMER = replace(VERA, keys="former")
GONE = removal(FORMER, CORA.staff, VERA.begins - 1)
TERM = 33 * DAY
"""The longest certificate, and what a visitor's clock may be wrong."""


def certified(person: Person, by: Signed | None = None) -> Certified:
    return Certified(by or person.certified_by(CORA.staff), person.claim)


def roster() -> Roster:
    made = Roster(helpline=HELPLINE, root=ROOT.public)
    made.coordinators = [certified(CORA, CORA.certified_by(ROOT))]
    made.people = {VERA.claim.person: certified(VERA), CORA.claim.person: made.coordinators[0]}
    return made


def test_a_removal_is_shown_once_no_shift_uses_the_key() -> None:
    here = roster()
    assert len(take(here, certified(VERA), GONE, NOW)) == 1
    assert here.removals == []
    assert here.chain(NOW).is_removed(FORMER.staff.public) is False
    assert (
        released(here, lambda person, staff: (person, staff) == (VERA.claim.person, FORMER.staff.public))
        is None
    )
    after = released(here, lambda _person, staff: staff == VERA.staff.public)
    assert after is not None
    assert (after.removals, after.withheld) == ([GONE], [])
    assert after.chain(NOW).is_removed(FORMER.staff.public)
    assert here.removals == [], "what was told before stays as it was"


def test_after_a_restart_a_key_in_use_is_withheld_again() -> None:
    here = roster()
    here.removals = [GONE]
    withhold(here, lambda _person, staff: staff == FORMER.staff.public)
    assert (here.removals, here.withheld) == ([], [GONE])


def test_a_removal_is_forgotten_when_all_it_voids_has_ended() -> None:
    here = roster()
    here.removals = [GONE]
    begun = VERA.begins - 1
    assert expired(here, begun + TERM + DAY) is None
    over = expired(here, begun + TERM + DAY + 1)
    assert over is not None
    assert over[0].removals == []
    assert [one.values for one in over[1]] == [(GONE.payload,)]


def test_the_roots_removal_stays_a_year_and_one_that_names_keys_as_long_as_these() -> None:
    here = roster()
    here.removals = [removal(CORA, ROOT, NOW)]
    assert expired(here, NOW + 366 * DAY) is None
    assert expired(here, NOW + 370 * DAY) is not None
    intake = key_claim("intake", NOW, 100 * DAY)
    here.keys = {intake.key: helpline_key(sign(intake, CORA.staff))}
    here.removals = [removal(VERA, CORA.staff, NOW, (intake.key,))]
    assert expired(here, intake.not_after + 2 * DAY) is None
    assert expired(here, intake.not_after + 4 * DAY) is not None
