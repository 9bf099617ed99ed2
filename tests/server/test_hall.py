"""Before TLS is agreed on: who stands there is counted, and nobody else is kept out by it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from luwte.abuse.gate import Limits
from luwte.server.door.hall import MOST_OF_ALL
from tests.server.running import PATIENCE, Running, get, running
from tests.server.test_app import make_certificate
from tests.walks.apart import apart

Silent = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def guarded(folder: Path, most_of_peer: int) -> AsyncIterator[tuple[Running, ssl.SSLContext]]:
    """A server with TLS that lets so few of one address stand before it."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    make_certificate(cert, key)
    limits = Limits(half_open_per_peer=most_of_peer)
    async with running(folder / "data", tls_cert=cert, tls_key=key, limits=limits) as server:
        yield server, ssl.create_default_context(cafile=str(cert))


async def silent(port: int, host: str = "127.0.0.1") -> Silent:
    """Connect from an address of this machine, and say nothing."""
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(host, 0))


async def is_let_in(port: int, trusting: ssl.SSLContext, host: str = "127.0.0.1") -> bool:
    """Say whether a page is answered over TLS."""
    async with asyncio.timeout(PATIENCE):
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", port, ssl=trusting, local_addr=(host, 0)
            )
        except (ssl.SSLError, ConnectionError):
            return False
        writer.write(get("/"))
        head = await reader.readuntil(b"\r\n")
        writer.close()
        return head == b"HTTP/1.1 200 OK\r\n"


async def is_turned_away(guest: Silent) -> bool:
    reader, writer = guest
    async with asyncio.timeout(PATIENCE):
        try:
            return await reader.read() == b""
        except ConnectionResetError:
            return True
        finally:
            writer.close()


async def test_one_address_holds_a_few_places_before_tls_and_keeps_nobody_else_out(tmp_path: Path) -> None:
    async with guarded(tmp_path, 3) as (server, trusting):
        held = [await silent(server.port) for _ in range(3)]
        assert await is_turned_away(await silent(server.port))
        assert not await is_let_in(server.port, trusting)
        assert await is_let_in(server.port, trusting, "127.0.0.2")
        for _, writer in held:
            writer.close()
        while not await is_let_in(server.port, trusting):
            pass


async def test_all_addresses_together_hold_a_bounded_number_of_places(tmp_path: Path) -> None:
    async with guarded(tmp_path, 1) as (server, _):
        held = [await silent(server.port, f"127.0.1.{host}") for host in range(1, MOST_OF_ALL + 1)]
        assert await is_turned_away(await silent(server.port, "127.0.2.1"))
        for _, writer in held:
            writer.close()


@pytest.mark.parametrize("nonsense", [b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\x05\x00", bytes(300)])
async def test_what_is_no_tls_ends_alone_and_the_command_stops_in_order(
    tmp_path: Path, nonsense: bytes
) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    make_certificate(cert, key)
    words = ("--tls-cert", str(cert), "--tls-key", str(key))
    async with apart(tmp_path / "data", *words) as server:
        port = int(server.url.rpartition(":")[2])
        _, writer = await silent(port)
        writer.write(nonsense)
        waits = await silent(port)
        assert await is_let_in(port, ssl.create_default_context(cafile=str(cert)))
    assert await is_turned_away(waits)
    writer.close()
    assert server.log == ""
