"""The vault: a shift's notes, drafts, unsent lines and open forms, in one encrypted file that a thread of its
own writes.

Typing never waits for the disk: ``keep`` only remembers, and what came in while the last commit ran is the
next one, the newest of each thing. What the disk refuses stays in memory and is tried again. Nothing here is
ever sent: no message type could carry it (T8).
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luwte.database import DatabaseError, EncryptedDatabase, StorageError
from luwte.vault import forms
from luwte.vault.errors import VaultError
from luwte.vault.forms import DropForm, Form, KeepForm

PAD: Final = ""
"""The conversation of the note that belongs to none: the general pad."""
_RETRY_SECONDS: Final = 1.0
_SCHEMA: Final = (
    """CREATE TABLE IF NOT EXISTS notes (  -- ends: with the shift
        conversation TEXT PRIMARY KEY, nickname TEXT NOT NULL, text TEXT NOT NULL,
        began INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS drafts (  -- ends: when the line is sent; with the shift
        conversation TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS unsent (  -- ends: when the server has the line; with the shift
        conversation TEXT NOT NULL, line TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (conversation, line)) STRICT""",
    forms.SCHEMA,
)
_CODES: Final = {
    "database_key": "vault_key",
    "database_corrupt": "vault_damaged",
    "database_busy": "vault_busy",
    "database_unreadable": "vault_disk",
}


@dataclass(frozen=True, slots=True)
class Note:
    """What the volunteer wrote beside a conversation, or on the pad. Times in unix seconds."""

    conversation: str
    nickname: str
    text: str
    began: int
    changed: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the reply box of a conversation."""

    conversation: str
    text: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """A line the volunteer has sent and the server has not acknowledged. ``at`` in unix seconds."""

    conversation: str
    line: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a vault holds: notes by when they began, unsent lines by when they were written, forms by when
    they were opened."""

    notes: tuple[Note, ...] = ()
    drafts: tuple[Draft, ...] = ()
    unsent: tuple[Unsent, ...] = ()
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepNote:
    """A note as it stands now."""

    note: Note


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """A draft as it stands now."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class KeepUnsent:
    """A line that is under way."""

    unsent: Unsent


@dataclass(frozen=True, slots=True)
class DropNote:
    """A note is empty, and its conversation over."""

    conversation: str


@dataclass(frozen=True, slots=True)
class DropDraft:
    """The reply box is empty."""

    conversation: str


@dataclass(frozen=True, slots=True)
class DropUnsent:
    """The server has the line, or the volunteer took it back."""

    conversation: str
    line: str


@dataclass(frozen=True, slots=True)
class DropConversation:
    """Everything of a conversation goes, its note and its form as well: the visitor withdrew (C6)."""

    conversation: str


Keep = (
    KeepNote | KeepDraft | KeepUnsent | KeepForm | DropNote | DropDraft | DropUnsent | DropForm
    | DropConversation
)  # fmt: skip
Key = tuple[str, str, str]


class Vault:
    """One open vault. ``keep`` from any thread; the other calls wait for the disk and want a thread.

    ``problem`` is told on the writer's thread: a VaultError's code when the disk refuses or the file turns
    out to be damaged, and None once everything is stored again.
    """

    def __init__(self, database: EncryptedDatabase, problem: Callable[[str | None], None]) -> None:
        self._database = database
        self._problem = problem
        self._disk = threading.Lock()
        self._changed = threading.Condition()
        self._pending: dict[Key, Keep] = {}
        self._kept = 0
        self._stored = 0
        self._refusals = 0
        self._code: str | None = None
        self._is_hurried = False
        self._is_over = False
        self._thread = threading.Thread(target=self._write, name="luwte-vault", daemon=True)
        self._thread.start()

    @classmethod
    def open(
        cls, path: Path, key: bytes, problem: Callable[[str | None], None] = lambda _code: None
    ) -> "Vault":
        """Open or create the file with its 32-byte key; VaultError if that cannot be."""
        try:
            database = EncryptedDatabase(path, key)
            try:
                with database.transaction():
                    for table in _SCHEMA:
                        database.run(table)
            except BaseException:
                database.close()
                raise
        except (DatabaseError, StorageError) as error:
            raise _translated(error) from None
        return cls(database, problem)

    @property
    def stored(self) -> int:
        """The number of the newest ``keep`` that is on the disk, with all before it."""
        with self._changed:
            return self._stored

    def load(self) -> Kept:
        """Return what is on the disk; VaultError if it cannot be read."""
        try:
            with self._disk:
                opened = forms.load(self._database)
                notes = self._database.rows(
                    "SELECT conversation, nickname, text, began, changed FROM notes ORDER BY began, rowid"
                )
                drafts = self._database.rows("SELECT conversation, text FROM drafts ORDER BY rowid")
                unsent = self._database.rows(
                    "SELECT conversation, line, text, at FROM unsent ORDER BY at, rowid"
                )
        except (DatabaseError, StorageError) as error:
            raise _translated(error) from None
        # The tables are STRICT: the types are what the schema says.
        return Kept(
            tuple(Note(*row) for row in notes),  # type: ignore[arg-type]
            tuple(Draft(*row) for row in drafts),  # type: ignore[arg-type]
            tuple(Unsent(*row) for row in unsent),  # type: ignore[arg-type]
            opened,
        )

    def keep(self, change: Keep) -> int:
        """Remember a change and return its number at once; the newest of each thing is what gets stored."""
        with self._changed:
            self._kept += 1
            if isinstance(change, DropConversation):
                for key in [key for key in self._pending if key[1] == change.conversation]:
                    del self._pending[key]
            key = about(change)
            # Behind what came before it: a draft begun after the conversation was dropped stays.
            self._pending.pop(key, None)
            self._pending[key] = change
            self._changed.notify_all()
            return self._kept

    def flush(self) -> bool:
        """Wait until all that was kept until now is on the disk; False if the disk refused it."""
        with self._changed:
            wanted, refusals = self._kept, self._refusals
            self._is_hurried = True
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: self._stored >= wanted or self._refusals > refusals or self._is_over
            )
            return self._stored >= wanted

    def close(self, *, is_storing: bool = True) -> bool:
        """Store what waits (not where all will be shredded anyway), end the thread, close the file.

        Returns whether everything was stored.
        """
        is_stored = self.flush() if is_storing else False
        with self._changed:
            self._is_over = True
            self._pending.clear()
            self._changed.notify_all()
        self._thread.join()
        with self._disk:
            try:
                self._database.close()
            except (DatabaseError, StorageError):
                return False
        return is_stored

    def _write(self) -> None:
        try:
            while (batch := self._next_batch()) is not None:
                self._store(*batch)
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()

    def _next_batch(self) -> tuple[dict[Key, Keep], int] | None:
        """Wait for something to store; after a refusal wait a while, unless somebody waits for the disk."""
        with self._changed:
            if self._code is not None:
                self._changed.wait_for(lambda: self._is_hurried or self._is_over, _RETRY_SECONDS)
            self._changed.wait_for(lambda: self._pending or self._is_over)
            if self._is_over:
                return None
            self._is_hurried = False
            batch, self._pending = self._pending, {}
            return batch, self._kept

    def _store(self, batch: dict[Key, Keep], number: int) -> None:
        try:
            with self._disk, self._database.transaction():
                for change in batch.values():
                    _carry_out(self._database, change)
        except (DatabaseError, StorageError) as error:
            with self._changed:
                self._pending = _merged(batch, self._pending)
                self._refusals += 1
                self._changed.notify_all()
            self._tell(_translated(error).code)
        else:
            with self._changed:
                self._stored = number
                self._changed.notify_all()
            self._tell(None)

    def _tell(self, code: str | None) -> None:
        if code != self._code:
            self._code = code
            self._problem(code)


def matching(notes: Iterable[Note], needle: str) -> tuple[str, ...]:
    """Return the conversations whose note or nickname has every word of the needle, in the notes' order.

    Capitals do not matter. An empty needle matches every note.
    """
    words = needle.casefold().split()
    found = []
    for note in notes:
        text = f"{note.nickname}\n{note.text}".casefold()
        if all(word in text for word in words):
            found.append(note.conversation)
    return tuple(found)


def about(change: Keep) -> Key:  # noqa: PLR0911 - one per change
    """Return what a change is about: a later one about the same replaces it."""
    match change:
        case KeepNote(note):
            return ("note", note.conversation, "")
        case DropNote(conversation):
            return ("note", conversation, "")
        case KeepDraft(draft):
            return ("draft", draft.conversation, "")
        case DropDraft(conversation):
            return ("draft", conversation, "")
        case KeepUnsent(unsent):
            return ("unsent", unsent.conversation, unsent.line)
        case DropUnsent(conversation, line):
            return ("unsent", conversation, line)
        case KeepForm(form):
            return ("form", form.conversation, form.form)
        case DropForm(conversation, form):
            return ("form", conversation, form)
        case DropConversation(conversation):
            return ("all", conversation, "")


def _merged(refused: dict[Key, Keep], newer: dict[Key, Keep]) -> dict[Key, Keep]:
    """Return what is to be stored at the next try: what was refused, unless something newer replaces it."""
    dropped = {conversation for kind, conversation, _ in newer if kind == "all"}
    old = {key: keep for key, keep in refused.items() if key not in newer and key[1] not in dropped}
    return old | newer


def _carry_out(database: EncryptedDatabase, change: Keep) -> None:
    match change:
        case KeepNote(note):
            database.run(
                "INSERT OR REPLACE INTO notes (conversation, nickname, text, began, changed)"
                " VALUES (?, ?, ?, ?, ?)",
                (note.conversation, _text(note.nickname), _text(note.text), note.began, note.changed),
            )
        case KeepDraft(draft):
            database.run(
                "INSERT OR REPLACE INTO drafts (conversation, text) VALUES (?, ?)",
                (draft.conversation, _text(draft.text)),
            )
        case KeepUnsent(unsent):
            database.run(
                "INSERT OR REPLACE INTO unsent (conversation, line, text, at) VALUES (?, ?, ?, ?)",
                (unsent.conversation, unsent.line, _text(unsent.text), unsent.at),
            )
        case KeepForm() | DropForm():
            forms.carry_out(database, change)
        case DropNote(conversation):
            database.run("DELETE FROM notes WHERE conversation = ?", (conversation,))
        case DropDraft(conversation):
            database.run("DELETE FROM drafts WHERE conversation = ?", (conversation,))
        case DropUnsent(conversation, line):
            database.run("DELETE FROM unsent WHERE conversation = ? AND line = ?", (conversation, line))
        case DropConversation(conversation):
            for table in ("notes", "drafts", "unsent", "forms"):
                database.run(f"DELETE FROM {table} WHERE conversation = ?", (conversation,))  # noqa: S608 - ours


def _text(typed: str) -> str:
    """Return text that can be stored: half a character, as typing may leave one, becomes a question mark."""
    return typed.encode("utf-8", "replace").decode("utf-8")


def _translated(error: DatabaseError | StorageError) -> VaultError:
    return VaultError(_CODES.get(error.code, "vault_disk"))
