"""What a chart says, in a sentence before it: told from what is published, never from what was counted (R3).

"Most" is said only where no hidden count can be larger: such a count is at most what the total leaves over.
Where one contact counts for several answers nobody can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from luwte.registration.reporting.charting import UNSAID, Chart

_SHARE_FROM: Final = 100
"""Of fewer contacts than this a share would say more than rounded counts know."""
_TOLD_EQUAL: Final = 3


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that a sentence names, and how often it was given, rounded."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Leading:
    """What was said most in the first column of a chart."""

    told: tuple[Told, ...]
    """The answers that were given, the most frequent first."""
    is_sure: bool
    """Whether no hidden answer can have been given as often as the first."""
    known: int | None
    """Of how many contacts the answer is known; of all where several answers may be given; None if that is
    hidden."""
    is_several: bool = False
    doubt: float = 0.0
    """How far apart two counts may be and yet the other way round: nothing where each was rounded once."""

    @property
    def first(self) -> tuple[Told, ...]:
        """Return the answers that were given most: several if nobody can tell which of them was."""
        return self.told[:1] + tuple(
            each for each in self.told[1:] if self.told[0].count - each.count <= self.doubt
        )

    def leaders(self, most: int) -> tuple[Told, ...]:
        """Return so many answers at most that were surely given more often than all others that are shown."""
        for number in range(min(most, len(self.told)), 0, -1):
            rest = self.told[number:]
            if not rest or self.told[number - 1].count - rest[0].count > self.doubt:
                return self.told[:number]
        return ()


def leading(chart: Chart, blur: float, *, is_several: bool, doubt: float = 0.0) -> Leading:
    """Return what the chart of a whole year shows most. ``blur``: how far a count may lie from the true one.
    ``is_several``: one contact may count for several answers, so that the counts do not add up. ``doubt``: as
    in ``Leading``."""
    series = chart.series[0]
    counts = list(zip(chart.lines, series.counts, strict=True))
    said = [Told(line.name, line.label, count) for line, count in counts if count and line.name not in UNSAID]
    told = tuple(sorted(said, key=lambda each: -each.count))
    unsaid = next((count for line, count in counts if line.name == "not-said"), 0)
    known = None if series.total is None or unsaid is None else series.total - unsaid
    is_sure = None not in series.counts or (
        not is_several and _is_sure(series.counts, series.total, told, blur)
    )
    return Leading(told, is_sure, known, is_several, doubt)


def sentence(chart: Chart, found: Leading) -> str:
    """Return the sentence; nothing if there is nothing to lead with."""
    say: Any = chart.labels.words["report"]
    first = found.first
    if not first or len(first) > _TOLD_EQUAL or first[-1].count != first[0].count:
        return ""
    names = listed([chart.labels.quoted(each.label) for each in first], str(chart.labels.words["and"]))
    count = chart.said(first[0].count)
    if not found.is_sure:
        return str(say["top_shown"].format(names, count)) if len(first) == 1 else ""
    if len(first) > 1:
        return str(say["top_equal"].format(names, count))
    if found.known is None or found.known < _SHARE_FROM or first[0].count > found.known:
        return str(say["top"].format(names, count))
    words = say["top_share_all" if found.is_several else "top_share"]
    return str(words.format(names, count, share(first[0].count, found.known)))


def share(count: int, of: int) -> int:
    """Return a share in whole percents."""
    return round(100 * count / of)


def has_share(of: int) -> bool:
    """Return whether rounded counts know a share of so many."""
    return of >= _SHARE_FROM


def listed(parts: Sequence[str], and_: str) -> str:
    """Return parts as a sentence lists them."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {and_} {parts[-1]}"


def _is_sure(counts: Sequence[int | None], total: int | None, told: Sequence[Told], blur: float) -> bool:
    if total is None or not told:
        return False
    left_over = total - sum(count for count in counts if count is not None) + (len(counts) + 1) * blur
    return left_over < told[0].count - blur
