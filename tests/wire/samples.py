"""One message of each type, and strategies for any, read off the types: a new type is covered at once.

Run as a module to write frames.json anew: one JSON frame per message type of each union.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, get_args

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from luwte.protocol.codec import write
from luwte.protocol.messages import StaffMessage, ToStaff, ToVisitor, VisitorMessage

FILE: Final = Path(__file__).with_name("frames.json")

UNIONS: Final[Mapping[str, Any]] = MappingProxyType(
    {"visitor": VisitorMessage, "staff": StaffMessage, "to_visitor": ToVisitor, "to_staff": ToStaff}
)
"""The four unions, by the name they have in frames.json."""

_SAMPLE_TEXTS: Final = (
    ("", "Vera"),
    ("^[A-Za-z0-9_-]{21}[AQgw]$", "c29tZSByYW5kb20gYnl0ZQ"),
    (r"^[a-z_]+$(?!\n)", "add_person"),
    (r"^[a-z][a-z_-]*$(?!\n)", "standard"),
    (r"^[0-9]{4}-W[0-9]{2}$(?!\n)", "2026-W53"),
    ("^[0-9]{6}$", "123456"),
    (r"^([A-Z2-7]{8}){4,8}$(?!\n)", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
)


def message_types(union: str) -> tuple[type[msgspec.Struct], ...]:
    """Return the message types of one union."""
    return get_args(UNIONS[union])


def tag_of(message: type[msgspec.Struct]) -> str:
    """Return the tag that names this type on the wire."""
    return str(message.__struct_config__.tag)


def sample(message: type[msgspec.Struct]) -> msgspec.Struct:
    """Return one message of this type, always the same, with every optional field filled."""
    return msgspec.convert(_sample(inspect.type_info(message)), message)


def messages(message: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    """Return a strategy for any message of this type."""
    return _values(inspect.type_info(message)).map(lambda values: msgspec.convert(values, message))


def written() -> str:
    """Return the text of frames.json: per union, per tag, one frame."""
    frames = {
        name: {tag_of(each): json.loads(write(sample(each))) for each in message_types(name)}  # type: ignore[arg-type]
        for name in UNIONS
    }
    return json.dumps(frames, indent=1) + "\n"


def _sample(info: inspect.Type) -> Any:
    match info:
        case inspect.Metadata():
            return _sample(info.type)
        case inspect.StructType():
            values = {field.encode_name: _sample(field.type) for field in info.fields}
            return values if info.tag is None else {str(info.tag_field): info.tag, **values}
        case inspect.UnionType():
            return _sample(next(each for each in info.types if not isinstance(each, inspect.NoneType)))
        case inspect.ListType():
            return [_sample(info.item_type)] * max(1, info.min_length or 0)
        case inspect.StrType():
            text = dict(_SAMPLE_TEXTS)[info.pattern or ""]
            return text if len(text) >= (info.min_length or 0) else (text * 20)[: info.min_length]
        case inspect.BytesType():
            return bytes(at % 256 for at in range(info.min_length or 8))
        case inspect.IntType():
            return max(info.ge or 0, 1)
        case inspect.BoolType():
            return True
        case inspect.LiteralType():
            return info.values[0]
        case _:
            raise AssertionError(f"no sample for {info}")


def _values(info: inspect.Type) -> st.SearchStrategy[Any]:
    match info:
        case inspect.Metadata():
            return _values(info.type)
        case inspect.StructType():
            tag = {} if info.tag is None else {str(info.tag_field): st.just(info.tag)}
            fields = {field.encode_name: _values(field.type) for field in info.fields}
            return st.fixed_dictionaries({**tag, **fields})
        case inspect.UnionType():
            return st.one_of([_values(each) for each in info.types])
        case inspect.ListType():
            least = info.min_length or 0
            most = min(info.max_length or 3, least + 2)
            return st.lists(_values(info.item_type), min_size=least, max_size=most)
        case inspect.StrType():
            return _texts(info)
        case inspect.BytesType():
            least = info.min_length or 0
            return st.binary(min_size=least, max_size=min(info.max_length or 64, least + 64))
        case inspect.IntType():
            return st.integers(
                info.ge if info.ge is not None else -(2**53), info.le if info.le is not None else 2**53
            )
        case inspect.BoolType():
            return st.booleans()
        case inspect.LiteralType():
            return st.sampled_from(info.values)
        case inspect.NoneType():
            return st.none()
        case _:
            raise AssertionError(f"no strategy for {info}")


def _texts(info: inspect.StrType) -> st.SearchStrategy[str]:
    least, most = info.min_length or 0, info.max_length or 40
    match info.pattern:
        case None:
            return st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=most)
        case "^[A-Za-z0-9_-]{21}[AQgw]$" | "^[0-9]{6}$":
            return st.from_regex(info.pattern.removesuffix("$") + r"\Z")
        case pattern if "-W" in pattern:
            return st.from_regex(r"\A[0-9]{4}-W[0-9]{2}\Z")
        case pattern if "A-Z2-7" in pattern:
            return st.from_regex(r"\A([A-Z2-7]{8}){4,8}\Z")
        case _:
            return st.text("abcdefghijklmnopqrstuvwxyz", min_size=max(least, 1), max_size=most)


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
