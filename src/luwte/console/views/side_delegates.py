"""Paints the lists at the left: a conversation, a waiting visitor, a colleague."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from luwte.console.models.rows import Role
from luwte.console.state import ColleagueRow, ConversationRow, WaiterRow
from luwte.console.views.text import draw_elided, one_line
from luwte.console.views.theme import Theme
from luwte.console.views.words import Tone, Words

Index = QModelIndex | QPersistentModelIndex
LARGE = 1.5
"""The text scale from which on name and state do not fit beside one another."""

COLLEAGUE_ICONS = {"available": "circle", "busy": "message-circle", "paused": "pause", "away": "wifi-off"}


class SideDelegate(QStyledItemDelegate):
    """What the three lists share: the card of the chosen row, the focus ring, one or two lines of text."""

    lines = 2

    def __init__(self, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self.now = now

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return a row's size; its width is the list's."""
        look = self.theme.look
        text = QFontMetrics(look.font("text")).height()
        small = QFontMetrics(look.font("small")).height() if self.lines > 1 else 0
        return QSize(120, text + small + look.px(14 if self.lines > 1 else 8))

    def begin(self, painter: QPainter, option: QStyleOptionViewItem) -> QRect:
        """Paint what is behind a row and return the room for its words."""
        look = self.theme.look
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect.adjusted(look.px(6), 2, -look.px(6), -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.radius["control"]
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(look.colour("divider"), 1))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary"))
            painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 6, 4, rect.height() - 12), 2, 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("divider"))
            painter.setOpacity(0.45)
            painter.drawRoundedRect(QRectF(rect), radius, radius)
            painter.setOpacity(1)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
        return rect.adjusted(look.px(12), look.px(5), -look.px(10), -look.px(5))

    def write(
        self, painter: QPainter, room: QRect, y: int, text: str, font: QFont, tone: Tone, *, right: int = 0
    ) -> int:
        """Write one line, cut before ``right`` pixels from the right edge; return its height."""
        painter.setFont(font)
        painter.setPen(self.theme.look.colour(tone))
        draw_elided(painter, text, room.left(), y, room.width() - right)
        return painter.fontMetrics().height()


class ConversationDelegate(SideDelegate):
    """One of my conversations: nickname, unread, where the visitor is or what was said last."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: ConversationRow = index.data(Role.ROW)
        painter.save()
        room = self.begin(painter, option)
        look = self.theme.look
        taken = self._badge(painter, room, row)
        name = one_line(row.nickname) or self.words.no_nickname()
        font = look.font("text", is_bold=bool(row.unread))
        height = self.write(painter, room, room.top(), name, font, "text", right=taken)
        state, tone = self.words.brief_presence(row, self.now())
        small = look.font("small")
        if row.unsent:
            state, tone = self.words.unsent(row.unsent), "attention"
        if state:
            self.write(painter, room, room.top() + height, state, small, tone)
        else:
            self.write(painter, room, room.top() + height, one_line(row.last_line, 120), small, "muted")
        painter.restore()

    def _badge(self, painter: QPainter, room: QRect, row: ConversationRow) -> int:
        """Paint how many lines are unread; return the width it takes."""
        if not row.unread:
            return 0
        look = self.theme.look
        text = str(row.unread) if row.unread < 100 else "99+"
        painter.setFont(look.font("small", is_bold=True))
        metrics = painter.fontMetrics()
        height = metrics.height() + 2
        width = max(height, metrics.horizontalAdvance(text) + look.px(12))
        box = QRectF(room.right() - width, room.top(), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("primary"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(look.colour("on-primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return width + look.px(8)


class WaiterDelegate(SideDelegate):
    """A waiting visitor: nickname, and the beginning of the first words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: WaiterRow = index.data(Role.ROW)
        painter.save()
        room = self.begin(painter, option)
        look = self.theme.look
        name = one_line(row.nickname) or self.words.no_nickname()
        height = self.write(painter, room, room.top(), name, look.font("text"), "text")
        said, tone = self.words.waiter_line(row)
        self.write(painter, room, room.top() + height, said, look.font("small"), tone)
        painter.restore()


class ColleagueDelegate(SideDelegate):
    """A colleague on shift: name and what they are doing, by icon and word; on two lines in large text."""

    @property
    def lines(self) -> int:  # type: ignore[override] # the text size decides
        """How many lines a row has."""
        return 2 if self.theme.look.scale >= LARGE else 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: ColleagueRow = index.data(Role.ROW)
        painter.save()
        room = self.begin(painter, option).adjusted(0, -self.theme.look.px(2), 0, 0)
        look = self.theme.look
        side = look.px(16)
        font = look.font("small")
        high = QFontMetrics(font).height()
        y = room.center().y() - self.lines * high // 2 + 1
        where = QRect(room.left(), y + (high - side) // 2, side, side)
        self.theme.icon(COLLEAGUE_ICONS[row.state], "muted", 16).paint(painter, where)
        room.setLeft(where.right() + look.px(8))
        state = self.words.colleague_state(row)
        if self.lines > 1:
            self.write(painter, room, y, one_line(row.name), font, "text")
            self.write(painter, room, y + high, state, font, "muted")
        else:
            taken = min(QFontMetrics(font).horizontalAdvance(state) + look.px(8), room.width())
            self.write(painter, room, y, one_line(row.name), font, "text", right=taken)
            room.setLeft(room.right() - taken + look.px(8))
            self.write(painter, room, y, state, font, "muted")
        painter.restore()
