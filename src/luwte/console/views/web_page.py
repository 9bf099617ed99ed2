"""The annual report as one file for a browser: charts as shapes inside it, a table behind each, no script,
nothing from elsewhere, and fit to be printed."""

import re
from collections.abc import Iterator
from html import escape
from string import Template
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from luwte.console.views.charts import high, paint
from luwte.console.views.ink import print_ink
from luwte.console.views.theme import look
from luwte.registration.charting import Chart
from luwte.registration.report import Report, Section

WIDE: Final = 680
_TEXT: Final = 13.0
_PAGE: Final = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>$title</title>
<style>
body { margin: 0 auto; max-width: 44rem; padding: 3rem 1.5rem; color: $text; background: $surface;
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header { padding: 3rem 0 1rem; border-bottom: 1px solid $divider; margin-bottom: 1.5rem; }
header p { color: $muted; margin: .3rem 0; }
header .house { color: $primary; font-weight: 600; }
header .about { font-size: 1.2rem; margin-bottom: 2rem; }
h1 { font-size: 2.6rem; line-height: 1.15; margin: .6rem 0; }
h2 { font-size: 1.6rem; line-height: 1.25; margin: 3rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 2rem 0 .2rem; }
.short { font-size: 1.15rem; }
.about-chart { color: $muted; margin: .2rem 0 .8rem; font-size: .93rem; }
figure { margin: 0 0 1rem; overflow-x: auto; }
svg { width: 100%; height: auto; display: block; min-width: 28rem; }
details { margin: .5rem 0; font-size: .93rem; }
summary { color: $primary; cursor: pointer; }
table { border-collapse: collapse; margin: .6rem 0; }
caption { text-align: left; color: $muted; }
th, td { padding: .2rem .8rem .2rem 0; text-align: right; border-bottom: 1px solid $divider; }
th { font-weight: 600; }
th:first-child { text-align: left; }
li { margin: .5rem 0; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; }
  figure, table, li { break-inside: avoid; }
  details { display: none; }
}
@page { size: A4; margin: 20mm; }
</style>
</head>
<body>
$body
</body>
</html>
""")


def web_page(report: Report) -> str:
    """Return the whole report as HTML."""
    colours = {
        name.replace("-", "_"): value for name, value in look(is_dark=False, scale=1.0).colours.items()
    }
    return _PAGE.substitute(
        colours,
        language=report.language,
        title=escape(f"{report.helpline}: {report.title}"),
        body="\n".join(_body(report)),
    )


def shapes(chart: Chart) -> str:
    """Return a chart as SVG that can stand in a page."""
    ink = print_ink(look(is_dark=False, scale=1.0), _TEXT)
    size = QSizeF(WIDE, high(chart, WIDE, ink) + 2)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    paint(painter, chart, QRectF(1, 1, WIDE - 2, size.height() - 2), ink)
    painter.end()
    buffer.close()
    return _bare(bytes(kept.data()).decode("utf-8"), f"{chart.title}. {chart.spoken()}")


def _bare(drawing: str, spoken: str) -> str:
    """Return a drawing without its prologue and the font of this computer, named for who cannot see it."""
    inside = drawing[drawing.index("<svg") :]
    inside = re.sub(r"<(title|desc)>[^<]*</\1>", "", inside)
    inside = re.sub(r'font-family="[^"]*"', 'font-family="sans-serif"', inside)
    box = re.search(r'viewBox="[^"]*"', inside)
    body = inside[inside.index(">") + 1 :]
    name = escape(spoken, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box.group() if box else ""} '
        f'role="img" aria-label="{name}">{body}'
    ).strip()


def _body(report: Report) -> Iterator[str]:
    yield "<header>"
    yield f'<p class="house">{escape(report.helpline)}</p><h1>{escape(report.title)}</h1>'
    yield f'<p class="about">{escape(report.subtitle)}</p>'
    yield from (f"<p>{escape(each)}</p>" for each in report.covers)
    yield "</header><main>"
    yield f"<h2>{escape(report.summary.title)}</h2>"
    yield from (f'<p class="short">{escape(each)}</p>' for each in report.summary.sentences)
    for section in report.sections:
        yield from _section(section)
    for section in report.method:
        yield f"<h2>{escape(section.title)}</h2><ul>"
        yield from (f"<li>{escape(each)}</li>" for each in section.sentences)
        yield "</ul>"
    yield "</main>"


def _section(section: Section) -> Iterator[str]:
    yield f"<section><h2>{escape(section.title)}</h2>"
    yield from (f"<p>{escape(each)}</p>" for each in section.sentences)
    for shown in section.shown:
        if shown.title != section.title:
            yield f"<h3>{escape(shown.title)}</h3>"
        yield from (f'<p class="about-chart">{escape(each)}</p>' for each in shown.sentences)
        yield f"<figure>{shapes(shown.chart)}</figure>"
        yield from _table(shown.chart)
    yield "</section>"


def _table(chart: Chart) -> Iterator[str]:
    word = escape(str(chart.labels.words["table"]))
    yield f"<details><summary>{word}</summary><table><caption>{escape(chart.title)}</caption>"
    heads = "".join(f'<th scope="col">{escape(each.label)}</th>' for each in chart.series)
    yield f'<thead><tr><th scope="col">{escape(chart.head)}</th>{heads}</tr></thead><tbody>'
    for at, line in enumerate(chart.lines):
        cells = "".join(f"<td>{escape(chart.said(each.counts[at]))}</td>" for each in chart.series)
        yield f'<tr><th scope="row">{escape(line.label)}</th>{cells}</tr>'
    yield "</tbody></table></details>"
