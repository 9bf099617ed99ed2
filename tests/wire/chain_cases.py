"""The chain as a table: one that holds, and every way a server may lie about it, with the code each raises.

Read by tests/crypto/test_certificates.py, and through vectors.json by the visitor page's tests.
"""

from dataclasses import dataclass, replace

from msgspec.structs import replace as changed

from luwte.crypto.certificates import CertificateCode, Claim, Purpose, Signed, fingerprint, sign
from tests.wire.helpline import (
    DAY,
    HELPLINE,
    HOUR,
    NOW,
    ROOT,
    Person,
    box,
    coordinator,
    fixed_id,
    key_claim,
    policy_claim,
    removal,
    signing,
    tampered,
)


@dataclass(frozen=True)
class House:
    """Everything a server shows of its helpline. ``newest_policy``: the version a peer has seen already."""

    root: bytes
    helpline: str
    coordinators: tuple[Signed, ...]
    removals: tuple[Signed, ...]
    member: tuple[Signed, Signed, Signed]
    """Certificate, coordinator's certificate, shift."""
    intake: Signed
    archive: Signed
    policy: Signed
    newest_policy: int = 3


@dataclass(frozen=True)
class Lie:
    """A house that must be refused. ``at``: which of build, member, intake, archive, policy refuses it."""

    name: str
    at: str
    code: CertificateCode
    house: House


CORA = coordinator("cora")
LENA = Person("lena", "leader", lasts=365 * DAY)
VERA = Person("vera")
VERA_BEFORE = Person("vera", begins=NOW - 3 * DAY, keys="vera's enrolment code")
CORA_BEFORE = Person("cora", "coordinator", NOW - 3 * DAY, 365 * DAY, keys="cora's enrolment code")
"""The same people under the keys of their enrolment codes, which others have seen: not ended yet."""
VERA_AGAIN = Person("vera", keys="vera's newer keys")
CORA_AGAIN = Person("cora", "coordinator", keys="cora's newer keys")
_PRIME = 2**255 - 19
WEAK_KEYS = [
    number.to_bytes(32, "little")
    for number in (
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
        _PRIME - 1,
        _PRIME,
        _PRIME + 1,
        2**255,
    )
]
"""X25519 "keys" of small order: with them every exchange comes out the same, so nobody holds them."""
OTHER_ROOT = signing("another root")
STRANGER = Person("stranger")
_SEALED_TO: tuple[Purpose, ...] = ("intake", "archive")
ROOT_FINGERPRINT = fingerprint(ROOT.public)

TRUE = House(
    root=ROOT.public,
    helpline=HELPLINE,
    coordinators=(CORA.certified_by(ROOT),),
    removals=(),
    member=(VERA.certified_by(CORA.staff), CORA.certified_by(ROOT), VERA.shift()),
    intake=sign(key_claim("intake"), CORA.staff),
    archive=sign(key_claim("archive"), CORA.staff),
    policy=sign(policy_claim(), CORA.staff),
)


