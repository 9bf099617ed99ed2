"""Paints the rows of a transcript: bubbles left and right, day marks, and what happened in between."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from luwte.console.models.entries import DayMark, Entry, Moment
from luwte.console.models.rows import Role
from luwte.console.state import LineRow
from luwte.console.views.bubbles import Bubble, Bubbles
from luwte.console.views.sheet import mixed
from luwte.console.views.text import draw_elided
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words, clock

Index = QModelIndex | QPersistentModelIndex
HITS = 50
"""Places of the search painted in one line."""

STATE_ICONS = {
    "held": "hourglass",
    "waiting": "clock",
    "stored": "check",
    "seen": "check-check",
    "failed": "circle-alert",
}


class TranscriptDelegate(QStyledItemDelegate):
    """Paints one entry; the width it measures for and the height it paints in are
    the view's, set when that changes."""

    def __init__(self, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._now = now
        self.bubbles = Bubbles(theme, words)
        self.width = 600
        self.height = 600
        self.needle = ""
        self.hit = ""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return an entry's size in the view's width."""
        entry: Entry = index.data(Role.ROW)
        look = self._theme.look
        match entry:
            case LineRow() if entry.kind != "end":
                return QSize(self.width, self.bubbles.bubble(entry, self.width).height + look.px(6))
            case LineRow() | DayMark() | Moment():
                return QSize(self.width, QFontMetrics(look.font("small")).height() + look.px(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an entry."""
        entry: Entry = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        rect: QRect = option.rect
        match entry:
            case LineRow() if entry.kind != "end":
                self._paint_line(painter, rect, entry, is_current=is_current)
            case LineRow():
                self._paint_between(painter, rect, self._words.line(entry))
            case DayMark():
                self._paint_between(painter, rect, self._words.day(entry))
            case Moment():
                self._paint_between(painter, rect, self._words.moment(entry))
        painter.restore()

    def bubble_rect(self, rect: QRect, line: LineRow) -> QRect:
        """Return where a line's bubble stands in its row."""
        bubble = self.bubbles.bubble(line, self.width)
        edge = self._theme.look.px(16)
        x = rect.right() - edge - bubble.width if line.is_own else rect.left() + edge
        return QRect(x, rect.top() + self._theme.look.px(3), bubble.width, bubble.height)

    def is_on_note(self, rect: QRect, line: LineRow, at: QPoint) -> bool:
        """Return whether a point is on the words that can be clicked ("take back", "try again")."""
        if not self.bubbles.note(line, self._now()):
            return False
        small = QFontMetrics(self._theme.look.font("small")).height()
        box = self.bubble_rect(rect, line)
        return box.adjusted(0, box.height() - small - 2 * self.bubbles.padding[1], 0, 0).contains(at)

    def _paint_line(self, painter: QPainter, rect: QRect, line: LineRow, *, is_current: bool) -> None:
        look = self._theme.look
        bubble = self.bubbles.bubble(line, self.width)
        box = self.bubble_rect(rect, line)
        across, down = self.bubbles.padding
        radius = look.radius["line"]
        painter.setPen(Qt.PenStyle.NoPen)
        if line.kind == "unverified":
            painter.setPen(QPen(look.colour("danger"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(look.colour("surface"))
        else:
            painter.setBrush(look.colour("visitor-line" if line.sender == "visitor" else "own-line"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if is_current or line.id == self.hit:
            painter.setPen(QPen(look.colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
        label = self.bubbles.label(line)
        if label:
            painter.setFont(look.font("small", is_bold=True))
            painter.setPen(look.colour("muted"))
            draw_elided(painter, label, box.left() + across, box.top() + down, box.width() - 2 * across)
        document = self.bubbles.document(line)
        if document.textWidth() != bubble.text_width:
            document.setTextWidth(bubble.text_width)
        painter.save()
        painter.translate(box.left() + across, box.top() + down + bubble.label_height)
        colour = look.colour("danger" if line.kind == "unverified" else "text")
        document.documentLayout().draw(
            painter, self._context(document, colour, box.top() + down + bubble.label_height)
        )
        painter.restore()
        self._paint_note(painter, box, line, bubble)

    def _paint_note(self, painter: QPainter, box: QRect, line: LineRow, _bubble: Bubble) -> None:
        """Paint time, state and what may be done, in the bubble's last corner."""
        look = self._theme.look
        across, down = self.bubbles.padding
        painter.setFont(look.font("small"))
        metrics = painter.fontMetrics()
        top = box.bottom() + 1 - down - metrics.height()
        right = box.right() - across
        note = self.bubbles.note(line, self._now())
        tone = "attention" if note else "muted"
        icon = STATE_ICONS.get(line.delivery) if line.is_own else None
        if icon:
            side = look.px(16)
            right -= side
            where = QRect(right, top + (metrics.height() - side) // 2, side, side)
            self._theme.icon(icon, "primary" if line.delivery == "seen" else tone, 16).paint(painter, where)
            right -= look.px(4)
        time = clock(line.at)
        if note:
            painter.setPen(look.colour(tone))
            width = metrics.horizontalAdvance(note)
            right -= width
            painter.drawText(right, top, width, metrics.height(), Qt.AlignmentFlag.AlignLeft, note)
            time += " · "
        painter.setPen(look.colour("muted"))
        width = metrics.horizontalAdvance(time)
        painter.drawText(right - width, top, width, metrics.height(), Qt.AlignmentFlag.AlignLeft, time)

    def _paint_between(self, painter: QPainter, rect: QRect, text: str) -> None:
        look = self._theme.look
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        room = rect.width() - 2 * look.px(16)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cut)

    def _context(
        self, document: QTextDocument, colour: QColor, top: int
    ) -> QAbstractTextDocumentLayout.PaintContext:
        """Return how to paint a document whose first row stands ``top`` pixels below the view's edge."""
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(context.palette)
        palette.setColor(QPalette.ColorRole.Text, colour)
        context.palette = palette
        # A line of 4,000 rows paints only those in sight.
        context.clip = QRectF(0, -top, document.size().width() + 1, self.height)
        if self.needle:
            context.selections = self._hits(document)
        return context

    def _hits(self, document: QTextDocument) -> list[QAbstractTextDocumentLayout.Selection]:
        look = self._theme.look
        mark = QTextCharFormat()
        mark.setBackground(QColor(mixed(look.colours["surface"], look.colours["attention"], 0.35)))
        mark.setForeground(look.colour("text"))
        found: list[QAbstractTextDocumentLayout.Selection] = []
        cursor = document.find(self.needle)
        while not cursor.isNull() and len(found) < HITS:
            selection = QAbstractTextDocumentLayout.Selection()
            selection.cursor = QTextCursor(cursor)
            selection.format = mark
            found.append(selection)
            cursor = document.find(self.needle, cursor)
        return found
