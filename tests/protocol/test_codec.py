"""The only parser of untrusted input: garbage, huge, nested and doubled things stay out of the errors too."""

import base64
import json
import traceback
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luwte.protocol.codec import (
    BadMessageError,
    read_staff,
    read_to_staff,
    read_to_visitor,
    read_visitor,
    write,
)
from luwte.protocol.messages import Accept, Enrol, SetRetention, VisitorHello, Waiting
from tests.wire import samples
from tests.wire.samples import UNIONS, message_types, messages, sample

READERS: dict[str, Callable[[str | bytes], Any]] = {
    "visitor": read_visitor,
    "staff": read_staff,
    "to_visitor": read_to_visitor,
    "to_staff": read_to_staff,
}
ID = "c29tZSByYW5kb20gYnl0ZQ"


@pytest.mark.parametrize("union", UNIONS)
def test_every_sample_frame_reads_back(union: str) -> None:
    frames = json.loads(samples.FILE.read_text(encoding="utf-8"))[union]
    for message in message_types(union):
        frame = json.dumps(frames[samples.tag_of(message)])
        assert READERS[union](frame) == sample(message)
        assert READERS[union](frame.encode()) == sample(message)


@pytest.mark.parametrize("union", UNIONS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_whatever_can_be_said_reads_back_as_it_was_said(union: str, data: st.DataObject) -> None:
    message: Any = data.draw(st.sampled_from(message_types(union)).flatmap(messages))
    assert READERS[union](write(message)) == message


@pytest.mark.parametrize("union", UNIONS)
@given(raw=st.binary(max_size=80) | st.text(max_size=80))
def test_garbage_is_refused(union: str, raw: str | bytes) -> None:
    with pytest.raises(BadMessageError):
        READERS[union](raw)


@pytest.mark.parametrize("union", UNIONS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_frame_reads_or_is_refused_by_the_rooms_own_error(union: str, data: st.DataObject) -> None:
    message: Any = data.draw(st.sampled_from(message_types(union)).map(sample))
    frame = bytearray(write(message).encode())
    at = data.draw(st.integers(0, len(frame) - 1))
    frame[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        READERS[union](bytes(frame))
    except BadMessageError as error:
        context = error.__context__ or error.__cause__
    else:
        return
    assert context is None


@pytest.mark.parametrize("union", UNIONS)
@pytest.mark.parametrize(
    "frame",
    [
        "",
        "null",
        "[]",
        "{}",
        '"hello"',
        '{"type": null}',
        '{"type": "unknown"}',
        '{"type": ["hello"]}',
        '{"type": "hello"',
        '{"type": "hello", "version": 1} {"type": "hello", "version": 1}',
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{\x00}\x00",
        b"\x00" * 100,
        "[" * 100_000,
        '{"type":' * 100_000,
        '{"type": "hello", "version": ' + "9" * 100_000 + "}",
        '{"type": "' + "x" * 4_000_000 + '"}',
        '{"type": "hello", "version": 1e400}',
        '{"type": "hello", "version": NaN}',
    ],
    ids=lambda frame: repr(frame[:20]),
)
def test_huge_nested_and_broken_frames_are_refused(union: str, frame: str | bytes) -> None:
    with pytest.raises(BadMessageError):
        READERS[union](frame)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(BadMessageError):
        read_visitor('{"type": "hello", "version": 1, "\ud83d": 1}')
    with pytest.raises(BadMessageError):
        read_staff('{"type": "accept", "conversation": "\ud83d"}')


@pytest.mark.parametrize("union", ["visitor", "staff"])
def test_an_unknown_field_of_a_speaker_is_refused_at_every_depth(union: str) -> None:
    for message in message_types(union):
        spoken = json.loads(write(sample(message)))  # type: ignore[arg-type]
        for changed in _with_unknown_field(spoken):
            if _is_claim_shaped(changed):
                continue
            with pytest.raises(BadMessageError):
                READERS[union](json.dumps(changed))


def _with_unknown_field(value: dict[str, Any]) -> list[dict[str, Any]]:
    changed = [{**value, "colour": "blue"}]
    for name, inner in value.items():
        if isinstance(inner, dict):
            changed += [{**value, name: one} for one in _with_unknown_field(inner)]
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            changed += [{**value, name: [one]} for one in _with_unknown_field(inner[0])]
    return changed


def _is_claim_shaped(value: Any) -> bool:
    # A Signed travels in both directions: it is as open as what the server says.
    if isinstance(value, dict):
        return ("signer" in value and "colour" in value) or any(map(_is_claim_shaped, value.values()))
    return isinstance(value, list) and any(map(_is_claim_shaped, value))


@pytest.mark.parametrize("union", ["to_visitor", "to_staff"])
def test_an_unknown_field_of_a_newer_server_is_ignored(union: str) -> None:
    for message in message_types(union):
        spoken = {**json.loads(write(sample(message))), "colour": "blue"}  # type: ignore[arg-type]
        assert READERS[union](json.dumps(spoken)) == sample(message)


def test_a_doubled_field_counts_once_and_never_opens_another_type() -> None:
    """Of a doubled field one value holds; a second tag cannot turn a visitor's message into a volunteer's."""
    for frame in (
        f'{{"type": "hello", "version": 1, "type": "accept", "conversation": "{ID}"}}',
        f'{{"type": "accept", "conversation": "{ID}", "type": "hello"}}',
    ):
        with pytest.raises(BadMessageError):
            read_visitor(frame)
    assert read_visitor('{"type": "hello", "version": 1, "version": 2}') in (VisitorHello(1), VisitorHello(2))


@pytest.mark.parametrize(
    "frame",
    [
        '{"type": "hello", "version": -1}',
        '{"type": "hello", "version": 65536}',
        '{"type": "hello", "version": "1"}',
        '{"type": "hello", "version": 1, "after": -1}',
        '{"type": "hello", "version": 1, "after": 9007199254740992}',
        '{"type": "hello", "version": 1, "after": 1.5}',
        '{"type": "hello", "version": 1, "is_reload": 1}',
        '{"type": "line", "id": "short", "frame": ""}',
        f'{{"type": "line", "id": "{ID}", "frame": "AAAA"}}',
        f'{{"type": "line", "id": "{ID}", "frame": "{"A" * 11_268}"}}',
        f'{{"type": "line", "id": "{ID}", "frame": "{"A" * 163}!"}}',
        f'{{"type": "line", "id": "{ID}", "frame": "{"A" * 163}"}}',
        '{"type": "state", "state": "asleep"}',
    ],
)
def test_a_broken_limit_is_refused(frame: str) -> None:
    with pytest.raises(BadMessageError):
        read_visitor(frame)


@pytest.mark.parametrize(
    "text", [ID + "\n", ID[:-1], ID + "A", ID[:-1] + "R", ID[:-1] + "=", "../../../../../../../etc"]
)
def test_every_id_field_keeps_its_limit(text: str) -> None:
    for union in ("visitor", "staff"):
        for message in message_types(union):
            spoken = json.loads(write(sample(message)))  # type: ignore[arg-type]
            for name, value in spoken.items():
                if value == ID:
                    with pytest.raises(BadMessageError):
                        READERS[union](json.dumps({**spoken, name: text}))


@pytest.mark.parametrize("text", ["standard\n", "Standard", "-", "", "s" * 33])
def test_a_pattern_holds_to_the_last_character(text: str) -> None:
    spoken = {"type": "retention", "conversation": ID, "retention": text}
    with pytest.raises(BadMessageError):
        read_staff(json.dumps(spoken))
    assert read_staff(json.dumps({**spoken, "retention": "standard"})) == SetRetention(ID, "standard")


SECRET = "mijn-naam-is-Zon"
SAYS_IT_BACK = [
    f'{{"type": "{SECRET}"}}',
    f'{{"type": "hello", "version": 1, "{SECRET}": 1}}',
    f'{{"type": "hello", "version": "{SECRET}"}}',
    f'{{"type": "state", "state": "{SECRET}"}}',
    f'{{"type": "hello" {SECRET}',
    f'{{"type": "line", "id": "{SECRET}", "frame": "{SECRET}"}}',
    SECRET,
]


@pytest.mark.parametrize("read", [*READERS.values()], ids=READERS)
@pytest.mark.parametrize("frame", SAYS_IT_BACK)
def test_the_error_carries_nothing_of_what_the_peer_sent(
    read: Callable[[str | bytes], Any], frame: str
) -> None:
    """C2: the decoder's own text repeats what it read; it reaches neither an answer nor a traceback."""
    with pytest.raises(BadMessageError) as refused:
        read(frame)
    error = refused.value
    assert error.__cause__ is None
    assert error.__context__ is None
    assert str(error) == error.code == "bad_message"
    assert SECRET not in "".join(traceback.format_exception_only(error))
    assert vars(error) == {"code": "bad_message"}


def test_bytes_become_base64_with_padding() -> None:
    frame = json.loads(write(Accept(ID)))
    assert frame == {"type": "accept", "conversation": ID}
    assert write(Waiting(1, 2)) == '{"type":"waiting","position":1,"volunteers":2}'
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"type": "accept", "conversation": "x"}, Accept)


@pytest.mark.parametrize("length", [0, 31, 33, 36, 39, 41, 60, 63, 72])
def test_a_second_factor_of_a_length_no_base32_has_is_refused(length: int) -> None:
    frame = {
        "type": "enrol",
        "lookup": ID,
        "secret": base64.b64encode(bytes(32)).decode(),
        "auth": base64.b64encode(bytes(32)).decode(),
    }
    assert isinstance(read_staff(json.dumps({**frame, "totp": "A" * 40})), Enrol)
    with pytest.raises(BadMessageError):
        read_staff(json.dumps({**frame, "totp": "A" * length}))
