"""``luwte admin create``: a helpline's first hour, on the first coordinator's own computer.

The root key is made here and never leaves the recovery kit. Nothing is sent before the kit and the profile
are on disk, and nothing stays on disk if the server refuses. If only its answer is lost they stay: the
helpline may exist, and nothing could ever make that root again.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyotp
import segno

from luwte.admin.kit import Kit, forget_kit, is_kit, remember_kit, write_kit
from luwte.admin.names import checked_name
from luwte.admin.office import Here
from luwte.admin.terminal import Terminal
from luwte.admin.trouble import AdminError
from luwte.admin.weeks import make_keys, wraps_for_all
from luwte.console.link import Link, LinkError, open_link
from luwte.console.own_keys import OwnKeys
from luwte.console.signin import ANSWER_SECONDS, SignInError, greet, new_profile
from luwte.crypto.certificates import PersonClaim, PolicyClaim, sign
from luwte.crypto.keys import BoxKey, SigningKey, sha256
from luwte.policy import Policy, load, page, parse, source
from luwte.protocol.ids import new_id
from luwte.protocol.messages import Created, CreateHelpline, StaffRefused
from luwte.settings import forget_profile, load_profile, save_profile

ROOT_DAYS: Final = 365
_DAY: Final = 86_400
_MOST_SETUP: Final = 80 * 1024
"""Bytes of a setup code and the largest policy below it."""
_NO_WISH: Final = "default"


@dataclass(frozen=True)
class Founding:
    """What a helpline is founded with; without a policy the one that came with the setup code, if any."""

    server: str
    setup_code_file: Path
    kit_folder: Path
    name: str
    policy: str | None = None


@dataclass(frozen=True)
class _Helpline:
    """Everything that was made for a new helpline and is about to be sent."""

    kit: Kit
    me: PersonClaim
    keys: OwnKeys
    text: str
    house: Policy


async def create(
    founding: Founding, here: Here, *, connect: Callable[[str], Awaitable[Link]] = open_link
) -> None:
    """Make a helpline on an empty server; its first coordinator is enrolled on this computer.

    ``connect`` opens a line to a server.
    """
    name = checked_name(founding.name)
    setup_code, proposed = _setup_code(founding.setup_code_file)
    text, house = _policy(founding, proposed)
    if load_profile(here.folder) is not None:
        raise AdminError("profile_exists")
    if is_kit(founding.kit_folder):
        raise AdminError("kit_exists")
    password = here.terminal.new_password()
    link = await connect(founding.server)
    try:
        welcome, _ = await greet(link, here.now)
        if welcome.helpline is not None:
            raise AdminError("helpline_exists")
        totp = pyotp.random_base32()
        show_second_factor(here.terminal, totp, name, house.name, here.now)
        kit = Kit(new_id(), SigningKey.generate(), BoxKey.generate())
        me, keys = _coordinator(kit, name, here.now)
        unlocked = await new_profile(
            password,
            keys,
            here.keychain,
            server=founding.server,
            helpline=kit.helpline,
            root=kit.root.public,
            person=me.person,
            has_own_keys=True,
        )
        helpline = _Helpline(kit, me, keys, text, house)
        write_kit(founding.kit_folder, kit)
        save_profile(here.folder, unlocked.profile)
        try:
            is_told = await _send(link, _message(helpline, setup_code, sha256(unlocked.proof), totp, here))
        except AdminError:
            forget_kit(founding.kit_folder)
            forget_profile(here.folder)
            raise
        remember_kit(here.folder, kit)
    finally:
        await link.close()
    if not is_told and not await _exists(connect, founding.server, kit.helpline, here):
        raise AdminError("answer_lost")
    here.terminal.tell(f"The helpline exists, and {name} is its first coordinator.")
    here.terminal.tell(f"You have signed its house policy: {house.name}.")
    here.terminal.tell(
        f"The recovery kit is in {founding.kit_folder}. Print it, lock it away, and delete the folder."
    )
    here.terminal.tell("Next: luwte admin enrol --name NAME --role volunteer")


def read_policy(name_or_path: str) -> tuple[str, Policy]:
    """Return a house policy's TOML and its values; PolicyError tells every problem with its line."""
    house = load(name_or_path)
    return source(name_or_path).read_text(encoding="utf-8"), house


def show_second_factor(terminal: Terminal, secret: str, name: str, helpline: str, now: int) -> None:
    """Show a second factor's secret as a picture and as text; at a terminal, wait for a code that proves
    it works.

    AdminError ``wrong_code`` if it does not.
    """
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=helpline)
    picture = io.StringIO()
    segno.make(address).terminal(out=picture, compact=True)
    terminal.tell("Scan this with an authenticator app; you need its code at every sign-in.")
    terminal.tell(picture.getvalue())
    terminal.tell(address)
    if terminal.is_interactive and not pyotp.TOTP(secret).verify(
        terminal.code(), for_time=now, valid_window=1
    ):
        raise AdminError("wrong_code")


def _setup_code(path: Path) -> tuple[str, str]:
    """Return the setup code and the TOML of the policy below it, "" where none is proposed."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_SETUP + 1)
        first, _, policy = content.decode("utf-8").partition("\n")
    except (OSError, UnicodeError):
        raise AdminError("no_setup_code") from None
    code = first.strip()
    if len(content) > _MOST_SETUP or not 20 <= len(code) <= 100:
        raise AdminError("no_setup_code")
    return code, policy.strip() and policy


def _policy(founding: Founding, proposed: str) -> tuple[str, Policy]:
    if founding.policy is None and proposed:
        return proposed, parse(proposed, str(founding.setup_code_file))
    return read_policy(founding.policy or _NO_WISH)


def _coordinator(kit: Kit, name: str, now: int) -> tuple[PersonClaim, OwnKeys]:
    keys = OwnKeys.generate()
    until = now + ROOT_DAYS * _DAY
    public = (keys.staff.public, keys.envelope.public)
    return PersonClaim(kit.helpline, new_id(), "coordinator", name, *public, now, until), keys


def _message(made: _Helpline, setup_code: str, auth: bytes, totp: str, here: Here) -> CreateHelpline:
    signer, kit = made.keys.staff, made.kit
    fresh = make_keys(kit.helpline, made.house, signer, here.moment)
    policy = PolicyClaim(kit.helpline, 1, here.now, made.text, page(made.house))
    return CreateHelpline(
        setup_code=setup_code,
        helpline=kit.helpline,
        root=kit.root.public,
        certificate=sign(made.me, kit.root),
        policy=sign(policy, signer),
        keys=[key.signed for key in fresh],
        wraps=wraps_for_all(fresh, [made.me], kit.envelope.public, here.now, made.house.conduct),
        auth=auth,
        totp=totp,
    )


async def _send(link: Link, message: CreateHelpline) -> bool:
    """Tell whether the server said that the helpline exists; False if no answer came. AdminError if it
    refused."""
    try:
        await link.send(message)
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                answer = await link.receive()
                if isinstance(answer, Created):
                    return True
                if isinstance(answer, StaffRefused):
                    raise AdminError(answer.code)
    except (TimeoutError, LinkError):
        return False


async def _exists(connect: Callable[[str], Awaitable[Link]], server: str, helpline: str, here: Here) -> bool:
    """Ask the server on a fresh line whether this helpline is there now."""
    try:
        link = await connect(server)
    except LinkError:
        return False
    try:
        welcome, _ = await greet(link, here.now)
    except (LinkError, SignInError):
        return False
    finally:
        await link.close()
    return welcome.helpline == helpline
