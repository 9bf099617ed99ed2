"""A helpline on a real server, made once per session and copied for every test that walks through it."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from luwte.abuse.gate import Limits, Rate
from luwte.admin.kit import Kit
from luwte.admin.office import Here, Office, open_office
from luwte.admin.people import make_code
from luwte.admin.throwaway import PlayedTerminal, found
from luwte.console.signin import Unlocked, unlock
from luwte.crypto.certificates import Role
from luwte.server.app import serve
from luwte.server.clock import SteadyClock
from luwte.server.settings import ServerSettings
from luwte.settings import load_profile, save_profile
from luwte.vault.keychain import Keychain
from luwte.visitor import Visitor
from tests.fakes import FakeClock, PlayedConsole, enrol_at_once, moved
from tests.nonces import NonceAudit, audited

VOLUNTEERS = ("Noor", "Sam")
_OFTEN = Rate(1_000, 1_000)
_PATIENT = Limits(
    sign_in=_OFTEN,
    account=_OFTEN,
    code=_OFTEN,
    knock=_OFTEN,
    enter=_OFTEN,
    look=_OFTEN,
    queue_share=1_000.0,
)
"""Everybody in these tests comes from one address."""


@dataclass(frozen=True)
class Template:
    """What every walk starts from: a server's folder, a coordinator's computer, two enrolled volunteers."""

    folder: Path
    keychain: Keychain
    played: PlayedTerminal
    kit: Kit
    people: dict[str, Unlocked]
    made_at: int


@dataclass
class Walk:
    """A running server with the template's helpline, and its people on call."""

    url: str
    folder: Path
    clock: FakeClock
    template: Template
    people: dict[str, Unlocked]
    stop: asyncio.Event
    _actors: list[Visitor | PlayedConsole] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """The server's data folder."""
        return self.folder / "server"

    @property
    def kit(self) -> Kit:
        """The recovery kit."""
        return self.template.kit

    def console(self, name: str) -> PlayedConsole:
        """Return a console for one of the people, not signed in yet."""
        unlocked = self.people[name]
        totp = self.template.played.totp if name == "Robin" else ""
        self._actors.append(console := PlayedConsole(self.url, unlocked, self.clock, totp))
        return console

    async def on_shift(self, name: str) -> PlayedConsole:
        """Return a console whose shift is open."""
        return await self.console(name).come()

    def visitor(self) -> Visitor:
        """Return a visitor who has not looked yet."""
        self._actors.append(visitor := Visitor(self.url, clock=self.clock))
        return visitor

    def visitor_from(self, address: str) -> Visitor:
        """Return a visitor who comes from an address of their own on this computer."""
        self._actors.append(visitor := Visitor(self.url, clock=self.clock, address=address))
        return visitor

    async def waiting(self, nickname: str = "Zeester", words: str = "hallo", language: str = "nl") -> Visitor:
        """Return a visitor in the queue."""
        visitor = self.visitor()
        await visitor.enter(nickname, words, language)
        return visitor

    @asynccontextmanager
    async def office(self) -> AsyncIterator[Office]:
        """Sign the coordinator in at the terminal; a code counts once, so half a minute passes first."""
        async with self.office_at(self.here()) as office:
            yield office

    @asynccontextmanager
    async def office_at(self, here: Here, kit: Path | None = None) -> AsyncIterator[Office]:
        """Sign in at the terminal of some computer, with the kit at hand if given."""
        self.clock.advance(30)
        async with open_office(here, kit) as office:
            yield office

    @asynccontextmanager
    async def office_of(self, name: str) -> AsyncIterator[Office]:
        """Seat another coordinator at a terminal of their own, signed in without stretching a password."""
        self.clock.advance(30)
        totp = self.template.played.totp
        console = self.console(name)
        console.totp = totp
        await console.sign_in()
        assert console.link is not None
        assert console.state.seat is not None
        folder = self.folder / name
        folder.mkdir()
        here = Here(
            folder, self.template.keychain, PlayedTerminal(self.clock, totp=totp).terminal(), self.clock
        )
        yield Office(here, console.link, console.unlocked, console.state.seat.trust)

    def here(self) -> Here:
        """The coordinator's computer."""
        folder = self.folder / "coordinator"
        profile = load_profile(folder)
        assert profile is not None
        save_profile(folder, moved(self.people["Robin"], self.url).profile)
        played = PlayedTerminal(
            self.clock, password=self.template.played.password, totp=self.template.played.totp
        )
        return Here(folder, self.template.keychain, played.terminal(), self.clock)

    async def add(self, *names: str, role: Role = "volunteer", totp: str | None = None) -> None:
        """Enrol more people."""
        async with self.office() as office:
            for name in names:
                await enrol(office, self.people, self.url, name, role, self.kit, totp)

    async def leave(self) -> None:
        """Send everybody home."""
        for actor in self._actors:
            await actor.leave()


