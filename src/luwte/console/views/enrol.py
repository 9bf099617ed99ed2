"""The first evening: an enrolment code, the helpline's address, and a password of one's own."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from luwte.console.state import Session
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

SHORTEST = 12
"""Characters a password has at least; length is what counts against guessing."""

LONG = 20


class EnrolPage(CalmPage):
    """Asks for server, code and a password twice.

    Signals: enrol_wanted (server, code, password).
    """

    enrol_wanted = Signal(str, str, str)

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme)
        self._sentences = sentences
        self._is_busy = False
        self.title.setText(self.tr("Welcome"))
        self.sentence.setText(
            self.tr("You got an enrolment code from a coordinator. With it this computer becomes your desk.")
        )
        self.server = QLineEdit()
        self.server.setPlaceholderText("https://chat.…")
        self.server.setMaxLength(200)
        self.add_field(self.tr("Address of the helpline's server"), self.server)
        self.code = QLineEdit()
        self.code.setProperty("kind", "code")
        self.code.setMaxLength(200)
        self.add_field(
            self.tr("Enrolment code"),
            self.code,
            self.tr(
                "Paste or type it. Capitals, blanks and dashes do not matter. It works once, within a day."
            ),
        )
        self.strength = plain_label("", "muted", wraps=True)
        self.password = self.add_secret(self.tr("Choose a password"), self.strength)
        self.again = self.add_secret(
            self.tr("The same password again"),
            self.tr(
                "The server never sees it, so nobody can send it to you. Forgotten? Then you need a new code."
            ),
        )
        self.action.setText(self.tr("Make this my desk"))
        for field in (self.server, self.code, self.password, self.again):
            field.textChanged.connect(self._look_again)
        self._look_again()

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow how far the enrolment is."""
        self._is_busy = session.is_busy
        if session.server and not self.server.text():
            self.server.setText(session.server)
        self.action.setText(self.tr("One moment…") if session.is_busy else self.tr("Make this my desk"))
        self.show_error("" if session.is_busy else self._sentences.session(session), self._at(session.code))
        self._look_again()

    def start(self) -> None:
        """Put the cursor where the hands go first: to what was refused before the page came in front."""
        self.turn_to(self.faulty or (self.code if self.server.text() else self.server))

    def act(self) -> None:
        """Use the code."""
        if self._may():
            self.show_error("")
            self.enrol_wanted.emit(self.server.text().strip(), self.code.text(), self.password.text())

    def clear_secrets(self) -> None:
        """Forget what was typed, once it was used."""
        for field in (self.code, self.password, self.again):
            field.clear()

    def _at(self, code: str) -> QLineEdit | None:
        """Return the field a refusal is about."""
        match code:
            case "enrolment_code" | "bad_code" | "sign_in":
                return self.code
            case "insecure" | "bad_address" | "unreachable" | "timeout" | "refused":
                return self.server
            case "weak_password":
                return self.password
            case _:
                return None

    def _may(self) -> bool:
        return bool(
            not self._is_busy
            and self.server.text().strip()
            and self.code.text().strip()
            and len(self.password.text()) >= SHORTEST
            and self.password.text() == self.again.text()
        )

    def _look_again(self) -> None:
        self.strength.setText(self._hint())
        self.action.setEnabled(self._may())

    def _hint(self) -> str:
        length = len(self.password.text())
        if length == 0:
            return self.tr(
                "Four or five words that do not belong together are easy to remember and hard to guess."
            )
        if length < SHORTEST:
            return self.tr("%n more character(s), please.", "", SHORTEST - length)
        if self.again.text() and self.again.text() != self.password.text():
            return self.tr("The two passwords are not the same yet.")
        return self.tr("Long and strong.") if length >= LONG else self.tr("Good. Longer is stronger.")
