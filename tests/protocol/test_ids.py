"""Identifiers: 16 bytes, 22 letters, one way to write each."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.protocol.ids import Id, id_bytes, id_text, new_id


@given(st.binary(min_size=16, max_size=16))
def test_an_id_reads_back_and_passes_its_own_type(raw: bytes) -> None:
    text = id_text(raw)
    assert len(text) == 22
    assert id_bytes(text) == raw
    assert msgspec.convert(text, Id) == text


@given(st.text(max_size=30) | st.text("AQgwXYZ-_0", min_size=22, max_size=22))
def test_what_the_type_lets_through_is_exactly_what_reads_as_bytes(text: str) -> None:
    try:
        msgspec.convert(text, Id)
    except msgspec.ValidationError:
        with pytest.raises(ValueError, match="not an identifier"):
            id_bytes(text)
    else:
        assert id_text(id_bytes(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A" * 21,
        "A" * 23,
        "A" * 21 + "B",
        "A" * 20 + "==",
        "A" * 20 + "+A",
        "A" * 20 + "/A",
        "A" * 22 + "\n",
        " " + "A" * 21,
        "À" + "A" * 21,
        "\u0661" * 21 + "A",
    ],
)
def test_another_way_to_write_an_id_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, Id)
    with pytest.raises(ValueError, match="not an identifier"):
        id_bytes(text)


@pytest.mark.parametrize("length", [0, 15, 17, 32])
def test_other_lengths_are_no_id(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        id_text(bytes(length))


def test_new_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100
