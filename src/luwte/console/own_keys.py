"""This person's own keys: staff and envelope for a month, a shift key for one evening in memory only."""

from dataclasses import dataclass
from typing import Final

from luwte.crypto.certificates import PersonClaim, ShiftClaim, Signed, sign
from luwte.crypto.keys import BoxKey, SigningKey, sha256
from luwte.crypto.passwords import SecretsError, unwrap_secrets, wrap_secrets
from luwte.crypto.sealing import certificate_wish_bytes
from luwte.protocol.ids import PersonId, id_bytes, new_id
from luwte.protocol.messages import WishCertificate
from luwte.protocol.parts import CertificateWish

KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Staff key (signs) and envelope key (helpline keys are wrapped to it)."""

    staff: SigningKey
    envelope: BoxKey

    @classmethod
    def generate(cls) -> "OwnKeys":
        """Return fresh keys."""
        return cls(SigningKey.generate(), BoxKey.generate())

    def belong_to(self, certificate: PersonClaim) -> bool:
        """Tell whether this certificate is about these very keys."""
        return (certificate.staff, certificate.envelope) == (self.staff.public, self.envelope.public)

    def wrapped(self, wrapping_key: bytes) -> bytes:
        """Return both private halves, encrypted for the profile."""
        return wrap_secrets(wrapping_key, self.staff.seed + self.envelope.private)

    @classmethod
    def unwrapped(cls, wrapping_key: bytes, wrapped: bytes) -> "OwnKeys":
        """Return the keys of a profile; SecretsError ``secrets`` for another password or changed bytes."""
        secrets = unwrap_secrets(wrapping_key, wrapped)
        if len(secrets) != 2 * KEY_BYTES:
            raise SecretsError("secrets")
        return cls(SigningKey.from_seed(secrets[:KEY_BYTES]), BoxKey.from_private(secrets[KEY_BYTES:]))

    def wish(self, person: PersonId, wanted: "OwnKeys") -> WishCertificate:
        """Return the wish to have other keys certified in place of these, signed by these."""
        wished = certificate_wish_bytes(id_bytes(person), wanted.staff.public, wanted.envelope.public)
        return WishCertificate(
            CertificateWish(person, wanted.staff.public, wanted.envelope.public, self.staff.sign(wished))
        )


@dataclass(frozen=True, slots=True)
class OpenedShift:
    """A shift of this console. Its private key is in memory only: when the program ends, it is gone."""

    claim: ShiftClaim
    certificate: Signed
    key: BoxKey
    digest: bytes

    @classmethod
    def begin(
        cls, keys: OwnKeys, me: PersonClaim, hours: int, now: int, latest: int | None = None
    ) -> "OpenedShift":
        """Return a fresh shift, no longer than the house allows and than the own certificate holds; one that
        goes on after a crash ends no later than it would have (``latest``)."""
        key = BoxKey.generate()
        until = min(now + hours * 3600, me.not_after)
        if latest is not None:
            until = min(until, latest)
        claim = ShiftClaim(me.helpline, me.person, new_id(), key.public, now, until)
        certificate = sign(claim, keys.staff)
        return cls(claim, certificate, key, sha256(certificate.payload))

    def signed_again(self, keys: OwnKeys) -> "OpenedShift":
        """Return the same shift under a new staff key; seals to it stay good, because its claim stays the
        same."""
        return OpenedShift(self.claim, sign(self.claim, keys.staff), self.key, self.digest)
