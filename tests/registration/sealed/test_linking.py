"""An attacker with the server's disk and its log of conversation ends cannot tell whose registration is whose
(R1).

Shifts are played through the real form, seal, outbox, wire and ledger. The attacker knows when each
conversation ended and which blobs came with the shift's batch (copies of the disk from before and after
tell), in which order these lay on the wire, in the outbox of a console that was found, and lie in the weekly
file, and their bytes. A pair of a conversation and a blob is the likelier the nearer their places are. AUC:
how often the attacker ranks a true pair above a false one, or a registration above a dummy; 0.5 is guessing.
"""

import asyncio
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from luwte.crypto.registrations import BLOB_BYTES
from luwte.protocol.codec import read_staff, write
from luwte.protocol.ids import new_id
from luwte.protocol.messages import SendRegistrations
from luwte.registration.sealed.blobs import MULTIPLE, StatisticsKey, seal_dummy
from luwte.registration.sealed.outbox import FILE, SLOTS, Outbox
from luwte.registration.sealed.weeks import FOLDER
from luwte.server.ledger import Ledger
from tests.console.helpline import Play
from tests.console.test_state_registering import STATISTICS, play_with, registration, row

SHIFTS = 200
WEEKS = 26
KEY = StatisticsKey(STATISTICS.claim, STATISTICS.digest)


@dataclass
class Seen:
    """What the attacker has of one shift: blobs in the order they see them, and the truth to be scored by."""

    wire: list[bytes]
    slots: list[bytes]
    disk: list[bytes]
    truth: list[bytes]
    """The registration of each conversation, in the order in which these ended."""


@dataclass
class House:
    """All that was written for many shifts, and what could be seen of each."""

    folder: Path
    shifts: list[Seen] = field(default_factory=list)


class OrderlyOutbox(Outbox):
    """A build broken on purpose: what was registered first lies first, and is sent first."""

    def __init__(self, folder: Path, dummy: Callable[[], bytes]) -> None:
        super().__init__(folder, dummy)
        self._chance = Unshuffled()

    def batch(self, refused: Sequence[bytes] = ()) -> list[bytes]:
        batch, at = super().batch(refused), self._slots.index
        return sorted(batch, key=at)


class Unshuffled(random.SystemRandom):
    """Chance that leaves everything where it is."""

    def shuffle(self, x: object) -> None:
        """Do nothing."""

    def choice(self, seq: Sequence[int]) -> int:  # type: ignore[override]
        """Take the first."""
        return seq[0]


def registered(play: Play, chance: random.Random) -> Iterator[bytes]:
    """Return what the form of a shift's conversations seals, in the order of their ends."""
    for _ in range(chance.randint(3, 12)):
        is_quick = chance.random() < 0.2
        form = row(play, new_id())
        theme = chance.choice(form.asked.themes).name
        form = form if is_quick else replace(form, values={"themes": [theme]})
        (sealed,) = play.wants(registration(form, "silent" if is_quick else "")).registrations
        yield sealed.blob


def on_the_wire(batch: list[bytes]) -> list[bytes]:
    """Return a batch as the server reads it."""
    message = read_staff(write(SendRegistrations(new_id(), batch)))
    assert isinstance(message, SendRegistrations)
    return message.blobs


async def played(folder: Path, *, is_broken: bool) -> House:
    """Play seeded shifts of three to twelve conversations, and return what the attacker has of each."""
    chance, house = random.Random(20261122), House(folder)
    play = play_with(STATISTICS)
    server, console = Ledger(folder / "server"), folder / "console"
    if is_broken:
        server._weeks._chance = Unshuffled()
    for number in range(SHIFTS):
        week = f"2026-W{number % WEEKS + 1:02}"
        box = (OrderlyOutbox if is_broken else Outbox)(console, lambda: seal_dummy(KEY))
        truth = []
        for blob in registered(play, chance):
            box.put(blob)
            truth.append(blob)
        slots = apart((console / FILE).read_bytes())
        before = set((await server.read(week)).blobs)
        wire = on_the_wire(box.batch())
        await server.add(week, wire)
        box.sent(wire)
        after = (await server.read(week)).blobs
        house.shifts.append(Seen(wire, slots, [blob for blob in after if blob not in before], truth))
    server.close()
    return house


