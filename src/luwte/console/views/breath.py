"""A circle that breathes slowly, for who wants to breathe along; still where movement is not wanted."""

import math
from typing import Final

from PySide6.QtCore import QElapsedTimer, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QStyle, QWidget

from luwte.console.views.theme import Theme

SIDE: Final = 112
"""Pixels at 100 %."""

BREATH: Final = 10_000
"""Milliseconds for in and out: six a minute, as calm people breathe."""

FRAME: Final = 50
SMALL: Final = 0.62
"""The radius after breathing out, of that after breathing in."""


class Breath(QWidget):
    """Breathes while it is on the screen, unless the system asks for no movement."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._since = QElapsedTimer()
        self._beat = QTimer(self)
        self._beat.setInterval(FRAME)
        self._beat.timeout.connect(self.update)
        theme.changed.connect(self._dress)
        self._dress()

    def is_moving(self) -> bool:
        """Tell whether it breathes now."""
        return self._beat.isActive()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be as large as after breathing in."""
        return self._theme.icon_size(SIDE)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with breathing in."""
        super().showEvent(event)
        if may_move(self):
            self._since.start()
            self._beat.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Rest where nobody sees it."""
        super().hideEvent(event)
        self._beat.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the circle as it is at this moment."""
        look = self._theme.look
        full = min(self.width(), self.height()) / 2 - 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(look.colour("divider"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, full, full)
        painter.setPen(QPen(look.colour("primary"), 1.5))
        painter.setBrush(look.colour("visitor-line"))
        radius = full * self.filled()
        painter.drawEllipse(middle, radius, radius)
        painter.end()

    def filled(self) -> float:
        """Return how full the lungs are, from ``SMALL`` to 1; in the middle while it does not move."""
        if not self.is_moving():
            return (SMALL + 1) / 2
        turn = 2 * math.pi * self._since.elapsed() / BREATH
        return SMALL + (1 - SMALL) * (1 - math.cos(turn)) / 2

    def _dress(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


def may_move(widget: QWidget) -> bool:
    """Tell whether the system lets things move; people who get dizzy or distracted switch it off there."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0
