"""C2, T3, A6: no address, browser, cookie, nickname or word in any frame to staff, log, database or file."""

import base64
import shutil
import time
from pathlib import Path

from luwte.console.state.intentions import End
from luwte.visitor import Visitor
from tests.conftest import Template
from tests.fakes import PlayedConsole, moved
from tests.walks.apart import apart
from tests.walks.stores import raw_bytes

ADDRESS = "127.83.61.47"
BROWSER = "Kanarie/7.31 (Zwaluw; nv:91.4)"
NICKNAME = "Pimpelmeesje"
WORDS = "de goudvink zingt vannacht"
LINES = ("een kwartel in het koren", "drie wulpen op het wad")


async def test_c2_t3_a6_no_canary_sings_anywhere(template: Template, tmp_path: Path) -> None:
    folder = tmp_path / "server"
    shutil.copytree(template.folder / "server", folder)
    async with apart(folder) as server:
        noor = await PlayedConsole(server.url, moved(template.people["Noor"], server.url), now).come()
        sam = await PlayedConsole(server.url, moved(template.people["Sam"], server.url), now).come()
        visitor = Visitor(server.url, browser=BROWSER, address=ADDRESS)
        await visitor.enter(NICKNAME, WORDS)
        conversation = await noor.accept(visitor)
        await visitor.say(LINES[0])
        await noor.hear(conversation, LINES[0])
        await visitor.reload()
        await visitor.until(lambda: visitor.talk is not None and not visitor.talk.is_behind)
        await noor.say(conversation, LINES[1])
        await visitor.hear(LINES[1])
        # A frame that is none, and a token that is none: what is refused must not be written down either.
        await visitor.shout('{"type":"line","id":"' + NICKNAME + '"}')
        await visitor.until(lambda: bool(visitor.refusals))
        stranger = Visitor(server.url, browser=BROWSER, address=ADDRESS)
        stranger.cookie = "k" * 43
        await stranger.connect()
        cookies = [visitor.cookie, stranger.cookie]
        while_running = raw_bytes(folder)
        await noor.do(End(conversation))
        await noor.until(lambda: conversation not in noor.rows)
        await noor.settle()
        await sam.settle()
        for actor in (noor, sam, visitor, stranger):
            await actor.leave()
    frames = "\n".join([*noor.frames, *sam.frames])
    assert conversation in frames
    canaries = [ADDRESS, BROWSER, "Kanarie", NICKNAME, WORDS, *LINES, *cookies, "k" * 43]
    # The volunteer's own words and the nickname reach consoles sealed: not even they stand in a frame.
    assert [canary for canary in canaries if canary in frames] == []
    for stored in (while_running, raw_bytes(folder), server.log.encode()):
        assert [canary for canary in canaries if any(form in stored for form in forms(canary))] == []


def forms(canary: str) -> list[bytes]:
    """Return how a text could be written down: plain, as base64 at three offsets, as hex, as two-byte
    text."""
    raw = canary.encode()
    encoded = [base64.b64encode(bytes(offset) + raw)[4:-4] for offset in range(3)]
    return [raw, raw.hex().encode(), canary.encode("utf-16-le"), *(one for one in encoded if len(one) > 8)]


def now() -> int:
    """Return the time; a process of its own has the system's clock."""
    return int(time.time())
