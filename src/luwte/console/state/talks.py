"""My conversations: what the server says about them, and what the volunteer does in them."""

from collections.abc import Mapping
from typing import Final

from luwte.console.state.changes import (
    ConversationAdded,
    ConversationRemoved,
    ConversationSelected,
    DraftChanged,
    SearchChanged,
)
from luwte.console.state.closing import Closing
from luwte.console.state.conversation import Conversation
from luwte.console.state.key_offers import archive_copy, copy_to_archive, take_offer
from luwte.console.state.outcome import Outcome
from luwte.console.state.rows import Search
from luwte.console.state.seat import Seat
from luwte.console.trust import TrustError
from luwte.crypto.words import WordsError, clean, line_bytes
from luwte.protocol.ids import ConversationId, LineId
from luwte.protocol.messages import (
    Ended,
    KeysArrived,
    Left,
    MembersWanted,
    SetRetention,
    StaffRefused,
    StaffTyping,
    StepOut,
)
from luwte.protocol.parts import OpenConversation

TYPING_SECONDS: Final = 6
"""How long after the last keystroke the visitor still sees that somebody writes."""

_TOLD_ENDINGS: Final = {
    "visitor": "visitor_ended",
    "window": "window",
    "withdrawn": "withdrawn",
    "quick_exit": "quick_exit",
}
_QUIET: Final = frozenset({"typing", "archive_copy", "catch_up", "publish_keys"})
"""What goes by itself: a refusal of these is nothing to tell a person."""


