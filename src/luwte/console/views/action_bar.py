"""Under the reply box: replies, referrals, hand over, ask along, danger, end. Icons alone where there is no
room for words."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from luwte.console.views.buttons import WordButton
from luwte.console.views.theme import Theme


class ActionBar(QFrame):
    """What else can be done in a conversation.

    Signals: replies_wanted · referrals_wanted · hand_over_wanted · along_wanted · danger_wanted ·
    end_wanted · step_out_wanted.
    """

    replies_wanted = Signal()
    referrals_wanted = Signal()
    hand_over_wanted = Signal()
    along_wanted = Signal()
    danger_wanted = Signal()
    end_wanted = Signal()
    step_out_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.replies = self._button("replies_button", "slash", self.tr("Replies"))
        self.replies.setToolTip(self.tr("Replies of your helpline: type / where a word begins"))
        self.referrals = self._button("referrals_button", "phone", self.tr("Referrals"))
        self.referrals.setToolTip(self.tr("Help elsewhere, to insert: type / where a word begins"))
        self._inserts = (self.replies, self.referrals)
        self.hand_over = self._button("hand_over_button", "arrow-right-left", self.tr("Hand over"), "Ctrl+T")
        self.along = self._button("along_button", "user-plus", self.tr("Ask along"), "Ctrl+J")
        self.danger = self._button("danger_button", "triangle-alert", self.tr("Danger"), "Ctrl+D", "danger")
        self.step_out = self._button("step_out_button", "door-open", self.tr("Step out"))
        self.end = self._button("end_button", "log-out", self.tr("End"), "Ctrl+E")
        for button in self._inserts:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret where it is
        self._buttons = (*self._inserts, self.hand_over, self.along, self.danger, self.step_out, self.end)
        row = QHBoxLayout(self)
        ring = theme.look.space["xs"]
        row.setContentsMargins(ring, ring, ring, ring)  # the focus ring needs it
        row.setSpacing(theme.look.space["xs"])
        row.addWidget(self.replies)
        row.addWidget(self.referrals)
        row.addWidget(self.hand_over)
        row.addWidget(self.along)
        row.addWidget(self.danger)
        row.addStretch(1)
        row.addWidget(self.step_out)
        row.addWidget(self.end)
        self.replies.clicked.connect(self.replies_wanted)
        self.referrals.clicked.connect(self.referrals_wanted)
        self.hand_over.clicked.connect(self.hand_over_wanted)
        self.along.clicked.connect(self.along_wanted)
        self.danger.clicked.connect(self.danger_wanted)
        self.end.clicked.connect(self.end_wanted)
        self.step_out.clicked.connect(self.step_out_wanted)
        theme.changed.connect(self._dress)
        self._dress()

    def set_role(self, *, is_mine: bool, is_open: bool, may_write: bool = True) -> None:
        """The owner ends or hands over; who came along steps out; nothing is inserted where nobody reads."""
        self.end.setVisible(is_mine)
        self.hand_over.setVisible(is_mine)
        self.step_out.setVisible(not is_mine)
        for button in self._buttons:
            button.setEnabled(is_open and (may_write or button not in self._inserts))
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
        gap = self._theme.look.space["xs"]
        room = self.width() - sum(button.narrow() + gap for button in shown)
        # The acting buttons keep their words longest; the others can be had by typing.
        for group in ([each for each in shown if each not in self._inserts], list(self._inserts)):
            wanted = sum(button.wide() - button.narrow() for button in group)
            for button in group:
                button.show_word(is_shown=wanted <= room)
            room = room - wanted if wanted <= room else 0

    def _dress(self) -> None:
        for button in self._buttons:
            button.dress(self._theme)
        self._fit()
