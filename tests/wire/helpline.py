"""An invented helpline with fixed keys, so that what is signed in the tests comes out the same every time."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from luwte.crypto.certificates import (
    KeyClaim,
    PersonClaim,
    PolicyClaim,
    Purpose,
    RemovalClaim,
    Role,
    ShiftClaim,
    Signed,
    sign,
)
from luwte.crypto.keys import BoxKey, SigningKey, sha256
from luwte.protocol.ids import id_text

NOW = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp())
HOUR = 3600
DAY = 24 * HOUR


def raw_id(label: str) -> bytes:
    """Return 16 bytes that are always the same for this label."""
    return sha256(b"id " + label.encode())[:16]


def fixed_id(label: str) -> str:
    """Return an identifier that is always the same for this label."""
    return id_text(raw_id(label))


def signing(label: str) -> SigningKey:
    """Return an Ed25519 key pair that is always the same for this label."""
    return SigningKey.from_seed(sha256(b"signing " + label.encode()))


def box(label: str) -> BoxKey:
    """Return an X25519 key pair that is always the same for this label."""
    return BoxKey.from_private(sha256(b"box " + label.encode()))


HELPLINE = fixed_id("helpline")
ROOT = signing("root")


@dataclass(frozen=True)
class Person:
    """Somebody on the staff, with the keys only they have."""

    label: str
    role: Role = "volunteer"
    begins: int = NOW - DAY
    lasts: int = 30 * DAY
    helpline: str = HELPLINE
    keys: str = ""
    """Label of other keys than their newest."""
    staff: SigningKey = field(init=False)
    envelope: BoxKey = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "staff", signing(self.keys or self.label))
        object.__setattr__(self, "envelope", box(self.keys or self.label))

    @property
    def claim(self) -> PersonClaim:
        """What their certificate says."""
        return PersonClaim(
            helpline=self.helpline,
            person=fixed_id(self.label),
            role=self.role,
            name=self.label.capitalize(),
            staff=self.staff.public,
            envelope=self.envelope.public,
            not_before=self.begins,
            not_after=self.begins + self.lasts,
        )

    def certified_by(self, signer: SigningKey) -> Signed:
        """Return their certificate, signed by whoever."""
        return sign(self.claim, signer)

    def shift_claim(self, begins: int = NOW - HOUR, lasts: int = 8 * HOUR) -> ShiftClaim:
        """Return the claim of their shift."""
        return ShiftClaim(
            helpline=self.helpline,
            person=fixed_id(self.label),
            shift=fixed_id(f"{self.label}'s shift"),
            key=box(f"{self.label}'s shift").public,
            not_before=begins,
            not_after=begins + lasts,
        )

    def shift(self, begins: int = NOW - HOUR, lasts: int = 8 * HOUR) -> Signed:
        """Return their shift, signed by themself."""
        return sign(self.shift_claim(begins, lasts), self.staff)


def coordinator(label: str, begins: int = NOW - DAY, lasts: int = 365 * DAY) -> Person:
    """Return a coordinator; the root signs their certificate for a year."""
    return Person(label, "coordinator", begins, lasts)


def key_claim(purpose: Purpose, begins: int = NOW - DAY, lasts: int = 7 * DAY) -> KeyClaim:
    """Return the claim of a helpline key for this week."""
    return KeyClaim(
        helpline=HELPLINE,
        key=fixed_id(f"{purpose} key"),
        purpose=purpose,
        period="2026-W47",
        retention="standard" if purpose == "archive" else "",
        public=box(f"{purpose} key").public,
        not_before=begins,
        not_after=begins + lasts,
    )


def policy_claim(version: int = 3) -> PolicyClaim:
    """Return a small house policy; what the page shows of it is told in two languages, one with an accent."""
    page: dict[str, object] = {
        "name": {"nl": "Hulplijn", "en": "Helpline"},
        "languages": ["nl", "en"],
        "promises": {"nl": ["Je blijft anoniem, één bijnaam volstaat."], "en": ["You stay anonymous."]},
        "resume_window": 300,
    }
    return PolicyClaim(
        helpline=HELPLINE, version=version, issued=NOW - DAY, toml='name = "Hulplijn"\n', page=page
    )


def removal(person: Person, signer: SigningKey, at: int = NOW - HOUR, keys: tuple[str, ...] = ()) -> Signed:
    """Return the removal of somebody, naming one of their staff keys and the helpline keys they had."""
    claim = RemovalClaim(HELPLINE, person.claim.person, person.staff.public, at, keys)
    return sign(claim, signer)


def tampered(signed: Signed) -> Signed:
    """Return the same with one bit of its payload turned."""
    payload = bytearray(signed.payload)
    payload[len(payload) // 2] ^= 1
    return Signed(bytes(payload), signed.signature, signed.signer)


__all__ = [
    "DAY",
    "HELPLINE",
    "HOUR",
    "NOW",
    "ROOT",
    "Person",
    "box",
    "coordinator",
    "fixed_id",
    "key_claim",
    "policy_claim",
    "raw_id",
    "removal",
    "signing",
    "tampered",
]
