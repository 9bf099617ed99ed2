"""Both ways to hunspell know the same Dutch, and only what can be misspelled is judged."""

import ctypes
import importlib.util
from pathlib import Path

import pytest

from luwte.console import spelling
from luwte.console.spelling import (
    Engine,
    LibraryEngine,
    SpellingError,
    WrappedEngine,
    open_engine,
    words_of,
)
from luwte.resources import folder


def library() -> Path:
    spec = importlib.util.find_spec(spelling.MODULE)
    assert spec is not None
    assert spec.submodule_search_locations
    return next(Path(spec.submodule_search_locations[0]).glob("libhunspell*"))


@pytest.fixture(scope="module", params=["library", "wrapper"])
def engine(request: pytest.FixtureRequest) -> Engine:
    words = folder("words")
    return LibraryEngine(library(), words) if request.param == "library" else WrappedEngine(words)


def test_dutch_words_are_known_and_slips_are_not(engine: Engine) -> None:
    for word in ("gesprek", "moeilijk", "één", "zo'n", "zo’n", "foto's", "zelfmoordlijn", "schuilnaam"):
        assert engine.is_known(word), word
    for word in ("moeiljk", "praaten", "vanaavond", "ge\ud800sprek", ""):
        assert engine.is_known(word) == (word == ""), word


def test_what_was_meant_is_among_the_first_five(engine: Engine) -> None:
    for slip, meant in (("moeiljk", "moeilijk"), ("praaten", "praten"), ("vanaavond", "vanavond")):
        given = engine.suggest(slip)
        assert meant in given
        assert len(given) <= 5
    assert engine.suggest("asdfghjklqwertyuiop") == ()


def test_the_installed_engine_is_the_library_that_lets_go_of_the_interpreter() -> None:
    made = open_engine()
    assert isinstance(made, LibraryEngine)
    # ctypes keeps the interpreter for PyDLL only.
    assert type(made._library) is ctypes.CDLL


def test_a_missing_or_foreign_dictionary_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for make in (lambda: LibraryEngine(library(), tmp_path), lambda: WrappedEngine(tmp_path)):
        with pytest.raises(SpellingError, match="spelling_damaged"):
            make()
    (tmp_path / "nl.aff").write_text("SET UTF-8\n", "utf-8")
    (tmp_path / "nl.dic").write_text("1\nhond\n", "utf-8")
    with pytest.raises(SpellingError, match="spelling_damaged"):
        LibraryEngine(library(), tmp_path)
    monkeypatch.setattr(spelling, "MODULE", "no_such_hunspell")
    assert not spelling.is_there()
    with pytest.raises(SpellingError, match="spelling_missing"):
        open_engine()


def test_the_dictionary_comes_with_its_licence() -> None:
    text = (folder("words") / "LICENSE").read_text("utf-8")
    assert "OpenTaal" in text
    assert "BSD-license (revised version)" in text


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("ik wil dit zegen", ["ik", "wil", "dit", "zegen"]),
        ("zei Noor tegen Imran", ["zei", "tegen"]),
        ("bel 113 of 06-12345678, de 3e", ["bel", "of", "de"]),
        ("mail a@b.nl of www.1813.be of https://x.nl/y", ["mail", "of", "of"]),
        ("/welk en/of", []),
        ("foto's, zo’n 's avonds", ["foto's", "zo’n", "avonds"]),
        ("(naar-buiten) «hallo»…", ["naar-buiten", "hallo"]),
        ("😔 wat é a", ["wat"]),
        ("x" * 41, []),
        ("", []),
    ],
)
def test_names_numbers_addresses_and_shortcuts_are_let_be(text: str, judged: list[str]) -> None:
    found = list(words_of(text))
    assert [word.text for word in found] == judged
    assert all(text[word.start : word.start + len(word.text)] == word.text for word in found)
