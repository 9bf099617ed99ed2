"""Paints the team room: who said it and when, the words below, and how an own line fared."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from luwte.console.models.rows import Role
from luwte.console.state import TeamRow
from luwte.console.views.laid_text import LaidText
from luwte.console.views.text import draw_elided, one_line, shown
from luwte.console.views.theme import Theme
from luwte.console.views.words import Tone, clock

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

    def who(self, row: TeamRow) -> str:
        """Return who said it, and when."""
        name = self.tr("You") if row.is_own else one_line(row.name) or self.tr("A colleague")
        return f"{name} · {clock(row.at)}"

    def fate(self, row: TeamRow) -> tuple[str, Tone]:
        """Return how an own line fared, in words."""
        match row.delivery:
            case "received":
                return "", "muted"
            case "waiting":
                return self.tr("on its way"), "muted"
            case "stored":
                return self.tr("sent"), "muted"
            case "failed":
                return self.tr("not sent · say again"), "attention"

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return a row's size, as wide as the list."""
        row: TeamRow = index.data(Role.ROW)
        small = QFontMetrics(self._theme.look.font("small")).height()
        wide = self._view.viewport().width()
        return QSize(wide, small + self._laid_out(row, wide).height + 2 * self._padding() + self._gap())

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
        painter.setFont(look.font("small"))
        fate, tone = self.fate(row)
        metrics = painter.fontMetrics()
        taken = min(inner.width() * 2 // 3, metrics.horizontalAdvance(fate)) if fate else 0
        painter.setPen(look.colour("muted"))
        draw_elided(painter, self.who(row), inner.left(), inner.top(), inner.width() - taken - pad)
        if fate:
            painter.setPen(look.colour(tone))
            draw_elided(painter, fate, inner.right() + 1 - taken, inner.top(), taken + 1)
        painter.setPen(look.colour("text"))
        laid = self._laid_out(row, self._view.viewport().width())
        laid.draw(painter, QPointF(inner.left(), inner.top() + metrics.height()), QRectF(option.rect))
        painter.restore()

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
