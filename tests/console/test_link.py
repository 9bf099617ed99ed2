"""The line: TLS as the system verifies it and no way around; limits; every failure a code."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from luwte.console.link import LinkError, open_link, staff_address
from luwte.protocol.codec import read_staff, write
from luwte.protocol.ids import new_id
from luwte.protocol.messages import HouseState, StaffHello, Welcome
from tests.console.authority import DAY, TODAY, Authority

Handler = Callable[[ServerConnection], Awaitable[None]]


async def welcomes(socket: ServerConnection) -> None:
    assert isinstance(read_staff(await socket.recv()), StaffHello)
    await socket.send(write(Welcome(1, None, 0)))
    await socket.wait_closed()


@asynccontextmanager
async def serving(
    handler: Handler, tls: ssl.SSLContext | None = None, *, redirect: str = ""
) -> AsyncIterator[int]:
    def answer(_: ServerConnection, __: Request) -> Response | None:
        if not redirect:
            return None
        return Response(HTTPStatus.FOUND, "Found", Headers(Location=redirect))

    async with serve(handler, "127.0.0.1", 0, ssl=tls, process_request=answer) as server:
        yield next(iter(server.sockets)).getsockname()[1]


@asynccontextmanager
async def speaking_no_tls(answer: bytes = b"HTTP/1.1 400 Bad Request\r\n\r\n") -> AsyncIterator[int]:
    """A server that answers every first word alike, or (empty) never."""

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if answer:
            await reader.read(1)
            writer.write(answer)
        else:
            await reader.read()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        gone.set()

    gone = asyncio.Event()
    server = await asyncio.start_server(listens, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        async with asyncio.timeout(5):
            await gone.wait()


async def refusal(address: str) -> str:
    with pytest.raises(LinkError) as told:
        await open_link(address)
    assert told.value.__cause__ is None
    return told.value.code


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The only authority this system trusts, during the test."""
    trusted = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted.file))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    return trusted


async def test_hello_and_welcome_over_verified_tls(authority: Authority) -> None:
    async with serving(welcomes, authority.server("localhost")) as port:
        link = await open_link(f"https://localhost:{port}")
        await link.send(StaffHello(1))
        assert await link.receive() == Welcome(1, None, 0)
        await link.close()
        await link.close()


