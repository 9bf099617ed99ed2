"""A box to tick, with a mark that is seen in every look."""

from PySide6.QtWidgets import QPushButton

from luwte.console.views.theme import Theme


class Tick(QPushButton):
    """A word with a box before it: ticked or not."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__(word)
        self._theme = theme
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "link")
        self.setAccessibleName(word)
        self.toggled.connect(self._dress)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        name = "square-check" if self.isChecked() else "square"
        self.setIcon(self._theme.icon(name, "primary", 18))
        self.setIconSize(self._theme.icon_size(18))
