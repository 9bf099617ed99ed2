"""Questions before the irreversible, with verbs on the buttons; and the choice of a colleague. Opened,
never executed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from luwte.console.state import ColleagueRow
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

NOTE_LIMIT = 1_000


class Question(QDialog):
    """A sentence and two buttons that say what they do. Escape is the careful one.

    Signals: agreed () besides Qt's own.
    """

    agreed = Signal()

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, sentence: str, yes: str, no: str
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle("Luwte")
        gap = theme.look.space
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(gap["xl"], gap["xl"], gap["xl"], gap["l"])
        column.setSpacing(gap["s"])
        self.heading = plain_label(title, "heading", wraps=True)
        self.sentence = plain_label(sentence, "reading", wraps=True)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        # Before the buttons, because a screen reader follows the order in which things are made.
        self._middle = QWidget(self)
        self.body = QVBoxLayout(self._middle)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(gap["xs"])
        column.addWidget(self._middle)
        column.addSpacing(gap["m"])
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(gap["s"])
        buttons.addStretch(1)
        self.no = QPushButton(no)
        self.no.setObjectName("dialog_no_button")
        self.no.setAutoDefault(True)  # else Enter on the careful button would press the other one
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton(yes)
        self.yes.setObjectName("dialog_yes_button")
        self.yes.setProperty("kind", "primary")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self._agree)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)
        self.setAccessibleName(title)
        self.setMinimumWidth(theme.look.px(420))

    def as_danger(self) -> "Question":
        """Paint the acting button as one that cannot be undone, and rest the focus on the other."""
        self.yes.setProperty("kind", "danger-full")
        self.yes.setDefault(False)
        self.no.setDefault(True)
        self.no.setFocus()
        return self

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be as wide as a question is; Qt would measure the height of sentences in a narrower one."""
        hint = super().sizeHint()
        return hint.expandedTo(QSize(self.minimumWidth(), 0))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be high enough for sentences that wrap, which Qt forgets when it sizes a window."""
        super().showEvent(event)
        inside = self.body.totalHeightForWidth(self.width()) if self.body.hasHeightForWidth() else 0
        self._middle.setMinimumHeight(max(inside, self.body.totalMinimumSize().height()))
        # Qt gives a window two thirds of the screen at most; buttons would then lie on what is above them.
        self.setMinimumHeight(
            min(self._column.totalMinimumHeightForWidth(self.width()), self.screen().size().height())
        )
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:  # what scrolls within it need not be larger than the window
            self.resize(self.width(), min(self.height(), parent.window().height()))

    def add_field(self, field: QWidget) -> None:
        """Add something to choose or to write in, before the buttons for the tab key too."""
        self.body.addWidget(field)
        QWidget.setTabOrder(field, self.no)

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()


class NoteField(QPlainTextEdit):
    """A few sealed words for a colleague."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("note_field")
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhMultiLine)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._lines = 3
        self._theme = theme
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be three lines high."""
        self.ensurePolished()
        return QSize(300, self.fontMetrics().lineSpacing() * self._lines + self._theme.look.px(24))

    def note(self) -> str:
        """Return what was written, not too long."""
        return self.toPlainText().strip()[:NOTE_LIMIT]


class ColleagueDialog(Question):
    """Whom to ask, and a sealed note for them.

    Signals: chosen (person, note).
    """

    chosen = Signal(str, str)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        words: Words,
        title: str,
        sentence: str,
        yes: str,
        colleagues: Sequence[ColleagueRow],
    ) -> None:
        super().__init__(parent, theme, title, sentence, yes, "")
        self.no.setText(self.tr("Not now"))
        self.people = ChoiceBox(theme, self.tr("Colleague"))
        self.people.setObjectName("colleague_box")
        for row in sorted(colleagues, key=lambda row: row.state != "available"):
            self.people.addItem(f"{one_line(row.name)} · {words.colleague_state(row)}", row.person)
        name = self.tr("A note, readable by them only")
        self.note = NoteField(theme, name)
        self.body.addSpacing(theme.look.space["s"])
        if colleagues:
            label = plain_label(self.tr("Colleague"), "section")
            label.setBuddy(self.people)  # a screen reader on Linux names a choice by its label
            self.body.addWidget(label)
            self.add_field(self.people)
            self.body.addSpacing(theme.look.space["s"])
            self.body.addWidget(plain_label(name, "section"))
            self.add_field(self.note)
            self.people.setFocus()
        else:
            self.sentence.setText(self.tr("Nobody else is on shift now."))
            self.yes.hide()

    def _agree(self) -> None:
        if self.people.currentData():
            self.chosen.emit(str(self.people.currentData()), self.note.note())
        self.accept()


class DangerDialog(Question):
    """Calls the coordinators on shift, with a sealed note.

    Signals: called (note).
    """

    called = Signal(str)

    def __init__(self, parent: QWidget | None, theme: Theme, coordinators: Sequence[ColleagueRow]) -> None:
        super().__init__(parent, theme, "", "", "", "")
        self.heading.setText(self.tr("Call a coordinator?"))
        names = ", ".join(one_line(row.name) for row in coordinators)
        if names:
            said = self.tr(
                "{0} hears it at once and can come along in this conversation. The visitor sees who joins."
            )
            self.sentence.setText(said.format(names))
        else:
            self.sentence.setText(
                self.tr(
                    "No coordinator is on shift now. Call the number your helpline gave you. You "
                    "can still try."
                )
            )
        self.yes.setText(self.tr("Call now"))
        self.no.setText(self.tr("Go back"))
        name = self.tr("What is the matter? A few words are enough.")
        self.note = NoteField(theme, name)
        self.body.addSpacing(theme.look.space["s"])
        self.body.addWidget(plain_label(name, "section", wraps=True))
        self.add_field(self.note)
        self.yes.setProperty("kind", "danger-full")
        self.note.setFocus()

    def _agree(self) -> None:
        self.called.emit(self.note.note())
        self.accept()
