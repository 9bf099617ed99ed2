"""My conversations, or those among them whose nickname holds what somebody looks for."""

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel

from luwte.console.models.people import ConversationsModel
from luwte.console.models.rows import Index
from luwte.console.state import ConversationRow


class FoundModel(QSortFilterProxyModel):
    """The rows of ``mine`` that are looked for, in their order; all of them while nothing is.

    ``name`` is what the list shows of a row: only what can be seen can be found. Signals: Qt's own only.
    """

    def __init__(
        self, mine: ConversationsModel, name: Callable[[ConversationRow], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._mine = mine
        self._name = name
        self._needle = ""
        self.setSourceModel(mine)

    @property
    def is_seeking(self) -> bool:
        """Whether something is looked for."""
        return bool(self._needle)

    def seek(self, needle: str) -> None:
        """Look for a nickname, whatever its capitals and accents; an empty one shows all again."""
        self._needle = _plain(needle.strip())
        self.invalidate()

    def index_of(self, conversation: str) -> QModelIndex:
        """Return where a conversation stands; an invalid index if it is not shown."""
        return self.mapFromSource(self._mine.index_of(conversation))

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Return whether a row of ``mine`` is shown."""
        return not self._needle or self._needle in _plain(self._name(self._mine.at(row)))


def _plain(text: str) -> str:
    """Return a text without capitals and accents, so that "noe" finds "Noé"."""
    if text.isascii():
        return text.lower()
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )
