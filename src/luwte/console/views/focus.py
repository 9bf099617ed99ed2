"""The focus ring: two pixels wide, two pixels off, around what the keyboard would press."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from luwte.console.views.theme import Theme, theme_file

WIDTH: Final = int(theme_file()["focus"]["width"])
OFFSET: Final = int(theme_file()["focus"]["offset"])

_MOVES: Final = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
)


class FocusRing(QWidget):
    """Follows the focus from button to button; text fields show it with their border.

    It lies on the window, or on what scrolls within it. Qt's own frame lies in the row of buttons, which cuts
    it off, and no farther off than a filled button's edge, where it cannot be seen.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._home = theme, parent
        self._marked: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @Slot(QWidget, QWidget)
    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Surround the widget that has the focus now, if the mouse did not give it."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._marked, self._watched = None, []
        is_by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if isinstance(now, QAbstractButton) and not is_by_mouse:
            self._mark(now)
        else:
            self.hide()
            self.setParent(self._home)  # what it surrounded may be deleted, and would take the ring along

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go where it goes, whatever around it is moved."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.look.colour("primary"), WIDTH))
        half = WIDTH / 2
        radius = self._theme.look.radius["control"] + OFFSET + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _mark(self, widget: QWidget) -> None:
        self._marked, self._watched = widget, [widget]
        around = widget.parentWidget()
        while around is not None and not around.isWindow():
            above = around.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is around:
                break
            self._watched.append(around)
            around = above
        self.setParent(around if around is not None else self._home)
        for each in self._watched:
            each.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        marked, around = self._marked, self.parentWidget()
        if marked is None or around is None or not isValid(marked):
            return
        off = WIDTH + OFFSET
        place = QRect(marked.mapTo(around, QPoint(0, 0)), marked.size())
        self.setGeometry(place.adjusted(-off, -off, off, off))
        self.setVisible(marked.isVisible())
        self.raise_()
