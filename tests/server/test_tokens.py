"""One visitor's token reaches one conversation: nobody else's, by no message, no cookie and no share."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from tests.server.running import (
    NOOR,
    answer,
    begin_talk,
    get,
    helpline,
    running,
    staff,
    visitor,
)


async def test_a_token_opens_its_own_conversation_and_nothing_of_another(tmp_path: Path) -> None:
    """C3: two visitors with Noor; each hears their own lines, whatever they ask for."""
    async with running(tmp_path) as server:
        await helpline(server)
        async with staff(server) as noor, visitor(server) as ada, visitor(server) as bo:
            await noor.sign_in(NOOR, server.clock.now)
            await noor.open_shift(NOOR)
            first, second = await begin_talk(noor, ada), await begin_talk(noor, bo)
            assert ada.cookie != bo.cookie
            line = ada.line("alleen voor Noor")
            await ada.say(line)
            await ada.until(say.LineStored)
            await bo.say(say.VisitorCatchUp(0))
            await bo.say(bo.line("ik ben Bo"))
            stored = await bo.until(say.LineStored)
            assert stored.number == 1
            # A frame of Ada's under Bo's token is Bo's line to refuse: it is bound to Ada's conversation.
            await bo.say(say.VisitorLine(new_id(), line.frame))
            refused = await bo.hear()
            assert isinstance(refused, say.VisitorRefused)
            assert refused.code == "bad_message"
            # Her line's id is nothing under his token either.
            await bo.say(say.VisitorLine(line.id, bo.line("weer ik").frame))
            assert (await bo.until(say.LineStored)).number == 2
            assert first.conversation != second.conversation
            heard = "".join(bo.heard)
            assert first.conversation not in heard
            assert b64encode(line.frame[120:150]).decode() not in heard


@pytest.mark.parametrize(
    "bend",
    [
        pytest.param(lambda token: token[:-1], id="cut"),
        pytest.param(lambda token: token.swapcase(), id="other case"),
        pytest.param(lambda token: token[::-1], id="reversed"),
        pytest.param(lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"), id="last letter"),
        pytest.param(lambda token: f'"{token}"', id="quoted"),
        pytest.param(lambda token: token + "=", id="padded"),
        pytest.param(lambda token: f"{'A' * 43}; __Host-luwte={token}", id="beside another"),
    ],
)
async def test_almost_a_token_is_none(tmp_path: Path, bend: Callable[[str], str]) -> None:
    async with running(tmp_path) as server:
        await helpline(server)
        async with visitor(server) as ada:
            await ada.until(say.Ready)
            await ada.enter()
            token = ada.cookie.partition("=")[2]
            cookie = f"__Host-luwte={bend(token)}"
            async with visitor(server, cookie) as thief:
                assert isinstance(await thief.hear(), say.Ready)
                assert thief.cookie != ada.cookie
            # Nor does it end anything by the exit button.
            await answer(server, get("/leave", f"Cookie: {cookie}", "Sec-Fetch-Site: same-origin"))
            async with visitor(server, ada.cookie) as again:
                assert isinstance(await again.hear(), say.Resumed)
