"""A coordinator signed in at the terminal: the same profile, keychain and chain as in the console."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from msgspec import structs

from luwte.admin.kit import Kit, read_kit, remember_kit, remembered_envelope
from luwte.admin.reviving import revived
from luwte.admin.terminal import Terminal
from luwte.admin.trouble import AdminError
from luwte.console.certifying import wraps_for
from luwte.console.link import Link, open_link
from luwte.console.own_keys import OwnKeys
from luwte.console.signin import Unlocked, admit, knock, settle_keys, unlock
from luwte.console.trust import Trust, TrustError
from luwte.crypto.certificates import CertificateError, PersonClaim
from luwte.protocol.messages import (
    ChainChanged,
    Done,
    Draining,
    ListPeople,
    People,
    PolicyChanged,
    StaffMessage,
    StaffRefused,
    ToStaff,
)
from luwte.protocol.parts import PersonRow, Wrap
from luwte.settings import load_profile, save_profile
from luwte.vault.keychain import Keychain

ANSWER_SECONDS: Final = 30

_Answer = TypeVar("_Answer", bound=ToStaff)


@dataclass(frozen=True)
class Here:
    """This computer: the profile's folder, the keychain, the terminal and the clock (unix seconds)."""

    folder: Path
    keychain: Keychain
    terminal: Terminal
    clock: Callable[[], float]

    @property
    def now(self) -> int:
        """The time in whole unix seconds."""
        return int(self.clock())

    @property
    def moment(self) -> datetime:
        """The time as an aware datetime."""
        return datetime.fromtimestamp(self.now, UTC)


@dataclass
class Office:
    """A coordinator's line to the server, with what the chain from the root proved."""

    here: Here
    link: Link
    unlocked: Unlocked
    trust: Trust

    @property
    def keys(self) -> OwnKeys:
        """This coordinator's own keys: the ones that are certified now."""
        return self.unlocked.keys

    async def do(self, message: StaffMessage, what: str) -> None:
        """Send one request and wait until it is carried out and durable; AdminError with the refusal's
        code."""
        await self.link.send(message)
        while True:
            done = await self._answer(Done)
            if done.what == what:
                return

    async def staff(self) -> list[PersonRow]:
        """Return everyone on the staff, as the server lists them."""
        await self.link.send(ListPeople())
        return (await self._answer(People)).people

    async def colleagues(self) -> list[PersonClaim]:
        """Return everyone whose certificate holds now: those to whom keys are wrapped."""
        claims = [self.person(row) for row in await self.staff()]
        return [claim for claim in claims if claim is not None]

    def wraps_for(self, person: PersonClaim) -> list[Wrap]:
        """Wrap every helpline key this person's role may hold, as far as they are wrapped to us."""
        return wraps_for(person, self.trust.keys.values(), self.here.now, self.trust.policy.conduct)

    def person(self, row: PersonRow) -> PersonClaim | None:
        """Return who a row is about, or None if the chain does not carry it (any more)."""
        try:
            return self.trust.chain.person(row.certificate, self.here.now)
        except CertificateError:
            return None

    def known_person(self, row: PersonRow) -> PersonClaim | None:
        """Return who a row is about, also after the certificate has ended; None if the chain from the root
        does not carry it: then it is only what the server says."""
        try:
            return self.trust.chain.known_person(row.certificate)
        except CertificateError:
            return None

    def kit(self, folder: Path | None) -> Kit | None:
        """Return the kit in a folder, checked to be this helpline's; None if none is given."""
        if folder is None:
            return None
        kit = read_kit(folder)
        if kit.helpline != self.trust.helpline or kit.root.public != self.trust.root:
            raise AdminError("kit_other")
        remember_kit(self.here.folder, kit)
        return kit

    def kit_envelope(self) -> bytes | None:
        """Return the kit's public envelope key; says at the terminal when it is not known here."""
        envelope = remembered_envelope(self.here.folder, self.trust.helpline)
        if envelope is None:
            self.here.terminal.tell(
                "Note: this computer does not know the recovery kit, so the new keys are not wrapped to it."
                " Come again with --kit FOLDER."
            )
        return envelope

    async def _answer(self, kind: type[_Answer]) -> _Answer:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                while True:
                    message = await self.link.receive()
                    if isinstance(message, kind):
                        return message
                    self._hear(message)
        except TimeoutError:
            raise AdminError("too_late") from None

    def _hear(self, message: ToStaff) -> None:
        if isinstance(message, StaffRefused):
            raise AdminError(message.code)
        if isinstance(message, Draining):
            raise AdminError("draining")
        if isinstance(message, ChainChanged):
            self._take_chain(message)
        if isinstance(message, PolicyChanged):
            self.trust = self.trust.with_policy(message.policy)

    def _take_chain(self, message: ChainChanged) -> None:
        envelopes = [keys.envelope for keys in self.unlocked.envelopes]
        self.trust = self.trust.with_chain(message, envelopes, self.here.now)
        try:
            settled = settle_keys(self.unlocked, self.trust)
        except TrustError:
            return  # certified for another computer of this person: what is signed here holds all the same
        if settled is not self.unlocked:
            self.unlocked = settled
            profile = load_profile(self.here.folder) or settled.profile
            own = settled.profile
            parts = {"secrets": own.secrets, "wish": own.wish, "has_own_keys": own.has_own_keys}
            save_profile(self.here.folder, structs.replace(profile, **parts))


@asynccontextmanager
async def open_office(
    here: Here, kit_folder: Path | None = None, *, leads: bool = True
) -> AsyncIterator[Office]:
    """Sign in with this folder's profile; AdminError ``no_profile``, ``not_coordinator`` where one is needed
    (``leads``), and all that signing in may raise. With the kit an own certificate that has ended is renewed
    on the way."""
    profile = load_profile(here.folder)
    if profile is None:
        raise AdminError("no_profile")
    unlocked = await unlock(profile, here.terminal.password(), here.keychain)
    kit = read_kit(kit_folder) if kit_folder is not None else None
    code = here.terminal.code()
    link = await open_link(profile.server)
    try:
        answer = await knock(unlocked, code, link, here.now)
        if kit is not None:
            answer = await revived(answer, unlocked, kit, link, here.now)
        admitted = admit(answer, unlocked, here.now)
        save_profile(here.folder, admitted.unlocked.profile)
        if leads and admitted.trust.me.role != "coordinator":
            raise AdminError("not_coordinator")
        yield Office(here, link, admitted.unlocked, admitted.trust)
    finally:
        await link.close()
