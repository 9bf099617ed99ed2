"""The pane at the right: notes, team room and details behind one strip of tabs; and where it stands."""

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from luwte.console.views.buttons import IconButton
from luwte.console.views.conversation import ConversationPane
from luwte.console.views.details import Details
from luwte.console.views.notes import NotesPane
from luwte.console.views.tab_strip import TabStrip
from luwte.console.views.team_room import TeamRoom
from luwte.console.views.theme import Theme
from luwte.console.views.words import Words

WIDE: Final = 1_100
"""From this width on the pane stands beside the conversation; below it is a drawer over it."""

NARROWEST, WIDEST, SHARE = 312, 400, 0.22
"""The pane's width at 100 %: a share of the desk's, between two limits."""

LOWEST: Final = 240
"""A drawer's height at 100 % under which it takes the reply box's room too: large text in a small window."""

NOTES, TEAM, DETAILS = range(3)


class Aside(QFrame):
    """Three pages, one in front.

    Signals: fold_wanted ().
    """

    fold_wanted = Signal()

    def __init__(
        self, theme: Theme, words: Words, now: Callable[[], float], is_mine: Callable[[str], bool]
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "aside")
        self.setAutoFillBackground(True)
        self.notes = NotesPane(theme, words, now)
        self.team = TeamRoom(theme)
        self.details = Details(theme, is_mine)
        self.tabs = TabStrip(theme, self.tr("Beside the conversation"))
        self.tabs.setObjectName("aside_tabs")
        self.tabs.add("notebook-pen", self.tr("Notes"), self.tr("My notes, only here (F2)"))
        self.tabs.add("messages-square", self.tr("Team"), self.tr("The team room (F3)"))
        self.tabs.add("info", self.tr("Details"), self.tr("Readers, keeping, words to a colleague (F4)"))
        self.fold = IconButton("panel-right", self.tr("Show or hide the pane at the right"), "F9")
        self.fold.setObjectName("fold_button")
        self.pages = QStackedWidget()
        for page in (self.notes, self.team, self.details):
            self.pages.addWidget(page)
        line = QFrame()
        line.setProperty("kind", "rule")
        top = QHBoxLayout()
        top.setContentsMargins(theme.look.space["s"], 0, theme.look.space["xs"], 0)
        top.setSpacing(0)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(line)
        column.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.fold.clicked.connect(self.fold_wanted)
        self.team.unread_changed.connect(self._show_unread)
        self.details.unseen_changed.connect(self._show_unseen)
        theme.changed.connect(self._dress)
        self._dress()

    def turn_to(self, tab: int) -> None:
        """Bring a page in front."""
        self.tabs.setCurrentIndex(tab)

    def start(self) -> None:
        """Put the focus where the hands go on the page in front."""
        match self.tabs.currentIndex():
            case 0:
                self.notes.start()
            case 1:
                self.team.start()
            case _:
                self.details.start()

    def holds_focus(self) -> bool:
        """Tell whether the hands are in this pane."""
        focused = cast("QWidget | None", self.window().focusWidget())
        return focused is not None and self.isAncestorOf(focused)

    def clear(self) -> None:
        """The shift is over: nothing stays, and the next one begins with the notes."""
        self.notes.clear()
        self.team.clear()
        self.details.clear()
        self.turn_to(NOTES)

    @Slot(int, str)
    def _show_unread(self, count: int, _name: str) -> None:
        self.tabs.show_news(TEAM, count)

    @Slot(int)
    def _show_unseen(self, count: int) -> None:
        self.tabs.show_news(DETAILS, count)

    def _dress(self) -> None:
        self.fold.dress(self._theme)


