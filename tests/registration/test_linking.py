"""An attacker with the server's disk and its log of conversation ends cannot tell whose registration is whose
(R1).

They know when each conversation of a shift ended, which blobs came with the shift's batch (a copy of the disk
before and after tells), in which order these lay on the wire and lie in the weekly file. A pair of a
conversation and a blob is the likelier the nearer their places are. AUC: how often the attacker ranks a true
pair above a false one; 0.5 is guessing.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from luwte.crypto.keys import random_bytes
from luwte.crypto.registrations import BLOB_BYTES
from luwte.registration.outbox import Outbox
from luwte.registration.weeks import FOLDER, Weeks

SHIFTS = 200


@dataclass
class Seen:
    """What the attacker has of one shift: blobs in the order they see them, and the truth to be scored by."""

    wire: list[bytes]
    disk: list[bytes]
    truth: list[bytes]
    """The registration of each conversation, in the order in which these ended."""


class OrderlyOutbox(Outbox):
    """A build broken on purpose: what was registered first is sent first."""

    def __init__(self, folder: Path, dummy: Callable[[], bytes]) -> None:
        super().__init__(folder, dummy)
        self._in_order: list[bytes] = []

    def put(self, blob: bytes) -> None:
        super().put(blob)
        self._in_order.append(blob)

    def batch(self) -> list[bytes]:
        batch = super().batch()
        dummies = [blob for blob in batch if blob not in self._in_order]
        self._in_order, sent = [], self._in_order
        return [*sent, *dummies]


class OrderlyWeeks(Weeks):
    """A build broken on purpose: rows in the order of time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._chance = Unshuffled()


class Unshuffled(random.SystemRandom):
    """Chance that leaves everything where it is."""

    def shuffle(self, x: object) -> None:
        """Do nothing."""


def evenings(folder: Path, outbox: type[Outbox], weeks: type[Weeks]) -> list[Seen]:
    """Play seeded shifts of three to twelve conversations, and return what the attacker has of each."""
    chance = random.Random(20261122)
    server, seen = weeks(folder / "server"), []
    for number in range(SHIFTS):
        box = outbox(folder / "console", lambda: random_bytes(BLOB_BYTES))
        truth = [random_bytes(BLOB_BYTES) for _ in range(chance.randint(3, 12))]
        for blob in truth:
            box.put(blob)
        week = f"2026-W{number % 26 + 1:02}"
        before = set(server.read(week))
        batch = box.batch()
        server.add(week, batch)
        box.sent(batch)
        seen.append(Seen(batch, [blob for blob in server.read(week) if blob not in before], truth))
    return seen


def auc(shifts: Sequence[Seen], order_of: Callable[[Seen], list[bytes]]) -> float:
    """Return how often a true pair ranks above a false one of the same shift, ties as half."""
    wins = pairs = 0.0
    for seen in shifts:
        by_place = sorted(seen.truth, key=order_of(seen).index)
        for ended, blob in enumerate(seen.truth):
            mine = abs(by_place.index(blob) - ended)
            for place, other in enumerate(by_place):
                if other != blob:
                    theirs = abs(place - ended)
                    wins += 1.0 if mine < theirs else 0.5 if mine == theirs else 0.0
                    pairs += 1
    return wins / pairs


def wire(seen: Seen) -> list[bytes]:
    """What somebody recording the line sees."""
    return seen.wire


def disk(seen: Seen) -> list[bytes]:
    """What somebody copying the disk sees."""
    return seen.disk


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Seen]]:
    """Two hundred shifts of the real build, and all that was written for them."""
    folder = tmp_path_factory.mktemp("house")
    return folder, evenings(folder, Outbox, Weeks)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """The same shifts where rows stand in the order of time."""
    return evenings(tmp_path_factory.mktemp("broken"), OrderlyOutbox, OrderlyWeeks)


@pytest.mark.parametrize("order_of", [wire, disk])
def test_R1_the_order_of_blobs_tells_nothing_about_the_order_of_conversations(
    house: tuple[Path, list[Seen]], order_of: Callable[[Seen], list[bytes]]
) -> None:
    assert 0.45 <= auc(house[1], order_of) <= 0.55


@pytest.mark.parametrize("order_of", [wire, disk])
def test_the_same_attack_finds_a_build_that_keeps_the_order_of_time(
    broken: list[Seen], order_of: Callable[[Seen], list[bytes]]
) -> None:
    assert auc(broken, order_of) > 0.9


def test_R1_nothing_but_blobs_is_written(house: tuple[Path, list[Seen]]) -> None:
    written = [path for path in house[0].rglob("*") if path.is_file()]
    assert {path.parent.name for path in written} == {FOLDER}
    assert all(path.stat().st_size % BLOB_BYTES == 0 for path in written)
    assert {path.stat().st_mtime for path in written} == {1_000_000_000}
