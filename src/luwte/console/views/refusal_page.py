"""The program cannot begin here: why, and the way out."""

from PySide6.QtCore import Signal

from luwte.console.views.pages import CalmPage
from luwte.console.views.sentences import Sentences
from luwte.console.views.theme import Theme


class RefusalPage(CalmPage):
    """Another console works in this folder, or the disk refuses; nothing but closing is left.

    Signals: quit_wanted.
    """

    quit_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences, code: str) -> None:
        super().__init__(theme)
        if code == "vault_folder":
            self.title.setText(self.tr("Luwte is already open on this computer"))
            self.sentence.setText(self.tr("Go on in the window that is there. This one can be closed."))
        else:
            self.title.setText(self.tr("Luwte cannot begin"))
            self.sentence.setText(sentences.reason(code))
        self.action.setText(self.tr("Close"))

    def act(self) -> None:
        """Close this window."""
        self.quit_wanted.emit()
