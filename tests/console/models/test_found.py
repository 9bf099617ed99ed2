"""A conversation is found by the nickname the list shows, whatever its capitals and accents."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from luwte.console.models.found import FoundModel
from luwte.console.models.people import ConversationsModel
from luwte.console.models.rows import Role
from luwte.console.views.text import one_line
from tests.console.stage import conversation, name_of

NAMES = ("Zeester", "Noé", "zee\u200bhond", "MAAN")


@pytest.fixture
def mine(qtbot: QtBot) -> ConversationsModel:
    made = ConversationsModel(lambda row: row.nickname)
    for number, name in enumerate(NAMES, start=1):
        made.put(conversation(number, name))
    return made


def shown(model: FoundModel) -> list[str]:
    return [str(model.index(row, 0).data(Role.KEY)) for row in range(model.rowCount())]


def a_model(mine: ConversationsModel) -> FoundModel:
    model = FoundModel(mine, lambda row: one_line(row.nickname))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


@pytest.mark.parametrize(
    ("needle", "found"), [("", [1, 2, 3, 4]), ("zee", [1, 3]), (" NOE", [2]), ("maan", [4]), ("x", [])]
)
def test_the_shown_name_is_searched(mine: ConversationsModel, needle: str, found: list[int]) -> None:
    model = a_model(mine)
    model.seek(needle)
    assert shown(model) == [name_of(number) for number in found]
    model.seek("")
    assert len(shown(model)) == len(NAMES)


def test_who_comes_while_somebody_looks_is_shown_only_when_looked_for(mine: ConversationsModel) -> None:
    model = a_model(mine)
    model.seek("zee")
    mine.put(conversation(5, "Zeewier"))
    mine.put(conversation(6, "Kiezel"))
    assert shown(model) == [name_of(number) for number in (1, 3, 5)]
    assert not model.index_of(name_of(6)).isValid()
    mine.drop(name_of(1))
    assert model.index_of(name_of(5)).row() == 1
