"""What may stand in a line, a nickname and first words: what both ends count, and both ends refuse."""

import re
import unicodedata
from typing import Annotated, Final

from msgspec import Meta, Struct

from luwte.errors import LuwteError

LINE_CHARACTERS: Final = 4_000
"""Unicode code points of the longest line."""
LINE_BYTES: Final = 8_000
"""Bytes of UTF-8 of the longest line; both limits hold."""
TEAM_CHARACTERS: Final = 1_000
TEAM_BYTES: Final = 4_000
NICKNAME_CHARACTERS: Final = 24
NICKNAME_BYTES: Final = 96
WORDS_CHARACTERS: Final = 1_000
WORDS_BYTES: Final = 4_000

_REFUSED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_REFUSED_IN_NAMES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


class WordsError(LuwteError):
    """``too_long``, ``characters`` (control characters, half surrogate pairs), ``empty`` or ``language``."""


class FirstWords(Struct, frozen=True):
    """What a visitor says before anyone has accepted: sealed to the intake key."""

    nickname: str
    words: str
    language: str


class Opening(Struct, frozen=True):
    """The first line under the conversation's keys: the same, with policy and day of the consent (C10)."""

    nickname: str
    words: str
    language: str
    policy: Annotated[int, Meta(ge=0, le=9_007_199_254_740_991)]
    day: Annotated[str, Meta(max_length=10, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


def clean(text: str) -> str:
    """Return pasted or typed text in the form a line may have: ``\\n``, no control characters, NFC."""
    one_kind_of_line_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _REFUSED.sub("", one_kind_of_line_end))


def line_bytes(text: str) -> bytes:
    """Return a line's UTF-8, composed (NFC); WordsError if it is too long or holds refused characters."""
    if not text:
        raise WordsError("empty")
    return _checked(text, LINE_CHARACTERS, LINE_BYTES, _REFUSED)


def line_text(untrusted_line: bytes) -> str:
    """Return the text of a line's UTF-8; WordsError where ``line_bytes`` would not have made it.

    A peer with newer Unicode tables may compose differently: that is not refused.
    """
    return _read(untrusted_line, LINE_CHARACTERS, LINE_BYTES)


def team_bytes(text: str) -> bytes:
    """Return the UTF-8 of a line to the team, composed (NFC); WordsError as for a visitor's, but shorter."""
    if not text:
        raise WordsError("empty")
    return _checked(text, TEAM_CHARACTERS, TEAM_BYTES, _REFUSED)


def team_text(untrusted_line: bytes) -> str:
    """Return the text of a team line's UTF-8; WordsError where ``team_bytes`` would not have made it."""
    return _read(untrusted_line, TEAM_CHARACTERS, TEAM_BYTES)


def utf8_text(untrusted_utf8: bytes) -> str:
    """Return the text of these bytes; WordsError if they are not UTF-8."""
    # The decoder's own error holds the bytes: it must not travel on as a cause.
    try:
        return untrusted_utf8.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise WordsError("characters")


def checked_first_words(words: FirstWords) -> FirstWords:
    """Return the same, composed (NFC); WordsError if anything is too long or refused, or no nickname."""
    nickname, said, language = _checked_parts(words.nickname, words.words, words.language)
    return FirstWords(nickname, said, language)


def checked_opening(opening: Opening) -> Opening:
    """Return the same, composed (NFC); WordsError as for first words."""
    nickname, said, language = _checked_parts(opening.nickname, opening.words, opening.language)
    return Opening(nickname, said, language, opening.policy, opening.day)


def _checked_parts(nickname: str, words: str, language: str) -> tuple[str, str, str]:
    if not nickname:
        raise WordsError("empty")
    if _LANGUAGE.fullmatch(language) is None:
        raise WordsError("language")
    name = _checked(nickname, NICKNAME_CHARACTERS, NICKNAME_BYTES, _REFUSED_IN_NAMES)
    said = _checked(words, WORDS_CHARACTERS, WORDS_BYTES, _REFUSED)
    return name.decode("utf-8"), said.decode("utf-8"), language


def _read(untrusted_utf8: bytes, characters: int, size: int) -> str:
    if len(untrusted_utf8) > size:
        raise WordsError("too_long")
    text = utf8_text(untrusted_utf8)
    if not text:
        raise WordsError("empty")
    if len(text) > characters:
        raise WordsError("too_long")
    if _REFUSED.search(text):
        raise WordsError("characters")
    return text


def _checked(text: str, characters: int, size: int, refused: re.Pattern[str]) -> bytes:
    if len(text) > 4 * characters:
        raise WordsError("too_long")
    if refused.search(text):
        raise WordsError("characters")
    composed = unicodedata.normalize("NFC", text)
    encoded = composed.encode("utf-8")
    if len(composed) > characters or len(encoded) > size:
        raise WordsError("too_long")
    return encoded
