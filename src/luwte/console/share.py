"""The vault's share A in this computer's keyring: one question at a time, none waited for without an end.

A keyring may ask a person for a password, hang, or never answer: no shift waits for it, and no end of one.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final, TypeVar

from luwte.errors import LuwteError
from luwte.protocol.ids import Id
from luwte.vault.keychain import Keychain, KeychainError
from luwte.vault.shares import kept_share
from luwte.vault.shift import share_name

KEEP_SECONDS: Final = 10.0
"""After that the share stays in memory, and the volunteer is told."""
FETCH_SECONDS: Final = 30.0
"""Somebody may have to find the keyring's password first: without the share nothing of before opens."""
FORGET_SECONDS: Final = 5.0

_Result = TypeVar("_Result")


class Share:
    """Asks the keyring on a thread of its own. What was asked later is done later, also when nobody waits
    any more: a share that was kept too late is forgotten all the same.

    Every call raises KeychainError; ``keyring_slow`` when there was no answer in time.
    """

    def __init__(self, keychain: Callable[[], Keychain]) -> None:
        self._make: Final = keychain
        self._keychain: Keychain | None = None
        self._asked: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def keep(self, vault: Id, share: bytes) -> None:
        """Keep a vault's share."""
        await self._ask(lambda keychain: keychain.keep(share_name(vault), share), KEEP_SECONDS)

    async def fetch(self, vault: Id) -> bytes:
        """Return a vault's share; VaultError ``vault_key`` if there is none."""
        return await self._ask(lambda keychain: kept_share(keychain, vault), FETCH_SECONDS)

    async def forget(self, vault: Id) -> None:
        """Forget a vault's share; harmless when there is none."""
        await self._ask(lambda keychain: keychain.forget(share_name(vault)), FORGET_SECONDS)

    async def _ask(self, question: Callable[[Keychain], _Result], seconds: float) -> _Result:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[_Result] = loop.create_future()

        def ask() -> None:
            tell: Callable[[], None]
            try:
                if self._keychain is None:
                    self._keychain = self._make()
                tell = partial(_settle, answer, question(self._keychain))
            except LuwteError as error:
                tell = partial(_refuse, answer, error)
            # Nobody may be there any more to hear it.
            if not loop.is_closed():
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(tell)

        self._asked.put(ask)
        if self._thread is None:
            # A daemon: a keyring that hangs must not keep the program from ending.
            self._thread = threading.Thread(target=self._answer, name="luwte-keyring", daemon=True)
            self._thread.start()
        await asyncio.wait({answer}, timeout=seconds)
        if not answer.done():
            answer.cancel()
            raise KeychainError("keyring_slow")
        return answer.result()

    def _answer(self) -> None:
        while True:
            self._asked.get()()


def _settle(answer: "asyncio.Future[_Result]", result: _Result) -> None:
    if not answer.done():
        answer.set_result(result)


def _refuse(answer: "asyncio.Future[_Result]", error: LuwteError) -> None:
    if not answer.done():
        answer.set_exception(error)
