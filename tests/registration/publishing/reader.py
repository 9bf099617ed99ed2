"""Somebody who keeps everything that was ever shown of a year, at every release day, and can reckon.

They know the form, the house's rules and how the figures are made; they know for every cell that was shown
between which counts it lies, and every sum that holds between any two tables. One linear program holds it all
and says for a cell the least and the most it can be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import inf
from typing import Any

import highspy

from luwte.policy import Publication, RegistrationForm
from luwte.registration.counting.counts import (
    CHANNEL,
    NOT_SAID,
    QUICK_KIND,
    THEMES_ABOVE,
    Counts,
)
from luwte.registration.form import Answers
from luwte.registration.publishing.periods import first_week, last_week, parts
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.publishing.suppression import Published
from luwte.registration.reporting.report import is_countable

Cell = tuple[str, ...]
"""A count: ("", period) · (question, answer, period) · (question, answer, other question, its answer)."""

Limits = tuple[float, float]


def questions(form: RegistrationForm) -> Sequence[str]:
    """Return everything the page offers, detailed themes too."""
    found = [THEMES_ABOVE] if form.themes else []
    return [*found, *(each.name for each in form.fields if is_countable(each)), CHANNEL, QUICK_KIND]


class Year:
    """A year as it was, and as everybody knows that it must have been."""

    def __init__(self, form: RegistrationForm, answers: Sequence[Answers], year: str) -> None:
        self.form = form
        self.year = year
        self.counts = Counts(form, answers)
        self.quarters = parts(year)
        self.months = tuple(month for quarter in self.quarters for month in parts(quarter))
        self.questions = questions(form)
        self.detailed = next(
            (
                each.name
                for each in form.fields
                if each.kind == "themes" and any(t.under for t in form.themes)
            ),
            "",
        )
        self.truth: dict[Cell, int] = {}
        self.rules: list[tuple[float, float, dict[Cell, float]]] = []
        self._count()
        self._explain()

    def within(self, period: str) -> Counts:
        """Return what was registered in a time."""
        return self.counts.within(first_week(period), last_week(period))

    def most(self, question: str) -> int:
        """Return how many answers one contact may give; 0 if always one."""
        if not self.counts.is_several(question):
            return 0
        themes = next((each for each in self.form.fields if each.kind == "themes"), None)
        asked = themes if question == THEMES_ABOVE else self.form.field(question)
        assert asked is not None
        return asked.most

    def crossed(self) -> Iterator[tuple[str, str]]:
        """Return the pairs of questions that have a table."""
        for one, other in combinations([each for each in self.questions if each != self.detailed], 2):
            if {one, other} & {QUICK_KIND} and {one, other} != {QUICK_KIND, CHANNEL}:
                continue
            if not {one, other} <= {THEMES_ABOVE, *(f.name for f in self.form.fields if f.kind == "themes")}:
                yield one, other

    def answers(self, question: str) -> Sequence[str]:
        """Return the answers there are to a question in the year."""
        return self._names[question]

    def _count(self) -> None:
        whole = self.within(self.year)
        self._names = {question: whole.by(question).rows for question in self.questions}
        for period in (self.year, *self.quarters, *self.months):
            counts = self.within(period)
            self.truth["", period] = len(counts)
            for question in self.questions:
                if question == self.detailed and period != self.year:
                    continue
                found = counts.by(question)
                given = dict(zip(found.rows, found.row_totals, strict=True))
                for answer in self.answers(question):
                    self.truth[question, answer, period] = given.get(answer, 0)
        for one, other in self.crossed():
            table = whole.cross(one, other)
            for row, cells in zip(table.rows, table.cells, strict=True):
                for column, count in zip(table.columns, cells, strict=True):
                    self.truth[one, row, other, column] = count

    # ── what everybody knows ──

    def _is(self, total: Cell, cells: Iterable[Cell]) -> None:
        self.rules.append((0, 0, {total: -1.0, **dict.fromkeys(cells, 1.0)}))

    def _at_most(self, less: Mapping[Cell, float], more: Mapping[Cell, float]) -> None:
        found = dict(more)
        for cell, count in less.items():
            found[cell] = found.get(cell, 0.0) - count
        self.rules.append((0, inf, found))

    def _explain(self) -> None:
        for whole, members in ((self.year, self.quarters), *((each, parts(each)) for each in self.quarters)):
            self._is(("", whole), (("", each) for each in members))
            for question in self.questions:
                if question != self.detailed:
                    for answer in self.answers(question):
                        self._is((question, answer, whole), ((question, answer, each) for each in members))
        for period in (self.year, *self.quarters, *self.months):
            ordinary: Cell = (QUICK_KIND, NOT_SAID, period)
            for question in self.questions:
                if question == self.detailed and period != self.year:
                    continue
                self._explain_list(
                    question,
                    {name: (question, name, period) for name in self.answers(question)},
                    ("", period),
                    ordinary if question not in {CHANNEL, QUICK_KIND} else None,
                )
        for one, other in self.crossed():
            self._explain_side(one, other, lambda a, b, o=one, p=other: (o, a, p, b))
            self._explain_side(other, one, lambda b, a, o=one, p=other: (o, a, p, b))
        self._explain_themes()

    def _explain_list(
        self, question: str, cells: Mapping[str, Cell], total: Cell, ordinary: Cell | None
    ) -> None:
        """Say how answers add up. ``ordinary``: those among the total that can have answered."""
        most, silent = self.most(question), [cells[NOT_SAID]] if NOT_SAID in cells else []
        if most < 2:
            self._is(total, cells.values())
            if ordinary is not None and silent:
                # Whoever said nothing is among them, and every quick contact.
                self._at_most({total: 1, ordinary: -1}, dict.fromkeys(silent, 1.0))
            return
        given = [cell for name, cell in cells.items() if name != NOT_SAID]
        said: dict[Cell, float] = {total: 1, **dict.fromkeys(silent, -1.0)}
        for cell in given:
            self._at_most({cell: 1}, said)
            if ordinary is not None:
                self._at_most({cell: 1}, {ordinary: 1})
        self._at_most(dict.fromkeys(given, 1.0), {cell: most * count for cell, count in said.items()})
        self._at_most(said, dict.fromkeys(given, 1.0))
        if ordinary is not None:
            self._at_most(dict.fromkeys(given, 1.0), {ordinary: float(most)})

    def _explain_side(self, question: str, other: str, cell: Any) -> None:
        """Say how one question's answers add up among those who gave one answer to another."""
        for having in self.answers(other):
            ordinary: Cell | None = None
            if question not in {CHANNEL, QUICK_KIND}:
                if other == CHANNEL:
                    ordinary = (CHANNEL, having, QUICK_KIND, NOT_SAID)
                elif having != NOT_SAID or other == QUICK_KIND:
                    ordinary = None
            self._explain_list(
                question,
                {name: cell(name, having) for name in self.answers(question)},
                (other, having, self.year),
                ordinary if ordinary in self.truth else None,
            )
        both = cell(NOT_SAID, NOT_SAID)
        if not {question, other} & {CHANNEL, QUICK_KIND} and both in self.truth:
            ordinary = (QUICK_KIND, NOT_SAID, self.year)
            self._at_most({("", self.year): 1, ordinary: -1}, {both: 1})

    def _explain_themes(self) -> None:
        if not self.detailed:
            return
        under: dict[str, list[Cell]] = {}
        for name in self.answers(self.detailed):
            if name != NOT_SAID:
                path = self.form.path(name) if name in {t.name for t in self.form.themes} else ()
                top = path[0].name if path else name
                under.setdefault(top, []).append((self.detailed, name, self.year))
        for top, cells in under.items():
            total: Cell = (THEMES_ABOVE, top, self.year)
            for cell in cells:
                self._at_most({cell: 1}, {total: 1})
            self._at_most({total: 1}, dict.fromkeys(cells, 1.0))


