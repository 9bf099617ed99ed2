"""The unions are the permission: who may say what, and what no message may ever hold. Walks the types."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from msgspec import inspect

from luwte.protocol.codec import BadMessageError, read_staff, read_visitor, write
from luwte.protocol.messages import StaffMessage, ToStaff, ToVisitor, VisitorMessage
from luwte.protocol.parts import Note
from tests.wire.samples import UNIONS, message_types, sample, tag_of

EVERY = [(union, message) for union in UNIONS for message in message_types(union)]
IDENTIFYING = re.compile(
    r"address|(^|_)ip(v[46])?($|_)|(^|_)host|agent|browser|cookie|token_hash|device|mail|phone|surname|account|"
    r"(^|_)user|location|geo|latitude|longitude|(^|_)port($|_)|origin|fingerprint|referrer|header|locale|screen"
)


def _fields(
    info: inspect.Type, path: str = "", seen: tuple[type, ...] = ()
) -> Iterator[tuple[str, inspect.Type]]:
    """Every field reachable from a type, with its path; each nested struct once per branch."""
    match info:
        case inspect.Metadata():
            yield from _fields(info.type, path, seen)
        case inspect.StructType() if info.cls not in seen:
            for each in info.fields:
                here = f"{path}.{each.encode_name}" if path else each.encode_name
                yield here, each.type
                yield from _fields(each.type, here, (*seen, info.cls))
        case inspect.UnionType():
            for one in info.types:
                yield from _fields(one, path, seen)
        case inspect.ListType():
            yield from _fields(info.item_type, f"{path}[]", seen)
        case inspect.DictType():
            yield f"{path}{{}}", info.value_type
            yield from _fields(info.value_type, f"{path}{{}}", seen)
        case _:
            pass


def _names(message: type[msgspec.Struct]) -> set[str]:
    return {path.rsplit(".", 1)[-1].removesuffix("[]") for path, _ in _fields(inspect.type_info(message))}


@pytest.mark.parametrize(("union", "message"), EVERY, ids=lambda one: getattr(one, "__name__", one))
def test_no_message_has_a_field_for_who_a_visitor_is(union: str, message: type[msgspec.Struct]) -> None:
    """C2, C1: no address, browser, cookie, e-mail or phone anywhere on the wire, to staff least of all."""
    assert not [name for name in _names(message) if IDENTIFYING.search(name)]


@pytest.mark.parametrize("message", message_types("to_staff"), ids=lambda one: one.__name__)
def test_no_field_to_staff_can_hold_free_text_from_outside(message: type[msgspec.Struct]) -> None:
    """C2: a string to staff is an id, a code or a choice; a free one could carry anything."""
    free = [
        path
        for path, info in _fields(inspect.type_info(message))
        for one in _leaves(info)
        if isinstance(one, inspect.AnyType | inspect.DictType | inspect.RawType)
        or (isinstance(one, inspect.StrType) and one.pattern is None)
    ]
    assert free == []


@pytest.mark.parametrize("message", message_types("to_staff"), ids=lambda one: one.__name__)
def test_bytes_to_staff_are_keys_seals_frames_or_claims(message: type[msgspec.Struct]) -> None:
    """C2: every byte field has a length that is a key's, a signature's, a seal's or a frame's."""
    sizes = {(32, 32), (64, 64), (48, 16_384), (80, 2_304), (121, 8_448), (None, 262_144), (1_024, 1_024)}
    for path, info in _fields(inspect.type_info(message)):
        for one in _leaves(info):
            if isinstance(one, inspect.BytesType):
                assert (one.min_length, one.max_length) in sizes, path


def _leaves(info: inspect.Type) -> Iterator[inspect.Type]:
    match info:
        case inspect.Metadata():
            yield from _leaves(info.type)
        case inspect.UnionType():
            for one in info.types:
                yield from _leaves(one)
        case inspect.ListType():
            yield from _leaves(info.item_type)
        case _:
            yield info


@pytest.mark.parametrize("union", UNIONS)
def test_tags_are_unique_and_lower_case(union: str) -> None:
    tags = [tag_of(message) for message in message_types(union)]
    assert len(tags) == len(set(tags))
    assert all(re.fullmatch("[a-z_]+", tag) for tag in tags)


def test_who_listens_to_visitors_hears_nothing_meant_for_staff() -> None:
    """T4: what only staff may say cannot be decoded on a visitor's socket, and the other way round."""
    for mine, theirs, read in (("visitor", "staff", read_visitor), ("staff", "visitor", read_staff)):
        tags = {tag_of(message) for message in message_types(mine)}
        others = [message for message in message_types(theirs) if tag_of(message) not in tags]
        assert others
        for message in others:
            with pytest.raises(BadMessageError):
                read(write(sample(message)))  # type: ignore[arg-type]


def test_a_tag_both_speakers_use_is_read_as_the_speakers_own() -> None:
    """A staff line names a conversation; on a visitor's socket that field is unknown, and refused."""
    tags = {tag_of(message): message for message in message_types("visitor")}
    shared = [message for message in message_types("staff") if tag_of(message) in tags]
    assert {tag_of(message) for message in shared} == {"hello", "line", "catch_up", "end"}
    for message in shared:
        frame = write(sample(message))  # type: ignore[arg-type]
        if set(json.loads(frame)) - set(tags[tag_of(message)].__struct_fields__) == {"type"}:
            assert isinstance(read_visitor(frame), get_args(VisitorMessage))
        else:
            with pytest.raises(BadMessageError):
                read_visitor(frame)


