"""A shift's notes on the disk and its share in the keyring, without a server and without a screen."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from luwte.console import share as console_share
from luwte.console.keeping import Keeper
from luwte.crypto.keys import random_bytes
from luwte.protocol.ids import new_id
from luwte.vault.keychain import KeychainError, MemoryKeychain
from luwte.vault.notes import PAD, Draft, DropConversation, KeepDraft, KeepNote, Kept, Note, Vault
from luwte.vault.shares import make_key
from luwte.vault.shift import ENDED, SHIFT, Manifest, ended, find, notes_path, share_name
from tests.disk import full_disk

BEGAN = 1_800_000_000
UNTIL = BEGAN + 8 * 3600
CANARY = "de vuurtoren achter het duin"
B = bytes(range(32))


class Ring(MemoryKeychain):
    """A keyring that can be locked, hang, or lose what it kept."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.asked: list[str] = []
        self.answers = threading.Event()
        self.answers.set()

    def keep(self, name: str, secret: bytes) -> None:
        self._ask("keep")
        super().keep(name, secret)

    def fetch(self, name: str) -> bytes | None:
        self._ask("fetch")
        return super().fetch(name)

    def forget(self, name: str) -> None:
        self._ask("forget")
        super().forget(name)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        assert self.answers.wait(60)
        if self.code:
            raise KeychainError(self.code)


