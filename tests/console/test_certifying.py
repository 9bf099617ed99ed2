"""Who is handed which key: the chain and the signed policy decide, whatever the server says is missing."""

from collections.abc import Collection

import pytest
from msgspec import structs

from luwte.console.certifying import AT_ONCE, CertifyingError, certify, missing_wraps
from luwte.console.own_keys import OwnKeys
from luwte.console.trust import Trust
from luwte.crypto.certificates import PolicyClaim, Signed, sign
from luwte.crypto.sealing import unwrap_key
from luwte.policy import page, parse, source
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes
from luwte.protocol.parts import PersonRow
from tests.console.helpline import (
    ARCHIVE,
    INTAKE,
    NOOR,
    ROBIN,
    SAM,
    HouseKey,
    Play,
    a_key,
    admitted,
    certificate_of,
    signed_in,
)
from tests.wire.helpline import DAY, HELPLINE, NOW, ROOT, Person, coordinator, removal

FIGURES = a_key("statistics", "2026")
ABUSE = a_key("abuse", "2026-11")
KEYS = (INTAKE, ARCHIVE, FIGURES, ABUSE)
LENA = Person("lena", "leader", lasts=365 * DAY)
TOM = Person("tom", "trainer")


def fier() -> Signed:
    """Return a policy that lets leaders count."""
    toml = source("fier").read_text("utf-8")
    return sign(PolicyClaim(HELPLINE, 4, NOW - DAY, toml, page(parse(toml, "fier"))), ROBIN.staff)


def answer(removals: Collection[Signed] = ()) -> say.SignedIn:
    """Return what a coordinator hears who holds every key."""
    return structs.replace(
        signed_in(ROBIN),
        policy=fier(),
        removals=list(removals),
        keys=[key.signed for key in KEYS],
        wraps=[key.wrapped_to(ROBIN) for key in KEYS],
    )


def robins(removals: Collection[Signed] = ()) -> Trust:
    """Return what that coordinator's console believes."""
    return admitted(ROBIN, answer(removals)).trust


def row(person: Person, signer: Signed | None = None, keys: Collection[HouseKey] = KEYS) -> PersonRow:
    """Return somebody who, says the server, was given none of these keys."""
    certificate = signer or person.certified_by(
        ROOT if person.role in {"coordinator", "leader"} else ROBIN.staff
    )
    return PersonRow(certificate, True, False, None, [key.claim.key for key in keys])


@pytest.mark.parametrize(
    ("person", "given"),
    [
        (NOOR, {"intake"}),
        (TOM, set()),
        (LENA, {"statistics"}),
        (coordinator("dirk"), {"intake", "archive", "abuse", "statistics"}),
    ],
    ids=["volunteer", "trainer", "leader", "coordinator"],
)
def test_T4_a_server_that_calls_every_key_missing_gets_only_what_the_policy_gives(
    person: Person, given: set[str]
) -> None:
    wraps = missing_wraps([row(person)], robins(), NOW)
    by_key = {key.claim.key: key for key in KEYS}
    assert {by_key[wrap.key].claim.purpose for wrap in wraps} == given
    for wrap in wraps:
        key, raw = by_key[wrap.key], id_bytes(person.claim.person)
        opened = unwrap_key(person.envelope, wrap.sealed, id_bytes(wrap.key), key.digest, raw)
        assert opened.public == key.claim.public
        assert (wrap.person, wrap.envelope) == (person.claim.person, person.envelope.public)


@pytest.mark.parametrize(
    "certificate",
    [
        LENA.certified_by(ROBIN.staff),
        LENA.certified_by(LENA.staff),
        Person("noor", "coordinator").certified_by(ROBIN.staff),
        coordinator("noor").certified_by(LENA.staff),
        NOOR.certified_by(LENA.staff),
        Person("lena", "leader", NOW - 400 * DAY, 365 * DAY).certified_by(ROOT),
        Person("lena", "leader", lasts=400 * DAY).certified_by(ROOT),
    ],
    ids=["by-robin", "by-herself", "coordinator-by-robin", "coordinator-by-lena", "by-lena", "ended", "long"],
)
def test_nobody_the_chain_does_not_carry_is_given_a_key(certificate: Signed) -> None:
    """A1: nor can a coordinator, or a leader, make a leader whom consoles believe."""
    assert missing_wraps([row(LENA, certificate)], robins(), NOW) == []


def test_a_removed_leader_is_given_nothing_more_whatever_the_server_lists() -> None:
    trust = robins([removal(LENA, ROOT)])
    assert missing_wraps([row(LENA)], trust, NOW) == []


def test_keys_nobody_knows_or_this_console_cannot_open_are_passed_over() -> None:
    trust = admitted(ROBIN, structs.replace(answer(), wraps=[INTAKE.wrapped_to(ROBIN)])).trust
    unknown = a_key("statistics", "2027")
    assert missing_wraps([row(LENA, keys=(*KEYS, unknown))], trust, NOW) == []


def test_the_window_never_waits_for_more_than_a_handful() -> None:
    many = [row(NOOR, keys=[INTAKE] * 300) for _ in range(4)]
    assert len(missing_wraps(many, robins(), NOW)) == AT_ONCE


def test_a_leaders_wish_is_the_roots_to_grant() -> None:
    wanted = OwnKeys.generate()
    message = OwnKeys(LENA.staff, LENA.envelope).wish(LENA.claim.person, wanted)
    wish = PersonRow(LENA.certified_by(ROOT), True, True, message.wish)
    with pytest.raises(CertifyingError, match="needs_kit"):
        certify(wish, OwnKeys(ROBIN.staff, ROBIN.envelope), robins(), NOW, {})


def test_only_a_coordinators_console_hands_keys_on() -> None:
    """A list of the staff that a server sends to somebody else is no reason to seal anything."""
    robin, noor = Play(ROBIN), Play(NOOR)
    for play in (robin, noor):
        play.hears(say.People([row(SAM, certificate_of(SAM), [INTAKE])]))
    [told] = robin.spoken(say.PublishKeys)
    assert (told.keys, [wrap.person for wrap in told.wraps]) == ([], [SAM.claim.person])
    assert noor.spoken(say.PublishKeys) == []
