"""The annual report on paper: laid out in pages, painted into a PDF or a picture.

Blocks are put one under the other; a heading stays with what follows it, a chart is never cut. A cover with
the contents comes first.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from luwte.console.views.ink import PAPER_LABELS, print_ink
from luwte.console.views.paper_parts import (
    BOTTOM,
    CHART,
    COVERS,
    HEADING,
    HIGH,
    ITEM,
    LEAD,
    NOTE,
    SUBHEADING,
    TEXT,
    TOP,
    WIDE,
    Block,
    Contents,
    Cover,
    Drawn,
    Facts,
    Style,
    Words,
    paint_foot,
)
from luwte.console.views.pdf_marks import Mark, mark
from luwte.console.views.theme import look
from luwte.registration.reporting.report import Report, Section, Shown

_DPI: Final = 1_200
_ZOOM: Final = _DPI / 96
_BETWEEN: Final = 34.0
"""The room above a heading that does not begin a page."""

_Page = list[tuple[Block, float]]


class Paper:
    """A report laid out in pages. ``goes_on`` is asked between two pages."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._look = look(is_dark=False, scale=1.0)
        self._ink = print_ink(self._look, CHART, labels=PAPER_LABELS)
        self._marks: list[Mark] = []
        inside = self._laid_out()
        self._pages: list[_Page] = [self._cover(), *inside]

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

    @property
    def marks(self) -> Sequence[Mark]:
        """Return the parts of the report with their pages."""
        return self._marks

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, the first being 0, in pixels of 96 to the inch."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, top in self._pages[number]:
            block.paint(painter, top)
        if number:
            report = self._report
            said = report.labels.words["report"]["page"].format(number + 1, len(self))
            muted = self._look.colour("muted")
            paint_foot(painter, f"{report.helpline} · {report.title}", str(said), muted)

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
        writer.setAuthor(self._report.helpline)
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
        mark(file, self._report.language, self._marks)
        return True

    def _cover(self) -> _Page:
        report = self._report
        blocks: list[Block] = [Cover(report.helpline, report.title, report.subtitle, self._look)]
        blocks += [self._words(each, COVERS) for each in report.covers]
        page: _Page = []
        top = TOP
        for block in blocks:
            page.append((block, top + block.above))
            top += block.above + block.height + block.below
        contents = Contents(
            report.labels.words["report"]["contents"],
            [(each.title, each.page + 1) for each in self._marks],
            self._look,
        )
        page.append((contents, HIGH - BOTTOM - contents.height))
        return page

    def _laid_out(self) -> list[_Page]:
        """Lay out all pages after the cover, and note where each part begins."""
        pages: list[_Page] = []
        top = TOP
        for title, groups in self._parts():
            for at, group in enumerate(groups):
                needed = sum(each.above + each.height + each.below for each in group) - group[-1].below
                between = 0.0 if at or not pages else _BETWEEN
                if not pages or top + between + needed > HIGH - BOTTOM:
                    pages.append([])
                    top = TOP
                else:
                    top += between
                if not at:
                    self._marks.append(Mark(title, len(pages)))
                for block in group:
                    top += block.above if pages[-1] else 0
                    pages[-1].append((block, top))
                    top += block.height + block.below
        return pages

    def _parts(self) -> Iterator[tuple[str, Sequence[Sequence[Block]]]]:
        """Return every part with what of it stays together on a page."""
        report = self._report
        summary: list[Block] = [self._words(report.summary.title, HEADING)]
        summary += [self._words(each, LEAD) for each in report.summary.sentences]
        if report.facts:
            summary.append(Facts(report.facts, self._look))
        if report.reading:
            summary.append(self._words(report.reading, NOTE))
        yield report.summary.title, [summary]
        for section in report.sections:
            yield section.title, list(self._section(section))
        for section in report.method:
            first, *others = [Words(each, ITEM, self._look, mark="•") for each in section.sentences]
            yield section.title, [[self._words(section.title, HEADING), first], *([each] for each in others)]

    def _section(self, section: Section) -> Iterator[Sequence[Block]]:
        head: list[Block] = [self._words(section.title, HEADING)]
        head += [self._words(each, TEXT) for each in section.sentences]
        for shown in section.shown:
            yield [*head, *self._shown(shown, section.title)]
            head = []

    def _shown(self, shown: Shown, above: str) -> Iterator[Block]:
        if shown.title != above:
            yield self._words(shown.title, SUBHEADING)
        if shown.lead:
            yield self._words(shown.lead, TEXT)
        for each in shown.told:
            yield self._words(each, NOTE)
        yield self._words(shown.instead, TEXT) if shown.instead else Drawn(shown.drawn, self._ink)

    def _words(self, words: str, style: Style) -> Words:
        return Words(words, style, self._look)
