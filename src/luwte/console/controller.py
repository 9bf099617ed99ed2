"""Between the core and the views: changes become signals, clicks become intentions on a bounded queue."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal

from luwte.console.entering import Connect
from luwte.console.link import open_link
from luwte.console.slots import Slots
from luwte.console.state import (
    AlarmRang,
    AlarmSilenced,
    Change,
    ColleaguesChanged,
    ConnectionChanged,
    ConversationAdded,
    ConversationChanged,
    ConversationRemoved,
    ConversationSelected,
    DraftChanged,
    FiguresChanged,
    FormRefused,
    FormsRestored,
    FormWithdrawn,
    HouseChanged,
    LineRow,
    LinesChanged,
    NotesChanged,
    NoteSearchChanged,
    Notice,
    NoticeRaised,
    PeopleChanged,
    PolicyAdopted,
    QueueChanged,
    Registered,
    RegistrationTakenBack,
    RequestAdded,
    RequestRemoved,
    SearchChanged,
    SessionChanged,
    ShiftSealed,
    TeamChanged,
    TrustBroken,
    WhisperAdded,
)
from luwte.console.wants import Want
from luwte.console.work import Work
from luwte.vault.keychain import Keychain

BATCH_SECONDS: Final = 0.03
"""A burst of 20,000 lines stalled the window 110 ms when each was told on its own; 30 ms nobody sees."""


class Controller(Slots):
    """The one object the views talk to.

    Signals: every change of ``console.state.changes``, named after what happened. Slots return at once; what
    comes of them is told by signals. ``lines`` is the only thing to be read, for models that page.
    """

    connection_changed = Signal(object)  # Connection
    session_changed = Signal(object)  # Session
    queue_changed = Signal(object)  # Queue
    conversation_added = Signal(object, str)  # ConversationRow, why
    conversation_changed = Signal(object)  # ConversationRow
    conversation_removed = Signal(str, str)  # conversation, why
    conversation_selected = Signal(str, str)  # conversation, draft
    lines_changed = Signal(object)  # LinesChanged: start, removed, lines
    draft_changed = Signal(str, str)  # conversation, text
    colleagues_changed = Signal(object)  # tuple[ColleagueRow, ...]
    request_added = Signal(object)  # RequestRow
    request_removed = Signal(str)  # request
    whisper_added = Signal(object)  # WhisperRow
    house_changed = Signal(object)  # House
    policy_adopted = Signal(object)  # PolicyView
    alarm_rang = Signal(int)  # step 0, 1, 2, …
    alarm_silenced = Signal()
    trust_broken = Signal(object)  # TrustAlarm
    notice_raised = Signal(object)  # Notice
    search_changed = Signal(object)  # Search
    people_changed = Signal(object)  # tuple[StaffRow, ...]
    notes_changed = Signal(object)  # tuple[NoteRow, ...]
    note_search_changed = Signal(str, object)  # needle, tuple of conversations
    shift_sealed = Signal(object)  # Receipt
    team_changed = Signal(object, int)  # tuple[TeamRow, ...], unread
    form_refused = Signal(str, str, str)  # code, field, form
    registered = Signal(str, bool)  # form, is_on_disk
    registration_taken_back = Signal(str)  # form
    form_withdrawn = Signal(str)  # form
    forms_restored = Signal(object)  # tuple[FormRow, ...]
    figures_changed = Signal(object)  # Figures
    stopped = Signal()  # run() is about to return

    def __init__(
        self,
        folder: Path,
        keychain: Callable[[], Keychain],
        server: str = "",
        *,
        session_keychain: Callable[[], Keychain] | None = None,
        connect: Connect = open_link,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self.work: Final = Work(
            folder,
            keychain,
            server,
            self._heard,
            session_keychain=session_keychain,
            connect=connect,
            now=now,
        )
        self._news: list[Change] = []
        self._has_news = asyncio.Event()
        self._lines: dict[str, list[LineRow]] = {}

    async def run(self) -> None:
        """Work until ``stop``; the only coroutine of the console's core."""
        try:
            async with asyncio.TaskGroup() as tasks:
                telling = tasks.create_task(self._tell())
                await self.work.run()
                telling.cancel()
        finally:
            self._tell_now()
            self.stopped.emit()

    def lines(self, conversation: str, first: int = 0, count: int | None = None) -> tuple[LineRow, ...]:
        """Return ``count`` lines of a conversation from index ``first`` on (all when None).

        They are as the signals so far have told: a splice that is still to come is not in them yet.
        """
        lines = self._lines.get(conversation, [])
        return tuple(lines[first:] if count is None else lines[first : first + count])

    def line_count(self, conversation: str) -> int:
        """Return how many lines a conversation has here."""
        return len(self._lines.get(conversation, []))

    # ── between the two ──

    def _want(self, want: Want) -> None:
        if not self.work.tray.put(want):
            self._heard([NoticeRaised(Notice("busy"))])

    def _heard(self, changes: Sequence[Change]) -> None:
        self._news += changes
        self._has_news.set()

    async def _tell(self) -> None:
        """The first change is told at once, those that follow within 30 ms together."""
        while True:
            await self._has_news.wait()
            self._tell_now()
            await asyncio.sleep(BATCH_SECONDS)

    def _tell_now(self) -> None:
        self._has_news.clear()
        news, self._news = self._news, []
        for change in news:
            self._emit(change)

    def _splice(self, change: LinesChanged) -> None:
        lines = self._lines.setdefault(change.conversation, [])
        lines[change.start : change.start + change.removed] = change.lines

    def _emit(self, change: Change) -> None:  # noqa: PLR0912, PLR0915 - one arm per change
        match change:
            case ConnectionChanged():
                self.connection_changed.emit(change.connection)
            case SessionChanged():
                self.session_changed.emit(change.session)
            case QueueChanged():
                self.queue_changed.emit(change.queue)
            case ConversationAdded():
                self.conversation_added.emit(change.row, change.why)
            case ConversationChanged():
                self.conversation_changed.emit(change.row)
            case ConversationRemoved():
                self._lines.pop(change.conversation, None)
                self.conversation_removed.emit(change.conversation, change.why)
            case ConversationSelected():
                self.conversation_selected.emit(change.conversation, change.draft)
            case LinesChanged():
                self._splice(change)
                self.lines_changed.emit(change)
            case DraftChanged():
                self.draft_changed.emit(change.conversation, change.text)
            case ColleaguesChanged():
                self.colleagues_changed.emit(change.colleagues)
            case RequestAdded():
                self.request_added.emit(change.row)
            case RequestRemoved():
                self.request_removed.emit(change.request)
            case WhisperAdded():
                self.whisper_added.emit(change.row)
            case HouseChanged():
                self.house_changed.emit(change.house)
            case PolicyAdopted():
                self.policy_adopted.emit(change.policy)
            case AlarmRang():
                self.alarm_rang.emit(change.step)
            case AlarmSilenced():
                self.alarm_silenced.emit()
            case TrustBroken():
                self.trust_broken.emit(change.alarm)
            case NoticeRaised():
                self.notice_raised.emit(change.notice)
            case SearchChanged():
                self.search_changed.emit(change.search)
            case PeopleChanged():
                self.people_changed.emit(change.people)
            case NotesChanged():
                self.notes_changed.emit(change.rows)
            case NoteSearchChanged():
                self.note_search_changed.emit(change.needle, change.conversations)
            case ShiftSealed():
                self.shift_sealed.emit(change.receipt)
            case FormRefused():
                self.form_refused.emit(change.code, change.field, change.form)
            case Registered():
                self.registered.emit(change.form, change.is_on_disk)
            case RegistrationTakenBack():
                self.registration_taken_back.emit(change.form)
            case FormWithdrawn():
                self.form_withdrawn.emit(change.form)
            case FormsRestored():
                self.forms_restored.emit(change.rows)
            case FiguresChanged():
                self.figures_changed.emit(change.figures)
            case TeamChanged():
                self.team_changed.emit(change.rows, change.unread)
