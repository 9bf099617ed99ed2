"""Coming in: enrolling with a code, or signing in with this computer's profile, on a line of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyotp

from luwte.console import signin
from luwte.console.link import Link, LinkError, staff_address
from luwte.console.signin import Admitted, SignInError, Totp, Unlocked
from luwte.console.state import Connection
from luwte.console.wants import ConfirmEnrolment, EnrolHere, Entrance, SignInHere
from luwte.errors import LuwteError
from luwte.settings import Profile, load_profile
from luwte.vault.keychain import Keychain

Connect = Callable[[str], Awaitable[Link]]


@dataclass(frozen=True, slots=True)
class _Enrolment:
    """An enrolment that waits for its second factor."""

    want: EnrolHere
    secret: str = field(repr=False)


class Entering:
    """Opens lines and walks through the door. ``told`` hears how the line is; ``totp_uri`` is what the phone
    scans while a second factor is being set up."""

    def __init__(
        self,
        folder: Path,
        keychain: Callable[[], Keychain],
        connect: Connect,
        now: Callable[[], float],
        told: Callable[[Connection], None],
    ) -> None:
        self.totp_uri = ""
        self._folder: Final = folder
        self._make_keychain: Final = keychain
        self._connect: Final = connect
        self._now: Final = now
        self._told: Final = told
        self._keychain: Keychain | None = None
        self._enrolment: _Enrolment | None = None

    async def enter(self, want: Entrance, profile: Profile | None, server: str) -> tuple[Admitted, Link]:
        """Enrol or sign in on a fresh line; the caller owns the line from then on. Any LuwteError says why
        not."""
        match want:
            case EnrolHere():
                return await self._enrol(replace(want, server=want.server or server), None)
            case ConfirmEnrolment():
                return await self._confirm(want.figures)
            case SignInHere():
                if profile is None:
                    raise SignInError("enrolment_code")
                return await self.sign_in(await self.unlock(profile, want.password), want.figures)

    async def _enrol(self, want: EnrolHere, totp: Totp | None) -> tuple[Admitted, Link]:
        # A file that cannot be read is left as it is: enrolling would overwrite it.
        former = load_profile(self._folder)
        server = want.server
        if self._keychain is None:
            self._keychain = await asyncio.to_thread(self._make_keychain)
        keychain = self._keychain
        link = await self._open(server)
        try:
            now = int(self._now())
            admitted = await signin.enrol(
                want.code, want.password, link, keychain, server=server, now=now, totp=totp, former=former
            )
        except SignInError as error:
            await link.close()
            if error.code == "second_factor" and totp is None:
                secret = pyotp.random_base32()
                self._enrolment = _Enrolment(want, secret)
                self.totp_uri = pyotp.TOTP(secret).provisioning_uri(name="Luwte", issuer_name="Luwte")
            raise
        except (LuwteError, asyncio.CancelledError):
            await link.close()
            raise
        self._enrolment, self.totp_uri = None, ""
        return admitted, link

    async def _confirm(self, figures: str) -> tuple[Admitted, Link]:
        waiting = self._enrolment
        if waiting is None:
            raise SignInError("enrolment_code")
        # Checked here first: the code is good for one use, and a slip of the finger should not cost it.
        moment = datetime.fromtimestamp(self._now(), UTC)
        if not pyotp.TOTP(waiting.secret).verify(figures, for_time=moment, valid_window=1):
            raise SignInError("second_factor")
        return await self._enrol(waiting.want, Totp(waiting.secret, figures))

    async def unlock(self, profile: Profile, password: str) -> Unlocked:
        """Open a profile with its password, on this computer alone."""
        if self._keychain is None:
            self._keychain = await asyncio.to_thread(self._make_keychain)
        return await signin.unlock(profile, password, self._keychain)

    async def sign_in(self, unlocked: Unlocked, figures: str) -> tuple[Admitted, Link]:
        """Sign in on a fresh line."""
        link = await self._open(unlocked.profile.server)
        try:
            return await signin.sign_in(unlocked, figures, link, int(self._now())), link
        except (LuwteError, asyncio.CancelledError):
            await link.close()
            raise

    async def _open(self, server: str) -> Link:
        staff_address(server)
        self._told(Connection("connecting"))
        try:
            return await self._connect(server)
        except LinkError as error:
            self._told(Connection("offline", error.code))
            # The server refuses people with the same word, and means their certificate.
            if error.code == "certificate":
                raise LinkError("server_certificate") from None
            raise
