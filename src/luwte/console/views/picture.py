"""A picture of what is on the screen: the window, and an open dialog over it, dimmed behind, as a person
sees it."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

SHADE = QColor(0, 0, 0, 70)


def picture(window: QWidget, dialog: QWidget | None) -> QPixmap:
    """Return a picture of the window with the dialog in its middle."""
    made = window.grab()
    if dialog is None:
        return made
    dialog.adjustSize()
    shot = dialog.grab()
    painter = QPainter(made)
    painter.fillRect(window.rect(), SHADE)
    place = QPoint((window.width() - dialog.width()) // 2, max(0, (window.height() - dialog.height()) // 2))
    painter.drawPixmap(place, shot)
    painter.end()
    return made
