"""Paints the rows of a transcript: bubbles left and right, day marks, and what happened in between."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTextCharFormat
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from luwte.console.models.entries import DayMark, Entry, Moment
from luwte.console.models.transcript import TranscriptModel
from luwte.console.state import LineRow
from luwte.console.views.bubbles import Bubble, Bubbles
from luwte.console.views.sheet import mixed
from luwte.console.views.text import draw_elided
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

Index = QModelIndex | QPersistentModelIndex
COLUMN = 920
"""The lines' column at 100 %: on a wide screen the eye does not cross the whole of it."""

STATE_ICONS = {
    "held": "hourglass",
    "waiting": "clock",
    "stored": "check",
    "seen": "check-check",
    "failed": "circle-alert",
}


class TranscriptDelegate(QStyledItemDelegate):
    """Paints one entry, in a column in the middle of its row; the column's width and the height it paints in
    are set when the view's change."""

    def __init__(
        self, entries: TranscriptModel, theme: Theme, words: Words, now: Callable[[], float]
    ) -> None:
        super().__init__()
        self._entries = entries
        self._theme = theme
        self._words = words
        self._now = now
        self._icons: dict[tuple[str, str, float], QPixmap] = {}
        self.bubbles = Bubbles(theme, words)
        self.width = 600
        self._before = 0
        self.height = 600
        self.needle = ""
        self.hit = ""

    def take_room(self, width: int, height: int) -> None:
        """Paint for a view of this size: as wide as that, up to the width of a column."""
        self._before, self.width = self.column(width)
        self.height = height

    def column(self, width: int) -> tuple[int, int]:
        """Return where the column begins in rows of this width, and how wide it is."""
        taken = min(width, self._theme.look.px(COLUMN))
        return (width - taken) // 2, taken

    def dress(self) -> None:
        """Forget what was measured and drawn for another look."""
        self.bubbles.clear()
        self._icons.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return an entry's size in the view's width."""
        # Asked of every row at every layout: the model's own row costs a fifth of what a role does.
        entry = self._entries.at(index.row())
        match entry:
            case LineRow() if entry.kind != "end":
                height = self.bubbles.bubble(entry, self.width).height + self._theme.look.px(6)
            case LineRow() | DayMark() | Moment():
                height = self.bubbles.type.small_height + self._theme.look.px(20)
        return QSize(self.width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an entry."""
        entry: Entry = self._entries.at(index.row())
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
        left = rect.left() + self._before
        x = left + self.width - edge - bubble.width if line.is_own else left + edge
        return QRect(x, rect.top() + self._theme.look.px(3), bubble.width, bubble.height)

    def is_on_note(self, rect: QRect, line: LineRow, at: QPoint) -> bool:
        """Return whether a point is on the words that can be clicked ("take back", "try again")."""
        if not self.bubbles.note(line, self._now()):
            return False
        small = self.bubbles.type.small_height
        box = self.bubble_rect(rect, line)
        return box.adjusted(0, box.height() - small - 2 * self.bubbles.padding[1], 0, 0).contains(at)

    def _paint_line(self, painter: QPainter, rect: QRect, line: LineRow, *, is_current: bool) -> None:
        look = self._theme.look
        bubble = self.bubbles.bubble(line, self.width)
        box = self.bubble_rect(rect, line)
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
        self._paint_words(painter, box, line, bubble)
        self._paint_note(painter, box, line, bubble)

    def _paint_words(self, painter: QPainter, box: QRect, line: LineRow, bubble: Bubble) -> None:
        """Paint who wrote and what."""
        look = self._theme.look
        across, down = self.bubbles.padding
        left, top = box.left() + across, box.top() + down
        if bubble.label:
            painter.setFont(self.bubbles.type.label)
            painter.setPen(look.colour("muted"))
            draw_elided(painter, bubble.label, left, top, box.width() - 2 * across)
        laid = self.bubbles.text(line)
        laid.lay_out(bubble.text_width)
        painter.setPen(look.colour("danger" if line.kind == "unverified" else "text"))
        # A line of 4,000 rows paints only those in sight.
        clip = QRectF(0, 0, box.right() + 1, self.height)
        mark = self._mark() if self.needle else None
        laid.draw(painter, QPointF(left, top + bubble.label_height), clip, self.needle, mark)

    def _paint_note(self, painter: QPainter, box: QRect, line: LineRow, bubble: Bubble) -> None:
        """Paint time, state and what may be done, in the bubble's last corner."""
        look, metrics = self._theme.look, self.bubbles.type.small_metrics
        across, down = self.bubbles.padding
        height = self.bubbles.type.small_height
        painter.setFont(self.bubbles.type.small)
        top = box.bottom() + 1 - down - height
        right = box.right() - across
        note = self.bubbles.note(line, self._now())
        tone = "attention" if note else "muted"
        icon = STATE_ICONS.get(line.delivery) if line.is_own else None
        if icon:
            side = look.px(16)
            right -= side
            drawn = self._icon(painter, icon, "primary" if line.delivery == "seen" else tone)
            painter.drawPixmap(QRect(right, top + (height - side) // 2, side, side), drawn)
            right -= look.px(4)
        time, width = bubble.time, bubble.time_width
        if note:
            painter.setPen(look.colour(tone))
            width = metrics.horizontalAdvance(note)
            right -= width
            painter.drawText(right, top, width, height, Qt.AlignmentFlag.AlignLeft, note)
            time += " · "
            width = metrics.horizontalAdvance(time)
        painter.setPen(look.colour("muted"))
        painter.drawText(right - width, top, width, height, Qt.AlignmentFlag.AlignLeft, time)

    def _paint_between(self, painter: QPainter, rect: QRect, text: str) -> None:
        look = self._theme.look
        painter.setFont(self.bubbles.type.small)
        painter.setPen(look.colour("muted"))
        room = min(rect.width(), self.width) - 2 * look.px(16)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cut)

    def _icon(self, painter: QPainter, name: str, tone: str) -> QPixmap:
        """Return an icon as a picture: a ``QIcon`` looks for the right one anew at each paint."""
        ratio = painter.device().devicePixelRatio()
        key = (name, tone, ratio)
        if key not in self._icons:
            self._icons[key] = self._theme.icon(name, tone, 16).pixmap(self._theme.icon_size(16), ratio)
        return self._icons[key]

    def _mark(self) -> QTextCharFormat:
        """Return how a place looks that the search found."""
        look = self._theme.look
        mark = QTextCharFormat()
        mark.setBackground(QColor(mixed(look.colours["surface"], look.colours["attention"], 0.35)))
        mark.setForeground(look.colour("text"))
        return mark
