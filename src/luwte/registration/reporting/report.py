"""What the annual report says: its title, its sentences and its charts, as values (R3).

Nothing but what ``registration.publishing`` shows is in it. How it looks on paper, and as files for analysis,
is told elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from luwte.policy import FormField
from luwte.registration.counting.counts import CHANNEL, QUICK_KIND, THEMES_ABOVE
from luwte.registration.publishing.publisher import Publisher, first_week, last_week, year_before
from luwte.registration.publishing.releasing import Release
from luwte.registration.reporting.charting import (
    Chart,
    Charter,
    sorted_chart,
    without_hidden,
    without_noughts,
)
from luwte.registration.reporting.labels import Labels
from luwte.registration.reporting.leading import leading, sentence
from luwte.registration.reporting.summary import Fact, Summary

ENDINGS: Final = frozenset({"outcome", "ending", "result", "copes"})
"""Fields that tell how a contact ended; all others tell who somebody was."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart with its own heading, the sentence it leads to, and what is to be known about it."""

    title: str
    lead: str
    sentences: tuple[str, ...]
    chart: Chart

    @property
    def drawn(self) -> Chart:
        """Return the chart without lines of which everything is hidden, where there are many."""
        return without_hidden(self.chart)

    @property
    def told(self) -> tuple[str, ...]:
        """Return what is to be known, and how many lines are left out of the drawing."""
        left_out = len(self.chart.lines) - len(self.drawn.lines)
        if not left_out or self.instead:
            return self.sentences
        return (*self.sentences, self.chart.labels.words["report"]["left_hidden"].format(left_out))

    @property
    def instead(self) -> str:
        """Return the sentence that stands where nothing of the chart may be shown; empty if something may."""
        return self.chart.instead


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report, which begins with sentences."""

    title: str
    sentences: tuple[str, ...]
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures rest on: ISO weeks, the day of release, and the rules they were published by."""

    first_week: str
    last_week: str
    released: date
    threshold: int
    rounded_to: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report of a year, in one language.

    ``covers``: the period, the day of release, and that all is anonymous. ``facts``: the large numbers beside
    the summary. ``reading``: how the numbers are to be read, in one sentence or two. Sentences of ``method``
    are a list there.
    """

    title: str
    subtitle: str
    year: str
    language: str
    helpline: str
    covers: tuple[str, ...]
    summary: Section
    facts: tuple[Fact, ...]
    reading: str
    sections: tuple[Section, ...]
    method: tuple[Section, ...]
    labels: Labels
    basis: Basis

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
        self._summary = Summary(self._charter, helpline, year, self._before)

    def report(self, goes_on: Callable[[float], bool]) -> Report | None:
        steps: list[Callable[[], Iterator[Section]]] = [
            self._contacts,
            self._themes,
            self._people,
            self._outcomes,
            self._quick,
        ]
        sections: list[Section] = []
        for at, step in enumerate(steps if self._summary.total else []):
            if not goes_on(at / len(steps)):
                return None
            sections += step()
        say = self._say
        if not goes_on(1.0):
            return None
        return Report(
            say["title"].format(self._year),
            say["subtitle"].format(self._helpline),
            self._year,
            self._labels.language,
            self._helpline,
            (self._covers(), say["released"].format(self._labels.day(self._release.on)), say["anonymous"]),
            Section(say["summary"], (" ".join(self._summary.sentences()),)),
            tuple(self._summary.facts()),
            self._reading() if self._summary.total else "",
            tuple(sections),
            tuple(self._method(sections)),
            self._labels,
            self._basis(),
        )

    def _basis(self) -> Basis:
        last = min(last_week(self._year), self._release.until)
        threshold, rounded_to = self._publisher.rules.threshold, self._charter.rounds_to(self._year)
        return Basis(first_week(self._year), last, self._release.on, threshold, rounded_to)

    def _covers(self) -> str:
        """Return the period, in days: whole weeks lie across the ends of a year."""
        first, last = first_week(self._year), last_week(self._year)
        until = self._release.until
        if until < first or self._year not in self._publisher.years:
            return str(self._say["covers_nothing"].format(self._year))
        if last <= until:
            weeks = date.fromisocalendar(int(last[:4]), int(last[6:]), 7).isocalendar().week
            return str(self._say["covers"].format(*self._labels.days(first, last), weeks, self._year))
        days = self._labels.days(first, until)
        return str(self._say["covers_partly"].format(*days, self._labels.week(until)))

    def _reading(self) -> str:
        rules = self._publisher.rules
        rounds_to = self._charter.rounds_to(self._year)
        return str(self._say["reading"].format(round=rounds_to, below=rules.threshold - 1))

    def _shown(self, title: str, chart: Chart, *sentences: str, asks_several: bool = False) -> Shown:
        """Return a chart with the sentence it leads to."""
        blur, doubt = self._charter.blur(self._year), self._charter.doubt(self._year)
        found = leading(chart, blur, is_several=asks_several, doubt=doubt)
        if chart.name == "quick-contacts":
            found = replace(found, known=None)  # conversations stand beside them, not under them
        return Shown(title, sentence(chart, found) if chart.kind != "grid" else "", sentences, chart)

    def _contacts(self) -> Iterator[Section]:
        say = self._say
        months = self._charter.contacts(self._year, "month", with_before=bool(self._before))
        shown = [Shown(say["by_month"], "", (say["by_month_text"],), months)]
        if len(self._publisher.counts.form.channels) > 1:
            chart = self._charter.by(CHANNEL, self._year, before=self._before)
            lead = self._summary.channel()
            shown.append(Shown(say["by_channel"], lead, (say["by_channel_text"],), chart))
        yield Section(str(self._labels.words["contacts"]), (), tuple(shown))

    def _themes(self) -> Iterator[Section]:
        form = self._publisher.counts.form
        field = next((each for each in form.fields if each.kind == "themes"), None)
        if field is None:
            return
        say, charter, year = self._say, self._charter, self._year
        above = without_noughts(sorted_chart(charter.by(THEMES_ABOVE, year, before=self._before)))
        shown = [self._shown(say["by_theme"], above, say["by_theme_text"], asks_several=True)]
        is_over = self._publisher.is_over(year)
        if is_over and any(theme.under for theme in form.themes):
            every = without_noughts(charter.by(field.name, year))
            shown.append(Shown(say["by_subtheme"], "", (say["by_subtheme_text"],), every))
        quarters = without_noughts(charter.cross(THEMES_ABOVE, "quarter", year))
        shown.append(Shown(say["over_quarters"], "", (say["over_quarters_text"],), quarters))
        ages = next((each for each in form.fields if each.kind == "age" and each.bands), None)
        if is_over and ages is not None:
            crossed = without_noughts(charter.cross(THEMES_ABOVE, ages.name, year))
            title = say["crossed"].format(self._labels.question(THEMES_ABOVE))
            shown.append(Shown(title, "", (say["crossed_text"],), crossed))
        yield Section(say["themes_title"], () if is_over else (say["later"],), tuple(shown))

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
            asks_several = field.kind == "choices"
            if asks_several:
                sentences.append(self._say["several"])
            chart = self._charter.by(field.name, self._year, before=self._before)
            yield self._shown(self._labels.own(field.label), chart, *sentences, asks_several=asks_several)

    def _quick(self) -> Iterator[Section]:
        chart = self._charter.by(QUICK_KIND, self._year, before=self._before)
        if not chart.is_empty:
            title = self._labels.question(QUICK_KIND)
            yield Section(title, (), (self._shown(title, chart, self._say["quick_text"]),))

    def _method(self, sections: Sequence[Section]) -> Iterator[Section]:
        say, rules = self._say, self._publisher.rules
        method = list(say["method_text"])
        if self._publisher.counts.has_others:
            method.append(say["others"])
        if newer := self._publisher.counts.newer:
            method.append(say["newer"].format(", ".join(map(self._labels.question, newer))))
        if self._unreadable == 1:
            method.append(say["left_out_one"])
        elif self._unreadable:
            method.append(say["left_out"].format(self._unreadable))
        yield Section(say["method"], (*method, say["files"]))
        known = {"below": rules.threshold - 1, "round": rules.round_to, "day": rules.day}
        privacy = [words.format(**known) for words in say["privacy_text"]]
        if not self._publisher.is_over(self._year):
            privacy.append(say["growing"].format(max(rules.threshold, rules.round_to)))
        hidden = sum(each.chart.hidden for section in sections for each in section.shown)
        if sections:
            name = {0: "hidden_none", 1: "hidden_one"}.get(hidden, "hidden_here")
            privacy.append(say[name].format(self._labels.number(hidden)))
        yield Section(say["privacy"], tuple(privacy))


def is_countable(field: FormField) -> bool:
    """Return whether the answers to a field are counted one by one."""
    return field.kind in {"themes", "choice", "choices", "yes_no"} or (
        field.kind == "age" and bool(field.bands)
    )
