"""Bad peers: garbage, huge, slow, fragmented, unmasked, flooding. Each is refused, others are unharmed."""

import asyncio
import os
from pathlib import Path

import pytest

from luwte.abuse.gate import Limits, Rate
from luwte.protocol import messages as say
from luwte.server import session
from luwte.server.door import connection
from luwte.server.switchboard import TAKEN_OVER
from tests.server.running import NOOR, PATIENCE, Running, helpline, knock, running, staff, talking, visitor

MASK = bytes(4)


def frame(opcode: int, payload: bytes, *, is_last: bool = True, is_masked: bool = True) -> bytes:
    """Return the raw bytes of one client frame, masked with zeros."""
    first = bytes([(0x80 if is_last else 0) | opcode])
    bit = 0x80 if is_masked else 0
    if len(payload) < 126:
        head = bytes([bit | len(payload)])
    elif len(payload) < 65_536:
        head = bytes([bit | 126]) + len(payload).to_bytes(2, "big")
    else:
        head = bytes([bit | 127]) + len(payload).to_bytes(8, "big")
    return first + head + (MASK if is_masked else b"") + payload


class RawVisitor:
    """A visitor's socket driven byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, server: Running) -> "RawVisitor":
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(knock("/visitor", f"Origin: {server.url}"))
        await reader.readuntil(b"\r\n\r\n")
        return cls(reader, writer)

    async def close_code(self) -> int | None:
        """Read until the server closes; return its close code, None if it hung up without one."""
        async with asyncio.timeout(PATIENCE):
            try:
                rest = await self.reader.read(2**20)
                while more := await self.reader.read(2**20):
                    rest += more
            except ConnectionError:
                return None
        at = rest.rfind(b"\x88")
        return int.from_bytes(rest[at + 2 : at + 4], "big") if at >= 0 else None

    async def heard_so_far(self) -> bytes:
        """Return what has come, until nothing more comes for a moment."""
        heard = b""
        try:
            async with asyncio.timeout(0.2):
                while chunk := await self.reader.read(2**16):
                    heard += chunk
        except TimeoutError:
            pass
        return heard


HELLO = b'{"type":"hello","version":1}'


@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        pytest.param(frame(1, HELLO, is_masked=False), {1002}, id="unmasked"),
        pytest.param(frame(3, b""), {1002}, id="unknown opcode"),
        pytest.param(frame(0, b"go on"), {1002}, id="a continuation of nothing"),
        pytest.param(frame(9, b"x", is_last=False), {1002}, id="a ping in pieces"),
        pytest.param(frame(9, b"x" * 126), {1002}, id="a long ping"),
        pytest.param(b"\xf1" + frame(1, HELLO)[1:], {1002}, id="reserved bits"),
        pytest.param(frame(1, b"\xff\xfe"), {1007}, id="not UTF-8"),
        pytest.param(frame(1, b"x" * 70_000), {1009}, id="huge"),
        pytest.param(frame(1, b"")[:2][:1] + b"\xff" + (2**40).to_bytes(8, "big") + MASK, {1009}, id="a lie"),
        pytest.param(
            frame(1, b"x" * 40_000, is_last=False) + frame(0, b"x" * 40_000), {1009}, id="huge in pieces"
        ),
        pytest.param(frame(1, b"{}"), {1008}, id="no hello"),
        pytest.param(frame(1, b"{}") * 3, {1008}, id="garbage"),
        pytest.param(frame(2, os.urandom(100)) * 3, {1008}, id="binary garbage"),
        pytest.param(frame(1, b'{"type":"hello","version":2}'), {1008}, id="unknown version"),
        pytest.param(frame(1, b'{"type":"share_kept"}'), {1008}, id="hello does not come first"),
        pytest.param(frame(1, HELLO) + frame(1, HELLO) * 3, {1008}, id="hello again and again"),
        pytest.param(frame(1, HELLO) + frame(1, b'{"type":"whisper"}') * 3, {1008}, id="a consoles words"),
        pytest.param(
            frame(1, HELLO) + frame(1, b'{"type":"withdraw","x":1}') * 3, {1008}, id="unknown fields"
        ),
        pytest.param(frame(1, b"[" * 60_000) * 3, {1008}, id="deep"),
        pytest.param(frame(8, (1000).to_bytes(2, "big")), {1000}, id="goodbye"),
    ],
)
async def test_a_malformed_peer_is_closed_and_a_conversation_goes_on(
    tmp_path: Path, sent: bytes, codes: set[int]
) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            bad = await RawVisitor.open(server)
            # A message that is only garbage is counted; the rest of the connection's patience follows.
            bad.writer.write(sent + frame(1, b"{") * (3 if codes == {1008} else 0))
            assert await bad.close_code() in codes
            bad.writer.close()
            await talk.visitor.say(talk.visitor.line("Ik ben er nog"))
            assert (await talk.visitor.until(say.LineStored)).number == 1


async def test_a_message_in_pieces_is_still_a_message(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        peer = await RawVisitor.open(server)
        pieces = [HELLO[at : at + 5] for at in range(0, len(HELLO), 5)]
        for number, piece in enumerate(pieces):
            whole = frame(0 if number else 1, piece, is_last=number == len(pieces) - 1)
            for byte in whole:
                peer.writer.write(bytes([byte]))
                await peer.writer.drain()
        async with asyncio.timeout(PATIENCE):
            assert b'"ready"' in await peer.reader.read(1000)
        peer.writer.close()


async def test_a_peer_that_says_nothing_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "HELLO_SECONDS", 0.05)
    async with running(tmp_path) as server:
        silent = await RawVisitor.open(server)
        assert await silent.close_code() == session.MISBEHAVED
        silent.writer.close()


async def test_a_flood_of_pings_is_cut_after_a_few_and_starves_nobody(tmp_path: Path) -> None:
    """Counted, not timed: of 50,000 pings the server answers no more than the limit and one slice's rest."""
    limits = Limits(control_frames=Rate(20, 1))
    async with running(tmp_path, limits=limits) as server:
        await helpline(server)
        async with talking(server) as talk:
            flood = await RawVisitor.open(server)
            flood.writer.write(frame(1, HELLO))
            await flood.reader.readuntil(b"}")
            flood.writer.write(frame(9, b"") * 50_000)
            answered = 0
            async with asyncio.timeout(PATIENCE):
                try:
                    while chunk := await flood.reader.read(2**16):
                        answered += len(chunk) // 2
                except ConnectionError:
                    pass
            assert answered <= 20 + 4096 // 6 + 1
            flood.writer.close()
            await talk.visitor.say(talk.visitor.line("En ik?"))
            await talk.visitor.until(say.LineStored)