def true_houses() -> dict[str, House]:
    """Houses that must hold."""
    dirk = coordinator("dirk")
    old = coordinator("old", NOW - 400 * DAY, 365 * DAY)
    own = (CORA.certified_by(ROOT), CORA.certified_by(ROOT), CORA.shift())
    return {
        "plain": TRUE,
        "a coordinator is the member": replace(TRUE, member=own),
        "a coordinator the house did not list yet": replace(
            TRUE, member=(VERA.certified_by(dirk.staff), dirk.certified_by(ROOT), VERA.shift())
        ),
        "an ended coordinator is still listed": replace(
            TRUE, coordinators=(old.certified_by(ROOT), *TRUE.coordinators)
        ),
        "somebody else was removed": replace(TRUE, removals=(removal(STRANGER, CORA.staff),)),
        "a removal by someone unknown": replace(TRUE, removals=(removal(VERA, STRANGER.staff),)),
        "keys ended by someone unknown": replace(
            TRUE, removals=(removal(VERA, STRANGER.staff, keys=(key_claim("intake").key,)),)
        ),
        "other keys ended with a removal": replace(
            TRUE, removals=(removal(STRANGER, CORA.staff, keys=(fixed_id("another key"),)),)
        ),
        "removed and enrolled again": replace(
            TRUE, removals=(removal(VERA_BEFORE, CORA.staff, VERA.begins - 1),)
        ),
        "a coordinator removed and enrolled again": replace(
            TRUE,
            coordinators=(CORA_BEFORE.certified_by(ROOT), *TRUE.coordinators),
            removals=(removal(CORA_BEFORE, ROOT, CORA.begins - 1),),
        ),
        "a coordinator's removal does not touch a coordinator's person": replace(
            TRUE, removals=(removal(replace(CORA, keys="another key"), CORA.staff),)
        ),
        "a leader was removed": replace(TRUE, removals=(removal(LENA, ROOT),)),
        "a newer policy": replace(TRUE, policy=sign(policy_claim(4), CORA.staff)),
        "a clock five minutes ahead": replace(TRUE, member=(*TRUE.member[:2], VERA.shift(NOW + 300))),
    }


def lies() -> list[Lie]:
    """Every lie, one at a time; all else in the house is true."""
    return [*_about_coordinators(), *_about_members(), *_about_keys(), *_about_policies()]


def _about_coordinators() -> list[Lie]:
    def with_coordinator(signed: Signed) -> House:
        return replace(TRUE, coordinators=(signed,))

    elsewhere = changed(CORA.claim, helpline=fixed_id("another helpline"))
    long = coordinator("cora", NOW - DAY, 400 * DAY)
    dirk = coordinator("dirk")
    return [
        Lie("another root", "build", "wrong_root", replace(TRUE, root=OTHER_ROOT.public)),
        Lie(
            "coordinator of another root",
            "build",
            "wrong_root",
            with_coordinator(CORA.certified_by(OTHER_ROOT)),
        ),
        Lie(
            "coordinator certified by a coordinator",
            "build",
            "wrong_role",
            replace(TRUE, coordinators=(*TRUE.coordinators, dirk.certified_by(CORA.staff))),
        ),
        Lie(
            "changed coordinator",
            "build",
            "bad_signature",
            with_coordinator(tampered(CORA.certified_by(ROOT))),
        ),
        Lie(
            "coordinator of another helpline",
            "build",
            "wrong_helpline",
            with_coordinator(sign(elsewhere, ROOT)),
        ),
        Lie("volunteer as coordinator", "build", "wrong_role", with_coordinator(VERA.certified_by(ROOT))),
        Lie("leader as coordinator", "build", "wrong_role", with_coordinator(LENA.certified_by(ROOT))),
        Lie("policy as coordinator", "build", "wrong_kind", with_coordinator(sign(policy_claim(), ROOT))),
        Lie("coordinator for 400 days", "build", "too_long", with_coordinator(long.certified_by(ROOT))),
        Lie(
            "changed removal",
            "build",
            "bad_signature",
            replace(TRUE, removals=(tampered(removal(STRANGER, CORA.staff)),)),
        ),
        Lie(
            "coordinator removed by a coordinator",
            "build",
            "wrong_role",
            replace(TRUE, removals=(removal(CORA, CORA.staff),)),
        ),
    ]


