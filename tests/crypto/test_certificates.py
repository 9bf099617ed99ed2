"""The chain against a server that lies (T3): what the root does not carry is refused, with its reason."""

import json
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.crypto.certificates import (
    PAGE_TOLERANCE,
    CertificateError,
    Chain,
    KeyClaim,
    PersonClaim,
    PolicyClaim,
    RemovalClaim,
    Signed,
    claim_of,
    fingerprint,
    read_claim,
    sign,
)
from luwte.crypto.keys import SigningKey
from tests.wire.chain_cases import (
    CORA,
    CORA_BEFORE,
    LENA,
    ROOT_FINGERPRINT,
    TRUE,
    VERA,
    House,
    Lie,
    lies,
    true_houses,
)
from tests.wire.helpline import (
    DAY,
    HOUR,
    NOW,
    ROOT,
    Person,
    coordinator,
    key_claim,
    policy_claim,
    removal,
    tampered,
)


def _build(house: House, now: int = NOW, tolerance: int = 600) -> Chain:
    return Chain.build(
        house.root,
        house.helpline,
        house.coordinators,
        house.removals,
        now,
        tolerance=tolerance,
        root_fingerprint=ROOT_FINGERPRINT,
    )


def _ask(chain: Chain, house: House, at: str) -> None:
    match at:
        case "member":
            chain.shift(*house.member, NOW)
        case "intake":
            chain.key(house.intake, "intake", NOW)
        case "archive":
            chain.key(house.archive, "archive", NOW)
        case "policy":
            chain.policy(house.policy, house.newest_policy)
        case _:
            raise AssertionError(at)


@pytest.mark.parametrize("tolerance", [600, PAGE_TOLERANCE])
@pytest.mark.parametrize("name", true_houses())
def test_a_true_house_holds(name: str, tolerance: int) -> None:
    house = true_houses()[name]
    chain = _build(house, tolerance=tolerance)
    for at in ("member", "intake", "archive", "policy"):
        _ask(chain, house, at)


@pytest.mark.parametrize("tolerance", [600, PAGE_TOLERANCE])
@pytest.mark.parametrize("lie", lies(), ids=lambda lie: lie.name)
def test_a_lie_about_keys_or_people_is_refused_with_its_reason(lie: Lie, tolerance: int) -> None:
    if lie.at == "build":
        with pytest.raises(CertificateError) as refused:
            _build(lie.house, tolerance=tolerance)
    else:
        chain = _build(lie.house, tolerance=tolerance)
        with pytest.raises(CertificateError) as refused:
            _ask(chain, lie.house, lie.at)
    assert refused.value.code == lie.code
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_a_member_is_told_with_their_shift() -> None:
    person, shift = _build(TRUE).shift(*TRUE.member, NOW)
    assert person == VERA.claim
    assert shift == VERA.shift_claim()


def test_a_person_is_certified_by_a_coordinator_and_a_coordinator_by_the_root() -> None:
    chain = _build(TRUE)
    assert chain.person(VERA.certified_by(CORA.staff), NOW) == VERA.claim
    assert chain.person(CORA.certified_by(ROOT), NOW) == CORA.claim
    assert list(chain.coordinators) == [CORA.claim]
    dirk = coordinator("dirk")
    for signed, code in (
        (dirk.certified_by(CORA.staff), "wrong_role"),
        (VERA.certified_by(ROOT), "wrong_role"),
        (VERA.certified_by(VERA.staff), "ghost"),
        (VERA.shift(), "wrong_kind"),
    ):
        with pytest.raises(CertificateError) as refused:
            chain.person(signed, NOW)
        assert refused.value.code == code


def test_a_leader_is_certified_by_the_root_alone_and_for_a_year() -> None:
    """A1: a coordinator who could name a leader would hand out what they may not read themselves."""
    chain = _build(TRUE)
    assert chain.person(LENA.certified_by(ROOT), NOW) == LENA.claim
    assert chain.known_person(LENA.certified_by(ROOT)) == LENA.claim
    longer = Person("lena", "leader", lasts=367 * DAY)
    for signed, code in (
        (LENA.certified_by(CORA.staff), "wrong_role"),
        (LENA.certified_by(LENA.staff), "wrong_root"),
        (longer.certified_by(ROOT), "too_long"),
    ):
        for look in (chain.person, lambda signed, _now: chain.known_person(signed)):
            with pytest.raises(CertificateError, match=code):
                look(signed, NOW)
    with pytest.raises(CertificateError, match="expired"):
        chain.person(LENA.certified_by(ROOT), NOW + 366 * DAY)


def test_nothing_a_leader_signs_holds() -> None:
    """Not even where the server lists them among the coordinators: that alone is an alarm."""
    chain, lena = _build(TRUE), LENA.staff
    for certified in (VERA, Person("lea", "leader", keys="lea"), coordinator("dirk")):
        with pytest.raises(CertificateError, match=r"ghost|wrong_root"):
            chain.person(certified.certified_by(lena), NOW)
    for made in (
        lambda: chain.policy(sign(policy_claim(), lena), 0),
        lambda: chain.key(sign(key_claim("statistics"), lena), "statistics", NOW),
    ):
        with pytest.raises(CertificateError, match="ghost"):
            made()
    gone = _build(replace(TRUE, removals=(removal(VERA, lena), removal(CORA, lena))))
    assert not gone.removals
    assert gone.person(VERA.certified_by(CORA.staff), NOW) == VERA.claim


