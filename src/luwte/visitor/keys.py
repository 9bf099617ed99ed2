"""The visitor makes the conversation's keys: a fresh K at every epoch, for exactly those whose chain
holds."""

from collections.abc import Sequence

from msgspec.structs import replace

from luwte.crypto.certificates import PersonClaim
from luwte.crypto.keys import SigningKey, random_bytes, sha256
from luwte.crypto.sealing import seal_keys_to_archive, seal_keys_to_shift
from luwte.protocol.ids import PersonId, id_bytes
from luwte.protocol.messages import Keys, Members
from luwte.protocol.offers import offer_bytes
from luwte.protocol.parts import KeyOffer, Seal
from luwte.visitor.house import CheckedHouse
from luwte.visitor.trouble import VisitorError


class ConversationKeys:
    """All K so far, those offered but not yet kept by the server, and who reads along.

    Epochs may skip: an offer for epoch e holds e+1 keys. The same members get the same offer again; for other
    members a new K is made, so that nobody who was replaced holds a later key.
    """

    def __init__(
        self, signing: SigningKey, kept: Sequence[bytes] = (), offered: Sequence[bytes] = ()
    ) -> None:
        self.kept = list(kept)
        self.offered = list(offered)
        self.members: dict[PersonId, PersonClaim] = {}
        self._signing = signing
        self._offered_to: frozenset[bytes] = frozenset()

    def offer(self, house: CheckedHouse, wanted: Members, now: int) -> Keys:
        """Verify everyone in ``wanted`` and return signed keys for them; CertificateError, or VisitorError
        ``retention`` for an archive of a class the policy does not promise: then nobody gets any."""
        archive = house.chain.key(wanted.archive, "archive", now)
        if archive.retention != wanted.retention or not _is_promised(house, archive.retention):
            raise VisitorError("retention")
        claims = [
            house.chain.shift(one.certificate, one.coordinator, one.shift, now) for one in wanted.members
        ]
        readers = frozenset(sha256(one.shift.payload) for one in wanted.members)
        if readers != self._offered_to or wanted.epoch + 1 != len(self.kept) + len(self.offered):
            self.offered = [random_bytes(32) for _ in range(wanted.epoch + 1 - len(self.kept))]
            self._offered_to = readers
        self.members = {person.person: person for person, _ in claims}
        keys = [*self.kept, *self.offered][: wanted.epoch + 1]
        conversation, visitor = id_bytes(wanted.conversation), self._signing.public
        seals = [
            Seal(
                shift.shift,
                seal_keys_to_shift(
                    shift.key, keys, conversation, wanted.epoch, sha256(one.shift.payload), visitor
                ),
            )
            for one, (_, shift) in zip(wanted.members, claims, strict=True)
        ]
        copy = seal_keys_to_archive(
            archive.public, keys, conversation, wanted.epoch, sha256(wanted.archive.payload), visitor
        )
        offer = KeyOffer(wanted.epoch, seals, archive.key, copy, bytes(64))
        return Keys(replace(offer, signature=self._signing.sign(offer_bytes(wanted.conversation, offer))))

    def are_wanted(self) -> bool:
        """Tell whether an offer is out that the server has not kept yet: lines wait meanwhile."""
        return bool(self.offered) or not self.kept

    def take(self, epoch: int) -> bool:
        """The server keeps the keys up to this epoch; return whether that is news."""
        if epoch + 1 != len(self.kept) + len(self.offered) or not self.offered:
            return False
        self.kept += self.offered
        self.offered = []
        return True


def _is_promised(house: CheckedHouse, name: str) -> bool:
    """Tell whether the policy knows this retention class, and keeps it no shorter than its default one."""
    shown = house.policy.page.get("retention")
    if not isinstance(shown, dict):
        return True
    days = {each: told.get("days", -1) for each, told in shown.get("classes", {}).items()}
    return name in days and bool(days[name] >= days.get(shown.get("default"), -1))
