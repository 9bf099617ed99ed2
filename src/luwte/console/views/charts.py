"""Charts one reads at a glance, painted from the theme's tokens: the same on the screen, on paper and in a
file of shapes.

A second tone is an outline too, a hidden count is hatched and told in words: colour never speaks alone.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from luwte.console.views.chart_grid import LABELS_MOST, Grid
from luwte.console.views.drawing import Drawing
from luwte.console.views.ink import Ink
from luwte.registration.reporting.charting import UNSAID, Chart, Line

COLUMNS_HIGH: Final = 180.0
"""The height of columns over time, at 100 %."""
COLUMN_MOST: Final = 96.0
"""The room a column takes at most, at 100 %."""
STUB: Final = 22.0
"""The length of the hatched bar of a hidden count: it says nothing about how many there are."""
_INDENT: Final = 14.0


def high(chart: Chart, width: float, with_ink: Ink) -> float:
    """Return the height a chart takes at a width."""
    return _drawn(chart, width, with_ink).height


def paint(painter: QPainter, chart: Chart, place: QRectF, with_ink: Ink) -> None:
    """Paint a chart from the upper left corner of a place on, as wide as that is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    _drawn(chart, place.width(), with_ink).paint(painter)
    painter.restore()


class _Bars(Drawing):
    """Answers, one under the other: label, bar, count."""

    def __init__(self, chart: Chart, width: float, with_ink: Ink) -> None:
        super().__init__(chart, width, with_ink)
        levels = [self.ink.px(_INDENT) * line.level for line in chart.lines]
        wide = [
            self.metrics.horizontalAdvance(line.label) + level
            for line, level in zip(chart.lines, levels, strict=True)
        ]
        needed = max(max(wide, default=0) + self.ink.px(4), width * with_ink.labels)
        self._labels = min(needed, width * LABELS_MOST)
        self._gap = self.ink.px(12)
        figures = [each.counts[at] for each in chart.series for at in range(len(chart.lines))]
        said = max((self.metrics.horizontalAdvance(chart.said(count)) for count in figures), default=0)
        self._room = max(10.0, width - self._labels - self._gap - said - self.ink.px(10))
        self._rows = [self._row(line, level) for line, level in zip(chart.lines, levels, strict=True)]
        is_nested = any(levels)
        self._above = [
            self.ink.px(8) if at and (line.name in UNSAID or (is_nested and not line.level)) else 0.0
            for at, line in enumerate(chart.lines)
        ]

    @property
    def height(self) -> float:
        return self.key_height + sum(self._rows) + sum(self._above) + self.ink.px(4)

    def _row(self, line: Line, level: float) -> float:
        words = self.metrics.boundingRect(
            QRectF(0, 0, self._labels - level, 1e4), Qt.TextFlag.TextWordWrap, line.label
        )
        bars = self.metrics.height() + (self._under() if len(self.chart.series) > 1 else 0)
        return max(words.height(), bars) + self.ink.px(8)

    def _under(self) -> float:
        return self.metrics.height() * 0.95

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        top = self.key_height
        scale = self.longest(self._room)
        for at, (line, high) in enumerate(zip(self.chart.lines, self._rows, strict=True)):
            level = self.ink.px(_INDENT) * line.level
            top += self._above[at]
            painter.setFont(self.ink.font)
            painter.setPen(self.ink.muted if line.name in UNSAID else self.ink.text)
            painter.drawText(
                QRectF(level, top, self._labels - level, high), Qt.TextFlag.TextWordWrap, line.label
            )
            for number, series in enumerate(self.chart.series[:2]):
                tone = "quiet" if number else "unsaid" if line.name in UNSAID else "bar"
                self._paint_bar(painter, series.counts[at], top + number * self._under(), scale, tone)
            top += high

    def _paint_bar(self, painter: QPainter, count: int | None, top: float, scale: float, tone: str) -> None:
        left, line = self._labels + self._gap, self.metrics.height()
        thick = line * (0.5 if tone == "quiet" else 0.72)
        long = self.ink.px(STUB) if count is None else max(count * scale, self.ink.px(1.5) if count else 0)
        if long:
            place = QRectF(left, top + (line - thick) / 2, long, thick)
            self.fill(painter, place, "hidden" if count is None else tone)
        at = QPointF(left + long + self.ink.px(6), top)
        is_loud = count is not None and tone == "bar"
        self.write(painter, self.chart.said(count), at, self.ink.text if is_loud else self.ink.muted)


