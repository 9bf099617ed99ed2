"""The pane at the left: who waits, my conversations, colleagues on shift."""

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from luwte.console.models.found import FoundModel
from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel
from luwte.console.models.rows import Role
from luwte.console.state import ConversationRow, House, Queue, Session
from luwte.console.views.finder import Finder
from luwte.console.views.leading import Leading
from luwte.console.views.sentences import Sentences
from luwte.console.views.side_delegates import (
    ColleagueDelegate,
    ConversationDelegate,
    WaiterDelegate,
)
from luwte.console.views.side_list import SideList
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


class SideBar(QFrame):
    """Queue, mine and colleagues.

    Signals: accept_wanted (conversation, "" for whoever waits longest) · select_wanted (conversation) ·
    left (who looked for a conversation is done: the hands go back to the reply) · end_shift_wanted (a
    colleague, "" when it is still to be asked whose).
    """

    accept_wanted = Signal(str)
    select_wanted = Signal(str)
    left = Signal()
    end_shift_wanted = Signal(str)

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
        self._session = Session()
        self._queue = Queue()
        self._house = House("open")
        self._mine_model, self._colleagues_model = mine, colleagues
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
        self.lead = Leading(self.colleagues)
        self.lead.end_shift_wanted.connect(self.end_shift_wanted)
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
        for model in (colleagues, queue):
            model.rowsInserted.connect(self._share)
            model.rowsRemoved.connect(self._share)
        colleagues.dataChanged.connect(self._share)
        theme.changed.connect(self._dress)
        self._dress()
        self._count()
        self.show_queue(self._queue)

    @Slot(object)
    def show_queue(self, queue: Queue) -> None:
        """Show as much of the queue as the volunteer chose to see."""
        self._queue = queue
        if self._session.is_paused:
            text, kind = self.tr("You are on a pause: no alarm, no new visitor."), "muted"
        elif self._session.is_ending:
            text, kind = self.tr("No new visitors come to you."), "muted"
        elif self._session.resting_until is not None:
            text, kind = self.tr("Nobody is sent to you while you rest."), "muted"
        elif queue.mode == "nothing":
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

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow pause and role: a coordinator may end a colleague's shift. With the shift goes whom one
        looked for."""
        self._session = session
        if session.stage != "on_shift":
            self._is_finding = False
            self.finder.forget()
            self._count()
        self.lead.show_session(session)
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

    def reach(self) -> None:
        """Give the button that accepts the hands, or my conversations where nobody waits."""
        is_waited = self.accept.isVisible() and self.accept.isEnabled()
        (self.accept if is_waited else self.mine).setFocus()

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
        self.finder.forget()
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
        row = QHBoxLayout()
        row.setContentsMargins(gap["l"], 0, gap["s"], 0)
        row.setSpacing(0)
        row.addWidget(self._colleagues_title)
        row.addWidget(self.in_short, 1)
        row.addStretch(0)
        row.addWidget(self.lead)
        self._column.addLayout(row)
        self._inset(self.none_colleagues, 0)
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
        self.lead.follow()
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
        self.lead.dress(self._theme, 16)
        self.setFixedWidth(round(WIDTH * (1 + (look.scale - 1) * 0.45)))
        for shown in (self.waiting, self.mine, self.colleagues):
            shown.fit()
        self._share()
