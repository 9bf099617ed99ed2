"""An invented helpline that is open today: its keys, its house, volunteers who read what the page seals."""

import time
from dataclasses import dataclass, field

from luwte import policy
from luwte.crypto.certificates import PolicyClaim, Signed, fingerprint, sign
from luwte.crypto.channel import Channel
from luwte.crypto.keys import sha256
from luwte.crypto.sealing import open_keys_from_shift, open_words
from luwte.crypto.words import FirstWords
from luwte.protocol.ids import id_bytes
from luwte.protocol.messages import Enter, House, Members
from luwte.protocol.parts import KeyOffer, Member
from tests.wire.helpline import (
    DAY,
    HELPLINE,
    HOUR,
    ROOT,
    Person,
    box,
    coordinator,
    fixed_id,
    key_claim,
)

CONVERSATION = fixed_id("conversation")


@dataclass
class Helpline:
    """What the server of this helpline would show, signed for now, whatever day the tests run."""

    now: int = field(default_factory=lambda: int(time.time()))
    shown: dict[str, object] = field(default_factory=dict)
    """Changes to what the page shows of the default policy."""

    def __post_init__(self) -> None:
        self.leader = coordinator("vera", self.now - DAY)
        self.noor = Person("noor", begins=self.now - DAY)
        self.sam = Person("sam", begins=self.now - DAY)
        self.chain = self.leader.certified_by(ROOT)
        self.intake = sign(key_claim("intake", self.now - DAY), self.leader.staff)
        self.archive = sign(key_claim("archive", self.now - DAY), self.leader.staff)

    @property
    def root_hex(self) -> str:
        """What stands in the page's ``<meta name="luwte-root">``."""
        return fingerprint(ROOT.public).hex()

    def policy(self, version: int = 3) -> Signed:
        """Return the default house policy, signed."""
        page = policy.page(policy.load("default")) | self.shown
        claim = PolicyClaim(HELPLINE, version, self.now - DAY, "", page)
        return sign(claim, self.leader.staff)

    def house(self, **changes: object) -> House:
        """Return the answer to ``GET /house``."""
        fields: dict[str, object] = {
            "version": 1,
            "root": ROOT.public,
            "helpline": HELPLINE,
            "policy": self.policy(),
            "coordinators": [self.chain],
            "removals": [],
            "intake": self.intake,
            "state": "open",
            "opens_at": None,
            "now": self.now,
        }
        return House(**(fields | changes))  # type: ignore[arg-type]

    def member(self, person: Person) -> Member:
        """Return somebody who reads, with their chain."""
        if person.role == "coordinator":
            own = person.certified_by(ROOT)
            return Member(own, own, person.shift(self.now - HOUR))
        return Member(person.certified_by(self.leader.staff), self.chain, person.shift(self.now - HOUR))

    def members(self, *people: Person, epoch: int = 0) -> Members:
        """Return the message that asks for keys for these."""
        return Members(
            CONVERSATION, epoch, [self.member(person) for person in people], self.archive, "standard"
        )

    def first_words(self, enter: Enter) -> FirstWords:
        """Return what the volunteers read in the queue."""
        return open_words(box("intake key"), enter.words, sha256(self.intake.payload), enter.visitor_key)

    def keys_of(self, offer: KeyOffer, person: Person, visitor_key: bytes) -> tuple[bytes, ...]:
        """Return K₀…Kₑ as this member opens them."""
        shift = person.shift(self.now - HOUR)
        sealed = next(
            seal.sealed for seal in offer.seals if seal.shift == fixed_id(f"{person.label}'s shift")
        )
        return open_keys_from_shift(
            box(f"{person.label}'s shift"),
            sealed,
            id_bytes(CONVERSATION),
            offer.epoch,
            sha256(shift.payload),
            visitor_key,
        )

    def channel_of(self, offer: KeyOffer, person: Person, visitor_key: bytes) -> Channel:
        """Return the channel as this member's console holds it."""
        keys = self.keys_of(offer, person, visitor_key)
        return Channel(id_bytes(CONVERSATION), keys, "staff", id_bytes(person.claim.person))
