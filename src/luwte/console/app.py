"""Puts the console together: the only place where its parts meet. ``connecting`` connects them."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Literal

import msgspec
from PySide6.QtCore import QLocale, QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog

from luwte.console.connecting import connect, connect_watch
from luwte.console.controller import Controller
from luwte.console.front import Front, open_front
from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel
from luwte.console.models.together import Models
from luwte.console.models.transcript import TranscriptModel
from luwte.console.spelling import Engine, is_there, open_engine
from luwte.console.state import Session
from luwte.console.views.announcer import Announcer
from luwte.console.views.attention import Attention, Player
from luwte.console.views.capture import Exclusion
from luwte.console.views.clipboard import Clipboard
from luwte.console.views.desk import Desk
from luwte.console.views.figures_page import FiguresPage
from luwte.console.views.housemate import Curtain
from luwte.console.views.idle import Hands, Idle
from luwte.console.views.leaving import Leaving
from luwte.console.views.picture import picture
from luwte.console.views.session_left import SessionWatch
from luwte.console.views.session_watch import watch_session
from luwte.console.views.speller import Speller
from luwte.console.views.words import Words
from luwte.settings import Preferences, save_preferences
from luwte.vault.keychain import Keychain

TICK: Final = 1_000
"""Milliseconds between two looks at countdowns."""


class Console(QObject):
    """Everything the volunteer has in front, over one controller. The demo and the tests drive this
    object."""

    def __init__(
        self,
        controller: Controller,
        preferences: Preferences,
        keep: Callable[[Preferences], None],
        now: Callable[[], float] = time.time,
        front: Front | None = None,
        spelling: Callable[[], Engine] | None = None,
    ) -> None:
        super().__init__()
        self.controller = controller
        self.preferences = preferences
        self._keep = keep
        self._session = Session()
        self._front = front or Front(preferences, now)
        self.theme, self.sentences, self.window = self._front.theme, self._front.sentences, self._front.window
        self.words = Words()
        self.models = Models(
            QueueModel(self.words.say_waiter),
            ConversationsModel(self.words.say_conversation),
            ColleaguesModel(self.words.say_colleague),
            TranscriptModel(controller, self.words.say_entry, now),
        )
        models = self.models
        self.desk = Desk(
            models.queue,
            models.mine,
            models.colleagues,
            models.lines,
            self.theme,
            self.words,
            self.sentences,
            now,
        )
        self.speller = Speller(spelling, self) if spelling is not None else None
        if self.speller is not None:
            self.desk.pane.help_spelling(self.speller)
        self.figures = FiguresPage(self.theme)
        self.window.furnish(self.desk, self.figures)
        self.leaving = Leaving(self.window, self.theme, self.sentences, self.words, models.mine)
        self.ring = self._front.ring
        self.attention = Attention(self.window, self.theme, Player())
        self.attention.set_sound(preferences.sound)
        self.curtain = Curtain(self.window)
        self.hands = Hands(self.window)
        self.idle = Idle(now)
        self.clipboard = Clipboard()
        self.exclusion = Exclusion(self.window)
        self._watch: SessionWatch | None = None
        self.announcer = Announcer(self.window, self.desk, self.words)
        self.clock = QTimer(self)
        self.clock.setInterval(TICK)
        connect(self)
        self._show_choices()
        self.clock.start()
        self._front.give_way()

    def show(self) -> None:
        """Open the window."""
        self.window.show()

    def hide(self) -> None:
        """Take everything off the screen, tray included."""
        self.clock.stop()
        if self.speller is not None:
            self.speller.close()
        self.figures.close_down()
        self.attention.hide()
        self.clipboard.clear()  # before the end: a clipboard manager would be given what is in it
        self._front.leave()

    def save_picture(self, file: Path) -> bool:
        """Write what is on the screen to a PNG, an open dialog over the window; False if it cannot be
        written."""
        dialogs = [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]
        return picture(self.window, dialogs[-1] if dialogs else None).save(str(file))

    def hear(self, watch: SessionWatch) -> None:
        """Lock when the system tells that somebody left."""
        self._watch = watch
        connect_watch(self, watch)

    @Slot(str)
    def choose_theme(self, choice: Literal["system", "light", "dark"]) -> None:
        """Follow the system, or stay light or dark."""
        self.theme.choose(choice)
        self._prefer(theme=choice)

    @Slot(int)
    def choose_text(self, percent: int) -> None:
        """Make the text larger or smaller."""
        self.theme.set_scale(percent / 100)
        self._prefer(text_percent=percent)

    @Slot(bool)
    def choose_sound(self, is_on: bool) -> None:
        """Call with or without a sound."""
        self.attention.set_sound(is_on)
        self._prefer(sound=is_on)

    @Slot(bool)
    def choose_hold(self, holds_all: bool) -> None:
        """Hold every line before it leaves, or only while several conversations are open."""
        # Who had chosen to hold nothing at all gets the usual time.
        seconds = self.preferences.take_back_seconds or Preferences().take_back_seconds
        if holds_all:
            self._prefer(take_back_always=True, take_back_seconds=seconds)
        else:
            self._prefer(take_back_always=False)

    @Slot(bool)
    def choose_spelling(self, is_on: bool) -> None:
        """Help with Dutch spelling, or not."""
        self._prefer(spelling=is_on)

    @Slot(bool)
    def choose_housemate(self, is_on: bool) -> None:
        """Cover everything while another program is in front, or not."""
        self._prefer(housemate=is_on)

    @Slot(str)
    def choose_language(self, language: Literal["nl", "en"]) -> None:
        """Speak another language from the next start on."""
        self._prefer(language=language)
        self.desk.notices.show_sentence(self.sentences.language_kept())

    def follow_session(self, session: Session) -> None:
        """A shift began or ended: what its spelling help learned goes with it."""
        if self.speller is not None and session.stage != "on_shift" and self._session.stage == "on_shift":
            self.speller.forget()
        self._session = session

    def _prefer(self, **changed: object) -> None:
        self.preferences = msgspec.structs.replace(self.preferences, **changed)
        self._keep(self.preferences)
        self.controller.prefer(self.preferences)
        self._show_choices()

    def _show_choices(self) -> None:
        chosen = self.preferences
        self.curtain.set_housemate(is_on=chosen.housemate)
        language = chosen.language or QLocale().name()[:2]
        spelling = self.desk.pane.spelling
        if spelling is not None:
            spelling.set_wanted(is_wanted=chosen.spelling)
        self.desk.top.show_choices(
            theme=chosen.theme,
            percent=chosen.text_percent,
            language=language,
            is_sound_on=chosen.sound,
            holds_all=chosen.take_back_always and chosen.take_back_seconds > 0,
            is_spelling_on=None if spelling is None else chosen.spelling,
            is_housemate=chosen.housemate,
        )


def open_console(
    where: Path,
    keychain: Callable[[], Keychain],
    server: str = "",
    session_keychain: Callable[[], Keychain] | None = None,
) -> Console:
    """Make a whole console over the profile in a folder and show its window; ``console.controller.run()``
    drives it. ``session_keychain`` is for what ends with the shift; without one, both go into ``keychain``.

    There must be a running qasync loop. Raises SettingsError if the preferences cannot be read.
    """
    return furnish(open_front(where, server), where, keychain, server, session_keychain)


def furnish(
    front: Front,
    where: Path,
    keychain: Callable[[], Keychain],
    server: str = "",
    session_keychain: Callable[[], Keychain] | None = None,
) -> Console:
    """Put the whole console behind the first page."""
    core = Controller(where, keychain, server, session_keychain=session_keychain)
    spelling = open_engine if is_there() else None
    console = Console(
        core, front.preferences, partial(save_preferences, where), front=front, spelling=spelling
    )
    console.hear(watch_session(console.window))
    console.show()
    return console
