"""A chart as shapes that stand in a page: no font of this computer in them, and colours that a page can turn
over for the dark."""

import re
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from luwte.console.views.charts import high, paint
from luwte.console.views.ink import PAPER_LABELS, print_ink
from luwte.console.views.theme import look
from luwte.registration.reporting.charting import Chart

WIDE: Final = 680.0
NARROW: Final = 340.0
"""How wide a chart is drawn, in pixels: beside a page's text, and on a telephone."""
_TEXT: Final = 13.0
_SPARE: Final = (
    r' stroke-opacity="1"',
    r' stroke-line(?:cap|join)="[a-z]+"',
    r' vector-effect="none"',
    r' xml:space="preserve"',
    r' font-(?:family|style)="[^"]*"',
    r' font-weight="400"',
    r"<defs>\s*</defs>",
)


def shapes(chart: Chart, said: str, width: float = WIDE) -> str:
    """Return a chart as SVG. ``said``: what is read out instead of it."""
    labels = PAPER_LABELS if width == WIDE else 0.0
    ink = print_ink(look(is_dark=False, scale=1.0), _TEXT, labels=labels, is_see_through=True)
    size = QSizeF(width, high(chart, width - 2, ink) + 2)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    paint(painter, chart, QRectF(1, 1, width - 2, size.height() - 2), ink)
    painter.end()
    buffer.close()
    return _bare(bytes(kept.data()).decode("utf-8"), said, "wide" if width == WIDE else "narrow")


def _bare(drawing: str, said: str, kind: str) -> str:
    """Return a drawing without its prologue and what goes without saying, named for who cannot see it."""
    inside = drawing[drawing.index("<svg") :]
    inside = re.sub(r"<(title|desc)>[^<]*</\1>", "", inside)
    box = re.search(r'viewBox="[^"]*"', inside)
    body = re.sub(r"\s+", " ", inside[inside.index(">") + 1 :])
    for spare in _SPARE:
        body = re.sub(spare, "", body)
    # Words keep it: they stand in groups whose tone is paler.
    body = re.sub(r'(<g[^>]*) fill-opacity="1"', r"\1", body)
    body = re.sub(r"<g[^>]*>\s*</g>", "", body)
    body = re.sub(r"\s*(/?>)\s*(?=<)", r"\1", body)
    # One shape a line: a file that a person can compare with last year's.
    body = body.replace("<g ", "\n<g ").strip()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" {box.group() if box else ""} '
        f'role="img" aria-label="{escape(said, quote=True)}">\n{body}'
    )
