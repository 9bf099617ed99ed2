"""A helpline and its visitors as a console meets them, without a server: everything signed and sealed for
real."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from msgspec import structs

from luwte.console.own_keys import OwnKeys
from luwte.console.signin import Admitted, Unlocked
from luwte.console.state import Change, ConsoleState, Intention, Outcome
from luwte.console.trust import believe
from luwte.crypto.certificates import KeyClaim, PolicyClaim, Purpose, ShiftClaim, Signed, claim_of, sign
from luwte.crypto.channel import Channel
from luwte.crypto.keys import BoxKey, SigningKey, random_bytes, sha256
from luwte.crypto.sealing import seal_keys_to_archive, seal_keys_to_shift, seal_words, wrap_key
from luwte.crypto.words import FirstWords, Opening
from luwte.policy import page, parse, source
from luwte.protocol import messages as say
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.messages import StaffMessage, ToStaff
from luwte.protocol.offers import offer_bytes
from luwte.protocol.parts import (
    KeyOffer,
    Member,
    OpenConversation,
    Seal,
    StoredLine,
    VisitorPresence,
    Waiter,
    Wrap,
)
from luwte.settings import Preferences, Profile
from luwte.vault.notes import Keep
from tests.wire.helpline import DAY, HELPLINE, NOW, ROOT, Person, coordinator

Found = TypeVar("Found")

ROBIN = coordinator("robin")
NOOR = Person("noor")
SAM = Person("sam")


def a_policy(version: int = 3) -> Signed:
    """Return the shipped default policy as a coordinator signs it."""
    toml = source("default").read_text("utf-8")
    shown = page(parse(toml, "default"))
    return sign(PolicyClaim(HELPLINE, version, NOW - DAY, toml, shown), ROBIN.staff)


@dataclass(frozen=True)
class HouseKey:
    """A helpline key with its private half."""

    claim: KeyClaim
    signed: Signed
    private: BoxKey

    @property
    def digest(self) -> bytes:
        return sha256(self.signed.payload)

    def wrapped_to(self, person: Person) -> Wrap:
        raw = id_bytes(person.claim.person)
        sealed = wrap_key(person.envelope.public, self.private, id_bytes(self.claim.key), self.digest, raw)
        return Wrap(self.claim.key, person.claim.person, person.envelope.public, sealed)


def a_key(
    purpose: Purpose, period: str = "2026-W47", retention: str = "", signer: SigningKey | None = None
) -> HouseKey:
    """Return a fresh helpline key."""
    private = BoxKey.generate()
    claim = KeyClaim(HELPLINE, new_id(), purpose, period, retention, private.public, NOW - DAY, NOW + 7 * DAY)
    return HouseKey(claim, sign(claim, signer or ROBIN.staff), private)


INTAKE = a_key("intake")
ARCHIVE = a_key("archive", retention="standard")


def member_of(person: Person) -> Member:
    """Return somebody on shift, with the chain."""
    certified = certificate_of(person)
    above = ROBIN.certified_by(ROOT)
    return Member(certified, certified if person.role == "coordinator" else above, person.shift())


def certificate_of(person: Person) -> Signed:
    """Return somebody's true certificate."""
    return person.certified_by(ROOT if person.role == "coordinator" else ROBIN.staff)


def signed_in(person: Person = NOOR) -> say.SignedIn:
    """Return an honest server's answer."""
    return say.SignedIn(
        person=person.claim.person,
        certificate=certificate_of(person),
        coordinators=[ROBIN.certified_by(ROOT)],
        removals=[],
        policy=a_policy(),
        keys=[INTAKE.signed, ARCHIVE.signed],
        wraps=[INTAKE.wrapped_to(person)],
        token=bytes(32),
        shift_elsewhere=False,
        wish_pending=False,
        now=NOW,
    )


def profile_of(person: Person = NOOR) -> Profile:
    """Return a profile as it stands on disk (its secrets are not for opening)."""
    return Profile(
        server="https://lijn.example",
        helpline=HELPLINE,
        root=ROOT.public,
        person=person.claim.person,
        salt=bytes(16),
        memory_kib=65_536,
        passes=3,
        lanes=1,
        secrets=b"",
        has_own_keys=True,
    )


