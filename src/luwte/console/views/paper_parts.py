"""What a page of the annual report is made of: words, charts, large numbers, the contents, the cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from luwte.console.views.charts import high, paint
from luwte.console.views.ink import Ink
from luwte.console.views.theme import Look
from luwte.registration.reporting.charting import Chart
from luwte.registration.reporting.summary import Fact

WIDE: Final = 793.7
HIGH: Final = 1122.5
"""A4 in pixels of 96 to the inch."""
SIDE: Final = 83.0
TOP: Final = 78.0
BOTTOM: Final = 92.0
COLUMN: Final = WIDE - 2 * SIDE
ROOM: Final = HIGH - TOP - BOTTOM
COVER: Final = 470.0
"""How high the coloured part of the cover is."""

BODY: Final = 14.0
CHART: Final = 12.0
_LEADING: Final = 1.36


@dataclass(frozen=True)
class Style:
    """How words are set: size in pixels, weight, colour by its token, and the room around them."""

    pixels: float
    is_bold: bool = False
    tone: str = "text"
    above: float = 0.0
    below: float = 0.0
    indent: float = 0.0


HELPLINE: Final = Style(22, is_bold=True, tone="on-primary", below=18)
TITLE: Final = Style(50, is_bold=True, tone="on-primary", below=14)
SUBTITLE: Final = Style(19, tone="on-primary")
COVERS: Final = Style(BODY, below=5)
HEADING: Final = Style(25, is_bold=True, tone="primary", below=10)
SUBHEADING: Final = Style(16.5, is_bold=True, above=24, below=4)
TEXT: Final = Style(BODY, below=8)
LEAD: Final = Style(17, below=12)
NOTE: Final = Style(12.5, tone="muted", below=6)
ITEM: Final = Style(BODY, below=8, indent=18)
_VALUE: Final = Style(30, is_bold=True, tone="primary")
_LONG_VALUE: Final = Style(24, is_bold=True, tone="primary")
_LONG: Final = 6
_LABEL: Final = Style(12.5, tone="muted")


def letters(style: Style) -> QFont:
    """Return the font of a style."""
    font = QFont()
    font.setPixelSize(round(style.pixels))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.DemiBold if style.is_bold else QFont.Weight.Normal)
    return font


class Words:
    """A paragraph. ``mark``: what stands before it in its indent."""

    def __init__(
        self, words: str, style: Style, colours: Look, *, width: float = 0.0, mark: str = ""
    ) -> None:
        self._style, self._colours, self._mark = style, colours, mark
        self._font = letters(style)
        self._lines = broken(words, self._font, (width or COLUMN) - style.indent)
        self._step = QFontMetricsF(self._font).height() * (1.14 if style.is_bold else _LEADING)
        self.above, self.below = style.above, style.below
        self.height = self._step * len(self._lines)

    def paint(self, painter: QPainter, top: float, left: float = SIDE) -> None:
        """Paint it from a height on."""
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(self._colours.colour(self._style.tone))
        base = (self._step - metrics.height()) / 2 + metrics.ascent()
        if self._mark:
            painter.drawText(QPointF(left + 2, top + base), self._mark)
        for at, line in enumerate(self._lines):
            painter.drawText(QPointF(left + self._style.indent, top + at * self._step + base), line)


class Drawn:
    """A chart; one that is higher than a page is made smaller."""

    above, below = 6.0, 16.0

    def __init__(self, chart: Chart, with_ink: Ink) -> None:
        self._chart, self._ink = chart, with_ink
        whole = high(chart, COLUMN, with_ink)
        self._shrunk = min(1.0, (ROOM - 170) / whole)
        self.height = whole * self._shrunk

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint it from a height on."""
        painter.save()
        painter.translate(SIDE, top)
        painter.scale(self._shrunk, self._shrunk)
        paint(painter, self._chart, QRectF(0, 0, COLUMN, self.height), self._ink)
        painter.restore()


