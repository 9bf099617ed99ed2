"""The team room: what volunteers and coordinators on shift say to one another, this shift only."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from luwte.console.models.rows import Role, RowsModel
from luwte.console.state import ColleagueRow, TeamRow
from luwte.console.views.buttons import IconButton
from luwte.console.views.reply import Editor
from luwte.console.views.team_delegate import TeamDelegate
from luwte.console.views.text import one_line, plain_label, shown
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

CHARACTERS: Final = 1_000
BYTES: Final = 4_000
LOW: Final = 300
"""The height at 100 % under which only lines and box are shown."""

SAID: Final = 400
"""Characters of a line that are spoken at once."""


def room_left(text: str) -> int:
    """Return how many characters still fit in a line to the team; negative when it is too long."""
    return min(CHARACTERS - len(text), BYTES - len(text.encode("utf-8", "surrogatepass")))


class TeamView(QListView):
    """The lines, newest at the bottom, where the list stays if it was there.

    Signals: again_wanted (row) - a line that did not leave.
    """

    again_wanted = Signal(object)

    def __init__(self, theme: Theme, model: RowsModel[TeamRow]) -> None:
        super().__init__()
        self._sticks = True
        self.painter_of_rows = TeamDelegate(theme, self)
        self.setItemDelegate(self.painter_of_rows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)  # before the next: the list itself must have heard of new rows first
        model.rowsAboutToBeInserted.connect(self._remember)
        model.rowsInserted.connect(self._go_on)
        self.clicked.connect(self._act)
        theme.changed.connect(self.doItemsLayout)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need little: it scrolls."""
        return QSize(80, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Say a line again that did not leave."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._act()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stay at the newest line."""
        self._remember()
        super().resizeEvent(event)
        self._go_on()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the newest line."""
        super().showEvent(event)
        self.scrollToBottom()

    def _remember(self) -> None:
        bar = self.verticalScrollBar()
        self._sticks = bar.value() >= bar.maximum() - 2

    def _go_on(self) -> None:
        if self._sticks:
            self.scrollToBottom()

    def _act(self) -> None:
        row = self.currentIndex().data(Role.ROW)
        if isinstance(row, TeamRow) and row.delivery == "failed":
            self.again_wanted.emit(row)


class TeamRoom(QWidget):
    """The lines, a box to write, and one sentence that says who can read it.

    Signals: say_wanted (text) · read_wanted () - the lines are in sight · unread_changed (count, name of who
    spoke last) · left () · told (what a screen reader should say).
    """

    say_wanted = Signal(str)
    read_wanted = Signal()
    unread_changed = Signal(int, str)
    left = Signal()
    told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._unread = 0
        self._has_colleagues = False
        self.model: RowsModel[TeamRow] = RowsModel(_key, _text, self._say, self)
        self.view = TeamView(theme, self.model)
        self.view.setAccessibleName(self.tr("Team"))
        self.view.again_wanted.connect(self._say_again)
        self.sentence = plain_label("", "muted", wraps=True)
        self.sealed = plain_label(
            self.tr("Sealed to who is on shift now. Gone afterwards."), "muted", wraps=True
        )
        self.editor = Editor()
        self.editor.setObjectName("team_box")
        self.editor.textChanged.connect(self._look_again)
        self.editor.send_wanted.connect(self.send)
        self.editor.take_back_wanted.connect(self.left)
        self.button = IconButton("send", self.tr("Say it to everybody on shift"), self.tr("Enter"))
        self.button.setObjectName("team_send_button")
        self.button.clicked.connect(self.send)
        self.editor.setAccessibleDescription(self.sealed.text())
        self.counter = plain_label("", "attention", wraps=True)
        self.counter.hide()
        self._build()
        theme.changed.connect(self._dress)
        self._dress()
        self._look_again()

    def _build(self) -> None:
        gap = self._theme.look.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap["s"], 0, gap["m"])
        column.setSpacing(gap["s"])
        head = QVBoxLayout()
        head.setContentsMargins(gap["l"], 0, gap["l"], 0)
        head.addWidget(self.sentence)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.setContentsMargins(gap["l"], 0, gap["m"], 0)
        row.setSpacing(gap["xs"])
        row.addWidget(self.editor, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        foot = QVBoxLayout()
        foot.setContentsMargins(gap["l"], 0, gap["l"], 0)
        foot.addWidget(self.counter)
        foot.addWidget(self.sealed)
        column.addLayout(foot)

    @Slot(object, int)
    def show_team(self, rows: tuple[TeamRow, ...], unread: int) -> None:
        """Follow the lines, and how many of them nobody has looked at."""
        heard = [row for row in rows if not row.is_own and self.model.row(_key(row)) is None]
        self.model.set_rows(rows)
        self._look_again()
        if heard and self._is_looked_at():
            self.told.emit(self._say(heard[-1]))
        is_other, self._unread = unread != self._unread, unread
        if is_other:
            name = one_line(heard[-1].name) if heard else ""
            self.unread_changed.emit(unread, name or self.tr("A colleague"))
        self._read()

    @Slot(object)
    def show_colleagues(self, colleagues: tuple[ColleagueRow, ...]) -> None:
        """Know whether anybody could read a line."""
        self._has_colleagues = bool(colleagues)
        self._look_again()

    def clear(self) -> None:
        """The shift is over: nothing stays."""
        self.editor.clear()
        self.editor.document().clearUndoRedoStacks()
        self.show_team((), 0)

    def start(self) -> None:
        """Put the caret into the box."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def send(self) -> None:
        """Say what stands in the box."""
        text = self.editor.toPlainText().strip()
        if self._may(text):
            self.say_wanted.emit(text)
            self.editor.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a low drawer the lines need the room more than the sentence under them does."""
        super().resizeEvent(event)
        self.sealed.setVisible(self.height() >= self._theme.look.px(LOW))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The lines come in sight."""
        super().showEvent(event)
        self._read()

    def event(self, event: QEvent) -> bool:
        """The window comes in front again."""
        if event.type() == QEvent.Type.WindowActivate:
            self._read()
        return super().event(event)

    def _is_looked_at(self) -> bool:
        return self.isVisible() and self.isActiveWindow()

    def _read(self) -> None:
        if self._unread and self._is_looked_at():
            self.read_wanted.emit()

    def _may(self, text: str) -> bool:
        return bool(text.strip()) and room_left(text) >= 0 and self._has_colleagues

    def _look_again(self) -> None:
        text = self.editor.toPlainText().strip()
        self.button.setEnabled(self._may(text))
        self.editor.setReadOnly(not self._has_colleagues)
        name = self.tr("To the team")
        hint = name if self._has_colleagues else self.tr("Nobody else is on shift")
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(name)
        over = -room_left(text)
        self.counter.setVisible(over > 0)
        if over > 0:
            self.counter.setText(self.tr("%n character(s) too long.", "", over))
        is_empty = self.model.rowCount() == 0
        self.sentence.setVisible(is_empty)
        if is_empty and self._has_colleagues:
            self.sentence.setText(self.tr("Nothing said yet. What you say here, your team reads."))
        elif is_empty:
            self.sentence.setText(self.tr("Nobody else is on shift now. Who comes later cannot read back."))

    def _say(self, row: TeamRow) -> str:
        """Return what a screen reader says of a line."""
        delegate = self.view.painter_of_rows
        said = f"{delegate.name(row)}, {clock(row.at)}: {shown(row.text, SAID)}"
        fate = delegate.fate(row)
        return f"{said}, {fate}" if fate else said

    def _say_again(self, row: TeamRow) -> None:
        if self._has_colleagues:
            self.say_wanted.emit(row.text)

    def _dress(self) -> None:
        self.button.dress(self._theme)
        self.editor.setFont(self._theme.look.font("text"))
        self.editor.fit()


def _key(row: TeamRow) -> str:
    return f"{row.sender} {row.id}"


def _text(row: TeamRow) -> str:
    return shown(row.text, SAID)
