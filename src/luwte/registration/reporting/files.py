"""The report's figures as files for analysis: one long CSV with its codebook, and JSON with its schema; and
rows, for a role that may take them along.

CSV as RFC 4180 has it: UTF-8, a header, commas, CRLF. A hidden count is an empty field and ``null``, never 0.
The codebook is "CSV on the web" (W3C), which programs for analysis read, and people too.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from luwte.policy import RegistrationForm
from luwte.registration.form import Answers
from luwte.registration.reporting.charting import Chart
from luwte.registration.reporting.report import Report

HEADER: Final = (
    "table",
    "table_title",
    "row",
    "row_label",
    "level",
    "column",
    "column_label",
    "count",
    "is_hidden",
    "is_total",
)
_DATATYPES: Final = {"level": "integer", "count": "integer", "is_hidden": "boolean", "is_total": "boolean"}
SCHEMA: Final = "figures.schema.json"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Column(Struct, frozen=True):
    """One column of counts; ``total`` is counted apart, since somebody may stand in several rows."""

    name: str
    label: str
    total: int | None


class Row(Struct, frozen=True):
    """One row: a count for every column, null where it is hidden."""

    name: str
    label: str
    level: int
    counts: list[int | None]


class FiguresTable(Struct, frozen=True):
    """One table of the report."""

    name: str
    title: str
    row_head: str
    columns: list[Column]
    rows: list[Row]


class FiguresFile(Struct, frozen=True):
    """All tables of a report, with the rules they were made by: counts from 1 to ``threshold`` - 1 are hidden
    (null), and more so that nobody can compute those; all others are rounded to ``rounded_to``. Weeks are ISO
    weeks; ``released`` is a day."""

    helpline: str
    year: str
    language: str
    covers: list[str]
    first_week: str
    last_week: str
    released: str
    threshold: int
    rounded_to: int
    tables: list[FiguresTable]
    schema_: str = msgspec.field(default=SCHEMA, name="$schema")


def figures_csv(report: Report) -> str:
    """Return every count of a report, one a line, and after each column its total."""
    return _written(HEADER, (cell for chart in report.charts for cell in _cells(chart)))


def figures_json(report: Report) -> bytes:
    """Return every table of a report as JSON that ``schema`` describes."""
    tables, basis = [_table(chart) for chart in report.charts], report.basis
    found = FiguresFile(
        report.helpline,
        report.year,
        report.language,
        list(report.covers),
        basis.first_week,
        basis.last_week,
        basis.released.isoformat(),
        basis.threshold,
        basis.rounded_to,
        tables,
    )
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def schema() -> bytes:
    """Return the JSON Schema of ``figures_json``."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(FiguresFile)}
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def codebook(report: Report, name: str) -> bytes:
    """Return what the columns of ``figures_csv``, in a file of this name, mean."""
    words = report.labels.words["codebook"]
    columns = [
        {
            "name": column,
            "titles": column,
            "datatype": _DATATYPES.get(column, "string"),
            "required": column != "count",
            "dc:description": words[column],
        }
        for column in HEADER
    ]
    found = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": report.language}],
        "url": name,
        "dc:title": f"{report.helpline}: {report.title}",
        "dc:description": [*report.covers, report.reading],
        "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {"columns": columns},
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def rows_csv(form: RegistrationForm, answers: Sequence[Answers]) -> str:
    """Return registrations one by one, in the order of what they say: the week, how somebody came, and the
    form's answers. Several answers are divided by semicolons."""
    asked = [field.name for field in form.fields]
    header = ("week", "channel", "quick", *asked)
    rows = [
        (each.week, each.channel, each.quick, *(_value(each.values.get(name)) for name in asked))
        for each in answers
    ]
    return _written(header, sorted(rows))


def _value(value: str | int | bool | list[str] | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ";".join(value)
        case _:
            return str(value)


def _cells(chart: Chart) -> Iterable[tuple[str, ...]]:
    total = str(chart.labels.words["all_contacts"])
    for each in chart.series:
        column = (each.name, each.label)
        for line, count in zip(chart.lines, each.counts, strict=True):
            row = (line.name, line.label, str(line.level))
            yield (chart.name, chart.title, *row, *column, *_shown(count), "false")
        yield (chart.name, chart.title, "total", total, "0", *column, *_shown(each.total), "true")


def _shown(count: int | None) -> tuple[str, str]:
    return ("", "true") if count is None else (str(count), "false")


def _table(chart: Chart) -> FiguresTable:
    return FiguresTable(
        chart.name,
        chart.title,
        chart.head,
        [Column(each.name, each.label, each.total) for each in chart.series],
        [
            Row(line.name, line.label, line.level, [each.counts[at] for each in chart.series])
            for at, line in enumerate(chart.lines)
        ],
    )


def _written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_tame(field) for field in row] for row in rows)
    return out.getvalue()


def _tame(field: str) -> str:
    """Return a field that no spreadsheet takes for a formula."""
    return f"'{field}" if field.startswith(_FORMULA) else field