class _Columns(Drawing):
    """Times, one beside the other: column, count above, name under it. Counts too wide for their column stand
    on end."""

    def __init__(self, chart: Chart, width: float, with_ink: Ink) -> None:
        super().__init__(chart, width, with_ink)
        self._has_two = len(chart.series) > 1
        # Under the axis stand the earlier counts: their row has a name.
        named = self.metrics.horizontalAdvance(chart.series[1].label) if self._has_two else 0.0
        self._head = named + with_ink.px(10) if self._has_two else 0.0
        # A helpline that has just begun has few: broad as walls they would say more than they know.
        self._each = min((width - self._head) / max(1, len(chart.lines)), with_ink.px(COLUMN_MOST))
        counts = [count for each in chart.series[:2] for count in each.counts if count is not None]
        widest = max((self.metrics.horizontalAdvance(chart.said(count)) for count in counts), default=0.0)
        self._on_end = widest > self._each - with_ink.px(2)
        self._room = widest + with_ink.px(6) if self._on_end else self.metrics.lineSpacing()
        names = max((self.metrics.horizontalAdvance(line.label) for line in chart.lines), default=0.0)
        self._has_initials = names > self._each - with_ink.px(3)

    @property
    def height(self) -> float:
        below = self._room if self._has_two else 0.0
        high = self.ink.px(COLUMNS_HIGH) + self.metrics.lineSpacing() * 1.6
        return self.key_height + self._room + high + below

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        chart, each = self.chart, self._each
        ground = self.key_height + self._room + self.ink.px(COLUMNS_HIGH)
        scale = self.longest(self.ink.px(COLUMNS_HIGH))
        under = ground + self.ink.px(4)
        below = under + self.metrics.lineSpacing()
        if self._has_two:
            self.write(painter, chart.series[1].label, QPointF(0, below), self.ink.muted)
        for at, spot in enumerate(chart.lines):
            left = self._head + at * each
            if self._has_two:
                place = (left + each * 0.14, each * 0.34)
                self._paint_column(painter, chart.series[1].counts[at], place, ground, scale, "quiet")
            place = (left + each * (0.42 if self._has_two else 0.2), each * (0.44 if self._has_two else 0.6))
            self._paint_column(painter, chart.series[0].counts[at], place, ground, scale, "bar")
            name = spot.label[:1].upper() if self._has_initials else spot.label
            self._write_middle(painter, name, left + each / 2, under, self.ink.text)
            if self._has_two and (count := chart.series[1].counts[at]) is not None:
                # As narrow as a month is, two counts do not fit side by side.
                foot = below + self._room if self._on_end else below
                self._write_count(painter, chart.said(count), left + each / 2, foot, self.ink.muted)
        painter.setPen(QPen(self.ink.muted, self.ink.px(1)))
        right = self._head + each * len(chart.lines)
        painter.drawLine(QPointF(self._head, ground), QPointF(right, ground))

    def _paint_column(
        self,
        painter: QPainter,
        count: int | None,
        place: tuple[float, float],
        ground: float,
        scale: float,
        tone: str,
    ) -> None:
        left, wide = place
        high = self.ink.px(STUB) if count is None else count * scale
        if high:
            box = QRectF(left, ground - high, wide, high)
            self.fill(painter, box, "hidden" if count is None else tone)
        if tone == "bar" and count is not None:
            top = ground - high - (self.ink.px(4) if self._on_end else self.metrics.lineSpacing())
            self._write_count(painter, self.chart.said(count), left + wide / 2, top, self.ink.text)

    def _write_count(self, painter: QPainter, words: str, middle: float, at: float, colour: QColor) -> None:
        """Write a count from a height down; on end, from there up."""
        if not self._on_end:
            self._write_middle(painter, words, middle, at, colour)
            return
        painter.save()
        painter.translate(middle - self.metrics.height() / 2, at)
        painter.rotate(-90)
        self.write(painter, words, QPointF(0, 0), colour)
        painter.restore()

    def _write_middle(self, painter: QPainter, words: str, middle: float, top: float, colour: QColor) -> None:
        wide = self.metrics.horizontalAdvance(words)
        left = min(max(0.0, middle - wide / 2), self.width - wide)
        self.write(painter, words, QPointF(left, top), colour)


def _drawn(chart: Chart, width: float, with_ink: Ink) -> Drawing:
    match chart.kind:
        case "bars":
            return _Bars(chart, width, with_ink)
        case "columns":
            return _Columns(chart, width, with_ink)
        case "grid":
            return Grid(chart, width, with_ink)
