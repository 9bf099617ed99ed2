"""Dutch and English are complete, current, and compiled."""

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from luwte.resources import folder

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("nl", "en")


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "packaging_translations", ROOT / "packaging" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(file: Path) -> list[ET.Element]:
    return list(ET.parse(file).getroot().iter("message"))


def text_of(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    for message in messages(folder("translations") / f"luwte_{language}.ts"):
        translation = message.find("translation")
        source = text_of(message.find("source"))
        assert translation is not None, source
        assert translation.get("type") is None, f"unfinished: {source}"
        assert text_of(translation), source


def test_every_place_of_a_sentence_is_kept() -> None:
    for message in messages(folder("translations") / "luwte_nl.ts"):
        source, dutch = text_of(message.find("source")), text_of(message.find("translation"))
        for place in ("{0}", "{1}"):
            assert (place in source) == (place in dutch), source


def test_the_voice_keeps_its_promises() -> None:
    for language in LANGUAGES:
        for message in messages(folder("translations") / f"luwte_{language}.ts"):
            said = text_of(message.find("translation"))
            assert "!" not in said
            assert "gebruiker" not in said.lower()
            assert "fout opgetreden" not in said.lower()


def test_the_translation_files_are_current(tmp_path: Path) -> None:
    maker = tool()
    for language in LANGUAGES:
        name = f"luwte_{language}.ts"
        (tmp_path / name).write_bytes((folder("translations") / name).read_bytes())
    maker.update(tmp_path)
    maker.compile_all(tmp_path, tmp_path)
    for language in LANGUAGES:
        for suffix in ("ts", "qm"):
            name = f"luwte_{language}.{suffix}"
            assert (tmp_path / name).read_bytes() == (folder("translations") / name).read_bytes(), name
