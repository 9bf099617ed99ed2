"""The invented visitor's side of one conversation: keys, seals and lines as a true page would make them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Literal

from luwte.crypto.certificates import ShiftClaim
from luwte.crypto.channel import Channel, ChannelError, Opened
from luwte.crypto.keys import SigningKey, random_bytes
from luwte.crypto.sealing import seal_words
from luwte.crypto.words import FirstWords, Opening
from luwte.protocol.ids import ConversationId, LineId, id_bytes, new_id
from luwte.protocol.offers import OfferedTo, make_offer
from luwte.protocol.parts import KeyOffer, StoredLine, Waiter
from luwte.training.helpline import Colleague, HelplineKey


class PlayedVisitor:
    """One visitor, and the numbers a server would give to the lines of their conversation."""

    def __init__(self, nickname: str, words: str, language: str) -> None:
        self.conversation: Final[ConversationId] = new_id()
        self.lines: Final[list[StoredLine]] = []
        self._first: Final = FirstWords(nickname, words, language)
        self._signing: Final = SigningKey.generate()
        self._raw: Final = id_bytes(self.conversation)
        self._keys: Final = [random_bytes(32)]
        self._channel: Final = Channel(self._raw, self._keys, "visitor")
        self._numbers: Final[dict[LineId, StoredLine]] = {}

    @property
    def key(self) -> bytes:
        """The public key this visitor signs with."""
        return self._signing.public

    @property
    def epoch(self) -> int:
        """The epoch of the newest keys."""
        return len(self._keys) - 1

    def waiter(self, intake: HelplineKey, since: int) -> Waiter:
        """Return the visitor as the queue shows them."""
        sealed = seal_words(intake.claim.public, self._first, intake.digest, self.key)
        return Waiter(self.conversation, since, self.key, intake.claim.key, sealed, is_here=True)

    def offer(self, shifts: Sequence[tuple[ShiftClaim, bytes]], archive: HelplineKey) -> KeyOffer:
        """Return all keys so far, for these shifts."""
        to = OfferedTo(shifts, archive.claim, archive.digest)
        return make_offer(self.conversation, self._keys, to, self._signing)

    def change_keys(self) -> None:
        """Others read from here on."""
        self._keys.append(random_bytes(32))
        self._channel.add_keys(self._keys)

    def opens(self, policy: int, now: int) -> StoredLine:
        """Return the first line under the conversation's keys (C10)."""
        day = datetime.fromtimestamp(now, UTC).date().isoformat()
        first = self._first
        opening = Opening(first.nickname, first.words, first.language, policy, day)
        return self._number(self._channel.seal_opening(opening), "visitor", now)

    def says(self, text: str, now: int) -> StoredLine:
        """Return a line of the visitor's."""
        return self._number(self._channel.seal_text(text), "visitor", now)

    def ends(self, now: int) -> StoredLine:
        """Return the end as the visitor seals it."""
        return self._number(self._channel.seal_end(), "visitor", now)

    def hears(self, line: LineId, frame: bytes, now: int) -> tuple[StoredLine, Opened | None]:
        """Number a volunteer's line and open it; ChannelError if it is none. One that came before is told
        again, unopened."""
        before = self._numbers.get(line)
        if before is not None:
            return before, None
        opened = self._channel.open(len(self.lines) + 1, "staff", frame)
        stored = StoredLine(len(self.lines) + 1, line, "staff", frame, now)
        self._keep(stored)
        return stored, opened

    def reads(self, colleague: Colleague, text: str, now: int) -> StoredLine:
        """Return a line that a colleague writes in this conversation, heard by the visitor."""
        channel = Channel(self._raw, self._keys, "staff", id_bytes(colleague.person.claim.person))
        for line in self.lines:
            channel.open(line.number, line.sender, line.frame)
        return self.hears(new_id(), channel.seal_text(text), now)[0]

    def _number(self, frame: bytes, sender: Literal["visitor"], now: int) -> StoredLine:
        stored = StoredLine(len(self.lines) + 1, new_id(), sender, frame, now)
        self._channel.open(stored.number, sender, frame)
        self._keep(stored)
        return stored

    def _keep(self, stored: StoredLine) -> None:
        self.lines.append(stored)
        self._numbers[stored.id] = stored


__all__ = ["ChannelError", "PlayedVisitor"]
