"""How long the screen takes, measured at the paint itself; for the benchmark, which knows no Qt."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QWidget


class Stopwatch(QObject):
    """Watches one widget for its paint events; times are milliseconds."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._paints = 0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count the paints of the widget that is watched."""
        if watched is self._widget and event.type() == QEvent.Type.Paint:
            self._paints += 1
        return False

    def until_painted(self, step: Callable[[], None]) -> float:
        """Take a step and return how long it takes until nothing is left to do and the widget is painted.

        What happened outside of the part that is seen paints nothing by itself: then a paint is asked for.
        """
        settle()
        before, start = self._paints, time.perf_counter()
        step()
        settle()
        if self._paints == before:
            self._widget.repaint()
        return 1e3 * (time.perf_counter() - start)

    def frames(self, list_view: QAbstractItemView) -> list[float]:
        """Scroll a list from its end to its start, a screenful at a time; return each frame's time.

        A frame lasts from the hand's movement until its picture is there, reading and measuring further rows
        included; the window itself decides what it paints anew, as it does under a hand.
        """
        bar = list_view.verticalScrollBar()
        settle()
        times = []
        while bar.value() > bar.minimum():
            before, start = self._paints, time.perf_counter()
            bar.setValue(bar.value() - list_view.viewport().height())
            while self._paints == before:
                QCoreApplication.sendPostedEvents()
                QCoreApplication.processEvents()
            times.append(1e3 * (time.perf_counter() - start))
        return times


def settle() -> None:
    """Let everything that is due happen."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
