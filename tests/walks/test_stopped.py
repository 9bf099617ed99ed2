"""The page stops by itself, and consent is withdrawn all the same: the server keeps nothing of it (C6)."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.page import walking
from tests.walks.apart import apart
from tests.walks.sides import PATIENCE_MS, two_sides
from tests.walks.stores import conversation_rows, transcripts

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FAILS = "() => { SubtleCrypto.prototype.encrypt = () => Promise.reject(new TypeError('a step of ours')); }"


async def test_c6_what_the_page_stopped_is_erased_by_a_withdrawal_and_never_archived(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    async with apart(folder) as server, two_sides(tmp_path, server) as sides:
        await sides.page.evaluate(FAILS)
        await walking.say(sides.page, "dit wordt niet verzegeld")
        heading = sides.page.get_by_role("heading", level=1)
        await expect(heading).to_have_text("We hebben het gesprek gestopt", timeout=PATIENCE_MS)
        await walking.button(sides.page, "Trek toestemming in").click()
        await sides.page.locator(".question .danger").click()
        await expect(heading).to_have_text("Je toestemming is ingetrokken", timeout=PATIENCE_MS)
        await sides.noor.until(lambda: sides.conversation not in sides.noor.work.state.talks.all)
        assert conversation_rows(folder, sides.conversation) == {}
        assert transcripts(folder) == []
