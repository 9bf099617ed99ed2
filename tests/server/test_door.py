"""Who may come in: headers, Origins, cookies, limits, forwarded addresses."""

import asyncio
import json
import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from luwte.abuse.gate import Limits, Rate
from luwte.crypto.certificates import fingerprint
from luwte.database import StorageError
from luwte.protocol import codec
from luwte.protocol import messages as say
from luwte.server.writer import Batch, Writer
from tests.server.running import PATIENCE, Running, answer, get, helpline, knock, running, talking, visitor
from tests.wire.helpline import ROOT

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
DIRECTIVES = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
}


def assert_guarded(headers: list[tuple[str, str]]) -> None:
    names = [name.lower() for name, _ in headers]
    found = {name.lower(): value for name, value in headers}
    assert len(names) == len(set(names)), "a header stands there twice"
    assert ALWAYS.items() <= found.items()
    assert "camera=()" in found["permissions-policy"]
    policy = {part.strip() for part in found["content-security-policy"].split(";")}
    connect_src = next(part for part in policy if part.startswith("connect-src 'self'"))
    assert policy - {connect_src} == DIRECTIVES
    assert "server" not in found


@pytest.mark.parametrize(
    ("status", "request_bytes"),
    [
        (200, get("/")),
        (200, get("/main.js")),
        (503, get("/house")),
        (404, get("/nowhere")),
        (404, get("/../pyproject.toml")),
        (404, get("/%2e%2e/luwte.sqlite")),
        (404, get("/setup-code")),
        (403, get("/leave")),
        (403, get("/forget", "Sec-Fetch-Site: cross-site")),
        (204, get("/forget", "Sec-Fetch-Site: same-origin")),
        (403, knock("/visitor")),
        (403, knock("/staff", "Origin: http://127.0.0.1")),
        (426, get("/staff")),
        (400, get("/visitor", "Origin: a", "Origin: b")),
        (405, get("/").replace(b"GET", b"HEAD", 1)),
        (405, get("/").replace(b"GET", b"DELETE", 1)),
        (431, get("/", f"X-Long: {'a' * 9000}")),
        (414, get("/" + "a" * 9000)),
        (101, knock("/staff")),
    ],
)
async def test_every_answer_carries_every_header(tmp_path: Path, status: int, request_bytes: bytes) -> None:
    async with running(tmp_path) as server:
        found, headers, body = await answer_until_headers(server, request_bytes)
        assert found == status
        assert_guarded(headers)
        if status >= 400:
            assert len(body) < 60
            assert b"aaaa" not in body


async def answer_until_headers(server: Running, request: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    if b"Upgrade" not in request or b"Origin" in request:
        return await answer(server, request)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    writer.close()
    first, *lines = head.strip().split("\r\n")
    pairs = [line.partition(": ") for line in lines]
    return int(first.split(" ")[1]), [(name, value) for name, _, value in pairs], b""


async def test_the_page_carries_the_root_and_the_house_is_told(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        _, _, before = await answer(server, get("/"))
        assert b'name="luwte-root" content=""' in before
        await helpline(server)
        _, _, page = await answer(server, get("/"))
        assert f'content="{fingerprint(ROOT.public).hex()}"'.encode() in page
        status, _, body = await answer(server, get("/house"))
        house = codec.read_to_visitor(body)
        assert status == 200
        assert isinstance(house, say.House)
        assert (house.state, house.root) == ("open", ROOT.public)
        assert json.loads(house.policy.payload)["version"] == 1


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:{port}",
        "http://sub.localhost:{port}",
        "http://127.0.0.1:{port}/",
        "HTTP://127.0.0.1:{port}",
        "http://127.0.0.1:{port}.evil.example",
    ],
)
async def test_a_visitors_socket_opens_for_the_exact_origin_only(tmp_path: Path, origin: str) -> None:
    async with running(tmp_path) as server:
        bad = origin.format(port=server.port)
        assert (await answer(server, knock("/visitor", f"Origin: {bad}")))[0] == 403
        for good in (f"http://127.0.0.1:{server.port}", f"http://localhost:{server.port}"):
            found = await answer_until_headers(server, knock("/visitor"))
            assert found[0] == 403
            async with connect(f"{server.sockets}/visitor", origin=good, proxy=None):  # type: ignore[arg-type]
                pass


