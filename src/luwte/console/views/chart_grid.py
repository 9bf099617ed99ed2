"""Two questions crossed, painted as a table whose cells are darker, the more they count."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QPainter

from luwte.console.views.drawing import Drawing
from luwte.console.views.ink import Ink
from luwte.registration.counting.counts import NOT_SAID
from luwte.registration.reporting.charting import UNSAID, Chart, Series

LABELS_MOST: Final = 0.42
"""The share of the width that labels may take."""
LABELS_LEAST: Final = 0.22
"""The share that is left to the labels of a table with many columns."""
HEADS_MOST: Final = 180.0
"""How high heads that stand on end may be, at 100 %."""
_TINT: Final = 0.42


class Grid(Drawing):
    """Two questions crossed: a table whose cells are darker, the more they count; the unsaid stays bare."""

    def __init__(self, chart: Chart, width: float, with_ink: Ink) -> None:
        super().__init__(chart, width, with_ink)
        wide = max((self.metrics.horizontalAdvance(line.label) for line in chart.lines), default=0)
        counts = [chart.said(count) for each in chart.series for count in each.counts if count is not None]
        words = [word for each in chart.series for word in each.label.split()]
        needed = max((self.metrics.horizontalAdvance(each) for each in (*words, *counts)), default=0)
        across = max(1, len(chart.series))
        # Labels take more lines before heads and counts have too little room.
        left_over = width - across * (needed + self.ink.px(8))
        most = min(width * LABELS_MOST, max(left_over, width * LABELS_LEAST))
        self._labels = min(wide + self.ink.px(8), most)
        self._each = (width - self._labels) / across
        self._on_end = self._widest(words) > self._each - self.ink.px(6)
        self._fits = min(1.0, (self._each - self.ink.px(6)) / max(1.0, self._widest(counts)))
        heads = [each.label for each in chart.series]
        self._head = (
            min(self._widest(heads), self.ink.px(HEADS_MOST))
            if self._on_end
            else max((self._needs(each, self._each - self.ink.px(6)) for each in heads), default=0)
        )
        self._rows = [
            max(self._needs(line.label, self._labels - self.ink.px(6)), self.metrics.height())
            + self.ink.px(9)
            for line in chart.lines
        ]
        self._most = max(
            (
                count
                for each in self._inside()
                for line, count in zip(chart.lines, each.counts, strict=True)
                if count is not None and line.name not in UNSAID
            ),
            default=0,
        )

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.key_height + self._head + self.ink.px(8) + sum(self._rows)

    def _inside(self) -> Sequence[Series]:
        return [each for each in self.chart.series if each.name not in {"total", NOT_SAID, *UNSAID}]

    def _widest(self, words: Sequence[str]) -> float:
        return max((self.metrics.horizontalAdvance(each) for each in words), default=0.0)

    def _needs(self, words: str, width: float) -> float:
        room = QRectF(0, 0, max(10.0, width), 1e4)
        return self.metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        super().paint(painter)
        top = self.key_height
        painter.setFont(self.ink.font)
        painter.setPen(self.ink.muted)
        for number, series in enumerate(self.chart.series):
            head = QRectF(self._labels + number * self._each, top, self._each - self.ink.px(4), self._head)
            self._paint_head(painter, head, series.label)
        top += self._head + self.ink.px(8)
        for at, (line, high) in enumerate(zip(self.chart.lines, self._rows, strict=True)):
            painter.setFont(self.ink.font)
            painter.setPen(self.ink.muted if line.name in UNSAID else self.ink.text)
            label = QRectF(0, top, self._labels - self.ink.px(6), high - self.ink.px(3))
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, line.label)
            for number, series in enumerate(self.chart.series):
                box = QRectF(
                    self._labels + number * self._each,
                    top,
                    self._each - self.ink.px(3),
                    high - self.ink.px(3),
                )
                self._paint_cell(painter, box, series, at)
            top += high

    def _paint_head(self, painter: QPainter, place: QRectF, words: str) -> None:
        """Write the head of a column; on end where it is too narrow for its longest word."""
        if not self._on_end:
            sides = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place, sides | Qt.TextFlag.TextWordWrap, words)
            return
        said = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.height())
        painter.save()
        painter.translate(place.center().x() - self.metrics.height() / 2, place.bottom())
        painter.rotate(-90)
        self.write(painter, said, QPointF(0, 0), self.ink.muted)
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRectF, series: Series, at: int) -> None:
        count = series.counts[at]
        if count is None:
            self.hatch(painter, box)
            return
        is_unsaid = self.chart.lines[at].name in UNSAID or series.name in {NOT_SAID, *UNSAID}
        if series.name != "total" and not is_unsaid:
            share = count / self._most if self._most else 0.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(self.ink.paler(self.ink.bar, 0.05 + _TINT * share if count else 0.03)))
            painter.drawRect(box)
        font = QFont(self.ink.strong if series.name == "total" else self.ink.font)
        font.setPixelSize(max(1, int(font.pixelSize() * self._fits)))
        painter.setFont(font)
        painter.setPen(self.ink.muted if is_unsaid else self.ink.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.chart.said(count))
