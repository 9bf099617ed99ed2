"""Bytes that mean one thing only: whatever is read back is what was written, everything else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.crypto.encoding import (
    LINE_SIZES,
    EncodingError,
    base32_bytes,
    base32_text,
    bind,
    checked_bytes,
    checked_text,
    pad,
    power_of_two_size,
    unbind,
    unpad,
)


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_bound_parts_come_apart_again(parts: list[bytes]) -> None:
    assert unbind(bind(*parts), len(parts)) == parts


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_two_lists_of_parts_never_share_their_bytes(one: list[bytes], other: list[bytes]) -> None:
    assert (bind(*one) == bind(*other)) == (one == other)


@given(st.binary(max_size=60), st.integers(0, 4))
def test_unbind_refuses_or_reads_exactly_what_was_bound(raw: bytes, count: int) -> None:
    try:
        parts = unbind(raw, count)
    except EncodingError:
        return
    assert bind(*parts) == raw


@given(st.binary(max_size=300))
def test_padding_goes_to_the_smallest_size_and_comes_off(plain: bytes) -> None:
    padded = pad(plain, LINE_SIZES)
    assert len(padded) == min(size for size in LINE_SIZES if size > len(plain))
    assert unpad(padded, LINE_SIZES) == plain


def test_every_size_holds_one_byte_less_than_itself() -> None:
    for size in LINE_SIZES:
        assert len(pad(bytes(size - 1), LINE_SIZES)) == size
    with pytest.raises(EncodingError):
        pad(bytes(8192), LINE_SIZES)


@given(st.binary(max_size=140).map(lambda raw: raw.ljust(128, b"\x00")))
def test_unpad_refuses_or_returns_what_pads_to_the_same(padded: bytes) -> None:
    try:
        plain = unpad(padded, LINE_SIZES)
    except EncodingError:
        return
    assert pad(plain, LINE_SIZES) == padded


def test_a_transcript_size_is_a_power_of_two_with_room_for_padding() -> None:
    assert [power_of_two_size(length) for length in (0, 4095, 4096, 8191, 8192)] == [
        4096,
        4096,
        8192,
        8192,
        16384,
    ]
    for length in (0, 4095, 4096, 70_000):
        assert len(pad(bytes(length), [power_of_two_size(length)])) == power_of_two_size(length)


@given(st.binary(max_size=60))
def test_base32_text_reads_back_however_it_is_typed(raw: bytes) -> None:
    text = base32_text(raw)
    assert all(len(group) == 4 for group in text.split("-")[:-1])
    for typed in (text, text.lower(), text.replace("-", ""), text.replace("-", " \u2013\n"), f"  {text}\t"):
        assert base32_bytes(typed) == raw


@given(st.text(max_size=60))
def test_base32_refuses_what_it_did_not_write(text: str) -> None:
    try:
        raw = base32_bytes(text)
    except EncodingError:
        return
    assert base32_bytes(base32_text(raw)) == raw


@pytest.mark.parametrize("text", ["ABC1", "ABC8", "ABC0", "AB=C", "ABCÉ", "AB\u0131C", "A", "AAB"])
def test_other_alphabets_and_impossible_lengths_are_refused(text: str) -> None:
    with pytest.raises(EncodingError):
        base32_bytes(text)


@given(st.data())
def test_one_wrong_letter_breaks_the_checksum(data: st.DataObject) -> None:
    letters = checked_text(bytes(range(20))).replace("-", "")
    at = data.draw(st.integers(0, len(letters) - 1))
    letter = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").filter(lambda one: one != letters[at])
    )
    with pytest.raises(EncodingError):
        checked_bytes(letters[:at] + letter + letters[at + 1 :], 20)
    assert checked_bytes(letters, 20) == bytes(range(20))
    with pytest.raises(EncodingError):
        checked_bytes(letters, 21)
