"""Where each key of a TOML text stands: the standard parser gives values only, and an error needs its line.

The text has already been accepted by ``tomllib``; this reader only walks it and trusts its grammar.
"""

from typing import Final

Key = tuple[str | int, ...]
"""Path to a value: names of tables and keys, and the number of an element of an array (from 0)."""

_DEEPEST: Final = 16
"""Names of a path that are remembered: no policy has as many, and a thousand dots would fill the memory."""
_BLANK: Final = " \t"
_SPACE: Final = " \t\r\n"
_ESCAPES: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_ESCAPED_DIGITS: Final = {"x": 2, "u": 4, "U": 8}


def places(toml: str) -> dict[Key, int]:
    """Return the line (from 1) of every key, table and array element of a valid TOML text."""
    return _Walk(toml).lines()


class _Walk:
    """One pass over the text; ``_at`` is the position of the next character."""

    def __init__(self, toml: str) -> None:
        self._text = toml.replace("\r\n", "\n")
        self._at = 0
        self._lines: dict[Key, int] = {}
        self._table: Key = ()
        self._arrays: dict[Key, int] = {}

    def lines(self) -> dict[Key, int]:
        while True:
            self._skip(_SPACE)
            match self._peek():
                case "":
                    return self._lines
                case "[":
                    self._header()
                case _:
                    self._pair(self._table)

    def _header(self) -> None:
        is_array = self._text.startswith("[[", self._at)
        line = self._line()
        self._at += 2 if is_array else 1
        names = self._dotted()
        self._at += 2 if is_array else 1
        path: Key = ()
        for number, name in enumerate(names):
            path = (*path, name)
            if number == len(names) - 1 and is_array:
                self._lines.setdefault(path, line)
                self._arrays[path] = self._arrays.get(path, -1) + 1
            if path in self._arrays:
                path = (*path, self._arrays[path])
            self._lines.setdefault(path, line)
        self._table = path

    def _pair(self, table: Key) -> None:
        line = self._line()
        path = table
        for name in self._dotted():
            path = (*path, name)
            self._lines.setdefault(path, line)
        self._skip(_BLANK)
        self._at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(path)

    def _dotted(self) -> list[str]:
        names: list[str] = []
        while True:
            self._skip(_BLANK)
            name = self._name()
            if len(names) < _DEEPEST:
                names.append(name)
            self._skip(_BLANK)
            if self._peek() != ".":
                return names
            self._at += 1

    def _name(self) -> str:
        if self._peek() in ('"', "'"):
            return self._string()
        start = self._at
        while self._peek() not in ("", ".", "=", "]", *_BLANK):
            self._at += 1
        return self._text[start : self._at]

    def _value(self, path: Key) -> None:
        match self._peek():
            case '"' | "'":
                self._string()
            case "[":
                self._elements(path)
            case "{":
                self._inline_table(path)
            case _:
                while self._peek() not in ("", ",", "]", "}", "#", "\n"):
                    self._at += 1

    def _elements(self, path: Key) -> None:
        self._at += 1
        number = 0
        while True:
            self._skip(_SPACE + ",")
            if self._peek() == "]":
                self._at += 1
                return
            self._lines[(*path, number)] = self._line()
            self._value((*path, number))
            number += 1

    def _inline_table(self, path: Key) -> None:
        self._at += 1
        while True:
            self._skip(_SPACE + ",")
            if self._peek() == "}":
                self._at += 1
                return
            self._pair(path)

    def _string(self) -> str:
        """Step over a string of any of the four kinds; return its text if on one line: it may be a key."""
        quote = self._peek()
        if self._text.startswith(quote * 3, self._at):
            self._long_string(quote)
            return ""
        self._at += 1
        found = []
        while (sign := self._peek()) != quote:
            self._at += 1
            found.append(self._escaped() if sign == "\\" and quote == '"' else sign)
        self._at += 1
        return "".join(found)

    def _escaped(self) -> str:
        sign = self._peek()
        self._at += 1
        digits = _ESCAPED_DIGITS.get(sign, 0)
        if not digits:
            return _ESCAPES[sign]
        number = int(self._text[self._at : self._at + digits], 16)
        self._at += digits
        return chr(number)

    def _long_string(self, quote: str) -> None:
        self._at += 3
        while not self._text.startswith(quote * 3, self._at):
            self._at += 2 if self._peek() == "\\" and quote == '"' else 1
        self._at += 3
        # Up to two quotes may stand directly before the closing three.
        while self._peek() == quote:
            self._at += 1

    def _skip(self, signs: str) -> None:
        """Step over blanks, and over comments where line ends may stand too."""
        while (sign := self._peek()) and (sign in signs or (sign == "#" and "\n" in signs)):
            if sign != "#":
                self._at += 1
                continue
            while self._peek() not in ("", "\n"):
                self._at += 1

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1
