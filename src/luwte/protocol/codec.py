"""The only parser of untrusted input: bytes or text in, one message of one speaker's union out."""

from typing import Final, TypeVar

import msgspec

from luwte.errors import LuwteError
from luwte.protocol.messages import StaffMessage, ToStaff, ToVisitor, VisitorMessage
from luwte.protocol.parts import VERSION

VISITOR_LIMIT: Final = 64 * 1024
"""Bytes of the largest frame a visitor may send."""
STAFF_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of the largest frame a signed-in coordinator may send (half a year of keys for hundreds)."""
VOLUNTEER_LIMIT: Final = 1024 * 1024
"""Bytes of the largest frame of anybody else who has signed in (a line to a team of 128)."""
SERVER_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of the largest frame a server may send to its clients."""


class BadMessageError(LuwteError):
    """The peer's fault: not JSON, not a message of this speaker, or a limit of its type is broken."""

    def __init__(self) -> None:
        super().__init__("bad_message")


class _AnyHello(msgspec.Struct, frozen=True, tag="hello"):
    """A hello of whatever version: what came later than this one is not looked at."""

    version: int


_Message = TypeVar("_Message")

_visitor: Final[msgspec.json.Decoder[VisitorMessage]] = msgspec.json.Decoder(VisitorMessage)
_staff: Final[msgspec.json.Decoder[StaffMessage]] = msgspec.json.Decoder(StaffMessage)
_to_visitor: Final[msgspec.json.Decoder[ToVisitor]] = msgspec.json.Decoder(ToVisitor)
_to_staff: Final[msgspec.json.Decoder[ToStaff]] = msgspec.json.Decoder(ToStaff)
_any_hello: Final = msgspec.json.Decoder(_AnyHello)
_encoder: Final = msgspec.json.Encoder()


def read_visitor(untrusted_frame: str | bytes) -> VisitorMessage:
    """Return what a visitor said; BadMessageError otherwise."""
    return _read(_visitor, untrusted_frame)


def read_staff(untrusted_frame: str | bytes) -> StaffMessage:
    """Return what a console said; BadMessageError otherwise."""
    return _read(_staff, untrusted_frame)


def read_to_visitor(untrusted_frame: str | bytes) -> ToVisitor:
    """Return what the server said to a visitor; BadMessageError otherwise."""
    return _read(_to_visitor, untrusted_frame)


def read_to_staff(untrusted_frame: str | bytes) -> ToStaff:
    """Return what the server said to a console; BadMessageError otherwise."""
    return _read(_to_staff, untrusted_frame)


def is_of_another_version(untrusted_frame: str | bytes) -> bool:
    """Say whether a frame that cannot be read is the hello of a peer with another protocol version."""
    try:
        return _read(_any_hello, untrusted_frame).version != VERSION
    except BadMessageError:
        return False


def write(message: VisitorMessage | StaffMessage | ToVisitor | ToStaff) -> str:
    """Return the JSON text frame of a message; bytes inside it become base64."""
    return encode(message).decode("utf-8")


def encode(message: VisitorMessage | StaffMessage | ToVisitor | ToStaff) -> bytes:
    """Return the same as UTF-8, as it leaves a socket: for whoever writes frames by the thousand."""
    return _encoder.encode(message)


def _read(decoder: "msgspec.json.Decoder[_Message]", untrusted_frame: str | bytes) -> _Message:
    # The decoder's own error text repeats what the peer sent: it must reach neither a log nor an answer.
    try:
        return decoder.decode(untrusted_frame)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError):
        pass
    raise BadMessageError
