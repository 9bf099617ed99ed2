"""The transcript on screen: scrolls by pixels, reads older lines as they are needed, stays at the end when
it was."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QToolButton

from luwte.console.models.rows import Role
from luwte.console.models.transcript import TranscriptModel
from luwte.console.state import LineRow, Search
from luwte.console.views.text import shown
from luwte.console.views.theme import Theme
from luwte.console.views.transcript_delegate import TranscriptDelegate
from luwte.console.views.words import Words

NEAR = 300
"""Pixels from an end at which further lines are read; more where one and a half screenfuls are more."""


class TranscriptView(QListView):
    """Lists a conversation's lines.

    Signals: take_back_wanted (line) · send_now_wanted (line) · retry_wanted () · reply_wanted (typed text).
    """

    take_back_wanted = Signal(str)
    send_now_wanted = Signal(str)
    retry_wanted = Signal()
    reply_wanted = Signal(str)

    def __init__(self, model: TranscriptModel, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self._transcript = model
        self._theme = theme
        self.painter_of_rows = TranscriptDelegate(model, theme, words, now)
        self._is_paging = False
        self._sticks = True
        self._anchor: tuple[str, int] | None = None
        self.setItemDelegate(self.painter_of_rows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Conversation"))
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setModel(model)  # before the next: the list itself must have heard of new rows first
        model.rowsAboutToBeInserted.connect(self._remember)
        model.rowsAboutToBeRemoved.connect(self._remember)
        model.rowsInserted.connect(self._restore)
        model.rowsRemoved.connect(self._restore)
        model.modelReset.connect(self._begin)
        model.end_moved.connect(self._top_up)  # by then the rows are whole again
        self._newest = QToolButton(self)
        self._newest.setText(self.tr("Newest line"))
        self._newest.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._newest.clicked.connect(self.go_to_end)
        self._newest.hide()
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def sticks(self) -> bool:
        """Whether the newest line stays in sight."""
        return self._sticks

    @Slot()
    def go_to_end(self) -> None:
        """Show the newest line."""
        if not self._transcript.is_at_end:
            self._transcript.show_end()
        self._sticks = True
        self.scrollToBottom()

    def set_search(self, search: Search) -> None:
        """Mark where the needle stands."""
        self.painter_of_rows.needle = search.needle
        if not search.needle:
            self.painter_of_rows.hit = ""
        self.viewport().update()

    def show_hit(self, line: str) -> None:
        """Scroll to a line the search found."""
        self.painter_of_rows.hit = line
        if line and self._transcript.show_line(line):
            self._sticks = False
            self.scrollTo(self._transcript.index_of(line), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.viewport().update()

    def tick(self) -> None:
        """A second went by: held lines count down."""
        rows = self._transcript.rows()[-30:]
        if any(isinstance(row, LineRow) and row.delivery == "held" for row in rows):
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy, act on a line, or give what is typed to the reply box."""
        line = self._line(self.currentIndex())
        if event.matches(QKeySequence.StandardKey.Copy) and line is not None:
            self._copy(line)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and line is not None:
            self._act(line)
        elif (
            event.text().isprintable()
            and event.text()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self.reply_wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Act when the words that can be clicked were clicked."""
        line = self._noted(event.position().toPoint())
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            self._act(line)
            return
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand over words that can be clicked."""
        is_link = self._noted(event.position().toPoint()) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with a line."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(event.pos())
        line = self._line(index)
        if line is None:
            return
        self.setCurrentIndex(index)
        menu = self.line_menu(line)
        menu.popup(self.visualRect(index).center() if by_keyboard else event.globalPos())

    def line_menu(self, line: LineRow) -> QMenu:
        """Return the menu of a line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), lambda: self._copy(line))
        if line.delivery == "held":
            menu.addAction(self.tr("Take back"), lambda: self.take_back_wanted.emit(line.id))
            menu.addAction(self.tr("Send now"), lambda: self.send_now_wanted.emit(line.id))
        if line.delivery == "failed":
            menu.addAction(self.tr("Try again"), self.retry_wanted.emit)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Measure for the new width; stay at the end if that is where we were."""
        self._take_room()
        super().resizeEvent(event)
        self._place_newest()
        if self._sticks:
            self.scrollToBottom()

    def event(self, event: QEvent) -> bool:
        """Keep the end in sight once the view is laid out for the first time."""
        done = super().event(event)
        if event.type() == QEvent.Type.Show and self._sticks:
            self.scrollToBottom()
        return done

    def _dress(self) -> None:
        self.painter_of_rows.dress()
        self._take_room()
        self._newest.setIcon(self._theme.icon("chevron-down"))
        self._newest.setIconSize(QSize(self._theme.icon_size(16)))
        self.doItemsLayout()

    def column(self, width: int) -> tuple[int, int]:
        """Return where the lines' column begins in a view of this width, and how wide it is."""
        return self.painter_of_rows.column(self._room(width))

    def _take_room(self) -> None:
        self.painter_of_rows.take_room(self._room(self.width()), self.viewport().height())

    def _room(self, width: int) -> int:
        """Return a row's width, as if the scroll bar were always there: it comes and goes, the lines stay."""
        return width - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._sticks = value >= bar.maximum() - 4 and self._transcript.is_at_end
        self._newest.setVisible(
            bar.maximum() - value > self.viewport().height() or not self._transcript.is_at_end
        )
        self._place_newest()
        if self._is_paging:
            return
        near = max(NEAR, self.viewport().height() * 3 // 2)
        if value < near and self._transcript.has_older:
            self._page(self._transcript.show_older)
        elif value > bar.maximum() - near and not self._transcript.is_at_end:
            self._page(self._transcript.show_newer)

    def _page(self, read: Callable[[], bool]) -> None:
        """Read further lines and drop those at the other end, in one layout, with the place kept."""
        self._remember()
        self._is_paging = True
        read()
        self._is_paging = False
        self._restore()

    def _remember(self) -> None:
        """Note which line stands at the top, so that rows above it may come and go."""
        if self._is_paging:
            return
        index = self.indexAt(QPoint(self.viewport().width() // 2, 0))
        self._anchor = None
        if index.isValid() and not self._sticks:
            self._anchor = (str(index.data(Role.KEY)), self.visualRect(index).top())

    def _restore(self) -> None:
        if self._is_paging:
            return
        self._is_paging = True
        self.executeDelayedItemsLayout()
        if self._sticks:
            self.scrollToBottom()
        elif self._anchor is not None:
            index = self._transcript.index_of(self._anchor[0])
            if index.isValid():
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.visualRect(index).top() - self._anchor[1])
        self._is_paging = False

    def _begin(self) -> None:
        """Other lines altogether stand here: show their end, where that is what was read."""
        self._anchor = None
        self._sticks = self._transcript.is_at_end
        self._restore()

    def _top_up(self) -> None:
        """Read older lines where there is nothing to scroll: nobody could ask for them."""
        bar = self.verticalScrollBar()
        while not self._is_paging and bar.maximum() == 0 and self._transcript.has_older:
            self._page(self._transcript.show_older)

    def _place_newest(self) -> None:
        self._newest.adjustSize()
        edge = self._theme.look.px(12)
        self._newest.move(
            self.viewport().width() - self._newest.width() - edge,
            self.viewport().height() - self._newest.height() - edge,
        )

    def _line(self, index: QModelIndex | QPersistentModelIndex) -> LineRow | None:
        entry = index.data(Role.ROW) if index.isValid() else None
        return entry if isinstance(entry, LineRow) else None

    def _noted(self, at: QPoint) -> LineRow | None:
        index = self.indexAt(at)
        line = self._line(index)
        if line is not None and self.painter_of_rows.is_on_note(self.visualRect(index), line, at):
            return line
        return None

    def _act(self, line: LineRow) -> None:
        if line.delivery == "held":
            self.take_back_wanted.emit(line.id)
        elif line.delivery == "failed":
            self.retry_wanted.emit()

    def _copy(self, line: LineRow) -> None:
        QGuiApplication.clipboard().setText(shown(line.text))
