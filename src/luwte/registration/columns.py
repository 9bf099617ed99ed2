"""Registrations kept small: one column of numbers per question and ISO week, every value of an answer once.

A hundred thousand registrations as values of their own take a hundred megabytes, and long looks for garbage
while the window waits; as columns they take a tenth, and counting looks at none of them alone. Nothing is
lost: they can be made again.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from luwte.policy import RegistrationForm
from luwte.registration.form import Answer, Answers

VERSION: Final = "version:"
CHANNEL: Final = "channel:"
QUICK_KIND: Final = "quick:"
"""Columns of what no form asks; the colon keeps them apart from every field's name."""
_BEYOND: Final = "beyond:"
"""What was answered to questions that the form of today does not ask, as pairs."""
_CODES: Final = "I"
_ENOUGH: Final = 50
"""So many conversations without one answer to a question: their form did not ask it."""


class _Values:
    """The values of a column, each once; number 0 is that nothing was said."""

    def __init__(self) -> None:
        self.found: list[Any] = [None]
        self._numbers: dict[object, int] = {}

    def number(self, value: object, key: object) -> int:
        """Return the number of a value; ``key`` tells it from every other."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.found)
            self.found.append(value)
        return number


class Columns:
    """Registrations by ISO week. One thread fills them; from then on they are only read."""

    def __init__(self, form: RegistrationForm, answers: Iterable[Answers] = ()) -> None:
        self.form: Final = form
        self._asked: Final = tuple(field.name for field in form.fields)
        self._values = {name: _Values() for name in (VERSION, CHANNEL, QUICK_KIND, _BEYOND, *self._asked)}
        self._weeks: dict[str, dict[str, array[int]]] = {}
        self._unasked: dict[str, frozenset[int]] = {}
        self.add(answers)

    @property
    def weeks(self) -> Sequence[str]:
        """Return the ISO weeks of which there are registrations, in order."""
        return sorted(self._weeks)

    def count(self, week: str) -> int:
        """Return how many registrations a week has."""
        return len(self._weeks[week][VERSION])

    def values(self, column: str) -> Sequence[Answer | None]:
        """Return what the numbers of a column stand for; 0 for None: nothing said."""
        return self._values[column].found

    @property
    def has_others(self) -> bool:
        """Return whether anybody answered a question that the form of today does not ask."""
        return len(self._values[_BEYOND].found) > 1

    def unasked(self, column: str) -> frozenset[int]:
        """Return the numbers of the policy's versions whose forms did not ask this question yet, judged by
        what was answered: only the form of today is known here."""
        if column not in self._unasked:
            self._unasked[column] = self._before_first(column)
        return self._unasked[column]

    def add(self, answers: Iterable[Answers]) -> None:
        """Keep these too."""
        for each in answers:
            self._add(each)

    def tally(self, columns: Sequence[str], weeks: Iterable[str]) -> Counter[tuple[int, ...]]:
        """Return how often each combination of numbers stands in these columns."""
        found: Counter[tuple[int, ...]] = Counter()
        for week in weeks:
            kept = self._weeks[week]
            found.update(zip(*(kept[column] for column in columns), strict=True))
        return found

    def answers(self, weeks: Iterable[str]) -> Iterator[Answers]:
        """Return the registrations of these weeks as they were."""
        tables = [each.found for each in self._values.values()]
        for week in weeks:
            for numbers in zip(*(self._weeks[week][column] for column in self._values), strict=True):
                version, channel, quick, beyond, *said = (
                    table[number] for table, number in zip(tables, numbers, strict=True)
                )
                values = {
                    name: value for name, value in zip(self._asked, said, strict=True) if value is not None
                }
                values |= dict(beyond or ())
                yield Answers(version, week, channel, quick or "", values)

    def _add(self, each: Answers) -> None:
        kept = self._weeks.get(each.week)
        if kept is None:
            kept = self._weeks[each.week] = {name: array(_CODES) for name in self._values}
        values, said = self._values, each.values
        kept[VERSION].append(values[VERSION].number(each.policy, each.policy))
        kept[CHANNEL].append(values[CHANNEL].number(each.channel, each.channel))
        kept[QUICK_KIND].append(values[QUICK_KIND].number(each.quick, each.quick) if each.quick else 0)
        known = 0
        for name in self._asked:
            value = said.get(name)
            if value is None:
                kept[name].append(0)
            else:
                known += 1
                kept[name].append(values[name].number(value, _key(value)))
        others = self._others(said) if known < len(said) else ()
        kept[_BEYOND].append(values[_BEYOND].number(others, _keys(others)) if others else 0)

    def _others(self, said: dict[str, Answer]) -> tuple[tuple[str, Answer], ...]:
        return tuple(sorted((name, said[name]) for name in said.keys() - set(self._asked)))

    def _before_first(self, column: str) -> frozenset[int]:
        spoken: set[int] = set()
        silent: Counter[int] = Counter()
        versions = self._values[VERSION].found
        for (version, quick, said), count in self.tally((VERSION, QUICK_KIND, column), self.weeks).items():
            if said:
                spoken.add(version)
            elif not quick:
                silent[version] += count
        first = min((versions[version] for version in spoken), default=0)
        before = {version: count for version, count in silent.items() if versions[version] < first}
        return frozenset(before) if sum(before.values()) >= _ENOUGH else frozenset()


def _key(value: Answer) -> object:
    """Return what tells a value from every other: True is not 1 here, and a list can be no key."""
    if isinstance(value, str):
        return value
    return tuple(value) if isinstance(value, list) else (type(value), value)


def _keys(others: Sequence[tuple[str, Answer]]) -> object:
    return tuple((name, _key(value)) for name, value in others)
