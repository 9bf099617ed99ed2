"""Quiet buttons with an icon and a word, which give up the word where there is no room for it."""

from PySide6.QtWidgets import QPushButton, QToolButton

from luwte.console.views.theme import Theme


class WordButton(QPushButton):
    """An icon and a word; without the word the tooltip and the accessible name still say it."""

    def __init__(self, name: str, icon: str, word: str, tip: str, kind: str = "quiet") -> None:
        super().__init__(word)
        self.icon_name = icon
        self._word = word
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setAccessibleName(word)
        self.setToolTip(tip)
        self.setAutoDefault(False)

    def set_word(self, word: str, icon: str) -> None:
        """Say something else from now on."""
        was_shown = bool(self.text())
        self._word, self.icon_name = word, icon
        self.setAccessibleName(word)
        self.show_word(is_shown=was_shown)

    def show_word(self, *, is_shown: bool) -> None:
        """Show the icon with or without its word."""
        self.setText(self._word if is_shown else "")

    def wide(self) -> int:
        """Return the width it needs with its word."""
        was = self.text()
        self.setText(self._word)
        width = self.sizeHint().width()
        self.setText(was)
        return width

    def dress(self, theme: Theme, side: int = 18) -> None:
        """Take the icon in the look of now."""
        self.setIcon(
            theme.icon(self.icon_name, "danger" if self.property("kind") == "danger" else "text", side)
        )
        self.setIconSize(theme.icon_size(side))


class IconButton(QToolButton):
    """An icon alone, named by tooltip and accessible name."""

    def __init__(self, icon: str, name: str, keys: str = "") -> None:
        super().__init__()
        self._icon_name = icon
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def dress(self, theme: Theme, side: int = 20) -> None:
        """Take the icon in the look of now."""
        self.setIcon(theme.icon(self._icon_name, "text", side))
        self.setIconSize(theme.icon_size(side))
