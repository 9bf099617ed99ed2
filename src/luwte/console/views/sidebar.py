"""The pane at the left: who waits, my conversations, colleagues on shift."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSignalBlocker, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from luwte.console.models.found import FoundModel
from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel
from luwte.console.models.rows import Index, Role
from luwte.console.state import ConversationRow, House, Queue
from luwte.console.views.finder import Finder
from luwte.console.views.sentences import Sentences
from luwte.console.views.side_delegates import (
    ColleagueDelegate,
    ConversationDelegate,
    SideDelegate,
    WaiterDelegate,
)
from luwte.console.views.text import NameLabel, one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

WIDTH = 248
ROWS_OF_MINE = 3
"""My conversations in sight before the other lists give way."""

FIND_FROM = 10
"""My conversations from which on the field to find one is always there; Ctrl+K brings it to fewer."""

ROWS_SEEN = 4
"""Waiting visitors and colleagues in sight before their lists scroll."""


class SideList(QListView):
    """A list that is as high as its rows, up to ``most`` of them (0: as high as there is room).

    Signals: chosen (key).
    """

    chosen = Signal(str)

    def __init__(self, model: QAbstractItemModel, delegate: SideDelegate, name: str, most: int = 0) -> None:
        super().__init__()
        self._most = self.most = most
        self._row_painter = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        policy = QSizePolicy.Policy.Maximum if most else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        # The list lays its rows out by itself, once for as many as come together.
        model.rowsInserted.connect(self.updateGeometry)
        model.rowsRemoved.connect(self.updateGeometry)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Take as much height as the rows need."""
        self.updateGeometry()
        self.doItemsLayout()

    def show_most(self, most: int) -> None:
        """Show fewer rows than there would be room for elsewhere; never more than asked for at first."""
        wanted = min(self._most, max(1, most))
        if wanted != self.most:
            self.most = wanted
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the rows' height, up to ``most`` of them."""
        return QSize(120, self.row() * (min(self.most, self.model().rowCount()) if self.most else 3))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need one row."""
        return QSize(120, self.row() * min(1, self.model().rowCount()))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which row was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(str(current.data(Role.KEY)))

    def row(self) -> int:
        """Return a row's height."""
        return self._row_painter.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()

    def tick(self) -> None:
        """A second went by: countdowns are painted anew."""
        self.viewport().update()


