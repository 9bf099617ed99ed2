"""The visitor's side as a plain object: messages in, messages out. No socket, no clock.

What was sent and is not yet durable is kept as the same bytes; a line that an epoch change overtook is sealed
anew under the same id. Lines stand on the screen in the order of their numbers, never before their turn.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from luwte.crypto.channel import NOBODY, Channel, Opening
from luwte.crypto.keys import SigningKey, sha256
from luwte.crypto.sealing import seal_words
from luwte.crypto.words import FirstWords
from luwte.protocol.ids import ConversationId, LineId, PersonId, id_bytes, id_text, new_id
from luwte.protocol.messages import Enter, Keys, Members, VisitorEnd, VisitorLine
from luwte.protocol.parts import RefusalCode, StoredLine
from luwte.visitor.house import CheckedHouse
from luwte.visitor.kept import KeptState
from luwte.visitor.keys import ConversationKeys
from luwte.visitor.trouble import VisitorError


@dataclass(frozen=True)
class Said:
    """One line as the visitor's screen shows it. ``by`` is the staff person who wrote it, "" for the
    visitor."""

    number: int
    by: PersonId | Literal[""]
    kind: Literal["text", "opening", "end"]
    text: str


@dataclass(frozen=True)
class _Unsent:
    text: str
    is_opening: bool
    frame: bytes | None
    """None until there are keys to seal it with, or after an epoch change overtook it."""


class Talk:
    """One conversation as the visitor holds it: its keys, the lines said and the lines not yet durable."""

    def __init__(self, house: CheckedHouse) -> None:
        self.house = house
        self.conversation: ConversationId | None = None
        self.nickname = self._words = self._language = ""
        self.lines: list[Said] = []
        self.last = 0
        self._behind_until = 0
        self._is_held = False
        self._day = ""
        self._signing = SigningKey.generate()
        self.keys = ConversationKeys(self._signing)
        self._channel: Channel | None = None
        self._opening_id = new_id()
        self._has_opened = False
        self._unsent: OrderedDict[LineId, _Unsent] = OrderedDict()
        self._early: dict[int, StoredLine] = {}
        self._numbers: dict[LineId, int] = {}

    @property
    def visitor_key(self) -> bytes:
        """The public key this visitor signs with, for this conversation only."""
        return self._signing.public

    # ── entering and keys ─────────────────────────────────────────────────────────────────────────

    def enter(self, nickname: str, words: str, language: str, day: str) -> Enter:
        """Return the message that joins the queue; ``day`` (``2026-11-22``) goes sealed into the opening
        (C10).

        Raises VisitorError ``no_intake`` where the line has no key for this week.
        """
        intake, signed = self.house.intake, self.house.intake_signed
        if intake is None or signed is None:
            raise VisitorError("no_intake")
        self.nickname, self._words, self._language, self._day = nickname, words, language, day
        first = FirstWords(nickname, words, language)
        sealed = seal_words(intake.public, first, sha256(signed.payload), self._signing.public)
        return Enter(self._signing.public, intake.key, sealed, self.house.policy.version)

    def entered(self, conversation: ConversationId) -> None:
        """Take the conversation's id from the server."""
        self.conversation = conversation

    def hold(self) -> None:
        """The connection is a new one: until the server says which keys stand, a line must not overtake those
        that were unsent before."""
        self._is_held = True

    def offer(self, wanted: Members, now: int) -> Keys:
        """Return keys for those who will read from this epoch on; CertificateError where a chain does not
        hold."""
        if wanted.conversation != self.conversation:
            raise VisitorError("not_now")
        return self.keys.offer(self.house, wanted, now)

    def keys_kept(self, epoch: int) -> list[VisitorLine]:
        """The offer is durable: lines go under the new keys from here on. Returns what is to be sent now."""
        is_news = self.keys.take(epoch)
        self._is_held = False
        if self._channel is None:
            self._channel = Channel(id_bytes(self._conversation()), self.keys.kept, "visitor")
        elif is_news:
            self._channel.add_keys(self.keys.kept)
        if not self._has_opened:
            self._has_opened = True
            self._unsent[self._opening_id] = _Unsent("", is_opening=True, frame=None)
            self._unsent.move_to_end(self._opening_id, last=False)
        return self.unsent()

    # ── lines ─────────────────────────────────────────────────────────────────────────────────────

    def say(self, text: str) -> tuple[LineId, VisitorLine | None]:
        """Take a line; the message is None while keys are awaited."""
        line = new_id()
        self._unsent[line] = _Unsent(text, is_opening=False, frame=None)
        return line, self._message(line)

    @property
    def has_unsent(self) -> bool:
        """Whether anything is not durable yet, also what may not leave now."""
        return bool(self._unsent)

    def unsent(self) -> list[VisitorLine]:
        """Return everything not yet durable, in order: the same bytes again, sealed now where that was not
        yet."""
        messages = (self._message(line) for line in list(self._unsent))
        return [message for message in messages if message is not None]

    def end(self) -> VisitorEnd:
        """Return the end of the conversation, with its end frame where there were keys."""
        if self._channel is None:
            return VisitorEnd()
        return VisitorEnd(new_id(), self._channel.seal_end())

    def stored(self, line: LineId, number: int, at: int) -> bool:
        """One of our lines is durable; return whether nothing is missing before it."""
        unsent = self._unsent.pop(line, None)
        if unsent is None or unsent.frame is None:
            return True
        self._numbers[line] = number
        return self.hear([StoredLine(number, line, "visitor", unsent.frame, at)])

    def hear(self, lines: Iterable[StoredLine]) -> bool:
        """Show lines in the order of their numbers; return whether nothing is missing.

        Raises ChannelError where a line cannot be verified.
        """
        for line in lines:
            if line.number > self.last:
                self._early[line.number] = line
        while self._channel is not None and self.last + 1 in self._early:
            self._show(self._channel, self._early.pop(self.last + 1))
        return not self._early

    def is_stored(self, line: LineId) -> bool:
        """Tell whether the server has this line on disk."""
        return line in self._numbers

    def number_of(self, line: LineId) -> int:
        """Return the number of a stored line."""
        return self._numbers[line]

    def refused(self, code: RefusalCode, about: LineId | None) -> list[VisitorLine]:
        """A line was refused. One that an epoch change overtook is sealed anew; anything else stays
        unsent."""
        unsent = None if about is None else self._unsent.get(about)
        if code != "stale_epoch" or about is None or unsent is None:
            return []
        self._unsent[about] = replace(unsent, frame=None)
        message = self._message(about)
        return [] if message is None else [message]

    # ── over a reload ─────────────────────────────────────────────────────────────────────────────

    def state(self) -> KeptState:
        """Return what a reload needs."""
        return KeptState(
            self._conversation(),
            self._signing.seed,
            self.keys.state(),
            self._opening_id,
            self.nickname,
            self._words,
            self._language,
            self._day,
        )

    @property
    def is_behind(self) -> bool:
        """Whether lines that were there before a reload are still to come: nothing is sent meanwhile, because
        it may be among them."""
        return self.last < self._behind_until

    def restore(self, state: KeptState, last: int) -> None:
        """Take up what an earlier page load kept; the ``last`` lines come from the server again."""
        self._behind_until = last
        self.conversation = state.conversation
        self.nickname, self._words, self._language = state.nickname, state.words, state.language
        self._day, self._opening_id = state.day, state.opening
        self._signing = SigningKey.from_seed(state.visitor_seed)
        self.keys = ConversationKeys(self._signing, state.keys)
        if state.keys.kept:
            self._channel = Channel(id_bytes(state.conversation), state.keys.kept, "visitor")

    # ── inside ────────────────────────────────────────────────────────────────────────────────────

    def _message(self, line: LineId) -> VisitorLine | None:
        unsent = self._unsent[line]
        frame = unsent.frame
        if self._is_held:
            return None
        if frame is None:
            if self._channel is None or self.is_behind or self.keys.are_wanted():
                return None
            frame = (
                self._channel.seal_opening(self._opening())
                if unsent.is_opening
                else self._channel.seal_text(unsent.text)
            )
            self._unsent[line] = replace(unsent, frame=frame)
        return VisitorLine(line, frame)

    def _opening(self) -> Opening:
        policy = self.house.policy.version
        return Opening(self.nickname, self._words, self._language, policy, self._day)

    def _show(self, channel: Channel, line: StoredLine) -> None:
        if line.id in self._unsent:
            del self._unsent[line.id]
            self._numbers[line.id] = line.number
        self.last = line.number
        opened = channel.open(line.number, line.sender, line.frame)
        by = "" if opened.by == NOBODY else id_text(opened.by)
        text = opened.text if opened.kind == "text" else ""
        self.lines.append(Said(line.number, by, opened.kind, text))

    def _conversation(self) -> ConversationId:
        if self.conversation is None:
            raise VisitorError("not_now")
        return self.conversation
