"""The question before a coordinator ends a colleague's shift, such as on a stolen computer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luwte.console.state import ColleagueRow
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.dialogs import Question
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme


class EndColleagueDialog(Question):
    """Whose shift ends, and what that does.

    Signals: ended (person).
    """

    ended = Signal(str)

    def __init__(
        self, parent: QWidget | None, theme: Theme, colleagues: Sequence[ColleagueRow], person: str
    ) -> None:
        super().__init__(parent, theme, "", "", "", "")
        self._names = {row.person: one_line(row.name) for row in colleagues}
        self.yes.setText(self.tr("End this shift"))
        self.no.setText(self.tr("Let it run"))
        self.people = ChoiceBox(theme, self.tr("Colleague"))
        self.people.setObjectName("end_shift_of_box")
        for row in colleagues:
            self.people.addItem(one_line(row.name), row.person)
        self.people.setCurrentIndex(max(0, self.people.findData(person)))
        self.people.currentIndexChanged.connect(self._say)
        if not person and len(colleagues) > 1:
            self.body.addSpacing(theme.look.space["s"])
            label = plain_label(self.tr("Colleague"), "section")
            label.setBuddy(self.people)
            self.body.addWidget(label)
            self.add_field(self.people)
        else:
            self.people.setParent(self)
            self.people.hide()
        self.as_danger()
        self._say()

    def _say(self) -> None:
        name = self._names.get(self.person(), "")
        self.heading.setText(self.tr("End the shift of {0}?").format(name))
        self.sentence.setText(
            self.tr(
                "For a computer that was stolen or left open. The console of {0} closes within seconds and "
                "the notes on it cannot be opened any more. Conversations go to colleagues."
            ).format(name)
        )
        self.setAccessibleName(self.heading.text())

    def person(self) -> str:
        """Return whose shift is chosen."""
        return str(self.people.currentData() or "")

    def _agree(self) -> None:
        if self.person():
            self.ended.emit(self.person())
        self.accept()