class SideBar(QFrame):
    """Queue, mine and colleagues.

    Signals: accept_wanted (conversation, "" for whoever waits longest) · select_wanted (conversation) ·
    left (who looked for a conversation is done: the hands go back to the reply).
    """

    accept_wanted = Signal(str)
    select_wanted = Signal(str)
    left = Signal()

    def __init__(
        self,
        queue: QueueModel,
        mine: ConversationsModel,
        colleagues: ColleaguesModel,
        theme: Theme,
        words: Words,
        sentences: Sentences,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._sentences, self._words = sentences, words
        self._queue = Queue()
        self._house = House("open")
        self._mine_model = mine
        self._colleagues_model = colleagues
        self.setProperty("kind", "side")
        self.sign = plain_label("", "muted", wraps=True)
        self.accept = QPushButton(self.tr("Accept"))
        self.accept.setProperty("kind", "primary")
        self.accept.setToolTip(self.tr("Take who waits longest (Ctrl+Enter)"))
        self.accept.clicked.connect(self._accept)
        self.waiting = SideList(queue, WaiterDelegate(theme, words, now), self.tr("Waiting"), ROWS_SEEN)
        self.waiting.doubleClicked.connect(self._accept)
        self._found = FoundModel(mine, self._nickname, self)
        self._selected = ""
        self._is_finding = False
        self.mine = SideList(self._found, ConversationDelegate(theme, words, now), self.tr("Mine"))
        self.mine.chosen.connect(self._chosen)
        self.mine.clicked.connect(self._open_found)
        self.mine.activated.connect(self._open_found)
        self.finder = Finder()
        self.finder.textChanged.connect(self._seek)
        self.finder.moved.connect(self._move)
        self.finder.taken.connect(self._open_found)
        self.finder.left.connect(self._stop_finding)
        self.none_found = plain_label(self.tr("Nobody goes by that nickname."), "muted", wraps=True)
        self.none_mine = plain_label(self.tr("Who you accept appears here."), "muted", wraps=True)
        self.colleagues = SideList(
            colleagues, ColleagueDelegate(theme, words, now), self.tr("Colleagues"), ROWS_SEEN
        )
        self.colleagues.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.none_colleagues = plain_label(self.tr("Nobody else is on shift."), "muted", wraps=True)
        self.in_short = NameLabel("muted")
        self._sharing = QTimer(self)  # one sharing out for as many rows as come together
        self._sharing.setSingleShot(True)
        self._sharing.timeout.connect(self._share)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._build()
        mine.rowsInserted.connect(self._count)
        mine.rowsRemoved.connect(self._count)
        colleagues.rowsInserted.connect(self._share)
        colleagues.rowsRemoved.connect(self._share)
        colleagues.dataChanged.connect(self._share)
        queue.rowsInserted.connect(self._share)
        queue.rowsRemoved.connect(self._share)
        theme.changed.connect(self._dress)
        self._dress()
        self._count()
        self.show_queue(self._queue)

    @Slot(object)
    def show_queue(self, queue: Queue) -> None:
        """Show as much of the queue as the volunteer chose to see."""
        self._queue = queue
        if queue.mode == "nothing":
            text, kind = self.tr("You chose not to see who waits."), "muted"
        elif queue.someone_waits:
            text, kind = self.tr("Someone is waiting."), "attention"
        else:
            text, kind = self._sentences.house(self._house), "muted"
        if self.sign.property("kind") != kind:
            self.sign.setProperty("kind", kind)
            self.sign.style().polish(self.sign)
        self.sign.setText(text)
        self.waiting.setVisible(queue.mode == "all" and bool(queue.waiters))
        self.accept.setVisible(queue.someone_waits or bool(queue.waiters))
        self.accept.setEnabled(queue.can_accept)
        self._share()

    @Slot(object)
    def show_house(self, house: House) -> None:
        """Show whether new visitors are let in."""
        self._house = house
        self.show_queue(self._queue)

    @Slot(str, str)
    def show_selected(self, conversation: str, _draft: str = "") -> None:
        """Mark the conversation in front."""
        self._selected = conversation
        if not self._found.is_seeking:
            self._mark(self._found.index_of(conversation))

    def step(self, by: int) -> None:
        """Go to the next (1) or the one before (-1) of my conversations."""
        count = self._found.rowCount()
        if count:
            row = (self.mine.currentIndex().row() + by) % count
            self.mine.setCurrentIndex(self._found.index(row, 0))

    @Slot()
    def start_finding(self) -> None:
        """Look for one of my conversations by its nickname."""
        self._is_finding = True
        self._count()
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()

    def take(self) -> None:
        """Accept, if that is possible now."""
        if not self.accept.isHidden() and self.accept.isEnabled():
            self._accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the height out again."""
        super().resizeEvent(event)
        self._share()

    @Slot()
    def tick(self) -> None:
        """A second went by."""
        self.mine.tick()

    def _nickname(self, row: ConversationRow) -> str:
        return one_line(row.nickname) or self._words.no_nickname()

    def _chosen(self, conversation: str) -> None:
        """While somebody looks for a nickname the marked row is an offer, and opens when it is taken."""
        if not self._found.is_seeking:
            self.select_wanted.emit(conversation)

    def _seek(self, needle: str) -> None:
        self._found.seek(needle)
        self._mark(
            self._found.index(0, 0) if self._found.is_seeking else self._found.index_of(self._selected)
        )
        self._count()

    def _move(self, by: int) -> None:
        row = self.mine.currentIndex().row() + by
        if 0 <= row < self._found.rowCount():
            self._mark(self._found.index(row, 0))

    def _open_found(self) -> None:
        """Open what was found; the list shows everybody again."""
        index = self.mine.currentIndex()
        if not self._found.is_seeking or not index.isValid():
            return
        conversation = str(index.data(Role.KEY))
        self._stop_finding()
        self.select_wanted.emit(conversation)

    def _stop_finding(self) -> None:
        self._is_finding = False
        self.finder.clear()
        self._count()
        self.left.emit()

    def _mark(self, index: QModelIndex) -> None:
        """Mark a row without choosing it."""
        before = self.mine.currentIndex()
        if index != before:
            with QSignalBlocker(self.mine):
                self.mine.setCurrentIndex(index)
            self.mine.update(before)
            self.mine.update(index)

    def _accept(self) -> None:
        if self._queue.can_accept:
            index = self.waiting.currentIndex()
            is_shown = not self.waiting.isHidden() and index.isValid()
            self.accept_wanted.emit(str(index.data(Role.KEY)) if is_shown else "")

    def _build(self) -> None:
        gap = self._theme.look.space
        self._column.setContentsMargins(0, gap["m"], 0, gap["m"])
        self._section(self.tr("Waiting"), self.sign, gap["xs"])
        self._column.addWidget(self.waiting)
        self._inset(self.accept, gap["s"])
        self._column.addSpacing(gap["l"])
        self._section(self.tr("Mine"), self.none_mine, gap["xs"])
        self._inset(self.finder, 0)
        self._inset(self.none_found, gap["xs"])
        self._column.addSpacing(gap["xs"])
        self._column.addWidget(self.mine, 1)
        self._column.addSpacing(gap["m"])
        self._colleagues_title = plain_label(self.tr("Colleagues"), "section")
        self._inset(self._colleagues_title, 0)
        self._inset(self.none_colleagues, 0)
        self._inset(self.in_short, 0)
        self._column.addWidget(self.colleagues)

    def _section(self, title: str, below: QFrame, space: int) -> None:
        self._inset(plain_label(title, "section"), 0)
        self._inset(below, space)

    def _inset(self, widget: QWidget, above: int) -> None:
        row = QVBoxLayout()
        side = self._theme.look.space["l"]
        row.setContentsMargins(side, above, side, 0)
        row.addWidget(widget)
        self._column.addLayout(row)

    def _count(self) -> None:
        count = self._mine_model.rowCount()
        self.none_mine.setVisible(count == 0)
        self.finder.setVisible(count >= FIND_FROM or self._is_finding or self._found.is_seeking)
        self.none_found.setVisible(self._found.is_seeking and self._found.rowCount() == 0)
        self._sharing.start()

    def _share(self) -> None:
        """Give my conversations their rows first; then who waits and colleagues, in whole rows."""
        names = [row.name for row in self._colleagues_model.rows()]
        mine = min(ROWS_OF_MINE, self._mine_model.rowCount()) * self.mine.row()
        waiting = min(ROWS_SEEN, self.waiting.model().rowCount()) * self.waiting.row()
        if self.waiting.isHidden():
            waiting = 0
        beside = min(ROWS_SEEN, len(names)) * self.colleagues.row()
        room = self.height() - self._around() - mine
        is_folded = bool(names) and waiting + beside > room
        self.colleagues.setVisible(bool(names) and not is_folded)
        self.none_colleagues.setVisible(not names)
        self._colleagues_title.setVisible(not is_folded)
        self.in_short.setVisible(is_folded)
        free = sum(row.state == "available" for row in self._colleagues_model.rows())
        self.in_short.set_name(self.tr("{0} of {1} colleagues free").format(free, len(names)))
        said = [self._words.say_colleague(row) for row in self._colleagues_model.rows()]
        self.in_short.setToolTip("\n".join(said))
        self.waiting.show_most(room // self.waiting.row())

    def _around(self) -> int:
        """Return the height of all that is not a row of a list."""
        gap = self._theme.look.space
        title = self._colleagues_title.sizeHint().height()
        width = max(1, self.width() - 2 * gap["l"])
        accept = 0 if self.accept.isHidden() else self.accept.sizeHint().height()
        accept += 0 if self.finder.isHidden() else self.finder.sizeHint().height()
        gaps = 3 * gap["m"] + gap["l"] + gap["s"] + 3 * gap["xs"]
        return 3 * title + max(title, self.sign.heightForWidth(width)) + accept + gaps

    def _dress(self) -> None:
        look = self._theme.look
        self.setFixedWidth(round(WIDTH * (1 + (look.scale - 1) * 0.45)))
        for shown in (self.waiting, self.mine, self.colleagues):
            shown.fit()
        self._share()
