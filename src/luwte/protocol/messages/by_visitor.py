"""What a visitor can say. A new type needs a row in the rights table, or a test fails."""

from typing import Annotated, Literal

from msgspec import Meta

from luwte.protocol.messages.base import Strict
from luwte.protocol.parts import (
    Count,
    Frame,
    Key32,
    KeyId,
    KeyOffer,
    LineId,
    Sealed,
)


class VisitorHello(Strict, frozen=True, tag="hello"):
    """Always first. ``after``: last line number it has. ``is_reload``: the page lost its keys."""

    version: Annotated[int, Meta(ge=0, le=65_535)]
    after: Count = 0
    is_reload: bool = False


class Enter(Strict, frozen=True, tag="enter"):
    """Join the queue: nickname and first words sealed to the intake key; consent was given to ``policy``."""

    visitor_key: Key32
    key: KeyId
    words: Sealed
    policy: Count


class Keys(Strict, frozen=True, tag="keys"):
    """The conversation's keys for the epoch that ``Members`` asked for."""

    offer: KeyOffer


class VisitorLine(Strict, frozen=True, tag="line"):
    """One sealed line; sending the same id again is harmless."""

    id: LineId
    frame: Frame


class VisitorState(Strict, frozen=True, tag="state"):
    """Bare state, never text: typing, here, or the page is in the background."""

    state: Literal["here", "typing", "hidden"]


class Seen(Strict, frozen=True, tag="seen"):
    """The last line number that stood on the visitor's screen."""

    number: Count


class VisitorCatchUp(Strict, frozen=True, tag="catch_up"):
    """Give me all lines after this number."""

    after: Count


class ShareKept(Strict, frozen=True, tag="share_kept"):
    """The page has sealed its state under the fresh share: the earlier ones may go."""


class VisitorEnd(Strict, frozen=True, tag="end"):
    """The visitor ends the conversation, with the end frame as its last line (none while waiting)."""

    id: LineId | None = None
    frame: Frame | None = None


class Withdraw(Strict, frozen=True, tag="withdraw"):
    """Consent is withdrawn: the conversation stops and is deleted, not archived."""


class QuickExit(Strict, frozen=True, tag="quick_exit"):
    """Left by the exit button: do not write any more, the share goes at once."""


VisitorMessage = (
    VisitorHello
    | Enter
    | Keys
    | VisitorLine
    | VisitorState
    | Seen
    | VisitorCatchUp
    | ShareKept
    | VisitorEnd
    | Withdraw
    | QuickExit
)
