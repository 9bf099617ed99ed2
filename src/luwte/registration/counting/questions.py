"""What may be asked of registrations, and how the answers are read: those of an older form too, under the
names of today's or as what they are."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from luwte.policy import QUICK, RegistrationForm
from luwte.registration.counting.columns import CHANNEL, QUICK_KIND, VERSION, Columns
from luwte.registration.form import Answer

THEMES_ABOVE: Final = "themes:above"
"""The topmost themes: a question that no form asks, as ``CHANNEL`` and ``QUICK_KIND`` are."""
NOT_SAID: Final = ""
"""The name of the answer that nobody gave (R2)."""
OLDER: Final = "older:"
"""Every answer that the form of today does not know: its words are nobody's to show."""
SAID: Final = "said:"
"""What was said where the answers themselves are never counted: a text, a number."""
_YEARS: Final = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reader:
    """How the numbers of a column are read as answers; of a span of time the column tells nothing."""

    column: str
    names: Sequence[Sequence[str]] = ()

    def answers(self, number: int) -> Sequence[str]:
        """Return the answers that a number stands for, one at least."""
        return self.names[number] if self.names else (NOT_SAID,)


class Questions:
    """The questions of a form, and those that no form asks."""

    def __init__(self, form: RegistrationForm, columns: Columns) -> None:
        self._form = form
        self._columns = columns
        self._above = {theme.name: form.path(theme.name)[0].name for theme in form.themes}
        self._readers: dict[str, Reader] = {}

    def is_several(self, question: str) -> bool:
        """Return whether one registration may have several answers to a question."""
        asked = self._form.field(question)
        return question == THEMES_ABOVE or (asked is not None and asked.kind in {"themes", "choices"})

    def known(self, question: str) -> Sequence[str]:  # noqa: PLR0911 - one per kind of question
        """Return the answers to a question that the form of today knows, in its order."""
        if question == CHANNEL:
            return self._form.channels
        if question == QUICK_KIND:
            return QUICK
        if question == THEMES_ABOVE:
            return [theme.name for theme in self._form.themes if not theme.under]
        asked = self._form.field(question)
        match asked.kind if asked is not None else None:
            case "themes":
                return [theme.name for theme in self._form.themes]
            case "choice" | "choices":
                return [option.name for option in asked.options] if asked is not None else ()
            case "yes_no":
                return ("yes", "no")
            case "age":
                return [f"{first}-{last}" for first, last in asked.bands] if asked is not None else ()
            case "number" | "text" | None:
                return ()

    def reader(self, question: str) -> Reader:
        """Return how the answers to a question are read; one that no registration can hold is not said."""
        if question not in self._readers:
            # Thousands of values, where several themes can be chosen: they are read once.
            self._readers[question] = self._reader(question)
        return self._readers[question]

    def _reader(self, question: str) -> Reader:
        columns = self._columns
        if question in {CHANNEL, QUICK_KIND}:
            return Reader(question, [(str(value or NOT_SAID),) for value in columns.values(question)])
        if question == THEMES_ABOVE:
            field = next((asked.name for asked in self._form.fields if asked.kind == "themes"), "")
            read: Callable[[Answer | None], Sequence[str]] = self._topmost
        else:
            field, read = question, self._read(question)
        if columns.form.field(field) is None:
            return Reader(VERSION)
        return Reader(field, [read(value) for value in columns.values(field)])

    def _read(self, question: str) -> Callable[[Answer | None], Sequence[str]]:
        asked = self._form.field(question)
        if asked is None or asked.kind in {"text", "number"} or (asked.kind == "age" and not asked.bands):
            return _whether_said
        if asked.kind == "age":
            return partial(_band_of, asked.bands)
        known = frozenset(self.known(question))
        return partial(_known_of if self.is_several(question) else _one_of, known)

    def _topmost(self, value: Answer | None) -> Sequence[str]:
        return sorted({self._above.get(name, OLDER) if name else NOT_SAID for name in _said(value)})


def _whether_said(value: Answer | None) -> Sequence[str]:
    return (NOT_SAID,) if value is None else (SAID,)


def _known_of(known: frozenset[str], value: Answer | None) -> Sequence[str]:
    """Return answers as the form of today has them; all that it does not know count as one older answer."""
    said = dict.fromkeys(_said(value))
    kept = [name for name in said if name in known or not name]
    return kept if len(kept) == len(said) else [*kept, OLDER]


def _one_of(known: frozenset[str], value: Answer | None) -> Sequence[str]:
    """Return one answer: several were given where the form let several be chosen."""
    found = _known_of(known, value)
    return found if len(found) == 1 else (OLDER,)


def _band_of(bands: Sequence[tuple[int, int]], value: Answer | None) -> Sequence[str]:
    """Return the band an age belongs to: one kept as a number too, or in a narrower band than today's."""
    if value is None:
        return (NOT_SAID,)
    years = _YEARS.fullmatch(str(value))
    if years is None:
        return (OLDER,)
    first, last = int(years[1]), int(years[2] or years[1])
    return (next((f"{low}-{high}" for low, high in bands if low <= first <= last <= high), OLDER),)


def _said(value: Answer | None) -> Sequence[str]:
    match value:
        case None:
            return (NOT_SAID,)
        case bool():
            return ("yes" if value else "no",)
        case list():
            return value or (NOT_SAID,)
        case _:
            return (str(value) or NOT_SAID,)
