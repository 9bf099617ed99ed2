"""Which words of a Dutch text are misspelled, by hunspell and OpenTaal's dictionary. No Qt.

Loading takes four tenths of a second and 20 MB: open it in a thread, after everything else is there. Nothing
is learnt, kept or written: what was judged is forgotten with the ``Speller`` that asked.
"""

import ctypes
import importlib
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from luwte.errors import LuwteError
from luwte.resources import folder

LANGUAGE: Final = "nl"
MODULE: Final = "hunspell"
SUGGESTIONS: Final = 5

_SHORTEST, _LONGEST = 2, 40
_CHUNK: Final = re.compile(r"\S+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_PROSE: Final = re.compile(r"[\d@/\\_#]|www\.|\w\.\w")


class SpellingError(LuwteError):
    """There is no spelling help here. Codes: ``spelling_missing``, ``spelling_damaged``."""


class Word(NamedTuple):
    """A word of a text that is worth judging, and where it stands (in characters)."""

    start: int
    text: str


class Engine(Protocol):
    """Knows words. Not to be called from two threads at once."""

    def is_known(self, word: str) -> bool:
        """Return whether this is a word."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, best first."""


def words_of(text: str) -> Iterator[Word]:
    """Yield the words worth judging: no names (a capital), numbers, addresses, shortcuts or single letters.

    A capital may only begin a sentence, but chat is seldom that tidy: better a slip unmarked than a name
    marked.
    """
    for chunk in _CHUNK.finditer(text):
        if _NOT_PROSE.search(chunk[0]):
            continue
        for found in _WORD.finditer(chunk[0]):
            word = found[0]
            if _SHORTEST <= len(word) <= _LONGEST and not word[0].isupper():
                yield Word(chunk.start() + found.start(), word)


def is_there() -> bool:
    """Return whether this installation can help with spelling, without loading anything."""
    return importlib.util.find_spec(MODULE) is not None


def open_engine() -> Engine:
    """Load the dictionary; SpellingError if this installation has none."""
    found = importlib.util.find_spec(MODULE)
    if found is None or not found.submodule_search_locations:
        raise SpellingError("spelling_missing")
    words = folder("words")
    package = Path(next(iter(found.submodule_search_locations)))
    library = next(
        iter(sorted([*package.glob("libhunspell*.so*"), *package.glob("libhunspell*.dylib")])), None
    )
    return WrappedEngine(words) if library is None else LibraryEngine(library, words)


class LibraryEngine:
    """Hunspell's own library from the wheel, through ctypes.

    WORKAROUND: chunspell's wrapper holds the interpreter while it loads (0.4 s) and suggests (up to 0.3 s),
    which freezes the window from any thread; ctypes lets go of it. May go when the wrapper does
    (https://github.com/cdhigh/chunspell). Windows' wheel has no library of its own: ``WrappedEngine``.
    """

    def __init__(self, library: Path, words: Path) -> None:
        self._library = ctypes.CDLL(str(library))
        self._library.Hunspell_create.restype = ctypes.c_void_p
        self._library.Hunspell_create.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
        self._library.Hunspell_spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        many = ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p))
        self._library.Hunspell_suggest.argtypes = [ctypes.c_void_p, many, ctypes.c_char_p]
        self._library.Hunspell_free_list.argtypes = [ctypes.c_void_p, many, ctypes.c_int]
        self._library.Hunspell_free_list.restype = None
        self._library.Hunspell_destroy.argtypes = [ctypes.c_void_p]
        self._library.Hunspell_destroy.restype = None
        rules, list_of_words = _files(words)
        self._handle = self._library.Hunspell_create(bytes(rules), bytes(list_of_words))
        _prove(self)

    def __del__(self) -> None:
        handle = getattr(self, "_handle", None)
        if handle:
            self._library.Hunspell_destroy(handle)

    def is_known(self, word: str) -> bool:
        """Return whether this is a word."""
        return bool(self._library.Hunspell_spell(self._handle, _whole(word).encode()))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, best first."""
        found = ctypes.POINTER(ctypes.c_char_p)()
        count = self._library.Hunspell_suggest(self._handle, ctypes.byref(found), _whole(word).encode())
        given = tuple((found[place] or b"").decode("utf-8", "replace") for place in range(count))
        self._library.Hunspell_free_list(self._handle, ctypes.byref(found), count)
        return given[:SUGGESTIONS]


class WrappedEngine:
    """Hunspell through chunspell's own wrapper, where its wheel has no library to be called."""

    def __init__(self, words: Path) -> None:
        _files(words)
        # The encoding of the path: on Windows only UTF-8 opens folders named in any script.
        made = importlib.import_module(MODULE).Hunspell(
            LANGUAGE, hunspell_data_dir=str(words), system_encoding="UTF-8"
        )
        self._speller = made
        _prove(self)

    def is_known(self, word: str) -> bool:
        """Return whether this is a word."""
        return bool(self._speller.spell(_whole(word)))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, best first."""
        given: tuple[str, ...] = self._speller.suggest(_whole(word))
        return given[:SUGGESTIONS]


def _whole(word: str) -> str:
    """Return a word that can be encoded: half a surrogate pair becomes a question mark."""
    return word.encode("utf-8", "replace").decode()


def _files(words: Path) -> tuple[Path, Path]:
    """Return rules and word list; hunspell itself would open nothing and say nothing."""
    files = words / f"{LANGUAGE}.aff", words / f"{LANGUAGE}.dic"
    if not all(file.is_file() for file in files):
        raise SpellingError("spelling_damaged")
    return files


def _prove(engine: Engine) -> None:
    """Refuse a dictionary that knows nothing: every word would be underlined."""
    if not engine.is_known("gesprek"):
        raise SpellingError("spelling_damaged")
