"""The notice area: one sentence and one action each; colleagues' requests as calm cards. Newest last, few at a time."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from luwte.console.state import Connection, Notice, RequestRow
from luwte.console.views.sentences import Action, Sentence, Sentences
from luwte.console.views.text import one_line, plain_label, shown
from luwte.console.views.theme import Theme

MOST = 3
"""Notices at once; the oldest goes first. Requests of colleagues are never pushed out."""

SECONDS = 12
"""How long a notice stands that needs nobody."""

NOTE_LIMIT = 300
LOOK_ICONS = {"call": "info", "warn": "circle-alert", "urgent": "triangle-alert"}
LOOK_COLOURS = {"call": "primary", "warn": "attention", "urgent": "danger"}


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
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        gap = theme.look.space
        row.setContentsMargins(gap["m"], gap["s"], gap["s"], gap["s"])
        row.setSpacing(gap["s"])
        mark = QToolButton()
        mark.setProperty("kind", "quiet")
        mark.setIcon(theme.icon(LOOK_ICONS[sentence.look], LOOK_COLOURS[sentence.look]))
        mark.setIconSize(theme.icon_size(18))
        mark.setEnabled(True)
        mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self.label = plain_label(sentence.text, wraps=True)
        self.words.addWidget(self.label)
        row.addLayout(self.words, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(gap["s"])
        row.addLayout(self.buttons)
        self.setAccessibleName(sentence.text)
        if sentence.action and sentence.label:
            act = QPushButton(sentence.label)
            act.clicked.connect(self.acted)
            self.buttons.addWidget(act)
        if closes:
            close = QToolButton()
            close.setProperty("kind", "quiet")
            close.setIcon(theme.icon("x", "muted"))
            close.setIconSize(theme.icon_size(16))
            close.setToolTip(self.tr("Put away"))
            close.setAccessibleName(self.tr("Put away"))
            close.clicked.connect(self.closed)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)


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
            self.words.addWidget(plain_label(note, "muted", wraps=True))
        yes = QPushButton(self._yes(row))
        yes.setObjectName("request_yes_button")
        yes.setProperty("kind", "primary")
        yes.clicked.connect(self._agree)
        no = QPushButton(self.tr("Not now"))
        no.setObjectName("request_no_button")
        no.clicked.connect(self._decline)
        self.buttons.addWidget(no)
        self.buttons.addWidget(yes)

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
        self.answered.emit(self.request, True)

    def _decline(self) -> None:
        self.answered.emit(self.request, False)


class Notices(QWidget):
    """The area itself, above the conversation.

    Signals: answered (request, yes) · retry_wanted (conversation) · connect_wanted ().
    """

    answered = Signal(str, bool)
    retry_wanted = Signal(str)
    connect_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__()
        self._theme = theme
        self._sentences = sentences
        self._notices: list[Card] = []
        self._requests: dict[str, RequestCard] = {}
        self._outage: Card | None = None
        self._column = QVBoxLayout(self)
        gap = theme.look.space
        self._column.setContentsMargins(gap["l"], gap["s"], gap["l"], gap["s"])
        self._column.setSpacing(gap["s"])
        self.hide()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show one sentence; a second of the same code replaces the first."""
        self.show_sentence(self._sentences.notice(notice), notice.conversation)

    def show_sentence(self, sentence: Sentence, conversation: str = "") -> None:
        """Show a sentence of the views' own."""
        for card in [card for card in self._notices if card.label.text() == sentence.text]:
            self._put_away(card)
        card = Card(self._theme, sentence)
        card.setProperty("conversation", conversation)
        card.setProperty("action", sentence.action)
        card.acted.connect(self._acted)
        card.closed.connect(self._closed)
        self._notices.append(card)
        self._column.addWidget(card)
        if not sentence.stays and sentence.look == "call":
            timer = QTimer(card)
            timer.setSingleShot(True)
            timer.timeout.connect(card.closed)
            timer.start(SECONDS * 1000)
        while len(self._notices) > MOST:
            self._put_away(self._notices[0])
        self._fit()

    @Slot(object)
    def show_connection(self, connection: Connection) -> None:
        """Say that the line dropped, as long as it has."""
        text = self._sentences.outage(connection)
        if self._outage is not None and self._outage.label.text() == text:
            return
        if self._outage is not None:
            self._outage.deleteLater()
            self._outage = None
        if text:
            action: Action = "connect"
            self._outage = Card(
                self._theme, Sentence(text, "warn", action, self.tr("Connect now")), closes=False
            )
            self._outage.acted.connect(self.connect_wanted)
            self._column.insertWidget(0, self._outage)
        self._fit()

    @Slot(object)
    def add_request(self, row: RequestRow) -> None:
        """A colleague asks."""
        self.remove_request(row.request)
        card = RequestCard(self._theme, row)
        card.answered.connect(self.answered)
        self._requests[row.request] = card
        self._column.addWidget(card)
        self._fit()

    @Slot(str)
    def remove_request(self, request: str) -> None:
        """A request is settled."""
        card = self._requests.pop(request, None)
        if card is not None:
            card.hide()
            card.deleteLater()
        self._fit()

    def texts(self) -> list[str]:
        """Return the sentences that stand there now."""
        cards = [self._outage] if self._outage is not None else []
        return [card.label.text() for card in [*cards, *self._notices, *self._requests.values()]]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be as high as the cards."""
        return self._column.sizeHint()

    def _acted(self) -> None:
        card = self.sender()
        if isinstance(card, Card):
            if card.property("action") == "retry":
                self.retry_wanted.emit(str(card.property("conversation")))
            self._put_away(card)

    def _closed(self) -> None:
        card = self.sender()
        if isinstance(card, Card):
            self._put_away(card)

    def _put_away(self, card: Card) -> None:
        if card in self._notices:
            self._notices.remove(card)
            card.hide()
            card.deleteLater()
        self._fit()

    def _fit(self) -> None:
        self.setVisible(bool(self._notices or self._requests or self._outage))
