"""A console's work on a real server, with a line that a test can cut."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from luwte.console.link import Link, LinkError, open_link
from luwte.console.state import Change, LineRow, SessionChanged
from luwte.console.wants import BeginShift, ConnectNow, EnrolHere, Stop, Want
from luwte.console.work import Work
from luwte.protocol.messages import OpenShift, StaffMessage, ToStaff
from luwte.vault.keychain import Keychain, KeychainError, MemoryKeychain
from luwte.vault.shift import share_name

PASSWORD = "een zin die lang genoeg is"
PATIENCE = 60.0

Found = TypeVar("Found")


class CutLink:
    """A real line that remembers what went over it, and can be cut, or made to lie."""

    def __init__(self, link: Link, said: list[StaffMessage], change: Callable[[ToStaff], ToStaff]) -> None:
        self._link = link
        self._said = said
        self._change = change
        self._cut = asyncio.Event()

    async def send(self, message: StaffMessage) -> None:
        if self._cut.is_set():
            raise LinkError("closed")
        self._said.append(message)
        await self._link.send(message)

    async def receive(self) -> ToStaff:
        message = await self._link.receive()
        if self._cut.is_set():
            raise LinkError("closed")
        return self._change(message)

    async def cut(self) -> None:
        """The cable is out: what was on its way to us is lost."""
        self._cut.set()
        await self._link.close()

    async def close(self) -> None:
        await self._link.close()


class Ring(MemoryKeychain):
    """A keyring that can be locked for the vault's share, and says when it kept or forgot something."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.heard: Callable[[], None] = lambda: None

    def keep(self, name: str, secret: bytes) -> None:
        self._refuse(name)
        super().keep(name, secret)
        self.heard()

    def fetch(self, name: str) -> bytes | None:
        self._refuse(name)
        return super().fetch(name)

    def forget(self, name: str) -> None:
        self._refuse(name)
        super().forget(name)
        self.heard()

    def has_share(self, vault: str) -> bool:
        """Whether the share of a vault is in there."""
        return super().fetch(share_name(vault)) is not None

    def _refuse(self, name: str) -> None:
        if self.code and name.startswith(share_name("")):
            raise KeychainError(self.code)


class Desk:
    """Somebody's console at work, without a window."""

    def __init__(
        self,
        folder: Path,
        server: str,
        clock: Callable[[], int],
        session_keychain: Callable[[], Keychain] | None = None,
        jump: float = 0.0,
    ) -> None:
        self.server = server
        self.keychain = Ring()
        self.changes: list[Change] = []
        self.said: list[StaffMessage] = []
        self.links: list[CutLink] = []
        self.failures: list[LinkError] = []
        self.change: Callable[[ToStaff], ToStaff] = lambda message: message
        self.jump = jump
        self.running: asyncio.Task[None] | None = None
        self._happened = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.work = Work(
            folder,
            self._keychain,
            server,
            self._hear,
            session_keychain=session_keychain,
            connect=self._connect,
            now=lambda: clock() + self.jump,
            steady=lambda: float(clock()),
        )

    def wants(self, want: Want) -> None:
        assert self.work.tray.put(want)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until what the console told makes it so."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._happened.clear()
                await self._happened.wait()

    async def enrols(self, code: str) -> None:
        self.wants(EnrolHere(self.server, code, PASSWORD))
        await self.until(lambda: self.work.state.session.stage == "shift_start")

    async def told_at_sign_in(self, code: str) -> None:
        """Wait until the page says why the step just begun failed."""
        before = len(self.changes)
        await self.until(
            lambda: any(
                isinstance(change, SessionChanged)
                and change.session.code == code
                and not change.session.is_busy
                for change in self.changes[before:]
            )
        )

    async def on_shift(self) -> None:
        self.wants(BeginShift(takes_over=False))
        await self.until(lambda: self.work.state.session.stage == "on_shift")

    async def kill(self) -> None:
        """The program is told to end in the middle of everything: nobody asks it to close a shift."""
        assert self.running is not None
        self.running.cancel()
        await asyncio.wait({self.running})

    async def back(self) -> None:
        """Come back now, not after the pause."""
        self.wants(ConnectNow())
        await self.until(lambda: self.is_back)

    @property
    def is_back(self) -> bool:
        seat = self.work.state.seat
        return seat is not None and seat.may_send

    def spoken(self, kind: type[Found]) -> list[Found]:
        return [message for message in self.said if isinstance(message, kind)]

    def heard(self, kind: type[Found]) -> list[Found]:
        return [change for change in self.changes if isinstance(change, kind)]

    def lines(self, conversation: str) -> list[LineRow]:
        return list(self.work.state.lines(conversation))

    def _hear(self, changes: Sequence[Change]) -> None:
        self.changes += changes
        self._happened.set()

    def _keychain(self) -> Ring:
        self.keychain.heard = self._wake
        return self.keychain

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._happened.set)

    @property
    def vault(self) -> str:
        """The vault of the newest shift."""
        return self.spoken(OpenShift)[-1].vault

    async def keeps(self) -> None:
        """Wait until the vault is open: its share is put away behind that."""
        await self.until(lambda: self.keychain.has_share(self.vault))

    def _changed(self, message: ToStaff) -> ToStaff:
        return self.change(message)

    async def _connect(self, server: str) -> Link:
        if self.failures:
            raise self.failures.pop(0)
        link = CutLink(await open_link(server), self.said, self._changed)
        self.links.append(link)
        return link


@asynccontextmanager
async def at_work(
    folder: Path,
    server: str,
    clock: Callable[[], int],
    session_keychain: Callable[[], Keychain] | None = None,
    jump: float = 0.0,
) -> AsyncIterator[Desk]:
    """Run a console until the block ends; with one keyring for everything if none is given for the vault.
    Somebody set this computer's clock ``jump`` seconds ahead of what has passed."""
    desk = Desk(folder, server, clock, session_keychain, jump)
    async with asyncio.TaskGroup() as tasks:
        desk.running = tasks.create_task(desk.work.run())
        try:
            await desk.until(lambda: bool(desk.changes))
            yield desk
        finally:
            desk.wants(Stop())
