"""The line to the server's staff door: one websocket, TLS verified against the system's authorities, no way
around it."""

import asyncio
import logging
import ssl
from typing import Final, Protocol
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI, WebSocketException

from luwte.errors import LuwteError
from luwte.protocol.codec import SERVER_LIMIT, BadMessageError, read_to_staff, write
from luwte.protocol.messages import StaffMessage, ToStaff

OPEN_SECONDS: Final = 10
SEND_SECONDS: Final = 20
"""How long the other end may leave a message in our buffers before the line counts as dead."""
PING_SECONDS: Final = 15
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

# At DEBUG the library writes cookies and messages, and its own logger may be set to anything by the
# surroundings.
_quiet: Final = logging.getLogger("luwte.console.link")
_quiet.setLevel(logging.ERROR)


class LinkError(LuwteError):
    """The line failed.

    Codes: ``bad_address``, ``insecure`` (plain text to another computer), ``unreachable``, ``timeout``,
    ``certificate`` (TLS: unknown authority, expired, another host), ``refused`` (no websocket there),
    ``closed``, ``bad_message`` (not a message of ours, or too large).
    """


class Link(Protocol):
    """What the console speaks through: the real line, and later a player of training scripts."""

    async def send(self, message: StaffMessage) -> None:
        """Send one message; LinkError when the line is gone."""

    async def receive(self) -> ToStaff:
        """Return the next message; LinkError when the line is gone."""

    async def close(self) -> None:
        """Close the line; harmless when it is closed already."""


def staff_address(server: str) -> str:
    """Return the websocket address of the staff door of a server's URL (``https://…``, or ``http://`` to
    loopback).

    Raises LinkError ``bad_address`` or ``insecure``.
    """
    try:
        parts = urlsplit(server.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise LinkError("bad_address") from None
    if not host or parts.username or parts.query or parts.fragment or parts.path not in {"", "/", "/staff"}:
        raise LinkError("bad_address")
    name = f"[{host}]" if ":" in host else host
    where = name if port is None else f"{name}:{port}"
    match parts.scheme:
        case "https" | "wss":
            return f"wss://{where}/staff"
        case "http" | "ws" if host in LOOPBACK:
            return f"ws://{where}/staff"
        case "http" | "ws":
            raise LinkError("insecure")
        case _:
            raise LinkError("bad_address")


class SocketLink:
    """The real line, over a websocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def send(self, message: StaffMessage) -> None:
        """Send one message; LinkError ``closed`` or ``timeout``."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self._socket.send(write(message))
        except TimeoutError:
            raise LinkError("timeout") from None
        except ConnectionClosed:
            raise LinkError("closed") from None

    async def receive(self) -> ToStaff:
        """Return the next message; LinkError ``closed`` or ``bad_message``."""
        try:
            return read_to_staff(await self._socket.recv())
        except ConnectionClosed as closed:
            # 1007 and 1009 are ours: not UTF-8, or larger than a server may send.
            is_ours = closed.sent is not None and closed.sent.code in {1007, 1009}
            raise LinkError("bad_message" if is_ours else "closed") from None
        except BadMessageError:
            await self.close()
            raise LinkError("bad_message") from None

    async def close(self) -> None:
        """Close the line; harmless when it is closed already."""
        await self._socket.close()


async def open_link(server: str) -> SocketLink:
    """Open the line to a server's URL; LinkError with the reason otherwise."""
    address = staff_address(server)
    is_secure = address.startswith("wss:")
    try:
        socket = await _Direct(
            address,
            ssl=ssl.create_default_context() if is_secure else None,
            compression=None,
            user_agent_header=None,
            proxy=True if is_secure else None,
            open_timeout=OPEN_SECONDS,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            close_timeout=5,
            max_size=SERVER_LIMIT,
            logger=_quiet,
        )
    except ssl.SSLError:
        raise LinkError("certificate") from None
    except TimeoutError:
        raise LinkError("timeout") from None
    except (InvalidURI, UnicodeError):
        raise LinkError("bad_address") from None
    except (InvalidHandshake, WebSocketException):
        raise LinkError("refused") from None
    except OSError:
        raise LinkError("unreachable") from None
    return SocketLink(socket)


class _Direct(connect):
    """Never follows a redirect: the address that was enrolled is the one that is spoken to."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc
