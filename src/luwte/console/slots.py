"""What the views may want of the core: one slot each, which returns at once."""

from typing import cast, get_args

from PySide6.QtCore import QObject, Slot

from luwte.console.state import FormRow, QueueMode
from luwte.console.state import intentions as wish
from luwte.console.wants import (
    BeginPractice,
    BeginShift,
    ConfirmEnrolment,
    ConnectNow,
    EndPractice,
    EnrolHere,
    LeaveFigures,
    Lock,
    Prefer,
    ReadFigures,
    ResumeShift,
    SignInHere,
    SignOut,
    Stop,
    TakeBackRegistration,
    Unlock,
    Want,
    WipeFound,
)
from luwte.settings import Preferences


class Slots(QObject):
    """Every wish as a slot; what comes of it is told by the controller's signals."""

    def _want(self, want: Want) -> None:
        raise NotImplementedError

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
    @Slot(bool, float)
    def open_shift(self, takes_over: bool, planned: float = 0.0) -> None:
        """Begin a shift with a key that lives in memory only; ``planned``: when it is meant to end (unix
        seconds), 0 as the house does."""
        self._want(BeginShift(takes_over, planned or None))

    @Slot()
    def resume_shift(self) -> None:
        """Go on with the shift that a crash left on this computer."""
        self._want(ResumeShift())

    @Slot()
    def wipe_found(self) -> None:
        """Destroy what a crash left here, and end that shift."""
        self._want(WipeFound())

    @Slot(float)
    def plan_end(self, at: float) -> None:
        """Mean to end the shift at another time (unix seconds)."""
        self._want(wish.PlanEnd(at))

    @Slot(bool)
    def wind_down(self, is_on: bool) -> None:
        """Take no new visitors any more, or take them again."""
        self._want(wish.WindDown(is_on))

    @Slot()
    def close_shift(self) -> None:
        """End the shift; refused while conversations are open."""
        self._want(wish.LeaveShift())

    @Slot()
    def force_close_shift(self) -> None:
        """End the shift whatever is open: everything here is wiped."""
        self._want(wish.LeaveShift(is_forced=True))

    @Slot()
    def begin_practice(self) -> None:
        """Practise with a scripted visitor."""
        self._want(BeginPractice())

    @Slot()
    def end_practice(self) -> None:
        """Practised enough."""
        self._want(EndPractice())

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

    @Slot()
    def end_rest(self) -> None:
        """Breathed enough after a conversation."""
        self._want(wish.EndRest())

    # ── notes ──

    @Slot(str, str)
    def write_note(self, conversation: str, text: str) -> None:
        """Call at every change of a note; "" is the pad. Never waits for a disk."""
        self._want(wish.WriteNote(conversation, text))

    @Slot(str)
    def search_notes(self, needle: str) -> None:
        """Search in this shift's notes; "" ends the search."""
        self._want(wish.SearchNotes(needle))

    # ── team ──

    @Slot(str)
    def say_to_team(self, text: str) -> None:
        """Say something to everybody on shift."""
        self._want(wish.SayToTeam(text))

    @Slot()
    def read_team(self) -> None:
        """The team room is in sight."""
        self._want(wish.ReadTeam())

    # ── registrations ──

    @Slot(object)
    def register(self, registration: wish.Register) -> None:
        """Register a contact, anonymously; ``registered`` or ``form_refused`` follows."""
        self._want(registration)

    @Slot(object)
    def keep_form(self, row: FormRow) -> None:
        """Call at every change of an open form: it outlives a crash."""
        self._want(wish.KeepForm(row))

    @Slot(str)
    def drop_form(self, form: str) -> None:
        """Give a form up; its contact is counted nowhere."""
        self._want(wish.DropForm(form))

    @Slot(str)
    def take_back_registration(self, form: str) -> None:
        """Undo what was registered last; ``registration_taken_back`` follows if it had not left."""
        self._want(TakeBackRegistration(form))

    @Slot()
    def read_figures(self) -> None:
        """Fetch the figures; ``figures_changed`` tells how far that is, and brings them."""
        self._want(ReadFigures())

    @Slot()
    def leave_figures(self) -> None:
        """Enough of the figures."""
        self._want(LeaveFigures())

    # ── coordinators ──

    @Slot(str)
    def end_colleague_shift(self, person: str) -> None:
        """End a colleague's shift, such as on a stolen computer (the view has asked)."""
        self._want(wish.EndColleagueShift(person))

    @Slot(bool)
    def set_house_pause(self, is_paused: bool) -> None:
        """Pause or reopen the line for new visitors."""
        self._want(wish.SetHousePause(is_paused))

    @Slot()
    def list_people(self) -> None:
        """Ask who is on the staff; ``people_changed`` follows."""
        self._want(wish.ListStaff())
