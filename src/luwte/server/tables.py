"""The SQL of what the desk has stored: one statement per effect, and close-out as one job per file."""

from dataclasses import dataclass, field
from typing import Final

import msgspec

from luwte.archive import transcripts
from luwte.archive.transcripts import KeySeal
from luwte.crypto.certificates import Signed
from luwte.database import Database
from luwte.protocol.ids import ConversationId, PersonId, RequestId, ShiftId
from luwte.protocol.messages import ArchiveCopy
from luwte.protocol.parts import KeyOffer, StoredLine
from luwte.server.rows import ConversationRow, RequestRow, ShiftRow, VaultShare
from luwte.server.writer import Statement

_encode: Final = msgspec.json.Encoder().encode
_offers: Final = msgspec.json.Decoder(KeyOffer)

_LINE: Final = "INSERT INTO lines (conversation, number, id, sender, frame, at) VALUES (?, ?, ?, ?, ?, ?)"
_LINES: Final = (
    "SELECT number, id, sender, frame, at FROM lines"
    " WHERE conversation = ? AND number > ? AND number <= ? ORDER BY number LIMIT ?"
)
_HELD_KEYS: Final = ("waiting_words", "shares", "offers", "archive_copies")
LINES_AT_ONCE: Final = 50
"""Of the longest lines half a megabyte: what is read, encoded and sent in one go."""


def conversation(row: ConversationRow) -> Statement:
    """Insert or replace a conversation's row (never REPLACE: that would delete its lines)."""
    return Statement(
        "INSERT INTO conversations (conversation, epoch, state) VALUES (?, ?, ?)"
        " ON CONFLICT (conversation) DO UPDATE SET epoch = excluded.epoch, state = excluded.state",
        (row.conversation, row.epoch, _encode(row)),
    )


def words(conversation_id: ConversationId, key: str, sealed: bytes) -> Statement:
    """Keep the sealed nickname and first words."""
    return Statement("INSERT INTO waiting_words VALUES (?, ?, ?)", (conversation_id, key, sealed))


def line(conversation_id: ConversationId, stored: StoredLine) -> Statement:
    """Keep one line."""
    return Statement(
        _LINE, (conversation_id, stored.number, stored.id, stored.sender, stored.frame, stored.at)
    )


def lines(rows: Database, conversation_id: ConversationId, after: int, through: int) -> list[StoredLine]:
    """Return the next stored lines with ``after`` < number ≤ ``through``, ``LINES_AT_ONCE`` at most."""
    return [
        msgspec.convert(
            {"number": number, "id": name, "sender": sender, "frame": frame, "at": at}, StoredLine
        )
        for number, name, sender, frame, at in rows.rows(
            _LINES, (conversation_id, after, through, LINES_AT_ONCE)
        )
    ]


def offer(conversation_id: ConversationId, kept: KeyOffer) -> Statement:
    """Keep the visitor's keys of an epoch; the former epoch's go only once the row says the new one."""
    return Statement(
        "INSERT INTO offers VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET offer = excluded.offer",
        (conversation_id, kept.epoch, _encode(kept)),
    )


def drop_offers_before(conversation_id: ConversationId, epoch: int) -> Statement:
    """Forget the keys of earlier epochs."""
    return Statement("DELETE FROM offers WHERE conversation = ? AND epoch < ?", (conversation_id, epoch))


def copy(kept: ArchiveCopy) -> Statement:
    """Keep a console's archive seal."""
    return Statement(
        "INSERT INTO archive_copies VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET epoch = excluded.epoch, sealed = excluded.sealed",
        (kept.conversation, kept.key, kept.epoch, kept.sealed),
    )


def share(conversation_id: ConversationId, kept: bytes) -> Statement:
    """Keep one more share."""
    return Statement("INSERT INTO shares (conversation, share) VALUES (?, ?)", (conversation_id, kept))


def drop_share(conversation_id: ConversationId, dropped: bytes) -> Statement:
    """Forget one share."""
    return Statement("DELETE FROM shares WHERE conversation = ? AND share = ?", (conversation_id, dropped))


def keep_newest_share(conversation_id: ConversationId) -> list[Statement]:
    """Forget all shares but the newest, and note that the page has its state under that one."""
    return [
        Statement(
            "DELETE FROM shares WHERE conversation = ?1"
            " AND number < (SELECT max(number) FROM shares WHERE conversation = ?1)",
            (conversation_id,),
        ),
        Statement("UPDATE shares SET is_kept = 1 WHERE conversation = ?", (conversation_id,)),
    ]


