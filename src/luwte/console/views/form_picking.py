"""The questions with several answers, themes above all: picked by typing, kept as chips to remove."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from luwte.console.models.form_entries import EntriesModel, Entry
from luwte.console.views.flow import Flow
from luwte.console.views.form_fields import CONTROL_WIDE, ENTER, FieldBox, FormButton
from luwte.console.views.form_list import EntryList
from luwte.console.views.form_words import LABEL, FormWords
from luwte.console.views.text import one_line
from luwte.console.views.theme import Theme
from luwte.policy import FormField
from luwte.registration.form import Answer

LONGEST: Final = 40
"""Characters that still look for something."""


class PickLine(QLineEdit):
    """A line to type into; what it finds lies under it.

    Signals: picked () - Enter or Tab on a row · moved (1 down, -1 up) · emptied () - Backspace in nothing ·
    closed () - Esc · entered (has it the focus).
    """

    picked = Signal()
    moved = Signal(int)
    emptied = Signal()
    closed = Signal()
    entered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.is_open = False
        """Whether the list is there, which then has the keys."""

    def event(self, event: QEvent) -> bool:
        """Pick with Tab as with Enter, as long as something is typed and found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_plain = not event.modifiers()
            if event.key() == Qt.Key.Key_Tab and is_plain and self.is_open and self.text().strip():
                self.picked.emit()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move through what was found; everything else is typed."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Down if is_plain:
                self.moved.emit(1)
            case Qt.Key.Key_Up if is_plain and self.is_open:
                self.moved.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if is_plain and self.is_open:
                self.picked.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if is_plain and self.text().strip():
                self.moved.emit(1)  # what was typed is not chosen: the list again, or why there is none
            case Qt.Key.Key_Escape if self.is_open or self.text():
                self.closed.emit()
            case Qt.Key.Key_Backspace if not self.text():
                self.emptied.emit()
            case key if key in ENTER or key == Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)


