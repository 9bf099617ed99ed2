"""What the annual report says: its title, its sentences and its charts, as values (R3).

Nothing but what ``registration.publishing`` shows is in it. How it looks on paper, and as files for analysis,
is told elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from luwte.policy import FormField
from luwte.registration.charting import Chart, Charter, sorted_chart, without_noughts
from luwte.registration.counting import CHANNEL, QUICK_KIND, THEMES_ABOVE
from luwte.registration.labels import Labels
from luwte.registration.publishing import Publisher, year_before
from luwte.registration.releasing import Release

ENDINGS: Final = frozenset({"outcome", "ending", "result", "copes"})
"""Fields that tell how a contact ended; all others tell who somebody was."""
_TOLD_THEMES: Final = 3
_SAYS_LITTLE: Final = frozenset({"not-said", "older:", "other"})
"""Answers that no sentence names."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart with its own heading and the sentences about it."""

    title: str
    sentences: tuple[str, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report, which begins with sentences."""

    title: str
    sentences: tuple[str, ...]
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report of a year, in one language. ``is_list``: sentences of a section are a list there."""

    title: str
    subtitle: str
    year: str
    language: str
    helpline: str
    covers: tuple[str, ...]
    summary: Section
    sections: tuple[Section, ...]
    method: tuple[Section, ...]
    labels: Labels

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Return all charts in order."""
        return tuple(each.chart for section in self.sections for each in section.shown)


def report(
    publisher: Publisher,
    helpline: str,
    year: str,
    language: str,
    release: Release,
    unreadable: int = 0,
    goes_on: Callable[[float], bool] = lambda _done: True,
) -> Report | None:
    """Return the report of a year; None as soon as ``goes_on``, told the share that is done, says no."""
    return _Writer(publisher, helpline, year, language, release, unreadable).report(goes_on)


class _Writer:
    def __init__(
        self, publisher: Publisher, helpline: str, year: str, language: str, release: Release, unreadable: int
    ) -> None:
        self._publisher = publisher
        self._charter = Charter(publisher, language)
        self._labels = self._charter.labels
        self._say: Any = self._labels.words["report"]
        self._helpline = helpline
        self._year = year
        self._release = release
        self._unreadable = unreadable
        before = year_before(year)
        self._before = before if before in publisher.years and publisher.is_over(before) else ""
        if not publisher.is_over(year):
            self._before = ""  # a part of a year beside a whole one says nothing

    def report(self, goes_on: Callable[[float], bool]) -> Report | None:
        steps: list[Callable[[], Iterator[Section]]] = [
            self._contacts,
            self._themes,
            self._people,
            self._outcomes,
            self._quick,
        ]
        sections: list[Section] = []
        is_there = self._year in self._publisher.years
        for at, step in enumerate(steps if is_there else []):
            if not goes_on(at / len(steps)):
                return None
            sections += step()
        say = self._say
        is_over = self._publisher.is_over(self._year)
        week = self._labels.week(self._release.until)
        covers = (
            say["covers"].format(self._year) if is_over else say["covers_partly"].format(self._year, week)
        )
        if not goes_on(1.0):
            return None
        return Report(
            say["title"].format(self._year),
            say["subtitle"].format(self._helpline),
            self._year,
            self._labels.language,
            self._helpline,
            (covers, say["released"].format(self._labels.day(self._release.on)), say["anonymous"]),
            Section(say["summary"], (" ".join(self._summary(is_there)),)),
            tuple(sections),
            tuple(self._method(sections)),
            self._labels,
        )

    def _summary(self, is_there: bool) -> Iterator[str]:
        say, labels = self._say, self._labels
        total = self._publisher.contacts(self._year, "month") if is_there else None
        if total is None or total.total == 0:
            yield say["nothing"].format(self._year)
            return
        if total.total is None:
            yield say["too_few"].format(self._year)
            return
        is_over = self._publisher.is_over(self._year)
        yield say["count" if is_over else "count_so_far"].format(
            self._year, self._helpline, labels.number(total.total)
        )
        yield from self._difference(total.total)
        form = self._publisher.counts.form
        if len(form.channels) > 1 and (found := self._top(CHANNEL)):
            yield say["channel"].format(found[0][0].lower(), labels.number(found[0][1]))
        if form.themes and (found := self._top(THEMES_ABOVE)):
            told = [say["theme"].format(label.lower(), labels.number(count)) for label, count in found]
            yield say["themes"].format(_listed(told[:_TOLD_THEMES], labels.words["and"]))
        known = [(count, name) for name, count in zip(total.rows, total.row_totals, strict=True) if count]
        if known:
            count, name = max(known, key=lambda each: each[0])
            yield say["busiest"].format(labels.period(name).split(" ")[0], labels.number(count))

    def _difference(self, total: int) -> Iterator[str]:
        earlier = self._publisher.contacts(self._before, "month").total if self._before else None
        if earlier:
            words = self._say["same" if total == earlier else "more" if total > earlier else "fewer"]
            more = [] if total == earlier else [self._labels.number(abs(total - earlier))]
            yield words.format(*more, self._before)

    def _top(self, question: str) -> list[tuple[str, int]]:
        """Return the answers that were given most, as far as they are shown and were given at all."""
        chart = sorted_chart(self._charter.by(question, self._year))
        return [
            (line.label, count)
            for line, count in zip(chart.lines, chart.series[0].counts, strict=True)
            if count and line.name not in _SAYS_LITTLE
        ]

    def _contacts(self) -> Iterator[Section]:
        say = self._say
        months = self._charter.contacts(self._year, "month", with_before=bool(self._before))
        shown = [Shown(say["by_month"], (say["by_month_text"],), months)]
        if len(self._publisher.counts.form.channels) > 1:
            chart = self._charter.by(CHANNEL, self._year, before=self._before)
            shown.append(Shown(say["by_channel"], (say["by_channel_text"],), chart))
        yield Section(str(self._labels.words["contacts"]), (), tuple(shown))

    def _themes(self) -> Iterator[Section]:
        form = self._publisher.counts.form
        field = next((each for each in form.fields if each.kind == "themes"), None)
        if field is None:
            return
        say, charter, year = self._say, self._charter, self._year
        above = sorted_chart(charter.by(THEMES_ABOVE, year, before=self._before))
        shown = [Shown(say["by_theme"], (say["by_theme_text"],), without_noughts(above))]
        if any(theme.under for theme in form.themes):
            every = without_noughts(charter.by(field.name, year))
            shown.append(Shown(say["by_subtheme"], (say["by_subtheme_text"],), every))
        quarters = without_noughts(charter.cross(THEMES_ABOVE, "quarter", year))
        shown.append(Shown(say["over_quarters"], (say["over_quarters_text"],), quarters))
        ages = next((each for each in form.fields if each.kind == "age" and each.bands), None)
        if ages is not None:
            crossed = without_noughts(charter.cross(THEMES_ABOVE, ages.name, year))
            title = say["crossed"].format(self._labels.question(THEMES_ABOVE))
            shown.append(Shown(title, (say["crossed_text"],), crossed))
        yield Section(self._labels.question(THEMES_ABOVE), (), tuple(shown))

    def _people(self) -> Iterator[Section]:
        shown = tuple(self._asked(lambda field: field.name not in ENDINGS))
        if shown:
            yield Section(self._say["people"], (self._say["people_text"],), shown)

    def _outcomes(self) -> Iterator[Section]:
        shown = tuple(self._asked(lambda field: field.name in ENDINGS))
        if shown:
            yield Section(self._say["outcomes"], (), shown)

    def _asked(self, is_wanted: Callable[[FormField], bool]) -> Iterator[Shown]:
        for field in self._publisher.counts.form.fields:
            if field.kind == "themes" or not is_wanted(field) or not is_countable(field):
                continue
            sentences = [self._say["why"].format(self._labels.own(field.purpose))] if field.purpose else []
            if field.kind == "choices":
                sentences.append(self._say["several"])
            chart = self._charter.by(field.name, self._year, before=self._before)
            yield Shown(self._labels.own(field.label), tuple(sentences), chart)

    def _quick(self) -> Iterator[Section]:
        chart = self._charter.by(QUICK_KIND, self._year, before=self._before)
        if not chart.is_empty:
            shown = Shown(self._labels.question(QUICK_KIND), (self._say["quick_text"],), chart)
            yield Section(self._labels.question(QUICK_KIND), (), (shown,))

    def _method(self, sections: Sequence[Section]) -> Iterator[Section]:
        say, rules = self._say, self._publisher.rules
        method = list(say["method_text"])
        if self._unreadable == 1:
            method.append(say["left_out_one"])
        elif self._unreadable:
            method.append(say["left_out"].format(self._unreadable))
        yield Section(say["method"], tuple(method))
        known = {"below": rules.threshold - 1, "round": rules.round_to, "day": rules.day}
        privacy = [words.format(**known) for words in say["privacy_text"]]
        if not self._publisher.is_over(self._year):
            privacy.append(say["growing"].format(max(rules.threshold, rules.round_to)))
        hidden = sum(each.chart.hidden for section in sections for each in section.shown)
        privacy.append(say["hidden_here"].format(self._labels.number(hidden)))
        yield Section(say["privacy"], tuple(privacy))


def is_countable(field: FormField) -> bool:
    """Return whether the answers to a field are counted one by one."""
    return field.kind in {"themes", "choice", "choices", "yes_no"} or (
        field.kind == "age" and bool(field.bands)
    )


def _listed(parts: Sequence[str], and_: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {and_} {parts[-1]}"