def shift(row: ShiftRow) -> Statement:
    """Insert or replace a shift's row."""
    return Statement(
        "INSERT INTO shifts VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
        (row.shift, _encode(row)),
    )


def drop_shift(shift_id: ShiftId) -> Statement:
    """Delete a shift's row."""
    return Statement("DELETE FROM shifts WHERE shift = ?", (shift_id,))


def vault_share(person: PersonId, kept: VaultShare) -> Statement:
    """Keep the server's share of a vault's key, or its later end."""
    return Statement(
        "INSERT INTO vault_shares VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET share = excluded.share, until = excluded.until",
        (person, kept.vault, kept.share, kept.until),
    )


def drop_vault_share(person: PersonId, dropped: VaultShare) -> Statement:
    """Forget a share. By its value: a deletion owed from before must not take one that was made since."""
    return Statement("DELETE FROM vault_shares WHERE person = ? AND share = ?", (person, dropped.share))


def request(row: RequestRow) -> Statement:
    """Insert or replace what a colleague asks."""
    return Statement(
        "INSERT INTO requests VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
        (row.request, row.conversation, _encode(row)),
    )


def drop_request(request_id: RequestId) -> Statement:
    """Delete what a colleague asked."""
    return Statement("DELETE FROM requests WHERE request = ?", (request_id,))


def pause(is_paused: bool) -> Statement:
    """Note whether the line is paused."""
    return Statement("UPDATE helpline SET is_paused = ?", (int(is_paused),))


def forget(conversation_id: ConversationId) -> Statement:
    """Delete a conversation's row and, through its foreign key, its lines."""
    return Statement("DELETE FROM conversations WHERE conversation = ?", (conversation_id,))


def forget_keys(conversation_id: ConversationId) -> list[Statement]:
    """Delete everything ``keys.sqlite`` holds of a conversation."""
    return [
        Statement(f"DELETE FROM {table} WHERE conversation = ?", (conversation_id,))  # noqa: S608 -- constants
        for table in _HELD_KEYS
    ]


@dataclass
class CloseOut:
    """The two halves of a close-out: ``seal`` runs before the rows' transaction, ``archive`` inside it."""

    conversation: ConversationId
    visitor_key: bytes
    retention: str
    week: str
    archive_key: Signed
    _opening: transcripts.Opening | None = field(default=None, repr=False)
    _seals: list[KeySeal] = field(default_factory=list, repr=False)

    def seal(self, keys: Database) -> None:
        """Keep R's seal and the archive seals of K under the transcript's fresh id."""
        opening = self._opening = transcripts.begin(self.archive_key)
        offers = keys.rows(
            "SELECT offer FROM offers WHERE conversation = ? ORDER BY epoch DESC LIMIT 1",
            (self.conversation,),
        )
        for (raw,) in offers:
            newest = _offers.decode(raw if isinstance(raw, bytes) else b"")
            self._seals.append(KeySeal(newest.archive_key, newest.epoch, newest.archive))
        self._seals += [
            msgspec.convert({"key": key, "epoch": epoch, "sealed": sealed}, KeySeal)
            for key, epoch, sealed in keys.rows(
                "SELECT key, epoch, sealed FROM archive_copies WHERE conversation = ?", (self.conversation,)
            )
        ]
        parts = [(opening.key, opening.sealed_secret), *((seal.key, seal.sealed) for seal in self._seals)]
        keys.run_many(
            "INSERT INTO transcript_seals VALUES (?, ?, ?, ?)",
            [(opening.transcript, part, key, sealed) for part, (key, sealed) in enumerate(parts)],
        )

    def archive(self, rows: Database) -> None:
        """Replace the rows by the transcript, and forget R."""
        opening, self._opening = self._opening, None
        if opening is None:
            raise ValueError("seal comes first")
        kept: list[StoredLine] = []
        while found := lines(rows, self.conversation, kept[-1].number if kept else 0, 2**53):
            kept += found
        sealed = transcripts.blob(
            opening,
            conversation=self.conversation,
            retention=self.retention,
            visitor_key=self.visitor_key,
            lines=kept,
            seals=self._seals,
        )
        rows.run(
            "INSERT INTO transcripts VALUES (?, ?, ?, ?)",
            (opening.transcript, self.week, self.retention, sealed),
        )
        rows.run("DELETE FROM conversations WHERE conversation = ?", (self.conversation,))
