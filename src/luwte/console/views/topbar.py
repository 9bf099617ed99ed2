"""Along the top: the shift, the connection, pause, lock, and the menu with everything one chooses."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from luwte.console.state import Connection, House, PolicyView, Queue, Session
from luwte.console.views.buttons import WordButton
from luwte.console.views.sentences import Sentences
from luwte.console.views.shift_button import ShiftButton
from luwte.console.views.text import one_line, plain_label
from luwte.console.views.theme import Theme

NARROW = 900
"""Below this width (at 100 % text) the buttons show icons only."""

PERCENTS = (100, 125, 150, 175, 200)


class TopBar(QFrame):
    """Shift, connection, pause, lock, menu.

    Signals: pause_wanted (on) · lock_wanted · close_shift_wanted · limit_wanted (number) · mode_wanted
    (queue mode) ·
    theme_wanted (choice) · text_wanted (percent) · language_wanted (nl, en) · sound_wanted (on) ·
    hold_wanted (every line, not only among several conversations) · spelling_wanted (on) · housemate_wanted
    (on) ·
    house_pause_wanted (on) · figures_wanted · sheet_wanted (the shortcuts) · guide_wanted (for a first
    shift) · forms_wanted (to a registration that waits) · register_wanted (a contact by phone, mail or at
    the desk).
    """

    pause_wanted = Signal(bool)
    lock_wanted = Signal()
    close_shift_wanted = Signal()
    limit_wanted = Signal(int)
    mode_wanted = Signal(str)
    theme_wanted = Signal(str)
    text_wanted = Signal(int)
    language_wanted = Signal(str)
    sound_wanted = Signal(bool)
    hold_wanted = Signal(bool)
    spelling_wanted = Signal(bool)
    housemate_wanted = Signal(bool)
    house_pause_wanted = Signal(bool)
    figures_wanted = Signal()
    sheet_wanted = Signal()
    guide_wanted = Signal()
    forms_wanted = Signal()
    register_wanted = Signal()

    def __init__(self, theme: Theme, sentences: Sentences, now: Callable[[], float]) -> None:
        super().__init__()
        self._theme = theme
        self._sentences = sentences
        self._session = Session()
        self._connection = Connection()
        self._groups: dict[str, QActionGroup] = {}
        self._may_count = False
        self.setProperty("kind", "bar")
        self.helpline = plain_label("", "section")
        self.shift = ShiftButton(now)
        self.shift.close_wanted.connect(self.close_shift_wanted)
        self.forms = WordButton(
            "forms_button", "clipboard-list", "", self.tr("To what is still to be registered (Ctrl+R)")
        )
        self.forms.clicked.connect(self.forms_wanted)
        self.forms.hide()
        self.link_icon = plain_label("")
        self.link = plain_label("", "muted")
        self.pause = WordButton(
            "pause_button", "pause", self.tr("Pause"), self.tr("Pause: no alarm, no new visitor (F8)")
        )
        self.pause.setCheckable(True)
        self.pause.clicked.connect(self.pause_wanted)
        self.lock = WordButton("lock_button", "lock", self.tr("Lock"), self.tr("Hide everything (Ctrl+L)"))
        self.lock.clicked.connect(self.lock_wanted)
        self.menu_button = WordButton(
            "menu_button", "settings", self.tr("Menu"), self.tr("What you can choose (F10)")
        )
        self.menu = QMenu(self)
        self.menu_button.setMenu(self.menu)
        self._fill_menu()
        row = QHBoxLayout(self)
        gap = theme.look.space
        row.setContentsMargins(gap["l"], gap["s"], gap["s"], gap["s"])
        row.setSpacing(gap["xs"])
        row.addWidget(self.helpline)
        row.addSpacing(gap["xs"])
        row.addWidget(self.shift)
        row.addWidget(self.forms)
        row.addStretch(1)
        row.addWidget(self.link_icon)
        row.addWidget(self.link)
        row.addSpacing(gap["s"])
        row.addWidget(self.pause)
        row.addWidget(self.lock)
        row.addWidget(self.menu_button)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot(object)
    def show_session(self, session: Session) -> None:
        """Follow shift, pause, limit and role."""
        self._session = session
        self.helpline.setText(one_line(session.helpline_name) or "Luwte")
        self.shift.show_session(session)
        self.pause.setChecked(session.is_paused)
        if session.is_paused:
            self.pause.set_word(self.tr("End pause"), "play")
        else:
            self.pause.set_word(self.tr("Pause"), "pause")
        self._house_pause.setVisible(session.role == "coordinator")
        self._show_figures()
        self._check("limit", str(session.limit))
        for action in self._groups["limit"].actions():
            action.setVisible(int(action.data()) <= session.most)
        self._dress()

    @Slot(object)
    def show_policy(self, policy: PolicyView) -> None:
        """Follow whether this person may see the figures."""
        self._may_count = policy.may_count
        self._show_figures()

    @Slot(object)
    def show_connection(self, connection: Connection) -> None:
        """Follow the line to the server."""
        self._connection = connection
        self.link.setText(self._sentences.connection(connection))
        self._dress()

    @Slot(object)
    def show_queue(self, queue: Queue) -> None:
        """Follow the calm mode."""
        self._check("mode", queue.mode)

    @Slot(object)
    def show_house(self, house: House) -> None:
        """Follow whether the line is paused for new visitors."""
        self._house_pause.setChecked(house.state == "paused")

    @Slot(int, int)
    def show_forms(self, _count: int, out_of_sight: int) -> None:
        """Say how many registrations wait out of sight; nothing while none does."""
        self.forms.set_word(self.tr("%n registration(s)", "", out_of_sight), "clipboard-list")
        self.forms.setVisible(out_of_sight > 0)
        self._dress()

    def show_choices(
        self,
        *,
        theme: str,
        percent: int,
        language: str,
        is_sound_on: bool,
        holds_all: bool,
        is_spelling_on: bool | None,
        is_housemate: bool,
    ) -> None:
        """Mark in the menu what is chosen; None: there is no spelling help here."""
        self._check("theme", theme)
        self._check("text", str(percent))
        self._check("language", language)
        self._sound.setChecked(is_sound_on)
        self._hold.setChecked(holds_all)
        self._spelling.setVisible(is_spelling_on is not None)
        self._spelling.setChecked(bool(is_spelling_on))
        self._housemate.setChecked(is_housemate)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show words on the buttons where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fill_menu(self) -> None:
        queue = self.menu.addMenu(self.tr("What I see of the queue"))
        modes = {
            "nothing": self.tr("Nothing"),
            "someone": self.tr("That someone waits"),
            "all": self.tr("Everyone who waits"),
        }
        self._choices("mode", queue, modes)
        limit = self.menu.addMenu(self.tr("Conversations at once"))
        self._choices("limit", limit, {str(number): str(number) for number in range(1, 16)})
        self._sound = self.menu.addAction(self.tr("Sound when someone waits"))
        self._sound.setCheckable(True)
        self._sound.triggered.connect(self.sound_wanted)
        self._hold = self.menu.addAction(self.tr("Hold every line, so that I can take it back"))
        self._hold.setCheckable(True)
        self._hold.triggered.connect(self.hold_wanted)
        self._spelling = self.menu.addAction(self.tr("Help with Dutch spelling"))
        self._spelling.setCheckable(True)
        self._spelling.triggered.connect(self.spelling_wanted)
        self._housemate = self.menu.addAction(self.tr("Housemate mode: cover this when I look elsewhere"))
        self._housemate.setCheckable(True)
        self._housemate.triggered.connect(self.housemate_wanted)
        self.menu.addSeparator()
        light = self.menu.addMenu(self.tr("Light or dark"))
        themes = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        self._choices("theme", light, themes)
        text = self.menu.addMenu(self.tr("Text size"))
        self._choices("text", text, {str(percent): f"{percent} %" for percent in PERCENTS})
        language = self.menu.addMenu(self.tr("Language"))
        self._choices("language", language, {"nl": "Nederlands", "en": "English"})
        self.menu.addSeparator()
        self._house_pause = self.menu.addAction(self.tr("Pause the line for new visitors"))
        self._house_pause.setCheckable(True)
        self._house_pause.triggered.connect(self.house_pause_wanted)
        self.menu.addAction(self.tr("Register a contact…") + "\tCtrl+R", self.register_wanted.emit)
        self._figures = self.menu.addAction(self.tr("Figures"), self.figures_wanted.emit)
        self._show_figures()
        self.menu.addAction(self.tr("Shortcuts") + "\tF1", self.sheet_wanted.emit)
        self.menu.addAction(self.tr("Guide for the first shift"), self.guide_wanted.emit)
        self.menu.addAction(self.tr("End my shift…"), self.close_shift_wanted.emit)

    def _show_figures(self) -> None:
        self._figures.setVisible(self._may_count and not self._session.is_practice)

    def _choices(self, name: str, menu: QMenu, choices: dict[str, str]) -> None:
        group = QActionGroup(self)
        for value, text in choices.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
        group.triggered.connect(self._chose)
        self._groups[name] = group

    def _chose(self) -> None:
        for name, group in self._groups.items():
            if group is not self.sender() or group.checkedAction() is None:
                continue
            value = str(group.checkedAction().data())
            match name:
                case "mode":
                    self.mode_wanted.emit(value)
                case "limit":
                    self.limit_wanted.emit(int(value))
                case "theme":
                    self.theme_wanted.emit(value)
                case "text":
                    self.text_wanted.emit(int(value))
                case _:
                    self.language_wanted.emit(value)

    def _check(self, name: str, value: str) -> None:
        for action in self._groups[name].actions():
            if action.data() == value:
                action.setChecked(True)

    def _dress(self) -> None:
        theme = self._theme
        is_there = self._connection.state == "connected"
        mark = theme.icon("wifi" if is_there else "wifi-off", "muted" if is_there else "attention", 18)
        self.link_icon.setPixmap(mark.pixmap(theme.icon_size(18)))
        for button in (self.shift, self.forms, self.pause, self.lock, self.menu_button):
            button.dress(theme)
        self.shift.show_word(is_shown=True)
        self.forms.show_word(is_shown=True)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < NARROW * self._theme.look.scale
        for button in (self.forms, self.pause, self.lock, self.menu_button):
            button.show_word(is_shown=not is_narrow or (button is self.pause and self._session.is_paused))
