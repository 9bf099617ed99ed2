"""The volunteer's own notes of this shift: one beside each conversation, and a pad that belongs to none (T8).

They exist here and in the vault only: nothing in this module can reach the server. A note outlives its
conversation until the shift ends; where the visitor withdrew it goes with the conversation, at once (C6).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from luwte.console.state.changes import NotesChanged, NoteSearchChanged
from luwte.console.state.outcome import Outcome
from luwte.console.state.rows import NoteRow
from luwte.protocol.ids import ConversationId
from luwte.vault.notes import PAD, DropConversation, DropNote, KeepNote, Note, matching

MOST_CHARACTERS: Final = 20_000
"""Of one note. What is longer is refused whole and said so: a cut that nobody sees loses more."""

UNSEEN_SECONDS: Final = 1.0
"""How long after a vault opened keys may arrive that were pressed before what it held stood on the screen."""


class Notes:
    """One note for each conversation that was open here in this shift, and the pad."""

    def __init__(self) -> None:
        self._rows: dict[ConversationId, NoteRow] = {}
        self._nicknames: dict[ConversationId, str] = {PAD: ""}
        self._open: set[ConversationId] = {PAD}
        self._withdrawn: set[ConversationId] = set()
        self._too_long: set[ConversationId] = set()
        self._restored: dict[ConversationId, str] = {}
        self._restored_at = 0.0
        self._needle = ""
        self._is_changed = False
        self._told: tuple[NoteRow, ...] = ()
        self._found = NoteSearchChanged("", ())

    @property
    def count(self) -> int:
        """How many notes there are."""
        return len(self._rows)

    def nickname(self, conversation: ConversationId) -> str:
        """Return what the visitor was called, or "" where nobody knows."""
        return self._nicknames.get(conversation, "")

    def is_withdrawn(self, conversation: ConversationId) -> bool:
        """Whether the visitor withdrew in this shift."""
        return conversation in self._withdrawn

    # ── what the volunteer does ──

    def write(self, conversation: ConversationId, text: str, now: float, out: Outcome) -> None:
        """The note reads so now, kept as it was typed.

        Of a conversation that was never here, or whose visitor withdrew, nothing is taken: a key that was
        pressed too late must not bring back what had to go.
        """
        row = self._rows.get(conversation)
        text = self._with_restored(conversation, text, now)
        is_too_long = len(text) > MOST_CHARACTERS
        if is_too_long and conversation in self._nicknames and conversation not in self._too_long:
            out.notice("note_too_long", conversation=conversation, name=self._nicknames[conversation])
            self._too_long.add(conversation)
        if not is_too_long:
            self._too_long.discard(conversation)
            if conversation in self._nicknames and text != (row.text if row else ""):
                self._set(conversation, text, now, out)

    def append(self, conversation: ConversationId, text: str, now: float, out: Outcome) -> None:
        """Put something behind what the note says, once, also where there is none; never refused for its
        length."""
        row = self._rows.get(conversation)
        before = row.text if row else ""
        self._nicknames.setdefault(conversation, "")
        if text not in before:
            self._set(conversation, f"{before}\n\n{text}" if before else text, now, out)

    def search(self, needle: str) -> None:
        """Search in all notes; an empty needle ends the search."""
        self._needle = needle.strip()
        self._is_changed = True

    # ── what becomes of conversations ──

    def open(self, conversation: ConversationId, nickname: str, out: Outcome) -> None:
        """This conversation is open, and its visitor called so."""
        is_known = conversation in self._open and nickname == self._nicknames.get(conversation)
        if is_known or conversation in self._withdrawn:
            return
        self._open.add(conversation)
        self._nicknames[conversation] = nickname or self._nicknames.get(conversation, "")
        row = self._rows.get(conversation)
        if row is not None and (row.is_over or row.nickname != self._nicknames[conversation]):
            self._put(replace(row, nickname=self._nicknames[conversation], is_over=False), out)

    def over(self, conversation: ConversationId, out: Outcome) -> None:
        """The conversation is no longer here: its note stays, unless nothing stands in it."""
        self._open.discard(conversation)
        row = self._rows.get(conversation)
        if row is not None:
            self._put(replace(row, is_over=True), out)

    def withdrawn(self, conversation: ConversationId, out: Outcome) -> None:
        """The visitor withdrew: nothing of it stays, here or in the vault, and nothing more is taken (C6)."""
        if conversation in self._withdrawn:
            return
        self._withdrawn.add(conversation)
        self._open.discard(conversation)
        self._nicknames.pop(conversation, None)
        self._forget(conversation)
        out.keep(DropConversation(conversation))

    def restore(self, notes: Iterable[Note], now: float, out: Outcome) -> None:
        """Take over what a vault held; where something was typed before it opened, both stay."""
        self._restored_at = now
        for note in notes:
            if note.conversation in self._withdrawn:
                out.keep(DropConversation(note.conversation))
                continue
            newer = self._rows.get(note.conversation)
            nickname = self._nicknames.get(note.conversation) or note.nickname
            self._nicknames[note.conversation] = nickname
            is_over = note.conversation not in self._open
            text, changed = note.text, float(note.changed)
            self._restored[note.conversation] = note.text
            if newer is not None and newer.text != note.text:
                text, changed = "\n".join(filter(None, (note.text, newer.text))), newer.changed
            row = NoteRow(note.conversation, nickname, text, float(note.began), changed, is_over)
            if newer is None and nickname == note.nickname and (text.strip() or not is_over):
                self._rows[note.conversation] = row
            else:
                self._put(row, out)
        self._rows = dict(sorted(self._rows.items(), key=lambda item: item[1].began))
        self._is_changed = True

    def clear(self) -> None:
        """The shift is over. The vault is destroyed as a whole."""
        self._rows.clear()
        self._nicknames = {PAD: ""}
        self._open = {PAD}
        self._withdrawn.clear()
        self._restored.clear()
        self._too_long.clear()
        self._needle = ""
        self._is_changed = True

    def announce(self, out: Outcome) -> None:
        """Tell what changed in this step: the notes, and what is found in them."""
        if not self._is_changed:
            return
        self._is_changed = False
        rows = tuple(sorted(self._rows.values(), key=lambda row: row.conversation != PAD))
        if rows != self._told:
            self._told = rows
            out.tell(NotesChanged(rows))
        found = NoteSearchChanged("", ())
        if self._needle:
            found = NoteSearchChanged(self._needle, matching(map(_kept, rows), self._needle))
        if found != self._found:
            self._found = found
            out.tell(found)

    def _with_restored(self, conversation: ConversationId, text: str, now: float) -> str:
        """Return what was typed, behind what came back from the vault if the hands cannot have seen that yet:
        keys were already on their way when it opened."""
        restored = self._restored.pop(conversation, "")
        is_unseen = now - self._restored_at < UNSEEN_SECONDS and restored not in text
        return f"{restored}\n{text}" if is_unseen else text

    def _set(self, conversation: ConversationId, text: str, now: float, out: Outcome) -> None:
        row = self._rows.get(conversation)
        if row is None:
            is_over = conversation not in self._open
            row = NoteRow(conversation, self._nicknames[conversation], text, now, now, is_over)
        self._put(replace(row, text=text, changed=now), out)

    def _put(self, row: NoteRow, out: Outcome) -> None:
        """Have a note read so; one that says nothing goes, unless its conversation is open."""
        if row.text.strip() or (not row.is_over and row.conversation != PAD):
            self._rows[row.conversation] = row
            self._is_changed = True
            out.keep(KeepNote(_kept(row)))
        else:
            self._forget(row.conversation)
            out.keep(DropNote(row.conversation))

    def _forget(self, conversation: ConversationId) -> None:
        self._rows.pop(conversation, None)
        self._too_long.discard(conversation)
        self._is_changed = True


def _kept(row: NoteRow) -> Note:
    return Note(row.conversation, row.nickname, row.text, int(row.began), int(row.changed))
