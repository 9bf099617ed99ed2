"""A choice from a list, with a chevron that says so."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from luwte.console.views.theme import Theme

CHEVRON = 14
"""The chevron's side in pixels at 100 %."""


class ChoiceBox(QComboBox):
    """A combo box; the style sheet leaves room at its right, the chevron is painted there."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the chevron over Qt's box."""
        super().paintEvent(event)
        side = self._theme.look.px(CHEVRON)
        left = self.width() - side - self._theme.look.space["s"]
        where = QRect(left, (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        self._theme.icon("chevron-down", "muted", CHEVRON).paint(painter, where)
        painter.end()
