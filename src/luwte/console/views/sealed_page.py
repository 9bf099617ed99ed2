"""The end of a shift: while everything is being destroyed, and the receipt that says what is gone."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from luwte.console.state import Receipt, Session
from luwte.console.views.pages import CalmPage
from luwte.console.views.shift_sentences import ReceiptLine, ShiftSentences
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

BLINK: Final = 300
"""Milliseconds that pass before a bar is worth showing."""

STEPS: Final = 1_000
STAYS_SECONDS: Final = 600
"""How long the receipt stays before the program closes by itself."""

MARKS: Final = {
    "done": ("check", "primary"),
    "later": ("clock", "muted"),
    "open": ("circle-alert", "attention"),
}
MARK: Final = 16
"""A mark's side in pixels at 100 %."""


class SealingPage(CalmPage):
    """Everything of the shift is being destroyed; there is nothing to press, because nothing stops it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "sprout")
        self.title.setText(self.tr("Your shift is being closed"))
        self.sentence.setText(
            self.tr("What you wrote is being destroyed. That cannot stop half-way, so please wait a moment.")
        )
        self.action.setVisible(False)
        self.action.setEnabled(False)
        self.progress = QProgressBar()
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.title.text())
        self.progress.setVisible(False)
        self.fields.addWidget(self.progress)
        self.fields.addSpacing(theme.look.space["s"])
        self.fields.addWidget(self.error)
        self.blink = QTimer(self)
        self.blink.setSingleShot(True)
        self.blink.setInterval(BLINK)
        self.blink.timeout.connect(self._take_time)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow how far it is."""
        self.progress.setValue(round(session.sealing * STEPS))

    def start(self) -> None:
        """Say nothing of how far it is, unless it takes longer than a blink."""
        self.progress.setVisible(False)
        self.show_error("")
        self.blink.start()
        _announce(self, f"{self.title.text()}. {self.sentence.text()}")

    def refuse_to_close(self) -> None:
        """Say why the window stays."""
        self.show_error(self.tr("Luwte closes as soon as everything is gone."))

    def _take_time(self) -> None:
        self.progress.setVisible(True)


class SealedPage(CalmPage):
    """The shift is over: what is gone and when, and the way out.

    Signals: quit_wanted · begin_wanted (another shift).
    """

    quit_wanted = Signal()
    begin_wanted = Signal()

    def __init__(self, theme: Theme, sentences: ShiftSentences) -> None:
        super().__init__(theme, "sprout")
        self._sentences = sentences
        self._session = Session()
        self._receipt: Receipt | None = None
        self._rows: list[tuple[QLabel, ReceiptLine]] = []
        self.title.setText(self.tr("Your shift is closed"))
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        self.card.setAccessibleName(self.tr("Receipt"))
        gap = theme.look.space
        self._list = QVBoxLayout(self.card)
        self._list.setContentsMargins(gap["m"], gap["m"], gap["m"], gap["m"])
        self._list.setSpacing(gap["s"])
        self.when = plain_label("", "section")
        self._list.addWidget(self.when)
        self.note = plain_label("", "muted", wraps=True)
        self.fields.addWidget(self.card)
        self.fields.addSpacing(gap["xs"])
        self.fields.addWidget(self.note)
        self.action.setText(self.tr("Close Luwte"))
        self.closes = plain_label("", "muted", wraps=True)
        self.below.addWidget(self.closes)
        self.again = QPushButton(self.tr("Begin another shift"))
        self.again.setProperty("kind", "link")
        self.again.clicked.connect(self.begin_wanted)
        self.below.addWidget(self.again)
        theme.changed.connect(self._dress_marks)
        self._tell()

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Say why the shift ended."""
        self._session = session
        self._tell()

    @Slot(object)
    def show_receipt(self, receipt: Receipt) -> None:
        """List what is gone."""
        self._receipt = receipt
        self._tell()
        if self.isVisible():
            self._announce_all()

    def start(self) -> None:
        """Read the receipt aloud; rest on the way out for whoever asked for the end.

        To others it came while they wrote: the Enter that was meant for a line must not close the program.
        """
        if self._session.sealed_why in {"", "closed"}:
            super().start()
        else:
            self.card.setFocus()
        self._announce_all()

    @Slot()
    def look(self) -> None:
        """Begin at the top: the receipt is read from its first line, whatever has the focus."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return closes only where the focus rests on the button."""
        QScrollArea.keyPressEvent(self, event)

    def lines(self) -> list[str]:
        """Return what the receipt says, line by line."""
        return [line.text for _, line in self._rows]

    def act(self) -> None:
        """Close the program."""
        self.quit_wanted.emit()

    def _tell(self) -> None:
        said, receipt, session = self._sentences, self._receipt, self._session
        self.sentence.setText(said.sealed(session, receipt))
        self.again.setVisible(session.sealed_why not in {"removed", "ended"})
        for widget in (self.card, self.note, self.closes):
            widget.setVisible(receipt is not None)
        while (last := self._list.takeAt(1)) is not None:
            if (row := last.widget()) is not None:
                row.hide()
                row.deleteLater()
        self._rows.clear()
        if receipt is None:
            return
        self.when.setText(said.receipt_title(receipt))
        for line in said.receipt(receipt, session):
            self._list.addWidget(self._row(line))
        if registered := said.registrations(receipt, session):
            self._list.addSpacing(self._theme.look.space["xs"])
            self._list.addWidget(plain_label(self.tr("Your registrations"), "section"))
            for line in registered:
                self._list.addWidget(self._row(line))
        self._dress_marks()
        note = said.receipt_note(receipt, session)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.closes.setText(said.closes_at(receipt.at + STAYS_SECONDS))
        self.closes.setVisible(not session.unkept)  # what would be lost holds it open
        self.card.setAccessibleDescription(" ".join([self.when.text(), *self.lines()]))

    def _row(self, line: ReceiptLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.look.space["s"])
        mark = plain_label()
        text = plain_label(line.text, wraps=True)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        self._rows.append((mark, line))
        return made

    def _dress_marks(self) -> None:
        size = self._theme.icon_size(MARK)
        for mark, line in self._rows:
            name, tone = MARKS[line.state]
            mark.setPixmap(self._theme.icon(name, tone, MARK).pixmap(size))

    def _announce_all(self) -> None:
        _announce(self, " ".join([self.title.text(), self.sentence.text(), *self.lines()]))


def _announce(page: QWidget, said: str) -> None:
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, said))