async def test_no_page_at_all_opens_a_consoles_socket(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        with pytest.raises(InvalidStatus):
            async with connect(f"{server.sockets}/staff", origin=server.url, proxy=None):  # type: ignore[arg-type]
                pass


async def test_the_one_cookie_is_a_resume_token_nobody_else_can_read(tmp_path: Path) -> None:
    """C3: functional, for the socket alone, and given at the socket's handshake, not for looking."""
    async with running(tmp_path) as server:
        for path in ("/", "/house", "/main.js"):
            _, headers, _ = await answer(server, get(path))
            assert "set-cookie" not in {name.lower() for name, _ in headers}
        async with visitor(server) as guest:
            assert guest.socket.response is not None
            (cookie,) = guest.socket.response.headers.get_all("Set-Cookie")
        token, *attributes = [part.strip() for part in cookie.split(";")]
        assert re.fullmatch(r"__Host-luwte=[A-Za-z0-9_-]{43}", token)
        assert set(attributes) == {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"}


async def test_a_live_cookie_is_kept_and_a_dead_or_doubled_one_is_replaced(tmp_path: Path) -> None:
    """C3."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            cookie = talk.visitor.cookie
            async with visitor(server, cookie, after=0) as again:
                assert again.socket.response is not None
                assert "Set-Cookie" not in again.socket.response.headers
                assert isinstance(await again.hear(), say.Resumed)
            for dead in ("__Host-luwte=" + "a" * 43, "__Host-luwte=short", f"{cookie}; __Host-luwte=b"):
                async with visitor(server, dead) as stranger:
                    assert stranger.cookie not in {cookie, dead}
                    assert isinstance(await stranger.hear(), say.Ready)


async def test_quick_exit_works_without_a_socket_and_expires_the_cookie(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            cookie = f"Cookie: {talk.visitor.cookie}"
            refused, _, _ = await answer(server, get("/leave", cookie, "Sec-Fetch-Site: cross-site"))
            assert refused == 403
            status, headers, _ = await answer(server, get("/leave", cookie, "Sec-Fetch-Site: same-origin"))
            assert status == 204
            assert "Max-Age=0" in dict(headers)["Set-Cookie"]
            assert (await talk.noor.until(say.Ended)).why == "quick_exit"
            async with visitor(server, talk.visitor.cookie) as again:
                ready = await again.until(say.Ready)
                assert ready.ended == "no"


SAME_ORIGIN = "Sec-Fetch-Site: same-origin"


async def test_withdrawal_works_without_a_socket_and_archives_nothing(tmp_path: Path) -> None:
    """C6: also for a page that closes, from our own page only."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Toch maar niet"))
            await talk.visitor.until(say.LineStored)
            cookie = f"Cookie: {talk.visitor.cookie}"
            for site in ("cross-site", "same-site", "none"):
                assert (await answer(server, get("/withdraw", cookie, f"Sec-Fetch-Site: {site}")))[0] == 403
            await talk.visitor.socket.close()
            status, headers, _ = await answer(server, get("/withdraw", cookie, SAME_ORIGIN))
            assert status == 204
            assert "Max-Age=0" in dict(headers)["Set-Cookie"]
            assert (await talk.noor.until(say.Ended)).why == "withdrawn"
            with closing(sqlite3.connect(tmp_path / "luwte.sqlite")) as rows:
                assert rows.execute("SELECT * FROM transcripts").fetchall() == []
                assert rows.execute("SELECT * FROM lines").fetchall() == []


