"""The loop that is Qt's and asyncio's at once, and the console's life in it."""

from collections.abc import Callable, Coroutine
from functools import partial

from luwte.console.app import furnish
from luwte.console.ending import until_told
from luwte.console.front import Front
from luwte.console.qt import prepare
from luwte.settings import console_folder
from luwte.vault.keychain import SystemKeychain


async def work_behind(front: Front, server: str) -> None:
    """Put the whole console behind the first page and run it until the person closes it."""
    console = furnish(front, console_folder(), SystemKeychain, server, partial(SystemKeychain, "session"))
    try:
        await console.controller.run()
    finally:
        console.hide()


def drive(work: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run a coroutine in the loop until it returns, or until a signal asks for the end."""
    prepare()
    import qasync  # noqa: PLC0415 - 40 ms that the guard above must not wait for

    qasync.run(until_told(work))
