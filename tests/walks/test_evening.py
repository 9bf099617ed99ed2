"""The whole of it: somebody in Chromium and somebody at the console, through the real server.

They talk, the network drops and comes back, the page reloads, the conversation is handed over and ended; the
server's files hold no word of it.
"""

import asyncio
import time
from pathlib import Path

from playwright.async_api import Page, async_playwright

from luwte.admin.throwaway import found
from luwte.console.loop import drive
from luwte.demo.house import RunningServer, running_server
from luwte.demo.volunteer import Volunteer
from tests.page.conftest import CHROMIUM, FLAGS

NICKNAME = "Kanariezeester"
FIRST = "kanarie: mag ik iets vragen?"
ANSWER = "kanarie: natuurlijk, vraag maar."
MEANWHILE = "kanarie: ik wacht op je."
TUNNEL = "kanarie: ik zit in een tunnel."
AGAIN = "kanarie: daar ben ik weer."
OTHER = "kanarie: ik ben Sam, ik neem het over."


def test_chromium_and_console_talk_drop_resume_hand_over_and_end(tmp_path: Path, qapp: object) -> None:
    """C1, C3, T3, T7: the nickname is enough, a drop and a reload go on, the colleague sees all, the server
    nothing."""
    drive(lambda: _evening(tmp_path))
    kept = [path for path in (tmp_path / "server").rglob("*") if path.is_file()]
    assert len(kept) >= 2
    for path in kept:
        content = path.read_bytes()
        for canary in (b"kanarie", b"Kanarie", b"127.0.0.1", b"Mozilla", b"HeadlessChrome"):
            assert canary not in content, f"{path.name} holds {canary!r}"


async def _evening(folder: Path) -> None:
    async with (
        running_server(folder / "server") as server,
        found(server.url, server.folder / "setup-code", folder / "robin", time.time) as helpline,
        asyncio.TaskGroup() as group,
    ):
        noor = Volunteer("Noor", folder / "noor", server.url)
        sam = Volunteer("Sam", folder / "sam", server.url)
        for volunteer in (noor, sam):
            group.create_task(volunteer.console.controller.run())
            await volunteer.enrol(await helpline.code(volunteer.name))
            await volunteer.press_enrol()
            await volunteer.begin_shift()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                context = await browser.new_context(locale="nl-BE", viewport={"width": 390, "height": 844})
                await _visit(await context.new_page(), server, noor, sam)
                await browser.close()
        finally:
            for volunteer in (noor, sam):
                volunteer.console.controller.stop()
                volunteer.console.hide()


async def _visit(page: Page, server: RunningServer, noor: Volunteer, sam: Volunteer) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await _enter(page, server.url)
    await noor.accept(NICKNAME)
    await noor.write(NICKNAME, ANSWER)
    await page.locator(".lines").get_by_text(ANSWER).wait_for()
    await noor.until(lambda: noor.lines(NICKNAME)[-1].delivery == "seen", "a line that was on the screen")

    await _drop(page, noor)

    await page.reload()
    await page.locator("#reply").wait_for()
    # History stays hidden until the visitor asks for it.
    assert await page.locator(".lines").get_by_text(ANSWER).count() == 0
    await _say(page, AGAIN)
    await noor.hears(NICKNAME, AGAIN)

    noor.console.desk.pane.action_bar.hand_over.click()
    noor.confirm("kanarie: een briefje voor Sam")
    await sam.asked()
    sam.press("request_yes_button")
    await sam.until(lambda: len(sam.lines(NICKNAME)) == 5, "the whole conversation at the colleague's desk")
    await noor.until(lambda: noor.row(NICKNAME) is None, "a desk without the conversation")
    assert [line.text for line in sam.lines(NICKNAME)] == [FIRST, ANSWER, MEANWHILE, TUNNEL, AGAIN]
    await sam.write(NICKNAME, OTHER)
    await page.locator(".lines").get_by_text(OTHER).wait_for()

    sam.console.desk.pane.action_bar.end.click()
    sam.confirm()
    await sam.until(lambda: sam.row(NICKNAME) is None, "an ended conversation")
    await page.locator("#reply").wait_for(state="detached")
    assert complaints == []


async def _drop(page: Page, noor: Volunteer) -> None:
    """Cut the browser's network: both sides see it, both write on, and it comes back by itself."""
    await page.context.set_offline(True)
    await page.locator(".dropped").wait_for()
    await noor.sees(NICKNAME, "away")
    await noor.write(NICKNAME, MEANWHILE)
    await _say(page, TUNNEL)
    await page.locator(".own .meta .attention").wait_for()
    await page.context.set_offline(False)
    await page.locator(".dropped").wait_for(state="detached")
    await page.locator(".lines").get_by_text(MEANWHILE).wait_for()
    await noor.hears(NICKNAME, TUNNEL)
    await noor.sees(NICKNAME, "here")


async def _enter(page: Page, url: str) -> None:
    await page.goto(url)
    await page.locator("main .primary").click()
    await page.locator("#agree").check()
    await page.locator("form .primary").click()
    await page.locator("#nickname").fill(NICKNAME)
    await page.locator("#first").fill(FIRST)
    await page.locator("form .primary").click()
    await page.locator(".waiting h1").wait_for()


async def _say(page: Page, text: str) -> None:
    await page.locator("#reply").fill(text)
    await page.locator(".composer .send").click()
