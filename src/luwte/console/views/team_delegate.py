"""Paints the team room: who said it and when, the words below, and how an own line fared."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from luwte.console.models.rows import Role
from luwte.console.state import TeamRow
from luwte.console.views.laid_text import LaidText
from luwte.console.views.text import draw_elided, one_line, shown
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

Index = QModelIndex | QPersistentModelIndex

TEXTS: Final = 240
LONGEST: Final = 1_000
"""Characters of a line that are shown; the wire allows no more."""


class TeamDelegate(QStyledItemDelegate):
    """A line in the team room."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._laid: OrderedDict[str, LaidText] = OrderedDict()
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Lay everything out anew."""
        self._laid.clear()

    def name(self, row: TeamRow) -> str:
        """Return who said it."""
        return self.tr("You") if row.is_own else one_line(row.name) or self.tr("A colleague")

    def when(self, row: TeamRow) -> str:
        """Return the time of day, and how an own line fared."""
        fate = self.fate(row)
        at = clock(row.at)
        return f"{at} · {fate}" if fate and row.delivery != "failed" else at

    def fate(self, row: TeamRow) -> str:
        """Return how an own line fared, in words."""
        match row.delivery:
            case "received":
                return ""
            case "waiting":
                return self.tr("on its way")
            case "stored":
                return self.tr("sent")
            case "failed":
                return self.tr("not sent · say again")

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return a row's size, as wide as the list."""
        row: TeamRow = index.data(Role.ROW)
        small = QFontMetrics(self._theme.look.font("small")).height()
        around = small * (2 if row.delivery == "failed" else 1) + 2 * self._padding() + self._gap()
        wide = self._view.viewport().width()
        return QSize(wide, self._laid_out(row, wide).height + around)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: TeamRow = index.data(Role.ROW)
        look = self._theme.look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = QRectF(option.rect).adjusted(look.space["l"], 0, -look.space["l"], -self._gap())
        radius = look.radius["control"]
        state: QStyle.StateFlag = option.state
        is_focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(look.colour("primary"), 2) if is_focused else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("own-line" if row.is_own else "surface"))
        painter.drawRoundedRect(outer.adjusted(1, 1, -1, -1) if is_focused else outer, radius, radius)
        pad = self._padding()
        inner = outer.adjusted(pad, pad, -pad, -pad).toRect()
        self._head(painter, row, inner)
        painter.setPen(look.colour("text"))
        top = inner.top() + painter.fontMetrics().height()
        laid = self._laid_out(row, self._view.viewport().width())
        laid.draw(painter, QPointF(inner.left(), top), QRectF(option.rect))
        if row.delivery == "failed":
            painter.setPen(look.colour("attention"))
            draw_elided(painter, self.fate(row), inner.left(), top + laid.height, inner.width())
        painter.restore()

    def _head(self, painter: QPainter, row: TeamRow, room: QRect) -> None:
        """Write who said it, cut where the room ends, and when."""
        look = self._theme.look
        small = look.font("small")
        when = self.when(row)
        taken = QFontMetrics(small).horizontalAdvance(when) + 2
        painter.setFont(look.font("small", is_bold=True))
        painter.setPen(look.colour("text"))
        gap = look.px(8)
        used = draw_elided(painter, self.name(row), room.left(), room.top(), room.width() - taken - gap)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        draw_elided(painter, when, room.left() + used + gap, room.top(), taken)

    def _laid_out(self, row: TeamRow, wide: int) -> LaidText:
        key = f"{row.sender} {row.id}"
        laid = self._laid.get(key)
        if laid is None:
            laid = LaidText(shown(row.text, LONGEST), self._theme.look.font("text"))
            self._laid[key] = laid
            while len(self._laid) > TEXTS:
                self._laid.popitem(last=False)
        self._laid.move_to_end(key)
        laid.lay_out(max(40, wide - 2 * self._theme.look.space["l"] - 2 * self._padding()))
        return laid

    def _padding(self) -> int:
        return self._theme.look.px(8)

    def _gap(self) -> int:
        return self._theme.look.px(6)
