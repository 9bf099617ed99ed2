"""Queue, conversations and colleagues follow what the core tells."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel, RequestsModel
from luwte.console.state import Queue, RequestRow, WaiterRow
from tests.console.stage import COLLEAGUES, NOW, conversation, name_of

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_my_conversations_keep_the_order_they_came_in(qtbot: QtBot) -> None:
    model = ConversationsModel(lambda row: row.nickname)
    QAbstractItemModelTester(model, FATAL)
    for number in (1, 2, 3):
        model.add(conversation(number, f"n{number}"), "accepted")
    model.change(conversation(1, "n1", unread=4, last_at=NOW + 9))
    model.remove(name_of(2), "visitor")
    model.change(conversation(2, "n2"))
    assert [row.nickname for row in model.rows()] == ["n1", "n3"]
    assert model.rows()[0].unread == 4


def test_five_hundred_conversations_change_one_row_at_a_time(qtbot: QtBot) -> None:
    model = ConversationsModel(lambda row: row.nickname)
    model.set_rows(conversation(number, f"n{number}") for number in range(500))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _r: told.append((first.row(), last.row())))
    model.change(conversation(250, "n250", unread=1))
    assert told == [(250, 250)]


def test_queue_colleagues_and_requests_speak_to_a_screen_reader(qtbot: QtBot) -> None:
    queue = QueueModel(lambda row: f"{row.nickname} waits")
    colleagues = ColleaguesModel(lambda row: f"{row.name} is here")
    requests = RequestsModel(lambda row: f"{row.asker_name} asks")
    for model in (queue, colleagues, requests):
        QAbstractItemModelTester(model, FATAL)
    waiter = WaiterRow(name_of(5), "Duif", "hoi", "nl", NOW, is_here=True, is_readable=True)
    queue.apply_queue(Queue("all", someone_waits=True, waiters=(waiter,)))
    colleagues.apply_colleagues(COLLEAGUES)
    requests.put(RequestRow("r", "along", name_of(1), "noor", "Noor", "", NOW))
    said = [
        model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) for model in (queue, colleagues, requests)
    ]
    assert said == ["Duif waits", "Noor is here", "Noor asks"]
