"""The weekly files of registrations, read and written on a thread of their own, one job at a time.

Beside the group commit, because it is no database: a batch is answered once its file is on the disk.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from luwte.crypto.keys import sha256
from luwte.protocol.ids import Id, id_text
from luwte.registration.sealed.weeks import Weeks

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Edition:
    """A week's file as it stood when it was read: its name changes whenever it is shuffled anew."""

    week: str
    name: Id
    blobs: tuple[bytes, ...]


class Ledger:
    """Registrations in, registrations out. WeeksError where the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self._weeks = Weeks(folder)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="luwte-ledger")
        self._last: Edition | None = None

    async def add(self, week: str, blobs: list[bytes]) -> None:
        """Keep a batch; what is there already counts once."""
        await self._run(partial(self._add, week, blobs))

    async def weeks(self) -> tuple[str, ...]:
        """Return the weeks there are, the oldest first."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._weeks.names)

    async def read(self, week: str) -> Edition:
        """Return a week as it stands now."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._read, week)

    def close(self) -> None:
        """End the thread, after what it is doing."""
        self._thread.submit(self._weeks.close)
        self._thread.shutdown(wait=True)

    async def _run(self, job: "partial[None]") -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, job)

    def _add(self, week: str, blobs: list[bytes]) -> None:
        self._last = None
        self._weeks.add(week, blobs)

    def _read(self, week: str) -> Edition:
        # A reader asks for a week part by part: the last one is at hand until something is added.
        if self._last is None or self._last.week != week:
            blobs = tuple(self._weeks.read(week))
            self._last = Edition(week, id_text(sha256(b"".join(blobs))[:_ID_BYTES]), blobs)
        return self._last
