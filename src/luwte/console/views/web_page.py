"""The annual report as one file for a browser: charts as shapes inside it, a table behind each, no script,
nothing from elsewhere; light and dark, for a telephone and a desk, and fit to be printed."""

from collections.abc import Iterator
from html import escape
from string import Template
from typing import Final

from luwte.console.views.theme import Look, look
from luwte.console.views.web_shapes import NARROW, WIDE, shapes
from luwte.registration.reporting.charting import Chart
from luwte.registration.reporting.report import Report, Section, Shown

_PAGE: Final = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>
:root { color-scheme: light dark; $light }
@media screen and (prefers-color-scheme: dark) { :root { $dark } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--surface);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, nav, main, footer { max-width: 45rem; margin: 0 auto; padding: 0 1.25rem; }
.cover { background: var(--cover); color: var(--on-cover); padding: 4rem 0 2.5rem; margin-bottom: 1.5rem; }
.house { font-size: 1.3rem; font-weight: 600; margin: 0; }
.about { font-size: 1.15rem; margin: 0; }
h1 { font-size: clamp(2rem, 8vw, 3rem); line-height: 1.15; margin: .6rem 0; }
h2 { font-size: 1.6rem; line-height: 1.25; margin: 3.5rem 0 .5rem; color: var(--primary); }
h3 { font-size: 1.12rem; margin: 2.5rem 0 .2rem; }
h1, h2, h3 { text-wrap: balance; }
p, li { text-wrap: pretty; }
p { margin: .4rem 0; }
nav ul { list-style: none; padding: 0; margin: .3rem 0; border-top: 1px solid var(--divider); }
nav h2 { font-size: 1.12rem; margin: 2rem 0 0; color: var(--text); }
nav a { display: block; padding: .55rem 0; border-bottom: 1px solid var(--divider); }
a, summary { color: var(--primary); }
a:focus-visible, summary:focus-visible, .wide-table:focus-visible, figure:focus-visible {
  outline: 2px solid var(--primary); outline-offset: 2px; }
.short { font-size: 1.2rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem 1.5rem;
  margin: 1.5rem 0; padding: 1rem 0; border: solid var(--divider); border-width: 1px 0; }
