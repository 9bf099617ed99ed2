"""The visitor's part, played from a script: what happens next and when. Values and ``now`` in, acts out."""

from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

from luwte.training.script import (
    Drops,
    FallsSilent,
    Hesitates,
    Leaves,
    Listens,
    LooksAway,
    Reaction,
    Says,
    Script,
    Step,
    Waits,
)

THINKS: Final = 2.0
"""Seconds between reading and typing."""
READS: Final = 4.0
"""Seconds after the volunteer's last line before the visitor goes on: a second line may follow."""


@dataclass(frozen=True, slots=True)
class Is:
    """The visitor is here, typing, in another window, or away."""

    presence: Literal["here", "typing", "hidden", "away"]


@dataclass(frozen=True, slots=True)
class Sends:
    """A line of the visitor's."""

    text: str


@dataclass(frozen=True, slots=True)
class Goes:
    """The visitor ends the conversation."""


Act = Is | Sends | Goes


class Actor:
    """One visitor. Nothing happens before ``begin``; ``next_at`` is when ``acts`` is to be called again, None
    if only the volunteer can move it. ``pace`` stretches what the visitor does, not how long they wait for
    an answer."""

    def __init__(self, script: Script, language: str, pace: float = 1.0) -> None:
        self.presence: Literal["here", "typing", "hidden", "away"] = "here"
        self._script: Final = script
        self._language: Final = language
        self._pace: Final = pace
        self._steps: Final[deque[Step]] = deque(script.steps)
        self._reactions: Final[list[Reaction]] = list(script.reactions)
        self._beats: Final[deque[tuple[float, Act]]] = deque()
        self._reacts_with: Reaction | None = None
        self._has_begun = False
        self._is_over = False
        self._free_at = self._patience = 0.0
        self._patient_until: float | None = None
        self._answered_at: float | None = None
        self._is_staff_typing = False

    def begin(self, now: float) -> None:
        """The volunteer is there and the keys are made."""
        self._has_begun, self._free_at = True, now

    def hear(self, line: str, now: float) -> None:
        """The volunteer wrote a line."""
        self._answered_at, self._is_staff_typing = now, False
        if self._reacts_with is None and not self._is_over:
            found = next((each for each in self._reactions if each.to.is_in(line)), None)
            if found is not None:
                self._reactions.remove(found)
                self._reacts_with = found

    def watch(self, now: float, *, is_typing: bool) -> None:
        """The volunteer types, or stopped: the visitor waits for what is coming."""
        self._is_staff_typing = is_typing
        if not is_typing and self._answered_at is not None:
            self._answered_at = max(self._answered_at, now)

    @property
    def next_at(self) -> float | None:
        """When the next act is due."""
        if not self._has_begun or self._is_over:
            return None
        if self._beats:
            return self._beats[0][0]
        if self._patient_until is None:
            return self._free_at
        if self._answered_at is None or self._is_staff_typing:
            return self._patient_until
        return min(self._patient_until, self._answered_at + READS * self._pace)

    def acts(self, now: float) -> list[Act]:
        """Return what the visitor does up to now, in order."""
        done: list[Act] = []
        while (due := self.next_at) is not None and due <= now:
            if self._beats:
                act = self._beats.popleft()[1]
                if isinstance(act, Is):
                    self.presence = act.presence
                self._is_over = self._is_over or isinstance(act, Goes)
                if isinstance(act, Sends) and self._reacts_with is None:
                    self._answered_at = None  # only what is written from here on answers it
                done.append(act)
            elif self._patient_until is not None:
                self._go_on(due)
            else:
                self._play(self._steps.popleft() if self._steps else FallsSilent(), due)
        return done

    def _go_on(self, at: float) -> None:
        """The volunteer answered, or patience is at its end."""
        reaction, self._reacts_with = self._reacts_with, None
        self._answered_at = None
        if reaction is None:
            self._patient_until, self._free_at = None, at
            return
        self._say(Says(reaction.text, reaction.typing), at)
        # What they were about to tell waits for an answer to this.
        self._patient_until = self._free_at + self._patience

    def _play(self, step: Step, at: float) -> None:
        match step:
            case Says():
                self._say(step, at)
            case Hesitates():
                self._beat(at, Is("typing"))
                self._beat(at + step.seconds * self._pace, Is("here"))
            case Waits():
                self._free_at = at + step.seconds * self._pace
            case Listens():
                self._patience, self._patient_until = step.patience, at + step.patience
            case LooksAway():
                self._beat(at, Is("hidden"))
                self._beat(at + step.seconds * self._pace, Is("here"))
            case Drops():
                self._beat(at, Is("away"))
                self._beat(at + step.seconds * self._pace, Is("here"))
            case FallsSilent():
                self._is_over = True
            case Leaves():
                self._beat(at, Goes())

    def _say(self, step: Says, at: float) -> None:
        begins = at + THINKS * self._pace
        ends = begins + step.typing * self._pace
        self._beat(begins, Is("typing"))
        self._beat(ends, Sends(step.text.spoken(self._language)))
        self._beat(ends, Is("here"))

    def _beat(self, at: float, act: Act) -> None:
        self._beats.append((at, act))
        self._free_at = at
