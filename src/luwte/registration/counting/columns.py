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
_Others = tuple[tuple[str, Answer], ...]
_ENOUGH: Final = 50
"""So many conversations without one answer to a question: their form did not ask it."""


class _Numbers(dict[object, int]):
    """The numbers of a column's values; a new value gets the next one. 0 is that nothing was said."""

    def __init__(self) -> None:
        super().__init__({None: 0})
        self.found: list[Any] = [None]

    def __missing__(self, key: object) -> int:
        """Number a value that is its own key."""
        return self._add(key, key)

    def of(self, value: Answer | _Others) -> int:
        """Return the number of a value that is no key: a list, or one that another could be taken for."""
        key = _key(value)
        return self[key] if key in self else self._add(key, value)

    def _add(self, key: object, value: object) -> int:
        number = self[key] = len(self.found)
        self.found.append(value)
        return number


class Columns:
    """Registrations by ISO week. One thread fills them; from then on they are only read."""

    def __init__(self, form: RegistrationForm, answers: Iterable[Answers] = ()) -> None:
        self.form: Final = form
        self._asked: Final = tuple(field.name for field in form.fields)
        self._known: Final = frozenset(self._asked)
        self._numbers = {name: _Numbers() for name in (VERSION, CHANNEL, QUICK_KIND, _BEYOND, *self._asked)}
        self._weeks: dict[str, dict[str, array[int]]] = {}
        self._newer: dict[str, bool] = {}
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
        return self._numbers[column].found

    @property
    def has_others(self) -> bool:
        """Return whether anybody answered a question that the form of today does not ask."""
        return len(self._numbers[_BEYOND].found) > 1

    def is_newer(self, column: str) -> bool:
        """Return whether older forms seem not to have asked this question. Only the form of today is known
        here: it is judged by what was answered."""
        if column not in self._newer:
            self._newer[column] = self._silent_before(column) >= _ENOUGH
        return self._newer[column]

    def add(self, answers: Iterable[Answers]) -> None:
        """Keep these too."""
        weeks: dict[str, list[Answers]] = {}
        for each in answers:
            weeks.setdefault(each.week, []).append(each)
        for week, of_week in weeks.items():
            self._add(week, of_week)

    def tally(self, columns: Sequence[str], weeks: Iterable[str]) -> Counter[tuple[int, ...]]:
        """Return how often each combination of numbers stands in these columns."""
        found: Counter[tuple[int, ...]] = Counter()
        for week in weeks:
            kept = self._weeks[week]
            found.update(zip(*(kept[column] for column in columns), strict=True))
        return found

    def answers(self, weeks: Iterable[str]) -> Iterator[Answers]:
        """Return the registrations of these weeks as they were."""
        tables = [each.found for each in self._numbers.values()]
        for week in weeks:
            for numbers in zip(*(self._weeks[week][column] for column in self._numbers), strict=True):
                version, channel, quick, beyond, *said = (
                    table[number] for table, number in zip(tables, numbers, strict=True)
                )
                values = {
                    name: value for name, value in zip(self._asked, said, strict=True) if value is not None
                }
                values |= dict(beyond or ())
                yield Answers(version, week, channel, quick or "", values)

    def _add(self, week: str, answers: Sequence[Answers]) -> None:
        kept = self._weeks.get(week)
        if kept is None:
            kept = self._weeks[week] = {name: array(_CODES) for name in self._numbers}
        versions, channels, quicks = (self._numbers[name] for name in (VERSION, CHANNEL, QUICK_KIND))
        kept[VERSION].extend([versions[each.policy] for each in answers])
        kept[CHANNEL].extend([channels[each.channel] for each in answers])
        kept[QUICK_KIND].extend([quicks[each.quick or None] for each in answers])
        every = [each.values for each in answers]
        for name in self._asked:
            numbers = self._numbers[name]
            kept[name].extend(
                [
                    # Most answers are names, which are their own keys; "" would be one too.
                    numbers[value]
                    if (value := said.get(name)) is None or value.__class__ is str
                    else numbers.of(value)
                    for said in every
                ]
            )
        beyond = self._numbers[_BEYOND]
        kept[_BEYOND].extend([beyond.of(others) if (others := self._others(said)) else 0 for said in every])

    def _others(self, said: dict[str, Answer]) -> _Others:
        return (
            ()
            if said.keys() <= self._known
            else tuple(sorted((name, said[name]) for name in said.keys() - self._known))
        )

    def _silent_before(self, column: str) -> int:
        """Return how many conversations of the versions before the first with an answer gave none."""
        spoken: set[int] = set()
        silent: Counter[int] = Counter()
        versions = self._numbers[VERSION].found
        for (version, quick, said), count in self.tally((VERSION, QUICK_KIND, column), self.weeks).items():
            if said:
                spoken.add(versions[version])
            elif not quick:
                silent[versions[version]] += count
        return sum(count for version, count in silent.items() if spoken and version < min(spoken))


def _key(value: Answer | _Others) -> object:
    """Return what tells a value from every other: True is not 1 here, and a list can be no key."""
    match value:
        case str():
            return value
        case list():
            return tuple(value)
        case tuple():
            return tuple((name, _key(each)) for name, each in value)
        case _:
            return (type(value), value)
