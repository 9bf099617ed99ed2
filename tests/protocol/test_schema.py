"""The documents of the wire are what the types say, to the byte, and they are valid documents."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from luwte.protocol.codec import write
from luwte.protocol.ids import id_text
from luwte.protocol.messages import Accept, VisitorHello, Waiting
from luwte.resources import folder

ROOT = Path(__file__).resolve().parents[2]


def _generator() -> ModuleType:
    # The folder shares its name with a well-known library, so it is loaded by its path.
    spec = importlib.util.spec_from_file_location("luwte_schema", ROOT / "packaging" / "schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()
SPEAKERS = ["visitor", "to_visitor", "staff", "to_staff", "claims"]


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (folder("protocol") / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def references(value: object) -> Iterator[str]:
    """Every ``$ref`` inside a document."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "$ref":
                yield each
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def pointed_at(document: Any, reference: str) -> Any:
    """What a reference inside the document points at; KeyError if nothing."""
    for step in reference.removeprefix("#/").split("/"):
        document = document[step]
    return document


def test_the_files_are_exactly_what_the_types_say() -> None:
    expected = GENERATOR.documents()
    found = {path.name: path.read_text(encoding="utf-8") for path in folder("protocol").iterdir()}
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if found[name] != expected[name]] == []


@pytest.mark.parametrize("name", SPEAKERS)
def test_every_schema_is_valid_and_all_its_references_lead_somewhere(name: str) -> None:
    document = schema(name)
    Draft202012Validator.check_schema(document)
    for reference in references(document):
        assert pointed_at(document, reference)["type"] == "object"


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("visitor", write(VisitorHello(version=1))),
        ("to_visitor", write(Waiting(position=2, volunteers=2))),
        ("staff", write(Accept(conversation=id_text(bytes(16))))),
    ],
)
def test_what_the_codec_writes_fits_the_schema_of_its_speaker(name: str, frame: str) -> None:
    Draft202012Validator(schema(name)).validate(json.loads(frame))


def test_the_schema_refuses_what_the_codec_refuses() -> None:
    validator = Draft202012Validator(schema("visitor"))
    for wrong in ({"type": "hello"}, {"type": "hello", "version": 1, "more": 1}, {"type": "accept"}, {}):
        with pytest.raises(ValidationError):
            validator.validate(wrong)


def test_a_client_may_hear_a_field_it_does_not_know() -> None:
    newer = {"type": "waiting", "position": 1, "volunteers": 1, "minutes": 3}
    Draft202012Validator(schema("to_visitor")).validate(newer)


def test_the_asyncapi_document_names_every_message_once_and_refers_to_nothing_missing() -> None:
    document = json.loads((folder("protocol") / "asyncapi.json").read_text(encoding="utf-8"))
    assert document["asyncapi"] == "3.0.0"
    for reference in references(document):
        pointed_at(document, reference)
    spoken = [message["$ref"] for each in document["operations"].values() for message in each["messages"]]
    assert len(spoken) == len(set(spoken)) == len(document["components"]["messages"])
    assert {each["action"] for each in document["operations"].values()} == {"send", "receive"}


def test_a_stale_file_is_told_and_written_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = _generator()
    monkeypatch.setattr(generator, "TARGET", tmp_path / "protocol")
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0
    (tmp_path / "protocol" / "staff.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / "protocol" / "old.schema.json").write_text("{}", encoding="utf-8")
    assert generator.main(["--check"]) == 1
    told = capsys.readouterr().err
    assert "staff.schema.json is not current" in told
    assert "old.schema.json is not current" in told
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0
