"""After a crash: a shift that still runs lies on this computer, to go on with or to be destroyed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from luwte.console.state import Session
from luwte.console.views.dialogs import Question
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.text import one_line
from luwte.console.views.theme import Theme


class ResumePage(CalmPage):
    """Go on with the shift that was found, or end and wipe it.

    Signals: resume_wanted · wipe_wanted.
    """

    resume_wanted = Signal()
    wipe_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__(theme)
        self._sentences = sentences
        self._is_busy = False
        self.question: Question | None = None
        self.wipe = QPushButton(self.tr("End it and wipe everything…"))
        self.wipe.setProperty("kind", "link")
        self.wipe.clicked.connect(self.ask_wipe)
        self.below.addWidget(self.wipe)
        self.show_session(Session())

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Say what lies here, and follow how far going on is."""
        self._is_busy = session.is_busy
        name = one_line(session.name)
        self.title.setText(self.tr("Welcome back, {0}").format(name) if name else self.tr("Welcome back"))
        self.sentence.setText(self._sentences.shift.resume(session.found_until))
        action = self.tr("Take over here") if session.shift_elsewhere else self.tr("Go on with your shift")
        self.action.setText(self.tr("One moment…") if session.is_busy else action)
        self.action.setEnabled(not session.is_busy)
        self.wipe.setEnabled(not session.is_busy)
        self.show_error("" if session.is_busy else self._sentences.session(session))

    def leave(self) -> None:
        """Take the question away with the page."""
        if self.question is not None:
            self.question.reject()

    def act(self) -> None:
        """Go on."""
        self.resume_wanted.emit()

    @Slot()
    def ask_wipe(self) -> None:
        """Ask once more: what lies here has not been read since."""
        asked = self._sentences.shift.wipe()
        self.question = Question(
            self.window(), self._theme, asked.title, asked.sentence, asked.yes, asked.no
        ).as_danger()
        self.question.agreed.connect(self.wipe_wanted)
        self.question.finished.connect(self._closed)
        self.question.open()

    def _closed(self) -> None:
        self.question = None
