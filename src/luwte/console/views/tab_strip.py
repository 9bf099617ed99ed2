"""A calm strip of tabs: an icon and a word each, a line under the one in front, and in words what is new."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QTabBar

from luwte.console.views.theme import Theme

ICON = 16
LINE = 3
"""The line under the tab in front, in pixels."""


@dataclass(frozen=True)
class Shape:
    """How much of a tab there is room for."""

    has_icons: bool
    has_words: bool
    """Whether what is new is said ("2 new") or only counted ("2")."""


SHAPES = (Shape(True, True), Shape(False, True), Shape(True, False), Shape(False, False))  # noqa: FBT003
"""From wide to narrow."""


class TabStrip(QTabBar):
    """Tabs of a pane. Left and right go from one to the next.

    Signals: Qt's own only.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._icons: list[str] = []
        self._words: list[str] = []
        self._news: list[int] = []
        self._shape = SHAPES[0]
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self._fit)

    def add(self, icon: str, word: str, tip: str) -> None:
        """Add a tab."""
        self._icons.append(icon)
        self._words.append(word)
        self._news.append(0)
        at = self.addTab(word)
        self.setTabToolTip(at, tip)
        self._fit()

    def show_news(self, tab: int, count: int) -> None:
        """Say on a tab how much is new behind it; 0 for nothing."""
        if count != self._news[tab]:
            self._news[tab] = count
            said = self._words[tab]
            self.setAccessibleTabName(tab, f"{said}, {self._new(count)}" if count else said)
            self._fit()

    def news(self, tab: int) -> str:
        """Return what a tab says of what is new behind it."""
        return self._new(self._news[tab]) if self._news[tab] else ""

    def tabSizeHint(self, tab: int) -> QSize:  # noqa: N802 - Qt's name
        """Return a tab's size."""
        return QSize(self._wide(tab, self._shape), self._high())

    def minimumTabSizeHint(self, tab: int) -> QSize:  # noqa: N802 - Qt's name
        """A tab is never squeezed: it says less instead."""
        return self.tabSizeHint(tab)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one row."""
        return QSize(120, self._high())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be as narrow as the pane."""
        return QSize(0, self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the tabs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tab in range(self.count()):
            self._paint(painter, tab, self.tabRect(tab))
        painter.end()

    def _paint(self, painter: QPainter, tab: int, room: QRect) -> None:
        look = self._theme.look
        is_front = tab == self.currentIndex()
        if is_front:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary"))
            inset = look.px(4)
            under = QRectF(room.adjusted(inset, room.height() - LINE, -inset, 0))
            painter.drawRoundedRect(under, LINE / 2, LINE / 2)
            if self.hasFocus():
                painter.setPen(QPen(look.colour("primary"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                ring = QRectF(room).adjusted(2, 2, -2, -LINE - 2)
                painter.drawRoundedRect(ring, look.radius["control"], look.radius["control"])
        left = room.left() + look.px(8)
        if self._shape.has_icons:
            side = look.px(ICON)
            where = QRect(left, room.center().y() - side // 2 - 1, side, side)
            self._theme.icon(self._icons[tab], "text" if is_front else "muted", ICON).paint(painter, where)
            left = where.right() + look.px(6)
        font = look.font("small", is_bold=is_front)
        painter.setFont(font)
        painter.setPen(look.colour("text" if is_front else "muted"))
        wide = QFontMetrics(look.font("small", is_bold=True)).horizontalAdvance(self._words[tab])
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, room.top(), wide + 2, room.height() - LINE), flags, self._words[tab])
        if self._news[tab]:
            self._paint_news(painter, tab, QRect(left + wide, room.top(), room.right(), room.height() - LINE))

    def _paint_news(self, painter: QPainter, tab: int, room: QRect) -> None:
        """Paint the dot, and the word beside it."""
        look = self._theme.look
        dot = look.px(7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("attention"))
        left = room.left() + look.px(6)
        painter.drawEllipse(QRectF(left, room.center().y() - dot / 2 + 1, dot, dot))
        painter.setPen(look.colour("attention"))
        painter.setFont(look.font("small", is_bold=True))
        left += dot + look.px(4)
        said = self._said(tab, self._shape)
        where = QRect(left, room.top(), room.width(), room.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, said)

    def _said(self, tab: int, shape: Shape) -> str:
        count = self._news[tab]
        return self._new(count) if shape.has_words else (str(count) if count < 100 else "99+")

    def _new(self, count: int) -> str:
        return self.tr("%n new", "", count)

    def _wide(self, tab: int, shape: Shape) -> int:
        look = self._theme.look
        metrics = QFontMetrics(look.font("small", is_bold=True))
        wide = 2 * look.px(8) + metrics.horizontalAdvance(self._words[tab])
        if shape.has_icons:
            wide += look.px(ICON) + look.px(6)
        if self._news[tab]:
            wide += look.px(17) + metrics.horizontalAdvance(self._said(tab, shape))
        return wide

    def _high(self) -> int:
        look = self._theme.look
        return QFontMetrics(look.font("small")).height() + look.px(20)

    def _fit(self) -> None:
        """Choose how much is said; Qt asks for the sizes again when a tab's word is set."""
        tabs = range(len(self._words))
        fitting = (s for s in SHAPES if sum(self._wide(tab, s) for tab in tabs) <= self.width())
        self._shape = next(fitting, SHAPES[-1])
        for tab in range(self.count()):
            self.setTabText(tab, self._words[tab])
        self.updateGeometry()
        self.update()