async def enrol(
    office: Office,
    people: dict[str, Unlocked],
    url: str,
    name: str,
    role: Role,
    kit: Kit,
    totp: str | None = None,
) -> None:
    """Enrol a person at an open office."""
    code, message = await make_code(office, name, role, kit)
    await office.do(message, "add_person")
    people[name] = await enrol_at_once(url, code.text, office.trust.helpline, office.trust.root, totp)


@asynccontextmanager
async def served(
    folder: Path, clock: Callable[[], int], host: str = "127.0.0.1"
) -> AsyncIterator[tuple[str, asyncio.Event]]:
    """Run a server in this process until the block ends."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    settings = ServerSettings(folder, host, clock=SteadyClock(clock, clock), limits=_PATIENT)
    async with asyncio.TaskGroup() as group:
        group.create_task(serve(settings, lambda url, _port: ready.set_result(url), stop=stop))
        try:
            yield await ready, stop
        finally:
            stop.set()


async def made_at(now: int, folder: Path) -> Template:
    """Make a helpline at some time, in a folder, as ``luwte admin create`` makes one."""
    clock = FakeClock(now)
    async with (
        served(folder / "server", clock) as (url, _),
        found(url, folder / "server" / "setup-code", folder, clock) as line,
    ):
        people: dict[str, Unlocked] = {}
        for name in VOLUNTEERS:
            await enrol(line.office, people, url, name, "volunteer", line.kit)
        profile = load_profile(line.here.folder)
        assert profile is not None
        people["Robin"] = await unlock(profile, line.played.password, line.here.keychain)
    return Template(folder, line.here.keychain, line.played, line.kit, people, clock.now)


@pytest.fixture(autouse=True)
def nonces(monkeypatch: pytest.MonkeyPatch) -> Iterator[NonceAudit]:
    """Audit every test: whatever channels it plays, no nonce is ever used for two ciphertexts."""
    with audited(monkeypatch) as audit:
        yield audit


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A helpline made as ``luwte admin create`` makes one; never changed, only copied."""
    return asyncio.run(made_at(int(time.time()), tmp_path_factory.mktemp("template")))


@pytest.fixture
def walk(template: Template, tmp_path: Path) -> AbstractAsyncContextManager[Walk]:
    """A copy of the template's helpline, to be entered: ``async with walk as line``."""
    return walk_at(template, tmp_path)


@asynccontextmanager
async def walk_at(template: Template, tmp_path: Path, host: str = "127.0.0.1") -> AsyncIterator[Walk]:
    """Serve a copy of the template's helpline on a host of this computer."""
    folder = tmp_path / "helpline"
    shutil.copytree(template.folder, folder)
    clock = FakeClock(template.made_at + 60)
    async with served(folder / "server", clock, host) as (url, stop):
        people = {name: moved(unlocked, url) for name, unlocked in template.people.items()}
        line = Walk(url, folder, clock, template, people, stop)
        try:
            yield line
        finally:
            await line.leave()
