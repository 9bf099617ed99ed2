"""The demo on a real display: it stays open, a second visitor can be talked to, and it ends in order."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.desktop.eyes import Eyes
from tests.desktop.screen import Running, Screen, until
from tests.page.conftest import CHROMIUM, FLAGS
from tests.page.walking import enter, say

DEMO = (sys.executable, "-m", "luwte", "demo")
NICKNAME = "Kiezel"
WORDS = "Mag ik iets vragen over vroeger?"
ANSWER = "Natuurlijk. Neem je tijd."
REPLY = "Dank je, dat doet goed."
NEUTRAL = {"Luwte"}
SLOW = 60_000
"""Milliseconds a busy computer may take for a step on the page."""


@dataclass
class Served:
    """Where the page is."""

    url: str


@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_a_second_visitor_is_accepted_answered_and_ended_by_keyboard_alone(
    screen: Screen, eyes: Eyes
) -> None:
    async with screen.run(*DEMO) as demo:
        url = (await demo.says("VISITOR_URL=")).strip()
        window = screen.active()
        async with _browser() as page:
            for shown in screen.windows():
                screen.ask("xdotool", "windowminimize", shown)
            await until(lambda: not screen.windows(), "windows out of sight")
            await enter(page, Served(url), NICKNAME, WORDS)
            await until(lambda: screen.wants_attention(window), "a window that asks for attention")
            await screen.bring(window)
            await eyes.sees("Er wacht iemand.")
            screen.press("ctrl+Return")
            await eyes.finds(
                lambda thing: thing.role == "list item" and WORDS in thing.name, "the first words"
            )
            await eyes.finds(
                lambda thing: thing.role == "text" and thing.is_("focused", "editable"), "the reply box"
            )
            screen.type(ANSWER)
            screen.press("Return")
            await expect(page.get_by_text(ANSWER, exact=True)).to_be_visible(timeout=SLOW)
            await say(page, REPLY)
            await eyes.finds(
                lambda thing: thing.role == "list item" and REPLY in thing.name, "the visitor's line"
            )
            assert _titles(screen) == NEUTRAL
            screen.press("ctrl+e")
            await eyes.sees("Beëindig gesprek")
            assert _titles(screen) == NEUTRAL
            await _press_button(screen, eyes, "Beëindig gesprek")
            await expect(page.locator("main h1")).to_have_text("Dank je wel voor dit gesprek", timeout=SLOW)
            await eyes.misses(NICKNAME)
        assert any(shown.kind == "notify" for shown in screen.shown())
        _tells_a_housemate_nothing(screen)
        await _close(screen, eyes, demo)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
async def test_the_demo_ends_in_order_on_a_signal(screen: Screen, name: str) -> None:
    async with screen.run(*DEMO) as demo:
        await demo.says(" 5.")
        assert len(demo.left()) > 1, "a server runs besides"
        demo.signal(name)
        assert await demo.ends() == 0
        _left_nothing(screen, demo)


async def _close(screen: Screen, eyes: Eyes, demo: Running) -> None:
    """Close the window as a person does: it asks, one agrees, and everything ends."""
    screen.press("alt+F4")
    question = await eyes.finds(
        lambda thing: thing.role == "push button" and "Luwte" in thing.name, "the question"
    )
    assert demo.process.returncode is None
    await _press_button(screen, eyes, question.name)
    assert await demo.ends() == 0
    _left_nothing(screen, demo)


async def _press_button(screen: Screen, eyes: Eyes, name: str) -> None:
    """Walk with Tab to a button and press it."""
    for _ in range(6):
        focus = await eyes.focus()
        if focus is not None and focus.name == name:
            screen.press("space")
            return
        screen.press("Tab")
    raise AssertionError(f"Tab never came to {name}")


def _titles(screen: Screen) -> set[str]:
    return {title for window in screen.windows() for title in screen.titles(window)}


def _tells_a_housemate_nothing(screen: Screen) -> None:
    told = " ".join(word for shown in screen.shown() for word in shown.words)
    for private in (NICKNAME, WORDS, ANSWER, REPLY, "Zeester", "Noor", "Sam"):
        assert private not in told


def _left_nothing(screen: Screen, demo: Running) -> None:
    assert demo.left() == set()
    assert not [line for line in demo.complaints if "Traceback" in line or "Error" in line]
    assert not list(screen.folder.glob("luwte-demo-*"))


@asynccontextmanager
async def _browser() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(locale="nl-BE")
        page.set_default_timeout(SLOW)
        yield page
        await browser.close()
