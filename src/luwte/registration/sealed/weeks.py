"""How the server keeps registrations: one file per ISO week, shuffled anew at every batch (R1, R5).

No database: row order in SQLite tells who came first, even WITHOUT ROWID. Here a file is written whole, in
random order, with a time of change that never tells; a batch is on the disk before ``add`` returns.
Registrations have no end (R5).

Former states are overwritten: two of them side by side would tell which blobs came together. What a file
system notes by itself (inodes, its journal) still tells when the last batch came, and copies of the disk from
before and after one tell which blobs it had; not whose, nor in which order.
"""

import os
import random
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from luwte.crypto.keys import sha256
from luwte.crypto.registrations import BLOB_BYTES
from luwte.durable import blot, hold, release, settle, sweep, write_whole
from luwte.errors import LuwteError

FOLDER: Final = "registrations"
MOST_PER_WEEK: Final = 65_536
"""Blobs of one week: the busiest line we know has 1,500 conversations a day."""
LOOK_BACK: Final = 8
"""Files in which a repeat is looked for: a console may have sent before the week turned, and crashed."""

_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
_MOMENT: Final = 1_000_000_000


class WeeksError(LuwteError):
    """``registrations_disk``: the disk refuses; nothing of the batch counts as stored.
    ``registrations_full``: this week has no room left."""


class Weeks:
    """The weekly files under a server's folder. Every call touches the disk: give it a thread, one only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._chance = random.SystemRandom()
        self._former: int | None = None
        self._digests: dict[str, frozenset[bytes]] = {}
        # Beside the week's file, what a killed server left over would tell which blobs came last, and when.
        with suppress(OSError):  # a disk that refuses says so at the first batch
            sweep(self._folder, "*.bin")

    def names(self) -> tuple[str, ...]:
        """Return the weeks there are, the oldest first."""
        try:
            found = [path.stem for path in self._folder.glob("*.bin")]
        except OSError:
            raise WeeksError("registrations_disk") from None
        return tuple(sorted(name for name in found if _WEEK.fullmatch(name)))

    def add(self, week: str, blobs: Iterable[bytes]) -> int:
        """Keep a batch, without what is there already; return how many were new. WeeksError."""
        kept = self.read(week)
        known = {sha256(blob) for blob in kept}.union(*self._before(week))
        fresh = {digest: blob for blob in blobs if (digest := sha256(blob)) not in known}
        if not fresh:
            self._settle()
            return 0
        everything = [*kept, *fresh.values()]
        if len(everything) > MOST_PER_WEEK:
            raise WeeksError("registrations_full")
        self._chance.shuffle(everything)
        self._write(week, everything)
        return len(fresh)

    def read(self, week: str) -> list[bytes]:
        """Return the blobs of a week, in their random order; none if nothing was registered. WeeksError.

        What a broken disk cut off at the end of the file is left out.
        """
        try:
            content = self._path(week).read_bytes()
        except FileNotFoundError:
            return []
        except OSError:
            raise WeeksError("registrations_disk") from None
        return list(_apart(content))

    def close(self) -> None:
        """Nothing more is written: the last former state goes too."""
        blot(self._former)
        self._former = None

    def _before(self, week: str) -> Iterator[frozenset[bytes]]:
        """Return the digests in the files of other weeks. They change no more: where thirty shifts end
        together, each of them would read a hundred megabytes."""
        names = [name for name in self.names()[-LOOK_BACK:] if name != week]
        self._digests = {name: found for name, found in self._digests.items() if name in names}
        for name in names:
            if name not in self._digests:
                self._digests[name] = frozenset(map(sha256, self.read(name)))
            yield self._digests[name]

    def _path(self, week: str) -> Path:
        if not _WEEK.fullmatch(week):
            raise ValueError("a week is written 2026-W47")
        return self._folder / f"{week}.bin"

    def _settle(self) -> None:
        """A repeat is as durable as what is new: the disk may have refused only the last step before."""
        try:
            settle(self._folder)
        except OSError:
            raise WeeksError("registrations_disk") from None

    def _write(self, week: str, blobs: list[bytes]) -> None:
        former = hold(self._path(week))
        try:
            write_whole(self._path(week), b"".join(blobs), changed=_MOMENT)
            os.utime(self._folder, (_MOMENT, _MOMENT))
        except OSError:
            release(former)
            raise WeeksError("registrations_disk") from None
        # One state later: a disk that lied about the new name must still have the last state whole.
        before, self._former = self._former, former
        blot(before)


def _apart(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content) - BLOB_BYTES + 1, BLOB_BYTES):
        yield content[at : at + BLOB_BYTES]
