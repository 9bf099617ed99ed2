"""Quiet buttons with an icon and a word, which give up the word where there is no room for it."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QToolButton

from luwte.console.views.theme import Theme

GAP: Final = 8
"""Pixels between icon and word, at 100 %."""

QT_GAP: Final = 4
"""Those that Qt leaves at every text size; the icon brings the others along."""


class WordButton(QPushButton):
    """An icon and a word; without the word the tooltip and the accessible name still say it."""

    def __init__(self, name: str, icon: str, word: str, tip: str, kind: str = "quiet") -> None:
        super().__init__(word)
        self.icon_name = icon
        self._word = word
        self._alone = self._beside = QIcon()
        self._side = self._gap = 0
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
        self.setIcon(self._beside if is_shown else self._alone)
        self.setIconSize(QSize(self._side + (self._gap if is_shown else 0), self._side))

    def wide(self) -> int:
        """Return the width it needs with its word."""
        return self._width(is_shown=True)

    def narrow(self) -> int:
        """Return the width it needs without its word."""
        return self._width(is_shown=False)

    def dress(self, theme: Theme, side: int = 18) -> None:
        """Take the icon in the look of now."""
        tone = "danger" if self.property("kind") == "danger" else "text"
        self._side = theme.look.px(side)
        self._gap = theme.look.px(GAP) - QT_GAP
        self._alone = theme.icon(self.icon_name, tone, side)
        self._beside = with_gap(self._alone, self._side, self._gap)
        self.show_word(is_shown=bool(self.text()))

    def _width(self, *, is_shown: bool) -> int:
        was_shown = bool(self.text())
        self.show_word(is_shown=is_shown)
        width = self.sizeHint().width()
        self.show_word(is_shown=was_shown)
        return width


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


def with_gap(icon: QIcon, side: int, gap: int) -> QIcon:
    """Return a square icon with room at its right, in the look of a button that can be pressed and of one
    that cannot."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        source = icon.pixmap(QSize(side, side), mode)
        ratio = source.devicePixelRatio()
        wide = QPixmap(source.width() + round(gap * ratio), source.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, source)
        painter.end()
        made.addPixmap(wide, mode)
    return made
