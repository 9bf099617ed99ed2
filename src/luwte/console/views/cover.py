"""A page with nothing on it but the mark: what a housemate sees who comes by."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

SIDE = 64


class Cover(QWidget):
    """Lies in front of everything. Nothing to press, nothing to read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Luwte")
        self._mark = plain_label()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(self._mark)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        icon = self._theme.icon("luwte", "muted", SIDE)
        self._mark.setPixmap(icon.pixmap(self._theme.icon_size(SIDE)))
