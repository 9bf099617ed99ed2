"""The clear header of a line, byte by byte."""

import pytest

from luwte.protocol.ids import id_bytes
from luwte.server.frames import END, TEXT, why_refused
from tests.server.plays import frame, name_id

TALK = name_id("talk")
RAW = id_bytes(TALK)


def test_the_header_is_read_where_the_channel_puts_it() -> None:
    ended = frame(TALK, "staff", epoch=7, kind=END)
    assert why_refused(ended, RAW, "staff", 7, frozenset({END})) is None
    assert why_refused(ended, RAW, "staff", 7, frozenset({TEXT})) == "bad_message"
    assert why_refused(ended, RAW, "visitor", 7, frozenset({END})) == "bad_message"
    assert why_refused(ended, bytes(16), "staff", 7, frozenset({END})) == "bad_message"


@pytest.mark.parametrize(("epoch", "code"), [(1, "stale_epoch"), (2, None), (3, "not_now")])
def test_only_the_present_epoch_is_taken(epoch: int, code: str | None) -> None:
    assert why_refused(frame(TALK, "visitor", epoch), RAW, "visitor", 2, frozenset({TEXT})) == code


@pytest.mark.parametrize("place", [*range(22), 22, 55])
def test_every_flipped_byte_the_server_can_judge_is_refused(place: int) -> None:
    untrusted_frame = bytearray(frame(TALK, "visitor"))
    untrusted_frame[place] ^= 0xFF
    assert why_refused(bytes(untrusted_frame), RAW, "visitor", 0, frozenset({TEXT})) is not None
