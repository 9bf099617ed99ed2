"""The message channel of a conversation: seals what this side says, opens what both said, in strict order.

Frames of many sender sessions arrive in one sequence of numbers: page loads, consoles, epochs. Each session
has its own key and its own unbroken count; each direction has one hash chain over all of them, which the end
frame compares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from luwte.crypto.frames import (
    DIRECTIONS,
    END,
    OPENING,
    SUITE,
    TEXT,
    VERSION,
    ChannelError,
    Header,
    Heads,
    Secrets,
    Sender,
    end_bytes,
    end_heads,
    open_frame,
    opening_bytes,
    read_header,
    read_opening,
    seal_frame,
    session_secrets,
)
from luwte.crypto.keys import random_bytes, sha256
from luwte.crypto.words import Opening, WordsError, line_bytes, line_text

NOBODY: Final = bytes(16)
"""Who a visitor's frames are by."""

_ZERO_HEAD: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a verified frame said. ``by``: raw person id, zeros for the visitor.

    ``end_ok``, of an end: everything it counts has been opened here, byte for byte the same and in the same
    order.
    """

    kind: Literal["text", "opening", "end"]
    sender: Sender
    by: bytes
    epoch: int
    text: str = ""
    opening: Opening | None = None
    end_ok: bool = False


class Channel:
    """One conversation's frames, as one side (``visitor`` or ``staff``) seals and opens them. No I/O.

    ``keys`` are K₀…Kₑ; ``by`` is this side's raw person id, ``NOBODY`` for the visitor. Every instance seals
    under a session of its own, so no nonce repeats however often a page reloads; keep a sealed frame and send
    the same bytes again. It opens every frame of the conversation from number 1 on: the peer's, a
    colleague's, its own when the server has numbered them, and those of earlier instances. Sealing never
    waits for opening.
    """

    def __init__(
        self, conversation: bytes, keys: Sequence[bytes], direction: Sender, by: bytes = NOBODY
    ) -> None:
        if len(conversation) != 16 or len(by) != 16 or (direction == "visitor") != (by == NOBODY):
            raise ChannelError("by")
        self._conversation: Final = conversation
        self._direction: Final = DIRECTIONS[direction]
        self._by: Final = by
        self._keys: tuple[bytes, ...] = ()
        self._received: Final[dict[tuple[int, int, bytes], _Received]] = {}
        self._heads: Final = (_HeadChain(), _HeadChain())
        self._number = 0
        self._newest_epoch = 0
        self._has_ended = False
        self._has_skipped = False
        self.add_keys(keys)

    @property
    def epoch(self) -> int:
        """The epoch this side seals under: the newest there are keys of."""
        return len(self._keys) - 1

    @property
    def number(self) -> int:
        """The number of the last frame opened or skipped."""
        return self._number

    def add_keys(self, keys: Sequence[bytes]) -> None:
        """Take all keys so far (every offer brings K₀…Kₑ); sealing goes on in a new session under the newest.

        ChannelError ``keys`` if one is not 32 bytes, ``keys_changed`` if an earlier one differs; nothing is
        taken then. Keys that are all known already change nothing.
        """
        if not keys or any(len(key) != 32 for key in keys):
            raise ChannelError("keys")
        known = min(len(keys), len(self._keys))
        if tuple(keys[:known]) != self._keys[:known]:
            raise ChannelError("keys_changed")
        if len(keys) > len(self._keys):
            self._keys = tuple(keys)
            self.fresh_session()

    def fresh_session(self) -> None:
        """Seal from here on under a new session: after a refused line, which the receiver would miss."""
        session = random_bytes(16)
        self._session = session
        self._secrets = self._secrets_of(self.epoch, self._direction, session)
        self._seq = 0
        self._prev = _ZERO_HEAD

    # ── sealing ───────────────────────────────────────────────────────────────────────────────────

    def seal_text(self, text: str) -> bytes:
        """Return the frame of a line; WordsError if it breaks a limit (then no number is used up)."""
        return self._seal(TEXT, line_bytes(text))

    def seal_opening(self, opening: Opening) -> bytes:
        """Return the frame of the visitor's opening, always their first; WordsError if it breaks a limit."""
        return self._seal(OPENING, opening_bytes(opening))

    def seal_end(self) -> bytes:
        """Return the end frame: the counts and heads of everything opened here so far."""
        visitor, staff = self._heads
        return self._seal(END, end_bytes(Heads(visitor.count, visitor.head, staff.count, staff.head)))

    def _seal(self, kind: int, body: bytes) -> bytes:
        header = Header(
            VERSION,
            SUITE,
            self._conversation,
            self.epoch,
            self._direction,
            self._session,
            self._seq,
            self._heads[1 - self._direction].count,
            kind,
            self._prev,
        )
        self._seq += 1
        frame = seal_frame(self._secrets, header, self._by, body)
        self._prev = sha256(frame)
        return frame

    # ── opening ───────────────────────────────────────────────────────────────────────────────────

    def open(self, number: int, sender: Sender, untrusted_frame: bytes) -> Opened:
        """Return what the frame with this number said; call with 1, 2, 3… without a hole, once each.

        ``sender`` is whose line the server says it is. ChannelError leaves everything as it was:

        - ``number``: not the next number; fetch what is missing, or drop a repeat.
        - ``epoch``: there is no key of it here (yet: try again after ``add_keys`` if an offer is on its way).
        - ``frame`` (size), ``version``, ``conversation``, ``direction`` (not ``sender``'s), ``old_epoch`` (a
          former member's: a newer epoch has begun), ``order`` (replayed, dropped or reordered within its
          session), ``peer_seen`` (its sender saw frames that were kept from this side), ``commitment``,
          ``sealed``, ``contents`` (authentic, but nothing a line may hold), ``after_end``: this frame cannot
          be verified, now or later. Show that, call ``skip(number)`` and go on with the next. The frame's
          *session* stays refused from there on (``order``: its count has a hole), other sessions open as
          before, and no end will be ``end_ok``.
        """
        if number != self._number + 1:
            raise ChannelError("number")
        header = read_header(untrusted_frame)
        self._check_place(header, sender)
        session = (header.epoch, header.direction, header.session)
        received = self._received.get(session)
        if received is None:
            received = _Received(self._secrets_of(*session))
        if header.seq != received.seq or header.prev != received.prev:
            raise ChannelError("order")
        if header.peer_seen < received.peer_seen:
            raise ChannelError("peer_seen")
        by, body = open_frame(received.secrets, header, untrusted_frame)
        opened = self._read(header, sender, by, body)

        frame_hash = sha256(untrusted_frame)
        received.seq += 1
        received.prev = frame_hash
        received.peer_seen = header.peer_seen
        self._received[session] = received
        self._heads[header.direction].add(frame_hash)
        self._number = number
        self._newest_epoch = header.epoch
        self._has_ended = header.kind == END
        return opened

    def skip(self, number: int) -> None:
        """Leave out the next number, whose frame cannot be verified; ChannelError if it is another number."""
        if number != self._number + 1:
            raise ChannelError("number")
        self._number = number
        self._has_skipped = True

    def _check_place(self, header: Header, sender: Sender) -> None:
        if header.conversation != self._conversation:
            raise ChannelError("conversation")
        if header.direction != DIRECTIONS[sender]:
            raise ChannelError("direction")
        if header.epoch > self.epoch:
            raise ChannelError("epoch")
        if header.epoch < self._newest_epoch:
            raise ChannelError("old_epoch")
        if self._has_ended:
            raise ChannelError("after_end")
        # Frames skipped here may have been good there: then nobody here knows how many there are.
        if header.peer_seen > self._heads[1 - header.direction].count and not self._has_skipped:
            raise ChannelError("peer_seen")

    def _read(self, header: Header, sender: Sender, by: bytes, body: bytes) -> Opened:
        if (sender == "visitor") != (by == NOBODY):
            raise ChannelError("contents")
        if header.kind == TEXT:
            return Opened("text", sender, by, header.epoch, text=_text(body))
        if header.kind == END:
            return Opened("end", sender, by, header.epoch, end_ok=self._is_true(end_heads(body)))
        if header.kind == OPENING and sender == "visitor" and self._heads[0].count == 0:
            return Opened("opening", sender, by, header.epoch, opening=read_opening(body))
        raise ChannelError("contents")

    def _is_true(self, heads: Heads) -> bool:
        # The counts may be lower than ours: lines cross. Higher means that lines were kept from us.
        visitor, staff = self._heads
        return (
            not self._has_skipped
            and visitor.head_at(heads.visitor_count) == heads.visitor_head
            and staff.head_at(heads.staff_count) == heads.staff_head
        )

    def _secrets_of(self, epoch: int, direction: int, session: bytes) -> Secrets:
        return session_secrets(self._keys[epoch], self._conversation, epoch, direction, session)


class _Received:
    """What the next frame of one sender session must say."""

    __slots__ = ("peer_seen", "prev", "secrets", "seq")

    def __init__(self, secrets: Secrets) -> None:
        self.secrets: Final = secrets
        self.seq = 0
        self.prev = _ZERO_HEAD
        self.peer_seen = 0


class _HeadChain:
    """The hash chain over one direction's frames; remembers every head, for ends that crossed lines."""

    __slots__ = ("_heads", "count", "head")

    def __init__(self) -> None:
        self.count = 0
        self.head = _ZERO_HEAD
        self._heads = bytearray(_ZERO_HEAD)

    def add(self, frame_hash: bytes) -> None:
        """Go on by one frame."""
        self.head = sha256(self.head + frame_hash)
        self.count += 1
        self._heads += self.head

    def head_at(self, count: int) -> bytes | None:
        """Return the head after ``count`` frames; None if there have been fewer."""
        return bytes(self._heads[32 * count : 32 * count + 32]) if count <= self.count else None


def _text(untrusted_body: bytes) -> str:
    try:
        return line_text(untrusted_body)
    except WordsError:
        pass
    raise ChannelError("contents")


__all__ = ["NOBODY", "Channel", "ChannelError", "Opened", "Opening", "Sender"]
