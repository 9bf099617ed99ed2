"""Under the reply box: hand over, ask along, danger, end. Icons alone where there is no room for words."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from luwte.console.views.buttons import WordButton
from luwte.console.views.theme import Theme


class ActionBar(QFrame):
    """What else can be done in a conversation.

    Signals: hand_over_wanted · along_wanted · danger_wanted · end_wanted · step_out_wanted.
    """

    hand_over_wanted = Signal()
    along_wanted = Signal()
    danger_wanted = Signal()
    end_wanted = Signal()
    step_out_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.hand_over = self._button("hand_over_button", "arrow-right-left", self.tr("Hand over"), "Ctrl+T")
        self.along = self._button("along_button", "user-plus", self.tr("Ask along"), "Ctrl+J")
        self.danger = self._button("danger_button", "triangle-alert", self.tr("Danger"), "Ctrl+D", "danger")
        self.step_out = self._button("step_out_button", "door-open", self.tr("Step out"))
        self.end = self._button("end_button", "log-out", self.tr("End"), "Ctrl+E")
        self._buttons = (self.hand_over, self.along, self.danger, self.step_out, self.end)
        row = QHBoxLayout(self)
        ring = theme.look.space["xs"]
        row.setContentsMargins(ring, ring, ring, ring)  # the focus ring needs it
        row.setSpacing(theme.look.space["xs"])
        row.addWidget(self.hand_over)
        row.addWidget(self.along)
        row.addWidget(self.danger)
        row.addStretch(1)
        row.addWidget(self.step_out)
        row.addWidget(self.end)
        self.hand_over.clicked.connect(self.hand_over_wanted)
        self.along.clicked.connect(self.along_wanted)
        self.danger.clicked.connect(self.danger_wanted)
        self.end.clicked.connect(self.end_wanted)
        self.step_out.clicked.connect(self.step_out_wanted)
        theme.changed.connect(self._dress)
        self._dress()

    def set_role(self, *, is_mine: bool, is_open: bool) -> None:
        """The owner ends or hands over; who came along steps out."""
        self.end.setVisible(is_mine)
        self.hand_over.setVisible(is_mine)
        self.step_out.setVisible(not is_mine)
        for button in self._buttons:
            button.setEnabled(is_open)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show words where there is room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need no more than the icons do."""
        return QSize(160, super().minimumSizeHint().height())

    def _button(self, name: str, icon: str, word: str, keys: str = "", kind: str = "quiet") -> WordButton:
        return WordButton(name, icon, word, f"{word} ({keys})" if keys else word, kind)

    def _fit(self) -> None:
        shown = [button for button in self._buttons if not button.isHidden()]
        wanted = sum(button.wide() + self._theme.look.space["xs"] for button in shown)
        for button in shown:
            button.show_word(is_shown=wanted <= self.width())

    def _dress(self) -> None:
        for button in self._buttons:
            button.dress(self._theme)
        self._fit()
