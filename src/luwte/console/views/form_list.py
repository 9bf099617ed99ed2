"""The list under a line of the form: what can be picked, found by typing. It never takes the focus."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from luwte.console.models.form_entries import EntriesModel, Entry
from luwte.console.models.rows import Role
from luwte.console.views.form_words import LABEL
from luwte.console.views.text import draw_elided, one_line
from luwte.console.views.theme import Theme

Index = QModelIndex | QPersistentModelIndex

MOST: Final = 7
"""Rows in sight; the others are a key away."""


class EntryDelegate(QStyledItemDelegate):
    """One row: what is found, and in quiet letters what it belongs to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.is_tree = True
        """Whether rows stand indented below one another; no longer once something is typed."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return a row's size; its width is the list's."""
        look = self._theme.look
        return QSize(80, QFontMetrics(look.font("text")).height() + look.px(10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: Entry = index.data(Role.ROW)
        look = self._theme.look
        rect: QRect = option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        state: QStyle.StateFlag = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setBrush(look.colour("visitor-line" if is_chosen else "ground"))
            painter.drawRoundedRect(rect, 6, 6)
        left = rect.left() + look.px(10) + (row.depth * look.px(18) if self.is_tree else 0)
        room = rect.right() - look.px(8) - left
        top = rect.top() + (rect.height() - QFontMetrics(look.font("text")).height()) // 2
        painter.setFont(look.font("text"))
        painter.setPen(look.colour("text"))
        used = draw_elided(painter, one_line(row.label, LABEL), left, top, room)
        if not self.is_tree and row.above:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("muted"))
            gap = look.px(10)
            under = top + QFontMetrics(look.font("text")).ascent() - painter.fontMetrics().ascent()
            draw_elided(painter, one_line(row.above, LABEL), left + used + gap, under, room - used - gap)
        painter.restore()


class EntryList(QFrame):
    """The list itself, over the form.

    Signals: chosen (name).
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, model: EntriesModel, name: str) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.setObjectName("entry_list")
        self.setProperty("kind", "float")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view = QListView()
        self.view.setModel(model)
        self._delegate = EntryDelegate(theme)
        self.view.setItemDelegate(self._delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(name)
        self.view.clicked.connect(self._clicked)
        gap = theme.look.space["xs"]
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self.view)
        self.hide()

    def begin(self, *, is_tree: bool) -> None:
        """Choose the first row, and show how the rows belong together."""
        self._delegate.is_tree = is_tree
        self.view.setCurrentIndex(self._model.index(0))
        self.view.scrollToTop()
        self.view.viewport().update()

    def move_by(self, step: int) -> None:
        """Choose the next or the previous row; past an end it goes on at the other."""
        count = self._model.rowCount()
        if count:
            self.view.setCurrentIndex(self._model.index((self.view.currentIndex().row() + step) % count))

    def current(self) -> Entry | None:
        """Return what would be picked."""
        place = self.view.currentIndex().row()
        return self._model.at(place) if 0 <= place < self._model.rowCount() else None

    def place(self, under: QWidget, over: QWidget) -> None:
        """Lie below a widget, or above it where there is more room, inside the widget this floats over."""
        gap = self._theme.look.space["xs"]
        top = under.mapTo(over, under.rect().topLeft())
        below = over.height() - top.y() - under.height() - 2 * gap
        above = top.y() - 2 * gap
        row = self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        wanted = row * min(MOST, max(1, self._model.rowCount())) + 2 * gap + 2 * self.frameWidth() + 4
        is_below = below >= min(wanted, max(above, row * 3))
        height = min(wanted, max(below if is_below else above, row))
        self.resize(under.width(), height)
        y = top.y() + under.height() + gap if is_below else top.y() - gap - height
        self.move(top.x(), y)

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.at(index.row()).name)
