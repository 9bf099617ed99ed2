"""What surrounds the questions of a registration form: its head, the contacts of one press, and its foot."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from luwte.console.views.buttons import IconButton
from luwte.console.views.flow import Flow
from luwte.console.views.form_fields import FormButton, Row
from luwte.console.views.form_words import FormWords
from luwte.console.views.text import NameLabel, plain_label
from luwte.console.views.theme import Theme
from luwte.policy import QUICK, Quick


class FormHead(QFrame):
    """Which form it is, how many others wait, and the way to do it later.

    Signals: details_wanted () - the pane at the right.
    """

    details_wanted = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "bar")
        gap = theme.look.space
        row = QHBoxLayout(self)
        row.setContentsMargins(gap["l"], gap["s"], gap["s"], gap["s"])
        row.setSpacing(gap["m"])
        self.name = NameLabel("heading")
        self.name.set_name(title)
        self.others = plain_label("", "muted")
        self.later = FormButton(self.tr("Later"), "quiet")
        self.later.setObjectName("form_later_button")
        self.later.setToolTip(self.tr("It waits until your shift ends (Esc)"))
        self.details = IconButton("panel-right", self.tr("Show or hide the pane at the right"), "F9")
        self.details.clicked.connect(self.details_wanted)
        row.addWidget(self.name, 1)
        row.addWidget(self.others)
        row.addWidget(self.later)
        row.addWidget(self.details)
        theme.changed.connect(self._dress)
        self._dress()

    def show_others(self, count: int) -> None:
        """Say how many other forms wait."""
        self.others.setText(self.tr("%n other(s) wait", "", count) if count else "")

    def _dress(self) -> None:
        self.details.dress(self._theme)


class QuickRow(Row):
    """Contacts that are registered with one press and nothing else.

    Signals: chose (quick).
    """

    chose = Signal(str)

    def __init__(self, theme: Theme, words: FormWords) -> None:
        super().__init__(theme, "")
        self.label.setText(self.tr("In one press"))
        line = Flow(theme.look.space["xs"])
        self.buttons: dict[Quick, FormButton] = {}
        for kind in QUICK:
            text = words.quick(kind)
            button = FormButton(text)
            # Told apart from the mnemonic, which macOS does not have.
            letter = text.partition("&")[2][:1].upper()
            if letter:
                button.setShortcut(f"Alt+{letter}")
            button.setObjectName(f"quick_{kind}_button")
            button.setAccessibleName(text.replace("&", ""))
            button.setToolTip(self.tr("Registers this at once, with nothing else (Alt+{0})").format(letter))
            button.setProperty("quick", kind)
            button.clicked.connect(self._pressed)
            self.buttons[kind] = button
            line.addWidget(button)
        holder = QWidget()
        holder.setLayout(line)
        self.body.addWidget(holder)

    def _pressed(self) -> None:
        self.chose.emit(str(self.sender().property("quick")))


class FormFoot(QFrame):
    """One sentence, and what sends the form or gives it up."""

    def __init__(self, theme: Theme, *, is_bare: bool) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        gap = theme.look.space
        self._column = QVBoxLayout(self)
        self._column.setSpacing(gap["xs"])
        self.sentence = plain_label("", "muted", wraps=True)
        self._column.addWidget(self.sentence)
        self.send = FormButton(self.tr("Count the contact") if is_bare else self.tr("Register"), "primary")
        self.send.setObjectName("form_send_button")
        self.send.setToolTip(self.tr("Registers it anonymously (Ctrl+Enter)"))
        self.drop = FormButton(self.tr("Do not register"), "quiet")
        self.drop.setObjectName("form_drop_button")
        row = QHBoxLayout()
        row.setSpacing(gap["s"])
        row.addStretch(1)
        row.addWidget(self.drop)
        row.addWidget(self.send)
        self._column.addLayout(row)

    def say(self, sentence: str, kind: str = "attention") -> None:
        """Show one sentence: what a second press would do, or quietly why something is asked."""
        self.sentence.setText(sentence)
        if self.sentence.property("kind") != kind:
            self.sentence.setProperty("kind", kind)
            self.sentence.style().polish(self.sentence)

    def keep_to(self, inset: int, above: int, below: int) -> None:
        """Keep to the form's column, and as high with a short sentence as without one."""
        self.sentence.setMinimumHeight(self.sentence.fontMetrics().lineSpacing())
        self._column.setContentsMargins(inset, above, inset, below)
