"""Where registrations wait on this computer until the shift ends: outside the vault, so that no wipe and no
crash loses one.

One file whose size is always a multiple of ``SLOTS`` blobs and whose time of change never tells. All slots
hold valid blobs: those that are free hold dummies. Which are registrations only the running console knows, in
memory; after a crash nobody does, and all are sent.

That is meant so. To send fewer, something would have to remember which slots are taken: outside the vault it
would tell whoever finds this computer how many contacts there were, inside it would be destroyed with the
shift. A crash costs the server 64 KB and a reader 10 ms, once; and a batch after a crash says even less than
another one. Sending twice is harmless: the server drops what it has.

Who copies this file after every conversation sees which slot is new. Former states are overwritten, so that
nobody finds them all afterwards, as far as the disk lets.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from luwte.crypto.registrations import BLOB_BYTES
from luwte.durable import blotting, sweep, write_whole
from luwte.errors import LuwteError
from luwte.registration.sealed.blobs import MULTIPLE

SLOTS: Final = 64
FILE: Final = "outbox.bin"
MOST_LEFT_OVER: Final = 32 * SLOTS
"""Slots of former consoles that are read: more than a helpline's worst month without its server. Nothing is
put behind them, where it would never be read: until they are sent the outbox is full."""
_MOMENT: Final = 1_000_000_000
"""The time of change that the file always shows, whenever something was put in."""


class OutboxError(LuwteError):
    """``outbox_disk``: the disk refuses; ``outbox_full``: all slots are taken, send first."""


class Outbox:
    """The waiting registrations of one console. Every call writes to the disk: give it a thread.

    ``dummy`` makes a fresh dummy blob. Raises OutboxError.
    """

    def __init__(self, folder: Path, dummy: Callable[[], bytes]) -> None:
        self._path = folder / FILE
        self._dummy = dummy
        self._chance = random.SystemRandom()
        self._left_over: list[bytes] | None = None
        """None: what a former console left could not be read yet, and must not be written over."""
        with suppress(OSError):  # a disk that refuses says so at the first registration
            sweep(folder, FILE)
        with suppress(OutboxError):
            self._left_over = self._load()
        self._slots: list[bytes] = []
        self._taken: set[int] = set()
        self._along: set[bytes] = set()
        """The dummies that went along the last time."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits, as far as anybody can tell."""
        return not self._taken and self._left_over == []

    @property
    def waiting(self) -> int:
        """How many registrations are known to wait; those of before a crash are not counted."""
        return len(self._taken)

    def put(self, blob: bytes) -> None:
        """Keep a sealed registration; it is on the disk when this returns.

        One that is there already, put back after a crash, is not kept twice.
        """
        left_over = self._former()
        if blob in self._slots or blob in left_over:
            return
        free = self._free()
        if not free or len(left_over) > MOST_LEFT_OVER - SLOTS:
            raise OutboxError("outbox_full")
        at = self._chance.choice(free)
        slots = self._slots or [self._dummy() for _ in range(SLOTS)]
        self._store([*slots[:at], blob, *slots[at + 1 :]])
        self._taken.add(at)

    def take_back(self, blob: bytes) -> None:
        """Keep this one no longer: a fresh dummy lies in its place, as in any slot that was never taken."""
        slots = [self._dummy() if each == blob else each for each in self._slots]
        taken = {at for at in self._taken if self._slots[at] != blob}
        if taken or self._former():
            self._store(slots)
        else:
            self._remove()
            slots = []
        self._slots, self._taken = slots, taken

    def batch(self, refused: Sequence[bytes] = ()) -> list[bytes]:
        """Return what has to be sent, in random order: registrations with dummies to a multiple of
        ``MULTIPLE``, and all that was there before a crash; nothing if nothing waits.

        ``refused``: what the disk did not take, which goes along all the same.
        """
        chosen = [*(self._left_over or ()), *(self._slots[at] for at in self._taken), *refused]
        # Dummies that lay among them: who saw this file cannot tell which of it was sent for its own sake.
        # The same ones again when it is sent again: what two batches share would not be dummies.
        spare = [self._slots[at] for at in self._free()] if self._slots else []
        self._chance.shuffle(spare)
        spare.sort(key=lambda blob: blob in self._along)
        real = len(chosen)
        while len(chosen) % MULTIPLE:
            chosen.append(spare.pop() if spare else self._dummy())
        self._along = set(chosen[real:])
        self._chance.shuffle(chosen)
        return chosen

    def sent(self, stored: Iterable[bytes]) -> None:
        """The server has these; fresh dummies take their place, and once nothing waits the file goes."""
        gone = set(stored)
        self._taken = {at for at in self._taken if self._slots[at] not in gone}
        self._left_over = [blob for blob in self._former() if blob not in gone]
        if self.is_empty:
            self._slots = []
            self._remove()
        else:
            self._store([self._dummy() if blob in gone else blob for blob in self._slots])

    def _former(self) -> list[bytes]:
        if self._left_over is None:
            self._left_over = self._load()
        return self._left_over

    def _free(self) -> list[int]:
        return [at for at in range(SLOTS) if at not in self._taken]

    def _load(self) -> list[bytes]:
        try:
            with self._path.open("rb") as file:
                untrusted_content = file.read(MOST_LEFT_OVER * BLOB_BYTES)
        except FileNotFoundError:
            return []
        except OSError:
            raise OutboxError("outbox_disk") from None
        starts = range(0, len(untrusted_content) - BLOB_BYTES + 1, BLOB_BYTES)
        return [untrusted_content[at : at + BLOB_BYTES] for at in starts]

    def _remove(self) -> None:
        try:
            with blotting(self._path):
                self._path.unlink(missing_ok=True)
        except OSError:
            raise OutboxError("outbox_disk") from None

    def _store(self, slots: list[bytes]) -> None:
        """Write everything whole or not at all, then remember it."""
        try:
            write_whole(self._path, b"".join([*self._former(), *slots]), changed=_MOMENT, blots=True)
        except OSError:
            raise OutboxError("outbox_disk") from None
        self._slots = slots
