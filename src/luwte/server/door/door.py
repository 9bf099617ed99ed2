"""Who may come in: paths, Origins, cookies and limits, decided before a socket is opened (C2, A4)."""

import asyncio
import http
import socket
import ssl
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, cast

import msgspec
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers, MultipleValuesError
from websockets.http11 import Request, Response

from luwte.abuse.origin import OriginError, Tag, client_address, is_among
from luwte.crypto.certificates import fingerprint
from luwte.protocol.codec import VISITOR_LIMIT
from luwte.protocol.messages import QuickExit, Withdraw
from luwte.resources import folder as resources_folder
from luwte.server.door import cookies
from luwte.server.door.answers import Answers, read_page, with_root
from luwte.server.door.connection import FIRST_LIMIT, STAFF_BUFFER, Connection, SocketLine, quiet
from luwte.server.door.cookies import Seat
from luwte.server.door.hall import HANDSHAKE_SECONDS, Hall
from luwte.server.door.pulse import Pulse
from luwte.server.fuse import Cordon
from luwte.server.office import Office
from luwte.server.session import VisitorSession
from luwte.server.staff_session import StaffSession

CLOSE_SECONDS: Final = 3.0
_WAITING_FRAMES: Final = 8
_Opened = Callable[[], Coroutine[Any, Any, asyncio.Server]]
_OPTIONS: Final[Mapping[str, Any]] = MappingProxyType(
    # No pings of the library's: the pulse asks.
    {"ping_interval": None, "close_timeout": CLOSE_SECONDS, "max_queue": _WAITING_FRAMES}
)

_Status = http.HTTPStatus
_GOING: Final[Mapping[str, QuickExit | Withdraw | None]] = MappingProxyType(
    {"/leave": QuickExit(), "/withdraw": Withdraw(), "/forget": None}
)
"""What a page that closes asks for by its cookie alone, and what that means for its conversation."""


