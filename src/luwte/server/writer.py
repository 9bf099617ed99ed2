"""Group commit: a thread stores while the loop goes on; what arrived meanwhile is the next transaction.

No timer. Whatever must be durable before it is said waits in ``posts`` until the commit that carries it. The
order within a batch: seals into ``keys.sqlite``, rows (this commit decides), deletions from ``keys.sqlite``.
"""

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Final

from luwte.database import Database, StorageError, Value
from luwte.server.folder import Databases, open_databases

BOUND: Final = 4_000
"""Posts that may wait for a commit; beyond it the sessions stop reading."""
_CHECKPOINT_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement with its values; neighbours with the same text are run together."""

    sql: str
    values: tuple[Value, ...] = ()


Job = Callable[[Database], None]
"""Work that needs more than one statement, such as close-out; runs inside the transaction, on the thread."""
Step = Statement | Job
Post = Callable[[], None]


@dataclass
class Batch:
    """What one round stores and then says, each in order."""

    before: list[Step] = field(default_factory=list)
    rows: list[Step] = field(default_factory=list)
    after: list[Step] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    failed: list[Post] = field(default_factory=list)
    is_erasing: bool = False

    def needs_thread(self) -> bool:
        """Say whether anything must be stored before the posts may leave."""
        return bool(self.before or self.rows or self.after)


class Writer:
    """Collects the next batch while the last one is being committed."""

    def __init__(self, folder: Path, databases: Databases, on_failure: Callable[[list[Post]], None]) -> None:
        self._folder = folder
        self._databases = databases
        self._on_failure = on_failure
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="luwte-writer")
        self._sweeper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="luwte-checkpoint")
        self._own: Databases | None = None
        self._owed: list[Step] = []
        self._is_dirty = False
        self._is_erasing = False
        self._wanted = asyncio.Event()
        self._idle = asyncio.Event()
        self._roomy = asyncio.Event()
        self._idle.set()
        self._roomy.set()
        self.pending = Batch()

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is stored or waits, so that a message without stores may leave at once."""
        return self._idle.is_set()

    def submit(self) -> None:
        """The caller has added to ``pending``: it is carried out after everything before it."""
        self._idle.clear()
        self._wanted.set()
        if len(self.pending.posts) + len(self.pending.rows) >= BOUND:
            self._roomy.clear()

    async def room(self) -> None:
        """Wait until the disk has caught up: sessions call this before they read on."""
        await self._roomy.wait()

    async def flush(self) -> None:
        """Wait until everything submitted is stored and said, or refused."""
        await self._idle.wait()

    async def run(self) -> None:
        """Store batch after batch, until cancelled. Errors other than a refusing disk rise."""
        try:
            await self._run()
        finally:
            # Whoever waits for the disk must not wait for ever when this ends.
            self._roomy.set()
            self._idle.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            batch, self.pending = self.pending, Batch()
            self._roomy.set()
            try:
                if batch.needs_thread():
                    await loop.run_in_executor(self._thread, self._store, batch)
                    self._note_dirt(is_dirty=True, is_erasing=batch.is_erasing)
            except StorageError:
                # What came in meanwhile was decided on a state that will never be stored: it falls too.
                failed = batch.failed + self.pending.failed
                self.pending = Batch()
                self._wanted.clear()
                self._on_failure(failed)
            else:
                for post in batch.posts:
                    post()
            if not self._wanted.is_set():
                self._idle.set()

    async def checkpoint(self) -> None:
        """Move the logs into the files, off the writer's path; empty them when something was erased."""
        loop = asyncio.get_running_loop()
        try:
            while True:
                await asyncio.sleep(_CHECKPOINT_SECONDS)
                if self._is_dirty:
                    is_erasing, self._is_dirty, self._is_erasing = self._is_erasing, False, False
                    is_done = await loop.run_in_executor(self._sweeper, self._checkpoint, is_erasing)
                    self._note_dirt(is_dirty=not is_done, is_erasing=is_erasing and not is_done)
        finally:
            # A checkpoint under way is waited for: a connection left open would keep the logs alive.
            self._sweeper.shutdown(wait=True)
            if self._own is not None:
                self._own.close()

    def close(self) -> None:
        """End the thread, after what it is doing."""
        self._thread.shutdown(wait=True)

    def _store(self, batch: Batch) -> None:
        keys, rows = self._databases.keys, self._databases.rows
        self._transact(keys, batch.before)
        self._transact(rows, batch.rows)
        # From here the rows stand. A deletion that the disk refuses now is owed, not lost: it is tried again
        # with the next batch, and at the next start by ``sweep``.
        self._owed += batch.after
        try:
            self._transact(keys, self._owed)
            self._owed = []
        except StorageError:
            pass

    def _note_dirt(self, *, is_dirty: bool, is_erasing: bool) -> None:
        self._is_dirty = self._is_dirty or is_dirty
        self._is_erasing = self._is_erasing or is_erasing

    def _checkpoint(self, is_erasing: bool) -> bool:
        if self._own is None:
            self._own = open_databases(self._folder)
        # A disk that refuses is met by the writer as well, which tells those concerned.
        with contextlib.suppress(StorageError):
            done = [file.checkpoint(is_erasing) for file in (self._own.rows, self._own.keys)]
            return all(done)
        return False

    @staticmethod
    def _transact(database: Database, steps: list[Step]) -> None:
        if not steps:
            return
        with database.transaction():
            for sql, group in itertools.groupby(steps, key=lambda step: getattr(step, "sql", None)):
                if sql is not None:
                    database.run_many(sql, map(attrgetter("values"), group))
                    continue
                for job in group:
                    if not isinstance(job, Statement):
                        job(database)
