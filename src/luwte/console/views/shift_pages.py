"""The pages around a shift: begin it, it is sealed, and the server that is not the helpline's."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from luwte.console.state import Session, TrustAlarm
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme

TAKES_OVER = True
WARN_WEEKS = 8


class ShiftPage(CalmPage):
    """Signed in, no shift yet: one button begins it.

    Signals: open_wanted (takes over from another computer) · sign_out_wanted.
    """

    open_wanted = Signal(bool)
    sign_out_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme)
        self._sentences = sentences
        self._session = Session()
        self.warning = plain_label("", "attention", wraps=True)
        self.fields.addWidget(self.warning)
        self.sign_out = QPushButton(self.tr("Sign out"))
        self.sign_out.setProperty("kind", "link")
        self.sign_out.clicked.connect(self.sign_out_wanted)
        self.below.addWidget(self.sign_out)
        self.show_session(self._session)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Say whose shift this will be, and what has to be known before."""
        self._session = session
        name = one_line(session.name)
        self.title.setText(self.tr("Hello, {0}").format(name) if name else self.tr("Hello"))
        if session.shift_elsewhere:
            self.sentence.setText(
                self.tr(
                    "You have a shift on another computer. Take it over and that one closes; "
                    "conversations come along."
                )
            )
            action = self.tr("Take over here")
        else:
            self.sentence.setText(
                self.tr(
                    "When you begin, this computer makes a key for this shift only. It is gone when "
                    "the shift ends."
                )
            )
            action = self.tr("Begin shift")
        self.action.setText(self.tr("One moment…") if session.is_busy else action)
        self.action.setEnabled(not session.is_busy)
        warning = self._warning(session)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        is_known = session.code == "shift_elsewhere"
        self.show_error("" if session.is_busy or is_known else self._sentences.session(session))

    def act(self) -> None:
        """Begin the shift."""
        self.open_wanted.emit(self._session.shift_elsewhere)

    def _warning(self, session: Session) -> str:
        if ending := self._sentences.certificate(session):
            return ending
        is_coordinator = session.role == "coordinator"
        if is_coordinator and session.intake_weeks is not None and session.intake_weeks < WARN_WEEKS:
            return self.tr(
                "Waiting-room keys are left for %n week(s). Make new ones, or the line closes.",
                "",
                session.intake_weeks,
            )
        return ""


class SealedPage(CalmPage):
    """The shift is over: what is gone, and the way to a next one.

    Signals: begin_wanted (a new shift, not a take-over) · sign_out_wanted.
    """

    begin_wanted = Signal(bool)
    sign_out_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme, "sprout")
        self._sentences = sentences
        self.title.setText(self.tr("Your shift is closed"))
        self.action.setText(self.tr("Sign out"))
        self.again = QPushButton(self.tr("Begin another shift"))
        self.again.setProperty("kind", "link")
        self.again.clicked.connect(self._begin)
        self.below.addWidget(self.again)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Say why the shift ended."""
        match session.sealed_why:
            case "taken_over":
                said = self.tr("You went on at another computer. This one has forgotten your conversations.")
            case "removed":
                said = self.tr(
                    "A coordinator ended your access. This computer has forgotten your conversations."
                )
            case "ended":
                said = self.tr(
                    "A coordinator ended your shift. This computer has forgotten your conversations."
                )
            case "expired":
                said = self.tr(
                    "Your shift reached its end. Its key no longer exists, nor does what it could read."
                )
            case "closed" | "":
                said = self.tr(
                    "Its key no longer exists, nor does what it could read. Thank you for tonight."
                )
        self.sentence.setText(said)
        self.again.setVisible(session.sealed_why not in {"removed", "ended"})

    def act(self) -> None:
        """Sign out."""
        self.sign_out_wanted.emit()

    def _begin(self) -> None:
        self.begin_wanted.emit(not TAKES_OVER)


class AlarmPage(CalmPage):
    """This is not your helpline's server: nothing more goes to it, and there is no way around.

    Signals: quit_wanted.
    """

    quit_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme, "shield-alert", "danger")
        self._sentences = sentences
        self.title.setText(self.tr("This is not your helpline's server"))
        self.sentence.setText(
            self.tr(
                "Something pretends to be your helpline, or was tampered with. "
                "The console has stopped and sends it nothing any more."
            )
        )
        self.what = plain_label("", "reading", wraps=True)
        self.fields.addWidget(self.what)
        self.fields.addWidget(
            plain_label(
                self.tr(
                    "You did nothing wrong. Do not type your password again. Call a coordinator and "
                    "read out this word:"
                ),
                "reading",
                wraps=True,
            )
        )
        self.fields.addSpacing(theme.look.space["s"])
        self.code = plain_label("", "code")
        self.fields.addWidget(self.code)
        self.action.setText(self.tr("Close Luwte"))

    @Slot(object)
    def show_alarm(self, alarm: TrustAlarm) -> None:
        """Say what did not hold, in plain words, with a code to read out."""
        self.what.setText(self._sentences.alarm(alarm))
        self.code.setText(f"{alarm.subject} · {alarm.code}")

    def act(self) -> None:
        """Close the program."""
        self.quit_wanted.emit()
