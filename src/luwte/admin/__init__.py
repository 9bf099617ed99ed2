"""``luwte admin``: a coordinator's console without a window."""

import asyncio
import sys
import time
from collections.abc import Sequence

from luwte.admin.arguments import Asked, Create, Enrol, Keys, Publish, Remove, Renew, ShowPeople, read
from luwte.admin.create import create, read_policy
from luwte.admin.house import publish_keys, publish_policy
from luwte.admin.office import Here, Office, open_office
from luwte.admin.people import enrol, remove, renew, show_people
from luwte.admin.terminal import Terminal
from luwte.admin.trouble import AdminError, told
from luwte.errors import LuwteError
from luwte.settings import console_folder
from luwte.vault.keychain import SystemKeychain

__all__ = ["AdminError", "Here", "Office", "Terminal", "carry_out", "open_office", "run"]

FAILED = 1
INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Do what the command line asks; 0 when done, 1 with one sentence on standard error, 2 for a wrong
    command line."""
    asked = read(argv)
    try:
        if isinstance(asked.command, Publish):
            read_policy(asked.command.policy)  # what cannot be obeyed costs nobody a password and a code
        terminal = Terminal(asked.password_fd, asked.code_fd)
        here = Here(asked.profile or console_folder(), SystemKeychain(), terminal, time.time)
        asyncio.run(carry_out(asked, here))
    except LuwteError as error:
        sys.stderr.write(f"luwte admin: {told(error).sentence}\n")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


async def carry_out(asked: Asked, here: Here) -> None:
    """Carry out one command; LuwteError for everything foreseen."""
    match asked.command:
        case Create(founding):
            await create(founding, here)
        case command:
            # Who renews may have ended; nobody else signs anything before being renewed.
            kit = command.kit if isinstance(command, Renew) else None
            async with open_office(here, kit) as office:
                await _in_office(command, office)


async def _in_office(command: Enrol | ShowPeople | Renew | Remove | Publish | Keys, office: Office) -> None:
    match command:
        case Enrol(name, role, code_file, kit):
            await enrol(office, name, role, code_file, kit)
        case ShowPeople():
            await show_people(office)
        case Renew(kit):
            await renew(office, kit)
        case Remove(who, kit):
            await remove(office, who, kit)
        case Publish(policy):
            await publish_policy(office, policy)
        case Keys(weeks, kit, is_again):
            await publish_keys(office, weeks, kit, is_again)
