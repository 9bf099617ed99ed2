"""Where a helpline can be reached: IPv6, behind a proxy, by the command as an operator types it."""

import asyncio
import errno
import ipaddress
import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from luwte.abuse.gate import Limits, Rate
from luwte.server.app import serve
from luwte.server.settings import ServerSettings, SettingsError
from tests.conftest import Template, walk_at
from tests.server.running import Clock, Running, answer, get, knock, running, setup_code

PAGE = "https://chat.example"
OFTEN = Rate(1_000, 1_000)


def own_addresses() -> list[str]:
    """Return how this machine reaches itself: by IPv4, and by IPv6 where it has that."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return ["127.0.0.1"]
    return ["127.0.0.1", "::1"]


async def test_where_there_is_no_ipv6_the_start_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(*_: object, family: int, **__: object) -> NoReturn:
        assert family == socket.AF_INET6
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")

    monkeypatch.setattr(socket, "create_server", without)
    with pytest.raises(SettingsError, match="port_taken"):
        await serve(ServerSettings(tmp_path, "::1"), lambda _url, _port: None)


@pytest.mark.parametrize("host", own_addresses())
async def test_a_conversation_from_the_page_to_the_desk_by_every_address(
    template: Template, tmp_path: Path, host: str
) -> None:
    at = f"[{host}]" if ":" in host else host
    async with walk_at(template, tmp_path, host) as line:
        assert line.url.startswith(f"http://{at}:")
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("hallo over zes")
        await noor.hear(conversation, "hallo over zes")
        await noor.say(conversation, "ik hoor je")
        await visitor.drop()
        await visitor.resume()
        await visitor.hear("ik hoor je")
        port = line.url.rpartition(":")[2]
        for origin, is_ours in [
            (f"http://{at}:{port}", True),
            (f"http://localhost:{port}", True),
            (f"http://[::2]:{port}", False),
            (f"http://127.0.0.2:{port}", False),
            (f"http://::1:{port}", False),
            (f"http://[0:0:0:0:0:0:0:1]:{port}", False),
            (f"http://{at}", False),
        ]:
            assert await knocked(f"ws://{at}:{port}/visitor", origin) == (101 if is_ours else 403), origin


async def knocked(address: str, origin: str, **headers: str) -> int:
    """Return how a visitor's handshake with this Origin is answered."""
    try:
        async with connect(address, origin=origin, additional_headers=headers, proxy=None):  # type: ignore[arg-type]
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


async def test_whom_a_configured_proxy_brings_is_counted_by_their_own_address(tmp_path: Path) -> None:
    """A1, A4: the last hop that is no proxy is the origin; what a visitor wrote before it is nothing."""
    limits = Limits(connections_per_origin=1, knock=OFTEN, look=OFTEN)
    proxy = ipaddress.ip_network("127.0.0.0/8")
    async with running(tmp_path, limits=limits, behind_proxy=proxy, origins=(PAGE,)) as server:
        async with held(server, "198.51.100.1"), held(server, "203.0.113.9, 198.51.100.2"):
            for same in (
                "198.51.100.1",
                "9.9.9.9, 198.51.100.1",
                "198.51.100.1, 127.0.0.2",
                "::ffff:198.51.100.2",
            ):
                assert await status(server, same) == 429, same
        assert await status(server, "not an address") == 400
        assert await status(server, ", ".join(["198.51.100.3"] * 40)) == 400


@pytest.mark.parametrize("proxy", ["10.0.0.0/8", "127.0.0.2/32", "::1/128"])
async def test_a_header_from_anybody_but_the_configured_proxy_is_not_believed(
    tmp_path: Path, proxy: str
) -> None:
    """A4: whoever reaches the server past its proxy is one origin, whatever they write."""
    limits = Limits(connections_per_origin=1, knock=OFTEN, look=OFTEN)
    network = ipaddress.ip_network(proxy)
    async with (
        running(tmp_path, limits=limits, behind_proxy=network, origins=(PAGE,)) as server,
        held(server, "198.51.100.1"),
    ):
        assert await status(server, "198.51.100.2") == 429
        assert await status(server, "not an address") == 429


@asynccontextmanager
async def held(server: Running, forwarded: str) -> AsyncIterator[None]:
    """Hold a visitor's socket open that came by a proxy."""
    headers = {"X-Forwarded-For": forwarded}
    async with connect(
        f"{server.sockets}/visitor",
        origin=PAGE,  # type: ignore[arg-type]
        additional_headers=headers,
        proxy=None,
    ):
        yield


async def status(server: Running, forwarded: str) -> int:
    """Return how a further socket of this origin is answered."""
    request = knock("/visitor", f"Origin: {PAGE}", f"X-Forwarded-For: {forwarded}")
    return (await answer(server, request))[0]


@asynccontextmanager
async def command(folder: Path, *words: str) -> AsyncIterator[dict[str, object]]:
    """Run ``luwte server`` with these words and yield what it says when it listens."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "luwte", "server", "--data", str(folder), "--port", "0", *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            yield json.loads(await process.stdout.readline())
    finally:
        process.terminate()
        out, err = await process.communicate()
    assert (out, err, process.returncode) == (b"", b"", 0)


async def test_the_command_behind_a_proxy_serves_the_named_origins_only(tmp_path: Path) -> None:
    words = ("--behind-proxy", "127.0.0.0/8", "--origin", PAGE, "--origin", "https://hulp.example:8443")
    async with command(tmp_path, *words) as ready:
        port = ready["port"]
        assert ready == {"ready": True, "url": PAGE, "port": port}
        address = f"ws://127.0.0.1:{port}/visitor"
        forwarded = {"X-Forwarded-For": "198.51.100.1"}
        for origin, is_ours in [
            (PAGE, True),
            ("https://hulp.example:8443", True),
            ("https://hulp.example", False),
            ("http://chat.example", False),
            (f"http://127.0.0.1:{port}", False),
            (f"http://localhost:{port}", False),
        ]:
            assert await knocked(address, origin, **forwarded) == (101 if is_ours else 403), origin
        server = Running(PAGE, int(str(port)), tmp_path, Clock(), asyncio.Event())
        _, headers, _ = await answer(server, get("/"))
        found = {name.lower(): value for name, value in headers}
        assert "max-age" in found["strict-transport-security"]
        assert "wss://chat.example" in found["content-security-policy"]


async def test_the_command_keeps_its_setup_code_to_its_owner(tmp_path: Path) -> None:
    async with command(tmp_path / "data") as ready:
        assert str(ready["url"]) == f"http://127.0.0.1:{ready['port']}"
        file = tmp_path / "data" / "setup-code"
        assert file.stat().st_mode & 0o777 == 0o600
        assert len(setup_code(tmp_path / "data")) >= 32