class Computer:
    """One computer: its folder, its keyring, and consoles that come and go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ring = Ring()
        self.helpline, self.person, self.vault = new_id(), new_id(), new_id()

    @property
    def manifest(self) -> Manifest:
        return Manifest(self.vault, self.helpline, self.person, BEGAN, UNTIL, UNTIL)

    @asynccontextmanager
    async def console(self) -> AsyncIterator[Keeper]:
        told = asyncio.Event()
        keeper = Keeper(self.folder, lambda: self.ring, told.set)
        try:
            yield keeper
        finally:
            self.ring.answers.set()
            await keeper.close()

    async def works(self, keeper: Keeper, *, text: str = CANARY) -> None:
        await keeper.open(self.manifest, B, is_kept=False)
        keeper.follow()
        await keeper.keep_share()
        keeper.keep([note(text)])

    async def comes_back(self, keeper: Keeper, b: bytes = B, *, is_kept: bool = True) -> tuple[Kept, str]:
        assert keeper.find(BEGAN + 60, (self.helpline, self.person)) is not None
        await keeper.fetch_share()
        opened = await keeper.open(self.manifest, b, is_kept=is_kept)
        keeper.follow()
        return opened.kept, opened.lost

    def on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}


def note(text: str, conversation: str = PAD) -> KeepNote:
    return KeepNote(Note(conversation, "", text, BEGAN, BEGAN))


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "console")


async def test_what_was_typed_before_the_file_was_open_is_in_it_as_well(computer: Computer) -> None:
    async with computer.console() as keeper:
        keeper.keep([note("eerst"), KeepDraft(Draft("c", "weg"))])
        await keeper.open(computer.manifest, B, is_kept=False)
        keeper.keep([DropConversation("c"), note(CANARY)])
        keeper.follow()
        await keeper.keep_share()
    async with computer.console() as again:
        kept, lost = await computer.comes_back(again)
    assert ([one.text for one in kept.notes], kept.drafts, lost) == ([CANARY], (), "")
    assert CANARY.encode() not in computer.on_disk()


async def test_t8_after_the_end_nothing_is_left_in_folder_or_keyring(computer: Computer) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
        progress: list[float] = []
        gone = await keeper.seal(progress.append)
        assert gone.is_keyring_cleared
        assert gone.destroyed.files >= 1
        assert gone.destroyed.problems == ()
        assert progress[-1:] == [1.0]
    assert computer.ring.fetch(share_name(computer.vault)) is None
    assert computer.names() == set()


async def test_a_share_that_is_gone_or_another_costs_the_notes_and_not_the_shift(computer: Computer) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
    for spoil in ("changed", "gone", "short"):
        match spoil:
            case "changed":
                computer.ring.keep(share_name(computer.vault), random_bytes(32))
            case "gone":
                computer.ring.forget(share_name(computer.vault))
            case _:
                computer.ring.keep(share_name(computer.vault), b"kort")
        async with computer.console() as again:
            assert await computer.comes_back(again) == (Kept(), "vault_lost")
            assert again.code == ""
            await again.keep_share()
            again.keep([note(CANARY)])
    async with computer.console() as last:
        kept, lost = await computer.comes_back(last)
        assert ([one.text for one in kept.notes], lost) == ([CANARY], "")


@pytest.mark.parametrize("is_kept", [True, False])
async def test_another_share_of_the_server_opens_nothing_older(computer: Computer, is_kept: bool) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
    async with computer.console() as again:
        assert await computer.comes_back(again, bytes(32), is_kept=is_kept) == (Kept(), "vault_lost")
        assert again.code == ""


@pytest.mark.parametrize("damage", ["header", "middle", "foreign", "empty", "cut", "gone"])
async def test_a_damaged_or_foreign_file_is_destroyed_and_told(computer: Computer, damage: str) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
        for number in range(200):
            keeper.keep([note(f"{CANARY} {number}" * 50, f"c{number}")])
    path = notes_path(computer.folder, computer.vault)
    content = bytearray(path.read_bytes())
    match damage:
        case "header":
            content[:32] = bytes(32)
        case "middle":
            content[len(content) // 2 :] = random_bytes(len(content) - len(content) // 2)
        case "foreign":
            content = bytearray(b"SQLite format 3\0" + bytes(4080))
        case "empty":
            content = bytearray()
        case _:
            content = content[:5000]
    path.write_bytes(content)
    if damage == "gone":
        path.unlink()
    async with computer.console() as again:
        kept, lost = await computer.comes_back(again)
        assert kept == Kept()
        assert lost in {"vault_lost", "vault_damaged"}
        assert again.code == ""
        again.keep([note("verder")])


async def test_a_locked_keyring_destroys_nothing_and_may_be_asked_again(computer: Computer) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
    async with computer.console() as again:
        computer.ring.code = "keyring_locked"
        again.find(BEGAN + 60, None)
        with pytest.raises(KeychainError, match="keyring_locked"):
            await again.fetch_share()
        computer.ring.code = ""
        kept, lost = await computer.comes_back(again)
        assert ([one.text for one in kept.notes], lost) == ([CANARY], "")


async def test_a_slow_keyring_destroys_nothing_and_may_be_asked_again(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
    async with computer.console() as again:
        computer.ring.answers.clear()
        again.find(BEGAN + 60, None)
        monkeypatch.setattr(console_share, "FETCH_SECONDS", 0.01)
        with pytest.raises(KeychainError, match="keyring_slow"):
            await again.fetch_share()
        monkeypatch.setattr(console_share, "FETCH_SECONDS", 30.0)
        computer.ring.answers.set()
        kept, lost = await computer.comes_back(again)
        assert ([one.text for one in kept.notes], lost) == ([CANARY], "")


async def test_a_file_that_somebody_else_holds_is_left_alone_until_the_end(computer: Computer) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
    share = computer.ring.fetch(share_name(computer.vault))
    assert share is not None
    holder = Vault.open(
        notes_path(computer.folder, computer.vault), make_key(share, B, computer.vault), lambda _code: None
    )
    try:
        async with computer.console() as again:
            assert await computer.comes_back(again) == (Kept(), "")
            assert again.code == "vault_busy"
            again.keep([note("in het geheugen")])
            assert not again.can_try_again
        assert [one.text for one in holder.load().notes] == [CANARY]
    finally:
        holder.close()


@pytest.mark.parametrize("code", ["keyring_locked", "keyring", "no_keyring"])
async def test_a_keyring_that_refuses_leaves_the_share_in_memory(computer: Computer, code: str) -> None:
    async with computer.console() as keeper:
        computer.ring.code = code
        await computer.works(keeper)
        assert (keeper.is_share_in_memory, keeper.code) == (True, "")
        gone = await keeper.seal(lambda _share: None)
        # A keyring that is not there keeps nothing.
        assert gone.is_keyring_cleared is (code == "no_keyring")
    assert computer.names() == (set() if code == "no_keyring" else {ENDED})


async def test_a_keyring_that_does_not_answer_is_not_waited_for(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("KEEP_SECONDS", "FETCH_SECONDS", "FORGET_SECONDS"):
        monkeypatch.setattr(console_share, limit, 0.01)
    async with computer.console() as keeper:
        computer.ring.answers.clear()
        await computer.works(keeper)
        assert keeper.is_share_in_memory
        gone = await keeper.seal(lambda _share: None)
        assert (gone.is_keyring_cleared, gone.destroyed.problems) == (False, ("keyring_slow",))
        assert not notes_path(computer.folder, computer.vault).exists()
        # It wakes up, keeps what nobody waits for any more, and forgets it again.
        computer.ring.answers.set()
        over = ended(computer.folder)
        assert over is not None
        monkeypatch.setattr(console_share, "FORGET_SECONDS", 30.0)
        assert await keeper.forget_share(over)
        await keeper.forget_ended()
        assert computer.ring.asked == ["keep", "forget", "forget"]
    assert computer.ring.fetch(share_name(computer.vault)) is None
    assert computer.names() == set()


async def test_an_answer_of_the_keyring_that_comes_after_the_end_is_no_shifts_any_more(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_share, "KEEP_SECONDS", 0.2)
    monkeypatch.setattr(console_share, "FORGET_SECONDS", 0.01)
    async with computer.console() as keeper:
        computer.ring.answers.clear()
        await keeper.open(computer.manifest, B, is_kept=False)
        keeper.follow()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(keeper.keep_share())
            await asyncio.sleep(0)
            await keeper.seal(lambda _share: None)
        assert not keeper.is_share_in_memory
        computer.ring.answers.set()


async def test_after_a_crash_while_sealing_nothing_is_offered_and_the_keyring_is_cleared(
    computer: Computer,
) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
    (computer.folder / SHIFT).rename(computer.folder / ENDED)
    async with computer.console() as again:
        assert again.find(BEGAN + 60, None) is None
        assert computer.names() == {ENDED}
        over = await again.ended()
        assert over is not None
        assert await again.forget_share(over)
        await again.forget_ended()
    assert computer.names() == set()
    assert computer.ring.fetch(share_name(computer.vault)) is None


async def test_a_full_disk_keeps_nobody_from_working_and_is_told_until_it_takes_everything(
    computer: Computer,
) -> None:
    told: list[str] = []
    heard = asyncio.Event()

    def hear() -> None:
        told.append(keeper.code)
        heard.set()

    keeper = Keeper(computer.folder, lambda: computer.ring, hear)
    await computer.works(keeper)
    with full_disk():
        keeper.keep([note(CANARY * 5000)])
        await heard.wait()
        assert keeper.code == "vault_disk"
        heard.clear()
    keeper.keep([note(CANARY * 5001)])
    await heard.wait()
    assert told == ["vault_disk", ""]
    await keeper.close()
    async with computer.console() as again:
        kept, _ = await computer.comes_back(again)
        assert kept.notes[0].text == CANARY * 5001


async def test_where_no_file_can_be_made_the_shift_goes_on_and_ends_all_the_same(computer: Computer) -> None:
    computer.folder.mkdir()
    async with computer.console() as keeper:
        with full_disk():
            await keeper.open(computer.manifest, B, is_kept=False)
            keeper.follow()
            assert keeper.code == "vault_disk"
            keeper.keep([note(CANARY)])
        await keeper.try_again()
        assert keeper.code == ""
        await keeper.keep_share()
    async with computer.console() as again:
        kept, lost = await computer.comes_back(again)
        assert ([one.text for one in kept.notes], lost) == ([CANARY], "")
        with full_disk():
            gone = await again.seal(lambda _share: None)
        assert "not_overwritten" in gone.destroyed.problems
    assert computer.names() <= {ENDED}


async def test_a_planned_end_outlives_a_crash(computer: Computer) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
        keeper.plan(BEGAN + 3600)
    found = find(computer.folder, BEGAN + 60)
    assert found is not None
    assert found.planned == BEGAN + 3600


async def test_a_planned_end_that_the_disk_refuses_costs_nothing_else(computer: Computer) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
        with full_disk():
            keeper.plan(BEGAN + 3600)
            await keeper.ended()  # waits for the disk
    assert find(computer.folder, BEGAN + 60) == computer.manifest


async def test_the_file_is_noise_without_both_shares(computer: Computer) -> None:
    async with computer.console() as keeper:
        await computer.works(keeper)
    share = computer.ring.fetch(share_name(computer.vault))
    assert share is not None
    assert share not in computer.on_disk()
    for key in (share, B, bytes(32)):
        with pytest.raises(Exception, match="vault_key"):
            Vault.open(notes_path(computer.folder, computer.vault), key)
