"""The clear header of a sealed line: read, never opened. The server has no key and needs none for this."""

import struct
from dataclasses import dataclass
from typing import Final

from luwte.protocol.ids import ConversationId, id_bytes
from luwte.protocol.parts import RefusalCode
from luwte.server.rows import Sender

TEXT: Final = 1
END: Final = 2
OPENING: Final = 3

_HEADER: Final = struct.Struct(">BB16sIB16sQQB32s")
_VERSION_AND_SUITE: Final = (1, 1)
_DIRECTIONS: Final[dict[Sender, int]] = {"visitor": 0, "staff": 1}


@dataclass(frozen=True, slots=True)
class Header:
    """What a frame says of itself in clear; everything in it is authenticated by the two ends only."""

    version: int
    suite: int
    conversation: bytes
    epoch: int
    direction: int
    kind: int


def read_header(frame: bytes) -> Header:
    """Return the header of a frame of at least 88 bytes (the wire's types see to that)."""
    version, suite, conversation, epoch, direction, _, _, _, kind, _ = _HEADER.unpack_from(frame)
    return Header(version, suite, conversation, epoch, direction, kind)


def why_refused(
    frame: bytes, conversation: ConversationId, sender: Sender, epoch: int, kinds: frozenset[int]
) -> RefusalCode | None:
    """Return why this frame may not be stored, None if it may.

    A frame belongs to one conversation, one direction and the newest epoch whose keys are kept. A line that
    was on its way while the keys changed is sealed anew by its sender, under the same name: whoever reads it
    refuses an older epoch after a newer one. Reflected, foreign and future frames fail.
    """
    header = read_header(frame)
    if (header.version, header.suite) != _VERSION_AND_SUITE or header.kind not in kinds:
        return "bad_message"
    if header.conversation != id_bytes(conversation) or header.direction != _DIRECTIONS[sender]:
        return "bad_message"
    if header.epoch == epoch:
        return None
    return "stale_epoch" if header.epoch < epoch else "not_now"