def test_the_roots_removal_takes_a_leader_away_as_long_as_the_certificate_runs() -> None:
    chain = _build(replace(TRUE, removals=(removal(LENA, ROOT),)))
    for look in (chain.person, lambda signed, _now: chain.known_person(signed)):
        with pytest.raises(CertificateError, match="removed"):
            look(LENA.certified_by(ROOT), NOW)
    kept = Chain.build(TRUE.root, TRUE.helpline, TRUE.coordinators, [], NOW + 300 * DAY, kept=chain.removals)
    assert kept.is_void(LENA.claim)
    again = replace(LENA, begins=chain.begins(LENA.claim.person, "leader", NOW), keys="lena's newer keys")
    assert chain.person(again.certified_by(ROOT), again.begins) == again.claim


def test_nothing_a_removed_coordinator_signed_holds_any_longer() -> None:
    chain = _build(replace(TRUE, removals=(removal(CORA, ROOT),)))
    assert chain.is_removed(CORA.staff.public)
    for ask in (
        lambda: chain.person(VERA.certified_by(CORA.staff), NOW),
        lambda: chain.shift(*TRUE.member, NOW),
        lambda: chain.key(TRUE.intake, "intake", NOW),
        lambda: chain.helpline_key(TRUE.archive),
        lambda: chain.policy(TRUE.policy, 0),
    ):
        with pytest.raises(CertificateError) as refused:
            ask()
        assert refused.value.code == "removed"


def test_a_removal_stays_when_its_coordinator_has_ended() -> None:
    """A removed key must not come back because somebody else's certificate ran out."""
    old = coordinator("old", NOW - 400 * DAY, 365 * DAY)
    house = replace(
        TRUE, coordinators=(old.certified_by(ROOT), *TRUE.coordinators), removals=(removal(VERA, old.staff),)
    )
    with pytest.raises(CertificateError) as refused:
        _build(house).shift(*TRUE.member, NOW)
    assert refused.value.code == "removed"


def test_a_renewed_coordinator_carries_what_the_same_key_signed_before() -> None:
    ended = coordinator("cora", NOW - 370 * DAY, 365 * DAY)
    renewed = replace(TRUE, coordinators=(ended.certified_by(ROOT), CORA.certified_by(ROOT)))
    assert _build(renewed).policy(TRUE.policy, 3).version == 3
    with pytest.raises(CertificateError) as refused:
        _build(replace(TRUE, coordinators=(ended.certified_by(ROOT),))).policy(TRUE.policy, 3)
    assert refused.value.code == "expired"


@pytest.mark.parametrize("tolerance", [600, PAGE_TOLERANCE])
def test_clocks_may_be_wrong_by_the_tolerance_and_no_more(tolerance: int) -> None:
    chain = _build(TRUE, tolerance=tolerance)
    claim = VERA.shift_claim()
    for now, code in (
        (claim.not_before - tolerance, None),
        (claim.not_before - tolerance - 1, "not_yet"),
        (claim.not_after + tolerance - 1, None),
        (claim.not_after + tolerance, "expired"),
    ):
        if code is None:
            assert chain.own_shift(VERA.claim, VERA.shift(), now) == claim
        else:
            with pytest.raises(CertificateError) as refused:
                chain.own_shift(VERA.claim, VERA.shift(), now)
            assert refused.value.code == code


def test_keys_of_weeks_ahead_are_told_apart_from_those_in_use() -> None:
    ahead = sign(key_claim("archive", NOW + 20 * 7 * DAY), CORA.staff)
    chain = _build(TRUE)
    assert chain.helpline_key(ahead).purpose == "archive"
    with pytest.raises(CertificateError):
        chain.key(ahead, "archive", NOW)
    with pytest.raises(CertificateError):
        chain.helpline_key(sign(key_claim("archive"), VERA.staff))


def test_longest_terms_are_exactly_allowed() -> None:
    chain = _build(replace(TRUE, coordinators=(coordinator("cora", lasts=366 * DAY).certified_by(ROOT),)))
    month = Person("vera", lasts=31 * DAY)
    assert chain.person(month.certified_by(CORA.staff), NOW).not_after == NOW + 30 * DAY
    longest = VERA.shift(NOW - HOUR, 12 * HOUR)
    assert chain.own_shift(VERA.claim, longest, NOW).not_after == NOW + 11 * HOUR


def test_a_policy_may_be_the_one_seen_already() -> None:
    chain = _build(TRUE)
    assert chain.policy(TRUE.policy, 0) == policy_claim()
    assert chain.policy(TRUE.policy, 3) == policy_claim()


