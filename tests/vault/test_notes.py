"""The vault: what is typed comes back, the newest of each thing, and typing never waits for the disk."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from queue import Queue

import pytest
from msgspec import inspect

from luwte.database import EncryptedDatabase
from luwte.protocol import messages
from luwte.protocol.messages import StaffMessage
from luwte.vault import notes as room
from luwte.vault.errors import VaultError
from luwte.vault.notes import (
    PAD,
    Draft,
    DropConversation,
    DropDraft,
    DropUnsent,
    KeepDraft,
    KeepNote,
    KeepUnsent,
    Kept,
    Note,
    Unsent,
    Vault,
    matching,
)
from tests.disk import full_disk
from tests.vault.test_keychain import surroundings

KEY = bytes(range(32))
CANARY = "kanarie in de notities"
ZEE = Note("zee", "Zeester", CANARY, 100, 110)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """An open vault."""
    with closing(Vault.open(tmp_path / "notes", KEY)) as opened:
        yield opened


def reopened(path: Path) -> Kept:
    with closing(Vault.open(path, KEY)) as vault:
        return vault.load()


def test_t8_what_was_kept_comes_back_and_is_never_plain(tmp_path: Path) -> None:
    pad = Note(PAD, "", "[ ] bellen\n[x] thee\n09:40 kanarie", 90, 90)
    with closing(Vault.open(tmp_path / "notes", KEY)) as vault:
        assert vault.load() == Kept()
        vault.keep(KeepNote(ZEE))
        vault.keep(KeepNote(pad))
        vault.keep(KeepDraft(Draft("zee", f"half {CANARY}")))
        vault.keep(KeepUnsent(Unsent("zee", "line-2", "twee", 102)))
        vault.keep(KeepUnsent(Unsent("zee", "line-1", "een", 101)))
        assert vault.flush()
        seen = [path.read_bytes() for path in tmp_path.iterdir()]
    kept = reopened(tmp_path / "notes")
    assert kept.notes == (pad, ZEE)
    assert kept.drafts == (Draft("zee", f"half {CANARY}"),)
    assert [unsent.line for unsent in kept.unsent] == ["line-1", "line-2"]
    for content in [*seen, (tmp_path / "notes").read_bytes()]:
        assert b"kanarie" not in content
        assert b"Zeester" not in content


def test_the_newest_wins_and_what_is_dropped_is_gone(vault: Vault) -> None:
    for text in ("k", "ka", "kan"):
        vault.keep(KeepNote(Note("zee", "Zeester", text, 100, 110)))
        vault.keep(KeepDraft(Draft("zee", text)))
    vault.keep(KeepUnsent(Unsent("zee", "line", "een", 101)))
    assert vault.flush()
    assert vault.load().notes == (Note("zee", "Zeester", "kan", 100, 110),)
    assert vault.load().drafts == (Draft("zee", "kan"),)
    vault.keep(DropDraft("zee"))
    vault.keep(DropUnsent("zee", "line"))
    assert vault.flush()
    assert vault.load() == Kept(notes=(Note("zee", "Zeester", "kan", 100, 110),))


@pytest.mark.parametrize("is_stored_between", [True, False])
def test_c6_a_dropped_conversation_takes_all_of_it_along_and_nothing_else(
    vault: Vault, is_stored_between: bool
) -> None:
    maan = Note("maan", "Maan", "blijft", 100, 100)
    for change in (KeepNote(ZEE), KeepNote(maan), KeepDraft(Draft("zee", "x"))):
        vault.keep(change)
    if is_stored_between:
        assert vault.flush()
    vault.keep(KeepUnsent(Unsent("zee", "line", "een", 101)))
    vault.keep(DropConversation("zee"))
    assert vault.flush()
    assert vault.load() == Kept(notes=(maan,))
    vault.keep(KeepDraft(Draft("zee", "later")))
    assert vault.flush()
    assert vault.load().drafts == (Draft("zee", "later"),)


@pytest.mark.parametrize(
    "text", ["", "\0na nul", "half \ud83d", "👩‍👩‍👧 'x'); DROP TABLE notes; --", "é" * 50_000]
)
def test_any_text_can_be_kept(vault: Vault, text: str) -> None:
    vault.keep(KeepNote(Note("zee", text[:50], text, 1, 2)))
    assert vault.flush()
    (note,) = vault.load().notes
    assert note.text == text.replace("\ud83d", "?")


class Held:
    """A file whose disk answers only when it is let go."""

    def __init__(self, database: EncryptedDatabase) -> None:
        self.database = database
        self.is_asked = threading.Event()
        self.may_go = threading.Event()
        self.runs = 0

    def run(self, sql: str, values: tuple[str | int, ...] = ()) -> int:
        self.is_asked.set()
        assert self.may_go.wait(30)
        self.runs += not sql.startswith(("BEGIN", "COMMIT"))
        return self.database.run(sql, values)


def test_typing_never_waits_for_the_disk_and_the_disk_writes_only_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(tmp_path / "notes", KEY)
    held = Held(vault._database)
    plain = room._carry_out
    monkeypatch.setattr(room, "_carry_out", lambda _database, change: plain(held, change))  # type: ignore[arg-type]
    vault.keep(KeepNote(Note("zee", "Zeester", "0", 1, 1)))
    assert held.is_asked.wait(30)
    # The disk stands still in the middle of the first store; a thousand strokes come in meanwhile.
    for number in range(1, 1_001):
        assert vault.keep(KeepNote(Note("zee", "Zeester", str(number), 1, 1))) == number + 1
    assert vault.stored == 0
    held.may_go.set()
    assert vault.flush()
    assert held.runs == 2
    assert vault.stored == 1_001
    vault.close()
    assert [note.text for note in reopened(tmp_path / "notes").notes] == ["1000"]


def test_on_a_full_disk_typing_goes_on_in_memory_is_told_and_stored_once_there_is_space(
    tmp_path: Path,
) -> None:
    told: Queue[str | None] = Queue()
    vault = Vault.open(tmp_path / "notes", KEY, told.put)
    vault.keep(KeepNote(ZEE))
    vault.keep(KeepDraft(Draft("zee", "oud")))
    assert vault.flush()
    with full_disk():
        newer = Note("zee", "Zeester", "tijdens", 100, 120)
        vault.keep(KeepNote(newer))
        assert told.get(timeout=30) == "vault_disk"
        assert not vault.flush()
        vault.keep(KeepDraft(Draft("zee", "nieuw")))
        vault.keep(KeepNote(Note("zee", "Zeester", "tijdens, verder", 100, 121)))
        assert not vault.flush()
        assert vault.load().notes == (ZEE,)
    # Nobody asks again: it tries by itself.
    assert told.get(timeout=30) is None
    assert vault.flush()
    assert vault.load() == Kept(
        (Note("zee", "Zeester", "tijdens, verder", 100, 121),), (Draft("zee", "nieuw"),)
    )
    assert told.empty()
    assert vault.close()


def test_a_vault_that_cannot_store_says_so_when_it_is_closed(tmp_path: Path) -> None:
    vault = Vault.open(tmp_path / "notes", KEY)
    with full_disk():
        vault.keep(KeepNote(ZEE))
        assert not vault.close()
    assert reopened(tmp_path / "notes") == Kept()


def test_closing_without_storing_leaves_what_waited(tmp_path: Path) -> None:
    vault = Vault.open(tmp_path / "notes", KEY)
    vault.close(is_storing=False)
    vault.keep(KeepNote(ZEE))
    assert not vault.flush()
    assert reopened(tmp_path / "notes") == Kept()


def test_a_wrong_key_a_foreign_file_and_a_busy_one_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "notes"

    def code_of(key: bytes) -> str:
        with pytest.raises(VaultError) as refused:
            Vault.open(file, key)
        return refused.value.code

    vault = Vault.open(file, KEY)
    assert code_of(KEY) == "vault_busy"
    vault.close()
    assert code_of(bytes(32)) == "vault_key"
    file.write_bytes(file.read_bytes()[:5000])
    assert code_of(KEY) == "vault_damaged"
    file.write_text("een brief")
    assert code_of(KEY) == "vault_damaged"
    file.unlink()
    with full_disk():
        assert code_of(KEY) == "vault_disk"


def test_a_page_that_was_damaged_is_told_when_the_notes_are_loaded(tmp_path: Path) -> None:
    with closing(Vault.open(tmp_path / "notes", KEY)) as vault:
        for number in range(50):
            vault.keep(KeepNote(Note(str(number), "", CANARY * 50, number, number)))
        assert vault.flush()
    content = bytearray((tmp_path / "notes").read_bytes())
    content[-100] ^= 1
    content[4096 * 10 + 100] ^= 1
    (tmp_path / "notes").write_bytes(content)
    with closing(Vault.open(tmp_path / "notes", KEY)) as vault, pytest.raises(VaultError) as refused:
        vault.load()
    assert refused.value.code == "vault_damaged"


def test_many_threads_may_keep_at_once(vault: Vault) -> None:
    def typing(who: int) -> None:
        for number in range(200):
            vault.keep(KeepNote(Note(f"{who}", "", str(number), who, number)))

    threads = [threading.Thread(target=typing, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert vault.flush()
    assert [note.text for note in vault.load().notes] == ["199"] * 4


TYPING = """
import sys, pathlib
from luwte.vault.notes import *
vault = Vault.open(pathlib.Path(sys.argv[1]), bytes(range(32)))
number = told = 0
while True:
    number += 1
    assert vault.keep(KeepNote(Note('zee', 'Zeester', f'{number} kanarie', 1, number))) == number
    if vault.stored > told:
        told = vault.stored
        print(told, flush=True)