def admitted(person: Person = NOOR, message: say.SignedIn | None = None) -> Admitted:
    """Return a sign-in that held."""
    answer = message or signed_in(person)
    trust = believe(
        answer,
        root=ROOT.public,
        helpline=HELPLINE,
        person=person.claim.person,
        newest_policy=0,
        envelopes=[person.envelope],
        now=NOW,
    )
    keys = OwnKeys(person.staff, person.envelope)
    unlocked = Unlocked(profile_of(person), keys, None, bytes(32), bytes(32))
    return Admitted(unlocked, trust, answer.token, answer.shift_elsewhere, answer.wish_pending, 0)


@dataclass
class PlayedVisitor:
    """The visitor's side of one conversation, with the server's numbering."""

    nickname: str = "Zeester"
    words: str = "hallo"
    conversation: str = field(default_factory=new_id)
    key: SigningKey = field(default_factory=SigningKey.generate)
    keys: list[bytes] = field(default_factory=lambda: [random_bytes(32)])
    lines: list[StoredLine] = field(default_factory=list)
    archive: HouseKey = ARCHIVE

    def __post_init__(self) -> None:
        self.channel = Channel(id_bytes(self.conversation), self.keys, "visitor")

    def waiter(self, *, since: int = NOW, is_here: bool = True) -> Waiter:
        said = FirstWords(self.nickname, self.words, "nl")
        sealed = seal_words(INTAKE.private.public, said, INTAKE.digest, self.key.public)
        return Waiter(self.conversation, since, self.key.public, INTAKE.claim.key, sealed, is_here)

    def offer(self, *shifts: say.OpenShift, signer: SigningKey | None = None) -> KeyOffer:
        """Return the keys so far, sealed to these shifts."""
        epoch = len(self.keys) - 1
        raw = id_bytes(self.conversation)
        seals = []
        for opened in shifts:
            claim = shift_claim(opened.certificate)
            digest = sha256(opened.certificate.payload)
            sealed = seal_keys_to_shift(claim.key, self.keys, raw, epoch, digest, self.key.public)
            seals.append(Seal(claim.shift, sealed))
        archive = seal_keys_to_archive(
            self.archive.claim.public, self.keys, raw, epoch, self.archive.digest, self.key.public
        )
        unsigned = KeyOffer(epoch, seals, self.archive.claim.key, archive, bytes(64))
        signature = (signer or self.key).sign(offer_bytes(self.conversation, unsigned))
        return KeyOffer(epoch, seals, self.archive.claim.key, archive, signature)

    def new_epoch(self) -> None:
        self.keys.append(random_bytes(32))
        self.channel.add_keys(self.keys)

    def says(self, text: str, at: int = NOW) -> StoredLine:
        return self.number(self.channel.seal_text(text), "visitor", at)

    def opening(self, at: int = NOW) -> StoredLine:
        said = Opening(self.nickname, self.words, "nl", 3, "2026-11-22")
        return self.number(self.channel.seal_opening(said), "visitor", at)

    def number(self, frame: bytes, sender: str, at: int = NOW, line: str | None = None) -> StoredLine:
        """Store a frame as the server would, and open it as the page would."""
        by = "visitor" if sender == "visitor" else "staff"
        stored = StoredLine(
            len(self.lines) + 1, line or new_id(), "visitor" if by == "visitor" else "staff", frame, at
        )
        self.lines.append(stored)
        self.channel.open(stored.number, stored.sender, frame)
        return stored

    def opened(
        self, *people: Person, owner: Person = NOOR, presence: VisitorPresence = "here"
    ) -> OpenConversation:
        """Return the conversation as the server tells it to a member."""
        waiter = self.waiter()
        return OpenConversation(
            conversation=self.conversation,
            visitor_key=self.key.public,
            key=waiter.key,
            words=waiter.words,
            since=NOW,
            retention="standard",
            owner=owner.claim.person,
            members=[],
            epoch=len(self.keys) - 1,
            offer=None,
            last=len(self.lines),
            presence=presence,
            away_until=None,
            seen=0,
        )


