"""The transcript holds a window of the lines, however many there are."""

from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from luwte.console.models.entries import entry_text
from luwte.console.models.transcript import MOST, PAGE, STEP, TranscriptModel
from luwte.console.state import LineRow, LinesChanged
from tests.console.stage import NOW, StageController, conversation, line, long_talk, name_of

HERE = name_of(1)
THERE = name_of(2)


@pytest.fixture
def source(qtbot: QtBot, tmp_path: Path) -> StageController:
    return StageController(tmp_path)


def a_model(source: StageController, lines: int) -> TranscriptModel:
    source.stored[HERE] = long_talk(HERE, lines)
    model = TranscriptModel(source, entry_text, lambda: NOW)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    source.lines_changed.connect(model.apply_lines)
    model.show_conversation(HERE)
    return model


def shown(model: TranscriptModel) -> list[int]:
    return [row.number for row in model.rows() if isinstance(row, LineRow)]


def test_ten_thousand_lines_load_one_page(source: StageController) -> None:
    model = a_model(source, 10_000)
    assert shown(model) == list(range(10_001 - PAGE, 10_001))
    assert model.is_at_end


def test_older_pages_come_and_the_window_stays_small(source: StageController) -> None:
    model = a_model(source, 10_000)
    for _ in range(MOST // STEP):
        assert model.show_older()
    assert len(shown(model)) == MOST
    assert not model.is_at_end
    numbers = shown(model)
    assert numbers == list(range(numbers[0], numbers[0] + MOST))
    while model.show_newer():
        assert len(shown(model)) <= MOST
    assert shown(model)[-1] == 10_000


def test_the_first_line_ends_the_way_up(source: StageController) -> None:
    model = a_model(source, PAGE + 5)
    assert model.show_older()
    assert shown(model)[0] == 1
    assert not model.show_older()


def test_a_new_line_is_added_at_the_end_only(source: StageController) -> None:
    model = a_model(source, 50)
    told: list[str] = []
    model.rowsInserted.connect(lambda _p, first, last: told.append(f"{last - first + 1}"))
    model.rowsRemoved.connect(lambda *_: told.append("removed"))
    source.add_lines(HERE, [line(HERE, 51, "visitor", "nog iets")])
    assert told == ["1"]
    assert shown(model)[-1] == 51


def test_a_changed_delivery_changes_one_row(source: StageController) -> None:
    model = a_model(source, 5)
    old = source.stored[HERE][4]
    new = line(HERE, 5, "staff", old.text, delivery="stored")
    told: list[int] = []
    model.dataChanged.connect(lambda first, _l, _r: told.append(first.row()))
    source.stored[HERE][4] = new
    source.lines_changed.emit(LinesChanged(HERE, 4, 1, (new,)))
    assert told == [model.index_of(new.id).row()]


def test_lines_of_another_conversation_are_not_shown(source: StageController) -> None:
    model = a_model(source, 3)
    source.add_lines(THERE, [line(THERE, 1, "visitor", "geheim")])
    assert shown(model) == [1, 2, 3]


def test_while_older_lines_are_read_a_new_one_does_not_jump_in(source: StageController) -> None:
    model = a_model(source, 2_000)
    for _ in range(MOST // STEP):
        model.show_older()
    before = shown(model)
    source.add_lines(HERE, [line(HERE, 2_001, "visitor", "x")])
    assert shown(model) == before
    model.show_end()
    assert shown(model)[-1] == 2_001


def test_a_line_can_be_found_wherever_it_stands(source: StageController) -> None:
    model = a_model(source, 5_000)
    wanted = source.stored[HERE][37].id
    assert model.show_line(wanted)
    assert model.index_of(wanted).isValid()
    assert not model.show_line("nothing")


def test_moments_stand_between_the_lines_and_go_with_the_conversation(source: StageController) -> None:
    model = a_model(source, 3)
    model.follow(conversation(1, "Zeester"))
    model.follow(conversation(1, "Zeester", presence="away"))
    assert len(model.rows()) == 5
    model.forget(HERE)
    assert model.rows() == ()
