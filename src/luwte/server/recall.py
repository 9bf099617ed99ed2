"""Reading back what the desk had stored, at the start and after a failed commit."""

from typing import Final

import msgspec

from luwte.database import Value
from luwte.protocol.parts import KeyOffer
from luwte.server.conversation import RECENT_LINES
from luwte.server.folder import Databases
from luwte.server.rows import (
    ConversationRow,
    RecentLine,
    RequestRow,
    SavedConversation,
    ShiftRow,
    Snapshot,
    VaultShare,
)

_conversations: Final = msgspec.json.Decoder(ConversationRow)
_shifts: Final = msgspec.json.Decoder(ShiftRow)
_requests: Final = msgspec.json.Decoder(RequestRow)
_offers: Final = msgspec.json.Decoder(KeyOffer)


def snapshot(databases: Databases) -> Snapshot:
    """Return everything the desk is rebuilt from; conversations in arrival order."""
    rows = databases.rows
    saved = [
        _saved(databases, _conversations.decode(_raw(state)))
        for (state,) in rows.rows("SELECT state FROM conversations")
    ]
    return Snapshot(
        conversations=tuple(sorted(saved, key=lambda each: each.row.order)),
        shifts=tuple(_shifts.decode(_raw(state)) for (state,) in rows.rows("SELECT state FROM shifts")),
        requests=tuple(_requests.decode(_raw(state)) for (state,) in rows.rows("SELECT state FROM requests")),
        is_paused=rows.rows("SELECT 1 FROM helpline WHERE is_paused = 1") != [],
    )


def shares(databases: Databases) -> dict[str, list[bytes]]:
    """Return the kept shares of every conversation, oldest first."""
    found: dict[str, list[bytes]] = {}
    for conversation, share in databases.keys.rows("SELECT conversation, share FROM shares ORDER BY number"):
        found.setdefault(str(conversation), []).append(_raw(share))
    return found


def vaults(databases: Databases) -> dict[str, VaultShare]:
    """Return the share of every vault whose shift runs, by person."""
    found = databases.keys.rows("SELECT person, vault, share, until FROM vault_shares")
    return {
        str(person): VaultShare(str(vault), _raw(share), _whole(until))
        for person, vault, share, until in found
    }


def _saved(databases: Databases, row: ConversationRow) -> SavedConversation:
    keys, conversation = databases.keys, (row.conversation,)
    words = keys.rows("SELECT key, words FROM waiting_words WHERE conversation = ?", conversation)
    # An offer of an epoch the row does not know was stored just before a crash: the page will send it again.
    offers = keys.rows(
        "SELECT offer FROM offers WHERE conversation = ? AND epoch <= ? ORDER BY epoch DESC LIMIT 1",
        (row.conversation, row.epoch),
    )
    recent = databases.rows.rows(
        "SELECT id, number, sender, at FROM lines WHERE conversation = ? ORDER BY number DESC LIMIT ?",
        (row.conversation, RECENT_LINES),
    )
    size = databases.rows.rows(
        "SELECT coalesce(sum(length(frame)), 0) FROM lines WHERE conversation = ?", conversation
    )
    shares_kept = keys.rows("SELECT 1 FROM shares WHERE conversation = ? AND is_kept = 1", conversation)
    return SavedConversation(
        row=row,
        intake_key=str(words[0][0]) if words else "",
        words=_raw(words[0][1]) if words else b"",
        offer=_offers.decode(_raw(offers[0][0])) if offers else None,
        recent=tuple(
            msgspec.convert({"id": name, "number": number, "sender": sender, "at": at}, RecentLine)
            for name, number, sender, at in reversed(recent)
        ),
        is_share_kept=shares_kept != [],
        size=_whole(size[0][0]),
    )


def _raw(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a column of bytes")
    return value


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError("a column of whole numbers")
    return value
