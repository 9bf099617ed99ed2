"""Leaving wipes everything; what is left in the browser's profile is worth nothing."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, Route, async_playwright, expect

from luwte.protocol.messages import QuickExit
from tests.page import scenes, walking
from tests.page.conftest import CHROMIUM, FLAGS
from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CANARIES = (
    "Kanariezeester",
    "kanarietekst eerste woorden",
    "kanarietekst van Noor",
    "kanarietekst half geschreven",
)


async def elsewhere(route: Route) -> None:
    """Answer for the neutral page: no test leaves this machine."""
    await route.fulfill(body="<!doctype html><title>Elders</title>elders", content_type="text/html")


async def test_the_exit_button_is_on_screen_in_every_state(page: Page, stage: Stage) -> None:
    await page.set_viewport_size({"width": 320, "height": 480})
    await scenes.chat_withdraw_question(page, stage)
    box = await walking.button(page, "Verlaat deze pagina").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] < 60
    assert box["x"] + box["width"] <= 320


async def test_leaving_covers_the_screen_tells_the_server_and_wipes(
    page: Page, context: BrowserContext, stage: Stage
) -> None:
    await context.route("https://**", elsewhere)
    await scenes.some_lines(page, stage)
    assert await page.evaluate("sessionStorage.length") == 1
    await walking.button(page, "Verlaat deze pagina").click()
    await stage.hear(QuickExit)
    await page.wait_for_url("https://www.wikipedia.org/")
    await stage.asked("/leave")
    # The page took this one's place: one step back leads before it, not to it.
    await page.go_back()
    assert stage.url not in page.url
    await page.goto(f"{stage.url}/blank")
    assert await page.evaluate("sessionStorage.length") == 0


async def test_nothing_of_the_conversation_is_on_screen_before_the_next_page_is_there(
    page: Page, context: BrowserContext, stage: Stage
) -> None:
    # An answer without content: the browser stays where it is, behind the cover.
    await context.route("https://**", lambda route: route.fulfill(status=204))
    await scenes.some_lines(page, stage)
    await walking.button(page, "Verlaat deze pagina").click()
    await page.locator(".cover").wait_for()
    assert await page.evaluate("document.body.children.length") == 1
    assert "Noor" not in await page.evaluate("document.body.textContent")
    assert await page.title() == "Chat"


async def test_shift_three_times_leaves_too(page: Page, context: BrowserContext, stage: Stage) -> None:
    await context.route("https://**", elsewhere)
    await walking.wait(page, stage)
    await page.keyboard.press("Shift")
    await expect(page.locator("#exit-status")).to_contain_text("nog 2 keer")
    await page.keyboard.press("Shift")
    await expect(page.locator("#exit-status")).to_contain_text("nog één keer")
    await page.keyboard.press("a")
    await expect(page.locator("#exit-status")).to_have_text("")
    for _ in range(3):
        await page.keyboard.press("Shift")
    await stage.hear(QuickExit)
    await page.wait_for_url("https://**")


async def test_leaving_works_before_anything_is_loaded(
    page: Page, context: BrowserContext, stage: Stage
) -> None:
    await context.route("https://**", elsewhere)
    stage.house = None
    await walking.open_page(page, stage)
    await walking.button(page, "Verlaat deze pagina").click()
    await page.wait_for_url("https://**")


@asynccontextmanager
async def profile(folder: Path) -> AsyncIterator[tuple[BrowserContext, int]]:
    """A Chromium with a profile on disk, and the id of its process."""
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            folder, executable_path=CHROMIUM, args=FLAGS, locale="nl-BE", headless=True
        )
        await context.route("https://**", elsewhere)
        yield context, browser_process(folder)


def browser_process(folder: Path) -> int:
    """Return the process of the Chromium that this test started with this profile."""
    for each in Path("/proc").iterdir():
        if not each.name.isdigit():
            continue
        try:
            command = (each / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={folder}".encode() in command and not any(
            part.startswith(b"--type=") for part in command
        ):
            return int(each.name)
    raise AssertionError("the browser does not run")


def found(folder: Path) -> list[str]:
    """Return which canaries stand in which file of the profile, in any encoding a browser keeps text in."""
    hits = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            hits += [
                f"{file.relative_to(folder)}: {canary}"
                for canary in CANARIES
                if canary.encode() in content or canary.encode("utf-16-le") in content
            ]
    return hits


def has_session_storage(folder: Path) -> bool:
    """Tell whether the browser kept any sessionStorage in this profile."""
    return any("Session Storage" in str(file) for file in folder.rglob("*"))


async def converse(context: BrowserContext, stage: Stage) -> Page:
    """Have a conversation full of canaries, the last one still in the reply box."""
    page = context.pages[0]
    await walking.talk(page, stage, nickname=CANARIES[0], words=CANARIES[1])
    await stage.write(stage.helpline.noor, CANARIES[2])
    await page.locator(".theirs").wait_for()
    before = await page.evaluate("sessionStorage.getItem('c')")
    await page.locator("#reply").fill(CANARIES[3])
    await page.wait_for_function("(before) => sessionStorage.getItem('c') !== before", arg=before)
    await scenes.reload(page, stage)
    await expect(page.locator("#reply")).to_have_value(CANARIES[3])
    return page


async def test_after_a_quick_exit_the_profile_holds_no_word(stage: Stage, tmp_path: Path) -> None:
    async with profile(tmp_path) as (context, _):
        page = await converse(context, stage)
        await walking.button(page, "Verlaat deze pagina").click()
        await page.wait_for_url("https://**")
        await context.close()
    assert found(tmp_path) == []


async def test_after_closing_the_tab_the_profile_holds_no_word(stage: Stage, tmp_path: Path) -> None:
    async with profile(tmp_path) as (context, _):
        page = await converse(context, stage)
        await page.close()
        await context.close()
    assert found(tmp_path) == []


async def test_after_a_sigkill_the_profile_holds_no_word(stage: Stage, tmp_path: Path) -> None:
    async with profile(tmp_path) as (context, process):
        await converse(context, stage)
        closed = context.wait_for_event("close")
        os.kill(process, signal.SIGKILL)
        await closed
    assert found(tmp_path) == []
    # The scan itself works: what was kept sealed did reach the disk.
    assert has_session_storage(tmp_path)
