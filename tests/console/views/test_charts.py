"""Charts are painted the same everywhere, hide what is hidden, and can be read without being seen (R3)."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from luwte.console.models.counts import CountsModel
from luwte.console.views.chart_box import ChartBox, ChartView
from luwte.console.views.charts import high, paint
from luwte.console.views.ink import ink, print_ink
from luwte.console.views.theme import Theme, look
from luwte.console.views.web_shapes import NARROW, shapes
from luwte.policy import load
from luwte.registration.reporting.charting import Chart, Kind, Line, Series, sorted_chart, without_noughts
from luwte.registration.reporting.labels import Labels

LABELS = Labels(load("lumi").registration, "nl")
BARS = Chart(
    "who",
    "Wie het waren",
    "bars",
    "Antwoord",
    (Line("a", "Iemand zelf"), Line("b", "Een naaste", 1), Line("not-said", "Niet gezegd")),
    (Series("2026", "2026", (25, None, 1_240), 1_270), Series("2025", "2025", (30, 0, 900), 930)),
    LABELS,
    10,
)


def painted(chart: Chart, *, is_dark: bool = False) -> QImage:
    with_ink = ink(look(is_dark=is_dark, scale=1.0))
    made = QImage(480, round(high(chart, 480, with_ink)), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    paint(painter, chart, QRectF(0, 0, 480, made.height()), with_ink)
    painter.end()
    return made


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ["bars", "columns", "grid"])
def test_every_kind_is_painted_on_the_screen_and_as_shapes(kind: Kind) -> None:
    chart = replace(BARS, kind=kind)
    image = painted(chart)
    colours = {image.pixel(x, y) for x in range(0, 480, 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 2
    drawing = shapes(chart, chart.title)
    assert drawing.startswith("<svg")
    assert "1.240" in drawing


@pytest.mark.usefixtures("qapp")
def test_R3_a_hidden_count_is_hatched_and_told_never_a_nought() -> None:
    drawing = shapes(BARS, "Wie het waren", NARROW)
    assert "verborgen" in drawing
    assert "verborgen: 1 tot en met 9" in drawing
    hidden = replace(BARS, series=(Series("2026", "2026", (25, None, 1_240), 1_270),))
    nought = replace(BARS, series=(Series("2026", "2026", (25, 0, 1_240), 1_270),))
    assert painted(hidden) != painted(nought)
    other = replace(BARS, series=(Series("2026", "2026", (25, None, 1_240), None),))
    assert painted(hidden) == painted(other), "the length of its bar says nothing"


@pytest.mark.usefixtures("qapp")
def test_R3_where_all_is_hidden_a_sentence_stands_and_is_read_out() -> None:
    chart = replace(BARS, series=(Series("2026", "2026", (None, None, 40), 50),))
    view, usual = ChartView(Theme("light"), chart), ChartView(Theme("light"), BARS)
    assert view.accessibleDescription() == chart.instead
    assert "zo klein dat we ze niet tonen" in chart.instead
    assert view.height() < usual.height()


@pytest.mark.usefixtures("qapp")
def test_counts_and_heads_too_wide_for_their_column_stand_on_end() -> None:
    with_ink = ink(look(is_dark=False, scale=1.0))
    lines = tuple(Line(f"2026-{month:02}", "jan") for month in range(1, 13))
    counts = tuple(12_345 + month for month in range(12))
    months = replace(BARS, kind="columns", lines=lines, series=(Series("2026", "2026", counts, 1),))
    assert high(months, 300, with_ink) > high(months, 900, with_ink)
    grid = replace(
        BARS, kind="grid", series=tuple(Series(str(at), "Aanvaarding", (5, 5, 5), 5) for at in range(9))
    )
    assert high(grid, 480, with_ink) > high(grid, 1_400, with_ink)


@pytest.mark.usefixtures("qapp")
def test_hatching_stays_inside_its_box() -> None:
    hidden = replace(BARS, series=(Series("2026", "2026", (None, None, None), None),), lines=BARS.lines)
    ends = [float(x) for x in re.findall(r"(-?[\d.]+),-?[\d.]+ ?", shapes(hidden, "x", NARROW))]
    assert min(ends) >= 0


@pytest.mark.usefixtures("qapp")
def test_it_looks_otherwise_in_the_dark_and_grows_with_the_text() -> None:
    assert painted(BARS) != painted(BARS, is_dark=True)
    assert high(BARS, 480, ink(look(is_dark=False, scale=2.0))) > 1.7 * high(
        BARS, 480, ink(look(is_dark=False, scale=1.0))
    )
    assert high(BARS, 480, print_ink(look(is_dark=False, scale=1.0), 12.0)) > 0


def test_all_numbers_can_be_heard() -> None:
    assert BARS.spoken() == (
        "Iemand zelf: 2026 25, 2025 30; Een naaste: 2026 verborgen, 2025 0; Niet gezegd: 2026 1.240, 2025 900"
    )


def test_the_longest_bar_comes_first_and_not_said_last() -> None:
    found = sorted_chart(BARS)
    assert [line.name for line in found.lines] == ["a", "b", "not-said"]
    turned = sorted_chart(replace(BARS, series=(Series("2026", "2026", (1_000, 20, None), None),)))
    assert [line.name for line in turned.lines] == ["a", "b", "not-said"]
    fewer = without_noughts(replace(BARS, series=(Series("2026", "2026", (0, None, 5), None),)))
    assert [line.name for line in fewer.lines] == ["b", "not-said"]


@pytest.mark.usefixtures("qapp")
def test_the_table_behind_has_every_count(qtmodeltester: object) -> None:
    model = CountsModel(BARS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (model.rowCount(), model.columnCount()) == (3, 3)
    assert model.rowCount(model.index(0, 0)) == 0
    sides = [
        model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) for at in (0, 1)
    ]
    assert sides == [model.index(0, at).data(Qt.ItemDataRole.TextAlignmentRole) for at in (0, 1)]
    said = [model.index(row, 1).data() for row in range(3)]
    assert said == ["25", "verborgen", "1.240"]
    spoken = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Een naaste, 2026: verborgen"


def test_one_key_turns_a_chart_into_its_table_and_back(qtbot: QtBot) -> None:
    box = ChartBox(Theme("light"), BARS)
    qtbot.addWidget(box)
    box.show()
    with qtbot.waitActive(box):
        box.activateWindow()
    box.drawn.setFocus()
    assert box.drawn.accessibleDescription() == BARS.spoken()
    QTest.keyClick(box.drawn, Qt.Key.Key_T)
    assert not box.table.isHidden()
    assert box.table.hasFocus()
    QTest.keyClick(box.table, Qt.Key.Key_T)
    assert box.table.isHidden()
    assert box.drawn.hasFocus()
