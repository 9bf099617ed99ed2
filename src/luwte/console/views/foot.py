"""What stands under the transcript keeps to the lines' column: the eye does not cross a wide screen."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from luwte.console.views.theme import Theme

Place = Callable[[int], tuple[int, int]]
"""Where the column begins in a pane of this width, and how wide it is."""


class Foot(QFrame):
    """A bar as wide as the pane, with its content in the column; ``rows`` takes the content."""

    def __init__(self, theme: Theme, place: Place, above: int) -> None:
        super().__init__()
        self._theme, self._place, self._above = theme, place, above
        self.setProperty("kind", "foot")
        self.rows = QVBoxLayout(self)
        self.rows.setSpacing(theme.look.space["xs"])
        theme.changed.connect(self._arrange)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep to the column."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        gap = self._theme.look.space
        before, width = self._place(self.width())
        inset = self._theme.look.px(gap["l"])  # as far in as the bubbles
        after = max(0, self.width() - before - width)
        self.rows.setContentsMargins(before + inset, self._above, after + inset, gap["s"])