.facts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.facts dt { color: var(--muted); font-size: .9rem; }
.facts dd { margin: 0; font-size: 2rem; font-weight: 600; line-height: 1.2; color: var(--primary); }
.note { color: var(--muted); font-size: .93rem; }
figure { margin: .8rem 0 .4rem; overflow-x: auto; }
svg { width: 100%; height: auto; display: block; font-family: inherit; }
svg.narrow { display: none; }
.alone svg { min-width: 34rem; }
summary { position: relative; cursor: pointer; padding: .5rem 0; width: fit-content; }
details { font-size: .93rem; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.wide-table { overflow-x: auto; }
table { border-collapse: collapse; margin: .3rem 0 .6rem; }
caption { text-align: left; color: var(--muted); padding-bottom: .3rem; }
th, td { padding: .3rem .9rem .3rem 0; text-align: right; vertical-align: bottom;
  border-bottom: 1px solid var(--divider); font-variant-numeric: tabular-nums; }
th { font-weight: 600; }
tbody th { font-weight: 400; }
th:first-child { text-align: left; min-width: 9rem; }
tfoot th, tfoot td { font-weight: 600; }
.under th:first-child { padding-left: 1rem; }
.under-2 th:first-child { padding-left: 2rem; }
li { margin: .5rem 0; }
footer { color: var(--muted); font-size: .9rem; margin-top: 4rem; padding-bottom: 3rem; }
@media (max-width: 34rem) {
  svg.narrow { display: block; max-width: 26rem; }
  svg.wide:not(:only-child) { display: none; }
}
@media screen and (prefers-color-scheme: dark) { $turned }
@media print {
  html { font-size: 10.5pt; }
  header, nav, main, footer { max-width: none; padding: 0; }
  .cover { background: none; color: var(--text); padding: 5rem 0 1rem;
    border-bottom: 2px solid var(--primary); }
  nav a { color: var(--text); text-decoration: none; padding: .25rem 0; }
  main { break-before: page; }
  main > section:first-child h2 { margin-top: 0; }
  h2, h2 + p, h3, .lead, .note:not(.reading) { break-after: avoid; }
  .facts { grid-template-columns: repeat(4, 1fr); }
  figure, .facts, li { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; }
  svg.wide { display: block !important; }
  svg.narrow, details { display: none !important; }
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
    light, dark = look(is_dark=False, scale=1.0), look(is_dark=True, scale=1.0)
    cover = f"; --cover: {light.colours['primary']}; --on-cover: {light.colours['on-primary']}"
    return _PAGE.substitute(
        language=report.language,
        title=escape(f"{report.helpline}: {report.title}"),
        light=_variables(light) + cover,
        dark=_variables(dark),
        turned=_turned(light),
        body="\n".join(_body(report)),
    )


def _variables(of: Look) -> str:
    return "; ".join(f"--{name}: {value}" for name, value in of.colours.items())


def _turned(light: Look) -> str:
    """Return the rules that give every colour of the charts its counterpart in the dark."""
    tokens = ("text", "muted", "primary", "own-line", "divider")
    return " ".join(
        f'[{part}="{light.colours[token].lower()}"] {{ {part}: var(--{token}); }}'
        for token in tokens
        for part in ("fill", "stroke")
    )


def _body(report: Report) -> Iterator[str]:
    say = report.labels.words["report"]
    yield '<div class="cover"><header>'
    yield f'<p class="house">{escape(report.helpline)}</p><h1>{escape(report.title)}</h1>'
    yield f'<p class="about">{escape(report.subtitle)}</p>'
    yield "</header></div>"
    parts = [report.summary, *report.sections, *report.method]
    yield '<nav aria-labelledby="contents">'
    yield from (f"<p>{escape(each)}</p>" for each in report.covers)
    yield f'<h2 id="contents">{escape(say["contents"])}</h2><ul>'
    yield from (f'<li><a href="#part-{at}">{escape(each.title)}</a></li>' for at, each in enumerate(parts))
    yield "</ul></nav><main>"
    yield from _head(0, report.summary)
    yield from (f'<p class="short">{escape(each)}</p>' for each in report.summary.sentences)
    if report.facts:
        yield '<dl class="facts">'
        yield from (
            f"<div><dt>{escape(each.label)}</dt><dd>{escape(each.value)}</dd></div>" for each in report.facts
        )
        yield "</dl>"
    if report.reading:
        yield f'<p class="note reading">{escape(report.reading)}</p>'
    yield "</section>"
    for at, section in enumerate(report.sections, 1):
        yield from _section(at, section)
    for at, section in enumerate(report.method, 1 + len(report.sections)):
        yield from _head(at, section)
        yield "<ul>"
        yield from (f"<li>{escape(each)}</li>" for each in section.sentences)
        yield "</ul></section>"
    yield f"</main><footer><p>{escape(f'{report.helpline} · {report.title}')}</p></footer>"


def _head(at: int, section: Section) -> Iterator[str]:
    title = escape(section.title)
    yield f'<section aria-labelledby="part-{at}"><h2 id="part-{at}">{title}</h2>'


def _section(at: int, section: Section) -> Iterator[str]:
    yield from _head(at, section)
    yield from (f"<p>{escape(each)}</p>" for each in section.sentences)
    for shown in section.shown:
        if shown.title != section.title:
            yield f"<h3>{escape(shown.title)}</h3>"
        if shown.lead:
            yield f'<p class="lead">{escape(shown.lead)}</p>'
        yield from (f'<p class="note">{escape(each)}</p>' for each in shown.told)
        if shown.instead:
            yield f"<p>{escape(shown.instead)}</p>"
        else:
            yield _figure(shown)
        yield from _table(shown.chart)
    yield "</section>"


def _figure(shown: Shown) -> str:
    """Return the chart: drawn twice where a telephone's width has room for it, else to be moved along."""
    chart = shown.drawn
    behind = str(chart.labels.words["report"]["behind"])
    said = " ".join(each for each in (f"{shown.title}.", shown.lead, behind) if each)
    wide = shapes(chart, said, WIDE)
    if chart.kind == "grid":
        name = escape(shown.title, quote=True)
        return f'<figure class="alone" tabindex="0" role="group" aria-label="{name}">{wide}</figure>'
    return f"<figure>{wide}{shapes(chart, said, NARROW)}</figure>"


def _table(chart: Chart) -> Iterator[str]:
    word, title = escape(str(chart.labels.words["table"])), escape(chart.title)
    yield f'<details><summary>{word}<span class="said">: {title}</span></summary>'
    yield f'<div class="wide-table" tabindex="0" role="group" aria-label="{escape(chart.title, quote=True)}">'
    yield f"<table><caption>{title}</caption>"
    heads = "".join(f'<th scope="col">{escape(each.label)}</th>' for each in chart.series)
    yield f'<thead><tr><th scope="col">{escape(chart.head)}</th>{heads}</tr></thead><tbody>'
    for at, line in enumerate(chart.lines):
        cells = "".join(f"<td>{escape(chart.said(each.counts[at]))}</td>" for each in chart.series)
        under = ("", ' class="under"', ' class="under-2"')[min(line.level, 2)]
        yield f'<tr{under}><th scope="row">{escape(line.label)}</th>{cells}</tr>'
    yield "</tbody>"
    totals = "".join(f"<td>{escape(chart.said(each.total))}</td>" for each in chart.series)
    total = escape(str(chart.labels.words["all_contacts"]))
    yield f'<tfoot><tr><th scope="row">{total}</th>{totals}</tr></tfoot></table></div></details>'
