"""The card between two conversations: a circle that breathes, two sentences, and what is offered."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from luwte.console.views.breath import Breath
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

Offer = Literal["heavy", "debrief", "word", "pause", "ready"]
WIDE: Final = 420
"""The card's column at 100 %."""


@dataclass(frozen=True)
class Said:
    """What stands on the card: a title, a sentence, and what is offered, in order."""

    title: str
    sentence: str
    offers: tuple[Offer, ...]


class RestCard(QScrollArea):
    """The card itself, in the middle of the empty desk.

    Signals: chose (offer) · left () - nothing is offered any more, and the hands were here.
    """

    chose = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("kind", "page")
        gap = theme.look.space
        column = QVBoxLayout(page)
        column.setContentsMargins(gap["l"], gap["l"], gap["l"], gap["l"])
        column.setSpacing(gap["s"])
        self.breath = Breath(theme)
        self.title = plain_label("", "heading", wraps=True)
        self.sentence = plain_label("", "reading", wraps=True)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(gap["s"])
        self.offered: dict[Offer, QPushButton] = {}
        column.addStretch(2)
        column.addWidget(self.breath, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(gap["m"])
        self._labels = (self.title, self.sentence)
        for label in self._labels:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(gap["m"])
        column.addLayout(self._buttons)
        column.addStretch(3)
        self.setWidget(page)
        # Once and here: the tab key meets late ones last, behind the pane at the right.
        self._made = {offer: self._button(offer) for offer in get_args(Offer)}
        theme.changed.connect(self._fit)

    def label(self, labels: dict[Offer, str]) -> None:
        """Say on every button what it does now."""
        for offer, button in self._made.items():
            button.setText(labels[offer])

    def show_said(self, said: Said) -> None:
        """Show the words and the buttons under them, where they are others than before."""
        self.title.setText(said.title)
        self.sentence.setText(said.sentence)
        if tuple(self.offered) != said.offers:
            self._offer(said.offers)
        self._fit()

    def clear(self) -> None:
        """Forget who it was about."""
        self.title.clear()
        self.sentence.clear()
        self._offer(())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the circle out where words and buttons need the height."""
        super().resizeEvent(event)
        self._fit()

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        had_focus = any(button.hasFocus() for button in self.offered.values())
        self.offered = {offer: self._made[offer] for offer in offers}
        for button in self.offered.values():
            self._buttons.removeWidget(button)
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.show()
        for before, after in pairwise(self.offered.values()):
            QWidget.setTabOrder(before, after)
        if had_focus and self.offered:
            next(iter(self.offered.values())).setFocus()
        for offer, button in self._made.items():
            button.setVisible(offer in self.offered)
        if had_focus and not self.offered:
            self.left.emit()

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"rest_{offer}_button")
        button.setProperty("offer", offer)
        button.setAutoDefault(True)
        button.clicked.connect(self._clicked)
        button.hide()
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def _clicked(self) -> None:
        self.chose.emit(str(self.sender().property("offer")))

    def _fit(self) -> None:
        look, gap = self._theme.look, self._theme.look.space
        width = min(look.px(WIDE), max(1, self.viewport().width() - 2 * gap["l"]))
        high = 2 * gap["l"] + 3 * gap["m"]
        for label in self._labels:
            label.ensurePolished()
            label.setFixedSize(width, max(0, label.heightForWidth(width)))
            high += label.height() + gap["s"]
        for button in self.offered.values():
            button.ensurePolished()
            button.setFixedWidth(min(width, look.px(300)))
            high += button.sizeHint().height() + gap["s"]
        self.breath.setVisible(high + self.breath.height() + gap["m"] <= self.viewport().height())
