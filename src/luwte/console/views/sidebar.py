"""The pane at the left: who waits, my conversations, colleagues on shift."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSignalBlocker, QSize, Qt, Signal, Slot
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

from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel
from luwte.console.models.rows import Index, Role
from luwte.console.state import House, Queue
from luwte.console.views.sentences import Sentences
from luwte.console.views.side_delegates import (
    ColleagueDelegate,
    ConversationDelegate,
    SideDelegate,
    WaiterDelegate,
)
from luwte.console.views.text import NameLabel, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

WIDTH = 248
ROWS_OF_MINE = 3
"""My conversations in sight before the other lists give way."""

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
        model.rowsInserted.connect(self.fit)
        model.rowsRemoved.connect(self.fit)
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

    Signals: accept_wanted (conversation, "" for whoever waits longest) · select_wanted (conversation).
    """

    accept_wanted = Signal(str)
    select_wanted = Signal(str)

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
        self.mine = SideList(mine, ConversationDelegate(theme, words, now), self.tr("Mine"))
        self.mine.chosen.connect(self.select_wanted)
        self.none_mine = plain_label(self.tr("Who you accept appears here."), "muted", wraps=True)
        self.colleagues = SideList(
            colleagues, ColleagueDelegate(theme, words, now), self.tr("Colleagues"), ROWS_SEEN
        )
        self.colleagues.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.none_colleagues = plain_label(self.tr("Nobody else is on shift."), "muted", wraps=True)
        self.in_short = NameLabel("muted")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._build()
        mine.rowsInserted.connect(self._count)
        mine.rowsRemoved.connect(self._count)
        colleagues.rowsInserted.connect(self._count)
        colleagues.rowsRemoved.connect(self._count)
        colleagues.dataChanged.connect(self._count)
        queue.rowsInserted.connect(self._count)
        queue.rowsRemoved.connect(self._count)
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
        index = self._mine_model.index_of(conversation)
        if index != self.mine.currentIndex():
            with QSignalBlocker(self.mine):  # the core chose it, it need not be told
                self.mine.setCurrentIndex(index)
            self.mine.viewport().update()

    def step(self, by: int) -> None:
        """Go to the next (1) or the one before (-1) of my conversations."""
        count = self._mine_model.rowCount()
        if count:
            row = (self.mine.currentIndex().row() + by) % count
            self.mine.setCurrentIndex(self._mine_model.index(row))

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
        self.none_mine.setVisible(self._mine_model.rowCount() == 0)
        self._share()

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
        gaps = 3 * gap["m"] + gap["l"] + gap["s"] + 3 * gap["xs"]
        return 3 * title + max(title, self.sign.heightForWidth(width)) + accept + gaps

    def _dress(self) -> None:
        look = self._theme.look
        self.setFixedWidth(round(WIDTH * (1 + (look.scale - 1) * 0.45)))
        for shown in (self.waiting, self.mine, self.colleagues):
            shown.fit()
        self._share()