def at_once(folder: Path, *, is_broken: bool) -> House:
    """Play without waiting for the disk six thousand times: what it would hold after a power cut is tested
    elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        return asyncio.run(played(folder, is_broken=is_broken))


def apart(content: bytes) -> list[bytes]:
    return [content[at : at + BLOB_BYTES] for at in range(0, len(content), BLOB_BYTES)]


def auc(wins: Iterator[float]) -> float:
    """Return the mean of comparisons won (1), lost (0) or tied (a half)."""
    found = list(wins)
    return sum(found) / len(found)


def won(mine: float, theirs: float) -> float:
    return 1.0 if mine < theirs else 0.5 if mine == theirs else 0.0


def pairs(shifts: Sequence[Seen], order_of: Callable[[Seen], list[bytes]]) -> Iterator[float]:
    """Compare the true pairs with the false ones of the same shift: whose places are nearer?"""
    for seen in shifts:
        by_place = sorted(seen.truth, key=order_of(seen).index)
        for ended, blob in enumerate(seen.truth):
            mine = abs(by_place.index(blob) - ended)
            yield from (
                won(mine, abs(place - ended)) for place, other in enumerate(by_place) if other != blob
            )


def dummies(shifts: Sequence[Seen], order_of: Callable[[Seen], list[bytes]]) -> Iterator[float]:
    """Compare registrations with dummies of the same batch: which lies first?"""
    for seen in shifts:
        order, real = order_of(seen), set(seen.truth)
        yield from (
            won(order.index(blob), order.index(other)) for blob in real for other in set(seen.wire) - real
        )


def wire(seen: Seen) -> list[bytes]:
    """What somebody recording the line sees."""
    return seen.wire


def disk(seen: Seen) -> list[bytes]:
    """What somebody copying the server's disk sees."""
    return seen.disk


def slots(seen: Seen) -> list[bytes]:
    """What somebody sees who finds the console before its shift ends."""
    return seen.slots


def ranked(seen: Seen) -> list[bytes]:
    """What the bytes of the blobs themselves tell."""
    return sorted(seen.slots)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Two hundred shifts of the real build, and all that was written for them."""
    return at_once(tmp_path_factory.mktemp("house"), is_broken=False)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The same shifts where rows stand in the order of time."""
    return at_once(tmp_path_factory.mktemp("broken"), is_broken=True)


@pytest.mark.parametrize("compared", [pairs, dummies])
@pytest.mark.parametrize("order_of", [wire, disk, slots, ranked])
def test_R1_no_order_tells_whose_registration_is_whose_or_which_is_one(
    house: House,
    order_of: Callable[[Seen], list[bytes]],
    compared: Callable[[Sequence[Seen], Callable[[Seen], list[bytes]]], Iterator[float]],
) -> None:
    assert 0.45 <= auc(compared(house.shifts, order_of)) <= 0.55


@pytest.mark.parametrize("compared", [pairs, dummies])
@pytest.mark.parametrize("order_of", [wire, disk, slots])
def test_the_same_attack_finds_a_build_that_keeps_the_order_of_time(
    broken: House,
    order_of: Callable[[Seen], list[bytes]],
    compared: Callable[[Sequence[Seen], Callable[[Seen], list[bytes]]], Iterator[float]],
) -> None:
    assert auc(compared(broken.shifts, order_of)) > 0.9


def test_R1_how_much_came_tells_how_many_registrations_there_were_to_a_multiple_only(house: House) -> None:
    for seen in house.shifts:
        assert len(seen.wire) % MULTIPLE == 0
        assert len(seen.wire) - len(seen.truth) < MULTIPLE
        assert len(seen.slots) == SLOTS


def test_R1_nothing_but_blobs_is_written_and_no_time_of_it(house: House) -> None:
    written = [path for path in house.folder.rglob("*") if path.is_file()]
    assert {path.parent.name for path in written} == {FOLDER}
    assert len(written) == WEEKS
    assert all(path.stat().st_size % (MULTIPLE * BLOB_BYTES) == 0 for path in written)
    assert {path.stat().st_mtime for path in (*written, written[0].parent)} == {1_000_000_000}


def test_R1_no_former_state_lies_in_free_blocks_to_be_compared(tmp_path: Path) -> None:
    ledger, box = Ledger(tmp_path), Outbox(tmp_path, lambda: seal_dummy(KEY))
    box.put(seal_dummy(KEY))
    waiting = (tmp_path / FILE).open("rb")
    box.put(seal_dummy(KEY))
    waiting_longer = (tmp_path / FILE).open("rb")
    batch = box.batch()
    asyncio.run(ledger.add("2026-W47", batch))
    week = (tmp_path / FOLDER / "2026-W47.bin").open("rb")
    asyncio.run(ledger.add("2026-W47", [seal_dummy(KEY)]))
    assert any(os.pread(week.fileno(), BLOB_BYTES, 0)), "one state later, lest a lying disk lose the week"
    box.sent(batch)
    ledger.close()
    for former in (waiting, waiting_longer, week):
        with former:
            assert not any(former.read())
