"""The lists at the left: colleagues with what they do at every text size, folded where there is no room."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from luwte.console.app import Console
from luwte.console.models.rows import Index
from luwte.console.state import ColleagueRow
from luwte.console.views import side_delegates
from tests.console import stage
from tests.console.stage import StageController

LONG = ColleagueRow("lotte", "Lotte van den Bergh-Vermeulen", "volunteer", "away")


def written(console: Console, index: Index, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    """Return what is painted for a colleague: text, room and the width it wants."""
    found: list[tuple[str, int, int]] = []

    def note(painter: QPainter, text: str, x: int, y: int, width: int) -> int:
        found.append((text, width, QFontMetrics(painter.font()).horizontalAdvance(text)))
        return width

    monkeypatch.setattr(side_delegates, "draw_elided", note)
    view = console.desk.side.colleagues
    picture = QPixmap(view.viewport().size())
    painter = QPainter(picture)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, view.viewport().width(), view.row())
    view.itemDelegate().paint(painter, option, index)
    painter.end()
    return found


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
@pytest.mark.parametrize("state", ["available", "busy", "paused", "away"])
def test_what_a_colleague_does_is_never_cut(
    console: Console, core: StageController, monkeypatch: pytest.MonkeyPatch, percent: int, state: str
) -> None:
    stage.begin(core)
    console.choose_text(percent)
    row = ColleagueRow("lotte", LONG.name, "volunteer", state)  # type: ignore[arg-type]
    core.colleagues_changed.emit((row,))
    QApplication.processEvents()
    (_, name_room, _), (said, room, wanted) = written(
        console, console.models.colleagues.index(0), monkeypatch
    )
    assert said == console.words.colleague_state(row)
    assert wanted <= room
    assert name_room > console.theme.look.px(48)


def test_folded_colleagues_are_counted_and_told(console: Console, core: StageController) -> None:
    stage.busy(core)
    console.window.resize(1_024, 700)
    console.choose_text(200)
    QApplication.processEvents()
    side = console.desk.side
    assert not side.colleagues.isVisible()
    assert side.in_short.isVisible()
    assert side.in_short.text() == "1 of 3 colleagues free"
    assert "Imran, in conversation" in side.in_short.toolTip()
    core.colleagues_changed.emit((ColleagueRow("noor", "Noor", "coordinator", "busy"), *stage.COLLEAGUES[1:]))
    assert side.in_short.text() == "0 of 3 colleagues free"
    console.choose_text(100)
    console.window.resize(1_920, 1_080)
    QApplication.processEvents()
    assert side.colleagues.isVisible()
    assert not side.in_short.isVisible()


def test_three_of_my_conversations_stay_in_sight_when_it_is_full(
    console: Console, core: StageController
) -> None:
    stage.busy(core)
    console.window.resize(1_024, 700)
    QApplication.processEvents()
    side = console.desk.side
    assert side.mine.height() >= 3 * side.mine.row()
    assert side.waiting.height() % side.waiting.row() == 0
    assert side.accept.isVisible()


def test_nobody_else_on_shift_is_said_in_words(console: Console, core: StageController) -> None:
    stage.begin(core)
    core.colleagues_changed.emit(())
    side = console.desk.side
    assert side.none_colleagues.isVisible()
    assert not side.in_short.isVisible()
