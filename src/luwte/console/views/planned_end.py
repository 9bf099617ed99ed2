"""The choice of when a shift is meant to end, by quarter hours."""

from PySide6.QtGui import QWheelEvent

from luwte.console.views.choice import ChoiceBox
from luwte.console.views.quarters import QUARTER, quarters
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

HOUR = 3_600
SHOWN = 12
"""Times that the open list shows at once: three hours."""


class PlannedEnd(ChoiceBox):
    """Offers "until 22:00 · 4 hours" for every quarter hour a shift can last.

    What was chosen is a time of day: it stays as it is while the hours before it grow fewer.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setObjectName("planned_end")
        self.setMaxVisibleItems(SHOWN)
        self._chosen: float | None = None
        self._offered: list[tuple[str, float]] = []
        self.activated.connect(self._choose)

    def offer(self, now: float, hours: int, planned_hours: int) -> None:
        """Offer the ends of a shift that begins now and lasts ``hours`` at most; what the house plans is
        chosen until the person chooses something else. Times in unix seconds."""
        latest = now + hours * HOUR
        times = quarters(now, latest - latest % QUARTER)
        if not times or self.view().isVisible():
            return
        offered = [(self._said(at, now), at) for at in times]
        if offered != self._offered:
            self._offered = offered
            self.clear()
            for said, at in offered:
                self.addItem(said, at)
        if self._chosen is not None and self._chosen < times[0]:
            self._chosen = None  # that time has passed
        wanted = self._chosen or now + planned_hours * HOUR
        self.setCurrentIndex(min(range(len(times)), key=lambda place: abs(times[place] - wanted)))

    def chosen(self) -> float:
        """Return the end that is chosen, in unix seconds; 0 while nothing is offered."""
        return float(self.currentData() or 0.0)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll: a wheel in passing plans nothing."""
        event.ignore()

    def _choose(self) -> None:
        self._chosen = self.chosen()

    def _said(self, at: float, now: float) -> str:
        quarters_left = max(1, round((at - now) / QUARTER))
        hours, rest = divmod(quarters_left, 4)
        minutes = rest * QUARTER // 60
        if not rest:
            span = self.tr("%n hour(s)", "", hours)
        elif not hours:
            span = self.tr("{0} minutes").format(minutes)
        else:
            span = self.tr("{0} h {1} min").format(hours, minutes)
        return self.tr("until {0} · {1}").format(clock(at), span)
