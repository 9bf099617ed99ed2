"""The focus ring: two pixels wide, two pixels off, around what the keyboard would press."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from luwte.console.views.theme import Theme, theme_file

WIDTH: Final = int(theme_file()["focus"]["width"])
OFFSET: Final = int(theme_file()["focus"]["offset"])


class RingStyle(QProxyStyle):
    """Where Qt puts the frame: so far off, and above everything in the window, whose edges alone cut it."""

    def pixelMetric(  # noqa: N802 - Qt's name
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Leave room for ring and gap."""
        if metric in {QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin}:
            return WIDTH + OFFSET
        return super().pixelMetric(metric, option, widget)

    def styleHint(  # noqa: N802 - Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returns: QStyleHintReturn | None = None,
    ) -> int:
        """Lie on the window, or on what scrolls, not in the row of buttons."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returns)


class FocusRing(QFocusFrame):
    """Follows the focus from button to button; text fields show it with their border."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._home = theme, parent
        self._style = RingStyle()
        self.setStyle(self._style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @Slot(QWidget, QWidget)
    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Surround the widget that has the focus now, if the mouse did not give it."""
        is_by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        is_ringed = isinstance(now, QAbstractButton) and not is_by_mouse
        self.setWidget(now if is_ringed and now is not None else None)  # type: ignore[arg-type]
        self.clearMask()
        if not is_ringed:
            self.setParent(self._home)  # what it surrounded may be deleted, and would take the ring along
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as what it surrounds; Qt's mask would cut the round corners off."""
        is_done = super().eventFilter(watched, event)
        self.clearMask()
        return is_done

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.look.colour("primary"), WIDTH))
        radius = self._theme.look.radius["control"] + OFFSET + WIDTH / 2
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
