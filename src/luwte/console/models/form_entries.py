"""What can be picked in the registration form by typing: themes with those above them, or options."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from luwte.console.models.phrases import in_language, plain
from luwte.console.models.rows import RowsModel
from luwte.policy import Option, RegistrationForm

STEP: Final = " › "
"""Between a theme and those above it."""

_NOT: Final = 3

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to pick. ``label`` is its own name, ``above`` those over it, joined; ``depth`` counts them.

    ``names`` and ``words`` find it, in plain small letters: its own first, then those above it.
    """

    name: str
    label: str
    above: str
    depth: int
    names: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return the whole of it: "Liefde › Partner"."""
        return f"{self.above}{STEP}{self.label}" if self.above else self.label


class EntriesModel(RowsModel[Entry]):
    """The entries that are looked for and not picked yet; all of those while nothing is typed.

    Signals: Qt's own only.
    """

    def __init__(
        self, entries: tuple[Entry, ...], say: Callable[[Entry], str], parent: QObject | None = None
    ) -> None:
        super().__init__(lambda row: row.name, lambda row: row.path, say, parent)
        self._all = entries

    def seek(self, needle: str, without: Collection[str] = ()) -> None:
        """Show what a word, or the beginning of one, finds."""
        wanted = plain(needle.strip())
        left = [each for each in self._all if each.name not in without]
        if not wanted:
            self.set_rows(left)
            return
        # Begins so, has such a word, stands under such a word.
        ranked = [(_rank(each, wanted), each) for each in left]
        found = [(rank, each) for rank, each in ranked if rank < _NOT]
        self.set_rows(each for _, each in sorted(found, key=lambda pair: pair[0]))

    def entry(self, name: str) -> Entry | None:
        """Return an entry by its name, picked or not."""
        return next((each for each in self._all if each.name == name), None)


def theme_entries(form: RegistrationForm, language: str) -> tuple[Entry, ...]:
    """Return the themes of a form, each under the one it belongs to, otherwise in the order of the policy."""
    found: list[Entry] = []

    def take(under: str) -> None:
        for theme in form.themes:
            if theme.under == under:
                way = form.path(theme.name)
                above = STEP.join(in_language(each.label, language) for each in way[:-1])
                found.append(_entry(theme.name, in_language(theme.label, language), above, len(way) - 1))
                take(theme.name)

    take("")
    return tuple(found)


def option_entries(options: tuple[Option, ...], language: str) -> tuple[Entry, ...]:
    """Return the options of a choice, in the order of the policy."""
    return tuple(_entry(each.name, in_language(each.label, language), "", 0) for each in options)


def _entry(name: str, label: str, above: str, depth: int) -> Entry:
    own = plain(label)
    return Entry(name, label, above, depth, tuple(dict.fromkeys((own, *_words(own)))), _words(plain(above)))


def _rank(entry: Entry, wanted: str) -> int:
    """Return how well an entry is meant by what was typed: 0 best, ``_NOT`` not at all."""
    if entry.names[0].startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in entry.names):
        return 1
    return 2 if any(word.startswith(wanted) for word in entry.words) else _NOT


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(text)))