def _about_members() -> list[Lie]:
    person, above, shift = TRUE.member

    def member(name: str, code: CertificateCode, *three: Signed) -> Lie:
        return Lie(name, "member", code, replace(TRUE, member=(three[0], three[1], three[2])))

    def removed(name: str, by_root: Signed) -> Lie:
        return Lie(name, "member", "removed", replace(TRUE, removals=(by_root,)))

    swapped_staff = changed(VERA.claim, staff=STRANGER.staff.public)
    swapped_shift = changed(VERA.shift_claim(), key=box("stranger").public)
    of_another = changed(STRANGER.shift_claim(), person=VERA.claim.person)
    ended = coordinator("ended", NOW - 400 * DAY, 365 * DAY)
    dirk = coordinator("dirk")
    trainer = Person("vera", "trainer")
    weak_person = changed(VERA.claim, envelope=WEAK_KEYS[0])
    late, early = Person("vera", begins=NOW - 40 * DAY), Person("vera", begins=NOW + 3 * DAY)
    elsewhere = changed(VERA.claim, helpline=fixed_id("another helpline"))
    return [
        member("ghost member", "ghost", STRANGER.certified_by(STRANGER.staff), above, STRANGER.shift()),
        member("swapped staff key", "bad_signature", replace_payload(person, swapped_staff), above, shift),
        member("swapped shift key", "bad_signature", person, above, replace_payload(shift, swapped_shift)),
        member("shift signed by a stranger", "ghost", person, above, sign(swapped_shift, STRANGER.staff)),
        member("shift of somebody else", "ghost", person, above, STRANGER.shift()),
        member("shift in another's name", "ghost", person, above, sign(of_another, STRANGER.staff)),
        member("volunteer certified by the root", "wrong_role", VERA.certified_by(ROOT), above, shift),
        member("coordinator of another root", "wrong_root", person, CORA.certified_by(OTHER_ROOT), shift),
        member(
            "ended coordinator", "expired", VERA.certified_by(ended.staff), ended.certified_by(ROOT), shift
        ),
        member("ended certificate", "expired", late.certified_by(CORA.staff), above, shift),
        member("certificate of the future", "not_yet", early.certified_by(CORA.staff), above, shift),
        member(
            "staff for 40 days",
            "too_long",
            Person("vera", lasts=40 * DAY).certified_by(CORA.staff),
            above,
            shift,
        ),
        member("ended shift", "expired", person, above, VERA.shift(NOW - 70 * HOUR, 8 * HOUR)),
        member("shift of the future", "not_yet", person, above, VERA.shift(NOW + 50 * HOUR)),
        member("shift of 13 hours", "too_long", person, above, VERA.shift(NOW - HOUR, 13 * HOUR)),
        member("backward shift", "expired", person, above, VERA.shift(NOW, 0)),
        member("other helpline", "wrong_helpline", sign(elsewhere, CORA.staff), above, shift),
        member("certificate as shift", "wrong_kind", person, above, person),
        member("shift as certificate", "wrong_kind", shift, above, shift),
        member("a trainer as member", "wrong_role", trainer.certified_by(CORA.staff), above, trainer.shift()),
        member("a leader as member", "wrong_role", LENA.certified_by(ROOT), above, LENA.shift()),
        member("a leader in place of a coordinator", "wrong_role", *_under_lena(), shift),
        member(
            "a leader as their own coordinator", "wrong_role", *[LENA.certified_by(ROOT)] * 2, LENA.shift()
        ),
        *(
            member(
                f"shift key of small order {nth}", "wrong_kind", person, above, sign(weak_shift, VERA.staff)
            )
            for nth, weak_shift in enumerate(changed(VERA.shift_claim(), key=key) for key in WEAK_KEYS)
        ),
        member("envelope of small order", "wrong_kind", sign(weak_person, CORA.staff), above, shift),
        removed("removed volunteer", removal(VERA, CORA.staff)),
        removed("volunteer removed by the root", removal(VERA, ROOT)),
        removed("removed coordinator", removal(CORA, ROOT)),
        removed("older certificate of a removed person", removal(VERA_AGAIN, CORA.staff)),
        removed("certificate of the second of the removal", removal(VERA_AGAIN, CORA.staff, VERA.begins)),
        removed("older certificate of a removed coordinator", removal(CORA_AGAIN, ROOT)),
        Lie(
            "removed by a coordinator who was removed later",
            "member",
            "removed",
            replace(
                TRUE,
                coordinators=(*TRUE.coordinators, dirk.certified_by(ROOT)),
                removals=(removal(VERA, dirk.staff), removal(dirk, ROOT, NOW)),
            ),
        ),
    ]


