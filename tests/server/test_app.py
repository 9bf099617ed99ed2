"""The whole server, from its first start to its last word."""

import contextlib
import ipaddress
import logging
import re
import sqlite3
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.asyncio.client import connect

from luwte.database import Database, DatabaseError
from luwte.errors import LuwteError
from luwte.protocol import codec
from luwte.protocol import messages as say
from luwte.server.app import serve
from luwte.server.desk import Desk
from luwte.server.house import House
from luwte.server.settings import ServerSettings, SettingsError
from tests.server.running import (
    NOOR,
    Clock,
    VisitorPeer,
    answer,
    begin_talk,
    get,
    helpline,
    on_disk,
    running,
    staff,
    talking,
    visitor,
)
from tests.server.serving import own_process


async def test_a_visitor_and_a_volunteer_talk_through_a_server_that_cannot_read_it(tmp_path: Path) -> None:
    """T3, C1: from an empty folder to a conversation, sealed from end to end."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            sent = talk.visitor.line("Het is begonnen in de zomer")
            await talk.visitor.say(sent)
            stored = await talk.visitor.until(say.LineStored)
            (line,) = (await talk.noor.until(say.Lines)).lines
            assert (stored.id, stored.number, line.number) == (sent.id, 1, 1)
            assert talk.channel.open(1, "visitor", line.frame).text == "Het is begonnen in de zomer"

            reply = say.StaffLine(talk.conversation, sent.id[:-1] + "A", talk.channel.seal_text("Ik luister"))
            await talk.noor.say(reply)
            assert (await talk.noor.until(say.StaffStored)).number == 2
            (line,) = (await talk.visitor.until(say.VisitorLines)).lines
            assert talk.visitor.channel is not None
            talk.visitor.channel.open(1, "visitor", sent.frame)
            assert talk.visitor.channel.open(2, "staff", line.frame).text == "Ik luister"
    assert b"zomer" not in on_disk(tmp_path)


async def test_no_address_user_agent_cookie_or_word_reaches_staff_or_disk(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """C2, C1, T3, A4: the canary scan over every frame to staff, every file and everything logged."""
    canaries = {
        "user agent": "Kanarie/4.7 (Windvlaag)",
        "language": "nl-kanarie",
        "forwarded": "198.51.100.77",
        "referrer": "https://kanarie.example/geheim",
        "nickname": "Merel",
        "text": "Niemand mag dit weten",
    }
    cookie = ""
    proxy = ipaddress.ip_network("127.0.0.0/8")
    with caplog.at_level(logging.DEBUG):
        async with running(tmp_path, behind_proxy=proxy, origins=("https://chat.example",)) as server:
            await helpline(server)
            headers = {
                "User-Agent": canaries["user agent"],
                "Accept-Language": canaries["language"],
                "X-Forwarded-For": canaries["forwarded"],
                "Referer": canaries["referrer"],
                "Cookie": "other=kanariekoekje",
            }
            async with (
                staff(server) as noor,
                connect(
                    f"ws://127.0.0.1:{server.port}/visitor",
                    origin="https://chat.example",  # type: ignore[arg-type]
                    additional_headers=headers,
                    user_agent_header=None,
                    proxy=None,
                ) as socket,
            ):
                guest = VisitorPeer(socket)
                await guest.say(say.VisitorHello(1))
                await noor.sign_in(NOOR, server.clock.now)
                await noor.open_shift(NOOR)
                talk = await begin_talk(noor, guest)
                cookie = guest.cookie.partition("=")[2]
                await guest.say(guest.line(canaries["text"]))
                await talk.noor.until(say.Lines)
                await guest.socket.send('{"type":"line","id":"Merel Merel"}')
                await guest.hear()
            live = on_disk(tmp_path)
            addresses = [b"198.51.100.77", ipaddress.ip_address("198.51.100.77").packed]
    written = live + on_disk(tmp_path)
    out, err = capfd.readouterr()
    ours = [record for record in caplog.records if not record.name.startswith("websockets.client")]
    logged = "".join(record.getMessage() for record in ours) + out + err
    told = "".join(noor.heard)
    for canary in [*canaries.values(), cookie, "kanariekoekje"]:
        assert canary.encode() not in written
        assert canary not in told
        assert canary not in logged
    for address in addresses:
        assert address not in written
    assert "127.0.0.1" not in told + logged
    assert b"127.0.0.1" not in written


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])
async def test_without_tls_or_a_proxy_only_this_machine_is_served(tmp_path: Path, host: str) -> None:
    with pytest.raises(SettingsError) as refused:
        await serve(ServerSettings(folder=tmp_path / "data", host=host), lambda url, port: None)
    assert refused.value.code == "not_loopback"
    assert refused.value.sentence
    assert not (tmp_path / "data").exists()


async def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    async with running(tmp_path / "one") as server:
        with pytest.raises(SettingsError) as refused:
            await serve(ServerSettings(folder=tmp_path / "two", port=server.port), lambda url, port: None)
        assert refused.value.code == "port_taken"


async def test_a_policy_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    broken = tmp_path / "house.toml"
    broken.write_text("name = 3")
    with pytest.raises(LuwteError):
        await serve(ServerSettings(folder=tmp_path / "data", policy=str(broken)), lambda url, port: None)


async def test_a_certificate_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    broken = tmp_path / "cert.pem"
    broken.write_text("nothing")
    settings = ServerSettings(folder=tmp_path / "data", tls_cert=broken, tls_key=broken)
    with pytest.raises(SettingsError) as refused:
        await serve(settings, lambda url, port: None)
    assert refused.value.code == "tls_unreadable"


async def test_stopping_tells_everybody_and_closes_in_order(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            server.stop.set()
            await talk.visitor.until(say.VisitorDraining)
            await talk.noor.until(say.Draining)
            assert [await peer.until_closed() for peer in (talk.visitor, talk.noor)] == [1001, 1001]
    # The logs have gone into the files, and the setup code is used up.
    assert names_in(tmp_path) == {"luwte.sqlite", "keys.sqlite", "lock"}


async def test_a_file_that_turns_out_damaged_ends_the_server_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fail closed: nothing is acknowledged on a file that cannot be trusted."""

    def damaged(database: Database) -> NoReturn:
        raise DatabaseError("database_corrupt")

    with pytest.raises(ExceptionGroup) as ended:
        await last_words(tmp_path, lambda: monkeypatch.setattr(Database, "transaction", damaged))
    assert ended.group_contains(DatabaseError)