async def test_a_withdrawal_that_comes_too_late_is_not_told_that_it_erased(tmp_path: Path) -> None:
    """C6: nobody may read "erased" of what was archived; nor does it take a cookie that stood for nothing."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Tot hier"))
            await talk.visitor.until(say.LineStored)
            await talk.visitor.say(say.VisitorEnd())
            await talk.noor.until(say.Ended)
            cookie = f"Cookie: {talk.visitor.cookie}"
            status, headers, _ = await answer(server, get("/withdraw", cookie, SAME_ORIGIN))
            assert status == 410
            assert "Max-Age=0" in dict(headers)["Set-Cookie"]
            assert (await answer(server, get("/withdraw", SAME_ORIGIN)))[0] == 410


@pytest.mark.parametrize("path", ["/leave", "/withdraw"])
async def test_who_goes_is_answered_once_it_is_durable_also_while_the_server_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """T2: after a restart the share would be there again for whoever takes the device over."""
    held, real = threading.Event(), Writer._store

    def store(writer: Writer, batch: Batch) -> bool:
        assert held.wait(PATIENCE)
        return real(writer, batch)

    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            monkeypatch.setattr(Writer, "_store", store)
            await talk.visitor.say(talk.visitor.line("Wacht even"))
            server.stop.set()
            while (await answer(server, get("/house")))[0] != 503:
                pass
            async with asyncio.TaskGroup() as group:
                request = get(path, f"Cookie: {talk.visitor.cookie}", SAME_ORIGIN)
                answered = group.create_task(answer(server, request))
                assert (await answer(server, get("/forget", SAME_ORIGIN)))[0] == 204
                assert not answered.done()
                held.set()
            assert answered.result()[0] == 204
    with closing(sqlite3.connect(tmp_path / "keys.sqlite")) as keys:
        assert keys.execute("SELECT * FROM shares").fetchall() == []


async def test_who_goes_keeps_the_cookie_while_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise StorageError

    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            request = get("/leave", f"Cookie: {talk.visitor.cookie}", SAME_ORIGIN)
            with monkeypatch.context() as patched:
                patched.setattr(Writer, "_transact", full)
                status, headers, _ = await answer(server, request)
                assert (status, "Set-Cookie" in dict(headers)) == (503, False)
            assert (await answer(server, request))[0] == 204
            assert (await talk.noor.until(say.Ended)).why == "quick_exit"


async def test_one_origin_holds_a_bounded_number_of_sockets(tmp_path: Path) -> None:
    limits = Limits(connections_per_origin=2)
    async with running(tmp_path, limits=limits) as server, visitor(server), visitor(server) as second:
        await second.until(say.Ready)
        assert (await answer(server, knock("/visitor", f"Origin: {server.url}")))[0] == 429
        await second.socket.close()
        # The server has heard the close before it answered it.
        assert await answer_status(server) == 101


async def answer_status(server: Running) -> int:
    try:
        async with connect(f"{server.sockets}/visitor", origin=server.url, proxy=None):  # type: ignore[arg-type]
            return 101
    except InvalidStatus as error:
        return error.response.status_code


async def test_forwarded_addresses_are_believed_from_the_proxy_only(tmp_path: Path) -> None:
    """A4: whoever writes the header themselves gets no second origin by it."""
    limits = Limits(connections_per_origin=1, knock=Rate(100, 100))
    async with running(tmp_path, limits=limits) as server, visitor(server) as first:
        await first.until(say.Ready)
        for spoofed in ("198.51.100.1", "203.0.113.9"):
            request = knock("/visitor", f"Origin: {server.url}", f"X-Forwarded-For: {spoofed}")
            assert (await answer(server, request))[0] == 429


async def test_the_page_is_looked_at_a_bounded_number_of_times(tmp_path: Path) -> None:
    async with running(tmp_path, limits=Limits(look=Rate(2, 0.001))) as server:
        found = [(await answer(server, get("/house")))[0] for _ in range(3)]
        assert found == [503, 503, 429]


async def test_connections_that_say_nothing_are_counted_until_they_are_gone(tmp_path: Path) -> None:
    limits = Limits(connections=1, half_open_per_peer=3)
    async with running(tmp_path, limits=limits) as server:
        for _ in range(3):
            silent = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(4)]
            async with asyncio.timeout(PATIENCE):
                assert await silent[3][0].read(1) == b""
            for reader, writer in silent:
                writer.write(b"x\r\n\r\n")
                async with asyncio.timeout(PATIENCE):
                    await reader.read()
                writer.close()
