"""One conversation's own rules: who reads which epoch, which number a line gets, where the visitor is."""

from typing import Final

from luwte.errors import LuwteError
from luwte.protocol.ids import ConversationId, KeyId, LineId, PersonId, ShiftId, id_bytes
from luwte.protocol.messages import Enter
from luwte.protocol.parts import KeyOffer, Member, RefusalCode, StoredLine, VisitorPresence
from luwte.server.frames import why_refused
from luwte.server.rows import ConversationRow, Reader, RecentLine, SavedConversation, Sender, TokenHash
from luwte.server.rules import ArchiveKey

RECENT_LINES: Final = 1_000
"""How many stored lines of each side are remembered by name: one sent again is acknowledged, not doubled."""

MOST_READERS: Final = 8
LAST_EPOCH: Final = 63


class NoEpochLeftError(LuwteError):
    """The readers changed as often as the wire can count."""


class Conversation:
    """A visitor and whoever reads them, from the queue to the end.

    Two sets of readers: ``readers`` hold the keys of ``epoch`` and speak now; ``wanted`` will hold those of
    ``wanted_epoch`` once the visitor's page has made them. They are equal when no change is under way.
    """

    def __init__(self, row: ConversationRow, intake_key: KeyId, words: bytes) -> None:
        self.id: Final[ConversationId] = row.conversation
        self._raw_id: Final = id_bytes(row.conversation)
        self.visitor: Final[TokenHash] = row.visitor
        self.visitor_key: Final = row.visitor_key
        self.policy: Final = row.policy
        self.order: Final = row.order
        self.since: Final = row.since
        self.intake_key: Final = intake_key
        self.words: Final = words
        self.stage = row.stage
        self.retention = row.retention
        self.owner: PersonId | None = row.owner
        self.next_owner: PersonId | None = row.next_owner
        self.readers = row.readers
        self.wanted = row.wanted
        self.epoch = row.epoch
        self.wanted_epoch = row.wanted_epoch
        self.archive: ArchiveKey | None = row.archive
        self.offer: KeyOffer | None = None
        self.seen = row.seen
        self.last = 0
        self.size = 0
        self.presence: VisitorPresence = "here"
        self.presence_since = row.since
        self.away_since: int | None = row.away_since
        self.is_share_kept = False
        self.is_adrift = False
        # Whether the page may have seen the wanted epoch: a number it has made keys for is never used again.
        self._is_asked = True
        # Plain dicts of plain values: the garbage collector does not look into those.
        self._recent: dict[Sender, dict[LineId, RecentLine]] = {"visitor": {}, "staff": {}}

    @classmethod
    def entered(
        cls,
        conversation: ConversationId,
        visitor: TokenHash,
        enter: Enter,
        *,
        order: int,
        retention: str,
        now: int,
    ) -> "Conversation":
        """Return the conversation of somebody who joins the queue."""
        row = ConversationRow(
            conversation=conversation,
            visitor=visitor,
            visitor_key=enter.visitor_key,
            policy=enter.policy,
            order=order,
            since=now,
            stage="waiting",
            retention=retention,
            owner=None,
            next_owner=None,
            readers=(),
            wanted=(),
            epoch=-1,
            wanted_epoch=-1,
            archive=None,
            away_since=None,
            seen=0,
        )
        return cls(row, enter.key, enter.words)

    @classmethod
    def restored(cls, saved: SavedConversation, now: int) -> "Conversation":
        """Return a conversation after a restart: its visitor is away and has the full window again (C3)."""
        conversation = cls(saved.row, saved.intake_key, saved.words)
        # A crash between the two databases may leave keys of an epoch never begun: they are asked again.
        if saved.offer is not None and saved.offer.epoch == saved.row.epoch:
            conversation.offer = saved.offer
        conversation.is_share_kept = saved.is_share_kept
        conversation.size = saved.size
        for line in saved.recent:
            conversation._remember(line)
        conversation.dropped(now)
        return conversation

    @property
    def row(self) -> ConversationRow:
        """The durable state as it is now."""
        return ConversationRow(
            conversation=self.id,
            visitor=self.visitor,
            visitor_key=self.visitor_key,
            policy=self.policy,
            order=self.order,
            since=self.since,
            stage=self.stage,
            retention=self.retention,
            owner=self.owner,
            next_owner=self.next_owner,
            readers=self.readers,
            wanted=self.wanted,
            epoch=self.epoch,
            wanted_epoch=self.wanted_epoch,
            archive=self.archive,
            away_since=self.away_since,
            seen=self.seen,
        )

    # ── the visitor ─────────────────────────────────────────────────────────────────────────────

    @property
    def is_connected(self) -> bool:
        """Whether the visitor's page is on the line."""
        return self.away_since is None

    def returned(self, now: int) -> int:
        """Note that the page is back; return how many seconds it was away."""
        was_away = 0 if self.away_since is None else max(0, now - self.away_since)
        self.away_since = None
        self.presence, self.presence_since = "here", now
        return was_away

    def dropped(self, now: int) -> None:
        """Note that the page's connection broke."""
        self.away_since = now
        self.presence, self.presence_since = "away", now

    # ── readers and epochs ──────────────────────────────────────────────────────────────────────

    @property
    def are_keys_wanted(self) -> bool:
        """Whether the page still has to make keys for the newest set of readers."""
        return self.wanted_epoch > self.epoch and bool(self.wanted)

    @property
    def members(self) -> tuple[Reader, ...]:
        """Everyone who reads now or will: each hears what happens to the conversation."""
        shifts = {reader.shift for reader in self.readers}
        return (*self.readers, *(reader for reader in self.wanted if reader.shift not in shifts))

    def is_reader(self, shift: ShiftId) -> bool:
        """Whether this shift holds the keys of the present epoch."""
        return shift in [reader.shift for reader in self.readers]

    def is_member(self, shift: ShiftId) -> bool:
        """Whether this shift reads now or will."""
        return self.is_reader(shift) or shift in [reader.shift for reader in self.wanted]

    def is_led_by(self, person: PersonId) -> bool:
        """Whether this person answers, now or as soon as the keys arrive."""
        return person in (self.owner, self.next_owner)

    def want(self, wanted: tuple[Reader, ...], next_owner: PersonId, archive: ArchiveKey | None) -> None:
        """Set who shall read from the next epoch on; NoEpochLeftError when all are used up.

        Several changes before the page has seen the question share one number; one it has seen is never
        used again for other people, because its keys may already be sealed to the former ones.
        """
        if self._is_asked or self.wanted_epoch == self.epoch:
            if self.wanted_epoch == LAST_EPOCH:
                raise NoEpochLeftError("no_epoch_left")
            self.wanted_epoch += 1
        self._is_asked = False
        self.wanted = wanted
        self.next_owner = next_owner
        self.archive = archive or self.archive
        if self.epoch < 0:
            self.owner = next_owner

    @property
    def has_epochs_left(self) -> bool:
        """Whether the readers may change once more; the last few are kept for consoles that restart."""
        return self.wanted_epoch < LAST_EPOCH - 8

    def asked(self) -> list[Member]:
        """Note that the page is asked for keys; return the members it shall seal them to."""
        self._is_asked = True
        return [reader.member for reader in self.wanted]

    def why_offer_refused(self, offer: KeyOffer) -> RefusalCode | None:
        """Return why these keys are refused, None if they are the ones asked for.

        A seal for exactly the wanted shifts and the archive key that was named: nobody missing, no ghost.
        """
        if offer.epoch != self.wanted_epoch or not self.are_keys_wanted or not self._is_asked:
            return "stale_epoch"
        sealed_to = sorted(seal.shift for seal in offer.seals)
        if sealed_to != sorted(reader.shift for reader in self.wanted):
            return "bad_message"
        if self.archive is None or offer.archive_key != self.archive.key:
            return "bad_message"
        return None

    def keep(self, offer: KeyOffer) -> tuple[tuple[Reader, ...], tuple[Reader, ...]]:
        """Begin the wanted epoch with these keys; return who joined and who is no longer in."""
        before, after = self.readers, self.wanted
        self.offer = offer
        self.epoch = offer.epoch
        self.readers = after
        self.owner = self.next_owner
        joined = tuple(reader for reader in after if reader not in before)
        gone = tuple(reader for reader in before if reader not in after)
        return joined, gone

    def renew(self, renewed: Reader) -> None:
        """Show this reader's renewed certificate from now on: the shift and its key are the same."""
        self.readers = tuple(renewed if each.shift == renewed.shift else each for each in self.readers)
        self.wanted = tuple(renewed if each.shift == renewed.shift else each for each in self.wanted)

    def drop(self, shift: ShiftId) -> None:
        """Hear no more from this shift and send it nothing more, at once: it is over or has stepped out."""
        self.readers = tuple(reader for reader in self.readers if reader.shift != shift)

    def offer_for(self, shift: ShiftId) -> KeyOffer | None:
        """Return the kept keys if this shift can open them."""
        if self.offer is None or all(seal.shift != shift for seal in self.offer.seals):
            return None
        return self.offer if self.is_reader(shift) else None

    # ── lines ───────────────────────────────────────────────────────────────────────────────────

    def why_frame_refused(self, frame: bytes, sender: Sender, kinds: frozenset[int]) -> RefusalCode | None:
        """Return why this sealed line may not be stored, None if it may."""
        return why_refused(frame, self._raw_id, sender, self.epoch, kinds)

    def stored(self, line: LineId, sender: Sender) -> RecentLine | None:
        """Return what became of a line of this name, None if it is new."""
        return self._recent[sender].get(line)

    def store(self, line: LineId, sender: Sender, frame: bytes, now: int) -> StoredLine:
        """Give the line the next number: one row of numbers for both directions, without gaps."""
        number = self.last + 1
        self.size += len(frame)
        self._remember(RecentLine(line, number, sender, now))
        return StoredLine(number=number, id=line, sender=sender, frame=frame, at=now)

    def _remember(self, line: RecentLine) -> None:
        self.last = line.number
        recent = self._recent[line.sender]
        recent[line.id] = line
        if len(recent) > RECENT_LINES:
            del recent[next(iter(recent))]
