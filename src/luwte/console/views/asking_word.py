"""Asks a colleague for a word after a heavy conversation: whom, and what one says, ready to be changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luwte.console.state import ColleagueRow
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.dialogs import NoteField, Question
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words


class WordDialog(Question):
    """Whom to ask for a word: coordinators first, then who is free.

    Signals: asked (person, text).
    """

    asked = Signal(str, str)

    def __init__(
        self, parent: QWidget | None, theme: Theme, words: Words, colleagues: Sequence[ColleagueRow]
    ) -> None:
        super().__init__(parent, theme, "", "", "", "")
        self.heading.setText(self.tr("Ask for a word"))
        self.sentence.setText(self.tr("Only the colleague you choose can read this."))
        self.yes.setText(self.tr("Ask"))
        self.no.setText(self.tr("Not now"))
        self.people = ChoiceBox(theme, self.tr("Colleague"))
        self.people.setObjectName("word_to_box")
        for row in sorted(colleagues, key=_nearest):
            self.people.addItem(self._said(row, words), row.person)
        name = self.tr("What you say")
        self.text = NoteField(theme, name)
        self.text.setPlainText(
            self.tr(
                "Do you have a moment for me? I just had a heavy conversation and would like a short word."
            )
        )
        self.body.addSpacing(theme.look.space["s"])
        if colleagues:
            label = plain_label(self.tr("Colleague"), "section")
            label.setBuddy(self.people)  # a screen reader on Linux names a choice by its label
            self.body.addWidget(label)
            self.add_field(self.people)
            self.body.addSpacing(theme.look.space["s"])
            self.body.addWidget(plain_label(name, "section"))
            self.add_field(self.text)
            self.people.setFocus()
        else:
            self.sentence.setText(
                self.tr("Nobody else is on shift now. Call the number your helpline gave you.")
            )
            self.yes.hide()
            self.no.setText(self.tr("Go back"))

    def _said(self, row: ColleagueRow, words: Words) -> str:
        role = self.tr("coordinator") if row.role == "coordinator" else ""
        return " · ".join(part for part in (one_line(row.name), role, words.colleague_state(row)) if part)

    def _agree(self) -> None:
        text = self.text.note()
        if self.people.currentData() and text:
            self.asked.emit(str(self.people.currentData()), text)
        self.accept()


def _nearest(row: ColleagueRow) -> tuple[bool, bool]:
    return row.state == "away", row.role != "coordinator"
