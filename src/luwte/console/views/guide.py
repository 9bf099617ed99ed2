"""A short guide for the first shift: eight steps in plain words, to read before and to look up meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from luwte.console.views.dialogs import Question
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

WIDTH = 560
HEIGHT = 640
"""The sheet at 100 %, and what stands around its steps."""

ROUND = 200


class Guidance(QObject):
    """The words of the guide."""

    def steps(self) -> Sequence[tuple[str, str]]:
        """Return every step: what it is about, and what to know."""
        return (
            (
                self.tr("Before you begin"),
                self.tr(
                    "Sit where nobody can read along; Ctrl+L hides everything when you walk away. "
                    "See who else is on, and choose when you want to stop. "
                    "Practise first if you like: nobody real writes there."
                ),
            ),
            (
                self.tr("Accepting"),
                self.tr(
                    "When someone waits you hear it, and you see it at the left. Press Accept. "
                    "Nobody knows who the visitor is, only the nickname they chose. "
                    "One conversation at a time is enough for a first shift."
                ),
            ),
            (
                self.tr("Writing"),
                self.tr(
                    "Begin with a welcome and an open question. Short lines read best. Silence is allowed. "
                    "Type / for a reply or a referral; nothing leaves before you send it. "
                    "When the connection drops, what you wrote waits, and so does the visitor's place."
                ),
            ),
            (
                self.tr("Breathing"),
                self.tr(
                    "After a conversation nobody new comes for a moment. Stand up, drink something. "
                    "Was it heavy? Write about it for a moment, or ask a colleague for a word. "
                    "You may take a pause when you need one."
                ),
            ),
            (
                self.tr("Notes"),
                self.tr(
                    "Notes are for you alone, for this shift, on this computer. They are never sent. "
                    "Write down what you want to remember, not who somebody might be."
                ),
            ),
            (
                self.tr("Danger"),
                self.tr(
                    "Is somebody in danger, or are you not sure? Press Danger to call a coordinator. "
                    "You need not decide this alone. Ask about suicide in plain words: asking does no harm. "
                    "Under Referrals stands whom the visitor can call."
                ),
            ),
            (
                self.tr("Handing over"),
                self.tr(
                    "A colleague can take a conversation over, or come along. "
                    "Tell them in two sentences what it is about. The visitor sees who joins."
                ),
            ),
            (
                self.tr("The end of your shift"),
                self.tr(
                    "Say in time that you are stopping. End your conversations or hand them over, then "
                    "choose End my shift. What this computer kept is destroyed, and you read what was. "
                    "Do something pleasant afterwards."
                ),
            ),
        )


class Guide(Question):
    """The guide, over whatever is in front."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, "", "", "", "")
        self.heading.setText(self.tr("Guide for the first shift"))
        self.setAccessibleName(self.heading.text())
        self.sentence.hide()
        self.no.hide()
        self.yes.setText(self.tr("Close"))
        gap = theme.look.space
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, gap["s"], gap["l"], 0)
        column.setSpacing(gap["xs"])
        intro = self.tr("Nobody expects you to know it all. This guide stands in the menu too.")
        column.addWidget(plain_label(intro, "reading", wraps=True))
        column.addSpacing(gap["m"])
        for number, (about, words) in enumerate(Guidance().steps(), start=1):
            column.addWidget(plain_label(f"{number}. {about}", "strong", wraps=True))
            column.addWidget(plain_label(words, "reading", wraps=True))
            column.addSpacing(gap["m"])
        column.addStretch(1)
        self.steps = QScrollArea()
        self.steps.setWidget(page)
        self.steps.setWidgetResizable(True)
        self.steps.setFrameShape(QScrollArea.Shape.NoFrame)
        self.steps.setAccessibleName(self.heading.text())
        self.body.addWidget(self.steps)
        window = parent.window() if parent is not None else None
        wide = window.width() - 2 * gap["xl"] if window is not None else theme.look.px(WIDTH)
        high = window.height() if window is not None else theme.look.px(HEIGHT + ROUND)
        self.setMinimumWidth(min(theme.look.px(WIDTH), wide))
        self.steps.setMinimumHeight(max(160, min(theme.look.px(HEIGHT), high - theme.look.px(ROUND))))
        self.yes.setFocus()