def _under_lena() -> tuple[Signed, Signed]:
    """Return a volunteer's certificate signed by a leader, and the leader's own."""
    return VERA.certified_by(LENA.staff), LENA.certified_by(ROOT)


def _about_keys() -> list[Lie]:
    def archive(name: str, code: CertificateCode, signed: Signed) -> Lie:
        return Lie(name, "archive", code, replace(TRUE, archive=signed))

    claim = key_claim("archive")
    swapped = changed(claim, public=box("stranger").public)
    elsewhere = changed(claim, helpline=fixed_id("another helpline"))
    return [
        archive("swapped archive key", "bad_signature", replace_payload(TRUE.archive, swapped)),
        archive("archive key by a volunteer", "ghost", sign(swapped, VERA.staff)),
        archive("archive key by a leader", "ghost", sign(claim, LENA.staff)),
        archive("archive key by the root", "wrong_role", sign(claim, ROOT)),
        archive("intake key as archive key", "wrong_kind", TRUE.intake),
        archive(
            "archive key of last month", "expired", sign(key_claim("archive", NOW - 30 * DAY), CORA.staff)
        ),
        archive(
            "archive key of next month", "not_yet", sign(key_claim("archive", NOW + 30 * DAY), CORA.staff)
        ),
        archive("archive key of another helpline", "wrong_helpline", sign(elsewhere, CORA.staff)),
        archive(
            "archive key of small order", "wrong_kind", sign(changed(claim, public=WEAK_KEYS[1]), CORA.staff)
        ),
        Lie(
            "intake key of small order",
            "intake",
            "wrong_kind",
            replace(TRUE, intake=sign(changed(key_claim("intake"), public=WEAK_KEYS[0]), CORA.staff)),
        ),
        *(
            Lie(
                f"{which} key that a removed {who} has",
                "archive" if which == "archive" else "intake",
                "removed",
                replace(TRUE, removals=(removal(STRANGER, signer, keys=("A" * 22, key_claim(which).key)),)),
            )
            for who, signer in (("volunteer", CORA.staff), ("coordinator", ROOT))
            for which in _SEALED_TO
        ),
        Lie("archive key as intake key", "intake", "wrong_kind", replace(TRUE, intake=TRUE.archive)),
    ]


def _about_policies() -> list[Lie]:
    def policy(name: str, code: CertificateCode, signed: Signed) -> Lie:
        return Lie(name, "policy", code, replace(TRUE, policy=signed))

    elsewhere = changed(policy_claim(), helpline=fixed_id("another helpline"))
    future = changed(policy_claim(), issued=NOW + 3 * DAY)
    unsigned = Signed(TRUE.policy.payload, bytes(64), TRUE.policy.signer)
    return [
        policy("unsigned policy", "bad_signature", unsigned),
        policy("policy by a volunteer", "ghost", sign(policy_claim(), VERA.staff)),
        policy("policy by a leader", "ghost", sign(policy_claim(), LENA.staff)),
        policy("policy by the root", "wrong_role", sign(policy_claim(), ROOT)),
        policy("older policy", "older_policy", sign(policy_claim(2), CORA.staff)),
        policy("policy of another helpline", "wrong_helpline", sign(elsewhere, CORA.staff)),
        policy("policy of the future", "not_yet", sign(future, CORA.staff)),
        policy("certificate as policy", "wrong_kind", TRUE.member[0]),
    ]


def replace_payload(signed: Signed, claim: Claim) -> Signed:
    """Return the claim under a signature that was made for another."""
    other = sign(claim, CORA.staff)
    return Signed(other.payload, signed.signature, signed.signer)
