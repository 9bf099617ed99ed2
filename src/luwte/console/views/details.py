"""Behind a tab at the right: who reads this conversation, how long it is kept, and sealed words among
colleagues."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from luwte.console.state import ColleagueRow, ConversationRow, MemberRow, PolicyView, WhisperRow
from luwte.console.views.choice import ChoiceBox
from luwte.console.views.text import one_line, plain_label, shown
from luwte.console.views.theme import Theme
from luwte.console.views.words import clock

WHISPERS = 30
"""Words among colleagues that stay in sight."""

LONGEST = 1_000

LOW = 300
"""The height at 100 % under which only the words and the field are shown."""


class Details(QFrame):
    """Readers, retention and whispers of the conversation in front.

    ``is_mine`` tells whether a conversation is one of mine: a word about another one is shown with every
    conversation, because it would be seen nowhere else.

    Signals: retention_wanted (conversation, class) · whisper_wanted (person, conversation, text) ·
    unseen_changed (words that nobody has looked at here).
    """

    retention_wanted = Signal(str, str)
    whisper_wanted = Signal(str, str, str)
    unseen_changed = Signal(int)

    def __init__(self, theme: Theme, is_mine: Callable[[str], bool]) -> None:
        super().__init__()
        self._theme = theme
        self._is_mine = is_mine
        self._begun: dict[str, str] = {}
        self._row: ConversationRow | None = None
        self._colleagues: tuple[ColleagueRow, ...] = ()
        self._classes: tuple[str, ...] = ()
        self._whispers: list[WhisperRow] = []
        self._unseen: list[WhisperRow] = []
        gap = theme.look.space
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("kind", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(gap["l"], gap["m"], gap["l"], gap["m"])
        self._column.setSpacing(gap["xs"])
        self.readers = plain_label("", wraps=True)
        self.retention = ChoiceBox(theme, self.tr("How long it is kept"))
        self.whispers = QVBoxLayout()
        self.to = ChoiceBox(theme, self.tr("Colleague"))
        self.word = QLineEdit()
        self.word.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(gap["l"], 0, gap["l"], gap["m"])
        self._foot.setSpacing(gap["xs"])
        self._build()
        scroll.setWidget(page)
        outer.setSpacing(gap["xs"])
        outer.addWidget(scroll, 1)
        outer.addLayout(self._foot)
        self._fill_people()

    def _build(self) -> None:
        """Put the three sections under one another."""
        self._readers_title = self._section(self.tr("Who can read this"), self.readers)
        narrow(self.retention)
        self.retention.setObjectName("retention_box")
        self.retention.activated.connect(self._keep)
        self._kept_title = self._section(self.tr("How long it is kept"), self.retention)
        self._whisper_title = plain_label(self.tr("Among colleagues"), "section")
        self._whisper_title.setBuddy(self.to)  # a screen reader on Linux names a choice by its label
        self._column.addWidget(self._whisper_title)
        self.whispers.setSpacing(self._theme.look.space["s"])
        self._column.addLayout(self.whispers)
        self._column.addStretch(1)
        narrow(self.to)
        self.to.setObjectName("whisper_to_box")
        self._foot.addWidget(self.to)
        self.word.setObjectName("whisper_field")
        self.word.setMaxLength(LONGEST)
        self.word.setPlaceholderText(self.tr("A word to this colleague"))
        self.word.setAccessibleName(self.tr("A word to this colleague"))
        self.word.returnPressed.connect(self._whisper)
        self._foot.addWidget(self.word)
        self._never = plain_label(self.tr("Visitors never see this."), "muted", wraps=True)
        self._foot.addWidget(self._never)

    def show_row(self, row: ConversationRow | None) -> None:
        """Follow the conversation in front; None: there is none, and nothing of the last one stays."""
        before = self._row.conversation if self._row is not None else ""
        here = row.conversation if row is not None else ""
        if here != before:
            self._begun[before] = self.word.text()
            self.word.setText(self._begun.pop(here, ""))
        self._row = row
        members = row.members if row is not None else ()
        self.readers.setText("\n".join(self._member(member) for member in members) or self.tr("Only you."))
        self.retention.setEnabled(row is not None and row.is_mine and not row.closing)
        self.retention.setCurrentIndex(max(0, self.retention.findData(row.retention if row else "standard")))
        self._fold()
        if here != before:
            self._fill_whispers()
            if self.isVisible():
                self.saw()

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Follow the house policy's retention classes."""
        self._classes = policy.retention_classes
        self.retention.clear()
        for name in self._classes:
            self.retention.addItem(self.tr("standard") if name == "standard" else one_line(name), name)
        self.show_row(self._row)

    @Slot(object)
    def show_colleagues(self, colleagues: tuple[ColleagueRow, ...]) -> None:
        """Follow who can be whispered to."""
        self._colleagues = colleagues
        self._fill_people()

    @Slot(object)
    def add_whisper(self, row: WhisperRow) -> None:
        """A sealed word came in or went out."""
        self._whispers = [*self._whispers, row][-WHISPERS:]
        self._fill_whispers()
        if self.isVisible() and self.shows(row):
            QTimer.singleShot(0, self, self._show_newest)
        if not row.is_own and not (self.isVisible() and self.shows(row)):
            self._unseen.append(row)
            self.unseen_changed.emit(len(self._unseen))

    @Slot(str, str)
    def forget(self, conversation: str, _why: str = "") -> None:
        """A conversation is over: its words among colleagues go too, and what was begun."""
        self._begun.pop(conversation, None)
        if self._row is not None and self._row.conversation == conversation:
            self.word.setText("")  # not clear(): that can be undone
            self.show_row(None)
            self._begun.pop(conversation, None)
        self._whispers = [row for row in self._whispers if row.conversation != conversation]
        self._fill_whispers()
        self._drop_unseen(lambda row: row.conversation == conversation)

    def clear(self) -> None:
        """The shift is over: nothing stays for whoever sits here next."""
        self.show_row(None)
        self._begun.clear()
        self.word.setText("")
        self._whispers = []
        self._fill_whispers()
        self._drop_unseen(lambda _row: True)

    def start(self) -> None:
        """Put the caret where one answers a colleague."""
        self.word.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def saw(self) -> None:
        """What stands here has been seen; the newest word first."""
        if any(self.shows(row) for row in self._unseen):
            QTimer.singleShot(0, self, self._show_newest)
        self._drop_unseen(self.shows)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What stands here comes in sight."""
        super().showEvent(event)
        self.saw()

    def shows(self, row: WhisperRow) -> bool:
        """Tell whether this word stands in the pane now."""
        return self._belongs(row, self._row.conversation if self._row is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the reminder out where words need the height."""
        super().resizeEvent(event)
        self._show_reminder()

    @Slot()
    def _show_newest(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show_reminder(self) -> None:
        is_high = self.height() >= self._theme.look.px(LOW)
        self._never.setVisible(is_high and bool(self._colleagues))

    def _drop_unseen(self, is_done: Callable[[WhisperRow], bool]) -> None:
        left = [row for row in self._unseen if not is_done(row)]
        if len(left) != len(self._unseen):
            self._unseen = left
            self.unseen_changed.emit(len(left))

    def _belongs(self, row: WhisperRow, here: str) -> bool:
        return row.conversation in {here, ""} or not self._is_mine(row.conversation)

    def _fold(self) -> None:
        """Show what there is something to say about."""
        has_row = self._row is not None
        for widget in (self.readers, self._readers_title):
            widget.setVisible(has_row)
        for widget in (self.retention, self._kept_title):
            widget.setVisible(has_row and len(self._classes) > 1)

    def _member(self, member: MemberRow) -> str:
        name = self.tr("You") if member.is_own else one_line(member.name)
        if member.role == "coordinator":
            return self.tr("{0} · coordinator").format(name)
        return self.tr("{0} · reads along").format(name) if not member.is_owner else name

    def _fill_people(self) -> None:
        chosen = self.to.currentData()
        self.to.clear()
        for row in self._colleagues:
            self.to.addItem(one_line(row.name), row.person)
        self.to.setCurrentIndex(max(0, self.to.findData(chosen)))
        for widget in (self.to, self.word, self._whisper_title):
            widget.setVisible(bool(self._colleagues))
        self._show_reminder()

    def _fill_whispers(self) -> None:
        while (item := self.whispers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        here = self._row.conversation if self._row is not None else ""
        for row in self._whispers:
            if self._belongs(row, here):
                self.whispers.addWidget(plain_label(self._said(row), wraps=True))

    def _said(self, row: WhisperRow) -> str:
        names = {colleague.person: one_line(colleague.name) for colleague in self._colleagues}
        name = one_line(row.sender_name)
        if row.is_own:
            name = self.tr("You to {0}").format(names.get(row.to, self.tr("a colleague")))
        return f"{name} · {clock(row.at)}\n{shown(row.text, LONGEST)}"

    def _keep(self, index: int) -> None:
        name = self.retention.itemData(index)
        if self._row is not None and name and name != self._row.retention:
            self.retention_wanted.emit(self._row.conversation, str(name))

    def _whisper(self) -> None:
        text = self.word.text().strip()
        person = self.to.currentData()
        if text and person:
            self.whisper_wanted.emit(str(person), self._row.conversation if self._row else "", text)
            self.word.setText("")

    def _section(self, title: str, below: QWidget) -> QWidget:
        name = plain_label(title, "section", wraps=True)
        name.setBuddy(below)
        self._column.addWidget(name)
        self._column.addWidget(below)
        self._column.addSpacing(self._theme.look.space["m"])
        return name


def narrow(box: QComboBox) -> None:
    """Let a choice be narrower than its longest entry, so that a long name cannot widen the pane."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