"""


def test_t8_sigkill_while_typing_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    acknowledged = 0
    for least in (3, 40):
        typing = subprocess.Popen(
            [sys.executable, "-c", TYPING, os.fspath(tmp_path / "notes")],
            env=surroundings(),
            stdout=subprocess.PIPE,
        )
        assert typing.stdout is not None
        for _ in range(least):
            acknowledged = int(typing.stdout.readline())
        typing.kill()
        rest = typing.stdout.read().splitlines(keepends=True)
        typing.stdout.close()
        assert typing.wait() == -signal.SIGKILL
        acknowledged = max([acknowledged, *(int(line) for line in rest if line.endswith(b"\n"))])
        for path in tmp_path.iterdir():
            assert b"kanarie" not in path.read_bytes()
        (note,) = reopened(tmp_path / "notes").notes
        assert note.changed >= acknowledged
        assert note.text == f"{note.changed} kanarie"


def test_every_table_names_its_end() -> None:
    """T8: nothing in the vault outlives the shift."""
    for table in room._SCHEMA:
        assert re.search(r"-- ends: .*with the shift\n", table), table


CARRIERS = {
    "CreateHelpline.setup_code",  # one code, before there is a helpline
    "Signed.payload",  # claims, read and checked by the server
    "Wrap.sealed",  # helpline keys
    "ArchiveCopy.sealed",  # a conversation's key
    "StaffLine.frame",  # what the visitor is told
    "EndConversation.frame",
    "HandOver.note",  # what a colleague is told
    "AskAlong.note",
    "Note.sealed",
    "Whisper.sealed",
    "SendRegistrations.blobs",  # the form's own answers, sealed where they were checked
}
"""Every field in which a console can send words, or bytes of more than a key's length; with its purpose."""