class Reader:
    """What one can tell of a year from all that was shown. ``is_exact``: from counts that were not even
    rounded."""

    def __init__(
        self, year: Year, rules: Publication, untils: Sequence[str], *, is_exact: bool = False
    ) -> None:
        self._year = year
        self._rules = rules
        self._is_exact = is_exact
        self.shown: dict[Cell, Limits] = {}
        for until in untils:
            self._look(Publisher(year.counts, rules, until))
        self._program()

    @property
    def small(self) -> Sequence[Cell]:
        """Return the cells that nobody may tell closely."""
        year, few = self._year, range(1, self._rules.threshold)
        several = {question for question in year.questions if year.most(question) > 1}
        return [
            cell
            for cell, count in year.truth.items()
            if count in few
            and not any(question in several and answer == NOT_SAID for question, answer in pairwise(cell))
        ]

    def leaks(self, cells: Iterable[Cell] | None = None) -> dict[Cell, Limits]:
        """Return the small cells that can be told more closely than the threshold less one."""
        found = {}
        for cell in self.small if cells is None else cells:
            least, most = self.bounds(cell)
            if most - least < self._rules.threshold - 1 - 1e-5:
                found[cell] = (least, most)
        return found

    def bounds(self, cell: Cell) -> Limits:
        """Return the least and the most a cell can be."""
        number, count, wide = self._numbers[cell], self._year.truth[cell], self._rules.threshold - 1
        most = self._end(number, highspy.ObjSense.kMaximize)
        return (0.0 if most - count >= wide else self._end(number, highspy.ObjSense.kMinimize)), most

    def _end(self, number: int, sense: Any) -> float:
        program = self._highs
        program.changeObjectiveSense(sense)
        program.changeColCost(number, 1.0)
        program.run()
        status, value = program.getModelStatus(), program.getInfo().objective_function_value
        program.changeColCost(number, 0.0)
        if status in {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            return inf
        assert status == highspy.HighsModelStatus.kOptimal, status
        return float(value)

    # ── what is shown ──

    def _look(self, publisher: Publisher) -> None:
        year = self._year
        if year.year not in publisher.years:
            return
        is_over = publisher.is_over(year.year)
        for span in ("quarter", "month"):
            found = publisher.contacts(year.year, span)
            for name, count in zip(found.rows, found.row_totals, strict=True):
                self._see(("", name), count)
            if is_over:
                self._see(("", year.year), found.total)
            for question in year.questions:
                if question != year.detailed:
                    self._table(publisher.over(question, year.year, span), question)
        for question in year.questions:
            for period in (year.year,) if is_over else ():
                found = publisher.by(question, period)
                self._see(("", period), found.total)
                for name, count in zip(found.rows, found.row_totals, strict=True):
                    self._see((question, name, period), count)
        if is_over:
            for one, other in year.crossed():
                for first, second in ((one, other), (other, one)):
                    found = publisher.cross(first, second, year.year)
                    for row, cells in zip(found.rows, found.cells, strict=True):
                        for column, count in zip(found.columns, cells, strict=True):
                            self._see(
                                (one, row, other, column) if first == one else (one, column, other, row),
                                count,
                            )

    def _table(self, found: Published, question: str) -> None:
        for row, cells in zip(found.rows, found.cells, strict=True):
            for column, count in zip(found.columns, cells, strict=True):
                self._see((question, row, column), count)
        for column, count in zip(found.columns, found.column_totals, strict=True):
            self._see(("", column), count)

    def _see(self, cell: Cell, count: int | None) -> None:
        if count is None:
            return
        true = self._year.truth.get(cell, 0)
        least, most = self._limits(count)
        assert least <= true <= most, (cell, count, true)
        if self._is_exact:
            least = most = float(true)
        before = self.shown.get(cell, (0.0, inf))
        self.shown[cell] = (max(before[0], least), min(before[1], most))

    def _limits(self, count: int) -> Limits:
        if not count:
            return 0.0, 0.0
        to = self._rules.round_to
        least, most = -((to - 2 * count) // 2), -((-to - 2 * count) // 2) - 1
        return float(max(least, self._rules.threshold)), float(most)

    def _program(self) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", "false")
        self._numbers = {cell: number for number, cell in enumerate(self._year.truth)}
        for cell in self._numbers:
            least, most = self.shown.get(cell, (0.0, inf))
            self._highs.addVar(least, highspy.kHighsInf if most == inf else most)
        for least, most, parts_ in self._year.rules:
            value = sum(self._year.truth[cell] * factor for cell, factor in parts_.items())
            assert least - 1e-9 <= value <= most + 1e-9, (parts_, value)
            numbers = [self._numbers[cell] for cell in parts_]
            end = highspy.kHighsInf if most == inf else most
            self._highs.addRow(least, end, len(numbers), numbers, list(parts_.values()))