async def test_a_server_of_an_unknown_authority_is_refused(authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    stranger = Authority(tmp_path / "other", "stranger")
    async with serving(welcomes, stranger.server("localhost")) as port:
        assert await refusal(f"https://localhost:{port}") == "certificate"


async def test_an_expired_certificate_is_refused(authority: Authority) -> None:
    async with serving(welcomes, authority.server("localhost", ends=TODAY - DAY)) as port:
        assert await refusal(f"https://localhost:{port}") == "certificate"


async def test_a_certificate_for_another_host_is_refused(authority: Authority) -> None:
    async with serving(welcomes, authority.server("lijn.example")) as port:
        assert await refusal(f"https://localhost:{port}") == "certificate"
        assert await refusal(f"https://127.0.0.1:{port}") == "certificate"


async def test_a_server_without_tls_where_tls_was_enrolled_is_refused(authority: Authority) -> None:
    async with speaking_no_tls() as port:
        assert await refusal(f"https://localhost:{port}") in {"certificate", "unreachable"}


async def test_a_redirect_is_never_followed(authority: Authority) -> None:
    async with (
        serving(welcomes) as other,
        serving(welcomes, redirect=f"ws://127.0.0.1:{other}/staff") as port,
    ):
        assert await refusal(f"http://127.0.0.1:{port}") == "refused"


@pytest.mark.parametrize(
    ("server", "address"),
    [
        ("https://lijn.example", "wss://lijn.example/staff"),
        (" https://lijn.example:8443/ ", "wss://lijn.example:8443/staff"),
        ("http://127.0.0.1:8000", "ws://127.0.0.1:8000/staff"),
        ("http://localhost", "ws://localhost/staff"),
        ("http://[::1]:80", "ws://[::1]:80/staff"),
        ("https://[2001:db8::1]", "wss://[2001:db8::1]/staff"),
    ],
)
def test_the_staff_door_of_a_servers_address(server: str, address: str) -> None:
    assert staff_address(server) == address


@pytest.mark.parametrize(
    ("server", "code"),
    [
        ("http://lijn.example", "insecure"),
        ("ws://192.168.1.2", "insecure"),
        ("http://127.0.0.1.evil.example", "insecure"),
        ("http://localhost@evil.example", "bad_address"),
        ("ftp://lijn.example", "bad_address"),
        ("lijn.example", "bad_address"),
        ("https://", "bad_address"),
        ("https://lijn.example:99999", "bad_address"),
        ("https://lijn.example/elsewhere", "bad_address"),
        ("https://lijn.example/?token=1", "bad_address"),
        ("https://[::1", "bad_address"),
        ("", "bad_address"),
    ],
)
async def test_an_address_that_is_none_or_not_safe_is_refused_before_anything_is_sent(
    server: str, code: str
) -> None:
    assert await refusal(server) == code


async def test_nobody_there_is_unreachable() -> None:
    async with serving(welcomes) as port:
        pass
    assert await refusal(f"http://127.0.0.1:{port}") == "unreachable"


@pytest.mark.parametrize(
    "frame",
    ["{}", "no json", '{"type":"nothing_of_ours"}', b"\x00\x01", '{"type":"welcome","version":"one"}'],
)
async def test_what_is_no_message_of_ours_ends_the_line(frame: str | bytes) -> None:
    async def speaks(socket: ServerConnection) -> None:
        await socket.send(frame)
        await socket.wait_closed()

    async with serving(speaks) as port:
        link = await open_link(f"http://127.0.0.1:{port}")
        with pytest.raises(LinkError) as told:
            await link.receive()
        assert told.value.code == "bad_message"
        with pytest.raises(LinkError) as told:
            await link.send(StaffHello(1))
        assert told.value.code == "closed"


async def test_a_frame_larger_than_a_server_may_send_ends_the_line() -> None:
    async def speaks(socket: ServerConnection) -> None:
        await socket.send("x" * (16 * 1024 * 1024 + 1))

    async with serving(speaks) as port:
        link = await open_link(f"http://127.0.0.1:{port}")
        with pytest.raises(LinkError) as told:
            await link.receive()
        assert told.value.code == "bad_message"
        await link.close()


async def test_a_field_this_console_does_not_know_yet_is_ignored() -> None:
    async def speaks(socket: ServerConnection) -> None:
        await socket.send('{"type":"house_state","state":"open","mood":"' + new_id() + '"}')
        await socket.wait_closed()

    async with serving(speaks) as port:
        link = await open_link(f"http://127.0.0.1:{port}")
        assert await link.receive() == HouseState("open")
        await link.close()


async def test_a_server_that_goes_away_is_closed() -> None:
    async def leaves(socket: ServerConnection) -> None:
        await socket.close()

    async with serving(leaves) as port:
        link = await open_link(f"http://127.0.0.1:{port}")
        with pytest.raises(LinkError) as told:
            await link.receive()
        assert told.value.code == "closed"


async def test_a_server_that_never_answers_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luwte.console.link.OPEN_SECONDS", 0.2)
    async with speaking_no_tls(answer=b"") as port:
        assert await refusal(f"http://127.0.0.1:{port}") == "timeout"


async def test_the_console_names_neither_itself_nor_an_origin_and_does_not_compress() -> None:
    seen: list[Headers] = []

    async def looks(socket: ServerConnection) -> None:
        assert socket.request is not None
        seen.append(socket.request.headers)

    async with serving(looks) as port:
        link = await open_link(f"http://127.0.0.1:{port}")
        await link.close()
    [headers] = seen
    assert not {"User-Agent", "Origin", "Cookie", "Sec-WebSocket-Extensions"} & set(headers)
