"""The clear header of a sealed line: read, never opened. The server has no key and needs none for this."""

import struct
from typing import Final

from luwte.protocol.parts import RefusalCode
from luwte.server.rows import Sender

TEXT: Final = 1
END: Final = 2
OPENING: Final = 3

_HEADER: Final = struct.Struct(">BB16sIB16sQQB32s")
_VERSION_AND_SUITE: Final = (1, 1)
_DIRECTIONS: Final[dict[Sender, int]] = {"visitor": 0, "staff": 1}


def why_refused(
    frame: bytes, conversation: bytes, sender: Sender, epoch: int, kinds: frozenset[int]
) -> RefusalCode | None:
    """Return why this frame may not be stored, None if it may.

    ``frame`` has at least 88 bytes (the wire's types see to that); ``conversation`` is its raw id.
    A frame belongs to one conversation, one direction and the newest epoch whose keys are kept. A line that
    was on its way while the keys changed is sealed anew by its sender, under the same name: whoever reads it
    refuses an older epoch after a newer one. Reflected, foreign and future frames fail.
    """
    version, suite, said_conversation, said_epoch, direction, _, _, _, kind, _ = _HEADER.unpack_from(frame)
    if (version, suite) != _VERSION_AND_SUITE or kind not in kinds:
        return "bad_message"
    if said_conversation != conversation or direction != _DIRECTIONS[sender]:
        return "bad_message"
    if said_epoch == epoch:
        return None
    return "stale_epoch" if said_epoch < epoch else "not_now"
