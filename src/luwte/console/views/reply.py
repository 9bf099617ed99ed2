"""Where the volunteer writes: a box that grows with the text, the counter near the limit, and what else
can be done."""

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from luwte.console.views.buttons import GAP, QT_GAP, with_gap
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

CHARACTERS = 4_000
BYTES = 8_000
NEAR = 0.85
"""The share of the limit from which the counter shows."""

TALLEST = 7
"""Lines the box grows to before it scrolls."""


def room_left(text: str) -> int:
    """Return how many characters still fit, counting characters and UTF-8 bytes; negative when it is too
    long."""
    return min(CHARACTERS - len(text), BYTES - len(text.encode("utf-8", "surrogatepass")))


class Editor(QPlainTextEdit):
    """The text box: Return sends, Shift+Enter begins a new line, Escape takes a held line back.

    Signals: send_wanted () · take_back_wanted () · menu_wanted (place) · key_menu_wanted (): somebody answers
    these two, once ``has_menu`` says so.
    """

    send_wanted = Signal()
    take_back_wanted = Signal()
    menu_wanted = Signal(QPoint)
    key_menu_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self.has_menu = False
        self.setTabChangesFocus(True)
        # No keyboard's dictionary learns from what is written to a visitor: it would keep it on a disk.
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhMultiLine)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)
        self.setObjectName("reply_box")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Send on Return, except while an input method composes a word."""
        is_return = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_return and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self._composing:
            self.send_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.take_back_wanted.emit()
        elif self.has_menu and is_menu_key(event):
            self.key_menu_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Let the menu know where it was asked for; its keys were heard already."""
        if not self.has_menu:
            super().contextMenuEvent(event)
        elif event.reason() != QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(event.pos())

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
        lines = max(1, round(self.document().size().height()))
        is_tall = lines > TALLEST
        on, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if is_tall else off)
        lines = min(TALLEST, lines)
        around = self.height() - self.viewport().height() + 2 * round(self.document().documentMargin())
        wanted = lines * self.fontMetrics().lineSpacing() + around + 2
        if wanted != self.height():
            self.setFixedHeight(wanted)


def is_menu_key(event: QKeyEvent) -> bool:
    """Return whether this is the menu key, or Shift+F10 where a keyboard has none."""
    is_shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and is_shift)


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
        self.button.setToolTip(self.tr("Send (Enter). Shift+Enter begins a new line."))
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
            with QSignalBlocker(self.editor):  # a draft that comes from the core need not go back to it
                self.editor.setPlainText(text)
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
        side, gap = self._theme.look.px(16), self._theme.look.px(GAP) - QT_GAP
        self.button.setIcon(with_gap(self._theme.icon("send", "on-primary"), side, gap))
        self.button.setIconSize(QSize(side + gap, side))
        self.editor.setFont(self._theme.look.font("text"))
        self.editor.fit()
