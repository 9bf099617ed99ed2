"""A full calm page: one sentence, what is needed for it, one action. Sign-in and shift pages are made of
it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

COLUMN = 440
"""The width of what stands on a page, at 100 %."""


class CalmPage(QScrollArea):
    """A column in the middle of the window: mark, title, sentence, fields, what went wrong, one action.

    Subclasses add fields with ``add_field`` and override ``act``.
    """

    def __init__(self, theme: Theme, icon: str = "luwte", tone: str = "primary") -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._tone = icon, tone
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("kind", "page")
        self._column = QWidget(page)
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.look.space["s"])
        self._mark = plain_label()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.title = plain_label("", "title", wraps=True)
        self.sentence = plain_label("", "reading", wraps=True)
        self.error = plain_label("", "attention", wraps=True)
        self.error.setVisible(False)
        self.action = QPushButton()
        self.action.setProperty("kind", "primary")
        self.action.clicked.connect(self.act)
        self.action.setDefault(True)
        gap = theme.look.space
        for widget, space in (
            (self._mark, gap["m"]),
            (self.title, gap["xs"]),
            (self.sentence, gap["l"]),
        ):
            self.body.addWidget(widget)
            self.body.addSpacing(space)
        self.fields = QVBoxLayout()
        self.below = QVBoxLayout()
        self._lay_out(page)
        self.setWidget(page)
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self, page: QWidget) -> None:
        """Stack what stands on the page, in a column in the middle."""
        gap = self._theme.look.space
        self.fields.setSpacing(gap["xs"])
        self.body.addLayout(self.fields)
        self.body.addWidget(self.error)
        self.body.addSpacing(gap["s"])
        actions = QHBoxLayout()
        actions.addWidget(self.action)
        actions.addStretch(1)
        self.body.addLayout(actions)
        self.below.setSpacing(gap["s"])
        self.body.addSpacing(gap["m"])
        self.body.addLayout(self.below)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._column)
        middle.addStretch(1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(gap["xl"], gap["xxl"], gap["xl"], gap["xxl"])
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)

    def act(self) -> None:
        """Do what the page is for."""

    def start(self) -> None:
        """Put the focus where the hands go first; called when the page comes in front."""
        self.action.setFocus()

    def add_field(self, label: str, field: QWidget, explanation: str | QLabel = "") -> QLabel:
        """Add a labelled field; return its label."""
        name = plain_label(label, "section")
        name.setBuddy(field)
        field.setAccessibleName(label)
        self.fields.addWidget(name)
        self.fields.addWidget(field)
        if isinstance(explanation, QLabel):
            self.fields.addWidget(explanation)
        elif explanation:
            field.setAccessibleDescription(explanation)
            self.fields.addWidget(plain_label(explanation, "muted", wraps=True))
        self.fields.addSpacing(self._theme.look.space["m"])
        return name

    def add_secret(self, label: str, explanation: str | QLabel = "") -> QLineEdit:
        """Add a password field."""
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(256)
        field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.add_field(label, field, explanation)
        return field

    def show_error(self, sentence: str) -> None:
        """Say what did not work; an empty sentence takes it away."""
        self.error.setText(sentence)
        self.error.setAccessibleName(sentence)
        self.error.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return does what the button does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.action.isEnabled():
            self.action.click()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        look = self._theme.look
        side = 40
        self._mark.setPixmap(
            self._theme.icon(self._icon, self._tone, side).pixmap(self._theme.icon_size(side))
        )
        self._column.setFixedWidth(look.px(COLUMN) if look.scale < 1.5 else look.px(COLUMN * 0.9))
