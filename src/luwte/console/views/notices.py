"""The notice area: one sentence and one action each; colleagues' requests as calm cards. Newest last, few
at a time."""

from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from luwte.console.state import Connection, Notice, RequestRow, Session
from luwte.console.views.cards import Card, RequestCard
from luwte.console.views.sentences import Action, Sentence, Sentences
from luwte.console.views.theme import Theme

MOST = 3
"""Notices at once; the oldest goes first. Requests of colleagues are never pushed out."""

SECONDS = 12
"""How long a notice stands that needs nobody."""

SHARE = 0.4
"""The share of the desk's height that notices take at most."""


class Notices(QScrollArea):
    """The area itself, above the conversation.

    Signals: told (sentence) · answered (request, yes) · retry_wanted (conversation) · connect_wanted () ·
    undo_wanted () · left () - a card is gone that had the hands.
    """

    told = Signal(str)
    answered = Signal(str, bool)
    retry_wanted = Signal(str)
    connect_wanted = Signal()
    undo_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__()
        self._theme = theme
        self._sentences = sentences
        self._notices: list[Card] = []
        self._requests: dict[str, RequestCard] = {}
        self._outage: Card | None = None
        self._bands: dict[str, Card] = {}
        self._is_reminded = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("kind", "page")
        self._column = QVBoxLayout(page)
        gap = theme.look.space
        self._column.setContentsMargins(gap["l"], gap["s"], gap["l"], gap["s"])
        self._column.setSpacing(gap["s"])
        self.setWidget(page)
        self.hide()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show one sentence; a second of the same code replaces the first."""
        sentence = self._sentences.notice(notice)
        if sentence is not None:
            self.show_sentence(sentence, notice.conversation)

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
        self.told.emit(sentence.text)

    @Slot(object)
    def show_connection(self, connection: Connection) -> None:
        """Say that the line dropped, as long as it has."""
        text = self._sentences.outage(connection)
        if self._outage is not None and self._outage.label.text() == text:
            return
        if self._outage is not None:
            gone, self._outage = self._outage, None
            self._drop(gone)
        if text:
            action: Action = "connect"
            self._outage = Card(
                self._theme, Sentence(text, "warn", action, self.tr("Connect now")), closes=False
            )
            self._outage.acted.connect(self.connect_wanted)
            self._column.insertWidget(0, self._outage)
            self.told.emit(text)
        self._fit()

    def stand(self, name: str, band: Card | None) -> None:
        """Let a card stand above the others as long as what it says is so, in place of the one before by
        this name; None takes it away."""
        before = self._bands.pop(name, None)
        is_new = band is not None and (before is None or before.label.text() != band.label.text())
        if band is not None:
            self._bands[name] = band
            self._column.insertWidget(int(self._outage is not None) + len(self._bands) - 1, band)
        if before is not None:
            self._drop(before, band)
        self._fit()
        if band is not None and is_new:
            self.told.emit(band.label.text())

    def show_session(self, session: Session) -> None:
        """Remind a coordinator of their own certificate, once a shift."""
        sentence = self._sentences.own_certificate(session)
        if sentence is None:
            self._is_reminded = False
        elif not self._is_reminded:
            self._is_reminded = True
            self.show_sentence(sentence)

    @Slot(object)
    def add_request(self, row: RequestRow) -> None:
        """A colleague asks."""
        self.remove_request(row.request)
        card = RequestCard(self._theme, row)
        card.answered.connect(self.answered)
        self._requests[row.request] = card
        self._column.addWidget(card)
        self._fit()
        self.told.emit(card.label.text())

    @Slot(str)
    def remove_request(self, request: str) -> None:
        """A request is settled."""
        card = self._requests.pop(request, None)
        if card is not None:
            self._drop(card)
        self._fit()

    def clear(self) -> None:
        """The shift is over: forget what was told in it, but not that the line dropped."""
        for card in list(self._notices):
            self._put_away(card)
        for request in list(self._requests):
            self.remove_request(request)

    def agree(self) -> bool:
        """Say yes to the oldest request, as its button does; False when nobody asks."""
        for card in self._requests.values():
            card.yes.click()
            return True
        return False

    def reach(self) -> None:
        """Give the oldest request the focus, on the button that says yes; when nobody asks, what the newest
        notice offers."""
        for card in self._requests.values():
            card.yes.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(card)
            return
        for notice in reversed(self._notices):
            if notice.take_hands():
                return

    def texts(self) -> list[str]:
        """Return the sentences that stand there now."""
        cards = [self._outage] if self._outage is not None else []
        cards += self._bands.values()
        return [card.label.text() for card in [*cards, *self._notices, *self._requests.values()]]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Text wraps elsewhere now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _acted(self) -> None:
        card = self.sender()
        if isinstance(card, Card):
            if card.property("action") == "retry":
                self.retry_wanted.emit(str(card.property("conversation")))
            elif card.property("action") == "undo":
                self.undo_wanted.emit()
            self._put_away(card)

    def _closed(self) -> None:
        card = self.sender()
        if isinstance(card, Card):
            self._put_away(card)

    def _put_away(self, card: Card) -> None:
        if card in self._notices:
            self._notices.remove(card)
            self._drop(card)
        self._fit()

    def _drop(self, card: Card, heir: Card | None = None) -> None:
        """Take a card off the screen; Qt would give the hands that were on it to whatever comes next."""
        focused = cast("QWidget | None", self.window().focusWidget())
        had_hands = focused is not None and card.isAncestorOf(focused)
        card.hide()
        card.deleteLater()
        if had_hands and not (heir is not None and heir.take_hands()):
            self.left.emit()

    def _fit(self) -> None:
        """Be as high as the cards, but leave the conversation most of the room."""
        cards = [
            card
            for card in (self._outage, *self._bands.values(), *self._notices, *self._requests.values())
            if card is not None
        ]
        self.setVisible(bool(cards))
        margins = self._column.contentsMargins()
        width = self.viewport().width() - margins.left() - margins.right()
        wanted = margins.top() + margins.bottom() + self._column.spacing() * (len(cards) - 1)
        for card in cards:
            card.fit(width)
            wanted += card.height()
        parent = self.parentWidget()
        most = round(parent.height() * SHARE / self._theme.scale**0.5) if parent is not None else wanted
        self.setFixedHeight(max(1, min(wanted, most)))