class Folding(QObject):
    """Where the pane stands: beside the conversation, as a drawer over it, or folded away."""

    def __init__(
        self, desk: QWidget, body: QHBoxLayout, pane: ConversationPane, aside: Aside, theme: Theme
    ) -> None:
        super().__init__(desk)
        self._desk, self._body, self._pane, self._aside, self._theme = desk, body, pane, aside, theme
        self._is_wanted = True
        self._is_drawer_open = False
        self._had_conversation = False
        self.opener = IconButton("panel-right", self.tr("Show or hide the pane at the right"), "F9")
        self.opener.setObjectName("open_aside_button")
        self.opener.setParent(desk)
        self.opener.clicked.connect(self.toggle)
        aside.fold_wanted.connect(self.close)
        theme.changed.connect(self._dress)
        self._dress()

    def is_wide(self) -> bool:
        """Tell whether there is room for the pane beside the conversation."""
        return self._desk.width() >= WIDE * self._growth()

    @Slot()
    def toggle(self) -> None:
        """Fold the pane in or out."""
        if self.is_open():
            self.close()
        else:
            self.open()

    def is_open(self) -> bool:
        """Tell whether the pane is to be seen."""
        return self._is_wanted if self.is_wide() else self._is_drawer_open

    def open(self) -> None:
        """Show the pane."""
        self._set(is_open=True)

    @Slot()
    def close(self) -> None:
        """Fold the pane away."""
        self._set(is_open=False)

    def close_drawer(self) -> None:
        """Take the pane off the conversation; beside it, it stays."""
        if self._is_drawer_open:
            self._is_drawer_open = False
            self.arrange()

    def follow(self, *, has_conversation: bool) -> None:
        """A drawer that lay over an empty desk makes way for who comes, and goes with who left."""
        if has_conversation != self._had_conversation:
            self._had_conversation = has_conversation
            self._is_drawer_open = False
        self.arrange()

    def arrange(self) -> None:
        """Put the pane beside the conversation, or over it, or away."""
        aside = self._aside
        growth = self._growth()
        wide = min(WIDEST * growth, max(NARROWEST * growth, self._desk.width() * SHARE))
        aside.setFixedWidth(round(wide))
        if self.is_wide():
            self._is_drawer_open = False
            if self._body.indexOf(aside) < 0:
                self._body.addWidget(aside)
            aside.setVisible(self._is_wanted)
        else:
            self._body.removeWidget(aside)
            aside.setVisible(self._is_drawer_open)
        aside.fold.setVisible(not self._pane.conversation)  # else the header has the same button
        self._pane.give_way(aside.width() if self._is_drawer_open else 0)
        self.place()

    @Slot()
    def place(self) -> None:
        """Lay the drawer where there is room for it. Asked for in the midst of a layout, it changes none."""
        aside = self._aside
        if self._is_drawer_open and self._body.indexOf(aside) < 0:
            top, bottom = self._drawer_room()
            left = self._desk.width() - aside.width()
            aside.setGeometry(left, top, aside.width(), max(0, bottom - top))
            aside.raise_()
        self._place_opener()

    def _set(self, *, is_open: bool) -> None:
        if self.is_wide():
            self._is_wanted = is_open
        else:
            self._is_drawer_open = is_open
        self.arrange()

    def _growth(self) -> float:
        return 1 + (self._theme.look.scale - 1) * 0.5

    def _drawer_room(self) -> tuple[int, int]:
        """Return where a drawer begins and ends: under the header, and above the reply box unless that is too
        low to write in."""
        pane = self._pane
        if not pane.conversation:
            top = pane.mapTo(self._desk, QPoint(0, 0)).y()
            return top, top + pane.height()
        header, foot = pane.header, pane.foot
        top = header.mapTo(self._desk, header.rect().bottomLeft()).y() + 1
        bottom = foot.mapTo(self._desk, QPoint(0, 0)).y()
        return top, bottom if bottom - top >= self._theme.look.px(LOWEST) else self._desk.height()

    def _place_opener(self) -> None:
        """Offer the pane where no header does."""
        has_header = bool(self._pane.conversation) or not self._pane.empty.forms.isHidden()
        is_needed = not has_header and not self.is_open()
        self.opener.setVisible(is_needed)
        if is_needed:
            gap = self._theme.look.space["s"]
            size = self.opener.sizeHint()
            corner = self._pane.mapTo(self._desk, QPoint(self._pane.width(), 0))
            self.opener.setGeometry(
                corner.x() - size.width() - gap, corner.y() + gap, size.width(), size.height()
            )
            self.opener.raise_()

    def _dress(self) -> None:
        self.opener.dress(self._theme)