# ── claims ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "claim",
    [VERA.claim, VERA.shift_claim(), key_claim("intake"), policy_claim()],
    ids=lambda claim: type(claim).__name__,
)
def test_a_signed_claim_reads_back(claim: PersonClaim | PolicyClaim) -> None:
    assert claim_of(sign(claim, CORA.staff)) == claim


def test_every_byte_of_a_signed_claim_counts() -> None:
    signed = sign(VERA.claim, CORA.staff)
    for changed_one in (
        tampered(signed),
        Signed(signed.payload, bytes(64), signed.signer),
        Signed(signed.payload, signed.signature, VERA.staff.public),
        Signed(signed.payload + b" ", signed.signature, signed.signer),
    ):
        with pytest.raises(CertificateError) as refused:
            claim_of(changed_one)
        assert refused.value.code == "bad_signature"


def test_a_signature_over_something_else_is_no_claim() -> None:
    """A staff key also signs wishes: without the prefix such a signature could pass for a claim's."""
    payload = sign(VERA.claim, CORA.staff).payload
    with pytest.raises(CertificateError):
        claim_of(Signed(payload, CORA.staff.sign(payload), CORA.staff.public))


def test_unknown_fields_of_a_newer_claim_are_ignored() -> None:
    newer = json.loads(msgspec.json.encode(VERA.claim)) | {"pronouns": "she"}
    assert read_claim(json.dumps(newer).encode()) == VERA.claim


@pytest.mark.parametrize(
    "change",
    [
        {"person": "x"},
        {"name": ""},
        {"name": "n" * 65},
        {"staff": b"short"},
        {"not_before": -1},
        {"role": "root"},
        {"helpline": None},
    ],
    ids=str,
)
def test_a_claim_outside_its_limits_is_none(change: dict[str, object]) -> None:
    payload = msgspec.json.encode({**msgspec.to_builtins(VERA.claim), **change})
    with pytest.raises(CertificateError) as refused:
        read_claim(payload)
    assert refused.value.code == "wrong_kind"
    assert refused.value.__context__ is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_signed_raises_only_the_rooms_own_error(payload: bytes) -> None:
    key = CORA.staff
    signed = Signed(payload, key.sign(b"luwte/1 signed\x00" + payload), key.public)
    with pytest.raises(CertificateError):
        claim_of(signed)


def test_a_fingerprint_is_twenty_bytes_of_the_roots_hash() -> None:
    assert len(ROOT_FINGERPRINT) == 20
    assert fingerprint(SigningKey.generate().public) != ROOT_FINGERPRINT


def test_a_removal_voids_the_person_up_to_its_time_and_not_who_is_enrolled_again() -> None:
    """Everybody has an older certificate too, that of the enrolment code: a key alone would leave it good."""
    chain = _build(replace(TRUE, removals=(removal(VERA, CORA.staff),)))
    assert isinstance(claim_of(removal(VERA, CORA.staff)), RemovalClaim)
    for begins, is_void in (
        (NOW - 20 * DAY, True),
        (NOW - HOUR, True),
        (NOW - HOUR + 1, False),
        (NOW, False),
    ):
        other = Person("vera", begins=begins, keys="vera's other keys")
        assert chain.is_void(other.claim) is is_void
        if not is_void:
            assert chain.person(other.certified_by(CORA.staff), NOW) == other.claim
            continue
        with pytest.raises(CertificateError, match="removed"):
            chain.person(other.certified_by(CORA.staff), NOW)
        with pytest.raises(CertificateError, match="removed"):
            chain.own_shift(other.claim, other.shift(), NOW)


def test_a_removed_key_stays_removed_in_a_certificate_issued_later() -> None:
    again = Person("vera", begins=NOW)
    with pytest.raises(CertificateError, match="removed"):
        _build(replace(TRUE, removals=(removal(VERA, CORA.staff),))).person(
            again.certified_by(CORA.staff), NOW
        )


def test_a_key_that_ended_with_a_removal_is_sealed_to_no_more_but_opens_what_was() -> None:
    """M5: whoever signed it; the archive of the week stays readable for those who are still there."""
    archive = claim_of(TRUE.archive)
    assert isinstance(archive, KeyClaim)
    chain = _build(replace(TRUE, removals=(removal(CORA_BEFORE, CORA.staff, keys=(archive.key,)),)))
    with pytest.raises(CertificateError, match="removed"):
        chain.key(TRUE.archive, "archive", NOW)
    assert chain.helpline_key(TRUE.archive) == archive
    assert chain.ended_at(archive.key) == NOW - HOUR
    assert chain.ended_at("A" * 22) is None


def test_no_key_of_a_removed_coordinator_signs_any_longer() -> None:
    """Also the key of their enrolment code, which the removal does not name."""
    house = replace(
        TRUE,
        coordinators=(CORA_BEFORE.certified_by(ROOT), *TRUE.coordinators),
        removals=(removal(CORA, ROOT),),
        policy=sign(policy_claim(), CORA_BEFORE.staff),
    )
    with pytest.raises(CertificateError, match="removed"):
        _build(house).policy(house.policy, 0)
