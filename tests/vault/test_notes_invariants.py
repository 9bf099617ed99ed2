"""Typed, dropped, refused by the disk, opened again: the vault holds what a simple list would."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.database import EncryptedDatabase, StorageError
from luwte.vault import notes as room
from luwte.vault.forms import DropForm, Form, KeepForm
from luwte.vault.notes import (
    Draft,
    DropConversation,
    DropDraft,
    DropNote,
    DropUnsent,
    Keep,
    KeepDraft,
    KeepNote,
    KeepUnsent,
    Kept,
    Note,
    Unsent,
    Vault,
)

KEY = bytes(range(32))
who = st.sampled_from(["", "a", "b"])
lines = st.sampled_from(["1", "2"])
texts = st.text(max_size=8)
forms = st.sampled_from(["1a", "2a", "1b", "1"])


def form_of(name: str, content: bytes, sealed: bytes) -> Form:
    """Return a form, always of the same conversation, the end of its name; of none once it is sealed."""
    return Form(name, "" if sealed else name[1:], content, sealed)


def drop_of(name: str) -> DropForm:
    return DropForm(name[1:], name)


changes: st.SearchStrategy[Keep] = st.one_of(
    st.builds(KeepNote, st.builds(Note, who, texts, texts, st.integers(0, 3), st.integers(0, 9))),
    st.builds(KeepDraft, st.builds(Draft, who, texts)),
    st.builds(KeepUnsent, st.builds(Unsent, who, lines, texts, st.integers(0, 9))),
    st.builds(DropDraft, who),
    st.builds(DropUnsent, who, lines),
    st.builds(DropNote, who),
    st.builds(DropConversation, who),
    st.builds(KeepForm, st.builds(form_of, forms, st.binary(max_size=8), st.binary(max_size=8))),
    st.builds(drop_of, forms),
)
steps = st.lists(st.one_of(changes, st.sampled_from(["flush", "full", "space", "reopen"])), max_size=30)


Value = Note | Draft | Unsent | Form


class Disk:
    """Refuses while ``is_full``, in the middle of a batch."""

    def __init__(self) -> None:
        self.is_full = False
        self.plain = room._carry_out

    def carry_out(self, database: EncryptedDatabase, change: Keep) -> None:
        self.plain(database, change)
        if self.is_full:
            raise StorageError


@contextmanager
def disk() -> Iterator[Disk]:
    made = Disk()
    with patch.object(room, "_carry_out", made.carry_out), patch.object(room, "_RETRY_SECONDS", 0.001):
        yield made


def kept_by(expected: dict[tuple[str, ...], Value], change: Keep) -> None:
    match change:
        case KeepNote(note):
            expected["note", note.conversation] = note
        case KeepDraft(draft):
            expected["draft", draft.conversation] = draft
        case KeepUnsent(unsent):
            expected["unsent", unsent.conversation, unsent.line] = unsent
        case DropDraft(conversation):
            expected.pop(("draft", conversation), None)
        case DropUnsent(conversation, line):
            expected.pop(("unsent", conversation, line), None)
        case DropNote(conversation):
            expected.pop(("note", conversation), None)
        case KeepForm(form):
            expected["form", form.form] = form
        case DropForm(_, form):
            expected.pop(("form", form), None)
        case DropConversation(conversation):
            for key in [key for key, value in expected.items() if value.conversation == conversation]:
                del expected[key]


def values(kept: Kept) -> set[Value]:
    return {*kept.notes, *kept.drafts, *kept.unsent, *kept.forms}


@given(steps)
@settings(max_examples=40, deadline=None)
def test_a_vault_holds_what_a_list_would(taken: list[Keep | str]) -> None:
    expected: dict[tuple[str, ...], Value] = {}
    with tempfile.TemporaryDirectory() as folder, disk() as made:
        vault = Vault.open(Path(folder) / "notes", KEY)
        for step in taken:
            if step == "full":
                made.is_full = True
            elif step == "space":
                made.is_full = False
            elif step == "flush":
                if vault.flush():
                    assert values(vault.load()) == set(expected.values())
            elif step == "reopen" and not made.is_full:
                assert vault.close()
                vault = Vault.open(Path(folder) / "notes", KEY)
            elif not isinstance(step, str):
                vault.keep(step)
                kept_by(expected, step)
        made.is_full = False
        assert vault.flush()
        assert values(vault.load()) == set(expected.values())
        assert vault.close()