def shift_claim(certificate: Signed) -> ShiftClaim:
    claim = claim_of(certificate)
    assert isinstance(claim, ShiftClaim)
    return claim


class Play:
    """A console's state on shift, with the server's answers played by the test."""

    def __init__(self, person: Person = NOOR, preferences: Preferences | None = None) -> None:
        self.now = float(NOW)
        self.person = person
        self.state = ConsoleState(preferences or Preferences())
        self.said: list[StaffMessage] = []
        self.changes: list[Change] = []
        self.keeps: list[Keep] = []
        self._take(self.state.signed_in(admitted(person), self.now))
        self._take(self.state.begin_shift(self.now, takes_over=False))
        [self.shift] = [message for message in self.said if isinstance(message, say.OpenShift)]
        self.hears(self.shift_opened())
        self.forget()

    def shift_opened(
        self, *conversations: OpenConversation, queue: tuple[Waiter, ...] = ()
    ) -> say.ShiftOpened:
        claim = shift_claim(self.shift.certificate)
        share = sha256(self.shift.vault.encode())
        return say.ShiftOpened(claim.shift, claim.not_after, share, False, list(queue), list(conversations))

    @property
    def member(self) -> Member:
        """The person at this console as a member with the present shift."""
        return Member(certificate_of(self.person), ROBIN.certified_by(ROOT), self.shift.certificate)

    def hears(self, *messages: ToStaff) -> Outcome:
        outcome = Outcome()
        for message in messages:
            outcome.add(self._take(self.state.apply(message, self.now)))
        return outcome

    def wants(self, intention: Intention) -> Outcome:
        return self._take(self.state.intend(intention, self.now))

    def waits(self, seconds: float) -> Outcome:
        self.now += seconds
        return self._take(self.state.tick(self.now))

    def drops(self) -> None:
        self._take(self.state.connection_is(replace(self.state.connection, state="reconnecting"), self.now))

    def returns(self, *conversations: OpenConversation, queue: tuple[Waiter, ...] = ()) -> Outcome:
        self._take(self.state.connection_is(replace(self.state.connection, state="connected"), self.now))
        outcome = self._take(self.state.returned(0, self.now))
        outcome.add(self.hears(self.shift_opened(*conversations, queue=queue)))
        return outcome

    def forget(self) -> None:
        self.said.clear()
        self.changes.clear()
        self.keeps.clear()

    def opened(
        self,
        visitor: PlayedVisitor,
        *,
        others: tuple[Member, ...] = (),
        with_offer: bool = False,
        owner: Person | None = None,
    ) -> OpenConversation:
        """Return a conversation as the server would tell it now."""
        told = visitor.opened(owner=owner or self.person)
        offer = visitor.offer(self.shift) if with_offer else None
        return structs.replace(told, members=[self.member, *others], offer=offer)

    def talks_with(self, visitor: PlayedVisitor) -> PlayedVisitor:
        """Accept a visitor, up to their opening."""
        self.hears(say.Opened(self.opened(visitor), "accepted"))
        self.hears(say.KeysArrived(visitor.conversation, visitor.offer(self.shift)))
        self.hears(say.Lines(visitor.conversation, [visitor.opening(int(self.now))]))
        self.forget()
        return visitor

    def stores(self, visitor: PlayedVisitor, message: say.StaffLine) -> Outcome:
        """The server stores a line and says so."""
        stored = visitor.number(message.frame, "staff", int(self.now), message.id)
        return self.hears(say.StaffStored(message.conversation, message.id, stored.number, stored.at))

    def sent(self) -> list[say.StaffLine]:
        return [message for message in self.said if isinstance(message, say.StaffLine)]

    def heard(self, kind: type[Found]) -> list[Found]:
        return [change for change in self.changes if isinstance(change, kind)]

    def spoken(self, kind: type[Found]) -> list[Found]:
        return [message for message in self.said if isinstance(message, kind)]

    def lines(self, visitor: PlayedVisitor) -> list[tuple[str, str]]:
        return [(line.text, line.delivery) for line in self.state.lines(visitor.conversation)]

    def _take(self, outcome: Outcome) -> Outcome:
        self.said += outcome.messages
        self.changes += outcome.changes
        self.keeps += outcome.keeps
        return outcome
