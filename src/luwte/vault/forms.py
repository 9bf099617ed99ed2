"""The registration forms that are open, in the vault: what was filled in outlives a crash, and ends with the
shift."""

from dataclasses import dataclass
from typing import Final

from luwte.database import EncryptedDatabase

SCHEMA: Final = """CREATE TABLE IF NOT EXISTS forms (  -- ends: when it is registered; with the shift
        form TEXT PRIMARY KEY, conversation TEXT NOT NULL, content BLOB NOT NULL, sealed BLOB NOT NULL)
        STRICT"""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: ``content`` is what stands in it, as the console wrote it.

    ``form`` names it on this computer alone, ``conversation`` the one it is about ("": none). ``sealed``: it
    was sent, and this blob is on its way to the outbox; then nothing else of it is kept, its conversation
    neither.
    """

    form: str
    conversation: str
    content: bytes = b""
    sealed: bytes = b""


@dataclass(frozen=True, slots=True)
class KeepForm:
    """A form as it stands now."""

    form: Form


@dataclass(frozen=True, slots=True)
class DropForm:
    """A form is registered and safe, or was given up."""

    conversation: str
    form: str


def load(database: EncryptedDatabase) -> tuple[Form, ...]:
    """Return the forms on the disk, by when they were opened; the database's errors pass through."""
    rows = database.rows("SELECT form, conversation, content, sealed FROM forms ORDER BY rowid")
    # The table is STRICT: the types are what the schema says.
    return tuple(Form(*row) for row in rows)  # type: ignore[arg-type]


def carry_out(database: EncryptedDatabase, change: KeepForm | DropForm) -> None:
    """Write one change, within a transaction."""
    match change:
        case KeepForm(form):
            # Not replaced: its place among the forms is when it was opened.
            database.run(
                "INSERT INTO forms (form, conversation, content, sealed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (form) DO UPDATE SET conversation = excluded.conversation,"
                " content = excluded.content, sealed = excluded.sealed",
                (form.form, form.conversation, form.content, form.sealed),
            )
        case DropForm(_, form):
            database.run("DELETE FROM forms WHERE form = ?", (form,))
