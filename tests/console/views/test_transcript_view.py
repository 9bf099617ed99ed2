"""Ten thousand lines scroll without being measured; the view stays where one reads."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from luwte.console.app import Console
from luwte.console.models.rows import Role
from luwte.console.models.transcript import MOST, PAGE, STEP
from luwte.console.state import LineRow
from luwte.console.views.transcript_delegate import COLUMN
from tests.console import stage
from tests.console.stage import StageController, conversation, line, long_talk, name_of

HERE = name_of(1)


def open_long(core: StageController, count: int) -> None:
    stage.begin(core)
    core.stored[HERE] = long_talk(HERE, count)
    core.conversation_added.emit(conversation(1, "Zeester"), "accepted")
    core.conversation_selected.emit(HERE, "")
    QApplication.processEvents()


def test_ten_thousand_lines_measure_one_page(console: Console, core: StageController) -> None:
    open_long(core, 10_000)
    console.window.grab()
    assert console.desk.pane.transcript.painter_of_rows.bubbles.measured <= PAGE + 10


def test_a_new_line_measures_one_row(console: Console, core: StageController) -> None:
    open_long(core, 1_000)
    bubbles = console.desk.pane.transcript.painter_of_rows.bubbles
    before = bubbles.measured
    core.add_lines(HERE, [line(HERE, 1_001, "visitor", "nieuw")])
    console.window.grab()
    assert bubbles.measured - before <= 2


def test_the_end_stays_in_sight_when_lines_come(console: Console, core: StageController) -> None:
    open_long(core, 300)
    view = console.desk.pane.transcript
    for number in range(301, 311):
        core.add_lines(HERE, [line(HERE, number, "visitor", "nieuw\nregel")])
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_who_reads_older_lines_is_not_moved(console: Console, core: StageController) -> None:
    open_long(core, 300)
    view = console.desk.pane.transcript
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = view.indexAt(QPoint(view.viewport().width() // 2, 0)).data(Role.KEY)
    core.add_lines(HERE, [line(HERE, 301, "visitor", "nieuw")])
    assert view.indexAt(QPoint(view.viewport().width() // 2, 0)).data(Role.KEY) == top


def test_scrolling_up_reads_older_lines_and_keeps_the_place(console: Console, core: StageController) -> None:
    open_long(core, 2_000)
    view = console.desk.pane.transcript
    bar = view.verticalScrollBar()
    place = QPoint(view.viewport().width() // 2, 0)
    first = console.models.lines.at(1)
    while console.models.lines.at(1) is first:
        before = str(view.indexAt(place).data(Role.KEY))
        bar.setValue(bar.value() - 20)
    after = str(view.indexAt(place).data(Role.KEY))
    assert abs(int(after.rsplit("-", 1)[1]) - int(before.rsplit("-", 1)[1])) <= 1
    assert console.models.lines.rowCount() <= MOST + 20


def test_one_step_up_measures_a_few_lines_once(console: Console, core: StageController) -> None:
    open_long(core, 2_000)
    view = console.desk.pane.transcript
    bubbles, bar = view.painter_of_rows.bubbles, view.verticalScrollBar()
    before = bubbles.measured
    for _ in range(40):
        last = bubbles.measured
        bar.setValue(bar.value() - view.viewport().height())
        view.viewport().grab()
        assert bubbles.measured - last <= STEP
    assert bubbles.measured - before >= 3 * STEP
    assert console.models.lines.has_older


def test_every_line_stands_there_once_after_a_switch(console: Console, core: StageController) -> None:
    open_long(core, 1_000)
    there = name_of(2)
    core.stored[there] = long_talk(there, 1_000)
    core.conversation_added.emit(conversation(2, "Maan"), "accepted")
    bar = console.desk.pane.transcript.verticalScrollBar()
    for name in (there, HERE, there):
        bar.setValue(bar.maximum() // 2)
        core.conversation_selected.emit(name, "")
        QApplication.processEvents()
        lines = [row for row in console.models.lines.rows() if isinstance(row, LineRow)]
        assert {row.conversation for row in lines} == {name}
        assert [row.number for row in lines] == list(range(1_001 - PAGE, 1_001))
        assert bar.value() == bar.maximum()


def test_a_switch_back_measures_nothing(console: Console, core: StageController) -> None:
    open_long(core, 1_000)
    there = name_of(2)
    core.stored[there] = long_talk(there, 1_000)
    core.conversation_added.emit(conversation(2, "Maan"), "accepted")
    core.conversation_selected.emit(there, "")
    console.window.grab()
    before = console.desk.pane.transcript.painter_of_rows.bubbles.measured
    core.conversation_selected.emit(HERE, "")
    console.window.grab()
    assert console.desk.pane.transcript.painter_of_rows.bubbles.measured == before


def test_a_line_is_copied_without_tricks(console: Console, core: StageController, qtbot: QtBot) -> None:
    stage.one(core)
    row = line(HERE, 30, "visitor", "a\u202eb")
    core.add_lines(HERE, [row])
    menu = console.desk.pane.transcript.line_menu(row)
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "ab"


def test_typing_in_the_transcript_goes_to_the_reply_box(
    console: Console, core: StageController, qtbot: QtBot
) -> None:
    stage.one(core)
    console.desk.pane.transcript.setFocus()
    QTest.keyClicks(console.desk.pane.transcript, "h")
    assert console.desk.pane.reply.editor.toPlainText() == "h"


def test_every_kind_of_line_is_painted_and_spoken(console: Console, core: StageController) -> None:
    stage.states(core)
    console.window.grab()
    said = " ".join(console.words.say_entry(entry) for entry in console.models.lines.rows())
    for words in (
        "could not be verified",
        "not sent",
        "on its way",
        "sent",
        "on their screen",
        "Noor joined",
    ):
        assert words in said


@pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)])
def test_every_line_in_sight_is_painted(
    console: Console, core: StageController, size: tuple[int, int]
) -> None:
    console.window.resize(*size)
    stage.states(core)
    view = console.desk.pane.transcript
    picture = console.window.grab().toImage()
    text = console.theme.look.colour("text")
    for row in range(console.models.lines.rowCount()):
        entry = console.models.lines.index(row).data(Role.ROW)
        rect = view.visualRect(console.models.lines.index(row))
        is_in_sight = view.viewport().rect().contains(rect)
        if not is_in_sight or not isinstance(entry, LineRow) or entry.kind == "unverified":
            continue
        box = view.painter_of_rows.bubble_rect(rect, entry)
        box.translate(view.viewport().mapTo(console.window, QPoint()))
        places = product(range(box.left(), box.right()), range(box.top(), box.bottom()))
        pixels = (picture.pixelColor(x, y) for x, y in places)
        assert any(abs(pixel.lightness() - text.lightness()) < 12 for pixel in pixels), entry.text


@pytest.mark.parametrize(("width", "percent"), [(1024, 100), (1920, 100), (1920, 150), (1920, 200)])
def test_lines_stand_in_a_column_in_the_middle(
    console: Console, core: StageController, width: int, percent: int
) -> None:
    console.theme.set_scale(percent / 100)
    console.window.resize(width, 1080)
    stage.one(core)
    QApplication.processEvents()
    view = console.desk.pane.transcript
    boxes = []
    for row in range(console.models.lines.rowCount()):
        entry = console.models.lines.at(row)
        if isinstance(entry, LineRow):
            boxes.append(
                view.painter_of_rows.bubble_rect(view.visualRect(console.models.lines.index(row)), entry)
            )
    left = min(box.left() for box in boxes)
    right = view.viewport().width() - max(box.right() + 1 for box in boxes)
    assert max(box.right() for box in boxes) - left <= console.theme.look.px(COLUMN)
    assert abs(left - right) <= view.verticalScrollBar().sizeHint().width() + 1


@pytest.mark.parametrize(("width", "percent"), [(1024, 100), (1920, 100), (1920, 150), (1920, 200)])
def test_what_is_written_stands_under_what_is_read(
    console: Console, core: StageController, width: int, percent: int
) -> None:
    console.theme.set_scale(percent / 100)
    console.window.resize(width, 1080)
    stage.one(core)
    pane = console.desk.pane
    pane.silence.show()
    QApplication.processEvents()
    view = pane.transcript
    own = next(row for row in console.models.lines.rows() if isinstance(row, LineRow) and row.is_own)
    bubble = view.painter_of_rows.bubble_rect(view.visualRect(console.models.lines.index_of(own.id)), own)
    for place in (pane.reply.geometry(), pane.action_bar.geometry(), pane.silence.rows.contentsRect()):
        assert place.width() <= console.theme.look.px(COLUMN)
        assert place.right() == bubble.right()
        bar = view.verticalScrollBar().sizeHint().width()
        assert 0 <= (pane.width() - 1 - place.right()) - place.left() <= bar + 1


def test_a_window_higher_than_the_lines_reads_more_of_them(console: Console, core: StageController) -> None:
    console.window.resize(1280, 6_000)
    open_long(core, 2_000)
    bar = console.desk.pane.transcript.verticalScrollBar()
    assert bar.maximum() > 0
