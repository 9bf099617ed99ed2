"""Counts in a thread of its own, so that the window lives on while a hundred thousand registrations are
gone through."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot

from luwte.policy import Publication
from luwte.registration.counting.counts import CHANNEL, QUICK_KIND, THEMES_ABOVE, Counts
from luwte.registration.publishing.publisher import Period, Publisher, year_before
from luwte.registration.publishing.suppression import GivenUpError, is_wanted
from luwte.registration.reporting.charting import Chart, Charter, sorted_chart, without_noughts

OVERVIEW = ""
"""The question of who asks for everything at a glance."""


@dataclass(frozen=True)
class Glance:
    """What somebody wants to see: a question in a time, perhaps beside a second one, among those who gave
    one answer, or beside the same time a year earlier. Two things at once, at most."""

    period: Period
    question: str = OVERVIEW
    beside: str = ""
    among: tuple[str, str] | None = None
    is_compared: bool = False


class Reckoner(QObject):
    """Makes charts of what may be published. One question is under way at a time, and given up for the next;
    of those that are asked meanwhile the last one is answered.

    Signals: counted (publisher: from now on it can be asked) · charted (glance, charts).
    """

    counted = Signal(object)
    charted = Signal(object, object)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "reckoning")
        self._publisher: Publisher | None = None
        self._language = "en"
        self._asked: Glance | None = None
        self._is_busy = False
        self._number = 0
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def publisher(self) -> Publisher | None:
        """What the charts are made of; None before anything was counted."""
        return self._publisher

    def take(self, counts: Counts, rules: Publication, until: str, language: str) -> None:
        """Count these from now on."""
        self.forget()
        self._language = language
        self._publisher = Publisher(counts, rules, until)
        self.counted.emit(self._publisher)

    def forget(self) -> None:
        """Know nothing any more; what is under way is told to nobody."""
        self._number += 1
        self._publisher = self._asked = None

    def ask(self, glance: Glance) -> None:
        """Make the charts of a glance."""
        self._asked = glance
        self._next()

    def close(self) -> None:
        """The program ends."""
        self.forget()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _next(self) -> None:
        if self._is_busy or self._asked is None or self._publisher is None:
            return
        glance, self._asked = self._asked, None
        self._is_busy = True
        number, charter = self._number, Charter(self._publisher, self._language)

        def is_still_wanted() -> bool:
            return number == self._number and self._asked is None

        future = self._pool.submit(_charts_if, is_still_wanted, charter, glance)

        def tell(made: Future[tuple[Chart, ...] | None]) -> None:
            if not made.cancelled():
                self._done.emit((number, glance, made))

        future.add_done_callback(tell)

    @Slot(object)
    def _tell(self, told: tuple[int, Glance, Future[tuple[Chart, ...] | None]]) -> None:
        number, glance, made = told
        self._is_busy = False
        found = made.result()
        if number == self._number and found is not None:
            self.charted.emit(glance, found)
        self._next()


def _charts_if(
    is_still_wanted: Callable[[], bool], charter: Charter, glance: Glance
) -> tuple[Chart, ...] | None:
    """Return the charts of a glance; None once nobody wants them any more."""
    is_wanted.set(is_still_wanted)
    try:
        return charts(charter, glance)
    except GivenUpError:
        return None


def charts(charter: Charter, glance: Glance) -> tuple[Chart, ...]:
    """Return the charts of a glance."""
    publisher = charter.publisher
    before = _before(publisher, glance)
    year = glance.period[:4]
    if glance.question == OVERVIEW:
        form = publisher.counts.form
        months = charter.contacts(year, "month", with_before=bool(before))
        makers: list[Callable[[], Chart]] = []
        if form.themes:
            makers.append(
                lambda: without_noughts(sorted_chart(charter.by(THEMES_ABOVE, glance.period, before=before)))
            )
        if len(form.channels) > 1:
            makers.append(lambda: charter.by(CHANNEL, glance.period, before=before))
        makers.append(lambda: charter.by(QUICK_KIND, glance.period, before=before))
        return (months, *(make() for make in makers))
    if glance.among is not None:
        return (charter.among(glance.question, *glance.among, year),)
    if glance.beside:
        return (charter.cross(glance.question, glance.beside, year),)
    return (charter.by(glance.question, glance.period, before=before),)


def _before(publisher: Publisher, glance: Glance) -> Period:
    before = year_before(glance.period)
    kind: Literal["year", "quarter", "month"] = (
        "year" if len(before) == 4 else "quarter" if "Q" in before else "month"
    )
    return before if glance.is_compared and before in publisher.periods(kind) else ""