class Talks:
    """All conversations this volunteer is in, each with its own draft, which never leaves it.

    ``gone``: what went in this step, and why. ``seen``: all that were open here in this shift.
    """

    def __init__(self) -> None:
        self.all: dict[ConversationId, Conversation] = {}
        self.gone: list[tuple[Conversation, str]] = []
        self.seen: set[ConversationId] = set()
        self._touched: set[ConversationId] = set()
        self._search = Search()
        self._week = ""

    def get(self, conversation: ConversationId) -> Conversation | None:
        """Return a conversation to work on; what changed in it is told at the end of the step."""
        found = self.all.get(conversation)
        if found is not None:
            self._touched.add(conversation)
        return found

    def owned(self, seat: Seat) -> int:
        """Return how many conversations are this volunteer's own."""
        return sum(talk.owner == seat.me for talk in self.all.values())

    # ── what the server says ──

    def replace(self, opened: list[OpenConversation], seat: Seat, now: float, out: Outcome) -> None:
        """All conversations, as a shift begins or a line comes back; what is not among them has ended
        meanwhile."""
        stay = {conversation.conversation for conversation in opened}
        for gone in [conversation for conversation in self.all if conversation not in stay]:
            self.remove(gone, "closed", seat, out)
        for conversation in opened:
            self.open(conversation, "reopened", seat, now, out)

    def open(self, opened: OpenConversation, why: str, seat: Seat, now: float, out: Outcome) -> None:
        """A conversation is mine, or mine again."""
        talk = self.get(opened.conversation)
        is_new = talk is None
        if talk is None:
            talk = Conversation(opened, now)
        try:
            talk.update(opened, seat, now)
        except TrustError as error:
            _stop_or_raise(talk, error, out)
        if is_new:
            self.all[talk.id] = talk
            self.seen.add(talk.id)
            talk.announce(seat, now, Outcome())
            out.tell(ConversationAdded(talk.row(seat, now), why))
            self._touched.add(talk.id)
        if opened.last < len(talk.lines):
            talk.break_trust("missing_lines", out)
        if opened.offer is not None:
            before = len(talk.keys)
            take_offer(talk, opened.offer, seat, now, out, is_reopened=True)
            if before == len(talk.keys):
                copy_to_archive(talk, seat, now, out)
        talk.catch_up(seat, out)
        talk.flush(seat, out)
        if is_new and self._comes_to_front(why, seat):
            self.select(talk.id, seat, out)

    def _comes_to_front(self, why: str, seat: Seat) -> bool:
        """Focus goes where the hands go next, but never away from a half-written line."""
        if why == "reopened":
            return False
        front = self.all.get(seat.selected)
        return why == "accepted" or front is None or not front.draft

    def members_wanted(self, message: MembersWanted, seat: Seat, now: float, out: Outcome) -> None:
        """Others will read along, or somebody leaves: the keys for it follow."""
        talk = self.get(message.conversation)
        if talk is not None:
            try:
                talk.want_members(message.epoch, message.owner, message.members, seat, int(now))
            except TrustError as error:
                _stop_or_raise(talk, error, out)

    def keys_arrived(self, message: KeysArrived, seat: Seat, now: float, out: Outcome) -> None:
        """The visitor's browser made keys for a new epoch."""
        talk = self.get(message.conversation)
        if talk is not None:
            take_offer(talk, message.offer, seat, now, out)
            talk.catch_up(seat, out)
            talk.flush(seat, out)

    def ended(self, message: Ended, seat: Seat, out: Outcome) -> None:
        """A conversation is over: everything of it goes from here at once (T1)."""
        talk = self.all.get(message.conversation)
        if talk is not None and message.why in _TOLD_ENDINGS:
            out.notice(_TOLD_ENDINGS[message.why], conversation=talk.id, name=talk.nickname)
        self.remove(message.conversation, message.why, seat, out)

    def left(self, message: Left, seat: Seat, out: Outcome) -> None:
        """This console is no longer a member."""
        self.remove(message.conversation, message.why, seat, out)

    def refused(self, message: StaffRefused, now: float, out: Outcome) -> None:
        """The server refused something about a conversation."""
        talk = self.get(message.conversation or "")
        if talk is not None and message.what == "line" and message.about is not None:
            talk.outbox.refuse(message.about, message.code, now)
        elif talk is not None and message.what == "end":
            talk.not_ended()
        elif talk is not None and message.what == "catch_up":
            talk.is_catching_up = False
        is_passing = message.what == "line" and message.code in {"stale_epoch", "too_fast"}
        if message.what not in _QUIET and not is_passing:
            out.notice(
                message.code,
                what=message.what or "",
                conversation=message.conversation or "",
                line=message.about or "",
            )

    def remove(self, conversation: ConversationId, why: str, seat: Seat, out: Outcome) -> None:
        """Forget a conversation: lines, keys, draft."""
        talk = self.all.pop(conversation, None)
        if talk is None:
            return
        talk.unsaid.drop(out)
        self.gone.append((talk, why))
        self._touched.discard(conversation)
        if self._search.conversation == conversation:
            self._find("", "", out)
        out.tell(ConversationRemoved(conversation, why))
        if seat.selected == conversation:
            self.select("", seat, out)

    # ── what the volunteer does ──

    def select(self, conversation: ConversationId, seat: Seat, out: Outcome) -> None:
        """Put a conversation in front; the one before keeps its draft."""
        talk = self.get(conversation)
        seat.selected = talk.id if talk else ""
        if self._search.conversation:
            self._find("", "", out)
        if talk is not None:
            talk.unread = 0
        out.tell(ConversationSelected(seat.selected, talk.draft if talk else ""))

    def keep_draft(
        self, conversation: ConversationId, text: str, seat: Seat, now: float, out: Outcome
    ) -> None:
        """The reply box changed: keep it, and let the visitor see that somebody writes."""
        talk = self.get(conversation)
        if talk is None or talk.draft == text:
            return
        talk.draft = text
        self._typing(talk, seat, now if text.strip() else None, out)

    def send(self, conversation: ConversationId, text: str, seat: Seat, now: float, out: Outcome) -> None:
        """Send a line: at once, or after the time in which it may be taken back.

        It is held only where it can be in the wrong place, that is with several conversations open, because
        holding makes a visitor wait; the whole time is kept even if more lines follow, because two lines in a
        row to the wrong visitor are as bad as one. Enter in an empty box (no text) lets all held lines go.
        """
        talk = self.get(conversation)
        if talk is None:
            return
        cleaned = clean(text).strip()
        if not cleaned:
            self.send_now(conversation, "", seat, out)
            return
        if talk.is_broken or talk.closing is not None:
            out.notice("not_now", what="line", conversation=talk.id)
            return
        try:
            line_bytes(cleaned)
        except WordsError:
            # The text stays in the box: nothing that somebody typed is cut or lost.
            talk.draft = text
            out.tell(DraftChanged(talk.id, text))
            out.notice("too_long", what="line", conversation=talk.id)
            return
        chosen = seat.preferences
        holds = chosen.take_back_always or len(self.all) > 1
        talk.outbox.add(cleaned, chosen.take_back_seconds if holds else 0, now)
        talk.draft = ""
        if not talk.outbox.is_held:
            self._typing(talk, seat, None, out)
        talk.flush(seat, out)

    def send_now(self, conversation: ConversationId, line: LineId, seat: Seat, out: Outcome) -> None:
        """Hold a line, and those before it, no longer."""
        talk = self.get(conversation)
        if talk is not None:
            talk.outbox.release(line)
            talk.flush(seat, out)

    def take_back(self, conversation: ConversationId, line: LineId, seat: Seat, out: Outcome) -> None:
        """Take a held or unsent line back: its text goes before what stands in the box of that same
        conversation."""
        talk = self.get(conversation)
        if talk is None:
            return
        taken, was_sealed = talk.outbox.take_back(line)
        if taken is None:
            return
        if was_sealed and talk.channel is not None:
            talk.channel.fresh_session()
        talk.draft = f"{taken.text}\n{talk.draft}" if talk.draft else taken.text
        out.tell(DraftChanged(talk.id, talk.draft))
        talk.flush(seat, out)

    def retry(self, conversation: ConversationId, seat: Seat, out: Outcome) -> None:
        """Try the unsent lines again."""
        talk = self.get(conversation)
        if talk is not None:
            talk.outbox.retry()
            talk.flush(seat, out)

    def nudge(self, conversation: ConversationId, seat: Seat, now: float, out: Outcome) -> None:
        """Send the policy's gentle question, in the visitor's language."""
        talk = self.get(conversation)
        if talk is not None and not talk.is_broken and talk.closing is None:
            nudge = _in_language(seat.trust.policy.texts.nudge, talk.language)
            talk.outbox.add(nudge, 0, now, is_typed=False)
            talk.flush(seat, out)

    def end(
        self, conversation: ConversationId, seat: Seat, now: float, out: Outcome, *, is_silent: bool
    ) -> None:
        """End it: what is unsent goes first, after a silence the policy's closing words, then the end."""
        talk = self.get(conversation)
        if talk is None or talk.closing is not None:
            return
        talk.outbox.release()
        if is_silent and talk.channel is not None and not talk.is_broken:
            closing = _in_language(seat.trust.policy.texts.closing, talk.language)
            talk.outbox.add(closing, 0, now, is_typed=False)
        talk.closing = Closing(is_silent)
        talk.flush(seat, out)

    def step_out(self, conversation: ConversationId, seat: Seat, out: Outcome) -> None:
        """Leave a conversation one came along to."""
        talk = self.get(conversation)
        if talk is not None and talk.owner != seat.me:
            out.say(StepOut(talk.id))

    def set_class(
        self, conversation: ConversationId, retention: str, seat: Seat, now: float, out: Outcome
    ) -> None:
        """Keep the transcript under another class: all keys are sealed anew, to that class's archive."""
        talk = self.get(conversation)
        if talk is None:
            return
        copy = archive_copy(talk, retention, seat, now)
        if talk.keys and copy is None:
            out.notice("key_missing", what="retention", conversation=talk.id)
        else:
            out.say(SetRetention(talk.id, retention, copy))

    def search(self, conversation: ConversationId, needle: str, out: Outcome) -> None:
        """Search in a conversation."""
        self._find(conversation if conversation in self.all else "", needle, out)

    # ── time and telling ──

    def line_came(self, talk: Conversation, seat: Seat, out: Outcome) -> None:
        """After lines or keys: what waits may leave now."""
        if not talk.outbox.is_held and not talk.draft:
            self._typing(talk, seat, None, out)
        talk.flush(seat, out)

    def tick(self, seat: Seat, week: str, now: float, out: Outcome) -> None:
        """Release held lines, end the typing state, renew archive copies when the week turns."""
        for talk in self.all.values():
            talk.outbox.tick(now)
            self._touched.add(talk.id)
            if (
                talk.typed_at is not None
                and now - talk.typed_at >= TYPING_SECONDS
                and not talk.outbox.is_held
            ):
                self._typing(talk, seat, None, out)
            talk.catch_up(seat, out)
            talk.flush(seat, out)
            if self._week and week != self._week:
                copy_to_archive(talk, seat, now, out)
        self._week = week

    def announce(self, seat: Seat, now: float, out: Outcome) -> None:
        """Tell what changed in this step."""
        touched, self._touched = self._touched, set()
        for name in touched:
            talk = self.all.get(name)
            if talk is not None:
                count = len(talk.all_lines())
                talk.announce(seat, now, out)
                if name == self._search.conversation and len(talk.all_lines()) != count:
                    self._find(name, self._search.needle, out)

    def _typing(self, talk: Conversation, seat: Seat, at: float | None, out: Outcome) -> None:
        if (at is None) != (talk.typed_at is None) and seat.may_send and not talk.is_broken:
            out.say(StaffTyping(talk.id, at is not None))
        talk.typed_at = at

    def _find(self, conversation: ConversationId, needle: str, out: Outcome) -> None:
        wanted = needle.strip().casefold()
        talk = self.all.get(conversation)
        found: tuple[LineId, ...] = ()
        if talk is not None and wanted:
            found = tuple(line.id for line in talk.all_lines() if wanted in line.text.casefold())
        self._search = Search(conversation if wanted else "", needle if wanted else "", found)
        out.tell(SearchChanged(self._search))


def _stop_or_raise(talk: Conversation, error: TrustError, out: Outcome) -> None:
    """A member whose certificate has just run out or was removed stops this conversation; any other lie stops
    all."""
    if error.subject != "member" or error.code not in {"expired", "removed"}:
        raise error
    talk.break_trust(error.code, out)


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()))
