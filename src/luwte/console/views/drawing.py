"""What all charts share: the key to the tones, bars, hatching, and words on a line."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from luwte.console.views.ink import Ink
from luwte.registration.reporting.charting import Chart


class Drawing:
    """A chart at a width, ready to be painted from its upper left corner on."""

    def __init__(self, chart: Chart, width: float, with_ink: Ink) -> None:
        self.chart, self.width, self.ink = chart, width, with_ink
        self.metrics = QFontMetricsF(with_ink.font)
        self.key = list(self._key())
        self.key_height = self._key_rows() * self._key_step() + with_ink.px(8) if self.key else 0.0

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.key_height

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        self._paint_key(painter)

    def _key(self) -> Iterator[tuple[str, str]]:
        chart = self.chart
        if chart.kind != "grid" and len(chart.series) > 1:
            yield "bar", chart.series[0].label
            yield "quiet", chart.series[1].label
        if chart.hidden:
            words = str(chart.labels.words["report"]["legend_hidden"])
            yield "hidden", words.format(chart.threshold - 1)

    def _key_places(self) -> Iterator[tuple[str, str, float, int]]:
        left, row, side = 0.0, 0, self.ink.px(12)
        for tone, words in self.key:
            wide = side + self.ink.px(6) + self.metrics.horizontalAdvance(words) + self.ink.px(20)
            if left and left + wide > self.width:
                left, row = 0.0, row + 1
            # Where even a row of its own is too short, the words go on in the next, without a tone.
            for number, line in enumerate(self._lines(words, self.width - side - self.ink.px(6))):
                row += number > 0
                yield "" if number else tone, line, left, row
            left += wide

    def _lines(self, words: str, width: float) -> Iterator[str]:
        line = ""
        for word in words.split():
            longer = f"{line} {word}".strip()
            if line and self.metrics.horizontalAdvance(longer) > width:
                yield line
                line = word
            else:
                line = longer
        yield line

    def _key_rows(self) -> int:
        return max((row for *_, row in self._key_places()), default=-1) + 1

    def _key_step(self) -> float:
        return self.metrics.lineSpacing() * 1.4

    def _paint_key(self, painter: QPainter) -> None:
        side, line = self.ink.px(12), self._key_step()
        painter.setFont(self.ink.font)
        for tone, words, left, row in self._key_places():
            top = row * line
            place = QRectF(left, top + (self.metrics.height() - side) / 2, side, side)
            if tone:
                self.fill(painter, place, tone)
            self.write(painter, words, QPointF(left + side + self.ink.px(6), top), self.ink.muted)

    def fill(self, painter: QPainter, place: QRectF, tone: str) -> None:
        """Paint a bar: whole, paler for what nobody said, quiet with an outline, or hatched with one."""
        painter.setPen(Qt.PenStyle.NoPen)
        match tone:
            case "bar":
                painter.setBrush(self.ink.bar)
                painter.drawRect(place)
            case "unsaid":
                painter.setBrush(self.ink.unsaid)
                painter.drawRect(place)
            case "quiet":
                painter.setBrush(self.ink.quiet)
                painter.setPen(QPen(self.ink.muted, self.ink.px(0.8)))
                painter.drawRect(place.adjusted(0.4, 0.4, -0.4, -0.4))
            case _:
                self.hatch(painter, place)

    def hatch(self, painter: QPainter, place: QRectF) -> None:
        """Paint a box of which nothing is told."""
        # Lines, not a pattern, and none that a file of shapes would have to cut off: it does not.
        painter.setPen(QPen(self.ink.muted, self.ink.px(1)))
        step, high = self.ink.px(5), place.height()
        at = place.left() - high + step
        lines = []
        while at < place.right():
            low, most = max(place.left() - at, 0.0), min(place.right() - at, high)
            foot = place.bottom()
            lines.append(QLineF(at + low, foot - low, at + most, foot - most))
            at += step
        painter.drawLines(lines)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.ink.muted, self.ink.px(0.8)))
        painter.drawRect(place.adjusted(0.4, 0.4, -0.4, -0.4))

    def write(
        self, painter: QPainter, words: str, at: QPointF, colour: QColor, *, is_strong: bool = False
    ) -> None:
        """Write on one line, from an upper left corner."""
        painter.setFont(self.ink.strong if is_strong else self.ink.font)
        painter.setPen(colour)
        painter.drawText(QPointF(at.x(), at.y() + self.metrics.ascent()), words)

    def longest(self, room: float) -> float:
        """Return how long a pixel of count is: the largest fills the room."""
        return room / self.chart.most if self.chart.most else 0.0
