"""What sealing and opening a line costs at its ends; the loads send lines that were sealed before."""

import time
from collections.abc import Callable
from typing import Final

from luwte.bench.report import Figure
from luwte.bench.talkers import WORDS
from luwte.crypto.channel import Channel
from luwte.crypto.keys import random_bytes

_COUNT: Final = 2_000


def measure_sealing() -> list[Figure]:
    """Seal and open lines of an ordinary length, one after the other."""
    conversation, keys = random_bytes(16), [random_bytes(32)]
    visitor = Channel(conversation, keys, "visitor")
    staff = Channel(conversation, keys, "staff", random_bytes(16))
    frames: list[bytes] = []
    sealed = _each(lambda _number: frames.append(visitor.seal_text(WORDS)))
    opened = _each(lambda number: staff.open(number + 1, "visitor", frames[number]))
    return [
        Figure("sealing a line, at its sender in Python", sealed, "µs"),
        Figure("opening a line, at its reader in Python", opened, "µs"),
    ]


def _each(step: Callable[[int], object]) -> float:
    start = time.perf_counter()
    for number in range(_COUNT):
        step(number)
    return 1e6 * (time.perf_counter() - start) / _COUNT
