"""The values of a house's registration form: what may be noted of a conversation, and why (R2, R4, R6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Words = dict[str, str]
"""One text in every language of the house: language code → text."""

FieldKind = Literal["themes", "choice", "choices", "yes_no", "number", "age", "text"]
Channel = Literal["chat", "phone", "email", "walk_in"]
CHANNELS: Final[tuple[Channel, ...]] = ("chat", "phone", "email", "walk_in")

Quick = Literal["silent", "joke", "abusive", "hang_up"]
QUICK: Final[tuple[Quick, ...]] = ("silent", "joke", "abusive", "hang_up")
"""Contacts that are registered in one click, with nothing else."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a choice."""

    name: str
    label: Words


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of the form; whoever fills it in may always leave it at "not said" (R2)."""

    name: str
    kind: FieldKind
    label: Words
    purpose: Words
    """Why the house asks (R6); empty where it never said: ``policy check`` warns."""
    options: tuple[Option, ...] = ()
    """Of a choice or choices."""
    most: int = 1
    """Themes or choices at most; of a number the largest, in ``least`` to ``most``."""
    least: int = 0
    bands: tuple[tuple[int, int], ...] = ()
    """Of an age that is kept as a band: first and last year of each; empty where the number is kept."""
    longest: int = 0
    """Characters of a text."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Something a conversation is about; ``under``: the theme it belongs to, "" at the top."""

    name: str
    label: Words
    under: str = ""


@dataclass(frozen=True, slots=True)
class AgeRule:
    """What holds for somebody of this age, first and last year, shown to whoever types it (C8)."""

    first: int
    last: int
    text: Words


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """The form as a whole. Without fields the house registers nothing."""

    fields: tuple[FormField, ...] = ()
    themes: tuple[Theme, ...] = ()
    channels: tuple[Channel, ...] = ("chat",)
    ages: tuple[AgeRule, ...] = ()

    def field(self, name: str) -> FormField | None:
        """Return a field by its name."""
        return next((each for each in self.fields if each.name == name), None)

    def theme(self, name: str) -> Theme | None:
        """Return a theme by its name."""
        return next((each for each in self.themes if each.name == name), None)

    def path(self, name: str) -> tuple[Theme, ...]:
        """Return a theme with those above it, the topmost first."""
        return tuple(self._upwards(name))[::-1]

    def rule_for(self, age: int) -> AgeRule | None:
        """Return the rule that holds at an age."""
        return next((rule for rule in self.ages if rule.first <= age <= rule.last), None)

    def _upwards(self, name: str) -> Iterator[Theme]:
        theme = self.theme(name)
        while theme is not None:
            yield theme
            theme = self.theme(theme.under) if theme.under else None
