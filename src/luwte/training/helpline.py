"""A helpline made in memory for one practice: root, coordinator, colleagues and keys, signed for real.

It carries the text of the true house policy, because that is what the volunteer practises with; everything
else is thrown away with it. No true key ever meets it, so nothing said here could be read anywhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from luwte.crypto.certificates import (
    KeyClaim,
    PersonClaim,
    PolicyClaim,
    Purpose,
    Role,
    ShiftClaim,
    Signed,
    sign,
)
from luwte.crypto.keys import BoxKey, SigningKey, random_bytes, sha256
from luwte.crypto.sealing import wrap_key
from luwte.policy import Policy, week
from luwte.protocol.ids import id_bytes, new_id
from luwte.protocol.messages import SignedIn
from luwte.protocol.parts import Member, Wrap
from luwte.training.script import Team, Teammate

_DAY: Final = 86_400
_DAYS: Final = 28
"""More than a console's last reminders of a certificate that ends, less than the chain allows."""
_SHIFT: Final = 12 * 3600


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the staff, with their private keys."""

    claim: PersonClaim
    certificate: Signed
    staff: SigningKey
    envelope: BoxKey


@dataclass(frozen=True, slots=True)
class Colleague:
    """An invented colleague, on shift: ``part`` is what they say."""

    person: Person
    part: Teammate
    shift: ShiftClaim
    shift_certificate: Signed

    @property
    def digest(self) -> bytes:
        """SHA-256 of the shift's claim."""
        return sha256(self.shift_certificate.payload)


@dataclass(frozen=True, slots=True)
class HelplineKey:
    """A key of the helpline with its private half."""

    claim: KeyClaim
    signed: Signed
    private: BoxKey

    @property
    def digest(self) -> bytes:
        """SHA-256 of the claim."""
        return sha256(self.signed.payload)


class PracticeHelpline:
    """One practice's chain. ``me`` is the volunteer, under their own display name and always a volunteer."""

    def __init__(self, policy: Policy, signed: PolicyClaim, name: str, team: Team, now: int) -> None:
        """``signed`` is the true policy's claim: its text and version are signed anew, by nobody real."""
        self.policy: Final = policy
        self.version: Final = signed.version
        self.helpline: Final = new_id()
        self._root: Final = SigningKey.generate()
        self._begins: Final = now - _DAY
        self._lead: Final = self._person("coordinator", "Luwte", self._root)
        claim = PolicyClaim(self.helpline, signed.version, self._begins, signed.toml, signed.page)
        self._policy: Final = sign(claim, self._lead.staff)
        self.me: Final = self._person("volunteer", name, self._lead.staff)
        self.colleagues: Final = tuple(self._colleague(part, now) for part in team.people)
        today = datetime.fromtimestamp(now, UTC)
        # An evening may run into the next week.
        self._weeks: Final = tuple(week(policy, today + timedelta(days=days)) for days in (0, 7))
        self._intake: Final = {each: self._key("intake", each) for each in self._weeks}
        self._archive: Final = {
            (kept, each): self._key("archive", each, kept)
            for kept in policy.retention
            for each in self._weeks
        }

    @property
    def root(self) -> bytes:
        """The root's public key."""
        return self._root.public

    def intake(self, now: float) -> HelplineKey:
        """Return the key of the waiting room."""
        return self._intake[self._week(now)]

    def archive(self, retention: str, now: float) -> HelplineKey:
        """Return the archive key of a class; nothing is ever archived under it."""
        return self._archive[retention, self._week(now)]

    def member(self, shift: Signed) -> Member:
        """Return the volunteer on this shift, with the chain."""
        return Member(self.me.certificate, self._lead.certificate, shift)

    def member_of(self, colleague: Colleague) -> Member:
        """Return an invented colleague with the chain."""
        own, lead = colleague.person.certificate, self._lead.certificate
        return Member(own, own if colleague.part.role == "coordinator" else lead, colleague.shift_certificate)

    def signed_in(self, now: int) -> SignedIn:
        """Return what an honest server would answer to the volunteer's sign-in."""
        leads = [self._lead, *(each.person for each in self.colleagues if each.part.role == "coordinator")]
        return SignedIn(
            person=self.me.claim.person,
            certificate=self.me.certificate,
            coordinators=[each.certificate for each in leads],
            removals=[],
            policy=self._policy,
            keys=[key.signed for key in (*self._intake.values(), *self._archive.values())],
            wraps=[self._wrapped(key) for key in self._intake.values()],
            token=random_bytes(32),
            shift_elsewhere=False,
            wish_pending=False,
            now=now,
        )

    def _week(self, now: float) -> str:
        found = week(self.policy, datetime.fromtimestamp(now, UTC))
        return found if found in self._weeks else self._weeks[-1]

    def _person(self, role: Role, name: str, signer: SigningKey) -> Person:
        staff, envelope = SigningKey.generate(), BoxKey.generate()
        claim = PersonClaim(
            self.helpline,
            new_id(),
            role,
            name,
            staff.public,
            envelope.public,
            self._begins,
            self._begins + _DAYS * _DAY,
        )
        return Person(claim, sign(claim, signer), staff, envelope)

    def _colleague(self, part: Teammate, now: int) -> Colleague:
        signer = self._root if part.role == "coordinator" else self._lead.staff
        mine = self.me.claim.name.casefold()
        name = next(name for name in part.names if name.casefold() != mine)
        person, key = self._person(part.role, name, signer), BoxKey.generate()
        shift = ShiftClaim(self.helpline, person.claim.person, new_id(), key.public, now, now + _SHIFT)
        return Colleague(person, part, shift, sign(shift, person.staff))

    def _key(self, purpose: Purpose, period: str, retention: str = "") -> HelplineKey:
        private = BoxKey.generate()
        ends = self._begins + _DAYS * _DAY
        claim = KeyClaim(
            self.helpline, new_id(), purpose, period, retention, private.public, self._begins, ends
        )
        return HelplineKey(claim, sign(claim, self._lead.staff), private)

    def _wrapped(self, key: HelplineKey) -> Wrap:
        me, envelope = self.me.claim.person, self.me.envelope.public
        sealed = wrap_key(envelope, key.private, id_bytes(key.claim.key), key.digest, id_bytes(me))
        return Wrap(key.claim.key, me, envelope, sealed)


def seals_to(
    me: tuple[ShiftClaim, bytes] | None, colleagues: Sequence[Colleague]
) -> list[tuple[ShiftClaim, bytes]]:
    """Return the shifts that keys are sealed to, with their digests; without the volunteer if ``me`` is
    None."""
    mine = [] if me is None else [me]
    return [*mine, *((each.shift, each.digest) for each in colleagues)]
