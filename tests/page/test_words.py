"""The page's words: complete in both languages, in one voice."""

import json
import re
from typing import Any

import pytest

from luwte import resources

FOLDER = resources.folder("visitor")
LANGUAGES = ("nl", "en")


def texts(language: str) -> dict[str, Any]:
    """Return all words of a language."""
    words: dict[str, Any] = json.loads((FOLDER / "words" / f"{language}.json").read_text("utf-8"))
    return words


def sentences(language: str) -> dict[str, str]:
    """Return the sentences of a language."""
    return {key: text for key, text in texts(language).items() if isinstance(text, str)}


def places(text: str) -> set[str]:
    """Return the {places} of a sentence."""
    return set(re.findall(r"\{(\w+)\}", text))


def test_both_languages_say_everything() -> None:
    assert texts("nl").keys() == texts("en").keys()
    for key, text in sentences("nl").items():
        assert places(text) == places(sentences("en")[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_voice_is_calm(language: str) -> None:
    for key, text in sentences(language).items():
        assert "!" not in text, key
        assert not re.search(
            r"gebruiker|fout opgetreden|\buser\b|\berror\b|\bu\b|\buw\b", text, re.IGNORECASE
        ), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_proposed_nickname_fits(language: str) -> None:
    """C1: a name is proposed, and it says nothing about anybody."""
    names = texts(language)["nicknames"]
    assert len(names) == len(set(names)) >= 24
    assert all(len(name) <= 24 for name in names)


def test_every_sentence_asked_for_exists_and_none_is_left_over() -> None:
    code = "\n".join(file.read_text("utf-8") for file in FOLDER.rglob("*.js") if "vendor" not in file.parts)
    asked = set(re.findall(r"""(?:say|list)\(\s*\(?[^")]*?"([a-z_.]+)\"""", code)) | set(
        re.findall(r'"([a-z_]+(?:\.[a-z_]+)*)"', code)
    )
    known = {re.sub(r"\.(one|other)$", "", key) for key in texts("nl")} - {"nickname"} | {"nickname.other"}
    families = ("over.", "delivery.", "event.", "numbers")
    notices = {key.rsplit(".", 1)[0] for key in known if key.endswith((".title", ".text"))}
    left = {
        key
        for key in known - asked
        if not key.startswith(families) and key.rsplit(".", 1)[0] not in notices & asked
    }
    assert left == set()
    assert set(re.findall(r'say\("([a-z_.]+)"', code)) <= known
