"""What a year's report says first: sentences and large numbers, from published figures only (R3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from luwte.registration.counting.counts import CHANNEL, NOT_SAID, QUICK_KIND, THEMES_ABOVE
from luwte.registration.reporting.charting import Charter, sorted_chart
from luwte.registration.reporting.leading import Leading, Told, has_share, leading, listed, share

_TOLD_THEMES: Final = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A large number with what it counts."""

    value: str
    label: str


class Summary:
    """The year in short. ``before``: the year it is compared with; empty for none."""

    def __init__(self, charter: Charter, helpline: str, year: str, before: str) -> None:
        self._charter, self._helpline, self._year, self._before = charter, helpline, year, before
        self._publisher, self._labels = charter.publisher, charter.labels
        self._say: Any = charter.labels.words["report"]

    @cached_property
    def total(self) -> int | None:
        """Return how many contacts there were; None if that is hidden, 0 if there were none."""
        is_there = self._year in self._publisher.years
        return self._publisher.contacts(self._year, "month").total if is_there else 0

    def sentences(self) -> Iterator[str]:
        """Return the sentences, in order."""
        say, labels, total = self._say, self._labels, self.total
        if not total:
            below = self._publisher.rules.threshold
            yield say["too_few" if total is None else "nothing"].format(self._year, below)
            return
        is_over = self._publisher.is_over(self._year)
        yield say["count" if is_over else "count_so_far"].format(
            self._year, self._helpline, labels.number(total)
        )
        if self._earlier:
            yield self._difference(total, self._earlier)
        if self._talks and self._talks < total:
            yield say["talks"].format(labels.number(self._talks))
        if channel := self.channel():
            yield channel
        if themes := self._themes:
            told = [
                say["theme"].format(labels.quoted(each.label), labels.number(each.count)) for each in themes
            ]
            is_sure = self._main_themes is not None and self._main_themes.is_sure
            words = say["themes" if is_sure else "themes_shown"]
            yield words.format(listed(told, str(labels.words["and"])))
        if self._busiest is not None:
            yield say["busiest"].format(self._busiest.label, labels.number(self._busiest.count))

    def facts(self) -> Iterator[Fact]:
        """Return the large numbers, four at most."""
        say, labels, total = self._say, self._labels, self.total
        if not total:
            return
        said = say["facts_contacts"]
        if self._earlier:
            more = total - self._earlier
            name = "same" if not more else "more" if more > 0 else "fewer"
            said += ", " + say[f"facts_{name}"].format(
                *([labels.number(abs(more))] if more else []), self._before
            )
        yield Fact(labels.number(total), said)
        if self._talks and self._talks < total:
            yield Fact(labels.number(self._talks), say["facts_talks"])
        if self._main_themes is not None and (theme := self._lead(self._main_themes)) is not None:
            told = say["facts_theme"].format(labels.quoted(theme.label))
            yield Fact(labels.number(theme.count), told)
        if self._busiest is not None:
            yield Fact(labels.number(self._busiest.count), say["facts_month"].format(self._busiest.label))

    def channel(self) -> str:
        """Return how people came most; nothing where that is not sure."""
        if self._channel is None:
            return ""
        name, count, is_most = self._channel
        words = self._say["channel_most" if is_most else "channel_often"]
        return str(words.format(self._labels.words["came"].get(name, name), self._labels.number(count)))

    @cached_property
    def _earlier(self) -> int | None:
        return self._publisher.contacts(self._before, "month").total if self._before else None

    def _difference(self, total: int, earlier: int) -> str:
        if total == earlier:
            return str(self._say["same"].format(self._before))
        more = abs(total - earlier)
        told = self._say["share"].format(share(more, earlier)) if has_share(earlier) else ""
        words = self._say["more" if total > earlier else "fewer"]
        return str(words.format(self._labels.number(more), self._before, told))

    @cached_property
    def _talks(self) -> int | None:
        """Return how many contacts became a conversation."""
        shown = self._publisher.by(QUICK_KIND, self._year)
        return dict(zip(shown.rows, shown.row_totals, strict=True)).get(NOT_SAID)

    @cached_property
    def _channel(self) -> tuple[str, int, bool] | None:
        """Return how people came most, how often, and whether that was most of all."""
        if len(self._publisher.counts.form.channels) < 2:
            return None
        chart = self._charter.by(CHANNEL, self._year)
        blur, doubt = self._charter.blur(self._year), self._charter.doubt(self._year)
        found = self._lead(leading(chart, blur, is_several=False, doubt=doubt))
        if found is None or not self.total:
            return None
        return found.name, found.count, 2 * (found.count - blur) > self.total + blur

    @cached_property
    def _main_themes(self) -> Leading | None:
        if not self._publisher.counts.form.themes:
            return None
        chart = sorted_chart(self._charter.by(THEMES_ABOVE, self._year))
        doubt = self._charter.doubt(self._year)
        return leading(chart, self._charter.blur(self._year), is_several=True, doubt=doubt)

    @property
    def _themes(self) -> tuple[Told, ...]:
        """Return the main themes that were talked about most, as far as they are shown."""
        found = self._main_themes
        return found.leaders(_TOLD_THEMES) if found is not None else ()

    @cached_property
    def _busiest(self) -> Told | None:
        chart = self._charter.contacts(self._year, "month", with_before=False)
        found = self._lead(leading(chart, self._charter.blur(self._year), is_several=False))
        return replace(found, label=self._labels.month(found.name)) if found is not None else None

    @staticmethod
    def _lead(found: Leading) -> Told | None:
        """Return the first answer where it surely is the only first one."""
        return found.first[0] if found.told and found.is_sure and len(found.first) == 1 else None
