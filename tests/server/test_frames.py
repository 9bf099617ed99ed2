"""The clear header of a line, byte by byte."""

import pytest

from luwte.protocol.ids import id_bytes
from luwte.server.frames import END, TEXT, read_header, why_refused
from tests.server.plays import frame, name_id

TALK = name_id("talk")


def test_the_header_is_read_where_the_channel_puts_it() -> None:
    header = read_header(frame(TALK, "staff", epoch=7, kind=END))
    assert (header.version, header.suite, header.conversation) == (1, 1, id_bytes(TALK))
    assert (header.epoch, header.direction, header.kind) == (7, 1, END)


@pytest.mark.parametrize(("epoch", "code"), [(1, "stale_epoch"), (2, None), (3, "not_now")])
def test_only_the_present_epoch_is_taken(epoch: int, code: str | None) -> None:
    assert why_refused(frame(TALK, "visitor", epoch), TALK, "visitor", 2, frozenset({TEXT})) == code


@pytest.mark.parametrize("place", [*range(22), 22, 55])
def test_every_flipped_byte_the_server_can_judge_is_refused(place: int) -> None:
    untrusted_frame = bytearray(frame(TALK, "visitor"))
    untrusted_frame[place] ^= 0xFF
    assert why_refused(bytes(untrusted_frame), TALK, "visitor", 0, frozenset({TEXT})) is not None
