"""Puts the console together: the only place where its parts meet and signals are connected, in the order
of the walk."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal

import msgspec
from PySide6.QtCore import QLocale, QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog

from luwte.console.controller import Controller
from luwte.console.front import Front, open_front
from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel
from luwte.console.models.transcript import TranscriptModel
from luwte.console.spelling import Engine, is_there, open_engine
from luwte.console.state import Session
from luwte.console.views.announcer import Announcer
from luwte.console.views.attention import Attention, Player
from luwte.console.views.capture import Exclusion
from luwte.console.views.clipboard import Clipboard
from luwte.console.views.desk import Desk
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


@dataclass(frozen=True)
class Models:
    """The lists the views look at; they outlive a change of language."""

    queue: QueueModel
    mine: ConversationsModel
    colleagues: ColleaguesModel
    lines: TranscriptModel


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
        self.window.furnish(self.desk)
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
        self._connect_arrivals()
        self._connect_wishes()
        self._connect_aside()
        self._connect_practice()
        self._connect_leaving()
        self._connect_discretion()
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
        self.attention.hide()
        self.clipboard.clear()  # before the end: a clipboard manager would be given what is in it
        self._front.leave()

    def save_picture(self, file: Path) -> bool:
        """Write what is on the screen to a PNG, an open dialog over the window; False if it cannot be
        written."""
        dialogs = [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]
        return picture(self.window, dialogs[-1] if dialogs else None).save(str(file))

    def _connect_arrivals(self) -> None:
        """From the controller to the screen: models first, then the views that look things up in them."""
        core, models, desk = self.controller, self.models, self.desk
        core.connection_changed.connect(desk.top.show_connection)
        core.connection_changed.connect(desk.notices.show_connection)
        core.session_changed.connect(self._session_changed)
        core.session_changed.connect(desk.top.show_session)
        core.session_changed.connect(desk.show_session)
        core.session_changed.connect(self.window.show_session)
        core.policy_adopted.connect(desk.details.show_policy)
        core.policy_adopted.connect(desk.pane.show_policy)
        core.policy_adopted.connect(desk.shift.show_policy)
        core.house_changed.connect(desk.side.show_house)
        core.house_changed.connect(desk.top.show_house)
        core.queue_changed.connect(models.queue.apply_queue)
        core.queue_changed.connect(desk.side.show_queue)
        core.queue_changed.connect(desk.top.show_queue)
        core.alarm_rang.connect(self.attention.ring)
        core.alarm_silenced.connect(self.attention.silence)
        core.colleagues_changed.connect(models.colleagues.apply_colleagues)
        core.colleagues_changed.connect(desk.details.show_colleagues)
        core.colleagues_changed.connect(self.window.begin.show_colleagues)
        core.conversation_added.connect(models.mine.add)
        core.conversation_added.connect(models.lines.follow)
        core.conversation_changed.connect(models.mine.change)
        core.conversation_changed.connect(models.lines.follow)
        core.conversation_changed.connect(desk.follow)
        core.conversation_selected.connect(desk.show_conversation)
        core.conversation_selected.connect(desk.side.show_selected)
        core.draft_changed.connect(desk.pane.change_draft)
        core.lines_changed.connect(models.lines.apply_lines)
        core.search_changed.connect(desk.pane.show_search)
        core.whisper_added.connect(desk.add_whisper)
        core.whisper_added.connect(desk.shift.show_whisper)
        core.request_added.connect(desk.notices.add_request)
        core.request_removed.connect(desk.notices.remove_request)
        core.conversation_removed.connect(models.mine.remove)
        core.conversation_removed.connect(models.lines.forget)
        core.conversation_removed.connect(desk.details.forget)
        core.notice_raised.connect(desk.notices.show_notice)
        core.trust_broken.connect(self.window.show_alarm)
        core.session_changed.connect(self.announcer.follow_session)
        core.queue_changed.connect(self.announcer.follow_queue)
        core.lines_changed.connect(self.announcer.follow_lines)
        core.conversation_changed.connect(self.announcer.follow_conversation)
        core.conversation_removed.connect(self.announcer.forget)
        desk.notices.told.connect(self.announcer.tell_notice)
        desk.pane.phrases.told.connect(self.announcer.tell_notice)
        self.clock.timeout.connect(desk.tick)

    def _connect_wishes(self) -> None:
        """From the screen to the controller, from the first evening to the end of a shift."""
        core, desk, window, pane = self.controller, self.desk, self.window, self.desk.pane
        window.enrol.enrol_wanted.connect(core.enrol)
        window.totp.confirm_wanted.connect(core.confirm_enrolment)
        window.sign_in.sign_in_wanted.connect(core.sign_in)
        window.begin.open_wanted.connect(core.open_shift)
        window.begin.sign_out_wanted.connect(core.sign_out)
        window.resume.resume_wanted.connect(core.resume_shift)
        window.resume.wipe_wanted.connect(core.wipe_found)
        window.lock.unlock_wanted.connect(core.unlock)
        desk.notices.connect_wanted.connect(core.connect_now)
        desk.side.accept_wanted.connect(core.accept)
        desk.side.select_wanted.connect(core.select)
        pane.reply.draft_changed.connect(core.set_draft)
        pane.reply.send_wanted.connect(core.send)
        pane.take_back_wanted.connect(core.take_back)
        pane.send_now_wanted.connect(core.send_now)
        pane.retry_wanted.connect(core.retry)
        desk.notices.retry_wanted.connect(core.retry)
        pane.nudge_wanted.connect(core.nudge)
        pane.search_wanted.connect(core.search)
        desk.hand_over_wanted.connect(core.hand_over)
        desk.along_wanted.connect(core.ask_along)
        desk.danger_wanted.connect(core.call_danger)
        desk.notices.answered.connect(core.answer)
        desk.step_out_wanted.connect(core.step_out)
        desk.details.whisper_wanted.connect(core.whisper)
        desk.details.retention_wanted.connect(core.set_retention)
        desk.end_wanted.connect(core.end)
        desk.top.pause_wanted.connect(core.set_pause)
        desk.shift.plan_wanted.connect(core.plan_end)
        desk.shift.wind_down_wanted.connect(core.wind_down)
        desk.shift.pause_wanted.connect(core.set_pause)
        desk.shift.ready_wanted.connect(core.end_rest)
        desk.shift.word_wanted.connect(core.whisper)
        desk.shift.end_colleague_wanted.connect(core.end_colleague_shift)
        desk.top.limit_wanted.connect(core.set_limit)
        desk.top.mode_wanted.connect(core.set_queue_mode)
        desk.top.house_pause_wanted.connect(core.set_house_pause)
        desk.top.lock_wanted.connect(core.lock)
        desk.top.theme_wanted.connect(self.choose_theme)
        desk.top.text_wanted.connect(self.choose_text)
        desk.top.sound_wanted.connect(self.choose_sound)
        desk.top.hold_wanted.connect(self.choose_hold)
        desk.top.spelling_wanted.connect(self.choose_spelling)
        desk.top.language_wanted.connect(self.choose_language)

    def _connect_practice(self) -> None:
        """The guide and the practice, both before a shift."""
        begin, desk, core = self.window.begin, self.desk, self.controller
        begin.guide_wanted.connect(desk.show_guide)
        begin.practice_wanted.connect(core.begin_practice)
        desk.practice.end_wanted.connect(core.end_practice)

    def _connect_leaving(self) -> None:
        """Both ways, from the wish to end a shift to the receipt and the end of the program."""
        core, leaving, window = self.controller, self.leaving, self.window
        core.session_changed.connect(leaving.show_session)
        core.connection_changed.connect(leaving.show_connection)
        core.notes_changed.connect(leaving.show_notes)
        core.notice_raised.connect(leaving.show_notice)
        core.notice_raised.connect(window.show_notice)
        self.desk.top.close_shift_wanted.connect(leaving.ask_end)
        window.close_wanted.connect(leaving.ask_quit)
        leaving.select_wanted.connect(core.select)
        leaving.wind_down_wanted.connect(core.wind_down)
        leaving.close_wanted.connect(core.close_shift)
        leaving.force_wanted.connect(core.force_close_shift)
        leaving.told.connect(self.desk.notices.show_notice)
        core.shift_sealed.connect(window.sealed.show_receipt)
        core.shift_sealed.connect(leaving.show_receipt)
        leaving.stop_wanted.connect(core.stop)
        window.sealed.quit_wanted.connect(core.stop)
        window.sealed.begin_wanted.connect(window.begin_again)
        window.alarm.quit_wanted.connect(core.stop)

    def _connect_discretion(self) -> None:
        """Between eyes and screen: the lock and all that brings it, the cover, an alarm without names."""
        core, curtain, attention, window = self.controller, self.curtain, self.attention, self.window
        core.session_changed.connect(curtain.follow_session)
        core.session_changed.connect(attention.follow_session)
        core.policy_adopted.connect(self.idle.follow_policy)
        core.lines_changed.connect(attention.follow_lines)
        core.whisper_added.connect(attention.follow_whisper)
        core.request_added.connect(attention.follow_request)
        core.shift_sealed.connect(self.clipboard.clear)
        self.hands.moved.connect(self.idle.touch)
        self.hands.lock_pressed.connect(curtain.lock)
        self.hands.panic_pressed.connect(curtain.panic)
        self.clock.timeout.connect(self.idle.look)
        self.clock.timeout.connect(curtain.tick)
        self.idle.idled.connect(curtain.lock)
        curtain.lock_wanted.connect(core.lock)
        attention.called.connect(window.lock.show_call)
        window.lock.leave_wanted.connect(self.leaving.leave)
        self.desk.top.housemate_wanted.connect(self.choose_housemate)

    def hear(self, watch: SessionWatch) -> None:
        """Lock when the system tells that somebody left."""
        self._watch = watch
        watch.left.connect(self.curtain.lock)
        self.controller.session_changed.connect(watch.follow_session)

    def _connect_aside(self) -> None:
        """Both ways, what stands beside the conversation: my notes, which go nowhere, and the team room."""
        core, notes, team = self.controller, self.desk.notes, self.desk.team
        core.conversation_removed.connect(notes.forget)
        core.notes_changed.connect(notes.show_notes)
        core.note_search_changed.connect(notes.show_search)
        notes.note_changed.connect(core.write_note)
        notes.search_wanted.connect(core.search_notes)
        notes.told.connect(self.announcer.tell_notice)
        core.colleagues_changed.connect(team.show_colleagues)
        core.team_changed.connect(team.show_team)
        team.say_wanted.connect(core.say_to_team)
        team.read_wanted.connect(core.read_team)
        team.told.connect(self.announcer.tell_notice)

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

    def _session_changed(self, session: Session) -> None:
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
