"""Write what travels on the wire as documents: a JSON Schema per speaker and one AsyncAPI 3 document.

Run ``python packaging/schema.py`` after a change of the protocol; ``--check`` writes nothing and fails while
a file in ``resources/protocol`` differs from what the types say. Nobody edits those files.
"""

import inspect
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from luwte.crypto.certificates import Claim
from luwte.protocol.messages import StaffMessage, ToStaff, ToVisitor, VisitorMessage
from luwte.protocol.parts import VERSION

TARGET: Final = Path(__file__).resolve().parent.parent / "resources" / "protocol"

SPEAKERS: Final[Mapping[str, tuple[object, str]]] = {
    "visitor": (VisitorMessage, "What a visitor's page may say to the server; an unknown field is refused."),
    "to_visitor": (ToVisitor, "What the server says to a visitor's page; unknown fields are ignored."),
    "staff": (StaffMessage, "What a console may say to the server; an unknown field is refused."),
    "to_staff": (ToStaff, "What the server says to a console; unknown fields are ignored."),
    "claims": (Claim, "What stands inside the payload of a Signed value, as JSON."),
}

CHANNELS: Final = {
    "visitor": ("/visitor", "The visitor page's socket; its Origin must be the helpline's own."),
    "staff": ("/staff", "The consoles' socket; a handshake that carries an Origin is refused."),
}


def documents() -> dict[str, str]:
    """Return all files as they should be: name → text."""
    schemas = {f"{name}.schema.json": _schema(name) for name in SPEAKERS}
    return {name: _text(document) for name, document in {**schemas, "asyncapi.json": _asyncapi()}.items()}


def main(words: list[str]) -> int:
    """Write or check the files; return the exit code."""
    stale = [name for name, text in documents().items() if _current(name) != text]
    unknown = sorted({path.name for path in TARGET.glob("*")} - set(documents()))
    if "--check" in words:
        for name in stale + unknown:
            sys.stderr.write(f"resources/protocol/{name} is not current: run `python packaging/schema.py`\n")
        return 1 if stale or unknown else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (TARGET / name).write_text(documents()[name], encoding="utf-8", newline="\n")
    for name in unknown:
        (TARGET / name).unlink()
    return 0


def _schema(name: str) -> dict[str, Any]:
    union, description = SPEAKERS[name]
    (schema,), parts = msgspec.json.schema_components([union], schema_hook=_schema_of_any)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"luwte/{VERSION} {name}",
        "description": description,
        **_tidy(schema),
        "$defs": {part: _tidy(parts[part]) for part in sorted(parts)},
    }


def _asyncapi() -> dict[str, Any]:
    unions = {name: get_args(union) for name, (union, _) in SPEAKERS.items() if name != "claims"}
    _, parts = msgspec.json.schema_components(
        [message for union in unions.values() for message in union],
        schema_hook=_schema_of_any,
        ref_template="#/components/schemas/{name}",
    )
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Luwte",
            "version": str(VERSION),
            "description": "JSON text frames; bytes are base64. The first message carries the version.",
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": "application/json",
        "channels": {
            channel: {
                "address": address,
                "description": description,
                "messages": {
                    message.__name__: {"$ref": f"#/components/messages/{message.__name__}"}
                    for speaker in (channel, f"to_{channel}")
                    for message in unions[speaker]
                },
            }
            for channel, (address, description) in CHANNELS.items()
        },
        "operations": {
            speaker: {
                "action": "send" if speaker.startswith("to_") else "receive",
                "channel": {"$ref": f"#/channels/{speaker.removeprefix('to_')}"},
                "summary": SPEAKERS[speaker][1],
                "messages": [
                    {"$ref": f"#/channels/{speaker.removeprefix('to_')}/messages/{message.__name__}"}
                    for message in union
                ],
            }
            for speaker, union in unions.items()
        },
        "components": {
            "messages": {
                message.__name__: {
                    "name": message.__struct_config__.tag,
                    "title": message.__name__,
                    "summary": inspect.cleandoc(message.__doc__ or ""),
                    "payload": {"$ref": f"#/components/schemas/{message.__name__}"},
                }
                for union in unions.values()
                for message in union
            },
            "schemas": {part: _tidy(parts[part]) for part in sorted(parts)},
        },
    }


def _schema_of_any(kind: type) -> dict[str, Any]:
    if kind is object:
        return {"description": "Any JSON value."}
    raise NotImplementedError


def _tidy(value: Any) -> Any:
    """Return a schema with clean descriptions: Python versions indent docstrings differently."""
    if isinstance(value, dict):
        return {
            key: inspect.cleandoc(each) if key == "description" and isinstance(each, str) else _tidy(each)
            for key, each in value.items()
        }
    return [_tidy(each) for each in value] if isinstance(value, list) else value


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _current(name: str) -> str:
    path = TARGET / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
