"""What a page keeps over a reload: share A, and the conversation's state sealed under A and the server's
share B.

Alone it is worth nothing (C3): browsers keep ``sessionStorage`` on disk even after it was cleared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from luwte.crypto.certificates import Role
from luwte.crypto.keys import hkdf, random_bytes
from luwte.crypto.passwords import SecretsError, unwrap_secrets, wrap_secrets
from luwte.protocol.ids import ConversationId, LineId, PersonId, id_bytes
from luwte.visitor.trouble import VisitorError


class Reader(Struct, frozen=True):
    """Somebody the conversation's keys were sealed to, as the visitor's screen shows them."""

    person: PersonId
    name: str
    role: Role


class KeptKeys(Struct, frozen=True):
    """The conversation's keys, and who can read; ``asked`` and ``shifts`` are of the offer that is out."""

    kept: list[bytes]
    offered: list[bytes]
    readers: list[Reader]
    asked: list[Reader]
    shifts: list[bytes]


class KeptState(Struct, frozen=True):
    """All a page needs to go on after a reload. The lines themselves come from the server again."""

    conversation: ConversationId
    visitor_seed: bytes
    keys: KeptKeys
    opening: LineId
    nickname: str
    words: str
    language: str
    day: str


@dataclass(frozen=True)
class Kept:
    """What lies in the browser between two page loads: the cookie is the browser's, the rest the page's."""

    cookie: str = field(repr=False)
    conversation: ConversationId
    share: bytes = field(repr=False)
    sealed: bytes


def keep(state: KeptState, server_share: bytes, cookie: str) -> Kept:
    """Seal the state under a fresh share A and the server's share B."""
    share = random_bytes(32)
    key = _key(share, server_share, state.conversation)
    return Kept(cookie, state.conversation, share, wrap_secrets(key, msgspec.json.encode(state)))


def open_kept(kept: Kept, server_shares: Iterable[bytes]) -> KeptState:
    """Open what was kept with whichever of the server's shares fits; VisitorError ``no_state`` if none
    does."""
    for server_share in server_shares:
        try:
            plain = unwrap_secrets(_key(kept.share, server_share, kept.conversation), kept.sealed)
        except SecretsError:
            continue
        return msgspec.json.decode(plain, type=KeptState)
    raise VisitorError("no_state")


def _key(share: bytes, server_share: bytes, conversation: ConversationId) -> bytes:
    return hkdf(share + server_share, id_bytes(conversation), b"luwte/1 kept state", 32)
