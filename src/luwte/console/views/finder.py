"""The field that looks for one of my conversations: arrows move through what was found, Enter opens it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

LONGEST = 64


class Finder(QLineEdit):
    """A line to type a nickname into.

    Signals: moved (1 down, -1 up) · taken () - Enter · left () - Esc with nothing in it.
    """

    moved = Signal(int)
    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.setPlaceholderText(self.tr("Find a nickname"))
        self.setAccessibleName(self.tr("Find in my conversations"))
        self.setToolTip(self.tr("Find one of my conversations (Ctrl+K)"))

    def forget(self) -> None:
        """Be empty, with nothing that an undo would bring back."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move, open or leave; everything else is typed."""
        match event.key():
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.taken.emit()
            case Qt.Key.Key_Escape if self.text():
                self.forget()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)
