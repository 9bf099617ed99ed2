"""Reading one TOML table: each value is checked, each problem noted with its line, nothing unknown passes."""

import difflib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from luwte.policy.places import Key

_Read = TypeVar("_Read")

_ONE_LINE: Final = 120
"""Texts of at most this many characters stand on one line; longer ones may have several."""
_LONGEST_NUMBER: Final = 64
"""Bits of a number that is repeated in a message."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a policy; line 0 where no line can be named."""

    line: int
    message: str


@dataclass(slots=True)
class Findings:
    """The problems found so far, and the lines they can point at."""

    lines: Mapping[Key, int]
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Key, message: str) -> None:
        """Note a problem at the nearest place that has a line: the key itself, or the table around it."""
        nearest = path
        while nearest and nearest not in self.lines:
            nearest = nearest[:-1]
        self.problems.append(Problem(self.lines.get(nearest, 0), f"{spoken(path)}: {message}"))


class Table:
    """One table of the policy. Every method reads one key; ``done`` refuses the keys nobody asked for.

    A method that meets a problem notes it and returns an empty value of its type, so that reading goes on and
    all problems are told at once. Look at ``Findings.problems`` before using what was read.
    """

    def __init__(self, values: object, path: Key, findings: Findings) -> None:
        self.path = path
        self._findings = findings
        self._asked: set[str] = set()
        if not isinstance(values, dict):
            self.refuse("is missing" if values is None else "must be a table")
            # Nothing can be said about the keys of a table that is not there.
            values, self._findings = {}, Findings({})
        self._values: dict[str, object] = values

    def has(self, key: str) -> bool:
        """Return whether the key stands in the file."""
        self._asked.add(key)
        return key in self._values

    def refuse(self, message: str, *keys: str | int) -> None:
        """Note a problem with a key of this table, or with the table itself."""
        self._findings.add((*self.path, *keys), message)

    def names(self) -> Sequence[str]:
        """Return all keys, for a table whose names the house chooses itself."""
        self._asked.update(self._values)
        return list(self._values)

    def table(self, key: str) -> "Table":
        """Return the table under this key."""
        self._asked.add(key)
        return Table(self._values.get(key), (*self.path, key), self._findings)

    def tables(self, key: str) -> list["Table"]:
        """Return the tables of an array of tables."""
        return [Table(each, (*self.path, key, n), self._findings) for n, each in enumerate(self._list(key))]

    def text(self, key: str, most: int, default: str | None = None) -> str:
        """Return a text of at most ``most`` characters, without blanks around it."""
        if default is not None and not self.has(key):
            return default
        return self._text(self._take(key, ""), most, key)

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """Return an array of texts."""
        return tuple(self._text(each, most, key, n) for n, each in enumerate(self._list(key)))

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number between two bounds."""
        if default is not None and not self.has(key):
            return default
        return self._whole(self._take(key, least), least, most, key)

    def wholes(self, key: str, least: int, most: int, default: tuple[int, ...]) -> tuple[int, ...]:
        """Return an array of whole numbers between two bounds."""
        if not self.has(key):
            return default
        return tuple(self._whole(each, least, most, key, n) for n, each in enumerate(self._list(key)))

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        if not self.has(key):
            return default
        value = self._values[key]
        if not isinstance(value, bool):
            self.refuse("must be true or false", key)
            return default
        return value

    def each_language(
        self, key: str, languages: Sequence[str], read: Callable[["Table", str], _Read]
    ) -> dict[str, _Read]:
        """Return what ``read`` finds under each language of the house; none may lack, none be added."""
        table = self.table(key)
        found = {language: read(table, language) for language in languages}
        table.done()
        return found

    def words(self, key: str, languages: Sequence[str], most: int) -> dict[str, str]:
        """Return one text per language of the house."""
        return self.each_language(key, languages, lambda table, language: table.text(language, most))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return an array of pairs of texts."""
        found = []
        for number, each in enumerate(self._list(key)):
            if isinstance(each, list) and len(each) == 2 and all(isinstance(part, str) for part in each):
                found.append((each[0], each[1]))
            else:
                self.refuse('must be a pair such as ["18:00", "22:00"]', key, number)
        return tuple(found)

    def done(self) -> None:
        """Refuse every key that nobody asked for, with the nearest name that exists."""
        for key in self._values:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                self.refuse(f"unknown key; did you mean {near[0]!r}?" if near else "unknown key", key)

    def _take(self, key: str, empty: object) -> object:
        if not self.has(key):
            self.refuse("is missing", key)
            return empty
        return self._values[key]

    def _list(self, key: str) -> list[object]:
        value = self._take(key, [])
        if isinstance(value, list):
            return value
        self.refuse("must be an array", key)
        return []

    def _text(self, value: object, most: int, *keys: str | int) -> str:
        if not isinstance(value, str):
            self.refuse("must be a text", *keys)
            return ""
        text = unicodedata.normalize("NFC", value.strip())
        if len(text) > most:
            self.refuse(f"has {len(text)} characters, {most} at most", *keys)
        # Invisible signs could turn a sentence round on the visitor's screen.
        meant = "\n" if most > _ONE_LINE else ""
        if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign not in meant for sign in text):
            self.refuse("holds an invisible control sign", *keys)
        if not text and self._is_present(keys):
            self.refuse("is empty", *keys)
        return text

    def _whole(self, value: object, least: int, most: int, *keys: str | int) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse("must be a whole number", *keys)
            return least
        if not least <= value <= most:
            said = f"is {value}, " if value.bit_length() < _LONGEST_NUMBER else ""
            self.refuse(f"{said}must be between {least} and {most}", *keys)
        return value

    def _is_present(self, keys: tuple[str | int, ...]) -> bool:
        return str(keys[0]) in self._values


def spoken(path: Key) -> str:
    """Return a path as a person would write it: ``elsewhere[2].phone``, elements counted from 1."""
    parts = [f"[{step + 1}]" if isinstance(step, int) else f".{_printed(step)}" for step in path]
    return "".join(parts).removeprefix(".") or "policy"


def _printed(key: str) -> str:
    """Return a key as it can be shown: one from a stranger's file could give orders to the terminal."""
    return key if key.isprintable() else ascii(key)