class PickField(FieldBox):
    """Themes or choices, up to the field's most.

    Signals: told (what a screen reader should say).
    """

    told = Signal(str)

    def __init__(
        self, theme: Theme, words: FormWords, field: FormField, language: str, entries: tuple[Entry, ...]
    ) -> None:
        super().__init__(theme, words, field, language)
        self.model = EntriesModel(entries, self._say, self)
        self.picked: list[str] = []
        self.line = PickLine()
        self.line.setAccessibleName(self.title)
        self.list = EntryList(theme, self.model, self.title)
        self._over: QWidget = self
        self._chips = QWidget()
        self._flow = Flow(theme.look.space["xs"], self._chips)
        self._chips.hide()
        self._answered_by(self.line)
        self.body.insertWidget(0, self._chips)
        self.line.textEdited.connect(self._typed)
        self.line.moved.connect(self._move)
        self.line.picked.connect(self._pick_current)
        self.line.closed.connect(self._give_up)
        self.line.emptied.connect(self._drop_last)
        self.list.chosen.connect(self.pick)
        self.line.installEventFilter(self)
        self._show()

    def value(self) -> Answer | None:
        """Return the names that were picked."""
        return list(self.picked) or None

    def put(self, value: Answer) -> None:
        """Hold these, as far as there is room."""
        names = value if isinstance(value, list) else []
        self.picked = [name for name in names if self.model.entry(name) is not None][: self.field.most]
        self._show()

    def clear(self) -> None:
        """Hold nothing that was picked or typed."""
        self.picked.clear()
        self.line.clear()
        self.close()
        self._show()

    def start(self) -> QWidget:
        """Return the line to type in."""
        return self.line

    def arrange(self, *, is_wide: bool) -> None:
        """Keep the line as wide as an answer is."""
        super().arrange(is_wide=is_wide)
        self.line.setMaximumWidth(self.theme.look.px(CONTROL_WIDE))
        self._show()
        self.place()

    def float_over(self, widget: QWidget) -> None:
        """Let the list lie over a widget that this is a part of."""
        self._over = widget
        self.list.setParent(widget)

    @Slot()
    def place(self) -> None:
        """Keep the list under the line."""
        if self.line.is_open:
            self.list.place(self.line, self._over)

    @Slot(str)
    def pick(self, name: str) -> None:
        """Add one, once, as long as there is room."""
        if name in self.picked or len(self.picked) >= self.field.most:
            return
        self.picked.append(name)
        self.line.clear()
        self.close()
        self._show()
        self._answered()
        self.line.setFocus()
        entry = self.model.entry(name)
        self.told.emit(one_line(entry.path, LABEL) if entry is not None else "")

    def is_unchosen(self) -> bool:
        """Whether something is typed that is neither chosen nor taken away: it is not left out in silence."""
        return bool(self.line.text().strip())

    def drop(self, name: str) -> None:
        """Take one away again."""
        self.picked.remove(name)
        self._show()
        self._answered()
        self.line.setFocus()

    def close(self) -> bool:
        """Take the list away; what was typed stays."""
        self.line.is_open = False
        self.list.hide()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Close with the focus; a click into the line shows all there is."""
        if event.type() == QEvent.Type.FocusOut:
            self.close()
            self.show_refusal(self.words.unchosen() if self.is_unchosen() else "")
        elif self._is_wanted(event) and not self.line.is_open:
            self._open()
        elif event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self.place()
        return super().eventFilter(watched, event)

    def _is_wanted(self, event: QEvent) -> bool:
        """Whether the line was clicked, or the hands came back to something that was typed."""
        is_back = event.type() == QEvent.Type.FocusIn and self.is_unchosen()
        return is_back or event.type() == QEvent.Type.MouseButtonRelease

    def _typed(self, text: str) -> None:
        if text.strip():
            self._open()
        else:
            self.close()
            self.show_refusal("")

    def _open(self) -> None:
        if len(self.picked) >= self.field.most:
            return
        needle = self.line.text()
        self.model.seek(needle, self.picked)
        is_found = self.model.rowCount() > 0
        self.show_refusal("" if is_found else self.words.unmatched())
        self.line.is_open = is_found
        self.list.setVisible(is_found)
        if is_found:
            self.list.begin(is_tree=not needle.strip())
            self.place()
            self.list.raise_()
            self._tell()

    def _move(self, step: int) -> None:
        if not self.line.is_open:
            self._open()
        else:
            self.list.move_by(step)
            self._tell()

    def _pick_current(self) -> None:
        entry = self.list.current()
        if entry is not None:
            self.pick(entry.name)

    def _give_up(self) -> None:
        """The first Esc closes the list, the next forgets what was typed."""
        if not self.line.is_open:
            self.line.clear()
            self.show_refusal("")
        self.close()

    def _drop_last(self) -> None:
        if self.picked:
            self.drop(self.picked[-1])

    def _show(self) -> None:
        """Show a chip for everything picked, and in the line how many more there may be."""
        while self._flow.count():
            item = self._flow.takeAt(0)
            chip = item.widget() if item is not None else None
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        room = self.theme.look.px(CONTROL_WIDE)
        for name in self.picked:
            entry = self.model.entry(name)
            path = one_line(entry.path, LABEL) if entry is not None else ""
            chip = FormButton("", "chip")
            chip.ensurePolished()
            cut = QFontMetrics(self.theme.look.font("small")).elidedText(
                path, Qt.TextElideMode.ElideMiddle, room
            )
            chip.setText(f"{cut.replace('&', '&&')}  ×")
            chip.setAccessibleName(self.tr("Remove {0}").format(path))
            chip.clicked.connect(partial(self.drop, name))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self.picked))
        left = self.field.most - len(self.picked)
        if not self.picked:
            self.line.setPlaceholderText(self.tr("Not said · type a word, or ↓ for all"))
        elif left:
            self.line.setPlaceholderText(self.tr("%n more may be added", "", left))
        else:
            self.line.setPlaceholderText(self.tr("That is the most. Remove one to add another"))

    def _say(self, row: Entry) -> str:
        return one_line(row.path, LABEL)

    def _tell(self) -> None:
        row = self.list.current()
        if row is not None:
            self.told.emit(self._say(row))