async def test_bytes_beyond_the_rate_wait_while_others_are_served(tmp_path: Path) -> None:
    """A client that sends a megabyte is read slowly: somebody who came later is answered first."""
    limits = Limits(
        visitor_bytes=Rate(64 * 1024, 8 * 1024), bad_messages=10**9, visitor_messages=Rate(1e9, 1e9)
    )
    async with running(tmp_path, limits=limits) as server:
        await helpline(server)
        greedy = await RawVisitor.open(server)
        greedy.writer.write(frame(1, HELLO) + frame(1, b"x" * 10_000) * 100)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Ik wacht niet"))
            await talk.visitor.until(say.LineStored)
        heard = await greedy.heard_so_far()
        assert 0 < heard.count(b"bad_message") < 30
        greedy.writer.close()


async def test_whoever_is_too_fast_with_messages_is_told_and_closed(tmp_path: Path) -> None:
    limits = Limits(visitor_messages=Rate(5, 0.001))
    async with running(tmp_path, limits=limits) as server, visitor(server) as hasty:
        await hasty.until(say.Ready)
        for _ in range(10):
            await hasty.say(say.QuickExit())
        assert await hasty.until_closed() == session.MISBEHAVED
        assert '"too_fast"' in hasty.heard[-1]


async def test_a_reader_that_does_not_read_is_cut_and_holds_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "VISITOR_BUFFER", 16 * 1024)
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            cookie = talk.visitor.cookie
            await talk.visitor.socket.close()
            _, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=1)
            writer.write(knock("/visitor", f"Origin: {server.url}", f"Cookie: {cookie}"))
            writer.write(frame(1, HELLO))
            await writer.drain()
            while (await talk.noor.until(say.VisitorChanged)).presence != "here":
                pass
            gone = False
            for number in range(2000):
                line = say.StaffLine(talk.conversation, f"{number:021}A", talk.channel.seal_text("x" * 3000))
                await talk.noor.say(line)
                message = await talk.noor.hear()
                while not isinstance(message, say.StaffStored):
                    gone = gone or (isinstance(message, say.VisitorChanged) and message.presence == "away")
                    message = await talk.noor.hear()
                if gone:
                    break
            assert gone
            writer.close()


