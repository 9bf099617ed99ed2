"""A full calm page: one sentence, what is needed for it, one action. Sign-in and shift pages are made of
it."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
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

from luwte.console.state import Session
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

COLUMN = 440
"""The width of what stands on a page, at 100 %."""


class CalmPage(QScrollArea):
    """A column in the middle of the window: mark, title, sentence, fields, what went wrong, one action.

    Subclasses add fields with ``add_field`` and override ``act``, and what else they follow.
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
        # Before the error and the button, because a screen reader follows the order in which they are made.
        self._form = QWidget(self._column)
        self.fields = QVBoxLayout(self._form)
        self._faulty: QWidget | None = None
        self._described = ""
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
        self.below = QVBoxLayout()
        self._lay_out(page)
        self.setWidget(page)
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self, page: QWidget) -> None:
        """Stack what stands on the page, in a column in the middle."""
        gap = self._theme.look.space
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(gap["xs"])
        self.body.addWidget(self._form)
        self.fields.addWidget(self.error)
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

    def show_session(self, session: Session) -> None:
        """Follow where the person is; a page that says the same to everybody has nothing to do."""

    def clear_secrets(self) -> None:
        """Forget what was typed, once it was used."""

    def leave(self) -> None:
        """Another page came in front."""
        self.clear_secrets()

    def start(self) -> None:
        """Put the focus where the hands go first; called when the page comes in front."""
        self.action.setFocus()

    def add_field(self, label: str, field: QWidget, explanation: str | QLabel = "") -> QLabel:
        """Add a labelled field; return its label."""
        name = plain_label(label, "section")
        name.setBuddy(field)
        field.setAccessibleName(label)
        self.fields.removeWidget(self.error)
        self.fields.addWidget(name)
        self.fields.addWidget(field)
        if isinstance(explanation, QLabel):
            self.fields.addWidget(explanation)
        elif explanation:
            field.setAccessibleDescription(explanation)
            self.fields.addWidget(plain_label(explanation, "muted", wraps=True))
        self.fields.addSpacing(self._theme.look.space["m"])
        self.fields.addWidget(self.error)
        QWidget.setTabOrder(field, self.action)
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

    def show_error(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what did not work, under the field where it lies or else above the button, and go there.

        An empty sentence takes it away.
        """
        is_new = bool(sentence) and self.error.text() != sentence
        self._describe(sentence, field)
        self.fields.removeWidget(self.error)
        self.fields.insertWidget(self.fields.indexOf(field) + 1 if field else -1, self.error)
        self.error.setText(sentence)
        self.error.setAccessibleName(sentence)
        self.error.setVisible(bool(sentence))
        if is_new:
            if isinstance(field, QLineEdit):
                field.selectAll()
            self.turn_to(field or self.action)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @property
    def faulty(self) -> QWidget | None:
        """The field that the error is about; None if there is none."""
        return self._faulty

    def turn_to(self, widget: QWidget) -> None:
        """Give a field the focus and bring it in sight, once everything has its place."""
        widget.setFocus()
        QTimer.singleShot(0, self, self.look)

    @Slot()
    def look(self) -> None:
        """Bring in sight what has the focus, and what is wrong with it."""
        focused = self.focusWidget()
        # Nothing has it at first, whatever the stubs say.
        if focused is None or not self._column.isAncestorOf(focused):  # type: ignore[redundant-expr]
            return
        margin = self._theme.look.space["l"]
        for widget in (self.error, focused):
            if not widget.isHidden():
                self.ensureWidgetVisible(widget, margin, margin)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what has the focus in sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.look)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return does what the button does that has the focus, else the one main action."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            button = focused if isinstance(focused, QPushButton) else self.action
            if button.isEnabled():
                button.click()
                return
        super().keyPressEvent(event)

    def _describe(self, sentence: str, field: QWidget | None) -> None:
        """Let a screen reader say the sentence with the field, and its own words again afterwards."""
        if self._faulty is not None:
            self._faulty.setAccessibleDescription(self._described)
        self._faulty = field if sentence else None
        if self._faulty is not None:
            self._described = self._faulty.accessibleDescription()
            self._faulty.setAccessibleDescription(sentence)

    def _dress(self) -> None:
        look = self._theme.look
        side = 40
        self._mark.setPixmap(
            self._theme.icon(self._icon, self._tone, side).pixmap(self._theme.icon_size(side))
        )
        self._column.setFixedWidth(look.px(COLUMN) if look.scale < 1.5 else look.px(COLUMN * 0.9))
