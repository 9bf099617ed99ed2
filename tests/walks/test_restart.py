"""The server ends and is there again: both sides come back by themselves, nothing is lost or doubled."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.page import walking
from tests.walks.apart import start
from tests.walks.sides import FIRST, PATIENCE_MS, two_sides

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.mark.parametrize("how", ["SIGTERM", "SIGKILL"])
async def test_c3_after_a_restart_both_sides_come_back_and_what_was_unsent_is_sent_once_in_order(
    tmp_path: Path, how: str
) -> None:
    server = await start(tmp_path / "server")
    try:
        async with two_sides(tmp_path, server) as sides:
            sides.answers("een")
            await sides.page_has("een")
            # This one is on its way when the server ends: stored or not, it must be there once.
            await walking.say(sides.page, "twee")
            if how == "SIGKILL":
                await server.kill()
            else:
                assert await server.end() == 0
            await sides.noor.until(lambda: sides.noor.work.state.connection.state == "reconnecting")
            await expect(sides.page.locator(".dropped")).to_be_visible(timeout=PATIENCE_MS)
            for text in ("drie", "vier"):
                await walking.say(sides.page, text)
            for text in ("vijf", "zes"):
                sides.answers(text)
            await sides.noor.until(lambda: "zes" in sides.texts())
            assert sides.delivery("zes") == "waiting"

            server = await start(tmp_path / "server", port=server.port)
            await sides.noor_has("vier")
            await sides.noor.until(lambda: sides.delivery("zes") in {"stored", "seen"})
            await sides.page_has("zes")
            await sides.page_shows_own(FIRST, "twee", "drie", "vier")
            await expect(sides.page.locator(".theirs .text")).to_have_text(["een", "vijf", "zes"])
            texts = sides.texts()
            assert sorted(texts) == sorted([FIRST, "een", "twee", "drie", "vier", "vijf", "zes"])
            assert [text for text in texts if text in {"twee", "drie", "vier"}] == ["twee", "drie", "vier"]
            assert [text for text in texts if text in {"een", "vijf", "zes"}] == ["een", "vijf", "zes"]
            assert sides.noor.work.state.alarm is None
    finally:
        assert await server.end() == 0
    assert "Traceback" not in server.log
