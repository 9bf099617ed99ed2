"""Group commit: a thread stores while the loop goes on; what arrived meanwhile is the next transaction.

No timer: under load what all sockets hold is read once between two commits, at rest a line is stored at once.
Whatever must be durable before it is said waits in ``posts`` until the commit that carries it. The
order within a batch: seals into ``keys.sqlite``, rows (this commit decides), deletions from ``keys.sqlite``.
"""

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Final

from msgspec import Struct

from luwte.database import Database, StorageError, Value
from luwte.server.folder import Databases, open_databases, sweep

BOUND: Final = 4_000
"""Posts that may wait for a commit; beyond it the sessions stop reading."""
_CHECKPOINT_SECONDS: Final = 10.0
"""Between two checkpoints while nothing is erased: each makes commits beside it wait some milliseconds."""
_RETRY_SECONDS: Final = 1.0


class Statement(Struct, frozen=True):
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
    is_truncating: bool = False

    def needs_thread(self) -> bool:
        """Say whether anything must be stored or erased before the posts may leave."""
        return bool(self.before or self.rows or self.after or self.is_truncating)

    def is_empty(self) -> bool:
        """Say whether there is nothing to store or to say."""
        return not (self.posts or self.needs_thread())


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
        self._is_sweep_owed = False
        self._is_dirty = False
        self._is_over = False
        self._wanted = asyncio.Event()
        self._roomy = asyncio.Event()
        self._erased = asyncio.Event()
        self._flushing: set[asyncio.Future[bool]] = set()
        self._roomy.set()
        self.pending = Batch()
        self.is_idle = True
        """Whether nothing is stored or waits, so that a message without stores may leave at once."""
        self.is_full = False
        """Whether the disk must catch up before the sessions read on: they wait for ``room``."""

    def submit(self) -> None:
        """The caller has added to ``pending``: it is carried out after everything before it."""
        if self.is_idle:
            self.is_idle = False
            self._wanted.set()
        if len(self.pending.posts) + len(self.pending.rows) >= BOUND and not self.is_full:
            self.is_full = True
            self._roomy.clear()

    async def room(self) -> None:
        """Wait until the disk has caught up."""
        await self._roomy.wait()

    async def flush(self) -> bool:
        """Wait until all that was wanted until now is stored and said; False if the disk refused it."""
        if self._is_over:
            return False
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._flushing.add(done)
        self.pending.posts.append(partial(_tell, done, is_stored=True))
        self.pending.failed.append(partial(_tell, done, is_stored=False))
        self.submit()
        try:
            return await done
        finally:
            self._flushing.discard(done)

    async def run(self) -> None:
        """Store batch after batch, until cancelled. Errors other than a refusing disk rise."""
        try:
            await self._run()
        finally:
            # Whoever waits for the disk must not wait for ever when this ends.
            self._is_over = True
            self._make_room()
            self.is_idle = True
            for done in self._flushing:
                _tell(done, is_stored=False)

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            while True:
                await self._one_round()
                if self.pending.is_empty():
                    break
                # One turn of the loop reads what has come in, the next decides it. Without them a busy server
                # with a quick disk commits a few lines at a time, and commits cost it more than the lines.
                await asyncio.sleep(0)
                await asyncio.sleep(0)
            self.is_idle = True

    async def _one_round(self) -> None:
        batch, self.pending = self.pending, Batch()
        self._make_room()
        try:
            if batch.needs_thread():
                loop = asyncio.get_running_loop()
                is_erasing = await loop.run_in_executor(self._thread, self._store, batch)
                self._note(is_erasing=is_erasing)
        except StorageError:
            # What came in meanwhile was decided on a state that will never be stored: it falls too.
            failed = batch.failed + self.pending.failed
            self.pending = Batch()
            self._note(is_erasing=True)
            self._on_failure(failed)
        else:
            for post in batch.posts:
                post()

    def _make_room(self) -> None:
        self.is_full = False
        self._roomy.set()

    async def checkpoint(self) -> None:
        """Move the logs into the files, off the writer's path; empty them as soon as something was erased.

        Where the writer is never at rest the sweeper may come in vain: then the writer does it itself, with
        its next batch. A program that reads the file holds both up a moment each second, until it is gone.
        """
        loop = asyncio.get_running_loop()
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_CHECKPOINT_SECONDS):
                        await self._erased.wait()
                if not self._is_dirty:
                    continue
                self._is_dirty = False
                is_erasing = self._erased.is_set()
                self._erased.clear()
                if not await loop.run_in_executor(self._sweeper, self._checkpoint, is_erasing):
                    self._is_dirty = True
                    self.pending.is_truncating = self.pending.is_truncating or is_erasing
                    if is_erasing:
                        self.submit()
                        await asyncio.sleep(_RETRY_SECONDS)
        finally:
            # A checkpoint under way is waited for: a connection left open would keep the logs alive.
            self._sweeper.shutdown(wait=True)
            if self._own is not None:
                self._own.close()

    def close(self) -> None:
        """End the thread, after what it is doing."""
        self._thread.shutdown(wait=True)

    def _store(self, batch: Batch) -> bool:
        """Store a batch; return whether something is still to be erased from the logs."""
        keys, rows = self._databases.keys, self._databases.rows
        self._sweep_if_owed()
        try:
            is_erasing = self._transact(keys, batch.before)
            is_erasing = self._transact(rows, batch.rows) or is_erasing
        except StorageError:
            # The seals of a close-out that failed are nobody's: withdrawal later would not find them (C6).
            self._is_sweep_owed = True
            self._sweep_if_owed()
            raise
        # From here the rows stand. A deletion that the disk refuses now is owed, not lost: it is tried again
        # with the next batch, and at the next start by ``sweep``.
        self._owed += batch.after
        with contextlib.suppress(StorageError):
            is_erasing = self._transact(keys, self._owed) or is_erasing
            self._owed = []
        if batch.is_truncating:
            return not _truncated(self._databases)
        return is_erasing

    def _sweep_if_owed(self) -> None:
        if self._is_sweep_owed:
            with contextlib.suppress(StorageError):
                sweep(self._databases)
                self._is_sweep_owed = False

    def _note(self, *, is_erasing: bool) -> None:
        self._is_dirty = True
        if is_erasing:
            self._erased.set()

    def _checkpoint(self, is_erasing: bool) -> bool:
        if self._own is None:
            self._own = open_databases(self._folder)
        if is_erasing:
            return _truncated(self._own)
        # A disk that refuses is met by the writer as well, which tells those concerned.
        with contextlib.suppress(StorageError):
            done = [file.checkpoint() for file in (self._own.rows, self._own.keys)]
            return all(done)
        return False

    @staticmethod
    def _transact(database: Database, steps: list[Step]) -> bool:
        """Carry out these steps in one transaction; return whether rows were deleted."""
        if not steps:
            return False
        is_erasing = False
        with database.transaction():
            for sql, group in itertools.groupby(steps, key=lambda step: getattr(step, "sql", None)):
                if sql is not None:
                    is_erasing = is_erasing or sql.startswith("DELETE")
                    database.run_many(sql, map(attrgetter("values"), group))
                    continue
                for job in group:
                    if not isinstance(job, Statement):
                        job(database)
        return is_erasing


def _truncated(databases: Databases) -> bool:
    """Empty both logs, so that what was deleted is gone; False if something is in the way."""
    with contextlib.suppress(StorageError):
        done = [file.checkpoint(is_truncating=True) for file in (databases.rows, databases.keys)]
        return all(done)
    return False


def _tell(done: "asyncio.Future[bool]", *, is_stored: bool) -> None:
    if not done.done():
        done.set_result(is_stored)
