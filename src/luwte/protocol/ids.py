"""Random identifiers: 128 bits, written as 22 characters of base64url."""

import base64
import secrets
from typing import Annotated

from msgspec import Meta

ID_PATTERN = "^[A-Za-z0-9_-]{21}[AQgw]$"

Id = Annotated[str, Meta(min_length=22, max_length=22, pattern=ID_PATTERN)]
PersonId = Id
ConversationId = Id
ShiftId = Id
KeyId = Id
RequestId = Id
LineId = Id
"""The sender's own name for a line: sending the same line twice stores it once."""


def new_id() -> str:
    """Return a fresh random identifier of 22 characters."""
    return id_text(secrets.token_bytes(16))


def id_text(raw: bytes) -> str:
    """Return the written form (22 characters) of 16 raw bytes."""
    if len(raw) != 16:
        raise ValueError("an identifier has 16 bytes")
    return base64.urlsafe_b64encode(raw)[:22].decode("ascii")


def id_bytes(identifier: str) -> bytes:
    """Return the 16 raw bytes of a written identifier; ValueError if it is not one."""
    try:
        raw = base64.b64decode(identifier + "==", altchars=b"-_", validate=True)
    except ValueError:
        raw = b""
    if len(raw) != 16 or id_text(raw) != identifier:
        raise ValueError("not an identifier")
    return raw
