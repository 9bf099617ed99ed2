"""What the screen may ask of the core, and the bounded tray in which it waits."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from luwte.console.state.intentions import Intention, KeepDraft, KeepForm, WriteNote
from luwte.protocol.ids import Id
from luwte.settings import Preferences

MOST: Final = 256
"""Wants that may wait. One more means that the core has been stuck for hundreds of clicks: it is refused, and
said so; drafts, notes and forms never are, because of each only the newest is kept."""

_Typed = KeepDraft | WriteNote | KeepForm


@dataclass(frozen=True, slots=True)
class EnrolHere:
    """Use an enrolment code on this computer."""

    server: str
    code: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConfirmEnrolment:
    """The figures of a second factor that is being set up."""

    figures: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignInHere:
    """Sign in with this computer's profile."""

    password: str = field(repr=False)
    figures: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignOut:
    """Forget this sign-in."""


@dataclass(frozen=True, slots=True)
class BeginShift:
    """Open a shift; ``planned`` is when the volunteer means to end it (unix seconds, None: as the house
    does)."""

    takes_over: bool
    planned: float | None = None


@dataclass(frozen=True, slots=True)
class ResumeShift:
    """Go on with the shift that a crash left on this computer."""


@dataclass(frozen=True, slots=True)
class WipeFound:
    """Destroy what a crash left on this computer, and end that shift."""


@dataclass(frozen=True, slots=True)
class BeginPractice:
    """Practise with a scripted visitor: nothing of it leaves this computer or stays on it."""


@dataclass(frozen=True, slots=True)
class EndPractice:
    """Practised enough."""


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """Fetch the registrations, to count them here: the server cannot."""


@dataclass(frozen=True, slots=True)
class LeaveFigures:
    """Enough of the figures: what was opened is forgotten."""


@dataclass(frozen=True, slots=True)
class TakeBackRegistration:
    """What was registered last was a mistake: have it never leave this computer."""

    form: Id


@dataclass(frozen=True, slots=True)
class Lock:
    """Hide everything."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """Show everything again."""

    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConnectNow:
    """Do not wait for the next attempt."""


@dataclass(frozen=True, slots=True)
class Prefer:
    """The volunteer changed their preferences."""

    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Stop:
    """End."""


Entrance = EnrolHere | ConfirmEnrolment | SignInHere
Want = (
    Entrance
    | SignOut
    | BeginShift
    | ResumeShift
    | WipeFound
    | BeginPractice
    | EndPractice
    | ReadFigures
    | LeaveFigures
    | TakeBackRegistration
    | Lock
    | Unlock
    | ConnectNow
    | Prefer
    | Stop
    | Intention
)


class Tray:
    """Wants in the order they came, at most ``MOST``."""

    def __init__(self) -> None:
        self._wants: deque[Want] = deque()
        self._filled = asyncio.Event()

    def put(self, want: Want) -> bool:
        """Add a want; False when the tray is full and the want is dropped."""
        if isinstance(want, _Typed):
            self._put_text(want)
        elif len(self._wants) >= MOST and not isinstance(want, Stop):
            return False
        else:
            self._wants.append(want)
        self._filled.set()
        return True

    async def get(self) -> Want:
        """Return the next want, waiting for one."""
        while not self._wants:
            self._filled.clear()
            await self._filled.wait()
        return self._wants.popleft()

    def _put_text(self, text: _Typed) -> None:
        last = self._wants[-1] if self._wants else None
        if isinstance(last, _Typed) and _about(last) == _about(text):
            self._wants.pop()
        elif len(self._wants) >= MOST:
            for want in list(self._wants):
                if isinstance(want, _Typed) and _about(want) == _about(text):
                    self._wants.remove(want)
        self._wants.append(text)


def _about(text: _Typed) -> tuple[type[_Typed], str]:
    """Return what a text belongs to: a newer one takes its place."""
    return type(text), text.row.form if isinstance(text, KeepForm) else text.conversation
