"""A notice as a card: one sentence and its actions; and a colleague's request with two answers."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from luwte.console.state import RequestRow
from luwte.console.views.buttons import IconButton
from luwte.console.views.sentences import Sentence
from luwte.console.views.text import one_line, plain_label, shown
from luwte.console.views.theme import Theme

LARGE: Final = 1.5
IS_YES = True
NOTE_LIMIT: Final = 300
LOOK_ICONS: Final = {"call": "info", "warn": "circle-alert", "urgent": "triangle-alert"}
LOOK_COLOURS: Final = {"call": "primary", "warn": "attention", "urgent": "danger"}


class Card(QFrame):
    """One notice.

    Signals: acted () · closed ().
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, sentence: Sentence, *, closes: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self.look = sentence.look
        self.setProperty("kind", sentence.look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        gap = theme.look.space
        row.setContentsMargins(gap["m"], gap["s"], gap["s"], gap["s"])
        row.setSpacing(gap["s"])
        self._mark = plain_label()
        self._mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(self._mark)
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self.label = plain_label(sentence.text, wraps=True)
        self.words.addWidget(self.label)
        row.addLayout(self.words, 1)
        self._row = row
        self._close: IconButton | None = None
        self._line: QBoxLayout | None = None
        self._buttons: tuple[QPushButton, ...] = ()
        self.setAccessibleName(sentence.text)
        if sentence.action and sentence.label:
            act = QPushButton(sentence.label)
            act.clicked.connect(self.acted)
            self.add_buttons(act)
        if closes:
            close = IconButton("x", self.tr("Put away"))
            close.setObjectName("card_close_button")
            close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            close.clicked.connect(self.closed)
            row.addWidget(close)
            self._close = close
        theme.changed.connect(self._dress)
        self._dress()

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put buttons beside the sentence; under it where large text leaves no room."""
        self._buttons = buttons
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(self._theme.look.space["s"])
        for button in buttons:
            # A click leaves the hands where they write: the card goes, and whatever came next would get them.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if self._theme.scale >= LARGE:
            line.addStretch(1)
            self.words.addSpacing(self._theme.look.space["xs"])
            self.words.addLayout(line)
            self._line = line
        else:
            self._row.addLayout(line)
        if self._close is not None:
            # Tab key and screen reader meet it last, where it stands: they follow the order of making.
            self._close.setParent(None)
            self._row.addWidget(self._close)

    def take_hands(self) -> bool:
        """Put the focus on the first button; False where there is none."""
        self.show()  # a layout shows it a moment later, and nothing hidden gets the focus
        for button in self._buttons:
            button.setFocus()
            return True
        return False

    def _dress(self) -> None:
        icon = self._theme.icon(LOOK_ICONS[self.look], LOOK_COLOURS[self.look], 18)
        self._mark.setPixmap(icon.pixmap(self._theme.icon_size(18)))
        if self._close is not None:
            self._close.dress(self._theme, 16)

    def fit(self, width: int) -> None:
        """Be as high as sentence and buttons need in this width; buttons that do not fit beside one another
        stand under one another."""
        self.ensurePolished()
        if self._line is not None:
            gap = self._theme.look.space
            around = self._theme.look.px(18) + 3 * gap["s"] + gap["m"]
            around += self._close.sizeHint().width() + gap["s"] if self._close is not None else 0
            wanted = sum(button.sizeHint().width() + gap["s"] for button in self._buttons)
            is_wide = wanted + around <= width
            way = QBoxLayout.Direction
            self._line.setDirection(way.LeftToRight if is_wide else way.TopToBottom)
        self.setFixedHeight(self.heightForWidth(width))


class RequestCard(Card):
    """A colleague asks: take over, come along, or there is danger.

    Signals: answered (request, yes).
    """

    answered = Signal(str, bool)

    def __init__(self, theme: Theme, row: RequestRow) -> None:
        super().__init__(
            theme, Sentence(self._sentence(row), "urgent" if row.kind == "danger" else "call"), closes=False
        )
        self.request = row.request
        note = shown(row.note, NOTE_LIMIT)
        if note:
            self.words.insertWidget(1, plain_label(note, "muted", wraps=True))
        if not row.is_verified:
            doubt = self.tr("This call could not be verified. Ask your colleague by another way as well.")
            self.words.insertWidget(1, plain_label(doubt, "muted", wraps=True))
        self.yes = yes = QPushButton(self._yes(row))
        yes.setObjectName("request_yes_button")
        yes.setProperty("kind", "primary")
        yes.clicked.connect(self._agree)
        no = QPushButton(self.tr("Not now"))
        no.setObjectName("request_no_button")
        no.clicked.connect(self._decline)
        for button in (no, yes):
            button.setAutoDefault(True)  # Enter presses it, as in a question
        self.add_buttons(no, yes)

    def _sentence(self, row: RequestRow) -> str:
        name = one_line(row.asker_name) or self.tr("A colleague")
        match row.kind:
            case "hand_over":
                return self.tr("{0} asks you to take over a conversation.").format(name)
            case "along":
                return self.tr("{0} asks you along in a conversation.").format(name)
            case "danger":
                return self.tr("{0} calls you: there is danger.").format(name)

    def _yes(self, row: RequestRow) -> str:
        match row.kind:
            case "hand_over":
                return self.tr("Take over")
            case "along" | "danger":
                return self.tr("Come along")

    def _agree(self) -> None:
        self.answered.emit(self.request, IS_YES)

    def _decline(self) -> None:
        self.answered.emit(self.request, not IS_YES)
