"""The visitor makes the conversation's keys: a fresh K at every epoch, for exactly those whose chain
holds."""

from typing import Final

from luwte.crypto.keys import SigningKey, random_bytes, sha256
from luwte.protocol.messages import Keys, Members
from luwte.protocol.offers import OfferedTo, make_offer
from luwte.visitor.house import CheckedHouse
from luwte.visitor.kept import KeptKeys, Reader
from luwte.visitor.trouble import VisitorError

NEWEST_EPOCH: Final = 63
NO_KEYS: Final = KeptKeys([], [], [], [], [])


class ConversationKeys:
    """All K so far, those offered but not yet kept by the server, and who reads along.

    Epochs may skip: an offer for epoch e holds e+1 keys. The same members get the same keys again; for other
    members a new K is made, so that nobody who was replaced holds a later key.

    ``members`` is whom the visitor's screen shows: everybody who reads along, or could. Who is asked for
    stands there before a seal leaves, and whoever was there stays until newer keys are kept.
    """

    def __init__(self, signing: SigningKey, before: KeptKeys = NO_KEYS) -> None:
        self.kept = list(before.kept)
        self.offered = list(before.offered)
        self.members = {reader.person: reader for reader in before.readers}
        self._asked = list(before.asked)
        self._shifts = frozenset(before.shifts)
        self._signing = signing

    def state(self) -> KeptKeys:
        """Return what a reload needs."""
        readers = list(self.members.values())
        return KeptKeys(list(self.kept), list(self.offered), readers, list(self._asked), sorted(self._shifts))

    def offer(self, house: CheckedHouse, wanted: Members, now: int) -> Keys:
        """Verify everyone in ``wanted`` and return signed keys for them.

        CertificateError, or VisitorError ``retention`` for an archive of a class the policy does not promise,
        ``members`` for nobody or the same shift twice, ``epoch`` for one whose keys are kept: then nobody
        gets any.
        """
        archive = house.chain.key(wanted.archive, "archive", now)
        if archive.retention != wanted.retention or not _is_promised(house, archive.retention):
            raise VisitorError("retention")
        claims = [
            house.chain.shift(one.certificate, one.coordinator, one.shift, now) for one in wanted.members
        ]
        shifts = frozenset(sha256(one.shift.payload) for one in wanted.members)
        if not claims or len({shift.shift for _, shift in claims}) != len(claims):
            raise VisitorError("members")
        if not len(self.kept) <= wanted.epoch <= NEWEST_EPOCH:
            raise VisitorError("epoch")
        if shifts != self._shifts or wanted.epoch + 1 != len(self.kept) + len(self.offered):
            self.offered = [random_bytes(32) for _ in range(wanted.epoch + 1 - len(self.kept))]
            self._shifts = shifts
        self._asked = [Reader(person.person, person.name, person.role) for person, _ in claims]
        self.members |= {reader.person: reader for reader in self._asked}
        to = OfferedTo(
            [
                (shift, sha256(one.shift.payload))
                for one, (_, shift) in zip(wanted.members, claims, strict=True)
            ],
            archive,
            sha256(wanted.archive.payload),
        )
        return Keys(make_offer(wanted.conversation, [*self.kept, *self.offered], to, self._signing))

    def are_wanted(self) -> bool:
        """Tell whether an offer is out that the server has not kept yet: lines wait meanwhile."""
        return bool(self.offered) or not self.kept

    def take(self, epoch: int) -> bool:
        """The server keeps the keys up to this epoch; return whether that is news."""
        if epoch + 1 != len(self.kept) + len(self.offered) or not self.offered:
            return False
        self.kept += self.offered
        self.offered = []
        self.members = {reader.person: reader for reader in self._asked}
        return True


def _is_promised(house: CheckedHouse, name: str) -> bool:
    """Tell whether the policy knows this retention class, and keeps it no shorter than its default one."""
    shown = house.policy.page.get("retention")
    if not isinstance(shown, dict):
        return True
    days = {each: told.get("days", -1) for each, told in shown.get("classes", {}).items()}
    return name in days and bool(days[name] >= days.get(shown.get("default"), -1))
