"""The annual report on paper: laid out in pages, painted into a PDF or a picture.

Blocks are put one under the other; a heading stays with what follows it, a chart is never cut.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from luwte.console.views.charts import Ink, high, paint, print_ink
from luwte.console.views.theme import Look, look
from luwte.registration.charting import Chart
from luwte.registration.report import Report, Section

WIDE: Final = 793.7
HIGH: Final = 1122.5
"""A4 in pixels of 96 to the inch."""
SIDE: Final = 83.0
TOP: Final = 78.0
BOTTOM: Final = 92.0
COLUMN: Final = WIDE - 2 * SIDE
ROOM: Final = HIGH - TOP - BOTTOM

BODY: Final = 14.0
CHART: Final = 12.0
_DPI: Final = 1_200
_ZOOM: Final = _DPI / 96
_LEADING: Final = 1.32


@dataclass(frozen=True)
class _Style:
    pixels: float
    is_bold: bool = False
    tone: str = "text"
    above: float = 0.0
    below: float = 0.0
    indent: float = 0.0


_TITLE: Final = _Style(40, is_bold=True, below=10)
_HELPLINE: Final = _Style(16, is_bold=True, tone="primary", above=150, below=26)
_SUBTITLE: Final = _Style(19, tone="muted", below=40)
_COVERS: Final = _Style(BODY, tone="muted", below=5)
_HEADING: Final = _Style(23, is_bold=True, above=34, below=8)
_SUBHEADING: Final = _Style(16, is_bold=True, above=22, below=4)
_TEXT: Final = _Style(BODY, below=8)
_LEAD: Final = _Style(17, below=10)
_NOTE: Final = _Style(13, tone="muted", below=6)
_ITEM: Final = _Style(BODY, below=8, indent=18)


class _Words:
    """A paragraph."""

    def __init__(self, words: str, style: _Style, colours: Look, *, has_dot: bool = False) -> None:
        self._words, self._style, self._colours, self._has_dot = words, style, colours, has_dot
        self._font = QFont()
        self._font.setPixelSize(round(style.pixels))
        self._font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._font.setWeight(QFont.Weight.DemiBold if style.is_bold else QFont.Weight.Normal)
        self._lines = list(_broken(words, self._font, COLUMN - style.indent))
        self._step = QFontMetricsF(self._font).height() * (1.12 if style.is_bold else _LEADING)
        self.above, self.below = style.above, style.below
        self.height = self._step * len(self._lines)

    def paint(self, painter: QPainter, top: float) -> None:
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(self._colours.colour(self._style.tone))
        base = (self._step - metrics.height()) / 2 + metrics.ascent()
        if self._has_dot:
            painter.drawText(QPointF(SIDE + 2, top + base), "•")
        for at, line in enumerate(self._lines):
            painter.drawText(QPointF(SIDE + self._style.indent, top + at * self._step + base), line)


class _Drawn:
    """A chart; one that is higher than a page is made smaller."""

    above, below = 6.0, 14.0

    def __init__(self, chart: Chart, with_ink: Ink) -> None:
        self._chart, self._ink = chart, with_ink
        whole = high(chart, COLUMN, with_ink)
        self._shrunk = min(1.0, (ROOM - 150) / whole)
        self.height = whole * self._shrunk

    def paint(self, painter: QPainter, top: float) -> None:
        painter.save()
        painter.translate(SIDE, top)
        painter.scale(self._shrunk, self._shrunk)
        paint(painter, self._chart, QRectF(0, 0, COLUMN, self.height), self._ink)
        painter.restore()


class _Rule:
    """A thin line."""

    above, below, height = 4.0, 18.0, 1.0

    def __init__(self, colour: QColor) -> None:
        self._colour = colour

    def paint(self, painter: QPainter, top: float) -> None:
        painter.fillRect(QRectF(SIDE, top, COLUMN, 1), self._colour)


_Block = _Words | _Drawn | _Rule


class Paper:
    """A report laid out in pages. ``goes_on`` is asked between two pages."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._look = look(is_dark=False, scale=1.0)
        self._ink = print_ink(self._look, CHART)
        self._pages = self._laid_out()

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    @property
    def lowest(self) -> float:
        """Return how far down anything reaches on any page, above the foot."""
        return max((top + block.height for page in self._pages for block, top in page), default=0.0)

    @property
    def floor(self) -> float:
        """Return how far down it may."""
        return HIGH - BOTTOM

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, the first being 0, in pixels of 96 to the inch."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, top in self._pages[number]:
            block.paint(painter, top)
        if number:
            self._paint_foot(painter, number)

    def picture(self, number: int, zoom: float = 1.5) -> QImage:
        """Return a page as a picture, to be looked at."""
        made = QImage(round(WIDE * zoom), round(HIGH * zoom), QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.scale(zoom, zoom)
        self.paint(painter, number)
        painter.end()
        return made

    def save(self, file: Path, goes_on: Callable[[float], bool] = lambda _done: True) -> bool:
        """Write a PDF; False if it could not be written, or nobody wanted it any more."""
        writer = QPdfWriter(str(file))
        writer.setResolution(_DPI)
        writer.setTitle(f"{self._report.helpline}: {self._report.title}")
        writer.setCreator("Luwte")
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            )
        )
        painter = QPainter()
        if not painter.begin(writer):
            return False
        try:
            painter.scale(_ZOOM, _ZOOM)
            for number in range(len(self)):
                if not goes_on(number / len(self)):
                    return False
                if number and not writer.newPage():
                    return False
                self.paint(painter, number)
        finally:
            painter.end()
        return True

    def _laid_out(self) -> list[list[tuple[_Block, float]]]:
        pages: list[list[tuple[_Block, float]]] = [[]]
        top = TOP
        for group in self._groups():
            needed = sum(each.above + each.height + each.below for each in group)
            if pages[-1] and top + needed - group[-1].below > HIGH - BOTTOM:
                pages.append([])
                top = TOP
            for at, block in enumerate(group):
                is_first = not pages[-1] and at == 0 and len(pages) > 1
                top += 0 if is_first else block.above
                pages[-1].append((block, top))
                top += block.height + block.below
        return pages

    def _groups(self) -> Iterator[Sequence[_Block]]:
        """Return what stays together on a page."""
        report = self._report
        title: list[_Block] = [
            self._words(report.helpline, _HELPLINE),
            self._words(report.title, _TITLE),
            self._words(report.subtitle, _SUBTITLE),
            _Rule(self._look.colour("divider")),
        ]
        yield [*title, *(self._words(each, _COVERS) for each in report.covers)]
        yield [
            self._words(report.summary.title, _HEADING),
            *(self._words(each, _LEAD) for each in report.summary.sentences),
        ]
        for section in report.sections:
            yield from self._section(section)
        for section in report.method:
            first, *others = [_Words(each, _ITEM, self._look, has_dot=True) for each in section.sentences]
            yield [self._words(section.title, _HEADING), first]
            for item in others:
                yield [item]

    def _section(self, section: Section) -> Iterator[Sequence[_Block]]:
        head: list[_Block] = [self._words(section.title, _HEADING)]
        head += [self._words(each, _TEXT) for each in section.sentences]
        for shown in section.shown:
            blocks: list[_Block] = []
            if shown.title != section.title:
                blocks.append(self._words(shown.title, _SUBHEADING))
            blocks += [self._words(each, _NOTE) for each in shown.sentences]
            yield [*head, *blocks, _Drawn(shown.chart, self._ink)]
            head = []

    def _words(self, words: str, style: _Style) -> _Words:
        return _Words(words, style, self._look)

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        report = self._report
        said = report.labels.words["report"]["page"].format(number + 1, len(self))
        font = QFont()
        font.setPixelSize(11)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.setFont(font)
        painter.setPen(self._look.colour("muted"))
        place = QRectF(SIDE, HIGH - BOTTOM + 34, COLUMN, 20)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, f"{report.helpline} · {report.title}")
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(said))


def _broken(words: str, font: QFont, width: float) -> Iterator[str]:
    """Return a paragraph's lines: every one of them short enough for the width."""
    metrics = QFontMetricsF(font)
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line
