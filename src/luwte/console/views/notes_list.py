"""All notes of this shift, and the search in them: a field, a list, one sentence where there is nothing."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from luwte.console.models.notes import NotesModel, pattern_of, piece
from luwte.console.models.rows import Role
from luwte.console.state import NoteRow
from luwte.console.views.finder import Finder
from luwte.console.views.sheet import mixed
from luwte.console.views.side_delegates import SideDelegate
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words, clock

Index = QModelIndex | QPersistentModelIndex

SAID: Final = 200
"""Characters of a note that a screen reader says of it at once."""


class NoteDelegate(SideDelegate):
    """One note: whose it is, when it changed last or that the conversation ended, and a piece of it."""

    def __init__(self, theme: Theme, words: Words, now: Callable[[], float], model: NotesModel) -> None:
        super().__init__(theme, words, now)
        self._model = model

    def name(self, row: NoteRow) -> str:
        """Return what a note is called."""
        return name_of(row, self.tr("Pad"), self.words)

    def state(self, row: NoteRow) -> str:
        """Return when it changed last, and whether its conversation is over."""
        at = clock(row.changed)
        return self.tr("ended · {0}").format(at) if row.is_over else at

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: NoteRow = index.data(Role.ROW)
        painter.save()
        room = self.begin(painter, option)
        look = self.theme.look
        small = look.font("small")
        state = self.state(row)
        taken = min(room.width() // 2, QFontMetrics(small).horizontalAdvance(state) + 2)
        title = look.font("text")
        height = self.write(
            painter, room, room.top(), self.name(row), title, "text", right=taken + look.px(8)
        )
        beside = room.adjusted(room.width() - taken, 0, 0, 0)
        rise = QFontMetrics(title).ascent() - QFontMetrics(small).ascent()
        self.write(painter, beside, room.top() + rise, state, small, "muted")
        text = one_line(piece(row.text, self._model.needle), SAID)
        painter.setFont(small)
        self._mark(painter, text, room.left(), room.top() + height, room.width())
        self.write(painter, room, room.top() + height, text, small, "muted")
        painter.restore()

    def _mark(self, painter: QPainter, text: str, left: int, top: int, width: int) -> None:
        """Paint what lies behind the words that were found."""
        pattern = pattern_of(self._model.needle)
        if pattern is None:
            return
        look, metrics = self.theme.look, painter.fontMetrics()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mixed(look.colours["surface"], look.colours["attention"], 0.35)))
        for found in pattern.finditer(text):
            begin = metrics.horizontalAdvance(text[: found.start()])
            end = min(width, metrics.horizontalAdvance(text[: found.end()]))
            if begin < end:
                behind = QRectF(left + begin - 1, top, end - begin + 2, metrics.height())
                painter.drawRoundedRect(behind, 3, 3)


class NotesList(QWidget):
    """The page that lists notes.

    Signals: search_wanted (needle) · chosen (conversation) · left () · told (what is to be spoken).
    """

    told = Signal(str)
    search_wanted = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self._waiting: tuple[NoteRow, ...] | None = None
        self.model = NotesModel(self._say, self)
        self._delegate = NoteDelegate(theme, words, now, self.model)
        self.finder = Finder()
        self.finder.setObjectName("notes_finder")
        self.finder.setPlaceholderText(self.tr("Search my notes"))
        self.finder.setAccessibleName(self.tr("Search my notes"))
        self.finder.setToolTip(self.tr("Search my notes (Ctrl+Shift+F)"))
        self.finder.textChanged.connect(self._seek)
        self.finder.moved.connect(self._move)
        self.finder.taken.connect(self._take)
        self.finder.left.connect(self.left)
        self.view = NotesView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Notes of this shift"))
        self.view.taken.connect(self._take)
        self.view.left.connect(self.left)
        self.view.clicked.connect(self._take)
        self.sentence = plain_label("", "muted", wraps=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        gap = theme.look.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap["s"], 0, 0)
        column.setSpacing(gap["s"])
        for widget in (self.finder, self.sentence):
            inset = QVBoxLayout()
            inset.setContentsMargins(gap["l"], 0, gap["l"], 0)
            inset.addWidget(widget)
            column.addLayout(inset)
        column.addWidget(self.view, 1)
        self._tell_empty()
        theme.changed.connect(self.view.doItemsLayout)

    @property
    def needle(self) -> str:
        """What is looked for now."""
        return self.finder.text().strip()

    def show_notes(self, notes: tuple[NoteRow, ...]) -> None:
        """Follow the notes; out of sight that waits, because they change with every key."""
        self._waiting = notes
        if self.isVisible():
            self._catch_up()

    @Slot(str, object)
    def show_search(self, needle: str, conversations: tuple[str, ...]) -> None:
        """Show what was found, unless something else is looked for by now."""
        if needle == self.needle:
            self.model.seek(needle, conversations)
            self._choose()
            if self.isVisible():
                found = self.model.rowCount()
                self.told.emit(self.tr("%n note(s) found", "", found) if found else self.sentence.text())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the notes as they are now, and look again for what was looked for."""
        super().showEvent(event)
        self._catch_up()
        if self.needle:
            self.search_wanted.emit(self.needle)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody needs to search while notes are typed."""
        super().hideEvent(event)
        if self.needle:
            self.search_wanted.emit("")

    def clear(self) -> None:
        """Nothing stays."""
        self._waiting = None
        self.finder.forget()
        self.model.set_notes(())
        self._tell_empty()

    def _catch_up(self) -> None:
        """List the notes anew; the core tells of itself what a search finds in them."""
        notes, self._waiting = self._waiting, None
        if notes is not None:
            self.model.set_notes(notes)
            self._choose()

    def _say(self, row: NoteRow) -> str:
        """Return what a screen reader says of a note."""
        delegate = self._delegate
        text = one_line(piece(row.text, self.model.needle), SAID)
        return f"{delegate.name(row)}, {delegate.state(row)}: {text}"

    def _seek(self) -> None:
        if not self.needle:
            self.model.seek("", ())
            self._choose()
        self.search_wanted.emit(self.needle)

    def _choose(self) -> None:
        """Mark the first row, unless one is marked."""
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        self._tell_empty()

    def _tell_empty(self) -> None:
        is_empty = self.model.rowCount() == 0
        self.sentence.setVisible(is_empty)
        self.view.setVisible(not is_empty)
        if is_empty and self.needle:
            self.sentence.setText(self.tr("Nothing found in the notes of this shift."))
        elif is_empty:
            self.sentence.setText(self.tr("No notes yet. What you write beside a conversation appears here."))

    def _move(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def _take(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.chosen.emit(str(index.data(Role.KEY)))


class NotesView(QListView):
    """The list itself.

    Signals: taken () - Enter · left () - Esc.
    """

    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need little: it scrolls."""
        return QSize(80, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is marked, or leave."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.taken.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)


def name_of(row: NoteRow, pad: str, words: Words) -> str:
    """Return what a note is called: its conversation's nickname, or the pad."""
    if not row.conversation:
        return pad
    return one_line(row.nickname) or words.no_nickname()
