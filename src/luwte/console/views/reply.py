"""Where the volunteer writes: a box that grows with the text, the counter near the limit, and what else can be done."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

CHARACTERS = 4_000
BYTES = 8_000
NEAR = 0.85
"""The share of the limit from which the counter shows."""

TALLEST = 7
"""Lines the box grows to before it scrolls."""


def room_left(text: str) -> int:
    """Return how many characters still fit, counting characters and UTF-8 bytes; negative when it is too long."""
    return min(CHARACTERS - len(text), BYTES - len(text.encode("utf-8", "surrogatepass")))


class Editor(QPlainTextEdit):
    """The text box: Return sends, Shift+Return begins a new line, Escape takes a held line back.

    Signals: send_wanted () · take_back_wanted ().
    """

    send_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self.fit)
        self.setObjectName("reply_box")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Send on Return, except while an input method composes a word."""
        is_return = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_return and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self._composing:
            self.send_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.take_back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Know whether a word is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is composed without the focus."""
        self._composing = False
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Text wraps elsewhere now."""
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one line; ``fit`` does the rest."""
        return QSize(200, self.height())

    @Slot()
    def fit(self) -> None:
        """Be as high as the text, up to a limit."""
        lines = min(TALLEST, max(1, round(self.document().size().height())))
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        wanted = lines * self.fontMetrics().lineSpacing() + around + 2 * self.frameWidth() + 4
        if wanted != self.height():
            self.setFixedHeight(wanted)


class ReplyBox(QFrame):
    """Draft, counter and send button of the conversation in front.

    Signals: draft_changed (conversation, text) · send_wanted (conversation, text) · take_back_wanted ().
    """

    draft_changed = Signal(str, str)
    send_wanted = Signal(str, str)
    take_back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._conversation = ""
        self.editor = Editor()
        self.editor.setPlaceholderText(self.tr("Your reply"))
        self.editor.setAccessibleName(self.tr("Your reply"))
        self.editor.textChanged.connect(self._typed)
        self.editor.send_wanted.connect(self.send)
        self.editor.take_back_wanted.connect(self.take_back_wanted)
        self.button = QPushButton(self.tr("Send"))
        self.button.setObjectName("send_button")
        self.button.setProperty("kind", "primary")
        self.button.setToolTip(self.tr("Send (Return). Shift+Return begins a new line."))
        self.button.clicked.connect(self.send)
        self.counter = plain_label("", "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.look.space["s"])
        row.addWidget(self.editor, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.look.space["xs"])
        column.addLayout(row)
        column.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignRight)
        theme.changed.connect(self._dress)
        self._dress()
        self._look_again()

    def show_draft(self, conversation: str, text: str) -> None:
        """Put a conversation's draft into the box."""
        self._conversation = conversation
        if self.editor.toPlainText() != text:
            was = self.editor.blockSignals(True)  # a draft that comes from the core need not go back to it
            self.editor.setPlainText(text)
            self.editor.blockSignals(was)
            self.editor.fit()
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self._look_again()

    def set_open(self, sentence: str) -> None:
        """Let the box be used; a sentence says instead why it cannot."""
        self.editor.setReadOnly(bool(sentence))
        self.editor.setPlaceholderText(sentence or self.tr("Your reply"))
        self._look_again()

    def type(self, text: str) -> None:
        """Take what was typed elsewhere."""
        self.editor.setFocus()
        if not self.editor.isReadOnly():
            self.editor.insertPlainText(text)

    @Slot()
    def send(self) -> None:
        """Send what stands in the box."""
        text = self.editor.toPlainText()
        if self._may(text):
            self.send_wanted.emit(self._conversation, text)
            self.editor.clear()

    def _may(self, text: str) -> bool:
        return bool(
            self._conversation and text.strip() and room_left(text) >= 0 and not self.editor.isReadOnly()
        )

    def _typed(self) -> None:
        self._look_again()
        if self._conversation:
            self.draft_changed.emit(self._conversation, self.editor.toPlainText())

    def _look_again(self) -> None:
        text = self.editor.toPlainText()
        self.button.setEnabled(self._may(text))
        left = room_left(text)
        if left < 0:
            self.counter.setText(self.tr("%n character(s) too long. Send it in parts.", "", -left))
        elif left < CHARACTERS * (1 - NEAR):
            self.counter.setText(self.tr("room for %n character(s)", "", left))
        self.counter.setVisible(left < CHARACTERS * (1 - NEAR))
        kind = "attention" if left < 0 else "muted"
        if self.counter.property("kind") != kind:
            self.counter.setProperty("kind", kind)
            self.counter.style().polish(self.counter)

    def _dress(self) -> None:
        self.button.setIcon(self._theme.icon("send", "on-primary"))
        self.button.setIconSize(self._theme.icon_size(16))
        self.editor.setFont(self._theme.look.font("text"))
        self.editor.fit()


class ActionBar(QFrame):
    """Under the reply box: hand over, ask along, danger, end. Icons alone where there is no room for words.

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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.look.space["xs"])
        self._buttons: list[tuple[QToolButton, str, str]] = []
        self.hand_over = self._add("hand_over_button", "arrow-right-left", self.tr("Hand over"), "Ctrl+T")
        self.along = self._add("along_button", "user-plus", self.tr("Ask along"), "Ctrl+J")
        self.danger = self._add("danger_button", "triangle-alert", self.tr("Danger"), "Ctrl+D", "danger")
        row.addWidget(self.hand_over)
        row.addWidget(self.along)
        row.addWidget(self.danger)
        row.addStretch(1)
        self.step_out = self._add("step_out_button", "door-open", self.tr("Step out"), "")
        self.end = self._add("end_button", "log-out", self.tr("End"), "Ctrl+E")
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
        for button, _icon, _colour in self._buttons:
            button.setEnabled(is_open)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show words where there is room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need no more than the icons do."""
        return QSize(160, super().minimumSizeHint().height())

    def _add(self, name: str, icon: str, text: str, keys: str, kind: str = "quiet") -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({keys})" if keys else text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._buttons.append((button, icon, "danger" if kind == "danger" else "text"))
        return button

    def _fit(self) -> None:
        shown = [button for button, _icon, _colour in self._buttons if not button.isHidden()]
        for button in shown:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        wanted = sum(button.sizeHint().width() + self._theme.look.space["xs"] for button in shown)
        if wanted > self.width():
            for button in shown:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _dress(self) -> None:
        for button, icon, colour in self._buttons:
            button.setIcon(self._theme.icon(icon, colour))
            button.setIconSize(self._theme.icon_size(18))
        self._fit()