class Facts:
    """Large numbers side by side, a thin line above and below them."""

    above, below = 10.0, 22.0
    _gap = 22.0
    _air = 14.0

    def __init__(self, facts: Sequence[Fact], colours: Look) -> None:
        self._colours = colours
        self._wide = (COLUMN - self._gap * (len(facts) - 1)) / len(facts)
        value = _LONG_VALUE if max(len(each.value) for each in facts) > _LONG else _VALUE
        self._facts = [
            (
                Words(each.value, value, colours, width=self._wide),
                Words(each.label, _LABEL, colours, width=self._wide),
            )
            for each in facts
        ]
        self.height = max(value.height + label.height for value, label in self._facts) + 2 * self._air

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint them from a height on."""
        rule = self._colours.colour("divider")
        for at in (top, top + self.height - 1):
            painter.fillRect(QRectF(SIDE, at, COLUMN, 1), rule)
        for number, (value, label) in enumerate(self._facts):
            left = SIDE + number * (self._wide + self._gap)
            value.paint(painter, top + self._air - 2, left)
            label.paint(painter, top + self._air + value.height, left)


class Contents:
    """What stands on which page: a line for each part."""

    above, below = 0.0, 0.0
    _step = 27.0

    def __init__(self, title: str, entries: Sequence[tuple[str, int]], colours: Look) -> None:
        self._entries, self._colours = entries, colours
        self._title = Words(title, SUBHEADING, colours)
        self.height = self._title.height + 10 + self._step * len(entries)

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint it from a height on."""
        self._title.paint(painter, top)
        top += self._title.height + 10
        font = letters(TEXT)
        metrics = QFontMetricsF(font)
        rule = self._colours.colour("divider")
        painter.setFont(font)
        for title, page in self._entries:
            painter.setPen(self._colours.colour("text"))
            base = top + metrics.ascent()
            painter.drawText(QPointF(SIDE, base), title)
            number = str(page)
            painter.drawText(QPointF(SIDE + COLUMN - metrics.horizontalAdvance(number), base), number)
            painter.fillRect(QRectF(SIDE, top + metrics.height() + 3, COLUMN, 1), rule)
            top += self._step


class Cover:
    """The coloured part of the first page, with whose report it is and of which year."""

    above, below = 0.0, 34.0
    height = COVER - TOP

    def __init__(self, helpline: str, title: str, subtitle: str, colours: Look) -> None:
        self._colour = colours.colour("primary")
        self._words = [
            Words(helpline, HELPLINE, colours),
            Words(title, TITLE, colours),
            Words(subtitle, SUBTITLE, colours),
        ]

    def paint(self, painter: QPainter, _top: float) -> None:
        """Paint it over the top of the page; its words stand at its foot."""
        painter.fillRect(QRectF(0, 0, WIDE, COVER), self._colour)
        top = COVER - 54 - sum(each.height + each.below for each in self._words)
        for each in self._words:
            each.paint(painter, top)
            top += each.height + each.below


Block = Words | Drawn | Facts | Contents | Cover


def paint_foot(painter: QPainter, left: str, right: str, colour: QColor) -> None:
    """Write the foot of a page."""
    painter.setFont(letters(Style(11)))
    painter.setPen(colour)
    place = QRectF(SIDE, HIGH - BOTTOM + 34, COLUMN, 20)
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft, left)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight, right)


def broken(words: str, font: QFont, width: float) -> Sequence[str]:
    """Return a paragraph's lines: each short enough for the width, and no word alone on the last one."""
    metrics = QFontMetricsF(font)
    lines = list(_filled(words, metrics, width))
    for share in (0.97, 0.94, 0.91, 0.88, 0.85, 0.8, 0.75):
        if len(lines) == 1 or " " in lines[-1]:
            break
        narrower = list(_filled(words, metrics, width * share))
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _filled(words: str, metrics: QFontMetricsF, width: float) -> Iterator[str]:
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line
