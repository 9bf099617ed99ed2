"""The list model all others are: frozen rows with a key each, and the smallest change notice when they
change."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a model answers besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    KEY = Qt.ItemDataRole.UserRole + 2


class RowsModel(QAbstractListModel, Generic[Row]):
    """A list of frozen rows.

    ``key`` names a row as long as it is the same thing; ``text`` is what a list would show of it, ``say``
    what a
    screen reader says of it.

    Signals: Qt's own only.
    """

    def __init__(
        self,
        key: Callable[[Row], str],
        text: Callable[[Row], str],
        say: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._text = text
        self._say = say
        self._rows: list[Row] = []
        self._keys: list[str] = []
        self._places: dict[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many rows there are; none below a row."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one thing about a row: its text, what a screen reader says, the row itself or its key."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._say(row)
            case Role.ROW:
                return row
            case Role.KEY:
                return self._key(row)
            case _:
                return None

    def at(self, place: int) -> Row:
        """Return the row at a place of the list."""
        return self._rows[place]

    def rows(self) -> tuple[Row, ...]:
        """Return all rows, in order."""
        return tuple(self._rows)

    def row(self, key: str) -> Row | None:
        """Return the row of this key."""
        place = self._places.get(key)
        return None if place is None else self._rows[place]

    def index_of(self, key: str) -> QModelIndex:
        """Return where the row of this key stands; an invalid index if it is not there."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows instead; only what differs between the common head and tail is told as changed."""
        fresh = list(rows)
        keys = [self._key(row) for row in fresh]
        head = _common(self._keys, keys)
        tail = _common(self._keys[head:][::-1], keys[head:][::-1])
        gone, come = len(self._keys) - head - tail, len(keys) - head - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            del self._rows[head : head + gone], self._keys[head : head + gone]
            self._count_from(head)
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._rows[head:head] = fresh[head : head + come]
            self._keys[head:head] = keys[head : head + come]
            self._count_from(head)
            self.endInsertRows()
        for place, row in enumerate(fresh):
            if self._rows[place] is not row and self._rows[place] != row:
                self._rows[place] = row
                self._tell(place)

    def replace_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows instead, which are others altogether: one reset costs one layout."""
        self.beginResetModel()
        self._rows = list(rows)
        self._keys = [self._key(row) for row in self._rows]
        self._places = {key: place for place, key in enumerate(self._keys)}
        self.endResetModel()

    def put(self, row: Row) -> None:
        """Change the row with the same key, or add it at the end."""
        key = self._key(row)
        place = self._places.get(key)
        if place is not None:
            if self._rows[place] != row:
                self._rows[place] = row
                self._tell(place)
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._places[key] = len(self._rows)
        self._rows.append(row)
        self._keys.append(key)
        self.endInsertRows()

    def drop(self, key: str) -> None:
        """Remove the row of this key, if it is there."""
        place = self._places.get(key)
        if place is None:
            return
        self.beginRemoveRows(QModelIndex(), place, place)
        del self._rows[place], self._keys[place]
        self._count_from(place)
        self.endRemoveRows()

    def refresh(self) -> None:
        """Say that every row looks different now: time went on, or the language changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _count_from(self, place: int) -> None:
        """Note where each row stands from this place on; the places of rows that went are forgotten."""
        if len(self._places) > len(self._keys):
            self._places.clear()
            place = 0
        self._places.update(zip(self._keys[place:], range(place, len(self._keys)), strict=True))

    def _tell(self, place: int) -> None:
        at = self.index(place)
        self.dataChanged.emit(at, at)


def _common(one: list[str], other: list[str]) -> int:
    """Return how many keys the two lists begin with in common."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
