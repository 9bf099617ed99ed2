"""What a former run left and is told to the server: on lines that break meanwhile."""

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from luwte.console.link import LinkError
from luwte.console.state import intentions as wish
from luwte.console.wants import BeginShift, ConnectNow
from luwte.protocol import messages as say
from luwte.protocol.messages import StaffMessage
from tests.conftest import Walk
from tests.console.test_shift_keeping import sealed, signs_in
from tests.console.test_work import kim_on_shift
from tests.console.working import PATIENCE, CutLink, at_work

Line = AbstractAsyncContextManager[Walk]


async def test_an_end_told_into_a_line_that_breaks_does_not_deafen_the_next_shift(
    walk: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, is_lost, send = tmp_path / "kim", asyncio.Event(), CutLink.send

    async def loses(link: CutLink, message: StaffMessage) -> None:
        if isinstance(message, say.CloseShift):
            is_lost.set()
        elif not isinstance(message, say.OpenShift):
            await send(link, message)

    async with walk as line, kim_on_shift(line, folder) as kim:
        await kim.keeps()
        kim.failures += [LinkError("unreachable")] * 50
        await kim.links[-1].cut()
        await kim.until(lambda: kim.work.state.connection.state == "reconnecting")
        kim.wants(wish.LeaveShift())
        await sealed(kim)
        async with at_work(folder, "", line.clock) as again:
            again.keychain = kim.keychain
            monkeypatch.setattr(CutLink, "send", loses)
            await signs_in(again, "shift_start")
            async with asyncio.timeout(PATIENCE):
                await is_lost.wait()
            monkeypatch.undo()
            await again.links[-1].cut()
            await again.until(lambda: again.work.state.connection.state == "reconnecting")
            again.wants(ConnectNow())
            await again.until(lambda: again.work.state.connection.state == "connected")
            again.wants(BeginShift(takes_over=True))
            await again.until(lambda: again.work.state.session.stage == "on_shift")
