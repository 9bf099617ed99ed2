"""Connects the console's parts: all signals in one place, in the order of the walk."""

from typing import Literal, Protocol

from PySide6.QtCore import QTimer

from luwte.console.controller import Controller
from luwte.console.models.together import Models
from luwte.console.state import Session
from luwte.console.views.announcer import Announcer
from luwte.console.views.attention import Attention
from luwte.console.views.clipboard import Clipboard
from luwte.console.views.desk import Desk
from luwte.console.views.figures_page import FiguresPage
from luwte.console.views.housemate import Curtain
from luwte.console.views.idle import Hands, Idle
from luwte.console.views.leaving import Leaving
from luwte.console.views.session_left import SessionWatch
from luwte.console.views.window import Window


class Parts(Protocol):
    """What is to be connected, as ``app.Console`` puts it together."""

    controller: Controller
    models: Models
    window: Window
    desk: Desk
    figures: FiguresPage
    leaving: Leaving
    attention: Attention
    announcer: Announcer
    curtain: Curtain
    hands: Hands
    idle: Idle
    clipboard: Clipboard
    clock: QTimer

    def follow_session(self, session: Session, /) -> None:
        """A shift began or ended."""

    def choose_theme(self, choice: Literal["system", "light", "dark"], /) -> None:
        """Follow the system, or stay light or dark."""

    def choose_text(self, percent: int, /) -> None:
        """Make the text larger or smaller."""

    def choose_sound(self, is_on: bool, /) -> None:
        """Call with or without a sound."""

    def choose_hold(self, holds_all: bool, /) -> None:
        """Hold every line before it leaves, or only some."""

    def choose_spelling(self, is_on: bool, /) -> None:
        """Help with Dutch spelling, or not."""

    def choose_language(self, language: Literal["nl", "en"], /) -> None:
        """Speak another language from the next start on."""

    def choose_housemate(self, is_on: bool, /) -> None:
        """Cover everything while another program is in front, or not."""


def connect(parts: Parts) -> None:
    """Connect everything, models before the views that look things up in them."""
    _arrivals(parts)
    _wishes(parts)
    _aside(parts)
    _registering(parts)
    _figures(parts)
    _practice(parts)
    _leaving(parts)
    _discretion(parts)


def connect_watch(parts: Parts, watch: SessionWatch) -> None:
    """Lock when the system tells that somebody left."""
    watch.left.connect(parts.curtain.lock)
    parts.controller.session_changed.connect(watch.follow_session)


def _arrivals(parts: Parts) -> None:
    """From the controller to the screen: models first, then the views that look things up in them."""
    core, models, desk = parts.controller, parts.models, parts.desk
    core.connection_changed.connect(desk.top.show_connection)
    core.connection_changed.connect(desk.notices.show_connection)
    core.session_changed.connect(parts.follow_session)
    core.session_changed.connect(desk.top.show_session)
    core.session_changed.connect(desk.show_session)
    core.session_changed.connect(parts.window.show_session)
    core.policy_adopted.connect(desk.details.show_policy)
    core.policy_adopted.connect(desk.pane.show_policy)
    core.policy_adopted.connect(desk.shift.show_policy)
    core.house_changed.connect(desk.side.show_house)
    core.house_changed.connect(desk.top.show_house)
    core.queue_changed.connect(models.queue.apply_queue)
    core.queue_changed.connect(desk.side.show_queue)
    core.queue_changed.connect(desk.top.show_queue)
    core.alarm_rang.connect(parts.attention.ring)
    core.alarm_silenced.connect(parts.attention.silence)
    core.colleagues_changed.connect(models.colleagues.apply_colleagues)
    core.colleagues_changed.connect(desk.details.show_colleagues)
    core.colleagues_changed.connect(parts.window.begin.show_colleagues)
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
    core.policy_adopted.connect(desk.registering.show_policy)
    core.conversation_removed.connect(desk.registering.conversation_over)  # while its row is known
    core.conversation_removed.connect(models.mine.remove)
    core.conversation_removed.connect(models.lines.forget)
    core.conversation_removed.connect(desk.details.forget)
    core.notice_raised.connect(desk.notices.show_notice)
    core.trust_broken.connect(parts.window.show_alarm)
    core.session_changed.connect(parts.announcer.follow_session)
    core.queue_changed.connect(parts.announcer.follow_queue)
    core.lines_changed.connect(parts.announcer.follow_lines)
    core.conversation_changed.connect(parts.announcer.follow_conversation)
    core.conversation_removed.connect(parts.announcer.forget)
    desk.notices.told.connect(parts.announcer.tell_notice)
    desk.pane.phrases.told.connect(parts.announcer.tell_notice)
    parts.clock.timeout.connect(desk.tick)


def _wishes(parts: Parts) -> None:
    """From the screen to the controller, from the first evening to the end of a shift."""
    core, desk, window, pane = parts.controller, parts.desk, parts.window, parts.desk.pane
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
    desk.asking.hand_over_wanted.connect(core.hand_over)
    desk.asking.along_wanted.connect(core.ask_along)
    desk.asking.danger_wanted.connect(core.call_danger)
    desk.notices.answered.connect(core.answer)
    desk.asking.step_out_wanted.connect(core.step_out)
    desk.details.whisper_wanted.connect(core.whisper)
    desk.details.retention_wanted.connect(core.set_retention)
    desk.asking.end_wanted.connect(core.end)
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
    desk.top.theme_wanted.connect(parts.choose_theme)
    desk.top.text_wanted.connect(parts.choose_text)
    desk.top.sound_wanted.connect(parts.choose_sound)
    desk.top.hold_wanted.connect(parts.choose_hold)
    desk.top.spelling_wanted.connect(parts.choose_spelling)
    desk.top.language_wanted.connect(parts.choose_language)


