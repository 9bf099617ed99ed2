"""Between the core and the views: changes become signals, clicks become intentions on a bounded queue."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from luwte.console.state import LineRow

INTENTIONS: Final = 256
"""Clicks that may wait. Full (the core has been stuck for hundreds of clicks): the click is dropped and said
so by ``notice_raised(Notice("busy"))``; drafts are never dropped, only the newest text of a conversation is
kept."""


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

    def lines(self, conversation: str, first: int = 0, count: int | None = None) -> tuple[LineRow, ...]:
        """Return ``count`` lines of a conversation from index ``first`` on (all when None); indices as in
        LinesChanged."""
        raise NotImplementedError

    def line_count(self, conversation: str) -> int:
        """Return how many lines a conversation has here."""
        raise NotImplementedError

    # ── who is here ──

    @Slot(str, str)
    def enrol(self, code: str, password: str) -> None:
        """Use an enrolment code; a coordinator's goes on with ``confirm_enrolment`` after
        ``Session.totp_uri`` appears."""

    @Slot(str)
    def confirm_enrolment(self, figures: str) -> None:
        """The six figures the phone shows for ``Session.totp_uri``."""

    @Slot(str, str)
    def sign_in(self, password: str, figures: str) -> None:
        """Sign in; ``figures`` is the second factor, "" without one."""

    @Slot()
    def sign_out(self) -> None:
        """Forget the keys of this sign-in; refused while conversations are open."""

    @Slot(bool)
    def open_shift(self, takes_over: bool) -> None:
        """Begin a shift with a key that lives in memory only."""

    @Slot()
    def close_shift(self) -> None:
        """End the shift; refused while conversations are open."""

    @Slot()
    def lock(self) -> None:
        """Hide everything until the password is given again; the work goes on behind."""

    @Slot(str)
    def unlock(self, password: str) -> None:
        """Show everything again."""

    @Slot()
    def connect_now(self) -> None:
        """Do not wait for the next attempt."""

    @Slot()
    def stop(self) -> None:
        """End ``run()`` in order; what is unsent has been shown as such before."""

    # ── queue ──

    @Slot(str)
    def accept(self, conversation: str) -> None:
        """Take a waiting visitor; "" takes whoever waits longest."""

    @Slot(bool)
    def set_pause(self, is_on: bool) -> None:
        """Begin or end a pause: no alarm, no new visitor."""

    @Slot(int)
    def set_limit(self, conversations: int) -> None:
        """How many conversations at once, 1 to ``Session.most``."""

    @Slot(str)
    def set_queue_mode(self, mode: str) -> None:
        """``nothing``, ``someone`` or ``all``."""

    # ── conversation ──

    @Slot(str)
    def select(self, conversation: str) -> None:
        """Put a conversation in front; ``conversation_selected`` brings its draft."""

    @Slot(str, str)
    def set_draft(self, conversation: str, text: str) -> None:
        """Call at every change of the reply box; the typing state follows from it."""

    @Slot(str, str)
    def send(self, conversation: str, text: str) -> None:
        """Send a line. An empty text sends the held line now."""

    @Slot(str, str)
    def send_now(self, conversation: str, line: str) -> None:
        """Do not hold this line any longer."""

    @Slot(str, str)
    def take_back(self, conversation: str, line: str) -> None:
        """Take a held line back into the draft."""

    @Slot(str)
    def retry(self, conversation: str) -> None:
        """Try the unsent lines again, in order."""

    @Slot(str)
    def nudge(self, conversation: str) -> None:
        """Send the policy's gentle question."""

    @Slot(str, bool)
    def end(self, conversation: str, is_silent: bool) -> None:
        """End a conversation (the view has asked); waits for unsent lines first."""

    @Slot(str, str, str)
    def hand_over(self, conversation: str, person: str, note: str) -> None:
        """Ask a colleague to take over."""

    @Slot(str, str, str)
    def ask_along(self, conversation: str, person: str, note: str) -> None:
        """Ask a colleague along."""

    @Slot(str, str)
    def call_danger(self, conversation: str, note: str) -> None:
        """Call the coordinators on shift."""

    @Slot(str, bool)
    def answer(self, request: str, is_yes: bool) -> None:
        """Say yes or no to a request."""

    @Slot(str)
    def step_out(self, conversation: str) -> None:
        """Leave a conversation one came along to."""

    @Slot(str, str, str)
    def whisper(self, person: str, conversation: str, text: str) -> None:
        """Say a sealed word to a colleague."""

    @Slot(str, str)
    def set_retention(self, conversation: str, retention: str) -> None:
        """Keep this conversation longer."""

    @Slot(str, str)
    def search(self, conversation: str, needle: str) -> None:
        """Search in a conversation; "" ends the search."""

    # ── coordinators ──

    @Slot(bool)
    def set_house_pause(self, is_paused: bool) -> None:
        """Pause or reopen the line for new visitors."""

    @Slot()
    def list_people(self) -> None:
        """Ask who is on the staff; ``people_changed`` follows."""