def test_no_visitor_message_names_a_conversation_person_or_shift_of_its_choosing() -> None:
    """A visitor is their socket: only a key offer names shifts, and those the server asked for."""
    for message in message_types("visitor"):
        assert not {"conversation", "person", "to", "request"} & set(message.__struct_fields__)


def test_no_visitor_message_can_carry_a_whisper() -> None:
    """H13: whispers among staff stand in the staff unions only."""
    for union in ("visitor", "to_visitor"):
        for message in message_types(union):
            assert not {"note", "notes"} & _names(message)
            assert tag_of(message) not in {"whisper", "whispered"}


SEALED_TO_A_COLLEAGUE = {
    "staff": {"hand_over.note", "along.note", "danger.notes", "team_line.notes"},
    "to_staff": {"asked.request.note"},
}
"""Words among colleagues, sealed to the shift key of whoever shall read them; none is a local note."""
LOCAL = re.compile(
    r"note|pad($|_)|draft|memo|scribble|vault|unsent|text|todo|tick|reminder|remark|journal|diary"
)


def test_t8_no_message_can_carry_a_local_note() -> None:
    """T8: a volunteer's notes, drafts and unsent lines have no place on the wire, sealed or not.

    What a console says holds ids, keys, codes, choices and seals to others only: there is no free text and
    no field for bytes of its own choosing. Of its vault the server hears a random name.
    """
    for union, message in EVERY:
        for path, info in _fields(inspect.type_info(message)):
            where = f"{tag_of(message)}.{path}"
            if not LOCAL.search(path.rsplit(".", 1)[-1]):
                continue
            leaves = list(_leaves(info))
            if where == "open_shift.vault":
                assert all(isinstance(leaf, inspect.StrType) and leaf.max_length == 22 for leaf in leaves)
            else:
                assert where in SEALED_TO_A_COLLEAGUE.get(union, set()), where
                assert all(_is_sealed(leaf) for leaf in leaves), where


@pytest.mark.parametrize("message", message_types("staff"), ids=lambda one: one.__name__)
def test_t8_no_field_of_a_console_can_hold_free_text(message: type[msgspec.Struct]) -> None:
    """T8: every string has the form of an id, a code or a choice; the setup code of the first run is read
    nowhere but there."""
    free = [
        f"{tag_of(message)}.{path}"
        for path, info in _fields(inspect.type_info(message))
        for one in _leaves(info)
        if isinstance(one, inspect.AnyType | inspect.DictType | inspect.RawType)
        or (isinstance(one, inspect.StrType) and one.pattern is None)
    ]
    assert free == (["create.setup_code"] if tag_of(message) == "create" else [])


def _is_sealed(leaf: inspect.Type) -> bool:
    """Whether a field is a seal, the note that holds one, or nothing."""
    match leaf:
        case inspect.StructType():
            return leaf.cls is Note
        case inspect.BytesType():
            return (leaf.min_length, leaf.max_length) == (48, 16_384)
        case _:
            return isinstance(leaf, inspect.NoneType)


def test_no_message_holds_readable_words() -> None:
    """T3: nickname, words and lines travel sealed; no field for them as text exists."""
    for _, message in EVERY:
        for path, info in _fields(inspect.type_info(message)):
            name = path.rsplit(".", 1)[-1]
            if name in {"text", "nickname", "words", "line", "frame", "note", "sealed", "archive"}:
                assert not any(isinstance(one, inspect.StrType) for one in _leaves(info)), path


@pytest.mark.parametrize(("union", "message"), EVERY, ids=lambda one: getattr(one, "__name__", one))
def test_what_speakers_say_is_strict_and_what_the_server_says_is_open(
    union: str, message: type[msgspec.Struct]
) -> None:
    assert message.__struct_config__.forbid_unknown_fields == (union in {"visitor", "staff"})
    assert message.__struct_config__.frozen
    assert message.__struct_config__.tag_field == "type"


@pytest.mark.parametrize(
    "message", [*message_types("visitor"), *message_types("staff")], ids=lambda one: one.__name__
)
def test_everything_a_speaker_says_has_a_limit(message: type[msgspec.Struct]) -> None:
    for path, info in _fields(inspect.type_info(message)):
        for one in _sized(info):
            is_bounded = one.max_length is not None or (
                isinstance(one, inspect.StrType) and re.search(r"\{\d+\}\$$", one.pattern or "") is not None
            )
            assert is_bounded, f"{path} has no limit"


def _sized(info: inspect.Type) -> Iterator[Any]:
    match info:
        case inspect.Metadata():
            yield from _sized(info.type)
        case inspect.UnionType():
            for one in info.types:
                yield from _sized(one)
        case inspect.ListType():
            yield info
            yield from _sized(info.item_type)
        case inspect.StrType() | inspect.BytesType():
            yield info
        case _:
            pass


def test_unions_are_those_of_the_wire() -> None:
    assert list(UNIONS.values()) == [VisitorMessage, StaffMessage, ToVisitor, ToStaff]
