"""The page for a server that is not the helpline's."""

from PySide6.QtCore import Signal, Slot

from luwte.console.state import TrustAlarm
from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme


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
