"""A published table in words: what a chart draws, a table lists and a file holds, the same in all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from luwte.registration.counting.counts import CHANNEL, NOT_SAID, OLDER, QUICK_KIND
from luwte.registration.publishing.publisher import PartSpan, Period, Publisher, year_before
from luwte.registration.publishing.suppression import Published
from luwte.registration.reporting.labels import Labels

Kind = Literal["bars", "columns", "grid"]
UNSAID: Final = frozenset({"not-said", OLDER})
"""Lines that stand for no answer: nobody gave one, or nobody can any more."""
_MANY: Final = 4
_LAST: Final = {OLDER: 1, "not-said": 2}
"""Lines that stand last whatever they count."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the name of an answer or a time, its label, and how many themes it stands under."""

    name: str
    label: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """One column of counts, a hidden one None; ``total`` is counted apart: lines may overlap."""

    name: str
    label: str
    counts: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: ``bars`` of answers, ``columns`` over time, or a ``grid`` of two questions crossed.

    Of bars and columns the first series is what it is about, a second one an earlier time. ``hidden`` is the
    word for a hidden count; ``threshold``: what is hidden is smaller, or protects such a one.
    """

    name: str
    title: str
    kind: Kind
    head: str
    lines: tuple[Line, ...]
    series: tuple[Series, ...]
    labels: Labels
    threshold: int

    @property
    def most(self) -> int:
        """Return the largest count."""
        return max((count for each in self.series for count in each.counts if count is not None), default=0)

    @property
    def hidden(self) -> int:
        """Return how many counts are hidden."""
        return sum(count is None for each in self.series for count in each.counts)

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to see: only noughts."""
        return not self.hidden and not self.most

    @property
    def is_hidden(self) -> bool:
        """Return whether all that was said is hidden: what is left is totals and what nobody said."""
        inside = [
            count
            for each in self.series
            if each.name not in {"total", NOT_SAID, *UNSAID}
            for line, count in zip(self.lines, each.counts, strict=True)
            if line.name not in UNSAID
        ]
        return None in inside and not any(inside)

    @property
    def instead(self) -> str:
        """Return the sentence that stands where nothing may be shown; empty if something may."""
        say = self.labels.words["report"]
        if self.is_hidden:
            return str(say["nothing_shown"])
        return str(say["nothing_noted"]).format(self.series[0].label) if self.is_empty else ""

    def said(self, count: int | None) -> str:
        """Return a count as it is written."""
        return self.labels.number(count)

    def spoken(self) -> str:
        """Return all of it as a text, for who hears it instead of seeing it."""
        return "; ".join(
            f"{line.label}: "
            + ", ".join(
                f"{each.label} {self.said(each.counts[at])}"
                if len(self.series) > 1
                else self.said(each.counts[at])
                for each in self.series
            )
            for at, line in enumerate(self.lines)
        )


