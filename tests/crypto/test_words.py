"""Limits of what people write: characters and bytes both count, control characters do not pass."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.crypto.words import (
    FirstWords,
    Opening,
    WordsError,
    checked_first_words,
    checked_opening,
    clean,
    line_bytes,
    line_text,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 4_001, "too_long"),
        ("\U0001f49a" * 2_001, "too_long"),
        ("a" * 1_000_000, "too_long"),
        ("", "empty"),
        ("a\x00", "characters"),
        ("a\r\n", "characters"),
        ("a\x1b[31m", "characters"),
        ("a\x9b", "characters"),
        ("\ud83d", "characters"),
    ],
)
def test_a_line_beyond_a_limit_is_refused(text: str, code: str) -> None:
    with pytest.raises(WordsError) as refused:
        line_bytes(text)
    assert refused.value.code == code
    assert refused.value.__context__ is None


def test_both_limits_are_counted_after_composing() -> None:
    assert line_bytes("e\u0301" * 4_000) == ("é" * 4_000).encode()
    assert len(line_bytes("é" * 4_000)) == 8_000
    with pytest.raises(WordsError):
        line_bytes("é" * 3_999 + "한")


@pytest.mark.parametrize("raw", [b"", b"\xff", b"\xed\xa0\xbd", b"a\x00", b"a" * 4_001, "é".encode() * 4_001])
def test_what_a_line_cannot_hold_is_refused_on_the_other_side_too(raw: bytes) -> None:
    with pytest.raises(WordsError) as refused:
        line_text(raw)
    assert refused.value.__context__ is None


@given(st.text(max_size=200))
def test_cleaned_text_is_a_line(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    if cleaned:
        assert line_text(line_bytes(cleaned)) == unicodedata.normalize("NFC", cleaned)


@given(st.binary(max_size=200))
def test_reading_a_line_refuses_or_reads(raw: bytes) -> None:
    try:
        text = line_text(raw)
    except WordsError:
        return
    assert text.encode() == raw


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (FirstWords("", "", "nl"), "empty"),
        (FirstWords("a" * 25, "", "nl"), "too_long"),
        (FirstWords("a\nb", "", "nl"), "characters"),
        (FirstWords("a\u2028b", "", "nl"), "characters"),
        (FirstWords("a", "b" * 1_001, "nl"), "too_long"),
        (FirstWords("a", "\x07", "nl"), "characters"),
        (FirstWords("a", "", "Nederlands"), "language"),
        (FirstWords("a", "", "nl\n"), "language"),
    ],
)
def test_first_words_beyond_a_limit_are_refused(words: FirstWords, code: str) -> None:
    with pytest.raises(WordsError) as refused:
        checked_first_words(words)
    assert refused.value.code == code
    with pytest.raises(WordsError):
        checked_opening(Opening(words.nickname, words.words, words.language, 1, "2026-11-22"))


def test_the_longest_nickname_and_words_pass() -> None:
    longest = FirstWords("\U0001f49a" * 24, "\U0001f49a" * 1_000, "pt-BR")
    assert checked_first_words(longest) == longest
