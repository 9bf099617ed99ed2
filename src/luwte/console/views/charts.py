"""Charts one reads at a glance, painted from the theme's tokens: the same on the screen, on paper and in a
file of shapes.

A second tone is an outline too, a hidden count is hatched and told in words: colour never speaks alone.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from luwte.console.views.ink import Ink
from luwte.registration.charting import UNSAID, Chart, Line, Series
from luwte.registration.counting import NOT_SAID

LABELS_MOST: Final = 0.42
"""The share of the width that labels may take."""
COLUMNS_HIGH: Final = 180.0
"""The height of columns over time, at 100 %."""
STUB: Final = 22.0
"""The length of the hatched bar of a hidden count: it says nothing about how many there are."""
_INDENT: Final = 14.0
_TINT: Final = 0.42


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


class _Drawing:
    """What all charts share: the key to the tones, and bars."""

    def __init__(self, chart: Chart, width: float, with_ink: Ink) -> None:
        self.chart, self.width, self.ink = chart, width, with_ink
        self.metrics = QFontMetricsF(with_ink.font)
        self.key = list(self._key())
        self.key_height = self._key_rows() * self._key_step() + with_ink.px(8) if self.key else 0.0

    @property
    def height(self) -> float:
        return self.key_height

    def paint(self, painter: QPainter) -> None:
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
            yield tone, words, left, row
            left += wide

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
                self._hatch(painter, place)

    def _hatch(self, painter: QPainter, place: QRectF) -> None:
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


class _Bars(_Drawing):
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


class _Columns(_Drawing):
    """Times, one beside the other: column, count above, name under it. Counts too wide for their column stand
    on end."""

    def __init__(self, chart: Chart, width: float, with_ink: Ink) -> None:
        super().__init__(chart, width, with_ink)
        self._has_two = len(chart.series) > 1
        # Under the axis stand the earlier counts: their row has a name.
        named = self.metrics.horizontalAdvance(chart.series[1].label) if self._has_two else 0.0
        self._head = named + with_ink.px(10) if self._has_two else 0.0
        self._each = (width - self._head) / max(1, len(chart.lines))
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
        painter.drawLine(QPointF(self._head, ground), QPointF(self.width, ground))

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


class _Grid(_Drawing):
    """Two questions crossed: a table whose cells are darker, the more they count; the unsaid stays bare."""

    def __init__(self, chart: Chart, width: float, with_ink: Ink) -> None:
        super().__init__(chart, width, with_ink)
        wide = max((self.metrics.horizontalAdvance(line.label) for line in chart.lines), default=0)
        self._labels = min(wide + self.ink.px(8), width * LABELS_MOST)
        self._each = (width - self._labels) / max(1, len(chart.series))
        self._head = max(
            (self._needs(each.label, self._each - self.ink.px(6)) for each in chart.series), default=0
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
        return self.key_height + self._head + self.ink.px(8) + sum(self._rows)

    def _inside(self) -> Sequence[Series]:
        return [each for each in self.chart.series if each.name not in {"total", NOT_SAID, *UNSAID}]

    def _needs(self, words: str, width: float) -> float:
        room = QRectF(0, 0, max(10.0, width), 1e4)
        return self.metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        top = self.key_height
        painter.setFont(self.ink.font)
        painter.setPen(self.ink.muted)
        for number, series in enumerate(self.chart.series):
            head = QRectF(self._labels + number * self._each, top, self._each - self.ink.px(4), self._head)
            painter.drawText(
                head,
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap,
                series.label,
            )
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

    def _paint_cell(self, painter: QPainter, box: QRectF, series: Series, at: int) -> None:
        count = series.counts[at]
        if count is None:
            self._hatch(painter, box)
            return
        is_unsaid = self.chart.lines[at].name in UNSAID or series.name in {NOT_SAID, *UNSAID}
        if series.name != "total" and not is_unsaid:
            share = count / self._most if self._most else 0.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(self.ink.paler(self.ink.bar, 0.05 + _TINT * share if count else 0.03)))
            painter.drawRect(box)
        painter.setFont(self.ink.strong if series.name == "total" else self.ink.font)
        painter.setPen(self.ink.muted if is_unsaid else self.ink.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.chart.said(count))


def _drawn(chart: Chart, width: float, with_ink: Ink) -> _Drawing:
    match chart.kind:
        case "bars":
            return _Bars(chart, width, with_ink)
        case "columns":
            return _Columns(chart, width, with_ink)
        case "grid":
            return _Grid(chart, width, with_ink)