class Charter:
    """Makes charts of what a publisher shows, in one language."""

    def __init__(self, publisher: Publisher, language: str) -> None:
        self.publisher = publisher
        self.labels = Labels(publisher.counts.form, language)

    def rounds_to(self, period: Period) -> int:
        """Return what the figures of a time are rounded to."""
        rules, is_over = self.publisher.rules, self.publisher.is_over(period)
        return rules.round_to if is_over else max(rules.round_to, rules.threshold)

    def blur(self, year: str) -> float:
        """Return how far a year's counts may lie from the true ones: one that is not over is made of rounded
        quarters, and rounded again."""
        quarters = 0 if self.publisher.is_over(year) else 4
        return (self.rounds_to(year) + quarters * self.publisher.rules.round_to) / 2

    def doubt(self, year: str) -> float:
        """Return how far apart two answers of a year may be and yet the other way round: of a year that is
        over each is rounded once, which keeps their order."""
        return 0.0 if self.publisher.is_over(year) else 2 * self.blur(year)

    def contacts(self, year: str, span: PartSpan, *, with_before: bool) -> Chart:
        """Return contacts over a year, beside those of the year before."""
        shown = self.publisher.contacts(year, span)
        series = [self._series(shown, year)]
        if with_before and year_before(year) in self.publisher.years:
            before = self.publisher.contacts(year_before(year), span)
            counts = dict(zip((name[4:] for name in before.rows), before.row_totals, strict=True))
            series.append(
                Series(
                    year_before(year),
                    self.labels.period(year_before(year)),
                    tuple(counts.get(name[4:], 0) for name in shown.rows),
                    before.total,
                )
            )
        lines = tuple(Line(name, self.labels.short(name)) for name in shown.rows)
        title = str(self.labels.words["contacts"])
        return self._chart("contacts", title, "columns", self.labels.span(span), lines, series)

    def by(self, question: str, period: Period, *, before: Period = "") -> Chart:
        """Return the answers to a question in a time, beside those of an earlier one."""
        shown = self.publisher.by(question, period)
        found = [self._series(shown, period)]
        if before:
            earlier = self.publisher.by(question, before)
            counts = dict(zip(earlier.rows, earlier.row_totals, strict=True))
            found.append(
                Series(
                    before,
                    self.labels.period(before, self.publisher.until),
                    tuple(counts.get(name, 0) for name in shown.rows),
                    earlier.total,
                )
            )
        return self._bars(question, shown.rows, found)

    def among(self, question: str, having: str, answer: str, year: str) -> Chart:
        """Return the answers to a question of those who gave one answer to another."""
        shown = self.publisher.among(question, having, answer, year)
        series = Series(answer, self.labels.answer(having, answer), shown.row_totals, shown.total)
        chart = self._bars(question, shown.rows, [series])
        return replace(chart, title=f"{chart.title} ({series.label})")

    def cross(self, row: str, column: str, year: str) -> Chart:
        """Return two questions crossed in a year, or a question through its quarters or months."""
        if column in {"quarter", "month"}:
            shown = self.publisher.over(row, year, "quarter" if column == "quarter" else "month")
        else:
            shown = self.publisher.cross(row, column, year)
        labels = self.labels
        series = [
            Series(
                name,
                labels.brief(column, name),
                tuple(cells[at] for cells in shown.cells),
                shown.column_totals[at],
            )
            for at, name in enumerate(shown.columns)
        ]
        series.append(Series("total", str(labels.words["total"]), shown.row_totals, shown.total))
        title = f"{labels.question(row)}{labels.words['in_']}{labels.question(column).lower()}"
        return self._chart(
            f"{_file_name(row)}-{_file_name(column)}",
            title,
            "grid",
            labels.question(row),
            self._lines(row, shown.rows),
            series,
        )

    def _bars(self, question: str, rows: Sequence[str], series: Sequence[Series]) -> Chart:
        label = self.labels.question(question)
        chart = self._chart(_file_name(question), label, "bars", label, self._lines(question, rows), series)
        return _without_conversations(chart) if question == QUICK_KIND else chart

    def _chart(
        self,
        name: str,
        title: str,
        kind: Kind,
        head: str,
        lines: tuple[Line, ...],
        series: Sequence[Series],
    ) -> Chart:
        threshold = self.publisher.rules.threshold
        return Chart(name, title, kind, head, lines, tuple(series), self.labels, threshold)

    def _series(self, shown: Published, period: Period) -> Series:
        label = self.labels.period(period, self.publisher.until)
        return Series(period, label, shown.row_totals, shown.total)

    def _lines(self, question: str, rows: Sequence[str]) -> tuple[Line, ...]:
        return tuple(
            Line(name or "not-said", self.labels.answer(question, name), self.labels.level(question, name))
            for name in rows
        )


def sorted_chart(chart: Chart) -> Chart:
    """Return bars with the longest first, hidden ones after those that are shown, "not said" last."""

    def rank(at: int) -> tuple[int, bool, int, int]:
        count, name = chart.series[0].counts[at], chart.lines[at].name
        return (_LAST.get(name, 0), count is None, -(count or 0), at)

    order = sorted(range(len(chart.lines)), key=rank)
    return _picked(chart, order)


def without_noughts(chart: Chart) -> Chart:
    """Return a chart without the lines that have nothing to say."""
    kept = [
        at
        for at in range(len(chart.lines))
        if any(each.counts[at] is None or each.counts[at] for each in chart.series)
    ]
    return _picked(chart, kept)


def without_hidden(chart: Chart) -> Chart:
    """Return a chart without the lines of which nothing but noughts is shown, where they are many: a page of
    hatched bars tells no more than their number. A line above one that stays, stays."""
    inside = [each for each in chart.series if each.name != "total"]
    kept: list[int] = []
    for at in reversed(range(len(chart.lines))):
        is_above = bool(kept) and chart.lines[kept[-1]].level > chart.lines[at].level
        if any(each.counts[at] for each in inside) or is_above:
            kept.append(at)
    is_many = chart.kind != "columns" and chart.hidden and len(chart.lines) - len(kept) >= _MANY
    return _picked(chart, kept[::-1]) if is_many and kept else chart


def _without_conversations(chart: Chart) -> Chart:
    """Return quick contacts alone: beside all conversations nobody would see them."""
    return _picked(chart, [at for at, line in enumerate(chart.lines) if line.name != "not-said"])


def _picked(chart: Chart, order: Sequence[int]) -> Chart:
    return replace(
        chart,
        lines=tuple(chart.lines[at] for at in order),
        series=tuple(replace(each, counts=tuple(each.counts[at] for at in order)) for each in chart.series),
    )


def _file_name(question: str) -> str:
    return {CHANNEL: "channels", QUICK_KIND: "quick-contacts", NOT_SAID: "all"}.get(
        question, question.replace(":", "-")
    )