def _aside(parts: Parts) -> None:
    """Both ways, what stands beside the conversation: my notes, which go nowhere, and the team room."""
    core, notes, team = parts.controller, parts.desk.notes, parts.desk.team
    core.conversation_removed.connect(notes.forget)
    core.notes_changed.connect(notes.show_notes)
    core.note_search_changed.connect(notes.show_search)
    notes.note_changed.connect(core.write_note)
    notes.search_wanted.connect(core.search_notes)
    notes.told.connect(parts.announcer.tell_notice)
    core.colleagues_changed.connect(team.show_colleagues)
    core.team_changed.connect(team.show_team)
    team.say_wanted.connect(core.say_to_team)
    team.read_wanted.connect(core.read_team)
    team.told.connect(parts.announcer.tell_notice)


def _registering(parts: Parts) -> None:
    """Both ways, from a form that is filled in to the word that it is safe."""
    core, forms, leaving = parts.controller, parts.desk.registering, parts.leaving
    forms.register_wanted.connect(core.register)
    forms.select_wanted.connect(core.select)
    forms.keep_wanted.connect(core.keep_form)
    forms.drop_wanted.connect(core.drop_form)
    forms.undoing.take_back_wanted.connect(core.take_back_registration)
    core.registered.connect(forms.registered)
    core.registration_taken_back.connect(forms.taken_back)
    core.form_withdrawn.connect(forms.withdrawn)
    core.forms_restored.connect(forms.restore)
    core.form_refused.connect(forms.refused)
    core.notice_raised.connect(forms.show_notice)
    forms.told.connect(parts.announcer.tell_notice)
    forms.waiting_changed.connect(leaving.show_forms)
    leaving.forms_wanted.connect(forms.reach)


def _figures(parts: Parts) -> None:
    """Both ways, what a coordinator learns from all registrations."""
    core, window, figures = parts.controller, parts.window, parts.figures
    core.policy_adopted.connect(figures.show_policy)
    core.policy_adopted.connect(window.begin.show_policy)
    core.policy_adopted.connect(parts.desk.top.show_policy)
    core.figures_changed.connect(figures.show_figures)
    window.begin.figures_wanted.connect(window.count)
    parts.desk.top.figures_wanted.connect(window.count)
    figures.read_wanted.connect(core.read_figures)
    figures.leave_wanted.connect(core.leave_figures)


def _practice(parts: Parts) -> None:
    """The guide and the practice, both before a shift."""
    begin, desk, core = parts.window.begin, parts.desk, parts.controller
    begin.guide_wanted.connect(desk.show_guide)
    begin.practice_wanted.connect(core.begin_practice)
    desk.practice.end_wanted.connect(core.end_practice)


def _leaving(parts: Parts) -> None:
    """Both ways, from the wish to end a shift to the receipt and the end of the program."""
    core, leaving, window = parts.controller, parts.leaving, parts.window
    core.session_changed.connect(leaving.show_session)
    core.connection_changed.connect(leaving.show_connection)
    core.notes_changed.connect(leaving.show_notes)
    core.notice_raised.connect(leaving.show_notice)
    core.notice_raised.connect(window.show_notice)
    parts.desk.top.close_shift_wanted.connect(leaving.ask_end)
    window.close_wanted.connect(leaving.ask_quit)
    leaving.select_wanted.connect(core.select)
    leaving.wind_down_wanted.connect(core.wind_down)
    leaving.close_wanted.connect(core.close_shift)
    leaving.force_wanted.connect(core.force_close_shift)
    leaving.told.connect(parts.desk.notices.show_notice)
    core.shift_sealed.connect(window.sealed.show_receipt)
    core.shift_sealed.connect(leaving.show_receipt)
    leaving.stop_wanted.connect(core.stop)
    window.sealed.quit_wanted.connect(leaving.ask_quit)
    window.sealed.begin_wanted.connect(window.begin_again)
    window.alarm.quit_wanted.connect(core.stop)


def _discretion(parts: Parts) -> None:
    """Between eyes and screen: the lock and all that brings it, the cover, an alarm without names."""
    core, curtain, attention, window = parts.controller, parts.curtain, parts.attention, parts.window
    core.session_changed.connect(curtain.follow_session)
    core.session_changed.connect(attention.follow_session)
    core.policy_adopted.connect(parts.idle.follow_policy)
    core.lines_changed.connect(attention.follow_lines)
    core.whisper_added.connect(attention.follow_whisper)
    core.request_added.connect(attention.follow_request)
    core.shift_sealed.connect(parts.clipboard.clear)
    parts.hands.moved.connect(parts.idle.touch)
    parts.hands.lock_pressed.connect(curtain.lock)
    parts.hands.panic_pressed.connect(curtain.panic)
    parts.clock.timeout.connect(parts.idle.look)
    parts.clock.timeout.connect(curtain.tick)
    parts.idle.idled.connect(curtain.lock)
    curtain.lock_wanted.connect(core.lock)
    attention.called.connect(window.lock.show_call)
    window.lock.leave_wanted.connect(parts.leaving.leave)
    parts.desk.top.housemate_wanted.connect(parts.choose_housemate)
