"""The whole server, from its first start to its last word."""

import asyncio
from pathlib import Path

import pytest

from luwte.protocol import messages as say
from luwte.server.settings import ServerSettings, SettingsError
from tests.server.running import (
    NOOR,
    begin_talk,
    helpline,
    running,
    setup_code,
    staff,
    talking,
    visitor,
)


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
    assert (tmp_path / "luwte.sqlite").exists()
    assert b"zomer" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
