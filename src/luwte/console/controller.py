"""Between the core and the views: changes become signals, clicks become intentions on a bounded queue."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, cast, get_args

from PySide6.QtCore import QObject, Signal, Slot

from luwte.console.entering import Connect
from luwte.console.link import open_link
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
    HouseChanged,
    LineRow,
    LinesChanged,
    Notice,
    NoticeRaised,
    PeopleChanged,
    PolicyAdopted,
    QueueChanged,
    QueueMode,
    RequestAdded,
    RequestRemoved,
    SearchChanged,
    SessionChanged,
    TrustBroken,
    WhisperAdded,
)
from luwte.console.state import intentions as wish
from luwte.console.wants import (
    BeginShift,
    ConfirmEnrolment,
    ConnectNow,
    EnrolHere,
    Lock,
    Prefer,
    SignInHere,
    SignOut,
    Stop,
    Unlock,
    Want,
)
from luwte.console.work import Work
from luwte.settings import Preferences
from luwte.vault.keychain import Keychain

BATCH_SECONDS: Final = 0.03
"""A burst of 20,000 lines stalled the window 110 ms when each was told on its own; 30 ms nobody sees."""


class Controller(QObject):
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
    stopped = Signal()  # run() is about to return

    def __init__(
        self,
        folder: Path,
        keychain: Callable[[], Keychain],
        server: str = "",
        *,
        connect: Connect = open_link,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self.work: Final = Work(folder, keychain, server, self._heard, connect=connect, now=now)
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

    # ── who is here ──

    @Slot(str, str, str)
    def enrol(self, server: str, code: str, password: str) -> None:
        """Use an enrolment code; a coordinator's goes on with ``confirm_enrolment`` after
        ``Session.totp_uri`` appears."""
        self._want(EnrolHere(server, code, password))

    @Slot(str)
    def confirm_enrolment(self, figures: str) -> None:
        """The six figures the phone shows for ``Session.totp_uri``."""
        self._want(ConfirmEnrolment(figures.strip()))

    @Slot(str, str)
    def sign_in(self, password: str, figures: str) -> None:
        """Sign in; ``figures`` is the second factor, "" without one."""
        self._want(SignInHere(password, figures.strip()))

    @Slot()
    def sign_out(self) -> None:
        """Forget the keys of this sign-in; refused while conversations are open."""
        self._want(SignOut())

    @Slot(bool)
    def open_shift(self, takes_over: bool) -> None:
        """Begin a shift with a key that lives in memory only."""
        self._want(BeginShift(takes_over))

    @Slot()
    def close_shift(self) -> None:
        """End the shift; refused while conversations are open."""
        self._want(wish.LeaveShift())

    @Slot()
    def lock(self) -> None:
        """Hide everything until the password is given again; the work goes on behind."""
        self._want(Lock())

    @Slot(str)
    def unlock(self, password: str) -> None:
        """Show everything again."""
        self._want(Unlock(password))

    @Slot()
    def connect_now(self) -> None:
        """Do not wait for the next attempt."""
        self._want(ConnectNow())

    @Slot()
    def stop(self) -> None:
        """End ``run()`` in order; what is unsent has been shown as such before."""
        self._want(Stop())

    @Slot(object)
    def prefer(self, preferences: Preferences) -> None:
        """Work with these preferences from now on (the caller saves them)."""
        self._want(Prefer(preferences))

    # ── queue ──

    @Slot(str)
    def accept(self, conversation: str) -> None:
        """Take a waiting visitor; "" takes whoever waits longest."""
        self._want(wish.AcceptVisitor(conversation))

    @Slot(bool)
    def set_pause(self, is_on: bool) -> None:
        """Begin or end a pause: no alarm, no new visitor."""
        self._want(wish.SetPause(is_on))

    @Slot(int)
    def set_limit(self, conversations: int) -> None:
        """How many conversations at once, 1 to ``Session.most``."""
        self._want(wish.SetLimit(conversations))

    @Slot(str)
    def set_queue_mode(self, mode: str) -> None:
        """``nothing``, ``someone`` or ``all``."""
        if mode in get_args(QueueMode):
            self._want(wish.SetQueueMode(cast(QueueMode, mode)))

    # ── conversation ──

    @Slot(str)
    def select(self, conversation: str) -> None:
        """Put a conversation in front; ``conversation_selected`` brings its draft."""
        self._want(wish.Select(conversation))

    @Slot(str, str)
    def set_draft(self, conversation: str, text: str) -> None:
        """Call at every change of the reply box; the typing state follows from it."""
        self._want(wish.KeepDraft(conversation, text))

    @Slot(str, str)
    def send(self, conversation: str, text: str) -> None:
        """Send a line. An empty text sends the held line now."""
        self._want(wish.SendLine(conversation, text))

    @Slot(str, str)
    def send_now(self, conversation: str, line: str) -> None:
        """Do not hold this line any longer."""
        self._want(wish.SendNow(conversation, line))

    @Slot(str, str)
    def take_back(self, conversation: str, line: str) -> None:
        """Take a held line back into the draft."""
        self._want(wish.TakeBack(conversation, line))

    @Slot(str)
    def retry(self, conversation: str) -> None:
        """Try the unsent lines again, in order."""
        self._want(wish.Retry(conversation))

    @Slot(str)
    def nudge(self, conversation: str) -> None:
        """Send the policy's gentle question."""
        self._want(wish.Nudge(conversation))

    @Slot(str, bool)
    def end(self, conversation: str, is_silent: bool) -> None:
        """End a conversation (the view has asked); waits for unsent lines first."""
        self._want(wish.End(conversation, is_silent))

    @Slot(str, str, str)
    def hand_over(self, conversation: str, person: str, note: str) -> None:
        """Ask a colleague to take over."""
        self._want(wish.AskHandOver(conversation, person, note))

    @Slot(str, str, str)
    def ask_along(self, conversation: str, person: str, note: str) -> None:
        """Ask a colleague along."""
        self._want(wish.AskColleague(conversation, person, note))

    @Slot(str, str)
    def call_danger(self, conversation: str, note: str) -> None:
        """Call the coordinators on shift."""
        self._want(wish.CallDanger(conversation, note))

    @Slot(str, bool)
    def answer(self, request: str, is_yes: bool) -> None:
        """Say yes or no to a request."""
        self._want(wish.AnswerRequest(request, is_yes))

    @Slot(str)
    def step_out(self, conversation: str) -> None:
        """Leave a conversation one came along to."""
        self._want(wish.LeaveConversation(conversation))

    @Slot(str, str, str)
    def whisper(self, person: str, conversation: str, text: str) -> None:
        """Say a sealed word to a colleague."""
        self._want(wish.WhisperTo(person, conversation, text))

    @Slot(str, str)
    def set_retention(self, conversation: str, retention: str) -> None:
        """Keep this conversation longer."""
        self._want(wish.SetClass(conversation, retention))

    @Slot(str, str)
    def search(self, conversation: str, needle: str) -> None:
        """Search in a conversation; "" ends the search."""
        self._want(wish.SearchFor(conversation, needle))

    # ── coordinators ──

    @Slot(bool)
    def set_house_pause(self, is_paused: bool) -> None:
        """Pause or reopen the line for new visitors."""
        self._want(wish.SetHousePause(is_paused))

    @Slot()
    def list_people(self) -> None:
        """Ask who is on the staff; ``people_changed`` follows."""
        self._want(wish.ListStaff())

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

    def _emit(self, change: Change) -> None:  # noqa: PLR0912 - one arm per change
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
