"""The lists at the left: who waits, my conversations, colleagues on shift; and colleagues' requests."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from luwte.console.models.rows import RowsModel
from luwte.console.state import ColleagueRow, ConversationRow, Queue, RequestRow, WaiterRow


class QueueModel(RowsModel[WaiterRow]):
    """Who waits, in order, when the volunteer wants to see everyone."""

    def __init__(self, say: Callable[[WaiterRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.conversation, lambda row: row.nickname, say, parent)

    @Slot(object)
    def apply_queue(self, queue: Queue) -> None:
        """Follow the queue."""
        self.set_rows(queue.waiters)


class ConversationsModel(RowsModel[ConversationRow]):
    """My conversations, in the order they came: a list that jumps about makes people answer the wrong one."""

    def __init__(self, say: Callable[[ConversationRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.conversation, lambda row: row.nickname, say, parent)

    @Slot(object, str)
    def add(self, row: ConversationRow, _why: str) -> None:
        """A conversation is mine now."""
        self.put(row)

    @Slot(object)
    def change(self, row: ConversationRow) -> None:
        """Something about a conversation changed."""
        if self.row(row.conversation) is not None:
            self.put(row)

    @Slot(str, str)
    def remove(self, conversation: str, _why: str) -> None:
        """A conversation is no longer mine."""
        self.drop(conversation)


class ColleaguesModel(RowsModel[ColleagueRow]):
    """Who else is on shift."""

    def __init__(self, say: Callable[[ColleagueRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.person, lambda row: row.name, say, parent)

    @Slot(object)
    def apply_colleagues(self, colleagues: tuple[ColleagueRow, ...]) -> None:
        """Follow who is on shift."""
        self.set_rows(colleagues)


class RequestsModel(RowsModel[RequestRow]):
    """What colleagues ask of this volunteer."""

    def __init__(self, say: Callable[[RequestRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.request, lambda row: row.note, say, parent)
