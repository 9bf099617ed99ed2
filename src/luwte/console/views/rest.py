"""After a conversation: time to breathe, words to put down, somebody to talk to; and a pause that is one.

In the middle pane while no conversation is in front, else as a band above it. Nothing here counts down.
"""

from typing import Final, Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton

from luwte.console.state import PolicyView, Session
from luwte.console.views.cards import Card
from luwte.console.views.notices import Notices
from luwte.console.views.rest_card import Offer, RestCard, Said
from luwte.console.views.sentences import Sentence
from luwte.console.views.text import one_line
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

Step = Literal["", "rest", "heavy", "pause"]
BAND: Final = "rest"
ON = True


class Rest(QObject):
    """Knows where the volunteer is between two conversations, and shows it in one place.

    Signals: ready_wanted () · pause_wanted (on) · debrief_wanted (conversation, nickname) · word_wanted () -
    a colleague is to be asked · left () - answered: the hands go back to where they write · shown (is there
    something to show in the empty desk).
    """

    ready_wanted = Signal()
    pause_wanted = Signal(bool)
    debrief_wanted = Signal(str, str)
    word_wanted = Signal()
    left = Signal()
    shown = Signal(bool)

    def __init__(self, notices: Notices, card: RestCard, theme: Theme) -> None:
        super().__init__(card)
        self._notices, self.card, self._theme = notices, card, theme
        self._session = Session()
        self._minutes = PolicyView().pause_minutes
        self._front = ""
        self._about = ("", "")
        self._is_heavy = False
        self._until: float | None = None
        self._is_put_away = False
        self._told: Said | None = None
        self._over: Said | None = None
        card.chose.connect(self.choose)
        card.label(self._labels())

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow rest and pause."""
        if session.resting_until not in {None, self._until}:
            # After one that was withdrawn there is no name: nothing of it may stay (C6).
            self._about = session.rested_conversation, one_line(session.rested_with)
            self._is_heavy = self._is_put_away = False
        if self._session.is_paused and not session.is_paused:
            self._is_heavy = False  # back from a pause is back
        self._until = session.resting_until
        if session.stage != "on_shift":
            self._about, self._is_heavy, self._is_put_away = ("", ""), False, False
        self._session = session
        self._show()

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Follow how long a pause is here."""
        self._minutes = policy.pause_minutes
        self._show()

    def show_front(self, conversation: str) -> None:
        """Follow which conversation is in front; a new one ends what was offered after the one before."""
        if conversation and not self._front:
            self._is_heavy = False
        self._front = conversation
        self._show()

    def step(self) -> Step:
        """Return what is shown now."""
        session = self._session
        if session.stage != "on_shift":
            return ""
        if session.is_paused:
            return "" if self._front else "pause"
        if self._is_heavy:
            return "heavy"
        return "rest" if session.resting_until is not None else ""

    @Slot(str)
    def choose(self, offer: Offer) -> None:
        """Do what was chosen on the card."""
        match offer:
            case "heavy":
                self._is_heavy = True
                self._show()
            case "debrief":
                self.debrief_wanted.emit(*self._about)
            case "word":
                self.word_wanted.emit()
            case "pause":
                self.pause_wanted.emit(not self._session.is_paused)
                self.left.emit()
            case "ready":
                self._is_heavy = False
                self._show()
                self.ready_wanted.emit()
                self.left.emit()

    def _show(self) -> None:
        self.card.label(self._labels())
        said = self._said()
        is_here = said is not None and not self._front
        if said is not None and is_here:
            self.shown.emit(is_here)
            self.card.show_said(said)
            if said != self._told:
                self._notices.told.emit(f"{said.title} {said.sentence}")
        else:
            self.card.clear()  # before it is out of sight: it knows whether the hands were on it
            self.shown.emit(is_here)
        self._told = said if is_here else None
        over = said if self._front and not self._is_put_away else None
        if over != self._over:
            self._over = over
            self._notices.stand(BAND, self._band(over) if over is not None else None)

    def _said(self) -> Said | None:
        until, paused_until = self._session.resting_until, self._session.pause_until
        name = self._about[1]
        match self.step():
            case "rest":
                title = (
                    self.tr("You were with {0}.").format(name) if name else self.tr("A conversation is over.")
                )
                said = self.tr("Take your time. Nobody is sent to you until {0}.").format(clock(until or 0.0))
                return Said(title, said, ("heavy", "pause", "ready"))
            case "heavy":
                said = self.tr(
                    "Twenty seconds of writing may help, or a word with somebody. What you write stays here "
                    "and goes with your shift."
                )
                return Said(self.tr("What would help you now?"), said, ("debrief", "word", "pause", "ready"))
            case "pause" if paused_until is None:
                return Said(self.tr("You are on a pause."), self._own_end(), ("pause",))
            case "pause":
                title = self.tr("Pause until {0}").format(clock(paused_until or 0.0))
                offers: tuple[Offer, ...] = ("pause", "word", "debrief") if self._is_heavy else ("pause",)
                return Said(title, self._own_end(), offers)
            case "":
                return None

    def _own_end(self) -> str:
        return self.tr("It does not end by itself: you say when you are back.")

    def _labels(self) -> dict[Offer, str]:
        pause = (
            self.tr("End the pause")
            if self._session.is_paused
            else self.tr("Take a pause of %n minute(s)", "", self._minutes)
        )
        return {
            "heavy": self.tr("It was heavy"),
            "debrief": self.tr("Write it down"),
            "word": self.tr("Ask for a word"),
            "pause": pause,
            "ready": self.tr("I am ready"),
        }

    def _band(self, said: Said) -> Card:
        band = Card(self._theme, Sentence(f"{said.title} {said.sentence}", "call"))
        labels = self._labels()
        buttons = []
        left_out = {"pause", "ready"} if self._is_heavy else {"pause"}  # F8 pauses; the cross puts it away
        for offer in said.offers:
            if offer not in left_out:
                button = QPushButton(labels[offer])
                button.setObjectName(f"band_{offer}_button")
                button.setProperty("offer", offer)
                button.clicked.connect(self._pressed)
                buttons.append(button)
        band.add_buttons(*buttons)
        band.closed.connect(self._close_band)
        return band

    def _pressed(self) -> None:
        self.choose(self.sender().property("offer"))

    def _close_band(self) -> None:
        self._is_put_away = True
        self._is_heavy = False
        self._show()
        self.left.emit()
