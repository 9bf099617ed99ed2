"""A sheet to read over whatever is in front: it scrolls by keys as soon as it is there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from luwte.console.views.dialogs import Question
from luwte.console.views.theme import Theme

STEP = 40
"""Pixels that an arrow key scrolls, at 100 %."""
LEAST = 160
ROUND = 200
"""What stands around the text at 100 %."""


class Scroll(QScrollArea):
    """What scrolls: by arrows, by pages with Page Up, Page Down and space, to its ends with Home and End."""

    def __init__(self, theme: Theme, page: QWidget, name: str) -> None:
        super().__init__()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.verticalScrollBar().setSingleStep(theme.look.px(STEP))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll; Enter and Esc are the sheet's."""
        bar = self.verticalScrollBar()
        act = {
            Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
            Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
            Qt.Key.Key_Space: QScrollBar.SliderAction.SliderPageStepAdd,
        }.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            bar.triggerAction(act)


class ReadingSheet(Question):
    """Something to read, and one button that closes it."""

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, page: QWidget) -> None:
        super().__init__(parent, theme, title, "", self.tr("Close"), "")
        self.sentence.hide()
        self.no.hide()
        self.text = Scroll(theme, page, title)
        self.add_field(self.text)

    def keep_within(self, parent: QWidget | None, theme: Theme, width: int, height: int) -> None:
        """Be this large at 100 %, and no larger than the window; the hands are on the text."""
        look = theme.look
        window = parent.window() if parent is not None else None
        wide = window.width() - 2 * look.space["xl"] if window is not None else look.px(width)
        high = window.height() if window is not None else look.px(height + ROUND)
        self.setMinimumWidth(min(look.px(width), wide))
        self.text.setMinimumHeight(max(LEAST, min(look.px(height), high - look.px(ROUND))))
        self.text.setFocus()
