"""A short guide for the first shift: nine steps in plain words, to read before and to look up meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from luwte.console.views.reading import ReadingSheet
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme

WIDTH = 560
HEIGHT = 640
"""The sheet at 100 %."""


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
                    "Practise first if you like: nobody real writes there, and nothing is kept or counted."
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
                self.tr("The form"),
                self.tr(
                    "After a conversation a short form opens: what it was about, as far as it was said. "
                    "Type a few letters of a theme. Ctrl+Enter registers, Esc leaves it for later; Ctrl+R "
                    "opens one for who called or mailed. No name, number or place belongs in it, and nothing "
                    "leads from it to the conversation."
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
                    "choose End my shift. What you registered is sent, sealed; all else that this computer "
                    "kept is destroyed, and you read what was. "
                    "Do something pleasant afterwards."
                ),
            ),
        )


class Guide(ReadingSheet):
    """The guide, over whatever is in front."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
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
        super().__init__(parent, theme, self.tr("Guide for the first shift"), page)
        self.keep_within(parent, theme, WIDTH, HEIGHT)
