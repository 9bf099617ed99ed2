"""The list model tells the smallest change and keeps Qt's rules."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from luwte.console.models.rows import Role, RowsModel

Pair = tuple[str, str]


def a_model() -> RowsModel[Pair]:
    return RowsModel(lambda row: row[0], lambda row: row[1], lambda row: f"says {row[1]}")


def watched(model: RowsModel[Pair]) -> list[str]:
    told: list[str] = []
    model.rowsInserted.connect(lambda _p, first, last: told.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: told.append(f"-{first}-{last}"))
    model.dataChanged.connect(lambda first, last, _r: told.append(f"~{first.row()}-{last.row()}"))
    model.modelReset.connect(lambda: told.append("reset"))
    return told


def test_qt_s_own_tester_finds_nothing(qapp: object) -> None:
    model = a_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for keys in ("abc", "", "xaby", "by", "abcdef", "acf"):
        model.set_rows([(key, key.upper()) for key in keys])
    model.put(("z", "Z"))
    model.put(("a", "other"))
    model.drop("c")
    model.drop("nobody")
    assert [row[0] for row in model.rows()] == ["a", "f", "z"]


def test_only_what_differs_between_head_and_tail_is_told(qtbot: QtBot) -> None:
    model = a_model()
    model.set_rows([("a", "1"), ("b", "2"), ("c", "3")])
    told = watched(model)
    model.set_rows([("a", "1"), ("x", "9"), ("b", "2"), ("c", "4")])
    assert told == ["+1-1", "~3-3"]


def test_other_rows_altogether_are_told_as_one_reset(qtbot: QtBot) -> None:
    model = a_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([("a", "1"), ("b", "2")])
    told = watched(model)
    model.replace_rows([("x", "9"), ("b", "3"), ("y", "8")])
    assert told == ["reset"]
    assert model.row("a") is None
    assert [model.index_of(key).row() for key in "xby"] == [0, 1, 2]


def test_the_same_rows_again_tell_nothing(qtbot: QtBot) -> None:
    model = a_model()
    model.set_rows([("a", "1")])
    told = watched(model)
    model.set_rows([("a", "1")])
    model.put(("a", "1"))
    assert told == []


def test_every_role_answers(qtbot: QtBot) -> None:
    model = a_model()
    model.set_rows([("a", "eins")])
    index = model.index_of("a")
    assert index.data(Qt.ItemDataRole.DisplayRole) == "eins"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "says eins"
    assert index.data(Role.KEY) == "a"
    assert index.data(Role.ROW) == ("a", "eins")
    assert not model.index_of("b").isValid()
    assert model.rowCount(index) == 0
