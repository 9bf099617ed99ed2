"""A free text of the registration form: how much room is left, and the guard that points at what could tell
who somebody is."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from luwte.console.views.form_fields import ENTER, FieldBox
from luwte.console.views.form_words import FormWords
from luwte.console.views.text import plain_label
from luwte.console.views.theme import Theme
from luwte.policy import FormField
from luwte.registration.form import Answer
from luwte.registration.guard import Finding, findings

LINES: Final = 3
READ: Final = 4_000
"""Characters the guard looks at; no form takes as many."""


class TextBox(QPlainTextEdit):
    """A few lines; Tab goes on, Ctrl+Enter is the form's."""

    def __init__(self, theme: Theme, name: str, empty: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(empty)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be a few lines high."""
        self.ensurePolished()
        return QSize(300, self.fontMetrics().lineSpacing() * LINES + self._theme.look.px(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave Ctrl+Enter and Esc to the form."""
        is_sent = event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_sent or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextField(FieldBox):
    """Some words of the volunteer's own. ``nickname`` is looked for too, and nowhere kept."""

    def __init__(
        self, theme: Theme, words: FormWords, field: FormField, language: str, nickname: str = ""
    ) -> None:
        super().__init__(theme, words, field, language)
        self._nickname = nickname
        self.found: tuple[Finding, ...] = ()
        self.box = TextBox(theme, self.title, words.not_said())
        self.count = plain_label("", "muted")
        self.warning = plain_label("", "attention", wraps=True)
        self.warning.setObjectName("guard_sentence")
        self.warning.hide()
        self.label.setBuddy(self.box)
        for part in (self.box, self.count, self.warning, self.refused):
            self.body.addWidget(part)
        self.box.textChanged.connect(self._typed)
        theme.changed.connect(self._underline)
        self._count()

    def value(self) -> Answer | None:
        """Return what was written."""
        return self.box.toPlainText().strip() or None

    def put(self, value: Answer) -> None:
        """Hold these words."""
        self.box.setPlainText(str(value))

    def clear(self) -> None:
        """Hold no words, not even to be undone."""
        self.box.clear()
        self.box.document().clearUndoRedoStacks()

    def start(self) -> QWidget:
        """Return the box."""
        return self.box

    def arrange(self, *, is_wide: bool) -> None:
        """Be a few lines high in every text size."""
        super().arrange(is_wide=is_wide)
        self.box.setFixedHeight(self.box.sizeHint().height())

    def _typed(self) -> None:
        text = self.box.toPlainText()
        self.found = findings(text[:READ], self._nickname)
        self._underline()
        self.warning.setText(self.words.pointed_at(text, self.found) if self.found else "")
        self.warning.setVisible(bool(self.found))
        self._count()
        self._answered()

    def _count(self) -> None:
        size = len(self.box.toPlainText().strip())
        over = size - self.field.longest
        self.count.setText(
            self.tr("%n character(s) too many", "", over)
            if over > 0
            else self.tr("{0} of {1}").format(size, self.field.longest)
        )
        kind = "attention" if over > 0 else "muted"
        if self.count.property("kind") != kind:
            self.count.setProperty("kind", kind)
            self.count.style().polish(self.count)

    def _underline(self) -> None:
        text = self.box.toPlainText()
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self.theme.look.colour("attention"))
        marks = []
        for each in self.found:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.box.document())
            # Qt counts UTF-16 units, Python characters.
            cursor.setPosition(_units(text[: each.start]))
            cursor.setPosition(_units(text[: each.end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = form
            marks.append(mark)
        self.box.setExtraSelections(marks)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
