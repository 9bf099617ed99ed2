"""The questions of a registration form that are answered with one choice, yes or no, or a number.

Every one of them begins at "not said" and may stay there (R2).
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLineEdit, QPushButton, QVBoxLayout, QWidget

from luwte.console.models.phrases import in_language
from luwte.console.views.buttons import GAP, QT_GAP, with_gap
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.flow import Flow
from luwte.console.views.form_words import LABEL, FormWords
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.policy import FormField
from luwte.registration.form import Answer

LABEL_WIDE: Final = 176
CONTROL_WIDE: Final = 340
"""Of the label and of what answers it, at 100 %."""

SIGN: Final = 16
"""The side of the sign that one answer is chosen, at 100 %."""

_ANY: Final = 16_777_215
"""Qt's word for no limit."""

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormButton(QPushButton):
    """A button that Enter presses, but not with Ctrl: that sends the form wherever the hands are."""

    def __init__(self, text: str, kind: str = "") -> None:
        super().__init__(text)
        if kind:
            self.setProperty("kind", kind)
        self.setAutoDefault(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave Ctrl+Enter to the form."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FormChoice(ChoiceBox):
    """A choice that the mouse wheel does not change: a form is scrolled, and nobody would notice."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()


class Segments(QWidget):
    """A few answers beside one another, one of them chosen; arrows go from one to the next.

    Signals: changed ().
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        row = Flow(theme.look.space["xs"], self)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for value, text in choices:
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {text}")
            self._group.addButton(button)
            self.buttons[value] = button
            row.addWidget(button)
        next(iter(self.buttons.values())).setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        theme.changed.connect(self._dress)
        self._dress()

    def value(self) -> str:
        """Return what is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Choose one."""
        self.buttons[value].setChecked(True)

    def _toggled(self, _button: QPushButton, is_on: bool) -> None:
        self._dress()
        if is_on:
            self.changed.emit()

    def _dress(self) -> None:
        for button in self.buttons.values():
            name, tone = ("circle-dot", "primary") if button.isChecked() else ("circle", "muted")
            side, gap = self._theme.look.px(SIGN), self._theme.look.px(GAP) - QT_GAP
            button.setIcon(with_gap(self._theme.icon(name, tone, SIGN), side, gap))
            button.setIconSize(QSize(side + gap, side))


class Row(QWidget):
    """A label with something beside it, or under it where there is no room."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.theme = theme
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.label = plain_label(title, "strong", wraps=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        beside = QWidget()
        self.body = QVBoxLayout(beside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.look.space["xs"])
        self._line.addWidget(self.label)
        self._line.addWidget(beside, 1)

    def arrange(self, *, is_wide: bool) -> None:
        """Put the label beside the answer, or above it where there is no room."""
        look, way = self.theme.look, QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if is_wide else way.TopToBottom)
        self._line.setSpacing(look.space["m"] if is_wide else look.space["xs"])
        if is_wide:
            self.label.setFixedWidth(look.px(LABEL_WIDE))
            self.label.setContentsMargins(0, look.px(9), 0, 0)
        else:
            self.label.setMinimumWidth(0)
            self.label.setMaximumWidth(_ANY)
            self.label.setContentsMargins(0, 0, 0, 0)


class FieldBox(Row):
    """One question: its label, what answers it, and a sentence where it was refused.

    Signals: changed (another answer).
    """

    changed = Signal()

    def __init__(self, theme: Theme, words: FormWords, field: FormField, language: str) -> None:
        self.title = one_line(in_language(field.label, language), LABEL)
        super().__init__(theme, self.title.replace("&", "&&"))  # a label with a buddy takes it for a key
        self.words, self.field, self.language = words, field, language
        self.purpose = one_line(in_language(field.purpose, language), 200)
        self.refused = plain_label("", "attention", wraps=True)
        self.refused.hide()

    def value(self) -> Answer | None:
        """Return the answer; None: not said."""
        raise NotImplementedError

    def put(self, value: Answer) -> None:
        """Say this; what the question does not have stays unsaid."""
        raise NotImplementedError

    def clear(self) -> None:
        """Go back to "not said"."""
        raise NotImplementedError

    def start(self) -> QWidget:
        """Return what the hands go to first."""
        raise NotImplementedError

    def show_refusal(self, sentence: str) -> None:
        """Say beside the answer why it cannot go so; "" takes that away."""
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))

    def _answered_by(self, control: QWidget) -> None:
        self.label.setBuddy(control)
        self.body.addWidget(control)
        self.body.addWidget(self.refused)

    def _answered(self) -> None:
        self.show_refusal("")
        self.changed.emit()


class ChoiceField(FieldBox):
    """One of some options; the first letters choose."""

    def __init__(self, theme: Theme, words: FormWords, field: FormField, language: str) -> None:
        super().__init__(theme, words, field, language)
        self.box = FormChoice(theme, self.title)
        self.box.addItem(words.not_said(), "")
        for option in field.options:
            self.box.addItem(one_line(in_language(option.label, language), LABEL), option.name)
        self.box.currentIndexChanged.connect(self._answered)
        self._answered_by(self.box)

    def value(self) -> Answer | None:
        """Return the chosen option's name."""
        return str(self.box.currentData()) or None

    def put(self, value: Answer) -> None:
        """Choose the option of this name."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def clear(self) -> None:
        """Choose nothing."""
        self.box.setCurrentIndex(0)

    def start(self) -> QWidget:
        """Return the box."""
        return self.box

    def arrange(self, *, is_wide: bool) -> None:
        """Keep the box as wide as an answer is."""
        super().arrange(is_wide=is_wide)
        self.box.setMaximumWidth(self.theme.look.px(CONTROL_WIDE))


class YesNoField(FieldBox):
    """Yes, no, or not said."""

    def __init__(self, theme: Theme, words: FormWords, field: FormField, language: str) -> None:
        super().__init__(theme, words, field, language)
        choices = (("", words.not_said()), ("yes", self.tr("Yes")), ("no", self.tr("No")))
        self.segments = Segments(theme, self.title, choices)
        self.segments.changed.connect(self._answered)
        self._answered_by(self.segments)

    def value(self) -> Answer | None:
        """Return yes as True, no as False."""
        return {"": None, "yes": True, "no": False}[self.segments.value()]

    def put(self, value: Answer) -> None:
        """Choose yes for True, no for False."""
        if isinstance(value, bool):
            self.segments.choose("yes" if value else "no")

    def clear(self) -> None:
        """Choose neither."""
        self.segments.choose("")

    def start(self) -> QWidget:
        """Return the answer that is chosen."""
        return self.segments.buttons[self.segments.value()]


class NumberField(FieldBox):
    """A whole number, typed."""

    def __init__(self, theme: Theme, words: FormWords, field: FormField, language: str) -> None:
        super().__init__(theme, words, field, language)
        self.box = figures_box(self.title, words.not_said(), max(len(str(field.most)), 1))
        self.box.textChanged.connect(self._answered)
        self._answered_by(self.box)

    def value(self) -> Answer | None:
        """Return the number."""
        return int(self.box.text()) if self.box.text() else None

    def put(self, value: Answer) -> None:
        """Hold this number."""
        self.box.setText(str(value))

    def clear(self) -> None:
        """Hold no number."""
        self.box.clear()

    def start(self) -> QWidget:
        """Return the line to type in."""
        return self.box

    def arrange(self, *, is_wide: bool) -> None:
        """Be as wide as a number is."""
        super().arrange(is_wide=is_wide)
        self.box.setFixedWidth(self.theme.look.px(140))


def figures_box(name: str, empty: str, longest: int) -> QLineEdit:
    """Return a line that takes figures only."""
    box = QLineEdit()
    box.setAccessibleName(name)
    box.setPlaceholderText(empty)
    box.setValidator(QRegularExpressionValidator(QRegularExpression(rf"[0-9]{{0,{longest}}}"), box))
    return box
