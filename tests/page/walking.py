"""What a visitor does on the page, by the words that stand on it."""

import re
from typing import Protocol

from playwright.async_api import Locator, Page

from tests.page.stage import Stage


class Served(Protocol):
    """Whatever serves the page: the stage, or a walk with the real server."""

    url: str


GO = re.compile("^(Verder|Continue)$")


def button(page: Page, name: str) -> Locator:
    """Return the button with these words."""
    return page.get_by_role("button", name=name, exact=True)


async def open_page(page: Page, stage: Served) -> None:
    """Open the page, and wait until it knows what the helpline shows: while it loads it has a heading too."""
    await page.goto(f"{stage.url}/")
    await page.locator("main > :not(.late) h1").wait_for()


async def to_consent(page: Page, stage: Served) -> None:
    """Open the page and read what is promised."""
    await open_page(page, stage)
    await page.get_by_role("button", name=GO).click()
    await page.get_by_role("checkbox").wait_for()


async def to_introduction(page: Page, stage: Served) -> None:
    """Agree."""
    await to_consent(page, stage)
    await page.get_by_role("checkbox").check()
    await page.get_by_role("button", name=GO).click()
    await page.locator("#nickname").wait_for()


async def enter(
    page: Page, stage: Served, nickname: str = "Zeester", words: str = "Mag ik iets vragen?"
) -> None:
    """Give a nickname and first words, and press the button."""
    await to_introduction(page, stage)
    await page.locator("#nickname").fill(nickname)
    await page.locator("#first").fill(words)
    await page.locator("form .primary").click()


async def wait(page: Page, stage: Stage, **words: str) -> None:
    """Go as far as the queue."""
    await enter(page, stage, **words)
    await stage.queue()
    await page.locator(".waiting h1").wait_for()


async def talk(page: Page, stage: Stage, **words: str) -> None:
    """Go as far as a conversation with Noor; the opening is stored as line 1."""
    await wait(page, stage, **words)
    await stage.accept(stage.helpline.noor)
    await stage.hear_line()
    await page.get_by_text("Verstuurd", exact=True).or_(page.get_by_text("Sent", exact=True)).first.wait_for()


async def say(page: Page, text: str) -> None:
    """Write a line and send it."""
    await page.locator("#reply").fill(text)
    await page.locator(".composer .send").click()
