"""The band that never leaves while somebody practises: nobody real is writing, and here is the way out."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from luwte.console.state import Session
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme


class PracticeBand(QFrame):
    """Stands under the top bar during practice, and only then.

    Signals: end_wanted ().
    """

    end_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "practice")
        self._mark = plain_label()
        self.label = plain_label(self.tr("Practice: nobody real is writing."), "strong", wraps=True)
        self.end = QPushButton(self.tr("End practice"))
        self.end.setObjectName("end_practice_button")
        self.end.clicked.connect(self.end_wanted)
        row = QHBoxLayout(self)
        gap = theme.look.space
        row.setContentsMargins(gap["l"], gap["s"], gap["l"], gap["s"])
        row.setSpacing(gap["s"])
        row.addWidget(self._mark)
        row.addWidget(self.label, 1)
        row.addWidget(self.end)
        self.setVisible(False)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Be there during practice."""
        is_new = session.is_practice and self.isHidden()
        self.setVisible(session.is_practice)
        if is_new and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.label.text()))

    def _dress(self) -> None:
        side = 20
        self._mark.setPixmap(self._theme.icon("sprout", "primary", side).pixmap(self._theme.icon_size(side)))
