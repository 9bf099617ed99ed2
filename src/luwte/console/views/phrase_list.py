"""The calm list above the caret: replies and referrals that can be inserted. It never takes the focus."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QVBoxLayout

from luwte.console.models.phrases import Kind, Phrase, PhrasesModel
from luwte.console.models.rows import Role
from luwte.console.views.side_delegates import SideDelegate
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

Index = QModelIndex | QPersistentModelIndex

WIDE = 460
"""The list's width at 100 %, where there is room."""

MOST = 6
"""Rows in sight; the others are a key away."""

LONGEST = 160
ICONS = {"reply": "slash", "referral": "phone"}


class PhraseDelegate(SideDelegate):
    """One phrase: an icon for its kind, what it is called, and how it begins."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: Phrase = index.data(Role.ROW)
        painter.save()
        room = self.begin(painter, option)
        look = self.theme.look
        side = look.px(16)
        where = QRect(room.left(), room.top() + look.px(2), side, side)
        self.theme.icon(ICONS[row.kind], "muted", 16).paint(painter, where)
        room.setLeft(where.right() + look.px(8))
        height = self.write(painter, room, room.top(), one_line(row.title, 60), look.font("text"), "text")
        line = one_line(row.line, LONGEST)
        self.write(painter, room, room.top() + height, line, look.font("small"), "muted")
        painter.restore()


class PhraseList(QFrame):
    """The list, and one sentence where it is empty. Keys come from the reply box.

    Signals: chosen (phrase) · told (what a screen reader should say).
    """

    chosen = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, words: Words, now: Callable[[], float]) -> None:
        super().__init__()
        self._theme = theme
        self._kind: Kind = "all"
        self.setObjectName("phrase_list")
        self.setProperty("kind", "float")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = PhrasesModel(self._say, self)
        self.view = QListView()
        self.view.setModel(self.model)
        self._delegate = PhraseDelegate(theme, words, now)
        self.view.setItemDelegate(self._delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(self.tr("Replies and referrals"))
        self.view.clicked.connect(self._clicked)
        self.sentence = plain_label("", "muted", wraps=True)
        self.foot = plain_label(self.tr("↑ ↓ choose · Enter inserts · Esc closes"), "muted", wraps=True)
        gap = theme.look.space
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(gap["xs"], gap["s"], gap["xs"], gap["s"])
        column.setSpacing(gap["xs"])
        column.addWidget(self.view, 1)
        self.sentence.setContentsMargins(gap["m"], gap["xs"], gap["m"], 0)
        self.foot.setContentsMargins(gap["m"], 0, gap["m"], 0)
        column.addWidget(self.sentence)
        column.addWidget(self.foot)
        self.hide()

    def seek(self, needle: str, kind: Kind) -> None:
        """Show what is found, its first row chosen; say it when nothing is."""
        before = self.current() if self.isVisible() else None
        self._kind = kind
        self.setAccessibleName(self._title())
        self.view.setAccessibleName(self._title())
        self.model.seek(needle, kind)
        is_empty = self.model.rowCount() == 0
        self.view.setVisible(not is_empty)
        self.foot.setVisible(not is_empty)
        self.sentence.setVisible(is_empty)
        if is_empty:
            self.sentence.setText(self._why_empty())
            self.told.emit(self.sentence.text())
            return
        self.view.setCurrentIndex(self.model.index(0))
        self.view.scrollToTop()
        if self.current() != before:
            self._tell()

    def move_by(self, step: int) -> None:
        """Choose the next or the previous row; past an end it goes on at the other."""
        count = self.model.rowCount()
        if count:
            place = (self.view.currentIndex().row() + step) % count
            self.view.setCurrentIndex(self.model.index(place))
            self._tell()

    def current(self) -> Phrase | None:
        """Return what would be inserted."""
        place = self.view.currentIndex().row()
        return self.model.at(place) if 0 <= place < self.model.rowCount() else None

    def wanted_size(self, room: QSize) -> QSize:
        """Return how large to be, in the room there is."""
        look = self._theme.look
        width = min(room.width(), look.px(WIDE))
        around = self._column.contentsMargins()
        inner = width - around.left() - around.right()
        height = around.top() + around.bottom() + 2 * self.frameWidth()
        if self.model.rowCount() == 0:
            height += self.sentence.heightForWidth(inner)
        else:
            row = self._delegate.sizeHint(QStyleOptionViewItem(), self.model.index(0)).height()
            height += row * min(MOST, self.model.rowCount())
            foot = self.foot.heightForWidth(inner) + self._column.spacing()
            # In large text the rows need the room more than the reminder does.
            self.foot.setVisible(height + foot <= room.height())
            height += 0 if self.foot.isHidden() else foot
        return QSize(width, min(height, room.height()))

    def _title(self) -> str:
        match self._kind:
            case "reply":
                return self.tr("Replies")
            case "referral":
                return self.tr("Referrals")
            case _:
                return self.tr("Replies and referrals")

    def _why_empty(self) -> str:
        if self.model.has(self._kind):
            return self.tr("Nothing found. Esc closes this, your text stays.")
        if self._kind == "referral":
            return self.tr("Your helpline has no referrals in its house policy yet.")
        return self.tr("Your helpline has no replies in its house policy yet.")

    def _say(self, row: Phrase) -> str:
        kind = self.tr("Reply") if row.kind == "reply" else self.tr("Referral")
        return f"{kind} {one_line(row.title, 60)}. {one_line(row.line, LONGEST)}"

    def _tell(self) -> None:
        row = self.current()
        if row is not None:
            self.told.emit(self._say(row))

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.at(index.row()))
