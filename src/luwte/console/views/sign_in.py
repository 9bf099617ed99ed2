"""Sign-in with password and, for coordinators and leaders, a second factor; and the same page as a lock."""

from PySide6.QtCore import QRegularExpression, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from luwte.console.state import Session
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme

SECOND_FACTOR = frozenset({"coordinator", "leader"})
"""Whose sign-in asks for six figures too (H8)."""


class SignInPage(CalmPage):
    """Asks for the password, and six figures where the server wants them.

    Signals: sign_in_wanted (password, figures).
    """

    sign_in_wanted = Signal(str, str)

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme)
        self._sentences = sentences
        self._session = Session()
        self.title.setText(self.tr("Good to see you"))
        self.password = self.add_secret(self.tr("Password"))
        self.figures = six_figures()
        self._figures_name = self.add_field(self.tr("Six figures from your phone"), self.figures)
        self.action.setText(self.tr("Sign in"))
        self.password.textChanged.connect(self._look_again)
        self.figures.textChanged.connect(self._look_again)
        self.show_session(self._session)

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow how far signing in is."""
        asks_figures = session.needs_second_factor or session.role in SECOND_FACTOR
        was_asked = not self.figures.isHidden()
        self._session = session
        self.figures.setVisible(asks_figures)
        self._figures_name.setVisible(asks_figures)
        if asks_figures and not was_asked and self.isVisible():
            self.turn_to(self.figures)
        if session.found_until is not None:
            self.sentence.setText(self._sentences.shift.found(session.found_until))
        else:
            self.sentence.setText(self.tr("Sign in with your password to begin."))
        if session.name:
            self.title.setText(self.tr("Good to see you, {0}").format(one_line(session.name)))
        self.action.setText(self.tr("One moment…") if session.is_busy else self.tr("Sign in"))
        is_first_question = asks_figures and not was_asked and session.code == "second_factor"
        field = {"second_factor": self.figures, "sign_in": self.password, "wrong_password": self.password}
        said = "" if session.is_busy or is_first_question else self._sentences.session(session)
        self.show_error(said, field.get(session.code))
        self._look_again()

    def start(self) -> None:
        """Put the cursor where the hands go first."""
        self.turn_to(self.password)

    def act(self) -> None:
        """Sign in."""
        if self._may():
            self.sign_in_wanted.emit(self.password.text(), self.figures.text())

    def clear_secrets(self) -> None:
        """Forget what was typed, once it was used."""
        self.password.clear()
        self.figures.clear()

    def _may(self) -> bool:
        has_figures = self.figures.isHidden() or len(self.figures.text()) == 6
        return bool(not self._session.is_busy and self.password.text() and has_figures)

    def _look_again(self) -> None:
        self.action.setEnabled(self._may())


class LockPage(CalmPage):
    """Hides everything until the password is given again; conversations go on behind it.

    Whoever passes by learns nothing from it: no names, no numbers, not what it hides.

    Signals: unlock_wanted (password) · leave_wanted (end everything here, without a password).
    """

    unlock_wanted = Signal(str)
    leave_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme, "lock")
        self._sentences = sentences
        self.title.setText(self.tr("Locked"))
        self.sentence.setText(self.tr("Everything goes on behind this page. Your password brings it back."))
        self.call = plain_label(self.tr("There is something for you."), "attention", wraps=True)
        self.call.setVisible(False)
        self.call.setContentsMargins(0, 0, 0, theme.look.space["m"])
        self.fields.insertWidget(0, self.call)
        self.password = self.add_secret(self.tr("Password"))
        self.action.setText(self.tr("Unlock"))
        self.password.textChanged.connect(self._look_again)
        self.way_out = QPushButton(self.tr("I cannot unlock"))
        self.way_out.setProperty("kind", "link")
        self.way_out.clicked.connect(self.ask_leave)
        self.below.addWidget(self.way_out)
        QWidget.setTabOrder(self.action, self.way_out)
        self._is_busy = False
        self._look_again()

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow whether the password was right."""
        self._is_busy = session.is_busy
        said = "" if session.is_busy or not session.is_locked else self._sentences.session(session)
        self.show_error(said, self.password if session.code == "wrong_password" else None)
        if not session.is_locked:
            self.password.clear()
        self._look_again()

    @Slot(bool)
    def show_call(self, is_called: bool) -> None:
        """Say that somebody waits or wrote, and no more than that."""
        is_new = is_called and self.call.isHidden()
        self.call.setVisible(is_called)
        if is_new and self.isVisible() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.call.text()))

    @Slot()
    def ask_leave(self) -> None:
        """Make sure, then end everything here: who has no password still has a way out."""
        from luwte.console.views.dialogs import Question  # noqa: PLC0415 - the first page needs none

        question = Question(
            self.window(),
            self._theme,
            self.tr("End it without the password?"),
            self.tr("What is open here is closed, and what was kept here is destroyed. Luwte closes."),
            self.tr("End and destroy"),
            self.tr("Stay locked"),
        ).as_danger()
        question.agreed.connect(self.leave_wanted)
        question.open()

    def start(self) -> None:
        """Put the cursor into the password field."""
        self.turn_to(self.password)

    def act(self) -> None:
        """Unlock."""
        if self.password.text() and not self._is_busy:
            self.unlock_wanted.emit(self.password.text())

    def clear_secrets(self) -> None:
        """Forget what was typed."""
        self.password.clear()

    def _look_again(self) -> None:
        self.action.setEnabled(bool(self.password.text()) and not self._is_busy)


def six_figures() -> QLineEdit:
    """Return a field that takes six figures and nothing else."""
    field = QLineEdit()
    field.setMaxLength(6)
    field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,6}"), field))
    field.setProperty("kind", "code")
    return field