class Door:
    """Serves one address and port until it is closed."""

    def __init__(self, office: Office, origins: frozenset[str]) -> None:
        self.limits = office.settings.limits
        self.answers = Answers(origins, office.settings.is_secret_on_the_way)
        self._office = office
        self._origins = origins
        self._cordon = Cordon(office.deciding)
        self._files = read_page(resources_folder("visitor"))
        self.pulse = Pulse()
        self._hall: Hall | None = None
        self._half_open: dict[bytes, int] = {}
        self._all_half_open = 0

    async def open(self, sock: socket.socket, tls: ssl.SSLContext | None) -> Server:
        """Begin to serve on a listening socket; with TLS whoever comes stands in the hall first."""
        server = serve(
            self._serve,
            sock=sock,
            create_connection=cast("type[ServerConnection]", partial(_connection, self)),
            process_request=self._asked,
            process_response=self._answered,
            compression=None,
            server_header=None,
            open_timeout=HANDSHAKE_SECONDS,
            **_OPTIONS,
            logger=quiet,
        )
        if tls is not None:
            self._hall = Hall(
                sock,
                tls,
                hand_over=lambda: Connection(self, server, **_OPTIONS),
                tag=self._office.origins.tag,
                most_of_peer=self.limits.half_open_per_peer,
            )
            server.create_server = cast("_Opened", self._hall.opened)
        return await server

    async def admit(self) -> None:
        """Let in who comes, until cancelled; without TLS the listening server does it by itself."""
        if self._hall is not None:
            await self._hall.run()

    # ── connections come and go ─────────────────────────────────────────────────────────────────

    def knocked(self, connection: Connection) -> bool:
        """Count a connection without a finished handshake; a proxy's are all its own."""
        gate = self._office.gate
        if gate.connections + self._all_half_open >= self.limits.connections + self.limits.half_open_per_peer:
            return False
        connection.peer = self._office.origins.tag(_peer(connection))
        self._all_half_open += 1
        waiting = self._half_open.get(connection.peer, 0) + 1
        self._half_open[connection.peer] = waiting
        proxies = self._office.settings.proxies
        return waiting <= self.limits.half_open_per_peer or is_among(_peer(connection), proxies)

    def gone(self, connection: Connection) -> None:
        """Pay back what the connection was counted for."""
        self._is_no_longer_half_open(connection)
        if connection.origin is not None:
            self._office.gate.release(connection.origin)
            connection.origin = None

    def _is_no_longer_half_open(self, connection: Connection) -> None:
        if connection.peer is None:
            return
        self._all_half_open -= 1
        left = self._half_open.get(connection.peer, 0) - 1
        if left > 0:
            self._half_open[connection.peer] = left
        else:
            self._half_open.pop(connection.peer, None)
        connection.peer = None

    # ── requests ────────────────────────────────────────────────────────────────────────────────

    async def _asked(self, plain: ServerConnection, request: Request) -> Response | None:
        connection, status = _ours(plain), _Status.INTERNAL_SERVER_ERROR
        with self._cordon.around(lambda: None):
            try:
                return await self._answer(connection, request)
            except (MultipleValuesError, OriginError):
                status = _Status.BAD_REQUEST
        return self.answers.refusal(status)

    async def _answer(self, connection: Connection, request: Request) -> Response | None:
        office, now = self._office, connection.loop.time()
        if request.method != "GET":
            return self.answers.refusal(_Status.METHOD_NOT_ALLOWED)
        forwarded = request.headers.get_all("X-Forwarded-For")
        origin = office.origins.tag(client_address(_peer(connection), forwarded, office.settings.proxies))
        path = request.path.partition("?")[0]
        # Who goes must be able to go, also while the server stops: desk and writer are still there.
        if office.is_draining and path not in _GOING:
            return self.answers.refusal(_Status.SERVICE_UNAVAILABLE)
        if path in {"/visitor", "/staff"}:
            return self._socket(connection, path, request.headers, origin)
        if not office.gate.may("look", origin, now):
            return self.answers.refusal(_Status.TOO_MANY_REQUESTS)
        return await self._look(path, request.headers)

    def _socket(self, connection: Connection, path: str, headers: Headers, origin: Tag) -> Response | None:
        refused = self._why_no_socket(path, headers)
        if refused is not None:
            return self.answers.refusal(refused)
        gate = self._office.gate
        if not gate.may("knock", origin, connection.loop.time()) or not gate.admit(origin):
            return self.answers.refusal(_Status.TOO_MANY_REQUESTS)
        connection.origin = origin
        if path == "/visitor":
            connection.seat = self._seat(headers)
        else:
            connection.buffer = STAFF_BUFFER
        return None

    async def _look(self, path: str, headers: Headers) -> Response:
        office = self._office
        match path:
            case "/house":
                message = office.house.message(office.desk.house_state())
                if message is None:
                    return self.answers.refusal(_Status.SERVICE_UNAVAILABLE)
                return self.answers.json(msgspec.json.encode(message))
            case "/leave" | "/withdraw" | "/forget":
                return await self._leave(_GOING[path], headers)
            case _:
                return self._file(path)

    async def _leave(self, going: QuickExit | Withdraw | None, headers: Headers) -> Response:
        """Take the cookie away, once what it stood for is durably over; until then the browser keeps it.

        A withdrawal that came too late is told so: nobody may read "erased" of what was archived (C6).
        """
        if headers.get("Sec-Fetch-Site") != "same-origin":
            return self.answers.refusal(_Status.FORBIDDEN)
        token = cookies.token_in(headers.get_all("Cookie"))
        if (
            going is not None
            and token is not None
            and not await self._office.leave(cookies.hash_of(token), going)
        ):
            return self.answers.refusal(_Status.SERVICE_UNAVAILABLE)
        is_too_late = isinstance(going, Withdraw) and not self._has_withdrawn(token)
        response = self.answers.refusal(_Status.GONE) if is_too_late else self.answers.done()
        response.headers["Set-Cookie"] = cookies.expired()
        return response

    def _has_withdrawn(self, token: str | None) -> bool:
        return token is not None and self._office.desk.has_withdrawn(cookies.hash_of(token))

    def _file(self, path: str) -> Response:
        file = self._files.get(path)
        if file is None:
            return self.answers.refusal(_Status.NOT_FOUND)
        root = self._office.roster.root
        return self.answers.file(with_root(file, fingerprint(root) if root else b""))

    def _why_no_socket(self, path: str, headers: Headers) -> http.HTTPStatus | None:
        """Only our own page may open a visitor's socket, and no page at all a console's.

        SameSite cookies are sent from sibling subdomains and other ports too: the Origin must be exact.
        """
        origin = headers.get("Origin")
        if path == "/visitor":
            return None if origin in self._origins else _Status.FORBIDDEN
        return None if origin is None else _Status.FORBIDDEN

    def _seat(self, headers: Headers) -> Seat:
        token = cookies.token_in(headers.get_all("Cookie"))
        former = None if token is None else cookies.hash_of(token)
        office = self._office
        if former is not None and (office.desk.is_live(former) or former in office.board.visitors):
            return Seat(former, None, None)
        fresh, cookie = cookies.fresh()
        return Seat(fresh, former, cookie)

    def _answered(self, plain: ServerConnection, _request: Request, response: Response) -> None:
        connection = _ours(plain)
        self._is_no_longer_half_open(connection)
        if response.status_code == _Status.SWITCHING_PROTOCOLS:
            # Every other answer was made by ``answers`` and has them.
            self.answers.stamp(response.headers)
            if connection.seat is not None and connection.seat.fresh_cookie is not None:
                response.headers["Set-Cookie"] = connection.seat.fresh_cookie

    # ── sockets ─────────────────────────────────────────────────────────────────────────────────

    async def _serve(self, plain: ServerConnection) -> None:
        connection = _ours(plain)
        connection.forget_handshake()
        if connection.origin is None:
            return
        line = SocketLine(connection, connection.origin)
        with self.pulse.of(connection), self._cordon.around(connection.abort):
            if connection.seat is None:
                connection.allow(FIRST_LIMIT, self.limits.staff_bytes)
                await StaffSession(self._office, line).run()
            else:
                seat = connection.seat
                connection.allow(VISITOR_LIMIT, self.limits.visitor_bytes)
                await VisitorSession(self._office, line, seat.visitor, seat.former).run()


def _connection(door: Door, _protocol: object, server: Server, **options: object) -> Connection:
    return Connection(door, server, **options)


def _ours(connection: ServerConnection) -> Connection:
    if not isinstance(connection, Connection):
        raise TypeError("a connection of another door")
    return connection


def _peer(connection: Connection) -> str:
    peer = connection.transport.get_extra_info("peername")
    return str(peer[0]) if peer else "0.0.0.0"  # noqa: S104 -- a peer that is gone already
