"""A scripted conversation as timed steps: what an invented visitor says, how they hesitate, drop and return.

Scripts are TOML files in ``resources/training/scripts``, in the order of their names; everybody in them is
invented. What is said among colleagues meanwhile stands in ``resources/training/team.toml``.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from luwte.errors import LuwteError
from luwte.resources import folder

LANGUAGES: Final = ("nl", "en")

Line = Annotated[str, Meta(min_length=1, max_length=1_000)]
Nickname = Annotated[str, Meta(min_length=1, max_length=24)]
StaffName = Annotated[str, Meta(min_length=1, max_length=32)]
Seconds = Annotated[float, Meta(ge=0, le=600)]
Needles = Annotated[tuple[Annotated[str, Meta(min_length=2)], ...], Meta(min_length=1)]


class ScriptError(LuwteError):
    """``script``: a file that came with the product cannot be played. ``file`` is its name."""

    def __init__(self, file: str) -> None:
        super().__init__("script")
        self.file = file


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Text(_Part, frozen=True):
    """One line in every language of the product."""

    nl: Line
    en: Line

    def spoken(self, language: str) -> str:
        """Return the line in this language; Dutch where there is no such."""
        return self.en if language == "en" else self.nl


class Name(_Part, frozen=True):
    """A nickname in every language."""

    nl: Nickname
    en: Nickname

    def spoken(self, language: str) -> str:
        """Return the nickname in this language."""
        return self.en if language == "en" else self.nl


class Heard(_Part, frozen=True):
    """Words in a volunteer's line that a reaction answers to, in small letters."""

    nl: Needles
    en: Needles

    def is_in(self, line: str) -> bool:
        """Tell whether any of the words, of any language, stands in a line."""
        said = line.casefold()
        return any(needle in said for needle in (*self.nl, *self.en))


class Says(_Part, frozen=True, tag_field="does", tag="says"):
    """The visitor types for so long, then the line is there."""

    text: Text
    typing: Seconds


class Hesitates(_Part, frozen=True, tag_field="does", tag="hesitates"):
    """The visitor types, and sends nothing."""

    seconds: Seconds


class Waits(_Part, frozen=True, tag_field="does", tag="waits"):
    """Nothing happens."""

    seconds: Seconds


class Listens(_Part, frozen=True, tag_field="does", tag="listens"):
    """The visitor waits for an answer, and goes on without one after ``patience`` seconds."""

    patience: Seconds


class LooksAway(_Part, frozen=True, tag_field="does", tag="looks_away"):
    """The visitor's page is in the background for a while: nothing is seen meanwhile."""

    seconds: Seconds


class Drops(_Part, frozen=True, tag_field="does", tag="drops"):
    """The visitor's connection drops and comes back; lines sent meanwhile wait."""

    seconds: Seconds


class FallsSilent(_Part, frozen=True, tag_field="does", tag="falls_silent"):
    """From here on the visitor is there and says nothing more: the volunteer asks, and ends it."""


class Leaves(_Part, frozen=True, tag_field="does", tag="leaves"):
    """The visitor ends the conversation."""


Step = Says | Hesitates | Waits | Listens | LooksAway | Drops | FallsSilent | Leaves


class Reaction(_Part, frozen=True):
    """What the visitor says, once, to a line with one of these words in it, before the script goes on."""

    to: Heard
    text: Text
    typing: Seconds


class Script(_Part, frozen=True):
    """One invented visitor, from their first words in the waiting room to the end."""

    nickname: Name
    words: Text
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    reactions: tuple[Reaction, ...] = ()


class Teammate(_Part, frozen=True):
    """An invented colleague on shift, under the first of two names that is not the volunteer's.

    ``comes_along`` is said to the visitor when they join ({name} stands for their name), ``in_danger``
    whispered when they were called,
    ``whispers`` are the answers to whispers, in order, the last one again and again.
    """

    names: Annotated[tuple[StaffName, ...], Meta(min_length=2)]
    role: Literal["coordinator", "volunteer"]
    comes_along: Text
    in_danger: Text
    whispers: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Team(_Part, frozen=True):
    """Who else is on shift while practising; the first of them speaks to the team.

    ``welcome`` is said to everybody as the practice begins, ``answers`` to what the volunteer says there.
    """

    welcome: Text
    answers: Annotated[tuple[Text, ...], Meta(min_length=1)]
    people: Annotated[tuple[Teammate, ...], Meta(min_length=1)]


_Read = TypeVar("_Read", Script, Team)


def load_scripts(where: Path | None = None) -> tuple[Script, ...]:
    """Return the scripts of a folder (those of the product by default), at least one; ScriptError."""
    files = sorted((where or folder("training") / "scripts").glob("*.toml"))
    if not files:
        raise ScriptError("scripts")
    return tuple(read(file, Script) for file in files)


def load_team(where: Path | None = None) -> Team:
    """Return the invented colleagues; ScriptError."""
    return read((where or folder("training")) / "team.toml", Team)


def read(file: Path, kind: type[_Read]) -> _Read:
    """Return what one file holds; ScriptError if it is not that, whole and in every language."""
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), kind)
    except (OSError, UnicodeError, tomllib.TOMLDecodeError, msgspec.ValidationError):
        raise ScriptError(file.name) from None