async def test_an_error_of_ours_in_a_decision_ends_the_server_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It rises, scrubbed; it is never swallowed by the library that runs the handlers."""

    def broken(*_: object) -> NoReturn:
        raise RuntimeError("Komt dit aan?")

    with pytest.raises(ExceptionGroup) as ended:
        await last_words(tmp_path, lambda: monkeypatch.setattr(Desk, "visitor_said", broken))
    assert ended.group_contains(RuntimeError)
    (record,) = [record for record in caplog.records if record.name.startswith("luwte")]
    assert re.fullmatch(r"decision_failed kind=RuntimeError at=test_app.py:\d+", record.getMessage())


@pytest.mark.parametrize("reader", ["read_visitor", "read_staff"])
async def test_an_error_of_ours_before_a_decision_ends_one_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, reader: str
) -> None:
    """One message that we cannot take must not end everybody's conversations; it is counted and told."""
    real = getattr(codec, reader)

    def broken(frame: str | bytes) -> object:
        if "Barst" in str(frame):
            raise RuntimeError("Komt dit aan?")
        return real(frame)

    monkeypatch.setattr(codec, reader, broken)
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            for _ in range(2):
                async with visitor(server) as guest, staff(server) as console:
                    peer = guest if reader == "read_visitor" else console
                    await peer.socket.send("Barst")
                    assert await peer.until_closed() is None
            await talk.visitor.say(talk.visitor.line("Wij zijn er nog"))
            await talk.noor.until(say.Lines)
    told = [record.getMessage() for record in caplog.records if record.name.startswith("luwte")]
    assert [re.sub(r"\d+ ", "N ", each) for each in told] == [
        f"session_failed kind=RuntimeError at=test_app.py:N count={count}" for count in (1, 2)
    ]


async def test_an_error_of_ours_in_an_answer_ends_one_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> NoReturn:
        raise RuntimeError("Komt dit aan?")

    monkeypatch.setattr(House, "message", broken)
    async with running(tmp_path) as server:
        assert (await answer(server, get("/house")))[0] == 500
        assert (await answer(server, get("/")))[0] == 200


async def last_words(folder: Path, breaks: Callable[[], None]) -> None:
    """Break something in a running server, then have a visitor write a line."""
    async with running(folder) as server:
        await helpline(server)
        async with talking(server) as talk:
            breaks()
            await talk.visitor.say(talk.visitor.line("Komt dit aan?"))
            await talk.visitor.until_closed()
            assert all('"stored"' not in frame for frame in talk.visitor.heard)


async def test_tls_is_served_with_a_certificate_of_its_own(tmp_path: Path) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    make_certificate(cert, key)
    trusting = ssl.create_default_context(cafile=str(cert))
    async with running(tmp_path / "data", tls_cert=cert, tls_key=key) as server:
        assert server.url == f"https://127.0.0.1:{server.port}"
        async with connect(
            f"wss://127.0.0.1:{server.port}/visitor",
            origin=server.url,  # type: ignore[arg-type]
            ssl=trusting,
            proxy=None,
        ) as socket:
            assert socket.response is not None
            assert "max-age" in socket.response.headers["Strict-Transport-Security"]
            guest = VisitorPeer(socket)
            await guest.say(say.VisitorHello(1))
            await guest.until(say.Ready)


def make_certificate(cert: Path, key: Path) -> None:
    """Write a certificate for this machine that ends in an hour."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(private, hashes.SHA256())
    )
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


async def test_the_secrets_of_origins_live_for_a_month(tmp_path: Path) -> None:
    """A4."""
    clock = Clock()
    async with running(tmp_path, clock=clock):
        pass
    first = origin_secrets(tmp_path)
    async with running(tmp_path, clock=clock):
        pass
    assert origin_secrets(tmp_path) == first
    clock.now += 9 * 86_400
    async with running(tmp_path, clock=clock):
        pass
    ((epoch, relay, server_secret),) = origin_secrets(tmp_path)
    assert epoch == "2026-12"
    raw = on_disk(tmp_path)
    assert relay in raw
    assert server_secret in raw
    assert all(secret not in raw for secret in first[0][1:])


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def origin_secrets(folder: Path) -> list[tuple[str, bytes, bytes]]:
    with contextlib.closing(sqlite3.connect(folder / "keys.sqlite")) as connection:
        return connection.execute("SELECT epoch, relay, server FROM origin_secrets").fetchall()


async def test_the_server_may_open_as_many_files_as_the_system_lets_it(tmp_path: Path) -> None:
    """Some hundred connections a second that say nothing would otherwise shut the door."""
    async with own_process(tmp_path) as (_, process):
        soft, hard = open_files_of(process.pid)
    assert soft >= min(hard, 65_536)


def open_files_of(process: int) -> tuple[int, int]:
    """Return how many files a process may open, and how many it might be let."""
    limits = Path(f"/proc/{process}/limits").read_text()
    found = re.search(r"Max open files +(\d+) +(\d+)", limits)
    assert found is not None
    return int(found[1]), int(found[2])