async def test_a_flood_of_questions_for_all_lines_holds_up_nobody(tmp_path: Path) -> None:
    """Each question may be answered with megabytes: they are read once, as fast as they are taken."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, visitor(server) as next_one:
            for _ in range(200):
                await talk.visitor.say(talk.visitor.line("x" * 1900))
            for number in range(1, 201):
                assert (await talk.visitor.until(say.LineStored)).number == number
            for _ in range(500):
                await talk.visitor.say(say.VisitorCatchUp(0))
            await next_one.until(say.Ready)
            await next_one.enter()
            heard = 0
            await talk.visitor.say(talk.visitor.line("En nu"))
            while not isinstance(message := await talk.visitor.hear(), say.LineStored):
                if isinstance(message, say.VisitorLines):
                    heard += len(message.lines)
            assert 200 <= heard <= 50 * 200
            await talk.noor.until(say.Lines)


async def test_the_newest_tab_goes_on_and_the_older_is_told_not_to_come_back(tmp_path: Path) -> None:
    """C3."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk, visitor(server, talk.visitor.cookie) as newer:
            await newer.until(say.Resumed)
            assert await talk.visitor.until_closed() == TAKEN_OVER


async def test_a_dropped_visitor_finds_the_conversation_where_it_was(tmp_path: Path) -> None:
    """C3: within the window nothing is lost, after it the token is worthless."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Eerste"))
            await talk.visitor.until(say.LineStored)
            cookie = talk.visitor.cookie
            await talk.visitor.socket.close()
            gone = await talk.noor.until(say.VisitorChanged)
            assert (gone.presence, gone.until) == ("away", server.clock.now + 300)
            reply = say.StaffLine(talk.conversation, "A" * 22, talk.channel.seal_text("Ik wacht op je"))
            await talk.noor.say(reply)
            await talk.noor.until(say.StaffStored)
            server.clock.now += 299
            async with visitor(server, cookie, after=1) as again:
                resumed = await again.until(say.Resumed)
                assert (resumed.stage, resumed.last, resumed.was_away) == ("talking", 2, 299)
                await again.say(say.VisitorCatchUp(1))
                (line,) = (await again.until(say.VisitorLines)).lines
                assert (line.number, line.frame) == (2, reply.frame)
            assert (await talk.noor.until(say.VisitorChanged)).presence == "here"
            assert (await talk.noor.until(say.VisitorChanged)).presence == "away"
            server.clock.now += 301
            while not isinstance(ended := await talk.noor.hear(), say.Ended):
                pass
            assert ended.why == "window"
            async with visitor(server, cookie) as late:
                assert (await late.until(say.Ready)).ended == "window"


async def test_a_reloaded_page_gets_every_share_it_may_need_and_a_fresh_one(tmp_path: Path) -> None:
    """C3: the earlier share stays good until the page confirms the newer one."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with visitor(server) as guest:
            await guest.until(say.Ready)
            await guest.enter()
            first = say.Entered
            entered = next(message for message in map(guest.read, guest.heard) if isinstance(message, first))
            cookie = guest.cookie
            await guest.say(say.ShareKept())
            await guest.say(say.VisitorState("hidden"))
        async with visitor(server, cookie, is_reload=True) as once:
            resumed = await once.until(say.Resumed)
            assert resumed.shares == [entered.share]
            second = resumed.fresh
        async with visitor(server, cookie, is_reload=True) as twice:
            resumed = await twice.until(say.Resumed)
            assert resumed.shares == [entered.share, second]
            third = resumed.fresh
            await twice.say(say.ShareKept())
        async with visitor(server, cookie, is_reload=True) as thrice:
            assert (await thrice.until(say.Resumed)).shares == [third]


async def test_withdrawal_deletes_and_archives_nothing(tmp_path: Path) -> None:
    """C6."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Toch maar niet"))
            await talk.visitor.say(say.Withdraw())
            assert (await talk.visitor.until(say.VisitorEnded)).why == "withdrawn"
            assert (await talk.noor.until(say.Ended)).why == "withdrawn"
            late = say.StaffLine(talk.conversation, "A" * 22, talk.channel.seal_text("Wacht"))
            await talk.noor.say(late)
            refused = await talk.noor.hear()
            assert isinstance(refused, say.StaffRefused)
            assert refused.code == "conversation_over"


async def test_a_console_that_drops_comes_back_to_its_shift(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with talking(server) as talk:
            await talk.visitor.say(talk.visitor.line("Hallo"))
            await talk.noor.until(say.Lines)
            await talk.noor.socket.close()
            while (await talk.visitor.until(say.StaffState)).state != "reconnecting":
                pass
            async with staff(server) as again:
                await again.say(say.Return(talk.noor.token))
                returned = await again.until(say.Returned)
                assert returned.shift == NOOR.shift_claim().shift
                opened = await again.open_shift(NOOR)
                (conversation,) = opened.conversations
                assert (conversation.conversation, conversation.last) == (talk.conversation, 1)
                assert (await talk.visitor.until(say.StaffState)).state == "here"
                await again.say(say.CatchUp(talk.conversation, 0))
                assert [line.number for line in (await again.until(say.Lines)).lines] == [1]
