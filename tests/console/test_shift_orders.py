"""A shift that ends while its vault is still being opened, at every turn of the loop: nothing stays, and the
next one is whole."""

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from luwte.console.state import NotesChanged, ShiftSealed
from luwte.console.wants import BeginShift
from luwte.protocol import messages as say
from luwte.protocol.messages import ToStaff
from luwte.vault.notes import PAD
from luwte.vault.shift import notes_path
from tests.conftest import Walk
from tests.console.test_shift_keeping import nothing_left, ours, sealed, typed
from tests.console.test_work import kim_on_shift

Line = AbstractAsyncContextManager[Walk]


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, 8, 13, 40])
async def test_t8_a_shift_that_ends_while_its_vault_opens_leaves_nothing(
    walk: Line, tmp_path: Path, turns: int
) -> None:
    folder = tmp_path / "kim"
    async with walk as line, kim_on_shift(line, folder) as kim:
        work, loop = kim.work, asyncio.get_running_loop()

        def ends(left: int) -> None:
            if left:
                loop.call_soon(ends, left - 1)
            else:
                work.heard(say.ShiftClosed("expired"))

        def opens(message: ToStaff) -> ToStaff:
            if isinstance(message, say.ShiftOpened):
                loop.call_soon(ends, turns)
            return message

        await kim.keeps()
        work.heard(say.ShiftClosed("ended"))
        await sealed(kim)
        assert nothing_left(folder, kim)
        kim.change = opens
        kim.wants(BeginShift(takes_over=True))
        await kim.until(lambda: len(kim.heard(ShiftSealed)) == 2)
        assert work.state.session.stage == "sealed"
        assert nothing_left(folder, kim)

        kim.change = lambda message: message
        kim.wants(BeginShift(takes_over=True))
        await kim.until(lambda: work.state.session.stage == "on_shift")
        await typed(kim, "van deze dienst")
        await kim.keeps()
        assert {note.text for note in kim.heard(NotesChanged)[-1].rows if note.conversation == PAD} == {
            "van deze dienst"
        }
        assert notes_path(folder, kim.vault).name in ours(folder)