def test_t8_every_field_that_carries_words_has_a_purpose_and_none_is_a_local_note() -> None:
    """T8: a message that could carry a note of the vault would have to be added here, knowingly."""
    assert set(carriers(inspect.type_info(StaffMessage), "", set())) == CARRIERS
    protocol = Path(messages.__file__).parents[1]
    assert not [path for path in protocol.rglob("*.py") if "vault.notes" in path.read_text(encoding="utf-8")]


def carriers(of: inspect.Type, name: str, seen: set[type]) -> Iterator[str]:
    """Walk everything a console may send."""
    match of:
        case inspect.StructType():
            if of.cls not in seen:
                seen.add(of.cls)
                for field in of.fields:
                    yield from carriers(field.type, f"{of.cls.__name__}.{field.name}", seen)
        case inspect.UnionType():
            for each in of.types:
                yield from carriers(each, name, seen)
        case inspect.ListType() | inspect.VarTupleType():
            yield from carriers(of.item_type, name, seen)
        case inspect.DictType():
            yield from carriers(of.key_type, name, seen)
            yield from carriers(of.value_type, name, seen)
        case inspect.Metadata():
            yield from carriers(of.type, name, seen)
        case inspect.StrType(pattern=None):
            yield name
        case inspect.BytesType(max_length=most) if most is None or most > 64:
            yield name
        case (
            inspect.StrType()
            | inspect.BytesType()
            | inspect.IntType()
            | inspect.BoolType()
            | inspect.NoneType()
            | inspect.LiteralType()
        ):
            pass
        case _:
            raise AssertionError(f"a field of a kind this test does not know: {name}")


def test_searching_finds_every_word_whatever_the_capitals() -> None:
    notes = [
        Note("a", "Zeester", "Broer belt MORGEN terug", 1, 1),
        Note("b", "Maan", "straße, broertje", 2, 2),
        Note(PAD, "", "morgen thee", 3, 3),
    ]
    assert matching(notes, "morgen") == ("a", PAD)
    assert matching(notes, "  BROER  terug ") == ("a",)
    assert matching(notes, "STRASSE") == ("b",)
    assert matching(notes, "zeester") == ("a",)
    assert matching(notes, "") == ("a", "b", PAD)
    assert matching(notes, "niets") == ()


def test_a_writer_that_fails_on_a_mistake_of_ours_lets_nobody_wait(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: seen.append(told.exc_type))
    monkeypatch.setattr(room, "_carry_out", lambda _database, _change: 1 / 0)
    vault.keep(KeepNote(ZEE))
    assert not vault.flush()
    assert not vault.close()
    assert seen == [ZeroDivisionError]


def test_numbers_rise_by_one(vault: Vault) -> None:
    numbers = [vault.keep(KeepDraft(Draft("zee", str(at)))) for at in range(5)]
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))
