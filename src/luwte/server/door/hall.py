"""Where connections stand until TLS is agreed on, each counted from the moment it is accepted.

A listening server that speaks TLS by itself knows of no connection before that: whoever opened sockets and
said nothing could hold every file the process may open. Without TLS there is no hall: nothing is waited for.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import Final

HANDSHAKE_SECONDS: Final = 10.0
MOST_OF_ALL: Final = 8
"""So many times what one peer may hold is the most of all peers together."""
_BREATH_SECONDS: Final = 0.5


class Hall:
    """Accepts on a listening socket, agrees on TLS, and hands over: to the library it is asyncio's server."""

    def __init__(
        self,
        sock: socket.socket,
        tls: ssl.SSLContext,
        *,
        hand_over: Callable[[], asyncio.BaseProtocol],
        tag: Callable[[str], bytes],
        most_of_peer: int,
    ) -> None:
        sock.settimeout(0)
        self.sockets = (sock,)
        self._sock = sock
        self._tls = tls
        self._hand_over = hand_over
        self._tag = tag
        self._most_of_peer = most_of_peer
        self._of_peer: dict[bytes, int] = {}
        self._all = 0
        self._loop = asyncio.get_running_loop()
        self._is_open = True

    async def run(self) -> None:
        """Accept until cancelled; who has not agreed by then is cut off."""
        async with asyncio.TaskGroup() as agreeing:
            while True:
                try:
                    accepted, address = await self._loop.sock_accept(self._sock)
                except OSError:
                    # No file is left for it, or it was gone again: others may still be served.
                    await asyncio.sleep(_BREATH_SECONDS)
                    continue
                peer = self._tag(str(address[0]))
                if self._is_open and self._may_stand(peer):
                    agreeing.create_task(self._agree(accepted, peer))
                else:
                    accepted.close()

    def _may_stand(self, peer: bytes) -> bool:
        of_peer = self._of_peer.get(peer, 0)
        if of_peer >= self._most_of_peer or self._all >= MOST_OF_ALL * self._most_of_peer:
            return False
        self._of_peer[peer] = of_peer + 1
        self._all += 1
        return True

    async def _agree(self, accepted: socket.socket, peer: bytes) -> None:
        try:
            await self._loop.connect_accepted_socket(
                self._hand_over, accepted, ssl=self._tls, ssl_handshake_timeout=HANDSHAKE_SECONDS
            )
        except OSError:
            return  # no TLS, none that we speak, too slow, or gone: there is nobody to tell
        finally:
            self._all -= 1
            self._of_peer[peer] -= 1
            if not self._of_peer[peer]:
                del self._of_peer[peer]

    # ── what the library asks of a server ───────────────────────────────────────────────────────

    async def opened(self) -> "Hall":
        """Return itself: the socket listens already."""
        return self

    def close(self) -> None:
        """Let nobody in any more."""
        self._is_open = False

    def is_serving(self) -> bool:
        """Whether somebody may still come in."""
        return self._is_open

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop it runs on."""
        return self._loop

    async def wait_closed(self) -> None:
        """Nothing to wait for: ``run`` is somebody's task, and ends by being cancelled."""
